"""What is wrong with a file, said so that a person can put it right."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from playbook.data.text import Places, Rows
from playbook.data.wording import counted
from playbook.data.wording import listed as listed_words
from playbook.markup import PlainError, table_html

WHOLE_FILE = 0
FEW = 4  # rows; more problems of one kind are said once
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
    """Many problems of one type, described only when somebody wants to read them.

    ``causes`` numbers the cause of each, where one type has several.
    """

    type: str
    column: str
    rows: Rows
    describe: Callable[[int], Words]
    causes: Places | None = None


@dataclass(frozen=True)
class Cause:
    """One cause of one problem or of many: ``place`` says where, ``problem`` is the example."""

    place: str
    problem: Problem
    number: int

    @property
    def found(self) -> str:
        """Say what was found, and in which row when there are many."""
        where = f" in row {self.problem.row:,}" if self.number > 1 and self.problem.row else ""
        return f"{self.problem.found}{where}"

    def __str__(self) -> str:
        example = self.problem
        expected = f"expected {example.expected}; found {self.found}"
        return f"{self.place}: {expected}. {example.next_step}".strip()


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
    that far. ``notices`` are things worth knowing that are not wrong. ``causes`` is what is
    shown: one line for a cause that repeats, with its rows and its first problem as example.
    """

    file: str
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    summary: str = ""
    notices: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()

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
        """How many problems of each type no line speaks of."""
        said: Counter[str] = Counter()
        for each in self.causes:
            said[each.problem.type] += each.number
        return Counter(self.counts) - said

    @property
    def headline(self) -> str:
        """One sentence with the verdict."""
        if self.ok:
            return f"{self.file}: no problems found. {self.summary}"
        return f"{self.file}: {counted(self.total, 'problem')} found."

    @property
    def rest(self) -> str:
        """One sentence about the problems that no line speaks of."""
        hidden = self.not_listed
        if not hidden:
            return ""
        types = "; ".join(f"{type}: {number:,}" for type, number in hidden.items())
        return f"And {sum(hidden.values()):,} more, by type: {types}."

    def __str__(self) -> str:
        lines = [f"{number}. {each}" for number, each in enumerate(self.causes, start=1)]
        notices = [f"Note: {notice}" for notice in self.notices]
        return "\n".join(part for part in (self.headline, *lines, self.rest, *notices) if part)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{escape(self.headline)}</strong></p>"]
        if self.causes:
            parts.append(table_html(_for_people(self.causes), "Problems, first ones first"))
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
    causes = tuple(_cause(file, *group) for group in _first_causes(found, listed))
    return Report(file, problems, dict(counts), summary, tuple(notices), causes)


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


def _first_causes(found: Sequence[Finding], listed: int) -> list[tuple[Finding, Rows]]:
    """Put the problems of one cause together; the cause that shows first comes first."""
    groups = [
        (int(each.rows[at[0]]), order, number, at)
        for order, each in enumerate(found)
        for number, at in enumerate(_of_one_cause(each, listed))
    ]
    first = sorted(groups, key=lambda group: group[:3])[:listed]
    return [(found[order], at) for _, order, _, at in first]


def _of_one_cause(each: Finding, listed: int) -> list[Rows]:
    order = np.argsort(each.rows, kind="stable")
    if each.causes is None:
        few = len(order) <= FEW or each.rows[order[0]] == AFTER_THE_LAST_ROW
        return list(order[:listed].reshape(-1, 1)) if few else [order]
    causes = each.causes[order]
    by_cause = np.argsort(causes, kind="stable")
    starts = np.flatnonzero(np.diff(causes[by_cause])) + 1
    return np.split(order[by_cause], starts)


def _cause(file: str, each: Finding, at: Rows) -> Cause:
    example = _problem(file, each, int(at[0]))
    rows = np.unique(each.rows[at])
    if len(rows) < 2:
        return Cause(example.place, example, len(at))
    column = f", column {each.column}" if each.column else ""
    return Cause(f"{counted(len(rows), 'row')} ({_row_list(rows)}){column}", example, len(at))


def _row_list(rows: Rows) -> str:
    """Say which rows: all of a few, or the first and the last."""
    if len(rows) <= FEW:
        return listed_words([f"{row:,}" for row in rows])
    unbroken = rows[-1] - rows[0] == len(rows) - 1
    return f"{rows[0]:,} to {rows[-1]:,}" if unbroken else f"between {rows[0]:,} and {rows[-1]:,}"


def _for_people(causes: Sequence[Cause]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Where": [each.place for each in causes],
            "Expected": [each.problem.expected for each in causes],
            "Found": [each.found for each in causes],
            "What to do": [each.problem.next_step for each in causes],
        }
    )
