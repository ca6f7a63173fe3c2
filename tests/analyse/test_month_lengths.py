"""A month's total and the beds it filled can tell different stories."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.analyse import month_lengths
from playbook.data import load, published


def test_february_looks_better_than_it_is_in_the_sample():
    sample = load("delayed_discharges").monthly(
        area="Moray", age="18plus", reason="All Delay Reasons"
    )

    assert month_lengths(sample).sentence() == (
        "Bed days rose by 108 from February 2025 (28 days) to March 2025 (31 days). "
        "But the beds filled on an average day stayed at 36."
    )


def test_in_moray_bed_days_rose_while_beds_fell():
    moray = published("moray_delayed_bed_days_monthly").monthly(age="18plus")

    found = month_lengths(moray)

    assert found.table["bed_days"].tolist()[-3:] == [1015, 1020, 1113]
    assert found.sentence() == (
        "Bed days rose by 69 from February 2025 (28 days) to March 2025 (31 days). "
        "But the beds filled on an average day fell to 37.1."
    )


@pytest.mark.parametrize(
    ("values", "first"),
    [([1116, 1116], "2025-07"), ([900, 1200], "2025-04"), ([1000], "2025-04")],
    ids=["months of one length", "both rose", "one month"],
)
def test_where_totals_and_beds_agree_nothing_is_pointed_out(values, first):
    index = pd.date_range(first, periods=len(values), freq="MS")

    found = month_lengths(pd.Series(values, index=index))

    assert found.pair.empty
    assert "tell the same story" in found.sentence()


def test_months_with_a_gap_between_them_are_not_neighbours():
    index = pd.to_datetime(["2025-01-01", "2025-03-01"])

    assert month_lengths(pd.Series([1000, 1000], index=index)).pair.empty


@settings(deadline=None)
@given(st.lists(st.integers(0, 5000), min_size=1, max_size=40))
def test_beds_times_days_is_bed_days(values):
    index = pd.date_range("2020-01-01", periods=len(values), freq="MS")

    table = month_lengths(pd.Series(values, index=index), last=len(values)).table

    assert (table["average_beds"] * table["days"]).round(6).tolist() == values
