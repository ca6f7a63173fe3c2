"""Money in later years, in today's terms: discounting, present value, equal yearly cost.

All amounts are real: leave inflation out. For an economic appraisal leave out VAT, payments
that only move money between public bodies, and what is already spent; add optimism bias to
costs first. Keep it apart from the cash plan of a budget (:func:`net_cash_release`).
"""

from dataclasses import dataclass
from functools import cache
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from playbook.framework.register import unknown
from playbook.inputs import Floats, check_number, check_whole, read_numbers
from playbook.markup import say

STANDARD = "standard"
_FILE = Path(__file__).with_name("discount_rates.yml")

Rate = float | str | None


def discount_factor(year: int, rate: Rate = None) -> float:
    """Give what £1 in a later year is worth today; year 0 is today and is worth 1.

    ``rate`` is ``None`` for the Green Book schedule (3.5% a year to year 30, 3.0% to 75,
    2.5% to 125), "health" for effects on health (1.5%, to year 30), or one yearly rate as a
    fraction, such as 0.035.

    Raises ``ValueError`` for a year that is not a whole number from 0, or is beyond the
    schedule; for a rate that is negative, or 1 or more; and for an unknown schedule.

    Source: HM Treasury, Green Book, 2022. Rates live in ``discount_rates.yml``.

    >>> [round(discount_factor(year), 4) for year in (0, 1, 2, 5)]
    [1.0, 0.9662, 0.9335, 0.842]
    >>> f"{discount_factor(30):.5f} {discount_factor(31):.5f}"
    '0.35628 0.34590'
    """
    check_whole(year, "year")
    return float(_factors(year + 1, rate)[year])


def npv(flows: Any, rate: Rate = None) -> float:
    """Add up a row of yearly amounts in today's money: the net present value.

    ``flows`` starts at year 0, which is not discounted. Count money in as positive and money
    out as negative; for a row of costs the answer is the net present cost. ``rate`` is as in
    :func:`discount_factor`.

    Raises ``ValueError`` for no amounts, text, missing values, or a bad rate.

    Source: HM Treasury, Green Book, 2022.

    >>> f"{npv([-1_000_000, 150_000, 300_000, 300_000, 300_000, 300_000]):,.2f}"
    '209,588.18'
    """
    amounts = read_numbers(flows, "flows", least=-np.inf)
    return float(amounts @ _factors(len(amounts), rate))


def annuity_factor(years: int, rate: Rate = None) -> float:
    """Give what £1 a year, at the end of each of so many years, is worth today.

    Raises ``ValueError`` unless ``years`` is a whole number from 1, and for a bad rate.

    >>> f"{annuity_factor(4):.4f}"
    '3.6731'
    """
    check_whole(years, "years", least=1)
    return float(_factors(years + 1, rate)[1:].sum())


def equivalent_annual_cost(costs: Any, years: int | None = None, rate: Rate = None) -> float:
    """Give the equal yearly cost that is worth the same as a row of unequal ones.

    Use it to compare things that last for different times. ``costs`` is a row of yearly costs
    from year 0, or one net present cost. ``years`` is how long the thing serves: by default
    the years after year 0; with one net present cost it must be given.

    It takes for granted that the same thing would be bought again when it wears out.

    Raises ``ValueError`` as :func:`npv` and :func:`annuity_factor` do.

    Source: HM Treasury, Green Book, 2022.

    >>> round(equivalent_annual_cost([0, 1100, 1120, 1140, 1160]), 2)
    1129.14
    """
    if isinstance(costs, Real):
        present = check_number(float(costs), "costs", least=-np.inf)
        if years is None:
            raise ValueError("Give years: for how many years does one net present cost serve?")
    else:
        amounts = read_numbers(costs, "costs", least=-np.inf)
        present = npv(amounts, rate)
        if years is None and len(amounts) == 1:
            raise ValueError("costs has only year 0. Give years: for how long does it serve?")
        years = len(amounts) - 1 if years is None else years
    return present / annuity_factor(years, rate)


@dataclass(frozen=True, eq=False)
class PresentValue:
    """Yearly amounts and what they are worth today. Made by :func:`present_value`.

    ``table`` has one row a year: year, amount_gbp, factor, present_gbp.
    """

    table: pd.DataFrame
    value: float
    basis: str

    def sentence(self) -> str:
        """Say the sum in today's money beside the plain sum."""
        plain = pounds(float(self.table["amount_gbp"].sum()))
        last = int(self.table["year"].iloc[-1])
        return (
            f"Over years 0 to {last} the amounts add up to {plain}; in today's money, "
            f"discounted at {self.basis}, they are worth {pounds(self.value)}."
        )


def present_value(flows: Any, rate: Rate = None) -> PresentValue:
    """Set out :func:`npv` year by year: amount, discount factor, present value.

    Raises ``ValueError`` as :func:`npv` does.

    >>> print(present_value([-100, 60, 60]).sentence()[:62])
    Over years 0 to 2 the amounts add up to £20; in today's money,
    """
    amounts = read_numbers(flows, "flows", least=-np.inf)
    factors = _factors(len(amounts), rate)
    present = amounts * factors
    columns = {
        "year": np.arange(len(amounts)),
        "amount_gbp": amounts,
        "factor": factors,
        "present_gbp": present,
    }
    return PresentValue(pd.DataFrame(columns), float(present.sum()), _basis(rate))


def pounds(amount: float) -> str:
    """Write an amount in whole pounds, with the minus sign before the pound sign.

    >>> pounds(22000.4), pounds(-120000)
    ('£22,000', '-£120,000')
    """
    written = say(abs(float(amount)), decimals=0)
    return f"-£{written}" if amount < 0 and written != "0" else f"£{written}"


def _factors(count: int, rate: Rate) -> Floats:
    """Give the discount factors of years 0 to ``count`` - 1."""
    if rate is None or isinstance(rate, str):
        return _scheduled(rate or STANDARD, count)
    check_number(rate, "rate")
    if rate >= 1:
        raise ValueError(f"rate is {rate}. Give a fraction: 3.5% a year is 0.035.")
    powers: Floats = (1.0 + rate) ** -np.arange(count, dtype=np.float64)
    return powers


def _scheduled(name: str, count: int) -> Floats:
    schedules = _schedules()
    if name not in schedules:
        raise ValueError(unknown(name, schedules, "the discount rates"))
    yearly = schedules[name]
    if count > len(yearly):
        raise ValueError(
            f"The {name} rates end at year {len(yearly) - 1} and year {count - 1} is wanted. "
            f"Give a shorter plan, or one rate as a fraction, such as 0.025."
        )
    return yearly[:count]


@cache
def _schedules() -> dict[str, Floats]:
    """Read the schedules and work out every factor once; year 0 is 1."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: _every_factor(name, one["steps"]) for name, one in content["schedules"].items()}


def _every_factor(name: str, steps: list[dict[str, float]]) -> Floats:
    rates: list[float] = []
    for step in steps:
        if set(step) != {"until", "percent"} or step["until"] <= len(rates):
            raise ValueError(
                f"{_FILE.name}: each step of {name!r} needs until (later than the step before) "
                f"and percent. Found {step}."
            )
        rates += [step["percent"] / 100] * int(step["until"] - len(rates))
    factors: Floats = np.concatenate([[1.0], 1 / np.cumprod(1 + np.array(rates))])
    factors.flags.writeable = False
    return factors


def _basis(rate: Rate) -> str:
    if isinstance(rate, str) or rate is None:
        return f"the {rate or STANDARD} Green Book rates"
    return f"{100 * rate:g}% a year"
