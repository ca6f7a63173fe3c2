"""What to fund under a budget: the best set, beside the ranking by benefit for each pound."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.inputs import check_number
from playbook.markup import say
from playbook.plan.candidates import per_pound, read_candidates
from playbook.plan.knapsack import best_set
from playbook.plan.money import pounds

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False)
class Funding:
    """Two answers to one budget: the best set, and the ranking. By :func:`fund_within_budget`.

    ``table`` has one row a candidate, by benefit for each pound: name, cost, benefit,
    benefit_per_pound, chosen (in the best set), ranking_chosen.
    """

    table: pd.DataFrame
    budget: float

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the best set, in the order given."""
        return self._named("chosen")

    @property
    def cost(self) -> float:
        """What the best set costs."""
        return self._sum("chosen", "cost")

    @property
    def benefit(self) -> float:
        """The benefit of the best set: no other set within the budget has more."""
        return self._sum("chosen", "benefit")

    @property
    def ranking_chosen(self) -> tuple[str, ...]:
        """The names that the ranking funds, in the order given."""
        return self._named("ranking_chosen")

    @property
    def ranking_cost(self) -> float:
        """What the set of the ranking costs."""
        return self._sum("ranking_chosen", "cost")

    @property
    def ranking_benefit(self) -> float:
        """The benefit of the set of the ranking."""
        return self._sum("ranking_chosen", "benefit")

    def sentence(self) -> str:
        """Say what the best set holds, and what the ranking would have missed."""
        if not self.chosen:
            return f"Nothing fits a budget of {pounds(self.budget)}."
        told = (
            f"A budget of {pounds(self.budget)} buys the most benefit, {say(self.benefit)} points, "
            f"with {', '.join(self.chosen)}."
        )
        missed = self.benefit - self.ranking_benefit
        if set(self.chosen) == set(self.ranking_chosen):
            return f"{told} Ranking by benefit for each pound gives the same set."
        if missed <= 1e-6 * max(1.0, abs(self.benefit)):
            return f"{told} Ranking by benefit for each pound gives another set, worth as much."
        return f"{told} Ranking by benefit for each pound reaches {say(self.ranking_benefit)}."

    def plot(
        self, *, name: str, source: str, sample: bool = False, message: str | None = None
    ) -> "Figure":
        """Draw the benefit of each candidate for £100,000, and say which are funded."""
        from playbook.charts import bars  # matplotlib is slow to load

        paid = self.table[np.isfinite(self.table["benefit_per_pound"])]
        labels = [
            f"{row.name_} ({'funded' if row.chosen else 'not funded'}, {pounds(row.cost)})"
            for row in paid.rename(columns={"name": "name_"}).itertuples()
        ]
        free = self.table.loc[~np.isfinite(self.table["benefit_per_pound"]), "name"]
        return bars(
            pd.Series((100_000 * paid["benefit_per_pound"]).to_list(), index=labels),
            unit="benefit for each £100,000",
            name=name,
            message=message or self.sentence(),
            source=source,
            sample=sample,
            note=f"Free of cost, so always funded: {', '.join(free)}." if len(free) else "",
            colour="plan",
        )

    def _named(self, column: str) -> tuple[str, ...]:
        return tuple(self.table[self.table[column]].sort_index()["name"])

    def _sum(self, column: str, of: str) -> float:
        return float(self.table.loc[self.table[column], of].sum())


def fund_within_budget(candidates: pd.DataFrame, budget: float) -> Funding:
    """Find the set of candidates with the most benefit that a budget pays for.

    ``candidates`` has columns name, cost and benefit (cost in pounds, benefit in points; both
    zero or more). Each is funded whole or not at all. The best set is found exactly by a
    solver (0-1 knapsack); of two sets with equal benefit, the cheaper. Beside it stands the
    plain ranking: by benefit for each pound, funding whatever still fits.

    Points must mean the same for every candidate and add up: two schemes that reach the same
    people do not. The set is advice; publish it with its reasons, and let it be challenged.

    Raises ``ValueError`` for missing columns, repeated names, negative or missing numbers, and
    a negative budget.

    Source: Mitton and Donaldson, Priority Setting Toolkit, 2004; Daniels and Sabin on
    accountability for reasonableness.

    >>> wishes = pd.DataFrame({"name": ["a", "b", "c"], "cost": [100, 60, 60],
    ...     "benefit": [60, 33, 33]})
    >>> funded = fund_within_budget(wishes, 120)
    >>> funded.chosen, funded.benefit, funded.ranking_chosen, funded.ranking_benefit
    (('b', 'c'), 66.0, ('a',), 60.0)
    """
    check_number(budget, "budget")
    table = read_candidates(candidates, {"cost": 0, "benefit": 0}, "candidates")
    if table.empty:
        raise ValueError("There are no candidates. Give one row for each.")
    table["benefit_per_pound"] = per_pound(table["benefit"], table["cost"])
    table["chosen"] = best_set(table["benefit"].to_numpy(), table["cost"].to_numpy(), budget)
    order = table.sort_values(
        ["benefit_per_pound", "benefit"], ascending=False, kind="stable"
    ).index
    table["ranking_chosen"] = _by_ranking(table.loc[order, "cost"], budget).reindex(table.index)
    return Funding(table.loc[order], float(budget))


def _by_ranking(costs: pd.Series, budget: float) -> pd.Series:
    """Fund down the ranking, passing over whatever no longer fits."""
    left, funded = budget, []
    for cost in costs:
        fits = cost <= left + 1e-9
        left -= cost if fits else 0
        funded.append(fits)
    return pd.Series(funded, index=costs.index, dtype=bool)


@dataclass(frozen=True, eq=False)
class Shift:
    """What to add and what to release at the margin. Made by :func:`shift_at_the_margin`.

    ``table`` has one row a proposal: name, kind ("add" or "release"), gbp (spent or set free),
    benefit (gained or lost), benefit_per_pound, chosen. Adds come first, the best value at
    the top; then releases, the least loss for each pound at the top.
    """

    table: pd.DataFrame
    budget: float

    @property
    def adds(self) -> tuple[str, ...]:
        """The names to add."""
        return self._names("add")

    @property
    def releases(self) -> tuple[str, ...]:
        """The names to release."""
        return self._names("release")

    @property
    def net_benefit(self) -> float:
        """Benefit gained less benefit lost."""
        picked = self.table[self.table["chosen"]]
        return float(picked["benefit"].where(picked["kind"] == "add", -picked["benefit"]).sum())

    @property
    def net_cost(self) -> float:
        """Pounds spent less pounds set free."""
        picked = self.table[self.table["chosen"]]
        return float(picked["gbp"].where(picked["kind"] == "add", -picked["gbp"]).sum())

    def sentence(self) -> str:
        """Say what to stop, what to start, and what it gains."""
        if not self.adds and not self.releases:
            return "No shift gains more benefit than it loses: leave spending as it is."
        stop = f"Release {'; '.join(self.releases)}" if self.releases else "Release nothing"
        start = f"add {'; '.join(self.adds)}" if self.adds else "add nothing"
        money = f"{pounds(abs(self.net_cost))} {'more' if self.net_cost > 0 else 'less'} is spent"
        spent = "the same is spent" if abs(self.net_cost) < 0.5 else money
        return f"{stop} and {start}: {say(self.net_benefit)} points more benefit, and {spent}."

    def _names(self, kind: str) -> tuple[str, ...]:
        return tuple(self.table.loc[self.table["chosen"] & (self.table["kind"] == kind), "name"])


def shift_at_the_margin(adds: Any, releases: Any, new_money: float = 0.0) -> Shift:
    """Compare what could be added with what could be released, and find the best shift.

    ``adds`` has columns name, cost, benefit (gained); ``releases`` has name, saving, benefit
    (lost). The best set of both gains the most net benefit with spending up by no more than
    ``new_money`` (pounds; 0 means the adds are paid for by the releases). A release that
    loses more than the money gains elsewhere is left alone.

    Savings must be cash that really moves (:func:`net_cash_release`), not bed days × average
    cost. Benefits lost need the same care, and the same voices, as benefits gained.

    Raises ``ValueError`` as :func:`fund_within_budget` does, and for a name in both tables.

    Source: Mitton and Donaldson, Priority Setting Toolkit, 2004.

    >>> adds = pd.DataFrame({"name": ["Night care"], "cost": [100], "benefit": [30]})
    >>> releases = pd.DataFrame({"name": ["Old clinic", "Transport"], "saving": [120, 100],
    ...     "benefit": [10, 25]})
    >>> shift_at_the_margin(adds, releases).sentence()
    'Release Old clinic and add Night care: 20 points more benefit, and £20 less is spent.'
    """
    check_number(new_money, "new_money")
    start = read_candidates(adds, {"cost": 0, "benefit": 0}, "adds")
    stop = read_candidates(releases, {"saving": 0, "benefit": 0}, "releases")
    both = set(start["name"]) & set(stop["name"])
    if both:
        raise ValueError(f"In adds and in releases at once: {', '.join(sorted(both))}.")
    if start.empty and stop.empty:
        raise ValueError("There is nothing to add and nothing to release.")
    table = pd.concat(
        [
            start.rename(columns={"cost": "gbp"}).assign(kind="add"),
            stop.rename(columns={"saving": "gbp"}).assign(kind="release"),
        ],
        ignore_index=True,
    )
    sign = np.where(table["kind"] == "add", 1.0, -1.0)
    table["benefit_per_pound"] = per_pound(table["benefit"], table["gbp"])
    gains, costs = sign * table["benefit"].to_numpy(), sign * table["gbp"].to_numpy()
    table["chosen"] = best_set(gains, costs, float(new_money))
    best_first = table["benefit_per_pound"] * -sign
    order = np.lexsort((best_first, table["kind"] == "release"))
    columns = ["name", "kind", "gbp", "benefit", "benefit_per_pound", "chosen"]
    return Shift(table.loc[order, columns].reset_index(drop=True), float(new_money))
