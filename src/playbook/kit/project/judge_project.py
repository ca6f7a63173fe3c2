"""Judge what a team wrote about its project: the project file, the charter, roles and dates."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from playbook.framework import framework
from playbook.govern import CharterCheck, charter_rules, check_charter
from playbook.govern.findings import is_unwritten
from playbook.inputs import read_day
from playbook.kit.papers import load_paper
from playbook.kit.project.choosing import expected_of
from playbook.kit.project.keep import read_fields
from playbook.kit.project.model import CHOICES, Project
from playbook.kit.project.problem import Problem
from playbook.markup import PlainError
from playbook.places import PROJECT_FILE

CHARTER = "charter.yml"
_FILL_IN = f"Write it in {CHARTER}."
_ACCEPT = f"Take the charter to the governing body, then write its decision in {CHARTER}."


def judge_project(project: Project, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Find what ``project.yml`` leaves open. ``lines`` has the line of each of its names."""

    def open_point(name: str, says: str, do: str, place: str = "", stops: bool = True) -> Problem:
        line = lines.get(place or name, lines.get(name, 0))
        return Problem(file=PROJECT_FILE, line=line, place=place or name, says=says, do=do,
                       stops=stops)  # fmt: skip

    if not project.name:
        yield open_point("name", "The project has no name.", "Write the name that people use.")
    if not project.area:
        yield open_point("area", "No area is named.", "Write the name of your council.")
    if not project.approach:
        says = "No approach is chosen."
        names = ", ".join([*framework().approaches, "both"])
        yield open_point("approach", says, f"Write one of these: {names}.")
    elif not project.why_this_approach:
        says = "Nobody wrote why this approach was chosen."
        yield open_point("why_this_approach", says, "Write the reason in a sentence.", stops=False)
    for each in expected_of(project) if project.approach else ():
        if each.element not in project.elements:
            says = f"Nobody chose how far to do this: {each.product}."
            do = f"Write one of these: {', '.join(CHOICES)}."
            yield open_point("elements", says, do, f"elements, {each.element}")
    for name, chosen in project.elements.items():
        if chosen.choice != "do" and not chosen.reason:
            says = f"{framework().elements[name].name}: {chosen.choice}, and no reason is given."
            yield open_point("elements", says, "Write the reason.", f"elements, {name}")


def read_charter(
    folder: Path, today: date
) -> tuple[CharterCheck | None, Mapping[str, Any], list[Problem]]:
    """Check the charter of a project; what keeps it from being read is a problem."""
    try:
        paper = load_paper("charter", folder)
    except PlainError as wrong:
        return None, {}, [Problem(file=CHARTER, says=str(wrong), do="")]
    if paper.is_sample:
        says = "The project has no charter."
        do = "Copy examples/worked/charter.yml beside project.yml, and write your own over it."
        return None, {}, [Problem(file=CHARTER, says=says, do=do)]
    checked = check_charter(paper.fields, today=today)
    lines = lines_of(paper.path)
    problems = [_charter_problem(reason, lines, stops=True) for reason in checked.reasons]
    problems += [_charter_problem(remark, lines, stops=False) for remark in checked.remarks]
    return checked, paper.fields, problems


def is_about_acceptance(problem: Problem) -> bool:
    """Whether a problem of the charter is only that nobody has accepted it yet."""
    return problem.do == _ACCEPT


def judge_roles(
    project: Project, charter: Mapping[str, Any], lines: Mapping[str, int]
) -> Iterator[Problem]:
    """Find the roles that nobody fills. The lead may stand in the charter alone."""
    empty = charter_rules().placeholders
    governance = charter.get("governance_and_leadership")
    lead = governance.get("lead") if isinstance(governance, Mapping) else governance
    filled = {name for name, who in project.roles.items() if not is_unwritten(who, empty)}
    if not is_unwritten(lead, empty):
        filled.add("lead")
    for role in framework().roles.values():
        if role.id not in filled:
            place = f"roles, {role.id}"
            yield Problem(
                file=PROJECT_FILE,
                line=lines.get(place, lines.get("roles", 0)),
                place=place,
                says=f"Nobody fills the role of {role.name.lower()}.",
                do=f"Write the post or the name. It answers for: {role.answers_for}",
            )


def judge_dates(
    project: Project, charter: Mapping[str, Any], lines: Mapping[str, int], today: date
) -> Iterator[Problem]:
    """Find dates of the project that are out of order, beside those within the charter."""

    def out_of_order(name: str, says: str, do: str) -> Problem:
        line = lines.get(name, 0)
        return Problem(file=PROJECT_FILE, line=line, place=name, says=says, do=do)

    started, decision = project.started, project.next_decision
    if started and started > today:
        says = f"The project began on {said(started)}, which is still to come."
        yield out_of_order("started", says, "Change the date.")
    for name, what in (("accepted_on", "The charter was accepted"), ("starts_on", "Work starts")):
        day = _day(charter.get(name))
        if started and day and day < started:
            says = f"{what} on {said(day)}, before the project began on {said(started)}."
            yield out_of_order("started", says, f"Change it, or {name} in {CHARTER}.")
    if decision.on and decision.on < today:
        says = f"The next decision was due on {said(decision.on)}, which has passed."
        do = "Write the decision that comes next, and its date."
        yield out_of_order("next_decision, on", says, do)
    if decision.what and not decision.on:
        says = f"The next decision has no date: {decision.what}."
        yield out_of_order("next_decision, on", says, "Write when it is taken.")
    if decision.what and not decision.by:
        says = f"Nobody is named who takes the next decision: {decision.what}."
        yield out_of_order("next_decision, by", says, "Write the body that takes it.")


def lines_of(path: Path) -> dict[str, int]:
    """Give the line of each name of a YAML file; a name inside another is ``outer, inner``.

    A file that cannot be read gives none.
    """
    try:
        fields = read_fields(path)
    except PlainError:
        return {}
    lines = {}
    for name, inner in fields.items():
        lines[str(name)] = fields.lc.key(name)[0] + 1
        if isinstance(inner, CommentedMap):
            lines |= {f"{name}, {each}": inner.lc.key(each)[0] + 1 for each in inner}
    return lines


def said(day: date) -> str:
    """Write a day as a person would.

    >>> said(date(2017, 1, 23))
    '23 January 2017'
    """
    return f"{day.day} {day:%B %Y}"


def _charter_problem(reason: str, lines: Mapping[str, int], *, stops: bool) -> Problem:
    rules = charter_rules()
    place = next((each.id for each in rules.things.values() if reason.startswith(each.name)), "")
    missing = [each for each in rules.acceptance if reason.startswith(each.text)]
    if missing:
        place = missing[0].id
    do = _FILL_IN if place and stops else ""
    if missing and place != "next_review":
        do = _ACCEPT
    return Problem(
        file=CHARTER, line=lines.get(place, 0), place=place, says=reason, do=do, stops=stops
    )


def _day(value: Any) -> date | None:
    try:
        return read_day(value, "the date")
    except ValueError:
        return None  # the charter's own check says so
