"""The quick reader reads clean files as the slow reader does, and leaves the others alone."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playbook.data.opening import _rows, header_of, open_text
from playbook.data.quick import quick_text
from playbook.data.text import Cells, Text

CELL = st.text(alphabet="ab0Äß€ ,'\"\n\r;", max_size=20) | st.sampled_from(["", "S12000020"])


def cells(text: Text) -> list[list[str]]:
    return [[column.texts[code] for code in column.codes] for column in text.columns]


def alike(quick: Text, content: str) -> bool:
    slow, problems = _rows(content)
    return (
        slow is not None
        and not problems
        and slow.header == quick.header
        and cells(slow) == cells(quick)
        and slow.numbers.tolist() == quick.numbers.tolist()
        and [column.texts for column in slow.columns] == [c.texts for c in quick.columns]
    )


@settings(max_examples=300, deadline=None)
@given(content=st.text(alphabet='ab",\n\r0é', max_size=60))
@example('a,b\n"x","y"\n')
@example('a,b\n"x""z",y\n')
@example('a,b\n"x,z",y')
@example("a,b\r\n1,\r\n,2\r\n")
@example("a,b\n1,2\n,\n3,4\n")
@example("a,b\n\n1,2\n")
@example('a,b\nx"y",z"\n')
@example('a,b\n"x"y,z\n')
@example('a,b\n,""\n,')
@example(',""0\n0,')
def test_whatever_the_quick_reader_accepts_the_slow_one_reads_alike(content):
    quick = quick_text(content.encode(), "utf-8")
    assert quick is None or alike(quick, content)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=12),
    ends=st.sampled_from(["\n", "\r\n"]),
    quotes=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_a_program_writes_is_read_back_by_one_reader_or_the_other(rows, ends, quotes):
    out = io.StringIO()
    csv.writer(out, lineterminator=ends, quoting=quotes).writerows([["x", "y", "z"], *rows])
    content = out.getvalue()
    quick = quick_text(content.encode(), "utf-8")
    assert quick is None or alike(quick, content)
    if not set('"\r\n') & set("".join(map("".join, rows))) and all(map("".join, rows)):
        assert quick is not None


NOT_CLEAN = ["a\n1\n", "a,b\n1\n", "a,b\n1,2,3\n", "a,b\n", "a,b\r1,2\r", 'a,b\n"1,2\n', ""]


@pytest.mark.parametrize("content", NOT_CLEAN)
def test_a_file_that_is_not_clean_is_left_to_the_slow_reader(content):
    assert quick_text(content.encode(), "utf-8") is None


def test_long_cells_and_many_different_cells_are_kept_whole():
    rows = [(f"{number:07}" * 3, "é" * 70 + str(number)) for number in range(500)]
    content = "a,b\n" + "".join(f"{a},{b}\n" for a, b in rows)
    text = quick_text(content.encode(), "utf-8")
    assert text is not None
    assert list(zip(*cells(text), strict=True)) == rows
    assert isinstance(text.columns[0], Cells)


def test_a_header_is_read_without_the_rest(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b'\xef\xbb\xbf\n"Mon,th",CA\r\n' + b"1,2\r\n" * 50_000)
    assert header_of(path) == ("Mon,th", "CA")
    assert header_of(tmp_path / "none.csv") == ()
    path.write_bytes(b"PK\x03\x04")
    assert header_of(path) == ()


def test_cp1252_is_read_by_the_quick_reader_too(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes("a,b\nCafé,1\n".encode("cp1252"))
    text, problems = open_text(path)
    assert (cells(text), problems) == ([["Café"], ["1"]], [])
