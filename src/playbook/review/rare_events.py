"""Charts for rare events: not how many there were, but how long it took until the next."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from playbook.review.count_chart import CountChart, Kind
from playbook.review.counts import check_counts
from playbook.review.rules import Codes, Floats, Rules, signals_around
from playbook.review.series import read_series
from playbook.review.verdicts import check_direction, check_target

G = Kind(
    "g chart",
    "the median gap",
    "the limit is the mean gap plus three times the square root of mean × (mean + 1); "
    "the line is the median",
    rare=True,
)
G_THEORY = Kind(
    G.name,
    "the expected median gap",
    G.limits.replace("the line is the median", "the line is 0.693 of the mean"),
    rare=True,
)


def g_chart(
    gaps: Any,
    dates: Any = None,
    *,
    centre: str = "median",
    direction: str | None = "increase",
    target: float | None = None,
    baseline: int | None = None,
    shift: int = 7,
    trend: int = 7,
) -> CountChart:
    """Chart rare events by the gap before each: days, or cases, from one event to the next.

    ``gaps`` are whole numbers from 0, one for each event after the first, in time order; make
    them from dates with :func:`days_between`. ``dates`` are when the events happened. Longer
    gaps are better unless ``direction`` says otherwise.

    The upper limit is m + 3√(m(m + 1)), where m is the mean gap; the lower limit is always 0,
    so shorter gaps show as a shift. The line is the median of the gaps, or 0.693 of the mean
    with ``centre="theoretical"``. The rule of two in three is not used, because gaps are skewed.

    Do not use it when events happen in most periods: count them, with :func:`u_chart`.

    Raises ``ValueError`` or ``TypeError``, naming the point, for negative or fractional gaps
    and text.

    Source: Provost and Murray, The Health Care Data Guide; as in qicharts2.

    >>> chart = g_chart([20, 10, 30, 0, 40])
    >>> f"{chart.centre:g}, {chart.lower[0]:g} to {chart.upper[0]:.2f}"
    '20, 0 to 81.48'
    """
    check_direction(direction)
    if centre not in ("median", "theoretical"):
        raise ValueError(f"centre is {centre!r}. Use 'median' or 'theoretical'.")
    rules = Rules(False, shift, trend, baseline)
    series = read_series(gaps, dates)
    values = series.values
    check_counts(values, series.labels, "gap")
    known = values[~np.isnan(values)][:baseline]
    mean = float(known.mean())
    middle = float(np.median(known)) if centre == "median" else 0.693 * mean
    upper = mean + 3 * np.sqrt(mean * (mean + 1))
    side, codes = _signals(values, middle, upper, rules)
    gap = np.isnan(values)
    return CountChart(
        kind=G if centre == "median" else G_THEORY,
        values=values,
        counts=np.where(gap, np.nan, 1.0),
        sizes=values,
        labels=series.labels,
        centre=middle,
        lower=np.zeros(len(values)),
        upper=np.full(len(values), upper),
        side=side,
        codes=codes,
        spread=np.nan,
        rules=rules,
        direction=direction,
        target=check_target(target),
        read_notices=series.notices,
    )


def _signals(values: Floats, middle: float, upper: float, rules: Rules) -> tuple[Codes, Codes]:
    """Find signals above the upper limit, in trends and in shifts; nothing lies below zero."""
    reach = np.full((1, 1), upper - middle)
    side, codes = signals_around(values[None], np.full((1, 1), middle), reach, rules, near=1.0)
    return side[0], codes[0]


def days_between(dates: Any) -> pd.Series[int]:
    """Count the days from each event to the next. The index holds the later date of each pair.

    Dates are sorted. Two events on one day are 0 days apart.

    Raises ``ValueError`` for fewer than two dates, or one that is missing or cannot be read.

    >>> days_between(["2024-03-01", "2024-03-15", "2024-02-28"]).tolist()
    [2, 14]
    """
    try:
        found = pd.DatetimeIndex(pd.to_datetime(list(dates), format="ISO8601")).sort_values()
    except (ValueError, TypeError) as problem:
        raise ValueError("Not every date can be read. Write dates like 2024-03-31.") from problem
    if found.hasnans:
        raise ValueError("A date is missing. Every event needs its date.")
    if len(found) < 2:
        raise ValueError(f"It takes two events to make a gap; there is {len(found)}.")
    days = found.normalize()
    gaps = (days[1:] - days[:-1]).days
    return pd.Series(gaps, index=found[1:], name="days")
