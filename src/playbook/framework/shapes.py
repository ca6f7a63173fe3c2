"""Small pieces of SVG, drawn in colours that follow the theme."""

from html import escape
from itertools import product, zip_longest
from math import cos, hypot, inf, radians, sin

from playbook.framework.palette import paint

Point = tuple[float, float]
Line = tuple[float, float]

_ROOM, _AMPLE = 10, 6  # what room around text is worth, and how much is ample
_NARROW = set("iljtfrI.,:;'|()! ")
_WIDE = set("mwMW")


def text_width(words: str, size: float, bold: bool = False) -> float:
    """Estimate how wide words are, generously, since every machine has its own system font."""
    ems = sum(0.37 if c in _NARROW else 0.95 if c in _WIDE else 0.61 for c in words)
    return size * ems * (1.14 if bold else 1.0)


def wrap(words: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break words into lines no wider than ``width``; a single long word keeps its line.

    >>> wrap("Better outcomes for people", 110, 18)
    ['Better', 'outcomes', 'for people']
    """
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def text(
    at: Point,
    words: str,
    size: float,
    *,
    colour: str = "ink",
    bold: bool = False,
    anchor: str = "middle",
) -> str:
    """Write one line; ``at`` is the middle of its height."""
    weight = ' font-weight="700"' if bold else ""
    x, y = at
    return (
        f'<text x="{_n(x)}" y="{_n(y + size * 0.35)}" text-anchor="{anchor}" '
        f'font-size="{_n(size)}"{weight} style="fill:{paint(colour)}">{escape(words)}</text>'
    )


def block(
    at: Point,
    lines: list[str],
    size: float,
    *,
    colour: str = "ink",
    bold: bool = False,
    anchor: str = "middle",
) -> str:
    """Write several lines, the first one at ``at``."""
    x, y = at
    step = size * 1.3
    return "".join(
        text((x, y + i * step), line, size, colour=colour, bold=bold, anchor=anchor)
        for i, line in enumerate(lines)
    )


def box(
    corner: Point,
    size: tuple[float, float],
    *,
    fill: str = "panel",
    stroke: str = "line",
    width: float = 1.5,
    radius: float = 10,
) -> str:
    """Draw a box with round corners."""
    (x, y), (w, h) = corner, size
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}" rx="{_n(radius)}" '
        f'style="fill:{paint(fill)};stroke:{paint(stroke)};stroke-width:{_n(width)}"/>'
    )


def path(data: str, *, fill: str = "", stroke: str = "", width: float = 2, dash: str = "") -> str:
    """Draw a path; without a fill it is a line."""
    style = f"fill:{paint(fill) if fill else 'none'}"
    if stroke:
        style += f";stroke:{paint(stroke)};stroke-width:{_n(width)};stroke-linejoin:round"
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{data}"{dashed} style="{style}"/>'


def arrow(
    points: list[Point], *, colour: str = "soft", width: float = 2, dashed: bool = False
) -> str:
    """Draw straight pieces that end in an arrowhead; dashed lines have no head."""
    if dashed:
        return path(_through(points), stroke=colour, width=width, dash="6 6")
    (x0, y0), (x, y) = points[-2:]
    length = hypot(x - x0, y - y0)
    along, size = ((x - x0) / length, (y - y0) / length), 5 + 2.2 * width
    neck = (x - along[0] * size * 0.7, y - along[1] * size * 0.7)
    return path(_through([*points[:-1], neck]), stroke=colour, width=width) + arrowhead(
        (x, y), along, size, colour
    )


def arrowhead(tip: Point, along: Point, size: float, colour: str) -> str:
    """Draw a head that ends at ``tip`` and points ``along`` (a direction of length one)."""
    (x, y), (dx, dy) = tip, along
    back, half = (x - dx * size, y - dy * size), size * 0.55
    left = (back[0] - dy * half, back[1] + dx * half)
    right = (back[0] + dy * half, back[1] - dx * half)
    return path(f"{_through([tip, left, right])}Z", fill=colour)


def mark(shape: str, at: Point, radius: float, colour: str) -> str:
    """Draw a stage's shape: circle, square, triangle or diamond."""
    x, y = at
    style = f'style="fill:{paint(colour)}"'
    if shape == "circle":
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius * 0.9)}" {style}/>'
    if shape == "square":
        return path(_through(_corners(at, radius * 1.15, 45)) + "Z", fill=colour)
    if shape == "diamond":
        return path(_through(_corners(at, radius * 1.12, 0)) + "Z", fill=colour)
    return path(
        f"M{_n(x)} {_n(y - radius)}L{_n(x + radius)} {_n(y + radius * 0.8)}"
        f"L{_n(x - radius)} {_n(y + radius * 0.8)}Z",
        fill=colour,
    )


def on_circle(centre: Point, radius: float, degrees: float) -> Point:
    """Give a point on a circle; degrees run clockwise from twelve o'clock."""
    turn = radians(degrees)
    return centre[0] + radius * sin(turn), centre[1] - radius * cos(turn)


def arc(centre: Point, radius: float, start: float, end: float) -> str:
    """Give path data for an arc from one angle to another, clockwise if the angle grows."""
    x0, y0 = on_circle(centre, radius, start)
    x, y = on_circle(centre, radius, end)
    large, clockwise = int(abs(end - start) > 180), int(end > start)
    r = _n(radius)
    return f"M{_n(x0)} {_n(y0)}A{r} {r} 0 {large} {clockwise} {_n(x)} {_n(y)}"


def ring_piece(
    centre: Point, radii: tuple[float, float], start: float, end: float, tip: float
) -> str:
    """Give path data for a piece of a ring whose clockwise end is pointed by ``tip`` degrees."""
    inner, outer = radii
    middle = (inner + outer) / 2
    back = arc(centre, inner, end, start).replace("M", "L")
    nose, notch = on_circle(centre, middle, end + tip), on_circle(centre, middle, start + tip)
    return (
        f"{arc(centre, outer, start, end)}L{_n(nose[0])} {_n(nose[1])}"
        f"{back}L{_n(notch[0])} {_n(notch[1])}Z"
    )


def seats_in_ring(
    centre: Point, radii: tuple[float, float], blocks: list[list[Line]], edge: float
) -> list[Point]:
    """Find where four blocks of text sit best in the quarters of a ring, clockwise from the top.

    A block is its lines from the top down, each as (width, height). The two upper blocks get
    the same height and the same distance from the middle, and so do the two lower ones.
    ``edge`` is how far text keeps from the straight sides. Returns the middle of each block's top.
    """
    x, y = centre
    right_up, right_down, left_down, left_up = blocks
    over, up = _seat(radii, _widest(right_up, left_up), edge, below=False)
    under, down = _seat(radii, _widest(right_down, left_down), edge, below=True)
    return [(x + over, y + up), (x + under, y + down), (x - under, y + down), (x - over, y + up)]


def _widest(one: list[Line], other: list[Line]) -> list[Line]:
    """Give lines as wide as the wider of two blocks."""
    return [
        (max(a[0], b[0]), max(a[1], b[1])) for a, b in zip_longest(one, other, fillvalue=(0.0, 0.0))
    ]


def _seat(
    radii: tuple[float, float], lines: list[Line], edge: float, below: bool
) -> tuple[float, float]:
    """Try every place in a quarter; weigh room for the tightest line against being central."""
    outer = int(radii[1])
    tops = range(0, outer, 2) if below else range(-outer, 0, 2)
    across = sum(radii) / 2 * cos(radians(45))
    half = sum(height for _, height in lines) / 2

    best, seat = -inf, (across, across)
    for place in product(range(0, outer, 2), tops):
        off_centre = hypot(place[0] - across, abs(place[1] + half) - across)
        if _ROOM * _AMPLE - off_centre <= best:
            continue  # even with all the room it wants, this place is too far out
        worth = _ROOM * min(_slack(place, radii, lines, edge), _AMPLE) - off_centre
        if worth > best:
            best, seat = worth, place
    return seat


def _slack(place: Point, radii: tuple[float, float], lines: list[Line], edge: float) -> float:
    """Measure how near the tightest line comes to any side of its quarter; negative is outside."""
    (inner, outer), (x, top) = radii, place
    room: list[float] = []
    for width, height in lines:
        left, right, bottom = x - width / 2, x + width / 2, top + height
        near_y, far_y = sorted((abs(top), abs(bottom)))
        beside = near_y if top * bottom > 0 else -1.0
        room += [outer - hypot(right, far_y), hypot(left, near_y) - inner]
        room += [left - edge, beside - edge]
        top = bottom
    return min(room)


def curved_text(
    name: str, centre: Point, radius: float, words: str, size: float, *, below: bool = False
) -> str:
    """Write words along a circle: over the top, or under the bottom. ``name`` is an unused id."""
    shift = size * 0.36
    data = arc(centre, radius + shift, 269, 91) if below else arc(centre, radius - shift, -89, 89)
    return (
        f'<path id="{name}" d="{data}" style="fill:none"/>'
        f'<text font-size="{_n(size)}" text-anchor="middle" style="fill:{paint("ink")}">'
        f'<textPath href="#{name}" startOffset="50%">{escape(words)}</textPath></text>'
    )


def picture(
    name: str, title: str, description: str, size: tuple[float, float], body: str, widest: str
) -> str:
    """Put a drawing into an SVG that has a name, a description and a width it never exceeds."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(size[0])} {_n(size[1])}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" '
        f'style="display:block;width:100%;max-width:{widest};height:auto;margin:0 auto">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>{body}</svg>'
    )


def _corners(at: Point, radius: float, first: float) -> list[Point]:
    return [on_circle(at, radius, first + 90 * i) for i in range(4)]


def _through(points: list[Point]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(number: float) -> str:
    """Write a number with one decimal at most, so that the output never wavers."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")
