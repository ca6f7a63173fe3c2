"""How long control charts take: 10,000 series of 60 points, three ways.

Run it with ``python benchmarks/bench_review.py``. It prints seconds and asserts nothing.
The plain version follows the same rules point by point; tests hold both to the same answers.
"""

from collections.abc import Callable
from itertools import pairwise
from time import perf_counter

import numpy as np

from playbook.review import xmr, xmr_many

SERIES, POINTS = 10_000, 60


def plain_signals(values: list[float], screen: bool = True, run: int = 7) -> list[str]:
    """Name the signal of each point, by the rules of an XmR chart, one point at a time."""
    mean = sum(values) / len(values)
    moves = [abs(b - a) for a, b in pairwise(values)]
    average = sum(moves) / len(moves)
    if screen and average > 0:
        moves = [move for move in moves if move < 3.267 * average]
        average = sum(moves) / len(moves)
    reach = 2.66 * average
    sides = [(value > mean) - (value < mean) for value in values]
    beyond = [abs(value - mean) > reach for value in values]
    near = [
        abs(value - mean) > reach * 2 / 3 and not out
        for value, out in zip(values, beyond, strict=True)
    ]
    found = [""] * len(values)
    for start in range(len(values) - run + 1):
        if abs(sum(sides[start : start + run])) == run:
            found[start : start + run] = ["shift"] * run
    for start in range(len(values) - 2):
        if abs(sum(sides[start : start + 3])) == 3 and sum(near[start : start + 3]) >= 2:
            for at in range(start, start + 3):
                found[at] = "two of three" if near[at] else found[at]
    for start in range(len(values) - run + 1):
        steps = {(b > a) - (b < a) for a, b in pairwise(values[start : start + run])}
        if steps in ({1}, {-1}):
            found[start : start + run] = ["trend"] * run
    return ["beyond limits" if out else name for out, name in zip(beyond, found, strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    """Print one line for each way."""
    rows = np.random.default_rng(20250801).normal(1000, 120, (SERIES, POINTS))
    lists = rows.tolist()
    plain = _seconds(lambda: [plain_signals(row) for row in lists])
    ways = {
        "plain Python, one point at a time": plain,
        "xmr, one series at a time": _seconds(lambda: [xmr(row) for row in rows]),
        "xmr with its table": _seconds(lambda: [xmr(row).table for row in rows]),
        "xmr_many, all at once": _seconds(lambda: xmr_many(rows)),
    }
    print(f"Control charts: {SERIES:,} series of {POINTS} points")
    for way, seconds in ways.items():
        print(f"  {way:<36}{seconds:>8.2f} s  {plain / seconds:>6.1f} times as fast as plain")


if __name__ == "__main__":
    main()
