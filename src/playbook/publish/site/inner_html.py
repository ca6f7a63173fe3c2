"""Finished HTML as part of a page: pages may link into it, and the search may read it.

Glossary terms, figures, diagrams and activities come as HTML. Sphinx passes it on unread.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx

_ID = re.compile(r'<[a-z0-9]+\b[^>]*?\sid="([^"]+)"')
_END = re.compile(r"(</(?:p|dt|dd|li|td|th|h[1-6]|div|caption|figcaption|summary|legend|label)>)")


def plug_in(app: Sphinx) -> None:
    """Look at the HTML of each page once it has been read."""
    app.connect("doctree-read", _open_up)


def places(html: str) -> list[str]:
    """List the ids in some HTML.

    >>> places('<dl><dt id="term-bed-days">Bed days</dt><dd>...</dd></dl>')
    ['term-bed-days']
    """
    return _ID.findall(html)


def apart(html: str) -> str:
    r"""Put what stands apart on the page on lines of its own.

    The search index drops the tags, and would join the last word of one box to the first of
    the next.

    >>> apart("<dt>Bed days</dt><dd>Days in a bed</dd>")
    '<dt>Bed days</dt>\n<dd>Days in a bed</dd>\n'
    """
    return _END.sub(r"\1\n", html)


def _open_up(app: Sphinx, doctree: nodes.document) -> None:
    # Markdown links find headings by this list; places in HTML are added to it.
    known = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for raw in list(doctree.findall(nodes.raw)):
        for place in places(raw.astext()):
            known.setdefault(place, (raw.line or 0, place, place))
        if raw.get("format") == "html":
            raw.children = [nodes.Text(apart(raw.astext()))]
