"""Hospital stays, a row for each stay or part of one: a few thousand rows, or millions."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.draws import Draws, Places
from playbook.data.samples.people import Crowd, by_age, crowd, days_by_month
from playbook.data.samples.settings import settings

COLUMNS = [
    "person_id", "stay_id", "admission_date", "discharge_date", "admission_type", "locality",
    "age", "specialty", "main_condition", "other_condition_1", "sex", "deprivation_fifth",
    "ready_date", "discharged_to",
]  # fmt: skip
ENOUGH = 1.03  # made before rows that overlap are taken out


def hospital_stays(rows: int | None = None) -> pd.DataFrame:
    """Make the stays of invented people: one person in ten, or as many as ``rows`` needs.

    Without ``rows`` this is the file of the sample. With ``rows`` there are exactly so many, by
    the same rules, from more people: 2,000,000 rows need over fifty times Moray's people.

    >>> len(hospital_stays(500))
    500
    """
    made = settings("stays")
    share = made["share"] if rows is None else made["share"] * ENOUGH * rows / _usual_rows()
    table = _stays(made, crowd(share), share)
    if rows is not None:
        table = table.iloc[:rows]
    order = np.lexsort([table["stay_id"].to_numpy(), table["admission_date"].to_numpy()])
    return table.iloc[order].reset_index(drop=True)[COLUMNS]


def _usual_rows() -> int:
    """Count the rows of the sample."""
    made = settings("stays")
    return len(_stays(made, crowd(made["share"]), made["share"]))


def _stays(made: Mapping[str, Any], people: Crowd, share: float) -> pd.DataFrame:
    parts = [
        _of_type(made, people, kind, code)
        for kind, code in (("emergency", "Emergency"), ("elective", "Elective"))
    ]
    stays = _without_overlaps(pd.concat(parts, ignore_index=True))
    draws = Draws(settings("places")["seed"], f"stays, after {share:.6f}")
    stays = _homeward(made, draws, stays)
    return _with_moves(made, draws, stays, people)


def _of_type(made: Mapping[str, Any], people: Crowd, kind: str, code: str) -> pd.DataFrame:
    """Draw the stays of one type: whom, when, why and how long."""
    draws = Draws(settings("places")["seed"], f"stays, {kind} {people.count}")
    days, busy = days_by_month(made["first_day"], made["last_day"], made["busy"])
    rates = _rates(made, people.cells, kind)
    count = int(np.cumsum(people.people * rates)[-1] * len(days) / 365.25 + 0.5)
    person = people.of_events(draws, count, rates, made["often"])
    day = draws.places(count, busy)
    stays = people.describe(person, day).assign(person=person, day=day, admission_type=code)
    stays["length"] = _lengths(draws, stays, made["steps"], made[f"{kind}_days"])
    if kind == "emergency":
        stays = _some_come_back(made, draws, stays)
    return _conditions(draws, stays, made[f"{kind}_conditions"], made["preventable_in"])


def _some_come_back(made: Mapping[str, Any], draws: Draws, stays: pd.DataFrame) -> pd.DataFrame:
    """Turn a share of the stays into ones that begin soon after another has ended."""
    cut = len(stays) - int(len(stays) * made["back"]["share"])
    first = stays.iloc[draws.whole(len(stays) - cut, 0, cut - 1)].reset_index(drop=True)
    soon = draws.whole(len(first), *made["back"]["days"])
    again = first.assign(day=first["day"] + first["length"] + soon)
    again["length"] = _lengths(draws, again, made["steps"], made["emergency_days"])
    return pd.concat([stays.iloc[:cut], again], ignore_index=True)


def _rates(made: Mapping[str, Any], cells: pd.DataFrame, kind: str) -> Any:
    fifth = np.array(made["fifths"])[cells["deprivation_fifth"].to_numpy() - 1]
    place = np.array([made["localities"][name] for name in cells["locality"]])
    return by_age(cells["lowest_age"], made[kind]) * fifth * place


def _lengths(draws: Draws, stays: pd.DataFrame, steps: Any, weights: Mapping[int, Any]) -> Places:
    lengths = np.zeros(len(stays), dtype=np.int64)
    group = by_age(stays["age"], {first: first for first in weights})
    for first, of_group in weights.items():
        at = np.flatnonzero(group == first)
        lengths[at] = draws.within(len(at), steps, of_group)
    return lengths


def _conditions(
    draws: Draws, stays: pd.DataFrame, conditions: Any, more_in: Mapping[str, float]
) -> pd.DataFrame:
    chosen = np.zeros(len(stays), dtype=np.int64)
    group = by_age(stays["age"], {0: 0, 16: 1, 65: 2})
    for at_age in range(3):
        for name in stays["locality"].unique():
            more = more_in.get(name, 1.0)
            weights = [each["weights"][at_age] * (more if each.get("preventable") else 1)
                       for each in conditions]  # fmt: skip
            at = np.flatnonzero((group == at_age) & (stays["locality"] == name).to_numpy())
            chosen[at] = draws.places(len(at), weights)
    names = {"main_condition": "code", "other_condition_1": "other", "specialty": "specialty"}
    for column, key in names.items():
        stays[column] = np.array([each[key] for each in conditions], dtype=object)[chosen]
    return stays


def _without_overlaps(stays: pd.DataFrame) -> pd.DataFrame:
    """Keep no stay that begins before the one before it has ended for a day."""
    order = np.lexsort([stays["day"].to_numpy(), stays["person"].to_numpy()])
    stays = stays.iloc[order].reset_index(drop=True)
    ends = (stays["day"] + stays["length"]).groupby(stays["person"]).cummax()
    before = ends.groupby(stays["person"]).shift(fill_value=-2)
    return stays[stays["day"] > before + 1].reset_index(drop=True)


def _homeward(made: Mapping[str, Any], draws: Draws, stays: pd.DataFrame) -> pd.DataFrame:
    """Say where each stay leads, and take out what would follow a death."""
    age, emergency = stays["age"], (stays["admission_type"] == "Emergency").to_numpy()
    died = draws.happens(by_age(age, made["dies"]) * emergency)
    moved = draws.happens(by_age(age, made["to_care_home"]) * emergency)
    stays["discharged_to"] = np.where(died, "Died", np.where(moved, "Care home", "Home"))
    long = (stays["length"] >= made["waits"]["from_days"]) & (age >= made["waits"]["from_age"])
    waited = draws.happens(np.where(long & emergency & ~died, made["waits"]["share"], 0))
    ready = stays["length"] * 3 // 10 + draws.whole(len(stays), 0, 3)
    stays["ready"] = np.where(waited, ready, -1)
    stays["uncoded"] = draws.happens(np.full(len(stays), made["uncoded"]))
    dead = pd.Series(died).groupby(stays["person"]).cumsum() - died
    return stays[dead == 0].reset_index(drop=True)


def _with_moves(
    made: Mapping[str, Any], draws: Draws, stays: pd.DataFrame, people: Crowd
) -> pd.DataFrame:
    """Split the stays of people who move to another ward, and turn days into dates."""
    rule = made["moves"]
    may = (stays["length"] >= rule["of_stays_from_days"]) & (stays["age"] >= 65)
    moves = draws.happens(np.where(may, rule["share"] / 0.45, 0))
    stays["stay_id"] = "S" + pd.Series(np.arange(1, len(stays) + 1)).astype(str).str.zfill(5)
    stays["person_id"] = people.ids(stays["person"].to_numpy())
    after = 1 + (draws.even(len(stays)) * np.maximum(stays["length"] // 2, 1)).astype(np.int64)
    stays["until"] = stays["day"] + np.where(moves, after, stays["length"])
    second = stays[moves].assign(
        day=stays["until"], until=stays["day"] + stays["length"],
        admission_type="Transfer", specialty=rule["to"],
    )  # fmt: skip
    stays.loc[moves, ["discharged_to"]] = "Other"
    stays.loc[moves, ["ready"]] = -1
    whole = pd.concat([stays, second]).sort_index(kind="stable")
    return _dated(made, whole.reset_index(drop=True))


def _dated(made: Mapping[str, Any], rows: pd.DataFrame) -> pd.DataFrame:
    """Write days as dates; what lies after the last day of the file is not known yet."""
    first = pd.Timestamp(made["first_day"])
    last = (pd.Timestamp(made["last_day"]) - first).days
    rows = rows[rows["day"] <= last].reset_index(drop=True)
    still = rows["until"] > last
    begun = rows["day"].where(rows["admission_type"] != "Transfer", 0)
    ready = rows["day"] + np.minimum(rows["ready"], rows["until"] - rows["day"])
    unknown = (rows["ready"] < 0) | (ready > last) | (begun < 0)
    rows["admission_date"] = first + pd.to_timedelta(rows["day"], unit="D")
    rows["discharge_date"] = (first + pd.to_timedelta(rows["until"], unit="D")).mask(still)
    rows["ready_date"] = (first + pd.to_timedelta(ready, unit="D")).mask(unknown)
    rows["discharged_to"] = rows["discharged_to"].mask(still, "")
    for column in ("main_condition", "other_condition_1"):
        rows[column] = rows[column].mask(rows["uncoded"], "")
    return rows
