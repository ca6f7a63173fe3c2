"""Tables of candidates: one row each, with a name and numbers, checked before they are used."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import check_number


def read_candidates(
    table: Any, numbers: Mapping[str, float], what: str, name: str = "name"
) -> pd.DataFrame:
    """Give the named column and the number columns of a table, checked row by row.

    ``numbers`` maps each number column to the least that it may be. Other columns are left
    out. An empty table with the right columns is given back empty.

    Raises ``ValueError`` for a column that is missing (with the nearest there is), a name that
    is missing or repeated, text, missing or too small numbers, naming the row.

    >>> read_candidates(pd.DataFrame({"name": ["a"], "cost": [120]}), {"cost": 0}, "candidates")
      name   cost
    0    a  120.0
    """
    if not isinstance(table, pd.DataFrame):
        raise ValueError(f"{what} must be a DataFrame with one row each. It is {type(table)}.")
    for column in (name, *numbers):
        if column not in table.columns:
            found = [str(each) for each in table.columns]
            raise ValueError(
                f"{what} has no column {column!r}. {unknown(column, found, 'its columns')}"
            )
    named = _names(table[name], what)
    read: dict[str, Any] = {name: named}
    for column, least in numbers.items():
        read[column] = [
            float(check_number(_plain(value), f"{what}, {column} of {row}", least=least))
            for row, value in zip(named, table[column], strict=True)
        ]
    checked = pd.DataFrame(read)
    return checked.astype(dict.fromkeys(numbers, float))


def per_pound(benefit: pd.Series, cost: pd.Series) -> pd.Series:
    """Divide benefit by cost; something for nothing is worth infinitely much a pound."""
    free = np.where(benefit > 0, math.inf, 0.0)
    return pd.Series(np.where(cost > 0, benefit / cost.where(cost > 0), free), index=benefit.index)


def _names(column: pd.Series, what: str) -> list[str]:
    for place, value in enumerate(column, start=1):
        missing = value is None or value != value
        if missing or not str(value).strip():
            raise ValueError(f"{what}: row {place} has no name.")
    named = [str(value) for value in column]
    twice = sorted({value for value in named if named.count(value) > 1})
    if twice:
        raise ValueError(f"{what}: each needs a name of its own. Repeated: {', '.join(twice)}.")
    return named


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value
