"""Repeat attendance: thresholds, the curve, and small numbers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.analyse import repeat_attendance

COUNTS = [1] * 90 + [6] * 8 + [12] * 2


def test_thresholds_of_five_and_ten_count_people_and_attendances():
    table = repeat_attendance(COUNTS).table
    assert table["at_least"].tolist() == [5, 10]
    assert table["people"].tolist() == [10, 2]
    assert table["attendances"].tolist() == [72, 24]
    assert table["percent_of_attendances"].tolist() == pytest.approx(
        [100 * 72 / 162, 100 * 24 / 162]
    )


def test_the_curve_gives_the_share_of_those_who_came_most():
    found = repeat_attendance(COUNTS)
    assert found.top_share(0.1) == pytest.approx(72 / 162)
    assert found.top_share(0.02) == pytest.approx(24 / 162)
    assert found.top_share(1) == pytest.approx(1)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=200))
def test_the_curve_rises_from_nothing_to_all_and_never_dips_under_the_line(counts):
    found = repeat_attendance(counts)
    curve = found.lorenz
    assert found.attendances == sum(counts)
    assert found.people == len(counts)
    assert curve.iloc[0].tolist() == [0, 0]
    assert curve.iloc[-1].tolist() == pytest.approx([100, 100])
    gap = curve["percent_of_attendances"] - curve["percent_of_people"]
    assert gap.min() > -1e-9
    top = np.sort(counts)[::-1][: max(1, len(counts) // 2)].sum() / sum(counts)
    assert found.top_share(max(1, len(counts) // 2) / len(counts)) == pytest.approx(top)


def test_of_a_table_the_last_twelve_months_count_and_the_notices_say_so():
    april = pd.date_range("2023-04-01", periods=5).astype(str)
    days = ["2023-03-31", *april, "2024-03-31", "2024-04-02"]
    rows = pd.DataFrame({"person_id": list("aaaaaabb"), "attended": days})
    found = repeat_attendance(rows, until="2024-03-31")
    assert found.frequency.to_numpy().tolist() == [[1, 1], [5, 1]]
    assert found.notices[:2] == (
        "Attendances from 1 April 2023 to 31 March 2024 are counted.",
        "2 rows lie outside those days.",
    )


def test_small_counts_are_named_so_that_they_can_be_hidden():
    notices = repeat_attendance(COUNTS).notices
    assert notices[0] == "Fewer than 5 people came 10 or more times."
    assert notices[1].startswith("1 rows of the frequency table count fewer than 5 people.")


def test_words_and_picture_agree():
    found = repeat_attendance(COUNTS)
    assert found.sentence() == (
        "10 of 100 people (10.0%) came 5 times or more. They made 44.4% of 162 attendances."
    )
    assert "made 44.4% of attendances" in found.plot(name="repeat", source="Invented").alt


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: repeat_attendance([]), "at least one number"),
        (lambda: repeat_attendance([1, 0]), "at least 1"),
        (lambda: repeat_attendance([1.5]), "whole number"),
        (lambda: repeat_attendance([1], thresholds=[]), "at least one threshold"),
        (lambda: repeat_attendance([1], thresholds=[1]), "whole number from 2"),
        (lambda: repeat_attendance(pd.DataFrame({"visit": [1]})), "no column person"),
        (lambda: repeat_attendance(pd.DataFrame({"person": [None]})), "no person"),
        (
            lambda: repeat_attendance(
                pd.DataFrame({"person": [1], "attendance_date": ["2024-01-01"]}), until="2020-01-01"
            ),
            "no attendances in the 12 months",
        ),
        (lambda: repeat_attendance(COUNTS).top_share(10), "10"),
    ],
)
def test_attendances_that_cannot_be_counted_are_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()
