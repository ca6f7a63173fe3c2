"""A picture without words stops the build: every image needs alternative text."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

_SAYS = logging.getLogger(__name__)
_IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)


def plug_in(app: Sphinx) -> None:
    """Look at every page when its cross-references are in place."""
    app.connect("doctree-resolved", _look)


def without_words(html: str) -> list[str]:
    """List the images of some HTML that have no ``alt``; an empty ``alt`` marks decoration.

    >>> without_words('<img src="a.png"><img src="b.png" alt="Beds by month">')
    ['<img src="a.png">']
    """
    return [image for image in _IMG.findall(html) if not re.search(r"\balt\s*=", image)]


def _look(app: Sphinx, doctree: nodes.document, page: str) -> None:
    for image in doctree.findall(nodes.image):
        if "alt" not in image:
            _warn(f"the image {image['uri']} has no alternative text", page)
    for raw in doctree.findall(nodes.raw):
        for image in without_words(raw.astext()):
            _warn(f"an image has no alternative text: {image[:120]}", page)


def _warn(problem: str, page: str) -> None:
    _SAYS.warning(
        "%s. Say in words what it shows, or give an empty alt if it is decoration.",
        problem,
        location=page,
        type="playbook",
        subtype="alt",
    )
