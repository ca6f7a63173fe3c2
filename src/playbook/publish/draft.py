"""Begin a notebook from its questions, so that an author starts with words and not with code."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from playbook.learn.definitions import Notebook, find_notebook
from playbook.places import pack
from playbook.publish.notebooks import NotebookError, tidy

_SHOWN = {"tags": ["remove-input"]}
_IMPORTS = {"tags": ["no-output", "remove-input"], "slideshow": {"slide_type": "skip"}}


def draft(definition: Notebook) -> nbformat.NotebookNode:
    """Make a notebook that holds every activity of a module or exercise, in order.

    Each activity stands under its own title, where the author writes what leads up to it. The
    notebook has not been run: it has no outputs yet.
    """
    cells = [
        new_markdown_cell(
            f"# {definition.title}", id="title", metadata={"slideshow": {"slide_type": "slide"}}
        ),
        new_code_cell(
            "from playbook.learn import activity, opening", id="imports", metadata=_IMPORTS
        ),
        new_code_cell(f'opening("{definition.id}")', id="opening", metadata=_SHOWN),
    ]
    for one in definition.activities:
        cells += [
            new_markdown_cell(f"## {one.title}", id=f"lead-{one.id}"),
            new_code_cell(
                f'activity("{definition.id}", "{one.id}")', id=f"do-{one.id}", metadata=_SHOWN
            ),
        ]
    cells += [
        new_markdown_cell("## Key points", id="key-points"),
        new_markdown_cell("## Next", id="next"),
    ]
    about = {"playbook": {"kind": definition.kind, "id": definition.id}}
    made: nbformat.NotebookNode = tidy(new_notebook(cells=cells, metadata=about))
    return made


def write_draft(notebook_id: str) -> Path:
    """Write a draft notebook where its kind belongs, and say where.

    A module goes to ``modules/``, an exercise to ``exercises/`` and its stage. A notebook that is
    there already is left alone: ``NotebookError`` says so. An id without a file of questions is
    refused with the list of those that have one.
    """
    definition = find_notebook(notebook_id)
    folder = pack(*definition.shelf.split("/"))
    path = folder / f"{notebook_id}.ipynb"
    if path.exists():
        raise NotebookError(f"{path} is there already, and was left as it is.")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(draft(definition)) + "\n", encoding="utf-8")
    return path
