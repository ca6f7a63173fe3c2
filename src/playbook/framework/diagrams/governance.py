"""Who decides what: bodies as boxes, stated relations solid, unstated ones dashed."""

from itertools import groupby

import pandas as pd

from playbook.framework.diagrams.diagram import Diagram
from playbook.framework.model import Body, Framework, Link
from playbook.framework.reader import framework
from playbook.framework.routes import Box, Lane, around, straight
from playbook.framework.shapes import Point, arrow, block, box, picture, text_width, wrap

_WIDTH, _EDGE, _COLUMN, _PAD = 680.0, 10.0, 55.0, 5.0
_NAME, _LABEL = 15.0, 15.0
_GAP, _LINE = 96.0, 1.3


def governance(data: Framework | None = None, *, name: str = "governance") -> Diagram:
    """Draw the partnership's bodies and how they relate.

    A line is solid only where the source states the relation; otherwise it is dashed.
    ``data`` is the framework in use if none is given; ``name`` makes the ids in the drawing.

    >>> governance().table.columns.tolist()
    ['Body', 'What it decides or does', 'How it relates to others']
    """
    data = data or framework()
    title = f"Who decides what in {data.partnership.name}"
    description = _describe(data)
    height, body = _wide(data)
    tall, cards = _narrow(data)
    return Diagram(
        name=name,
        title=title,
        description=description,
        svg=picture(f"pb-{name}", title, description, (_WIDTH, height), body, "46rem"),
        narrow=picture(f"pb-{name}-narrow", title, description, (320, tall), cards, "26rem"),
        table=_table(data),
        note=data.partnership.chart_caption,
    )


def _wide(data: Framework) -> tuple[float, str]:
    """Draw the lines, then the boxes over them, then the labels over both."""
    boxes = _place(data)
    taken: list[Lane] = []
    lines, labels = [], []
    for link in data.partnership.links:
        start, end = boxes[link.start], boxes[link.end]
        lane = straight(start, end, list(boxes.values()), taken)
        points = _points(start, end, lane, len(taken))
        taken.append(lane or Lane(_WIDTH, 0, 0))
        lines.append(arrow(points, dashed=not link.stated, width=2.2))
        labels.append(_label(link.label, points, start, end))
    drawn = [_box(body, boxes[body.id]) for body in data.bodies.values()]
    lowest = max(each.bottom for each in boxes.values())
    bent = any(lane.x == _WIDTH for lane in taken)
    return lowest + (_GAP if bent else 4), "".join([*lines, *drawn, *labels])


def _place(data: Framework) -> dict[str, Box]:
    """Place every body by its row and columns. Rows are as tall as their longest name needs."""
    placed: dict[str, Box] = {}
    top = 3.0
    by_row = sorted(data.bodies.values(), key=lambda body: body.row)
    for row, (_, members) in enumerate(groupby(by_row, key=lambda body: body.row)):
        bodies = list(members)
        spans = {body.id: _span(body, i, len(bodies)) for i, body in enumerate(bodies)}
        most = max(len(_name(body, *spans[body.id])) for body in bodies)
        bottom = top + 26 + most * _NAME * _LINE
        placed |= {body.id: Box(row, *spans[body.id], top, bottom) for body in bodies}
        top = bottom + _GAP
    return placed


def _span(body: Body, place: int, count: int) -> tuple[float, float]:
    """Give the left and right of a box, from its columns or an even share of the row."""
    if body.columns:
        first, last = body.columns
        return _EDGE + (first - 1) * _COLUMN + _PAD, _EDGE + last * _COLUMN - _PAD
    share = (_WIDTH - 2 * _EDGE) / count
    return _EDGE + place * share + _PAD, _EDGE + (place + 1) * share - _PAD


def _name(body: Body, left: float, right: float) -> list[str]:
    return wrap(body.name, right - left - 14, _NAME, bold=True)


def _box(body: Body, at: Box) -> str:
    lines = _name(body, at.left, at.right)
    y = (at.top + at.bottom) / 2 - (len(lines) - 1) * _NAME * _LINE / 2
    board = body.kind == "board"
    fill, stroke, colour = ("brand", "brand", "page") if board else ("panel", "soft", "ink")
    size = (at.right - at.left, at.bottom - at.top)
    return box((at.left, at.top), size, fill=fill, stroke=stroke) + block(
        (at.middle, y), lines, _NAME, colour=colour, bold=True
    )


def _points(start: Box, end: Box, lane: Lane | None, number: int) -> list[Point]:
    """Give the corners of a line: straight in its lane, or around by the right edge."""
    if lane is None:
        return around(start, end, _WIDTH - 4, 28 + 6 * (number % 5))
    if start.row < end.row:
        return [(lane.x, start.bottom + 1), (lane.x, end.top - 3)]
    return [(lane.x, start.top - 1), (lane.x, end.bottom + 3)]


def _label(words: str, points: list[Point], start: Box, end: Box) -> str:
    """Write the label on the line, in the gap beside the box it starts from."""
    lines = wrap(words, 78, _LABEL)
    if len(points) == 2:
        x = points[0][0]
        y = start.bottom + _GAP / 2 if start.row < end.row else start.top - _GAP / 2
    else:
        x, y = (points[1][0] + points[2][0]) / 2, points[1][1]
    width = max(text_width(line, _LABEL) for line in lines) + 4
    height = len(lines) * _LABEL * _LINE + 2
    patch = box((x - width / 2, y - height / 2), (width, height), fill="page", stroke="page")
    first = y - (len(lines) - 1) * _LABEL * _LINE / 2
    return patch + block((x, first), lines, _LABEL)


def _narrow(data: Framework) -> tuple[float, str]:
    """Stack the bodies as cards, each saying what it decides and how it relates."""
    top, cards = 3.0, []
    first = {body.id: body.columns[0] if body.columns else 0 for body in data.bodies.values()}
    for body in sorted(data.bodies.values(), key=lambda b: (b.row, first[b.id])):
        height, card = _card(body, data, top)
        cards.append(card)
        top += height + 12
    return top - 8, "".join(cards)


def _card(body: Body, data: Framework, top: float) -> tuple[float, str]:
    name = wrap(body.name, 276, 16, bold=True)
    decides = wrap(body.decides, 282, 13.5)
    board = body.kind == "board"
    y = top + 24 + len(name) * 20.8
    parts = [
        block((18, top + 22), name, 16, bold=True, anchor="start", colour="brand"),
        block((18, y), decides, 13.5, anchor="start"),
    ]
    y += len(decides) * 17.6 + 6
    for link, words in _merged(body, data):
        lines = wrap(words, 244, 13.5)
        parts.append(arrow([(18, y), (44, y)], dashed=not link.stated, width=2.2))
        parts.append(block((54, y), lines, 13.5, anchor="start", colour="soft"))
        y += len(lines) * 17.6 + 6
    height = y - top
    stroke, width = ("brand", 3) if board else ("line", 1.5)
    frame = box((3, top), (314, height), stroke=stroke, width=width)
    return height, frame + "".join(parts)


def _merged(body: Body, data: Framework) -> list[tuple[Link, str]]:
    """Say how a body relates to others, one sentence for each kind of relation."""
    mine = [link for link in data.partnership.links if link.start == body.id]
    said = []
    for words, group in groupby(mine, key=lambda link: link.text):
        links = list(group)
        ends = " and ".join(data.bodies[link.end].name for link in links)
        doubt = "" if links[0].stated else f" ({links[0].label})"
        said.append((links[0], f"{words} {ends}{doubt}"))
    return said


def _describe(data: Framework) -> str:
    said = [
        f"{body.name} {words}." for body in data.bodies.values() for _, words in _merged(body, data)
    ]
    return f"A chart of {len(data.bodies)} bodies. {' '.join(said)}"


def _table(data: Framework) -> pd.DataFrame:
    rows = []
    for body in data.bodies.values():
        relations = [f"{words[0].upper()}{words[1:]}." for _, words in _merged(body, data)]
        notes = [link.note for link in data.partnership.links if link.start == body.id]
        rows.append(
            {
                "Body": body.name,
                "What it decides or does": body.decides,
                "How it relates to others": " ".join([*relations, *filter(None, notes)])
                or "Nothing starts from it.",
            }
        )
    return pd.DataFrame(rows)
