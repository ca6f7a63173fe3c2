"""Run charts: a median line and simple rules, for a measure with few points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.framework.register import unknown
from playbook.review import run_words
from playbook.review.rules import SHORTEST_RUN, Codes, Flags, Floats
from playbook.review.runs import FEWEST, anhoej_limits, runs_limits
from playbook.review.series import read_series
from playbook.review.verdicts import check_direction, meaning_of

if TYPE_CHECKING:
    from playbook.charts import Figure

RULE_SETS = ("phs", "anhoej")


@dataclass(frozen=True, eq=False, repr=False)
class RunChart:
    """A series read by the rules of a run chart. Made by :func:`run_chart`.

    ``rules`` is "phs" or "anhoej". ``shift`` is the run that counts as a shift, ``trend`` the
    one that counts as a trend (``None``: not looked for). ``useful`` counts the points off the
    median; ``runs`` is how many runs they make, ``longest_run`` the longest of them.
    """

    values: Floats
    labels: pd.Index
    centre: float
    rules: str
    shift: int
    trend: int | None
    baseline: int | None
    direction: str | None
    side: Codes
    shifted: Flags
    rising: Codes
    read_notices: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Run chart. {self.sentence()}"

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a point: value, centre (the median), shift, trend, signal and meaning.

        ``signal`` is "shift", "trend" or empty; shift wins where both apply. ``meaning`` is
        "improvement", "concern", "neutral", "common cause" or "missing". A shift is judged by
        the side of the median, a trend by whether it rises or falls.
        """
        signal = np.where(self.shifted, "shift", np.where(self.rising != 0, "trend", ""))
        way = np.where(self.shifted, self.side, self.rising)
        meaning = [
            meaning_of(int(which), self.direction) if found else "common cause"
            for which, found in zip(way, signal, strict=True)
        ]
        columns = {
            "value": self.values,
            "centre": np.full(len(self.values), self.centre),
            "shift": self.shifted,
            "trend": self.rising != 0,
            "signal": signal.astype(object),
            "meaning": np.where(np.isnan(self.values), "missing", meaning).astype(object),
        }
        return pd.DataFrame(columns, index=self.labels)

    @property
    def useful(self) -> int:
        """How many points do not lie on the median."""
        return int(np.count_nonzero(self.side))

    @property
    def runs(self) -> int:
        """How many runs the useful points make: one more than the times they cross the median."""
        sides = self.side[self.side != 0]
        return int(np.count_nonzero(np.diff(sides)) + 1) if len(sides) else 0

    @property
    def longest_run(self) -> int:
        """The most useful points in a row on one side of the median."""
        return max((len(run) for run in _runs(self.side)), default=0)

    @property
    def runs_limits(self) -> tuple[int, int | None] | None:
        """The fewest and the most runs that chance commonly makes.

        Anhøj's rules have no upper limit. ``None`` when there are too few useful points.
        """
        if self.useful < FEWEST:
            return None
        if self.rules == "anhoej":
            return anhoej_limits(self.useful)[1] + 1, None
        return runs_limits(self.useful)

    @property
    def runs_verdict(self) -> str:
        """Whether there are "too few" runs, "too many", "as expected", or it is "not judged"."""
        if self.runs_limits is None:
            return "not judged"
        fewest, most = self.runs_limits
        if self.runs < fewest:
            return "too few"
        return "too many" if most is not None and self.runs > most else "as expected"

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know before trusting the chart; empty when there is nothing."""
        return (*self.read_notices, *run_words.notices(self))

    @property
    def caption(self) -> str:
        """The rule set in words, and the one rule that only a person can apply."""
        return run_words.caption(self)

    def sentence(self) -> str:
        """Say in one or two plain sentences what the chart shows."""
        return run_words.sentence(self)

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
        """Draw the points and the median, with the rule set, the notices and the numbers.

        ``label`` is what is counted ("falls"). Points differ by shape and by colour.
        """
        from playbook.review.count_draw import draw_series  # matplotlib is slow to load

        return draw_series(
            self, name=name, source=source, message=message, sample=sample, label=label, note=note
        )


def run_chart(
    values: Any,
    dates: Any = None,
    *,
    rules: str = "phs",
    direction: str | None = None,
    baseline: int | None = None,
    shift: int = 6,
    trend: int = 5,
) -> RunChart:
    """Look for signals of change around the median, with few points and no limits.

    ``rules="phs"`` follows the wording of Public Health Scotland. A shift is ``shift`` points
    or more in a row on one side of the median; points on the median neither break the row nor
    count. A trend is ``trend`` points or more that all rise or all fall; a value that repeats
    the one before neither breaks it nor counts. There are too few or too many runs when chance
    would make so few, or so many, at most 2.5 times in a hundred.

    ``rules="anhoej"`` looks for a run longer than log2(n) + 3 (rounded) or for unusually few
    crossings, where n counts the points off the median. It has no rule for trends and gives
    about 5 false signals in a hundred charts, whatever the length.

    ``values``, ``dates`` and ``direction`` are as in :func:`playbook.review.xmr`. ``baseline``
    makes the median from the first points only. A missing value stays in the table and is left
    out of every rule, with a notice. Under 10 useful points the runs are not judged.

    Whether one point is plainly out of the ordinary is left to people: no rule decides it.
    The trend rule adds little (Anhøj and Olesen 2014). It is here because it is taught.
    Do not use a run chart to judge a target; use :func:`playbook.review.xmr` from 12 points on.

    Raises ``ValueError`` or ``TypeError``, saying what to change, for input that cannot be
    charted, an unknown rule set, or runs shorter than 5 points.

    Source: Perla, Provost and Murray 2011, BMJ Quality and Safety; Anhøj and Olesen 2014.

    >>> chart = run_chart([5, 4, 3, 5, 4, 3, 8, 9, 8, 6, 9, 8, 8])
    >>> chart.centre, chart.table["signal"].tolist()[-7:]
    (6.0, ['shift', 'shift', 'shift', '', 'shift', 'shift', 'shift'])
    """
    check_direction(direction)
    _check_rules(rules, baseline, shift, trend)
    series = read_series(values, dates)
    known = series.values[~np.isnan(series.values)]
    centre = float(np.median(known[:baseline]))
    side = np.nan_to_num(np.sign(series.values - centre)).astype(np.int8)
    useful = int(np.count_nonzero(side))
    if rules == "anhoej":
        shift = anhoej_limits(useful)[0] + 1 if useful else shift
    by_phs = rules == "phs"
    return RunChart(
        values=series.values,
        labels=series.labels,
        centre=centre,
        rules=rules,
        shift=shift,
        trend=trend if by_phs else None,
        baseline=baseline,
        direction=direction,
        side=side,
        shifted=_shifted(side, shift),
        rising=_trending(series.values, trend) if by_phs else np.zeros(len(side), np.int8),
        read_notices=series.notices,
    )


def _check_rules(rules: str, baseline: int | None, shift: int, trend: int) -> None:
    if rules not in RULE_SETS:
        raise ValueError(unknown(rules, RULE_SETS, "the rule sets"))
    if baseline is not None and (not _is_whole(baseline) or baseline < FEWEST):
        raise ValueError(
            f"baseline is {baseline!r}. A median needs a whole number of points, at least {FEWEST}."
        )
    for name, length in (("shift", shift), ("trend", trend)):
        if not _is_whole(length) or length < SHORTEST_RUN:
            raise ValueError(
                f"{name} is {length!r}. It must be a whole number of at least {SHORTEST_RUN}: "
                f"shorter runs turn up by chance too often to mean anything."
            )


def _is_whole(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _runs(codes: Codes) -> list[np.ndarray]:
    """Give the positions of each run of equal codes, passing over the zeros."""
    at = np.flatnonzero(codes)
    if not len(at):
        return []
    return np.split(at, np.flatnonzero(np.diff(codes[at])) + 1)


def _shifted(side: Codes, length: int) -> Flags:
    flags = np.zeros(len(side), dtype=np.bool_)
    for run in _runs(side):
        flags[run] = len(run) >= length
    return flags


def _trending(values: Floats, length: int) -> Codes:
    """Mark points of each long rise with 1 and of each long fall with -1; repeats stay 0."""
    way = np.zeros(len(values), dtype=np.int8)
    at = np.flatnonzero(~np.isnan(values))
    kept = at[np.append(True, np.diff(values[at]) != 0)]
    steps = np.sign(np.diff(values[kept])).astype(np.int8)
    for run in _runs(steps):
        if len(run) + 1 >= length:
            stretch = kept[run[0] : run[-1] + 2]
            way[stretch[way[stretch] == 0]] = steps[run[0]]
    return way
