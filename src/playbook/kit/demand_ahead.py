"""Emergency stays of older people now and in later years, from published files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from playbook.analyse import (
    BackTest,
    DemandProjection,
    DemandScenarios,
    back_test,
    base_rates,
    demand_scenarios,
    project_demand,
)
from playbook.data import Dataset
from playbook.data.wording import listed
from playbook.kit.people_ahead import PeopleAhead
from playbook.kit.plainly import plainly
from playbook.markup import PlainError, say

EMERGENCY = "Emergency Inpatients"
OLDER = 65
PANDEMIC = ("2019/20", "2020/21", "2021/22")
MOST_YEARS = 3
SHOWN = 0.05  # beds: less than this is no change
TESTED = {"stays": "admissions", "bed days": "bed_days"}


@dataclass(frozen=True, eq=False)
class DemandAhead:
    """What older people need of emergency beds. Made by :func:`demand_ahead`.

    ``stays`` and ``bed_days`` have financial years down and bands across. ``rates`` are stays a
    year for 1,000 people, and ``length`` days for each stay, of the ``normal`` years together.
    """

    people: PeopleAhead
    stays: pd.DataFrame
    bed_days: pd.DataFrame
    rates: pd.Series
    length: pd.Series
    normal: tuple[int, ...]
    hidden: tuple[str, ...]
    source: str
    basis: str
    path: Path
    is_sample: bool

    @property
    def ahead(self) -> pd.DataFrame:
        """People aged 65 and over by band, from the latest estimate on."""
        return self.people.ahead[list(self.rates.index)]

    def project(self, occupancy: float, **assumed: Any) -> DemandProjection:
        """Project stays, bed days and beds; ``assumed`` as in :func:`project_demand`."""
        return project_demand(self.rates, self.ahead, self.length, occupancy=occupancy, **assumed)

    def not_rebased(self, occupancy: float) -> DemandProjection:
        """Project from the people as they were projected, without the latest estimate."""
        people = self.people.projected.loc[self.people.latest :, list(self.rates.index)]
        return project_demand(self.rates, people, self.length, occupancy=occupancy)

    def scenarios(self, occupancy: float, **asked: Any) -> DemandScenarios:
        """Project under several scenarios: by default those of the playbook."""
        return demand_scenarios(self.rates, self.ahead, self.length, occupancy=occupancy, **asked)

    def years_sentence(self) -> str:
        """Say which years the rates were taken from, and which were not."""
        left = [year for year in self.stays.index if year not in self.normal]
        used = listed(_label(year) for year in self.normal)
        out = f" Not used: {listed(map(_label, left))}." if left else ""
        lost = f" Left out, as a number is hidden: {listed(self.hidden)}." if self.hidden else ""
        return f"Rates are those of {used} together, at each age.{out}{lost}"

    def counted_sentence(self, occupancy: float) -> str:
        """Say the beds filled in the latest year, beside what the rates give for the start."""
        year = int(self.stays.index.max())
        days = 366 if pd.Timestamp(year + 1, 1, 1).is_leap_year else 365
        filled = self.bed_days.loc[year].sum() / days
        start = self.project(occupancy).table.iloc[0]
        return (
            f"In {_label(year)} people aged {OLDER} and over in {self.people.area.name} had "
            f"{say(self.stays.loc[year].sum())} emergency stays. They filled {say(filled)} beds on "
            f"an average day. For {int(start['year'])}, where the projection starts, the rates "
            f"give {say(start['average_beds'])}."
        )

    def rates_table(self) -> pd.DataFrame:
        """Give the rate and the length of stay of each age band."""
        table = pd.DataFrame(
            {"Stays a year for 1,000 people": self.rates, "Days in hospital, each": self.length}
        )
        return table.round(1).rename_axis("Age").reset_index()

    def rebasing_sentence(self, occupancy: float) -> str:
        """Say how many beds starting from the latest estimate takes away, or adds."""
        raw, ours = (
            int(found.table["beds"].iloc[-1])
            for found in (self.not_rebased(occupancy), self.project(occupancy))
        )
        until = self.people.until
        if raw == ours:
            return f"In {until} it makes no difference to whole beds: {say(ours)} either way."
        return (
            f"From the projection as published, {say(raw)} beds would be needed in {until}. "
            f"Started from the latest estimate it is {say(ours)}."
        )

    def one_year_sentence(self, occupancy: float) -> str:
        """Say what the rates of each year alone would give: how far the choice of years matters."""
        if len(self.normal) < 2:
            return "There is one normal year only, so the choice of years cannot be tried."
        beds = {year: self._from_one_year(year, occupancy) for year in self.normal}
        told = listed(f"{say(count)} from {_label(year)}" for year, count in beds.items())
        return (
            f"With the rates of one year alone, {self.people.until} would need {told}. "
            f"Together they give {say(int(self.project(occupancy).table['beds'].iloc[-1]))}."
        )

    def _from_one_year(self, year: int, occupancy: float) -> int:
        living = _living(self.people, list(self.rates.index))
        rates = base_rates(self.stays, living, years=[year])
        length = base_rates(self.bed_days, self.stays, years=[year], per=1)
        found = project_demand(rates, self.ahead, length, occupancy=occupancy)
        return int(found.table["beds"].iloc[-1])

    def parts_sentence(self, scenarios: DemandScenarios) -> str:
        """Say what people alone do to beds, and what the other scenarios add or take away."""
        told: list[str] = []
        for name, found in scenarios.projections.items():
            change = found.changes.query("measure == 'bed_days'").iloc[-1]
            days = found.table["days"].iloc[-1]
            if not told:
                alone = change["demography"] / days
                told.append(
                    f"By {self.people.until} the number and ages of people alone "
                    f"{'add' if alone > 0 else 'take away'} {say(abs(alone))} filled beds."
                )
            other = (change["total"] - change["demography"]) / days
            if abs(other) >= SHOWN:
                way = "adds" if other > 0 else "takes away"
                told.append(f"What the {name} scenario assumes {way} {say(abs(other))}.")
        return " ".join(told)

    def parts_table(self, scenarios: DemandScenarios) -> pd.DataFrame:
        """Split the change in bed days of each scenario into people, rates and length of stay."""
        rows = []
        for name, found in scenarios.projections.items():
            change = found.changes.query("measure == 'bed_days'").iloc[-1]
            first, last = found.table["bed_days"].iloc[[0, -1]]
            parts = [change[part] for part in ("demography", "rates", "length_of_stay")]
            other = [change["prevention"]] if change["prevention"] else [0.0]
            rows.append([name.capitalize(), first, *parts, *other, last])
        columns = [
            "Scenario", f"Bed days {self.people.latest}", "People and ages", "Rates",
            "Length of stay", "Prevention", f"Bed days {self.people.until}",
        ]  # fmt: skip
        table = pd.DataFrame(rows, columns=columns).round(0)
        return table.drop(columns="Prevention") if not table["Prevention"].any() else table

    def past_test(self, what: str = "stays") -> BackTest | None:
        """Set what the first normal year's rates would have said beside what came.

        ``what`` is "stays" or "bed days". ``None`` where there is one normal year only.
        """
        first, *later = self.normal
        if not later:
            return None
        living = _living(self.people, list(self.rates.index))
        rates = 1_000 * self.stays.loc[first] / living.loc[first]
        length = self.bed_days.loc[first] / self.stays.loc[first]
        said = project_demand(rates, living.loc[list(self.normal)], length)
        came = (self.stays if what == "stays" else self.bed_days).loc[later].sum(axis=1)
        return back_test(said, came, measure=TESTED[what])

    def test_sentence(self, what: str = "stays") -> str:
        """Say how far off the method was in the years that have come."""
        found = self.past_test(what)
        if found is None:
            return f"There is one normal year only, so {what} cannot be tested on the past."
        return (
            f"{what.capitalize()}, from the rates of {_label(self.normal[0])}: {found.sentence()}"
        )

    def says(self, found: DemandProjection) -> dict[str, str]:
        """Give the sentence that goes with each number of a projection that is handed on."""
        start, end = found.table.iloc[0], found.table.iloc[-1]
        who = f"people aged {OLDER} and over in {self.people.area.name}"
        now, until = int(start["year"]), int(end["year"])
        held = "if rates and lengths of stay hold"
        full = f"{say(100 * found.occupancy)}% full"
        return {
            "years": f"From {now} to {until} is {until - now} years.",
            "now stays": f"{say(start['admissions'], 0)} emergency stays of {who} in {now}, by "
            f"the same rates.",
            "stays": f"{say(end['admissions'], 0)} emergency stays of {who} in {until}, {held}.",
            "days": f"{say(end['bed_days'], 0)} emergency bed days of {who} in {until}, {held}.",
            "now": f"In {now} {who} filled {say(start['average_beds'])} emergency beds on an "
            f"average day, by the rates of {len(self.normal)} normal "
            f"{'year' if len(self.normal) == 1 else 'years'}.",
            "then": f"In {until} {who} fill {say(end['average_beds'])} emergency beds on an "
            f"average day, {held}.",
            "needed now": f"{say(int(start['beds']))} emergency beds for {who} in {now}, {full}.",
            "needed": f"{say(int(end['beds']))} emergency beds for {who} in {until}, {full}, "
            f"{held}.",
        }

    def same_people(self, carried: float) -> str:
        """Say whether people aged 75 and over agree with what another exercise handed on."""
        ours = self.people.aged(75)[self.people.until]
        if abs(ours - carried) < 1:
            return f"The people are the same here: {say(ours, 0)}."
        return (
            f"Here they are {say(ours, 0)}. The two differ, so the files are not the same. Run "
            f"that exercise again on the files of this one before you hand anything on."
        )


def demand_ahead(
    inpatients: Dataset, people: PeopleAhead, *, not_normal: Collection[str] = PANDEMIC
) -> DemandAhead:
    """Take rates by age from the last three normal years, ready to be projected.

    ``not_normal`` names financial years to leave out, such as "2020/21". The people of a
    financial year are those of the middle of the year in which it begins. Rates are of people
    aged 65 and over, in five-year bands.

    Raises ``PlainError`` where the area, its ages or a normal year are not in the file, or a
    number that is needed was hidden.

    >>> from playbook.data import load
    >>> from playbook.kit.people_ahead import people_ahead
    >>> people = people_ahead(load("population_estimates"), load("population_projections"))
    >>> demand_ahead(load("inpatients_yearly"), people).normal
    (2022, 2023, 2024)
    """
    area = people.area
    if area.code not in inpatients.values("area"):
        names = sorted(inpatients.table["area_name"].dropna().unique())
        which = "sample of hospital stays" if inpatients.is_sample else "file of hospital stays"
        raise PlainError(
            f"The {which} holds {listed(names)}, and not {area.name}. Put the published file of "
            f"inpatients by council area, with {area.name} in it, into the data folder."
        )
    with plainly("Stays by age could not be read"):
        rows = inpatients.select(
            area=area.code, sex="All", age=inpatients.ages(OLDER), admission_type=EMERGENCY
        )
    stays, days = (_by_year(rows, measure) for measure in ("stays", "bed_days"))
    living = _living(people, list(stays.columns))
    whole = stays.notna().all(axis=1) & days.notna().all(axis=1)
    hidden = tuple(_label(year) for year in stays.index[~whole])
    stays, days = stays[whole].astype(float), days[whole].astype(float)
    known = [year for year in stays.index if year in living.index]
    normal = [year for year in known if _label(year) not in not_normal][-MOST_YEARS:]
    if not normal:
        raise PlainError(
            f"No year of the stays is a normal one whose people are known and whose numbers are "
            f"all there. Whole years: {listed(map(_label, stays.index)) or 'none'}. With a hidden "
            f"number: {listed(hidden) or 'none'}. Get a newer file, or name fewer years as not "
            f"normal."
        )
    with plainly("Rates by age could not be worked out"):
        rates = base_rates(stays, living, years=normal)
        length = base_rates(days, stays, years=normal, per=1)
    return DemandAhead(
        people,
        stays,
        days,
        rates,
        length,
        tuple(normal),
        hidden,
        inpatients.source if inpatients.is_sample and people.is_sample
        else f"{inpatients.source}. {people.source}",
        inpatients.basis,
        inpatients.path,
        inpatients.is_sample or people.is_sample,
    )  # fmt: skip


def _by_year(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Give a measure by financial year and five-year band, in the order of age."""
    starts = rows["financial_year"].dt.year.rename("year")
    ages = sorted(rows["age_from"].astype(int).unique())
    names = [f"{age}-{age + 4}" for age in ages[:-1]] + [f"{ages[-1]}+"]
    named = rows.assign(year=starts, first=rows["age_from"].astype(int))
    wide = named.pivot(index="year", columns="first", values=measure)
    return wide[ages].set_axis(names, axis=1)


def _living(people: PeopleAhead, bands: list[str]) -> pd.DataFrame:
    """Give people by year: estimated as far as estimates go, then projected from there."""
    with plainly("The ages of stays and people do not fit together"):
        absent = [band for band in bands if band not in people.ahead]
        if absent:
            raise ValueError(f"Stays are by {listed(bands)}. Five-year bands are needed.")
        later = people.ahead.drop(people.latest)
        return pd.concat([people.estimated, later])[bands]


def _label(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"
