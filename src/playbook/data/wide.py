"""Turn number columns into rows: one column for each year of age becomes one row for each."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from playbook.data.cells import Column, Columns
from playbook.data.schema import Field, Layout, Wide
from playbook.data.signs import signs_of
from playbook.data.text import Rows


def lengthened(layout: Layout, columns: Columns, numbers: Rows) -> tuple[Columns, Rows]:
    """Give the columns of the long table; a layout that is not wide comes back as it is."""
    if layout.wide is None:
        return columns, numbers
    levels = [column for column in columns.values() if column.field.role == "level"]
    others = {
        name: column
        for name, column in columns.items()
        if column.field.role != "level" and not _of_a_level(column, columns)
    }
    long: dict[str, Column] = {
        name: Column(
            each.field, np.repeat(each.codes, len(levels)), each.texts, each.values, each.good
        )
        for name, each in others.items()
    }
    return {**long, **_level_columns(layout.wide, levels, columns, len(numbers))}, np.repeat(
        numbers, len(levels)
    )


def _of_a_level(column: Column, columns: Columns) -> bool:
    owner = columns.get(column.field.qualifies)
    return owner is not None and owner.field.role == "level"


def _level_columns(
    wide: Wide, levels: list[Column], columns: Columns, rows: int
) -> Mapping[str, Column]:
    dimension, measure = wide.dimension, wide.measure
    names = tuple(each.field.level for each in levels)
    codes = np.tile(np.arange(len(levels)), rows)
    found = {
        dimension.name: Column(dimension, codes, names, names, np.ones(len(levels), dtype=bool)),
        measure.name: _woven(levels, measure.name, measure),
    }
    signs = signs_of(columns)
    kept = [signs[each.field.name] for each in levels if each.field.name in signs]
    if len(kept) == len(levels):
        name = measure.name + "QF"
        found[name] = _woven(kept, name, kept[0].field, qualifies=measure.name)
    return found


def _woven(columns: list[Column], name: str, field: Field, qualifies: str = "") -> Column:
    """Put columns into one: the first row of each, then the second row of each."""
    widths = np.cumsum([0, *(len(each.texts) for each in columns[:-1])])
    codes = np.stack([each.codes + start for each, start in zip(columns, widths, strict=True)])
    return Column(
        replace(field, name=name, qualifies=qualifies or field.qualifies),
        codes.T.ravel(),
        tuple(text for each in columns for text in each.texts),
        tuple(value for each in columns for value in each.values),
        np.concatenate([each.good for each in columns]),
    )
