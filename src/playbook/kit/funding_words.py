"""What to fund, in words: two sets side by side, how firm each is, and what a release is worth."""

import numpy as np
import pandas as pd

from playbook.data.wording import counted, listed
from playbook.kit.priorities import Priorities
from playbook.kit.showing import cited
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say
from playbook.plan import Funding, fund_within_budget, shift_at_the_margin
from playbook.plan.money import pounds

_DRAWS, _SEED = 300, 1
_FIRM = 0.9  # funded so often, and a point more or less does not matter
_COST_CHANGES = (-10.0, 0.0, 10.0, 20.0)
_STEPS = 12


def two_sets(funding: Funding, changes: pd.DataFrame) -> pd.DataFrame:
    """Set the best set beside the plain ranking: pounds, points, people and who they are."""
    ways = {"Most benefit": funding.chosen, "Plain ranking": funding.ranking_chosen}
    by_name = changes.set_index("name")
    rows = {
        way: (
            f"{by_name.loc[list(names), 'cost'].sum():,.0f}",
            say(by_name.loc[list(names), "benefit"].sum()),
            f"{by_name.loc[list(names), 'people_helped'].sum():,.0f}",
            listed(sorted(by_name.loc[list(names), "client_group"].unique())) or "Nobody",
            listed(names) or "Nothing",
        )
        for way, names in ways.items()
    }
    heads = ["Cost, £ a year", "Points", "People helped", "For whom", "What is funded"]
    return pd.DataFrame(rows, index=heads).rename_axis("").reset_index()


def people_and_points(funding: Funding, changes: pd.DataFrame) -> str:
    """Say which of the two sets helps more people, and which has more points."""
    people = changes.set_index("name")["people_helped"]
    best, ranked = (
        int(people.reindex(list(names)).sum()) for names in (funding.chosen, funding.ranking_chosen)
    )
    if set(funding.chosen) == set(funding.ranking_chosen):
        return f"Both ways give one set, and it helps {say(best)} people a year."
    more = "more" if best > ranked else "fewer" if best < ranked else "as many"
    return (
        f"The set with most benefit has {say(funding.benefit - funding.ranking_benefit)} points "
        f"more than the ranking, and helps {more} people: {say(best)} against {say(ranked)}."
    )


def how_firm(changes: pd.DataFrame, budget: float, percent: float = 10) -> pd.DataFrame:
    """Say how often each proposal is in the best set when every point could be otherwise.

    The points of each are drawn 300 times, up to so many per cent lower or higher, each by
    itself and from a fixed seed. Gives name, funded (with the points as they are), share_funded
    and verdict ("firm", "on the edge" or "out").
    """
    draws = np.random.default_rng(_SEED)
    base = fund_within_budget(changes, budget)
    times = pd.Series(0.0, index=changes["name"])
    for _ in range(_DRAWS):
        factor = draws.uniform(1 - percent / 100, 1 + percent / 100, len(changes))
        drawn = fund_within_budget(changes.assign(benefit=changes["benefit"] * factor), budget)
        times[list(drawn.chosen)] += 1
    share = times / _DRAWS
    verdict = np.select([share >= _FIRM, share <= 1 - _FIRM], ["firm", "out"], "on the edge")
    table = pd.DataFrame(
        {
            "name": share.index,
            "funded": share.index.isin(base.chosen),
            "share_funded": share.to_numpy(),
            "verdict": verdict,
        }
    )
    return table.sort_values("share_funded", ascending=False, kind="stable", ignore_index=True)


def firm_sentence(firm: pd.DataFrame, percent: float = 10) -> str:
    """Say which proposals hold whatever the points, and which stand on the edge."""
    names = {
        each: list(firm.loc[firm["verdict"] == each, "name"]) for each in ("firm", "on the edge")
    }
    told = f"If every score could be {say(percent)}% lower or higher"
    held = f"{listed(names['firm'])} would still be" if names["firm"] else "no proposal would be"
    edge = counted(len(names["on the edge"]), "proposal")
    return f"{told}, {held} funded nearly always. {edge} would come and go."


def worth_of_releases(priorities: Priorities, new_money: float) -> pd.DataFrame:
    """Say what letting go of each thing gains in the end: with it, less without it.

    For every release of the best shift the whole sum is done again with that release kept as
    it is. Gives name, saving, lost (its own points) and gain (net points that it brings).
    """
    adds, releases = priorities.changes, priorities.releases
    best = shift_at_the_margin(adds, releases, new_money)
    rows = []
    for name in best.releases:
        kept = shift_at_the_margin(adds, releases[releases["name"] != name], new_money)
        own = releases[releases["name"] == name].to_dict("records")[0]
        rows.append((name, own["saving"], own["benefit"], best.net_benefit - kept.net_benefit))
    table = pd.DataFrame(rows, columns=["name", "saving", "lost", "gain"])
    return table.sort_values("gain", ascending=False, kind="stable", ignore_index=True)


def least_worth(worth: pd.DataFrame) -> str:
    """Name the release that gains least in the end, or say that nothing is let go."""
    if worth.empty:
        return "Nothing is let go: no release gains more than it loses."
    last = worth.to_dict("records")[-1]
    return (
        f"Letting go of “{last['name']}” gains least: {say(last['gain'])} points in the end. "
        f"Yet {say(last['lost'])} points are lost by the people who have it now."
    )


def budget_panel(
    changes: pd.DataFrame, money: float, data: Priorities, *, name: str = "what-to-fund"
) -> Explorer:
    """Show what is funded with more or less money, and if costs turn out otherwise.

    ``money`` is today's sum. The steps go from nothing to what all proposals cost together.
    """

    def fund(money: float, costs: float) -> dict[str, float]:
        found = _fund(changes, money, costs)
        people = changes.set_index("name").loc[list(found.chosen), "people_helped"].sum()
        return {
            "benefit": found.benefit,
            "ranking": found.ranking_benefit,
            "people": float(people),
            "left": money - found.cost,
        }

    steps = np.linspace(0, float(changes["cost"].sum()), _STEPS).round(-4)
    return explorer(
        name,
        [
            Control("money", "Money for the year", sorted({*map(float, steps), float(money)}),
                    float(money), "", pounds),
            Control("costs", "Costs turn out", _COST_CHANGES, 0.0, "%", _change),
        ],
        fund,
        [
            Result("benefit", "Most benefit", "points"),
            Result("ranking", "By plain ranking", "points"),
            Result("people", "People helped by it in a year", "", lambda each: say(each, 0)),
            Result("left", "Money left over", "", pounds),
        ],
        lambda money, costs, **_: _told(_fund(changes, money, costs)),
        message="What if there were more money, or less, or costs were higher?",
        note="Each proposal is funded whole or not at all.",
        start="the sum above",
        **cited(data.data),
    )  # fmt: skip


def _fund(changes: pd.DataFrame, money: float, costs: float) -> Funding:
    return fund_within_budget(changes.assign(cost=changes["cost"] * (1 + costs / 100)), money)


def _change(percent: float) -> str:
    return f"{percent:+g}" if percent else "0"


def _told(funding: Funding) -> str:
    if not funding.chosen:
        return "Nothing fits this sum."
    return f"Funded: {listed(funding.chosen)}."
