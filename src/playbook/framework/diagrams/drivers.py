"""The driver diagram: an aim, what drives it, and the ideas that could move each driver."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from playbook.framework.diagrams.diagram import Diagram
from playbook.framework.shapes import Point, arrow, block, box, path, picture, text, wrap

MOST_IDEAS = 12
HEADINGS = ("Aim", "Drivers", "In detail", "Ideas to test")

_NOTE = (
    "Our drawing. Read it from the ideas to the aim: each idea may move a driver, and the drivers "
    "move the aim. Until it is tested, every arrow is a guess."
)
_COLUMNS = ((4.0, 128.0), (160.0, 146.0), (334.0, 178.0), (540.0, 176.0))  # left edge and width
_INDENTS = (4.0, 18.0, 34.0, 50.0)
_LABELS = ("Aim: ", "Driver: ", "", "Idea: ")  # said in the narrow drawing, which has no columns
_STEP, _PADDING, _GAP = 1.3, 9.0, 12.0

Drivers = Mapping[str, Mapping[str, Sequence[str]]]


class _Style(NamedTuple):
    """How the box of one level looks."""

    fill: str
    stroke: str
    ink: str
    bold: bool
    radius: float


_STYLES = (
    _Style("brand", "brand", "page", False, 10),
    _Style("page", "brand", "brand", True, 10),
    _Style("panel", "line", "ink", False, 4),
    _Style("page", "soft", "ink", False, 18),
)


@dataclass(frozen=True)
class _Node:
    """One box, its level (the aim is 0) and the boxes that lead to it."""

    words: str
    level: int
    children: tuple["_Node", ...] = ()


@dataclass(frozen=True)
class _Placed:
    """A box with its lines and its place; ``parent`` is the box it leads to."""

    node: _Node
    lines: list[str]
    left: float
    top: float
    width: float
    height: float
    parent: "_Placed | None" = None

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def driver_diagram(
    aim: str,
    drivers: Drivers,
    *,
    name: str,
    title: str = "What drives the aim",
    note: str = _NOTE,
) -> Diagram:
    """Draw an aim, its drivers, what each means in detail, and the ideas that could move it.

    ``drivers`` maps each driver to its details, and each detail to its ideas: so every idea has
    a driver and only one. ``name`` makes the ids in the drawing. Draw it with the people who do
    the work and those who live with it.

    Raises ``ValueError`` for no aim, a driver or a detail that leads nowhere, a blank, the same
    words twice, or more than 12 ideas, which nobody can read.

    Source: Langley and others, The Improvement Guide.

    >>> shown = driver_diagram("Halve the calls by March",
    ...     {"Families know what is next": {"Told on day one": ["One named person rings"]}},
    ...     name="calls")
    >>> shown.table.iloc[0].tolist()
    ['Families know what is next', 'Told on day one', 'One named person rings']
    """
    tree = _read(aim, drivers)
    description = _describe(tree)
    wide, height = _wide(tree)
    narrow, tall = _narrow(tree)
    return Diagram(
        name=name,
        title=title,
        description=description,
        svg=picture(f"pb-{name}", title, description, (720, height), wide, "46rem"),
        narrow=picture(f"pb-{name}-narrow", title, description, (320, tall), narrow, "26rem"),
        table=_table(tree),
        note=note,
    )


def _read(aim: str, drivers: Drivers) -> _Node:
    """Make the tree, and say what is wrong with it."""
    if not drivers:
        raise ValueError("A driver diagram needs at least one driver. Ask what moves the aim.")
    for driver, details in drivers.items():
        if not details:
            raise ValueError(f'Nothing is said about the driver "{driver}". Give it a detail.')
        for detail, ideas in details.items():
            if isinstance(ideas, str) or not ideas:
                raise ValueError(f'Give "{detail}" a list of at least one idea to test.')
    tree = _Node(aim, 0, tuple(_branch(*driver) for driver in drivers.items()))
    _check(tree)
    return tree


def _branch(driver: str, details: Mapping[str, Sequence[str]]) -> _Node:
    return _Node(
        driver,
        1,
        tuple(
            _Node(detail, 2, tuple(_Node(idea, 3) for idea in ideas))
            for detail, ideas in details.items()
        ),
    )


def _check(tree: _Node) -> None:
    every = list(_walk(tree))
    words = [node.words.strip() for node in every]
    if "" in words:
        raise ValueError(f"A box under {HEADINGS[every[words.index('')].level]} has no words.")
    for one in words:
        if words.count(one) > 1:
            raise ValueError(f'"{one}" stands in more than one box. Say how they differ.')
    ideas = sum(node.level == 3 for node in every)
    if ideas > MOST_IDEAS:
        raise ValueError(
            f"There are {ideas} ideas. More than {MOST_IDEAS} cannot be read: "
            f"keep those to be tested first, or draw a diagram for each driver."
        )


def _walk(node: _Node) -> Iterator[_Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _wide(tree: _Node) -> tuple[str, float]:
    """Draw the levels as columns, the aim on the left. Gives the drawing and its height."""
    size, top = 16.0, 44.0
    placed = _place(tree, top, size, None)
    bottom = max(each.top + each.height for each in placed)
    heads = [
        text((left + width / 2, 20), heading, size, colour="soft", bold=True)
        for (left, width), heading in zip(_COLUMNS, HEADINGS, strict=True)
    ]
    lines = [_towards(each.parent, each) for each in placed if each.parent]
    return "".join([*heads, *lines, *(_boxed(each, size) for each in placed)]), bottom + 6


def _place(node: _Node, top: float, size: float, parent: _Placed | None) -> list[_Placed]:
    """Seat a box beside the middle of all that leads to it."""
    left, width = _COLUMNS[node.level]
    lines = wrap(node.words, width - 2 * _PADDING, size, _STYLES[node.level].bold)
    height = _box_height(lines, size)
    room = _room(node, size)
    own = _Placed(node, lines, left, top + (room - height) / 2, width, height, parent)
    found, below = [own], top + (room - _children_room(node, size)) / 2
    for child in node.children:
        found += _place(child, below, size, own)
        below += _room(child, size) + _GAP
    return found


def _room(node: _Node, size: float) -> float:
    """Give the height that a box and all that leads to it take up."""
    width = _COLUMNS[node.level][1] - 2 * _PADDING
    lines = wrap(node.words, width, size, _STYLES[node.level].bold)
    return max(_box_height(lines, size), _children_room(node, size))


def _children_room(node: _Node, size: float) -> float:
    rooms = [_room(child, size) for child in node.children]
    return sum(rooms) + _GAP * (len(rooms) - 1) if rooms else 0.0


def _box_height(lines: list[str], size: float) -> float:
    return len(lines) * size * _STEP + 2 * _PADDING


def _towards(parent: _Placed, child: _Placed) -> str:
    """Draw an arrow from a box to the one it leads to."""
    start, end = (child.left, child.middle), (parent.left + parent.width + 1, parent.middle)
    turn = (start[0] + end[0]) / 2
    points: list[Point] = [start, (turn, start[1]), (turn, end[1]), end]
    if abs(start[1] - end[1]) < 0.5:
        points = [start, end]
    return arrow(points, width=1.8)


def _boxed(placed: _Placed, size: float) -> str:
    style = _STYLES[placed.node.level]
    centre = (placed.left + placed.width / 2, placed.top + _PADDING + size * _STEP / 2)
    frame = box(
        (placed.left, placed.top),
        (placed.width, placed.height),
        fill=style.fill,
        stroke=style.stroke,
        width=2,
        radius=style.radius,
    )
    return frame + block(centre, placed.lines, size, colour=style.ink, bold=style.bold)


def _narrow(tree: _Node) -> tuple[str, float]:
    """Draw the levels as steps inwards, from the top down. Gives the drawing and its height."""
    size, top, placed = 14.0, 4.0, []
    above: dict[int, _Placed] = {}
    for node in _walk(tree):
        left = _INDENTS[node.level]
        width = 316.0 - left
        words = f"{_LABELS[node.level]}{node.words}"
        lines = wrap(words, width - 2 * _PADDING, size, _STYLES[node.level].bold)
        height = _box_height(lines, size)
        above[node.level] = _Placed(
            node, lines, left, top, width, height, above.get(node.level - 1)
        )
        placed.append(above[node.level])
        top += height + 8
    lines_in = [_inwards(each.parent, each) for each in placed if each.parent]
    return "".join([*lines_in, *(_boxed(each, size) for each in placed)]), top - 4


def _inwards(parent: _Placed, child: _Placed) -> str:
    x = parent.left + 7
    return path(
        f"M{x} {parent.top + parent.height}V{child.middle:.1f}H{child.left}", stroke="soft", width=2
    )


def _describe(tree: _Node) -> str:
    drivers = [
        f"{driver.words}: {'; '.join(detail.words for detail in driver.children)}."
        for driver in tree.children
    ]
    count = "One driver leads" if len(drivers) == 1 else f"{len(drivers)} drivers lead"
    return f"Aim: {tree.words}. {count} to it. {' '.join(drivers)}"


def _table(tree: _Node) -> pd.DataFrame:
    """Give one row for each idea."""
    rows = [
        (driver.words, detail.words, idea.words)
        for driver in tree.children
        for detail in driver.children
        for idea in detail.children
    ]
    return pd.DataFrame(rows, columns=list(HEADINGS[1:]))
