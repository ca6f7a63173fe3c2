"""The walk-through in CONTRIBUTING.md works as it is written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NAME = "what-is-a-carer"


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    """A copy of the playbook without its .venv, its history and what was built."""
    unwanted = shutil.ignore_patterns(".venv", ".git", "_build", "__pycache__", ".hypothesis")
    return shutil.copytree(checkout, tmp_path / "a copy", ignore=unwanted)


def run_playbook(copy: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "playbook.cli", *words],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_module_can_be_added_by_following_the_walk_through(checkout: Path, copy: Path) -> None:
    guide = (checkout / "CONTRIBUTING.md").read_text(encoding="utf-8")
    questions, contents = re.findall(r"```yaml\n(.*?)```", guide, flags=re.DOTALL)
    (copy / "modules" / "activities" / f"{NAME}.yml").write_text(questions, encoding="utf-8")
    run_playbook(copy, "draft", NAME)
    toc = copy / "_toc.yml"
    before = "      - file: modules/commissioning-cycle\n"
    assert before in toc.read_text(encoding="utf-8")
    toc.write_text(toc.read_text(encoding="utf-8").replace(before, before + contents), "utf-8")
    run_playbook(copy, "notebooks", "--execute", f"modules/{NAME}.ipynb")
    run_playbook(copy, "build")
    page = (copy / "_build" / "html" / "modules" / f"{NAME}.html").read_text(encoding="utf-8")
    assert "Which of these people is an unpaid carer?" in page
    assert "spot an unpaid carer who does not use the word" in page


def test_a_draft_never_replaces_a_notebook(copy: Path) -> None:
    notebook = copy / "modules" / "commissioning-cycle.ipynb"
    before = notebook.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "playbook.cli", "draft", "commissioning-cycle"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0
    assert "is there already, and was left as it is" in done.stderr
    assert "Traceback" not in done.stderr
    assert notebook.read_bytes() == before
