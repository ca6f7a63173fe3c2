"""The money for older people: how much of it is in beds, and how the rest falls on localities."""

from dataclasses import dataclass

import pandas as pd

from playbook.analyse import Reconciliation, reconcile, resource_map
from playbook.data import Dataset
from playbook.data.wording import listed
from playbook.kit.plainly import plainly
from playbook.markup import PlainError, say

BEDS = "bed-based"
PREVENTION = "prevention"


@dataclass(frozen=True, eq=False)
class OlderMoney:
    """What is spent on older people, by setting and place. Made by :func:`older_money`.

    ``settings`` is the yearly cost of each setting, the largest first. ``places`` has one row a
    locality: locality, cost_gbp and per_head_gbp, outside beds, for each person aged 75 and
    over, the least first. ``not_allocated_gbp`` is what no locality is named for.
    """

    settings: pd.Series
    places: pd.DataFrame
    not_allocated_gbp: float

    def percent(self, setting: str) -> float:
        """Give the share of a setting, in percent; 0 where nothing is spent on it."""
        own = self.settings[self.settings.index.str.casefold() == setting]
        return 100 * float(own.sum()) / float(self.settings.sum())

    def sentence(self) -> str:
        """Say how much of the money is in beds, and how much in prevention."""
        return (
            f"Of the money for older people {self.percent(BEDS):.0f}% is in beds, and "
            f"{self.percent(PREVENTION):.0f}% in prevention."
        )

    def place_sentence(self) -> str:
        """Say where least is spent outside beds for each older person, and the range elsewhere."""
        first, rest = self.places.iloc[0], self.places.iloc[1:]
        told = (
            f"Outside beds, {first['locality']} gets least: £{say(first['per_head_gbp'], 0)} for "
            "each person aged 75 and over."
        )
        if rest.empty:
            return told
        low, high = (say(rest["per_head_gbp"].agg(each), 0) for each in ("min", "max"))
        return f"{told} Elsewhere it is £{low} to £{high}."


def older_money(costs: Dataset, people: pd.Series) -> OlderMoney:
    """Add up what is spent on older people, by setting, and outside beds by locality.

    ``people`` counts those aged 75 and over in each locality. What is not split over localities
    is not shared out by guess.

    Raises ``PlainError`` when no service is for older people, or the localities differ.

    >>> from playbook.data import load
    >>> from playbook.kit import older_people
    >>> older_money(load("service_costs"), older_people(load("locality_population"))).sentence()
    'Of the money for older people 52% is in beds, and 4% in prevention.'
    """
    groups = costs.table["client_group"].astype(str)
    ours = costs.table[groups.str.casefold().str.contains("older")]
    if ours.empty or not ours["cost_gbp"].sum():
        raise PlainError(
            f"No service is for older people. The client groups are {listed(sorted(set(groups)))}."
        )
    settings = ours.groupby("setting", sort=False, observed=True)["cost_gbp"].sum()
    outside = ours[ours["setting"].astype(str).str.casefold() != BEDS]
    given = outside.dropna(subset="locality")
    given = given[given["locality"].astype(str).str.strip() != ""]
    with plainly("The costs and the people of each locality do not go together"):
        if given.empty:
            raise PlainError("No cost outside beds has a locality.")
        found = resource_map(given, group="setting", people=people).table
    sums = found.groupby("locality", sort=False)[["cost_gbp", "per_head_gbp"]].sum()
    return OlderMoney(
        settings.sort_values(ascending=False, kind="stable"),
        sums.sort_values("per_head_gbp", kind="stable").reset_index(),
        float(outside["cost_gbp"].sum() - given["cost_gbp"].sum()),
    )


def budget_beside_costs(budget: Dataset, costs: Dataset) -> Reconciliation:
    """Set the latest year of a budget beside what services cost.

    Raises ``PlainError`` when they cannot be set side by side.

    >>> from playbook.data import load
    >>> budget_beside_costs(load("budget"), load("service_costs")).reconciles
    True
    """
    latest = budget.table[budget.table["year"] == budget.table["year"].max()]
    with plainly("The budget and the costs could not be set side by side"):
        return reconcile(latest, costs.table)


def lines_table(found: Reconciliation) -> pd.DataFrame:
    """Give the lines of a budget for a page, in thousands of pounds."""
    columns = {
        "budget_line": "Budget line",
        "holder": "Held by",
        "budget_gbp": "Budget",
        "services_gbp": "Its services",
        "forecast_gbp": "Forecast",
        "over_gbp": "Forecast over budget",
    }
    table = found.table[list(columns)].rename(columns=columns)
    money = list(columns.values())[2:]
    table[money] = (table[money] / 1000).round()
    return table
