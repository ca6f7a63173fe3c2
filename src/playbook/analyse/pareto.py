"""Pareto analysis: the few causes that make up most of a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.markup import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from playbook.charts import Figure, Look


@dataclass(frozen=True, eq=False)
class Pareto:
    """Causes from the largest to the smallest. Made by :func:`pareto`.

    ``table`` has one row a cause: cause, count, percent, cumulative_percent, and ``vital``,
    which is true for the smallest set of causes that reaches ``share`` of the total.
    """

    table: pd.DataFrame
    share: float

    @property
    def vital(self) -> tuple[str, ...]:
        """The smallest set of causes that reaches the share, largest first."""
        return tuple(self.table.loc[self.table["vital"], "cause"])

    def sentence(self, unit: str = "", part: str = "cause") -> str:
        """Say how few causes make up most of the total.

        ``unit`` is what was counted ("bed days"); ``part`` is a better word than "cause", if
        there is one ("reason").
        """
        vital = self.table[self.table["vital"]]
        reached = vital["cumulative_percent"].iloc[-1]
        total = f"{say(float(self.table['count'].sum()))} {unit}".strip()
        if len(vital) == len(self.table):
            return f"No few {part}s stand out: it takes all {len(vital)} to reach {self.share:.0%}."
        if len(vital) == 1:
            return f"One {part}, {vital['cause'].iloc[0]}, makes up {reached:.1f}% of {total}."
        return f"{len(vital)} of {len(self.table)} {part}s make up {reached:.1f}% of {total}."

    def plot(
        self,
        *,
        name: str,
        source: str,
        message: str | None = None,
        unit: str = "count",
        sample: bool = False,
    ) -> Figure:
        """Draw a bar for each cause with its running total, and a line where the share is reached.

        ``unit`` is what is counted ("bed days"). The 80% is a prompt for where to look, not a law.
        """
        from playbook.charts import figure

        table = self.table.drop(columns="vital").set_axis(
            ["Cause", unit.capitalize(), "Percent", "Running total, percent"], axis=1
        )
        told = " ".join(
            f"{row.cause}: {say(row.count_)}, running total {row.cumulative_percent:.1f}%."
            for row in self.table.rename(columns={"count": "count_"}).itertuples()
        )
        return figure(
            self._draw,
            name=name,
            message=message or self.sentence(),
            alt=f"Pareto chart of {unit}, largest first. {told}",
            table=table,
            source=source,
            note=f"Percentages are running totals. {self.share:.0%} is a prompt for "
            f"where to look first, not a law.",
            sample=sample,
            height=0.9 + 0.62 * len(self.table),
        )

    def _draw(self, axes: Axes, look: Look) -> None:
        places = range(len(self.table))
        colours = [look.analyse if vital else look.soft for vital in self.table["vital"]]
        drawn = axes.barh(places, self.table["count"], color=colours, height=0.45)
        running = "" if look.narrow else "running total "
        labels = [
            f"{say(float(count))} ({running}{percent:.1f}%)"
            for count, percent in zip(
                self.table["count"], self.table["cumulative_percent"], strict=True
            )
        ]
        axes.bar_label(drawn, labels, padding=5, color=look.ink)
        for at, cause in enumerate(self.table["cause"]):
            axes.annotate(cause, (0, at - 0.3), color=look.ink)
        if not self.table["vital"].all():
            edge = int(self.table["vital"].sum()) - 0.64
            axes.axhline(edge, color=look.ink, linewidth=1.2, dashes=(5, 3))
            axes.annotate(
                f"{self.share:.0%} reached above this line",
                (1, edge),
                (0, -4),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                horizontalalignment="right",
                verticalalignment="top",
                color=look.ink,
                fontsize=10,
            )
        axes.invert_yaxis()
        axes.set_xticks([])
        axes.set_yticks([])
        axes.grid(visible=False)
        axes.spines[["bottom", "left"]].set_visible(False)
        axes.margins(x=0.45 if look.narrow else 0.3)


def pareto(
    counts: pd.Series | Mapping[str, float], *, share: float = 0.8, other: str = "Other"
) -> Pareto:
    """Sort causes by size and find the smallest set that makes up most of the total.

    ``counts`` maps each cause to its count. Ties are sorted by name. A cause called ``other``
    comes last whatever its size, because nobody can act on it. ``share`` is the part of the
    total to reach: 0.8 is a habit, not a law.

    Do not use it for causes that overlap, for counts too small to rank, or instead of asking
    which cause can be changed.

    Raises ``ValueError`` for no causes, repeated causes, missing or negative counts, a total
    of zero, or a share that is not above 0 and at most 1.

    Source: Juran, Quality Control Handbook.

    >>> found = pareto({"Awaiting care at home": 60, "Other": 25, "Awaiting a care home": 15})
    >>> found.table["cause"].tolist(), found.sentence()[:21]
    (['Awaiting care at home', 'Awaiting a care home', 'Other'], 'No few causes stand o')
    """
    try:
        series = pd.Series(counts, dtype=float)
    except (ValueError, TypeError) as problem:
        raise ValueError("Give one number for each cause. Something else is there.") from problem
    _check(series, share)
    causes = [str(cause) for cause in series.index]
    rows = sorted(
        zip(causes, series.to_list(), strict=True),
        key=lambda row: (row[0].casefold() == other.casefold(), -row[1], row[0]),
    )
    table = pd.DataFrame(rows, columns=["cause", "count"])
    running = table["count"].cumsum()
    total = running.iloc[-1]
    table["percent"] = 100 * table["count"] / total
    table["cumulative_percent"] = 100 * running / total
    before = running.shift(fill_value=0.0)
    table["vital"] = before < share * total * (1 - 1e-12)  # rounding must not add a cause
    return Pareto(table, share)


def _check(series: pd.Series[Any], share: float) -> None:
    if not 0 < share <= 1:
        raise ValueError(f"share is {share!r}. It must be above 0 and at most 1, such as 0.8.")
    if series.empty:
        raise ValueError("There are no causes to sort.")
    if series.index.has_duplicates:
        repeated = series.index[series.index.duplicated()][0]
        raise ValueError(f"{repeated} appears more than once. Add its counts together first.")
    if series.isna().any():
        unknown = series.index[series.isna()][0]
        raise ValueError(f"The count of {unknown} is not known, so causes cannot be ranked.")
    if (series < 0).any():
        raise ValueError(f"The count of {series.idxmin()} is negative. Check the column chosen.")
    if series.sum() == 0:
        raise ValueError("Every count is zero, so there is nothing to rank.")
