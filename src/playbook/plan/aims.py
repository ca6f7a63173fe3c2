"""An aim that can be missed: what, from where to where, by when, for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import check_number, is_blank, need_a, read_day
from playbook.markup import say

FIELDS = ("what", "from", "to", "unit", "counted", "by", "for_whom")


@dataclass(frozen=True)
class Aim:
    """An aim of improvement. Made by :func:`check_aim`.

    ``start`` and ``end`` are numbers in ``unit``; ``problems`` is what makes it weaker.
    """

    what: str
    start: float
    end: float
    unit: str
    counted: str
    by: date
    for_whom: str
    problems: tuple[str, ...]

    @property
    def fewer(self) -> bool:
        """Whether the aim is to have less of it."""
        return self.end < self.start

    @property
    def percent(self) -> float:
        """How much it is to change, in percent of the start; 0 where the start is 0."""
        return 100 * abs(self.end - self.start) / self.start if self.start else 0.0

    def sentence(self) -> str:
        """Say the aim in one breath."""
        share = f" That is {self.percent:.0f}% {'fewer' if self.fewer else 'more'}."
        return (
            f"{self.what}: from {say(self.start)} to {say(self.end)} {self.unit} by "
            f"{_said(self.by)}.{share if self.start else ''}"
        )

    def in_short(self) -> str:
        """Give the aim as a box of a driver diagram holds it."""
        change = f"from {say(self.start)} to {say(self.end)}"
        return f"{self.what}: {change} {self.unit} by {_said(self.by)}"

    def table(self) -> pd.DataFrame:
        """Give the aim for a paper, one row a part."""
        rows = {
            "What": self.what,
            "From": f"{say(self.start)} {self.unit}",
            "To": f"{say(self.end)} {self.unit}",
            "By": _said(self.by),
            "For whom": self.for_whom or "nobody is named",
            "Counted": self.counted or "nobody is named",
        }
        return pd.DataFrame(rows.items(), columns=["Part", "The aim"])


def check_aim(aim: Mapping[str, Any], *, today: date | str | None = None) -> Aim:
    """Read an aim, and tell what keeps it from being one that can be missed.

    ``aim`` has what, from, to, unit and by (a day); then counted (who counted the start, and
    when) and for_whom. Told as problems: nobody named for whom, no word of who counted the
    start, a start and an end that are the same, and a day that has passed.

    Raises ``ValueError`` for an unknown or missing part, or a number or day that cannot be read;
    ``TypeError`` for what is not made of parts.

    Source: Langley and others, The Improvement Guide.

    >>> aim = check_aim({"what": "Calls", "from": 65, "to": 32, "unit": "in two weeks",
    ...     "by": "2027-03-31"}, today="2026-01-31")
    >>> aim.sentence()
    'Calls: from 65 to 32 in two weeks by 31 March 2027. That is 51% fewer.'
    >>> len(aim.problems)
    2
    """
    need_a(aim, Mapping, "the aim as fields with a name and a colon")
    for name in aim:
        if name not in FIELDS:
            raise ValueError(unknown(str(name), FIELDS, "the parts of an aim"))
    for name in ("what", "from", "to", "unit", "by"):
        if is_blank(aim.get(name)):
            raise ValueError(f"The aim does not say {name!r} yet. Fill it in.")
    now = read_day(today, "today") or date.today()
    day = read_day(aim["by"], "by") or now  # a blank was refused above
    start, end = (check_number(aim[name], name) for name in ("from", "to"))
    whom, counted = (
        "" if is_blank(aim.get(name)) else str(aim[name]) for name in ("for_whom", "counted")
    )
    told = []
    if not whom:
        told.append("The aim names nobody. Say for whom it is.")
    if not counted:
        told.append("Nobody has said who counted the start. Without it no change can be seen.")
    if start == end:
        told.append("The start and the end are the same.")
    if day < now:
        told.append(f"{_said(day)} has passed. Say what was reached, or agree a new day.")
    return Aim(str(aim["what"]), start, end, str(aim["unit"]), counted, day, whom, tuple(told))


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
