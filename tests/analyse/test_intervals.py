"""Intervals: against printed numbers, other packages and each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from playbook.analyse import (
    byar_interval,
    count_interval,
    exact_poisson_interval,
    wilson_interval,
)

COUNTS = st.integers(min_value=0, max_value=100_000)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [(10, 4.7874, 18.3915), (25, 16.1743, 36.9065), (100, 81.3621, 121.6279)],
)
def test_byars_limits_are_those_printed(count, lower, upper):
    assert byar_interval(count) == pytest.approx((lower, upper), abs=6e-5)


def test_byars_limits_take_the_level_of_confidence_asked_for():
    z = stats.norm.ppf(0.999)
    assert z == pytest.approx(3.0902, abs=5e-5)
    lower, upper = byar_interval(50, confidence=0.998)
    assert lower == pytest.approx(50 * (1 - 1 / 450 - z / (3 * 50**0.5)) ** 3)
    assert upper == pytest.approx(51 * (1 - 1 / 459 + z / (3 * 51**0.5)) ** 3)


@given(COUNTS)
def test_limits_lie_around_their_count_and_never_below_zero(count):
    for interval in (byar_interval, exact_poisson_interval, count_interval):
        lower, upper = interval(count)
        assert 0 <= lower <= count < upper


@given(st.integers(min_value=1, max_value=5_000))
def test_exact_limits_leave_the_right_chance_in_each_tail(count):
    lower, upper = exact_poisson_interval(count)
    assert stats.poisson.sf(count - 1, lower) == pytest.approx(0.025, rel=1e-6)
    assert stats.poisson.cdf(count, upper) == pytest.approx(0.025, rel=1e-6)


@given(st.integers(min_value=10, max_value=100_000))
def test_byars_limits_come_close_to_the_exact_ones(count):
    assert byar_interval(count) == pytest.approx(exact_poisson_interval(count), rel=0.002)


def test_exact_limits_of_none_are_zero_and_3_69():
    assert exact_poisson_interval(0) == pytest.approx((0, 3.6889), abs=5e-5)


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from([0.9, 0.95, 0.998]))
def test_wilsons_limits_are_those_of_statsmodels(successes, n, confidence):
    successes = min(successes, n)
    ours = wilson_interval(successes, n, confidence)
    theirs = proportion_confint(successes, n, alpha=1 - confidence, method="wilson")
    assert ours == pytest.approx(theirs, abs=1e-12)


def test_a_list_gives_arrays_of_limits():
    lower, upper = wilson_interval([65, 1045], [100, 5000])
    assert lower == pytest.approx([0.5525, 0.1980], abs=5e-5)
    assert np.shape(upper) == (2,)
    assert byar_interval([10, 25])[0] == pytest.approx([4.7874, 16.1743], abs=6e-5)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: byar_interval(-1), "at least 0"),
        (lambda: byar_interval(float("nan")), "missing"),
        (lambda: byar_interval("ten"), "'ten'"),
        (lambda: byar_interval([10, None]), "number 2"),
        (lambda: byar_interval([]), "at least one number"),
        (lambda: byar_interval(float("inf")), "finite"),
        (lambda: byar_interval(10, confidence=95), "95% is 0.95"),
        (lambda: exact_poisson_interval(5, confidence=1), "between 0 and 1"),
        (lambda: wilson_interval(5, 0), "n is 0"),
        (lambda: wilson_interval(6, 5), "more successes than n"),
        (lambda: wilson_interval([1, 2], [5, 6, 7]), "2 successes but 3 n"),
    ],
)
def test_counts_that_have_no_limits_are_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()
