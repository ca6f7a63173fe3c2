"""Every way in which an order, a judgement, a share, a poll or what follows can be wrong."""

from pathlib import Path

import pytest
import yaml

from playbook.learn.definitions import read_notebook

GOOD = Path(__file__).parent / "decisions.yml"
ORDER, JUDGE, LATER, SHARE, POINTS, POLL, SINGLE, _ = range(8)


@pytest.fixture
def content():
    return yaml.safe_load(GOOD.read_text(encoding="utf-8"))


def test_a_good_file_is_read_whole():
    notebook = read_notebook(GOOD)
    assert [one.type for one in notebook.activities] == [
        "order",
        "judge",
        "judge",
        "allocate",
        "allocate",
        "poll",
        "choice",
        "poll",
    ]
    assert notebook.activity("steps").question == "Put these in order, first at the top."
    assert notebook.activity("share-money").shares["carers"] == 200_000
    assert notebook.activity("six-weeks-later").follows.texts["act"].startswith("You took")


A = "activities"
FOLLOWS = (A, LATER, "follows")
LINES = (A, SHARE, "lines")
BAD = [
    ((A, ORDER, "items"), [], "expected at least 2, found 0"),
    ((A, ORDER, "items", 0, "text"), "Compare the options", "is used more than once"),
    ((A, ORDER, "items", 0, "feedback"), ..., '"feedback" is missing'),
    ((A, ORDER, "items", 0, "bin"), "plan", '"bin" is not one of the fields here'),
    ((A, JUDGE, "question"), ..., '"question" is missing'),
    ((A, JUDGE, "options", 0, "gains"), ..., '"gains" is missing'),
    ((A, JUDGE, "options", 0, "costs"), " ", "expected text, found nothing"),
    ((A, JUDGE, "options", 1, "id"), "wait", 'the option "wait" is used more than once'),
    ((A, JUDGE, "options"), [], "expected at least 2, found 0"),
    ((A, JUDGE, "expert", "leans"), "acts", 'Did you mean "act"?'),
    ((A, JUDGE, "expert", "reasons"), ..., '"reasons" is missing'),
    ((A, JUDGE, "expert"), ..., '"expert" is missing'),
    ((A, POLL, "options", 0, "reply"), ..., '"reply" is missing'),
    ((A, POLL, "options"), [{"text": "One", "reply": "Only."}], "expected at least 2, found 1"),
    ((A, SHARE, "total"), 0, "expected a total above 0, found 0"),
    ((A, SHARE, "unit"), ..., '"unit" is missing'),
    ((A, SHARE, "step"), 0, "expected a step above 0"),
    ((A, SHARE, "step"), 70_000, "the total, 600000, cannot be shared out in steps of 70000"),
    ((A, SHARE, "source"), ..., '"source" is missing'),
    ((A, SHARE, "sample"), "yes", 'expected true or false, found "yes"'),
    ((A, SHARE, "measures", 0, "id"), "carers", 'the measure "carers" is used more than once'),
    ((*LINES, 0, "id"), "carers", 'the line "carers" is used more than once'),
    ((*LINES, 0, "effects", "bed-day"), [[0, 0], [1, 1]], 'Did you mean "bed-days"?'),
    ((*LINES, 0, "effects", "bed-days"), [[0, 5], [10, 9]], "the first point must be [0, 0]"),
    ((*LINES, 0, "effects", "bed-days"), [[0, 0]], "expected at least 2 points"),
    ((*LINES, 0, "effects", "bed-days"), [[0, 0], [5, 1], [5, 2]], "the shares must rise"),
    ((*LINES, 0, "effects", "bed-days"), [[0, 0], "many"], "expected pairs of numbers"),
    ((*LINES, 0, "effects", "bed-days"), 900, "expected pairs of numbers"),
    ((A, SHARE, "remarks", 0, "line"), "carer", 'Did you mean "carers"?'),
    ((A, SHARE, "remarks", 0, "below"), ..., '"below" or "above" is needed'),
    ((A, SHARE, "remarks", 0, "below"), "little", "expected a number"),
    ((A, SHARE, "expert", "shares", "carers"), 1, "the shares add up to 400001, not to the total"),
    ((A, SHARE, "expert", "shares", "carers"), ..., '"carers" is missing'),
    ((A, SHARE, "expert", "shares", "cars"), 5, 'Did you mean "carers"?'),
    ((A, SHARE, "expert", "reasons"), ..., '"reasons" is missing'),
    ((*FOLLOWS, "activity"), "wintr", 'Did you mean "winter"?'),
    ((*FOLLOWS, "activity"), "share-money", "is not one of the activities above this one"),
    ((*FOLLOWS, "activity"), "steps", '"steps" cannot be followed'),
    ((*FOLLOWS, "texts", "act"), ..., 'there is no text for the option "act"'),
    ((*FOLLOWS, "texts", "acted"), "x", 'Did you mean "act"?'),
    ((*FOLLOWS, "texts", "act"), "", "expected text, found nothing"),
    ((*FOLLOWS, "otherwise"), ..., '"otherwise" is missing'),
    ((*FOLLOWS, "other"), "x", 'Did you mean "otherwise"?'),
    (FOLLOWS, "winter", "expected a group of fields"),
    ((A, SINGLE, "options", 0, "id"), ..., '"single" cannot be followed'),
    ((A, SINGLE, "many"), True, '"single" cannot be followed'),
    ((A, SINGLE, "options", 1, "id"), "board", 'the option "board" is used more than once'),
]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    BAD,
    ids=[f"{'.'.join(map(str, path))}={value!r}" for path, value, _ in BAD],
)
def test_a_mistake_is_named_with_its_place(content, problems, change, path, value, expected):
    change(content, path, value)
    found = problems(content, "decisions.yml")
    assert any(expected in problem for problem in found), found
    assert all(problem.startswith("decisions.yml, line ") for problem in found)


def test_a_judgement_has_at_most_five_options(content, problems):
    option = content[A][JUDGE]["options"][0]
    more = [option | {"id": f"more-{n}", "text": f"More {n}"} for n in range(3)]
    content[A][JUDGE]["options"] += more
    assert "expected at most 5, found 6" in problems(content, "decisions.yml")[0]


def test_a_text_cut_in_two_by_its_comma_is_told_to_stand_in_quotes(problems):
    text = GOOD.read_text(encoding="utf-8").replace(
        '{text: "Ask who is waiting, and why"', "{text: Ask who is waiting, and why"
    )
    found = problems(text, "decisions.yml")
    assert len(found) == 1
    assert "put a text that holds one in quotes" in found[0]
