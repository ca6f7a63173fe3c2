"""Does the money add up? Services beside the lines of the budget that pay for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.markup import say
from playbook.tables import need_columns, need_numbers, need_values

SET_ASIDE = "set-aside"
TOLERANCE_GBP = 0.5


@dataclass(frozen=True, eq=False)
class Reconciliation:
    """Budget lines beside what their services cost. Made by :func:`reconcile`.

    ``table`` has one row a line, in the budget's order: budget_line, holder, budget_gbp,
    services_gbp, difference_gbp (budget less services), forecast_gbp and over_gbp (forecast less
    budget; missing where there is no forecast). Lines that only the services name come last.
    """

    table: pd.DataFrame

    @property
    def total_gbp(self) -> float:
        """The whole budget, with the set-aside."""
        return float(self.table["budget_gbp"].sum())

    @property
    def set_aside_gbp(self) -> float:
        """The part that the Board plans with and a hospital spends."""
        ours = self.table["holder"].str.casefold() == SET_ASIDE
        return float(self.table.loc[ours, "budget_gbp"].sum())

    @property
    def apart(self) -> pd.DataFrame:
        """The lines that do not agree with their services, to the nearest pound."""
        return self.table[self.table["difference_gbp"].abs() > TOLERANCE_GBP].reset_index(drop=True)

    @property
    def reconciles(self) -> bool:
        """Whether every line agrees: two mistakes that cancel out are still two."""
        return self.apart.empty

    def sentence(self) -> str:
        """Say whether every line agrees, and which lies furthest apart if not."""
        whole = f"The budget is £{say(self.total_gbp, 0)}"
        if self.reconciles:
            return (
                f"{whole}, and the services of each of its {len(self.table)} lines agree with it."
            )
        row = max(self.apart.to_dict("records"), key=lambda line: abs(line["difference_gbp"]))
        more = row["difference_gbp"] < 0
        return (
            f"{whole}. In {len(self.apart)} of {len(self.table)} lines the services do not agree. "
            f"The widest is {row['budget_line']}: the services come to "
            f"£{say(abs(row['difference_gbp']), 0)} {'more' if more else 'less'}."
        )

    def set_aside_sentence(self) -> str:
        """Say how much is set aside, or that no line says so."""
        if not self.set_aside_gbp:
            return "No line is held as set-aside. Ask whether the budget leaves it out."
        share = 100 * self.set_aside_gbp / self.total_gbp
        aside = f"£{say(self.set_aside_gbp, 0)} ({share:.0f}%)"
        return f"Of this, {aside} is set aside for large hospitals."

    def forecast_sentence(self) -> str:
        """Say which line is forecast to be furthest over its budget, and which furthest under."""
        known = self.table.dropna(subset="over_gbp")
        if known.empty:
            return "The budget holds no forecast."
        over, under = known["over_gbp"].max(), known["over_gbp"].min()
        told = []
        for amount, word in ((over, "over"), (under, "under")):
            if (amount > 0) == (word == "over") and amount:
                line = known.loc[known["over_gbp"] == amount, "budget_line"].iloc[0]
                told.append(f"{line} is furthest {word} its budget, by £{say(abs(amount), 0)}.")
        return " ".join(told) or "Every line is forecast to spend its budget."


def reconcile(budget: pd.DataFrame, services: pd.DataFrame) -> Reconciliation:
    """Set each line of the budget beside what its services cost, and say where they differ.

    ``budget`` has one row a line of one year: budget_line, holder, budget_gbp and, if known,
    forecast_gbp. ``services`` has budget_line and cost_gbp, with many rows to a line. A line
    that only one of the two names counts as 0 in the other, and so stands out. Nothing is
    shared out and nothing is made to fit.

    The set-aside is a line like any other: a map without it leaves out the money that a shift
    from hospital would have to move.

    Raises ``ValueError`` for missing columns, blanks, text or negative amounts, a line twice, or
    a budget of nothing; ``TypeError`` for what is not a table.

    Source: financial planning guidance for integration authorities; the Public Bodies (Joint
    Working) (Scotland) Act 2014 for the set-aside.

    >>> lines = pd.DataFrame({"budget_line": ["Care at home", "Beds"],
    ...     "holder": ["Council", "Set-aside"], "budget_gbp": [600, 400]})
    >>> spent = pd.DataFrame({"budget_line": ["Care at home", "Beds"], "cost_gbp": [600, 350]})
    >>> print(reconcile(lines, spent).sentence()[:66])
    The budget is £1,000. In 1 of 2 lines the services do not agree. T
    """
    need_columns(budget, ["budget_line", "holder", "budget_gbp"], "budget")
    need_columns(services, ["budget_line", "cost_gbp"], "table of services")
    need_values(budget, ["budget_line", "holder"], "line")
    need_values(services, ["budget_line"], "service")
    need_numbers(budget, ["budget_gbp"])
    need_numbers(services, ["cost_gbp"])
    names = budget["budget_line"].astype(str).str.strip()
    if names.duplicated().any():
        raise ValueError(f"{names[names.duplicated()].iloc[0]} stands twice in the budget. Add up.")
    if not budget["budget_gbp"].sum():
        raise ValueError("The budget adds up to nothing. Check the amounts.")
    lines = services["budget_line"].astype(str).str.strip().to_numpy()
    costs = services["cost_gbp"].groupby(lines, sort=False).sum()
    table = pd.DataFrame(
        {
            "budget_line": names,
            "holder": budget["holder"].astype(str).str.strip(),
            "budget_gbp": budget["budget_gbp"].astype(float),
            "forecast_gbp": budget.get("forecast_gbp", np.nan),
        }
    )
    extra = [line for line in costs.index if line not in set(names)]
    unplanned = pd.DataFrame(
        {"budget_line": extra, "holder": "not in the budget", "budget_gbp": 0.0}
    )
    table = pd.concat([table, unplanned], ignore_index=True) if extra else table
    table["services_gbp"] = table["budget_line"].map(costs).fillna(0.0).astype(float)
    table["difference_gbp"] = table["budget_gbp"] - table["services_gbp"]
    table["over_gbp"] = table["forecast_gbp"] - table["budget_gbp"]
    order = ["budget_line", "holder", "budget_gbp", "services_gbp", "difference_gbp"]
    return Reconciliation(table[[*order, "forecast_gbp", "over_gbp"]].reset_index(drop=True))
