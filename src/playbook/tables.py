"""Checks of the tables that a method is given: columns, blanks, numbers and days."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import read_day, read_numbers


def need_columns(table: pd.DataFrame, columns: Iterable[str], what: str = "table") -> None:
    """Refuse something that is not a table, an empty one, or one without a needed column.

    Raises ``TypeError`` for what is not a table, and ``ValueError`` for the rest.

    >>> need_columns(pd.DataFrame({"locality": ["North"]}), ["locality"])
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"The {what} must be a table (a DataFrame), not {type(table).__name__}.")
    if table.columns.has_duplicates:
        twice = table.columns[table.columns.duplicated()][0]
        raise ValueError(f"The {what} has two columns called {twice}. Rename one of them.")
    for column in columns:
        if column not in table:
            found = unknown(column, map(str, table.columns), f"the columns of the {what}")
            raise ValueError(found)
    if table.empty:
        raise ValueError(f"The {what} has no rows.")


def need_values(table: pd.DataFrame, columns: Iterable[str], what: str = "row") -> None:
    """Refuse a table with a blank in a column that every row needs, and say where.

    >>> need_values(pd.DataFrame({"locality": ["North"]}), ["locality"])
    """
    for column in columns:
        blank = table[column].isna().to_numpy()
        if blank.any():
            at = int(blank.argmax())
            rows = int(blank.sum())
            count = "1 row has" if rows == 1 else f"{rows:,} rows have"
            raise ValueError(
                f"{count} no {column}, first in {what} {at + 1}. "
                f"Find out why, then fill it in or leave the row out yourself."
            )


def need_numbers(table: pd.DataFrame, columns: Iterable[str], *, least: float = 0.0) -> None:
    """Refuse a table with text, a blank or a number too small in a column of numbers.

    Raises ``ValueError`` that names the column and says which of its numbers, from the top.

    >>> need_numbers(pd.DataFrame({"places": [9, -1]}), ["places"])
    Traceback (most recent call last):
    ValueError: places, number 2, is -1. It must be at least 0.
    """
    for column in columns:
        read_numbers(table[column].to_numpy(), column, least=least)


def read_days(table: pd.DataFrame, column: str, what: str = "row") -> pd.Series[pd.Timestamp]:
    """Give a column of dates back as dates, whether they were dates or text.

    Raises ``ValueError`` for a blank, and for text that is no date, with the row.

    >>> read_days(pd.DataFrame({"ends_on": ["2026-03-31"]}), "ends_on").dt.year.tolist()
    [2026]
    """
    need_values(table, [column], what)
    if pd.api.types.is_datetime64_any_dtype(table[column]):
        return table[column]
    days = [
        read_day(value, f"{column} of {what} {at}") for at, value in enumerate(table[column], 1)
    ]
    return pd.to_datetime(pd.Series(days, index=table.index, name=column, dtype=object))
