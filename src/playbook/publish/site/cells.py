"""Notebook cells on a page: code that a reader may open, and code boxes that have a name."""

from html import escape

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


def plug_in(app: Sphinx) -> None:
    """Draw hidden cells our way.

    The usual drawing gives the summary a spoken name that differs from the one it shows.
    """
    app.add_node(HideCodeCellNode, override=True, html=(_open, _close))
    app.add_node(nodes.literal_block, override=True, html=(_code, None))


def _open(page: HTML5Translator, node: nodes.Element) -> None:
    prompt = escape(node["prompt_show"])
    page.body.append(f'<details class="pb-hidden"><summary>{prompt}</summary>\n')


def _close(page: HTML5Translator, node: nodes.Element) -> None:
    page.body.append("</details>\n")


def _code(page: HTML5Translator, node: nodes.Element) -> None:
    language = node.get("language", page.config.highlight_language)
    written = page.highlighter.highlight_block(
        node.rawsource or node.astext(), language, location=node
    )
    name = {"python": "Python", "ipython3": "Python", "ipython": "Python"}.get(language, "Text")
    label = "Result" if "output" in node["classes"] else name
    number = sum("pb-code" in written for written in page.body) + 1
    kind = " pb-result" if label == "Result" else ""
    page.body.append(
        f'<div class="pb-code{kind}">'
        + written.replace("<pre>", f'<pre data-label="{label} box {number}">', 1)
        + "</div>\n"
    )
    raise nodes.SkipNode
