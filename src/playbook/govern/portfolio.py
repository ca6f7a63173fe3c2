"""The programme board's view: one line a project, and the exceptions first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import pandas as pd

from playbook.framework import framework
from playbook.framework.register import unknown
from playbook.govern.risks import RiskMatrix, risk_matrix
from playbook.inputs import Record, read_day, read_records, read_score
from playbook.markup import say_day

_NEEDED = ["project", "stage"]
_OPTIONAL = ["lead", "next_decision", "next_decision_on", "charter_ready", "highest_risk", "note"]


@dataclass(frozen=True, eq=False)
class Portfolio:
    """The projects of a programme, one line each. Made by :func:`portfolio`.

    ``table`` has the columns project, stage, lead, next_decision, next_decision_on,
    highest_risk (score and band), exceptions (a tuple of sentences) and line. Projects with
    exceptions come first, then by the date of the next decision.
    """

    table: pd.DataFrame

    @property
    def exceptions(self) -> tuple[str, ...]:
        """Every exception, with its project."""
        return tuple(
            f"{row['project']}: {text}"
            for row in self.table.to_dict("records")
            for text in row["exceptions"]
        )

    @property
    def needing_attention(self) -> int:
        """How many projects have an exception."""
        return int((self.table["exceptions"].str.len() > 0).sum())

    def decisions_table(self) -> pd.DataFrame:
        """Give the next decisions for a page, the earliest first; those without a day last."""
        rows = sorted(
            self.table.to_dict("records"),
            key=lambda row: (row["next_decision_on"] or date.max, row["project"]),
        )
        return pd.DataFrame(
            {
                "Day": say_day(row["next_decision_on"])
                if row["next_decision_on"]
                else "no day set",
                "Project": row["project"],
                "Decision": row["next_decision"] or "none set",
                "Lead": row["lead"] or "nobody yet",
            }
            for row in rows
        )

    def decisions_sentence(self) -> str:
        """Say on which days more than one project has its decision."""
        days = self.table.dropna(subset=["next_decision_on"]).groupby("next_decision_on")
        together = [
            f"{say_day(cast(date, day))} ({', '.join(sorted(rows['project']))})"
            for day, rows in days
            if len(rows) > 1
        ]
        if not together:
            return "No two decisions fall on one day."
        return f"Decisions that fall on one day: {'; '.join(together)}."

    def page_table(self) -> pd.DataFrame:
        """Give one line a project for a page: stage, next decision, and what needs a word."""
        rows = self.table.to_dict("records")
        stages = framework().stages
        return pd.DataFrame(
            {
                "Project": row["project"],
                "Stage": stages[row["stage"]].name,
                "Next decision": _decision(row["next_decision"], row["next_decision_on"]),
                "Exceptions": " ".join(row["exceptions"]) or "None.",
            }
            for row in rows
        )

    def sentence(self) -> str:
        """Say how many projects there are, in which stages, and how many need a word."""
        stages = self.table["stage"].value_counts()
        parts = [
            f"{stages[stage.id]} in {stage.name.lower()}"
            for stage in framework().stages.values()
            if stage.id in stages
        ]
        count = "is 1 project" if len(self.table) == 1 else f"are {len(self.table)} projects"
        need = self.needing_attention
        verb = "needs" if need == 1 else "need"
        attention = f"{need} {verb} attention" if need else "none needs attention"
        return f"There {count}: {', '.join(parts)}; {attention}."


def portfolio(
    projects: Any, *, today: date | str | None = None, matrix: RiskMatrix | None = None
) -> Portfolio:
    """Put projects side by side for a programme board: stage, next decision, exceptions.

    ``projects`` is a table or a list of mappings with project and stage; then lead (a role),
    next_decision, next_decision_on, charter_ready (true or false, yes or no), highest_risk (a
    score of 1 to 25) and note. An exception is told for each of: no lead; no next decision, or
    no date; a date that has passed ``today``; a charter that is not ready, or that nobody has
    checked; a highest risk in the top band.

    It says where to look. It does not say which project is worth more.

    Raises ``ValueError`` for an unknown stage or field, a project twice, scores or dates that
    cannot be read; ``TypeError`` for anything that is not such a table.

    Source: the Moray framework, section 5 (elements M47 and M53).

    >>> found = portfolio([{"project": "Home First", "stage": "plan", "lead": "Service manager",
    ...     "next_decision": "Business case", "next_decision_on": "2026-03-26",
    ...     "charter_ready": True, "highest_risk": 12}], today="2026-01-31")
    >>> found.table["line"][0]
    'Home First: plan; next, Business case on 26 March 2026; no exceptions.'
    """
    day = read_day(today, "today") or date.today()
    scales = matrix or risk_matrix()
    records = read_records(projects, "project", needed=_NEEDED, optional=_OPTIONAL)
    rows = [_row(record, at, day, scales) for at, record in enumerate(records, start=1)]
    _refuse_repeated([row["project"] for row in rows])
    rows.sort(
        key=lambda row: (
            not row["exceptions"], row["next_decision_on"] or date.max, row["project"]
        )
    )  # fmt: skip
    return Portfolio(pd.DataFrame(rows))


def _row(record: Record, at: int, today: date, scales: RiskMatrix) -> dict[str, Any]:
    name = record["project"]
    if name is None:
        raise ValueError(f"Project {at} has no name.")
    if record["stage"] not in framework().stages:
        raise ValueError(f"{name}: {unknown(record['stage'], framework().stages, 'the stages')}")
    try:
        when = read_day(record["next_decision_on"], "next_decision_on")
        risk = _risk(record["highest_risk"], scales)
    except ValueError as problem:
        raise ValueError(f"{name}: {problem}") from problem
    exceptions = _exceptions(record, when, risk, today, scales)
    return {
        "project": name,
        "stage": record["stage"],
        "lead": record["lead"] or "",
        "next_decision": record["next_decision"] or "",
        "next_decision_on": when,
        "highest_risk": risk,
        "note": record["note"] or "",
        "exceptions": tuple(exceptions),
        "line": _line(record, when, exceptions),
    }


def _risk(given: Any, scales: RiskMatrix) -> str:
    if given is None:
        return "none given"
    most = max(band.to_score for band in scales.bands.values())
    score = read_score(given, "highest_risk", 1, most)
    return f"{score} {scales.band(score).id}"


def _exceptions(
    record: Record, when: date | None, risk: str, today: date, scales: RiskMatrix
) -> list[str]:
    told = [] if record["lead"] else ["No one leads it."]
    if record["next_decision"] is None:
        told.append("It has no next decision.")
    elif when is None:
        told.append("Its next decision has no date.")
    if when is not None and when < today:
        told.append(f"Its decision of {say_day(when)} is overdue.")
    if record["charter_ready"] is None:
        told.append("Nobody has checked its charter.")
    elif not _yes(record["charter_ready"]):
        told.append("Its charter is not ready.")
    if risk.endswith(f" {list(scales.bands)[-1]}"):
        told.append(f"Its highest risk is {risk}.")
    return told


def _yes(value: Any) -> bool:
    """Read yes and no as words too: a table that was typed holds no true and false."""
    return value.casefold() not in ("no", "false") if isinstance(value, str) else bool(value)


def _line(record: Record, when: date | None, exceptions: list[str]) -> str:
    stage = framework().stages[record["stage"]].name.lower()
    decision = _decision(record["next_decision"], when)
    more = " ".join(exceptions) if exceptions else "no exceptions."
    return f"{record['project']}: {stage}; next, {decision}; {more[0].lower()}{more[1:]}"


def _decision(what: str | None, when: date | None) -> str:
    return f"{what or 'no decision set'}{f' on {say_day(when)}' if when else ''}"


def _refuse_repeated(names: list[str]) -> None:
    for at, name in enumerate(names):
        if name in names[:at]:
            raise ValueError(f"{name} appears more than once. Keep one line for each project.")
