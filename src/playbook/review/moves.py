"""What a chart says to people who must act on it: where the level is, and when it moved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from playbook.inputs import need_a
from playbook.review.control_chart import XmR
from playbook.review.rules import LIMIT
from playbook.review.series import say_when
from playbook.review.stretches import CHART, stretches
from playbook.review.words import largest, number, place


def lasting_moves(chart: XmR, unit: str = "") -> str:
    """Say where the level stayed moved: its lowest and its highest lasting stretch.

    A stretch lasts when it has at least as many points as a shift needs. ``unit`` is what is
    counted ("beds"). Where neighbours are alike, say this rather than a count of signals.

    >>> from playbook.review import xmr
    >>> lasting_moves(xmr([5, 7] * 6 + [20, 22] * 6), "beds")
    'Lowest from point 1 to point 12 (6 beds on average), highest from point 13 to point 24 (21).'
    >>> lasting_moves(xmr([5, 7] * 6))
    'The level did not stay moved at any time.'
    """
    runs = stretches(chart).table
    lasting = runs[runs["points"] >= chart.rules.shift]
    if lasting.empty:
        return "The level did not stay moved at any time."
    if len(lasting) == 1:
        run = lasting.iloc[0]
        side = "High" if run["side"] == "above" else "Low"
        return f"{side} {_span(chart, run)} ({_amount(chart, run['mean'], unit)} on average)."
    in_order = lasting.sort_values("mean", kind="stable")
    lowest, highest = in_order.iloc[0], in_order.iloc[-1]
    return (
        f"Lowest {_span(chart, lowest)} ({_amount(chart, lowest['mean'], unit)} on average), "
        f"highest {_span(chart, highest)} ({_amount(chart, highest['mean'])})."
    )


def latest_level(chart: XmR, unit: str = "") -> str:
    """Say whether the latest point is ordinary for its level, and since when that level holds.

    The level is that of the latest phase. ``unit`` is what is counted ("beds").

    >>> from playbook.review import xmr
    >>> chart = xmr([5, 7] * 4 + [25, 27] * 6, rebase={9: "A new ward"})
    >>> latest_level(chart, "beds")
    'The latest point, 27 beds at point 20, is ordinary for the level since point 9.'
    """
    need_a(chart, XmR, CHART)
    phase = chart.last_phase
    if np.isnan(phase.average_move):
        return chart.sentence()
    kind = "month" if isinstance(chart.labels, pd.DatetimeIndex) else "point"
    when = say_when(chart.labels, chart.labels[chart.last])
    latest = f"The latest {kind}, {_amount(chart, chart.values[chart.last], unit)} {when},"
    level = f"the level since {place(chart, phase.label)}"
    if not chart.codes[chart.last]:
        return f"{latest} is ordinary for {level}."
    runs = stretches(chart).table
    now = runs[runs["ends"] == chart.labels[chart.last]]
    if now.empty:
        return f"{latest} ends a trend, and lies on {level}."
    began = say_when(chart.labels, now["begins"].iloc[0])
    return f"{latest} is {now['side'].iloc[0]} {level}. That stretch began {began}."


def fair_limits(chart: XmR, points: Iterable[Any]) -> str:
    """Say how wide fair limits would be where neighbours are alike, and which points leave them.

    ``points`` are dates, or numbers without dates, of the chart's latest phase. Limits are
    widened by :attr:`XmR.share_of_fair_width`; the result is rough.

    >>> from playbook.review import xmr
    >>> chart = xmr([10, 12, 14, 15, 14, 12, 10, 8, 6, 5, 6, 8, 10, 12])
    >>> fair_limits(chart, [4])[:62]
    'Points are alike, so fair limits would be wider: about 0 to 21'
    """
    need_a(chart, XmR, CHART)
    phase, size = chart.last_phase, largest(chart)
    reach = LIMIT * phase.average_move / max(chart.share_of_fair_width, 0.01)
    low, high = phase.centre - reach, phase.centre + reach
    low = max(low, 0.0) if np.nanmin(chart.values) >= 0 else low
    values = chart.table["value"]
    chosen = [pd.Timestamp(at) if isinstance(at, str) else at for at in points]
    outside = [place(chart, at) for at in chosen if not low <= values[at] <= high]
    which = " and ".join(outside) or ("neither of the two" if len(chosen) == 2 else "none")
    each = "Months" if isinstance(chart.labels, pd.DatetimeIndex) else "Points"
    return (
        f"{each} are alike, so fair limits would be wider: about {number(low, size)} to "
        f"{number(high, size)}. Those drawn have about {chart.share_of_fair_width:.0%} of that "
        f"width. At a fair width, {which} would lie outside."
    )


def _span(chart: XmR, run: pd.Series[Any]) -> str:
    return f"from {place(chart, run['begins'])} to {place(chart, run['ends'])}"


def _amount(chart: XmR, value: float, unit: str = "") -> str:
    return f"{number(value, largest(chart))} {unit}".strip()
