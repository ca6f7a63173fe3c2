"""What money or effort does: straight lines between points, for each line and each measure."""

import math
from collections.abc import Collection, Mapping
from itertools import pairwise

from playbook.learn.fields import Fields

Points = tuple[tuple[float, float], ...]  # (share, effect), shares rising from 0


def effect_of(points: Points, share: float) -> float:
    """Give the effect of a share: on the line between two points; past the last no more.

    >>> points = ((0, 0), (300_000, 1500), (600_000, 1900))
    >>> effect_of(points, 150_000), effect_of(points, 450_000), effect_of(points, 900_000)
    (750.0, 1700.0, 1900)
    """
    for (start, low), (end, high) in pairwise(points):
        if share < end:
            return low + (high - low) * (share - start) / (end - start)
    return points[-1][1] if points else 0


def rough(value: float) -> float:
    """Round an effect to whole numbers, and one below 10 to a decimal: it is a rough thing.

    >>> rough(36.5), rough(1924.6), rough(-3.26)
    (37.0, 1925.0, -3.3)
    """
    parts = 10 if abs(value) < 10 else 1
    return math.floor(parts * value + 0.5) / parts


def read_effects(fields: Fields, measures: Collection[str]) -> Mapping[str, Points]:
    """Read the points of one line for each measure it changes. Not given means none."""
    if not fields.has("effects"):
        return {}
    group = fields.child("effects")
    written = [measure for measure in measures if group.has(measure)]
    effects = {measure: group.pairs(measure) for measure in written}
    group.close()
    for measure, points in effects.items():
        _check_points(group, measure, points)
    return effects


def _check_points(fields: Fields, measure: str, points: Points) -> None:
    shares = [share for share, _ in points]
    if not points:
        return  # reported when it was read
    if points[0] != (0, 0):
        fields.problem("the first point must be [0, 0]: no share, no effect.", measure)
    if len(points) < 2:
        fields.problem("expected at least 2 points, found 1.", measure)
    if any(one >= two for one, two in pairwise(shares)):
        fields.problem("the shares must rise from point to point.", measure)
