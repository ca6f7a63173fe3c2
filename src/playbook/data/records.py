"""Rules for files with one row for each stay or attendance."""

import numpy as np
import pandas as pd

from playbook.data.cells import Column, Columns
from playbook.data.problems import Finding, Words
from playbook.data.schema import Layout
from playbook.data.text import Rows


def out_of_order(layout: Layout, columns: Columns, numbers: Rows) -> list[Finding]:
    """Find dates that come before the date they must follow, such as a discharge."""
    return [
        _before(columns[field.name], columns[field.not_before], numbers)
        for field in layout.fields
        if field.not_before and field.name in columns and field.not_before in columns
    ]


def _before(later: Column, earlier: Column, numbers: Rows) -> Finding:
    ends, starts = _days(later), _days(earlier)
    at = np.flatnonzero(ends < starts)  # a date that is not there is never before another

    def describe(index: int) -> Words:
        row = at[index]
        return (
            f"a date on or after the {earlier.field.title.lower()}, "
            f"{earlier.texts[earlier.codes[row]]}",
            later.texts[later.codes[row]],
            "Correct one of the two dates at its source.",
        )

    return Finding("dates out of order", later.field.name, numbers[at], describe)


def _days(column: Column) -> np.ndarray:
    return pd.to_datetime(list(column.values)).to_numpy()[column.codes]
