"""A resource map: who money is spent on and where, and whether it adds up to the budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.inputs import check_number
from playbook.markup import say
from playbook.tables import need_columns

if TYPE_CHECKING:
    from playbook.charts import Figure

NOT_ALLOCATED = "Not allocated"
TOLERANCE_GBP = 0.5


@dataclass(frozen=True, eq=False)
class ResourceMap:
    """Spending by client group and locality. Made by :func:`resource_map`.

    ``table`` has one row for each group and locality: the two names, cost_gbp, percent, and
    per_head_gbp where people are known. ``cross`` has groups down and localities across with
    totals. ``difference_gbp`` is the budget less what is mapped, or ``None`` without a budget.
    """

    table: pd.DataFrame
    cross: pd.DataFrame
    total_gbp: float
    budget_gbp: float | None
    by: tuple[str, str]
    notices: tuple[str, ...]

    @property
    def difference_gbp(self) -> float | None:
        """The budget less what is mapped; above zero is money that the map does not show."""
        return None if self.budget_gbp is None else self.budget_gbp - self.total_gbp

    @property
    def reconciles(self) -> bool:
        """Whether the map adds up to the budget, to the nearest pound."""
        return self.difference_gbp is not None and abs(self.difference_gbp) <= TOLERANCE_GBP

    def sentence(self) -> str:
        """Say whether the map adds up to the budget, and by how much it does not."""
        mapped = f"The map holds £{say(self.total_gbp, 0)}"
        if self.difference_gbp is None or self.budget_gbp is None:
            return f"{mapped}. No budget was given to check it against."
        if self.reconciles:
            return f"{mapped}, which is the whole budget."
        gap = f"£{say(abs(self.difference_gbp), 0)}"
        percent = f"{100 * abs(self.difference_gbp) / self.budget_gbp:.1f}%"
        if self.difference_gbp > 0:
            return (
                f"{mapped} of a budget of £{say(self.budget_gbp, 0)}: "
                f"{gap} ({percent}) is not on the map."
            )
        return (
            f"{mapped}, which is {gap} ({percent}) more than the budget of "
            f"£{say(self.budget_gbp, 0)}. Something may be counted twice."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw a bar for each client group, and one for what is not on the map."""
        from playbook.charts import bars

        groups = self.table.groupby(self.by[0], sort=False)["cost_gbp"].sum()
        groups = groups.sort_values(ascending=False, kind="stable")
        if self.difference_gbp and self.difference_gbp > TOLERANCE_GBP:
            groups = pd.concat([groups, pd.Series({"Not on the map": self.difference_gbp})])
        return bars(
            groups,
            unit="pounds a year",
            name=name,
            message=message or self.sentence(),
            source=source,
            note=" ".join(self.notices),
            sample=sample,
        )


def resource_map(
    services: pd.DataFrame,
    budget_gbp: float | None = None,
    *,
    group: str = "client_group",
    locality: str = "locality",
    cost: str = "cost_gbp",
    people: pd.Series | None = None,
) -> ResourceMap:
    """Add up what services cost by client group and locality, and check it against the budget.

    ``services`` has one row for each service (or part of one): who it is for, where, and its
    yearly cost in pounds. A blank group or locality is kept as "Not allocated", never shared
    out by guess. ``budget_gbp`` is the stated budget, with the set-aside: a difference is shown,
    not hidden. ``people`` by locality gives the cost for each person there.

    Do not read cost as need or as worth: it shows what was decided before. Income must be
    taken off, and money between partners counted once.

    Raises ``ValueError`` for missing columns, a cost that is missing, negative or text, a
    budget that is not above zero, or a locality without people when ``people`` is given.

    Source: strategic needs assessment practice; the total is the Integration Joint Board's
    published budget.

    >>> rows = pd.DataFrame({"client_group": ["Older people", "Older people", "All"],
    ...     "locality": ["North", None, "South"], "cost_gbp": [600_000, 150_000, 200_000]})
    >>> resource_map(rows, 1_000_000).sentence()
    'The map holds £950,000 of a budget of £1,000,000: £50,000 (5.0%) is not on the map.'
    """
    need_columns(services, [group, locality, cost], "table of services")
    costs = [
        check_number(value, f"{cost} in row {at}") for at, value in enumerate(services[cost], 1)
    ]
    budget = None if budget_gbp is None else check_number(budget_gbp, "budget_gbp", above=0)
    keys = services[[group, locality]].map(_named)
    rows = keys.assign(cost_gbp=costs)
    sums = rows.groupby([group, locality], sort=False)["cost_gbp"].sum()
    table = sums.reset_index()
    total = float(np.sum(costs))
    table["percent"] = 100 * table["cost_gbp"] / total if total else 0.0
    cross = table.pivot(index=group, columns=locality, values="cost_gbp").fillna(0.0)
    cross["Total"] = cross.sum(axis=1)
    cross.loc["Total"] = cross.sum()
    if people is not None:
        table["per_head_gbp"] = _per_head(table, locality, people)
    said = _notices(table, group, locality)
    return ResourceMap(table, cross, total, budget, (group, locality), said)


def _named(value: Any) -> str:
    """Give a name without stray spaces; a blank is not allocated."""
    return NOT_ALLOCATED if pd.isna(value) or not str(value).strip() else str(value).strip()


def _per_head(table: pd.DataFrame, locality: str, people: pd.Series) -> pd.Series:
    """Divide by the people of each locality; what is not allocated has no people."""
    known = {
        str(place): check_number(count, f"people, {place},", above=0)
        for place, count in people.items()
    }
    if absent := sorted({*table[locality]} - {NOT_ALLOCATED} - known.keys()):
        raise ValueError(f"There is no number of people for {', '.join(absent)}.")
    return table["cost_gbp"] / table[locality].map(known)


def _notices(table: pd.DataFrame, group: str, locality: str) -> tuple[str, ...]:
    said = []
    for column, what in ((group, "client group"), (locality, "locality")):
        loose = float(table.loc[table[column] == NOT_ALLOCATED, "cost_gbp"].sum())
        if loose:
            said.append(f"£{say(loose, 0)} has no {what}.")
    return tuple(said)
