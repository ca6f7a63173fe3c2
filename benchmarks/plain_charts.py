"""The rules of a control chart, written out plainly: to be compared with, not to be used."""

from itertools import pairwise


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
