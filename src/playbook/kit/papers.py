"""Papers that a team fills in as a text file beside ``project.yml``: a charter, a Direction."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from playbook.data import Dataset
from playbook.framework.register import unknown
from playbook.govern import check_charter, check_direction
from playbook.kit.case_paper import read_case_paper
from playbook.kit.change_papers import (
    check_ending,
    check_implementation,
    check_involvement,
    check_market,
)
from playbook.kit.evaluation_paper import check_evaluation_fields
from playbook.kit.improvement_paper import check_improvement
from playbook.kit.law_paper import check_law_paper
from playbook.kit.measure_paper import check_measurement
from playbook.kit.project.keep import read_text
from playbook.kit.score_papers import check_scores_alone
from playbook.markup import PlainError
from playbook.places import pack, project_folder, why_no_project

_NOTHING_DONE = "Nothing was read. The file was not changed."


@dataclass(frozen=True, kw_only=True)
class Form:
    """A kind of paper: what people call it, and the check that reads its fields."""

    name: str
    called: str
    check: Callable[[Mapping[str, Any]], object]


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "charter": Form(name="charter", called="project charter", check=check_charter),
        "direction": Form(name="direction", called="draft Direction", check=check_direction),
        "implementation": Form(
            name="implementation", called="plan for a change", check=check_implementation
        ),
        "ending": Form(name="ending", called="plan to stop a service", check=check_ending),
        "market": Form(name="market", called="list of what to buy", check=check_market),
        "involvement": Form(
            name="involvement", called="record of who took part", check=check_involvement
        ),
        "evaluation": Form(name="evaluation", called="evaluation", check=check_evaluation_fields),
        "measures": Form(name="measures", called="measurement framework", check=check_measurement),
        "business-case": Form(
            name="business-case", called="set of assumptions", check=read_case_paper
        ),
        "scores-alone": Form(
            name="scores-alone", called="round of scores", check=check_scores_alone
        ),
        "improvement": Form(name="improvement", called="improvement plan", check=check_improvement),
        "law": Form(name="law", called="register of law and policy", check=check_law_paper),
    }
)


@dataclass(frozen=True, eq=False, repr=False)
class Paper:
    """A paper that a team filled in, as fields. Made by :func:`load_paper`.

    ``is_sample`` is true for the one that ships for practice. ``notices`` says what was odd.
    """

    form: Form
    fields: Mapping[str, Any]
    path: Path
    is_sample: bool
    notices: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the paper calls itself, or what kind of paper it is."""
        return str(self.fields.get("title") or f"The {self.form.called}")

    @property
    def source(self) -> str:
        """Where the words come from, in one line."""
        if self.is_sample:
            article = "An" if self.form.called[0] in "aeiou" else "A"
            return f"{article} {self.form.called} made up for practice"
        return f"{self.path.name} of this project"

    @property
    def basis(self) -> str:
        """What the paper rests on."""
        return "What the team wrote, as it stands."

    def __repr__(self) -> str:
        return "\n".join(self._lines)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        first, *others = (escape(line) for line in self._lines)
        rest = "".join(f"<p>{line}</p>" for line in others)
        html = f'<div class="pb-dataset"><p><strong>{first}</strong></p>{rest}</div>'
        return {"text/html": html, "text/plain": repr(self)}

    @property
    def _lines(self) -> tuple[str, ...]:
        mark = "Sample data. " if self.is_sample else ""
        return (f"{mark}{self.title}.", f"Source: {self.source}.", *self.notices)


Grounds = Dataset | Paper  # what a finding can rest on: a file of data, or a paper


def load_paper(form: str, start: Path | None = None) -> Paper:
    """Load a paper: the team's own inside its project, the one for practice elsewhere.

    The team's own is ``charter.yml`` (or ``direction.yml``) in the project's folder, beside
    ``project.yml``. Where there is none, the one for practice comes with a notice. Files saved
    by Notepad are read, whatever their line ends.

    Raises ``ValueError`` for an unknown form. Raises ``PlainError``, with the file untouched,
    for a file that is empty, cannot be read line by line, says something twice, or holds
    something other than fields; and for a file whose name is nearly right.

    >>> load_paper("charter").is_sample
    True
    """
    if form not in FORMS:
        raise ValueError(unknown(form, FORMS, "the forms of paper"))
    kind = FORMS[form]
    project = project_folder(start)
    own = _own_file(project, form) if project else None
    path = own or pack("data", "sample", f"{form}.yml")
    fields = _fields(path, kind)
    if own:
        return Paper(kind, fields, own, False)
    notice = why_no_project(start)
    if project:
        notice = f"There is no {form}.yml beside project.yml, so the one for practice is used."
    return Paper(kind, fields, path, True, tuple(filter(None, (notice,))))


def _own_file(project: Path, form: str) -> Path | None:
    """Find the team's own paper; refuse one whose name a computer has spoilt."""
    for name in (f"{form}.yml", f"{form}.yaml"):
        if (project / name).is_file():
            return project / name
    for each in sorted(project.iterdir()):
        if each.is_file() and each.name.lower() in {
            f"{form}.yml.txt",
            f"{form}.yaml.txt",
            f"{form}.txt",
            *(f"{form}{end}" for end in (".yml", ".yaml")),
        }:
            raise PlainError(
                f"{each.name} was not read. Rename it to {form}.yml. "
                "Your computer may hide the last part of a name."
            )
    return None


def _fields(path: Path, form: Form) -> Mapping[str, Any]:
    try:
        fields = yaml.load(read_text(path), Loader=_OnceOnly)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, OSError, ValueError) as error:
        raise PlainError(_how(path.name, _where(error))) from error
    if fields is None:
        raise PlainError(
            f"{path.name} has nothing in it yet. Fill it in, or move it out of the project to "
            f"practise on the sample. {_NOTHING_DONE}"
        )
    if not isinstance(fields, dict):
        raise PlainError(_how(path.name, "It is not made of lines with a name and a colon."))
    try:
        form.check(fields)
    except (TypeError, ValueError) as problem:
        raise PlainError(_how(path.name, str(problem))) from problem
    return fields


class _OnceOnly(yaml.SafeLoader):
    """A safe loader that refuses a name twice: the second would replace the first unseen."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        names = [self.construct_object(key, deep=True) for key, _ in node.value]
        for at, name in enumerate(names):
            if name in names[:at]:
                line = node.value[at][0].start_mark.line + 1
                raise ValueError(f"Line {line} says {name} a second time. Keep one of them.")
        return super().construct_mapping(node, deep)


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    if not mark:
        return str(error)
    return (
        f"The trouble is at or just above line {mark.line + 1}. Text with a colon in it needs "
        "quotes around it. Use spaces at the start of a line, never tabs."
    )


def _how(name: str, why: str) -> str:
    return f"{name} could not be read. {why} {_NOTHING_DONE}"
