"""The package as others install it: all it needs is inside, and it works with no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

NEEDED = (".yml", ".js", ".css", ".html", ".toml", ".svg", ".csv", ".ipynb", ".json", "py.typed")


@pytest.fixture(scope="module")
def installed(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package as its wheel holds it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(checkout)], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def python(installed: Path, code: str) -> str:
    """Run code with the installed package first, far from any checkout."""
    own = {name: value for name, value in os.environ.items() if name != "PLAYBOOK_STARTED_AS"}
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=installed.parent,
        env={**own, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_every_file_that_is_not_code_is_in_the_wheel_too(installed: Path, checkout: Path) -> None:
    package = checkout / "src" / "playbook"
    wanted = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.name.endswith(NEEDED)
    }
    assert wanted
    assert [name for name in sorted(wanted) if not (installed / "playbook" / name).is_file()] == []


@pytest.mark.parametrize("folder", ["data", "modules", "exercises"])
def test_data_and_notebooks_are_in_the_wheel(installed: Path, checkout: Path, folder: str) -> None:
    packed = installed / "playbook" / "_pack" / folder
    files = [path for path in (checkout / folder).rglob("*") if path.name.endswith(NEEDED)]
    shown = [path for path in files if ".ipynb_checkpoints" not in path.parts]
    assert shown
    for path in shown:
        assert (packed / path.relative_to(checkout / folder)).read_bytes() == path.read_bytes()


def test_the_command_works_without_a_checkout(installed: Path) -> None:
    words = python(
        installed, "import sys; sys.argv = ['x', '--help']; import playbook.cli as c; c.main()"
    )
    assert words.startswith("Usage: playbook")


def test_sample_data_loads_without_a_checkout(installed: Path) -> None:
    words = python(
        installed,
        "import playbook.data as p; d = p.load('delayed_discharges'); print(d.is_sample, d.path)",
    )
    assert words.startswith("True ")
    assert str(installed) in words


def test_notebooks_and_activities_are_found_without_a_checkout(installed: Path) -> None:
    words = python(
        installed,
        "from playbook.publish.notebooks import all_notebooks; print(len(all_notebooks()))",
    )
    assert int(words) >= 1


def test_building_the_book_without_a_checkout_is_a_sentence(installed: Path) -> None:
    code = "import sys; sys.argv = ['x', 'build']; import playbook.cli as c\ntry: c.main()\n"
    code += "except SystemExit as end: print('ended', end.code)"
    assert python(installed, code) == "ended 1"


def test_an_editable_install_carries_no_second_copy_of_the_data(checkout: Path) -> None:
    import playbook

    if playbook.__file__ == str(checkout / "src" / "playbook" / "__init__.py"):
        copies = [Path(place, "playbook", "_pack") for place in sys.path]
        assert not any(copy.exists() for copy in copies)
