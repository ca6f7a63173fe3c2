"""Seasons and monthly projections, on Moray's published delayed bed days of people aged 75+."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.analyse import past_month_errors, project_months, seasonal_shares

# Public Health Scotland, August 2025 release: Moray residents, January 2017 to March 2025
OLDER = """
712 587 839 1006 921 790 587 579 573 522 615 518
651 800 800 823 801 719 682 1052 969 907 854 875
731 665 687 515 519 453 425 448 421 622 684 669
740 906 832 221 240 164 337 414 522 558 575 465
526 404 327 415 592 398 484 440 619 634 546 854
920 658 926 931 881 861 994 916 876 1027 926 827
980 651 648 561 519 637 784 701 622 845 998 931
928 991 1199 841 779 696 738 691 765 773 643 617
642 681 746
"""
VALUES = [int(each) for each in OLDER.split()]
MONTHS = pd.date_range("2017-01-01", periods=len(VALUES), freq="MS")
SERIES = pd.Series(VALUES, index=MONTHS)
AFTER = SERIES["2022-04":"2025-03"]


def test_rates_of_those_aged_75_and_over_are_those_printed():
    yearly = {year: SERIES[f"{year}-04" : f"{year + 1}-03"].sum() for year in (2022, 2023)}
    assert yearly == {2022: 10_518, 2023: 9_716}
    assert 1000 * yearly[2023] / 10_224 == pytest.approx(950.3, abs=0.05)


def test_an_index_is_the_mean_of_daily_averages_over_their_year():
    found = seasonal_shares(AFTER)
    ratios = []
    for year in (2022, 2023, 2024):
        whole = SERIES[f"{year}-04" : f"{year + 1}-03"]
        days = whole.index.days_in_month
        ratios.append((whole.iloc[0] / 30) / (whole.sum() / sum(days)))
    assert found.table["name"].tolist()[::11] == ["April", "March"]
    assert found.table["index"].iloc[0] == pytest.approx(sum(ratios) / 3)
    assert found.table["lowest"].iloc[0] == pytest.approx(min(ratios))


def test_the_same_daily_average_all_year_has_an_index_of_one_each_month():
    even = seasonal_shares(pd.Series(MONTHS.days_in_month * 7, index=MONTHS))
    assert even.table["index"].tolist() == pytest.approx([1] * 12)


@given(st.integers(2000, 2100), st.floats(1, 1e7))
@settings(deadline=None)
def test_twelve_months_add_up_to_their_year(year, total):
    shares = seasonal_shares(AFTER)
    assert shares.shares(year).sum() == pytest.approx(1, rel=1e-12)
    found = project_months(total, {year: 1}, shares, per=1, error=0.1)
    assert found.table["bed_days"].sum() == pytest.approx(total, rel=1e-12)
    assert found.table["whole_bed_days"].sum() == int(total + 0.5)
    assert (found.table["whole_bed_days"] - found.table["bed_days"]).abs().max() < 1


def test_a_leap_year_gives_february_more():
    shares = seasonal_shares(AFTER)
    assert shares.shares(2027)["2028-02-01"] > shares.shares(2026)["2027-02-01"]


def test_pandemic_months_are_left_out_by_name_and_the_notices_say_so():
    found = seasonal_shares(SERIES, starts_in=1, leave_out={"the pandemic": ("2020-03", "2021-12")})
    assert found.years.index.tolist() == [2017, 2018, 2019, 2022, 2023, 2024]
    assert found.notices == (
        "Left out for the pandemic: March 2020 to December 2021.",
        "Not used, as a month is missing or left out: 2020, 2025.",
    )
    before = seasonal_shares(SERIES[:"2019-12"], starts_in=1)
    after = seasonal_shares(SERIES["2022-01":"2024-12"], starts_in=1)
    both = (before.table["index"] + after.table["index"]) / 2
    assert found.table["index"].tolist() == pytest.approx(both.tolist())


def test_the_range_comes_from_errors_that_the_method_would_have_made():
    shares = seasonal_shares(AFTER)
    errors = past_month_errors(shares)
    assert errors["year"].unique().tolist() == [2023, 2024]
    assert errors["actual"].tolist() == pytest.approx(AFTER.iloc[12:].tolist())
    year = errors[errors["year"] == 2023]
    assert year["projected"].sum() == pytest.approx(10_518)
    found = project_months(950.3, {2025: 10_400}, shares)
    spread = errors["error"].std()
    first = found.table.iloc[0]
    assert first["upper"] == pytest.approx(first["bed_days"] * (1 + 1.2816 * spread), rel=1e-4)
    assert found.years[2025] == pytest.approx(950.3 * 10.4)


def test_past_people_may_be_given_so_that_ageing_is_no_error():
    shares = seasonal_shares(AFTER)
    people = {2022: 9_952, 2023: 10_224, 2024: 10_400}
    errors = past_month_errors(shares, people)
    year = errors[errors["year"] == 2023]
    assert year["projected"].sum() == pytest.approx(10_518 * 10_224 / 9_952)
    assert project_months(950, {2025: 10_400}, shares, error=errors).error == pytest.approx(
        errors["error"].std()
    )


def test_the_words_name_the_busiest_month_and_the_range():
    shares = seasonal_shares(AFTER)
    assert shares.sentence() == (
        "Day for day October is the busiest month, 8% above the year's average, and May the "
        "quietest, 11% below. This rests on 3 years, and 2 of 12 months lay on the same side of "
        "the average in all of them."
    )
    found = project_months({2025: 950.3}, {2025: 10_400}, shares, error=0.2)
    assert found.sentence().startswith("In the year from April 2025 9,883 bed days are projected.")
    assert "holds 80 times in 100" in found.sentence()
    assert "April" in shares.plot(name="seasons", source="Public Health Scotland").alt
    assert found.plot(name="months", source="Public Health Scotland").table.shape == (12, 5)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: seasonal_shares(SERIES[:30]), "2 whole years, and 3 are needed"),
        (lambda: seasonal_shares(-SERIES), "is negative"),
        (lambda: seasonal_shares(SERIES * 0), "has no seasons"),
        (lambda: seasonal_shares(SERIES, starts_in=13), "1 to 12"),
        (lambda: seasonal_shares(SERIES, leave_out={"snow": ("2018-02",)}), "first and last"),
        (lambda: seasonal_shares(pd.concat([SERIES, SERIES])), "more than once"),
        (lambda: project_months(-1, {2025: 1}, seasonal_shares(AFTER)), "at least 0"),
        (lambda: project_months({2024: 1}, {2025: 1}, seasonal_shares(AFTER)), "no rate for 2025"),
        (lambda: project_months(1, {2025: None}, seasonal_shares(AFTER)), "population, 2025"),
        (lambda: project_months(1, {}, seasonal_shares(AFTER)), "at least one year"),
        (
            lambda: past_month_errors(seasonal_shares(AFTER), {2023: 1, 2024: 1}),
            "no population for 2022",
        ),
    ],
)
def test_what_has_no_seasons_is_refused_in_words(call, said):
    with pytest.raises(ValueError, match=said):
        call()
