"""Prompts for an assessment of equality, and what is still open in one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from playbook.framework.policy import read_policy
from playbook.framework.register import Register, unknown
from playbook.inputs import read_records

_OURS = Path(__file__).with_name("equality.yml")
LOOKED_AT = "looked at"
NOT_LOOKED_AT = "no evidence, which is not the same as no effect"
NO_CHANGE = "worse for them, and nothing changes"
NOT_THERE = "not in the assessment"


@dataclass(frozen=True, kw_only=True)
class AskedAbout:
    """A group that is asked about. ``law`` is the duty that asks; ``ask`` a first question."""

    id: str
    name: str
    law: str
    ask: str


@dataclass(frozen=True, kw_only=True)
class EqualityRules:
    """Who is asked about, and the words for effects."""

    effects: tuple[str, ...]
    groups: Register[AskedAbout]

    @property
    def table(self) -> pd.DataFrame:
        """The prompts for a page: who, a first question, and which duty asks."""
        return pd.DataFrame(
            [(each.name, each.ask, each.law) for each in self.groups.values()],
            columns=["Who", "A first question", "Who asks it"],
        )


@dataclass(frozen=True, eq=False)
class Equality:
    """What an assessment says and what is open. Made by :func:`check_equality`.

    ``table`` has one row for each group that has to be asked about, in order: group, effect,
    evidence, change and state.
    """

    table: pd.DataFrame

    @property
    def open(self) -> pd.DataFrame:
        """The groups for which something is open."""
        return self.table[self.table["state"] != LOOKED_AT]

    def sentence(self) -> str:
        """Say for how many groups the assessment is whole, and what is open."""
        done = len(self.table) - len(self.open)
        told = f"The assessment is whole for {done} of {len(self.table)} groups."
        if self.open.empty:
            return told
        by_state = self.open.groupby("state", sort=False)["group"].agg(", ".join)
        return f"{told} Open: {'. '.join(f'{who} ({why})' for why, who in by_state.items())}."


def equality_rules(path: Path | None = None) -> EqualityRules:
    """Read who is asked about, from our file or a partnership's own.

    >>> len(equality_rules().groups)
    12
    """
    return read_policy(path or _OURS, EqualityRules)


def check_equality(rows: Any, *, rules: Path | None = None) -> Equality:
    """Check an assessment of equality: everybody asked about, with evidence, and an answer.

    ``rows`` is a table or a list of mappings with group (a name of ``equality.yml``), effect
    (better, worse, none or not known), evidence and change (what is done about it). An effect
    without evidence is open, above all "none": nobody looked. So is an effect for the worse
    when nothing changes. It cannot tell whether the evidence is good, or the change enough.

    Raises ``ValueError`` for an unknown group or effect, or a group twice; ``TypeError`` for
    anything that is not such a table.

    Source: Equality Act 2010, section 149; Fairer Scotland Duty. The form is our own.

    >>> found = check_equality([{"group": "Age", "effect": "none", "evidence": ""}])
    >>> found.table["state"][0]
    'no evidence, which is not the same as no effect'
    """
    policy = equality_rules(rules)
    records = read_records(
        rows, "group", needed=["group", "effect"], optional=["evidence", "change"]
    )
    names = {each.name: each for each in policy.groups.values()}
    given: dict[str, dict[str, Any]] = {}
    for record in records:
        name = str(record["group"] or "")
        if name not in names:
            raise ValueError(unknown(name, names, "the groups", most=12))
        if name in given:
            raise ValueError(f"{name} is in the assessment twice. Keep one line.")
        if record["effect"] is not None and record["effect"] not in policy.effects:
            raise ValueError(
                f"{name}: {unknown(str(record['effect']), policy.effects, 'the effects')}"
            )
        given[name] = record
    return Equality(pd.DataFrame([_row(name, given.get(name)) for name in names]))


def _row(name: str, record: dict[str, Any] | None) -> dict[str, str]:
    if record is None:
        return {"group": name, "effect": "", "evidence": "", "change": "", "state": NOT_THERE}
    texts = {field: str(record[field] or "") for field in ("effect", "evidence", "change")}
    return {"group": name, **texts, "state": _state(texts)}


def _state(texts: dict[str, str]) -> str:
    if not texts["evidence"] or texts["effect"] in ("", "not known"):
        return NOT_LOOKED_AT
    if texts["effect"] == "worse" and not texts["change"]:
        return NO_CHANGE
    return LOOKED_AT
