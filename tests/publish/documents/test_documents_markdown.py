"""A paper as Markdown, and how a paper gets into a file."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from playbook.markup import PlainError
from playbook.publish.documents import (
    Document,
    Heading,
    Paragraph,
    Table,
    to_markdown,
    write_document,
)


def rendered(document: Document) -> str:
    return (
        MarkdownIt("commonmark", {"html": True}).enable("table").render(to_markdown(document).text)
    )


def test_the_paper_reads_as_headings_tables_and_lists(paper: Document) -> None:
    page = rendered(paper)
    assert "<h1>Home First: a case</h1>" in page
    assert "<h3>1.1 Who waits</h3>" in page
    assert page.count("<table>") == 4
    assert "<ol>\n<li>First</li>" in page
    assert "Status: draft" in page


def test_pictures_come_beside_the_text_with_their_words(paper: Document) -> None:
    written = to_markdown(paper, "its-pictures")
    assert "![A line that falls](<its-pictures/figure-1.png>)" in written.text
    assert written.pictures["figure-1.png"].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "typed",
    [
        "<b>bold</b>",
        "# heading",
        "1. list",
        "- item",
        "> quote",
        "[link](http://bad.example)",
        "![picture](http://bad.example)",
        "`code` *strong* _soft_ ~gone~",
        "a | b",
        "http://plain.example &amp;",
        "---",
        "=1+1",
    ],
)
def test_whatever_was_typed_comes_out_as_it_was_typed(paper: Document, typed: str) -> None:
    from html import escape

    alone = Document(title="A", kind="B", date=paper.date, blocks=(Paragraph(typed),))
    assert f"<p>{escape(typed)}</p>" in rendered(alone)


def test_a_bar_in_a_cell_does_not_begin_another(paper: Document) -> None:
    table = Table(caption="A", columns=("x|y", "z"), rows=(("a|b", "=c|d"),))
    page = rendered(Document(title="A", kind="B", date=paper.date, blocks=(table,)))
    assert "<td>a|b</td>\n<td>'=c|d</td>" in page


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_a_file_that_is_there_is_never_written_over(
    paper: Document, tmp_path: Path, ending: str
) -> None:
    path = write_document(paper, tmp_path / f"case{ending}")
    path.write_bytes(b"what a person wrote")
    with pytest.raises(PlainError, match="is there already"):
        write_document(paper, path)
    assert path.read_bytes() == b"what a person wrote"


def test_an_unknown_kind_of_file_is_refused_with_the_kinds_there_are(
    paper: Document, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=r'Did you mean "\.docx"'):
        write_document(paper, tmp_path / "case.doc")


def test_a_fault_in_the_paper_leaves_no_file(paper: Document, tmp_path: Path) -> None:
    from playbook.publish.documents import Picture

    wrong = Document(
        title="A",
        kind="B",
        date=paper.date,
        blocks=(Heading("A"), Picture(image=b"", alt="A", caption="B")),
    )
    with pytest.raises(PlainError):
        write_document(wrong, tmp_path / "case.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_no_files_is_said_in_words(
    paper: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Path.open

    def full(path: Path, mode: str = "r", **others: object) -> object:
        if mode == "xb" and path.suffix == ".png":
            raise OSError(28, "No space left on device")
        return usual(path, mode, **others)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(PlainError, match="the disk is not full"):
        write_document(paper, tmp_path / "case.md")
    assert not (tmp_path / "case.md").exists()
