"""The census day of delayed discharges."""

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.analyse import census_day


@given(st.integers(2016, 2100), st.integers(1, 12))
def test_the_census_is_on_the_last_thursday(year, month):
    weeks = calendar.monthcalendar(year, month)
    last = max(week[calendar.THURSDAY] for week in weeks)
    assert census_day(f"{year}-{month:02d}").day == last


def test_what_is_no_month_has_no_census():
    with pytest.raises(ValueError, match="month"):
        census_day("spring")
