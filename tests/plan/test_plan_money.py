"""Discounting: the published factors, the worked sums, and what always holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.plan import (
    annuity_factor,
    discount_factor,
    equivalent_annual_cost,
    npv,
    present_value,
)

AMOUNTS = st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=60)


def test_the_green_book_factors_of_years_0_to_5_are_as_published():
    factors = [round(discount_factor(year), 4) for year in range(6)]
    assert factors == [1, 0.9662, 0.9335, 0.9019, 0.8714, 0.8420]


def test_the_rate_falls_after_year_30_and_after_year_75():
    assert f"{discount_factor(30):.5f}" == "0.35628"
    assert f"{discount_factor(31):.5f}" == "0.34590"
    assert discount_factor(30) / discount_factor(31) == pytest.approx(1.03)
    assert discount_factor(75) / discount_factor(76) == pytest.approx(1.025)
    assert discount_factor(125) / discount_factor(124) == pytest.approx(1 / 1.025)


def test_effects_on_health_have_a_rate_of_their_own():
    assert discount_factor(1, "health") == pytest.approx(1 / 1.015)


def test_a_million_now_for_later_gains_is_worth_209588_18():
    assert npv([-1_000_000, 150_000, *[300_000] * 4]) == pytest.approx(209_588.18, abs=0.005)


def test_the_cheaper_option_today_is_not_the_cheaper_option():
    one = npv([0, 1100, 1120, 1140, 1160])
    other = npv([400, 900, 900, 900, 900])
    assert one == pytest.approx(4_147.42, abs=0.005)
    assert other == pytest.approx(3_705.77, abs=0.005)
    assert one - other == pytest.approx(441.65, abs=0.006)


def test_the_factor_of_four_equal_years_is_3_6731():
    assert annuity_factor(4) == pytest.approx(3.6731, abs=5e-5)


@given(AMOUNTS, st.floats(0, 0.5))
def test_one_rate_agrees_with_the_sum_written_out(amounts, rate):
    by_hand = sum(amount / (1 + rate) ** year for year, amount in enumerate(amounts))
    assert npv(amounts, rate) == pytest.approx(by_hand, rel=1e-9, abs=1e-3)


@given(AMOUNTS)
def test_at_no_discount_the_present_value_is_the_plain_sum(amounts):
    assert npv(amounts, 0) == pytest.approx(sum(amounts), rel=1e-9, abs=1e-4)


@given(st.floats(1, 1e6), st.integers(1, 30))
def test_equal_yearly_costs_are_their_own_equivalent(cost, years):
    assert equivalent_annual_cost([0, *[cost] * years]) == pytest.approx(cost)


def test_equal_yearly_cost_compares_things_that_last_for_different_times():
    short = equivalent_annual_cost([900], years=3)
    long = equivalent_annual_cost(1200.0, years=5)
    assert short > long
    assert short == pytest.approx(900 / annuity_factor(3))


def test_every_year_is_set_out_with_its_factor():
    shown = present_value(np.array([-100, 60, 60]), 0.1)
    assert shown.table["present_gbp"].tolist() == pytest.approx([-100, 60 / 1.1, 60 / 1.21])
    assert shown.value == pytest.approx(npv([-100, 60, 60], 0.1))
    assert shown.sentence() == (
        "Over years 0 to 2 the amounts add up to £20; in today's money, discounted at 10% a "
        "year, they are worth £4."
    )


@pytest.mark.parametrize(
    ("calculation", "said"),
    [
        (lambda: discount_factor(-1), "whole number from 0"),
        (lambda: discount_factor(1.5), "whole number"),
        (lambda: discount_factor(126), "end at year 125"),
        (lambda: discount_factor(31, "health"), "end at year 30"),
        (lambda: discount_factor(1, "helth"), 'Did you mean "health"'),
        (lambda: discount_factor(1, 3.5), "3.5% a year is 0.035"),
        (lambda: discount_factor(1, -0.1), "at least 0"),
        (lambda: npv([]), "at least one number"),
        (lambda: npv("100"), "must be a list of numbers"),
        (lambda: npv(100), "must be a list of numbers"),
        (lambda: npv([1, "2"]), "number 1, is '1'"),
        (lambda: npv([1, None]), "number 2, is missing"),
        (lambda: npv([1, float("nan")]), "number 2, is missing"),
        (lambda: npv([[1, 2]]), "one list"),
        (lambda: npv([1] * 127), "end at year 125"),
        (lambda: annuity_factor(0), "whole number from 1"),
        (lambda: equivalent_annual_cost(1000.0), "Give years"),
        (lambda: equivalent_annual_cost([1000]), "only year 0"),
    ],
)
def test_money_that_cannot_be_discounted_is_refused(calculation, said):
    with pytest.raises(ValueError, match=said):
        calculation()
