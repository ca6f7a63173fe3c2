"""Check a measurement framework: each measure described, each kind there, outcomes mapped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.framework import framework
from playbook.framework.model import Outcome
from playbook.framework.policy import read_policy
from playbook.framework.register import Register, unknown
from playbook.inputs import Record, is_blank, read_records

if TYPE_CHECKING:
    from playbook.charts import Figure

_OURS = Path(__file__).with_name("measures.yml")


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Something that a measurement framework has to say, or should."""

    id: str
    name: str
    needed: bool
    ask: str


@dataclass(frozen=True, kw_only=True)
class MeasureRules:
    """What is asked of each measure, and the types of measure there must be."""

    fields: Register[Ask]
    types: Register[Ask]


@dataclass(frozen=True, eq=False)
class MeasureCheck:
    """What a set of measures covers and lacks. Made by :func:`check_measures`.

    ``table`` has one row a measure: measure, type, outcomes (their numbers) and missing.
    ``matrix`` has one row for each of the nine national outcomes and one column a measure,
    "yes" where the measure speaks to the outcome. ``problems`` is what must be put right.
    """

    table: pd.DataFrame
    matrix: pd.DataFrame
    problems: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether there is nothing to put right. Outcomes that nothing speaks to do not count."""
        return not self.problems

    @property
    def uncovered(self) -> tuple[Outcome, ...]:
        """The national outcomes that no measure speaks to, in their order."""
        outcomes = framework().outcomes
        counts = self.coverage
        return tuple(outcomes[id_] for id_ in outcomes if not counts[outcomes[id_].name])

    @property
    def coverage(self) -> pd.Series[int]:
        """How many measures speak to each national outcome, by its name."""
        covered = (self.matrix.drop(columns=["number", "outcome"]) == "yes").sum(axis=1)
        return pd.Series(covered.to_numpy(), index=self.matrix["outcome"], name="measures")

    def sentence(self) -> str:
        """Say whether the set is ready, and which outcomes it does not speak to."""
        count = "1 measure" if len(self.table) == 1 else f"{len(self.table)} measures"
        things = "1 thing" if len(self.problems) == 1 else f"{len(self.problems)} things"
        state = f"{things} to put right" if self.problems else "each is fully described"
        names = [f"{outcome.number} ({outcome.name.lower()})" for outcome in self.uncovered]
        missed = f" No measure speaks to outcome {', '.join(names)}." if names else ""
        return f"There are {count}: {state}.{missed}"

    def plot(
        self,
        *,
        name: str,
        source: str,
        message: str | None = None,
        sample: bool = False,
    ) -> Figure:
        """Draw how many measures speak to each of the nine outcomes; zero is a gap to explain."""
        from playbook.charts import bars

        counts = self.coverage
        numbers = [f"{number}. {name}" for number, name in
                   zip(self.matrix["number"], counts.index, strict=True)]  # fmt: skip
        return bars(
            counts.set_axis(numbers),
            unit="measures",
            name=name,
            message=message or self.sentence(),
            source=source,
            note="A project need not speak to all nine. It should know which it leaves out.",
            sample=sample,
            colour="review",
        )


def check_measures(measures: Any, rules: Path | None = None) -> MeasureCheck:
    """Check a measurement framework: every measure described, every kind there, outcomes mapped.

    ``measures`` is a table or a list of mappings with the fields measure, type ("outcome",
    "process" or "balancing"), definition, source, baseline, target, owner, frequency and
    outcomes. An outcome is named by its id or its number; several are a list, or text joined
    by commas. All problems are found at once. ``rules`` is another ``measures.yml``.

    A measure with all its fields can still be a poor one: ask whether it would make anybody do
    something different.

    Raises ``ValueError`` for an unknown field, a field that no measure has, or no measures, and
    ``TypeError`` for anything that is not a table or list of mappings.

    Source: NHS Education for Scotland, Quality Improvement Zone; the nine outcomes are those of
    the Public Bodies (Joint Working) (Scotland) Act 2014.

    >>> found = check_measures([{"measure": "Bed days lost to delay", "type": "outcome",
    ...     "definition": "All reasons, 18 and over", "source": "Public Health Scotland",
    ...     "baseline": "1,096 a month, 2024", "target": "800 a month by 2027",
    ...     "owner": "Head of service", "frequency": "monthly", "outcomes": "2, 9"}])
    >>> found.problems
    ('There is no process measure. Whether what was planned is being done.',\
 'There is no balancing measure. Whether something else gets worse.')
    """
    policy = read_policy(rules or _OURS, MeasureRules)
    needed = [each.id for each in policy.fields.values() if each.needed]
    optional = [each.id for each in policy.fields.values() if not each.needed]
    records = read_records(
        measures, "measure", needed=["measure"], optional=[*needed[1:], *optional]
    )
    rows, problems, chosen = [], [], []
    for at, record in enumerate(records, start=1):
        name = record["measure"] or f"Measure {at}"
        outcomes, wrong = _outcomes(record["outcomes"])
        missing = [policy.fields[field].name for field in needed if is_blank(record[field])]
        problems += _about(name, record, missing, wrong, policy)
        chosen.append((name, outcomes))
        numbers = ", ".join(str(framework().outcomes[id_].number) for id_ in outcomes)
        rows.append(
            {"measure": name, "type": record["type"] or "", "outcomes": numbers,
             "missing": ", ".join(missing)}
        )  # fmt: skip
    problems += _repeated([name for name, _ in chosen])
    present = {record["type"] for record in records}
    problems += [
        f"There is no {kind.name.lower()} measure. {kind.ask}"
        for kind in policy.types.values()
        if kind.needed and kind.id not in present
    ]
    return MeasureCheck(pd.DataFrame(rows), _matrix(chosen), tuple(problems))


def _about(
    name: str, record: Record, missing: list[str], wrong: list[str], policy: MeasureRules
) -> list[str]:
    """List what is wrong with one measure."""
    found = [f"{name}: nothing is written under {', '.join(missing)}."] if missing else []
    kind = record["type"]
    if kind is not None and kind not in policy.types:
        found.append(f"{name}: {unknown(kind, policy.types, 'the types')}")
    return found + [f"{name}: {text}" for text in wrong]


def _outcomes(given: Any) -> tuple[list[str], list[str]]:
    """Read outcomes by id or number; give the ids, and what was wrong with the rest."""
    known = framework().outcomes
    by_number = {str(outcome.number): outcome.id for outcome in known.values()}
    ids, wrong = [], []
    for name in _listed(given):
        found = by_number.get(name, name)
        if found not in known:
            valid = [f"{outcome.number} {outcome.id}" for outcome in known.values()]
            wrong.append(unknown(name, valid, "the national outcomes"))
        elif found not in ids:
            ids.append(found)
    return sorted(ids, key=lambda id_: known[id_].number), wrong


def _listed(given: Any) -> list[str]:
    if is_blank(given):
        return []
    if isinstance(given, str):
        given = given.replace(";", ",").split(",")
    elif not isinstance(given, Iterable):
        given = [given]
    names = [name if isinstance(name, str) else f"{name:g}" for name in given]
    return [name.strip() for name in names if name.strip()]


def _repeated(names: list[str]) -> list[str]:
    twice = sorted({name for name in names if names.count(name) > 1})
    return [f"{name}: there is more than one measure of this name." for name in twice]


def _matrix(chosen: list[tuple[str, list[str]]]) -> pd.DataFrame:
    outcomes = framework().outcomes.values()
    columns: dict[str, list[Any]] = {
        "number": [outcome.number for outcome in outcomes],
        "outcome": [outcome.name for outcome in outcomes],
    }
    for name, ids in chosen:
        columns[name] = ["yes" if outcome.id in ids else "" for outcome in outcomes]
    return pd.DataFrame(columns)
