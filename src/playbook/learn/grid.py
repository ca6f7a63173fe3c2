"""Every case of a what-if, worked out in Python."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import isfinite, prod
from typing import Any

import pandas as pd

from playbook.framework.register import unknown
from playbook.markup import say

MOST_ROWS = 2_000
EASY_ROWS = 60  # as many as a person may look through


class ExplorerError(ValueError):
    """A what-if panel cannot be made as asked. The message says what to change."""


@dataclass(frozen=True)
class Control:
    """An assumption that the reader may change, in named steps.

    ``values`` are the steps in order and ``default`` is today's, one of them. ``format`` turns
    a value into text; the unit follows it.
    """

    id: str
    label: str
    values: Sequence[float]
    default: float
    unit: str = ""
    format: Callable[[Any], str] = say

    def texts(self) -> list[str]:
        """Write every step with its unit."""
        return [with_unit(self.format(value), self.unit) for value in self.values]


@dataclass(frozen=True)
class Result:
    """A number that follows from the assumptions, under the same ``id`` in the model's answer."""

    id: str
    label: str
    unit: str = ""
    format: Callable[[Any], str] = say


@dataclass(frozen=True, kw_only=True)
class Case:
    """One row of the grid: the assumptions, what follows from them, and that in words."""

    values: Mapping[str, float]
    results: Mapping[str, float]
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Every case of a what-if, the last control changing fastest."""

    controls: tuple[Control, ...]
    results: tuple[Result, ...]
    cases: tuple[Case, ...]
    today: int

    @property
    def table(self) -> pd.DataFrame:
        """One row for each case, under the labels a reader sees."""
        return self._table(self.cases)

    @property
    def short_table(self) -> pd.DataFrame:
        """The cases of :attr:`table` at wider steps: at most 60, today's among them."""
        kept = _wider_steps(self.controls)
        return self._table(
            [case for case in self.cases if all(case.values[id] in kept[id] for id in kept)]
        )

    def _table(self, cases: Sequence[Case]) -> pd.DataFrame:
        rows = [
            [control.format(case.values[control.id]) for control in self.controls]
            + [result.format(case.results[result.id]) for result in self.results]
            for case in cases
        ]
        columns = [_heading(control.label, control.unit) for control in self.controls]
        columns += [_heading(result.label, result.unit) for result in self.results]
        return pd.DataFrame(rows, columns=columns)


def build_grid(
    controls: Sequence[Control],
    model: Callable[..., Mapping[str, float] | Any],
    results: Sequence[Result],
    sentence: Callable[..., str],
) -> Grid:
    """Work out every case. See :func:`playbook.learn.explorer` for what is refused."""
    _check(controls, results)
    names = [control.id for control in controls]
    choices = [dict(zip(names, row, strict=True)) for row in product(*(c.values for c in controls))]
    cases = tuple(_case(choice, model, results, sentence) for choice in choices)
    today = choices.index({control.id: control.default for control in controls})
    return Grid(controls=tuple(controls), results=tuple(results), cases=cases, today=today)


def with_unit(text: str, unit: str) -> str:
    """Put a unit after a number; a per cent sign stands close to it. A minus is a real minus.

    >>> with_unit("35", "beds"), with_unit("-5", "%"), with_unit("12", "")
    ('35 beds', '−5%', '12')
    """
    text = text.replace("-", "−") if text.startswith("-") else text
    return text + unit if unit in ("", "%") else f"{text} {unit}"


def _wider_steps(controls: Sequence[Control]) -> dict[str, list[float]]:
    """Leave steps out of the longest control, again and again, until the cases are few."""
    strides = {control.id: 1 for control in controls}
    while True:
        kept = {control.id: _every(control, strides[control.id]) for control in controls}
        longest = max(kept, key=lambda id: len(kept[id]))
        if prod(map(len, kept.values())) <= EASY_ROWS or len(kept[longest]) == 1:
            return kept
        strides[longest] += 1


def _every(control: Control, stride: int) -> list[float]:
    """Keep every so many steps of a control, counted from today's."""
    today = list(control.values).index(control.default)
    return [value for at, value in enumerate(control.values) if (at - today) % stride == 0]


def _heading(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def _check(controls: Sequence[Control], results: Sequence[Result]) -> None:
    if not controls or not results:
        raise ExplorerError("A what-if panel needs at least one control and one result.")
    for control in controls:
        if control.default not in control.values:
            steps = ", ".join(str(value) for value in control.values)
            raise ExplorerError(
                f"Today's value of {control.label!r}, {control.default}, is not one of its "
                f"steps: {steps}. Add it, so that the reader can come back to today."
            )
    rows = prod(len(control.values) for control in controls)
    if rows > MOST_ROWS:
        raise ExplorerError(
            f"These controls make {rows:,} combinations; a page can hold {MOST_ROWS:,}. "
            "Use fewer steps or fewer controls."
        )


def _case(
    values: dict[str, float],
    model: Callable[..., Mapping[str, float] | Any],
    results: Sequence[Result],
    sentence: Callable[..., str],
) -> Case:
    answer = model(**values)
    found = dict(answer) if isinstance(answer, Mapping) else vars(answer)
    for result in results:
        if result.id not in found:
            raise ExplorerError(
                "The model does not give a result that was asked for. "
                + unknown(result.id, found, "what it gives")
            )
        if not isfinite(found[result.id]):
            raise ExplorerError(f"{result.label!r} is not a number when {values}.")
    numbers = {result.id: float(found[result.id]) for result in results}
    return Case(values=values, results=numbers, sentence=sentence(**values, **numbers))
