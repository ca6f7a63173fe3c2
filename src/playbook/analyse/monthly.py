"""Monthly figures, checked: one number to each month, in order."""

import pandas as pd

from playbook.markup import say


def read_monthly(figures: pd.Series | pd.DataFrame, values: str = "value") -> pd.Series:
    """Give monthly figures as numbers indexed by the first day of each month, in order.

    ``figures`` is a Series whose index holds months, or a table with the columns ``month``
    and ``values``. Missing values stay missing.

    Raises ``TypeError`` for what is neither, and ``ValueError`` for missing columns, months that
    repeat or cannot be read, values that are not numbers, or nothing at all.

    >>> read_monthly(pd.Series([1115, 1171], index=["2024-09", "2024-10"])).index[0].month
    9
    """
    if not isinstance(figures, pd.Series | pd.DataFrame):
        raise TypeError(
            f"Monthly figures must be a Series by month or a table, not {type(figures).__name__}."
        )
    if isinstance(figures, pd.DataFrame):
        absent = [column for column in ("month", values) if column not in figures]
        if absent:
            raise ValueError(
                f"The table has no column {' or '.join(absent)}. It has: "
                f"{', '.join(map(str, figures.columns))}."
            )
        figures = figures.set_index("month")[values]
    if figures.empty:
        raise ValueError("There are no monthly figures: the table is empty.")
    try:
        numbers = pd.to_numeric(figures).astype(float)
    except (ValueError, TypeError) as problem:
        raise ValueError(f"Monthly figures must be numbers. {problem}.") from problem
    months = month_starts(figures.index)
    if months.has_duplicates:
        repeated = say(months[months.duplicated()][0])
        raise ValueError(
            f"{repeated} appears more than once. Choose one group, such as one age and one "
            f"reason, before looking at months."
        )
    return pd.Series(numbers.to_numpy(), index=months, name=figures.name).sort_index()


def month_starts(months: object) -> pd.DatetimeIndex:
    """Read months from dates, periods or text such as "2024-03", as their first days.

    Raises ``ValueError`` for whole numbers and for text that is not a month.

    >>> month_starts(["2024-03-31"])[0]
    Timestamp('2024-03-01 00:00:00')
    """
    try:
        index = pd.Index(months)  # type: ignore[call-overload]
    except (ValueError, TypeError) as problem:
        raise ValueError("Give one list of months, written like 2024-03.") from problem
    if isinstance(index, pd.PeriodIndex):
        return index.asfreq("M").to_timestamp()
    if len(index) and index.inferred_type in ("integer", "floating", "mixed-integer"):
        raise ValueError(f"{index[0]} is not a month. Write months like 2024-03.")
    try:
        dates = pd.DatetimeIndex(pd.to_datetime(index, format="ISO8601"))
    except (ValueError, TypeError) as problem:
        raise ValueError("Not every month can be read. Write months like 2024-03.") from problem
    if dates.hasnans:
        raise ValueError("A month is missing. Every figure needs its month.")
    return dates.to_period("M").to_timestamp()
