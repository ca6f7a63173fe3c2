"""Check the rows as a set: none twice, none missing."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from playbook.data.cells import Column, Columns, Flags
from playbook.data.opening import HALF_READ
from playbook.data.problems import AFTER_THE_LAST_ROW, Finding, Words
from playbook.data.schema import Field, Layout
from playbook.data.text import Rows
from playbook.data.wording import counted, listed

FILTERED = (
    "Rows may have been filtered out. Use the whole published file: totals are checked "
    "against their parts. Rows of other areas may be left out."
)

Places = npt.NDArray[np.int64]


def row_names(layout: Layout, columns: Columns, at: int) -> str:
    """Say in words what a row counts, for example ``Moray, July 2016, 18plus``."""
    words = []
    for column in (columns[name] for name in layout.key if name in columns):
        text = column.texts[column.codes[at]]
        value = column.values[column.codes[at]]
        period = column.field.period
        words.append(period.label(value) if period and value is not None else
                     column.field.label(text) or text)  # fmt: skip
    return ", ".join(words)


def readable(layout: Layout, columns: Columns) -> Flags:
    """Row by row, whether every key cell can be read."""
    usable: Flags = np.ones_like(columns[layout.key[0]].ok)
    for name in layout.key:
        if name in columns:
            usable &= columns[name].ok
    return usable


def repeated(layout: Layout, columns: Columns, numbers: Rows) -> tuple[Finding, Flags]:
    """Find rows that say again what an earlier row has said."""
    keys = pd.DataFrame({name: columns[name].codes for name in layout.key if name in columns})
    usable = readable(layout, columns)
    again = keys.duplicated(keep="first").to_numpy() & usable
    at = np.flatnonzero(again)

    def describe(index: int) -> Words:
        same = (keys == keys.iloc[at[index]]).all(axis=1).to_numpy()
        first = numbers[np.flatnonzero(same)[0]]
        return (
            f"one row for {row_names(layout, columns, int(at[index]))}",
            f"a second one; the first is row {first:,}",
            "Keep one. Two releases may have been pasted together.",
        )

    return Finding("repeated row", "", numbers[at], describe), again


def absent(layout: Layout, columns: Columns) -> list[Finding]:
    """Find rows that should be there, because the publisher fills the file with zeros.

    A whole value, a whole run of periods or a whole area-and-period is said once. A row with
    one unreadable key cell is taken to be the row that is missing, so it is not said twice.
    """
    if not layout.every and not layout.as_found:
        return []
    axes = _axes(layout, columns)
    if not all(values for _, values in axes):
        return []
    places = [_places(columns[field.name], values) for field, values in axes]
    there = np.zeros([len(values) for _, values in axes], dtype=bool)
    known = np.array([place >= 0 for place in places]).all(axis=0)
    there[tuple(place[known] for place in places)] = True
    _allow_for_unreadable(there, places)
    return [  # in this order: each one takes what it has said off the grid
        _absent_values(axes, there),
        _absent_periods(layout, axes, there),
        _absent_groups(layout, axes, there),
        _absent_rows(layout, axes, there),
    ]


Axis = tuple[Field, list[Any]]


def _axes(layout: Layout, columns: Columns) -> list[Axis]:
    """Lay out the grid that must be full: every period, each area found, every listed value."""
    time = columns[layout.time.name]
    starts = [value for value in time.values if value is not None]
    periods = layout.period.between(min(starts), max(starts)) if starts else []
    found = [
        (columns[name].field, [value for value in columns[name].values if value is not None])
        for name in layout.as_found
    ]
    every = [(layout.field(name), list(layout.field(name).values)) for name in layout.every]
    return [(layout.time, periods), *found, *every]


def _places(column: Column, values: Sequence[Any]) -> Places:
    order = {value: place for place, value in enumerate(values)}
    places: Places = np.array([order.get(value, -1) for value in column.values], dtype=np.int64)
    return places[column.codes]


def _allow_for_unreadable(there: Flags, places: list[Places]) -> None:
    unknown = np.array([place < 0 for place in places])
    for axis in range(len(places)):
        rows = unknown[axis] & (unknown.sum(axis=0) == 1)
        others = tuple(place[rows] for at, place in enumerate(places) if at != axis)
        np.moveaxis(there, axis, -1)[others] = True


def _finding(items: list[tuple[str, str]], advice: str = HALF_READ) -> Finding:
    rows = np.full(len(items), AFTER_THE_LAST_ROW, dtype=np.int64)
    return Finding("missing row", "", rows, lambda at: (*items[at], advice))


def _absent_values(axes: list[Axis], there: Flags) -> Finding:
    items = []
    for axis, (field, values) in enumerate(axes[1:], start=1):
        others = tuple(at for at in range(there.ndim) if at != axis)
        for place in np.flatnonzero(~there.any(axis=others)):
            items.append((f"rows with {field.title.lower()} {values[place]}", "none in the file"))
            np.moveaxis(there, axis, 0)[place] = True
    return _finding(items, FILTERED)


def _absent_periods(layout: Layout, axes: list[Axis], there: Flags) -> Finding:
    periods = axes[0][1]
    empty = np.flatnonzero(~there.reshape(len(periods), -1).any(axis=1))
    there[empty] = True
    items = []
    for _, run in groupby(enumerate(empty), key=lambda pair: pair[1] - pair[0]):
        names = [layout.period.label(periods[place]) for _, place in run]
        span = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
        items.append((f"rows for {span}", f"none ({counted(len(names), 'period')} missing)"))
    return _finding(items)


def _absent_groups(layout: Layout, axes: list[Axis], there: Flags) -> Finding:
    """Say once that an area has no rows at all in a period."""
    depth = 1 + len(layout.as_found)
    flat = there.reshape(*there.shape[:depth], -1)
    empty = np.argwhere(~flat.any(axis=-1))
    there[tuple(empty.T)] = True
    names = [_name(layout, axes[:depth], place) for place in empty]
    return _finding([(f"rows for {name}", "none") for name in names])


def _absent_rows(layout: Layout, axes: list[Axis], there: Flags) -> Finding:
    places = np.argwhere(~there)
    rows = np.full(len(places), AFTER_THE_LAST_ROW, dtype=np.int64)

    def describe(at: int) -> Words:
        return f"a row for {_name(layout, axes, places[at])}", "none", HALF_READ

    return Finding("missing row", "", rows, describe)


def _name(layout: Layout, axes: list[Axis], place: Places) -> str:
    (_, periods), *dimensions = axes
    values = [field.label(values[at]) for (field, values), at in zip(
        dimensions, place[1:], strict=True)]  # fmt: skip
    return ", ".join([layout.period.label(periods[place[0]]), *values])


def span(layout: Layout, columns: Columns) -> str:
    """Say which periods and areas a file covers, in one sentence."""
    if not layout.timed:
        return layout.layout_title
    starts = [value for value in columns[layout.time.name].values if value is not None]
    first, last = layout.period.label(min(starts)), layout.period.label(max(starts))
    parts = [first if first == last else f"{first} to {last}"]
    for name in layout.as_found:
        found = [text for text, good in zip(columns[name].texts, columns[name].good, strict=True)
                 if good]  # fmt: skip
        labels = [columns[name].field.label(text) for text in found]
        parts.append(listed(labels) if len(labels) <= 4 else counted(len(labels), "area"))
    return ", ".join(parts)
