"""How alike neighbours in a series are."""

from typing import Any

import numpy as np


def lag_one_autocorrelation(values: Any) -> float:
    """Say how alike neighbours in a series are, from -1 (opposite) through 0 to 1 (alike).

    It is the sum of products of neighbouring distances from the mean, over the sum of squared
    distances. A missing value makes no pair. Fewer than three values, or values that are all
    equal, have none: the result is ``nan``.

    Above 0.5, limits of an XmR chart are too tight by 29% or more, so signals come too often.
    A step or drift in the series raises it too: look at the chart before reading the number.
    Do not use it for values that are not in time order.

    Source: Box and Jenkins, Time Series Analysis (the usual sample estimate).

    >>> f"{lag_one_autocorrelation([1, 2, 3, 4, 5, 4, 3, 2, 1]):.2f}"
    '0.54'
    >>> lag_one_autocorrelation([5, 5, 5])
    nan
    """
    series = np.asarray(values, dtype=float)
    known = series[~np.isnan(series)]
    if len(known) < 3 or known.min() == known.max():
        return float("nan")
    apart = series - known.mean()
    return float(np.nansum(apart[1:] * apart[:-1]) / np.nansum(apart**2))
