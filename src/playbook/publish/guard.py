"""Guard the stored notebooks against what a learner's page must not hold.

Outputs are the page. Nothing in them may depend on the computer, the hour or the run, and
nothing may be fetched from another site.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from playbook.learn.definitions import KINDS
from playbook.publish.notebooks import WIDGET_VIEW

_NO_OUTPUT = "no-output"
_IGNORED = "nbval-ignore-output"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_UNWANTED = {
    "a memory address": re.compile(r"\b0x[0-9a-fA-F]{6,}"),
    "a path of one computer": re.compile(
        r"(?<![\w/.:<])/(?:home|root|tmp|Users|work|usr|var|opt|private|mnt)/\w|\b[A-Z]:\\\\?\w"
    ),
    "a time of day": re.compile(r"\b\d{4}-\d\d-\d\d[T ](?!00:00:00)\d\d:\d\d:\d\d"),
    "an address of another site": re.compile(
        r"(?:src|srcset|data|poster|action)\s*=\s*[\"']?\s*(?:https?:)?//|url\(\s*[\"']?https?://"
        r"|<(?:link|base|use|image|import)\b[^>]*[\"'](?:https?:)?//"
    ),
}


@dataclass(frozen=True)
class Problem:
    """Something that must not be stored in a notebook: where it is, and what it is."""

    notebook: str
    cell: str
    words: str

    def __str__(self) -> str:
        return (
            f"{self.notebook}, {self.cell}: {self.words}"
            if self.cell
            else (f"{self.notebook}: {self.words}")
        )


def problems(path: Path, name: str | None = None) -> list[Problem]:
    """List everything in a stored notebook that must not be there, or is missing.

    Refused: an old format, cells without stable ids, cells that are empty or were not
    run in order, errors, outputs that are missing (unless the cell is tagged
    ``no-output``), and outputs that name a memory address, a path, a time of day or
    another site. Refused too: widget state, metadata that changes from run to run, a
    cell that ends in ``;``, and an unexplained ``nbval-ignore-output``.
    """
    name = name or path.name
    try:
        notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
    except (ValueError, nbformat.ValidationError) as problem:
        return [Problem(name, "", f"is not a valid notebook ({str(problem).splitlines()[0]})")]
    found = [Problem(name, "", words) for words in _of_notebook(notebook)]
    number = 0
    for place, cell in enumerate(notebook.cells, 1):
        number += cell.cell_type == "code"
        where = f"cell {place} ({cell.get('id', 'no id')})"
        found += [Problem(name, where, words) for words in _of_cell(cell, number)]
    return found


def ignored_outputs(paths: Iterable[Path]) -> int:
    """Count the cells whose outputs are not compared when notebooks are tested."""
    notebooks = (nbformat.read(path, as_version=4) for path in paths)
    return sum(_IGNORED in _tags(cell) for notebook in notebooks for cell in notebook.cells)


def _of_notebook(notebook: Any) -> Iterator[str]:
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        yield f"is in format {notebook.nbformat}.{notebook.nbformat_minor}, and 4.5 is wanted"
    about = notebook.metadata.get("playbook", {})
    if about.get("kind") not in KINDS:
        yield f"its metadata must say playbook kind: {' or '.join(KINDS)}"
    if not about.get("id"):
        yield "its metadata must say playbook id: the name of its activities file"
    if "widgets" in notebook.metadata:
        yield "holds widget state: make its outputs with playbook notebooks --execute"
    if set(notebook.metadata.get("language_info", {})) - {"name"}:
        yield "names a Python version: make its outputs with playbook notebooks --execute"
    ids = Counter(cell.get("id", "") for cell in notebook.cells)
    yield from (f"the cell id {id_} is used {n} times" for id_, n in ids.items() if n > 1)


def _of_cell(cell: Any, number: int) -> Iterator[str]:
    if not _ID.fullmatch(cell.get("id", "")):
        yield "needs an id of small letters, digits and hyphens"
    if not cell.source.strip():
        yield "is empty"
    tags = _tags(cell)
    if "raises-exception" in tags:
        yield "is tagged raises-exception: a page must run to its end"
    if _IGNORED in tags and not cell.metadata.get("reason"):
        yield f"is tagged {_IGNORED} without a reason in its metadata"
    if "execution" in cell.metadata:
        yield "stores when it was run: make its outputs with playbook notebooks --execute"
    if cell.cell_type == "code" and cell.source.strip():
        yield from _of_code(cell, number, tags)


def _of_code(cell: Any, number: int, tags: list[str]) -> Iterator[str]:
    if cell.execution_count != number:
        yield f"was run as number {cell.execution_count}, and {number} is wanted: run from the top"
    if cell.source.rstrip().endswith(";"):
        yield "ends in ; which does not hide an output here: end with the figure"
    if not cell.outputs and _NO_OUTPUT not in tags:
        yield f"has no output: run it, or tag it {_NO_OUTPUT} if it has none"
    if cell.outputs and _NO_OUTPUT in tags:
        yield f"is tagged {_NO_OUTPUT} and has an output"
    for output in cell.outputs:
        if output.output_type == "error":
            yield f"stopped with {output.ename}: {output.evalue}"
        if WIDGET_VIEW in output.get("data", {}):
            yield "stores a widget: make its outputs with playbook notebooks --execute"
        for text in _texts(output):
            yield from _unwanted(text)


def _unwanted(text: str) -> Iterator[str]:
    for what, pattern in _UNWANTED.items():
        if found := pattern.search(text):
            around = text[max(0, found.start() - 20) : found.end() + 20].strip()
            yield f"its output holds {what}: {around!r}"


def _texts(output: Any) -> Iterator[str]:
    if "text" in output:
        yield output.text
    for kind, value in output.get("data", {}).items():
        if not kind.startswith("image/") or kind == "image/svg+xml":
            yield value if isinstance(value, str) else repr(value)


def _tags(cell: Any) -> list[str]:
    return list(cell.metadata.get("tags", []))
