"""What ``project.yml`` may hold, and how it is read: every problem at once, each with its line."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml.comments import CommentedMap

from playbook.data.wording import did_you_mean, listed
from playbook.framework import framework
from playbook.framework.register import unknown
from playbook.govern import charter_rules
from playbook.inputs import read_day
from playbook.kit.project.keep import plain, read_fields
from playbook.kit.project.policy import notebook_policy
from playbook.kit.project.problem import Problem, ProjectError
from playbook.places import PROJECT_FILE, project_file

BOTH = "both"
Choice = Literal["do", "lightly", "not needed"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
FORMAT: Final = 1


def _text(value: Any) -> Any:
    """Let a number or a date stand as text, as it was written; an empty line is no text."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float | date) else value


def _day(value: Any) -> Any:
    return read_day(value, "The date")


def _approach(value: Any) -> Any:
    known = (*framework().approaches, BOTH)
    if value not in ("", None) and value not in known:
        raise ValueError(unknown(value, known, "the approaches"))
    return value or ""


def _stage(value: Any) -> Any:
    if value not in ("", None) and value not in framework().stages:
        raise ValueError(unknown(value, framework().stages, "the stages"))
    return value or ""


def _element_id(value: Any) -> Any:
    if value not in framework().elements:
        raise ValueError(unknown(value, framework().elements, "the elements", most=4))
    return value


def _role_id(value: Any) -> Any:
    if value not in framework().roles:
        raise ValueError(unknown(value, framework().roles, "the roles"))
    return value


def _subject(value: Any) -> Any:
    subjects = notebook_policy().subjects
    if value not in subjects:
        raise ValueError(unknown(value, subjects, "the subjects"))
    return value


def _whole(value: Any) -> Any:
    """Let a choice stand for itself where no reason is given: ``M08: do``."""
    return {"choice": value} if isinstance(value, str) else value or {}


def _people(value: Any) -> Any:
    """Let several people fill one role."""
    several = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return ", ".join(value) if several else _text(value)


def _choice(value: Any) -> Any:
    if value not in CHOICES:
        raise ValueError(unknown(value, CHOICES, "the choices"))
    return value


def _or_none(value: Any) -> Any:
    return {} if value in (None, "") else value


Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date | None, BeforeValidator(_day)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ElementChoice(_Part):
    """How far the project does one element of the framework, and why not in full."""

    choice: Annotated[Choice, BeforeValidator(_choice)]
    reason: Text = ""


class NextDecision(_Part):
    """The decision that the project works towards now: what, which body takes it, and when."""

    what: Text = ""
    by: Text = ""
    on: Day = None


Elements = dict[
    Annotated[str, BeforeValidator(_element_id)], Annotated[ElementChoice, BeforeValidator(_whole)]
]
Subjects = tuple[Annotated[str, BeforeValidator(_subject)], ...] | None
Roles = dict[Annotated[str, BeforeValidator(_role_id)], Annotated[str, BeforeValidator(_people)]]


class Project(_Part):
    """A team's project, as ``project.yml`` tells it.

    The six things and their acceptance are not here: they are in ``charter.yml``. ``approach``
    is an approach of the framework, ``both``, or empty. ``elements`` maps ids of the framework's
    elements to a choice. ``subjects`` are what it is about (``notebooks.yml`` lists them), or
    nothing when nobody was asked. ``roles`` maps ids of the framework's roles to the person or
    post that fills them.
    """

    format: Literal[1] = FORMAT
    name: Text = ""
    area: Text = ""
    approach: Annotated[str, BeforeValidator(_approach)] = ""
    why_this_approach: Text = ""
    started: Day = None
    stage: Annotated[str, BeforeValidator(_stage)] = ""
    subjects: Subjects = None
    next_decision: Annotated[NextDecision, BeforeValidator(_or_none)] = Field(
        default_factory=NextDecision
    )
    elements: Annotated[Elements, BeforeValidator(_or_none)] = Field(default_factory=dict)
    roles: Annotated[Roles, BeforeValidator(_or_none)] = Field(default_factory=dict)
    note: Text = ""

    @property
    def approaches(self) -> tuple[str, ...]:
        """The approaches that the project takes: one, both, or none chosen yet."""
        if self.approach == BOTH:
            return tuple(framework().approaches)
        return (self.approach,) if self.approach else ()

    def choice(self, element: str) -> Choice:
        """Give how far an element is done; one that nobody chose about is done in full.

        >>> Project(elements={"M10": "lightly"}).choice("M10")
        'lightly'
        """
        return self.elements[element].choice if element in self.elements else "do"


def read_project(folder: Path | None = None) -> Project:
    """Read the project that a folder belongs to, by default the working folder.

    Raises :class:`ProjectError` with every problem at once (file, line, what was found, what
    was expected, what to do), and ``PlainError`` when there is no project, or when the file is
    half written, damaged or cannot be opened. The file is never changed.
    """
    file = project_file(folder)
    if file is None:
        raise ProjectError([_no_project(folder)])
    return project_of(read_fields(file), file.name)


def project_of(fields: CommentedMap, file: str = PROJECT_FILE) -> Project:
    """Make a project from fields that were read; raise :class:`ProjectError` if they are wrong.

    The name of a field may be in capital or small letters.

    >>> from playbook.kit.project.keep import parse_fields
    >>> project_of(parse_fields("naem: Home First", "project.yml"))
    Traceback (most recent call last):
    ...
    playbook.kit.project.problem.ProjectError: project.yml, line 1, naem: The playbook does not \
know this name. Did you mean name? Change it, or take the line out.
    """
    written = {_field(name): name for name in fields}
    try:
        return Project.model_validate({_field(name): plain(fields[name]) for name in fields})
    except ValidationError as wrong:
        found = [_problem(each, fields, written, file) for each in wrong.errors()]
        raise ProjectError(sorted(found, key=lambda problem: problem.line)) from wrong


def _field(name: object) -> str:
    lower = str(name).strip().lower()
    return lower if lower in Project.model_fields else str(name)


def _no_project(folder: Path | None) -> Problem:
    here = (folder or Path.cwd()).resolve()
    return Problem(
        file=str(here),
        says=f"Neither this folder nor one above it is a project: none holds {PROJECT_FILE}.",
        do='Open a project\'s folder first, or make a project: playbook new "Home First"',
    )


def _problem(
    error: ErrorDetails, fields: CommentedMap, written: Mapping[str, str], file: str
) -> Problem:
    steps = [step for step in error["loc"] if step != "[key]"]
    steps = [written.get(str(step), step) if not at else step for at, step in enumerate(steps)]
    says, do = _words(error, steps)
    place = ", ".join(str(step) for step in steps if step != "choice" or len(steps) < 3)
    return Problem(file=file, line=_line(fields, steps), place=place, says=says, do=do)


def _words(error: ErrorDetails, steps: list[str | int]) -> tuple[str, str]:
    """Say what is wrong, and what to do about it."""
    given = error.get("input")
    if error["type"] == "extra_forbidden":
        return _unknown_name(steps)
    if error["type"] == "missing":
        return f"It is missing; expected {_wanted(steps)}.", "Write it."
    if error["type"] == "value_error":
        return str(error["ctx"]["error"]), "Change it."
    if steps == ["format"]:
        return (
            f"This is format {given}; this playbook reads format {FORMAT}.",
            "Use a newer playbook, or write format: 1.",
        )
    return f"Found {_shown(given)}; expected {_wanted(steps)}.", "Change it."


def _unknown_name(steps: list[str | int]) -> tuple[str, str]:
    name = str(steps[-1])
    kind = Project if len(steps) == 1 else NextDecision if steps[0] == "next_decision" else None
    valid = tuple((kind or ElementChoice).model_fields)
    if kind is Project and name in _charter_names():
        return (
            "It has its place in charter.yml, not here.",
            "Write it there and take these lines out.",
        )
    near = did_you_mean(name, valid) or f"It knows {listed(valid)}."
    return f"The playbook does not know this name. {near}", "Change it, or take the line out."


def _charter_names() -> set[str]:
    rules = charter_rules()
    asks = {ask.id for thing in rules.things.values() for ask in thing.asks}
    return {*rules.things, *asks, *(each.id for each in rules.acceptance)}


def _wanted(steps: list[str | int]) -> str:
    example = {
        "elements": 'an element with a choice, such as M08: {choice: "do"}',
        "roles": "a role with the person or post that fills it, such as lead: Service manager",
        "subjects": "a list of subjects, such as [delays]",
        "next_decision": "what, by and on, each on a line of its own",
    }
    if steps and steps[-1] == "choice":
        return f"a choice: {listed(CHOICES, 'or')}"
    if len(steps) == 1 and steps[0] in example:
        return example[str(steps[0])]
    return "text after the name, a colon and a space"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    return "lines below it" if isinstance(value, Mapping) else f'"{value}"'


def _line(fields: CommentedMap, steps: list[str | int]) -> int:
    """Give the line of the innermost name that stands in the file."""
    line, inner = 0, fields
    for step in steps:
        if not isinstance(inner, CommentedMap) or step not in inner:
            break
        line, inner = inner.lc.key(step)[0] + 1, inner[step]
    return line
