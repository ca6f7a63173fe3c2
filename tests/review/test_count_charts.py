"""Charts of counts: the printed numbers, the definitions, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.review import (
    c_chart,
    days_between,
    g_chart,
    p_chart,
    p_prime_chart,
    u_chart,
    u_prime_chart,
)

PARTS, WHOLES = [8, 12, 9, 15, 7, 11], [100, 110, 95, 120, 90, 105]
MONTHS = pd.date_range("2023-01-01", periods=24, freq="MS")


def test_the_p_chart_has_the_printed_limits():
    chart = p_chart(PARTS, WHOLES)
    assert chart.centre == pytest.approx(0.1, abs=1e-12)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((0.01, 0.19))
    assert (chart.lower[1], chart.upper[1]) == pytest.approx((0.0142, 0.1858), abs=5e-5)


def test_the_limits_of_a_share_stay_between_0_and_1():
    chart = p_chart([1, 9, 10, 0], [10, 10, 10, 10])
    assert (chart.lower >= 0).all()
    assert (chart.upper <= 1).all()


def test_the_u_chart_follows_its_definition():
    events, days = np.array([4, 6, 2, 15]), np.array([1000, 1200, 900, 1100])
    chart = u_chart(events, days, per=1000)
    rate = events.sum() / days.sum()
    assert chart.centre == pytest.approx(1000 * rate)
    assert chart.upper == pytest.approx(1000 * (rate + 3 * np.sqrt(rate / days)))
    assert chart.lower == pytest.approx(1000 * np.maximum(rate - 3 * np.sqrt(rate / days), 0))
    assert chart.table["size"].tolist() == days.tolist()


def test_the_c_chart_follows_its_definition():
    chart = c_chart([9, 11, 8, 12, 10, 30])
    mean = 80 / 6
    assert (chart.lower[0], chart.upper[0]) == pytest.approx(
        (mean - 3 * mean**0.5, mean + 3 * mean**0.5)
    )
    assert chart.table["signal"].tolist()[-1] == "beyond limits"


def test_laney_widens_the_limits_by_how_much_neighbours_differ():
    parts, wholes = np.array([800, 1200, 900, 1500]), np.array([10_000, 11_000, 9_500, 12_000])
    share = parts.sum() / wholes.sum()
    deviation = np.sqrt(share * (1 - share) / wholes)
    scores = (parts / wholes - share) / deviation
    spread = np.mean(np.abs(np.diff(scores))) / 1.128
    chart = p_prime_chart(parts, wholes)
    assert chart.spread == pytest.approx(spread)
    assert chart.upper == pytest.approx(share + 3 * deviation * spread)


def test_laney_for_rates_does_the_same():
    events, sizes = np.array([400, 600, 300, 500]), np.array([10.0, 12.0, 9.0, 11.0])
    rate = events.sum() / sizes.sum()
    scores = (events / sizes - rate) / np.sqrt(rate / sizes)
    spread = np.mean(np.abs(np.diff(scores))) / 1.128
    chart = u_prime_chart(events, sizes)
    assert chart.upper == pytest.approx(rate + 3 * np.sqrt(rate / sizes) * spread)


def test_without_two_neighbours_laneys_chart_has_no_limits_and_says_so():
    chart = p_prime_chart([5, None, 6], [50, 50, 50])
    assert np.isnan(chart.upper).all()
    assert "No two neighbouring points have values, so there are no limits." in chart.notices
    assert "nan" not in chart.plot(name="p", source="Invented").html().lower().replace("nanum", "")


def test_a_chart_that_varies_more_than_chance_says_which_chart_to_use():
    rng = np.random.default_rng(7)
    shares = rng.uniform(0.05, 0.15, 24)
    chart = p_chart(np.round(shares * 20_000), [20_000] * 24, MONTHS)
    assert "use the p′ chart" in " ".join(chart.notices)
    assert "p′" not in " ".join(p_chart(rng.binomial(90, 0.1, 24), [90] * 24).notices)


def test_the_g_chart_follows_its_definition():
    gaps = [20, 10, 30, 0, 40, 3]
    mean = np.mean(gaps)
    chart = g_chart(gaps)
    assert chart.centre == np.median(gaps)
    assert chart.upper[0] == pytest.approx(mean + 3 * np.sqrt(mean * (mean + 1)))
    assert chart.lower[0] == 0
    assert g_chart(gaps, centre="theoretical").centre == pytest.approx(0.693 * mean)


def test_a_long_time_without_an_event_is_an_improvement():
    chart = g_chart([5, 6, 4, 5, 7, 5, 6, 4, 5, 6, 5, 90])
    assert chart.table["signal"].tolist()[-1] == "beyond limits"
    assert chart.variation.value == "improvement (high)"


def test_days_are_counted_from_each_event_to_the_next():
    gaps = days_between(["2024-03-01", "2024-02-28", "2024-03-01", "2024-03-15"])
    assert gaps.tolist() == [2, 0, 14]
    assert g_chart(gaps.to_list()).table["value"].tolist() == [2, 0, 14]


@pytest.mark.parametrize(
    ("dates", "told"),
    [(["2024-01-01"], "two events"), (["2024-01-01", None], "missing"), (["x", "y"], "read")],
)
def test_events_without_proper_dates_are_refused(dates, told):
    with pytest.raises(ValueError, match=told):
        days_between(dates)


def test_runs_are_signals_on_every_chart():
    chart = c_chart([9, 11] * 6 + [12] * 7, direction="decrease")
    assert chart.table["signal"].tolist()[-7:] == ["shift"] * 7
    assert chart.variation.value == "concern (high)"


def test_the_baseline_fixes_the_limits():
    parts = [10] * 6 + [12] * 6 + [40] * 4
    chart = p_chart(parts, [100] * 16, baseline=12)
    assert chart.centre == pytest.approx(0.11)
    assert (chart.table["signal"][-4:] == "beyond limits").all()
    assert "fixed after the first 12 points" in chart.caption


def test_a_target_is_judged_by_the_limits_of_the_latest_point():
    assert p_chart(PARTS, WHOLES, direction="decrease", target=0.005).assurance.letter == "F"
    assert p_chart(PARTS, WHOLES, direction="decrease", target=0.1).assurance.letter == "?"


def test_gaps_stay_and_are_told():
    chart = p_chart([8, None, 9, 0, 7], [100, 90, None, 0, 80], MONTHS[:5])
    assert chart.table["meaning"].tolist() == [
        "common cause", "missing", "missing", "missing", "common cause",
    ]  # fmt: skip
    assert chart.notices[:3] == (
        "1 point has no count (February 2023) and stays as a gap.",
        "1 point has no size (March 2023) and stays as a gap.",
        "1 point has a size of zero (April 2023) and stays as a gap.",
    )


def test_dates_out_of_order_are_sorted_with_their_sizes():
    chart = u_chart([6, 4], [30, 10], ["2024-02-01", "2024-01-01"])
    assert chart.table["size"].tolist() == [10, 30]
    assert "sorted by date" in chart.notices[0]


def test_one_point_and_no_events_get_a_stated_result():
    assert p_chart([3], [30]).sentence() == "There is only one value, 10% at point 1."
    chart = p_chart([0] * 12, [30] * 12)
    assert chart.sentence() == (
        "All 12 points show routine variation around the overall share of 0%."
    )


def test_the_figure_tells_shares_as_percentages():
    shown = p_chart(PARTS, WHOLES).plot(name="readmitted", source="Invented", label="readmitted")
    assert shown.table["Readmitted"].tolist()[0] == "8%"
    assert "Centre line 10%" in shown.alt
    assert "Average 10%" in shown.html()


@pytest.mark.parametrize("chart", [p_chart, p_prime_chart, u_chart, u_prime_chart])
@pytest.mark.parametrize(
    ("counts", "sizes", "error", "told"),
    [
        ([-1, 2], [10, 10], ValueError, "point 1 is -1, which is negative"),
        ([1.5, 2], [10, 10], ValueError, "not a whole number"),
        ([1, 2], [10], ValueError, "2 counts but 1 sizes"),
        ([1, 2], [10, -10], ValueError, "Point 2 has a size below zero"),
        ([1, 2], [10, 0], ValueError, "out of a size of zero: 2 of 0"),
        (["8", "9"], [10, 10], TypeError, "not a number"),
        ([], [], ValueError, "no values"),
        ([None, 2], [10, None], ValueError, "nothing to chart"),
        ([1, np.inf], [10, 10], ValueError, "infinite"),
    ],
)
def test_counts_that_cannot_be_charted_are_refused(chart, counts, sizes, error, told):
    with pytest.raises(error, match=told):
        chart(counts, sizes)


def test_a_part_may_not_be_larger_than_its_whole():
    with pytest.raises(ValueError, match="Point 2 has a count above its size"):
        p_chart([1, 12], [10, 10])
    assert u_chart([1, 12], [10, 10]).centre == 0.65


@pytest.mark.parametrize("per", [0, -1, "1000", True, float("inf")])
def test_a_rate_is_for_a_number_above_zero(per):
    with pytest.raises(ValueError, match="per is"):
        u_chart([1, 2], [10, 10], per=per)


@pytest.mark.parametrize(
    ("gaps", "error"), [([-1, 2], ValueError), ([1.5], ValueError), (["a"], TypeError)]
)
def test_gaps_between_events_are_whole_days_from_0(gaps, error):
    with pytest.raises(error):
        g_chart(gaps)
    with pytest.raises(ValueError, match="'median' or 'theoretical'"):
        g_chart([1, 2], centre="mode")


series = st.lists(st.tuples(st.integers(0, 40), st.integers(40, 400)), min_size=2, max_size=40)


@settings(deadline=None, max_examples=50)
@given(series)
def test_the_limits_hold_the_centre_between_them(points):
    counts, sizes = zip(*points, strict=True)
    for chart in (p_chart, u_chart, p_prime_chart, u_prime_chart):
        made = chart(list(counts), list(sizes))
        assert (made.lower <= made.centre + 1e-12).all()
        assert (made.upper >= made.centre - 1e-12).all()


@settings(deadline=None, max_examples=50)
@given(series)
def test_a_rate_told_for_more_people_has_the_same_signals(points):
    counts, sizes = zip(*points, strict=True)
    one, thousand = (u_chart(list(counts), list(sizes), per=per) for per in (1, 1000))
    assert one.table["signal"].tolist() == thousand.table["signal"].tolist()
    assert thousand.values == pytest.approx(1000 * one.values)
