"""Who loses what when a service stops, where there is room instead, and what contracts allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import is_blank, read_day, read_records
from playbook.markup import say, say_day
from playbook.tables import need_columns, need_numbers, need_values, read_days

DAYS_A_YEAR = 365
FEW = 5  # fewer people than this may be recognised
_NAMES = ["contract_id", "provider", "service", "locality"]
READY, LATER, FULL, NOT_KNOWN = "ready", "not ready yet", "no room", "not in the records"


@dataclass(frozen=True, eq=False)
class Losses:
    """Who loses what. Made by :func:`who_loses`.

    ``table`` has one row a group: who, people, loses, instead, asked_on and open (what has not
    been done for them, or nothing). Groups of fewer than five are shown as such.
    """

    table: pd.DataFrame

    def sentence(self) -> str:
        """Say how many groups lose something, and who has nothing instead or was not asked."""
        left = self.table[self.table["open"] != ""]
        groups = "1 group loses" if len(self.table) == 1 else f"{len(self.table)} groups lose"
        if left.empty:
            return f"{groups} something. Each was asked, and has something instead."
        parts = (f"{row['who']} ({row['open']})" for row in left.to_dict("records"))
        return f"{groups} something. Open: {'. '.join(parts)}."


@dataclass(frozen=True, eq=False)
class RoomElsewhere:
    """Whether there is room in what people would have instead. Made by :func:`room_elsewhere`.

    ``table`` has one row an alternative: alternative, places, people_served, waiting, room
    (free places less those who wait already, never below 0), ready_on and state. ``using`` is
    how many use the service that stops, in the latest month.
    """

    table: pd.DataFrame
    using: int
    service: str
    month: pd.Timestamp

    @property
    def room(self) -> int:
        """How many people the alternatives that are ready have room for."""
        return int(self.table.loc[self.table["state"] == READY, "room"].sum())

    def sentence(self) -> str:
        """Lay the people who use the service beside the room that there is."""
        people = "1 person uses" if self.using == 1 else f"{self.using} people use"
        rooms = (
            "nobody" if not self.room else "1 person" if self.room == 1 else f"{self.room} people"
        )
        told = (
            f"{people} {self.service} in {say(self.month)}. By the records, what is ready instead "
            f"has room for {rooms}, after those who wait already."
        )
        short = self.using - self.room
        if short <= 0:
            return told
        return f"{told} That is {short} too few."


@dataclass(frozen=True, eq=False)
class ContractAtClosing:
    """The last day of each contract beside the day of closing. Made by :func:`contract_at_closing`.

    ``table`` has one row a contract: contract_id, provider, ends_on, gap_days (days from its
    end to the closing; below zero, it is paid for after the closing) and gap_gbp (those days at
    the price of the contract, without a sign).
    """

    table: pd.DataFrame
    close_on: date

    def sentence(self) -> str:
        """Say for each contract whether it ends too early or too late."""
        return " ".join(self._told(row) for row in self.table.to_dict("records"))

    def _told(self, row: Any) -> str:
        gap, end = int(row["gap_days"]), say_day(row["ends_on"])
        start = f"The contract with {row['provider']} ends on {end}"
        price = f"£{say(row['gap_gbp'], 0)}"
        days = "1 day" if abs(gap) == 1 else f"{abs(gap)} days"
        if gap > 0:
            return (
                f"{start}, {days} before the closing. Those days have no contract: about {price}."
            )
        if gap < 0:
            return f"{start}, {days} after the closing. We would pay about {price} for nothing."
        return f"{start}, the day of the closing."


def who_loses(rows: Any) -> Losses:
    """List who loses what when a service stops, and for whom something is still open.

    ``rows`` is a table or a list of mappings with who, people (how many, if known), loses,
    instead and asked_on (the day on which they were asked).

    Raises ``ValueError`` for a group without a name or twice, or a day that cannot be read;
    ``TypeError`` for anything that is not such a table.

    >>> who_loses([{"who": "Families", "people": 3, "loses": "A free day"}]).sentence()
    '1 group loses something. Open: Families (nothing instead, not asked).'
    """
    records = read_records(
        rows, "group", needed=["who", "loses"], optional=["people", "instead", "asked_on"]
    )
    found: list[dict[str, Any]] = []
    for at, record in enumerate(records, start=1):
        if record["who"] is None:
            raise ValueError(f"Group {at} has no name. Say who loses something.")
        who = str(record["who"])
        if who in (row["who"] for row in found):
            raise ValueError(f"{who} is in the list twice. Keep one line.")
        asked = read_day(record["asked_on"], f"{who}: asked_on")
        left = ["nothing instead"] if is_blank(record["instead"]) else []
        left += [] if asked else ["not asked"]
        found.append(
            {
                "who": who,
                "people": _how_many(record["people"]),
                "loses": str(record["loses"] or ""),
                "instead": str(record["instead"] or ""),
                "asked_on": say_day(asked) if asked else "",
                "open": ", ".join(left),
            }
        )
    return Losses(pd.DataFrame(found))


def room_elsewhere(
    alternatives: Any, months: pd.DataFrame, *, service: str, locality: str, today: date | str
) -> RoomElsewhere:
    """Check what people would have instead against the records of places.

    ``alternatives`` is a table or a list of mappings with service, locality and ready_on.
    ``months`` has month, locality, service, places, people_served and waiting; the latest month
    counts. ``service`` and ``locality`` name what stops. Room is free places less people who
    wait for them already. An alternative that the records do not hold has no known room.

    Raises ``ValueError`` when the records do not hold the service that stops there, hold it
    twice, or lack a column or a number; ``TypeError`` for what is not a table.

    >>> held = pd.DataFrame({"month": pd.to_datetime(["2025-03-01"] * 2), "locality": "North",
    ...     "service": ["Beds", "Visits"], "places": [9, 6], "people_served": [5, 5],
    ...     "waiting": [0, 2]})
    >>> room_elsewhere([{"service": "Visits", "locality": "North", "ready_on": "2025-04-01"}],
    ...     held, service="Beds", locality="North", today="2025-05-01").table["state"][0]
    'no room'
    """
    day = read_day(today, "today") or date.today()
    held = _months(months)
    month = held["month"].max()
    latest = held[held["month"] == month].set_index(["service", "locality"])
    if latest.index.has_duplicates:
        twice = " in ".join(latest.index[latest.index.duplicated()][0])
        raise ValueError(f"{twice} has two rows in {say(month)}. Keep one.")
    if (service, locality) not in latest.index:
        there = [f"{one}, {where}" for one, where in latest.index]
        raise ValueError(unknown(f"{service}, {locality}", there, "the services", most=12))
    records = read_records(
        alternatives,
        "alternative",
        needed=["service", "locality"],
        optional=["ready_on", "for_whom", "evidence"],
    )
    rows = [_alternative(record, latest, day) for record in records]
    using = int(latest.loc[(service, locality), "people_served"])
    return RoomElsewhere(pd.DataFrame(rows), using, f"{service} in {locality}", month)


def contract_at_closing(
    contracts: pd.DataFrame, *, service: str, locality: str, close_on: date | str
) -> ContractAtClosing:
    """Lay the last day of each contract for a service beside the day on which it is to close.

    ``contracts`` has contract_id, provider, service, locality, ends_on and value_gbp (of a
    year). Contracts for all localities ("All") count as well.

    Raises ``ValueError`` when there is no contract for it, the day cannot be read, or a column
    is missing, blank or no number; ``TypeError`` for what is not a table.

    >>> found = contract_at_closing(pd.DataFrame({"contract_id": ["K"], "provider": ["P"],
    ...     "service": ["Beds"], "locality": ["North"], "ends_on": ["2026-03-31"],
    ...     "value_gbp": [365_000]}), service="Beds", locality="North", close_on="2026-04-30")
    >>> found.table[["gap_days", "gap_gbp"]].iloc[0].tolist()
    [30, 30000]
    """
    day = read_day(close_on, "close_on")
    if day is None:
        raise ValueError("close_on is blank. Give the last day on which people use the service.")
    need_columns(contracts, [*_NAMES, "ends_on", "value_gbp"], "contracts")
    need_values(contracts, _NAMES)
    need_numbers(contracts, ["value_gbp"])
    ours = contracts["locality"].isin([locality, "All"]) & (contracts["service"] == service)
    rows = contracts[ours]
    if rows.empty:
        there = sorted({f"{one}, {where}" for one, where in
                        contracts[["service", "locality"]].itertuples(index=False)})  # fmt: skip
        raise ValueError(unknown(f"{service}, {locality}", there, "the contracts", most=12))
    ends = read_days(rows, "ends_on", "contract for it")
    gap = (pd.Timestamp(day) - ends).dt.days
    table = rows[["contract_id", "provider"]].assign(
        ends_on=ends.dt.date,
        gap_days=gap,
        gap_gbp=(gap.abs() * rows["value_gbp"] / DAYS_A_YEAR).round().astype(int),
    )
    return ContractAtClosing(table.reset_index(drop=True), day)


def _months(months: pd.DataFrame) -> pd.DataFrame:
    """Check the records of places, and give them back with their months as dates."""
    counts = ["places", "people_served", "waiting"]
    need_columns(months, ["month", "locality", "service", *counts], "months")
    need_values(months, ["locality", "service"])
    need_numbers(months, counts)
    return months.assign(month=read_days(months, "month"))


def _alternative(record: dict[str, Any], latest: pd.DataFrame, today: date) -> dict[str, Any]:
    place = (record["service"], record["locality"])
    name = f"{place[0]} in {place[1]}"
    ready = read_day(record["ready_on"], f"{name}: ready_on")
    told = {"alternative": name, "ready_on": say_day(ready) if ready else ""}
    if place not in latest.index:
        return {**told, "places": None, "people_served": None, "waiting": None, "room": 0,
                "state": NOT_KNOWN}  # fmt: skip
    row = latest.loc[place]
    room = max(int(row["places"] - row["people_served"] - row["waiting"]), 0)
    state = LATER if ready is None or ready > today else READY if room else FULL
    held = {field: int(row[field]) for field in ("places", "people_served", "waiting")}
    return {**told, **held, "room": room, "state": state}


def _how_many(people: Any) -> str:
    if is_blank(people):
        return "not known"
    if isinstance(people, int | float) and people < FEW:
        return "fewer than 5"
    return str(people)
