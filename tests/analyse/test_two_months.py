"""The councillor's two months: published numbers, and what the pair can bear."""

import pandas as pd
import pytest

from playbook.analyse import two_months
from playbook.review import xmr

# Moray bed days in delay, April 2022 to August 2025 (Public Health Scotland).
BED_DAYS = [
    1221, 1194, 1207, 1452, 1291, 1197, 1354, 1215, 1063, 1280, 898, 751, 632, 607, 732, 962, 922,
    845, 1108, 1201, 1162, 1206, 1241, 1501, 1150, 1054, 922, 962, 979, 1115, 1171, 1039, 981,
    1135, 1080, 1149, 1206, 1104, 1015, 1020, 1113,
]  # fmt: skip
MONTHS = pd.date_range("2022-04-01", periods=41, freq="MS")
CHART = xmr(BED_DAYS, MONTHS, screen_outliers=False).table


def test_the_councillors_pair_is_told_with_the_mean_that_it_hides():
    pair = two_months(CHART, "2023-03", "2024-03")
    assert pair.change == 750
    assert pair.percent_change == pytest.approx(99.9, abs=0.05)
    assert pair.sentence() == (
        "From March 2023 to March 2024 bed days rose 100%, from 751 to 1,501; "
        "the mean of all 41 months is 1,084."
    )


def test_the_findings_set_the_pair_against_limits_length_and_other_pairs():
    standing, length, pairs = two_months(CHART, "2023-03", "2024-03").findings
    assert standing == (
        "Both months are signals, on opposite sides of the mean, with limits of 770 to 1,398. "
        "The pair says almost nothing about direction."
    )
    assert length == "Both months have 31 days, so their length plays no part."
    assert pairs == (
        "Of 29 pairs of months 12 apart, changes run from -49% to +100%: "
        "whoever picks the months picks the story."
    )


def test_a_short_february_takes_bed_days_away_by_its_length_alone():
    pair = two_months(CHART, "2025-01", "2025-02")
    assert pair.length_effect == pytest.approx(-1135 / 31 * 3)
    assert "length alone takes away 110 bed days" in pair.findings[1]
    rate = pair.table["per_day"]
    assert rate.iloc[1] > rate.iloc[0]  # fewer bed days in February, yet more beds filled
    assert pair.change < 0


def test_two_routine_months_are_called_routine():
    assert "routine variation" in two_months(CHART, "2025-05", "2025-06").findings[0]


def test_one_signal_points_to_that_month():
    found = two_months(CHART, "2024-03", "2025-06").findings[0]
    assert found.startswith("Only March 2024 is a signal")


def test_no_change_and_a_first_value_of_zero_are_said_without_a_percentage():
    table = pd.DataFrame(
        {"value": [0, 4, 4], "centre": 3.0, "lower": 0.0, "upper": 9.0, "signal": ""},
        index=pd.date_range("2024-01-01", periods=3, freq="MS"),
    )
    assert "rose, from 0 to 4" in two_months(table, "2024-01", "2024-02").sentence()
    assert "stayed, at 4" in two_months(table, "2024-02", "2024-03").sentence()
    assert "nan" not in " ".join(two_months(table, "2024-01", "2024-02").findings)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("2024-03", "2023-03", "the earlier one first"),
        ("2024-03", "2024-03", "two different months"),
        ("2019-03", "2024-03", "no value for March 2019. It runs from April 2022 to August 2025"),
        ("March", "2024-03", "Write months like 2024-03"),
    ],
)
def test_a_pair_that_is_not_two_months_of_the_chart_is_refused(first, second, said):
    with pytest.raises(ValueError, match=said):
        two_months(CHART, first, second)


def test_a_table_that_is_no_control_chart_is_refused():
    with pytest.raises(ValueError, match="lacks centre, lower, upper, signal"):
        two_months(CHART[["value"]], "2023-03", "2024-03")
