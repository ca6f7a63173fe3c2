"""Three true stories from one published table, and the months that none of them shows."""

import pandas as pd
import pytest

from playbook.analyse import month_pairs
from playbook.data import published

STORIES = {
    "Callum": ("2023-03", "2024-03"),
    "Dr Anand": ("2022-10", "2023-04"),
    "Ruth": ("2022-01", "2024-01"),
}


@pytest.fixture(scope="module")
def months() -> pd.Series:
    return published("moray_delayed_bed_days_monthly").monthly(age="18plus").loc["2022-01":]


def test_one_published_table_tells_three_stories(months):
    found = month_pairs(months, STORIES)
    assert found.sentence() == (
        "From one series: Callum up 100%, Dr Anand down 53%, Ruth level. "
        "The 44 months have a mean of 1,087."
    )
    assert found.table[["first", "second"]].to_numpy().tolist() == [
        [751, 1501], [1354, 632], [1201, 1206]]  # fmt: skip


def test_the_picture_says_every_pair_in_words_and_holds_every_month(months):
    figure = month_pairs(months, STORIES).plot(name="pairs", source="PHS", label="bed days")
    assert "Dr Anand: October 2022, 1,354, to April 2023, 632." in figure.alt
    assert len(figure.table) == 44
    assert figure.html().count("<svg") == 2


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ({}, "at least one pair"),
        ({"Callum": ("2024-03", "2023-03")}, "March 2024 is not before March 2023"),
        ({"Callum": ("2023-03", "2030-03")}, "no figure for March 2030"),
    ],
)
def test_pairs_that_cannot_be_told_are_refused_in_words(months, pairs, told):
    with pytest.raises(ValueError, match=told):
        month_pairs(months, pairs)


def test_a_first_month_of_nought_has_no_change_in_percent():
    months = pd.Series([0, 4], index=pd.to_datetime(["2024-01", "2024-02"]))
    with pytest.raises(ValueError, match="January 2024 is 0"):
        month_pairs(months, {"Callum": ("2024-01", "2024-02")})
