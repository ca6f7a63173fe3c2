"""What waits for what, what double running costs, and whether the tests for a start are met."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.implement import (
    cost_of_a_week,
    dependencies,
    double_running,
    go_or_no_go,
    timeline,
    with_knock_on,
)


def line(name, starts, ends=None, after="", kind="work", owner="Lead"):
    return {"name": name, "starts": starts, "ends": ends, "after": after, "kind": kind,
            "owner": owner}  # fmt: skip


PLAN = timeline(
    [
        line("Train", "2026-04-01", "2026-04-30"),
        line("Go", "2026-05-08", after="Train", kind="decision"),
        line("Watch", "2026-05-11", "2026-08-02", after="Go"),
        line("Both", "2026-05-04", "2026-08-02", after="Watch", kind="double running"),
        line("Close", "2026-08-03", after="Both", kind="milestone"),
    ]
)


def test_room_is_the_days_before_another_line_has_to_move():
    found = dependencies(PLAN).table.set_index("name")
    assert found["room_days"].to_dict() == {"Watch": 0, "Both": 0, "Go": 2, "Train": 7}
    assert found["holds_up"].to_dict() == {"Watch": 2, "Both": 1, "Go": 3, "Train": 4}


def test_what_begins_too_early_has_less_than_no_room():
    plan = timeline(
        [line("Rota", "2026-04-01", "2026-04-24"), line("Go", "2026-04-15", after="Rota")]
    )
    assert "the first begins 10 days too early" in dependencies(plan).sentence()
    assert with_knock_on(plan).table["starts"].tolist()[-1] == date(2026, 4, 25)


def test_a_plan_in_which_nothing_waits_is_asked_about():
    assert (
        "Ask whether that is true" in dependencies(timeline([line("A", "2026-04-01")])).sentence()
    )


def test_a_delay_smaller_than_the_room_moves_nothing_else():
    moved = with_knock_on(PLAN, {"Train": 7}).table.set_index("name")
    was = PLAN.table.set_index("name")
    assert moved.drop("Train")["starts"].equals(was.drop("Train")["starts"])


def test_a_late_start_makes_double_running_longer_and_not_later():
    moved = with_knock_on(PLAN, {"Train": 21}).table.set_index("name")
    assert moved.loc["Go", "starts"] == date(2026, 5, 22)
    assert moved.loc["Watch", "days"] == 84
    assert moved.loc["Both", "starts"] == date(2026, 5, 4)
    assert moved.loc["Both", "ends"] == moved.loc["Watch", "ends"] == date(2026, 8, 14)
    assert moved.loc["Close", "starts"] == date(2026, 8, 15)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 120), st.sampled_from(["Train", "Go", "Watch"]))
def test_a_moved_plan_can_be_kept_and_nothing_begins_earlier(days, name):
    moved = with_knock_on(PLAN, {name: days})
    assert moved.problems == ()
    starts = moved.table.set_index("name")["starts"] - PLAN.table.set_index("name")["starts"]
    assert (starts >= timedelta(0)).all()


@pytest.mark.parametrize(
    ("late", "said"), [({"Tran": 3}, "Train"), ({"Train": -1}, "from 0 to 3650")]
)
def test_a_line_that_is_not_there_or_early_is_refused(late, said):
    with pytest.raises(ValueError, match=said):
        with_knock_on(PLAN, late)


def test_lines_that_wait_for_each_other_are_refused():
    ring = timeline([line("A", "2026-04-01", after="B"), line("B", "2026-04-01", after="A")])
    with pytest.raises(ValueError, match="wait for each other"):
        with_knock_on(ring)


def test_weeks_of_double_running_are_days_over_seven_and_each_line_is_paid():
    found = double_running(PLAN, 7_000)
    assert (found.weeks, found.cost_gbp) == (13, 91_000)
    assert "no double running" in double_running(timeline([line("A", "2026-04-01")]), 1).sentence()


COSTS = pd.DataFrame(
    {"service": ["Beds", "Beds", "Visits"], "locality": ["North", "South", None],
     "cost_gbp": [365_000, 730_000, 100]}
)  # fmt: skip


def test_a_week_is_seven_days_of_a_year_and_may_be_a_part_of_a_service():
    assert cost_of_a_week(COSTS, "Beds") == pytest.approx(21_000)
    assert cost_of_a_week(COSTS, "Beds", locality="South", percent=10) == pytest.approx(1_400)


@pytest.mark.parametrize(
    ("service", "more", "said"),
    [("Bed", {}, "Beds"), ("Beds", {"locality": "East"}, "North"),
     ("Beds", {"percent": 0}, "percent")],
)  # fmt: skip
def test_a_service_that_is_not_in_the_costs_is_refused_with_those_that_are(service, more, said):
    with pytest.raises(ValueError, match=said):
        cost_of_a_week(COSTS, service, **more)


def test_a_test_that_nothing_shows_does_not_count_as_met():
    tests = [
        {"test": "Trained", "met": "yes", "shown_by": "Log", "owner": "Lead"},
        {"test": "Answered at night", "met": "yes", "shown_by": "", "owner": "Lead"},
        {"test": "Rota", "met": "not yet", "shown_by": "Rota", "owner": "Lead"},
        {"test": "Asked", "met": "Yes", "shown_by": "Calls", "owner": ""},
    ]
    found = go_or_no_go(tests)
    assert not found.go
    assert found.standing_in_the_way == (
        "Answered at night (said to be met, not shown)", "Rota (not met yet)", "Asked (no owner)",
    )  # fmt: skip
    assert go_or_no_go(tests[:1]).go
    assert "may begin" in go_or_no_go(tests[:1]).sentence()


@pytest.mark.parametrize(
    ("tests", "said"),
    [([{"test": "A", "met": "maybe"}], "yes, no or not yet"),
     ([{"test": None, "met": "yes"}], "no name"),
     ([{"test": "A", "met": "no"}, {"test": "A", "met": "no"}], "twice")],
)  # fmt: skip
def test_tests_that_cannot_be_read_are_refused(tests, said):
    with pytest.raises(ValueError, match=said):
        go_or_no_go(tests)
