"""What a paper may be made of, and what is refused."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.markup import PlainError
from playbook.publish.documents import Document, Heading, Picture, Table
from playbook.publish.documents.text import cells, clean, in_cell, in_one_line

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"title": " "}, "A paper needs a title."),
        ({"status": "redy"}, 'Did you mean "ready"?'),
        ({"blocks": (Heading("Deep", 2),)}, "comes at most level 1"),
        ({"blocks": (Heading("One"), Heading("Three", 3))}, "comes at most level 2"),
        ({"blocks": (Heading(" "),)}, "A heading needs words."),
    ],
)
def test_a_paper_that_would_not_read_well_is_refused(parts: dict[str, object], said: str) -> None:
    whole = {"title": "A plan", "kind": "Plan", "date": DAY, "blocks": ()} | parts
    with pytest.raises(PlainError) as refused:
        Document(**whole)  # type: ignore[arg-type]
    assert said in str(refused.value)


def test_a_table_needs_a_caption_columns_and_rows_that_fit() -> None:
    with pytest.raises(PlainError, match="needs a caption"):
        Table(caption="", columns=("a",), rows=())
    with pytest.raises(PlainError, match="has no columns"):
        Table(caption="Beds", columns=(), rows=())
    with pytest.raises(PlainError, match="row 2 does not fit"):
        Table(caption="Beds", columns=("a",), rows=((1,), (1, 2)))
    with pytest.raises(PlainError, match="one share for each of its 1 columns"):
        Table(caption="Beds", columns=("a",), rows=(), shares=(1, 2))


def test_a_figure_needs_words_for_those_who_cannot_see_it() -> None:
    with pytest.raises(PlainError, match="needs alternative text"):
        Picture(image=b"", alt=" ", caption="Delays")


def test_a_missing_value_of_a_table_is_an_empty_cell() -> None:
    frame = pd.DataFrame({"Place": ["Keith", None], "Beds": [4.0, float("nan")]})
    table = Table.from_frame(frame, "Beds")
    assert list(cells(table.rows)) == [("Keith", "4"), ("", "")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'=1"),
        ("-12", "-12"),
        ("−4.5%", "−4.5%"),
        ("+£1,200", "+£1,200"),
        ("-", "-"),
        ("a = b", "a = b"),
    ],
)
def test_a_cell_never_begins_what_a_spreadsheet_would_run(typed: str, kept: str) -> None:
    assert in_cell(typed) == kept


@given(st.text())
def test_cleaned_text_has_nothing_that_xml_forbids_and_is_stable(text: str) -> None:
    plain = clean(text)
    assert clean(plain) == plain
    assert all(each in "\n\t" or each >= " " for each in plain)
    assert not any(0xD800 <= ord(each) <= 0xDFFF for each in plain)
    assert "\n" not in in_one_line(text)
