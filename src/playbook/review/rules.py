"""The arithmetic of an XmR chart: its limits and its four rules, for thousands of series at once.

Every function takes rows of values, one series to a row, so that one series and ten thousand
are the same few array operations. A gap (a missing value) is ``nan``.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]

LIMIT = 2.66  # 3 / 1.128: three standard deviations, from the average of moving ranges of two
SCREEN = 3.267  # a moving range at or above this many averages is an outlier (D4 for two points)
SHORTEST_RUN = 5  # the shortest run that any published rule set calls a signal
SHORTEST_BASELINE = 12

SIGNALS = ("", "beyond limits", "trend", "two of three", "shift")  # the first to apply wins

# A mean is rounded in its last digits. Differences smaller than this share of the largest
# value are rounding, so a point on the mean stays on the mean.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Rules:
    """What counts as a signal, and which points the limits are made from.

    Raises ``ValueError`` for a run under 5 points or a baseline under 12, and says why.

    >>> Rules().shift
    7
    """

    screen_outliers: bool = True
    shift: int = 7
    trend: int = 7
    baseline: int | None = None

    def __post_init__(self) -> None:
        for name, length in (("shift", self.shift), ("trend", self.trend)):
            if not _is_whole(length) or length < SHORTEST_RUN:
                raise ValueError(
                    f"{name} is {length!r}. It must be a whole number of at least {SHORTEST_RUN}: "
                    f"shorter runs turn up by chance too often to mean anything."
                )
        if self.baseline is None:
            return
        if not _is_whole(self.baseline) or self.baseline < SHORTEST_BASELINE:
            raise ValueError(
                f"baseline is {self.baseline!r}. It must be a whole number of at least "
                f"{SHORTEST_BASELINE}: limits fixed on fewer points would be too uncertain to "
                f"judge later points by. Collect more points, or leave baseline out."
            )


class Reading(NamedTuple):
    """Rows of values read by the rules. Limits are one a row; the rest are one a point."""

    centre: Floats
    average_move: Floats
    moving_range: Floats
    side: Codes  # 1 above the centre, -1 below, 0 on it or a gap
    signal: Codes  # positions in SIGNALS


def read_rows(values: Floats, rules: Rules) -> Reading:
    """Find the limits and the signals of each row of ``values`` (series by points).

    A gap breaks runs and moving ranges on both sides of it, because nobody knows what stood
    there. A row without two neighbouring values has no limits: its ``average_move`` is ``nan``.
    """
    known = ~np.isnan(values)
    used = known & (known.cumsum(axis=1) <= rules.baseline) if rules.baseline else known
    centre = _mean(values, used)
    moves = np.full(values.shape, np.nan)
    np.abs(values[:, 1:] - values[:, :-1], out=moves[:, 1:])
    average_move = _average_move(moves, used & ~np.isnan(moves), rules.screen_outliers)
    side, signal = signals_around(values, centre[:, None], LIMIT * average_move[:, None], rules)
    return Reading(centre, average_move, moves, side, signal)


def signals_around(
    values: Floats, centre: Floats, reach: Floats, rules: Rules, near: float = 2 / 3
) -> tuple[Codes, Codes]:
    """Find the side and the signal of each point, given a centre and the reach of its limits.

    Every array has one row a series. ``reach`` may differ from point to point. ``near`` is how
    far out the near limits lie; 1 switches the rule of two in three off.
    """
    sizes = np.where(np.isnan(values), 0.0, np.abs(values))
    rounding = _ROUNDING * np.max(sizes, axis=1, initial=0.0)[:, None]
    distance = values - centre
    side = _sign(distance, rounding)
    beyond, close = _places(np.abs(distance), reach, rounding, near)
    return side, _signals(values, side, beyond, close, rounding, rules)


def _mean(values: Floats, used: Flags) -> Floats:
    """Average the used values of each row; ``nan`` for a row without any."""
    count = used.sum(axis=1)
    with np.errstate(invalid="ignore"):
        mean = np.where(used, values, 0.0).sum(axis=1) / count
    lowest = np.min(values, axis=1, initial=np.inf, where=used)
    highest = np.max(values, axis=1, initial=-np.inf, where=used)
    # Rounding must not carry a mean outside its own values: a constant series is its own mean.
    return np.where(count > 0, np.clip(mean, lowest, np.maximum(lowest, highest)), np.nan)


def _average_move(moves: Floats, used: Flags, screen_outliers: bool) -> Floats:
    average = _mean(moves, used)
    if not screen_outliers:
        return average
    usual = used & (moves < SCREEN * average[:, None])
    return np.where(usual.any(axis=1), _mean(moves, usual), average)


def _sign(differences: Floats, rounding: Floats) -> Codes:
    return (differences > rounding).astype(np.int8) - (differences < -rounding).astype(np.int8)


def _places(far: Floats, reach: Floats, rounding: Floats, near: float) -> tuple[Flags, Flags]:
    """Tell which points lie beyond a limit, and which between the near limit and the limit."""
    beyond = far > reach + rounding
    return beyond, ~beyond & (far > reach * near + rounding)


def _signals(
    values: Floats, side: Codes, beyond: Flags, near: Flags, rounding: Floats, rules: Rules
) -> Codes:
    steps = _sign(values[:, 1:] - values[:, :-1], rounding)
    one_side = np.abs(_window_sums(side, 3)) == 3
    pairs = one_side & (_window_sums(near, 3) >= 2)
    points = values.shape[1]
    shift = _spread(np.abs(_window_sums(side, rules.shift)) == rules.shift, rules.shift, points)
    rising = np.abs(_window_sums(steps, rules.trend - 1)) == rules.trend - 1
    trend = _spread(rising, rules.trend, points)
    two_of_three = near & _spread(pairs, 3, points)
    signal = np.zeros(values.shape, dtype=np.int8)
    for code, flags in ((4, shift), (3, two_of_three), (2, trend), (1, beyond)):
        signal[flags] = code  # the strongest last, so that it stays
    return signal


def _window_sums(rows: Codes | Flags, width: int) -> NDArray[np.int64]:
    """Sum every stretch of ``width`` neighbours; rows that are shorter have none."""
    series, points = rows.shape
    if points < width:
        return np.zeros((series, 0), dtype=np.int64)
    running = np.zeros((series, points + 1), dtype=np.int64)
    rows.cumsum(axis=1, out=running[:, 1:])
    return running[:, width:] - running[:, :-width]


def _spread(found: Flags, width: int, points: int) -> Flags:
    """Flag every point of each stretch that was found at its first point."""
    if found.shape[1] == 0:
        return np.zeros((found.shape[0], points), dtype=np.bool_)
    padded = np.zeros((found.shape[0], points + width - 1), dtype=np.bool_)
    padded[:, width - 1 : points] = found
    return _window_sums(padded, width) > 0


def _is_whole(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
