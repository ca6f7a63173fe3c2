"""Measures of each locality by month, before and after Home First."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from playbook.data.samples.draws import Draws
from playbook.data.samples.places import locality_population, lowest_ages
from playbook.data.samples.settings import settings

COLUMNS = ["month", "locality", "indicator", "value", "events", "people"]


def locality_measures() -> pd.DataFrame:
    """Make three measures for four localities over three years, as counts and as rates.

    >>> locality_measures().groupby("indicator").size().unique().tolist()
    [144]
    """
    made = settings("community")["measures"]
    draws = Draws(settings("places")["seed"], made["chance"])
    months = pd.date_range(made["first_month"], made["last_month"], freq="MS")
    rows = []
    for kind in made["kinds"]:
        people = made["discharges"] if kind["of"] == "discharges" else _older_people()
        for locality, level in kind["level"].items():
            noise = draws.bell(len(months))
            for at, month in enumerate(months):
                factor = _change(made, kind, locality, month)
                rate = level * factor * (1 + kind["spread"] * noise[at])
                events = int(rate * people[locality] / kind["per"] + 0.5)
                value = int(10 * events * kind["per"] / people[locality] + 0.5) / 10
                rows.append((f"{month:%Y%m}", locality, kind["indicator"], value,
                             events, people[locality]))  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def _older_people() -> dict[str, int]:
    people = locality_population()
    older = people[lowest_ages(people["age_band"]) >= 75]
    return {str(name): int(count) for name, count in
            older.groupby("locality")["population"].sum().items()}  # fmt: skip


def _change(
    made: Mapping[str, Any], kind: Mapping[str, Any], locality: str, month: pd.Timestamp
) -> float:
    """Give what the planted stories make of a level, in one month of one locality."""
    factor = 1.0
    if locality == made["home_first"]["locality"] and month >= _day(made["home_first"]):
        factor *= kind.get("step", 1.0)
    since = 1 + _months_between(_day(made["ramp"]), month)
    if locality == made["ramp"]["locality"] and since > 0:
        factor *= 1 + kind.get("ramp_each_month", 0.0) * since
    return factor


def _day(rule: Mapping[str, Any]) -> pd.Timestamp:
    return pd.Timestamp(rule["from"])


def _months_between(first: pd.Timestamp, last: pd.Timestamp) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
