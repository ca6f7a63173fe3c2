"""Run notebooks top to bottom, and store what they showed without what changes between runs.

The stored outputs are the page that a learner reads, so they are made in this way only.
"""

import os
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import nbformat

from playbook.places import PRACTICE_PRODUCTS, pack

_SHELVES = ("modules", "exercises")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_SECONDS_PER_CELL = 120


class NotebookError(Exception):
    """A notebook could not be run; the message says which, where and why."""


def all_notebooks() -> list[Path]:
    """List the notebooks that ship with the playbook, modules first."""
    return [
        path
        for shelf in _SHELVES
        for path in sorted(pack(shelf).rglob("*.ipynb"))
        if not any(part.startswith(".") for part in path.relative_to(pack(shelf)).parts)
    ]


def execute(path: Path) -> None:
    """Run a notebook top to bottom in a new kernel of this Python, and store its outputs.

    Cells keep their ids. What changes from run to run is left out: times, the Python
    version, widget state. A notebook that fails is left as it was.

    Raises
    ------
    NotebookError
        The file is not a notebook; or a cell failed or took longer than two minutes. The
        message names it.
    """
    notebook = _read(path)
    _run(notebook, path)
    path.write_text(nbformat.writes(tidy(notebook)).rstrip("\n") + "\n", encoding="utf-8")


def _read(path: Path) -> Any:
    # nbformat turns old formats into new ones, and trips over other files in its own ways.
    tripped = (ValueError, TypeError, KeyError, AttributeError, nbformat.ValidationError)
    try:
        return nbformat.read(path, as_version=4)
    except tripped as problem:
        raise NotebookError(
            f"{path.name} is not a notebook: its content could not be read. It was left as it "
            "was. Open it in Jupyter, or bring back an earlier copy."
        ) from problem


def _run(notebook: Any, path: Path) -> None:
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    kernels = Path(sys.prefix) / "share" / "jupyter" / "kernels"
    manager = AsyncKernelManager(
        kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(kernels)])
    )
    client = NotebookClient(
        notebook,
        km=manager,
        timeout=_SECONDS_PER_CELL,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        with TemporaryFile() as aside:  # what a kernel says for programmers, not for authors
            client.execute(stdout=aside, stderr=aside, env=_surroundings(path))
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
        raise NotebookError(f"{path.name} did not run to the end.\n{problem}") from problem


def _surroundings(path: Path) -> dict[str, str]:
    """Let an exercise of the playbook leave its numbers where others find them for practice."""
    ours = pack("exercises")
    if ours not in path.resolve().parents:
        return dict(os.environ)
    return {**os.environ, PRACTICE_PRODUCTS: str(ours / "products")}


def tidy(notebook: Any) -> Any:
    """Leave out of a notebook what changes from run to run.

    Metadata keeps only what this project uses. A cell without an id gets one made from
    its place and its text. Widget views are left out: their ids are random, and the
    plain HTML beside them says the same.
    """
    kept = {"playbook": notebook.metadata.get("playbook", {})}
    kept["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    kept["language_info"] = {"name": "python"}
    notebook.metadata = nbformat.from_dict(kept)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for place, cell in enumerate(notebook.cells):
        if not cell.get("id"):
            cell["id"] = sha256(f"{place}\n{cell.source}".encode()).hexdigest()[:8]
        for volatile in ("execution", "collapsed", "trusted", "ExecuteTime"):
            cell.metadata.pop(volatile, None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
            output.get("metadata", {}).pop(WIDGET_VIEW, None)
    return notebook
