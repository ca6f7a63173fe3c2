"""Delayed bed days month by month, for the year after the last whole one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from playbook.analyse import (
    MonthlyProjection,
    SeasonalShares,
    latest_year,
    past_month_errors,
    project_months,
    seasonal_shares,
)
from playbook.data import Dataset
from playbook.data.wording import counted
from playbook.kit.area import our_area
from playbook.kit.panel_numbers import percent_moved
from playbook.kit.people_ahead import PeopleAhead
from playbook.kit.plainly import plainly
from playbook.markup import PlainError, say

ADULT_BANDS = ("0-17", "18-64", "65-69", "70-74", "75-79", "80-84", "85-89", "90+")
AGES = {"75plus": (75,), "18-74": (18, 74)}
NAMES = {"75plus": "aged 75 and over", "18-74": "aged 18 to 74"}
REASON = "All Delay Reasons"
PANDEMIC = {"the pandemic": ("2020-03", "2022-03")}
MONTHS_IN_A_YEAR = 12
HELPS = 1.0  # percentage points: less than this is no help


@dataclass(frozen=True, eq=False)
class MonthsAhead:
    """What is needed to project delayed bed days by month. Made by :func:`months_ahead`.

    ``total`` is all bed days by month and ``groups`` those of each age group. ``rates`` has
    years down: bed days for 1,000 people of each group. ``year`` is the one that is projected,
    by the calendar year in which it begins.
    """

    people: PeopleAhead
    total: pd.Series
    groups: Mapping[str, pd.Series]
    rates: pd.DataFrame
    seasons: SeasonalShares
    year: int
    source: str
    basis: str
    path: Path
    is_sample: bool

    @property
    def errors(self) -> pd.DataFrame:
        """The errors that the method would have made in the past, month by month."""
        return past_month_errors(self.seasons, self._adults())

    def expected(self, **change_percent: float) -> dict[str, float]:
        """Give the year's bed days of each group, if rates hold or change by so many percent."""
        last = {group: float(self.rates[group].iloc[-1]) for group in AGES}
        return {
            group: last[group]
            * self._aged(group)[self.year]
            / 1_000
            * (1 + change_percent.get(f"change_{group.replace('-', '_')}", 0) / 100)
            for group in AGES
        }

    def project(self, **change_percent: float) -> MonthlyProjection:
        """Share the year out over its months, with the range of past errors."""
        year = sum(self.expected(**change_percent).values())
        adults = self._adults()[self.year]
        with plainly("The year could not be shared out over its months"):
            return project_months(
                1_000 * year / adults, {self.year: adults}, self.seasons, error=self.errors
            )

    def label(self, year: int | None = None) -> str:
        """Name a financial year, such as 2025/26; by default the one that is projected."""
        start = self.year if year is None else year
        return f"{start}/{(start + 1) % 100:02d}"

    def rates_table(self) -> pd.DataFrame:
        """Give bed days for 1,000 people of each age group in the last whole years."""
        table = self.rates.iloc[-3:].round(0).rename(columns=NAMES)
        table.index = pd.Index([self.label(int(year)) for year in table.index], name="Year")
        return table.rename(columns=str.capitalize).reset_index()

    def rates_sentence(self) -> str:
        """Say how the rate of each age group moved in the last whole year."""
        told = []
        for group in AGES:
            last = self.rates[group].iloc[-1]
            if len(self.rates) < 2:
                told.append(f"{say(last, 0)} for 1,000 people {NAMES[group]}")
                continue
            change = 100 * (last / self.rates[group].iloc[-2] - 1)
            told.append(f"{say(last, 0)} for 1,000 people {NAMES[group]} ({percent_moved(change)})")
        return (
            f"In {self.label(self.year - 1)} delays took {' and '.join(told)}. The change since "
            f"the year before is in brackets."
        )

    def expected_sentence(self) -> str:
        """Say what the year would bring if both rates held, and how much of it is people."""
        year = sum(self.expected().values())
        before = float(_whole_years(self.total).iloc[-1])
        return (
            f"If both rates hold, {self.label()} brings {say(year, 0)} delayed bed days. That is "
            f"{percent_moved(100 * (year / before - 1))} on {self.label(self.year - 1)}, and all "
            f"of it comes from the number and ages of people."
        )

    def adds_up_sentence(self) -> str:
        """Say that the whole numbers of the months add up to the year."""
        found = self.project()
        return (
            f"The twelve months add up to {say(int(found.table['whole_bed_days'].sum()))}, "
            f"which is the year."
        )

    def lengths_sentence(self) -> str:
        """Set February beside January: how much of the difference is only days."""
        rows = self.project().table.set_index(self.project().table["month"].dt.month)
        one, two = rows.loc[1], rows.loc[2]
        return (
            f"January has {say(one['bed_days'], 0)} bed days and February "
            f"{say(two['bed_days'], 0)}. In beds filled it is {say(one['average_beds'])} and "
            f"{say(two['average_beds'])}."
        )

    def errors_sentence(self) -> str:
        """Say how far off single months would have been in the past."""
        off = 100 * self.errors["error"].abs()
        years = self.errors["year"].nunique()
        return (
            f"Used in the past on {counted(years, 'year')}, the method would have missed a month "
            f"by {say(off.mean(), 0)}% on average. Its worst month was off by {say(off.max(), 0)}%."
        )

    def seasons_sentence(self) -> str:
        """Say whether seasons helped in the past, beside sharing a year out by days alone."""
        found = self.errors
        days = found["month"].dt.days_in_month
        year = found.groupby("year")["projected"].transform("sum")
        even = year * days / days.groupby(found["year"]).transform("sum")
        plain = 100 * (found["actual"] / even - 1).abs().mean()
        with_seasons = 100 * found["error"].abs().mean()
        told = (
            f"Shared out by days alone, months would have been missed by {say(plain)}% on "
            f"average. With seasons it is {say(with_seasons)}%."
        )
        if plain - with_seasons > HELPS:
            return f"{told} Here seasons help."
        return f"{told} Here seasons add nothing that can be relied on."

    def months_table(self) -> pd.DataFrame:
        """Give the twelve months in whole bed days, with their range and the beds they fill."""
        rows = self.project().table
        return pd.DataFrame(
            {
                "Month": [f"{month:%B %Y}" for month in rows["month"]],
                "Bed days": rows["whole_bed_days"],
                "Low": rows["lower"].round(0).astype(int),
                "High": rows["upper"].round(0).astype(int),
                "Beds, average day": rows["average_beds"].round(1),
            }
        )

    def come_table(self) -> pd.DataFrame:
        """Give the months of the year that have come, beside what is projected for them."""
        rows = self.project().table.set_index("month")
        come = self.total.reindex(rows.index).dropna()
        rows = rows.loc[come.index]
        within = come.between(rows["lower"], rows["upper"]).map({True: "yes", False: "no"})
        return pd.DataFrame(
            {
                "Month": [f"{month:%B %Y}" for month in come.index],
                "Projected": rows["whole_bed_days"].to_numpy(),
                "Low": rows["lower"].round(0).astype(int).to_numpy(),
                "High": rows["upper"].round(0).astype(int).to_numpy(),
                "Came": come.to_numpy(),
                "In the range": within.to_numpy(),
            }
        )

    def come_sentence(self) -> str:
        """Say how the months that have come compare with what is projected for them."""
        table = self.come_table()
        if table.empty:
            return f"No month of {self.label()} has come yet, so it cannot be checked. Come back."
        came, said = table["Came"].sum(), table["Projected"].sum()
        inside = int((table["In the range"] == "yes").sum())
        return (
            f"{counted(len(table), 'month')} of {self.label()} "
            f"{'has' if len(table) == 1 else 'have'} come: {say(came)} bed days, where "
            f"{say(int(said))} are projected ({percent_moved(100 * (came / said - 1))}). {inside} "
            f"of {len(table)} lie in the range."
        )

    def missed_sentence(self) -> str:
        """Say what the method would have said for the worst of the whole years left out."""
        totals = _whole_years(self.total)
        out = [y for y in totals.index if y not in self.seasons.totals and y - 1 in totals]
        if not out:
            return "No whole year was left out, so there is no such year to look at."
        people = self._adults()
        said = {year: totals[year - 1] * people[year] / people[year - 1] for year in out}
        worst = max(out, key=lambda year: abs(said[year] / totals[year] - 1))
        off = 100 * (said[worst] / totals[worst] - 1)
        return (
            f"For {self.label(worst)} the method would have said {say(said[worst], 0)}. There were "
            f"{say(totals[worst])}: it would have been {abs(off):.0f}% "
            f"{'too high' if off > 0 else 'too low'}."
        )

    def _aged(self, group: str) -> pd.Series:
        return _through(self.people, *AGES[group])

    def _adults(self) -> pd.Series:
        return _through(self.people, 18)


def months_ahead(
    delays: Dataset,
    people: PeopleAhead,
    *,
    leave_out: Mapping[str, tuple[str, str]] = PANDEMIC,
) -> MonthsAhead:
    """Make ready to project the delayed bed days of the year after the last whole one.

    Rates are bed days for 1,000 people of two age groups in the last whole financial year, with
    the people of the middle of the year in which it begins. Seasons are those of all adults.
    ``leave_out`` names months that were not normal, with the reason.

    Raises ``PlainError`` where the two files are about different areas, no financial year is
    whole, three normal ones are not there, or their people are not known.

    >>> from playbook.data import load
    >>> from playbook.kit.people_ahead import people_ahead
    >>> people = people_ahead(load("population_estimates"), load("population_projections"),
    ...     bands=ADULT_BANDS)
    >>> months_ahead(load("delayed_discharges"), people).label()
    '2025/26'
    """
    area = our_area(delays)
    if area.code != people.area.code:
        raise PlainError(
            f"The delays are about {area.name}, and the people live in {people.area.name}. "
            f"Put files of one area into the data folder."
        )
    total = delays.monthly(area=area.code, age="18plus", reason=REASON)
    groups = {age: delays.monthly(area=area.code, age=age, reason=REASON) for age in AGES}
    last = latest_year(total)
    if len(last.months) < MONTHS_IN_A_YEAR:
        raise PlainError(
            f"No financial year is whole in this file, which holds {counted(len(total), 'month')}. "
            f"A projection by month needs at least three. Get the whole published file."
        )
    with plainly("The seasons could not be found"):
        seasons = seasonal_shares(total, leave_out=leave_out)
    rates = _rates(groups, people)
    year = int(last.months[0].year) + 1
    if year - 1 not in rates.index or year not in people.ahead.index:
        raise PlainError(
            f"The people of {year - 1} and {year} are both needed, and the files of people do not "
            f"hold them. Get the newest estimates and projections."
        )
    both = delays.is_sample and people.is_sample
    return MonthsAhead(
        people=people,
        total=total,
        groups=groups,
        rates=rates.loc[: year - 1],
        seasons=seasons,
        year=year,
        source=delays.source if both else f"{delays.source}. {people.source}",
        basis=delays.basis,
        path=delays.path,
        is_sample=delays.is_sample or people.is_sample,
    )


def _rates(groups: Mapping[str, pd.Series], people: PeopleAhead) -> pd.DataFrame:
    """Give bed days for 1,000 people by year and age group, of whole years with known people."""
    columns = {
        group: 1_000 * _whole_years(months) / _through(people, *AGES[group])
        for group, months in groups.items()
    }
    return pd.DataFrame(columns).dropna()


def _whole_years(months: pd.Series) -> pd.Series:
    """Add months up to the financial years that have all twelve, by the year they begin in."""
    dates = pd.DatetimeIndex(months.index)
    by_year = months.groupby(dates.year - (dates.month < 4))
    sums, counts = by_year.sum(), by_year.size()
    return sums.where(counts == MONTHS_IN_A_YEAR).dropna()


def _through(people: PeopleAhead, *ages: int) -> pd.Series:
    """Give people of some ages year by year: estimated, and then projected from there."""
    later = people.aged(*ages).drop(people.latest)
    known = people.aged(*ages, years="estimated")
    both: pd.Series = pd.concat([known, later])
    return both
