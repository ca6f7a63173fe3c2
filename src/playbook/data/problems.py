"""What is wrong with a file, said so that a person can put it right."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from playbook.data.text import Rows
from playbook.data.wording import counted
from playbook.markup import PlainError, table_html

WHOLE_FILE = 0
AFTER_THE_LAST_ROW = np.iinfo(np.int64).max

Words = tuple[str, str, str]  # what was expected, what was found, what to do


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what was expected, what was found, what to do.

    ``row`` is the number that a spreadsheet shows, so the header is row 1. It is ``None`` when
    the problem is the file itself or a row that is not there. ``column`` is empty when no single
    column is to blame.
    """

    file: str
    type: str
    row: int | None
    column: str
    expected: str
    found: str
    next_step: str

    @property
    def place(self) -> str:
        """Say where it is: a row and a column, or the file."""
        row = f"Row {self.row:,}" if self.row else ""
        column = f"column {self.column}" if self.column else ""
        place = ", ".join(part for part in (row, column) if part) or self.type
        return place[0].upper() + place[1:]

    def __str__(self) -> str:
        return (
            f"{self.place}: expected {self.expected}; found {self.found}. {self.next_step}".strip()
        )


@dataclass(frozen=True)
class Finding:
    """Many problems of one type, described only when somebody wants to read them."""

    type: str
    column: str
    rows: Rows
    describe: Callable[[int], Words]


def finding(
    type: str, expected: str, found: str, next_step: str, *, column: str = "", row: int = WHOLE_FILE
) -> Finding:
    """Make a finding of a single problem."""
    return Finding(type, column, np.array([row]), lambda _: (expected, found, next_step))


@dataclass(frozen=True)
class Report:
    """The result of checking one file: every problem counted, the first ones listed.

    ``problems`` holds the first ones in the order of the file. ``counts`` holds how many there
    are of each type, listed or not. ``summary`` says what the file holds, when it could be read
    that far. ``notices`` are things worth knowing that are not wrong.
    """

    file: str
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    summary: str = ""
    notices: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the file can be used."""
        return not self.counts

    @property
    def total(self) -> int:
        """How many problems there are, listed or not."""
        return sum(self.counts.values())

    @property
    def table(self) -> pd.DataFrame:
        """The listed problems as a table, one a row."""
        names = ["row", "column", "expected", "found", "next_step", "type"]
        listed = [[getattr(each, name) for name in names] for each in self.problems]
        table = pd.DataFrame(listed, columns=names)
        return table.astype({"row": "Int64"})

    @property
    def not_listed(self) -> Mapping[str, int]:
        """How many problems of each type stand behind the listed ones."""
        return Counter(self.counts) - Counter(each.type for each in self.problems)

    @property
    def headline(self) -> str:
        """One sentence with the verdict."""
        if self.ok:
            return f"{self.file}: no problems found. {self.summary}"
        return f"{self.file}: {counted(self.total, 'problem')} found."

    @property
    def rest(self) -> str:
        """One sentence about the problems that are not listed."""
        hidden = self.not_listed
        if not hidden:
            return ""
        types = "; ".join(f"{type}: {number:,}" for type, number in hidden.items())
        return f"And {sum(hidden.values()):,} more, by type: {types}."

    def __str__(self) -> str:
        lines = [f"{number}. {each}" for number, each in enumerate(self.problems, start=1)]
        notices = [f"Note: {notice}" for notice in self.notices]
        return "\n".join(part for part in (self.headline, *lines, self.rest, *notices) if part)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{escape(self.headline)}</strong></p>"]
        if self.problems:
            parts.append(table_html(_for_people(self.problems), "Problems, first ones first"))
        parts += [f"<p>{escape(text)}</p>" for text in (self.rest, *self.notices) if text]
        return f'<div class="pb-report">{"".join(parts)}</div>'


class DataProblem(PlainError):  # noqa: N818 - the public name says what it is
    """A file that cannot be used; ``report`` holds everything that is wrong with it."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{report}\nNothing was read. The file was not changed.")
        self.report = report


def report_of(
    file: str,
    findings: Iterable[Finding],
    *,
    listed: int,
    summary: str = "",
    notices: Sequence[str] = (),
) -> Report:
    """Count every finding and describe the first ones, in the order of the rows."""
    found = [each for each in findings if len(each.rows)]
    counts: Counter[str] = Counter()
    for each in found:
        counts[each.type] += len(each.rows)
    problems = tuple(_problem(file, *place) for place in _first(found, listed))
    return Report(file, problems, dict(counts), summary, tuple(notices))


def _first(found: Sequence[Finding], listed: int) -> list[tuple[Finding, int]]:
    candidates = [
        (int(each.rows[at]), order, int(at))
        for order, each in enumerate(found)
        for at in np.argsort(each.rows, kind="stable")[:listed]
    ]
    return [(found[order], at) for _, order, at in sorted(candidates)[:listed]]


def _problem(file: str, each: Finding, at: int) -> Problem:
    row = int(each.rows[at])
    shown = None if row in (WHOLE_FILE, AFTER_THE_LAST_ROW) else row
    return Problem(file, each.type, shown, each.column, *each.describe(at))


def _for_people(problems: Sequence[Problem]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Where": [each.place for each in problems],
            "Expected": [each.expected for each in problems],
            "Found": [each.found for each in problems],
            "What to do": [each.next_step for each in problems],
        }
    )
