"""Check a whole project: what is open, where, and whether the governing body could say yes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from playbook.data.wording import counted, listed
from playbook.inputs import read_day
from playbook.kit.project.judge_files import (
    judge_data,
    judge_evidence,
    judge_notebooks,
    judge_papers,
)
from playbook.kit.project.judge_project import (
    is_about_acceptance,
    judge_dates,
    judge_project,
    judge_roles,
    lines_of,
    read_charter,
    said,
)
from playbook.kit.project.model import Project, read_project
from playbook.kit.project.problem import Problem, ProjectError
from playbook.markup import PlainError
from playbook.places import project_file

READY, TO_ACCEPT, NOT_READY = "ready", "ready to be accepted", "not ready"


@dataclass(frozen=True)
class Part:
    """One part of the check, in the order in which it is reported."""

    name: str
    found: tuple[Problem, ...]

    @property
    def state(self) -> str:
        """Say in two or three words how it stands."""
        stopping = sum(each.stops for each in self.found)
        return f"{stopping} open" if stopping else "in order"


@dataclass(frozen=True)
class ProjectCheck:
    """How a project stands. Made by :func:`check_project`.

    ``problems`` must be put right; ``remarks`` are worth a look and stop nothing. ``verdict``
    is "ready", "ready to be accepted" (only the governing body's yes is missing) or
    "not ready".
    """

    name: str
    body: str
    accepted: str
    parts: tuple[Part, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that must be put right, part by part."""
        return tuple(each for part in self.parts for each in part.found if each.stops)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """Everything that is worth a look."""
        return tuple(each for part in self.parts for each in part.found if not each.stops)

    @property
    def verdict(self) -> str:
        """Say how ready it is, in a few words."""
        if not self.problems:
            return READY
        return TO_ACCEPT if all(map(is_about_acceptance, self.problems)) else NOT_READY

    @property
    def table(self) -> pd.DataFrame:
        """How each part stands: part, state, and how many remarks there are."""
        rows = [
            (part.name, part.state, sum(not each.stops for each in part.found))
            for part in self.parts
        ]
        return pd.DataFrame(rows, columns=["part", "state", "remarks"])

    def sentence(self) -> str:
        """Give the verdict as the governing body could use it."""
        body = self.body or "its governing body"
        if self.verdict == READY:
            return f"{self.name} is ready to start. {self.accepted}"
        if self.verdict == TO_ACCEPT:
            return f"{self.name} is ready for {body} to accept. Work starts when it has said yes."
        open_parts = [
            f"{part.name.lower()} ({part.state})" for part in self.parts if part.state != "in order"
        ]
        return (
            f"{self.name} is not ready. {counted(len(self.problems), 'point')} must be put right "
            f"first: {listed(open_parts)}. {self.accepted}"
        ).strip()

    def text(self) -> str:
        """Give the whole check for a terminal."""
        lines = [self.sentence(), ""]
        for part in self.parts:
            lines.append(f"{part.name}: {part.state}")
            lines += [f"  - {each}" for each in part.found if each.stops]
        if self.remarks:
            lines += ["", "Worth a look:", *(f"  - {each}" for each in self.remarks)]
        return "\n".join(lines)

    def record(self) -> dict[str, Any]:
        """Give the whole check as plain values, for a script."""
        return {
            "project": self.name,
            "verdict": self.verdict,
            "sentence": self.sentence(),
            "parts": [
                {"part": part.name, "state": part.state, "found": [*map(_record, part.found)]}
                for part in self.parts
            ],
        }


def check_project(folder: Path | None = None, *, today: date | None = None) -> ProjectCheck:
    """Check the project that a folder belongs to; by default the working folder. Changes nothing.

    Looks at the project file, the charter and its acceptance, roles, dates, data files, other
    papers, evidence and notebooks. A part that cannot be read is a problem, and the others are
    checked all the same. ``today`` is the day to judge by; by default it is today.

    Raises :class:`ProjectError` where there is no project.
    """
    file = project_file(folder)
    if file is None:
        read_project(folder)  # says where it looked, and what to do
        raise AssertionError("a folder without a project file was read as a project")
    day, root = today or date.today(), file.parent
    project, wrong = _project(file)
    lines = lines_of(file)
    checked, charter, about_charter = read_charter(root, day)
    acceptance = [each for each in about_charter if is_about_acceptance(each)]
    parts = {
        "Project file": wrong or judge_project(project, lines),
        "Charter": [each for each in about_charter if each not in acceptance],
        "Acceptance": acceptance,
        "Roles": [] if wrong else judge_roles(project, charter, lines),
        "Dates": judge_dates(project, charter, lines, day),
        "Data": judge_data(root, project),
        "Papers": judge_papers(root),
        "Evidence": judge_evidence(root),
        "Notebooks": [] if wrong else judge_notebooks(root, project),
    }
    return ProjectCheck(
        name=project.name or (checked.title if checked else "") or "The project",
        body=_body(charter),
        accepted=_accepted(charter),
        parts=tuple(Part(name, tuple(found)) for name, found in parts.items()),
    )


def _project(file: Path) -> tuple[Project, list[Problem]]:
    """Read the project file. What is wrong with it becomes problems: the rest is checked too."""
    try:
        return read_project(file.parent), []
    except ProjectError as wrong:
        return Project(), list(wrong.problems)
    except PlainError as wrong:
        return Project(), [Problem(file=file.name, says=str(wrong), do="")]


def _body(charter: Mapping[str, Any]) -> str:
    governance = charter.get("governance_and_leadership")
    body = governance.get("governing_body") if isinstance(governance, Mapping) else ""
    return _within(str(body or "").strip())


def _within(name: str) -> str:
    """Let a name that begins with an article stand inside a sentence."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def _accepted(charter: Mapping[str, Any]) -> str:
    try:
        day = read_day(charter.get("accepted_on"), "accepted_on")
    except ValueError:
        return ""
    who = _within(str(charter.get("accepted_by") or "").strip())
    return f"Its charter was accepted by {who} on {said(day)}." if who and day else ""


def _record(problem: Problem) -> dict[str, Any]:
    names: Iterable[str] = ("file", "line", "place", "says", "do", "stops")
    return {name: getattr(problem, name) for name in names}
