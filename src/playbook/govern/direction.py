"""Does a Direction say what the Act requires? Must, may and good practice, told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from playbook.framework import framework
from playbook.framework.policy import read_policy
from playbook.framework.register import Register, unknown
from playbook.govern.charter import charter_rules
from playbook.govern.findings import Check, is_unwritten, listed
from playbook.inputs import is_blank
from playbook.markup import say, say_day

_OURS = Path(__file__).with_name("direction.yml")


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One thing that a Direction must, may or should say."""

    id: str
    level: Literal["must", "may", "good"]
    each: bool = False
    when: Literal["", "set_aside", "not_set_aside"] = ""
    fields: tuple[str, ...]
    text: str

    def applies(self, function: Mapping[str, Any]) -> bool:
        """Tell whether it applies to a function, which has a set-aside budget or has not."""
        return not self.when or (self.when == "set_aside") == (function.get("set_aside") is True)


@dataclass(frozen=True, kw_only=True)
class DirectionRules:
    """What a Direction must, may and should say."""

    kinds_of_recipient: tuple[str, ...]
    requirements: Register[Requirement]
    function_fields: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class DirectionCheck(Check):
    """Whether a Direction is complete. Made by :func:`check_direction`.

    ``.ready`` is true when nothing that the Act requires is missing; ``.reasons`` says what is.
    ``.remarks`` lists good practice that it lacks. ``.table`` has one row a requirement.
    """

    def sentence(self) -> str:
        """Say whether the Direction is complete, and what is missing."""
        good = len(self.remarks)
        points = "1 point" if good == 1 else f"{good} points"
        more = f" {points} of good practice could be added." if good else ""
        if self.ready:
            return f"{self.title} says what the Act requires.{more} This is not legal advice."
        return f"{self.title} is not complete. {listed(self.reasons)}{more}"


def direction_rules(path: Path | None = None) -> DirectionRules:
    """Read what a Direction must, may and should say, from our file or another.

    >>> [each.id for each in direction_rules().requirements.values() if each.level == "may"]
    ['manner', 'supplementary', 'vary-or-revoke']
    """
    return read_policy(path or _OURS, DirectionRules)


def check_direction(direction: Mapping[str, Any], *, rules: Path | None = None) -> DirectionCheck:
    """Check a draft Direction against what the Act requires, allows, and good practice asks.

    ``direction`` holds text, direct_to (one or more of the partnership's organisations, by
    name, short name or id) and functions: a list with name, set_aside (true or false), then
    amount_set_aside_gbp, or payment_gbp or payment_method, and use_of_money. Good practice
    adds reference, approved_on, effective_from, supersedes, outcomes, budget, monitoring and
    review_on. ``rules`` is another ``direction.yml``.

    Each function is checked by itself: an amount for one does not serve another. An unknown
    field, or a recipient that is not one of the partnership's organisations, is a reason, and
    the valid names are listed.

    It reads whether things are said, not whether they are lawful. It is not legal advice.

    Raises ``TypeError`` when the direction is not fields, or its functions not a list of them.

    Source: Public Bodies (Joint Working) (Scotland) Act 2014, sections 26 and 27; statutory
    guidance on directions.

    >>> check_direction({"text": "Provide care at home.", "direct_to": "council"}).reasons
    ('It names the functions that it is about. This is missing.',)
    """
    if not isinstance(direction, Mapping):
        raise TypeError(f"Give the direction as fields, not {type(direction).__name__}.")
    policy = direction_rules(rules)
    functions = functions_in(direction.get("functions"))
    reasons = _unknown_fields(direction, functions, policy)
    reasons += [text for at, each in enumerate(functions, 1) for text in _amounts(each, at)]
    reasons += _recipients(direction.get("direct_to"), policy.kinds_of_recipient)
    rows, remarks = [], []
    for need in policy.requirements.values():
        for row in _rows(need, direction, functions):
            rows.append(row)
            if row["state"] != "missing":
                continue
            told = f"{row['requirement']} This is missing."
            reasons += [told] if need.level == "must" else []
            remarks += [told] if need.level == "good" else []
    title = str(direction.get("title") or direction.get("reference") or "The direction")
    return DirectionCheck(title, tuple(reasons), tuple(remarks), pd.DataFrame(rows))


def functions_in(given: Any) -> list[Mapping[str, Any]]:
    """Give the functions of a Direction as a list; nothing written gives none."""
    if is_blank(given):
        return []
    is_list = isinstance(given, Iterable) and not isinstance(given, str | Mapping)
    if not is_list or any(not isinstance(each, Mapping) for each in given):
        raise TypeError(
            "Give functions as a list, each with its fields, such as name and set_aside."
        )
    return list(given)


def _rows(
    need: Requirement, direction: Mapping[str, Any], functions: list[Mapping[str, Any]]
) -> list[dict[str, str]]:
    """Give one row, or one for each function that the requirement applies to."""
    if not need.each:
        return [_row(need, direction, "")]
    return [
        _row(need, function, _called(function, at))
        for at, function in enumerate(functions, start=1)
        if need.applies(function)
    ]


def _row(need: Requirement, where: Mapping[str, Any], whose: str) -> dict[str, str]:
    empty = charter_rules().placeholders
    written = [name for name in need.fields if not is_unwritten(where.get(name), empty)]
    state = "in place" if written else "missing"
    if state == "missing" and need.level == "may":
        state = "not used"
    return {
        "requirement": f"{whose}: {need.text}" if whose else need.text,
        "level": need.level,
        "state": state,
        "found": _amount(written[0], where[written[0]]) if written else "",
    }


def _amount(name: str, found: Any) -> str:
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    pounds = "£" if name.endswith("_gbp") and is_number else ""
    return f"{pounds}{said(found)}"


def said(found: Any) -> str:
    """Write what a field holds as a person would, lists and dates too."""
    if isinstance(found, date):
        return say_day(found)
    if isinstance(found, Mapping):
        return "; ".join(f"{name}: {said(value)}" for name, value in found.items())
    if isinstance(found, list | tuple):
        return ", ".join(
            str(each.get("name", "")) if isinstance(each, Mapping) else str(each) for each in found
        )
    return say(found)


def _called(function: Mapping[str, Any], at: int) -> str:
    return str(function.get("name") or f"Function {at}")


def _unknown_fields(
    direction: Mapping[str, Any], functions: list[Mapping[str, Any]], policy: DirectionRules
) -> list[str]:
    whole = [*_fields(policy, each=False), *policy.other]
    inside = [*policy.function_fields, *_fields(policy, each=True)]
    told = [unknown(name, whole, "the fields", most=20) for name in direction if name not in whole]
    for at, function in enumerate(functions, start=1):
        told += [
            f"{_called(function, at)}: {unknown(name, inside, 'its fields')}"
            for name in function
            if name not in inside
        ]
        if is_blank(function.get("name")):
            told.append(f"Function {at} has no name.")
        if not isinstance(function.get("set_aside"), bool):
            told.append(
                f"{_called(function, at)}: say whether its budget is set aside "
                f"(set_aside: true or false)."
            )
    return told


def _amounts(function: Mapping[str, Any], at: int) -> list[str]:
    """Complain about amounts of money that are not a number from 0 up."""
    told, empty = [], charter_rules().placeholders
    for name, value in function.items():
        if not str(name).endswith("_gbp") or is_unwritten(value, empty):
            continue
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not 0 <= value < float("inf"):
            whose = _called(function, at)
            told.append(f"{whose}: {name} is {value!r}. Give pounds as a number from 0 up.")
    return told


def _fields(policy: DirectionRules, *, each: bool) -> list[str]:
    return [
        name for need in policy.requirements.values() if need.each == each for name in need.fields
    ]


def _recipients(given: Any, kinds: tuple[str, ...]) -> list[str]:
    """Complain about anyone who cannot be given a Direction."""
    if is_blank(given):
        return []
    bodies = [body for body in framework().bodies.values() if body.kind in kinds]
    known = {
        name.casefold().removeprefix("the "): body
        for body in bodies
        for name in (body.id, body.name, body.short_name)
        if name
    }
    names = list(given) if isinstance(given, list | tuple | set) else [given]
    valid = [body.name for body in bodies]
    return [
        unknown(name, valid, "the bodies that can be given a direction")
        for name in names
        if str(name).strip().casefold().removeprefix("the ") not in known
    ]
