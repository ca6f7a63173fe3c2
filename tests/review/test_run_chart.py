"""Run charts: the printed rules and limits, and what always holds."""

from itertools import combinations
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from playbook.review import anhoej_limits, run_chart, runs_limits
from playbook.review.runs import runs_chances

LEVEL = [5, 7] * 6


@pytest.mark.parametrize(
    ("useful", "limits"),
    [(10, (3, 9)), (14, (4, 12)), (16, (5, 13)), (24, (8, 18)), (30, (11, 21))],
)
def test_the_limits_for_runs_are_the_printed_ones(useful, limits):
    assert runs_limits(useful) == limits


@pytest.mark.parametrize(
    ("useful", "limits"), [(10, (6, 2)), (20, (7, 6)), (24, (8, 8)), (36, (8, 13))]
)
def test_the_limits_of_anhoej_are_the_printed_ones(useful, limits):
    assert anhoej_limits(useful) == limits


@pytest.mark.parametrize("useful", range(2, 13))
def test_the_chances_of_runs_are_those_of_every_possible_order(useful):
    fewer = useful // 2
    counted = np.zeros(useful + 1)
    for above in combinations(range(useful), fewer):
        sides = np.isin(np.arange(useful), above)
        counted[1 + np.count_nonzero(np.diff(sides.astype(int)))] += 1
    assert runs_chances(useful) == pytest.approx(counted / comb(useful, fewer))


@pytest.mark.parametrize("useful", [200, 5000])
def test_the_limits_of_long_series_follow_the_bell_curve(useful):
    half = useful / 2
    mean, spread = 1 + half, np.sqrt(half * (half - 1) / (useful - 1))
    lower, upper = runs_limits(useful)
    assert lower == pytest.approx(mean - 1.96 * spread, abs=1.5)
    assert upper == pytest.approx(mean + 1.96 * spread, abs=1.5)


def test_at_most_one_in_forty_chance_results_lie_beyond_each_limit():
    for useful in range(4, 60):
        chances, (lower, upper) = runs_chances(useful), runs_limits(useful)
        assert chances[:lower].sum() <= 0.025 < chances[: lower + 1].sum()
        assert chances[upper + 1 :].sum() <= 0.025 < chances[upper:].sum()


def test_five_rising_points_are_a_trend():
    assert run_chart([1, 2, 3, 4, 5]).table["trend"].all()
    assert not run_chart([1, 2, 3, 4]).table["trend"].any()


def test_a_repeated_value_neither_breaks_a_trend_nor_counts():
    table = run_chart([1, 2, 2, 3, 4, 5]).table
    assert table["trend"].tolist() == [True, True, False, True, True, True]
    assert not run_chart([1, 2, 2, 3, 4]).table["trend"].any()


def test_a_point_on_the_median_neither_breaks_a_shift_nor_counts():
    chart = run_chart([1, 9, 1, 9, 1, 1, 1, 9, 9, 9, 5, 9, 9, 9, 1, 1, 5])
    assert chart.centre == 5
    assert chart.table["shift"].to_numpy().nonzero()[0].tolist() == [7, 8, 9, 11, 12, 13]


def test_five_on_one_side_are_not_yet_a_shift():
    assert not run_chart([1, 1, 1, 1, 1, 9, 9, 9, 9, 9]).table["shift"].any()


def test_a_trend_downwards_is_an_improvement_when_less_is_better():
    chart = run_chart([*LEVEL, 9, 8, 7, 6, 5], direction="decrease", shift=9)
    assert set(chart.table["meaning"][-5:]) == {"improvement"}


def test_too_few_and_too_many_runs_are_told_apart():
    assert run_chart(LEVEL).runs_verdict == "too many"
    assert run_chart([*[5] * 5, *[7] * 5]).runs_verdict == "too few"
    assert run_chart(LEVEL).runs == 12


def test_the_rules_of_anhoej_find_a_long_run_and_no_trend():
    values = [9, 1, 9, 1, 9, 1, 1, 1, 1, *[9] * 7, 1, 1, 1, 1]
    chart = run_chart(values, rules="anhoej")
    assert (chart.shift, chart.trend) == (8, None)
    assert chart.longest_run == 7
    assert not chart.table["shift"].any()
    assert run_chart([*range(20)], rules="anhoej").table["shift"].all()
    assert not run_chart([*range(20)], rules="anhoej").table["trend"].any()


def test_the_baseline_sets_the_median():
    values = [5, 7] * 5 + [20] * 6
    assert run_chart(values, baseline=10).centre == 6
    assert run_chart(values).centre == 7


def test_a_missing_value_stays_in_the_table_and_is_passed_over_with_a_notice():
    chart = run_chart([1, 9, 1, 1, 1, 1, 9, 9, 9, None, 9, 9, 9, 1, 1])
    assert len(chart.table) == 15
    assert chart.table["meaning"].tolist()[9] == "missing"
    assert chart.table["shift"].to_numpy().nonzero()[0].tolist() == [6, 7, 8, 10, 11, 12]
    assert chart.notices[0] == "1 value is missing (point 10). The rules pass over it."


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([7], "There is only one value, 7."),
        ([4, 4, 4], "All 3 values are the same, 4."),
        ([1, 2, 3], "The 3 points vary around a median of 2 with no signal of change."),
    ],
)
def test_short_and_constant_series_get_a_stated_result(values, told):
    chart = run_chart(values)
    assert chart.sentence() == told
    assert chart.runs_verdict == "not judged"
    assert chart.notices
    assert run_chart(values, rules="anhoej").sentence() == told


def test_the_caption_prints_the_rules_and_leaves_the_last_one_to_people():
    caption = run_chart(LEVEL).caption
    fewest, most = run_chart(LEVEL).runs_limits
    assert "6 or more in a row" in caption
    assert f"(chance makes {fewest} to {most}; there are 12)" in caption
    assert "a judgement, not a rule" in caption
    assert "Anhøj" in run_chart(LEVEL, rules="anhoej").caption


def test_the_figure_carries_the_words_and_the_numbers():
    months = pd.date_range("2024-01-01", periods=12, freq="MS")
    shown = run_chart(LEVEL, months).plot(name="falls", source="Invented", label="falls")
    assert shown.alt.startswith("Run chart of falls, January 2024 to December 2024, 12 points.")
    assert shown.table["Falls"].tolist() == [str(value) for value in LEVEL]
    assert "Median 6" in shown.html()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"rules": "phz"}, '"phz" is not one of the rule sets: phs, anhoej. Did you mean "phs"?'),
        ({"shift": 4}, "at least 5"),
        ({"trend": 4.5}, "whole number"),
        ({"baseline": 3}, "at least 10"),
        ({"baseline": True}, "at least 10"),
        ({"direction": "up"}, "which way is better"),
    ],
)
def test_wrong_options_are_refused_in_words(options, told):
    with pytest.raises(ValueError, match=told.replace("?", r"\?").replace("(", r"\(")):
        run_chart(LEVEL, **options)


@pytest.mark.parametrize(
    ("values", "error"),
    [([], ValueError), ([None], ValueError), (["12"], TypeError), ([1, np.inf], ValueError),
     ("1, 2", TypeError), ([[1, 2]], ValueError)],
)  # fmt: skip
def test_values_that_cannot_be_charted_are_refused(values, error):
    with pytest.raises(error):
        run_chart(values)


def test_a_run_needs_two_points_to_have_limits():
    with pytest.raises(ValueError, match="at least 2"):
        runs_limits(1)


numbers = st.lists(st.integers(-50, 50), min_size=1, max_size=60)


@settings(deadline=None, max_examples=60)
@given(numbers)
def test_turning_a_series_upside_down_moves_no_signal(values):
    one, other = run_chart(values), run_chart([-value for value in values])
    assert one.table["signal"].tolist() == other.table["signal"].tolist()
    assert (one.runs, one.runs_verdict) == (other.runs, other.runs_verdict)


@settings(deadline=None, max_examples=60)
@given(numbers)
def test_a_series_read_backwards_has_the_same_runs_and_shifts(values):
    one, other = run_chart(values), run_chart(values[::-1])
    assert one.runs == other.runs
    assert one.longest_run == other.longest_run
    assert one.table["shift"].tolist() == other.table["shift"].tolist()[::-1]


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 400))
def test_the_fewest_crossings_are_a_quantile_of_tossed_coins(useful):
    fewest = anhoej_limits(useful)[1]
    assert binom.cdf(fewest, useful - 1, 0.5) >= 0.05
    assert fewest == 0 or binom.cdf(fewest - 1, useful - 1, 0.5) < 0.05
