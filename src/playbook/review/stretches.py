"""From marked points to stretches: many signals, few things to ask about."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.inputs import need_a
from playbook.markup import say
from playbook.review.control_chart import XmR

CHART = "a chart that xmr gives"


@dataclass(frozen=True, eq=False)
class Stretches:
    """Runs of signals on one side of the mean. Made by :func:`stretches`.

    ``table`` has one row a run: begins, ends, points, side ("above" or "below"), mean (of its
    points).
    """

    table: pd.DataFrame

    def page_table(self, points: str = "Points", mean: str = "Mean") -> pd.DataFrame:
        """Give the runs as a table for a page; the words name its last columns."""
        runs = self.table
        when = [
            say(begins) if begins == ends else f"{say(begins)} to {say(ends)}"
            for begins, ends in zip(runs["begins"], runs["ends"], strict=True)
        ]
        columns = {"When": when, points: runs["points"], "Side": runs["side"], mean: runs["mean"]}
        return pd.DataFrame(columns)

    @property
    def marked(self) -> int:
        """How many points are marked in all."""
        return int(self.table["points"].sum())

    def sentence(self) -> str:
        """Say how few stretches the marked points make, and which lasted longest."""
        if self.table.empty:
            return "No point is marked as a signal, so there is no stretch to ask about."
        longest = self.table.sort_values("points", ascending=False, kind="stable").iloc[0]
        points = "1 marked point" if self.marked == 1 else f"{self.marked} marked points"
        count = "1 stretch" if len(self.table) == 1 else f"{len(self.table)} stretches"
        return (
            f"The {points} make {count}. The longest is {longest['side']} the mean, from "
            f"{say(longest['begins'])} to {say(longest['ends'])}."
        )


def stretches(chart: XmR) -> Stretches:
    """Join neighbouring signals on the same side of the mean into one stretch each.

    Where neighbouring points are alike, one cause marks many points. Ask once for each stretch,
    about the time when it began. A routine point, a gap or a new phase ends a stretch.

    Do not use the number of stretches as a measure: it depends on the rules of the chart.

    >>> from playbook.review import xmr
    >>> chart = xmr([5, 7, 5, 7, 5, 7, 25, 26, 5, 7, 5, 7, 5, 7, 5, 7, 5, 7])
    >>> stretches(chart).table["points"].tolist()
    [2, 10]
    """
    need_a(chart, XmR, CHART)
    table = chart.table
    side = np.where(table["signal"] != "", np.sign(table["value"] - table["centre"]), 0)
    runs = pd.DataFrame(
        {"side": side, "phase": table["phase"], "value": table["value"], "at": table.index}
    ).reset_index(drop=True)
    run = (runs[["side", "phase"]] != runs[["side", "phase"]].shift()).any(axis=1).cumsum()
    found = (
        runs[runs["side"] != 0]
        .groupby(run)
        .agg(
            begins=("at", "first"),
            ends=("at", "last"),
            points=("at", "size"),
            side=("side", "first"),
            mean=("value", "mean"),
        )
    )
    found["side"] = np.where(found["side"] > 0, "above", "below")
    return Stretches(found.reset_index(drop=True))


def changes_within(chart: XmR, changes: dict[str, str]) -> dict[str, str]:
    """Keep the recorded changes that a series can be split at: those after its first point.

    ``changes`` maps the date on which a known change took effect to what it was, as
    ``rebase`` of :func:`playbook.review.xmr` wants it. A change before the series begins, or
    on a date that it does not hold, is left out, so that one list of changes can serve every
    area and every file.

    >>> from playbook.review import xmr
    >>> chart = xmr([5, 6, 5], ["2024-01", "2024-02", "2024-03"])
    >>> changes_within(chart, {"2020-04": "Covid-19", "2024-03": "Home First began"})
    {'2024-03': 'Home First began'}
    """
    need_a(chart, XmR, CHART)
    later = set(chart.labels[1:])
    return {when: reason for when, reason in changes.items() if pd.Timestamp(when) in later}
