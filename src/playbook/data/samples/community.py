"""Community services: what they can do, who waits, and each request for care at home."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.draws import Draws
from playbook.data.samples.people import by_age, crowd, days_by_month
from playbook.data.samples.settings import settings

SERVICE_COLUMNS = [
    "service", "starts_per_week", "weeks_each", "visits_per_week_each", "minutes_per_visit",
    "travel_minutes_per_visit", "hours_per_wte", "time_available", "places_filled", "places",
    "waiting", "usual_wait_weeks", "wte_in_post",
]  # fmt: skip
REQUEST_COLUMNS = [
    "person_id", "requested_on", "locality", "age", "asked_from", "hours_per_week", "started_on",
    "outcome",
]  # fmt: skip


def community_services() -> pd.DataFrame:
    """Give what each community service has and needs, one row a service.

    >>> community_services()["service"].iloc[0]
    'Care at home'
    """
    return pd.DataFrame(settings("community")["services"], columns=SERVICE_COLUMNS)


def community_waiting() -> pd.DataFrame:
    """Make the places, people served, starts and people waiting of each month and locality.

    >>> len(community_waiting()["month"].unique())
    24
    """
    made = settings("community")
    draws = Draws(settings("places")["seed"], "community waiting")
    months = pd.date_range(made["first_month"], made["last_month"], freq="MS")
    rows = [
        row
        for name, service in made["waiting"].items()
        for locality in service["places"]
        for row in _months_of(made, draws, name, locality, months)
    ]
    columns = ["month", "locality", "service", "places", "people_served", "starts", "waiting",
               "longest_wait_weeks"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    order = table["month"].to_numpy(dtype=str).argsort(kind="stable")
    return table.iloc[order].reset_index(drop=True)


def _months_of(
    made: Mapping[str, Any], draws: Draws, name: str, locality: str, months: pd.DatetimeIndex
) -> Iterator[tuple[Any, ...]]:
    service, back, empty = made["waiting"][name], made["handed_back"], made["empty"]
    share = service["places"][locality] / sum(service["places"].values())
    late, half = ((name, locality) == (rule["service"], rule["locality"]) for rule in (back, empty))
    noise = draws.bell(4 * len(months)).reshape(-1, 4)
    for month, (served, starts, waiting, wait) in zip(months, noise, strict=True):
        since = (month.year - int(back["from"][:4])) * 12 + month.month - int(back["from"][5:])
        lost = max(0, since + 1) if late else 0
        places = service["places"][locality] - (back["places"] if lost else 0)
        full = empty["full"] if half else service["full"]
        list_now = 0.0 if half else service["places"][locality] * service["waiting_a_place"]
        list_now = list_now * (1 + 0.12 * waiting) + lost * back["waiting_more_each_month"]
        weeks = 2 * service["wait_weeks"] + wait + lost * back["weeks_more_each_month"]
        yield (
            f"{month:%Y%m}", locality, name, places,
            min(places, _whole(places * (full + 0.02 * served))),
            _whole(service["starts_a_month"] * share * (1 + 0.12 * starts) * (0.6 if lost else 1)),
            _whole(list_now) if places else 0, _whole(weeks) if list_now >= 1 and places else 0,
        )  # fmt: skip


def care_at_home_requests() -> pd.DataFrame:
    """Make a year's requests for care at home, with the day on which each one started.

    >>> care_at_home_requests().shape[0]
    640
    """
    made = settings("community")["requests"]
    draws = Draws(settings("places")["seed"], "care at home requests")
    days, _ = days_by_month(made["first_day"], made["last_day"], {})
    people = crowd(1.0)
    rates = by_age(people.cells["lowest_age"], made["ages"])
    person = people.of_events(draws, made["count"], rates, {"people": 0.001, "events": 0})
    day = np.sort(draws.whole(len(person), 0, len(days) - 1))
    table = people.describe(person, day).assign(person_id=people.ids(person))
    table["requested_on"] = days[day]
    hospital = draws.happens(np.full(len(table), made["from"]["Hospital"]))
    table["asked_from"] = np.where(hospital, "Hospital", "Home")
    table["hours_per_week"] = draws.within(len(table), **made["hours"])
    wait = _wait(made, draws, table)
    ends = table["requested_on"] + pd.to_timedelta(wait, unit="D")
    stopped = made["did_not_start"]
    chances = [1 - sum(stopped.values()), *stopped.values()]
    outcome = np.array(["Started", *stopped], dtype=object)[draws.places(len(table), chances)]
    open_still = (ends > days[-1]).to_numpy()
    table["outcome"] = np.where(open_still, "Waiting", outcome)
    table["started_on"] = ends.mask(open_still | (outcome != "Started"))
    return table[REQUEST_COLUMNS]


def _wait(made: Mapping[str, Any], draws: Draws, table: pd.DataFrame) -> Any:
    drawn = {name: draws.within(len(table), **rule) for name, rule in made["wait_days"].items()}
    wait = np.where(table["asked_from"] == "Hospital", drawn["Hospital"], drawn["Home"])
    slow = made["slower"]
    here = (table["locality"] == slow["locality"]) & (table["requested_on"] >= slow["from"])
    return np.where(here, wait * slow["times"], wait)


def _whole(number: float) -> int:
    return max(0, int(number + 0.5))
