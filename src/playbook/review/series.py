"""A series of values and their dates, checked before anything is calculated."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from playbook.markup import say, say_day
from playbook.review.rules import Floats


class Series(NamedTuple):
    """Values in time order, the label of each, and what was done to them on the way in."""

    values: Floats
    labels: pd.Index
    notices: tuple[str, ...]


def read_series(values: Any, dates: Any = None) -> Series:
    """Put values in order of their dates and refuse what cannot be charted.

    Values may be a list, an array or a pandas Series, whose index serves as dates if it holds
    dates. Without dates the points are numbered from 1. Missing values (``None``, ``nan``) stay
    as gaps. Dates out of order are sorted, with a notice.

    Raises ``TypeError`` for values that are not numbers, and ``ValueError`` for infinite
    values, a wrong number of dates, or dates that are missing, repeated or unreadable.
    """
    numbers = _numbers(values)
    if dates is None:
        dates = own_dates(values)
    if dates is None:
        return Series(numbers, pd.RangeIndex(1, len(numbers) + 1), ())
    labels = _labels(dates)
    if len(labels) != len(numbers):
        raise ValueError(
            f"There are {len(numbers)} values but {len(labels)} dates. Give one date to each value."
        )
    _refuse_missing_and_repeated(labels)
    if labels.is_monotonic_increasing:
        return Series(numbers, labels, _absent_months(labels))
    order = labels.argsort()
    sorted_labels = labels[order]
    notice = "The dates were not in order. The points were sorted by date."
    return Series(numbers[order], sorted_labels, (notice, *_absent_months(sorted_labels)))


def say_point(labels: pd.Index, label: Any) -> str:
    """Name a point by its month, its date, or its number ("point 7")."""
    if not isinstance(label, pd.Timestamp):
        return f"point {label}"
    if is_monthly(labels):
        return f"{label:%B %Y}"
    return say_day(label)


def say_when(labels: pd.Index, label: Any) -> str:
    """Name a point with the word before it: "in March 2024", "on 4 March 2024", "at point 7"."""
    if not isinstance(label, pd.Timestamp):
        preposition = "at"
    else:
        preposition = "in" if is_monthly(labels) else "on"
    return f"{preposition} {say_point(labels, label)}"


def is_monthly(labels: pd.Index) -> bool:
    """Tell whether every date is the first of a month, so that only the month need be said."""
    return bool((pd.DatetimeIndex(labels).day == 1).all())


def _numbers(values: Any) -> Floats:
    if isinstance(values, str | bytes | dict | pd.DataFrame):
        raise TypeError(
            f"Values must be one list or column of numbers, not a {type(values).__name__}."
        )
    given = values if isinstance(values, np.ndarray | pd.Series) else list(values)
    array = np.asarray(given)
    if array.ndim != 1:
        raise ValueError(f"Values must be one list of numbers. These have {array.ndim} dimensions.")
    if array.dtype.kind not in "iuf":
        array = np.array([_number(value, at) for at, value in enumerate(given, start=1)])
    numbers = array.astype(np.float64)
    if np.isinf(numbers).any():
        at = int(np.flatnonzero(np.isinf(numbers))[0]) + 1
        raise ValueError(
            f"Value {at} is infinite. Check the sum it came from: was something divided by zero?"
        )
    if np.isnan(numbers).all():
        raise ValueError("There are no values to chart: the list is empty or all are missing.")
    return numbers


def _number(value: Any, at: int) -> float:
    if value is None or value is pd.NA or value is pd.NaT:
        return np.nan
    is_number = hasattr(value, "__float__") and not isinstance(value, bool | np.bool_)
    if is_number and not isinstance(value, str):
        return float(value)
    raise TypeError(
        f"Value {at} is {value!r}, which is not a number. "
        f"Leave a value that is not known blank (None), and turn text into numbers first."
    )


def own_dates(values: Any) -> pd.Index | None:
    """Give the index of a pandas Series when it holds dates."""
    index = getattr(values, "index", None)
    if not isinstance(index, pd.Index) or index.empty:
        return None
    has_dates = isinstance(index, pd.DatetimeIndex | pd.PeriodIndex)
    if has_dates or index.inferred_type in ("date", "datetime", "period"):
        return index
    return None


def _labels(dates: Any) -> pd.Index:
    index = dates if isinstance(dates, pd.Index) else pd.Index(_listed(dates))
    if isinstance(index, pd.PeriodIndex):
        return index.to_timestamp()
    if isinstance(index, pd.DatetimeIndex):
        return index
    if index.inferred_type == "integer":
        return _months(index) if _are_months(index) else index
    try:
        return pd.DatetimeIndex(pd.to_datetime(index, format="ISO8601"))
    except (ValueError, TypeError) as problem:
        raise ValueError(
            f"Not every date can be read, such as {_first_unreadable(index)!r}. "
            f"Write dates like 2024-03-31, or months like 2024-03."
        ) from problem


def _listed(dates: Any) -> list[Any]:
    if isinstance(dates, str) or not isinstance(dates, Iterable):
        raise TypeError(f"Dates must be a list, one date to each value, not {dates!r}.")
    return list(dates)


def _first_unreadable(index: pd.Index) -> object:
    for label in index:
        try:
            pd.to_datetime([label], format="ISO8601")
        except (ValueError, TypeError):
            return label
    return index[0]


def _are_months(index: pd.Index) -> bool:
    """Say whether whole numbers are months as Public Health Scotland writes them (202403)."""
    numbers = index.to_numpy(dtype=np.int64)
    month = numbers % 100
    return bool(((numbers > 190000) & (numbers < 220000) & (month >= 1) & (month <= 12)).all())


def _months(index: pd.Index) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(pd.to_datetime(index.astype(str), format="%Y%m"))


def _refuse_missing_and_repeated(labels: pd.Index) -> None:
    if labels.hasnans:
        at = int(np.flatnonzero(labels.isna())[0]) + 1
        raise ValueError(f"Date {at} is missing. Every value needs its date.")
    if labels.has_duplicates:
        repeated = labels[labels.duplicated()][0]
        raise ValueError(
            f"{say(repeated)} appears more than once. Keep one value for each date: "
            f"choose one group, or add the parts together first."
        )


def _absent_months(labels: pd.Index) -> tuple[str, ...]:
    """Warn of months without a row in a monthly series, whose neighbours look consecutive."""
    if not isinstance(labels, pd.DatetimeIndex) or len(labels) < 3:
        return ()
    month = labels.year.to_numpy() * 12 + labels.month.to_numpy()
    steps = np.diff(month)
    if not (np.median(steps) == 1 and steps.min() == 1 and steps.max() > 1):
        return ()
    after = labels[int(np.flatnonzero(steps > 1)[0])]
    absent = int((steps - 1).sum())
    rows = "1 month has no row" if absent == 1 else f"{absent} months have no row"
    return (
        f"{rows} (the first after {after:%B %Y}), so the months around are treated as "
        f"neighbours. Add a row with a blank value to leave a gap.",
    )
