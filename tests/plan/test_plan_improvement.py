"""Aims, ideas and tests of change: what is read, what is told, and what is refused."""

import pandas as pd
import pytest

from playbook.plan import check_aim, driver_ideas, pdsa_cycles, three_kinds

AIM = {
    "what": "Calls",
    "from": 65,
    "to": 32,
    "unit": "in two weeks",
    "by": "2027-03-31",
    "counted": "The log",
    "for_whom": "Families",
}
TEST = {
    "idea": "Ring",
    "begun": "2026-01-05",
    "how_many": 1,
    "what_is_counted": "calls",
    "predicted": 1,
    "happened": 1,
    "learned": "It works at eight.",
    "act": "adapt",
}
DRIVERS = pd.DataFrame(
    {"driver": ["A", "A", "B"], "in_detail": ["a", "a", "b"], "idea": ["x", "y", "z"]}
)


def tried(*changes):
    return pdsa_cycles(pd.DataFrame([{**TEST, **each} for each in changes]))


def test_a_whole_aim_has_no_problem():
    assert check_aim(AIM, today="2026-01-31").problems == ()


def test_an_aim_for_more_is_more():
    aim = check_aim({**AIM, "from": 20, "to": 30}, today="2026-01-31")
    assert not aim.fewer
    assert "That is 50% more." in aim.sentence()


def test_an_aim_that_starts_at_nothing_has_no_share():
    aim = check_aim({**AIM, "from": 0, "to": 5}, today="2026-01-31")
    assert aim.percent == 0
    assert "%" not in aim.sentence()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"to": 65}, "the same"),
        ({"by": "2020-01-01"}, "has passed"),
        ({"for_whom": ""}, "names nobody"),
        ({"counted": None}, "who counted the start"),
    ],
)
def test_what_makes_an_aim_weaker_is_told(change, told):
    (problem,) = check_aim({**AIM, **change}, today="2026-01-31").problems
    assert told in problem


def test_each_driver_keeps_its_own_ideas():
    found = driver_ideas(DRIVERS, ["x", "q"])
    assert found.tree == {"A": {"a": ["x", "y"]}, "B": {"b": ["z"]}}
    assert found.drivers_untested == ("B",)
    assert found.not_drawn == ("q",)


@pytest.mark.parametrize(
    ("change", "turned_out"),
    [({}, "as predicted"), ({"happened": 0}, "better"), ({"happened": 2}, "worse"),
     ({"predicted": ""}, "no prediction"), ({"happened": None, "act": ""}, "not known yet")],
)  # fmt: skip
def test_a_result_is_set_against_its_prediction(change, turned_out):
    assert tried(change).table["turned_out"].tolist() == [turned_out]


def test_where_more_is_better_the_verdict_turns():
    rows = pd.DataFrame([{**TEST, "happened": 2}])
    assert pdsa_cycles(rows, fewer=False).table["turned_out"].tolist() == ["better"]


def test_tests_are_told_in_the_order_in_which_they_began():
    found = tried({"begun": "2026-02-02", "how_many": 5}, {})
    assert found.table["how_many"].tolist() == [1, 5]
    assert found.table["test"].tolist() == [1, 2]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([{"how_many": 40}], "begins with 40"),
        ([{}, {"begun": "2026-02-02", "how_many": 6}], "from 1 to 6 in one step"),
        ([{"happened": ""}], "before anything was counted"),
        ([{"learned": ""}], "what was learned"),
        ([{"happened": 3, "act": "adopt"}], "worse than predicted"),
    ],
)
def test_what_keeps_a_test_from_teaching_is_told(changes, told):
    (problem,) = tried(*changes).problems
    assert told in problem


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: check_aim({**AIM, "goal": 1}), "parts of an aim"),
        (lambda: check_aim({**AIM, "unit": ""}), "'unit' yet"),
        (lambda: tried({"act": "spread"}), "adopt"),
        (lambda: tried({"how_many": 0}), "how_many of test 1"),
        (lambda: tried({"predicted": "few"}), "predicted of test 1"),
        (lambda: driver_ideas(DRIVERS.assign(idea="x")), "stands twice"),
        (lambda: driver_ideas(DRIVERS.assign(driver="")), "driver"),
        (lambda: three_kinds(pd.DataFrame({"measure": ["a"], "kind": ["input"]})), "outcome"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(call, said):
    with pytest.raises(ValueError, match=said):
        call()
