"""A learner's copies are made once, kept when replaced, and come only from what we ship."""

from datetime import date
from pathlib import Path

import pytest

from playbook.publish import live_copies
from playbook.publish.live_copies import own_copy, set_aside, shipped_notebook

TODAY = date(2026, 11, 21)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with one module, one hidden file and one file beside the shelves."""
    pack = tmp_path / "pack"
    (pack / "modules" / ".hidden").mkdir(parents=True)
    (pack / "exercises" / "analyse").mkdir(parents=True)
    (pack / "modules" / "cycle.ipynb").write_text("{}")
    (pack / "modules" / "notes.md").write_text("notes")
    (pack / "modules" / ".hidden" / "old.ipynb").write_text("{}")
    (pack / "exercises" / "analyse" / "delays.ipynb").write_text("{}")
    (pack / "secret.ipynb").write_text("{}")
    monkeypatch.setattr(live_copies, "pack", lambda *parts: pack.joinpath(*parts))
    return pack


@pytest.mark.parametrize("path", ["modules/cycle.ipynb", "exercises/analyse/delays.ipynb"])
def test_modules_and_exercises_are_found(shelf: Path, path: str) -> None:
    assert shipped_notebook(path) == shelf / path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "modules",
        "modules/none.ipynb",
        "modules/notes.md",
        "modules/.hidden/old.ipynb",
        "modules/../secret.ipynb",
        "modules/../../../etc/passwd.ipynb",
        "../secret.ipynb",
        "secret.ipynb",
        "/etc/passwd",
        "data/secret.ipynb",
        "modules/\0.ipynb",
    ],
)
def test_nothing_else_is_given_out(shelf: Path, path: str) -> None:
    assert shipped_notebook(path) is None
    with pytest.raises(FileNotFoundError, match=r"has no notebook called"):
        own_copy(path, shelf.parent / "work")


def test_a_link_that_leads_out_of_the_shelf_is_not_followed(shelf: Path) -> None:
    (shelf / "modules" / "link.ipynb").symlink_to(shelf / "secret.ipynb")
    assert shipped_notebook("modules/link.ipynb") is None


def test_a_copy_is_made_once_and_never_overwritten(shelf: Path, tmp_path: Path) -> None:
    copy = own_copy("modules/cycle.ipynb", tmp_path / "work")
    assert copy == tmp_path / "work" / "modules" / "cycle.ipynb"
    copy.write_text("my answers")
    (shelf / "modules" / "cycle.ipynb").write_text("a newer edition")
    assert own_copy("modules/cycle.ipynb", tmp_path / "work").read_text() == "my answers"


def test_every_replaced_copy_is_kept_under_its_own_dated_name(shelf: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    for answers in ("first", "second", "third"):
        copy = own_copy("modules/cycle.ipynb", work)
        copy.write_text(answers)
        set_aside(copy, TODAY)
    kept = {path.name: path.read_text() for path in (work / "modules").iterdir()}
    assert kept == {
        "cycle (kept 2026-11-21).ipynb": "first",
        "cycle (kept 2026-11-21, 2).ipynb": "second",
        "cycle (kept 2026-11-21, 3).ipynb": "third",
    }
