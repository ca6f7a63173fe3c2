"""Run an exercise as a team would: a copy of the notebook, in a project, on a file of its own."""

import csv
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


@dataclass(frozen=True)
class Run:
    """An exercise that was run: its cells, and the error that stopped it, if one did."""

    cells: dict[str, Any]
    folder: Path

    def said(self, cell: str) -> str:
        """Everything that a cell shows, as HTML and as plain text."""
        shown = (output.get("data", {}) for output in self.cells[cell].get("outputs", []))
        return "\n".join(str(value) for data in shown for value in data.values())

    @property
    def everything(self) -> str:
        return "\n".join(self.said(cell) for cell in self.cells)

    @property
    def stopped_at(self) -> str:
        """The cell that failed; empty when all ran."""
        return next((name for name, cell in self.cells.items() if _error(cell)), "")

    @property
    def reason(self) -> str:
        """What a person sees where it stopped."""
        error = _error(self.cells[self.stopped_at])
        return "\n".join(error["traceback"])


def _error(cell: Any) -> Any:
    outputs = cell.get("outputs", [])
    return next((output for output in outputs if output.output_type == "error"), None)


@pytest.fixture(scope="session")
def run_exercise(checkout: Path) -> Callable[[str, Path], Run]:
    """Give a function that runs a copy of an exercise in a folder."""

    def run(name: str, folder: Path) -> Run:
        (source,) = (checkout / "exercises").rglob(f"{name}.ipynb")
        copy = Path(shutil.copy(source, folder))
        notebook = nbformat.read(copy, as_version=4)
        client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": folder}})
        with suppress(CellExecutionError):  # the stored error is what a person sees
            client.execute()
        return Run({cell["id"]: cell for cell in notebook.cells}, folder)

    return run


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Give a function that makes a project folder with a data file in it."""

    def make(data: str | bytes | Path | None = None, settings: str = "name: Home First\n") -> Path:
        folder = tmp_path_factory.mktemp("project")
        (folder / "project.yml").write_text(settings, encoding="utf-8")
        (folder / "data").mkdir()
        file = folder / "data" / "delays from the portal.csv"
        if isinstance(data, Path):
            shutil.copy(data, file)
        elif data is not None:
            file.write_bytes(data.encode() if isinstance(data, str) else data)
        return folder

    return make


@pytest.fixture(scope="session")
def sample_rows(checkout: Path) -> list[list[str]]:
    """The rows of the sample, its header first, to make other files from."""
    sample = checkout / "data" / "sample" / "delayed_discharges_council_area.csv"
    with sample.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
