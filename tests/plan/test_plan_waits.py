"""Waits for beds, beds from bed days avoided, and community services required."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from playbook.plan import (
    bed_queue,
    beds_for_wait,
    beds_from_change,
    chance_of_waiting_longer,
    community_services_required,
    erlang_b,
    erlang_c,
    mean_wait,
)


def test_the_published_wait_of_18_on_20_beds_is_0_275385_stays():
    assert mean_wait(18, 20, days=1) == pytest.approx(0.275385, abs=5e-7)
    unit = bed_queue(per_day=3, days=6, beds=20)
    assert unit.mean_wait_days == pytest.approx(6 * 0.275385, abs=5e-6)
    assert unit.people_waiting == pytest.approx(3 * unit.mean_wait_days)
    assert unit.occupancy == pytest.approx(0.9)
    assert unit.occupancy_if_turned_away == pytest.approx(18 * (1 - 0.109213) / 20, abs=1e-6)


@given(st.floats(0.1, 300), st.integers(1, 300))
def test_erlang_b_agrees_with_poisson_chances(load, beds):
    by_poisson = stats.poisson.pmf(beds, load) / stats.poisson.cdf(beds, load)
    assert erlang_b(load, beds) == pytest.approx(by_poisson, rel=1e-8, abs=1e-300)


@given(st.floats(0.1, 29), st.floats(0.1, 20))
def test_the_mean_wait_is_the_area_under_the_chance_of_waiting_longer(load, days):
    rate = (30 - load) / days
    assert mean_wait(load, 30, days) == pytest.approx(erlang_c(load, 30) / rate)
    half = chance_of_waiting_longer(math.log(2) / rate, load, 30, days)
    assert half == pytest.approx(erlang_c(load, 30) / 2)


@settings(deadline=None)
@given(st.floats(0.5, 60), st.floats(0, 3), st.floats(0.01, 0.5))
def test_beds_for_a_wait_are_enough_and_not_one_too_many(load, wait, share):
    beds = beds_for_wait(load, 6, longer_than=wait, share=share)
    assert chance_of_waiting_longer(wait, load, beds, 6) <= share
    if beds - 1 > load:
        assert chance_of_waiting_longer(wait, load, beds - 1, 6) > share


def test_the_queue_is_told_in_words_numbers_and_a_picture():
    unit = bed_queue(per_day=3, days=6, beds=20)
    assert unit.sentence() == (
        "With 20 beds, 90% are filled on average; 55% of people wait for one, "
        "and the average wait is 1.65 days."
    )
    assert unit.chance_of_waiting_longer(0) == pytest.approx(unit.chance_of_waiting)
    assert len(unit.table) == 10
    shown = unit.plot(name="queue", source="Invented", sample=True)
    assert "20 beds: 55.1." in shown.alt


@pytest.mark.parametrize(
    ("calculation", "said"),
    [
        (lambda: bed_queue(per_day=3, days=7, beds=20), "queue would grow for ever"),
        (lambda: bed_queue(per_day=3, days=0, beds=20), "days is 0"),
        (lambda: bed_queue(per_day=3, days=6, beds=20.5), "whole number"),
        (lambda: bed_queue(per_day=-3, days=6, beds=20), "at least 0"),
        (lambda: chance_of_waiting_longer(-1, 18, 20, 6), "at least 0"),
        (lambda: beds_for_wait(18, 6, share=0), "between 0 and 1"),
        (lambda: beds_for_wait(1e12, 6, share=0.1), "at most 1,000,000"),
        (lambda: erlang_b(1e12, 3), "at most 1,000,000"),
        (lambda: erlang_b(1, 10**12), "at most 2,000,000"),
    ],
)
def test_a_queue_without_an_answer_is_refused(calculation, said):
    with pytest.raises(ValueError, match=said):
        calculation()


# Beds from bed days avoided


def test_bed_days_avoided_become_occupied_beds_and_then_fewer_beds():
    ward = beds_from_change(3_650, 730, beds=14)
    assert (ward.occupied_now, ward.occupied_freed) == (10, 2)
    assert erlang_b(8, ward.beds_after) <= erlang_b(10, 14) < erlang_b(8, ward.beds_after - 1)
    assert ward.beds_freed < ward.beds_at_same_occupancy
    assert ward.sentence() == (
        "730 bed days avoided are 2 occupied beds on an average day. "
        "2 beds can close while a free bed stays as easy to find."
    )
    assert ward.table["value"].notna().all()


def test_beds_may_be_held_to_a_chosen_chance_of_no_free_bed():
    change = beds_from_change(34 * 365, 0, turned_away=0.01)
    assert (change.beds_now, change.beds_after, change.beds_freed) == (46, 46, 0)
    assert beds_from_change(365, 365, turned_away=0.01).beds_after == 0


@given(st.floats(10, 50_000), st.floats(0, 1), st.integers(0, 40))
def test_beds_never_rise_and_the_chance_of_no_bed_never_does_either(bed_days, share, spare):
    beds = math.ceil(bed_days / 365) + spare
    change = beds_from_change(bed_days, share * bed_days, beds=beds)
    assert 0 <= change.beds_after <= beds
    left = (bed_days - share * bed_days) / 365
    assert erlang_b(left, change.beds_after) <= change.turned_away + 1e-12 or left == 0


@pytest.mark.parametrize(
    ("numbers", "options", "said"),
    [
        ((0, 0), {"beds": 5}, "bed_days_now is 0"),
        ((100, 200), {"beds": 5}, "at most 100"),
        ((100, -1), {"beds": 5}, "at least 0"),
        ((100, 10), {}, "one of them"),
        ((100, 10), {"beds": 5, "turned_away": 0.1}, "one of them"),
        ((3650, 10), {"beds": 9}, "10.0 are filled"),
        ((100, 10), {"turned_away": 0.0}, "between 0 and 1"),
        ((100, 10), {"beds": 5, "days": 0}, "whole number from 1"),
    ],
)
def test_changes_that_cannot_be_are_refused(numbers, options, said):
    with pytest.raises(ValueError, match=said):
        beds_from_change(*numbers, **options)


# Community services

SERVICE = {
    "service": "Home care",
    "starts_per_week": 3,
    "weeks_each": 20,
    "visits_per_week_each": 14,
    "minutes_per_visit": 30,
    "travel_minutes_per_visit": 15,
    "hours_per_wte": 37,
    "time_available": 0.75,
    "places_filled": 0.9,
}


def test_starts_become_people_visits_hours_staff_and_places():
    row = community_services_required(pd.DataFrame([SERVICE])).table.iloc[0]
    assert (row["people_at_once"], row["visits_per_week"]) == (60, 840)
    assert (row["contact_hours_per_week"], row["travel_hours_per_week"]) == (420, 210)
    assert row["paid_hours_per_week"] == 840
    assert row["wte"] == pytest.approx(840 / 37)
    assert row["places"] == 67


def test_services_are_added_up_only_in_the_sentence():
    two = pd.DataFrame([SERVICE, SERVICE | {"service": "Reablement", "weeks_each": 6}])
    plan = community_services_required(two)
    assert plan.wte == pytest.approx(1.3 * 840 / 37)
    assert plan.sentence() == (
        "On an average day 78 people are served, with 1,092 visits and 1,092 paid hours a week: "
        "29.5 whole-time equivalents."
    )
    assert "Reablement: 6.8." in plan.plot(name="wte", source="Invented").alt


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"time_available": 75}, "85% is 0.85"),
        ({"places_filled": 0}, "places_filled of Home care"),
        ({"hours_per_wte": 0}, "hours_per_wte of Home care is 0"),
        ({"weeks_each": -1}, "weeks_each of Home care is -1"),
        ({"weeks_each": None}, "weeks_each of Home care"),
        ({"weeks_each": "6"}, "must be a number"),
        ({"service": None}, "row 1 has no name"),
    ],
)
def test_services_with_numbers_that_cannot_be_are_refused(change, said):
    with pytest.raises(ValueError, match=said):
        community_services_required(pd.DataFrame([SERVICE | change]))


def test_a_missing_column_is_named_with_the_nearest_there_is():
    wrong = pd.DataFrame([SERVICE]).rename(columns={"weeks_each": "week_each"})
    with pytest.raises(ValueError, match='Did you mean "week_each"'):
        community_services_required(wrong)
