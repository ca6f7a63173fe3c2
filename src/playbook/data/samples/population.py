"""People by year and single year of age, as estimated and as projected, in published layouts."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.draws import Draws, Places, shared_out
from playbook.data.samples.filling import in_layout
from playbook.data.samples.settings import settings

SEXES = ("Female", "Male")
OLDEST = 90  # the last age stands for everyone of that age and over
AGES = tuple(range(OLDEST + 1))
COLUMNS = ("AllAges", *(f"Age{age}" for age in AGES[:-1]), f"Age{OLDEST}plus")

People = Places  # people of one area and year: a row for each sex, a column for each age


def estimates(layout: str) -> pd.DataFrame:
    """Give the estimates of councils, of partnerships or of the board.

    >>> made = estimates("health_board")
    >>> int(made[(made["Year"] == 2023) & (made["Sex"] == "All")]["AllAges"].iloc[0])
    586740
    """
    made = settings("population")
    years = range(made["first_estimate"], made["last_estimate"] + 1)
    return _in_layout("population_estimates", layout, {year: _estimated(year) for year in years})


def projections(layout: str) -> pd.DataFrame:
    """Give the projections of councils, of the partnership of Moray, or of the board."""
    made = settings("population")
    years = range(made["base"], made["last_projected"] + 1)
    return _in_layout("population_projections", layout, {year: _projected(year) for year in years})


def people_in_bands(code: str) -> pd.DataFrame:
    """Give the people of an area in the latest estimate, by sex and five-year band.

    >>> int(people_in_bands("S12000020").loc["Female", "90+"])
    569
    """
    bands = settings("places")["bands"]
    firsts = [int(band.rstrip("+").split("-")[0]) for band in bands]
    people = people_by_age(code)
    return pd.DataFrame(np.add.reduceat(people, firsts, axis=1), index=SEXES, columns=bands)


def people_by_age(code: str) -> People:
    """Give the people of an area in the latest estimate: a row for each sex, a column for each age.

    >>> int(people_by_age("S12000020").sum())
    94670
    """
    return _estimated(settings("population")["last_estimate"])[code]


def _in_layout(kind: str, layout: str, years: Mapping[int, Mapping[str, People]]) -> pd.DataFrame:
    column = {"council_area": "CA", "hscp": "HSCP", "health_board": "HB"}[layout]
    rows: list[list[Any]] = []
    for year, areas in years.items():
        for code, people in _areas_of(layout, kind, areas).items():
            for sex, of_sex in (("All", people.sum(axis=0)), *zip(SEXES, people, strict=True)):
                rows.append([year, code, sex, int(of_sex.sum()), *of_sex.tolist()])
    return in_layout(kind, layout, pd.DataFrame(rows, columns=["Year", column, "Sex", *COLUMNS]))


def _areas_of(layout: str, kind: str, areas: Mapping[str, People]) -> Mapping[str, People]:
    made = settings("population")
    if layout == "council_area":
        return areas
    if layout == "health_board":
        return {made["board"]: np.sum([areas[code] for code in made["councils"]], axis=0)}
    # Projections are long, so the file of partnerships holds Moray alone.
    codes = made["councils"] if kind == "population_estimates" else made["councils"][-1:]
    return {made["partnerships"][code]: areas[code] for code in codes}


@cache
def _estimated(year: int) -> Mapping[str, People]:
    """Share the total of each area out over sexes and ages, as they were in that year."""
    areas = settings("population")["areas"]
    change = 1 + (_change(2018) - 1) * (settings("population")["last_estimate"] - year) / 5
    return {
        code: shared_out(_total(area, year), (_latest(code) * change).ravel()).reshape(2, -1)
        for code, area in areas.items()
    }


def _change(year: int) -> Any:
    """For each age, how many people Moray had in a year for one in the latest."""
    estimated = settings("population")["estimated"]
    last = np.array(estimated[settings("population")["last_estimate"]], dtype=float)
    return (np.array(estimated[year]) / last)[_group_of_age()]


def _total(area: Mapping[str, Any], year: int) -> int:
    return int(np.interp(year, list(area["totals"]), list(area["totals"].values())) + 0.5)


@cache
def _latest(code: str) -> People:
    """Give the people of the latest year: Moray's by its published bands, others by their shape."""
    area = settings("population")["areas"][code]
    if code == "S12000020":
        return _moray()
    firsts, shape = list(area["shape"]), np.array(list(area["shape"].values()), dtype=float)
    tilt = shape[np.searchsorted(firsts, AGES, side="right") - 1]
    total = area["totals"][settings("population")["last_estimate"]]
    return shared_out(total, (_moray() * tilt).ravel()).reshape(2, -1)


@cache
def _moray() -> People:
    """Share Moray's five-year bands out over single years: a slope to the next, and some chance."""
    places = settings("places")
    draws = Draws(places["seed"], "single years of age")
    return np.array([_single_years(draws, places["people"][sex]) for sex in SEXES])


def _single_years(draws: Draws, bands: list[int]) -> list[int]:
    found: list[int] = []
    for at, people in enumerate(bands[:-1]):
        before, after = bands[max(at - 1, 0)], bands[min(at + 1, len(bands) - 2)]
        slope = (after - before) / (2 * people)
        weights = 1 + slope * (np.arange(5) - 2) / 5 + 0.02 * draws.bell(5)
        found += shared_out(people, weights).tolist()
    return [*found, bands[-1]]


def _projected(year: int) -> Mapping[str, People]:
    """Carry the estimate of the base year forward, age by age."""
    made = settings("population")
    base = _estimated(made["base"])
    if year == made["base"]:
        return base
    latest = _estimated(made["last_estimate"])
    moved = {}
    for code, area in made["areas"].items():
        change = 1 + (_projected_change(year) - 1) * area["pull"]
        moved[code] = np.floor(latest[code] * _surplus() * change + 0.5).astype(np.int64)
    return moved


def _projected_change(year: int) -> Any:
    """For each age, how many people Moray is to have for one in 2023; on by the last slope."""
    projected = settings("population")["projected"]
    years, people = list(projected), np.array(list(projected.values()), dtype=float)
    at = min(max(int(np.searchsorted(years, year)), 1), len(years) - 1)
    slope = (people[at] - people[at - 1]) / (years[at] - years[at - 1])
    return ((people[at - 1] + slope * (year - years[at - 1])) / people[0])[_group_of_age()]


def _surplus() -> Any:
    """For each age, how many people are projected after a year for one who is then estimated."""
    extra = settings("population")["too_high_after_a_year"]
    groups = settings("population")["groups"]
    return np.array([1 + extra.get(first, 0.0) for first in groups])[_group_of_age()]


def _group_of_age() -> Places:
    return np.searchsorted(settings("population")["groups"], AGES, side="right") - 1
