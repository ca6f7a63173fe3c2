"""The test command itself: every step is run, and one that fails fails the whole."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"loaded_{path.stem.strip('_')}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def steps(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(checkout / "tests"))
    return loaded(checkout / "tests" / "__main__.py")


@pytest.fixture
def finder(checkout: Path) -> ModuleType:
    return loaded(checkout / "tests" / "find_browser.py")


def step(steps: ModuleType, name: str, code: str, needs_browser: bool = False) -> object:
    return steps.Step(name, name.title(), ("-c", code), needs_browser)


def test_steps_after_a_failed_one_are_still_run_and_the_whole_fails(
    steps: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    first = step(steps, "first", "print('one'); raise SystemExit(1)")
    second = step(steps, "second", "print('two')")
    monkeypatch.setattr(steps, "STEPS", (first, second))
    assert steps.main([]) == 1
    said = capfd.readouterr().out
    assert "one\n" in said
    assert "two\n" in said
    table = said.split("What was checked")[1]
    assert [line.split()[2] for line in table.splitlines()[1:]] == ["failed", "passed"]
    assert steps.main(["second"]) == 0


def test_an_unknown_step_is_named_with_those_there_are(
    steps: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steps.main(["speling"]) == 2
    assert "No such step: speling. The steps: style, layout" in capsys.readouterr().out


def test_finding_no_test_or_no_notebook_fails(steps: ModuleType, tmp_path: Path) -> None:
    notebooks = next(step for step in steps.STEPS if step.name == "notebooks")
    empty = (*notebooks.arguments[:-2], str(tmp_path))
    assert steps.run(steps.Step("none", "None", empty), "1 of 1")[0] == "failed"


def test_without_a_browser_the_browser_tests_fail_and_say_what_to_install(
    steps: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def none() -> Path:
        raise steps.NoBrowserError("install one")

    monkeypatch.setattr(steps, "browser", none)
    only = step(steps, "browser", "print('ran')", needs_browser=True)
    assert steps.run(only, "1 of 1")[0] == "failed"
    said = capfd.readouterr().out
    assert "install one" in said
    assert "ran" not in said


def test_a_browser_is_looked_for_then_fetched_in_every_way_before_giving_up(
    finder: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    for way in ("get_from_system", "get_from_playwright"):
        monkeypatch.setattr(finder, way, lambda way=way: tried.append(way))
    monkeypatch.setattr(finder, "installed", lambda: iter([Path("broken")]))
    monkeypatch.setattr(finder, "from_playwright", lambda: iter([]))
    monkeypatch.setattr(finder, "starts", lambda _: False)
    with pytest.raises(finder.NoBrowserError, match=r"sudo apt install chromium"):
        finder.browser()
    assert tried == ["get_from_system", "get_from_playwright"]


def test_a_browser_that_was_fetched_is_used(
    finder: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[Path] = []
    monkeypatch.setattr(finder, "installed", lambda: iter(there))
    monkeypatch.setattr(finder, "from_playwright", lambda: iter([]))
    monkeypatch.setattr(finder, "starts", lambda _: True)
    monkeypatch.setattr(finder, "get_from_system", lambda: there.append(Path("fetched")))
    assert finder.browser() == Path("fetched")


def test_systems_packages_are_only_asked_for_as_root(
    finder: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(finder, "run", lambda command, _: asked.append(command))
    monkeypatch.setattr(finder.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(finder.os, "geteuid", lambda: 1000, raising=False)
    finder.get_from_system()
    assert asked == []
    monkeypatch.setattr(finder.os, "geteuid", lambda: 0, raising=False)
    finder.get_from_system()
    assert [command[3] for command in asked] == ["update", "install"]


def test_something_that_is_no_browser_does_not_start(finder: ModuleType) -> None:
    assert not finder.starts(Path(sys.executable))
