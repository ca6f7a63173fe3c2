"""What a team answers before its project is made: from a file, or nothing yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from playbook.data.wording import listed
from playbook.framework.advice import Advice, advise, read_advice
from playbook.framework.register import unknown
from playbook.govern import charter_rules
from playbook.kit.project.keep import plain, read_fields
from playbook.kit.project.model import Project, project_of
from playbook.kit.project.problem import Problem, ProjectError

HELPER = "approach"  # the questions that help to choose an approach
_CHARTER, _HELP = "charter", "approach_answers"


@dataclass(frozen=True)
class Answers:
    """A project as its team describes it: what goes into ``project.yml``, and the charter."""

    project: Project
    charter: Mapping[str, Any] = field(default_factory=dict)


def read_answers(path: Path) -> Answers:
    """Read answers from a YAML file, for a project that is made without questions.

    The file holds what ``project.yml`` holds, the six things under ``charter``, and, in place
    of ``approach``, may hold ``approach_answers``: the answers to the questions that help to
    choose one. Whatever is left out stays open. Raises :class:`ProjectError` with every problem
    at once, and ``PlainError`` for a file that cannot be read.
    """
    if not path.is_file():
        raise ProjectError(
            [Problem(file=str(path), says="There is no such file.", do="Check its name.")]
        )
    fields = read_fields(path)
    charter = _part(fields, _CHARTER, path.name)
    helped = _part(fields, _HELP, path.name)
    problems = [*_charter_problems(charter, path.name)]
    try:
        project = project_of(fields, path.name)
    except ProjectError as wrong:
        raise ProjectError([*wrong.problems, *problems]) from wrong
    if problems:
        raise ProjectError(problems)
    if helped and not project.approach:
        project = with_advice(project, approach_advice(plain(helped)))
    return Answers(project, plain(charter))


def approach_advice(given: Mapping[str, str]) -> Advice:
    """Weigh the answers to the questions about the approach: a text each, or its number from 1.

    Raises ``UnknownNameError``, which lists what is valid, for another question or answer.

    >>> approach_advice({"change": 2}).results[0].id
    'commissioning'
    """
    policy = read_advice(HELPER)
    texts = {
        name: _numbered(answer, [option.text for option in policy.questions[name].options])
        for name, answer in given.items()
    }
    return advise(policy, texts)


def with_advice(project: Project, advice: Advice) -> Project:
    """Give the project the approach that was advised, with the reasons; none stays open."""
    if not advice.results:
        return project
    why = project.why_this_approach or advice.sentence()
    return project.model_copy(update={"approach": advice.results[0].id, "why_this_approach": why})


def _numbered(answer: Any, texts: list[str]) -> str:
    is_number = isinstance(answer, int) and not isinstance(answer, bool)
    return texts[answer - 1] if is_number and 1 <= answer <= len(texts) else str(answer)


def _part(fields: CommentedMap, name: str, file: str) -> CommentedMap:
    """Take a part with names of its own out of the fields."""
    line = fields.lc.key(name)[0] + 1 if name in fields else 0
    part = fields.pop(name, None)
    if part is None:
        return CommentedMap()
    if not isinstance(part, CommentedMap):
        says = "It is not made of lines with a name, a colon and a space."
        raise ProjectError(
            [Problem(file=file, line=line, place=name, says=says, do="Write one line for each.")]
        )
    return part


def _charter_problems(charter: CommentedMap, file: str) -> list[Problem]:
    rules = charter_rules()
    valid = {thing.id: [ask.id for ask in thing.asks] for thing in rules.things.values()}
    others = [*(each.id for each in rules.acceptance), *rules.other]
    found = []
    for name, given in charter.items():
        line = charter.lc.key(name)[0] + 1
        if name not in valid and name not in others:
            says = unknown(name, [*valid, *others], "the parts of a charter", most=9)
            found.append(_wrong(file, line, f"{_CHARTER}, {name}", says))
        for inner in given if isinstance(given, CommentedMap) else ():
            if inner not in valid.get(name, ()):
                says = unknown(inner, valid.get(name, ()), f"the lines of {name}")
                at = given.lc.key(inner)[0] + 1
                found.append(_wrong(file, at, f"{_CHARTER}, {name}, {inner}", says))
        if isinstance(given, list):
            says = f"Found a list; expected text, or lines called {listed(valid.get(name, ()))}."
            found.append(_wrong(file, line, f"{_CHARTER}, {name}", says))
    return found


def _wrong(file: str, line: int, place: str, says: str) -> Problem:
    return Problem(file=file, line=line, place=place, says=says, do="Change it.")
