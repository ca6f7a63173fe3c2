"""An honest word for how people take part: the ladder of co-production, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.framework import framework
from playbook.framework.register import unknown
from playbook.implement.rules import Involvement, involvement_rules
from playbook.inputs import Record, read_records

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False)
class Ladder:
    """Where each stage of a project stands on the ladder. Made by :func:`coproduction_ladder`.

    ``table`` has one row a stage, in the order of the cycle: stage, now and target (names of
    rungs), rung and target_rung (1 is the lowest), may_claim (whether it may be called
    co-produced), why, evidence and next.
    """

    table: pd.DataFrame
    rules: Involvement

    @property
    def may_claim(self) -> bool:
        """Whether the whole project may be called co-produced: every stage of the cycle may."""
        stages = set(self.table["stage"])
        return bool(self.table["may_claim"].all()) and stages == set(framework().stages)

    def sentence(self) -> str:
        """Say what may be called co-produced, and what may not."""
        if self.may_claim:
            return "Every stage may be called co-produced: decisions were shared, with evidence."
        claimed = self.table.loc[self.table["may_claim"], "stage"]
        names = [framework().stages[id_].name for id_ in claimed]
        start = "Do not call the project co-produced."
        if names:
            return f"{start} Only {', '.join(names)} may be."
        highest = self.table.sort_values("rung", ascending=False, kind="stable").iloc[0]
        name = framework().stages[highest["stage"]].name
        return f"{start} The highest rung is {highest['now'].lower()}, in {name}."

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw each stage's rung now and the rung it aims for."""
        from playbook.implement.draw import draw_ladder  # matplotlib is slow to load

        return draw_ladder(self, name=name, source=source, message=message, sample=sample)


def coproduction_ladder(stages: Any, *, rules: Path | None = None) -> Ladder:
    """Place each stage on the ladder of co-production, and say what may be claimed.

    ``stages`` is a table or a list of mappings with stage (an id), now and target (ids of
    rungs: coercion, educating, informing, consulting, engaging, co-designing, co-producing),
    decisions_shared (true or false), evidence and next. A stage may be called co-produced only
    on the top rung, when decisions were shared and there is evidence of it.

    A low rung can be right, if it is said openly: not everything can be shared.

    Raises ``ValueError`` for an unknown stage, rung or field, a stage twice, or a rung that is
    missing; ``TypeError`` for anything that is not such a table.

    Source: the ladder of co-production, Think Local Act Personal; Arnstein 1969.

    >>> found = coproduction_ladder([{"stage": "plan", "now": "co-producing",
    ...     "target": "co-producing", "decisions_shared": False, "evidence": "Minutes of 4 May"}])
    >>> found.table["why"][0]
    'Decisions were not shared.'
    """
    policy = involvement_rules(rules)
    records = read_records(
        stages,
        "stage",
        needed=["stage", "now"],
        optional=["target", "decisions_shared", "evidence", "next"],
    )
    rows = [_row(record, at, policy) for at, record in enumerate(records, start=1)]
    order = list(framework().stages)
    names = [row["stage"] for row in rows]
    for at, stage in enumerate(names):
        if stage in names[:at]:
            raise ValueError(f"{stage} is given twice. Keep one line for each stage.")
    rows.sort(key=lambda row: order.index(row["stage"]))
    return Ladder(pd.DataFrame(rows), policy)


def _row(record: Record, at: int, policy: Involvement) -> dict[str, Any]:
    stage = record["stage"]
    if stage not in framework().stages:
        raise ValueError(f"In line {at}: {unknown(stage, framework().stages, 'the stages')}")
    target = record["target"] or record["now"]
    for rung in (record["now"], target):
        if rung not in policy.ladder:
            raise ValueError(f"{stage}: {unknown(rung, policy.ladder, 'the rungs')}")
    rungs = list(policy.ladder)
    why = _why_not(record, policy)
    return {
        "stage": stage,
        "now": policy.ladder[record["now"]].name,
        "target": policy.ladder[target].name,
        "rung": rungs.index(record["now"]) + 1,
        "target_rung": rungs.index(target) + 1,
        "may_claim": not why,
        "why": why or "Decisions were shared, with evidence.",
        "evidence": record["evidence"] or "",
        "next": record["next"] or "",
    }


def _why_not(record: Record, policy: Involvement) -> str:
    """Say why a stage may not be called co-produced; empty when it may."""
    rung = policy.ladder[record["now"]]
    if not rung.claim:
        return f"{rung.name} is not co-producing."
    if record["decisions_shared"] is None or not bool(record["decisions_shared"]):
        return "Decisions were not shared."
    return "" if record["evidence"] else "There is no evidence that decisions were shared."
