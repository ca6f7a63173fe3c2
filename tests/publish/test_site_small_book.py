"""The extension at work on a small book, for what must stop or change a build."""

import io
import json
from pathlib import Path

import pytest
from docutils.core import publish_doctree
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from playbook.publish.site.pages import description

NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Numbers"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {"tags": ["hide-input"]},
            "execution_count": 1,
            "source": "print(1)",
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "1\n"}],
        },
    ],
    "metadata": {
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python", "pygments_lexer": "ipython3"},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


def build(folder: Path, text: str, first_cell: str = "# Numbers") -> tuple[str, str]:
    """Build a book of one page and one notebook; give the page's HTML and the warnings."""
    (folder / "index.md").write_text(text, encoding="utf-8")
    cells = [{**NOTEBOOK["cells"][0], "source": first_cell}, *NOTEBOOK["cells"][1:]]
    notebook = {**NOTEBOOK, "cells": cells}
    (folder / "numbers.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "_toc.yml").write_text(
        "format: jb-book\nroot: index\nparts:\n- caption: Learn\n  chapters:\n  - file: numbers\n"
    )
    settings = {
        "extensions": ["myst_nb", "sphinx_external_toc", "playbook.publish.site"],
        "external_toc_path": "_toc.yml",
        "html_theme": "playbook",
        "html_title": "A small book",
        "html_math_renderer": "mathml",
        "myst_enable_extensions": ["dollarmath"],
        "nb_execution_mode": "off",
        "nb_code_prompt_show": "Show the Python",
    }
    warnings = io.StringIO()
    out = folder / "_build" / "html"
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            folder, None, out, out.parent / "trees", "html", settings, status=None, warning=warnings
        )
        app.build()
    return (out / "index.html").read_text(encoding="utf-8"), warnings.getvalue()


def test_a_part_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    _, warnings = build(tmp_path, "# Home\n\n```{playbook} glosary\n```\n")
    assert 'Did you mean "glossary"?' in warnings
    assert "data-dictionary" in warnings


def test_data_that_do_not_exist_are_refused_with_those_that_do(tmp_path: Path) -> None:
    _, warnings = build(tmp_path, "# Home\n\n```{playbook} data-dictionary delays\n```\n")
    assert "delayed_discharges" in warnings


def test_a_picture_without_words_is_reported(tmp_path: Path) -> None:
    text = '# Home\n\n<img src="a.png">\n\n<img src="b.png" alt="">\n'
    _, warnings = build(tmp_path, text)
    assert "no alternative text" in warnings
    assert "a.png" in warnings
    assert "b.png" not in warnings


def test_a_formula_becomes_mathml_and_loads_no_script(tmp_path: Path) -> None:
    page, warnings = build(tmp_path, "# Home\n\n$$ \\bar{x} + 2.66 $$\n")
    assert warnings == ""
    assert "<math " in page
    assert page.count("<script") == 2  # the colours before the page is drawn, and site.js


def test_code_that_need_not_be_read_can_be_opened_by_its_visible_name(tmp_path: Path) -> None:
    build(tmp_path, "# Home\n")
    notebook = (tmp_path / "_build" / "html" / "numbers.html").read_text(encoding="utf-8")
    assert '<details class="pb-hidden"><summary>Show the Python</summary>' in notebook
    assert 'data-notebook="numbers.ipynb"' in notebook
    assert "Toggle hidden content" not in notebook


def test_a_table_in_the_text_stands_in_a_box_of_its_own(tmp_path: Path) -> None:
    page, _ = build(tmp_path, "# Home\n\n| A | B |\n|---|---|\n| 1 | 2 |\n")
    assert 'aria-label="Table 1" tabindex="0"><table' in page.replace("\n", "")


def test_another_page_can_link_to_a_term_in_finished_html(tmp_path: Path) -> None:
    link = "# Numbers\n\nSee [bed days](index.md#term-bed-days)."
    _, warnings = build(tmp_path, "# Home\n\n```{playbook} glossary\n```\n", link)
    notebook = (tmp_path / "_build" / "html" / "numbers.html").read_text(encoding="utf-8")
    assert 'href="index.html#term-bed-days"' in notebook
    assert warnings == ""


@pytest.mark.parametrize("text", ["", "Title\n=====\n\nToo short to say much.\n"])
def test_a_page_without_prose_has_no_description_of_its_own(text: str) -> None:
    assert description(publish_doctree(text)) == ""


def test_a_description_is_the_first_real_paragraph() -> None:
    page = "Short.\n\nThis paragraph has enough words to describe a page."
    assert description(publish_doctree(page)).startswith("This paragraph")
