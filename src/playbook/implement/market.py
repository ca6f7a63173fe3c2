"""The market of care place by place: need beside supply, who holds it, and who may not last."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from playbook.framework.policy import read_policy
from playbook.framework.register import Register, unknown
from playbook.markup import say

if TYPE_CHECKING:
    from playbook.charts import Figure

_OURS = Path(__file__).with_name("market.yml")


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A sign that a provider may not last, shown at or beyond a line."""

    id: str
    column: str
    line: int
    above: bool
    text: str

    def shown_by(self, values: pd.Series) -> pd.Series:
        """Tell for each value whether it shows the sign; a missing value shows none."""
        return values >= self.line if self.above else values <= self.line


@dataclass(frozen=True, kw_only=True)
class MarketRules:
    """The signs, and how many make a provider fragile."""

    signs: Register[Sign]
    fragile: int
    dominant: int


@dataclass(frozen=True, eq=False)
class MarketShares:
    """Who holds a service in each place. Made by :func:`market_shares`.

    ``table`` has one row for each place and provider, the largest first: locality, provider,
    units_a_week, share_percent and notice_months (the shortest of its contracts there).
    """

    table: pd.DataFrame
    service: str
    dominant: int

    @property
    def in_one_hand(self) -> pd.DataFrame:
        """The places where one provider holds the line of ``market.yml`` or more."""
        return self.table[self.table["share_percent"] >= self.dominant].reset_index(drop=True)

    def sentence(self, *, named: bool = True) -> str:
        """Name the place that rests most on one provider; without its name, for print."""
        first = self.table.sort_values("share_percent", ascending=False, kind="stable").iloc[0]
        notice = int(first["notice_months"])
        months = "1 month" if notice == 1 else f"{notice} months"
        who = first["provider"] if named else "One provider"
        where = "everywhere" if first["locality"] == "All" else f"in {first['locality']}"
        return (
            f"{who} has {first['share_percent']:.0f}% of what is bought {where}, "
            f"and may leave with {months} of notice."
        )


@dataclass(frozen=True, eq=False)
class FragileProviders:
    """Signs that providers may not last. Made by :func:`fragile_providers`.

    ``table`` has one row a provider, the most signs first: provider, signs (a count), told (the
    signs in words), value_gbp (of its contracts) and fragile.
    """

    table: pd.DataFrame
    rules: MarketRules

    def sentence(self) -> str:
        """Say how many providers are fragile by the rules, and name the first."""
        found = self.table[self.table["fragile"]]
        providers = f"{len(self.table)} providers"
        if found.empty:
            return f"None of {providers} shows {self.rules.fragile} signs or more."
        first = found.iloc[0]
        count = f"{len(found)} of {providers} {'shows' if len(found) == 1 else 'show'}"
        return (
            f"{count} {self.rules.fragile} signs or more. {first['provider']} shows "
            f"{first['signs']} of {len(self.rules.signs)}."
        )


@dataclass(frozen=True, eq=False)
class NeedAndSupply:
    """Places, and people waiting for them, by locality. Made by :func:`need_and_supply`.

    ``table`` has one row a locality, the longest list first: locality, places, places_before
    (a year earlier), people_served, waiting, waiting_before, and waiting_per_100 places.
    """

    table: pd.DataFrame
    service: str
    month: pd.Timestamp
    before: pd.Timestamp

    def sentence(self) -> str:
        """Name the place with most people waiting for its places, and what changed there."""
        if not self.table["waiting"].sum():
            return f"Nobody waits for {self.service} in {say(self.month)}."
        first = self.table.iloc[0]
        change = int(first["places"] - first["places_before"])
        moved = (
            "as many as"
            if not change
            else f"{abs(change)} {'more' if change > 0 else 'fewer'} than"
        )
        return (
            f"{self.service}: {first['locality']} has most people waiting for its size in "
            f"{say(self.month)}, {say(int(first['waiting']))} for {say(int(first['places']))} "
            f"places. That is {moved} in {say(self.before)}."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the people waiting for each 100 places, locality by locality."""
        from playbook.charts import bars  # matplotlib is slow to load

        known = self.table.dropna(subset="waiting_per_100").set_index("locality")
        without = self.table.loc[self.table["waiting_per_100"].isna(), "locality"].astype(str)
        return bars(
            known["waiting_per_100"].round(1).rename_axis("Locality"),
            unit="people waiting for each 100 places",
            name=name,
            message=message or self.sentence(),
            source=source,
            note=f"No places, so no rate: {', '.join(without)}." if len(without) else "",
            sample=sample,
            colour="implement",
        )


def market_rules(path: Path | None = None) -> MarketRules:
    """Read the signs of a fragile provider, from our file or a partnership's own.

    >>> market_rules().fragile
    3
    """
    return read_policy(path or _OURS, MarketRules)


def market_shares(
    contracts: pd.DataFrame, service: str, *, rules: Path | None = None
) -> MarketShares:
    """Work out each provider's share of what is bought of a service, place by place.

    ``contracts`` has provider, service, locality, units_a_week and notice_months. A share is of
    the hours or places bought by contract; what the partnership provides itself is not in it.

    Raises ``ValueError`` for a service without contracts, and lists those that have some.

    >>> market_shares(pd.DataFrame({"provider": ["A", "B"], "service": "Care", "locality": "North",
    ...     "units_a_week": [300, 100], "notice_months": [3, 1]}), "Care").sentence()
    'A has 75% of what is bought in North, and may leave with 3 months of notice.'
    """
    rows = contracts[contracts["service"] == service]
    if rows.empty:
        raise ValueError(unknown(service, contracts["service"].unique(), "the services", most=8))
    table = rows.groupby(["locality", "provider"], as_index=False, observed=True).agg(
        units_a_week=("units_a_week", "sum"), notice_months=("notice_months", "min")
    )
    whole = table.groupby("locality", observed=True)["units_a_week"].transform("sum")
    table.insert(3, "share_percent", (100 * table["units_a_week"] / whole).where(whole > 0, 0.0))
    table = table.sort_values(
        ["locality", "share_percent"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return MarketShares(table, service, market_rules(rules).dominant)


def fragile_providers(
    providers: pd.DataFrame, contracts: pd.DataFrame, *, rules: Path | None = None
) -> FragileProviders:
    """Count the signs that a provider may not last, or may leave in a hurry.

    ``providers`` has the columns of that kind of data, and ``contracts`` provider, value_gbp and
    notice_months. The signs and their lines stand in ``market.yml``. They open a conversation.
    They are no forecast, and belong in no public paper.

    >>> none = fragile_providers(pd.DataFrame({"provider": ["A"], "vacant_percent": [5],
    ...     "staff_turnover_percent": [9], "income_from_us_percent": [40], "quality_grade": [5]}),
    ...     pd.DataFrame({"provider": ["A"], "value_gbp": [1], "notice_months": [6]}))
    >>> none.sentence()
    'None of 1 providers shows 3 signs or more.'
    """
    policy = market_rules(rules)
    held = contracts.groupby("provider", as_index=False, observed=True).agg(
        value_gbp=("value_gbp", "sum"), notice_months=("notice_months", "min")
    )
    table = providers.merge(held, on="provider", how="left")
    shown = pd.DataFrame({each.id: each.shown_by(table[each.column]) for each in _signs(policy)})
    found = pd.DataFrame(
        {
            "provider": table["provider"],
            "signs": shown.sum(axis=1).astype(int),
            "told": [
                ", ".join(each.text for each in _signs(policy) if row[each.id])
                for row in shown.to_dict("records")
            ],
            "value_gbp": table["value_gbp"].fillna(0).astype(int),
        }
    )
    found["fragile"] = found["signs"] >= policy.fragile
    order = ["signs", "value_gbp"]
    return FragileProviders(
        found.sort_values(order, ascending=False, kind="stable", ignore_index=True), policy
    )


def need_and_supply(months: pd.DataFrame, service: str) -> NeedAndSupply:
    """Lay places beside people waiting, by locality, in the latest month and a year before.

    ``months`` has month, locality, service, places, people_served and waiting. Where the file
    is shorter than a year, its first month is taken.

    Raises ``ValueError`` for a service that is not in the file.
    """
    rows = months[months["service"] == service]
    if rows.empty:
        raise ValueError(unknown(service, months["service"].unique(), "the services", most=8))
    latest = rows["month"].max()
    older = rows.loc[rows["month"] <= latest - pd.DateOffset(months=12), "month"]
    before = older.max() if len(older) else rows["month"].min()
    now, then = (
        rows[rows["month"] == month].set_index("locality")[["places", "people_served", "waiting"]]
        for month in (latest, before)
    )
    earlier = then[["places", "waiting"]].add_suffix("_before")
    table = now.join(earlier).reset_index()
    table["waiting_per_100"] = (100 * table["waiting"] / table["places"]).where(table["places"] > 0)
    table = table.sort_values("waiting_per_100", ascending=False, kind="stable", ignore_index=True)
    return NeedAndSupply(table, service, latest, before)


def _signs(policy: MarketRules) -> tuple[Sign, ...]:
    return tuple(policy.signs.values())
