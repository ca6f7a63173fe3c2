"""Outlines of papers: their sections, and where the content of each comes from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from playbook.framework import framework
from playbook.framework.policy import read_policy
from playbook.framework.register import unknown
from playbook.markup import PlainError
from playbook.places import pack

FOLDER = Path(__file__).with_name("outlines")
_SOURCES = ("words", "text", "evidence", "numbers", "table", "figure", "paper", "check", "whole")
_SLUG = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_PRODUCT = re.compile(rf"({_SLUG})/({_SLUG})")
_PREFIX = re.compile(r"[a-z][a-z0-9-]*")
_WORDS = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing that a section holds. Exactly one of these names where it comes from.

    ``words`` is an answer that only a person can write, and ``ask`` the question for it.
    ``text`` stands as it is. ``evidence`` gives findings whose ids begin so. ``numbers``,
    ``table`` and ``figure`` are what an exercise handed on: exercise, a stroke, and the name.
    ``paper`` is a paper whose ``fields`` (field to label) are shown under ``caption``.
    ``check`` is a paper that has to pass its own check; ``whole`` is one that is shown in full.
    ``beside`` is the table with the numbers of a figure. ``columns`` picks some of a table's.
    An ``optional`` part may be absent.
    """

    words: str = ""
    ask: str = ""
    text: str = ""
    evidence: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    table: str = ""
    figure: str = ""
    beside: str = ""
    paper: str = ""
    caption: str = ""
    columns: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    check: str = ""
    whole: str = ""
    optional: bool = False

    @property
    def source(self) -> str:
        """Which of the sources it names."""
        return next(name for name in _SOURCES if getattr(self, name))

    @property
    def products(self) -> tuple[str, ...]:
        """What it takes from exercises."""
        return tuple(filter(None, (*self.numbers, self.table, self.figure, self.beside)))


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a paper under a heading. ``guidance`` helps the person who writes it."""

    heading: str
    guidance: str = ""
    parts: tuple[Part, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """Where it is written down who accepted a paper, and when: two fields of another paper."""

    paper: str
    by: str = ""
    on: str


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A kind of paper. ``about`` says what it is for, ``reader`` who decides or reads.

    ``names_it`` is a paper with a title that this one carries too. ``accepted`` says where its
    acceptance is written; without it that is asked for among the words of the paper. A ``proper``
    name keeps its capital in a title.
    """

    id: str
    name: str
    about: str
    reader: str
    stage: str = field(default="", metadata={"names": "stages"})
    names_it: str = ""
    proper: bool = False
    accepted: tuple[Acceptance, ...] = ()
    sections: tuple[Section, ...]

    def walk(self) -> Iterator[tuple[Section, int]]:
        """Give every section with its level, in the order of the paper."""
        for section in self.sections:
            yield section, 1
            for inner in section.sections:
                yield inner, 2

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part of every section."""
        return tuple(part for section, _ in self.walk() for part in section.parts)

    @property
    def asks(self) -> Mapping[str, str]:
        """The questions that only a person can answer, by the name of the answer."""
        return {part.words: part.ask for part in self.parts if part.words}


@cache
def kinds() -> tuple[str, ...]:
    """Name the kinds of paper there are an outline for, in the order of the work.

    >>> kinds()[:2]
    ('project-charter', 'skills-and-learning-plan')
    """
    listed = (FOLDER / "order.txt").read_text(encoding="utf-8").split()
    there = {path.stem for path in FOLDER.glob("*.yml")}
    if set(listed) != there or len(listed) != len(there):
        odd = sorted(set(listed) ^ there)
        raise PlainError(f"order.txt and the outlines do not agree on: {', '.join(odd)}.")
    return tuple(listed)


def outline(kind: str) -> Outline:
    """Give the outline of a kind of paper.

    Raises ``PlainError`` for an unknown kind, with the nearest valid one.

    >>> outline("business-case").name
    'Business case'
    >>> outline("busines-case")
    Traceback (most recent call last):
    ...
    playbook.markup.PlainError: ... Did you mean "business-case"?
    """
    if kind not in kinds():
        raise PlainError(unknown(kind, kinds(), "the kinds of paper", most=20))
    return read_outline(FOLDER / f"{kind}.yml")


def read_outline(path: Path) -> Outline:
    """Read an outline from a file, and refuse what nobody could fill.

    Raises ``FrameworkError`` with every wrong or missing name, its line and the nearest valid
    one. Raises ``PlainError`` when a part names no source or two, an exercise that does not
    exist, a name of the wrong form, or an answer twice.
    """
    made = read_policy(path, Outline)
    if made.id != path.stem:
        raise PlainError(f"{path.name}: its id is {made.id}. Call the file {made.id}.yml.")
    seen: set[str] = set()
    for section, level in made.walk():
        if level == 2 and section.sections:
            raise PlainError(f"{path.name}, {section.heading}: sections go two deep at most.")
        for at, part in enumerate(section.parts, start=1):
            where = f"{path.name}, {section.heading}, part {at}"
            _check_part(part, where)
            if part.words and part.words in seen:
                raise PlainError(f"{where}: {part.words} is asked for twice.")
            seen.add(part.words)
    return made


def _check_part(part: Part, where: str) -> None:
    named = [name for name in _SOURCES if getattr(part, name)]
    if len(named) != 1:
        found = " and ".join(named) or "none"
        raise PlainError(
            f"{where}: name exactly one source. Found {found}. Valid are: {', '.join(_SOURCES)}."
        )
    if part.words and not (_WORDS.fullmatch(part.words) and part.ask):
        raise PlainError(f"{where}: words need a name such as what_we_ask, and a question in ask.")
    if part.paper and not (part.fields and part.caption):
        raise PlainError(f"{where}: a paper needs its fields, and a caption above them.")
    for product in part.products:
        found_in = _PRODUCT.fullmatch(product)
        if not found_in:
            raise PlainError(f"{where}: {product!r} is not of the form exercise/name.")
        if found_in[1] not in _exercises():
            raise PlainError(f"{where}: {unknown(found_in[1], _exercises(), 'the exercises')}")
    for prefix in part.evidence:
        if not _PREFIX.fullmatch(prefix):
            raise PlainError(f"{where}: {prefix!r} is not how an evidence id begins.")


@cache
def _exercises() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in pack("exercises", "activities").glob("*.yml")))


def stage_name(made: Outline) -> str:
    """Name the stage of the cycle that a paper belongs to; the whole cycle where it spans it.

    >>> stage_name(outline("business-case"))
    'Plan'
    """
    return framework().stages[made.stage].name if made.stage else "The whole cycle"
