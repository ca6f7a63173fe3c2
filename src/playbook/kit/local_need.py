"""Emergency stays beside the people of each locality: one team's two files, read as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from playbook.analyse import (
    RateComparison,
    compare_rates,
    events_and_people,
    project_localities,
    stays,
)
from playbook.charts import SAMPLE
from playbook.data import Dataset
from playbook.data.wording import counted, listed
from playbook.kit.people_ahead import PeopleAhead
from playbook.kit.plainly import plainly
from playbook.markup import PlainError, say

SAMPLE_SHARE = 0.1  # the sample holds one invented person in ten
FIFTHS = {1: "Fifth 1 (most deprived)", 2: "Fifth 2", 3: "Fifth 3", 4: "Fifth 4",
          5: "Fifth 5 (least deprived)"}  # fmt: skip
PER = 1_000


@dataclass(frozen=True, eq=False)
class LocalNeed:
    """Emergency stays and people by place and age. Made by :func:`local_need`.

    ``years`` is how many years of people stand beside the stays: in the sample a tenth of its
    three years, because it holds one person in ten. ``people`` is who lives where.
    """

    emergencies: pd.DataFrame
    people: pd.DataFrame
    years: float
    period: str
    stays: Dataset
    population: Dataset

    def rates(self, by: str = "locality", *, standardised: bool) -> RateComparison:
        """Compare stays a year for 1,000 people: crude, or as if all had the same ages."""
        with plainly(f"Rates by {by} could not be worked out"):
            rows = events_and_people(self.emergencies, self.people, by, years=self.years)
            if standardised:
                return compare_rates(rows, by, band="age_band", per=PER)
            sums = rows.groupby(by, sort=False, as_index=False)[["events", "population"]].sum()
            return compare_rates(sums, by, per=PER)

    def fifths(self) -> RateComparison | None:
        """Compare the fifths by deprivation, allowing for age; ``None`` without that column."""
        known = self.emergencies.get("deprivation_fifth")
        if known is None or known.isna().all():
            return None
        return _fifths(self).rates("deprivation", standardised=True)

    def unknown_fifths(self) -> int:
        """Count stays whose fifth is not known: they are in no rate by deprivation."""
        known = self.emergencies.get("deprivation_fifth")
        return len(self.emergencies) if known is None else int(known.isna().sum())

    def ages(self) -> pd.DataFrame:
        """Give the people of each locality, and the share at 75 and over."""
        older = self.people["age_band"].map(lambda band: int(band.rstrip("+").split("-")[0]) >= 75)
        grouped = self.people.groupby("locality", sort=False)["population"].sum()
        aged = self.people[older].groupby("locality", sort=False)["population"].sum()
        aged = aged.reindex(grouped.index, fill_value=0)
        table = pd.DataFrame(
            {"People": grouped, "Aged 75 and over": aged, "Share, percent": 100 * aged / grouped}
        )
        return table.round(1).rename_axis("Locality").reset_index()

    def ahead(self, people: PeopleAhead) -> pd.DataFrame:
        """Share the council's projected change out to localities: people aged 75 and over.

        Each age band of a locality changes as that band does in the council's area.
        """
        wide = self.people.pivot_table(
            index="locality", columns="age_band", values="population", aggfunc="sum",
            observed=True, sort=False,
        )  # fmt: skip
        year = self.year
        with plainly("Localities could not be projected"):
            older = [band for band in people.ahead if int(str(band)[:2].rstrip("-")) >= 75]
            local = wide[older].reset_index()
            council = people.projected if year != people.latest else people.ahead
            found = project_localities(local, council[older], year)
        sums = found.assign(people=found[older].sum(axis=1))
        sums = sums.pivot(index="locality", columns="year", values="people").loc[wide.index]
        table = sums[[year, people.until]].round(0).astype(int)
        table["Change"] = table[people.until] - table[year]
        return table.rename_axis("Locality").rename(columns=str).reset_index()

    @property
    def year(self) -> int:
        """The year of the population of localities."""
        return int(self.population.table["year"].iloc[0])

    def sentence(self) -> str:
        """Say how many stays of which time stand beside how many people."""
        living = say(self.people["population"].sum())
        places = self.people["locality"].nunique()
        some = " The sample holds one person in ten, so rates use a tenth of them."
        return (
            f"{counted(len(self.emergencies), 'emergency stay')} began {self.period}. They are set "
            f"beside {living} people in {counted(places, 'locality', 'localities')}."
            + (some if self.is_sample else "")
        )

    @property
    def is_sample(self) -> bool:
        """Whether both files are the sample."""
        return self.stays.is_sample

    @property
    def source(self) -> str:
        """Where both files come from."""
        if self.is_sample:
            return f"{self.stays.source}, hospital stays and people by locality"
        return f"{self.stays.source}. {self.population.source}"

    @property
    def basis(self) -> str:
        """Where people are counted."""
        return "Counted by where people live"

    @property
    def path(self) -> Path:
        """The file of stays."""
        return self.stays.path

    def highest(self) -> tuple[str, float, str]:
        """Give the locality with the highest rate allowing for age, the rate, and a sentence."""
        found = self.rates(standardised=True)
        given = found.table.dropna(subset="rate")
        if given.empty:
            raise PlainError("No locality has enough stays for a rate. Put more years together.")
        top = given.iloc[int(given["rate"].to_numpy().argmax())]
        place, rate = str(top["locality"]), float(top["rate"])
        apart = {
            "higher": "which is more than chance",
            "lower": "which is less than the rate of all",
            "not different": "which chance alone could explain",
        }[top["against_all"]]
        return (
            place,
            rate,
            (
                f"Allowing for age, {place} has most emergency stays: {say(rate)} a year for 1,000 "
                f"people (95% limits {say(top['lower'])} to {say(top['upper'])}), {apart}. All "
                f"localities together have {say(found.overall.value)}."
            ),
        )

    def explained_by_age(self) -> str:
        """Say which localities stand out by crude rates, and which still do allowing for age."""
        before, after = (
            set(found.table.loc[found.table["against_all"] == "higher", "locality"])
            for found in (self.rates(standardised=False), self.rates(standardised=True))
        )
        order = [str(place) for place in self.people["locality"].unique()]
        gone, still, new = (
            [place for place in order if place in places]
            for places in (before - after, before & after, after - before)
        )
        told = [
            f"Older people explain the high rate of {listed(gone)}." if gone else "",
            f"They do not explain that of {listed(still)}." if still else "",
            f"Allowing for age, {listed(new)} is higher too." if new else "",
        ]
        return " ".join(filter(None, told)) or "No locality is higher by either rate."

    def widest_fifth(self) -> str:
        """Say how far chance could have moved the rate of the fifth with fewest people."""
        found = self.fifths()
        if found is None:
            return "The stays have no deprivation fifth, so this part has nothing to compare."
        row = found.table.iloc[int(found.table["population"].to_numpy().argmin())]
        name, lived = row["deprivation"], say(row["population"] / self.years, 0)
        if row["against_all"] == "not given":
            return f"{name} has {lived} people and too few stays for a rate."
        beside = {"higher": "higher than", "lower": "lower than"}.get(
            row["against_all"], "not shown to differ from"
        )
        return (
            f"{name} has {lived} people. Its rate is {say(row['rate'])}, and chance alone could "
            f"have moved it from {say(row['lower'])} to {say(row['upper'])}. It is {beside} the "
            f"rate of all."
        )

    def title(self, text: str) -> str:
        """Give a table a title that says when it was made from the sample."""
        return f"{SAMPLE}: {text}" if self.is_sample else text


def local_need(hospital: Dataset, population: Dataset) -> LocalNeed:
    """Set emergency stays beside the people of the same localities.

    Both files must be a team's own, or both the sample. Parts of a stay are joined first, so
    that a move to another ward is not counted twice. Whole months are counted, from the first
    admission to the last.

    Raises ``PlainError`` where one file is the sample and the other is not, where localities
    differ, or where there is more than one year of population.

    >>> from playbook.data import load
    >>> need = local_need(load("hospital_stays"), load("locality_population"))
    >>> need.rates(standardised=True).table.query("against_all == 'higher'")["locality"].tolist()
    ['Locality C']
    """
    if hospital.is_sample != population.is_sample:
        missing = "hospital stays" if hospital.is_sample else "population by locality"
        raise PlainError(
            f"One of the two local files is yours, and the other is the sample. They describe "
            f"different places. Put your own file of {missing} into the data folder too."
        )
    _one_year(population)
    with plainly("The stays could not be put together"):
        spells = stays(hospital.table).table
    emergencies = spells[spells["emergency"]].reset_index(drop=True)
    if emergencies.empty:
        raise PlainError("The file of hospital stays holds no emergency stay to count.")
    places = population.table["locality"].unique()
    strange = sorted(set(emergencies["locality"]) - set(places))
    if strange:
        raise PlainError(
            f"The file of stays names {listed(strange)}, where nobody lives in the file of "
            f"people, which holds {listed(places)}. Write each locality the same way in both."
        )
    begun = emergencies["admission_date"].dt.to_period("M")
    months = (begun.max() - begun.min()).n + 1
    share = SAMPLE_SHARE if hospital.is_sample else 1.0
    period = f"from {begun.min().to_timestamp():%B %Y} to {begun.max().to_timestamp():%B %Y}"
    return LocalNeed(
        emergencies, population.table, share * months / 12, period, hospital, population
    )


def _one_year(population: Dataset) -> None:
    years = sorted(population.table["year"].unique())
    if len(years) > 1:
        raise PlainError(
            f"The file of people by locality holds {len(years)} years, {years[0]} to {years[-1]}. "
            f"Keep the rows of one year, the one nearest to the stays."
        )


def _fifths(need: LocalNeed) -> LocalNeed:
    """Give the same need with fifths by deprivation in words."""
    stays, people = (
        table.dropna(subset="deprivation_fifth").assign(
            deprivation=lambda rows: rows["deprivation_fifth"].astype(int).map(FIFTHS)
        )
        for table in (need.emergencies, need.people)
    )
    in_order = people.sort_values("deprivation_fifth", kind="stable")
    return replace(need, emergencies=stays, people=in_order)
