"""The files of a priority-setting round, read together: money now, and what could change."""

from dataclasses import dataclass

import pandas as pd

from playbook.analyse import ResourceMap, resource_map
from playbook.data import Dataset
from playbook.data.wording import counted, listed
from playbook.markup import PlainError
from playbook.plan import ProgrammeBudget, programme_budget
from playbook.plan.money import pounds


@dataclass(frozen=True, eq=False)
class Priorities:
    """A round of priority setting. Made by :func:`read_priorities`.

    ``changes`` and ``releases`` are what could be added and what could be let go. ``now`` is
    the programme budget of one ``year``, and ``budget_check`` holds it to the budget's own sum.
    ``data`` is one of the four files: a sample if any of them is.
    """

    changes: pd.DataFrame
    releases: pd.DataFrame
    now: ProgrammeBudget
    budget_check: ResourceMap
    year: str
    data: Dataset

    def sentence(self) -> str:
        """Say what the four files hold together."""
        return (
            f"{counted(len(self.changes), 'proposal')} for more, which cost "
            f"{pounds(self.changes['cost'].sum())} a year together, and "
            f"{counted(len(self.releases), 'proposal')} for less, which free "
            f"{pounds(self.releases['saving'].sum())}."
        )

    def where_it_is(self) -> pd.DataFrame:
        """Give each programme: what is spent now, its share, and what proposals for more ask."""
        asked = self.changes.groupby("programme")["cost"].sum()
        table = self.now.table.set_index("programme")
        shown = pd.DataFrame(
            {
                "Spent now, £": table["spend_gbp"].round().astype(int),
                "Share, %": (100 * table["share"]).round(1),
                "Asked for, £": asked.reindex(table.index).fillna(0).round().astype(int),
            }
        )
        return shown.rename_axis("Programme").reset_index()

    def asked_where_nothing_is(self) -> str:
        """Name proposals for a programme on which nothing is spent today, or say nothing."""
        known = set(self.now.table["programme"])
        new = sorted({str(each) for each in self.changes["programme"]} - known)
        return f"Nothing is spent today on {listed(new)}, by that name." if new else ""


def read_priorities(
    budget: Dataset, costs: Dataset, changes: Dataset, releases: Dataset
) -> Priorities:
    """Read the four files of a round together, or say what does not agree.

    Of a budget of several years the latest is taken. Services that do not add up to the budget
    do not stop the round: ``budget_check`` says how far apart they are.

    Raises ``PlainError`` when one thing stands among what to add and what to let go, or when
    the services cost nothing.

    >>> from playbook.data import load
    >>> kinds = ("budget", "service_costs", "candidate_changes", "candidate_releases")
    >>> read_priorities(*map(load, kinds)).budget_check.reconciles
    True
    """
    year = max(budget.table["year"])
    total = float(budget.table.loc[budget.table["year"] == year, "budget_gbp"].sum())
    spending = costs.table[["programme", "cost_gbp"]].rename(columns={"cost_gbp": "spend"})
    if total <= 0 or spending["spend"].sum() <= 0:
        raise PlainError("The budget, or what services cost, adds up to nothing. Check both files.")
    both = sorted(set(changes.table["name"]) & set(releases.table["name"]))
    if both:
        raise PlainError(
            f"{listed(both)} stands among the proposals for more and among those for less. "
            f"Give them names that say what would be added and what would stop."
        )
    files = (changes, releases, costs, budget)
    return Priorities(
        changes.table.reset_index(drop=True),
        releases.table.reset_index(drop=True),
        programme_budget(spending),
        resource_map(costs.table, total),
        budget.schema.period.label(year),
        next((each for each in files if each.is_sample), changes),
    )
