"""What a notebook reads: kinds of data and papers, found in its own code."""

import ast
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat

from playbook.data.schema import kinds
from playbook.kit.papers import FORMS
from playbook.learn.definitions import Notebook
from playbook.places import pack


@dataclass(frozen=True, kw_only=True)
class Reads:
    """What a notebook reads from its project: kinds of data, and forms of paper."""

    data: tuple[str, ...]
    papers: tuple[str, ...]


def template_of(notebook: Notebook) -> Path:
    """Give the notebook as it ships with the playbook."""
    return pack(*notebook.shelf.split("/"), f"{notebook.id}.ipynb")


def reads_of(notebook: Notebook) -> Reads:
    """Find what a notebook loads: the names in its calls of ``load`` and ``load_paper``.

    Kinds that its questions name (``data``) count too, as do kinds that it names in a list and
    loads one after the other.

    >>> from playbook.learn.definitions import find_notebook
    >>> reads_of(find_notebook("market-position")).papers
    ('market',)
    """
    path = template_of(notebook)
    names = _names(path, path.stat().st_mtime_ns)
    data = dict.fromkeys((*notebook.data, *(name for call, name in names if call == "load")))
    papers = dict.fromkeys(name for call, name in names if call == "load_paper")
    return Reads(
        data=tuple(name for name in data if name in kinds()),
        papers=tuple(name for name in papers if name in FORMS),
    )


@lru_cache(maxsize=64)
def _names(path: Path, _version: int) -> tuple[tuple[str, str], ...]:
    cells = nbformat.read(str(path), as_version=4).cells
    code = (cell.source for cell in cells if cell.cell_type == "code")
    return tuple(name for source in code for name in _named(source))


def _named(source: str) -> list[tuple[str, str]]:
    """Give each call of a plain name with its first argument, where that is text."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        (call.func.id, call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]
