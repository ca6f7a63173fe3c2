"""Bed days of coming months, whose twelve add up to the year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.special import ndtri

from playbook.analyse.seasonal import SeasonalShares, days_in
from playbook.inputs import Floats, check_confidence, check_number, need_a
from playbook.markup import say

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False)
class MonthlyProjection:
    """Bed days month by month. Made by :func:`project_months`.

    ``table`` has one row a month: year (the one in which the year begins), month, bed_days,
    whole_bed_days (rounded so that a year's twelve add up to its rounded total), lower, upper,
    average_beds. ``error`` is the spread behind the range, as a share of what was projected.
    """

    table: pd.DataFrame
    confidence: float
    error: float
    notices: tuple[str, ...]

    @property
    def years(self) -> pd.Series:
        """The bed days of each year: the sum of its months."""
        return self.table.groupby("year")["bed_days"].sum()

    def sentence(self) -> str:
        """Say the first year's total, its busiest month and that month's range."""
        first = self.table[self.table["year"] == self.table["year"].iloc[0]]
        top = first.iloc[int(first["bed_days"].to_numpy().argmax())]
        return (
            f"In the year from {say(first['month'].iloc[0])} {say(first['bed_days'].sum(), 0)} bed "
            f"days are projected. The busiest month is {say(top['month'])}: "
            f"{say(top['bed_days'], 0)}, with a range of {say(top['lower'], 0)} to "
            f"{say(top['upper'], 0)} that holds {100 * self.confidence:.0f} times in 100."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the months with their range."""
        from playbook.charts import figure, month_axis

        rows = self.table

        def draw(axes: Any, look: Any) -> None:
            axes.fill_between(rows["month"], rows["lower"], rows["upper"], color=look.line)
            axes.plot(rows["month"], rows["bed_days"], "o-", color=look.analyse, markersize=4)
            axes.set_ylim(bottom=0)
            month_axis(axes, look)

        numbers = rows[["whole_bed_days", "lower", "upper", "average_beds"]].round(1)
        shown = pd.concat([rows["month"], numbers], axis=1)
        return figure(
            draw,
            name=name,
            message=message or self.sentence(),
            alt=f"Line chart of projected bed days by month with a range. {self.sentence()}",
            table=shown.set_axis(["Month", "Bed days", "Low", "High", "Average beds"], axis=1),
            source=source,
            note=" ".join(self.notices),
            sample=sample,
        )


def project_months(
    rate: Any,
    population: Mapping[int, float] | pd.Series,
    shares: SeasonalShares,
    *,
    per: float = 1_000,
    error: float | pd.DataFrame | None = None,
    confidence: float = 0.8,
) -> MonthlyProjection:
    """Project monthly bed days: a yearly rate, times people, shared out over the months.

    ``rate`` is yearly bed days for every ``per`` people, one for all years or one for each.
    ``population`` gives the people for the year that begins in each year: mid-2025 estimates
    go with 2025/26. ``shares`` is what :func:`seasonal_shares` gives. The twelve months of a
    year add up to its total.

    The range is the projection plus and minus its usual error: by default, the spread of the
    errors that the same method would have made in the past (:func:`past_month_errors`); or give
    ``error`` as a share, or as that table made with past populations. The range does not cover
    changes that the past has not seen.

    It is a "what if rates hold", by age group. Open data on delays has those aged 18 to 74 and
    75 and over: a rate for 65 and over needs local data.

    Raises ``ValueError`` for negative or missing numbers, a year without a rate, or too few
    years to work out the error from.

    Source: the standard ratio-to-average method; ranges from held-out years.

    >>> from playbook.analyse import seasonal_shares
    >>> months = pd.date_range("2021-04-01", "2024-03-01", freq="MS")
    >>> even = seasonal_shares(pd.Series(months.days_in_month * 10.0, index=months))
    >>> found = project_months(950.3, {2025: 10_400}, even, error=0.1)
    >>> float(round(found.years[2025], 1)), int(found.table["whole_bed_days"].sum())
    (9883.1, 9883)
    """
    need_a(shares, SeasonalShares, "what seasonal_shares gives")
    check_confidence(confidence)
    scale = check_number(per, "per", above=0)
    spread = _spread(past_month_errors(shares) if error is None else error)
    reach = float(ndtri(0.5 + confidence / 2)) * spread
    tables = []
    for year, people in sorted(pd.Series(population).items()):
        total = _rate_of(rate, year) * check_number(people, f"population, {year},") / scale
        months = total * shares.shares(int(year))  # type: ignore[call-overload]
        table = pd.DataFrame({"year": year, "month": months.index, "bed_days": months.to_numpy()})
        tables.append(table.assign(whole_bed_days=_whole(months.to_numpy(), total)))
    if not tables:
        raise ValueError("Give the people of at least one year.")
    rows = pd.concat(tables, ignore_index=True)
    rows["lower"] = rows["bed_days"] * max(0.0, 1 - reach)
    rows["upper"] = rows["bed_days"] * (1 + reach)
    rows["average_beds"] = rows["bed_days"] / rows["month"].dt.days_in_month
    return MonthlyProjection(rows, confidence, spread, shares.notices)


def past_month_errors(
    shares: SeasonalShares, population: Mapping[int, float] | pd.Series | None = None
) -> pd.DataFrame:
    """Test the method on the past: each year from the year before it and the other years' months.

    The rate of one year, times the people of the next (``population``, by year; without it
    people are taken as unchanged), is shared out by the indices of all years but that one.
    The result has one row a month: year, month, projected, actual, error, where error is
    actual less projected, as a share of projected.

    Raises ``ValueError`` when no two years follow each other, or a year has no people.

    >>> from playbook.analyse import seasonal_shares
    >>> months = pd.date_range("2021-04-01", "2024-03-01", freq="MS")
    >>> even = seasonal_shares(pd.Series(months.days_in_month * 10.0, index=months))
    >>> bool(past_month_errors(even)["error"].abs().max() < 0.01)
    True
    """
    need_a(shares, SeasonalShares, "what seasonal_shares gives")
    tables = []
    for year in shares.totals.index:
        if year - 1 not in shares.totals.index:
            continue
        growth = 1.0 if population is None else _people(population, year, year - 1)
        total = shares.totals[year - 1] * growth
        others = shares.years.drop(index=year).mean().to_numpy()
        months = shares.shares(year).index
        weight = others * days_in(pd.DatetimeIndex(months))
        projected = total * weight / weight.sum()
        actual = _actual(shares, year)
        table = {"year": year, "month": months, "projected": projected, "actual": actual}
        tables.append(pd.DataFrame({**table, "error": actual / projected - 1}))
    if not tables:
        raise ValueError("No two years follow each other, so there is no past to test on.")
    return pd.concat(tables, ignore_index=True)


def _actual(shares: SeasonalShares, year: int) -> Floats:
    """Give the months of a past year back from its ratios and its total."""
    months = pd.DatetimeIndex(shares.shares(year).index)
    days = days_in(months)
    actual: Floats = shares.years.loc[year].to_numpy() * days * shares.totals[year] / days.sum()
    return actual


def _spread(error: float | pd.DataFrame) -> float:
    if isinstance(error, pd.DataFrame):
        return float(error["error"].std(ddof=1))
    return check_number(error, "error")


def _rate_of(rate: Any, year: Any) -> float:
    if isinstance(rate, Mapping | pd.Series):
        if year not in rate:
            raise ValueError(f"There is no rate for {year}.")
        return check_number(rate[year], f"rate, {year},")
    return check_number(rate, "rate")


def _people(population: Any, year: int, before: int) -> float:
    for each in (year, before):
        if each not in population:
            raise ValueError(f"There is no population for {each}, a year to test on.")
    earlier = check_number(population[before], f"population, {before},", above=0)
    return check_number(population[year], f"population, {year},") / earlier


def _whole(values: Floats, total: float) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Round so that the parts add up to the rounded total: the largest remainders go up."""
    down = np.floor(values)
    short = int(np.floor(total + 0.5) - down.sum())
    order = np.argsort(down - values, kind="stable")
    down[order[:short]] += 1
    return down.astype(np.int64)
