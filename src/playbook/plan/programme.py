"""The programme budget: what is spent on whom today, before anyone talks of shifting it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from playbook.inputs import check_number, need_a
from playbook.markup import say
from playbook.plan.candidates import read_candidates
from playbook.plan.money import pounds

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False)
class ProgrammeBudget:
    """Spending by programme. Made by :func:`programme_budget`.

    ``table`` has one row a programme, the largest first: programme, spend_gbp, share, and
    with people: people, gbp_per_person.
    """

    table: pd.DataFrame
    total: float
    notices: tuple[str, ...]

    def sentence(self) -> str:
        """Say the total and the largest programme."""
        top = self.table.iloc[0]
        return (
            f"{pounds(self.total)} is spent on {len(self.table)} programmes; the largest, "
            f"{top['programme']}, takes {say(100 * top['share'], 0)}%."
        )

    def plot(
        self, *, name: str, source: str, sample: bool = False, message: str | None = None
    ) -> "Figure":
        """Draw spending by programme, the largest first."""
        from playbook.charts import bars  # matplotlib is slow to load

        return bars(
            self.table.set_index("programme")["spend_gbp"].round(),
            unit="pounds",
            name=name,
            message=message or self.sentence(),
            source=source,
            sample=sample,
            note=" ".join(self.notices),
            colour="plan",
        )


def programme_budget(spending: pd.DataFrame, total: float | None = None) -> ProgrammeBudget:
    """Add up what is spent on each programme, and hold it to the budget's own total.

    ``spending`` has columns programme and spend (pounds), and may have people (how many are
    served). Rows of one programme are added up. Give ``total`` to check that nothing is
    left out or counted twice: it must agree to the pound.

    Raises ``ValueError`` for missing columns, negative or missing numbers, spending that adds
    up to nothing, and a total that does not agree.

    Source: Mitton and Donaldson, Priority Setting Toolkit, 2004.

    >>> spent = pd.DataFrame({"programme": ["Beds", "Home care", "Beds"], "spend": [50, 40, 10]})
    >>> programme_budget(spent, total=100).sentence()
    '£100 is spent on 2 programmes; the largest, Beds, takes 60%.'
    """
    need_a(spending, pd.DataFrame, "a table of spending")
    numbers = {"spend": 0.0} | ({"people": 0.0} if "people" in spending.columns else {})
    rows = spending.reset_index(drop=True).reset_index(names="row")
    checked = read_candidates(rows, numbers, "spending", name="row")
    if "programme" not in rows or rows["programme"].isna().any():
        raise ValueError("Each row of spending needs a programme. One is missing.")
    checked = checked.assign(programme=rows["programme"].astype(str))
    summed = checked.groupby("programme", sort=False)[list(numbers)].sum()
    spent = float(summed["spend"].sum())
    if spent == 0:
        raise ValueError("The spending adds up to nothing. Check the amounts.")
    if total is not None and abs(check_number(total, "total") - spent) > 1:
        raise ValueError(
            f"The programmes add up to {pounds(spent)} and the budget to {pounds(total)}, "
            f"{pounds(spent - total)} apart. Find what is left out or counted twice."
        )
    table = summed.rename(columns={"spend": "spend_gbp"}).assign(share=summed["spend"] / spent)
    notices: list[str] = []
    if "people" in table:
        nobody = table.index[table["people"] == 0]
        notices = [f"{name} serves nobody, so it has no spend for each person." for name in nobody]
        table["gbp_per_person"] = table["spend_gbp"] / table["people"].replace(0, np.nan)
    ranked = table.sort_values("spend_gbp", ascending=False, kind="stable").reset_index()
    first = ["programme", "spend_gbp", "share"]
    columns = [*first, *ranked.columns.difference(first, sort=False)]
    return ProgrammeBudget(ranked[columns], spent, tuple(notices))
