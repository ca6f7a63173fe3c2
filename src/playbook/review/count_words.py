"""What a chart of counts says in words: its sentence, its caption and its warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from playbook.markup import say
from playbook.review import words
from playbook.review.rules import SHORTEST_BASELINE
from playbook.review.series import say_when

if TYPE_CHECKING:
    from playbook.review.count_chart import CountChart

_OVERDISPERSED = 1.5  # points vary half as much again as chance alone would have them
_FEW_EVENTS = 5  # the limits come from a bell curve, which fits badly below this


def said(chart: CountChart, value: float) -> str:
    """Write a value of the chart, as a percentage where it is a share."""
    if chart.kind.percent and not np.isnan(value):
        return f"{say(100 * float(value))}%"
    return words.number(value, float(np.nanmax(np.abs(chart.values))))


def sentence(chart: CountChart) -> str:
    """Say how many points are signals and where the series stands."""
    points = int((~np.isnan(chart.values)).sum())
    latest = f"{said(chart, chart.values[chart.last])} "
    latest += say_when(chart.labels, chart.labels[chart.last])
    centre = f"{chart.kind.centre} of {said(chart, chart.centre)}"
    if points == 1:
        return f"There is only one value, {latest}."
    signals = int((chart.codes > 0).sum())
    if signals == 0:
        return f"All {points} points show routine variation around {centre}."
    verb = "is a signal" if signals == 1 else "are signals"
    standing = words.standing(chart.variation)
    return f"{signals} of {points} points {verb}; the latest, {latest}, {standing} {centre}."


def verdict(chart: CountChart) -> str:
    """Give both verdicts as sentences; say why when there is none on a target."""
    return words.verdict(chart.variation, chart.assurance, chart.target, chart.direction)


def caption(chart: CountChart) -> str:
    """Print the rule set, so that nobody has to guess how the limits were made."""
    rules, kind = chart.rules, chart.kind
    fixed = f" Limits are fixed after the first {rules.baseline} points." if rules.baseline else ""
    near = " two of three in the outer third of the limits;" if not kind.rare else ""
    return (
        f"{kind.name[0].upper()}{kind.name[1:]}: {kind.limits}.{fixed} Signals: a point beyond a "
        f"limit; {rules.trend} points rising or falling;{near} {rules.shift} on one side "
        f"of {kind.centre}."
    )


def notices(chart: CountChart) -> tuple[str, ...]:
    """List what a reader must know before trusting the chart."""
    found = [_short(chart), _no_limits(chart), _loose_baseline(chart), _few(chart), _wide(chart)]
    return tuple(text for text in found if text)


def _points(chart: CountChart) -> int:
    return int((~np.isnan(chart.values)).sum())


def _short(chart: CountChart) -> str:
    points = _points(chart)
    if points >= SHORTEST_BASELINE:
        return ""
    values = "1 value" if points == 1 else f"{points} values"
    return (
        f"The series has {values}, fewer than {SHORTEST_BASELINE}: these are trial limits. "
        f"Expect them to move."
    )


def _no_limits(chart: CountChart) -> str:
    if not np.isnan(chart.upper).all():
        return ""
    return "No two neighbouring points have values, so there are no limits."


def _loose_baseline(chart: CountChart) -> str:
    baseline, points = chart.rules.baseline, _points(chart)
    if baseline is None or points >= baseline:
        return ""
    return (
        f"The series is shorter than the baseline of {baseline} points, "
        f"so its limits are not yet fixed."
    )


def _few(chart: CountChart) -> str:
    average = float(np.nanmean(chart.counts))
    if chart.kind.rare or average >= _FEW_EVENTS:
        return ""
    return (
        f"Points have {say(average)} events on average, fewer than {_FEW_EVENTS}, so the limits "
        f"are rough. Chart longer periods, or the time between events (g chart)."
    )


def _wide(chart: CountChart) -> str:
    if "′" in chart.kind.name or not chart.spread >= _OVERDISPERSED:
        return ""
    if _points(chart) < SHORTEST_BASELINE:
        return ""
    instead = {"p chart": "the p′ chart", "u chart": "the u′ chart"}.get(
        chart.kind.name, "an XmR chart"
    )
    return (
        f"Neighbouring points differ {chart.spread:.1f} times as much as chance alone would have "
        f"them. The limits are too tight for this measure: use {instead}."
    )
