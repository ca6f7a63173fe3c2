"""The market of care place by place: need beside supply, and who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from playbook.data.wording import listed
from playbook.framework.register import unknown
from playbook.implement.market_rules import market_rules
from playbook.markup import say
from playbook.tables import need_columns, need_numbers, need_values, read_days

if TYPE_CHECKING:
    from playbook.charts import Figure


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
class NeedAndSupply:
    """Places, and people waiting for them, by locality. Made by :func:`need_and_supply`.

    ``table`` has one row a locality, the longest list first: locality, places, people_served,
    waiting, places_before and waiting_before (a year earlier; blank where there was no record),
    and waiting_per_100 places (blank where there are no places). ``gone`` names the localities
    with a record before and none now.
    """

    table: pd.DataFrame
    service: str
    month: pd.Timestamp
    before: pd.Timestamp
    gone: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Name the place with most people waiting for its places, and what changed there."""
        if not self.gone:
            return self._told()
        lost = f"For {listed(self.gone)} there is no record in {say(self.month)}."
        return f"{self._told()} {lost}"

    def _told(self) -> str:
        waiting, month = int(self.table["waiting"].sum()), say(self.month)
        if not waiting:
            return f"Nobody waits for {self.service} in {month}."
        if not self.table["places"].sum():
            people = "1 person waits" if waiting == 1 else f"{say(waiting)} people wait"
            return f"{people} for {self.service} in {month}. It has no places."
        first = self.table.iloc[0]
        return (
            f"{self.service}: {first['locality']} has most people waiting for its size in "
            f"{month}, {say(int(first['waiting']))} for {say(int(first['places']))} "
            f"places. {self._moved(first)}"
        )

    def _moved(self, place: pd.Series) -> str:
        before = say(self.before)
        if pd.isna(place["places_before"]):
            return f"There is no record of it in {before}."
        change = int(place["places"] - place["places_before"])
        more = f"{abs(change)} {'more' if change > 0 else 'fewer'} than" if change else "as many as"
        return f"That is {more} in {before}."

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


def market_shares(
    contracts: pd.DataFrame, service: str, *, rules: Path | None = None
) -> MarketShares:
    """Work out each provider's share of what is bought of a service, place by place.

    ``contracts`` has provider, service, locality, units_a_week and notice_months. A share is of
    the hours or places bought by contract; what the partnership provides itself is not in it.

    Raises ``ValueError`` for a service without contracts, and lists those that have some; for a
    column that is missing, blank or no number; and for a place where nothing is bought, as it
    has no shares. ``TypeError`` for what is not a table.

    >>> market_shares(pd.DataFrame({"provider": ["A", "B"], "service": "Care", "locality": "North",
    ...     "units_a_week": [300, 100], "notice_months": [3, 1]}), "Care").sentence()
    'A has 75% of what is bought in North, and may leave with 3 months of notice.'
    """
    names, numbers = ["provider", "service", "locality"], ["units_a_week", "notice_months"]
    need_columns(contracts, names + numbers, "contracts")
    need_values(contracts, names)
    rows = contracts[contracts["service"] == service]
    if rows.empty:
        raise ValueError(unknown(service, contracts["service"].unique(), "the services", most=8))
    need_numbers(rows, numbers)
    table = rows.groupby(["locality", "provider"], as_index=False, observed=True).agg(
        units_a_week=("units_a_week", "sum"), notice_months=("notice_months", "min")
    )
    whole = table.groupby("locality", observed=True)["units_a_week"].transform("sum")
    if not whole.all():
        place = table.loc[whole == 0, "locality"].iloc[0]
        raise ValueError(f"{service} in {place} has contracts for 0 units a week. Check them.")
    table.insert(3, "share_percent", 100 * table["units_a_week"] / whole)
    table = table.sort_values(
        ["locality", "share_percent"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return MarketShares(table, service, market_rules(rules).dominant)


def need_and_supply(months: pd.DataFrame, service: str) -> NeedAndSupply:
    """Lay places beside people waiting, by locality, in the latest month and a year before.

    ``months`` has month, locality, service, places, people_served and waiting. Where the file
    is shorter than a year, its first month is taken.

    Raises ``ValueError`` for a service that is not in the file, a locality twice in a month, or
    a column that is missing, blank or no number; ``TypeError`` for what is not a table.
    """
    counts = ["places", "people_served", "waiting"]
    need_columns(months, ["month", "locality", "service", *counts], "months")
    need_values(months, ["locality", "service"])
    months = months.assign(month=read_days(months, "month"))
    rows = months[months["service"] == service]
    if rows.empty:
        raise ValueError(unknown(service, months["service"].unique(), "the services", most=8))
    need_numbers(rows, counts)
    twice = rows[rows.duplicated(["month", "locality"])]
    if len(twice):
        place, month = twice["locality"].iloc[0], say(twice["month"].iloc[0])
        raise ValueError(f"{service} has two rows for {place} in {month}. Keep one.")
    latest = rows["month"].max()
    older = rows.loc[rows["month"] <= latest - pd.DateOffset(months=12), "month"]
    before = older.max() if len(older) else rows["month"].min()
    now, then = (
        rows[rows["month"] == month].set_index("locality")[counts] for month in (latest, before)
    )
    earlier = then[["places", "waiting"]].add_suffix("_before")
    table = now.join(earlier).reset_index()
    table["waiting_per_100"] = (100 * table["waiting"] / table["places"]).where(table["places"] > 0)
    table = table.sort_values("waiting_per_100", ascending=False, kind="stable", ignore_index=True)
    gone = tuple(then.index.difference(now.index).astype(str))
    return NeedAndSupply(table, service, latest, before, gone)
