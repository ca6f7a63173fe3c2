"""Budgets beside services, places beside people, posts, and grades of what is bought."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.analyse import bought_quality, coverage, posts_filled, reconcile

BUDGET = pd.DataFrame(
    {"budget_line": ["Care", "Beds"], "holder": ["Council", "Set-aside"], "budget_gbp": [60, 40]}
)
COSTS = pd.DataFrame({"budget_line": ["Care", "Care", "Beds"], "cost_gbp": [20, 40, 40]})
PLACES = pd.DataFrame(
    {"locality": ["North", "South"], "places": [60, 20], "people_served": [50, 20], "waiting": 5}
)
PEOPLE = pd.Series({"North": 500, "South": 500})
STAFF = pd.DataFrame(
    {"team": ["A", "A"], "staff_group": ["x", "y"], "funded_wte": [4, 10], "filled_wte": [6, 9]}
)
DEALS = pd.DataFrame(
    {"provider": ["A", "B"], "service": "Care", "locality": "North", "units_a_week": [30, 10]}
)
GRADES = pd.DataFrame({"provider": ["A", "B"], "quality_grade": [5, None]})


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
@settings(deadline=None, max_examples=40)
def test_services_that_are_the_budget_always_agree(amounts):
    amounts = [*amounts, 1]
    lines = [f"Line {at}" for at in range(len(amounts))]
    budget = pd.DataFrame({"budget_line": lines, "holder": "NHS", "budget_gbp": amounts})
    costs = pd.DataFrame({"budget_line": lines, "cost_gbp": amounts})
    found = reconcile(budget, costs)
    assert found.reconciles
    assert found.total_gbp == sum(amounts)


def test_a_line_that_only_services_name_stands_out():
    more = pd.DataFrame({"budget_line": ["Car park"], "cost_gbp": [7]})
    extra = pd.concat([COSTS, more])
    found = reconcile(BUDGET, extra)
    assert found.apart["budget_line"].tolist() == ["Car park"]
    assert "the services come to £7 more" in found.sentence()
    assert found.set_aside_gbp == 40


def test_a_budget_without_a_set_aside_says_so():
    found = reconcile(BUDGET.assign(holder="NHS"), COSTS)
    assert "No line is held as set-aside" in found.set_aside_sentence()
    assert found.forecast_sentence() == "The budget holds no forecast."
    on_plan = reconcile(BUDGET.assign(forecast_gbp=[60, 40]), COSTS)
    assert on_plan.forecast_sentence() == "Every line is forecast to spend its budget."


def test_an_empty_place_elsewhere_fills_no_gap():
    found = coverage(PLACES, PEOPLE, "Care")
    assert found.gap_places == 5
    assert found.gap_sentence() == "Care: 5 places lack, in South (5)."
    assert found.table["below_even"].sum() == pytest.approx(0)


def test_a_group_with_too_many_fills_no_other_s_posts():
    found = posts_filled(STAFF)
    assert found.empty_wte == 1
    assert found.age_sentence() == "How many staff are 55 or over is not known."


def test_a_provider_without_a_grade_is_neither_good_nor_bad():
    row = bought_quality(DEALS, GRADES, "Care").table.iloc[0]
    assert row["percent_good"] == 100
    assert row["not_graded"] == 10


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: reconcile(pd.concat([BUDGET, BUDGET]), COSTS), "stands twice"),
        (lambda: reconcile(BUDGET.assign(budget_gbp=0), COSTS), "adds up to nothing"),
        (lambda: reconcile(BUDGET, COSTS.assign(cost_gbp=-1)), "at least 0"),
        (lambda: coverage(PLACES, PEOPLE.rename({"South": "Moor"})), "Moor and South stand"),
        (lambda: coverage(PLACES, PEOPLE * 0), "Nobody lives"),
        (lambda: coverage(pd.concat([PLACES, PLACES]), PEOPLE), "two rows of places"),
        (lambda: posts_filled(STAFF.assign(staff_group="x")), "stand twice"),
        (lambda: posts_filled(STAFF.assign(funded_wte=0)), "No post is funded"),
        (lambda: bought_quality(DEALS, GRADES, "Meals"), "There is: Care"),
        (lambda: bought_quality(DEALS, pd.concat([GRADES, GRADES]), "Care"), "stands twice"),
    ],
)
def test_what_cannot_be_added_up_is_refused_in_words(call, said):
    with pytest.raises(ValueError, match=said):
        call()
