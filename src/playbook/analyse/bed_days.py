"""Bed days by month: the last day of a stay counts and the first does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.analyse.monthly import month_starts
from playbook.analyse.stay_rules import name_columns, read_dates
from playbook.analyse.stays import read_spell, table_of
from playbook.markup import say
from playbook.tables import need_columns, need_values

if TYPE_CHECKING:
    from playbook.charts import Figure

Days = np.ndarray[Any, Any]


@dataclass(frozen=True, eq=False)
class BedDays:
    """Bed days of each month, of each group where there are groups. Made by :func:`bed_days`.

    ``table`` has the grouping columns (if any), month (its first day), days, bed_days and
    average_beds (bed days over the days of the month). Months without bed days are there too.
    """

    table: pd.DataFrame
    by: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Say the bed days of the whole time and the beds they filled on an average day."""
        months = self.table["month"].drop_duplicates()
        total = float(self.table["bed_days"].sum())
        beds = total / months.dt.days_in_month.sum()
        return (
            f"From {say(months.min())} to {say(months.max())} stays took {say(total)} bed days, "
            f"which fills {beds:.1f} beds on an average day."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the beds that were filled on an average day of each month, of all groups."""
        from playbook.charts import figure, month_axis

        months = self.table.groupby("month", as_index=False)[["bed_days", "average_beds"]].sum()
        beds = months["average_beds"]

        def draw(axes: Any, look: Any) -> None:
            axes.plot(months["month"], beds, "o-", color=look.analyse, markersize=4)
            axes.set_ylim(bottom=0)
            month_axis(axes, look)

        return figure(
            draw,
            name=name,
            message=message or self.sentence(),
            alt=f"Line chart of beds filled on an average day of each of {len(months)} months, "
            f"from {say(beds.min())} to {say(beds.max())}; the last is {say(beds.iloc[-1])}.",
            table=months.set_axis(["Month", "Bed days", "Beds on an average day"], axis=1),
            source=source,
            sample=sample,
        )


def bed_days(
    stays: Any,
    by: str | Sequence[str] | None = None,
    *,
    begins: str = "admission_date",
    first: Any = None,
    last: Any = None,
    until: Any = None,
) -> BedDays:
    """Count the bed days of each month: every day of a stay but the first.

    ``stays`` is a table with one row a stay, with the columns admission_date and
    discharge_date, or what :func:`stays` gives. For delayed bed days keep the rows of those
    who were delayed, and let ``begins`` name the column with the day on which each was ready
    to go. ``by`` names columns to count apart, such as a locality. ``first`` and ``last`` are
    months to count from and to; by default, the months of the first admission and the last
    discharge. A stay of one day counts 0.

    A stay without a discharge date is refused, unless ``until`` gives a day: it is then
    counted up to that day. No stay is counted past its discharge.

    The last months of national files grow for some time, as hospitals send records late.

    Raises ``ValueError`` for missing columns, dates that cannot be read, a discharge before
    its admission, blanks in a column of ``by``, or months out of order.

    Source: Public Health Scotland, Ministerial Strategic Group indicators: the overlap of the
    day after admission to the day after discharge with each month.

    >>> stay = pd.DataFrame({"admission_date": ["2024-01-30"], "discharge_date": ["2024-02-03"]})
    >>> bed_days(stay).table["bed_days"].tolist()
    [1, 3]
    """
    rows = name_columns(table_of(stays), ["admission_date", "discharge_date"])
    need_columns(rows, [begins])
    rows = rows.assign(admission_date=rows[begins])
    keys = [by] if isinstance(by, str) else list(by or ())
    need_columns(rows, keys)
    need_values(rows, keys)
    start, end = closed_spells(rows, until)
    months = _months(start, end, first, last)
    groups, names = _grouped(rows, keys)
    days = days_of(months)
    inside = beds_by_day(start, end, groups, len(names), days)
    counted = np.add.reduceat(inside, np.searchsorted(days, months.to_numpy()), axis=1)
    table = names.loc[np.repeat(names.index, len(months))].reset_index(drop=True)
    table["month"] = np.tile(months.to_numpy(), len(names))
    table["days"] = table["month"].dt.days_in_month
    table["bed_days"] = counted.ravel()
    table["average_beds"] = table["bed_days"] / table["days"]
    return BedDays(table, tuple(keys))


def closed_spells(rows: pd.DataFrame, until: Any) -> tuple[Days, Days]:
    """Read the first and last day of each stay, with open stays closed at ``until``.

    Raises ``ValueError`` for an open stay when ``until`` is not given.

    >>> row = pd.DataFrame({"admission_date": ["2024-01-30"], "discharge_date": [None]})
    >>> closed_spells(row, "2024-01-31")[1].tolist()
    [datetime.date(2024, 1, 31)]
    """
    start, end = read_spell(rows)
    still = np.isnat(end)
    if not still.any():
        return start, end
    if until is None:
        count = "1 stay has" if still.sum() == 1 else f"{still.sum():,} stays have"
        raise ValueError(
            f"{count} no discharge date, first in row {int(still.argmax()) + 1}. Give until=, "
            f"the last day that the file knows of, and they are counted up to it."
        )
    day = read_dates(pd.Series([until]), "until")[0]
    return start, np.where(still, np.maximum(day, start), end)


def _months(start: Days, end: Days, first: Any, last: Any) -> pd.DatetimeIndex:
    edges = [start.min() if first is None else first, end.max() if last is None else last]
    ends = month_starts([str(edge) for edge in edges])
    months = pd.date_range(ends[0], ends[1], freq="MS")
    if months.empty:
        raise ValueError(f"There are no months from {say(ends[0])} to {say(ends[1])}.")
    return months


def _grouped(rows: pd.DataFrame, keys: list[str]) -> tuple[Days, pd.DataFrame]:
    """Give each row the number of its group, and the names of the groups."""
    if not keys:
        return np.zeros(len(rows), dtype=np.int64), pd.DataFrame(index=[0])
    grouping = rows.groupby(keys, sort=True, observed=True)
    names = grouping.size().index.to_frame(index=False)
    return grouping.ngroup().to_numpy(), names


def days_of(months: pd.DatetimeIndex) -> Days:
    """List the days of neighbouring months.

    >>> len(days_of(pd.DatetimeIndex(["2024-01-01", "2024-02-01"])))
    60
    """
    last = months[-1] + pd.DateOffset(months=1)
    days: Days = pd.date_range(months[0], last, inclusive="left").to_numpy()
    return days.astype("datetime64[D]")


def beds_by_day(start: Days, end: Days, groups: Days, count: int, days: Days) -> Days:
    """Count who is in hospital on each day, for each group: admitted before it and not yet gone.

    ``start`` and ``end`` are the first and last day of each stay, ``groups`` its group's number,
    ``days`` neighbouring days. The result has one row a group and one column a day.

    It counts how many come and go each day and adds up the difference, so the work does not
    grow with the length of stays.

    >>> stay = [np.array([day], dtype="datetime64[D]") for day in ("2024-01-30", "2024-02-02")]
    >>> days = np.arange("2024-01-30", "2024-02-04", dtype="datetime64[D]")
    >>> beds_by_day(*stay, np.array([0]), 1, days).tolist()
    [[0, 1, 1, 1, 0]]
    """
    width = len(days) + 1  # one more in front, for all that came before
    came, went = (
        np.bincount(groups * width + _place(edge, days), minlength=count * width)
        for edge in (start, end)
    )
    inside: Days = np.cumsum((came - went).reshape(count, width), axis=1)[:, :-1]
    return inside


def _place(edge: Days, days: Days) -> Days:
    """Give each date's place among the days that follow it."""
    after = (edge - days[0]).astype(np.int64) + 1
    place: Days = np.clip(after, 0, len(days))
    return place
