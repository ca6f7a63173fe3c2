"""XmR control charts: tell a steady measure from one that has really changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.review import words
from playbook.review.phases import Phase, autocorrelation_within, phase_starts
from playbook.review.rules import LIMIT, SIGNALS, Codes, Floats, Rules, read_rows
from playbook.review.series import read_series
from playbook.review.verdicts import (
    MEANINGS,
    Assurance,
    Variation,
    assurance_of,
    check_direction,
    check_target,
    meaning_of,
    variation_of,
)

if TYPE_CHECKING:
    from playbook.charts import Figure

_SIGNAL_NAMES = np.array(SIGNALS, dtype=object)
_MEANING_NAMES = np.array(MEANINGS, dtype=object)


@dataclass(frozen=True, eq=False, repr=False)
class XmR:
    """A series read by the rules of an XmR chart. Made by :func:`xmr`."""

    values: Floats
    labels: pd.Index
    moving_range: Floats
    side: Codes
    codes: Codes
    phases: tuple[Phase, ...]
    rules: Rules
    direction: str | None
    target: float | None
    read_notices: tuple[str, ...]

    def __repr__(self) -> str:
        return f"XmR chart. {self.sentence()}"

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a point: value, limits, moving range, phase, signal and meaning.

        ``signal`` is empty, "beyond limits", "trend", "two of three" or "shift"; when several
        apply, the first in that order. ``meaning`` is "common cause", "improvement",
        "concern", "neutral" (special cause, neither better nor worse) or "missing" (a gap).
        The index holds the dates, or 1, 2, 3 without dates.
        """
        sizes = [phase.stop - phase.start for phase in self.phases]
        centre = np.repeat([phase.centre for phase in self.phases], sizes)
        reach = np.repeat([LIMIT * phase.average_move for phase in self.phases], sizes)
        columns = {
            "value": self.values,
            "centre": centre,
            "lower": centre - reach,
            "upper": centre + reach,
            "near_lower": centre - reach * 2 / 3,
            "near_upper": centre + reach * 2 / 3,
            "moving_range": self.moving_range,
            "phase": np.repeat(np.arange(1, len(self.phases) + 1), sizes),
            "signal": _SIGNAL_NAMES[self.codes],
            "meaning": self._meanings(),
        }
        return pd.DataFrame(columns, index=self.labels)

    def _meanings(self) -> np.ndarray:
        special = [meaning_of(side, self.direction) for side in (0, 1, -1)]
        places = np.array([MEANINGS.index(meaning) for meaning in special])
        found = np.where(self.codes > 0, places[self.side], MEANINGS.index("common cause"))
        found[np.isnan(self.values)] = MEANINGS.index("missing")
        named: np.ndarray = _MEANING_NAMES[found]
        return named

    @property
    def last(self) -> int:
        """Position of the latest point that has a value."""
        return int(np.flatnonzero(~np.isnan(self.values))[-1])

    @property
    def variation(self) -> Variation:
        """The verdict on the latest point that has a value."""
        at = self.last
        return variation_of(bool(self.codes[at]), int(self.side[at]), self.direction)

    @property
    def assurance(self) -> Assurance | None:
        """The verdict on the target, by the limits at the latest point.

        ``None`` when there is no target, no better direction, or no limits.
        """
        phase = self.last_phase
        return assurance_of(self.target, phase.lower, phase.upper, self.direction)

    @property
    def verdict(self) -> str:
        """Both verdicts in words, as they stand beside a chart."""
        return words.verdict(self.variation, self.assurance, self.target, self.direction)

    @cached_property
    def autocorrelation(self) -> float:
        """Lag-1 autocorrelation: how alike neighbours are, from -1 to 1 (0 is not at all).

        Distances are from the mean of each phase, so that a rebased step does not count.
        A gap or the start of a phase makes no pair. ``nan`` with under three points, or when
        all values are equal.
        """
        return autocorrelation_within(self.values, self.phases)

    @property
    def share_of_fair_width(self) -> float:
        """How wide the limits are beside fair ones, from 0 to 1, where neighbours are alike.

        Limits come from moving ranges. With autocorrelation r these shrink to the square root
        of 1 - r. It is 1 where neighbours are not alike, or too few to tell. A step or a slow
        drift makes neighbours alike as well, so it is rough: say "about".
        """
        alike = self.autocorrelation
        return float(np.sqrt(1 - min(alike, 1.0))) if alike > 0 else 1.0

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know before trusting the chart; empty when there is nothing."""
        return (*self.read_notices, *words.notices(self))

    @property
    def caption(self) -> str:
        """The rule set: how limits and signals were made, and why each phase began."""
        return words.caption(self)

    def sentence(self) -> str:
        """Say in one plain sentence what the chart shows."""
        return words.sentence(self)

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
        """Draw the chart, with its rule set, its notices and its numbers.

        ``label`` is what is counted ("bed days"). ``message`` is the sentence above the
        chart; by default what :meth:`sentence` says. Points differ by shape and by colour.
        """
        from playbook.review.draw import draw_xmr  # matplotlib is slow to load

        return draw_xmr(
            self, name=name, source=source, message=message, sample=sample, label=label, note=note
        )

    @property
    def last_phase(self) -> Phase:
        """The phase of the latest point that has a value."""
        return next(phase for phase in self.phases if self.last < phase.stop)


def xmr(
    values: Any,
    dates: Any = None,
    *,
    direction: str | None = None,
    target: float | None = None,
    rebase: Mapping[Any, str] | None = None,
    baseline: int | None = None,
    screen_outliers: bool = True,
    shift: int = 7,
    trend: int = 7,
) -> XmR:
    """Tell routine variation from real change in one measure over time.

    The centre is the mean; the limits are 2.66 average moving ranges either side of it.
    A point is a signal when it is beyond a limit; in ``trend`` points that all rise or all
    fall; one of two in three, on one side, near a limit; or in ``shift`` points on one side
    of the mean. Signals and limits equal those of NHSRplotthedots, with one choice of our
    own: in a trend, a point exactly on the mean means neither better nor worse.

    ``values`` is a list, an array or a pandas Series (whose index may hold the dates); dates
    are days or months in any order. Missing values (``None``, ``nan``) stay in the table as
    gaps. They are left out of the mean, and break runs and moving ranges on both sides,
    because nobody knows what stood there.

    ``direction`` is which way is better: "increase", "decrease", or ``None`` for neither.
    ``target`` never moves the limits. ``rebase`` maps the date on which each new phase begins
    to its reason; a phase has limits of its own, and no run or moving range crosses into it.
    ``baseline`` fixes the limits of each phase after its first points. ``screen_outliers``
    leaves moving ranges of 3.267 averages or more out of the limits; the mean keeps all
    points. Short series get a defined result with a notice: under 12 points the limits are
    on trial, with fewer than two neighbours there are none.

    Do not use it for rare events, very small counts, strong seasons, or rates whose
    denominators vary widely. Read ``.notices`` for neighbouring values that are too alike.

    Raises ``ValueError`` or ``TypeError``, saying what to change, for input that cannot be
    charted: text, infinite values, repeated dates, a rebase without a reason.

    Source: Wheeler, Understanding Variation; NHS England, Making Data Count; Nelson 1982 for
    the screening.

    >>> chart = xmr([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    >>> row = chart.table.loc[5]
    >>> row["signal"], f"{row['upper']:.3f}"
    ('beyond limits', '4.604')
    >>> chart.variation.text
    'Common cause variation.'
    """
    check_direction(direction)
    goal = check_target(target)
    rules = Rules(screen_outliers, shift, trend, baseline)
    series = read_series(values, dates)
    starts = phase_starts(series.labels, rebase)
    stops = [*list(starts)[1:], len(series.values)]
    pieces = [series.values[start:stop] for start, stop in zip(starts, stops, strict=True)]
    readings = [read_rows(piece[None, :], rules) for piece in pieces]
    phases = tuple(
        Phase(
            start,
            start + len(piece),
            points=int((~np.isnan(piece)).sum()),
            centre=float(reading.centre[0]),
            average_move=float(reading.average_move[0]),
            label=series.labels[start],
            reason=reason,
        )
        for (start, reason), piece, reading in zip(starts.items(), pieces, readings, strict=True)
    )
    return XmR(
        values=series.values,
        labels=series.labels,
        moving_range=np.concatenate([reading.moving_range[0] for reading in readings]),
        side=np.concatenate([reading.side[0] for reading in readings]),
        codes=np.concatenate([reading.signal[0] for reading in readings]),
        phases=phases,
        rules=rules,
        direction=direction,
        target=goal,
        read_notices=series.notices,
    )
