"""Who has power, who has an interest, and who must be brought in because the change is theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.implement.rules import Involvement, involvement_rules
from playbook.inputs import Record, read_records, read_score

if TYPE_CHECKING:
    from playbook.charts import Figure

LEAST, MOST = 1, 5
_TITLES = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Prof|Cllr)\b\.? [A-Z]")


@dataclass(frozen=True, eq=False)
class PowerInterest:
    """Groups on the map of power and interest. Made by :func:`power_interest`.

    ``table`` has one row a group: group, power, interest, impact, quadrant (its name), moved
    (true where the equity rule applies), treatment (what is done) and what it means. Groups
    that the rule moves come first, then the most powerful.
    """

    table: pd.DataFrame
    rules: Involvement
    notices: tuple[str, ...]

    @property
    def moved(self) -> tuple[str, ...]:
        """The groups that the equity rule brings in."""
        return tuple(self.table.loc[self.table["moved"], "group"])

    def sentence(self) -> str:
        """Say how many groups get each treatment, and whom the equity rule brings in."""
        counts = self.table["treatment"].value_counts(sort=False)
        parts = [f"{count} to {str(name).lower()}" for name, count in counts.items()]
        groups = "1 group" if len(self.table) == 1 else f"{len(self.table)} groups"
        told = f"Of {groups}: {', '.join(parts)}."
        if not self.moved:
            return told
        return f"{told} The equity rule brings in {', '.join(self.moved)}."

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the four quarters with the groups in each, and mark those that are brought in."""
        from playbook.implement.draw import draw_map  # matplotlib is slow to load

        return draw_map(self, name=name, source=source, message=message, sample=sample)


def power_interest(groups: Any, *, rules: Path | None = None) -> PowerInterest:
    """Map groups by power and interest, and never leave the people most affected outside.

    ``groups`` is a table or a list of mappings with group, power, interest and impact, each
    from 1 (very little) to 5 (very much): the power to help or stop the change, the interest
    in it, and how hard it falls on them. 3 and above counts as high.

    High power and interest: manage closely. High power only: keep satisfied. High interest
    only: keep informed. Neither: monitor. The equity rule: a group with low power and high
    impact is moved to involve, whatever its quarter.

    Name groups and roles, never people: maps are shared. A title such as "Dr" gets a notice.

    Raises ``ValueError`` for scores off the scale, a group twice, an unknown field or no groups;
    ``TypeError`` for anything that is not such a table.

    Source: Mendelow 1991; the equity rule is our own.

    >>> found = power_interest([
    ...     {"group": "People waiting to go home", "power": 1, "interest": 4, "impact": 5}])
    >>> found.table[["quadrant", "treatment"]].iloc[0].tolist()
    ['Keep informed', 'Involve']
    """
    policy = involvement_rules(rules)
    fields = ["group", "power", "interest", "impact"]
    records = read_records(groups, "group", needed=fields, optional=["note"])
    rows = [_row(record, at, policy) for at, record in enumerate(records, start=1)]
    names = [row["group"] for row in rows]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise ValueError(f"{name} is on the map twice. Keep one, or say what tells them apart.")
    rows.sort(key=lambda row: (not row["moved"], -row["power"], -row["interest"], row["group"]))
    notices = tuple(
        f"“{name}” looks like a person. Name the group or the role instead."
        for name in names
        if _TITLES.search(name)
    )
    return PowerInterest(pd.DataFrame(rows), policy, notices)


def _row(record: Record, at: int, policy: Involvement) -> dict[str, Any]:
    name = record["group"]
    if not isinstance(name, str):
        raise ValueError(f"Group {at} has no name.")
    power, interest, impact = (
        read_score(record[field], f"{name}: {field}", LEAST, MOST)
        for field in ("power", "interest", "impact")
    )
    high = policy.threshold
    quadrant = policy.quadrant(power >= high, interest >= high)
    moved = power < high <= impact
    treatment = policy.equity if moved else quadrant
    return {
        "group": name,
        "power": power,
        "interest": interest,
        "impact": impact,
        "quadrant": quadrant.name,
        "moved": moved,
        "treatment": treatment.name,
        "meaning": treatment.text,
    }
