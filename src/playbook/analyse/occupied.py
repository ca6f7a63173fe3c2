"""Occupied beds by day: who is in hospital as each day begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.analyse.bed_days import beds_by_day, closed_spells
from playbook.analyse.stay_rules import name_columns, read_dates
from playbook.analyse.stays import table_of
from playbook.markup import say, say_day

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False)
class OccupiedBeds:
    """Beds filled on each day. Made by :func:`occupied_beds`. ``table`` has day and beds."""

    table: pd.DataFrame

    def sentence(self) -> str:
        """Say the average, the busiest day and the level that one day in twenty goes above."""
        beds = self.table["beds"]
        busy = int(np.ceil(beds.quantile(0.95)))
        top = self.table.iloc[int(beds.to_numpy().argmax())]
        return (
            f"On an average day {beds.mean():.1f} beds were filled. One day in twenty needed "
            f"{busy} or more, and the busiest, {say_day(top['day'])}, "
            f"{say(int(top['beds']))}."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the beds filled on each day; the table gives months, as days are too many."""
        from playbook.charts import figure, month_axis

        months = self.table.groupby(self.table["day"].dt.to_period("M"))["beds"]
        shown = months.agg(["mean", "min", "max"]).round(1).reset_index()
        shown["day"] = shown["day"].dt.to_timestamp()

        def draw(axes: Any, look: Any) -> None:
            axes.plot(self.table["day"], self.table["beds"], color=look.analyse, linewidth=1)
            axes.set_ylim(bottom=0)
            month_axis(axes, look)

        return figure(
            draw,
            name=name,
            message=message or self.sentence(),
            alt=f"Line chart of beds filled on each of {len(self.table)} days. {self.sentence()}",
            table=shown.set_axis(["Month", "Average", "Lowest day", "Highest day"], axis=1),
            source=source,
            sample=sample,
        )


def occupied_beds(
    stays: Any, *, first: Any = None, last: Any = None, until: Any = None
) -> OccupiedBeds:
    """Count the beds filled on each day: those admitted before it who have not left before it.

    The days of a month add up to its bed days, by the same rule as :func:`bed_days`: the last
    day of a stay counts and the first does not. ``first`` and ``last`` are days; by default
    the days of the first admission and the last discharge.

    At the start of a file beds look empty, because stays that began before it are not in it:
    leave the first months out. Use this, and not the monthly average, to see busy days.

    Raises ``ValueError`` as :func:`bed_days` does, and for days out of order.

    >>> two = pd.DataFrame({"admission_date": ["2024-01-30", "2024-02-01"],
    ...     "discharge_date": ["2024-02-03", "2024-02-02"]})
    >>> occupied_beds(two).table["beds"].tolist()
    [0, 1, 1, 2, 1]
    """
    rows = name_columns(table_of(stays), ["admission_date", "discharge_date"])
    start, end = closed_spells(rows, until)
    edges = [
        found if given is None else read_dates(pd.Series([given]), name)[0]
        for given, found, name in ((first, start.min(), "first"), (last, end.max(), "last"))
    ]
    if edges[0] > edges[1]:
        raise ValueError(f"The first day, {edges[0]}, is after the last, {edges[1]}.")
    days = np.arange(edges[0], edges[1] + np.timedelta64(1, "D"))
    beds = beds_by_day(start, end, np.zeros(len(start), dtype=np.int64), 1, days)
    return OccupiedBeds(pd.DataFrame({"day": days.astype("datetime64[s]"), "beds": beds[0]}))
