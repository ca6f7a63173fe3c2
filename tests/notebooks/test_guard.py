"""Every stored notebook is held to the rules of publish/guard.py, and each rule is tried."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from playbook.publish.guard import ignored_outputs, problems
from playbook.publish.notebooks import NotebookError, all_notebooks, execute, tidy

ALLOWED_IGNORED_OUTPUTS = 0


@pytest.mark.parametrize("path", all_notebooks(), ids=lambda path: path.stem)
def test_a_stored_notebook_holds_nothing_that_it_must_not(path: Path) -> None:
    assert [str(problem) for problem in problems(path)] == []


def test_there_are_notebooks() -> None:
    assert all_notebooks()


def test_no_more_outputs_are_ignored_than_allowed() -> None:
    assert ignored_outputs(all_notebooks()) <= ALLOWED_IGNORED_OUTPUTS


def good_notebook() -> Any:
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["playbook"] = {"kind": "module", "id": "example"}
    text = nbformat.v4.new_markdown_cell("# An example", id="title")
    code = nbformat.v4.new_code_cell("1 + 1", id="sum", execution_count=1)
    code.outputs = [output("2")]
    notebook.cells = [text, code]
    return notebook


def output(text: str, kind: str = "text/plain") -> Any:
    return nbformat.v4.new_output("execute_result", {kind: text}, execution_count=1)


def found_in(notebook: Any, folder: Path) -> str:
    path = folder / "example.ipynb"
    path.write_text(nbformat.v4.writes(notebook))
    return "\n".join(map(str, problems(path)))


def test_a_good_notebook_has_no_problem(tmp_path: Path) -> None:
    assert found_in(good_notebook(), tmp_path) == ""


Spoil = Callable[[Any], object]
RULES: list[tuple[str, Spoil]] = [
    ("format 4.4", lambda n: n.update(nbformat_minor=4) or [c.pop("id") for c in n.cells]),
    ("playbook kind", lambda n: n.metadata.playbook.pop("kind")),
    ("playbook id", lambda n: n.metadata.playbook.pop("id")),
    ("widget state", lambda n: n.metadata.update(widgets={})),
    ("Python version", lambda n: n.metadata.update(language_info={"name": "p", "version": "3"})),
    ("needs an id", lambda n: n.cells[1].update(id="Not_stable")),
    ("is empty", lambda n: n.cells[0].update(source="  ")),
    ("raises-exception", lambda n: n.cells[1].metadata.update(tags=["raises-exception"])),
    ("without a reason", lambda n: n.cells[1].metadata.update(tags=["nbval-ignore-output"])),
    ("when it was run", lambda n: n.cells[1].metadata.update(execution={"iopub": "x"})),
    ("run as number None", lambda n: n.cells[1].update(execution_count=None)),
    ("run as number 7", lambda n: n.cells[1].update(execution_count=7)),
    ("ends in ;", lambda n: n.cells[1].update(source="1 + 1;")),
    ("has no output", lambda n: n.cells[1].update(outputs=[])),
    ("has an output", lambda n: n.cells[1].metadata.update(tags=["no-output"])),
    ("stopped with ValueError: no", lambda n: n.cells[1].update(outputs=[an_error()])),
]


def an_error() -> Any:
    return nbformat.v4.new_output("error", ename="ValueError", evalue="no", traceback=[])


@pytest.mark.parametrize(("words", "spoil"), RULES, ids=[words for words, _ in RULES])
def test_each_rule_finds_what_breaks_it(words: str, spoil: Spoil, tmp_path: Path) -> None:
    notebook = good_notebook()
    spoil(notebook)
    assert words in found_in(notebook, tmp_path)


UNWANTED = [
    ("memory address", "<object at 0x7f3a2b4c5d60>"),
    ("path of one computer", "Read /home/ann/data.csv"),
    ("path of one computer", r"Read C:\Users\ann\data.csv"),
    ("time of day", "made 2026-11-21T14:03:22"),
    ("address of another site", '<img src="https://example.org/a.png">'),
    ("address of another site", "<script src=//example.org/a.js></script>"),
    ("address of another site", "<style>a{background:url(https://example.org/a.png)}</style>"),
    ("address of another site", '<link rel="stylesheet" href="https://example.org/a.css">'),
]


@pytest.mark.parametrize(("what", "text"), UNWANTED)
def test_an_output_must_not_depend_on_computer_or_hour(
    what: str, text: str, tmp_path: Path
) -> None:
    notebook = good_notebook()
    notebook.cells[1].outputs = [output(text, "text/html")]
    assert f"holds {'an' if what.startswith('add') else 'a'} {what}" in found_in(notebook, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "1,084 bed days on 2025-08-31",
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
        '<a href="https://example.org/report">the report</a>',
        "Health and social care/housing",
        "2025-08-31T00:00:00",
        "#0x1f",
    ],
)
def test_ordinary_outputs_pass(text: str, tmp_path: Path) -> None:
    notebook = good_notebook()
    notebook.cells[1].outputs = [output(text, "text/html")]
    assert found_in(notebook, tmp_path) == ""


def test_a_file_that_is_no_notebook_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "broken.ipynb"
    path.write_text("{")
    assert "is not a valid notebook" in str(problems(path)[0])


def test_executing_twice_stores_the_same_bytes(tmp_path: Path) -> None:
    notebook = good_notebook()
    notebook.cells[1].update(source="import sys\nprint(sys.executable != '')\n1 + 1", outputs=[])
    path = tmp_path / "example.ipynb"
    path.write_text(nbformat.v4.writes(notebook))
    execute(path)
    first = path.read_bytes()
    execute(path)
    assert path.read_bytes() == first
    assert problems(path) == []
    stored = nbformat.read(path, as_version=4)
    assert [cell.id for cell in stored.cells] == ["title", "sum"]


def test_executing_uses_the_python_that_asks(tmp_path: Path) -> None:
    import sys

    notebook = good_notebook()
    notebook.cells[1].source = "import sys\nsys.prefix"
    path = tmp_path / "example.ipynb"
    path.write_text(nbformat.v4.writes(notebook))
    execute(path)
    stored = nbformat.read(path, as_version=4)
    assert stored.cells[1].outputs[0].data["text/plain"] == repr(sys.prefix)


def test_a_notebook_that_fails_is_left_as_it_was(tmp_path: Path) -> None:
    notebook = good_notebook()
    notebook.cells[1].source = "int('many')"
    path = tmp_path / "example.ipynb"
    path.write_text(nbformat.v4.writes(notebook))
    before = path.read_bytes()
    with pytest.raises(NotebookError, match=r"example.ipynb did not run to the end"):
        execute(path)
    assert path.read_bytes() == before


def test_tidying_keeps_html_and_drops_the_widget_beside_it() -> None:
    notebook = good_notebook()
    view = "application/vnd.jupyter.widget-view+json"
    notebook.cells[1].outputs = [output("<p>Question</p>", "text/html")]
    notebook.cells[1].outputs[0].data[view] = {"model_id": "abc"}
    notebook.metadata["widgets"] = {"state": {}}
    tidied = tidy(notebook)
    assert list(tidied.cells[1].outputs[0].data) == ["text/html"]
    assert "widgets" not in tidied.metadata


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"cells": 1}'])
def test_a_file_that_is_not_a_notebook_is_named_and_left_as_it_was(tmp_path, content):
    path = tmp_path / "example.ipynb"
    path.write_bytes(content)
    with pytest.raises(NotebookError, match=r"example.ipynb is not a notebook"):
        execute(path)
    assert path.read_bytes() == content
