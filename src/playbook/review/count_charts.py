"""Control charts for counts, shares and rates: p, u and c, and Laney's p′ and u′."""

from typing import Any

import numpy as np

from playbook.review.count_chart import CountChart, Kind
from playbook.review.counts import CountSeries, read_counts
from playbook.review.rules import Floats, Rules, signals_around
from playbook.review.series import read_series
from playbook.review.verdicts import check_direction, check_target

_PAIR = 1.128  # the average difference of two neighbours, in standard deviations (d2)
_LANEY = "widened by how much neighbouring points really differ (Laney)"

P = Kind("p chart", "the overall share", "limits are three standard deviations of a share", True)
U = Kind("u chart", "the overall rate", "limits are three standard deviations of a rate")
C = Kind("c chart", "the mean", "limits are the mean plus or minus three times its square root")
P_PRIME = Kind("p′ chart", P.centre, f"{P.limits}, {_LANEY}", True)
U_PRIME = Kind("u′ chart", U.centre, f"{U.limits}, {_LANEY}")


def p_chart(
    counts: Any,
    sizes: Any,
    dates: Any = None,
    *,
    direction: str | None = None,
    target: float | None = None,
    baseline: int | None = None,
    shift: int = 7,
    trend: int = 7,
) -> CountChart:
    """Chart a share over time, such as people readmitted out of people discharged.

    ``counts`` are the parts and ``sizes`` the wholes, one each a point. The centre is the
    overall share, Σcounts / Σsizes; the limits of each point are three standard deviations for
    its own size, kept within 0 and 1. Values, limits and ``target`` are shares: 12% is 0.12.
    Signals follow the four rules of :func:`playbook.review.xmr`.

    A missing count, or a size that is missing or zero, leaves a gap, with a notice. All other
    options are as in :func:`playbook.review.xmr`.

    Do not use it with sizes in the thousands, where the limits become too tight: use
    :func:`p_prime_chart`. Do not use it for rates, where one person can count twice.

    Raises ``ValueError`` or ``TypeError``, naming the point, for counts above their sizes,
    negative or fractional counts, text, or lists of different lengths.

    Source: Montgomery, Introduction to Statistical Quality Control; as in qicharts2.

    >>> chart = p_chart([8, 12, 9, 15, 7, 11], [100, 110, 95, 120, 90, 105])
    >>> chart.centre, chart.table.loc[2, ["lower", "upper"]].round(4).tolist()
    (0.1, [0.0142, 0.1858])
    """
    rules = Rules(False, shift, trend, baseline)
    series = read_counts(counts, sizes, dates, parts=True)
    return _chart(P, series, _share_deviation(series, rules), rules, direction, target, ceiling=1.0)


def p_prime_chart(
    counts: Any,
    sizes: Any,
    dates: Any = None,
    *,
    direction: str | None = None,
    target: float | None = None,
    baseline: int | None = None,
    shift: int = 7,
    trend: int = 7,
) -> CountChart:
    """Chart a share with large sizes, by limits that fit how much it really varies (Laney's p′).

    As :func:`p_chart`, with each standard deviation multiplied by the mean difference of
    neighbouring points, in standard deviations, over 1.128. Without two neighbouring points
    there are no limits, and a notice says so.

    Source: Laney 2002, Quality Engineering 14(4); as in qicharts2.

    >>> chart = p_prime_chart([800, 1200, 900, 1500], [10_000, 11_000, 9_500, 12_000])
    >>> f"{chart.spread:.2f}"
    '7.36'
    """
    rules = Rules(False, shift, trend, baseline)
    series = read_counts(counts, sizes, dates, parts=True)
    deviation = _share_deviation(series, rules)
    return _chart(P_PRIME, series, deviation, rules, direction, target, ceiling=1.0)


def u_chart(
    counts: Any,
    sizes: Any,
    dates: Any = None,
    *,
    per: float = 1,
    direction: str | None = None,
    target: float | None = None,
    baseline: int | None = None,
    shift: int = 7,
    trend: int = 7,
) -> CountChart:
    """Chart a rate over time, such as falls for each 1,000 bed days.

    ``counts`` are events and ``sizes`` the time or people at risk. ``per`` is what the rate is
    told for: 1000 for events in 1,000 bed days. The centre is Σcounts / Σsizes; the limits of
    each point are three standard deviations for its own size, and not below 0. Signals, gaps
    and errors are as in :func:`p_chart`, save that a count may be above its size.

    Do not use it with sizes so large that the limits are too tight: use :func:`u_prime_chart`.

    Source: Montgomery, Introduction to Statistical Quality Control; as in qicharts2.

    >>> chart = u_chart([4, 6, 2, 5], [1000, 1200, 900, 1100], per=1000)
    >>> f"{chart.centre:.2f} falls for each 1,000 bed days"
    '4.05 falls for each 1,000 bed days'
    """
    rules = Rules(False, shift, trend, baseline)
    _check_per(per)
    series = read_counts(counts, sizes, dates)
    return _chart(U, series, _rate_deviation(series, rules), rules, direction, target, per=per)


def u_prime_chart(
    counts: Any,
    sizes: Any,
    dates: Any = None,
    *,
    per: float = 1,
    direction: str | None = None,
    target: float | None = None,
    baseline: int | None = None,
    shift: int = 7,
    trend: int = 7,
) -> CountChart:
    """Chart a rate with large sizes, by limits that fit how much it really varies (Laney's u′).

    As :func:`u_chart`, with limits widened, or narrowed, as in :func:`p_prime_chart`.

    Source: Laney 2002, Quality Engineering 14(4); as in qicharts2.

    >>> u_prime_chart([40, 60, 20, 50], [100, 120, 90, 110]).kind.name
    'u′ chart'
    """
    rules = Rules(False, shift, trend, baseline)
    _check_per(per)
    series = read_counts(counts, sizes, dates)
    deviation = _rate_deviation(series, rules)
    return _chart(U_PRIME, series, deviation, rules, direction, target, per=per)


def c_chart(
    counts: Any,
    dates: Any = None,
    *,
    direction: str | None = None,
    target: float | None = None,
    baseline: int | None = None,
    shift: int = 7,
    trend: int = 7,
) -> CountChart:
    """Chart a count over time where the chance of an event is the same at every point.

    The centre is the mean count; the limits are three times its square root away, and not below
    0. Signals, gaps and errors are as in :func:`p_chart`.

    Do not use it when the number at risk changes from point to point: use :func:`u_chart`.

    Source: Montgomery, Introduction to Statistical Quality Control; as in qicharts2.

    >>> chart = c_chart([9, 11, 8, 12, 10])
    >>> f"{chart.centre:g}, {chart.lower[0]:.2f} to {chart.upper[0]:.2f}"
    '10, 0.51 to 19.49'
    """
    rules = Rules(False, shift, trend, baseline)
    given = read_series(counts, dates)
    series = read_counts(given.values, np.ones(len(given.values)), given.labels)
    series = series._replace(notices=(*given.notices, *series.notices))
    return _chart(C, series, _rate_deviation(series, rules), rules, direction, target)


def _check_per(per: float) -> None:
    if isinstance(per, bool) or not isinstance(per, int | float) or not 0 < per < np.inf:
        raise ValueError(f"per is {per!r}. Give a number above zero, such as 1000.")


def _share_deviation(series: CountSeries, rules: Rules) -> Floats:
    share = series.overall(rules.baseline)
    deviation: Floats = np.sqrt(share * (1 - share) / series.sizes)
    return deviation


def _rate_deviation(series: CountSeries, rules: Rules) -> Floats:
    deviation: Floats = np.sqrt(series.overall(rules.baseline) / series.sizes)
    return deviation


def _chart(
    kind: Kind,
    series: CountSeries,
    deviation: Floats,
    rules: Rules,
    direction: str | None,
    target: float | None,
    ceiling: float = np.inf,
    per: float = 1.0,
) -> CountChart:
    """Put limits around counts and find the signals; ``deviation`` is one for each point."""
    check_direction(direction)
    values, centre = per * series.counts / series.sizes, per * series.overall(rules.baseline)
    spread = _spread(values - centre, per * deviation, rules.baseline)
    reach = 3 * per * deviation * (spread if kind in (P_PRIME, U_PRIME) else 1.0)
    side, codes = signals_around(values[None], np.full((1, 1), centre), reach[None], rules)
    return CountChart(
        kind=kind,
        values=values,
        counts=series.counts,
        sizes=series.sizes,
        labels=series.labels,
        centre=centre,
        lower=np.maximum(centre - reach, 0.0),
        upper=np.minimum(centre + reach, ceiling),
        side=side[0],
        codes=codes[0],
        spread=spread,
        rules=rules,
        direction=direction,
        target=check_target(target),
        read_notices=series.notices,
    )


def _spread(distance: Floats, deviation: Floats, baseline: int | None) -> float:
    """Give Laney's sigma z: how much neighbours differ, in standard deviations of chance."""
    scores = np.divide(
        distance, deviation, out=np.where(np.isnan(distance), np.nan, 0.0), where=deviation > 0
    )
    if baseline is not None:
        known = ~np.isnan(scores)
        scores = np.where(known.cumsum() <= baseline, scores, np.nan)
    moves = np.abs(np.diff(scores))
    moves = moves[~np.isnan(moves)]
    return float(moves.mean() / _PAIR) if len(moves) else np.nan
