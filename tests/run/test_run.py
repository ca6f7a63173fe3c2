"""The one command, from a bare folder: every way it can go wrong, and that it then recovers."""

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from types import ModuleType

import pytest

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="signals are sent another way on Windows")
# A package that builds itself, so that a whole setup can be tried without any network.
BACKEND = """
    import zipfile

    FILES = {
        "playbook/__init__.py": "",
        "playbook/cli.py": "import sys; print('ran', sys.argv[1:])",
        "playbook-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: playbook\\nVersion: 1\\n",
        "playbook-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nTag: py3-none-any\\n",
        "playbook-1.dist-info/RECORD": "",
    }

    def build_editable(directory, config_settings=None, metadata_directory=None):
        with zipfile.ZipFile(f"{directory}/playbook-1-py3-none-any.whl", "w") as wheel:
            for name, text in FILES.items():
                wheel.writestr(name, text)
        return "playbook-1-py3-none-any.whl"
"""
PYPROJECT = """
    [build-system]
    requires = []
    build-backend = "backend"
    backend-path = ["."]
    [project]
    name = "playbook"
    version = "1"
"""


@pytest.fixture(scope="session")
def run_py(checkout: Path) -> ModuleType:
    """Load run.py without running it."""
    spec = importlib.util.spec_from_file_location("run_py", checkout / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_project(folder: Path, checkout: Path) -> Path:
    folder.mkdir(parents=True)
    shutil.copy(checkout / "run.py", folder)
    (folder / "requirements.txt").write_text("# nothing\n")
    (folder / "pyproject.toml").write_text(textwrap.dedent(PYPROJECT))
    (folder / "backend.py").write_text(textwrap.dedent(BACKEND))
    return folder


def start(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "run.py", *arguments],
        cwd=project,
        env={**os.environ, "PIP_CONFIG_FILE": os.devnull, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def own_python(project: Path) -> Path:
    return project / (".venv/Scripts/python.exe" if os.name == "nt" else ".venv/bin/python")


@pytest.fixture(scope="module")
def project(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project set up once, in a folder whose name is hard on programs."""
    folder = make_project(tmp_path_factory.mktemp("run") / "Müsli & the cycle", checkout)
    result = start(folder, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


def test_an_old_python_can_read_run_py(checkout: Path) -> None:
    ast.parse((checkout / "run.py").read_text(), feature_version=(3, 6))


def test_run_py_uses_the_standard_library_only(checkout: Path) -> None:
    tree = ast.parse((checkout / "run.py").read_text())
    names = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_old_python_is_turned_away_in_one_sentence(
    run_py: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_py.sys, "version_info", (3, 9, 18))
    with pytest.raises(run_py.Stop, match=r"needs Python 3.11 or newer, and this is Python 3.9"):
        run_py.check_python()


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_that_cannot_make_environments_is_told_what_to_install(
    run_py: ModuleType, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr(run_py, "find_spec", lambda name: None if name == missing else object())
    with pytest.raises(run_py.Stop, match=r"sudo apt install python3.\d+-venv"):
        run_py.check_python()


def test_the_first_start_sets_up_and_passes_the_options_on(project: Path) -> None:
    assert own_python(project).exists()
    result = start(project, "build", "--all")
    assert result.stdout == "ran ['build', '--all']\n"


def test_the_second_start_takes_a_moment(project: Path) -> None:
    began = time.monotonic()
    result = start(project, "serve", "--no-browser", "--port", "9000")
    assert result.stdout == "ran ['serve', '--port', '9000', '--no-browser']\n"
    assert time.monotonic() - began < 5


def test_changed_pins_are_installed_again_into_the_same_folder(project: Path) -> None:
    (project / "requirements.txt").write_text("# nothing, said otherwise\n")
    result = start(project, "build")
    assert "1 of 2: Installing the pinned packages" in result.stdout
    assert "Making the folder" not in result.stdout
    assert start(project, "build").stdout == "ran ['build']\n"


def test_a_moved_folder_is_set_up_again_where_it_now_is(project: Path) -> None:
    moved = project.with_name("moved")
    project.rename(moved)
    try:
        result = start(moved, "build")
        assert "made somewhere else: making it again" in result.stdout
        assert result.stdout.endswith("ran ['build']\n")
    finally:
        moved.rename(project)


def test_an_interrupted_setup_is_begun_again(project: Path) -> None:
    stamp = project / ".venv" / "playbook-setup.json"
    stamp.write_text(json.dumps({"place": str(project / ".venv")}))
    left_over = project / ".venv" / "half-made"
    left_over.mkdir()
    result = start(project, "build")
    assert "unfinished" in result.stdout
    assert result.stdout.endswith("ran ['build']\n")
    assert not left_over.exists()


def test_an_environment_that_someone_else_made_is_left_alone(
    checkout: Path, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "project", checkout)
    (project / ".venv").mkdir()
    (project / ".venv" / "mine.txt").write_text("keep")
    result = start(project, "build")
    assert result.returncode == 1
    assert "rename or remove it" in result.stderr
    assert (project / ".venv" / "mine.txt").read_text() == "keep"


def test_no_network_is_one_sentence_that_names_the_log_and_can_be_tried_again(
    checkout: Path, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "project", checkout)
    (project / "requirements.txt").write_text("a-package-from-elsewhere==1.0\n")
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple/",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "0",
    }
    result = start(project, "build", **nowhere)
    assert result.returncode == 1
    assert "could not be fetched: connect to the internet" in result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    log = re.search(r"details are in (.+\.log)", result.stderr)
    assert log
    assert "a-package-from-elsewhere" in Path(log[1]).read_text()
    (project / "requirements.txt").write_text("# nothing\n")
    assert start(project, "build").stdout.endswith("ran ['build']\n")


@POSIX_ONLY
def test_two_at_once_wait_for_each_other(project: Path) -> None:
    (project / "requirements.txt").write_text("# nothing, once more\n")
    command = [sys.executable, "run.py", "build"]
    both = [
        subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert all(words.endswith("ran ['build']\n") for words in said)
    assert sum("Installing" in words for words in said) == 1
    assert sum("waiting for it to finish" in words for words in said) == 1


@POSIX_ONLY
def test_ctrl_c_during_setup_ends_in_a_sentence_and_the_next_run_recovers(
    checkout: Path, tmp_path: Path
) -> None:
    import signal

    project = make_project(tmp_path / "project", checkout)
    process = subprocess.Popen(
        [sys.executable, "run.py", "build"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while not (project / ".venv" / "lib").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, problem = process.communicate(timeout=30)
    assert process.returncode == 130
    assert problem == "\nStopped. The next run puts right what is unfinished.\n"
    assert start(project, "build").stdout.endswith("ran ['build']\n")


@pytest.mark.parametrize("command", ["", "serve", "build", "test", "bench"])
def test_help_can_be_read_before_anything_is_installed(
    checkout: Path, tmp_path: Path, command: str
) -> None:
    project = make_project(tmp_path / "project", checkout)
    result = start(project, *filter(None, [command]), "--help")
    assert result.returncode == 0
    assert result.stdout.startswith(f"usage: run.py {command}".rstrip())
    assert not (project / ".venv").exists()


def test_ci_calls_the_test_command_of_the_readme_and_nothing_else(checkout: Path) -> None:
    lines = (checkout / ".ci" / "run").read_text().splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert [line.split("exec ")[-1] for line in lines[1:] if line] == ["python3 run.py test"]
    assert "python3 run.py test" in (checkout / "README.md").read_text()


def test_no_pin_names_where_packages_come_from(checkout: Path) -> None:
    pins = (checkout / "requirements.txt").read_text()
    assert not re.search(r"https?:|file:|^-", pins, re.MULTILINE)
