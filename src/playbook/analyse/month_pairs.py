"""Pairs of months beside all the months: how two points can tell any story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from playbook.analyse.monthly import month_starts
from playbook.inputs import need_a
from playbook.markup import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from playbook.charts import Figure, Look

LEVEL = 0.5  # a change of less than this, in percent, is called level
DASHES = ((4, 2), (1, 1), (6, 1.5, 1, 1.5))


@dataclass(frozen=True, eq=False)
class MonthPairs:
    """Pairs of months, each with its own story. Made by :func:`month_pairs`.

    ``table`` has one row a pair: teller, first_month, first, second_month, second,
    percent_change. ``series`` holds every month.
    """

    table: pd.DataFrame
    series: pd.Series

    @property
    def mean(self) -> float:
        """The mean of all the months."""
        return float(self.series.mean())

    def sentence(self) -> str:
        """Say what each pair tells, and the mean of all the months."""
        told = ", ".join(
            f"{row['teller']} {_way(row['percent_change'])}"
            for row in self.table.to_dict("records")
        )
        return (
            f"From one series: {told}. The {len(self.series)} months have a mean of "
            f"{say(self.mean, 0)}."
        )

    def plot(
        self,
        *,
        name: str,
        source: str,
        label: str,
        sample: bool = False,
        message: str | None = None,
    ) -> Figure:
        """Draw every month, with a straight line for each pair; ``label`` names what is counted."""
        from playbook.charts import figure

        told = " ".join(
            f"{row.teller}: {say(row.first_month)}, {say(row.first)}, to "
            f"{say(row.second_month)}, {say(row.second)}."
            for row in self.table.itertuples()
        )
        low, high = self.series.min(), self.series.max()
        return figure(
            lambda axes, look: self._draw(axes, look, label),
            name=name,
            message=message or self.sentence(),
            alt=f"A line of {len(self.series)} months of {label}, from {say(low)} to {say(high)}, "
            f"with straight lines that join pairs of months. {told}",
            table=pd.DataFrame({"Month": self.series.index, label.capitalize(): self.series}),
            source=source,
            sample=sample,
        )

    def _draw(self, axes: Axes, look: Look, label: str) -> None:
        from playbook.charts import month_axis

        axes.margins(x=0.04, y=0.16)
        axes.plot(self.series.index, self.series, color=look.soft, linewidth=1.1)
        axes.axhline(self.mean, color=look.ink, linewidth=1)
        axes.annotate(
            f"Mean\n{say(self.mean, 0)}",
            (1, self.mean),
            (4, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            color=look.ink,
        )
        colours = (look.review, look.implement, look.analyse)
        for at, row in enumerate(self.table.to_dict("records")):
            colour = colours[at % len(colours)]
            ends = self.series.loc[[row["first_month"], row["second_month"]]]
            dashes = DASHES[at % len(DASHES)]
            axes.plot(ends.index, ends, color=colour, linewidth=2.4, marker="o", dashes=dashes)
            told = f"{row['teller']}: {_way(row['percent_change'])}"
            _name(axes, look, told, ends, self.mean, colour)
        axes.set_title(label.capitalize(), loc="left", fontsize=11, color=look.soft)
        month_axis(axes, look)


def month_pairs(series: pd.Series, pairs: Mapping[str, tuple[str, str]]) -> MonthPairs:
    """Set what pairs of months tell beside the series that they were taken from.

    ``series`` is a value for each month; ``pairs`` maps who tells a story to its first and
    second month, such as ``{"Callum": ("2023-03", "2024-03")}``. The first value of a pair
    must not be zero, as its change is given in percent.

    Use it to show why two numbers say little. It tests nothing: for that draw a control chart.

    Raises ``ValueError`` for no pairs, a month that the series does not have, a first month
    that is not earlier, or a first value of zero.

    >>> dates = pd.to_datetime(["2023-03", "2023-09", "2024-03"])
    >>> months = pd.Series([751, 900, 1501], index=dates)
    >>> month_pairs(months, {"Callum": ("2023-03", "2024-03")}).sentence()
    'From one series: Callum up 100%. The 3 months have a mean of 1,051.'
    """
    need_a(series, pd.Series, "a series of numbers by month")
    need_a(pairs, Mapping, "pairs of months by who tells of them")
    if not pairs:
        raise ValueError("Give at least one pair of months.")
    values = series.set_axis(month_starts(series.index))
    rows = []
    for teller, months in pairs.items():
        first, second = (pd.Timestamp(month) for month in months)
        absent = [say(month) for month in (first, second) if month not in values.index]
        if absent:
            raise ValueError(f"{teller}: there is no figure for {' and '.join(absent)}.")
        if first >= second:
            raise ValueError(f"{teller}: {say(first)} is not before {say(second)}.")
        if values[first] == 0:
            raise ValueError(f"{teller}: {say(first)} is 0, so a change in percent has no meaning.")
        change = 100 * (values[second] / values[first] - 1)
        rows.append((teller, first, values[first], second, values[second], change))
    columns = ["teller", "first_month", "first", "second_month", "second", "percent_change"]
    return MonthPairs(pd.DataFrame(rows, columns=columns), values)


def _way(percent: float) -> str:
    if abs(percent) < LEVEL:
        return "level"
    return f"{'up' if percent > 0 else 'down'} {abs(percent):.0f}%"


def _name(axes: Axes, look: Look, told: str, ends: pd.Series, mean: float, colour: str) -> None:
    """Write a pair's story beside the end that lies farther out, the first when they are even."""
    near, far = (ends - mean).abs()
    farther = int(far > 1.1 * near)
    month, value = ends.index[farther], float(ends.iloc[farther])
    above = value >= mean
    left, right = axes.get_xlim()
    share = (axes.convert_xunits(month) - left) / (right - left)
    axes.annotate(
        told,
        (month, value),
        (0, 9 if above else -9),
        textcoords="offset points",
        ha="left" if share < 0.25 else "right" if share > 0.75 else "center",
        va="bottom" if above else "top",
        color=colour,
        weight="bold",
    )
