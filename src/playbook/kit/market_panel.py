"""A what-if panel for a market, and the plan to buy beside the places that need it."""

from playbook.data import Dataset
from playbook.data.wording import listed
from playbook.implement import (
    Intentions,
    MarketShares,
    NeedAndSupply,
    market_shares,
    need_and_supply,
)
from playbook.kit.panel_numbers import whole_number
from playbook.kit.papers import Paper
from playbook.kit.plainly import plainly
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say

PERCENTS = (0, 10, 25, 50, 100)


def hand_back_panel(
    shares: MarketShares,
    *,
    unit: str = "hours a week",
    source: str,
    sample: bool = False,
    name: str = "hand-back",
) -> Explorer:
    """Show what is left to find in a place when its largest provider hands work back.

    ``unit`` says what is bought. For each place the largest provider is taken. The others there
    would have to grow by what it hands back; where there is nobody else, the panel says so.
    """
    first = shares.table.groupby("locality", sort=False, observed=True).head(1)
    first = first.sort_values("share_percent", ascending=False, kind="stable")
    places = first.to_dict("records")
    whole = shares.table.groupby("locality", sort=False, observed=True)["units_a_week"].sum()

    def where(at: float) -> str:
        return str(places[int(at)]["locality"])

    def left(place: float, percent: float) -> dict[str, float]:
        row = places[int(place)]
        back = row["units_a_week"] * percent / 100
        others = whole[row["locality"]] - row["units_a_week"]
        return {"back": back, "grow": 100 * back / others if others else 0.0}

    def told(place: float, percent: float, back: float, grow: float) -> str:
        row = places[int(place)]
        if not percent:
            return f"{row['provider']} in {row['locality']} keeps all its work."
        start = (
            f"If {row['provider']} hands back {say(percent)}% in {row['locality']}, "
            f"{say(back, 0)} {unit} need somebody else."
        )
        if whole[row["locality"]] == row["units_a_week"]:
            return f"{start} Nobody else has a contract there."
        return f"{start} The others there would have to grow by {say(grow, 0)}%."

    return explorer(
        name,
        [
            Control("place", "Where", range(len(places)), 0, "", where),
            Control("percent", "Handed back by the largest provider", PERCENTS, 0, "%"),
        ],
        left,
        [
            Result("back", "To find", unit, whole_number),
            Result("grow", "Growth that the others there would need", "%", whole_number),
        ],
        told,
        message="What if the largest provider hands work back?",
        source=source,
        note="What the partnership provides itself is not in it. Nor is whether anybody is free.",
        sample=sample,
        start="nothing handed back",
    )


def need_of(paper: Paper, places: Dataset) -> NeedAndSupply:
    """Lay need beside supply for the service that the paper of a market names.

    Raises ``PlainError`` when the file of places does not hold it.
    """
    with plainly(f"{paper.path.name} and the file of places do not go together"):
        return need_and_supply(places.table, str(paper.fields["service"]))


def shares_of(paper: Paper, contracts: Dataset) -> MarketShares:
    """Work out who holds the service whose contracts the paper of a market names.

    Raises ``PlainError`` when the file of contracts does not hold it.
    """
    with plainly(f"{paper.path.name} and the file of contracts do not go together"):
        return market_shares(contracts.table, str(paper.fields["contract_service"]))


def places_without_a_plan(need: NeedAndSupply, plan: Intentions) -> str:
    """Say in which places people wait and nothing more or new will be bought."""
    waiting = need.table[need.table["waiting"] > 0]["locality"].astype(str).tolist()
    if not waiting:
        return "Nobody waits anywhere, so no place is left out."
    left = plan.without_any(waiting)
    if not left:
        return "In every place where people wait, something more or new will be bought."
    longest = " It has the longest list for its size." if left == (waiting[0],) else ""
    return f"People wait in {listed(left)}, and nothing more or new is planned there.{longest}"
