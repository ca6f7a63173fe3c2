"""Populations by year and age band: read, put into bands, carried forward, shared to localities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from playbook.inputs import check_number, check_whole
from playbook.markup import say
from playbook.tables import need_columns, need_values

OLDER_BANDS = ("65-69", "70-74", "75-79", "80-84", "85-89", "90+")


def read_population(population: pd.DataFrame, name: str = "population") -> pd.DataFrame:
    """Give people by year (rows) and age band (columns), in order of year, all known.

    The years are the index, or a column called year.

    Raises ``TypeError`` for what is not a table, and ``ValueError`` for no rows, years that
    repeat or are not whole, and people that are negative, missing or text.

    >>> read_population(pd.DataFrame({"year": [2025, 2023], "90+": [1163, 1071]})).index.tolist()
    [2023, 2025]
    """
    need_columns(population, [], name)
    table = population.set_index("year") if "year" in population else population
    years = [
        check_whole(_year_of(each), f"A year of the {name}", least=1900) for each in table.index
    ]
    people = [
        [check_number(value, f"{name}, {year}, {band},") for band, value in row.items()]
        for year, (_, row) in zip(years, table.iterrows(), strict=True)
    ]
    if len(set(years)) < len(years):
        twice = next(year for year in years if years.count(year) > 1)
        raise ValueError(f"{twice} appears more than once. Choose one area and one sex first.")
    columns = pd.Index([str(band) for band in table.columns], name="band")
    return pd.DataFrame(people, pd.Index(years, name="year"), columns).sort_index()


def _year_of(label: Any) -> Any:
    """Give the year of a date, or of text such as "2023"; anything else as it is."""
    if isinstance(label, pd.Timestamp | pd.Period):
        return label.year
    return int(label) if isinstance(label, str) and label.isdecimal() else label


def age_bands(people: pd.DataFrame, bands: Sequence[str] = OLDER_BANDS) -> pd.DataFrame:
    """Add single years of age up to bands, such as "65-69" and "90+".

    ``people`` has one column for each age, called Age65 and Age90plus as Public Health
    Scotland does, or 65 and "90+". Other columns are kept, but totals such as AllAges are not.
    Or it has one row for each year and age, with the columns year, age and people, as
    :func:`playbook.data.load` gives them: choose one area and one sex first. The result then
    has years down, ready for :func:`project_demand`. An open age goes only into an open band.

    Raises ``ValueError`` for a band that cannot be read, an age of it that is not there, or
    more than one number of people for a year and age.

    >>> ages = pd.DataFrame({"Year": [2023], "Age85": [400], "Age86": [350], "Age90plus": [890]})
    >>> age_bands(ages, ["85-86", "90+"]).to_dict("records")
    [{'Year': 2023, '85-86': 750, '90+': 890}]
    """
    need_columns(people, [])
    if {"age", "people"} <= {*people.columns}:
        people = _ages_across(people)
    found = {name: _age_of(name) for name in people.columns}
    places = {age: name for name, age in found.items() if age is not None}
    kept = [name for name, age in found.items() if age is None and str(name) not in _TOTALS]
    sums = {band: people[_columns_of(band, places)].sum(axis=1, skipna=False) for band in bands}
    return people[kept].assign(**sums)


def _ages_across(people: pd.DataFrame) -> pd.DataFrame:
    """Turn rows of year, age and people into one row a year and one column an age."""
    need_columns(people, ["year", "age", "people"], "table of people")
    years = people["year"]
    if pd.api.types.is_datetime64_any_dtype(years):
        years = years.dt.year
    rows = people.assign(year=years)
    if rows.duplicated(["year", "age"]).any():
        twice = rows[rows.duplicated(["year", "age"])].iloc[0]
        raise ValueError(
            f"There is more than one number of people aged {twice['age']} in {twice['year']}. "
            f"Choose one area and one sex first."
        )
    wide = rows.pivot(index="year", columns="age", values="people")
    ages = [column for column in wide if _age_of(column) is not None]
    return wide[ages].rename_axis(columns=None)


_TOTALS = ("AllAges", "AllAgesQF")
_OPEN = 1000  # marks an open age, such as 90 and over


def _age_of(name: object) -> int | None:
    """Give the age of a column, or nothing; 90 and over is 1090."""
    match = re.fullmatch(r"(?:Age)?(\d{1,3})(plus|\+| and over)?", str(name))
    return None if match is None else int(match[1]) + (_OPEN if match[2] else 0)


def _columns_of(band: str, places: Mapping[int, Any]) -> list[Any]:
    match = re.fullmatch(r"(\d+)(?:-(\d+)|(\+))", band.replace("–", "-"))
    if match is None:
        raise ValueError(f'"{band}" is not an age band. Write bands like 65-69 or 90+.')
    first = int(match[1])
    if match[2]:
        wanted = list(range(first, int(match[2]) + 1))
    else:
        oldest = min((age for age in places if age >= _OPEN + first), default=_OPEN + first)
        wanted = [*range(first, oldest - _OPEN), oldest]
    absent = [age for age in wanted if age not in places]
    if absent or not wanted:
        ages = ", ".join(f"{age - _OPEN}+" if age >= _OPEN else str(age) for age in absent)
        raise ValueError(f"The band {band} needs a column for each of its ages. Missing: {ages}.")
    return [places[age] for age in wanted]


def rebase_population(
    projection: pd.DataFrame, estimate: pd.Series | pd.DataFrame, year: int
) -> pd.DataFrame:
    """Start a projection from the latest estimate, and keep its change in each age band.

    ``projection`` has people by year and band; ``estimate`` the people of each band in
    ``year``. The people of each later year are the estimate times the projected change since
    ``year``. Years before it are left out.

    Do this before any plan for beds: in 2023 the 2018-based projection had 12.5% more people
    aged 85 and over in Moray than the estimate made after the census.

    Raises ``ValueError`` for bands that differ, a year that the projection lacks, or a band
    that is projected to be empty in ``year`` although the estimate has people in it.

    Source: Public Health Scotland, locality profiles, on applying projected change by age.

    >>> projected = pd.DataFrame({"90+": [1071, 1652]}, index=[2023, 2035])
    >>> rebase_population(projected, pd.Series({"90+": 890}), 2023).round(1)["90+"].tolist()
    [890.0, 1372.8]
    """
    people = read_population(projection, "projection")
    now = _estimate_of(estimate, year)
    if set(now.index) != set(people.columns):
        raise ValueError(
            f"The estimate has the bands {', '.join(now.index)}, but the projection has "
            f"{', '.join(people.columns)}. Give both the same bands."
        )
    if year not in people.index:
        raise ValueError(
            f"The projection has no year {year}. It runs from {people.index[0]} to "
            f"{people.index[-1]}."
        )
    base, now = _row(people, year), now[people.columns]
    empty = [band for band in people.columns if base[band] == 0 and now[band] > 0]
    if empty:
        raise ValueError(f"The projection has nobody aged {empty[0]} in {year}. Use wider bands.")
    later = people.loc[people.index >= year]
    return later.div(base.where(base > 0, 1)).mul(now)


def _estimate_of(estimate: pd.Series | pd.DataFrame, year: int) -> pd.Series:
    if isinstance(estimate, pd.DataFrame):
        table = read_population(estimate, "estimate")
        if year not in table.index:
            raise ValueError(f"The estimate has no year {year}.")
        return _row(table, year)
    people = [check_number(value, f"estimate, {band},") for band, value in estimate.items()]
    return pd.Series(people, index=[str(band) for band in estimate.index])


def _row(people: pd.DataFrame, year: int) -> pd.Series:
    row: Any = people.loc[year]
    return pd.Series(row)


def project_localities(
    localities: pd.DataFrame, council: pd.DataFrame, year: int, *, by: str = "locality"
) -> pd.DataFrame:
    """Give each locality the change that is projected for its council area, age by age.

    ``localities`` has one row each: the column ``by``, then its people in ``year`` by band;
    ``council`` has the council's projected people by year and band. National Records of
    Scotland projects no localities. This assumes that people of the same age come, go and die
    alike everywhere in the area, so building or a closing base is not in it.

    The result has the columns ``by``, year, and one for each band. In every year the localities
    add up to the council's projection rebased to their own sum.

    Raises ``ValueError`` as :func:`rebase_population` does, and for a locality named twice.

    Source: Public Health Scotland, locality profiles, appendix on population projections.

    >>> council = pd.DataFrame({"75+": [100, 150]}, index=[2023, 2035])
    >>> here = pd.DataFrame({"locality": ["North", "South"], "75+": [20, 60]})
    >>> project_localities(here, council, 2023)["75+"].tolist()
    [20.0, 30.0, 60.0, 90.0]
    """
    need_columns(localities, [by])
    need_values(localities, [by])
    if localities[by].duplicated().any():
        twice = localities.loc[localities[by].duplicated(), by].iloc[0]
        raise ValueError(f"{say(twice)} appears more than once. Give one row to each {by}.")
    parts = {
        name: rebase_population(council, people, year)
        for name, people in localities.set_index(by).iterrows()
    }
    return pd.concat(parts, names=[by, "year"]).rename_axis(columns=None).reset_index()


def days_of_years(years: Sequence[int] | pd.Index) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Count the days of calendar years: 366 in leap years.

    >>> days_of_years([2023, 2024, 2100]).tolist()
    [365, 366, 365]
    """
    return np.array([366 if pd.Timestamp(int(y), 1, 1).is_leap_year else 365 for y in years])
