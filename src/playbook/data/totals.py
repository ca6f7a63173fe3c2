"""Check that parts add up to totals."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from playbook.data.cells import Columns, Flags
from playbook.data.problems import Finding, Words
from playbook.data.rows import row_names
from playbook.data.schema import Field, Layout
from playbook.data.text import Rows
from playbook.data.wording import listed

ROUNDING = 1e-6  # sums of decimals are never quite even


def unreconciled(layout: Layout, columns: Columns, numbers: Rows, usable: Flags) -> list[Finding]:
    """Find totals that are not the sum of their parts.

    A total is compared only when it and all its parts are there: a file with one council area
    says nothing about Scotland, and a hidden part cannot be added.
    """
    sums = [
        (dimension, total, measure)
        for dimension in layout.dimensions
        for total in dimension.totals
        for measure in layout.measures
        if measure.adds and measure.name in columns and dimension.name in columns
    ]
    return [
        _unequal(layout, columns, numbers, _wrong_sums(layout, columns, usable, *each), *each)
        for each in sums
    ]


def _wrong_sums(
    layout: Layout, columns: Columns, usable: Flags, dimension: Field, total: str, measure: Field
) -> pd.DataFrame:
    """Give the rows of a total that differs: its ``value`` and the ``sum`` of its parts."""
    parts = dimension.parts_of(total)
    column = columns[dimension.name]
    others = [name for name in layout.key if name != dimension.name]
    table = pd.DataFrame({name: columns[name].codes for name in others})
    table["value"] = columns[measure.name].take()
    if not column.are(frozenset({total})).any():
        return pd.DataFrame({"value": [], "sum": []})
    are_parts = column.are(frozenset(parts)) & usable
    sums = table[are_parts].groupby(others)["value"].agg(["sum", "count"])
    totals = table[column.are(frozenset({total})) & usable].join(sums, on=others, how="inner")
    differs = (totals["value"] - totals["sum"]).abs() > ROUNDING
    return totals[differs & (totals["count"] == len(parts))]


def _unequal(
    layout: Layout,
    columns: Columns,
    numbers: Rows,
    wrong: pd.DataFrame,
    dimension: Field,
    total: str,
    measure: Field,
) -> Finding:
    at = wrong.index.to_numpy(dtype=np.int64)
    values, sums = wrong["value"].to_numpy(), wrong["sum"].to_numpy()
    parts = _parts(dimension, dimension.parts_of(total))

    def describe(index: int) -> Words:
        return (
            f"{sums[index]:,.0f}, the sum of {parts}, "
            f"for {row_names(layout, columns, int(at[index]))}",
            f"{values[index]:,.0f}",
            "Compare these rows with the published file. One of them was changed, or was "
            "read from another release.",
        )

    return Finding("total differs from its parts", measure.name, numbers[at], describe)


def _parts(dimension: Field, parts: Sequence[str]) -> str:
    return listed(parts) if len(parts) <= 5 else f"the {len(parts)} other rows of {dimension.name}"
