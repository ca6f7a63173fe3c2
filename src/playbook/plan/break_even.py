"""The weight at which another option comes first, found exactly."""

from itertools import pairwise

import numpy as np
import pandas as pd

from playbook.inputs import Floats
from playbook.plan.weights import with_one_weight

_TIE = 1e-9
COLUMNS = ["criterion", "weight_now", "break_even", "first_below", "first_above"]


def break_evens(scores: pd.DataFrame, weights: Floats) -> pd.DataFrame:
    """Give, for each criterion, every weight from 0 to 100 at which first place changes.

    ``weights`` add up to 100. As one weight grows the others shrink in step, so each value
    moves in a straight line, and first place follows the highest line.
    """
    rows = [
        (criterion, weights[at], crossing, below, above)
        for at, criterion in enumerate(scores.columns)
        for crossing, below, above in _changes(*_ends(scores, weights, at), scores.index)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def sweep(scores: pd.DataFrame, weights: Floats, steps: int = 101) -> pd.DataFrame:
    """Give each option's value as each weight goes from 0 to 100, one row a step."""
    share = np.linspace(0, 1, steps)[:, None]
    parts = []
    for at, criterion in enumerate(scores.columns):
        none, all_of_it = _ends(scores, weights, at)
        values = (1 - share) * none + share * all_of_it
        parts.append(
            pd.DataFrame(
                {
                    "criterion": criterion,
                    "weight": np.repeat(100 * share[:, 0], len(scores)),
                    "option": np.tile(scores.index, steps),
                    "value": values.ravel(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _ends(scores: pd.DataFrame, weights: Floats, at: int) -> tuple[Floats, Floats]:
    """Give the values when one weight is 0 and when it is 100: the ends of straight lines."""
    grid = scores.to_numpy()
    return (
        grid @ with_one_weight(weights, at, 0) / 100,
        grid @ with_one_weight(weights, at, 100) / 100,
    )


def _changes(none: Floats, all_of_it: Floats, options: pd.Index) -> list[tuple[float, str, str]]:
    """Walk along the highest line from weight 0 to 100 and note where another takes over."""
    slope = all_of_it - none
    stops, at = [0.0], 0.0
    while True:
        height = none + slope * at
        ahead = int(np.lexsort((slope, np.round(height, 9)))[-1])
        steeper = slope > slope[ahead] + _TIE
        if not steeper.any():
            break
        meets = at + (height[ahead] - height[steeper]) / (slope[steeper] - slope[ahead])
        at = float(meets.min())
        if at >= 1 - _TIE:
            break
        stops.append(at)
    stops.append(1.0)
    names = [_first(none + slope * (a + b) / 2, options) for a, b in pairwise(stops)]
    found = zip(stops[1:-1], pairwise(names), strict=True)
    return [(100 * stop, below, above) for stop, (below, above) in found if below != above]


def _first(values: Floats, options: pd.Index) -> str:
    return " and ".join(str(name) for name in options[values >= values.max() - _TIE])
