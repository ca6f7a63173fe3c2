"""All that a project holds for its papers, read once: answers, findings, products and words."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from playbook.framework import framework
from playbook.govern import charter_rules
from playbook.govern.findings import is_unwritten
from playbook.kit.evidence import LOG as EVIDENCE_LOG
from playbook.kit.log import LogError, Record, read_log
from playbook.kit.papers import FORMS, Paper, load_paper
from playbook.kit.products import LOG as PRODUCTS_LOG
from playbook.kit.project.model import Project, read_project
from playbook.markup import PlainError
from playbook.places import pack, project_folder
from playbook.publish.documents.text import in_day


@dataclass(frozen=True, eq=False)
class Material:
    """What a project has for its papers. Made by :func:`gather`; nothing in it is changed."""

    folder: Path
    project: Project
    evidence: Mapping[str, Record]
    products: Mapping[str, Record]

    @cached_property
    def papers(self) -> dict[str, Paper | None]:
        """Papers that were asked for so far; one that the team has not written is nothing."""
        return {}

    def paper(self, form: str) -> Paper | None:
        """Give a paper of the team's own. The one for practice is nobody's answer."""
        if form not in self.papers:
            found = load_paper(form, self.folder)
            self.papers[form] = None if found.is_sample else found
        return self.papers[form]

    def answer(self, form: str, field: str) -> str:
        """Give an answer as words: of a paper, or of ``project.yml`` (form ``project``).

        A field of a field is written with a full stop between. Nothing written gives nothing,
        and neither do "TBC" and its like.
        """
        value: Any = self.project.model_dump() if form == "project" else self._fields(form)
        for step in field.split("."):
            if isinstance(value, str):
                break  # one text that answers all that is asked here
            value = value.get(step) if isinstance(value, Mapping) else None
        if is_unwritten(value, charter_rules().placeholders):
            return ""
        return _approach(in_words(value)) if field == "approach" else in_words(value)

    def _fields(self, form: str) -> Mapping[str, Any]:
        paper = self.paper(form)
        return paper.fields if paper else {}

    def found(self, prefix: str) -> list[Record]:
        """Give the findings whose ids begin so, in the order of the log."""
        return [record for id_, record in self.evidence.items() if id_.startswith(prefix)]

    def source_of(self, exercise: str) -> str:
        """Say where the figures of an exercise come from, as its findings and figures tell it."""
        told = [
            str(record.get("source", ""))
            for record in (*self.evidence.values(), *self.products.values())
            if exercise in (record.get("notebook"), str(record.get("id", "")).partition("/")[0])
        ]
        first = next(filter(None, told), "")
        return first or f"The exercise {exercise} of this project"

    def files(self) -> dict[str, str]:
        """Give each file that was read, with its fingerprint: which numbers a paper stood on."""
        names = ("project.yml", EVIDENCE_LOG, PRODUCTS_LOG)
        paths = [self.folder / name for name in names]
        paths += [paper.path for paper in self.papers.values() if paper]
        return {
            path.name: sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file()
        }


def gather(start: Path | None = None) -> Material:
    """Read what a project has for its papers.

    Raises ``PlainError`` when there is no project, or when its file or a log is damaged.
    """
    project = read_project(start)
    folder = project_folder(start)
    if folder is None:
        raise PlainError("There is no project here. Make one with: playbook new")
    try:
        evidence = {str(each["id"]): each for each in read_log(folder / EVIDENCE_LOG)}
        products = {str(each["id"]): each for each in read_log(folder / PRODUCTS_LOG)}
    except LogError as problem:
        raise PlainError(str(problem)) from problem
    return Material(folder, project, evidence, products)


def in_words(value: object) -> str:
    """Write an answer as words, whatever it was typed as.

    >>> in_words(date(2026, 3, 26)), in_words(["NHS", "council"]), in_words(True)
    ('26 March 2026', 'NHS; council', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return in_day(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {in_words(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(in_words, value))
    return str(value).strip()


def check_names(form: str) -> None:
    """Refuse a form of paper that does not exist, with the nearest that does."""
    from playbook.framework.register import unknown

    if form != "project" and form not in FORMS:
        raise PlainError(unknown(form, ["project", *FORMS], "the forms of paper", most=20))


@cache
def recorded_by(prefix: str) -> tuple[str, ...]:
    """Name the exercises that record findings whose ids begin so.

    >>> recorded_by("delays-who")
    ('delayed-discharges',)
    """
    return tuple(
        name for name, ids in _recorders().items() if any(i.startswith(prefix) for i in ids)
    )


@cache
def _recorders() -> dict[str, tuple[str, ...]]:
    found = {}
    for path in sorted(pack("exercises").glob("*/*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        found[path.stem] = tuple(re.findall(r'record_evidence\(\s*"([a-z0-9-]+)"', code))
    return found


def _approach(id_: str) -> str:
    approaches = framework().approaches
    if id_ in approaches:
        return approaches[id_].name
    return " and ".join(each.name for each in approaches.values()) if id_ == "both" else id_
