"""Which further numbers must be hidden so that no hidden number can be worked out.

A table with totals is a set of sums. As a picture: each row and each column, the totals too, is
a place, and each number is a way between its row and its column. A hidden number is safe when
hidden ways form a circle through it: along a circle, one person can be added here and taken
off there, and every sum still holds. Each hidden number gets its cheapest circle.

A reader is taken to know every number that is shown, every sum, and that hidden numbers are
not zero, because zeros are always shown.

Source of the method: networks for two-way tables, Cox (1995), Journal of the American
Statistical Association 90(432).
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

TOTAL_COST = 1e9  # a total is hidden only where nothing else helps
UNSEEN_COST = 1e15  # a total that the table does not show, and others may know

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Cell = tuple[int, int]
Place = tuple[str, int]  # a row or a column, by number


@dataclass(frozen=True)
class Sums:
    """A table of counts with a last row and a last column of totals, and how they add up."""

    counts: Counts
    rows_add_up: bool
    columns_add_up: bool
    shown: Flags

    def ends(self, cell: Cell) -> tuple[Place, Place]:
        """Give the row and the column of a cell; those that do not add up are one free place."""
        row, column = cell
        left = ("row", row) if self.rows_add_up else ("free", 0)
        right = ("column", column) if self.columns_add_up else ("free", 0)
        return left, right

    def is_total(self, cell: Cell) -> bool:
        """Whether a cell is the total of a row or of a column, but not of both."""
        last_row, last_column = (size - 1 for size in self.counts.shape)
        return bool((cell[0] == last_row) != (cell[1] == last_column))

    def cost(self, cell: Cell) -> float:
        """Say how much is lost by hiding a cell."""
        value = float(self.counts[cell])
        if not self.shown[cell]:
            return UNSEEN_COST + value
        last_row, last_column = (size - 1 for size in self.counts.shape)
        on_edge = cell[0] == last_row or cell[1] == last_column
        return TOTAL_COST + value if on_edge else value

    def cells(self) -> Iterator[Cell]:
        """Give every cell that holds somebody and takes part in a sum."""
        rows, columns = self.counts.shape
        for row in range(rows if self.columns_add_up else rows - 1):
            for column in range(columns if self.rows_add_up else columns - 1):
                if self.counts[row, column]:
                    yield row, column


def hidden_cells(sums: Sums, small: Flags) -> Flags:
    """Say which cells to hide: the small ones, and those that would give them away."""
    hidden = small.copy()
    at_risk = [cell for cell in sums.cells() if small[cell]]
    for cell in sorted(at_risk, key=lambda each: int(sums.counts[each])):
        for other in cheapest_circle(sums, hidden, cell):
            hidden[other] = True
    return hidden


def cheapest_circle(sums: Sums, hidden: Flags, cell: Cell) -> list[Cell]:
    """Give the cells of the cheapest circle through a cell; hidden ones cost nothing."""
    left, right = sums.ends(cell)
    found = []
    if _can_grow(sums, cell):
        found.append(_cheapest_way(sums, hidden, right, left, cell))
    if _can_shrink(sums, cell):
        found.append(_cheapest_way(sums, hidden, left, right, cell))
    cost, way = min(found, key=lambda each: each[0])
    return way if np.isfinite(cost) else []


def _can_grow(sums: Sums, cell: Cell) -> bool:
    """Whether the cell's part in its sums can rise; that of a total rises when it falls."""
    return not sums.is_total(cell) or bool(sums.counts[cell] > 1)


def _can_shrink(sums: Sums, cell: Cell) -> bool:
    return sums.is_total(cell) or bool(sums.counts[cell] > 1)


def _ways(sums: Sums, hidden: Flags, without: Cell) -> dict[Place, list[tuple[Place, Cell, float]]]:
    """Give the ways from each place: onward where a cell can grow, back where it can shrink."""
    ways: dict[Place, list[tuple[Place, Cell, float]]] = {}
    for cell in sums.cells():
        if cell == without:
            continue
        left, right = sums.ends(cell)
        cost = 0.0 if hidden[cell] else sums.cost(cell)
        if _can_grow(sums, cell):
            ways.setdefault(left, []).append((right, cell, cost))
        if _can_shrink(sums, cell):
            ways.setdefault(right, []).append((left, cell, cost))
    return ways


def _cheapest_way(
    sums: Sums, hidden: Flags, start: Place, end: Place, without: Cell
) -> tuple[float, list[Cell]]:
    """Find the cheapest way between two places (Dijkstra 1959)."""
    ways = _ways(sums, hidden, without)
    best: dict[Place, float] = {start: 0.0}
    came: dict[Place, tuple[Place, Cell]] = {}
    queue = [(0.0, start)]
    while queue:
        cost, place = heapq.heappop(queue)
        if place == end:
            return cost, _walk_back(came, start, end)
        if cost > best[place]:
            continue
        for other, cell, step in ways.get(place, ()):
            if cost + step < best.get(other, np.inf):
                best[other], came[other] = cost + step, (place, cell)
                heapq.heappush(queue, (cost + step, other))
    return np.inf, []


def _walk_back(came: dict[Place, tuple[Place, Cell]], start: Place, end: Place) -> list[Cell]:
    way = []
    while end != start:
        end, cell = came[end]
        way.append(cell)
    return way
