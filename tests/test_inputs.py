"""Records, dates and scores, as every stage reads them."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from playbook.inputs import is_blank, read_day, read_records, read_score


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
