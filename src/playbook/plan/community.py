"""The community services that a change asks for: people, visits, hours, staff, places."""

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import pandas as pd

from playbook.inputs import check_share
from playbook.markup import say
from playbook.plan.candidates import read_candidates

if TYPE_CHECKING:
    from playbook.charts import Figure

NEEDED = (
    "starts_per_week",
    "weeks_each",
    "visits_per_week_each",
    "minutes_per_visit",
    "travel_minutes_per_visit",
    "hours_per_wte",
    "time_available",
    "places_filled",
)


@dataclass(frozen=True, eq=False)
class CommunityServices:
    """What each service would need. Made by :func:`community_services_required`.

    ``table`` has one row a service: service, people_at_once, places, visits_per_week,
    contact_hours_per_week, travel_hours_per_week, paid_hours_per_week, wte (whole-time
    equivalents).
    """

    table: pd.DataFrame

    @property
    def wte(self) -> float:
        """Whole-time equivalents in all services together."""
        return float(self.table["wte"].sum())

    def sentence(self) -> str:
        """Say the people, the hours and the staff of all services together."""
        sums = self.table[["people_at_once", "visits_per_week", "paid_hours_per_week"]].sum()
        return (
            f"On an average day {say(sums['people_at_once'], 0)} people are served, with "
            f"{say(sums['visits_per_week'], 0)} visits and {say(sums['paid_hours_per_week'], 0)} "
            f"paid hours a week: {say(self.wte, 1)} whole-time equivalents."
        )

    def plot(
        self, *, name: str, source: str, sample: bool = False, message: str | None = None
    ) -> "Figure":
        """Draw the whole-time equivalents of each service."""
        from playbook.charts import bars  # matplotlib is slow to load

        return bars(
            self.table.set_index("service")["wte"].round(1),
            unit="whole-time equivalents",
            name=name,
            message=message or self.sentence(),
            source=source,
            sample=sample,
            colour="plan",
        )


def community_services_required(services: pd.DataFrame) -> CommunityServices:
    """Work out the places, visits, hours and staff that each community service would need.

    ``services`` has one row a service and these columns: ``service``; ``starts_per_week``
    (people who start); ``weeks_each`` (weeks that each is served, on average);
    ``visits_per_week_each``; ``minutes_per_visit`` and ``travel_minutes_per_visit`` (for all
    staff on the visit together); ``hours_per_wte`` (contracted hours a week of one whole-time
    worker); ``time_available`` (share of paid hours left after leave, sickness, training and
    records); ``places_filled`` (the share of places that can be filled on average).

    People at once = starts × weeks (Little's law). Places = people ÷ ``places_filled``,
    rounded up. Paid hours = (contact + travel hours) ÷ ``time_available``. There are no built-in
    rates: use your own. Averages hide weekends, holidays and rural rounds.

    Raises ``ValueError`` for a missing column, text, negative numbers, a contract of no
    hours, or shares outside 0 to 1, naming the service.

    Source: Little 1961; the rest is arithmetic.

    >>> plan = community_services_required(pd.DataFrame([{"service": "Home care",
    ...     "starts_per_week": 3, "weeks_each": 20, "visits_per_week_each": 14,
    ...     "minutes_per_visit": 30, "travel_minutes_per_visit": 15, "hours_per_wte": 37,
    ...     "time_available": 0.75, "places_filled": 0.9}]))
    >>> plan.sentence()[:63]
    'On an average day 60 people are served, with 840 visits and 840'
    """
    checked = read_candidates(services, dict.fromkeys(NEEDED, 0.0), "services", name="service")
    if checked.empty:
        raise ValueError("There are no services. Give one row for each.")
    for row in checked.to_dict("records"):
        for column in ("time_available", "places_filled"):
            check_share(row[column], f"{column} of {row['service']}")
        if row["hours_per_wte"] == 0:
            raise ValueError(f"hours_per_wte of {row['service']} is 0. Give contracted hours.")
    people = checked["starts_per_week"] * checked["weeks_each"]
    visits = people * checked["visits_per_week_each"]
    contact = visits * checked["minutes_per_visit"] / 60
    travel = visits * checked["travel_minutes_per_visit"] / 60
    paid = (contact + travel) / checked["time_available"]
    places = [ceil(round(one, 9)) for one in people / checked["places_filled"]]
    columns = {
        "service": checked["service"],
        "people_at_once": people,
        "places": places,
        "visits_per_week": visits,
        "contact_hours_per_week": contact,
        "travel_hours_per_week": travel,
        "paid_hours_per_week": paid,
        "wte": paid / checked["hours_per_wte"],
    }
    return CommunityServices(pd.DataFrame(columns))
