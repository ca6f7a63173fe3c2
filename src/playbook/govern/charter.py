"""Is a project clear enough to start? The six things, who accepted them, and when they are due."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from playbook.framework.policy import read_policy
from playbook.framework.register import Register, unknown
from playbook.govern.findings import Check, is_unwritten, listed
from playbook.inputs import read_day
from playbook.markup import say, say_day

_OURS = Path(__file__).with_name("charter.yml")
CLEAR = "clear"
_DATES = {
    "accepted_on": "Accepted",
    "starts_on": "Work starts",
    "last_reviewed": "Last reviewed",
    "next_review": "Next review",
}


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One field of a charter."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One of the six things that a project must be clear about."""

    id: str
    name: str
    element: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, kw_only=True)
class CharterRules:
    """What a charter must hold."""

    placeholders: tuple[str, ...]
    foggy: tuple[str, ...] = ()
    things: Register[Thing]
    acceptance: tuple[Ask, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CharterCheck(Check):
    """Whether a project may start. Made by :func:`check_charter`.

    ``.ready``, ``.reasons`` and ``.remarks`` are the verdict; ``.table`` has one row a field.
    ``.things`` has one row for each of the six: thing, and state (clear, half written or
    missing). ``.dates`` has one row a date: what, day, and when, as seen from today.
    """

    things: pd.DataFrame
    dates: pd.DataFrame

    @property
    def clear(self) -> int:
        """How many of the six things have something written for every part."""
        return int((self.things["state"] == CLEAR).sum())

    def clear_sentence(self) -> str:
        """Say how many of the six things are clear, and which are not."""
        rows = self.things[self.things["state"] != CLEAR].to_dict("records")
        told = f"{self.clear} of the {len(self.things)} things have all their parts written."
        if not rows:
            return told
        left = "; ".join(f"{row['thing']} ({row['state']})" for row in rows)
        return f"{told} Still open: {left}."

    def open_table(self) -> pd.DataFrame:
        """Give what must be put right first, with an empty cell for who and by when."""
        count = len(self.reasons)
        return pd.DataFrame(
            {"To put right": self.reasons, "Who": [""] * count, "By when": [""] * count}
        )

    def dates_table(self) -> pd.DataFrame:
        """Give the dates for a page: what, the day, and how far from today."""
        days = [say_day(day) for day in self.dates["day"]]
        return pd.DataFrame(
            {"What": self.dates["what"], "Day": days, "From today": self.dates["when"]}
        )

    def sentence(self) -> str:
        """Say whether the project is ready to start, and if not, why."""
        if self.ready:
            return f"{self.title} is ready: the six things are clear and were accepted."
        return f"{self.title} is not ready. {listed(self.reasons)}"


def charter_rules(path: Path | None = None) -> CharterRules:
    """Read what a charter must hold, from our file or a partnership's own.

    >>> len(charter_rules().things)
    6
    """
    return read_policy(path or _OURS, CharterRules)


def check_charter(
    charter: Mapping[str, Any], *, today: date | str | None = None, rules: Path | None = None
) -> CharterCheck:
    """Check that a project is clear about the six things, and that they were accepted.

    ``charter`` maps each of the six ids (focus_and_purpose, governance_and_leadership,
    staff_and_resources, stakeholders, activities_and_products, timescales_and_contingencies)
    to its fields, or to one text that answers them all. ``accepted_by``, ``accepted_on`` and
    ``next_review`` stand beside them. "TBC" and its like count as nothing written.

    Not ready, each with its reason: a thing that is missing or half written; not accepted, by
    nobody, or in the future; work that began before it was accepted; no next review, or one
    that has passed; an unknown field, with the nearest valid one. ``today`` is the day to judge
    by, so that a page stays the same; by default it is today. ``rules`` is another
    ``charter.yml``. Words that only sound clear, such as "relevant", are remarked on.

    It cannot tell whether what is written is wise. The governing body decides that.

    Raises ``TypeError`` when the charter, or one of the six things, is neither fields nor text.

    Source: the Moray framework, section 5 (elements M54 to M60).

    >>> check_charter({"title": "Home First"}, today="2026-01-31").reasons[0]
    'Focus and purpose is missing: what is in the project, and what is not; what should be better\
 for people when it is done.'
    """
    if not isinstance(charter, Mapping):
        raise TypeError(f"Give the charter as fields, not {type(charter).__name__}.")
    policy = charter_rules(rules)
    day = read_day(today, "today") or date.today()
    reasons = _unknown_fields(charter, policy)
    rows: list[dict[str, str]] = []
    states: list[dict[str, str]] = []
    remarks: list[str] = []
    for thing in policy.things.values():
        found, reason = _thing(thing, charter.get(thing.id), policy.placeholders)
        rows += found
        reasons += reason
        remarks += _fog(thing.name, found, policy.foggy)
        states.append({"thing": thing.name, "state": _state(found)})
    accepted, about, others = _acceptance(charter, policy, day)
    title = str(charter.get("title") or charter.get("id") or "The project")
    return CharterCheck(
        title=title,
        reasons=(*reasons, *about),
        remarks=(*remarks, *others),
        table=pd.DataFrame(rows + accepted),
        things=pd.DataFrame(states),
        dates=_seen_from(day, charter),
    )


def _unknown_fields(charter: Mapping[str, Any], policy: CharterRules) -> list[str]:
    valid = [*policy.things, *(each.id for each in policy.acceptance), *policy.other]
    return [unknown(name, valid, "the fields", most=9) for name in charter if name not in valid]


def _thing(
    thing: Thing, given: Any, empty: tuple[str, ...]
) -> tuple[list[dict[str, str]], list[str]]:
    """Check one of the six things: its rows of the table, and its reasons."""
    if isinstance(given, str) and not is_unwritten(given, empty):
        row = _row(thing.name, "in place", given)
        return [row], []
    if given is not None and not isinstance(given, Mapping | str):
        raise TypeError(f"Give {thing.id} as fields or as text, not {type(given).__name__}.")
    fields = given if isinstance(given, Mapping) else {}
    asked = [ask.id for ask in thing.asks]
    reasons = [
        f"{thing.name}: {unknown(name, asked, 'its fields')}"
        for name in fields
        if name not in asked
    ]
    missing = [ask for ask in thing.asks if is_unwritten(fields.get(ask.id), empty)]
    rows = [
        _row(
            f"{thing.name}: {ask.text[0].lower()}{ask.text[1:]}",
            "missing" if ask in missing else "in place",
            "" if ask in missing else _words(fields[ask.id]),
        )
        for ask in thing.asks
    ]
    if missing:
        state = "is missing" if len(missing) == len(thing.asks) else "is half written"
        asks = "; ".join(f"{ask.text[0].lower()}{ask.text[1:]}" for ask in missing)
        reasons.append(f"{thing.name} {state}: {asks}.")
    return rows, reasons


def _state(rows: list[dict[str, str]]) -> str:
    written = sum(row["state"] == "in place" for row in rows)
    return CLEAR if written == len(rows) else "half written" if written else "missing"


def _fog(name: str, rows: list[dict[str, str]], foggy: tuple[str, ...]) -> list[str]:
    """Point at words that only sound clear. Only a person can say whether they are."""
    text = " ".join(row["found"] for row in rows)
    found = [word for word in foggy if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]
    words = ", ".join(f"“{word}”" for word in found)
    return [f"{name} says {words}. Would a stranger know what is meant?"] if found else []


def _seen_from(today: date, charter: Mapping[str, Any]) -> pd.DataFrame:
    """Give the dates of a charter that can be read, the earliest first."""
    rows: list[tuple[str, date, str]] = []
    for name, what in _DATES.items():
        try:
            day = read_day(charter.get(name), name)
        except ValueError:
            continue  # it is a reason already
        if day:
            rows.append((what, day, _away((day - today).days)))
    rows.sort(key=lambda row: row[1])
    return pd.DataFrame(rows, columns=["what", "day", "when"])


def _away(days: int) -> str:
    count = "1 day" if abs(days) == 1 else f"{abs(days):,} days"
    return "today" if not days else f"in {count}" if days > 0 else f"{count} ago"


def _acceptance(
    charter: Mapping[str, Any], policy: CharterRules, today: date
) -> tuple[list[dict[str, str]], list[str], list[str]]:
    """Check who accepted the charter and when, and when it is looked at again."""
    reasons: list[str] = []
    days = {name: _day(charter, name, reasons, policy.placeholders) for name in _DATES}
    missing = [
        each
        for each in policy.acceptance
        if is_unwritten(charter.get(each.id), policy.placeholders)
    ]
    reasons += [f"{each.text} is missing." for each in missing]
    reasons += _dates(days, today)
    names = {each.id for each in missing}
    rows = [
        _row(each.text, "missing" if each.id in names else "in place",
             "" if each.id in names else _words(charter[each.id]))
        for each in policy.acceptance
    ]  # fmt: skip
    remarks = (
        [] if charter.get("version") else ["Give the charter a version, so that copies agree."]
    )
    return rows, reasons, remarks


def _dates(days: Mapping[str, date | None], today: date) -> list[str]:
    accepted, review, start = (days[name] for name in ("accepted_on", "next_review", "starts_on"))
    told = []
    if accepted and accepted > today:
        told.append(f"It is to be accepted on {say_day(accepted)}, which is still to come.")
    if accepted and start and start < accepted:
        told.append(
            f"Work starts on {say_day(start)}, before it was accepted on {say_day(accepted)}."
        )
    if not accepted and start and start <= today:
        told.append(f"Work started on {say_day(start)}, but nobody has accepted the charter.")
    if review and review < today:
        told.append(
            f"The review of {say_day(review)} is overdue. Review it, and set the next date."
        )
    elif review and accepted and review <= accepted:
        told.append(f"The next review, {say_day(review)}, is not after it was accepted.")
    return told


def _day(
    charter: Mapping[str, Any], name: str, reasons: list[str], empty: tuple[str, ...]
) -> date | None:
    """Read a date; one that cannot be read is a reason of its own."""
    try:
        return None if is_unwritten(charter.get(name), empty) else read_day(charter.get(name), name)
    except ValueError as problem:
        reasons.append(str(problem))
        return None


def _row(requirement: str, state: str, found: str) -> dict[str, str]:
    return {"requirement": requirement, "level": "must", "state": state, "found": found}


def _words(value: Any) -> str:
    return say_day(value) if isinstance(value, date) else say(value)
