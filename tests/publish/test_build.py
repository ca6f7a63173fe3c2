"""Building the book: what makes it build again, and what a person is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.publish import build
from playbook.publish.build import BuildError, build_book, fingerprint

CONFIG = """
title: A small book
only_build_toc_files: true
execute: {execute_notebooks: "off"}
sphinx: {config: {html_theme: basic, html_theme_options: {}, language: en-GB,
  suppress_warnings: [myst.domains],
  extensions: [myst_nb, jupyter_book, sphinx_external_toc, sphinx_comments]}}
"""
TOC = """
format: jb-book
root: book/index
chapters: [{file: book/second}]
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A checkout with a book of two pages, in a folder with a hard name."""
    checkout = tmp_path / "Elgin & Förres"
    for folder in ("book", "modules", "exercises", "data", "src/playbook"):
        (checkout / folder).mkdir(parents=True)
    (checkout / "_config.yml").write_text(CONFIG)
    (checkout / "_toc.yml").write_text(TOC)
    (checkout / "book" / "index.md").write_text("# Home\n\nWelcome.\n")
    (checkout / "book" / "second.md").write_text("# Second\n\nMore.\n")
    (checkout / "data" / "figures.csv").write_text("1\n")
    return checkout


def silent(_: str) -> None:
    """Say nothing."""


def test_a_book_is_built_once_and_again_only_when_something_changed(small: Path) -> None:
    first = build_book(small, say=silent)
    assert first.built
    assert (first.folder / "book" / "index.html").is_file()
    assert not build_book(small, say=silent).built
    (small / "book" / "second.md").write_text("# Second\n\nDifferent words.\n")
    assert build_book(small, say=silent).built
    assert "Different words" in (first.folder / "book" / "second.html").read_text()
    assert build_book(small, every_page=True, say=silent).built


def test_progress_is_said_in_plain_words(small: Path) -> None:
    said: list[str] = []
    build_book(small, say=said.append)
    assert said
    assert all(line.startswith(("Reading pages: ", "Writing pages: ")) for line in said)
    assert said[-1].endswith("100%")


def test_a_warning_fails_the_build_and_the_next_build_tries_again(small: Path) -> None:
    (small / "book" / "second.md").write_text("# Second\n\n[nowhere](missing.md)\n")
    for _ in range(2):
        with pytest.raises(BuildError) as problem:
            build_book(small, say=silent)
        words = str(problem.value)
        assert words.startswith("The book was not built:")
        assert "book/second.md" in words.replace("\\", "/")
        assert "missing.md" in words
        assert str(small / "book") not in words
        assert "The whole log is in" in words
    (small / "book" / "second.md").write_text("# Second\n")
    assert build_book(small, say=silent).built


def test_a_folder_that_is_no_checkout_is_said(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"has no _toc.yml"):
        build_book(tmp_path)


def test_a_deleted_book_is_built_again(small: Path) -> None:
    book = build_book(small, say=silent)
    (book.folder / "index.html").unlink()
    assert build_book(small, say=silent).built


Change = Callable[[Path], object]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("pages", lambda c: (c / "book" / "index.md").write_text("# Home, again\n")),
        ("pages", lambda c: (c / "modules" / "new.ipynb").write_text("{}")),
        ("pages", lambda c: (c / "book" / "second.md").unlink()),
        ("engine", lambda c: (c / "data" / "figures.csv").write_text("2\n")),
        ("engine", lambda c: (c / "src" / "playbook" / "new.py").write_text("")),
        ("engine", lambda c: (c / "_toc.yml").write_text(TOC + "\n")),
        ("engine", lambda c: (c / "modules" / "questions.yml").write_text("")),
        ("engine", lambda c: (c / "data" / "figures.csv").rename(c / "data" / "renamed.csv")),
    ],
)
def test_what_changed_decides_how_much_is_built(small: Path, part: str, change: Change) -> None:
    before = fingerprint(small)
    change(small)
    after = fingerprint(small)
    assert {name for name in after if after[name] != before[name]} == {part}


@pytest.mark.parametrize(
    "path", ["book/.draft.md", "src/playbook/__pycache__/a.pyc", "_build/x.md", "notes.md"]
)
def test_what_no_reader_sees_does_not_count(small: Path, path: str) -> None:
    before = fingerprint(small)
    (small / path).parent.mkdir(exist_ok=True)
    (small / path).write_text("x")
    assert fingerprint(small) == before


def test_dates_do_not_count(small: Path) -> None:
    before = fingerprint(small)
    (small / "data" / "figures.csv").touch()
    assert fingerprint(small) == before


def test_a_change_to_what_pages_are_made_with_builds_every_page(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    (small / "_build" / "html").mkdir(parents=True)
    (small / "_build" / "html" / "index.html").write_text("")
    monkeypatch.setattr(build, "_run_jupyter_book", lambda _, every, __: asked.append(every))
    build_book(small)
    (small / "book" / "index.md").write_text("# Home, again\n")
    build_book(small)
    (small / "data" / "figures.csv").write_text("2\n")
    build_book(small)
    build_book(small)
    assert asked == [True, False, True]
