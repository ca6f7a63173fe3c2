"""Skills gaps: what a project needs, what its team can do, and what rests on one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.framework import framework
from playbook.framework.policy import read_policy
from playbook.framework.register import Register, unknown
from playbook.inputs import Record, read_records, read_score

if TYPE_CHECKING:
    from playbook.charts import Figure

_OURS = Path(__file__).with_name("skills.yml")


@dataclass(frozen=True, kw_only=True)
class Importance:
    """How much a skill matters."""

    id: str
    score: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """What to do about one kind of gap."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SkillsRules:
    """The scale of importance and the actions."""

    importance: Register[Importance]
    actions: Register[Action]


@dataclass(frozen=True, eq=False)
class SkillsGap:
    """What a team has and lacks. Made by :func:`skills_gap`.

    ``table`` has one row a required skill, the most pressing first: role, skill, stage,
    required, team_level, gap, cover (people at the level required), single_point_of_failure,
    importance and priority. ``notices`` says what was left out or looks odd.
    """

    table: pd.DataFrame
    people: int
    notices: tuple[str, ...]

    @property
    def gaps(self) -> pd.DataFrame:
        """The rows with a gap, the most pressing first."""
        return self.table[self.table["gap"] > 0].reset_index(drop=True)

    @property
    def single_points_of_failure(self) -> tuple[str, ...]:
        """The skills that exactly one person has at the level required, with their stage."""
        rows = self.table[self.table["single_point_of_failure"]]
        return tuple(_called(row) for row in rows.to_dict("records"))

    @cached_property
    def learning_plan(self) -> pd.DataFrame:
        """One row a skill to act on: skill, stage, role, level now, level needed and action."""
        actions = read_policy(_OURS, SkillsRules).actions
        rows = []
        for row in self.table.to_dict("records"):
            if not row["gap"] and not row["single_point_of_failure"]:
                continue
            kind = "spread" if not row["gap"] else "learn" if row["team_level"] else "nobody"
            rows.append(
                {
                    "skill": row["skill"],
                    "stage": row["stage"],
                    "role": row["role"],
                    "level_now": row["team_level"],
                    "level_needed": row["required"],
                    "action": actions[kind].text,
                }
            )
        columns = ["skill", "stage", "role", "level_now", "level_needed", "action"]
        return pd.DataFrame(rows, columns=columns)

    def sentence(self) -> str:
        """Say how many skills fall short, which comes first, and what rests on one person."""
        short, total = len(self.gaps), len(self.table)
        skills = "1 skill" if total == 1 else f"{total} skills"
        if short:
            first = _called(self.gaps.iloc[0].to_dict())
            told = (
                f"{short} of {skills} fall{'s' if short == 1 else ''} short; first comes {first}."
            )
        else:
            which = "the one skill" if total == 1 else f"all {skills}"
            told = f"The team has {which} at the level required."
        single = len(self.single_points_of_failure)
        if not single:
            return told
        return f"{told} {single} rest{'s' if single == 1 else ''} on one person."

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw a heat map of skills by stage; each cell prints the team's level of that needed."""
        from playbook.team.heat_map import draw_heat_map  # matplotlib is slow to load

        return draw_heat_map(self, name=name, source=source, message=message, sample=sample)


def skills_gap(
    people: Any, required: Any, *, stage: str = "analyse", rules: Path | None = None
) -> SkillsGap:
    """Compare what a project needs with what its people can do.

    ``people`` is a table (or list of mappings) with person, skill and level, and role if you
    like; or a mapping from each person to their levels, ``{"A": {"Weigh options": 3}}``. Levels
    are 0 to 4, as in the framework's ``roles.yml``. Use codes, not names: scores are personal.

    ``required`` has one row a skill: skill, stage, level (what is needed), importance (1 to 3),
    and role if you like. Where both have a role, only people in that role count for it.

    The team's level is the highest of anyone; gap = required − team level, or 0; cover counts
    the people at the level required; one alone is a single point of failure; priority = gap ×
    importance. Ties go to the stage that comes soonest from ``stage``, the one the project is
    in; then to the skill with less cover. A skill that nobody scored counts as level 0, and a
    blank score is left out, each with a notice.

    Scores are people's own view. Talk about them; do not rank people by them.

    Raises ``ValueError`` for levels or importance off the scale, an unknown stage or field, or
    a person scored twice on one skill; ``TypeError`` for anything that is not such a table.

    Source: our own working method, on the roles of the Moray framework.

    >>> found = skills_gap({"A": {"Weigh options": 1}, "B": {"Weigh options": 2}},
    ...     [{"skill": "Weigh options", "stage": "plan", "level": 3, "importance": 3}])
    >>> found.table[["gap", "cover", "priority"]].iloc[0].tolist()
    [1, 0, 3]
    """
    policy = read_policy(rules or _OURS, SkillsRules)
    stages = list(framework().stages)
    if stage not in stages:
        raise ValueError(unknown(stage, stages, "the stages"))
    scores = _read_people(people)
    needs = _read_required(required, [each.score for each in policy.importance.values()])
    rows = [_row(need, scores) for need in needs]
    soonest = {id_: (at - stages.index(stage)) % len(stages) for at, id_ in enumerate(stages)}
    rows.sort(key=lambda row: (-row["priority"], soonest[row["stage"]], row["cover"], row["skill"]))
    count = len({score["person"] for score in scores})
    return SkillsGap(pd.DataFrame(rows), count, _notices(scores, needs))


def _read_people(people: Any) -> list[Record]:
    if isinstance(people, Mapping):
        wrong = next((who for who, has in people.items() if not isinstance(has, Mapping)), None)
        if wrong is not None:
            raise TypeError(f"Give the levels of {wrong} as a mapping from skill to level.")
        people = [
            {"person": str(who), "skill": skill, "level": level}
            for who, has in people.items()
            for skill, level in has.items()
        ]
    records = read_records(people, "score", needed=["person", "skill", "level"], optional=["role"])
    scale = [level.score for level in framework().team.levels]
    seen = set()
    for at, record in enumerate(records, start=1):
        _refuse_blank(record, ("person", "skill"), f"score {at}")
        key = (record["person"], record["skill"], record["role"])
        if key in seen:
            raise ValueError(f"{record['person']} is scored twice on {record['skill']}. Keep one.")
        seen.add(key)
        if record["level"] is not None:
            name = f"The level of {record['person']} in {record['skill']}"
            record["level"] = read_score(record["level"], name, min(scale), max(scale))
    return records


def _read_required(required: Any, importance: list[int]) -> list[Record]:
    fields = ["skill", "stage", "level", "importance"]
    records = read_records(required, "required skill", needed=fields, optional=["role"])
    scale = [level.score for level in framework().team.levels]
    seen = set()
    for at, record in enumerate(records, start=1):
        _refuse_blank(record, ("skill", "stage"), f"required skill {at}")
        skill = record["skill"]
        if record["stage"] not in framework().stages:
            raise ValueError(
                f"{skill}: {unknown(record['stage'], framework().stages, 'the stages')}"
            )
        name = f"The level required in {skill}"
        record["level"] = read_score(record["level"], name, min(scale), max(scale))
        name = f"The importance of {skill}"
        record["importance"] = read_score(
            record["importance"], name, min(importance), max(importance)
        )
        key = (skill, record["stage"], record["role"])
        if key in seen:
            raise ValueError(f"{_called(record)} is required twice. Keep the higher level.")
        seen.add(key)
    return records


def _refuse_blank(record: Record, names: tuple[str, ...], which: str) -> None:
    for name in names:
        if record[name] is None:
            raise ValueError(f"In {which}, {name} is blank. Fill it in.")


def _row(need: Record, scores: list[Record]) -> dict[str, Any]:
    roles = {score["role"] for score in scores} - {None}
    in_role = bool(need["role"] and roles)
    levels = [
        score["level"]
        for score in scores
        if score["skill"] == need["skill"] and score["level"] is not None
        if not in_role or score["role"] == need["role"]
    ]
    team = max(levels, default=0)
    gap = max(0, need["level"] - team)
    cover = sum(level >= need["level"] for level in levels)
    return {
        "role": need["role"] or "",
        "skill": need["skill"],
        "stage": need["stage"],
        "required": need["level"],
        "team_level": team,
        "gap": gap,
        "cover": cover,
        "single_point_of_failure": cover == 1,
        "importance": need["importance"],
        "priority": gap * need["importance"],
    }


def _notices(scores: list[Record], needs: list[Record]) -> tuple[str, ...]:
    wanted = list(dict.fromkeys(need["skill"] for need in needs))
    scored = list(dict.fromkeys(score["skill"] for score in scores))
    told = [f"Nobody scored {skill}, so it counts as 0." for skill in wanted if skill not in scored]
    told += [
        f"A score was given for a skill that is not required: {unknown(skill, wanted, 'those')}"
        for skill in scored
        if skill not in wanted
    ]
    blank = sum(score["level"] is None for score in scores)
    if blank:
        told.append(f"{blank} blank {'score was' if blank == 1 else 'scores were'} left out.")
    return tuple(told)


def _called(row: Mapping[Any, Any]) -> str:
    role = f", {row['role']}" if row["role"] else ""
    return f"{row['skill']} ({row['stage']}{role})"
