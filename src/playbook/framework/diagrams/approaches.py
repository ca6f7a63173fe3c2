"""The two approaches: two linked loops, one shared cycle, and outcomes above both."""

import pandas as pd

from playbook.framework.diagrams.diagram import Diagram
from playbook.framework.model import Approach, Framework, Relation, Stage
from playbook.framework.reader import framework
from playbook.framework.shapes import (
    Point,
    arc,
    arrow,
    arrowhead,
    block,
    box,
    mark,
    on_circle,
    path,
    picture,
    text,
    text_width,
    wrap,
)

_SHARED = "Both follow the same cycle"


def two_approaches(data: Framework | None = None, *, name: str = "two-approaches") -> Diagram:
    """Draw how strategic commissioning and improvement act on each other.

    ``data`` is the framework in use if none is given; ``name`` makes the ids in the drawing.

    >>> print(two_approaches().description.split(". ")[0])
    Strategic commissioning drives quality and service improvement
    """
    data = data or framework()
    title = "Two approaches, one cycle"
    description = _describe(data)
    return Diagram(
        name=name,
        title=title,
        description=description,
        svg=picture(f"pb-{name}", title, description, (680, 520), _wide(data), "44rem"),
        narrow=picture(f"pb-{name}-narrow", title, description, (320, 694), _narrow(data), "26rem"),
        table=_table(data),
        note=(
            "Our drawing of the relationship described in section 2 of the framework. "
            "The original diagram was not available to us."
        ),
    )


def _wide(data: Framework) -> str:
    first, second = data.approaches.values()
    parts = [
        box((20, 4), (640, 52), fill="brand", stroke="brand", radius=26),
        text((340, 30), data.middle, 19, colour="page", bold=True),
        _loop(first, (160, 228)),
        _loop(second, (520, 228)),
    ]
    for relation in data.relations:
        parts.append(_between(relation, (160, 520), forward=relation.start == first.id))
    for x in (160, 520):
        parts.append(arrow([(x, 96), (x, 60)], width=2.5))
        parts.append(path(f"M{x} 354V388", stroke="soft", width=2.5))
    parts.append(box((20, 388), (640, 126)))
    parts.append(text((340, 414), _SHARED, 16, colour="soft"))
    parts += [_step(stage, (34 + 154 * i, 434)) for i, stage in enumerate(data.stages.values())]
    return "".join(parts)


def _loop(approach: Approach, centre: Point) -> str:
    """Draw an approach as a loop that closes on itself, with its name and its aim inside."""
    x, y = centre
    radius = 124.0
    name = wrap(approach.name, 190, 19, bold=True)
    aim = wrap(approach.in_a_few_words, 186, 15.5)
    height = len(name) * 24.7 + len(aim) * 20.2 + 8
    top = y - height / 2 + 12
    return (
        path(arc(centre, radius, -128, 210), fill="page", stroke="brand", width=4)
        + arrowhead(on_circle(centre, radius, 216), (-0.83, -0.56), 20, "brand")
        + block((x, top), name, 19, colour="brand", bold=True)
        + block((x, top + len(name) * 24.7 + 6), aim, 15.5)
    )


def _between(relation: Relation, centres: tuple[float, float], forward: bool) -> str:
    """Draw an arrow between the loops, with its verb beside it."""
    left, right, y = centres[0] + 136, centres[1] - 136, 204 if forward else 252
    ends: list[Point] = [(left, y), (right, y)] if forward else [(right, y), (left, y)]
    words = ((left + right) / 2, y - 17 if forward else y + 18)
    return arrow(ends, colour="ink", width=3) + text(words, relation.verb, 17, bold=True)


def _step(stage: Stage, corner: Point) -> str:
    """Draw a stage as a piece of a band that points to the right."""
    (x, y), width, height, tip = corner, 150.0, 60.0, 14.0
    middle = y + height / 2
    outline = (
        f"M{x} {y}H{x + width - tip}L{x + width} {middle}L{x + width - tip} {y + height}"
        f"H{x}L{x + tip} {middle}Z"
    )
    start = x + (width + tip / 2 - text_width(stage.name, 16, bold=True) - 24) / 2
    return (
        path(outline, fill=f"{stage.colour}-tint", stroke=stage.colour)
        + mark(stage.shape, (start + 9, middle), 8.5, stage.colour)
        + text((start + 23, middle), stage.name, 16, colour=stage.colour, bold=True, anchor="start")
    )


def _narrow(data: Framework) -> str:
    first, second = data.approaches.values()
    parts = [
        box((4, 4), (312, 44), fill="brand", stroke="brand", radius=22),
        text((160, 26), data.middle, 16, colour="page", bold=True),
        arrow([(160, 86), (160, 52)], width=2.5),
        _card(first, 86),
        _card(second, 300),
    ]
    for relation in data.relations:
        parts.append(_down_or_up(relation, down=relation.start == first.id))
    parts.append(path("M160 430V462", stroke="soft", width=2.5))
    parts.append(box((4, 462), (312, 228)))
    parts.append(text((160, 486), _SHARED, 14, colour="soft"))
    parts += [_row(stage, 506 + 45 * i) for i, stage in enumerate(data.stages.values())]
    return "".join(parts)


def _card(approach: Approach, top: float) -> str:
    name = wrap(approach.name, 280, 16.5, bold=True)
    aim = wrap(approach.in_a_few_words, 270, 14)
    start = top + 65 - (len(name) * 21.5 + len(aim) * 18.2 + 6) / 2 + 10
    return (
        box((4, top), (312, 130), fill="page", stroke="brand", width=3, radius=18)
        + block((160, start), name, 16.5, colour="brand", bold=True)
        + block((160, start + len(name) * 21.5 + 6), aim, 14)
    )


def _down_or_up(relation: Relation, down: bool) -> str:
    x, ends = (92.0, (222.0, 294.0)) if down else (186.0, (294.0, 222.0))
    points: list[Point] = [(x, ends[0]), (x, ends[1])]
    words = text((x + 14, 258), relation.verb, 15, bold=True, anchor="start")
    return arrow(points, colour="ink", width=3) + words


def _row(stage: Stage, top: float) -> str:
    return (
        box((20, top), (280, 36), fill=f"{stage.colour}-tint", stroke=stage.colour, radius=6)
        + mark(stage.shape, (112, top + 18), 7.5, stage.colour)
        + text((130, top + 18), stage.name, 16, colour=stage.colour, bold=True, anchor="start")
    )


def _describe(data: Framework) -> str:
    names = {approach.id: approach.name for approach in data.approaches.values()}
    said = [f"{names[r.start]} {r.verb} {names[r.end].lower()}." for r in data.relations]
    stages = ", ".join(stage.name.lower() for stage in data.stages.values())
    shared = f"Both follow the same cycle: {stages}."
    return " ".join([*said, shared, f"Both lead to {data.middle.lower()}."])


def _table(data: Framework) -> pd.DataFrame:
    rows = []
    for approach in data.approaches.values():
        acts = [relation.text for relation in data.relations if relation.start == approach.id]
        rows.append(
            {
                "Approach": approach.name,
                "What it is for": approach.purpose,
                "When it is the default": approach.default_when,
                "How it acts on the other": " ".join(acts),
            }
        )
    return pd.DataFrame(rows)
