"""Events beside the people they could have happened to, by place and age band."""

import re

import pandas as pd

from playbook.inputs import check_number, need_a
from playbook.tables import need_columns, need_values

_BAND = re.compile(r"(\d+)(?:-(\d+)|\+)")


def events_and_people(
    events: pd.DataFrame, people: pd.DataFrame, by: str, *, years: float = 1.0
) -> pd.DataFrame:
    """Count events by place and age band, and set the people of each beside them.

    ``events`` has one row an event, with the column ``by`` and ``age`` in whole years.
    ``people`` has ``by``, ``age_band`` ("75-79", "90+") and ``population``; it may have more
    rows for each, such as one a sex. The answer has one row for each place and band of
    ``people``: ``by``, age_band, events (0 where there were none), population. The population
    is multiplied by ``years``: give 3 for events of three years, 0.3 when they are one in ten.

    It goes straight into :func:`compare_rates`, whole (``band="age_band"``) or without bands.

    Raises ``ValueError`` for missing columns or blanks, a band that cannot be read, an age in
    no band, or a place that ``people`` does not have.

    >>> stays = pd.DataFrame({"locality": ["North", "North"], "age": [78, 91]})
    >>> lived = pd.DataFrame({"locality": ["North", "North"], "age_band": ["75-89", "90+"],
    ...     "population": [800, 100]})
    >>> events_and_people(stays, lived, "locality", years=3).to_numpy().tolist()
    [['North', '75-89', 1, 2400], ['North', '90+', 1, 300]]
    """
    check_number(years, "years", above=0)
    need_a(by, str, "the name of a column")
    for table, columns, name in (
        (events, [by, "age"], "events"),
        (people, [by, "age_band", "population"], "people"),
    ):
        need_columns(table, columns, name)
        need_values(table, columns)
    absent = sorted(set(events[by].astype(str)) - set(people[by].astype(str)))
    if absent:
        raise ValueError(f"There is no population for {', '.join(absent)}.")
    keys = [by, "age_band"]
    lived = people.groupby(keys, sort=False, observed=True)["population"].sum() * years
    bands = list(dict.fromkeys(people["age_band"].astype(str)))
    named = events[[by]].astype(str).assign(age_band=_bands_of(events["age"], bands))
    counts = named.groupby(keys, sort=False).size().rename("events")
    joined = lived.to_frame().join(counts).fillna({"events": 0}).reset_index()
    return joined.astype({"events": int})[[*keys, "events", "population"]]


def _bands_of(ages: pd.Series, bands: list[str]) -> list[str]:
    """Give the band of each age."""
    edges = {band: _edges(band) for band in bands}
    found = {}
    for age in ages.unique():
        inside = [band for band, (first, last) in edges.items() if first <= age <= last]
        if len(inside) != 1:
            raise ValueError(f"Age {age} is in {len(inside)} of the age bands. It must be in one.")
        found[age] = inside[0]
    return [found[age] for age in ages]


def _edges(band: str) -> tuple[int, float]:
    read = _BAND.fullmatch(band.strip())
    if read is None:
        raise ValueError(f'The age band "{band}" cannot be read. Write "75-79" or "90+".')
    return int(read[1]), int(read[2]) if read[2] else float("inf")
