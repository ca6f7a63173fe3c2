"""People delayed in hospital, one row each: who, since when, why, and where they came from."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.draws import Draws, Places
from playbook.data.samples.people import by_age, crowd, days_by_month
from playbook.data.samples.settings import settings

COLUMNS = [
    "person_id", "ready_date", "discharge_date", "locality", "age", "sex", "reason_group",
    "reason", "admitted_from", "admitted_because",
]  # fmt: skip


def delayed_people() -> pd.DataFrame:
    """Make the delays of two financial years, and of people still waiting at their end.

    >>> delayed_people()["reason_group"].nunique()
    4
    """
    made = settings("delays")
    draws = Draws(settings("places")["seed"], "delays")
    days, busy = days_by_month(made["first_day"], made["last_day"], made["winter"])
    people = crowd(1.0)
    place = np.array([made["localities"][name] for name in people.cells["locality"]])
    rates = by_age(people.cells["lowest_age"], made["ages"]) * place
    count = int(made["a_year"] * len(days) / 365 + 0.5)
    person = people.of_events(draws, count, rates, {"people": 0.001, "events": 0})
    year = np.array([made["years"][each] for each in days.year])
    day = draws.places(count, busy * year)
    table = people.describe(person, day)
    table["person_id"] = people.ids(person)
    table["ready_date"] = days[day]
    for column in ("admitted_from", "admitted_because"):
        drawn = draws.places(count, list(made[column].values()))
        table[column] = np.array(list(made[column]), dtype=object)[drawn]
    length = _reasons(made, draws, table)
    ends = table["ready_date"] + pd.to_timedelta(length, unit="D")
    table["discharge_date"] = ends.mask(ends > days[-1])
    known = ends >= pd.Timestamp(made["from_day"])
    order = np.lexsort([table["person_id"].to_numpy(dtype=str), day])
    table = table.iloc[order][known.to_numpy()[order]]
    return table.drop_duplicates("person_id", ignore_index=True)[COLUMNS]


def _reasons(made: Mapping[str, Any], draws: Draws, table: pd.DataFrame) -> Places:
    """Give each person a reason, and the days it takes."""
    reasons = made["reasons"]
    drawn = draws.places(len(table), [each["weight"] for each in reasons])
    table["reason"] = np.array([each["reason"] for each in reasons], dtype=object)[drawn]
    table["reason_group"] = np.array([each["group"] for each in reasons], dtype=object)[drawn]
    length = np.zeros(len(table), dtype=np.int64)
    for at, reason in enumerate(reasons):
        here = np.flatnonzero(drawn == at)
        length[here] = draws.within(len(here), reason["steps"], reason["weights"])
    rule = made["doubled"]
    later = (
        (table["locality"] == rule["locality"])
        & (table["reason"] == rule["reason"])
        & (table["ready_date"] >= rule["from"])
    )
    return np.where(later, 2 * length, length)
