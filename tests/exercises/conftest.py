"""Run an exercise as a team would: a copy of the notebook, in a project, on a file of its own."""

import csv
import os
import shutil
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


@dataclass(frozen=True)
class Run:
    """An exercise that was run: what each cell showed, and where and why it stopped, if it did."""

    shown: dict[str, list[dict[str, str]]]
    folder: Path
    stopped_at: str = ""
    reason: str = ""

    def said(self, cell: str) -> str:
        """Everything that a cell shows, as HTML and as plain text."""
        return "\n".join(str(value) for data in self.shown[cell] for value in data.values())

    @property
    def cells(self) -> list[str]:
        return list(self.shown)

    @property
    def everything(self) -> str:
        return "\n".join(self.said(cell) for cell in self.shown)


def run_cells(source: Path, folder: Path) -> Run:
    """Run a copy of a notebook in a folder, in this process: much quicker than a kernel each.

    The cells get a namespace of their own. ``test_a_quick_run_shows_what_a_kernel_shows`` holds
    this to a real kernel.
    """
    copy = Path(shutil.copy(source, folder))
    cells = nbformat.read(copy, as_version=4).cells
    shown: dict[str, list[dict[str, str]]] = {cell["id"]: [] for cell in cells}
    shell = InteractiveShell()
    before = Path.cwd()
    try:
        os.chdir(folder)
        for cell in cells:
            if cell.cell_type != "code":
                continue
            with capture_output() as captured:
                ended = shell.run_cell(cell.source, store_history=False)
            shown[cell["id"]] = _shown(shell, captured, ended)
            if not ended.success:
                return Run(shown, folder, cell["id"], _told(ended.error_in_exec))
    finally:
        os.chdir(before)
        shell.reset(new_session=False)
    return Run(shown, folder)


def _shown(shell: InteractiveShell, captured: Any, ended: Any) -> list[dict[str, str]]:
    data = [dict(output.data) for output in captured.outputs]
    if ended.result is not None:
        return [*data, dict(shell.display_formatter.format(ended.result)[0])]
    printed = captured.stdout.strip()
    return [*data, {"text/plain": printed}] if printed and ended.success else data


def _told(error: BaseException) -> str:
    """Give what a person sees where a notebook stops: a sentence, or a traceback."""
    plain = getattr(error, "_render_traceback_", None)
    return "\n".join(plain() if plain else traceback.format_exception(error))


@pytest.fixture(scope="session")
def run_exercise(checkout: Path) -> Callable[[str, Path], Run]:
    """Give a function that runs a copy of an exercise in a folder."""

    def run(name: str, folder: Path) -> Run:
        (source,) = (checkout / "exercises").rglob(f"{name}.ipynb")
        return run_cells(source, folder)

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
