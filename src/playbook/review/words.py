"""What a control chart says in words: its sentence, its caption and its warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.markup import say
from playbook.review.rules import SHORTEST_BASELINE
from playbook.review.series import say_point, say_when
from playbook.review.verdicts import Assurance, Variation

if TYPE_CHECKING:
    from playbook.review.control_chart import XmR
    from playbook.review.phases import Phase

# Limits come from moving ranges, which shrink as neighbours grow alike: with autocorrelation r
# the limits are the square root of (1 - r) of the width they should have. At 0.5 that is 71%,
# so "three standard deviations" are really two, and false alarms come twelve times as often.
STRONG_AUTOCORRELATION = 0.5


def number(value: float, largest: float) -> str:
    """Write a number with decimals that fit the size of its series, and no stray zeros.

    >>> number(1083.634, 1501), number(0.9471, 0.98), number(12.0, 20)
    ('1,084', '0.947', '12')
    """
    decimals = 0 if largest >= 100 else 1 if largest >= 10 else 2 if largest >= 1 else 3
    text = say(float(value), decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def largest(chart: XmR) -> float:
    """Give the size of the largest value, which sets how many decimals are worth saying."""
    return float(np.nanmax(np.abs(chart.values)))


def place(chart: XmR, label: Any) -> str:
    """Name a point by its month, its date, or its number ("point 7")."""
    return say_point(chart.labels, label)


def verdict(
    variation: Variation, assurance: Assurance | None, target: float | None, direction: str | None
) -> str:
    """Give both verdicts as sentences; say why when there is none on a target."""
    if assurance is not None:
        return f"{variation.text} {assurance.text}"
    if target is None:
        return f"{variation.text} No target is set."
    if direction is None:
        return f"{variation.text} Nobody has said which way is better, so the target is not judged."
    return f"{variation.text} There are too few points to judge the target."


def sentence(chart: XmR) -> str:
    """Say in one sentence how many points are signals and where the series stands."""
    points = sum(phase.points for phase in chart.phases)
    when = say_when(chart.labels, chart.labels[chart.last])
    latest = f"{number(chart.values[chart.last], largest(chart))} {when}"
    mean = number(chart.last_phase.centre, largest(chart))
    if points == 1:
        return f"There is only one value, {latest}."
    if np.isnan(chart.last_phase.average_move):
        return f"There are too few neighbouring values for limits around the mean of {mean}."
    signals = int((chart.codes > 0).sum())
    if signals == 0:
        return f"All {points} points show routine variation around a mean of {mean}."
    verb = "is a signal" if signals == 1 else "are signals"
    return (
        f"{signals} of {points} points {verb}; "
        f"the latest, {latest}, {standing(chart.variation)} the mean of {mean}."
    )


def caption(chart: XmR) -> str:
    """Print the rule set, so that nobody has to guess how the limits were made."""
    rules = chart.rules
    screening = "on" if rules.screen_outliers else "off"
    fixed = f" Limits are fixed after the first {rules.baseline} points." if rules.baseline else ""
    rebased = "".join(
        f" Limits start again from {place(chart, phase.label)}: {phase.reason.rstrip('.')}."
        for phase in chart.phases[1:]
    )
    return (
        f"XmR chart. Limits: mean plus or minus 2.66 average moving ranges; screening of outlying "
        f"ranges is {screening}.{fixed} Signals: beyond a limit; {rules.trend} points rising or "
        f"falling; two of three in an outer third; "
        f"{rules.shift} on one side of the mean.{rebased}"
    )


def notices(chart: XmR, alike: str | None = None) -> tuple[str, ...]:
    """List what a reader must know before trusting the chart.

    ``alike`` replaces the warning of neighbours that are too alike.
    """
    found = [
        _gaps(chart),
        *(_short(chart, phase) for phase in chart.phases),
        *(_loose_baseline(chart, phase) for phase in chart.phases),
        alike_warning(chart) if alike is None else alike,
    ]
    return tuple(text for text in found if text)


def standing(variation: Variation) -> str:
    """Say where the latest point stands, to be followed by "the mean"."""
    if variation is Variation.COMMON_CAUSE:
        return "is routine variation around"
    side = "above" if "high" in variation else "below" if "low" in variation else "on"
    kinds = {"improvement": "an improvement", "concern": "a concern"}
    return f"is {kinds.get(variation.split(' (')[0], 'a signal')} {side}"


def _gaps(chart: XmR) -> str:
    missing = np.flatnonzero(np.isnan(chart.values))
    if len(missing) == 0:
        return ""
    first = place(chart, chart.labels[missing[0]])
    count = "1 value is missing" if len(missing) == 1 else f"{len(missing)} values are missing"
    which = first if len(missing) == 1 else f"the first is {first}"
    return f"{count} ({which}). Gaps are left out of the mean, and runs stop at them."


def _whole(chart: XmR, phase: Phase) -> str:
    if len(chart.phases) == 1:
        return "The series"
    return f"The phase from {place(chart, phase.label)}"


def _short(chart: XmR, phase: Phase) -> str:
    if phase.points >= SHORTEST_BASELINE:
        return ""
    values = "1 value" if phase.points == 1 else f"{phase.points or 'no'} values"
    if np.isnan(phase.average_move):
        return f"{_whole(chart, phase)} has {values}, and no two neighbours, so it has no limits."
    return (
        f"{_whole(chart, phase)} has {values}, fewer than {SHORTEST_BASELINE}: "
        f"these are trial limits. Expect them to move."
    )


def _loose_baseline(chart: XmR, phase: Phase) -> str:
    baseline = chart.rules.baseline
    if baseline is None or phase.points >= baseline:
        return ""
    return (
        f"{_whole(chart, phase)} is shorter than the baseline of {baseline} points, "
        f"so its limits are not yet fixed."
    )


def alike_warning(chart: XmR) -> str:
    """Warn of neighbours that are too alike; empty when they are not."""
    points = sum(phase.points for phase in chart.phases)
    by_chance = 2 / np.sqrt(points)  # about the most that unrelated values would show
    strong = chart.autocorrelation >= max(STRONG_AUTOCORRELATION, by_chance)
    if points < SHORTEST_BASELINE or not strong:
        return ""
    each = "Months" if _monthly(chart) else "Neighbouring points"
    return (
        f"{each} are alike here (autocorrelation {chart.autocorrelation:.2f}), so limits are too "
        f"tight and too many points are marked. Look for lasting moves."
    )


def _monthly(chart: XmR) -> bool:
    labels = chart.labels
    return isinstance(labels, pd.DatetimeIndex) and bool(labels.is_month_start.all())
