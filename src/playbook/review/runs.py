"""How many runs chance alone makes: the exact distribution behind the rules of a run chart."""

import math

import numpy as np
from scipy.special import gammaln
from scipy.stats import binom

from playbook.inputs import check_whole
from playbook.review.rules import Floats

TAIL = 0.025  # at most this share of chance results may lie beyond each limit
FEWEST = 10  # useful observations; below this nearly any number of runs is likely by chance
MOST_POINTS = 1_000_000  # no chart has more, and the chances of more take too long


def runs_limits(useful: int) -> tuple[int, int]:
    """Give the fewest and the most runs that chance alone would commonly make.

    ``useful`` is the number of points that do not lie on the median. Half of them (rounded
    down) are taken to lie on one side. At most 2.5% of chance results lie beyond each limit.

    Raises ``ValueError`` for fewer than 2 useful points, which have no runs to speak of.

    Source: the runs distribution given the numbers on each side (Swed and Eisenhart 1943).

    >>> [runs_limits(points) for points in (10, 14, 16, 24, 30)]
    [(3, 9), (4, 12), (5, 13), (8, 18), (11, 21)]
    """
    useful = _known(useful)
    if useful < 2:
        raise ValueError(f"There are {useful} useful points. It takes at least 2 to count runs.")
    chance = runs_chances(useful)
    at_most = np.cumsum(chance)
    at_least = np.cumsum(chance[::-1])[::-1]
    lower = int(np.flatnonzero(at_most > TAIL)[0])
    upper = int(np.flatnonzero(at_least > TAIL)[-1])
    return lower, upper


def runs_chances(useful: int) -> Floats:
    """Give the chance of 0, 1, 2 … runs among ``useful`` points in random order.

    >>> [round(float(chance), 3) for chance in runs_chances(4)]
    [0.0, 0.0, 0.333, 0.333, 0.333]
    """
    fewer = useful // 2
    more = useful - fewer
    runs = np.arange(useful + 1)
    half = runs // 2
    whole = runs % 2 == 0
    even = math.log(2) + _ways(fewer - 1, half - 1) + _ways(more - 1, half - 1)
    odd = np.logaddexp(
        _ways(fewer - 1, half - 1) + _ways(more - 1, half),
        _ways(fewer - 1, half) + _ways(more - 1, half - 1),
    )
    chance = np.exp(np.where(whole, even, odd) - _ways(useful, np.array([fewer])))
    shares: Floats = chance / chance.sum()
    return shares


def anhoej_limits(useful: int) -> tuple[int, int]:
    """Give the longest run and the fewest crossings that Anhøj's rules put down to chance.

    A run longer than the first, or fewer crossings than the second, is a signal.

    Source: Anhøj and Olesen 2014, PLoS ONE 9(11): e113825.

    >>> [anhoej_limits(points) for points in (10, 20, 24, 36)]
    [(6, 2), (7, 6), (8, 8), (8, 13)]
    """
    useful = _known(useful)
    if useful < 1:
        raise ValueError("There is no useful point: every value lies on the median.")
    return round(math.log2(useful)) + 3, int(binom.ppf(0.05, max(useful - 1, 0), 0.5))


def _known(useful: int) -> int:
    """Give a number of points that a chart could have."""
    points = check_whole(useful, "useful")
    if points > MOST_POINTS:
        raise ValueError(f"useful is {points:,}. A chart has at most {MOST_POINTS:,} points.")
    return points


def _ways(out_of: int, chosen: np.ndarray) -> Floats:
    """Give the logarithm of the number of ways to choose; minus infinity when there is none."""
    inside = (chosen >= 0) & (chosen <= out_of)
    k = np.where(inside, chosen, 0)
    logarithm = gammaln(out_of + 1) - gammaln(k + 1) - gammaln(out_of - k + 1)
    return np.where(inside, logarithm, -np.inf)
