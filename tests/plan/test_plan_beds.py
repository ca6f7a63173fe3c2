"""Flow and beds: the worked numbers, and what always holds."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.plan import (
    beds_for,
    busy_day_beds,
    delay_scenarios,
    delayed_beds,
    erlang_b,
    erlang_c,
    littles_law,
)

# Little's law


def test_eleven_a_day_for_seven_days_fill_77_beds():
    assert littles_law(per_day=11, days=7).beds == 77
    assert littles_law(per_day=11, days=6.5).beds == 71.5


@given(st.floats(0.01, 1000), st.floats(0.01, 1000))
def test_any_two_of_the_three_give_the_third(per_day, days):
    whole = littles_law(per_day=per_day, days=days)
    assert littles_law(beds=whole.beds, per_day=per_day).days == pytest.approx(days)
    assert littles_law(beds=whole.beds, days=days).per_day == pytest.approx(per_day)


def test_the_law_is_told_in_one_sentence_with_units():
    assert littles_law(beds=77, per_day=11).sentence() == (
        "11 people a day who each stay 7 days fill 77 beds on an average day."
    )
    assert littles_law(beds=77, per_day=11).table["unit"].tolist() == ["a day", "days", "beds"]


@pytest.mark.parametrize(
    ("given_numbers", "said"),
    [
        ({}, "None of them"),
        ({"beds": 1}, "1 of them"),
        ({"beds": 1, "per_day": 1, "days": 1}, "3 of them"),
        ({"beds": 1, "per_day": 0}, "per_day is 0"),
        ({"beds": 1, "days": -1}, "at least 0"),
        ({"beds": float("nan"), "days": 1}, "must be a number"),
        ({"beds": "77", "days": 1}, "must be a number"),
    ],
)
def test_numbers_that_leave_no_answer_are_refused(given_numbers, said):
    with pytest.raises(ValueError, match=said):
        littles_law(**given_numbers)


# Spare capacity


@pytest.mark.parametrize(
    ("load", "beds", "blocked"),
    [(20, 25, 0.050222), (18, 20, 0.109213), (2, 3, 0.210526), (5, 5, 0.284868)],
)
def test_erlang_b_has_the_published_values(load, beds, blocked):
    assert erlang_b(load, beds) == pytest.approx(blocked, abs=5e-7)


@pytest.mark.parametrize(
    ("load", "beds", "waits"), [(20, 25, 0.209103), (18, 20, 0.550769), (2, 3, 0.444444)]
)
def test_erlang_c_has_the_published_values(load, beds, waits):
    assert erlang_c(load, beds) == pytest.approx(waits, abs=5e-7)


def test_beds_for_a_load_of_34_are_46_at_one_percent_and_40_at_five():
    assert beds_for(34) == 46
    assert beds_for(34, blocked=0.05) == 40
    assert beds_for(np.float64(34.0)) == 46


@pytest.mark.parametrize(
    ("load", "share", "beds"),
    [(34, 0.90, 42), (34, 0.95, 44), (34, 0.99, 48), (77, 0.90, 88), (77, 0.95, 92),
     (77, 0.99, 98), (0, 0.95, 0)],
)  # fmt: skip
def test_a_busy_day_needs_the_published_number_of_beds(load, share, beds):
    assert busy_day_beds(load, share) == beds


def test_a_load_of_thousands_is_worked_out_too():
    assert 5000 < busy_day_beds(5000) < 5200
    assert 5000 < beds_for(5000) < 5200


@given(st.floats(0, 200), st.integers(0, 250))
def test_one_more_bed_never_turns_more_people_away(load, beds):
    assert 0 <= erlang_b(load, beds + 1) <= erlang_b(load, beds) <= 1


@given(st.floats(0.1, 200), st.floats(0.001, 0.5))
def test_beds_for_gives_enough_and_not_one_too_many(load, blocked):
    beds = beds_for(load, blocked)
    assert erlang_b(load, beds) <= blocked < erlang_b(load, beds - 1)


@given(st.floats(0.1, 99), st.integers(1, 100))
def test_waiting_is_likelier_than_being_turned_away(load, beds):
    if load < beds:
        assert erlang_b(load, beds) <= erlang_c(load, beds) <= 1


def test_a_small_unit_needs_more_spare_beds_for_its_size():
    assert beds_for(5) / 5 > beds_for(50) / 50


@pytest.mark.parametrize(
    ("calculation", "said"),
    [
        (lambda: erlang_c(20, 20), "queue would grow for ever"),
        (lambda: erlang_b(20, 2.5), "whole number"),
        (lambda: erlang_b(20, True), "whole number"),
        (lambda: erlang_b(-1, 2), "at least 0"),
        (lambda: beds_for(34, blocked=0), "between 0 and 1"),
        (lambda: beds_for(34, blocked=5), "between 0 and 1"),
        (lambda: beds_for(math.inf), "must be a number"),
        (lambda: busy_day_beds(34, share=1), "between 0 and 1"),
    ],
)
def test_a_question_without_an_answer_is_refused(calculation, said):
    with pytest.raises(ValueError, match=said):
        calculation()


# Delays


def test_people_delayed_times_mean_delay_is_beds():
    result = delayed_beds(2, 15)
    assert (result.beds, result.bed_days_a_year) == (30, 10_950)
    assert result.busy_day_beds > 30
    assert result.table["value"].tolist() == [2, 0, 15, 30, result.busy_day_beds, 10_950]


@pytest.mark.parametrize("numbers", [(2, -1), (-2, 1), (2, 1, -1), (2, 1, -1.5)])
def test_delays_that_cannot_be_are_refused(numbers):
    with pytest.raises(ValueError, match="is -"):
        delayed_beds(*numbers)


def test_todays_beds_are_the_published_average():
    moray = delay_scenarios(12_737)
    today = moray.row(0, 0)
    assert round(today["beds"], 1) == 34.9
    assert today["change_from_today"] == 0
    assert today["sentence"] == (
        "If the average delay stayed the same and as many people became delayed, "
        "delays would fill 34.9 beds, the same as today."
    )


def test_every_pair_of_assumptions_has_one_row():
    table = delay_scenarios(12_737).table
    assert len(table) == 21 * 13
    assert not table.duplicated(["delay_percent", "growth_percent"]).any()
    assert table["delay_percent"].agg(["min", "max"]).tolist() == [-50, 50]
    assert table["growth_percent"].agg(["min", "max"]).tolist() == [-20, 40]


def test_both_changes_multiply():
    table = delay_scenarios(36_500, delay_changes=[-50, 0], growth=[0, 40]).table
    assert table["beds"].tolist() == [50, 70, 100, 140]
    assert table["bed_days_a_year"].tolist() == pytest.approx([18_250, 25_550, 36_500, 51_100])
    assert (table["busy_day_beds"] > table["beds"]).all()


@given(st.floats(-90, 100), st.floats(-90, 100), st.floats(0.1, 20), st.floats(0.1, 60))
def test_relative_changes_agree_with_littles_law_whatever_the_people_and_delay(
    delay, growth, people, mean_delay
):
    today = people * mean_delay * 365
    changed = delayed_beds(people, mean_delay * (1 + delay / 100), growth / 100)
    row = delay_scenarios(today, delay_changes=[delay], growth=[growth]).table.iloc[0]
    assert row["beds"] == pytest.approx(changed.beds)


def test_the_sentence_says_what_growth_would_take_to_stand_still():
    assert delay_scenarios(12_737).sentence() == (
        "If 40% more people became delayed, the average delay would have to fall by 29% "
        "only to stay at 34.9 beds."
    )


def test_a_pair_that_was_not_worked_out_is_refused_with_those_that_were():
    with pytest.raises(ValueError, match="growth_percent has 0, 40"):
        delay_scenarios(100, delay_changes=[0], growth=[0, 40]).row(1, 1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"delay_changes": [-100]}, "-100% leaves nothing"),
        ({"growth": [-150]}, "at least -100"),
        ({"growth": []}, "at least one change"),
        ({"days": 0}, "at least 1"),
    ],
)
def test_changes_that_leave_nothing_are_refused(options, said):
    with pytest.raises(ValueError, match=said):
        delay_scenarios(12_737, **options)
