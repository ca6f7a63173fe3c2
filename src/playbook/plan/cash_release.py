"""Net cash release: how much money really moves when bed days are avoided."""

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.inputs import Floats, check_number, check_whole, read_numbers
from playbook.plan.cash_lines import cash_lines, holder_shares
from playbook.plan.money import pounds

if TYPE_CHECKING:
    from playbook.charts import Figure

CASH, CAPACITY, AVOIDED = "cash released", "capacity released", "cost avoided"


@dataclass(frozen=True, eq=False)
class NetCashRelease:
    """What bed days avoided are worth in cash. Made by :func:`net_cash_release`.

    ``table`` has one row a year: year, one column a line (``variable``, ``semi_fixed``,
    ``fixed``, ``reprovision``, ``double_running``, ``transition``, ``lost_income``; what is
    spent is negative), ``release``, ``recurring``, ``non_recurring``, ``net_cash_release``,
    ``notional`` (bed days × average cost) and ``share_of_notional``.
    ``lines`` has one row for each year, line and budget holder: year, line, label, holder,
    recurs (recurring or non-recurring), amount_gbp. ``labels`` has one row for each year and
    label: the notional figure split into cash released, capacity released (beds stay open)
    and cost avoided (spending that was never in a budget).
    """

    table: pd.DataFrame
    lines: pd.DataFrame
    labels: pd.DataFrame
    notices: tuple[str, ...]

    @property
    def by_holder(self) -> pd.DataFrame:
        """Net cash for each year (rows) and budget holder (columns), in pounds."""
        return self.lines.pivot_table(
            index="year", columns="holder", values="amount_gbp", aggfunc="sum", fill_value=0.0
        )

    @property
    def first_year(self) -> float:
        """Net cash release in year 1, in pounds."""
        return float(self.table["net_cash_release"].iloc[0])

    @property
    def recurring(self) -> float:
        """What is left every year once the change is made: the last year's recurring sum."""
        return float(self.table["recurring"].iloc[-1])

    @property
    def notional(self) -> float:
        """Year 1's bed days × average cost: the figure that is not money."""
        return float(self.table["notional"].iloc[0])

    @property
    def share(self) -> float:
        """Year 1's net cash as a share of the notional figure; ``nan`` when that is zero."""
        return float(self.table["share_of_notional"].iloc[0])

    def sentence(self) -> str:
        """Say the notional figure beside the cash that moves."""
        share = "" if np.isnan(self.share) else f", {_percent(self.share)} of it"
        return (
            f"The bed days look like {pounds(self.notional)} a year. The cash that moves is "
            f"{pounds(self.first_year)} in year 1{share}, "
            f"and {pounds(self.recurring)} a year once the change is made."
        )

    def plot(
        self, *, name: str, source: str, sample: bool = False, message: str | None = None
    ) -> "Figure":
        """Draw year 1 from the notional figure down to the cash that moves."""
        from playbook.charts import bars  # matplotlib is slow to load

        first = self.table.iloc[0]
        shown = {"Bed days × average cost (not money)": first["notional"]}
        shown |= {line.label: first[line.id] for line in cash_lines() if first[line.id]}
        shown |= {
            "Net cash release, year 1": first["net_cash_release"],
            "Net cash release, each year after": self.recurring,
        }
        return bars(
            pd.Series(shown, dtype=float).round(),
            unit="pounds",
            name=name,
            message=message or self.sentence(),
            source=source,
            sample=sample,
            note=" ".join(self.notices),
            colour="plan",
        )


def net_cash_release(
    *,
    bed_days: Any,
    beds_closed: Any,
    average_gbp_per_day: float,
    variable_gbp_per_day: float,
    step_beds: int,
    step_gbp: float,
    fixed: Any = 0,
    reprovision: Any = 0,
    double_running: Any = 0,
    transition: Any = 0,
    lost_income: Any = 0,
    avoided_bed_days: Any = 0,
    holders: Mapping[str, Any] | None = None,
    years: int | None = None,
) -> NetCashRelease:
    """Work out the cash that moves when bed days are avoided, by year and by budget holder.

    Release in a year = ``variable_gbp_per_day`` × bed days + whole steps of ``step_beds``
    among the beds closed × ``step_gbp`` + ``fixed``. Net cash = release less ``reprovision``,
    ``double_running``, ``transition`` and ``lost_income``.

    Amounts are pounds a year. Give a list with one number for each year, or one number:
    double running and transition then fall in year 1 only, everything else in every year.
    ``avoided_bed_days`` are those of ``bed_days`` that would have been growth. They were in
    no budget, so they release nothing and count as cost avoided. ``holders`` says who holds
    the budget of a line: a name, or shares that add up to 1, such as ``{"variable":
    "Set-aside", "reprovision": {"Council": 0.6, "NHS": 0.4}}``. ``years`` is how many years to
    show: by default those of the longest list, at least 2.

    Use the steps and costs of your own finance team. Do not use it before the beds to close
    are named: emptier beds that stay open release capacity, not staff.

    Raises ``ValueError`` for negative or missing numbers, a step below one bed, lists of
    different lengths, a line that does not exist, or shares that do not add up to 1.

    Source: Scottish Capital Investment Manual (savings stated as financial saving or
    redeployment); method in the joint strategic commissioning pages, phase 2.

    >>> ward = net_cash_release(bed_days=3650, beds_closed=10, average_gbp_per_day=618.12,
    ...     variable_gbp_per_day=80, step_beds=6, step_gbp=350_000,
    ...     reprovision=500_000, double_running=120_000)
    >>> ward.first_year, ward.recurring, round(ward.notional), f"{ward.share:.1%}"
    (22000.0, 142000.0, 2256138, '1.0%')
    """
    given = {
        "bed_days": bed_days,
        "beds_closed": beds_closed,
        "avoided_bed_days": avoided_bed_days,
        "fixed": fixed,
        "reprovision": reprovision,
        "double_running": double_running,
        "transition": transition,
        "lost_income": lost_income,
    }
    yearly = _by_year(given, years)
    average = check_number(average_gbp_per_day, "average_gbp_per_day")
    variable = check_number(variable_gbp_per_day, "variable_gbp_per_day", most=average)
    check_whole(step_beds, "step_beds", least=1)
    check_number(step_gbp, "step_gbp")
    steps = np.floor(yearly["beds_closed"] / step_beds)
    released = {"variable": variable * _budgeted(yearly), "semi_fixed": steps * step_gbp}
    table = _table(yearly | released, average)
    labels = _labels(table, average * yearly["avoided_bed_days"])
    left_open = float((yearly["beds_closed"] - steps * step_beds)[0])
    return NetCashRelease(
        table,
        _held(table, holder_shares(holders)),
        labels,
        _notices(left_open, step_beds, labels, holders),
    )


def _budgeted(yearly: Mapping[str, Floats]) -> Floats:
    """Give the bed days that a budget pays for today."""
    budgeted: Floats = yearly["bed_days"] - yearly["avoided_bed_days"]
    if (budgeted < 0).any():
        raise ValueError("avoided_bed_days is more than bed_days. It must be a part of them.")
    return budgeted


def _by_year(given: Mapping[str, Any], years: int | None) -> dict[str, Floats]:
    """Give every amount one number a year; one number means every year, or year 1 only."""
    read = {
        name: np.array([check_number(float(value), name)])
        if isinstance(value, Real) and not isinstance(value, bool)
        else read_numbers(value, name, least=0)
        for name, value in given.items()
    }
    lists = {name: len(value) for name, value in read.items() if not isinstance(given[name], Real)}
    count = years if years is not None else max([2, *lists.values()])
    check_whole(count, "years", least=1)
    for name, length in lists.items():
        if length != count:
            raise ValueError(
                f"{name} has {length} numbers and the plan has {count} years. "
                f"Give one number for each year, or a single number."
            )
    once = {line.id for line in cash_lines() if not line.every_year}
    return {
        name: value
        if name in lists
        else np.where((np.arange(count) == 0) | (name not in once), value[0], 0.0)
        for name, value in read.items()
    }


def _table(amounts: Mapping[str, Floats], average: float) -> pd.DataFrame:
    lines = cash_lines()
    table = pd.DataFrame({line.id: line.sign * amounts[line.id] for line in lines})
    table.insert(0, "year", np.arange(1, len(table) + 1))
    released = [line.id for line in lines if line.sign > 0]
    recurring = [line.id for line in lines if line.every_year]
    once = [line.id for line in lines if not line.every_year]
    table["release"] = table[released].sum(axis=1)
    table["recurring"] = table[recurring].sum(axis=1)
    table["non_recurring"] = table[once].sum(axis=1)
    table["net_cash_release"] = table["recurring"] + table["non_recurring"]
    table["notional"] = average * amounts["bed_days"]
    table["share_of_notional"] = table["net_cash_release"] / table["notional"].replace(0, np.nan)
    return table


def _held(table: pd.DataFrame, shares: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    """Give each line of each year to the holders of its budget."""
    rows = [
        {
            "year": int(row["year"]),
            "line": line.id,
            "label": line.label,
            "holder": holder,
            "recurs": "recurring" if line.every_year else "non-recurring",
            "amount_gbp": row[line.id] * share,
        }
        for _, row in table.iterrows()
        for line in cash_lines()
        for holder, share in shares[line.id].items()
    ]
    return pd.DataFrame(rows)


def _labels(table: pd.DataFrame, avoided: Floats) -> pd.DataFrame:
    """Split the notional figure: what is cash, what is room in beds, what was never spent."""
    parts = {
        CASH: table["release"],
        CAPACITY: table["notional"] - table["release"] - avoided,
        AVOIDED: pd.Series(avoided, index=table.index),
    }
    wide = pd.DataFrame(parts).assign(year=table["year"])
    return wide.melt("year", var_name="label", value_name="amount_gbp").sort_values(
        "year", kind="stable", ignore_index=True
    )


def _notices(
    left_open: float, step: int, labels: pd.DataFrame, holders: Mapping[str, Any] | None
) -> tuple[str, ...]:
    found = []
    if left_open:
        found.append(
            f"{left_open:g} of the beds do not fill a step of {step}, so no staff are "
            f"released for them: that is capacity, not cash."
        )
    if (labels["amount_gbp"] < -0.005).any():
        found.append(
            "The release is more than bed days × average cost. Check the steps and their value."
        )
    if holders is None:
        found.append("Nobody has said who holds each budget.")
    return tuple(found)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%" if abs(share) >= 0.1 else f"{100 * share:.1f}%"
