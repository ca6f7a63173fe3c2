"""Bed days to beds, years and shares: published Moray totals, and refusals."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.analyse import (
    average_occupied_beds,
    lag_one_autocorrelation,
    per_day,
    share_by,
    whole_beds,
    yearly_totals,
)
from playbook.review import xmr

# Moray, all reasons, aged 18 and over, July 2016 to August 2025 (Public Health Scotland).
BED_DAYS = [
    1056, 960, 1094, 1329, 1179, 1052, 1032, 880, 1058, 1346, 1354, 1161, 808, 837, 749, 681, 799,
    823, 853, 987, 1089, 1097, 1127, 1008, 893, 1339, 1276, 1139, 957, 1070, 968, 927, 926, 780,
    810, 768, 698, 680, 751, 969, 1040, 971, 1075, 1296, 1208, 332, 307, 242, 468, 566, 803, 876,
    832, 672, 735, 545, 496, 595, 770, 592, 749, 623, 784, 948, 847, 1142, 1201, 894, 1294, 1221,
    1194, 1207, 1452, 1291, 1197, 1354, 1215, 1063, 1280, 898, 751, 632, 607, 732, 962, 922, 845,
    1108, 1201, 1162, 1206, 1241, 1501, 1150, 1054, 922, 962, 979, 1115, 1171, 1039, 981, 1135,
    1080, 1149, 1206, 1104, 1015, 1020, 1113,
]  # fmt: skip
MONTHLY = pd.Series(BED_DAYS, index=pd.date_range("2016-07-01", periods=110, freq="MS"))
REASONS = pd.DataFrame(
    {
        "reason": ["Health and social care", "Code 9 AWI", "Code 9 other", "Patient and family"],
        "value": [11_268, 1_000, 457, 12],
    }
)


@pytest.mark.parametrize(
    ("year", "bed_days", "beds"),
    [
        ("2017/18", 11_487, 31.5), ("2018/19", 12_727, 34.9), ("2019/20", 11_046, 30.2),
        ("2020/21", 6_874, 18.8), ("2021/22", 10_439, 28.6), ("2022/23", 14_123, 38.7),
        ("2023/24", 12_119, 33.1), ("2024/25", 12_737, 34.9),
    ],
)  # fmt: skip
def test_every_yearly_total_and_average_is_the_published_one(year, bed_days, beds):
    row = yearly_totals(MONTHLY).table.set_index("year").loc[year]
    assert row["bed_days"] == bed_days
    assert round(row["average_beds"], 1) == beds
    assert row["complete"]


def test_a_year_with_months_missing_is_kept_but_never_compared():
    totals = yearly_totals(MONTHLY)
    assert totals.table["year"].tolist()[0::9] == ["2016/17", "2025/26"]
    assert totals.table["months"].tolist()[0::9] == [9, 5]
    assert totals.complete["year"].tolist()[0::7] == ["2017/18", "2024/25"]
    assert totals.table.iloc[-1]["average_beds"] == pytest.approx(5458 / 153)


def test_the_sentence_compares_the_last_two_whole_years():
    assert yearly_totals(MONTHLY).sentence() == (
        "In 2024/25 delays took 12,737 bed days, or 34.9 beds on an average day, "
        "5.1% more than the year before."
    )


def test_a_year_is_not_compared_with_one_that_is_not_the_year_before():
    gap = MONTHLY["2017-04":"2025-03"].drop(pd.date_range("2023-04-01", "2024-03-01", freq="MS"))
    assert yearly_totals(gap).sentence().endswith("34.9 beds on an average day.")


def test_no_whole_year_has_a_sentence_of_its_own():
    assert "no yearly total is fair" in yearly_totals(MONTHLY.head(5)).sentence()


def test_a_missing_month_makes_its_year_incomplete():
    known = MONTHLY.astype(float)
    known["2024-12-01"] = None
    latest = yearly_totals(known).table.set_index("year").loc["2024/25"]
    assert not latest["complete"]
    assert latest["bed_days"] == 12_737 - 981


def test_a_table_and_a_series_give_the_same_years():
    table = pd.DataFrame({"month": MONTHLY.index.to_period("M"), "bed_days": BED_DAYS})
    given_table = yearly_totals(table.sample(frac=1, random_state=1), values="bed_days").table
    pd.testing.assert_frame_equal(given_table, yearly_totals(MONTHLY).table)


def test_the_yearly_figure_leaves_out_years_that_are_not_whole():
    shown = yearly_totals(MONTHLY).plot(name="years", source="Public Health Scotland")
    assert shown.table["Bed days"].tolist()[0] == 11_487
    assert len(shown.table) == 8
    assert "2024/25: 12,737." in shown.alt


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (pd.DataFrame({"month": ["2024-01"]}), "no column value"),
        (pd.DataFrame({"month": [], "value": []}), "the table is empty"),
        (pd.Series([1, 2], index=["2024-01", "2024-01"]), "January 2024 appears more than once"),
        (pd.Series([1, 2], index=[202401, 202402]), "Write months like 2024-03"),
        (pd.Series([1, 2], index=["2024-01", "later"]), "Write months like 2024-03"),
        (pd.Series([1, 2], index=["2024-01", None]), "A month is missing"),
        (pd.Series(["1", "c"], index=["2024-01", "2024-02"]), "must be numbers"),
    ],
)
def test_monthly_figures_that_cannot_be_added_up_are_refused(figures, said):
    with pytest.raises(ValueError, match=said):
        yearly_totals(figures)


def test_average_beds_are_bed_days_over_the_days_of_the_month():
    beds = average_occupied_beds([1056, 960], ["2016-07", "2016-08"])
    assert beds.tolist() == [pytest.approx(1056 / 31), pytest.approx(960 / 31)]
    assert [whole_beds(value) for value in beds] == [34, 31]


def test_a_leap_february_has_29_days():
    assert per_day([29, 28], ["2024-02", "2023-02"]).tolist() == [1.0, 1.0]


def test_half_a_bed_rounds_up_as_in_the_published_tables():
    assert [whole_beds(beds) for beds in (0.5, 1.5, 2.5, 2.4999)] == [1, 2, 3, 2]


def test_published_average_beds_are_reproduced_for_every_row_of_the_published_file(realdata):
    (path,) = realdata.glob("*delayed-discharge-beddays-council-area_moray.csv")
    rows = pd.read_csv(path)
    months = pd.to_datetime(rows["MonthOfDelay"].astype(str), format="%Y%m")
    beds = average_occupied_beds(rows["NumberOfDelayedBedDays"], months)
    assert [whole_beds(value) for value in beds] == rows["AverageDailyNumberOfDelayedBeds"].tolist()


def test_negative_bed_days_and_unequal_lists_are_refused():
    with pytest.raises(ValueError, match="cannot be negative"):
        average_occupied_beds([-1], ["2024-02"])
    with pytest.raises(ValueError, match="2 values but 1 months"):
        per_day([1, 2], ["2024-02"])


def test_shares_of_the_published_reasons_add_up_to_a_hundred():
    shares = share_by(REASONS, "reason")
    assert shares.table["percent"].sum() == pytest.approx(100)
    assert shares.table["percent"].round(1).tolist() == [88.5, 7.9, 3.6, 0.1]
    assert shares.sentence() == "Health and social care is the largest part: 88.5% of 12,737."


def test_shares_within_a_group_are_of_that_groups_total():
    table = pd.DataFrame(
        {
            "age": ["18 to 74"] * 2 + ["75 and over"] * 2,
            "reason": ["Care", "Family"] * 2,
            "value": [30, 70, 90, 10],
        }
    )
    shares = share_by(table, "reason", within="age")
    assert shares.table["percent"].tolist() == [70, 30, 90, 10]
    assert shares.sentence() == (
        "The largest parts are Family in 18 to 74 (70.0%); Care in 75 and over (90.0%)."
    )


@pytest.mark.parametrize(
    ("table", "by", "said"),
    [
        (REASONS, "cause", "no column cause"),
        (REASONS.assign(value=0), "reason", "total is zero"),
        (REASONS.assign(value=-1), "reason", "missing or negative"),
        (REASONS.assign(value=None), "reason", "missing or negative"),
        (REASONS.head(0), "reason", "total is zero"),
    ],
)
def test_shares_that_would_be_wrong_are_refused(table, by, said):
    with pytest.raises(ValueError, match=said):
        share_by(table, by)


def test_the_published_autocorrelations_are_reproduced():
    assert lag_one_autocorrelation(BED_DAYS[-44:]) == pytest.approx(0.64, abs=0.005)
    assert lag_one_autocorrelation(BED_DAYS[:44]) == pytest.approx(0.66, abs=0.005)


def test_analyse_and_the_control_chart_give_one_autocorrelation():
    assert lag_one_autocorrelation(BED_DAYS) == pytest.approx(xmr(BED_DAYS).autocorrelation)


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=50))
def test_autocorrelation_is_between_minus_one_and_one_or_undefined(values):
    alike = lag_one_autocorrelation(values)
    if len(set(values)) == 1:
        assert alike != alike
    else:
        assert -1 <= alike <= 1
