"""From bed days to beds: months have different lengths, so totals must become daily averages."""

import math
from typing import Any

import numpy as np
import pandas as pd

from playbook.analyse.monthly import month_starts
from playbook.inputs import Floats


def per_day(values: Any, months: Any) -> pd.Series:
    """Divide each month's total by the days in that month.

    ``values`` are totals, ``months`` their months (dates, periods or text such as "2024-02").
    The result is indexed by the first day of each month; missing totals stay missing.
    Use it before comparing months: February has up to 10% fewer days than March.

    Raises ``ValueError`` when there is not one month to each value, or a month cannot be read.

    >>> per_day([290, 310], ["2024-02", "2024-03"]).tolist()
    [10.0, 10.0]
    """
    starts = month_starts(months)
    totals = _totals(values)
    if totals.shape != (len(starts),):
        raise ValueError(f"There are {totals.size} values but {len(starts)} months.")
    return pd.Series(totals / starts.days_in_month.to_numpy(), index=starts, name="per_day")


def average_occupied_beds(bed_days: Any, months: Any) -> pd.Series:
    """Give the beds that were filled on an average day of each month.

    Bed days divided by days in the month, not rounded: published tables show
    :func:`whole_beds` of it. Do not add averages up; add bed days and divide again.

    Raises ``ValueError`` for negative bed days, and as :func:`per_day` does.

    Source: Public Health Scotland, delayed discharges: average daily number of delayed beds.

    >>> average_occupied_beds([1501], ["2024-03"]).round(1).tolist()
    [48.4]
    """
    totals = _totals(bed_days)
    if (totals < 0).any():
        raise ValueError("Bed days cannot be negative. Check the column that was chosen.")
    return per_day(totals, months).rename("average_beds")


def _totals(values: Any) -> Floats:
    try:
        return np.asarray(values, dtype=np.float64)
    except (ValueError, TypeError) as problem:
        raise ValueError(
            "Every total must be a number, or missing. One of them is not."
        ) from problem


def whole_beds(beds: float) -> int:
    """Round beds to the nearest whole, halves up, as Public Health Scotland publishes them.

    For showing only: calculate with the unrounded number. Python's own rounding takes halves
    to the even number and differs from the published tables.

    >>> whole_beds(2.5), whole_beds(34.06)
    (3, 34)
    """
    return math.floor(beds + 0.5)
