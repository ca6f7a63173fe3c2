"""Measure a piece of work: the seconds it takes, and the most memory that Python holds for it."""

import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

HEADS = ["way", "seconds", "times as fast", "MB held"]


@dataclass(frozen=True)
class Measured:
    """What a piece of work gave, its seconds, and the most megabytes held in a run of its own."""

    result: Any
    seconds: float
    megabytes: float

    def times(self, many: float) -> "Measured":
        """Give what so many such pieces would take one after the other, in the same memory."""
        return Measured(self.result, self.seconds * many, self.megabytes)

    def line(self, way: str, plain: "Measured") -> list[str]:
        """Write it as a line of a table, beside the plain way."""
        ratio = plain.seconds / self.seconds
        return [way, f"{self.seconds:.3f}", f"{ratio:,.1f}", f"{self.megabytes:,.1f}"]


def measured(work: Callable[[], Any], runs: int = 2) -> Measured:
    """Do the work so often and keep the fastest; once more for memory, which slows a run.

    The first run also loads what is loaded once.

    >>> measured(lambda: sum(range(10))).result
    45
    """
    seconds = float("inf")
    for _ in range(runs):
        begun = perf_counter()
        result = work()
        seconds = min(seconds, perf_counter() - begun)
    tracemalloc.start()
    work()
    held = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return Measured(result, seconds, held)
