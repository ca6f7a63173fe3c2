"""Where the lines of a chart may run: straight lanes that no box blocks."""

from dataclasses import dataclass

from playbook.framework.shapes import Point

_CLEAR = 10.0  # how far a line keeps from a box's corner or side
_APART = 60.0  # two lines this far apart need no more


@dataclass(frozen=True)
class Box:
    """A placed box of a chart."""

    row: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its middle, from left to right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Lane:
    """A line that has been drawn: at ``x``, through these rows."""

    x: float
    first_row: int
    last_row: int


def straight(start: Box, end: Box, boxes: list[Box], taken: list[Lane]) -> Lane | None:
    """Find an upright line between two boxes that no box blocks, far from other lines.

    Returns None when the boxes do not stand over each other, or everything is blocked.
    """
    upper, lower = sorted((start, end), key=lambda box: box.row)
    left = max(upper.left, lower.left) + _CLEAR
    right = min(upper.right, lower.right) - _CLEAR
    if upper.row == lower.row or left >= right:
        return None
    blocks = [b for b in boxes if upper.row < b.row < lower.row]
    near = [t.x for t in taken if t.first_row < lower.row and upper.row < t.last_row]
    best, found = 0.0, None
    for step in range(int((right - left) // 2) + 1):
        x = left + 2 * step
        if any(b.left - _CLEAR < x < b.right + _CLEAR for b in blocks):
            continue
        room = _room(x, left, right, blocks, near)
        if room > best:
            best, found = room, x
    return Lane(found, upper.row, lower.row) if found is not None else None


def _room(x: float, left: float, right: float, blocks: list[Box], near: list[float]) -> float:
    """Score a place for a line: far from other lines first, then in the middle of its gap."""
    edges = [x - left, right - x, *(abs(x - e) for b in blocks for e in (b.left, b.right))]
    apart = min([_APART, *(abs(x - other) for other in near)])
    return 1 + 10 * apart + min(edges)


def around(start: Box, end: Box, gutter: float, gap: float) -> list[Point]:
    """Lead a line around everything: out below its box, along the gutter, back to the other.

    Two boxes of the same row need no gutter: the line runs below both.
    """
    leave, arrive = start.bottom + gap, end.bottom + gap
    outward: list[Point] = [(start.middle, start.bottom), (start.middle, leave)]
    inward: list[Point] = [(end.middle, arrive), (end.middle, end.bottom)]
    if start.row == end.row:
        return outward + inward
    return [*outward, (gutter, leave), (gutter, arrive), *inward]
