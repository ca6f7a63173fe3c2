"""One look for every figure, and words with every picture.

A figure is never only a picture. It carries a message in one sentence, alternative text made
from its data, the numbers in a table, its source, and the words "Sample data" when they apply.
The drawing is matplotlib's; its colours become CSS variables, so that a page in dark colours
has dark charts, and text stays text. Each figure is drawn twice: wide, and narrow for a phone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter

from playbook.framework.palette import LIGHT, SYSTEM_FONTS
from playbook.markup import say, table_html

SAMPLE = "Sample data"

_WIDE_INCHES, _NARROW_INCHES = 9.0, 4.6
_STYLE: Any = {
    "font.family": ["DejaVu Sans"],  # ships with matplotlib: the same layout on every machine
    "font.size": 11.5,
    "svg.fonttype": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "xtick.major.size": 4,
    "ytick.major.size": 0,
    "axes.axisbelow": True,
    "legend.frameon": False,
}


def sample_badge() -> str:
    """Give the badge that stands beside every figure made from sample data.

    >>> sample_badge()
    '<span class="pb-sample">Sample data</span>'
    """
    return f'<span class="pb-sample">{SAMPLE}</span>'


@dataclass(frozen=True)
class Look:
    """What a drawing may use: the colours by meaning, and whether it is the narrow version."""

    narrow: bool
    page: str = LIGHT["page"]
    ink: str = LIGHT["ink"]
    soft: str = LIGHT["soft"]
    line: str = LIGHT["line"]
    brand: str = LIGHT["brand"]
    analyse: str = LIGHT["analyse"]
    plan: str = LIGHT["plan"]
    implement: str = LIGHT["implement"]
    review: str = LIGHT["review"]
    improvement: str = LIGHT["improvement"]
    concern: str = LIGHT["concern"]
    target: str = LIGHT["target"]


Draw = Callable[[Axes, Look], None]


@dataclass(frozen=True)
class Figure:
    """A picture with its words and numbers. Made by :func:`figure`."""

    draw: Draw = field(repr=False)
    name: str
    message: str
    alt: str
    table: pd.DataFrame = field(repr=False)
    source: str
    note: str = ""
    sample: bool = False
    height: float = 3.9

    def __repr__(self) -> str:
        return f"Figure: {self.message} {self.alt}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> str:
        """Give the figure as HTML: two drawings, message, source, rules, and the numbers."""
        return (
            f'<figure class="pb-figure" id="figure-{self.name}" '
            f'aria-labelledby="figure-{self.name}-message">'
            f'<div class="pb-wide">{self._svg(narrow=False)}</div>'
            f'<div class="pb-narrow" style="display:none">{self._svg(narrow=True)}</div>'
            f"<figcaption>{self._caption()}"
            f"<details><summary>Show the numbers</summary>"
            f"{table_html(self.table, self._table_caption())}</details></figcaption></figure>"
        )

    def save(self, path: str | Path) -> Path:
        """Write the wide drawing as a PNG at 200 dots an inch, for a document.

        An existing file is replaced. The alternative text is kept inside the file.
        """
        path = Path(path)
        with mpl.rc_context(_STYLE):
            self._canvas(narrow=False).savefig(
                path, format="png", dpi=200, metadata={"Description": self.alt}
            )
        return path

    def _caption(self) -> str:
        badge = f"{sample_badge()} " if self.sample else ""
        note = f'<p class="pb-source">{escape(self.note)}</p>' if self.note else ""
        return (
            f'<p><strong id="figure-{self.name}-message">{escape(self.message)}</strong></p>'
            f'<p class="pb-source">{badge}Source: {escape(self.source)}.</p>{note}'
        )

    def _table_caption(self) -> str:
        return f"{SAMPLE}. {self.message}" if self.sample else self.message

    def _svg(self, narrow: bool) -> str:
        salt = f"{self.name}-{'narrow' if narrow else 'wide'}"
        written = BytesIO()
        with mpl.rc_context({**_STYLE, "svg.hashsalt": salt}):
            self._canvas(narrow).savefig(written, format="svg", metadata={"Date": None})
        return _for_a_page(written.getvalue().decode(), salt, self._alt())

    def _alt(self) -> str:
        return f"{SAMPLE}. {self.alt}" if self.sample else self.alt

    def _canvas(self, narrow: bool) -> Canvas:
        look = Look(narrow=narrow)
        inches = (_NARROW_INCHES, self.height * 0.95) if narrow else (_WIDE_INCHES, self.height)
        canvas = Canvas(figsize=inches, layout="constrained", facecolor="none")
        axes = canvas.add_subplot()
        dress(axes, look)
        self.draw(axes, look)
        if self.sample:
            axes.set_title(SAMPLE, loc="right", fontsize=10, color=look.review, weight="bold")
        return canvas


def figure(
    draw: Draw,
    *,
    name: str,
    message: str,
    alt: str,
    table: pd.DataFrame,
    source: str,
    note: str = "",
    sample: bool = False,
    height: float = 3.9,
) -> Figure:
    """Make a figure out of a drawing and the words it may not be shown without.

    ``draw(axes, look)`` draws on one matplotlib Axes; it is called once for the wide and once
    for the narrow version (``look.narrow``). ``name`` is lower-case words joined by hyphens and
    must be unique on its page. ``message`` says in one sentence what the picture shows; ``alt``
    says what a reader who cannot see it needs; ``source`` names where the numbers come from.

    Raises ``ValueError`` when a word is missing or the table is empty: a chart without them
    would be a riddle to some of its readers.

    >>> shown = figure(lambda axes, look: axes.bar(["Moray"], [34.9]), name="beds",
    ...     message="Delays filled 35 beds.", alt="One bar: Moray, 34.9 beds.",
    ...     table=pd.DataFrame({"Area": ["Moray"], "Beds": [34.9]}), source="Invented", sample=True)
    >>> shown.html().count("<svg"), "Sample data" in shown.html()
    (2, True)
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ValueError(
            f"A figure's name is lower-case words joined by hyphens, such as 'delays-by-age'. "
            f"This one is {name!r}."
        )
    wanted = {"message": message, "alt": alt, "source": source}
    missing = [word for word, text in wanted.items() if not text.strip()]
    if table.empty:
        missing.append("table")
    if missing:
        raise ValueError(f"The figure {name!r} cannot be shown without its {', '.join(missing)}.")
    return Figure(draw, name, message, alt, table, source, note, sample, height)


def bars(
    values: pd.Series,
    *,
    unit: str,
    name: str,
    message: str,
    source: str,
    note: str = "",
    sample: bool = False,
    colour: str = "analyse",
) -> Figure:
    """Draw horizontal bars, one for each label of ``values``, in the order given.

    The value stands beside each bar, so the colour carries no meaning of its own.
    ``unit`` is what is counted ("bed days"); ``colour`` is one of the look's colours. The name
    of the index, or "Group", heads the labels in the table.

    >>> bars(pd.Series({"Aged 75 and over": 8612, "Aged 18 to 74": 4125}), unit="bed days",
    ...     name="by-age", message="Most were 75 or over.", source="Public Health Scotland").alt
    'Bar chart of bed days. Aged 75 and over: 8,612. Aged 18 to 74: 4,125.'
    """
    labels = [say(label) for label in values.index]
    told = " ".join(f"{label}: {say(value)}." for label, value in zip(labels, values, strict=True))

    def draw(axes: Axes, look: Look) -> None:
        drawn = axes.barh(range(len(values)), values, color=getattr(look, colour), height=0.5)
        axes.bar_label(drawn, [say(value) for value in values], padding=5, color=look.ink)
        axes.set_yticks([])
        for place, label in enumerate(labels):
            axes.annotate(
                label, (0, place - 0.31), (0, 0), textcoords="offset points", color=look.ink
            )
        axes.invert_yaxis()
        axes.set_xticks([])
        axes.spines[["bottom", "left"]].set_visible(False)
        axes.margins(x=0.16)

    return figure(
        draw,
        name=name,
        message=message,
        alt=f"Bar chart of {unit}. {told}",
        table=pd.DataFrame(
            {
                str(values.index.name or "Group").capitalize(): labels,
                unit.capitalize(): list(values),
            }
        ),
        source=source,
        note=note,
        sample=sample,
        height=0.7 + 0.62 * len(values),
    )


def month_axis(axes: Axes, look: Look) -> None:
    """Mark a time axis by year, each at its January, with as many as there is room for.

    A span of two years or less is marked by month as well ("Apr 2024").
    Call it after the data are drawn.
    """
    first, last = (mdates.num2date(edge) for edge in axes.get_xlim())
    years = max((last - first).days / 365.25, 0.1)
    room = 5 if look.narrow else 10
    if years > 2:
        axes.xaxis.set_major_locator(mdates.YearLocator(ceil(years / room)))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    else:
        axes.xaxis.set_major_locator(mdates.MonthLocator(interval=ceil(12 * years / room * 1.6)))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%b %Y"))


def dress(axes: Axes, look: Look) -> None:
    """Give Axes the common look. Needed only for further Axes that a drawing adds itself."""
    axes.set_facecolor("none")
    axes.tick_params(colors=look.soft)
    axes.tick_params(which="major", color=look.line)
    axes.grid(visible=True, axis="y", color=look.line, linewidth=0.8)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say(value)))
    for spine in axes.spines.values():
        spine.set_color(look.line)


def _for_a_page(svg: str, salt: str, alt: str) -> str:
    """Make matplotlib's file a part of a page: named, fluid, coloured by the page's variables."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)
    svg = re.sub(r'(id="|url\(#|href="#)', rf"\g<1>{salt}-", svg)
    svg = re.sub(r"'DejaVu Sans'(, [^;\"]*)?", SYSTEM_FONTS, svg)
    svg = re.sub(r"#[0-9a-f]{6}\b", _as_variable, svg)
    view_box = _match(r'viewBox="([^"]*)"', svg)
    opening = (
        f'<svg viewBox="{view_box}" role="img" aria-label="{escape(alt, quote=True)}" '
        f'style="width:100%;height:auto" xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">'
    )
    body = re.sub(r"^<svg[^>]*>", lambda _: opening, svg)
    return "\n".join(line.strip() for line in body.splitlines() if line.strip())


def _as_variable(found: re.Match[str]) -> str:
    colour = found.group()
    names = {value: token for token, value in LIGHT.items() if token not in ("link", "right")}
    return f"var(--pb-{names[colour]}, {colour})" if colour in names else colour


def _match(pattern: str, text: str) -> str:
    found: Any = re.search(pattern, text)
    return str(found.group(1))
