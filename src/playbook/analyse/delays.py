"""Delayed discharges: how much in a year, and whose, for which reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from playbook.analyse.monthly import read_monthly
from playbook.data.periods import financial_year
from playbook.inputs import need_a
from playbook.markup import say

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False)
class YearlyTotals:
    """Bed days by financial year. Made by :func:`yearly_totals`.

    ``table`` has one row a year: year, months (with a value), bed_days, average_beds, complete.
    """

    table: pd.DataFrame

    @property
    def complete(self) -> pd.DataFrame:
        """The years in which all twelve months have a value."""
        return self.table[self.table["complete"]]

    def sentence(self) -> str:
        """Say how many beds the last complete year took, and how that compares."""
        years = self.complete
        if years.empty:
            return "No financial year has all twelve months yet, so no yearly total is fair."
        latest = years.iloc[-1]
        said = (
            f"In {latest['year']} delays took {say(latest['bed_days'])} bed days, "
            f"or {latest['average_beds']:.1f} beds on an average day"
        )
        before = years[years["year"] == _year_before(latest["year"])]
        if before.empty or before["bed_days"].iloc[0] == 0:
            return f"{said}."
        change = 100 * (latest["bed_days"] / before["bed_days"].iloc[0] - 1)
        word = "more" if change >= 0 else "less"
        return f"{said}, {abs(change):.1f}% {word} than the year before."

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw a bar for each complete year; years with months missing are left out.

        When no year is complete, part years are drawn, each with its number of months.
        """
        from playbook.charts import bars

        years = self.complete.set_index("year")["bed_days"]
        note = "Years with a month missing are left out."
        if years.empty:
            note = "No year is complete, so these cannot be compared."
            months = [f"{row.year} ({row.months} of 12 months)" for row in self.table.itertuples()]
            years = self.table.set_index(pd.Index(months, name="year"))["bed_days"]
        return bars(
            years,
            unit="bed days",
            name=name,
            message=message or self.sentence(),
            source=source,
            note=f"Financial years, April to March. {note}",
            sample=sample,
        )


def yearly_totals(bed_days: pd.Series | pd.DataFrame, *, values: str = "value") -> YearlyTotals:
    """Add monthly bed days up to financial years (April to March), and give the beds they fill.

    ``bed_days`` is one group's monthly figures: a Series indexed by month, or a table with
    the columns ``month`` and ``values``. A year with fewer than twelve known months is kept,
    and marked as not complete: its total must not be compared with a whole year's.
    ``average_beds`` divides by the days of the months that are known.

    Raises ``ValueError`` as soon as a month repeats, which means that groups are mixed.

    Source: methods of Public Health Scotland, delayed discharges in NHSScotland.

    >>> months = pd.date_range("2023-04-01", "2024-03-01", freq="MS")
    >>> yearly_totals(pd.Series(1000, index=months)).sentence()
    'In 2023/24 delays took 12,000 bed days, or 32.8 beds on an average day.'
    """
    known = read_monthly(bed_days, values).dropna()
    months = pd.DatetimeIndex(known.index)
    rows = pd.DataFrame(
        {
            "year": [financial_year(month) for month in months],
            "bed_days": known.to_numpy(),
            "days": months.days_in_month,
        }
    )
    table = rows.groupby("year", as_index=False).agg(
        months=("days", "size"), bed_days=("bed_days", "sum"), days=("days", "sum")
    )
    table["average_beds"] = table["bed_days"] / table["days"]
    table["complete"] = table["months"] == 12
    return YearlyTotals(table[["year", "months", "bed_days", "average_beds", "complete"]])


def _year_before(year: str) -> str:
    start = int(year[:4]) - 1
    return f"{start}/{(start + 1) % 100:02d}"


@dataclass(frozen=True, eq=False)
class Shares:
    """Each part's share of a whole. Made by :func:`share_by`.

    ``table`` has the columns named by ``within`` (if any) and ``by``, then value and percent.
    """

    table: pd.DataFrame
    by: str
    within: str | None = None

    def sentence(self) -> str:
        """Name the largest part and its share (the largest in each group, if there are groups)."""
        if self.within is None:
            top = self.table.iloc[0]
            total = say(float(self.table["value"].sum()))
            return f"{top[self.by]} is the largest part: {top['percent']:.1f}% of {total}."
        tops = self.table.groupby(self.within, sort=False).first().reset_index()
        told = [
            f"{row[self.by]} in {row[self.within]} ({row['percent']:.1f}%)"
            for _, row in tops.iterrows()
        ]
        return f"The largest parts are {'; '.join(told)}."


def share_by(
    figures: pd.DataFrame, by: str, *, within: str | None = None, values: str = "value"
) -> Shares:
    """Give each part's share of the total, the largest first (ties by name).

    ``figures`` is a tidy table of parts with the columns ``by`` and ``values``. With ``within``
    the shares are of each group's own total ("of those aged 75 and over, 90% ..."). Pass parts
    only: a total among them would be counted twice.

    Raises ``ValueError`` for missing columns, missing or negative values, or a total of zero.

    >>> table = pd.DataFrame({"age": ["18 to 74", "75 and over"], "value": [4125, 8612]})
    >>> share_by(table, "age").sentence()
    '75 and over is the largest part: 67.6% of 12,737.'
    """
    need_a(figures, pd.DataFrame, "a table of figures")
    need_a(by, str, "the name of a column")
    keys = [by] if within is None else [within, by]
    absent = [column for column in [*keys, values] if column not in figures]
    if absent:
        raise ValueError(
            f"The table has no column {' or '.join(absent)}. "
            f"It has: {', '.join(map(str, figures.columns))}."
        )
    if figures[[*keys, values]].isna().any(axis=None) or (figures[values] < 0).any():
        raise ValueError(
            "A value is missing or negative, so shares would be wrong. "
            "Find out why before leaving it out."
        )
    table = figures.groupby(keys, observed=True)[values].sum().reset_index(name="value")
    groups = np.zeros(len(table)) if within is None else table[within]
    whole = table.groupby(groups)["value"].transform("sum")
    if table.empty or whole.min() == 0:
        raise ValueError("The total is zero, so nothing has a share of it.")
    table["percent"] = 100 * table["value"] / whole
    order = [*([within] if within else []), "value", by]
    table = table.sort_values(order, ascending=[key != "value" for key in order])
    return Shares(table.reset_index(drop=True), by, within)
