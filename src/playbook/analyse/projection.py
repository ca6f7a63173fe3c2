"""Demand in later years, if rates by age stay as they are or change in a stated way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.analyse.assumptions import Assumptions, by_band, phased
from playbook.analyse.populations import days_of_years, read_population
from playbook.inputs import Floats, check_number, check_share
from playbook.markup import say

if TYPE_CHECKING:
    from playbook.charts import Figure

MEASURES = ("admissions", "bed_days")
ABSURD = 1e12  # more bed days than all people who ever lived could take in a year
PARTS = ("demography", "rates", "prevention", "length_of_stay")


@dataclass(frozen=True, eq=False)
class DemandProjection:
    """Admissions, bed days and beds of each year. Made by :func:`project_demand`.

    ``table`` has one row a year: year, people, admissions, bed_days, days, average_beds,
    beds (whole ones, at the planned ``occupancy``). ``by_band`` has the same by age band.
    ``changes`` splits the change since ``base_year`` (see :func:`project_demand`).
    """

    table: pd.DataFrame
    by_band: pd.DataFrame
    changes: pd.DataFrame
    base_year: int
    occupancy: float

    def series(self, measure: str) -> pd.Series:
        """Give one column of the table by year, such as "admissions"."""
        return self.table.set_index("year")[measure]

    def sentence(self) -> str:
        """Say the beds of the first and last year, and how much of the change is ageing."""
        first, last = self.table.iloc[0], self.table.iloc[-1]
        if len(self.table) == 1:
            return (
                f"In {int(first['year'])} {say(int(first['beds']))} beds are needed at "
                f"{say(100 * self.occupancy)}% occupancy. Give later years to project them."
            )
        said = (
            f"Beds needed at {say(100 * self.occupancy)}% occupancy go from "
            f"{say(int(first['beds']))} in {int(first['year'])} to {say(int(last['beds']))} "
            f"in {int(last['year'])}"
        )
        bed_days = self.changes[self.changes["measure"] == "bed_days"].iloc[-1]
        if not bed_days["total"]:
            return f"{said}."
        return (
            f"{said}. Of the change in bed days since {self.base_year}, "
            f"{say(bed_days['demography'], 0)} of {say(bed_days['total'], 0)} come from "
            f"the number and ages of people."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw beds on an average day in a few years. It is a what-if, and the note says so.

        Show :func:`demand_scenarios` beside it: one row of bars looks more certain than it is.
        """
        from playbook.charts import bars

        step = max(1, (len(self.table) - 1) // 5)
        rows = self.table.iloc[::-1].iloc[::step].iloc[::-1]
        return bars(
            pd.Series(rows["average_beds"].to_numpy(), index=rows["year"].astype(str)),
            unit="beds filled on an average day",
            name=name,
            message=message or self.sentence(),
            source=source,
            note="This shows what happens if nothing else changes. It is not a forecast.",
            sample=sample,
        )


def project_demand(
    rates: Any,
    population: pd.DataFrame,
    length_of_stay: Any,
    *,
    per: float = 1_000,
    occupancy: float = 0.85,
    growth: Any = 0.0,
    stay_trend: Any = 0.0,
    prevention: float | Mapping[int, float] = 0.0,
    base_year: int | None = None,
) -> DemandProjection:
    """Project admissions, bed days and beds from rates by age and projected people by age.

    ``rates`` are yearly admissions for every ``per`` people and ``length_of_stay`` mean days,
    one for each band of ``population`` (people by year and band): in its order, or named by
    band. ``growth`` is the yearly change in rates and ``stay_trend`` that in length of stay,
    as fractions (0.01 is 1% a year), one number or one for each band. ``prevention`` is the
    share of admissions avoided: one number for all years after ``base_year``, or
    ``{2025: 0.0, 2030: 0.1}``, with a straight line between those years and level outside.
    Changes start from ``base_year``, by default the first year.

    Beds are bed days over the days of the year (366 in leap years), over ``occupancy``,
    rounded up. ``changes`` splits the change since the base year in turn: demography (people
    only), then rates, prevention and length of stay. The parts add up to the total.

    It says what would happen if rates held, and is not a forecast. Rebase the population to
    the latest estimate first (:func:`rebase_population`), show scenarios
    (:func:`demand_scenarios`), and test the method on the past (:func:`back_test`).

    Raises ``ValueError`` for bands that do not match, bad numbers, an occupancy that is not
    above 0 and up to 1, or a base year that the population does not have.

    Source: National Records of Scotland on using population projections; NHS bed modelling.

    >>> people = pd.DataFrame({"75-84": [7840, 9609], "85+": [2977, 4507]}, index=[2023, 2035])
    >>> found = project_demand([250, 440], people, [10, 13])
    >>> found.table[["year", "admissions", "beds"]].round(1).values.tolist()
    [[2023.0, 3269.9, 119.0], [2035.0, 4385.3, 161.0]]
    """
    people = read_population(population)
    base = people.index[0] if base_year is None else base_year
    if base not in people.index:
        raise ValueError(f"The base year {base} is not one of the years of the population.")
    bands = people.columns
    asked = Assumptions(
        people,
        by_band(rates, bands, "rates") / check_number(per, "per", above=0),
        by_band(length_of_stay, bands, "length_of_stay"),
        by_band(growth, bands, "growth", least=-1),
        by_band(stay_trend, bands, "stay_trend", least=-1),
        phased(prevention, people.index, int(base)),
        int(base),
    )
    admissions, bed_days = asked.demand()
    if not np.all(bed_days < ABSURD):
        raise ValueError("These rates, people and stays give more bed days than there can be.")
    table = _by_year(people, admissions, bed_days, check_share(occupancy, "occupancy"))
    return DemandProjection(
        table, _tidy(people, admissions, bed_days), _changes(asked), int(base), occupancy
    )


def whole_beds_at(average_beds: Any, occupancy: Any) -> Any:
    """Give the whole beds that keep an average at a planned occupancy, rounded up.

    >>> whole_beds_at(133.81, 0.85)
    158
    """
    beds = np.ceil(np.asarray(average_beds) / occupancy - 1e-9).astype(np.int64)
    return beds if beds.ndim else int(beds)


def _by_year(
    people: pd.DataFrame, admissions: Floats, bed_days: Floats, occupancy: float
) -> pd.DataFrame:
    days = days_of_years(people.index)
    average = bed_days.sum(axis=1) / days
    return pd.DataFrame(
        {
            "year": people.index.to_numpy(),
            "people": people.sum(axis=1).to_numpy(),
            "admissions": admissions.sum(axis=1),
            "bed_days": bed_days.sum(axis=1),
            "days": days,
            "average_beds": average,
            "beds": whole_beds_at(average, occupancy),
        }
    )


def _tidy(people: pd.DataFrame, admissions: Floats, bed_days: Floats) -> pd.DataFrame:
    years, bands = (np.repeat(people.index, people.shape[1]), np.tile(people.columns, len(people)))
    return pd.DataFrame(
        {
            "year": years,
            "band": bands,
            "people": people.to_numpy().ravel(),
            "admissions": admissions.ravel(),
            "bed_days": bed_days.ravel(),
        }
    )


def _changes(asked: Assumptions) -> pd.DataFrame:
    """Switch the assumptions on one after the other, and see what each adds."""
    none = replace(
        asked,
        growth=np.zeros_like(asked.growth),
        stay_trend=np.zeros_like(asked.stay_trend),
        prevention=np.zeros_like(asked.prevention),
    )
    steps = [none, replace(none, growth=asked.growth)]
    steps += [replace(steps[1], prevention=asked.prevention), asked]
    sums = [[part.sum(axis=1) for part in step.demand()] for step in steps]
    years = asked.people.index.to_numpy()
    base = int(np.flatnonzero(years == asked.base_year)[0])
    tables = []
    for place, measure in enumerate(MEASURES):
        start = np.full(len(years), sums[0][place][base])
        levels = [start, *(step[place] for step in sums)]
        parts = dict(zip(PARTS, np.diff(levels, axis=0), strict=True))
        rows = pd.DataFrame({"measure": measure, "year": years, **parts})
        tables.append(rows.assign(total=levels[-1] - start))
    return pd.concat(tables, ignore_index=True)
