"""Two months compared, and why two numbers say so little."""

from dataclasses import dataclass

import pandas as pd

from playbook.analyse.monthly import month_starts
from playbook.markup import say


@dataclass(frozen=True, eq=False)
class TwoMonths:
    """Two months beside each other and beside all the others. Made by :func:`two_months`.

    ``table`` has one row for each of the two: month, value, days, per_day, mean, lower, upper,
    signal. ``other_changes`` are the percent changes between all months as far apart.
    """

    table: pd.DataFrame
    what: str
    mean: float
    months: int
    gap_months: int
    other_changes: tuple[float, ...]

    @property
    def change(self) -> float:
        """The second value less the first."""
        return float(self.table["value"].iloc[1] - self.table["value"].iloc[0])

    @property
    def percent_change(self) -> float:
        """The change as percent of the first value; ``nan`` when that is zero."""
        first = float(self.table["value"].iloc[0])
        return 100 * self.change / first if first else float("nan")

    @property
    def length_effect(self) -> float:
        """What the second month would gain by its length alone, at the first month's daily rate."""
        days = self.table["days"]
        return float(self.table["per_day"].iloc[0] * (days.iloc[1] - days.iloc[0]))

    def sentence(self) -> str:
        """Say the change between the two months, and the mean that it hides."""
        first, second = self.table["value"]
        verb = "rose" if self.change > 0 else "fell" if self.change < 0 else "stayed"
        by = f" {abs(self.percent_change):.0f}%" if self.change and first else ""
        to = f"from {say(first)} to {say(second)}" if self.change else f"at {say(first)}"
        names = " to ".join(say(month) for month in self.table["month"])
        return (
            f"From {names} {self.what} {verb}{by}, {to}; "
            f"the mean of all {self.months} months is {say(self.mean, 0)}."
        )

    @property
    def findings(self) -> tuple[str, ...]:
        """What the pair can bear: against the limits, by month length, against other pairs."""
        return tuple(text for text in (self._standing(), self._length(), self._pairs()) if text)

    def _standing(self) -> str:
        rows = self.table
        names = [say(month) for month in rows["month"]]
        signals = (rows["signal"] != "").tolist()
        low, high = say(rows["lower"].iloc[1], 0), say(rows["upper"].iloc[1], 0)
        if not any(signals):
            return (
                f"Neither month is a signal against limits of {low} to {high}, "
                f"so the difference is routine variation."
            )
        if not all(signals):
            which = names[signals.index(True)]
            return f"Only {which} is a signal: ask what happened then, not what changed between."
        above = (rows["value"] > rows["mean"]).tolist()
        if above[0] != above[1]:
            return (
                f"Both months are signals, on opposite sides of the mean, with limits of {low} "
                f"to {high}. The pair says almost nothing about direction."
            )
        return "Both months are signals on the same side of the mean, so the level is what matters."

    def _length(self) -> str:
        first, second = self.table["days"]
        if first == second:
            return f"Both months have {first} days, so their length plays no part."
        verb = "adds" if self.length_effect > 0 else "takes away"
        return (
            f"The months have {first} and {second} days: at the same daily rate, length alone "
            f"{verb} {say(abs(self.length_effect), 0)} {self.what}."
        )

    def _pairs(self) -> str:
        if len(self.other_changes) < 2:
            return ""
        low, high = min(self.other_changes), max(self.other_changes)
        return (
            f"Of {len(self.other_changes)} pairs of months {self.gap_months} apart, changes run "
            f"from {low:+.0f}% to {high:+.0f}%: whoever picks the months picks the story."
        )


def two_months(
    chart: pd.DataFrame, first: object, second: object, *, what: str = "bed days"
) -> TwoMonths:
    """Set two months of a control chart against its limits and against all other pairs.

    ``chart`` is the ``.table`` of a control chart of monthly values: columns value, centre,
    lower, upper, signal, indexed by month. ``first`` and ``second`` are two of its months,
    in time order. ``what`` names what is counted.

    Use it when somebody quotes two numbers. It does not say what caused a difference.

    Raises ``ValueError`` for a table without those columns, a month that is not in it or has
    no value, or months that are not in time order.

    Source: Wheeler, Understanding Variation, on comparing two values.

    >>> months = pd.date_range("2023-01-01", periods=4, freq="MS")
    >>> chart = pd.DataFrame({"value": [90, 110, 95, 105], "centre": 100.0, "lower": 60.0,
    ...     "upper": 140.0, "signal": ""}, index=months)
    >>> pair = two_months(chart, "2023-01", "2023-02")
    >>> pair.sentence()
    'From January 2023 to February 2023 bed days rose 22%, from 90 to 110; the mean of all 4 months is 100.'
    >>> pair.findings[1]
    'The months have 31 and 28 days: at the same daily rate, length alone takes away 9 bed days.'
    """  # noqa: E501
    needed = ["value", "centre", "lower", "upper", "signal"]
    absent = [column for column in needed if column not in chart]
    if absent:
        raise ValueError(f"A control chart's table is needed. This one lacks {', '.join(absent)}.")
    series = chart.set_axis(month_starts(chart.index))
    pair = month_starts([first, second])
    for month in pair:
        if month not in series.index[series["value"].notna()]:
            raise ValueError(
                f"The chart has no value for {say(month)}. It runs from "
                f"{say(series.index[0])} to {say(series.index[-1])}."
            )
    if pair[0] >= pair[1]:
        raise ValueError("Give two different months, the earlier one first.")
    gap = (pair[1].year - pair[0].year) * 12 + pair[1].month - pair[0].month
    values = series["value"].astype(float)
    earlier = values.set_axis(values.index + pd.DateOffset(months=gap)).reindex(values.index)
    changes = (100 * (values / earlier - 1))[earlier > 0].dropna()
    chosen = series.loc[pair]
    table = pd.DataFrame(
        {
            "month": pair,
            "value": chosen["value"].to_numpy(float),
            "days": pair.days_in_month,
            "per_day": chosen["value"].to_numpy(float) / pair.days_in_month,
            "mean": chosen["centre"].to_numpy(float),
            "lower": chosen["lower"].to_numpy(float),
            "upper": chosen["upper"].to_numpy(float),
            "signal": chosen["signal"].to_numpy(),
        }
    )
    known = values.dropna()
    return TwoMonths(table, what, float(known.mean()), len(known), gap, tuple(changes))
