"""Records, dates, scores and numbers, as every stage reads them."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from playbook.inputs import (
    check_confidence,
    check_number,
    check_same_length,
    check_share,
    check_whole,
    is_blank,
    read_day,
    read_numbers,
    read_records,
    read_score,
)


def test_tables_and_lists_give_the_same_records():
    rows = [{"name": " A ", "score": 3}, {"name": "B", "score": None}]
    read = {"needed": ["name", "score"], "optional": ["note"]}
    from_list = read_records(rows, "thing", **read)
    assert from_list == [
        {"name": "A", "score": 3, "note": None}, {"name": "B", "score": None, "note": None},
    ]  # fmt: skip
    assert read_records(pd.DataFrame(rows), "thing", **read) == from_list


@pytest.mark.parametrize("blank", [None, "", " ", float("nan"), pd.NA, pd.NaT, [], {}, ()])
def test_blanks_are_blank(blank):
    assert is_blank(blank)


@pytest.mark.parametrize("value", [0, False, "0", [0], date(2024, 1, 1)])
def test_zero_and_no_are_not_blank(value):
    assert not is_blank(value)


@pytest.mark.parametrize(
    "day", ["2024-03-31", "31 March 2024", date(2024, 3, 31), datetime(2024, 3, 31, 9),
            pd.Timestamp("2024-03-31")],
)  # fmt: skip
def test_a_day_may_be_written_in_several_ways(day):
    assert read_day(day, "when") == date(2024, 3, 31)


@pytest.mark.parametrize("day", ["31/03/2024", "March", 20240331, "2024-02-30"])
def test_a_day_that_could_be_another_is_refused(day):
    with pytest.raises(ValueError, match="Write a date like 2024-03-31"):
        read_day(day, "when")


@pytest.mark.parametrize("score", [3, 3.0, np.int64(3), np.float64(3)])
def test_a_whole_number_is_a_score(score):
    assert read_score(score, "power", 1, 5) == 3


@pytest.mark.parametrize("score", [0, 6, 2.5, "3", None, True, float("nan"), float("inf")])
def test_anything_else_is_not_a_score(score):
    with pytest.raises(ValueError, match="power is"):
        read_score(score, "power", 1, 5)


# Numbers


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: check_number("12", "beds"), "beds is '12'. It must be a number"),
        (lambda: check_number(True, "beds"), "beds is True"),
        (lambda: check_number(None, "beds"), "beds is missing"),
        (lambda: check_number("*", "beds"), "hidden is not zero"),
        (lambda: check_number(float("inf"), "beds"), "known and finite"),
        (lambda: check_number(-1_250_000, "cost"), "cost is -1,250,000. It must be at least 0"),
        (lambda: check_number(3, "beds", most=2), "at most 2"),
        (lambda: check_number(0, "people", above=0), "above 0"),
        (lambda: check_share(85, "occupancy"), "85% is 0.85"),
        (lambda: check_confidence(95), "95% is 0.95"),
        (lambda: check_whole(2.5, "days"), "a whole number from 0 up"),
        (lambda: read_numbers("12", "events"), "events must be a list of numbers"),
        (lambda: read_numbers([], "events"), "at least one number"),
        (lambda: read_numbers([[1, 2]], "events"), "one list"),
        (lambda: read_numbers([1, -2], "events"), "events, number 2, is -2"),
        (lambda: read_numbers(pd.Series({"90+": None, "85-89": 1}), "events"), "events, at 90+,"),
        (lambda: check_same_length(np.ones(2), np.ones(3), ("events", "people"), "band"),
         "2 events but 3 people"),
    ],
)  # fmt: skip
def test_numbers_that_cannot_be_are_refused_by_name_and_place(wrong, words):
    with pytest.raises(ValueError) as problem:  # noqa: PT011 - the words are looked at below
        wrong()
    assert words in str(problem.value)


def test_whole_numbers_stay_whole_and_lists_become_numbers():
    assert repr(check_number(77, "beds")) == "77"
    assert repr(check_number(np.float64(77.5), "beds")) == "77.5"
    assert check_whole(3.0, "days") == 3
    assert read_numbers(pd.Series([1, 2]), "events").dtype == np.float64
    assert read_numbers([-5], "flows", least=-np.inf).tolist() == [-5]
