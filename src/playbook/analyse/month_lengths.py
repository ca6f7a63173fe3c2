"""Months differ in length: when the total says one thing and the beds another."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.analyse.beds import average_occupied_beds
from playbook.analyse.monthly import read_monthly
from playbook.markup import say


@dataclass(frozen=True, eq=False)
class MonthLengths:
    """The last months with their lengths. Made by :func:`month_lengths`.

    ``table`` has one row a month: month, days, bed_days, average_beds. ``pair`` holds two
    neighbouring rows whose totals and beds disagree, or no rows.
    """

    table: pd.DataFrame
    pair: pd.DataFrame

    def sentence(self) -> str:
        """Say how a month's length alone can move its total."""
        if self.pair.empty:
            return (
                "In these months the totals and the beds tell the same story. "
                "They need not: February is up to three days shorter than its neighbours."
            )
        first, second = self.pair.to_dict("records")
        more = second["bed_days"] - first["bed_days"]
        total = f"{'rose' if more > 0 else 'fell'} by {say(abs(more))}" if more else "stayed level"
        beds = second["average_beds"] - first["average_beds"]
        moved = "stayed at" if say(beds) in ("0", "-0") else "rose to" if beds > 0 else "fell to"
        return (
            f"Bed days {total} from {say(first['month'])} ({first['days']} days) to "
            f"{say(second['month'])} ({second['days']} days). But the beds filled on an average "
            f"day {moved} {say(second['average_beds'])}."
        )


def month_lengths(bed_days: pd.Series | pd.DataFrame, last: int = 12) -> MonthLengths:
    """Set each of the last months' total beside its length and the beds it filled.

    It points out neighbouring months whose totals moved one way while their beds, to one
    decimal, did not: the pair that differs most in length, and the latest of those.

    Raises ``ValueError`` as :func:`playbook.analyse.average_occupied_beds` does.

    >>> months = pd.date_range("2025-01-01", periods=3, freq="MS")
    >>> month_lengths(pd.Series([1116, 1008, 1116], index=months)).sentence()[-51:]
    'But the beds filled on an average day stayed at 36.'
    """
    known = read_monthly(bed_days).dropna().iloc[-last:]
    months = pd.DatetimeIndex(known.index)
    table = pd.DataFrame(
        {
            "month": months,
            "days": months.days_in_month,
            "bed_days": known.to_numpy(),
            "average_beds": average_occupied_beds(known, months).to_numpy(),
        }
    )
    return MonthLengths(table, table.iloc[_disagreement(table)])


def _disagreement(table: pd.DataFrame) -> list[int]:
    totals = np.sign(table["bed_days"].diff())
    beds = np.sign(table["average_beds"].diff().round(1))
    neighbours = table["month"] == table["month"].shift() + pd.DateOffset(months=1)
    lengths = table["days"].diff().abs().where(neighbours & (totals != beds), 0.0)
    at = np.flatnonzero((lengths > 0) & (lengths == lengths.max()))
    return [int(at[-1]) - 1, int(at[-1])] if len(at) else []
