"""Intervals: how far a count or a share could be from the long-run level, by chance alone."""

from typing import Any

import numpy as np
from scipy.special import gammainccinv, gammaincinv, ndtri

from playbook.inputs import check_confidence, read_numbers

FEW_EVENTS = 10  # below this, Byar's approximation is left for the exact interval

Pair = tuple[Any, Any]


def byar_interval(count: Any, confidence: float = 0.95) -> Pair:
    """Give the limits of a count by Byar's approximation, as ``(lower, upper)``.

    ``count`` is one count, or a list of them (then each limit is an array). Divide the limits
    by the population for the limits of a crude rate. The lower limit of a count of zero is
    zero, and no limit is below zero. Under 10 events use :func:`exact_poisson_interval`.

    It assumes that events are independent. Do not use it where one person has many of them.

    Raises ``ValueError`` for a negative or missing count, or a confidence that is not between
    0 and 1.

    Source: Breslow and Day, Statistical Methods in Cancer Research, volume 2, 1987.

    >>> [round(limit, 4) for limit in byar_interval(100)]
    [81.3621, 121.6279]
    """
    counts, z = _counts(count, "count"), _z(confidence)
    safe = np.where(counts > 0, counts, 1.0)
    low = safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3
    lower = np.where(counts > 0, np.maximum(low, 0.0), 0.0)
    more = counts + 1
    upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return _as_given(count, lower, upper)


def exact_poisson_interval(count: Any, confidence: float = 0.95) -> Pair:
    """Give the exact Poisson limits of a count, as ``(lower, upper)``.

    ``count`` is one count or a list. It holds for any count and is the one to use under 10.
    It assumes independent events, and is a little wider than it need be.

    Raises ``ValueError`` as :func:`byar_interval` does.

    Source: Garwood, Biometrika 1936: the same limits as by the chi-squared distribution.

    >>> [round(limit, 4) for limit in exact_poisson_interval(5)]
    [1.6235, 11.6683]
    """
    counts, tail = _counts(count, "count"), (1 - check_confidence(confidence)) / 2
    lower = np.where(counts > 0, gammaincinv(np.where(counts > 0, counts, 1.0), tail), 0.0)
    upper = gammainccinv(counts + 1, tail)
    return _as_given(count, lower, upper)


def count_interval(count: Any, confidence: float = 0.95) -> Pair:
    """Give Byar's limits from 10 events up, and exact limits below.

    >>> count_interval(9) == exact_poisson_interval(9), count_interval(10) == byar_interval(10)
    (True, True)
    """
    counts = _counts(count, "count")
    exact, byar = exact_poisson_interval(counts, confidence), byar_interval(counts, confidence)
    few = counts < FEW_EVENTS
    return _as_given(count, np.where(few, exact[0], byar[0]), np.where(few, exact[1], byar[1]))


def wilson_interval(successes: Any, n: Any, confidence: float = 0.95) -> Pair:
    """Give the limits of a share by Wilson's score method, as ``(lower, upper)`` from 0 to 1.

    ``successes`` of ``n``: both one number, or both lists. It behaves well for small numbers
    and for shares near 0 or 1. It assumes that each of the ``n`` is independent: do not use
    it where the same person is counted often.

    Raises ``ValueError`` for negative or missing counts, an ``n`` of zero, more successes than
    ``n``, or a confidence that is not between 0 and 1.

    Source: Wilson, Journal of the American Statistical Association 1927.

    >>> [round(limit, 4) for limit in wilson_interval(65, 100)]
    [0.5525, 0.7364]
    """
    wins, trials, z = _counts(successes, "successes"), _counts(n, "n"), _z(confidence)
    if wins.shape != trials.shape and 1 not in (wins.size, trials.size):
        raise ValueError(f"There are {wins.size} successes but {trials.size} n. Give one to each.")
    if (trials == 0).any():
        raise ValueError("n is 0. A share of nothing cannot be worked out.")
    if (wins > trials).any():
        raise ValueError("There are more successes than n. Were the two swapped?")
    middle, reach = 2 * wins + z**2, z * np.sqrt(z**2 + 4 * wins * (1 - wins / trials))
    below = 2 * (trials + z**2)
    lower = np.where(wins == 0, 0.0, (middle - reach) / below)
    upper = np.where(wins == trials, 1.0, (middle + reach) / below)
    return _as_given(successes if np.ndim(successes) else n, lower, upper)


def _counts(count: Any, name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    return read_numbers([count] if np.ndim(count) == 0 else count, name)


def _z(confidence: float) -> float:
    return float(ndtri(0.5 + check_confidence(confidence) / 2))


def _as_given(given: Any, lower: Any, upper: Any) -> Pair:
    """Give numbers for a number and arrays for a list."""
    return (float(lower[0]), float(upper[0])) if np.ndim(given) == 0 else (lower, upper)
