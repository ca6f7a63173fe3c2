"""Contracts that end soon: when, how many at once, and what they are worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from playbook.inputs import read_day, read_score
from playbook.markup import say, say_day
from playbook.tables import need_columns, need_numbers, need_values, read_days

MOST_MONTHS = 1_200  # a century


@dataclass(frozen=True, eq=False)
class ContractsEnding:
    """Contracts that end within some months. Made by :func:`contracts_ending`.

    ``table`` has one row for each day on which some end: ends_on, days (from today), contracts,
    providers and value_gbp (of a year). ``contracts`` holds those contracts one by one.
    ``ended`` counts those whose last day has passed, and ``all_contracts`` all of them.
    """

    table: pd.DataFrame
    contracts: pd.DataFrame
    ended: int
    all_contracts: int
    months: int

    def sentence(self) -> str:
        """Say how many end, what they are worth, and how many end on one day."""
        count, past = len(self.contracts), self._past()
        if not count:
            return f"No contract ends within {self.months} months. {past}".strip()
        value = int(self.contracts["value_gbp"].sum())
        ends = "1 contract ends" if count == 1 else f"{count} of {self.all_contracts} contracts end"
        told = f"{ends} within {self.months} months, worth £{say(value)} a year."
        most = self.table.sort_values("contracts", ascending=False, kind="stable").iloc[0]
        if most["contracts"] > 1:
            days = "1 day" if most["days"] == 1 else f"{say(int(most['days']))} days"
            day = say_day(most["ends_on"])
            told += f" {most['contracts']} of them end on one day, {day}, in {days}."
        return f"{told} {past}".strip()

    def _past(self) -> str:
        if not self.ended:
            return ""
        one = self.ended == 1
        return f"{self.ended} more {'has' if one else 'have'} ended already: check what holds now."


def contracts_ending(
    contracts: pd.DataFrame, *, today: date | str, months: int = 12
) -> ContractsEnding:
    """Find the contracts that end within some months, and how many end at once.

    ``contracts`` has contract_id, provider, ends_on (the last day) and value_gbp (of a year).
    A contract that ends today still counts; one that ended before is counted apart.

    Raises ``ValueError`` for a day that cannot be read, months that are not a whole number from 1
    to 1,200, or a column that is
    missing, blank or no number; ``TypeError`` for what is not a table.

    >>> found = contracts_ending(pd.DataFrame({"contract_id": ["A"], "provider": ["P"],
    ...     "ends_on": ["2026-03-31"], "value_gbp": [1000]}), today="2026-01-31")
    >>> found.sentence()
    '1 contract ends within 12 months, worth £1,000 a year.'
    """
    day = read_day(today, "today")
    if day is None:
        raise ValueError("today is blank. Give the day to look from.")
    first = pd.Timestamp(day)
    months = read_score(months, "months", 1, MOST_MONTHS)
    last = first + pd.DateOffset(months=months)
    need_columns(contracts, ["contract_id", "provider", "ends_on", "value_gbp"], "contracts")
    need_values(contracts, ["contract_id", "provider"])
    need_numbers(contracts, ["value_gbp"])
    table = contracts.assign(ends_on=read_days(contracts, "ends_on"))
    soon = table[(table["ends_on"] >= first) & (table["ends_on"] <= last)]
    soon = soon.sort_values(["ends_on", "provider", "contract_id"], kind="stable")
    by_day = soon.groupby("ends_on", as_index=False).agg(
        contracts=("contract_id", "size"),
        providers=("provider", "nunique"),
        value_gbp=("value_gbp", "sum"),
    )
    by_day.insert(1, "days", (by_day["ends_on"] - first).dt.days)
    ended = int((table["ends_on"] < first).sum())
    return ContractsEnding(by_day, soon.reset_index(drop=True), ended, len(table), months)
