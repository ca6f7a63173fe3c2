"""Checks of the tables that an analysis is given."""

from collections.abc import Iterable

import pandas as pd

from playbook.framework.register import unknown


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
