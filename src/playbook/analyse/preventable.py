"""Potentially preventable admissions: emergency stays that earlier care might have spared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.analyse.conditions import CONDITIONS, Codes, Condition, read_conditions
from playbook.analyse.rates import Rate, crude_rate
from playbook.analyse.stay_rules import is_emergency, name_columns
from playbook.analyse.stays import table_of
from playbook.markup import say

if TYPE_CHECKING:
    from playbook.charts import Figure

_OTHERS = re.compile(r"(other_condition|other_diagnosis|condition|diagnosis)_?(\d+)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Preventable:
    """Emergency stays with a condition of the list. Made by :func:`preventable`.

    ``table`` has one row a group of conditions, the most frequent first: condition, stays,
    percent (of all stays that count), and bed_days where lengths are known. A stay may be in
    two groups; ``stays`` counts it once. ``rows`` says which rows of the file count.
    """

    table: pd.DataFrame
    rows: pd.Series
    emergencies: int
    notices: tuple[str, ...]

    @property
    def stays(self) -> int:
        """The stays that count, each one once."""
        return int(self.rows.sum())

    def rate(self, population: float, per: float = 100_000, confidence: float = 0.95) -> Rate:
        """Give the stays for every ``per`` people, with limits, as a crude rate."""
        return crude_rate(self.stays, population, per, confidence)

    def sentence(self) -> str:
        """Say how many emergency stays count, and which condition comes first."""
        if not self.stays:
            return f"None of {say(self.emergencies)} emergency stays had a condition of the list."
        top = self.table.iloc[0]
        return (
            f"{say(self.stays)} of {say(self.emergencies)} emergency stays "
            f"({100 * self.stays / self.emergencies:.1f}%) had a condition of the list. "
            f"{top['condition']} comes first, with {say(int(top['stays']))}. They are "
            f"potentially preventable: the list does not judge any single stay."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw a bar for each group of conditions that has any stays."""
        from playbook.charts import bars

        seen = self.table[self.table["stays"] > 0]
        return bars(
            seen.set_index("condition")["stays"],
            unit="emergency stays",
            name=name,
            message=message or self.sentence(),
            source=source,
            note="A stay may be in two groups. " + " ".join(self.notices),
            sample=sample,
        )


def preventable(stays: Any, *, conditions: str | Path = CONDITIONS) -> Preventable:
    """Find emergency stays with one of 19 groups of conditions, by ICD-10 code.

    ``stays`` is what :func:`stays` gives, or a table with one row a stay and the columns
    main_condition and other_condition_1, other_condition_2, ... as far as they are known.
    Only emergencies count, by the column emergency or admission_type; with neither, all rows
    are taken as emergencies and the notices say so. Codes may have a dot.

    ``conditions`` is a file in the layout of ``preventable.yml``: a partnership may have its own
    list. National work may leave out stays with certain operations: leave such rows out
    yourself first, if you follow that.

    "Potentially" matters. Use it to ask which care could come earlier, by place and condition;
    do not call a single admission avoidable, and do not set a target on it alone: coding and
    thresholds for admission differ between hospitals.

    Raises ``ValueError`` when there is no main_condition or no emergency stay, and as
    :func:`playbook.framework.read_policy` does for a wrong file.

    Source: Public Health Scotland, locality profiles (unscheduled care).

    >>> rows = pd.DataFrame({"main_condition": ["J44.1", "S72.0", "J20.9", "I21.9"],
    ...     "other_condition_1": [None, "E11.4", "J43.2", "E11.9"], "emergency": True})
    >>> found = preventable(rows)
    >>> found.stays, found.table["stays"].head(3).tolist()
    (3, [2, 1, 0])
    """
    table = name_columns(table_of(stays), ["main_condition"])
    groups = read_conditions(conditions)
    emergency, notices = _emergencies(table)
    if not emergency.any():
        raise ValueError("There is no emergency stay among these rows, so none can be counted.")
    codes = Codes(table, _condition_columns(table))
    if blank := int((codes.unreadable() & emergency).sum()):
        notices.append(
            f"Main condition not known or not a code: {say(blank)} of the emergency stays."
        )
    hits = {group.name: emergency & _holds(group, codes) for group in groups}
    counts = np.logical_or.reduce(list(hits.values()))
    rows = pd.Series(counts, index=table.index, name="preventable")
    return Preventable(
        _by_condition(hits, table, counts), rows, int(emergency.sum()), tuple(notices)
    )


def _holds(group: Condition, codes: Codes) -> Any:
    return np.logical_or.reduce([codes.holding(rule) for rule in group.rules])


def _by_condition(hits: dict[str, Any], table: pd.DataFrame, counts: Any) -> pd.DataFrame:
    whole = max(1, int(counts.sum()))
    rows = pd.DataFrame(
        {
            "condition": list(hits),
            "stays": [int(hit.sum()) for hit in hits.values()],
            "percent": [round(100 * hit.sum() / whole, 1) for hit in hits.values()],
        }
    )
    if "length_days" in table:
        days = table["length_days"].fillna(0).to_numpy()
        rows["bed_days"] = [int(days[hit].sum()) for hit in hits.values()]
    return rows.sort_values("stays", ascending=False, kind="stable", ignore_index=True)


def _emergencies(table: pd.DataFrame) -> tuple[Any, list[str]]:
    if "emergency" in table:
        return table["emergency"].fillna(False).to_numpy(dtype=np.bool_), []
    if "admission_type" in table:
        return is_emergency(table["admission_type"]), []
    said = "There is no column emergency or admission_type: all rows are taken as emergencies."
    return np.ones(len(table), dtype=np.bool_), [said]


def _condition_columns(table: pd.DataFrame) -> list[str]:
    """List the main condition first, then the others in the order of their numbers."""
    numbered = [
        (int(match[2]), str(column))
        for column in table
        if column != "main_condition" and (match := _OTHERS.fullmatch(str(column)))
    ]
    return ["main_condition", *(column for _, column in sorted(numbered))]
