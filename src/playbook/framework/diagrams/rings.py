"""Commissioning as the outer ring, procurement as the inner ring, and what flows between."""

import pandas as pd

from playbook.framework.diagrams.diagram import Diagram, namings
from playbook.framework.model import Framework, Ring, Stage
from playbook.framework.reader import framework
from playbook.framework.shapes import (
    Line,
    Point,
    arrow,
    block,
    box,
    curved_text,
    mark,
    on_circle,
    path,
    picture,
    ring_piece,
    seats_in_ring,
    text,
    text_width,
    wrap,
)

_CENTRE: Point = (340, 424)
_OUTER, _INNER, _FLOW = (208.0, 336.0), (70.0, 170.0), 189.0
_GAP, _TIP = 2.4, 7.0


def rings(data: Framework | None = None, *, name: str = "rings") -> Diagram:
    """Draw the outer ring of commissioning around the inner ring of procurement.

    ``data`` is the framework in use if none is given; ``name`` makes the ids in the drawing.

    >>> rings().table.columns.tolist()
    ['Stage', 'Commissioning', 'Procurement']
    """
    data = data or framework()
    title = "Commissioning drives procurement, and procurement informs commissioning"
    description = _describe(data)
    svg = picture(f"pb-{name}", title, description, (680, 764), _wide(data, f"pb-{name}"), "42rem")
    narrow = picture(f"pb-{name}-narrow", title, description, (320, 650), _narrow(data), "26rem")
    return Diagram(name, title, description, svg, narrow, _table(data), _note(data))


def _ends(data: Framework) -> tuple[Ring, Ring]:
    """Give the outer and the inner ring."""
    outer, inner = data.rings.rings.values()
    return outer, inner


def _wide(data: Framework, name: str) -> str:
    outer, inner = _ends(data)
    parts = [_key(outer, "Outer ring", 10, "panel"), _key(inner, "Inner ring", 346, "page")]
    stages = list(data.stages.values())
    words = [wrap(data.rings.label(outer.id, stage.id), 140, 15) for stage in stages]
    inside = [wrap(data.rings.label(inner.id, stage.id), 118, 15) for stage in stages]
    sizes = [_lines(stage, lines) for stage, lines in zip(stages, words, strict=True)]
    seats = seats_in_ring(_CENTRE, _OUTER, sizes, 22)
    inner_seats = seats_in_ring(_CENTRE, _INNER, [_sizes(lines, 15) for lines in inside], 14)
    for i, stage in enumerate(stages):
        parts.append(_quarter(stage, i, seats[i], words[i]))
        parts.append(_inner_quarter(stage, i, inner_seats[i], inside[i]))
    middle = wrap(data.rings.middle, 110, 17, bold=True)
    x, y = _CENTRE
    parts.append(block((x, y - (len(middle) - 1) * 11), middle, 17, bold=True))
    parts += [_flow(data, 0, name), _flow(data, 1, name)]
    return "".join(parts)


def _key(ring: Ring, place: str, x: float, fill: str) -> str:
    """Say above the drawing what a ring is and which question it asks."""
    return (
        box((x, 2), (324, 60), fill=fill)
        + text((x + 18, 22), f"{place}: {ring.name.lower()}", 17, bold=True, anchor="start")
        + text((x + 18, 44), ring.question, 16, anchor="start")
    )


def _quarter(stage: Stage, place: int, at: Point, words: list[str]) -> str:
    """Draw a stage in the outer ring: mark, name and a few words, from the top down."""
    x, y = at
    return (
        path(_piece(place, _OUTER), fill=f"{stage.colour}-tint", stroke=stage.colour, width=2.2)
        + mark(stage.shape, (x, y + 9), 9, stage.colour)
        + text((x, y + 36), stage.name, 20, colour=stage.colour, bold=True)
        + block((x, y + 61), words, 15)
    )


def _inner_quarter(stage: Stage, place: int, at: Point, words: list[str]) -> str:
    """Draw a stage in the inner ring: a few words, outlined in the stage's colour."""
    shape = path(_piece(place, _INNER), fill="page", stroke=stage.colour, width=2.2)
    return shape + block((at[0], at[1] + 10), words, 15)


def _lines(stage: Stage, words: list[str]) -> list[Line]:
    """Give the size of every line in an outer quarter, for finding its seat."""
    return [(20, 22), (text_width(stage.name, 20, bold=True), 28), *_sizes(words, 15)]


def _sizes(words: list[str], size: float) -> list[Line]:
    return [(text_width(line, size), size * 1.3) for line in words]


def _piece(place: int, radii: tuple[float, float]) -> str:
    """Give one quarter of a ring. The point is equally long in both rings."""
    stretch = sum(_OUTER) / sum(radii)
    tip, gap = _TIP * stretch, _GAP * stretch
    start, end = 90 * place - tip / 2 + gap / 2, 90 * (place + 1) - tip / 2 - gap / 2
    return ring_piece(_CENTRE, radii, start, end, tip)


def _flow(data: Framework, number: int, name: str) -> str:
    """Write between the rings how one acts on the other, with an arrow at each end."""
    flow, below = data.rings.flows[number], number == 1
    names = {ring.id: ring.name for ring in data.rings.rings.values()}
    words = f"{names[flow.start]} {flow.verb} {names[flow.end].lower()}"
    inward = flow.start == next(iter(names))
    ends = (_OUTER[0] - 3, _INNER[1] + 3) if inward else (_INNER[1] + 3, _OUTER[0] - 3)
    angles = (180 - 58, 180 + 58) if below else (-58, 58)
    arrows = [
        arrow([on_circle(_CENTRE, radius, angle) for radius in ends], colour="ink", width=3)
        for angle in angles
    ]
    ident = f"{name}-flow-{number + 1}"
    return "".join(arrows) + curved_text(ident, _CENTRE, _FLOW, words, 15.5, below=below)


def _narrow(data: Framework) -> str:
    """Unroll the rings into two columns, for a phone."""
    outer, inner = _ends(data)
    parts = [_heading(outer, "Outer ring", 4), _heading(inner, "Inner ring", 164)]
    for flow in data.rings.flows:
        parts.append(_across(flow.verb, rightward=flow.start == outer.id))
    for i, stage in enumerate(data.stages.values()):
        top = 152 + 124 * i
        parts.append(mark(stage.shape, (14, top + 10), 7, stage.colour))
        name = text((30, top + 10), stage.name, 16, colour=stage.colour, bold=True, anchor="start")
        parts.append(name)
        for ring, x, fill in ((outer, 4.0, f"{stage.colour}-tint"), (inner, 164.0, "page")):
            lines = wrap(data.rings.label(ring.id, stage.id), 138, 13.5)
            parts.append(box((x, top + 26), (152, 72), fill=fill, stroke=stage.colour, radius=8))
            middle = top + 62 - (len(lines) - 1) * 8.8
            parts.append(block((x + 76, middle), lines, 13.5))
        last = i == len(data.stages) - 1
        if not last:
            parts.append(arrow([(160, top + 102), (160, top + 121)], width=2))
    again = f"and back to {next(iter(data.stages.values())).name.lower()}"
    parts.append(text((160, 639), again, 13.5, colour="soft"))
    return "".join(parts)


def _heading(ring: Ring, place: str, x: float) -> str:
    return (
        text((x + 76, 12), place, 13, colour="soft")
        + text((x + 76, 33), ring.name, 15.5, bold=True)
        + block((x + 76, 54), wrap(ring.question, 146, 13.5), 13.5)
    )


def _across(verb: str, rightward: bool) -> str:
    """Draw an arrow from one column to the other, with its verb above or below."""
    y = 104 if rightward else 116
    ends: list[Point] = [(110, y), (210, y)] if rightward else [(210, y), (110, y)]
    words = (160.0, y - 13.0 if rightward else y + 14.0)
    return arrow(ends, colour="ink", width=2.5) + text(words, verb, 14, bold=True)


def _describe(data: Framework) -> str:
    outer, inner = _ends(data)
    stages = ", ".join(stage.name.lower() for stage in data.stages.values())
    flows = " ".join(flow.text for flow in data.rings.flows)
    return (
        f"Two rings, one inside the other, each with the same four stages: {stages}. "
        f"The outer ring, {outer.name.lower()}, asks: {outer.question} "
        f"The inner ring, {inner.name.lower()}, asks: {inner.question} {flows}"
    )


def _table(data: Framework) -> pd.DataFrame:
    outer, inner = _ends(data)
    rows = []
    for stage in data.stages.values():
        row = {"Stage": stage.name}
        for ring in (outer, inner):
            row[ring.name] = ". ".join(x.text for x in data.rings.doing(ring.id, stage.id)) + "."
        rows.append(row)
    return pd.DataFrame(rows)


def _note(data: Framework) -> str:
    return f"Our drawing, in our words. {data.rings.credit}. {namings(data)}".strip()
