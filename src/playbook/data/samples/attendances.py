"""A&E attendances, one row each: a few thousand, or as many as a trial of speed needs."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.draws import Draws, Places
from playbook.data.samples.people import Crowd, by_age, crowd, days_by_month
from playbook.data.samples.settings import settings

COLUMNS = [
    "person_id", "arrival_date", "locality", "age", "minutes_in_department", "discharged_to",
    "sex", "deprivation_fifth", "arrival_hour", "referral",
]  # fmt: skip
NIGHT_HOURS = 6  # people who come often come so many hours later in the day


def ae_attendances(rows: int | None = None) -> pd.DataFrame:
    """Make the attendances of invented people: one person in ten, or as many as ``rows`` needs.

    >>> len(ae_attendances(500))
    500
    """
    made = settings("attendances")
    yearly = sum(made["attendances"].values())
    share = made["share"] if rows is None else rows / yearly
    people, count = crowd(share), rows or int(yearly * share + 0.5)
    draws = Draws(settings("places")["seed"], f"attendances {count}")
    days, busy = days_by_month(made["first_day"], made["last_day"], made["busy"])
    rates = _rates(made, people)
    person = people.of_events(draws, count, rates, made["often"])
    day = draws.places(count, busy * np.array(made["weekdays"])[days.day_of_week])
    table = people.describe(person, day)
    table["person_id"] = people.ids(person)
    table["arrival_date"] = days[day]
    again = _comes_often(person)
    table["discharged_to"] = _leaves(made, draws, table["age"], again)
    table["minutes_in_department"] = _minutes(made, draws, table["discharged_to"] == "Admitted")
    hour = draws.places(count, made["hours"])
    table["arrival_hour"] = np.where(again, (hour + NIGHT_HOURS) % 24, hour)
    referral = draws.places(count, list(made["referrals"].values()))
    table["referral"] = np.array(list(made["referrals"]), dtype=object)[referral]
    order = np.lexsort([person, table["arrival_hour"].to_numpy(), day])
    return table.iloc[order].reset_index(drop=True)[COLUMNS].drop_duplicates(
        ["person_id", "arrival_date", "arrival_hour", "minutes_in_department", "discharged_to"],
        ignore_index=True,
    )  # fmt: skip


def _rates(made: Mapping[str, Any], people: Crowd) -> Any:
    """Spread the attendances of each age over its people."""
    group = by_age(people.cells["lowest_age"], {first: first for first in made["attendances"]})
    fifth = np.array(made["fifths"])[people.cells["deprivation_fifth"].to_numpy() - 1]
    place = np.array([made["localities"][name] for name in people.cells["locality"]])
    rates = fifth * place
    for first, attendances in made["attendances"].items():
        here = group == first
        rates[here] *= attendances / np.cumsum((people.people * rates)[here])[-1]
    return rates


def _comes_often(person: Places) -> Any:
    """Mark the attendances of people with five or more."""
    return np.bincount(person)[person] >= 5


def _leaves(made: Mapping[str, Any], draws: Draws, age: pd.Series, again: Any) -> Any:
    admitted = draws.happens(by_age(age, made["admitted"]) * np.where(again, 0.5, 1))
    elsewhere = made["elsewhere"]
    rest = 1 - sum(elsewhere.values())
    others = draws.places(len(age), [rest, *elsewhere.values()])
    went = np.array(["Home", *elsewhere], dtype=object)[others]
    return np.where(admitted, "Admitted", went)


def _minutes(made: Mapping[str, Any], draws: Draws, admitted: pd.Series) -> pd.Series:
    chances, minutes = made["within_4_hours"], made["minutes"]
    soon = draws.happens(np.where(admitted, chances["admitted"], chances["others"]))
    drawn = {name: draws.within(len(soon), **minutes[name]) for name in ("soon", "late")}
    found = pd.Series(np.where(soon, drawn["soon"], drawn["late"])).astype("Int64")
    return found.mask(draws.happens(np.full(len(soon), made["not_recorded"])))
