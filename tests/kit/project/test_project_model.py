"""What project.yml may hold: every problem said at once, with its line and what to do."""

from datetime import date
from pathlib import Path

import pytest

from playbook.kit.project.keep import parse_fields
from playbook.kit.project.model import Project, project_of, read_project
from playbook.kit.project.problem import ProjectError

WHOLE = """\
format: 1
name: Home First
area: Moray
approach: both
why_this_approach: The pathway changes and wards start at once
started: 2026-03-26
stage: plan
next_decision: {what: Choose an option, by: The Board, on: 26 June 2026}
elements:
  M08: {choice: do}
  M09: {choice: lightly, reason: The finance team did it in May}
  M10: {choice: not needed, reason: Done by the programme}
  M11: do
roles:
  sponsor: Chief Officer
  specialist: [Analyst, Accountant]
  partner:
"""


def of(text: str) -> Project:
    return project_of(parse_fields(text, "project.yml"))


def said_of(text: str) -> str:
    with pytest.raises(ProjectError) as problem:
        of(text)
    return str(problem.value)


def test_a_whole_project_is_read():
    project = of(WHOLE)

    assert project.approaches == ("commissioning", "improvement")
    assert project.started == date(2026, 3, 26)
    assert project.next_decision.on == date(2026, 6, 26)
    assert [project.choice(each) for each in ("M08", "M09", "M10", "M11", "M12")] == [
        "do", "lightly", "not needed", "do", "do",
    ]  # fmt: skip
    assert project.elements["M09"].reason == "The finance team did it in May"
    assert project.roles == {
        "sponsor": "Chief Officer",
        "specialist": "Analyst, Accountant",
        "partner": "",
    }


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "name:\narea:\nelements:\nroles:\n"])
def test_a_project_that_says_nothing_yet_is_a_project(text):
    assert of(text) == Project()
    assert of(text).approaches == ()


def test_names_may_be_in_capital_letters():
    assert of("Area: Angus\nAPPROACH: both\n").approach == "both"


def test_every_problem_is_said_at_once_each_with_its_line():
    said = said_of("naem: Home First\nstage: plann\nroles:\n  leed: Jo\nstarted: 31/03/24\n")

    assert said.splitlines() == [
        "project.yml has 4 problems.",
        "1. project.yml, line 1, naem: The playbook does not know this name. Did you mean name? "
        "Change it, or take the line out.",
        '2. project.yml, line 2, stage: "plann" is not one of the stages: analyse, plan, '
        'implement, review. Did you mean "plan"? Change it.',
        '3. project.yml, line 4, roles, leed: "leed" is not one of the roles: sponsor, lead, '
        'specialist, partner. Did you mean "lead"? Change it.',
        "4. project.yml, line 5, started: The date is '31/03/24'. Write a date like 2024-03-31 or "
        "31 March 2024. Change it.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("approach: improvment", 'Did you mean "improvement"?'),
        ("name: [Home, First]", "line 1, name: Found a list; expected text"),
        ("format: 2", "this playbook reads format 1. Use a newer playbook"),
        ("elements: [M08]", "expected an element with a choice, such as M08"),
        ("elements: {M08: dont}", '"dont" is not one of the choices: do, lightly, not needed.'),
        ("elements: {M08: }", "M08: It is missing; expected a choice: do, lightly or not needed."),
        ("elements: {M0899: do}", '"M0899" is not one of the elements: M01, M02, M03, M04 and'),
        ("elements:\n  M08: {choice: do, raeson: x}", "line 2, elements, M08, raeson: The play"),
        ("elements:\n  M08: {choice: do, raeson: x}", "Did you mean reason?"),
        ("roles: {lead: {name: Jo}}", "roles, lead: Found lines below it; expected text"),
        ("next_decision: Soon", 'Found "Soon"; expected what, by and on'),
        ("next_decision: {when: Soon}", "next_decision, when: The playbook does not know"),
        ("focus_and_purpose: Home", "It has its place in charter.yml, not here."),
        ("accepted_by: The Board", "It has its place in charter.yml, not here."),
        ("zzz: 1", "It knows format, name, area, approach"),
    ],
)
def test_what_does_not_fit_is_refused_in_plain_words(text, said):
    assert said in said_of(text)


def test_the_project_is_found_from_a_folder_inside_it(tmp_path: Path):
    (tmp_path / "project.yml").write_text(WHOLE, encoding="utf-8-sig")
    inside = tmp_path / "data"
    inside.mkdir()

    assert read_project(inside).name == "Home First"


def test_a_folder_that_is_no_project_is_told_how_to_begin(tmp_path: Path):
    with pytest.raises(ProjectError, match='make a project: playbook new "Home First"'):
        read_project(tmp_path)
