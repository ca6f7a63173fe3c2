"""XmR charts: the published numbers, the rules one by one, and what always holds."""

import runpy
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.review import Assurance, Variation, xmr, xmr_many
from playbook.review.verdicts import assurance_of

# Delayed discharge bed days, Moray, all reasons, aged 18 and over (Public Health Scotland).
MORAY = [
    1056, 960, 1094, 1329, 1179, 1052, 1032, 880, 1058, 1346, 1354, 1161, 808, 837, 749, 681,
    799, 823, 853, 987, 1089, 1097, 1127, 1008, 893, 1339, 1276, 1139, 957, 1070, 968, 927,
    926, 780, 810, 768, 698, 680, 751, 969, 1040, 971, 1075, 1296,
]  # fmt: skip
SINCE_2022 = [
    1201, 894, 1294, 1221, 1194, 1207, 1452, 1291, 1197, 1354, 1215, 1063, 1280, 898, 751, 632,
    607, 732, 962, 922, 845, 1108, 1201, 1162, 1206, 1241, 1501, 1150, 1054, 922, 962, 979,
    1115, 1171, 1039, 981, 1135, 1080, 1149, 1206, 1104, 1015, 1020, 1113,
]  # fmt: skip
MORAY_MONTHS = pd.date_range("2016-07-01", periods=44, freq="MS")
SPIKE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def positions(chart, signal):
    signals = chart.table["signal"].reset_index(drop=True)
    return [at + 1 for at in signals.index[signals == signal]]


# Published numbers


@pytest.mark.parametrize(
    ("screened", "average", "lower", "upper"),
    [(False, 1.882, -3.063, 6.952), (True, 1.0, -0.716, 4.604)],
)
def test_the_spike_example_has_the_published_limits(screened, average, lower, upper):
    chart = xmr(SPIKE, screen_outliers=screened)
    row = chart.table.iloc[0]
    assert row["centre"] == pytest.approx(1.944, abs=5e-4)
    assert chart.phases[0].average_move == pytest.approx(average, abs=5e-4)
    assert row["lower"] == pytest.approx(lower, abs=5e-4)
    assert row["upper"] == pytest.approx(upper, abs=5e-4)


@pytest.mark.parametrize(
    ("screened", "average", "limits", "near"),
    [
        (False, 114.9767, (687.1619, 1298.8381), (789.1079, 1196.8921)),
        (True, 107.0952, (708.1267, 1277.8733), (803.0844, 1182.9156)),
    ],
)
def test_the_moray_series_has_the_published_limits(screened, average, limits, near):
    chart = xmr(MORAY, screen_outliers=screened)
    row = chart.table.iloc[0]
    assert row["centre"] == 993.0
    assert chart.phases[0].average_move == pytest.approx(average, abs=5e-5)
    assert (row["lower"], row["upper"]) == pytest.approx(limits, abs=6e-5)
    assert (row["near_lower"], row["near_upper"]) == pytest.approx(near, abs=6e-5)


# Positions of each rule as the reference R functions give them, before precedence.
UNSCREENED = {
    "beyond limits": {4, 10, 11, 16, 26, 38},
    "trend": set(range(16, 24)),
    "two of three": {34, 36, 37, 39},
    "shift": set(range(13, 21)) | set(range(31, 41)),
}
SCREENED = UNSCREENED | {
    "beyond limits": {4, 10, 11, 16, 26, 37, 38, 44},
    "two of three": {15, 17, 34, 36},
}


@pytest.mark.parametrize(("screened", "rules"), [(False, UNSCREENED), (True, SCREENED)])
def test_the_moray_series_has_every_signal_where_the_reference_has_it(screened, rules):
    chart = xmr(MORAY, screen_outliers=screened)
    taken: set[int] = set()
    for name, flagged in rules.items():  # the order of the dictionary is the order of precedence
        assert set(positions(chart, name)) == flagged - taken, name
        taken |= flagged
    assert positions(chart, "") == sorted(set(range(1, 45)) - taken)


def test_the_whole_published_moray_series_has_86_signals_in_110_months():
    between = [
        1208, 332, 307, 242, 468, 566, 803, 876, 832, 672, 735, 545, 496, 595, 770, 592, 749, 623,
        784, 948, 847, 1142,
    ]  # fmt: skip
    chart = xmr(MORAY + between + SINCE_2022)
    row = chart.table.iloc[0]
    assert len(chart.table) == 110
    assert (row["centre"], row["lower"], row["upper"]) == pytest.approx(
        (969.5, 650.4, 1288.7), abs=0.05
    )
    assert (chart.table["signal"] != "").sum() == 86


def test_the_councillors_two_months_are_both_beyond_limits_on_opposite_sides():
    chart = xmr(
        SINCE_2022[3:],
        pd.date_range("2022-04-01", periods=41, freq="MS"),
        screen_outliers=False,
        direction="decrease",
    )
    row = chart.table.iloc[0]
    assert row["centre"] == pytest.approx(1084, abs=0.5)
    assert (row["lower"], row["upper"]) == pytest.approx((769.6, 1398.1), abs=0.05)
    march_2023, march_2024 = chart.table.loc["2023-03-01"], chart.table.loc["2024-03-01"]
    assert (march_2023["signal"], march_2023["meaning"]) == ("beyond limits", "improvement")
    assert (march_2024["signal"], march_2024["meaning"]) == ("beyond limits", "concern")


# The rules


def test_seven_rising_points_are_a_trend_and_six_are_not():
    seven, six = xmr([1, 2, 3, 4, 5, 6, 7]), xmr([1, 2, 3, 4, 5, 6])
    assert positions(seven, "trend") == [2, 3, 4, 5, 6]
    assert positions(seven, "beyond limits") == [1, 7]  # in the trend too, and this name wins
    assert positions(six, "trend") == []


def test_a_tie_breaks_a_trend():
    assert positions(xmr([1, 2, 3, 4, 4, 5, 6, 7]), "trend") == []


def test_seven_points_on_one_side_are_a_shift_and_every_one_is_flagged():
    values = [8, 12] * 6 + [11, 12, 11, 12, 11, 12, 11] + [8, 8, 11, 7, 12, 8]
    chart = xmr(values)
    assert chart.phases[0].centre == pytest.approx(10.16)
    assert positions(chart, "shift") == [12, 13, 14, 15, 16, 17, 18, 19]


def test_a_point_on_the_mean_breaks_a_shift():
    values = [12, 12, 12, 10, 12, 12, 12, 8, 8, 8, 10, 8, 8, 8]
    assert positions(xmr(values), "shift") == []


def test_a_run_length_may_be_set_to_the_rule_set_of_another_body():
    assert positions(xmr([1, 2, 3, 4, 5, 6, 7], trend=8), "trend") == []
    assert positions(xmr([1, 2, 3, 4, 5, 6], trend=6), "trend") == [1, 2, 3, 4, 5, 6]
    assert 39 in positions(xmr(MORAY, shift=8), "shift")
    assert positions(xmr(MORAY, shift=11), "shift") == []


def test_two_of_three_flags_only_the_points_near_the_limit():
    chart = xmr(MORAY)
    near = chart.table.loc[36]
    assert near["lower"] <= near["value"] < near["near_lower"]
    assert chart.table.loc[35, "signal"] == "shift"  # in the window of three, yet not near a limit


def test_two_of_three_needs_all_three_points_on_one_side():
    steady = [10, 11] * 10
    base = xmr(steady, baseline=20).phases[0]
    near = base.centre + 0.8 * (base.upper - base.centre)
    assert positions(xmr([*steady, near, 11, near], baseline=20), "two of three") == [21, 23]
    assert positions(xmr([*steady, near, 10, near], baseline=20), "two of three") == []


def test_a_point_on_a_limit_is_not_beyond_it():
    chart = xmr([5, 5, 5, 5, 5])
    assert positions(chart, "") == [1, 2, 3, 4, 5]
    assert chart.table[["lower", "centre", "upper"]].eq(5).all(axis=None)


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e-9, 1e12 / 7, -0.7, 0])
def test_a_constant_series_has_no_signal_whatever_its_rounding(value):
    assert (xmr([value] * 20).table["signal"] == "").all()


def test_a_point_that_rounding_moves_off_the_mean_still_breaks_a_shift():
    values = [0.1, 0.3] * 7 + [0.2] * 9  # the mean of these, worked by machine, is not quite 0.2
    assert positions(xmr(values), "shift") == []


def test_screening_changes_the_limits_and_never_the_mean():
    on, off = xmr(SPIKE), xmr(SPIKE, screen_outliers=False)
    assert on.phases[0].centre == off.phases[0].centre
    assert on.phases[0].upper < off.phases[0].upper


def test_the_precedence_is_limits_then_trend_then_two_of_three_then_shift():
    chart = xmr(MORAY)
    assert chart.table.loc[16, "signal"] == "beyond limits"  # also in a trend and a shift
    assert chart.table.loc[17, "signal"] == "trend"  # also two of three and in a shift
    assert chart.table.loc[15, "signal"] == "two of three"  # also in a shift
    assert chart.table.loc[13, "signal"] == "shift"


# Meaning, variation and assurance


@pytest.mark.parametrize(
    ("direction", "meaning", "variation"),
    [
        ("increase", "improvement", Variation.IMPROVEMENT_HIGH),
        ("decrease", "concern", Variation.CONCERN_HIGH),
        (None, "neutral", Variation.NEUTRAL_HIGH),
    ],
)
def test_the_better_direction_decides_what_a_signal_means(direction, meaning, variation):
    chart = xmr([*[10, 11] * 10, 20], direction=direction)
    assert chart.table["meaning"].iloc[-1] == meaning
    assert chart.variation is variation


def test_variation_reads_the_latest_point_only():
    assert xmr(SPIKE, direction="decrease").variation is Variation.COMMON_CAUSE


def test_a_point_on_the_mean_in_a_trend_is_neither_better_nor_worse():
    chart = xmr([1, 2, 3, 4, 5, 6, 7], direction="increase")
    assert chart.table["meaning"].tolist() == ["concern"] * 3 + ["neutral"] + ["improvement"] * 3


@pytest.mark.parametrize(
    ("target", "direction", "verdict"),
    [
        (65, "increase", Assurance.FAIL),
        (35, "increase", Assurance.PASS),
        (59, "increase", Assurance.HIT_AND_MISS),
        (41, "decrease", Assurance.HIT_AND_MISS),
        (50, "increase", Assurance.HIT_AND_MISS),
        (65, "decrease", Assurance.PASS),
        (35, "decrease", Assurance.FAIL),
        (50, None, None),
        (None, "increase", None),
    ],
)
def test_assurance_compares_the_target_with_the_limits(target, direction, verdict):
    move = 10 / 2.66  # limits of exactly 40 to 60
    values = [50 + move / 2, 50 - move / 2] * 10
    chart = xmr(values, target=target, direction=direction)
    assert (chart.phases[0].lower, chart.phases[0].upper) == pytest.approx((40, 60))
    assert chart.assurance is verdict


@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_a_target_exactly_on_a_limit_is_hit_and_miss(direction):
    for target in (40, 60):
        assert assurance_of(target, 40, 60, direction) is Assurance.HIT_AND_MISS


def test_both_verdicts_are_always_in_words():
    moray = xmr(MORAY, MORAY_MONTHS, direction="decrease", target=900)
    assert moray.verdict == (
        "Special cause, concern (high). The target will be hit or missed at random."
    )
    assert xmr(SPIKE).verdict == "Common cause variation. No target is set."
    assert "too few points" in xmr([3], target=2, direction="increase").verdict
    assert "which way is better" in xmr(SPIKE, target=2).verdict


# Phases and baselines


def test_each_phase_has_limits_of_its_own_and_no_moving_range_crosses():
    chart = xmr([10, 11] * 8 + [30, 32] * 8, rebase={17: "A new ward opened"})
    table = chart.table
    assert table["phase"].tolist() == [1] * 16 + [2] * 16
    assert table.loc[16, "centre"] == 10.5
    assert table.loc[17, "centre"] == 31
    assert np.isnan(table.loc[17, "moving_range"])
    assert (table["signal"] == "").all()


def test_no_run_crosses_into_a_phase():
    values = [9, 11, 9, 11, 9, 11, 9, 11, 9, 9, 11, 11, 11, 11, 11, 11, 11, 9, 9, 9, 11, 9, 9, 9]
    assert positions(xmr(values), "shift") == [11, 12, 13, 14, 15, 16, 17]
    assert positions(xmr(values, rebase={15: "A known change"}), "shift") == []


def test_phases_read_the_same_as_separate_charts():
    together = xmr(MORAY, MORAY_MONTHS, rebase={"2018-04-01": "A new team"}).table
    apart = pd.concat([xmr(MORAY[:21]).table, xmr(MORAY[21:]).table])
    columns = ["centre", "lower", "upper", "moving_range", "signal"]
    pd.testing.assert_frame_equal(
        together[columns].reset_index(drop=True), apart[columns].reset_index(drop=True)
    )


@pytest.mark.parametrize(
    "when", ["2018-04-01", "2018-04", date(2018, 4, 1), pd.Timestamp("2018-04-01"),
             pd.Period("2018-04", "M")]
)  # fmt: skip
def test_a_rebase_date_may_be_written_in_several_ways(when):
    assert xmr(MORAY, MORAY_MONTHS, rebase={when: "A new team"}).phases[1].start == 21


def test_a_short_phase_is_called_a_trial():
    chart = xmr(MORAY, MORAY_MONTHS, rebase={"2019-08-01": "Home First began"})
    assert any("phase from August 2019 has 7 values" in notice for notice in chart.notices)
    assert "August 2019: Home First began." in chart.caption


def test_points_added_after_a_baseline_do_not_move_its_limits():
    before, after = xmr(MORAY[:24], baseline=24), xmr(MORAY, baseline=24)
    assert before.phases[0].upper == after.phases[0].upper
    assert before.phases[0].centre == after.phases[0].centre
    assert "fixed after the first 24 points" in after.caption


def test_a_baseline_longer_than_the_series_is_said():
    assert any("not yet fixed" in notice for notice in xmr(SPIKE, baseline=24).notices)


# Missing values, short series, dates


def test_a_gap_stays_in_the_table_and_breaks_runs_on_both_sides():
    values = [1, 2, 3, None, 4, 5, 6, 7]
    chart = xmr(values)
    assert chart.table.loc[4, "meaning"] == "missing"
    assert chart.phases[0].centre == 4.0
    assert (
        chart.table["moving_range"].isna().tolist()
        == [True, False, False, True, True] + [False] * 3
    )
    assert positions(chart, "trend") == []
    assert chart.notices[0].startswith("1 value is missing (point 4).")


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_every_kind_of_missing_value_is_a_gap(missing):
    assert xmr([5, missing, 6, 7]).table["meaning"].tolist()[1] == "missing"


def test_a_gap_at_the_end_leaves_the_verdict_with_the_last_known_point():
    assert xmr([*[10, 11] * 10, 20, None], direction="increase").variation == "improvement (high)"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([12], "has 1 value, and no two neighbours, so it has no limits"),
        ([12, None, 14], "has 2 values, and no two neighbours, so it has no limits"),
        ([12, 14], "has 2 values, fewer than 12: these are trial limits"),
        (list(range(11)), "has 11 values, fewer than 12: these are trial limits"),
    ],
)
def test_a_short_series_has_a_defined_result_and_says_so(values, said):
    chart = xmr(values, target=13, direction="increase")
    assert any(said in notice for notice in chart.notices)
    assert chart.table["centre"].notna().all()
    assert chart.table["lower"].isna().all() == ("no limits" in said)
    assert "nan" not in f"{chart.sentence()} {chart.verdict} {chart.caption} {chart.notices}"


def test_twelve_points_need_no_warning():
    assert xmr([10, 11] * 6).notices == ()


def test_dates_out_of_order_are_sorted_and_it_is_said():
    chart = xmr(MORAY[::-1], MORAY_MONTHS[::-1])
    pd.testing.assert_frame_equal(chart.table, xmr(MORAY, MORAY_MONTHS).table, check_freq=False)
    assert chart.notices[0].startswith("The dates were not in order.")


@pytest.mark.parametrize(
    "dates",
    [
        list(MORAY_MONTHS),
        [f"{month:%Y-%m-%d}" for month in MORAY_MONTHS],
        [f"{month:%Y-%m}" for month in MORAY_MONTHS],
        [int(f"{month:%Y%m}") for month in MORAY_MONTHS],
        [month.date() for month in MORAY_MONTHS],
        MORAY_MONTHS.to_period("M"),
        MORAY_MONTHS.to_numpy(),
        pd.Series(MORAY_MONTHS),
    ],
)
def test_months_may_be_written_in_several_ways(dates):
    assert list(xmr(MORAY, dates).table.index) == list(MORAY_MONTHS)


def test_a_series_brings_its_own_dates():
    assert xmr(pd.Series(MORAY, index=MORAY_MONTHS)).table.index[0] == MORAY_MONTHS[0]
    assert xmr(pd.Series(MORAY)).table.index.tolist() == list(range(1, 45))


def test_a_month_without_a_row_is_noticed():
    chart = xmr(MORAY[:10] + MORAY[12:], MORAY_MONTHS.delete([10, 11]))
    assert chart.notices[0].startswith("2 months have no row (the first after April 2017)")


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"values": [1, "n/a", 3]}, TypeError, "Value 2 is 'n/a', which is not a number"),
        ({"values": ["1", "2"]}, TypeError, "turn text into numbers"),
        ({"values": [True, None]}, TypeError, "not a number"),
        ({"values": "12"}, TypeError, "one list or column"),
        ({"values": pd.DataFrame({"a": [1]})}, TypeError, "one list or column"),
        ({"values": [[1, 2], [3, 4]]}, ValueError, "2 dimensions"),
        ({"values": [1, float("inf")]}, ValueError, "Value 2 is infinite"),
        ({"values": []}, ValueError, "no values"),
        ({"values": [None, None]}, ValueError, "no values"),
        ({"values": [1, 2, 3], "dates": ["2024-01", "2024-02"]}, ValueError, "3 values but 2 d"),
        ({"values": [1, 2], "dates": ["2024-01", "2024-01"]}, ValueError, "January 2024 appears"),
        ({"values": [1, 2], "dates": ["2024-01", None]}, ValueError, "Date 2 is missing"),
        ({"values": [1, 2], "dates": ["2024-01", "Feb"]}, ValueError, "such as 'Feb'"),
        ({"values": [1, 2], "dates": ["01/02/2024", "01/03/2024"]}, ValueError, "like 2024-03-31"),
        ({"values": [1, 2], "dates": "2024-01"}, TypeError, "one date to each value"),
        ({"values": [1, 2], "direction": "up"}, ValueError, "'increase', 'decrease', or None"),
        ({"values": [1, 2], "target": "900"}, ValueError, "must be one number"),
        ({"values": [1, 2], "target": float("nan")}, ValueError, "must be one number"),
        ({"values": MORAY, "shift": 4}, ValueError, "at least 5"),
        ({"values": MORAY, "trend": 6.5}, ValueError, "at least 5"),
        ({"values": MORAY, "baseline": 11}, ValueError, "at least 12"),
        ({"values": MORAY, "rebase": [5]}, TypeError, "give a reason for each date"),
        ({"values": MORAY, "rebase": {5: " "}}, ValueError, "has no reason"),
        ({"values": MORAY, "rebase": {5: None}}, ValueError, "has no reason"),
        ({"values": MORAY, "rebase": {99: "why"}}, ValueError, "no point at 99"),
        ({"values": MORAY, "rebase": {1: "why"}}, ValueError, "nothing before it"),
        (
            {"values": MORAY, "dates": MORAY_MONTHS, "rebase": {"soon": "why"}},
            ValueError,
            "'soon' cannot be read",
        ),
        ({"values": MORAY, "dates": MORAY_MONTHS, "rebase": {5: "why"}}, TypeError, "not a date"),
    ],
)
def test_input_that_cannot_be_charted_is_refused_in_plain_words(arguments, error, said):
    with pytest.raises(error, match=said):
        xmr(**arguments)


# Words


def test_the_caption_always_prints_the_rule_set():
    caption = xmr(MORAY, screen_outliers=False, shift=8, trend=6, baseline=20).caption
    for part in ("screening of outlying ranges is off", "6 points rising or falling",
                 "8 on one side", "two of three in an outer third", "first 20 points"):  # fmt: skip
        assert part in caption
    assert "is on" in xmr(MORAY).caption


def test_the_sentence_says_how_many_signals_and_where_the_series_stands():
    assert xmr(MORAY, MORAY_MONTHS, direction="decrease").sentence() == (
        "26 of 44 points are signals; the latest, 1,296 in February 2020, "
        "is a concern above the mean of 993."
    )
    assert xmr([10, 11] * 6).sentence() == (
        "All 12 points show routine variation around a mean of 10.5."
    )
    weekly = xmr(SPIKE, pd.date_range("2024-01-01", periods=18, freq="W-THU"))
    assert "the latest, 1 on 2 May 2024, is routine variation around" in weekly.sentence()


def test_no_sentence_has_more_than_25_words():
    chart = xmr(MORAY, MORAY_MONTHS, direction="decrease", target=900, baseline=24)
    texts = " ".join([chart.sentence(), chart.verdict, chart.caption, *chart.notices])
    for sentence in texts.replace("lag-1", "lag").split(". "):
        assert len(sentence.split()) <= 25, sentence


# Autocorrelation


def test_the_published_series_has_the_published_autocorrelation_and_a_warning():
    assert xmr(SINCE_2022).autocorrelation == pytest.approx(0.64, abs=0.005)
    chart = xmr(MORAY)
    assert chart.autocorrelation == pytest.approx(0.66, abs=0.005)
    assert chart.share_of_fair_width == pytest.approx(0.58, abs=0.005)
    assert any("alike here (autocorrelation 0.66), so limits are too tight" in notice
               for notice in chart.notices)  # fmt: skip
    assert xmr(MORAY, MORAY_MONTHS).notices[-1].startswith("Months are alike here")


def test_unrelated_values_bring_no_warning():
    values = np.random.default_rng(7).normal(100, 10, 60)
    assert abs(xmr(values).autocorrelation) < 0.3
    assert xmr(values).notices == ()


def test_a_step_that_was_rebased_is_not_counted_as_autocorrelation():
    values = np.random.default_rng(7).normal(100, 10, 60)
    values[30:] += 100
    assert xmr(values).autocorrelation > 0.8
    assert abs(xmr(values, rebase={31: "A new ward"}).autocorrelation) < 0.3


# What always holds

numbers = st.lists(st.integers(0, 2000), min_size=2, max_size=60)


def read(values, **options):
    return xmr(values, **options).table


@given(numbers, st.integers(-5000, 5000))
def test_adding_the_same_to_every_value_moves_the_limits_and_no_flag(values, more):
    here, there = read(values), read([value + more for value in values])
    assert here["signal"].tolist() == there["signal"].tolist()
    np.testing.assert_allclose(there["upper"], here["upper"] + more, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(there["lower"], here["lower"] + more, rtol=1e-9, atol=1e-6)


@given(numbers, st.integers(1, 100))
def test_scaling_every_value_scales_the_limits_and_no_flag(values, times):
    here, there = read(values), read([value * times for value in values])
    assert here["signal"].tolist() == there["signal"].tolist()
    np.testing.assert_allclose(there["upper"], here["upper"] * times, rtol=1e-9, atol=1e-6)


@given(numbers)
def test_turning_the_series_upside_down_keeps_every_flag(values):
    assert read(values)["signal"].tolist() == read([-value for value in values])["signal"].tolist()


@given(numbers)
def test_reversing_the_better_direction_swaps_improvement_and_concern(values):
    swap = {"improvement": "concern", "concern": "improvement"}
    up, down = read(values, direction="increase"), read(values, direction="decrease")
    assert [swap.get(meaning, meaning) for meaning in up["meaning"]] == down["meaning"].tolist()
    assert up["signal"].tolist() == down["signal"].tolist()


@given(st.lists(st.integers(0, 2000), min_size=12, max_size=40), numbers)
def test_later_points_never_move_limits_that_are_fixed(values, later):
    fixed = read(values, baseline=12).iloc[0]
    longer = read(values + later, baseline=12).iloc[0]
    for column in ("centre", "lower", "upper", "near_lower", "near_upper"):
        assert fixed[column] == longer[column]


@given(numbers, st.randoms(use_true_random=False))
def test_the_order_and_spelling_of_the_dates_change_no_flag(values, random):
    dates = list(pd.date_range("2020-01-06", periods=len(values), freq="W-MON"))
    pairs = list(zip(values, dates, strict=True))
    random.shuffle(pairs)
    shuffled = read([value for value, _ in pairs], dates=[f"{day:%Y-%m-%d}" for _, day in pairs])
    assert shuffled["signal"].tolist() == read(values)["signal"].tolist()


@given(numbers)
def test_screening_never_widens_the_limits(values):
    on, off = xmr(values), xmr(values, screen_outliers=False)
    assert on.phases[0].average_move <= off.phases[0].average_move


@given(numbers, st.booleans())
def test_fast_and_plain_versions_agree_on_every_point(checkout, values, screen):
    plain = runpy.run_path(str(checkout / "benchmarks" / "plain_charts.py"))["plain_signals"]
    assert read(values, screen_outliers=screen)["signal"].tolist() == plain(values, screen)


@given(st.lists(st.lists(st.integers(0, 99), min_size=20, max_size=20), min_size=1, max_size=8))
def test_many_series_at_once_read_the_same_as_one_by_one(rows):
    together = xmr_many(rows)
    for at, row in enumerate(rows):
        alone = read(row)
        assert together.signal[at].tolist() == alone["signal"].tolist()
        assert together.upper[at] == alone["upper"].iloc[0]


def test_many_series_must_be_one_table():
    with pytest.raises(ValueError, match="all of one length"):
        xmr_many([1, 2, 3])
