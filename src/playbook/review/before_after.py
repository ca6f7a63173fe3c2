"""Before and after a test of change: limits frozen on what was, later points judged by them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.inputs import need_a
from playbook.review import words
from playbook.review.control_chart import XmR, xmr
from playbook.review.phases import phase_starts
from playbook.review.rules import SHORTEST_BASELINE, Floats
from playbook.review.series import read_series, say_when
from playbook.review.words import largest, number

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False, repr=False)
class BeforeAfter:
    """A series judged after a change by limits made before it. Made by :func:`before_after`.

    ``chart`` is the control chart with its frozen limits, ``before`` the part they come from;
    ``start`` is the position of the first point after the change, ``reason`` what was changed.
    """

    chart: XmR
    before: XmR
    start: int
    reason: str

    def __repr__(self) -> str:
        return f"Before and after. {self.sentence()}"

    @property
    def table(self) -> pd.DataFrame:
        """One row a point, as in :attr:`XmR.table`, with ``period``: "before" or "after"."""
        table = self.chart.table.drop(columns="phase")
        table.insert(0, "period", np.where(np.arange(len(table)) < self.start, "before", "after"))
        return table

    @property
    def mean_before(self) -> float:
        """The mean before the change, from which the limits were made."""
        return self.chart.phases[0].centre

    @property
    def mean_after(self) -> float:
        """The mean of the points after the change."""
        return float(np.nanmean(self._after))

    @property
    def difference(self) -> float:
        """How far the mean moved. What it would have done without the change is not known."""
        return self.mean_after - self.mean_before

    @property
    def signals_after(self) -> int:
        """How many points after the change are signals."""
        return int((self.chart.codes[self.start :] > 0).sum())

    @property
    def _after(self) -> Floats:
        return self.chart.values[self.start :]

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know before trusting the comparison."""
        likeness = words.alike_warning(
            self.before
        )  # a step between the two would count as likeness
        whole = (*self.chart.read_notices, *words.notices(self.chart, alike=""), likeness)
        return tuple(text for text in (*whole, *self._started_early(), *self._few()) if text)

    def sentence(self) -> str:
        """Say whether the points after the change are signals, and how the mean moved."""
        size = largest(self.chart)
        when = say_when(self.chart.labels, self.chart.labels[self.start])
        known = int((~np.isnan(self._after)).sum())
        points = "1 point" if known == 1 else f"{known} points"
        means = f"from {number(self.mean_before, size)} to {number(self.mean_after, size)}"
        start = f"{self.reason} began {when}."
        if not self.signals_after:
            return f"{start} The {points} since then show no signal by the limits of before."
        return f"{start} Of the {points} since then, {self._told()}; the mean went {means}."

    def _told(self) -> str:
        meanings = self.chart.table["meaning"].iloc[self.start :]
        better, worse = ((meanings == kind).sum() for kind in ("improvement", "concern"))
        if better and worse:
            return f"{better} are signals of improvement and {worse} of concern"
        kind = " of improvement" if better else " of concern" if worse else ""
        are = "1 is a signal" if self.signals_after == 1 else f"{self.signals_after} are signals"
        return are + kind

    def _started_early(self) -> tuple[str, ...]:
        codes, side, at = self.chart.codes, self.chart.side, self.start
        if codes[at - 1] and codes[at] and side[at - 1] == side[at]:
            return (
                "The signal began before the change, so the change may not be its cause. "
                "Ask what else happened.",
            )
        return ()

    def _few(self) -> tuple[str, ...]:
        known = int((~np.isnan(self._after)).sum())
        if known >= self.chart.rules.shift:
            return ()
        return (
            f"There are fewer than {self.chart.rules.shift} points after the change, "
            f"too few for a shift to show. Keep measuring.",
        )

    def plot(
        self,
        *,
        name: str,
        source: str,
        message: str | None = None,
        sample: bool = False,
        label: str = "value",
        note: str = "",
    ) -> Figure:
        """Draw the control chart with its frozen limits and the change marked."""
        from playbook.review.draw import draw_xmr

        return draw_xmr(
            self.chart,
            name=name,
            source=source,
            message=message or self.sentence(),
            sample=sample,
            label=label,
            note=note,
            notices=self.notices,
            change=(self.chart.labels[self.start], self.reason),
        )


def before_after(
    values: Any,
    dates: Any = None,
    *,
    change: Any,
    reason: str,
    direction: str | None = None,
    target: float | None = None,
    screen_outliers: bool = True,
    shift: int = 7,
    trend: int = 7,
) -> BeforeAfter:
    """Freeze the limits before a change, and judge what comes after by them ("fix and extend").

    ``change`` is the date of the first point after it (its number, without dates) and
    ``reason`` is what was changed. The limits come from the points before only; at least 12 of
    them must have values. Everything else is as in :func:`playbook.review.xmr`.

    A signal after a change is not proof that the change made it: look at what else happened,
    and at a place where nothing was changed. To give a lasting change limits of its own later,
    use ``rebase`` of :func:`playbook.review.xmr`.

    Raises ``ValueError`` or ``TypeError`` for a change that is not a later point of the series,
    no reason, fewer than 12 values before, or none after.

    Source: Provost and Murray, The Health Care Data Guide; NHS England, Making Data Count.

    >>> found = before_after([10, 12] * 8 + [7, 6, 7, 6, 7, 6, 7], change=17,
    ...     reason="Home First", direction="decrease")
    >>> found.signals_after, found.sentence()[51:]
    (7, ' then, 7 are signals of improvement; the mean went from 11 to 6.6.')
    """
    need_a(change, Hashable, "the date of one change")
    series = read_series(values, dates)
    start = list(phase_starts(series.labels, {change: reason}))[1]
    before = int((~np.isnan(series.values[:start])).sum())
    if before < SHORTEST_BASELINE:
        raise ValueError(
            f"Before {change}, the points with values number {before}. It takes at least "
            f"{SHORTEST_BASELINE} to freeze limits that later points can be judged by. "
            f"Collect more, or use a run chart."
        )
    if np.isnan(series.values[start:]).all():
        raise ValueError(f"There is no value from {change} on, so there is nothing to judge yet.")
    chart = xmr(
        values,
        dates,
        direction=direction,
        target=target,
        baseline=before,
        screen_outliers=screen_outliers,
        shift=shift,
        trend=trend,
    )
    past = xmr(series.values[:start], series.labels[:start], screen_outliers=screen_outliers)
    return BeforeAfter(chart, past, start, reason.strip().rstrip("."))
