"""Show what was found, in words and tables that say whose figures they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from playbook.charts import SAMPLE, Figure, Look, sample_badge
from playbook.kit.papers import Grounds
from playbook.markup import say, table_html


@dataclass(frozen=True)
class Shown:
    """Sentences, and a table if there is one, for a page. Made by :func:`in_words`.

    With ``folded``, all of it waits behind that line until a person opens it: a page can ask
    first and tell afterwards.
    """

    sentences: tuple[str, ...]
    table: pd.DataFrame | None = field(default=None, repr=False)
    caption: str = ""
    sample: bool = False
    folded: str = ""

    def __repr__(self) -> str:
        mark = (SAMPLE + ".",) if self.sample else ()
        return " ".join((*mark, *self.sentences, self.caption)).strip()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> str:
        """Give the sentences as paragraphs, and the table below them."""
        badge = f"{sample_badge()} " if self.sample else ""
        marks = [badge, *[""] * len(self.sentences)]
        words = "".join(
            f"<p>{mark}{escape(sentence)}</p>"
            for mark, sentence in zip(marks, self.sentences, strict=False)
        )
        caption = f"{SAMPLE}. {self.caption}" if self.sample else self.caption
        table = table_html(self.table, caption) if self.table is not None else ""
        shown = f'<div class="pb-shown">{words}{table}</div>'
        if not self.folded:
            return shown
        return f"<details><summary>{escape(self.folded)}</summary>{shown}</details>"


def in_words(
    *sentences: str, data: Grounds, table: pd.DataFrame | None = None, caption: str = ""
) -> Shown:
    """Show sentences on a page, marked "Sample data" when the figures are the sample.

    ``table`` follows them, with the caption that it needs.

    Raises ``ValueError`` for a table without a caption.

    >>> from playbook.data import load
    >>> in_words("Delays filled 35 beds.", data=load("delayed_discharges"))
    Sample data. Delays filled 35 beds.
    """
    if table is not None and not caption:
        raise ValueError("A table needs a caption that says what it holds.")
    return Shown(sentences, table, caption, data.is_sample)


def with_names(figure: Figure, points: Mapping[Any, float]) -> Figure:
    """Name some points of a chart, each by its date and value, beside where it stands.

    ``points`` maps the date of each to its value. The rest of the figure stays as it is.

    >>> from playbook.review import xmr
    >>> chart = xmr([751, 1501, 1000], ["2024-01", "2024-02", "2024-03"])
    >>> shown = chart.plot(name="two", source="Public Health Scotland")
    >>> "February 2024: 1,501" in with_names(shown, {"2024-02": 1501}).html()
    True
    """

    def draw(axes: Axes, look: Look) -> None:
        figure.draw(axes, look)
        middle = sum(axes.get_ylim()) / 2
        joint = "\n" if look.narrow else ": "
        for when, value in points.items():
            month, above = pd.Timestamp(when), value > middle
            axes.annotate(
                f"{say(month)}{joint}{say(value)}",
                (month, value),
                (0, 9) if above else (-7, -5),  # below, the line comes from the upper left
                textcoords="offset points",
                horizontalalignment="center" if above else "right",
                verticalalignment="bottom" if above else "top",
                color=look.ink,
                weight="bold",
            )
        axes.margins(y=0.12)

    return replace(figure, draw=draw)


def cited(data: Grounds) -> dict[str, Any]:
    """Give the words that every figure made from a file needs: its source, and if it is sample.

    The source says where the figures come from and who is counted where.

    >>> from playbook.data import load
    >>> sorted(cited(load("delayed_discharges")))
    ['sample', 'source']
    """
    return {"source": f"{data.source}. {data.basis.rstrip('.')}", "sample": data.is_sample}
