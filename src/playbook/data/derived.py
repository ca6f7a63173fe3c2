"""Check numbers that follow from others in their row: averages, percentages, sums of columns."""

from typing import Any

import numpy as np
import numpy.typing as npt

from playbook.data.cells import Columns, Flags
from playbook.data.fields import DAYS, Derived, Field
from playbook.data.problems import Finding, Words
from playbook.data.rows import row_names
from playbook.data.schema import Layout
from playbook.data.text import Rows
from playbook.data.wording import listed

CLOSE = 1e-6  # numbers written with many decimals are never quite even

Numbers = npt.NDArray[np.floating[Any]]


def misderived(layout: Layout, columns: Columns, numbers: Rows, usable: Flags) -> list[Finding]:
    """Find averages, percentages and sums that do not follow from their row.

    NumPy and pandas round halves to the even number, which the publisher does not.
    """
    measures = [each for each in layout.measures if each.name in columns]
    ratios = [each for each in measures if each.derived and each.derived.of in columns]
    sums = [each for each in measures if each.sum_of and set(each.sum_of) <= set(columns)]
    return [
        *(_not_derived(layout, columns, numbers, usable, each) for each in ratios),
        *(_not_the_sum(layout, columns, numbers, usable, each) for each in sums),
    ]


def worked_out(derived: Derived, amounts: Numbers, over: Numbers) -> Numbers:
    """Work out a number from the two that it follows from, without rounding."""
    with np.errstate(divide="ignore", invalid="ignore"):
        exact: Numbers = derived.times * amounts / over
    return np.where(np.isfinite(exact), exact, np.nan)


def _not_derived(
    layout: Layout, columns: Columns, numbers: Rows, usable: Flags, measure: Field
) -> Finding:
    derived = measure.derived or Derived("", DAYS)
    base = layout.field(derived.of)
    amounts, given = columns[base.name].take(), columns[measure.name].take()
    over = (
        _days(layout, columns) if derived.divide_by == DAYS else columns[derived.divide_by].take()
    )
    exact = worked_out(derived, amounts, over)
    wrong = usable & ~np.isnan(exact) & ~np.isnan(given) & _differs(derived, exact, given)
    at = np.flatnonzero(wrong)

    def describe(index: int) -> Words:
        row = at[index]
        return (
            f"{_said(derived, exact[row])}, which is {amounts[row]:,.0f} {base.unit} over "
            f"{over[row]:,.0f} {_over_what(layout, derived)}, for "
            f"{row_names(layout, columns, int(row))}",
            f"{given[row]:,.10g}",
            "Compare both numbers of this row with the published file. "
            f"One of {base.name} and {measure.name} was changed.",
        )

    return Finding("average differs from its sum", measure.name, numbers[at], describe)


def _days(layout: Layout, columns: Columns) -> Numbers:
    """Row by row, the days in the period."""
    time = columns[layout.time.name]
    days = [layout.period.days(each) if each is not None else np.nan for each in time.values]
    return np.array(days, dtype=float)[time.codes]


def _differs(derived: Derived, exact: Numbers, given: Numbers) -> Flags:
    if derived.decimals is None:
        allowed = CLOSE * np.maximum(1, np.abs(exact))
    elif derived.half_up:
        unit = 10.0**-derived.decimals
        exact, allowed = np.floor(exact / unit + 0.5) * unit, np.full_like(exact, CLOSE)
    else:
        allowed = np.full_like(exact, 10.0**-derived.decimals / 2 + CLOSE)
    differs: Flags = np.abs(exact - given) > allowed
    return differs


def _said(derived: Derived, exact: float) -> str:
    if derived.decimals is None:
        return f"{exact:,.4f}"
    unit = 10.0**-derived.decimals
    return f"{np.floor(exact / unit + 0.5) * unit:,.{derived.decimals}f}"


def _over_what(layout: Layout, derived: Derived) -> str:
    rounding = ", rounded half up" if derived.half_up else ""
    if derived.divide_by == DAYS:
        return f"days{rounding}"
    times = f", times {derived.times:g}" if derived.times != 1 else ""
    return f"{layout.field(derived.divide_by).unit}{times}{rounding}"


def _not_the_sum(
    layout: Layout, columns: Columns, numbers: Rows, usable: Flags, measure: Field
) -> Finding:
    parts = np.sum([columns[name].take() for name in measure.sum_of], axis=0)
    given = columns[measure.name].take()
    at = np.flatnonzero(usable & (np.abs(parts - given) > CLOSE))

    def describe(index: int) -> Words:
        row = at[index]
        return (
            f"{parts[row]:,.0f}, the sum of {listed(measure.sum_of)}, "
            f"for {row_names(layout, columns, int(row))}",
            f"{given[row]:,.0f}",
            "Compare these cells with the published file. One of them was changed.",
        )

    return Finding("total differs from its parts", measure.name, numbers[at], describe)
