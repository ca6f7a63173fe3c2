"""Which providers may not last, or may leave in a hurry, by signs that open a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from playbook.data.wording import listed
from playbook.implement.market_rules import MarketRules, Sign, market_rules
from playbook.tables import need_columns, need_numbers, need_values


@dataclass(frozen=True, eq=False)
class FragileProviders:
    """Signs that providers may not last. Made by :func:`fragile_providers`.

    ``table`` has one row a provider, the most signs first: provider, signs (a count), told (the
    signs in words), value_gbp (of its contracts) and fragile. ``not_known`` counts the blank
    figures, which show no sign; ``unlisted`` names who holds a contract and has no row.
    """

    table: pd.DataFrame
    rules: MarketRules
    not_known: int = 0
    unlisted: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Say how many providers are fragile by the rules, name the first, and what is open."""
        return " ".join((self._told(), *self._open()))

    def _open(self) -> list[str]:
        told = []
        if self.not_known:
            figures = "1 figure is" if self.not_known == 1 else f"{self.not_known} figures are"
            told.append(f"{figures} not known, and may hide a sign.")
        if self.unlisted:
            one = len(self.unlisted) == 1
            told.append(
                f"{listed(self.unlisted)} {'holds' if one else 'hold'} a contract, and nothing "
                f"else is known of {'it' if one else 'them'}."
            )
        return told

    def _told(self) -> str:
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


def fragile_providers(
    providers: pd.DataFrame, contracts: pd.DataFrame, *, rules: Path | None = None
) -> FragileProviders:
    """Count the signs that a provider may not last, or may leave in a hurry.

    ``providers`` has the columns of that kind of data, and ``contracts`` provider, value_gbp and
    notice_months. The signs and their lines stand in ``market.yml``. They open a conversation.
    They are no forecast, and belong in no public paper. A blank figure shows no sign, and is
    counted as not known.

    Raises ``ValueError`` for a column that is missing, text in numbers, a provider twice, or a
    contract without its provider, value or notice; ``TypeError`` for what is not a table.

    >>> none = fragile_providers(pd.DataFrame({"provider": ["A"], "vacant_percent": [5],
    ...     "staff_turnover_percent": [9], "income_from_us_percent": [40], "quality_grade": [5]}),
    ...     pd.DataFrame({"provider": ["A"], "value_gbp": [1], "notice_months": [6]}))
    >>> none.sentence()
    'None of 1 providers shows 3 signs or more.'
    """
    policy = market_rules(rules)
    figures = [each.column for each in _signs(policy) if each.column != "notice_months"]
    _check_providers(providers, contracts, figures)
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
        found.sort_values(order, ascending=False, kind="stable", ignore_index=True),
        policy,
        int(providers[figures].isna().sum().sum()),
        tuple(sorted(set(held["provider"].astype(str)) - set(providers["provider"].astype(str)))),
    )


def _check_providers(providers: pd.DataFrame, contracts: pd.DataFrame, figures: list[str]) -> None:
    need_columns(providers, ["provider", *figures], "providers")
    need_values(providers, ["provider"])
    if providers["provider"].duplicated().any():
        twice = providers.loc[providers["provider"].duplicated(), "provider"].iloc[0]
        raise ValueError(f"{twice} is in the file of providers twice. Keep one row.")
    for figure in figures:
        known = providers[providers[figure].notna()]
        if len(known):
            need_numbers(known, [figure])
    need_columns(contracts, ["provider", "value_gbp", "notice_months"], "contracts")
    need_values(contracts, ["provider"])
    need_numbers(contracts, ["value_gbp", "notice_months"])


def _signs(policy: MarketRules) -> tuple[Sign, ...]:
    return tuple(policy.signs.values())
