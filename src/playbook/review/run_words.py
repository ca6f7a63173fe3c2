"""What a run chart says in words: its sentence, its caption and its warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from playbook.review.runs import FEWEST
from playbook.review.series import say_point
from playbook.review.words import number

if TYPE_CHECKING:
    from playbook.review.run_chart import RunChart

_JUDGEMENT = (
    "Look yourself for a point that everyone would agree is out of the ordinary: "
    "that is a judgement, not a rule."
)


def sentence(chart: RunChart) -> str:
    """Say what the rules found, and where the median lies."""
    known = int((~np.isnan(chart.values)).sum())
    median = number(chart.centre, float(np.nanmax(np.abs(chart.values))))
    if known == 1:
        return f"There is only one value, {median}."
    if chart.useful == 0:
        return f"All {known} values are the same, {median}."
    found = [_points(chart, "shift"), _points(chart, "trend"), _runs(chart)]
    told = [text for text in found if text]
    if not told:
        return f"The {known} points vary around a median of {median} with no signal of change."
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"Around a median of {median} there {_verb(told[0])} {listed}."


def caption(chart: RunChart) -> str:
    """Print the rule set, so that nobody has to guess what counted as a signal."""
    base = f"the first {chart.baseline} values" if chart.baseline else "all values"
    start = f"Run chart: the line is the median of {base}."
    if chart.rules == "anhoej":
        fewest = chart.runs_limits[0] - 1 if chart.runs_limits else None
        crossings = f" or fewer than {fewest} crossings" if fewest is not None else ""
        return (
            f"{start} Signals by Anhøj's rules for {chart.useful} useful points: "
            f"a run of {chart.shift} or more{crossings}. {_JUDGEMENT}"
        )
    return (
        f"{start} Signals: {chart.shift} or more in a row on one side, not counting points on the "
        f"line; {chart.trend} or more rising or falling, not counting repeats; too few or too "
        f"many runs{_limits(chart)}. {_JUDGEMENT}"
    )


def notices(chart: RunChart) -> tuple[str, ...]:
    """List what a reader must know before trusting the chart."""
    found = [_gaps(chart), _few(chart)]
    return tuple(text for text in found if text)


def _points(chart: RunChart, rule: str) -> str:
    table = chart.table
    count = int(table[rule].sum())
    if count == 0:
        return ""
    first = say_point(chart.labels, table.index[table[rule]][0])
    return f"a {rule} ({count} points, the first {first})"


def _runs(chart: RunChart) -> str:
    if chart.runs_verdict not in ("too few", "too many"):
        return ""
    runs = "1 run" if chart.runs == 1 else f"{chart.runs} runs"
    return f"{chart.runs_verdict} runs to be chance ({runs})"


def _verb(first: str) -> str:
    return "is" if first.startswith("a ") else "are"


def _limits(chart: RunChart) -> str:
    if chart.runs_limits is None:
        return ""
    fewest, most = chart.runs_limits
    return f" (chance makes {fewest} to {most}; there are {chart.runs})"


def _gaps(chart: RunChart) -> str:
    missing = np.flatnonzero(np.isnan(chart.values))
    if not len(missing):
        return ""
    first = say_point(chart.labels, chart.labels[missing[0]])
    if len(missing) == 1:
        return f"1 value is missing ({first}). The rules pass over it."
    return f"{len(missing)} values are missing (the first is {first}). The rules pass over them."


def _few(chart: RunChart) -> str:
    if chart.useful >= FEWEST:
        return ""
    if chart.useful == 0:
        return "Every value lies on the median, so no rule can be applied."
    points = "1 point lies" if chart.useful == 1 else f"{chart.useful} points lie"
    return f"Only {points} off the median, fewer than {FEWEST}, so the runs are not judged."
