"""The picture of a group: right counts, small groups hidden, and no harm from any file."""

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.learn.definitions import catalogue, find_notebook
from playbook.markup import PlainError
from playbook.publish.cohort.counting import count, hide
from playbook.publish.cohort.picture import as_csv, picture, write_picture
from playbook.publish.cohort.reading import HandedIn, read_folder
from playbook.publish.documents import to_html

MODULE = "commissioning-cycle"
BOOKS = catalogue()
FIRST = find_notebook(MODULE).activity("first-move")
RIGHT = next(option.text for option in FIRST.options if option.right)
WRONG = next(option.text for option in FIRST.options if not option.right)


def record(right: bool, *, attempts: int = 1, saved: int = 0, **others: object) -> dict:
    done = {"id": "first-move", "answer": [RIGHT if right else WRONG], "correct": right}
    return {
        "schema": "playbook-learning-record",
        "schema_version": 1,
        "saved": f"2026-11-22T10:00:{saved:02}Z",
        "name": "Somebody Real",
        "modules": [{"id": MODULE, "activities": [{**done, "attempts": attempts}]}],
        **others,
    }


def put(folder: Path, records: list[dict]) -> Path:
    for at, each in enumerate(records):
        (folder / f"{at}.json").write_text(json.dumps({**each, "saved": str(at)}))
    return folder


def rating(value: str) -> dict:
    answer = {"data-in-time": {"rating": value, "evidence": "secret words"}}
    done = {"id": "support-needs", "answer": answer, "correct": None, "attempts": 1}
    return record(True, modules=[{"id": "roles-and-skills", "activities": [done]}])


def test_questions_that_many_got_wrong_are_taught_again(tmp_path: Path) -> None:
    found = count(read_folder(put(tmp_path, [record(True)] * 5 + [record(False)] * 6)))
    (asked,) = found.questions
    assert (asked.answered, asked.first_try, asked.common) == (11, 5, WRONG)
    assert found.again == (asked,)


def test_right_at_a_later_try_is_not_right_at_the_first(tmp_path: Path) -> None:
    found = count(read_folder(put(tmp_path, [record(True, attempts=3)] * 6 + [record(True)] * 5)))
    assert found.questions[0].first_try == 5


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(3, 3, None), (4, 12, None), (8, 12, None), (7, 12, 7), (0, 9, 0), (9, 9, 9), (0, 4, None)],
)
def test_a_group_under_five_is_hidden_and_cannot_be_worked_out(part, whole, shown) -> None:
    assert hide(part, whole) == shown


def test_a_wrong_answer_of_fewer_than_five_people_is_not_told(tmp_path: Path) -> None:
    found = count(read_folder(put(tmp_path, [record(True)] * 8 + [record(False)] * 4)))
    assert found.questions[0].common == ""
    assert found.questions[0].first_try is None
    assert WRONG not in to_html(picture(found, (), date(2026, 11, 22)))


def test_support_needs_come_lowest_first_by_theme(tmp_path: Path) -> None:
    scale = find_notebook("roles-and-skills").activity("support-needs").scale
    found = count(read_folder(put(tmp_path, [rating(scale[0])] * 6 + [rating(scale[3])] * 5)))
    (need,) = found.needs
    assert (need.rated, need.low) == (11, 6)
    assert need.theme == "Roles and skills: Your support list"


def test_evaluation_forms_are_counted_and_small_groups_hidden(tmp_path: Path) -> None:
    rows = ["worth,part,name"] + ["Fully,Mostly,Ann"] * 6 + ["Fully,Not at all,Bob"]
    (tmp_path / "forms.csv").write_text("\n".join(rows))
    worth, part = count(read_folder(tmp_path)).forms
    assert worth.counts == (0, 0, 0, 7)
    assert part.counts == (None, 0, None, 0)


def test_damaged_and_foreign_files_are_listed_and_the_rest_is_used(tmp_path: Path) -> None:
    put(tmp_path, [record(False)] * 6)
    (tmp_path / "a.json").write_text('{"schema": ')
    (tmp_path / "b.json").write_text("[" * 100_000)
    (tmp_path / "c.json").write_text('{"schema": "another"}')
    (tmp_path / "d.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "e.json").write_text((tmp_path / "0.json").read_text())
    (tmp_path / "f.docx").write_bytes(b"PK")
    (tmp_path / "g.csv").write_text("a,b\n1,2\n")
    (tmp_path / "h.json").write_text(json.dumps(record(True, modules=[])))
    (tmp_path / "i.json").write_text(json.dumps(record(True, schema_version=2)))
    (tmp_path / "j.json").write_text(" " * 2_000_001)
    read = read_folder(tmp_path)
    assert len(read.records) == 6
    assert [each.name[0] for each in read.aside] == list("abcdefghij")
    assert all(each.why.endswith(".") for each in read.aside)


def test_no_name_and_no_words_of_a_person_reach_the_picture(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    put(folder, [rating("<script>alert(1)</script>")] * 6 + [record(False)] * 6)
    paths, _ = write_picture(folder, tmp_path / "out", date(2026, 11, 22))
    for path in paths[::2]:
        text = path.read_text(encoding="utf-8")
        for unwanted in ("Somebody Real", "secret words", "<script", "alert"):
            assert unwanted not in text
    assert {path.suffix for path in paths} == {".html", ".docx", ".csv"}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@given(ANYTHING, ANYTHING, ANYTHING)
def test_no_content_of_a_record_can_stop_the_count(
    tmp_path_factory, modules, answer, other
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    done = {"id": "first-move", "answer": answer, "correct": True, "attempts": other}
    lists = [
        modules,
        [modules, {"id": other, "activities": modules}],
        [{"id": MODULE, "activities": [modules, done, {**done, "id": "sort-work"}]}],
        [{"id": "roles-and-skills", "activities": [{**done, "id": "support-needs"}]}],
    ]
    put(folder, [record(True, modules=each) for each in lists])
    found = count(read_folder(folder), BOOKS)
    assert 1 <= found.people <= 4
    rows = list(csv.reader(StringIO(as_csv(found))))
    assert all(len(row) == 6 for row in rows)
    assert all(number == "[c]" for row in rows[1:] for number in row[3:5])


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(PlainError, match="is not a folder"):
        read_folder(tmp_path / "nowhere")


def test_an_empty_folder_gives_an_empty_picture(tmp_path: Path) -> None:
    assert count(HandedIn((), (), ())).questions == ()
    html = to_html(picture(count(read_folder(tmp_path)), (), date(2026, 11, 22)))
    assert "No question stands out" in html
