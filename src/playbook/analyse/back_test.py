"""A projection tested on the past: what it would have said, beside what came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from playbook.analyse.populations import read_population
from playbook.analyse.projection import DemandProjection
from playbook.inputs import check_number
from playbook.tables import need_columns


@dataclass(frozen=True, eq=False)
class BackTest:
    """What was projected beside what came. Made by :func:`back_test`.

    ``table`` has one row for each year in both: year, projected, actual, error (projected
    less actual) and percent_error (of the actual).
    """

    table: pd.DataFrame

    @property
    def bias_percent(self) -> float:
        """The mean error in percent: above zero means that it projected too much."""
        return float(self.table["percent_error"].mean())

    @property
    def typical_percent(self) -> float:
        """The mean size of the error in percent, whichever way it went."""
        return float(self.table["percent_error"].abs().mean())

    def sentence(self) -> str:
        """Say how far off the projection was, and which way."""
        last = self.table.iloc[-1]
        way = "too high" if last["error"] > 0 else "too low"
        ending = f"{abs(last['percent_error']):.1f}% {way}" if last["error"] else "right"
        count = "1 year" if len(self.table) == 1 else f"{len(self.table)} years"
        return (
            f"Over {count} the projection was off by {self.typical_percent:.1f}% on average. "
            f"For {int(last['year'])} it was {ending}."
        )


def back_test(projected: Any, actual: Any, *, measure: str = "admissions") -> BackTest:
    """Set a projection made from an older base beside what really came.

    ``projected`` is a projection (then ``measure`` picks its column) or a Series by year;
    ``actual`` a Series by year. Years in only one of them are left out. Leave the base year
    out of ``actual``: a projection is right there by its making.

    A good test on a few years is no promise: the years ahead may differ from the years behind.

    Raises ``TypeError`` for what is not a number by year, and ``ValueError`` when no year is in
    both, or a number is missing; an actual of zero has no percent error and is refused.

    Source: standard practice for judging forecasts on held-out years.

    >>> found = back_test(pd.Series({2022: 105, 2023: 110}), pd.Series({2022: 100, 2023: 100}))
    >>> found.sentence()
    'Over 2 years the projection was off by 7.5% on average. For 2023 it was 10.0% too high.'
    """
    if isinstance(projected, DemandProjection):
        projected = projected.series(measure)
    for values, name in ((projected, "projected"), (actual, "actual")):
        if not isinstance(values, Mapping | pd.Series):
            raise TypeError(f"Give {name} as a number for each year, not {values!r}.")
    said, came = pd.Series(projected), pd.Series(actual)
    years = [year for year in came.index if year in said.index]
    if not years:
        raise ValueError("No year is both in the projection and in what came.")
    guess = np.array([check_number(said[year], f"projected, {year},") for year in years])
    truth = np.array([check_number(came[year], f"actual, {year},", above=0) for year in years])
    error = guess - truth
    return BackTest(
        pd.DataFrame(
            {
                "year": years,
                "projected": guess,
                "actual": truth,
                "error": error,
                "percent_error": 100 * error / truth,
            }
        ).sort_values("year", ignore_index=True)
    )


def base_rates(
    events: pd.DataFrame, population: pd.DataFrame, *, years: list[int], per: float = 1_000
) -> pd.Series:
    """Give the yearly rate of each age band over a few normal years, added together.

    ``events`` and ``population`` have years down and bands across. ``years`` are the normal
    ones to use, named so that nothing is left out in silence: three are usual, and pandemic
    years are not normal. The rate is all events over all people of those years.

    Raises ``ValueError`` for no years, a year or band that one of the tables lacks, bad
    numbers, or a band without people.

    Source: NHS bed-modelling practice: the mean of the last three normal years.

    >>> counts = pd.DataFrame({"90+": [400, 420, 440]}, index=[2017, 2018, 2019])
    >>> people = pd.DataFrame({"90+": [820, 840, 860]}, index=[2017, 2018, 2019])
    >>> base_rates(counts, people, years=[2017, 2018, 2019]).round(1).to_dict()
    {'90+': 500.0}
    """
    happened, people = read_population(events, "events"), read_population(population)
    if not years:
        raise ValueError("Name at least one normal year to take the rates from.")
    for table, name in ((happened, "events"), (people, "population")):
        if absent := [str(year) for year in years if year not in table.index]:
            raise ValueError(f"The {name} has no year {', '.join(absent)}.")
    need_columns(people, happened.columns, "population")
    counted = happened.loc[years].sum()
    lived = people.loc[years, happened.columns].sum()
    if (lived == 0).any():
        raise ValueError(f"Nobody is aged {lived.idxmin()} in those years. Use wider bands.")
    return (check_number(per, "per", above=0) * counted / lived).rename("rate")
