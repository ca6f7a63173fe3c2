"""A diagram never travels without its words and its table."""

from dataclasses import dataclass, field
from html import escape

import pandas as pd

from playbook.framework.model import Framework
from playbook.framework.palette import LIGHT, SYSTEM_FONTS
from playbook.markup import table_html


@dataclass(frozen=True)
class Diagram:
    """A drawing of the framework, wide and narrow, with the same content as a table.

    Jupyter and the book show :meth:`html`; a page that wants only the drawing takes ``svg``
    (wide) or ``narrow`` (for a phone). Both hold ids made from ``name``.
    """

    name: str
    title: str
    description: str
    svg: str = field(repr=False)
    narrow: str = field(repr=False)
    table: pd.DataFrame = field(repr=False)
    note: str

    def __repr__(self) -> str:
        return f"Diagram: {self.title}. {self.description}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> str:
        """Give the diagram as HTML: two drawings of which one shows, its title, note and table."""
        return (
            f'<figure class="pb-figure pb-diagram" id="figure-{self.name}" '
            f'aria-labelledby="figure-{self.name}-message">{self.drawings()}<figcaption>'
            f'<p><strong id="figure-{self.name}-message">{escape(self.title)}</strong></p>'
            f'<p class="pb-source">{escape(self.note)}</p>'
            f"<details><summary>Show the diagram as a table</summary>"
            f"{table_html(self.table, self.title)}</details></figcaption></figure>"
        )

    def drawings(self) -> str:
        """Give only the drawings; the page's style shows the one that fits its width."""
        return (
            f'<div class="pb-wide">{self.svg}</div>'
            f'<div class="pb-narrow" style="display:none">{self.narrow}</div>'
        )

    def picture(self) -> str:
        """Give the wide drawing as a file that stands alone, on a light ground in any viewer."""
        opening, _, drawing = self.svg.partition(">")
        view_box = opening.partition('viewBox="')[2].partition('"')[0]
        labels = opening.partition('aria-labelledby="')[2].partition('"')[0]
        width, height = view_box.split()[2:]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}" width="{width}" '
            f'height="{height}" font-family="{SYSTEM_FONTS}" role="img" aria-labelledby="{labels}">'
            f'<rect width="100%" height="100%" fill="{LIGHT["page"]}"/>{drawing}\n'
        )


def namings(data: Framework) -> str:
    """Say which stages go by another name elsewhere."""
    stages = data.stages.values()
    return " ".join(f"{stage.name}: {stage.naming}" for stage in stages if stage.naming)
