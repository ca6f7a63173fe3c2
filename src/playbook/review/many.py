"""XmR limits and signals for many series in one go: every council, every reason."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from playbook.review.rules import LIMIT, SIGNALS, Floats, Rules, read_rows


@dataclass(frozen=True, eq=False)
class Signals:
    """Limits (one a series) and signals (one a point) of many series. Made by :func:`xmr_many`."""

    centre: Floats
    lower: Floats
    upper: Floats
    signal: np.ndarray  # series by points, of text: "" or the name of the rule

    def counts(self) -> np.ndarray:
        """Count the points of each series that are signals."""
        counted: np.ndarray = (self.signal != "").sum(axis=1)
        return counted


def xmr_many(
    values: Any,
    *,
    baseline: int | None = None,
    screen_outliers: bool = True,
    shift: int = 7,
    trend: int = 7,
) -> Signals:
    """Read many series of the same length by the rules of :func:`xmr`, all at once.

    ``values`` has one row a series and one column a point, in time order; ``nan`` is a gap.
    It suits a first look ("which of 32 councils show a change?"). With many series some
    signals are chance, so look at the chart of each before saying anything about it.

    Raises ``ValueError`` unless ``values`` is a table of finite numbers or gaps.

    >>> found = xmr_many([[1, 2, 3, 4, 5, 6, 7], [4, 4, 4, 4, 4, 4, 4]])
    >>> found.counts().tolist(), found.centre.tolist()
    ([7, 0], [4.0, 4.0])
    """
    rules = Rules(screen_outliers, shift, trend, baseline)
    rows = np.asarray(values, dtype=np.float64)
    if rows.ndim != 2 or np.isinf(rows).any():
        raise ValueError("Give one row of finite numbers to each series, all of one length.")
    read = read_rows(rows, rules)
    reach = LIMIT * read.average_move
    names = np.array(SIGNALS)
    return Signals(read.centre, read.centre - reach, read.centre + reach, names[read.signal])
