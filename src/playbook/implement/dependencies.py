"""What waits for what in a plan: how much room each line has, and what a late line moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pandas as pd

from playbook.framework.register import unknown
from playbook.implement.timeline import Timeline, timeline
from playbook.inputs import need_a, read_score

MOST_DAYS = 3_650  # a line ten years late is a slip of the pen
_Row = dict[str, Any]
_FIELDS = ["name", "kind", "starts", "ends", "owner", "after"]


@dataclass(frozen=True, eq=False)
class Dependencies:
    """How the lines of a plan hang together. Made by :func:`dependencies`.

    ``table`` has one row for each line that others wait for: name, owner, holds_up (how many
    lines cannot begin before it has ended, step by step) and room_days (how late it may end
    before one of them has to move; below zero, it is too late already). The least room first.
    """

    table: pd.DataFrame

    def sentence(self) -> str:
        """Name the line with the least room, and what hangs on it."""
        if self.table.empty:
            return "No line of the plan waits for another. Ask whether that is true."
        first = self.table.iloc[0]
        holds = "1 line" if first["holds_up"] == 1 else f"{first['holds_up']} lines"
        room = int(first["room_days"])
        if room < 0:
            late = "1 day" if room == -1 else f"{-room} days"
            return f"“{first['name']}” holds up {holds}, and the first begins {late} too early."
        days = "no room" if room == 0 else "1 day of room" if room == 1 else f"{room} days of room"
        return f"“{first['name']}” holds up {holds}, and has {days}: the least in the plan."


def dependencies(plan: Timeline) -> Dependencies:
    """Find how much room each line of a plan has before others have to move.

    Room is the days between the end of a line and the first start of those that wait for it.
    Lines that nobody waits for are left out. Raises ``TypeError`` for anything but a plan.

    >>> found = dependencies(timeline([
    ...     {"name": "Train", "starts": "2026-04-01", "ends": "2026-05-31", "owner": "Lead"},
    ...     {"name": "Visit", "starts": "2026-06-08", "owner": "Lead", "after": "Train"}]))
    >>> found.sentence()
    '“Train” holds up 1 line, and has 7 days of room: the least in the plan.'
    """
    rows = _rows(plan)
    waiting = {row["name"]: [each for each in rows if each["after"] == row["name"]] for row in rows}
    found = [
        {
            "name": row["name"],
            "owner": row["owner"],
            "holds_up": len(_downstream(row["name"], waiting)),
            "room_days": min(_room(row, each) for each in waiting[name]),
        }
        for row in rows
        if waiting[name := row["name"]]
    ]
    found.sort(key=lambda row: (row["room_days"], -row["holds_up"]))
    return Dependencies(pd.DataFrame(found, columns=["name", "owner", "holds_up", "room_days"]))


def with_knock_on(plan: Timeline, late_days: Mapping[str, int] | None = None) -> Timeline:
    """Move a plan to the first days on which it can be kept, with some lines running late.

    ``late_days`` maps the name of a line to the days by which it ends later than planned. What
    waits for it moves as far as it has to, and keeps its length. Double running is another
    matter: both are paid from the day that was planned, so it gets longer, not later.

    Raises ``ValueError`` for a line that is not in the plan, days that are not a whole number
    from 0 to 3,650, or lines that wait for each other in a ring; ``TypeError`` for anything but
    a plan.

    >>> plan = timeline([
    ...     {"name": "Train", "starts": "2026-04-01", "ends": "2026-05-31", "owner": "Lead"},
    ...     {"name": "Visit", "starts": "2026-06-01", "owner": "Lead", "after": "Train"}])
    >>> str(with_knock_on(plan, {"Train": 14}).table["starts"].iloc[-1])
    '2026-06-15'
    """
    rows = {row["name"]: row for row in _rows(plan)}
    late_days = late_days or {}
    need_a(late_days, Mapping, "late days by the name of a line")
    for name, days in late_days.items():
        if name not in rows:
            raise ValueError(unknown(name, rows, "the lines of the plan", most=20))
        late = read_score(days, f"The days by which {name} is late", 0, MOST_DAYS)
        rows[name]["ends"] += timedelta(days=late)
    for name in _in_order(rows):
        _move(rows[name], rows)
    return timeline(list(rows.values()))


def lines_moved(plan: Timeline, moved: Timeline) -> pd.DataFrame:
    """List the lines whose days differ between two versions of a plan.

    One row a line: name, planned_start, starts and ends, in the order of the second version.

    Raises ``ValueError`` for two plans with different lines, and ``TypeError`` for anything but
    plans.

    >>> plan = timeline([{"name": "Go", "starts": "2026-04-01", "owner": "Lead"}])
    >>> len(lines_moved(plan, plan))
    0
    """
    was = {row["name"]: row for row in _rows(plan)}
    now = {row["name"]: row for row in _rows(moved)}
    for name in was.keys() ^ now.keys():
        raise ValueError(f"{name} is in one of the plans and not in the other. Compare like plans.")
    rows = [
        {
            "name": row["name"],
            "planned_start": was[row["name"]]["starts"],
            "starts": row["starts"],
            "ends": row["ends"],
        }
        for row in now.values()
        if any(row[day] != was[row["name"]][day] for day in ("starts", "ends"))
    ]
    return pd.DataFrame(rows, columns=["name", "planned_start", "starts", "ends"])


def _rows(plan: Timeline) -> list[_Row]:
    need_a(plan, Timeline, "a plan, such as timeline makes")
    return [
        {str(field): value for field, value in row.items()}
        for row in plan.table[_FIELDS].to_dict("records")
    ]


def _room(first: _Row, then: _Row) -> int:
    """Count the days by which a line may end later before another has to move."""
    if then["kind"] == "double running":
        return int((then["ends"] - first["ends"]).days)
    return int((then["starts"] - first["ends"]).days) - 1


def _move(row: _Row, rows: Mapping[str, _Row]) -> None:
    if not row["after"]:
        return
    by = max(-_room(rows[row["after"]], row), 0)
    row["ends"] += timedelta(days=by)
    if row["kind"] != "double running":  # new staff are paid from the planned day
        row["starts"] += timedelta(days=by)


def _in_order(rows: Mapping[str, _Row]) -> list[str]:
    """Put each line after the one that it waits for."""
    order: list[str] = []
    while len(order) < len(rows):
        ready = [
            name
            for name, row in rows.items()
            if name not in order and (not row["after"] or row["after"] in order)
        ]
        if not ready:
            left = " and ".join(name for name in rows if name not in order)
            raise ValueError(f"{left} wait for each other. Free one of them.")
        order += ready
    return order


def _downstream(name: str, waiting: Mapping[str, list[_Row]]) -> set[str]:
    found: set[str] = set()
    ahead = [name]
    while ahead:
        for each in waiting[ahead.pop()]:
            if each["name"] not in found:
                found.add(each["name"])
                ahead.append(each["name"])
    return found
