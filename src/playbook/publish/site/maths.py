"""Formulas as MathML, made while the site is built: browsers draw them without any script."""

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


def plug_in(app: Sphinx) -> None:
    """Offer the ``mathml`` renderer, which ``html_math_renderer`` chooses."""
    app.add_html_math_renderer(
        "mathml", inline_renderers=(_inline, None), block_renderers=(_block, None)
    )


def mathml(latex: str, *, block: bool = False) -> str:
    r"""Write a LaTeX formula as MathML.

    Raises what latex2mathml raises when the formula cannot be read, so a build stops there.

    >>> mathml(r"\bar{x}").startswith("<math"), "<mfrac>" in mathml(r"\frac{a}{b}")
    (True, True)
    """
    return str(convert(latex, display="block" if block else "inline"))


def _inline(page: HTML5Translator, node: nodes.Element) -> None:
    page.body.append(mathml(node.astext()))
    raise nodes.SkipNode


def _block(page: HTML5Translator, node: nodes.Element) -> None:
    label = node.astext().replace('"', "")
    formula = mathml(node.astext(), block=True)
    page.body.append(f'<div class="pb-formula" data-label="Formula: {label}">{formula}</div>')
    raise nodes.SkipNode
