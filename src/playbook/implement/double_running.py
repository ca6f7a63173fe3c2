"""Old and new side by side: for how many weeks, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.framework.register import unknown
from playbook.implement.timeline import Timeline
from playbook.inputs import check_number, need_a
from playbook.markup import say
from playbook.tables import need_columns, need_numbers, need_values

KIND = "double running"
DAYS_A_YEAR = 365


@dataclass(frozen=True, eq=False)
class DoubleRunning:
    """Weeks of double running and their cost. Made by :func:`double_running`.

    ``table`` has one row for each such line of the plan: name, starts, ends, weeks, cost_gbp.
    """

    table: pd.DataFrame
    week_gbp: float

    @property
    def weeks(self) -> float:
        """Weeks in all; two lines at the same time count twice, as both are paid."""
        return float(self.table["weeks"].sum())

    @property
    def cost_gbp(self) -> float:
        """What those weeks cost, in pounds."""
        return float(self.table["cost_gbp"].sum())

    def length(self) -> str:
        """Say how long old and new run side by side."""
        if self.table.empty:
            return "The plan has no double running: the old stops before the new is known to hold."
        weeks = "1 week" if self.weeks == 1 else f"{say(self.weeks)} weeks"
        return f"Old and new are both paid for {weeks}."

    def sentence(self) -> str:
        """Say how long that is, and what it costs."""
        if self.table.empty:
            return self.length()
        return (
            f"{self.length()} At £{say(self.week_gbp, 0)} a week that "
            f"costs £{say(self.cost_gbp, 0)}."
        )


def double_running(plan: Timeline, week_gbp: float) -> DoubleRunning:
    """Add up the weeks of double running of a plan, and price them.

    ``week_gbp`` is what one week costs while both are paid. A week is seven days; part weeks
    count in part. Raises ``ValueError`` for a cost below zero, and ``TypeError`` for anything
    but a plan.

    >>> from playbook.implement import timeline
    >>> both = timeline([{"name": "Side by side", "kind": "double running", "owner": "Finance",
    ...     "starts": "2026-04-06", "ends": "2026-06-28"}])
    >>> double_running(both, 10_000).sentence()
    'Old and new are both paid for 12 weeks. At £10,000 a week that costs £120,000.'
    """
    need_a(plan, Timeline, "a plan, such as timeline makes")
    week = check_number(week_gbp, "week_gbp")
    lines = plan.table[plan.table["kind"] == KIND]
    table = lines[["name", "starts", "ends"]].assign(weeks=lines["days"] / 7)
    return DoubleRunning(table.assign(cost_gbp=table["weeks"] * week).reset_index(drop=True), week)


def cost_of_a_week(
    services: pd.DataFrame, service: str, *, locality: str = "", percent: float = 100
) -> float:
    """Give what one week of a service, or of a part of it, costs in pounds.

    ``services`` has service, locality and cost_gbp for a year. Without ``locality`` all rows of
    the service count. ``percent`` is the part that would run double.

    Raises ``ValueError`` for a service or locality that is not there, and lists those that are;
    and for costs that are blank, text or below zero. ``TypeError`` for what is not a table.

    >>> beds = pd.DataFrame({"service": ["Beds"], "locality": ["North"], "cost_gbp": [730_000]})
    >>> cost_of_a_week(beds, "Beds", percent=50)
    7000.0
    """
    part = check_number(percent, "percent", above=0, most=100) / 100
    need_columns(services, ["service", "cost_gbp"], "table of services")
    need_values(services, ["service"])
    rows = services[services["service"] == service]
    if rows.empty:
        raise ValueError(unknown(service, services["service"].unique(), "the services", most=8))
    if locality:
        need_columns(services, ["locality"], "table of services")
        there = rows["locality"].dropna().astype(str).unique()
        rows = rows[rows["locality"] == locality]
        if rows.empty:
            raise ValueError(unknown(locality, there, f"the localities of {service}", most=8))
    need_numbers(rows, ["cost_gbp"])
    return float(rows["cost_gbp"].sum() * part * 7 / DAYS_A_YEAR)
