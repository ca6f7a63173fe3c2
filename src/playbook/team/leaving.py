"""What a team would lack if one of its people left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.inputs import read_records
from playbook.team.skills import SkillsGap, skills_gap


@dataclass(frozen=True, eq=False)
class Leaving:
    """What falls short if each person left. Made by :func:`if_one_leaves`.

    ``table`` has one row a person, the one whose leaving costs most first: person, short (skills
    that would fall short), more (how many more than today) and lost (their names, a tuple).
    """

    table: pd.DataFrame
    today: SkillsGap

    def sentence(self) -> str:
        """Say whose leaving would cost most, and what would be lost."""
        top = self.table.iloc[0]
        if not top["more"]:
            return "Whoever left, no more skills would fall short than today."
        skills = "1 skill" if top["more"] == 1 else f"{top['more']} skills"
        return f"If {top['person']} left, {skills} more would fall short: {', '.join(top['lost'])}."


def if_one_leaves(people: Any, required: Any, *, stage: str = "analyse") -> Leaving:
    """Work out the skills gap without each person in turn.

    ``people``, ``required`` and ``stage`` are those of :func:`skills_gap`, with people as a table.
    Use codes, and talk about the work, not about the person.

    Raises as :func:`skills_gap` does.

    >>> people = [{"person": "A", "skill": "Weigh options", "level": 3},
    ...     {"person": "B", "skill": "Weigh options", "level": 1}]
    >>> needs = [{"skill": "Weigh options", "stage": "plan", "level": 3, "importance": 3}]
    >>> if_one_leaves(people, needs).sentence()
    'If A left, 1 skill more would fall short: Weigh options.'
    """
    now = skills_gap(people, required, stage=stage)
    records = read_records(people, "score", needed=["person", "skill", "level"], optional=["role"])
    scores = pd.DataFrame(records)
    short_now = _short(now)
    rows: list[dict[str, Any]] = []
    for person in dict.fromkeys(scores["person"]):
        others = scores[scores["person"] != person]
        short = _short(skills_gap(others, required, stage=stage)) if len(others) else _all(now)
        lost = tuple(skill for skill in short if skill not in short_now)
        rows.append(
            {"person": str(person), "short": len(short), "more": len(lost),
             "lost": tuple(skill for skill, _ in lost)}
        )  # fmt: skip
    rows.sort(key=lambda row: (-row["more"], row["person"]))
    return Leaving(pd.DataFrame(rows), now)


def _short(found: SkillsGap) -> list[tuple[str, str]]:
    return list(zip(found.gaps["skill"], found.gaps["stage"], strict=True))


def _all(found: SkillsGap) -> list[tuple[str, str]]:
    """With nobody left, every skill that needs more than level 0 falls short."""
    needs = found.table[found.table["required"] > 0]
    return list(zip(needs["skill"], needs["stage"], strict=True))
