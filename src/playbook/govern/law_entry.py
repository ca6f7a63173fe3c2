"""One entry of a register of law and policy: read, judged, and what is open about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playbook.data.wording import listed, nearest
from playbook.framework import framework
from playbook.framework.register import unknown
from playbook.govern.findings import is_unwritten
from playbook.govern.law_rules import FORCES, MUST, Law, LawRules
from playbook.inputs import is_blank, read_day
from playbook.markup import say, say_day

MET = ("yes", "in part", "no", "not known")
_OF_THE_LIST = ("kind", "force", "binds", "asks", "stages", "consult", "would_change")
_OF_THE_TEAM = ("bears", "because", "met", "shown_by", "owner", "by", "checked_on", "asked_on")
FIELDS = ("name", *_OF_THE_LIST, *_OF_THE_TEAM, "before_decision")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry, with what the list gives where the team wrote nothing."""

    name: str
    known: Law | None
    facts: Mapping[str, Any] = field(repr=False)
    state: str
    team: Mapping[str, Any] = field(repr=False)
    days: Mapping[str, date | None] = field(repr=False)

    @property
    def bears(self) -> bool:
        """Whether it bears on this work."""
        return self.state != "does not bear"

    @property
    def is_open_duty(self) -> bool:
        """Whether it says must, bears on this work and is not shown to be met."""
        return self.facts["force"] == MUST and self.bears and self.state != "met"

    def row(self) -> dict[str, Any]:
        """Give its row of the register."""
        facts = {name: self.facts[name] for name in _OF_THE_LIST}
        return {
            "name": self.name,
            **facts,
            "state": self.state,
            "because": text_of(self.team.get("because")),
            "shown_by": text_of(self.team.get("shown_by")),
            "owner": text_of(self.team.get("owner")),
            "by": self.days["by"],
            "checked_on": self.days["checked_on"],
        }


def read_entry(given: Any, at: int, policy: LawRules) -> Entry:
    """Read one entry of a register; refuse what cannot be read, with its name."""
    if not isinstance(given, Mapping):
        raise TypeError(f"Entry {at} is not made of fields. Begin it with a name and a colon.")
    name = text_of(given.get("name"))
    if not name:
        raise ValueError(f"Entry {at} has no name. Write the name of the law or paper.")
    for each in given:
        if each not in FIELDS:
            raise ValueError(f"{name}: {unknown(str(each), FIELDS, 'the lines', most=16)}")
    known = next(
        (law for law in policy.laws.values() if law.name.casefold() == name.casefold()), None
    )
    team = {k: None if is_unwritten(v, policy.placeholders) else v for k, v in given.items()}
    days = {
        each: read_day(team.get(each), f"{name}: {each}")
        for each in ("by", "checked_on", "asked_on")
    }
    facts = _facts(name, team, known, policy)
    return Entry(
        name=known.name if known else name,
        known=known,
        facts=facts,
        state=_state(name, team),
        team=team,
        days=days,
    )


def _facts(
    name: str, team: Mapping[str, Any], known: Law | None, policy: LawRules
) -> dict[str, Any]:
    """Take what the team wrote, then what the list says, and refuse what neither knows."""
    facts = {
        each: team[each] if not is_blank(team.get(each)) else getattr(known, each, "")
        for each in (*_OF_THE_LIST, "before_decision")
    }
    absent = [each for each in ("kind", "force", "asks") if is_blank(facts[each])]
    if absent:
        guess = nearest(name, [law.name for law in policy.laws.values()])
        meant = f' Did you mean "{guess}"?' if guess else ""
        raise ValueError(
            f"{name} is not in the playbook's list, so it needs {listed(absent)} of its own.{meant}"
        )
    for each, valid in (("kind", policy.kinds), ("force", tuple(FORCES))):
        if facts[each] not in valid:
            raise ValueError(f"{name}: {unknown(facts[each], valid, f'the words for {each}')}")
    facts["stages"] = _stages(name, facts["stages"])
    facts["before_decision"] = facts["before_decision"] in (True, "yes")
    return facts


def _stages(name: str, given: Any) -> tuple[str, ...]:
    words = given.split(",") if isinstance(given, str) else given
    if not isinstance(words, Sequence):
        raise ValueError(f"{name}: write stages like this: plan, review.")
    found = tuple(text_of(word).lower() for word in words if not is_blank(word))
    for word in found:
        if word not in framework().stages:
            raise ValueError(f"{name}: {unknown(word, framework().stages, 'the stages')}")
    return found


def _state(name: str, team: Mapping[str, Any]) -> str:
    bears, met = _yes_or_no(team.get("bears", True)), _yes_or_no(team.get("met"))
    if bears not in ("yes", "no", ""):
        raise ValueError(f"{name}: bears is {bears!r}. Write yes or no.")
    if met and met not in MET:
        raise ValueError(f"{name}: {unknown(met, MET, 'the words for met')}")
    if bears == "no":
        return "does not bear"
    if met == "yes":
        return "met" if text_of(team.get("shown_by")) else "nothing shows it"
    return {"in part": "in part", "no": "not met"}.get(met, "not known")


def gaps_of(
    entry: Entry, policy: LawRules, today: date, decision: date | None
) -> Iterator[tuple[str, str, str]]:
    """Give what is open about one entry, and what to do."""
    older = {old.casefold(): law for law in policy.laws.values() for old in law.replaces}
    if entry.name.casefold() in older:
        newer = older[entry.name.casefold()].name
        yield entry.name, "It was replaced", f"Read “{newer}” in its place"
    if not entry.bears:
        if not text_of(entry.team.get("because")):
            yield entry.name, "Nobody says why it does not bear", "Write the reason, or take it up"
        return
    yield from _duty_gaps(entry, decision)
    yield from _check_gaps(entry, policy, today)
    to_ask = text_of(entry.facts["consult"])
    if to_ask and entry.facts["force"] == MUST and not entry.days["asked_on"]:
        yield entry.name, f"Not asked yet: {to_ask}", "Ask, and note the day"


def _duty_gaps(entry: Entry, decision: date | None) -> Iterator[tuple[str, str, str]]:
    if not entry.is_open_duty:
        return
    said = {"nothing shows it": "It is called met, and nothing shows it"}
    yield (
        entry.name,
        said.get(entry.state, f"The duty is open: {entry.state}"),
        "Name what shows it" if entry.state in said else "Say what is to be done",
    )
    if not text_of(entry.team.get("owner")):
        yield entry.name, "Nobody owns it", "Name a role"
    due = entry.days["by"]
    if entry.facts["before_decision"] and decision and (due is None or due >= decision):
        when = "has no day" if due is None else f"is due on {say_day(due)}"
        yield (
            entry.name,
            f"It {when}, and the decision is on {say_day(decision)}",
            "Do it before the decision, or move the decision",
        )


def _check_gaps(entry: Entry, policy: LawRules, today: date) -> Iterator[tuple[str, str, str]]:
    checked = entry.days["checked_on"]
    changed = read_day(entry.known.changed_on, "changed_on") if entry.known else None
    if checked is None:
        yield entry.name, "Nobody has checked it", "Read it as it is now, and note the day"
    elif checked > today:
        yield entry.name, f"It says checked on {say_day(checked)}, still to come", "Correct the day"
    elif changed and checked < changed:
        yield (
            entry.name,
            f"It changed on {say_day(changed)}, after the check of {say_day(checked)}",
            "Read it again",
        )
    elif (today - checked).days > policy.good_for_days:
        yield entry.name, f"The check of {say_day(checked)} is over a year old", "Read it again"


def _yes_or_no(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return text_of(value).lower()


def text_of(value: Any) -> str:
    """Give what was written on one line, or nothing."""
    return "" if is_blank(value) else " ".join(say(value).split())
