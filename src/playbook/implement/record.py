"""Who took part at each stage, what they could decide, and who is in no line of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from playbook.framework import framework
from playbook.implement.ladder import Ladder, coproduction_ladder
from playbook.inputs import read_records

_FIELDS = ["stage", "who", "before", "now", "aim", "decision_shared", "evidence", "next"]
_WORDS = {"yes": True, "true": True, "no": False, "false": False, "": False}


@dataclass(frozen=True, eq=False)
class CoproductionRecord:
    """Who took part, and on which step of the ladder. Made by :func:`coproduction_record`.

    ``before`` and ``now`` are ladders: where each stage stood at first, and where it stands now
    with its aim. ``table`` has one row a stage: stage (its name), who, before, now, aim,
    may_claim and why.
    """

    table: pd.DataFrame
    before: Ladder
    now: Ladder

    def sentence(self) -> str:
        """Say how many stages rose or fell, and what may be called co-produced."""
        steps = self.now.table["rung"] - self.before.table["rung"]
        rose, fell = int((steps > 0).sum()), int((steps < 0).sum())
        told = f"Of {len(steps)} stages, {rose} {'stands' if rose == 1 else 'stand'} higher now"
        told += f" and {fell} lower" if fell else ""
        return f"{told}. {self.now.sentence()}"

    def not_named(self, groups: Iterable[str]) -> tuple[str, ...]:
        """Give those of some groups that took part at no stage, by what the record says."""
        named = {name.lower() for who in self.table["who"] for name in _names(who)}
        return tuple(group for group in groups if group.strip().lower() not in named)

    def not_among(self, groups: Iterable[str]) -> tuple[str, ...]:
        """Give the names in the record that are none of some groups: a slip, or a new group."""
        known = {group.strip().lower() for group in groups}
        named = dict.fromkeys(name for who in self.table["who"] for name in _names(who))
        return tuple(name for name in named if name.lower() not in known)


def coproduction_record(stages: Any, *, rules: Path | None = None) -> CoproductionRecord:
    """Put a record of involvement on the ladder of co-production, before and after.

    ``stages`` is a table or a list of mappings with stage (an id), who (groups, with ; between
    them), before and now (ids of rungs); then aim, decision_shared (yes or no), evidence and
    next. What may be claimed follows :func:`coproduction_ladder`.

    Raises ``ValueError`` as that does, and for another word than yes or no.

    >>> kept = coproduction_record([{"stage": "plan", "who": "Carers", "before": "informing",
    ...     "now": "co-designing"}])
    >>> kept.not_named(["Carers", "People who live alone"])
    ('People who live alone',)
    """
    records = read_records(stages, "stage", needed=_FIELDS[:4], optional=_FIELDS[4:])
    for record in records:
        record["decision_shared"] = _yes(record["decision_shared"], str(record["stage"]))
    now = coproduction_ladder(
        [
            {"stage": one["stage"], "now": one["now"], "target": one["aim"],
             "decisions_shared": one["decision_shared"], "evidence": one["evidence"],
             "next": one["next"]}
            for one in records
        ],
        rules=rules,
    )  # fmt: skip
    first = [{"stage": one["stage"], "now": one["before"]} for one in records]
    before = coproduction_ladder(first, rules=rules)
    who = {one["stage"]: str(one["who"] or "") for one in records}
    table = pd.DataFrame(
        {
            "stage": [framework().stages[id_].name for id_ in now.table["stage"]],
            "who": [who[id_] for id_ in now.table["stage"]],
            "before": before.table["now"],
            "now": now.table["now"],
            "aim": now.table["target"],
            "may_claim": now.table["may_claim"],
            "why": now.table["why"],
        }
    )
    return CoproductionRecord(table, before, now)


def _names(who: str) -> list[str]:
    return [name.strip() for name in who.split(";") if name.strip()]


def _yes(value: Any, stage: str) -> bool:
    word = str("" if value is None else value).strip().lower()
    if word not in _WORDS:
        raise ValueError(f"{stage}: decision_shared is {value!r}. Write yes or no.")
    return _WORDS[word]
