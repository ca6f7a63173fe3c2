"""A total that stands still can hide parts that move."""

import pandas as pd
import pytest

from playbook.analyse import parts_by_year
from playbook.data import load, published

OLDER = "people aged 75 and over"


@pytest.fixture
def moray():
    monthly = published("moray_delayed_bed_days_monthly")
    everyone, older = (monthly.monthly(age=age) for age in ("18plus", "75plus"))
    return parts_by_year(pd.DataFrame({OLDER: older, "people aged 18 to 74": everyone - older}))


def test_the_published_years_of_moray_show_a_shift_that_the_total_hides(moray):
    shares = moray.shares.set_index("year")[OLDER]

    assert shares.round(1)[["2022/23", "2023/24", "2024/25"]].tolist() == [74.5, 80.2, 67.6]
    assert moray.sentence(OLDER) == (
        "In 2024/25 people aged 75 and over made up 67.6% of the bed days, against 80.2% the "
        "year before. Their bed days fell by 11.4%; those of all others rose by 71.7%."
    )


def test_the_sample_hides_the_same_story():
    ages = load("delayed_discharges").by("age", area="Moray", reason="All Delay Reasons")
    shares = parts_by_year(ages).shares.set_index("year")["75plus"]

    assert shares["2023/24"] - shares["2024/25"] > 10


def test_part_years_are_left_out(moray):
    assert moray.table["year"].tolist()[0] == "2017/18"
    assert moray.table["year"].tolist()[-1] == "2024/25"


def test_without_a_whole_year_the_months_there_are_stand_as_one_row():
    months = pd.date_range("2025-04-01", periods=5, freq="MS")
    parts = parts_by_year(pd.DataFrame({"a": 3, "b": 1}, index=months))

    assert parts.sentence("a") == "In the 5 months to August 2025 a made up 75.0% of the bed days."


def test_unasked_it_tells_of_the_part_whose_share_moved_most():
    months = pd.date_range("2023-04-01", periods=24, freq="MS")
    ages = {"young": 300, "middle": [200] * 12 + [210] * 12, "old": [500] * 12 + [800] * 12}
    parts = parts_by_year(pd.DataFrame(ages, index=months))
    assert parts.sentence() == parts.sentence("old")
    first = parts_by_year(pd.DataFrame(ages, index=months)[:12])
    assert first.sentence() == "In 2023/24 old made up 50.0% of the bed days."


def test_years_without_any_bed_days_are_told_in_words():
    months = pd.date_range("2023-04-01", periods=24, freq="MS")
    none_last = parts_by_year(pd.DataFrame({"a": [1] * 12 + [0] * 12, "b": 0}, index=months))
    none_first = parts_by_year(pd.DataFrame({"a": [0] * 12 + [1] * 12, "b": 0}, index=months))
    assert none_last.sentence() == "In 2024/25 there were no bed days."
    assert none_first.sentence() == (
        "In 2024/25 a made up 100.0% of the bed days. The year before had none."
    )


def test_a_part_that_does_not_exist_is_refused_with_those_that_do(moray):
    with pytest.raises(ValueError, match="There is: people aged 75 and over, people aged 18 to 74"):
        moray.sentence("people aged 65 and over")


def test_the_picture_says_every_number_in_words(moray):
    figure = moray.plot(name="ages", message="A shift.", source="Public Health Scotland")

    assert "2023/24 9,716, 2024/25 8,612." in figure.alt
    assert figure.html().count("<svg") == 2
    assert figure.table.columns.tolist() == ["Year", OLDER, "people aged 18 to 74"]
