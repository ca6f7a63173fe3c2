"""The share of a year that each month has: seasons, apart from the lengths of months."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.analyse.monthly import month_starts, read_monthly
from playbook.inputs import Floats, check_whole
from playbook.markup import say

if TYPE_CHECKING:
    from playbook.charts import Figure

LEAST_YEARS = 3
Span = tuple[Any, Any]


@dataclass(frozen=True, eq=False)
class SeasonalShares:
    """How busy each month of the year is, day for day. Made by :func:`seasonal_shares`.

    ``table`` has one row a month in the order of the year: month (1 to 12), name, index (1 is
    the year's daily average), lowest and highest (of the years). ``years`` has one row for each
    year used and the twelve ratios; ``totals`` the year's sum.
    """

    table: pd.DataFrame
    years: pd.DataFrame
    totals: pd.Series
    starts_in: int
    notices: tuple[str, ...]

    def shares(self, year: int) -> pd.Series:
        """Give the share of the year that begins in ``year`` for each of its months.

        The twelve add up to 1. A month's share is its index times its days, so February has
        less in most years.
        """
        months = months_of(year, self.starts_in)
        weight = self.table["index"].to_numpy() * days_in(months)
        return pd.Series(weight / weight.sum(), index=months, name="share")

    def sentence(self) -> str:
        """Name the busiest and the quietest month, and the years behind them."""
        index = self.table["index"].to_numpy()
        steady = int(((self.table["lowest"] > 1) | (self.table["highest"] < 1)).sum())
        top, low = self.table.iloc[int(index.argmax())], self.table.iloc[int(index.argmin())]
        return (
            f"Day for day {top['name']} is the busiest month, {_apart(top['index'])} the year's "
            f"average, and {low['name']} the quietest, {_apart(low['index'])}. "
            f"This rests on {len(self.years)} years, and {steady} of 12 months lay on the same "
            f"side of the average in all of them."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw each month's index with the range of the years behind it."""
        from playbook.charts import figure

        rows = self.table

        def draw(axes: Any, look: Any) -> None:
            places = range(12)
            axes.vlines(places, rows["lowest"], rows["highest"], color=look.line, linewidth=6)
            axes.plot(places, rows["index"], "o-", color=look.analyse)
            axes.axhline(1, color=look.ink, linewidth=1, dashes=(5, 3))
            letters = [each[: 1 if look.narrow else 3] for each in rows["name"]]
            axes.set_xticks(list(places), letters)

        told = ", ".join(f"{row['name']} {row['index']:.2f}" for _, row in rows.iterrows())
        return figure(
            draw,
            name=name,
            message=message or self.sentence(),
            alt=f"Line chart of how busy each month is, where 1 is the average day. {told}.",
            table=rows.drop(columns="month").rename(columns=str.capitalize),
            source=source,
            note="Bars run from the lowest to the highest year. " + " ".join(self.notices),
            sample=sample,
        )


def seasonal_shares(
    monthly: pd.Series | pd.DataFrame,
    *,
    leave_out: Mapping[str, Span] | None = None,
    starts_in: int = 4,
    least_years: int = LEAST_YEARS,
) -> SeasonalShares:
    """Find how busy each month is beside its year's daily average, over several years.

    ``monthly`` are totals, such as bed days: a Series by month, or a table with month and
    value. A month's ratio is its daily average over the daily average of its year; its index
    is the mean of its ratios. Years begin in ``starts_in`` (4 is April, 1 January).

    ``leave_out`` names months that are not normal, with the reason:
    ``{"the pandemic": ("2020-03", "2021-12")}``. Nothing is left out unless you say so. A year
    that lacks a month is not used, and ``notices`` names it. Look at the years before and
    after such a time apart: seasons may have changed.

    With three or four years an index is rough. Do not use it for small counts, whose ups and
    downs are chance.

    Raises ``ValueError`` for fewer than ``least_years`` whole years, negative values, a year
    without any, or months that repeat or cannot be read.

    Source: the standard ratio-to-average method of seasonal indices.

    >>> months = pd.date_range("2021-04-01", "2024-03-01", freq="MS")
    >>> even = pd.Series(months.days_in_month * 10.0, index=months)
    >>> seasonal_shares(even).shares(2024).round(4).iloc[10:].tolist()
    [0.0767, 0.0849]
    """
    check_whole(starts_in, "starts_in", least=1)
    if starts_in > 12:
        raise ValueError(f"starts_in is {starts_in}. Give the number of a month, 1 to 12.")
    series = read_monthly(monthly)
    if (series < 0).any():
        raise ValueError(f"The value of {say(series.idxmin())} is negative.")
    kept, notices = _without(series, leave_out or {})
    months = pd.DatetimeIndex(kept.index)
    year = months.year - (months.month < starts_in)
    whole = kept.groupby(year).transform("size") == 12
    short = sorted({_label(each, starts_in) for each in year[~whole.to_numpy()]})
    if short:
        notices.append(f"Not used, as a month is missing or left out: {', '.join(short)}.")
    kept, year = kept[whole], year[whole.to_numpy()]
    if len(set(year)) < least_years:
        raise ValueError(
            f"There are {len(set(year))} whole years, and {least_years} are needed for an index. "
            + " ".join(notices)
        )
    return _indices(kept, year, starts_in, notices)


def _indices(kept: pd.Series, year: pd.Index, starts_in: int, notices: list[str]) -> SeasonalShares:
    months = pd.DatetimeIndex(kept.index)
    by_year = pd.DataFrame({"value": kept.to_numpy(), "days": days_in(months)}).groupby(year)
    sums = by_year.sum()
    if (sums["value"] == 0).any():
        empty = _label(int(sums.index[sums["value"] == 0][0]), starts_in)
        raise ValueError(f"Every month of {empty} is zero, so it has no seasons.")
    daily = (sums["value"] / sums["days"]).reindex(year).to_numpy()
    ratios = kept.to_numpy() / days_in(months) / daily
    order = [(starts_in - 1 + at) % 12 + 1 for at in range(12)]
    years = pd.DataFrame({"year": year, "month": months.month, "ratio": ratios})
    years = years.pivot(index="year", columns="month", values="ratio")[order]
    table = pd.DataFrame(
        {
            "month": order,
            "name": [calendar.month_name[month] for month in order],
            "index": years.mean().to_numpy(),
            "lowest": years.min().to_numpy(),
            "highest": years.max().to_numpy(),
        }
    )
    return SeasonalShares(table, years, sums["value"], starts_in, tuple(notices))


def months_of(year: int, starts_in: int) -> pd.DatetimeIndex:
    """List the twelve months of the year that begins in ``year``.

    >>> months_of(2024, 4)[-1]
    Timestamp('2025-03-01 00:00:00')
    """
    return pd.date_range(f"{int(year)}-{starts_in:02d}-01", periods=12, freq="MS")


def days_in(months: pd.DatetimeIndex) -> Floats:
    """Count the days of each month.

    >>> days_in(pd.DatetimeIndex(["2024-02-01"])).tolist()
    [29.0]
    """
    return months.days_in_month.to_numpy().astype(np.float64)


def _without(series: pd.Series, leave_out: Mapping[str, Span]) -> tuple[pd.Series, list[str]]:
    """Drop unknown months and those left out by name, and say so."""
    notices = []
    kept = series.dropna()
    if len(kept) < len(series):
        notices.append(f"{len(series) - len(kept)} months have no value.")
    for reason, span in leave_out.items():
        if len(span) != 2:
            raise ValueError(f'Give the first and last month of "{reason}", such as 2020-03.')
        first, last = month_starts(list(span))
        inside = (kept.index >= first) & (kept.index <= last)
        notices.append(f"Left out for {reason}: {say(first)} to {say(last)}.")
        kept = kept[~inside]
    return kept, notices


def _label(year: int, starts_in: int) -> str:
    return str(year) if starts_in == 1 else f"{year}/{(year + 1) % 100:02d}"


def _apart(index: float) -> str:
    percent = 100 * (index - 1)
    return f"{abs(np.round(percent)):.0f}% {'above' if percent >= 0 else 'below'}"
