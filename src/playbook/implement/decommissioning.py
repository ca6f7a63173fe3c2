"""Is everything in place to stop a service safely? Step by step, in the right order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from playbook.framework import FrameworkError
from playbook.framework.policy import read_policy
from playbook.framework.register import Register, unknown
from playbook.inputs import is_blank, read_day, read_score

_OURS = Path(__file__).with_name("decommissioning.yml")
_FIELDS = ("done_on", "planned_for", "evidence", "note")


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point that cannot be passed until its steps are done."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to have in place. ``months``: a check that is due so long after closing."""

    id: str
    before: str
    months: int = 0
    text: str


@dataclass(frozen=True, kw_only=True)
class Trait:
    """One score of the profile of a service."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DecommissioningRules:
    """The steps in order, the points that they come before, and the profile."""

    points: Register[Point]
    steps: Register[Step]
    profile: Register[Trait]
    high: int


@dataclass(frozen=True, eq=False)
class Decommissioning:
    """How ready a service is to stop. Made by :func:`check_decommissioning`.

    ``table`` has one row a step, in order: step, before (which point), state ("done",
    "planned" or "missing"), done_on, planned_for and evidence. ``reasons`` says what stands in
    the way; ``next_point`` is the first point that is not clear yet, or empty.
    """

    title: str
    table: pd.DataFrame
    reasons: tuple[str, ...]
    next_point: str
    point_names: Mapping[str, str]

    def ready_for(self, point: str) -> bool:
        """Tell whether every step before a point, and before those ahead of it, is done.

        The checks after closing are ready when each is planned. No point is ready while steps
        are out of order or the profile speaks against stopping. An unknown point raises
        ``ValueError``.
        """
        if point not in self.point_names:
            raise ValueError(unknown(point, self.point_names, "the points"))
        points = list(self.point_names)
        if not self.next_point:
            return True
        return points.index(point) < points.index(self.next_point)

    @property
    def ready(self) -> bool:
        """Whether the service may close: all steps done, later checks planned, no reasons."""
        return not self.reasons

    def sentence(self) -> str:
        """Say how far the work is, and what stands in the way."""
        done = int((self.table["state"] == "done").sum())
        start = f"{self.title}: {done} of {len(self.table)} steps are done."
        if self.ready:
            return f"{start} It may close, and the later checks are planned."
        what = self.point_names[self.next_point] if self.next_point else "closing"
        things = "1 thing stands" if len(self.reasons) == 1 else f"{len(self.reasons)} things stand"
        return f"{start} Not ready for {what}. {things} in the way; first: {self.reasons[0]}"


def check_decommissioning(
    service: Mapping[str, Any], *, today: date | str | None = None, rules: Path | None = None
) -> Decommissioning:
    """Check that a service can stop without harm: each step, its evidence and its order.

    ``service`` has a title, a profile (each trait of ``decommissioning.yml`` from 1 to 5) and
    steps: a mapping from the id of a step to done_on, planned_for and evidence. A step is done
    with a date that is not after ``today``, and evidence. The checks for harm after 3, 6 and 12
    months must be planned before closing.

    Told as reasons, the first in the way first: steps that are missing; a step done before one
    that has to come first, such as a decision taken before the assessment of equality; a
    service that the law requires, or that people depend on, while alternatives are not ready.

    It is a list of questions, not permission. Read Planning with People and take advice.

    Raises ``ValueError`` for an unknown step, field or trait, scores off the scale, or dates
    that cannot be read; ``TypeError`` when the service is not fields.

    Source: after Bunt and Leadbeater 2012, The Art of Exit; the sequence is our own.

    >>> found = check_decommissioning({"title": "Day centre"}, today="2026-01-31")
    >>> found.next_point, found.reasons[0]
    ('decision', 'Missing before the decision: evidence that the service no longer serves its\
 outcomes.')
    """
    if not isinstance(service, Mapping):
        raise TypeError(f"Give the service as fields, not {type(service).__name__}.")
    policy = _read_rules(rules)
    _refuse_unknown(service, ("title", "profile", "steps", "note"), "the fields")
    steps = service.get("steps") or {}
    if not isinstance(steps, Mapping):
        raise TypeError("Give the steps as a mapping from the id of each step to its fields.")
    _refuse_unknown(steps, policy.steps, "the steps")
    day = read_day(today, "today") or date.today()
    rows = [_row(step, steps.get(step.id) or {}, day) for step in policy.steps.values()]
    waiting = [row for row in rows if not _is_clear(row, policy)]
    doubts = _out_of_order(rows, policy) + _profile(service.get("profile") or {}, policy)
    table = pd.DataFrame(rows).drop(columns="id")
    names = {point.id: point.name for point in policy.points.values()}
    blocked = next(iter(names)) if doubts else waiting[0]["before"] if waiting else ""
    first, later = (
        [row for row in waiting if (row["before"] == next(iter(names))) == is_first]
        for is_first in (True, False)
    )
    reasons = [*_missing(first, policy), *doubts, *_missing(later, policy)]
    title = str(service.get("title") or "The service")
    return Decommissioning(title, table, tuple(reasons), blocked, names)


def _read_rules(path: Path | None) -> DecommissioningRules:
    rules = read_policy(path or _OURS, DecommissioningRules)
    for step in rules.steps.values():
        if step.before not in rules.points:
            raise FrameworkError(
                (), f"{step.id}: {unknown(step.before, rules.points, 'the points')}"
            )
    return rules


def _refuse_unknown(given: Mapping[str, Any], valid: Any, what: str) -> None:
    for name in given:
        if name not in valid:
            raise ValueError(unknown(name, valid, what, most=20))


def _row(step: Step, given: Any, today: date) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise TypeError(f"Give {step.id} as fields: {', '.join(_FIELDS)}.")
    _refuse_unknown(given, _FIELDS, f"the fields of {step.id}")
    done = read_day(given.get("done_on"), f"{step.id}: done_on")
    planned = read_day(given.get("planned_for"), f"{step.id}: planned_for")
    evidence = "" if is_blank(given.get("evidence")) else str(given["evidence"]).strip()
    is_done = done is not None and done <= today and bool(evidence)
    state = "done" if is_done else "planned" if planned or (done and done > today) else "missing"
    return {
        "id": step.id,
        "step": step.text,
        "before": step.before,
        "state": state,
        "done_on": done,
        "planned_for": planned,
        "evidence": evidence,
    }


def _is_clear(row: Mapping[str, Any], policy: DecommissioningRules) -> bool:
    """Tell whether a step no longer holds anything up; later checks need only be planned."""
    is_check = policy.steps[row["id"]].months > 0
    return row["state"] == "done" or (is_check and row["state"] == "planned")


def _missing(waiting: list[dict[str, Any]], policy: DecommissioningRules) -> list[str]:
    told = []
    for row in waiting:
        what = f"{row['step'][0].lower()}{row['step'][1:]}"
        point = policy.points[row["before"]].name
        if row["done_on"] and not row["evidence"]:
            told.append(f"No evidence is given for a step before {point}: {what}.")
        elif row["state"] == "planned":
            told.append(f"Planned, but not done, before {point}: {what}.")
        else:
            told.append(f"Missing before {point}: {what}.")
    return told


def _out_of_order(rows: list[dict[str, Any]], policy: DecommissioningRules) -> list[str]:
    """Complain about steps done on an earlier day than one of an earlier point."""
    order = list(policy.points)
    told = []
    for row in rows:
        late = [
            each for each in rows
            if order.index(each["before"]) < order.index(row["before"])
            and row["done_on"] and each["done_on"] and each["done_on"] > row["done_on"]
        ]  # fmt: skip
        told += [
            f"“{row['step']}” was done before “{each['step']}”, which has to come first."
            for each in late
        ]
    return told


def _profile(given: Any, policy: DecommissioningRules) -> list[str]:
    """Complain when the profile is not whole, or shows a service that cannot stop yet."""
    if not isinstance(given, Mapping):
        raise TypeError("Give the profile as a mapping from each trait to its score.")
    _refuse_unknown(given, policy.profile, "the traits")
    left = [each.text.lower() for each in policy.profile.values() if is_blank(given.get(each.id))]
    if left:
        return [f"The profile of the service is not whole. Score: {'; '.join(left)}."]
    score = {id_: read_score(given[id_], id_, 1, 5) for id_ in policy.profile}
    if score.get("alternative_readiness", 5) >= policy.high:
        return []
    why = {
        "legal_duty": "The law requires the service",
        "dependency": "People or other services depend on it",
    }
    return [
        f"{words}, and the alternatives are not ready."
        for id_, words in why.items()
        if score.get(id_, 0) >= policy.high
    ]
