"""Periods as publishers write them."""

import pandas as pd
import pytest

from playbook.data.periods import PERIODS, financial_year

WRITTEN = [
    ("month", "201607", "2016-07-01", 31, "July 2016"),
    ("quarter", "2017Q4", "2017-10-01", 92, "October to December 2017"),
    ("year", "2024", "2024-01-01", 366, "2024"),
    ("financial year", "2022/23", "2022-04-01", 365, "2022/23"),
    ("financial year", "1999/00", "1999-04-01", 366, "1999/00"),
    ("week", "20150222", "2015-02-22", 7, "week ending 22 February 2015"),
    ("date", "20241001", "2024-10-01", 1, "1 October 2024"),
    ("day", "2024-10-01", "2024-10-01", 1, "1 October 2024"),
    ("year or quarter", "2023/24", "2023-04-01", 91, "the period that begins in April 2023"),
    ("year or quarter", "Jan-Mar 2024", "2024-01-01", 91, "the period that begins in January 2024"),
]


@pytest.mark.parametrize(("name", "text", "start", "days", "label"), WRITTEN)
def test_a_period_has_a_start_a_length_and_a_name(name, text, start, days, label):
    period = PERIODS[name]
    found = period.read(text)
    assert found == pd.Timestamp(start)
    assert period.days(found) == days
    assert period.label(found) == label


@pytest.mark.parametrize(
    ("name", "text"),
    [("month", "20167"), ("month", "201600"), ("month", "٢٠١٦٠٧"), ("quarter", "2017Q5"),
     ("financial year", "2022/24"), ("week", "20150230"), ("year", "202"), ("year", "9999"),
     ("week", "20150223"), ("date", "20240230"), ("day", "20240301"),
     ("year or quarter", "Feb-Apr 2024"), ("year or quarter", "2023/25")],
)  # fmt: skip
def test_what_is_not_a_period_gives_nothing(name, text):
    assert PERIODS[name].read(text) is None


def test_periods_follow_each_other_without_a_gap():
    quarter = PERIODS["quarter"]
    first, last = quarter.read("2017Q4"), quarter.read("2018Q3")
    assert [quarter.label(start)[:3] for start in quarter.between(first, last)] == [
        "Oct", "Jan", "Apr", "Jul",
    ]  # fmt: skip


def test_a_financial_year_begins_in_april():
    assert financial_year(pd.Timestamp("2024-03-31")) == "2023/24"
    assert financial_year(pd.Timestamp("2024-04-01")) == "2024/25"
