"""Check an evaluation: what was meant, what was not, who was asked, and what is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.framework import framework
from playbook.framework.register import unknown
from playbook.inputs import Record, is_blank, read_records

HAPPENED = ("yes", "in part", "no", "not known")
WAYS = ("better", "worse")
VERDICTS = ("adopt", "adapt", "stop")
_DECISION = {
    "because": "why",
    "decided_by": "who decides",
    "look_again": "when somebody looks again",
}


@dataclass(frozen=True, eq=False)
class EvaluationCheck:
    """What an evaluation says, and what it leaves open. Made by :func:`check_evaluation`.

    ``meant`` has meant, happened and shown_by; ``unmeant`` has effect, falls_on, way, found_by
    and asked (true or false); ``lessons`` has lesson, stage, owner and by. ``problems`` is what
    to settle before anybody decides.
    """

    meant: pd.DataFrame
    unmeant: pd.DataFrame
    lessons: pd.DataFrame
    verdict: str
    problems: tuple[str, ...]

    @property
    def not_asked(self) -> tuple[str, ...]:
        """The groups on whom an effect falls and who were not asked about any, each once."""
        asked = set(self.unmeant.loc[self.unmeant["asked"], "falls_on"])
        return tuple(g for g in dict.fromkeys(self.unmeant["falls_on"]) if g not in asked)

    def sentence(self) -> str:
        """Say what came of what was meant, and what else came."""
        counts = self.meant["happened"].value_counts()
        words = {"yes": "happened", "in part": "in part", "no": "did not", "not known": "not known"}
        came = ", ".join(f"{counts[key]} {word}" for key, word in words.items() if key in counts)
        worse = int((self.unmeant["way"] == "worse").sum())
        unasked = int((~self.unmeant["asked"].astype(bool)).sum())
        things = (
            "1 thing that was" if len(self.meant) == 1 else f"{len(self.meant)} things that were"
        )
        effects = "1 effect" if len(self.unmeant) == 1 else f"{len(self.unmeant)} effects"
        return (
            f"Of {things} meant: {came}. Of {effects} that nobody meant, {worse} made something "
            f"worse; on {unasked} nobody asked those concerned."
        )


def check_evaluation(
    meant: Any, unmeant: Any, lessons: Any, decision: Mapping[str, Any]
) -> EvaluationCheck:
    """Check an evaluation before anybody decides on it, and find everything at once.

    ``meant`` has a row for each thing that was meant: meant, happened ("yes", "in part", "no"
    or "not known") and shown_by. ``unmeant`` has effect, falls_on (a group), way ("better" or
    "worse"), found_by and asked ("yes" or "no"). ``lessons`` has lesson, stage, owner and by.
    ``decision`` has verdict ("adopt", "adapt" or "stop"), because, decided_by and look_again.
    An empty list of unintended effects is itself a problem: somebody did not look.

    It checks that things are said, shown and asked. It cannot say whether they are true.

    Raises ``ValueError`` for other words than these, an unknown field or a table without rows
    (other than ``unmeant``); ``TypeError`` for anything that is not such a table.

    Source: our own list, after the Magenta Book (HM Treasury) and Healthcare Improvement
    Scotland on unintended consequences.

    >>> found = check_evaluation(
    ...     [{"meant": "People wait less", "happened": "yes"}],
    ...     [{"effect": "Nights are harder", "falls_on": "Unpaid carers", "way": "worse",
    ...       "asked": "no"}],
    ...     [{"lesson": "Ask carers first", "stage": "analyse", "owner": "Carers' lead",
    ...       "by": "March"}], {"verdict": "adapt"})
    >>> found.not_asked, len(found.problems)
    (('Unpaid carers',), 5)
    """
    was_meant = [_meant(row) for row in read_records(
        meant, "thing that was meant", needed=["meant", "happened"], optional=["shown_by"]
    )]  # fmt: skip
    effects = [_effect(row) for row in _effects(unmeant)]
    learned = [_lesson(row) for row in read_records(
        lessons, "lesson", needed=["lesson", "stage"], optional=["owner", "by"]
    )]  # fmt: skip
    verdict = _word(decision.get("verdict") or "", ("", *VERDICTS), "verdict", "the verdicts")
    columns = ["effect", "falls_on", "way", "found_by", "asked"]
    found = EvaluationCheck(
        pd.DataFrame(was_meant),
        pd.DataFrame(effects, columns=columns),
        pd.DataFrame(learned),
        verdict,
        (),
    )
    problems = (*_not_shown(was_meant), *_about_effects(effects), *_open(decision, effects),
                *_no_owner(learned))  # fmt: skip
    return EvaluationCheck(found.meant, found.unmeant, found.lessons, verdict, problems)


def _effects(unmeant: Any) -> list[Record]:
    if is_blank(unmeant) if not isinstance(unmeant, pd.DataFrame) else unmeant.empty:
        return []
    return read_records(
        unmeant, "effect", needed=["effect", "falls_on", "way"], optional=["found_by", "asked"]
    )


def _meant(row: Record) -> dict[str, str]:
    name = _named(row["meant"], "thing that was meant")
    happened = _word(row["happened"] or "not known", HAPPENED, name, "the answers")
    return {"meant": name, "happened": happened, "shown_by": str(row["shown_by"] or "")}


def _effect(row: Record) -> dict[str, Any]:
    name = _named(row["effect"], "effect")
    asked = _word(row["asked"] or "no", ("yes", "no"), f"{name}: asked", "the answers")
    return {
        "effect": name,
        "falls_on": _named(row["falls_on"], f"group for “{name}”"),
        "way": _word(row["way"] or "", WAYS, f"{name}: way", "the ways"),
        "found_by": str(row["found_by"] or ""),
        "asked": asked == "yes",
    }


def _lesson(row: Record) -> dict[str, str]:
    name = _named(row["lesson"], "lesson")
    stages = framework().stages
    stage = _word(row["stage"] or "", tuple(stages), f"{name}: stage", "the stages")
    owner, by = str(row["owner"] or ""), str(row["by"] or "")
    return {"lesson": name, "stage": stages[stage].name, "owner": owner, "by": by}


def _named(value: Any, what: str) -> str:
    if is_blank(value):
        raise ValueError(f"One {what} has nothing written. Fill it in, or take the line out.")
    return str(value)


def _word(value: Any, known: tuple[str, ...], name: str, what: str) -> str:
    # YAML reads a bare yes or no as true or false.
    told = {"True": "yes", "False": "no"}.get(str(value), str(value)).strip().lower()
    if told not in known:
        raise ValueError(f"{name}: {unknown(told, [word for word in known if word], what)}")
    return told


def _not_shown(meant: list[dict[str, str]]) -> list[str]:
    return [
        f"“{row['meant']}” is said to have happened, and nothing shows it."
        for row in meant
        if row["happened"] in ("yes", "in part") and not row["shown_by"]
    ]


def _about_effects(effects: list[dict[str, Any]]) -> list[str]:
    if not effects:
        return ["No effect that nobody meant is written down. Every change has some: who looked?"]
    return [
        f"“{row['effect']}” falls on {row['falls_on']}, and nobody asked them."
        for row in effects
        if not row["asked"]
    ]


def _open(decision: Mapping[str, Any], effects: list[dict[str, Any]]) -> list[str]:
    verdict = str(decision.get("verdict") or "")
    missing = [told for field, told in _DECISION.items() if is_blank(decision.get(field))]
    found = [] if verdict else ["There is no verdict: adopt, adapt or stop."]
    found += [f"The decision does not say {told}." for told in missing]
    if verdict == "adopt" and any(row["way"] == "worse" and not row["asked"] for row in effects):
        found.append("It says adopt, while those for whom something got worse were not asked.")
    return found


def _no_owner(lessons: list[dict[str, str]]) -> list[str]:
    return [
        f"The lesson “{row['lesson']}” has no {'owner' if not row['owner'] else 'date'}."
        for row in lessons
        if not row["owner"] or not row["by"]
    ]
