"""Places inside finished HTML that other pages may link to: glossary terms, figures, diagrams."""

import re

from docutils import nodes
from sphinx.application import Sphinx

_ID = re.compile(r'<[a-z0-9]+\b[^>]*?\sid="([^"]+)"')


def plug_in(app: Sphinx) -> None:
    """Note the places of each page once it has been read."""
    app.connect("doctree-read", _note)


def places(html: str) -> list[str]:
    """List the ids in some HTML.

    >>> places('<dl><dt id="term-bed-days">Bed days</dt><dd>...</dd></dl>')
    ['term-bed-days']
    """
    return _ID.findall(html)


def _note(app: Sphinx, doctree: nodes.document) -> None:
    # Markdown links find headings by this list; places in HTML are added to it.
    known = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for raw in doctree.findall(nodes.raw):
        for place in places(raw.astext()):
            known.setdefault(place, (raw.line or 0, place, place))
