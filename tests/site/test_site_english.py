"""Plain English on every page: sentences of 25 words at most, reading grade 9 at most."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import textstat

LONGEST_SENTENCE = 25
HARDEST_GRADE = 9
NOT_PROSE = {"script", "style", "pre", "table", "svg", "nav", "button", "select", "noscript"}
BLOCKS = {"p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "legend", "label", "summary", "div", "td"}
SENTENCES_END_IN = {"p", "li", "dd", "legend", "label"}


class Prose(HTMLParser):
    """The running text of a page's main part: paragraphs, list items and answers, one by one.

    Tables, code, drawings and menus are passed over. Code inside a sentence and a formula count
    as one word each. Text hidden behind "Show the numbers" is a table, so it is not prose.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._open: list[str] = []
        self._text = ""
        self.feed(html[html.index("<main") : html.index("</main>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._close()
        if tag in {"code", "math"}:
            self._text += " code "
        if dict(attrs).get("class") == "pb-sample":
            tag = "button"  # a badge is not part of the sentence that it stands before
        if tag not in {"input", "br", "img", "hr", "meta", "link", "path", "circle", "rect"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._close(keep=tag in SENTENCES_END_IN)
        if tag == "span" and self._open[-1:] == ["button"]:
            self._open.pop()
        elif tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not NOT_PROSE.intersection(self._open) and not {"code", "math"}.intersection(self._open):
            self._text += data

    def _close(self, keep: bool = True) -> None:
        text, self._text = " ".join(self._text.split()), ""
        if keep and len(text.split()) > 2:
            self.blocks.append(text)


def sentences(block: str) -> list[str]:
    """Split a block at the ends of its sentences, and a list at its colon and semicolons."""
    ends = r"(?<=[.!?:])[”’\")]?\s+(?=[“‘\"(]?[A-Z0-9])|;\s+"
    return [part for part in re.split(ends, block) if part]


def words(sentence: str) -> int:
    return len(re.findall(r"[\w£%][\w£%.,’'-]*", sentence))


@pytest.fixture
def prose(site: Path, written_page: str) -> list[str]:
    return Prose((site / f"{written_page}.html").read_text(encoding="utf-8")).blocks


def test_no_sentence_is_longer_than_25_words(prose: list[str]) -> None:
    long = [
        sentence
        for block in prose
        for sentence in sentences(block)
        if words(sentence) > LONGEST_SENTENCE
    ]
    assert long == []


def test_a_page_reads_at_grade_nine_or_easier(prose: list[str]) -> None:
    text = " ".join(block if block[-1] in ".!?" else f"{block}." for block in prose)
    assert textstat.flesch_kincaid_grade(text) <= HARDEST_GRADE


def test_the_reader_of_prose_passes_over_tables_and_code() -> None:
    html = (
        "<main><p>Count <code>a b c</code> first.</p><table><tr><td>1 2 3 4 5</td></tr></table>"
        "<pre>x = 1</pre><ul><li>One more thing</li></ul></main>"
    )
    assert Prose(html).blocks == ["Count code first.", "One more thing"]


def test_a_sentence_ends_where_a_reader_would_stop() -> None:
    told = "It was 3.5 days. “Why?” he asked. See Dr Gray's. 12 beds were full."
    assert len(sentences(told)) == 4
