"""A module as a learner meets it: the page's words, its activities, and the order of both."""

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
import pytest

from playbook.learn.definitions import Notebook, find_notebook
from playbook.learn.types import Definition

WORDS_A_MINUTE = 200
LINK_TARGET = re.compile(r"\]\([^)]*\)")
TABLE_RULE = re.compile(r"^\|[\s|:-]+\|$", re.MULTILINE)


def count_words(text: str) -> int:
    """Count what a person reads: no link addresses, no table rules, no Markdown marks."""
    shown = re.sub(r"[|#*\[\]]", " ", TABLE_RULE.sub("", LINK_TARGET.sub("]", text)))
    return sum(any(letter.isalnum() for letter in word) for word in shown.split())


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook."""

    id: str
    type: str
    source: str
    tags: tuple[str, ...]
    slide: str

    @property
    def hidden(self) -> bool:
        """Kept from the learner's page."""
        return "remove-cell" in self.tags

    @property
    def activities(self) -> tuple[tuple[str, str], ...]:
        """The ``activity(notebook, activity)`` calls, as they stand in the cell."""
        if self.type != "code":
            return ()
        calls = (node for node in ast.walk(ast.parse(self.source)) if isinstance(node, ast.Call))
        return tuple(
            (ast.literal_eval(call.args[0]), ast.literal_eval(call.args[1]))
            for call in calls
            if isinstance(call.func, ast.Name) and call.func.id == "activity"
        )


@dataclass(frozen=True)
class Module:
    """One notebook of ``modules/`` with its file of activities."""

    path: Path

    @property
    def id(self) -> str:
        return self.path.stem

    @cached_property
    def metadata(self) -> Any:
        return nbformat.read(self.path, as_version=4).metadata

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                id=cell.get("id", ""),
                type=cell.cell_type,
                source=cell.source,
                tags=tuple(cell.metadata.get("tags", ())),
                slide=cell.metadata.get("slideshow", {}).get("slide_type", ""),
            )
            for cell in nbformat.read(self.path, as_version=4).cells
        )

    @cached_property
    def definition(self) -> Notebook:
        return find_notebook(self.id)

    @property
    def prose(self) -> tuple[str, ...]:
        """The texts that a learner reads outside the activities."""
        return tuple(
            cell.source for cell in self.cells if cell.type == "markdown" and not cell.hidden
        )

    @property
    def used(self) -> tuple[str, ...]:
        """The ids of the activities on the learner's page, in order."""
        shown = (call for cell in self.cells if not cell.hidden for call in cell.activities)
        return tuple(name for notebook, name in shown if notebook == self.id)

    @property
    def reading_minutes(self) -> float:
        return sum(map(count_words, self.prose)) / WORDS_A_MINUTE

    @property
    def doing_minutes(self) -> int:
        return sum(activity.minutes for activity in self.definition.activities)

    @property
    def stretches(self) -> tuple[int, ...]:
        """The words before the first activity, between one and the next, and after the last."""
        words = [0]
        for cell in self.cells:
            if cell.activities and not cell.hidden:
                words.append(0)
            elif cell.type == "markdown" and not cell.hidden:
                words[-1] += count_words(cell.source)
        return tuple(words)


def words_on_the_way(activity: Definition) -> int:
    """Count the words on the longest way through an activity, done once."""
    return sum(map(count_words, activity.read_once()))


def notebooks_of(kind: str) -> list[Path]:
    folder = Path(__file__).resolve().parents[2] / "modules"
    return [path for path in sorted(folder.glob("*.ipynb")) if kind_of(path) == kind]


def kind_of(path: Path) -> str:
    return nbformat.read(path, as_version=4).metadata.get("playbook", {}).get("kind", "")


@pytest.fixture(params=notebooks_of("module"), ids=lambda path: path.stem)
def module(request: pytest.FixtureRequest) -> Module:
    """Every module of the course in turn."""
    return Module(request.param)


@pytest.fixture(params=notebooks_of("guide"), ids=lambda path: path.stem)
def guide(request: pytest.FixtureRequest) -> Module:
    """Every guide in turn: a page with activities that is not a module of the course."""
    return Module(request.param)


@pytest.fixture
def commissioning_cycle(checkout: Path) -> Module:
    """The module on the cycle."""
    return Module(checkout / "modules" / "commissioning-cycle.ipynb")


@pytest.fixture
def module_named(checkout: Path):
    """Any module of the course, by its id."""
    return lambda name: Module(checkout / "modules" / f"{name}.ipynb")


@pytest.fixture
def words_of():
    """The words on the longest way through an activity."""
    return words_on_the_way


@pytest.fixture
def texts_of():
    """Every text that a person may read in an activity."""
    return Definition.texts
