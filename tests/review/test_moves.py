"""What a chart tells people to act on: lasting moves, the level, and fair limits."""

import pandas as pd
import pytest

from playbook.review import fair_limits, lasting_moves, latest_level, xmr

STEP = [10, 12] * 6 + [20, 22] * 6
MONTHS = pd.date_range("2023-01-01", periods=24, freq="MS")


def test_the_lowest_and_the_highest_lasting_stretch_are_named_by_their_months():
    assert lasting_moves(xmr(STEP, MONTHS), "beds") == (
        "Lowest from January 2023 to December 2023 (11 beds on average), "
        "highest from January 2024 to December 2024 (21)."
    )


def test_one_lasting_stretch_is_named_by_its_side():
    one = xmr([5, 7, 5, 7, 5, 7, 25, 26, 5, 7, 5, 7, 5, 7, 5, 7, 5, 7])
    assert lasting_moves(one, "beds") == "Low from point 9 to point 18 (6 beds on average)."


def test_a_level_that_never_stayed_moved_is_said_so():
    assert lasting_moves(xmr([10, 11] * 6)) == "The level did not stay moved at any time."


def test_the_latest_point_is_set_beside_the_level_of_its_phase():
    rebased = xmr(STEP, MONTHS, rebase={"2024-01": "A new ward"})
    assert latest_level(rebased, "beds") == (
        "The latest month, 22 beds in December 2024, is ordinary for the level since January 2024."
    )
    whole = latest_level(xmr(STEP, MONTHS), "beds")
    assert "is above the level since January 2023. That stretch began in January 2024." in whole


@pytest.mark.parametrize("values", [[5], [5, None, 5], [None, 5, 7]])
def test_too_few_values_still_make_a_sentence(values):
    said = f"{lasting_moves(xmr(values))} {latest_level(xmr(values))}"
    assert "nan" not in said


def test_a_trend_that_ends_on_the_mean_has_no_side():
    chart = xmr([1, 2, 3, 4, 5, 6, 7, 13, 12, 11, 10, 9, 8, 7])
    assert "nan" not in latest_level(chart)


def test_fair_limits_are_wider_by_the_square_root_of_one_less_the_autocorrelation():
    chart = xmr(STEP, MONTHS)
    phase = chart.last_phase
    wide = (phase.upper - phase.centre) / (1 - chart.autocorrelation) ** 0.5
    said = fair_limits(chart, ["2023-01-01", "2024-12-01"])
    assert f"to {phase.centre + wide:.1f}. Those drawn" in said
    assert "neither of the two would lie outside" in said


def test_a_point_that_is_far_outside_stays_outside_at_a_fair_width():
    values = [10, 11, 12, 13, 14, 13, 12, 11] * 4
    values[20] = 90
    assert "point 21 would lie outside" in fair_limits(xmr(values), [21])


def test_limits_are_already_fair_where_neighbours_are_not_alike():
    assert xmr([10, 12] * 12).share_of_fair_width == 1.0
    assert xmr([5]).share_of_fair_width == 1.0
