"""Demand under every combination of assumptions at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from playbook.analyse.assumptions import Assumptions, by_band
from playbook.analyse.populations import days_of_years, read_population
from playbook.analyse.projection import ABSURD, whole_beds_at
from playbook.inputs import Floats, check_number, check_share, read_numbers


def demand_grid(
    rates: Any,
    population: pd.DataFrame,
    length_of_stay: Any,
    *,
    growth: Sequence[float] = (0.0,),
    stay_trend: Sequence[float] = (0.0,),
    prevention: Sequence[float] = (0.0,),
    occupancy: Sequence[float] = (0.85,),
    per: float = 1_000,
) -> pd.DataFrame:
    """Give demand for every combination of assumptions at once, for a what-if panel.

    Each assumption is a list of values to try; the others are as in :func:`project_demand`,
    whose numbers these are. Prevention holds from the year after the first. The result has one
    row for each combination and year: growth, stay_trend, prevention, occupancy, year,
    admissions, bed_days, average_beds, beds.

    Raises ``ValueError`` as :func:`project_demand` does.

    >>> people = pd.DataFrame({"75+": [10_817, 14_116]}, index=[2023, 2035])
    >>> grid = demand_grid([300], people, [11], growth=[-0.01, 0, 0.01], occupancy=[0.85, 0.92])
    >>> len(grid), int(grid["beds"].max())
    (12, 170)
    """
    people = read_population(population)
    rate = by_band(rates, people.columns, "rates") / check_number(per, "per", above=0)
    stay = by_band(length_of_stay, people.columns, "length_of_stay")
    tried = [
        read_numbers(values, name, least=-1 if name in ("growth", "stay_trend") else 0)
        for name, values in (("growth", growth), ("stay_trend", stay_trend))
    ]
    tried.append(np.array([check_number(each, "prevention", most=1) for each in prevention]))
    tried.append(np.array([check_share(each, "occupancy") for each in occupancy]))
    return _grid(people, rate, stay, tried)


def _grid(people: pd.DataFrame, rate: Floats, stay: Floats, tried: list[Floats]) -> pd.DataFrame:
    """Multiply out years by assumptions: people by band are added up only once."""
    years = people.index.to_numpy()
    since = years - years[0]
    held = Assumptions(people, rate, stay, *(np.zeros(len(rate)),) * 2, np.zeros(len(years)), 0)
    admitted, days = (part.sum(axis=1) for part in held.demand())
    growth, trend, share, filled = np.meshgrid(*tried, indexing="ij")
    change = (1 + growth.reshape(-1, 1)) ** since
    kept = 1 - np.where(since > 0, share.reshape(-1, 1), 0.0)
    admissions = change * kept * admitted
    bed_days = change * kept * (1 + trend.reshape(-1, 1)) ** since * days
    if not np.all(bed_days < ABSURD):
        raise ValueError("These rates, people and stays give more bed days than there can be.")
    average = bed_days / days_of_years(people.index)
    columns = zip(
        ("growth", "stay_trend", "prevention", "occupancy"),
        (growth, trend, share, filled),
        strict=True,
    )
    table = {name: np.repeat(values.ravel(), len(years)) for name, values in columns}
    results = {
        "year": np.tile(years, growth.size),
        "admissions": admissions.ravel(),
        "bed_days": bed_days.ravel(),
        "average_beds": average.ravel(),
        "beds": whole_beds_at(average, filled.reshape(-1, 1)).ravel(),
    }
    return pd.DataFrame({**table, **results})
