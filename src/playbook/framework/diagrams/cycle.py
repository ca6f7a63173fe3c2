"""The cycle: four stages around better outcomes, with people taking part in all of them."""

from dataclasses import dataclass

import pandas as pd

from playbook.framework.diagrams.diagram import Diagram, namings
from playbook.framework.model import Framework, Stage
from playbook.framework.reader import framework
from playbook.framework.shapes import (
    Line,
    Point,
    arc,
    block,
    curved_text,
    mark,
    path,
    picture,
    ring_piece,
    seats_in_ring,
    text,
    text_width,
    wrap,
)

_GAP, _TIP = 3.0, 9.0  # degrees between two pieces, and the length of a piece's point


@dataclass(frozen=True)
class _Layout:
    """Sizes of the wide or the narrow drawing, in its own units."""

    side: float
    rim: tuple[float, float]
    ring: tuple[float, float]
    name_size: float
    text_size: float
    middle_size: float
    questions: bool
    widest: str

    @property
    def centre(self) -> Point:
        return self.side / 2, self.side / 2


_WIDE = _Layout(600, (260, 297), (98, 249), 22, 16, 18.5, True, "34rem")
_NARROW = _Layout(320, (137, 158.5), (54, 132), 15.5, 12.5, 13.5, False, "26rem")


def cycle(data: Framework | None = None, *, name: str = "cycle") -> Diagram:
    """Draw the commissioning cycle, clockwise from analyse.

    ``data`` is the framework in use if none is given. Give another ``name`` when a page shows
    the drawing twice, since the ids in it are made from the name.

    >>> cycle().table["Stage"].tolist()
    ['Analyse', 'Plan', 'Implement', 'Review']
    """
    data = data or framework()
    names = [stage.name.lower() for stage in data.stages.values()]
    description = (
        f"A ring of four stages, clockwise: {', '.join(names)}, and back to {names[0]}. "
        f"In the middle: {data.middle.lower()}. "
        f"Around the ring: {' '.join(data.around).lower()}."
    )
    title = "The commissioning cycle"
    return Diagram(
        name=name,
        title=title,
        description=description,
        svg=_draw(data, _WIDE, f"pb-{name}", title, description),
        narrow=_draw(data, _NARROW, f"pb-{name}-narrow", title, description),
        table=_table(data),
        note=_note(data),
    )


def _draw(data: Framework, layout: _Layout, name: str, title: str, description: str) -> str:
    parts = [_rim(data, layout, name)]
    stages = list(data.stages.values())
    tip = layout.ring[1] * 0.07
    seats = seats_in_ring(layout.centre, layout.ring, [_lines(s, layout) for s in stages], tip)
    parts += [_piece(stage, i, seats[i], layout) for i, stage in enumerate(stages)]
    parts.append(_middle(data, layout))
    size = (layout.side, layout.side)
    return picture(name, title, description, size, "".join(parts), layout.widest)


def _rim(data: Framework, layout: _Layout, name: str) -> str:
    """Draw the band around the ring: who takes part, and when."""
    inner, outer = layout.rim
    radius = (inner + outer) / 2
    band = path(
        arc(layout.centre, radius, 0, 180) + arc(layout.centre, radius, 180, 360).replace("M", "L"),
        stroke="panel",
        width=outer - inner,
    )
    edges = "".join(
        path(
            arc(layout.centre, edge, 0, 180) + arc(layout.centre, edge, 180, 360),
            stroke="line",
            width=1.5,
        )
        for edge in layout.rim
    )
    above, below = data.around
    return (
        band
        + edges
        + curved_text(f"{name}-above", layout.centre, radius, above, layout.text_size)
        + curved_text(f"{name}-below", layout.centre, radius, below, layout.text_size, below=True)
    )


def _piece(stage: Stage, place: int, at: Point, layout: _Layout) -> str:
    """Draw one stage: a tinted piece that points onward, its mark, name and question."""
    start, end = 90 * place - _TIP / 2 + _GAP / 2, 90 * (place + 1) - _TIP / 2 - _GAP / 2
    shape = ring_piece(layout.centre, layout.ring, start, end, _TIP)
    size, small = layout.name_size, layout.text_size
    x, y = at
    return (
        path(shape, fill=f"{stage.colour}-tint", stroke=stage.colour, width=2.2)
        + mark(stage.shape, (x, y + size * 0.45), size * 0.45, stage.colour)
        + text((x, y + size * 1.75), stage.name, size, colour=stage.colour, bold=True)
        + block((x, y + size * 2.95), _question(stage, layout), small)
    )


def _question(stage: Stage, layout: _Layout) -> list[str]:
    return wrap(stage.question, 146, layout.text_size) if layout.questions else []


def _lines(stage: Stage, layout: _Layout) -> list[Line]:
    """Give the size of every line of a stage's text, for finding its seat."""
    size, small = layout.name_size, layout.text_size
    question = [(text_width(line, small), small * 1.3) for line in _question(stage, layout)]
    return [
        (size, size * 1.1),
        (text_width(stage.name, size, bold=True), size * 1.3),
        *question,
    ]


def _middle(data: Framework, layout: _Layout) -> str:
    size = layout.middle_size
    lines = wrap(data.middle, layout.ring[0] * 1.72, size, bold=True)
    x, y = layout.centre
    return block((x, y - (len(lines) - 1) * size * 0.65), lines, size, bold=True)


def _table(data: Framework) -> pd.DataFrame:
    names = [stage.name for stage in data.stages.values()]
    return pd.DataFrame(
        {
            "Stage": names,
            "Mark": [stage.shape for stage in data.stages.values()],
            "Question": [stage.question for stage in data.stages.values()],
            "What it promises": [stage.promise for stage in data.stages.values()],
            "Leads to": [*names[1:], names[0]],
        }
    )


def _note(data: Framework) -> str:
    drawn = (
        "Our drawing of the cycle described in section 2 of the framework. "
        "The original diagram was not available to us."
    )
    return f"{drawn} {namings(data)}".strip()
