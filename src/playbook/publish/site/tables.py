"""Tables that a screen reader can follow and a keyboard can scroll, wherever they come from."""

import re
from html import escape, unescape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

_CORNER = re.compile(r"<th>(\s*)</th>")
_STYLE = re.compile(r"<style[^>]*>.*?</style>", re.DOTALL)
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)


def plug_in(app: Sphinx) -> None:
    """Mend every table just before its page is written."""
    app.add_post_transform(MendTables)


def mend(html: str, fallback: str) -> str:
    """Mend the table that pandas writes for a DataFrame.

    The empty corner stops being a heading, headings say what they head, stray styles go, and
    the table stands in a box that scrolls by itself. ``fallback`` names the box of a table
    that has no caption. HTML that holds no DataFrame comes back as it was.

    >>> head = '<thead><tr style="text-align: right;"><th></th><th>Days</th></tr></thead>'
    >>> table = f'<table border="1" class="dataframe">{head}<tbody></tbody></table>'
    >>> '<tr><td></td><th scope="col">Days</th></tr>' in mend(table, "Table 1")
    True
    """
    if "dataframe" not in html or "<table" not in html:
        return html
    table = _STYLE.sub("", html)
    table = table[table.index("<table") : table.rindex("</table>") + len("</table>")]
    caption = _CAPTION.search(table)
    name = unescape(re.sub(r"<[^>]+>", "", caption.group(1))) if caption else fallback
    table = re.sub(r"<table[^>]*>", '<table class="dataframe">', table, count=1)
    table = re.sub(r' style="text-align: right;"', "", table)
    table = _CORNER.sub(r"<td>\1</td>", table)
    table = _HEAD.sub(lambda found: found.group().replace("<th>", '<th scope="col">'), table)
    table = table.replace("<th>", '<th scope="row">')
    return _box(name) + table + "</div>"


def _box(name: str) -> str:
    label = escape(name.strip(), quote=True)
    return f'<div class="pb-table" role="region" aria-label="{label}" tabindex="0">'


class MendTables(SphinxPostTransform):
    """Put each table in a box with a name of its own."""

    default_priority = 300
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Mend tables of DataFrames, then tables written in the text."""
        count = 0
        for count, raw in enumerate(self._dataframes(), start=1):
            html = mend(raw.astext(), f"Table {count}")
            raw.replace_self(nodes.raw("", html, format="html"))
        for number, table in enumerate(list(self.document.findall(nodes.table)), start=count + 1):
            title = next(iter(table.findall(nodes.title)), None)
            name = title.astext() if title is not None else f"Table {number}"
            place = table.parent.index(table)
            table.parent.insert(place + 1, nodes.raw("", "</div>", format="html"))
            table.parent.insert(place, nodes.raw("", _box(name), format="html"))

    def _dataframes(self) -> list[nodes.raw]:
        return [
            raw
            for raw in self.document.findall(nodes.raw)
            if raw.get("format") == "html" and 'class="dataframe' in raw.astext()
        ]
