"""Chance that comes out the same on every computer, for ten rows or for ten million."""

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


class Draws:
    """Random numbers of one theme, from a seed and the name of the theme.

    Only the raw bits of the generator are used, because those never change between versions of
    NumPy. Everything else is addition, multiplication and comparison of numbers, which every
    computer does alike. A theme can be changed without moving the numbers of another.

    >>> Draws(1, "stays").whole(3, 1, 6).tolist() == Draws(1, "stays").whole(3, 1, 6).tolist()
    True
    """

    def __init__(self, seed: int, theme: str) -> None:
        self._bits = np.random.PCG64([seed, zlib.crc32(theme.encode())])

    def even(self, count: int) -> Numbers:
        """Draw numbers from 0 up to, but not including, 1."""
        raw = np.asarray(self._bits.random_raw(count), dtype=np.uint64)
        return (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def whole(self, count: int, first: int, last: int) -> Places:
        """Draw whole numbers from ``first`` to ``last``, both included."""
        return first + (self.even(count) * (last - first + 1)).astype(np.int64)

    def places(self, count: int, weights: Any) -> Places:
        """Draw places in a list of weights: a place with twice the weight comes twice as often."""
        heaped = np.cumsum(np.asarray(weights, dtype=np.float64))
        drawn = np.searchsorted(heaped, self.even(count) * heaped[-1], side="right")
        at: Places = np.minimum(drawn, len(heaped) - 1).astype(np.int64)
        return at

    def within(
        self, count: int, steps: Sequence[Sequence[int]], weights: Sequence[float]
    ) -> Places:
        """Draw whole numbers: a step by its weight, then evenly from its first to its last."""
        lows, highs = (np.array(edge, dtype=np.int64) for edge in zip(*steps, strict=True))
        at = self.places(count, weights)
        width = highs[at] - lows[at] + 1
        drawn: Places = lows[at] + (self.even(count) * width).astype(np.int64)
        return drawn

    def happens(self, chances: Any) -> npt.NDArray[np.bool_]:
        """Draw whether each thing happens, each with a chance of its own."""
        wanted = np.asarray(chances, dtype=np.float64)
        happened: npt.NDArray[np.bool_] = self.even(len(wanted)) < wanted
        return happened

    def bell(self, count: int) -> Numbers:
        """Draw numbers around 0 with a spread of 1: twelve even draws added up."""
        drawn = np.zeros(count)
        for _ in range(12):
            drawn += self.even(count)
        return drawn - 6


def shared_out(total: int, weights: Any) -> Places:
    """Share a whole number out by weights, so that the shares add up to it exactly.

    >>> shared_out(10, [1, 1, 1]).tolist()
    [4, 3, 3]
    """
    weights = np.asarray(weights, dtype=np.float64)
    exact = total * weights / np.cumsum(weights)[-1]
    shares: Places = np.floor(exact).astype(np.int64)
    left = total - int(shares.sum())
    shares[np.argsort(shares - exact, kind="stable")[:left]] += 1
    return shares
