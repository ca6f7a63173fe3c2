"""An implementation plan on a time line, with the same plan in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import Record, read_day, read_records
from playbook.markup import say_day

if TYPE_CHECKING:
    from playbook.charts import Figure

KINDS = ("work", "milestone", "double running", "decision")


@dataclass(frozen=True, eq=False)
class Timeline:
    """A plan in order of time. Made by :func:`timeline`.

    ``table`` has one row a line of the plan: name, kind, starts, ends, days, owner, after (what
    it waits for) and problems. ``text`` is the same plan as sentences.
    """

    table: pd.DataFrame

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that cannot be as planned."""
        return tuple(text for found in self.table["problems"] for text in found)

    @property
    def text(self) -> tuple[str, ...]:
        """The plan as sentences, in order of time: the equivalent of its picture."""
        return tuple(_told(row) for row in self.table.to_dict("records"))

    def sentence(self) -> str:
        """Say how long the plan runs, and what cannot be as planned."""
        first, last = self.table["starts"].min(), self.table["ends"].max()
        lines = "1 line" if len(self.table) == 1 else f"{len(self.table)} lines"
        told = f"The plan has {lines}, from {say_day(first)} to {say_day(last)}."
        left = len(self.problems)
        if not left:
            return told
        return f"{told} {left} {'thing' if left == 1 else 'things'} cannot be as planned."

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw a bar for each piece of work and a mark for each single day."""
        from playbook.implement.timeline_draw import draw_timeline  # matplotlib is slow to load

        return draw_timeline(self, name=name, source=source, message=message, sample=sample)


def timeline(plan: Any) -> Timeline:
    """Put the lines of an implementation plan in order, and find what cannot be as planned.

    ``plan`` is a table or a list of mappings with name and starts; then ends (without it, one
    day), kind ("work", "milestone", "double running" or "decision"), owner (a role) and after:
    the name of a line that has to end first. Told as problems: a line that starts before what
    it waits for has ended, and a line without an owner. Double running waits with its end: the
    old may stop only when the line that it names has ended.

    Raises ``ValueError`` for a line that ends before it starts, a name twice, an unknown kind,
    field or line to wait for, or dates that cannot be read; ``TypeError`` for anything that is
    not such a table.

    >>> timeline([{"name": "Train staff", "starts": "2026-04-01", "ends": "2026-05-31",
    ...     "owner": "Lead"}]).text
    ('Train staff: work, from 1 April 2026 to 31 May 2026; owner, Lead.',)
    """
    records = read_records(
        plan, "line", needed=["name", "starts"], optional=["ends", "kind", "owner", "after", "note"]
    )
    rows = [_row(record, at) for at, record in enumerate(records, start=1)]
    by_name = {row["name"]: row for row in rows}
    if len(by_name) < len(rows):
        names = [row["name"] for row in rows]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice} is in the plan twice. Give each line a name of its own.")
    for row in rows:
        row["problems"] = _problems(row, by_name)
    rows.sort(key=lambda row: (row["starts"], row["ends"], row["name"]))
    return Timeline(pd.DataFrame(rows))


def _row(record: Record, at: int) -> dict[str, Any]:
    name, kind = record["name"], record["kind"] or "work"
    if name is None:
        raise ValueError(f"Line {at} has no name.")
    if kind not in KINDS:
        raise ValueError(f"{name}: {unknown(kind, KINDS, 'the kinds')}")
    starts = read_day(record["starts"], f"{name}: starts")
    if starts is None:
        raise ValueError(f"{name} has no start. Give its first day.")
    ends = read_day(record["ends"], f"{name}: ends") or starts
    if ends < starts:
        raise ValueError(f"{name} ends on {say_day(ends)}, before it starts on {say_day(starts)}.")
    return {
        "name": name,
        "kind": kind,
        "starts": starts,
        "ends": ends,
        "days": (ends - starts).days + 1,
        "owner": record["owner"] or "",
        "after": record["after"] or "",
    }


def _problems(row: dict[str, Any], by_name: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    told = [] if row["owner"] else [f"{row['name']} has no owner."]
    if row["after"]:
        if row["after"] not in by_name:
            lines = unknown(row["after"], by_name, "the lines of the plan")
            raise ValueError(f"{row['name']} waits for a line that is not there: {lines}")
        first = by_name[row["after"]]
        if row["kind"] == "double running":
            if row["ends"] < first["ends"]:
                told.append(
                    f"{row['name']} stops on {say_day(row['ends'])}, but {first['name']} has to "
                    f"end first, on {say_day(first['ends'])}."
                )
        elif row["starts"] <= first["ends"]:
            told.append(
                f"{row['name']} starts on {say_day(row['starts'])}, but {first['name']} has to end "
                f"first, on {say_day(first['ends'])}."
            )
    return tuple(told)


def _told(row: Any) -> str:
    one_day = row["starts"] == row["ends"]
    when = f"from {say_day(row['starts'])} to {say_day(row['ends'])}"
    when = f"on {say_day(row['starts'])}" if one_day else when
    waits = "at least until the end of" if row["kind"] == "double running" else "after"
    after = f"; {waits} {row['after']}" if row["after"] else ""
    return f"{row['name']}: {row['kind']}, {when}{after}; owner, {row['owner'] or 'none yet'}."
