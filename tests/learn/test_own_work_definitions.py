"""Every way in which a rating, a checklist, a worksheet or a piece of advice can be wrong."""

from pathlib import Path

import pytest
import yaml

from playbook.learn.definitions import read_notebook
from playbook.learn.types import TYPES

GOOD = Path(__file__).parent / "own-work.yml"
RATE, CHECK, SHEET, NAMED, INLINE = range(5)
A = "activities"
STATEMENTS, ITEMS = (A, RATE, "statements"), (A, CHECK, "items")
BOX, TABLE = (A, SHEET, "fields", 0), (A, SHEET, "fields", 1)
OPTION = (A, INLINE, "questions", 0, "options", 0)
BAD = [
    (STATEMENTS, [], "expected at least 3, found 0"),
    ((*STATEMENTS, 0, "next"), ..., '"next" is missing'),
    ((*STATEMENTS, 0, "evidence"), ..., '"evidence" is missing'),
    ((*STATEMENTS, 0, "id"), "views-heard", 'the statement "views-heard" is used more than once'),
    ((*STATEMENTS, 0, "id"), "Needs", "cannot be an id"),
    ((A, RATE, "scale"), ["No", "Yes"], "expected 3 to 5 words, lowest first, found 2"),
    ((A, RATE, "scale"), ["No", "Yes", "Yes"], "expected words that all differ"),
    ((A, RATE, "scale"), "Not yet to fully", "expected a list of texts"),
    ((A, RATE, "statments"), [], 'Did you mean "statements"?'),
    (ITEMS, [], "expected at least 3, found 0"),
    ((*ITEMS, 0, "why"), ..., '"why" is missing'),
    ((*ITEMS, 0, "id"), "roles", 'the item "roles" is used more than once'),
    ((*ITEMS, 0, "owner"), "x", '"owner" is not one of the fields here: id, text, why'),
    ((A, SHEET, "fields"), [], "expected at least 1, found 0"),
    ((*BOX, "label"), ..., '"label" is missing'),
    ((*BOX, "id"), "drivers", 'the field "drivers" is used more than once'),
    ((*BOX, "lines"), 0, "expected a whole number from 1 to 12, found 0"),
    ((*BOX, "lines"), "three", 'expected a number, found "three"'),
    ((*BOX, "rows"), 2, '"rows" is not one of the fields here'),
    ((*TABLE, "rows"), 21, "expected a whole number from 1 to 20, found 21"),
    ((*TABLE, "rows"), 2.5, "expected a whole number from 1 to 20, found 2.5"),
    ((*TABLE, "lines"), 2, '"lines" is not one of the fields here'),
    ((*TABLE, "columns"), [], "expected at least 1, found 0"),
    ((*TABLE, "columns", 0, "id"), "idea", 'the column "idea" is used more than once'),
    ((*TABLE, "columns", 0, "label"), ..., '"label" is missing'),
    ((A, SHEET, "example"), 3, "expected text, found the number 3"),
    ((A, NAMED, "policy"), "aproach", 'Did you mean "approach"?'),
    ((A, NAMED, "show"), "every", '"show" is not one of the fields here'),
    ((A, INLINE, "show"), "leding", 'Did you mean "leading"?'),
    ((A, INLINE, "show"), ..., '"show" is missing'),
    ((A, INLINE, "none"), ..., '"none" is missing'),
    ((A, INLINE, "results", 0, "link"), "/modules/x.html", "expected a page of the book"),
    ((A, INLINE, "results", 1), {"id": "cycle", "name": "x", "text": "x"}, "is already used"),
    ((A, INLINE, "questons"), [], 'Did you mean "questions"?'),
    ((*OPTION, "points"), {"cicle": 2}, 'Did you mean "cycle"?'),
    ((*OPTION, "because"), ..., '"because" is missing'),
]


@pytest.fixture
def content():
    return yaml.safe_load(GOOD.read_text(encoding="utf-8"))


def test_a_good_file_is_read_whole(own_work):
    kinds = ["rate", "checklist", "worksheet", "advise", "advise"]
    assert [one.type for one in own_work.activities] == kinds
    assert set(kinds) <= set(TYPES)
    assert own_work.activity("our-needs").scale == ("Not yet", "In part", "Mostly", "Fully")
    drivers = own_work.activity("aim-and-drivers").fields[1]
    assert [column.id for column in drivers.columns] == ["driver", "idea"]
    assert len(own_work.activity("which-approach").policy.questions) == 7
    assert own_work.activity("where-to-start").policy.show == "every"


@pytest.mark.parametrize(
    ("path", "value", "told"), BAD, ids=[f"{'.'.join(map(str, p))}={v!r}" for p, v, _ in BAD]
)
def test_a_mistake_is_named_with_its_place(content, problems, change, path, value, told):
    change(content, path, value)
    found = problems(content, "own-work.yml")
    assert any(told in problem for problem in found), found
    assert all(problem.startswith("own-work.yml, line ") for problem in found)


def test_a_mistake_in_a_policy_hides_no_other_mistake(content, problems, change):
    change(content, (*OPTION, "points"), {"cicle": 2})
    change(content, (*ITEMS, 0, "why"), ...)
    found = problems(content, "own-work.yml")
    assert len(found) == 2
    assert "activities 2 (six-things), items 1 (purpose)" in found[0]
    assert "activities 5 (where-to-start), questions 1 (new), options 1, points, cicle" in found[1]


def test_another_scale_may_be_given(content, change, tmp_path):
    change(content, (A, RATE, "scale"), ["Never", "Sometimes", "Always"])
    path = tmp_path / "own-work.yml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    assert read_notebook(path).activity("our-needs").scale == ("Never", "Sometimes", "Always")
