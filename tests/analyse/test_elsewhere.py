"""Is it only here? An area beside the country."""

import pandas as pd

from playbook.analyse import beside_country

MONTHS = pd.date_range("2022-04-01", "2025-03-01", freq="MS")


def years(*totals):
    return pd.Series([total / 12 for total in totals for _ in range(12)], index=MONTHS)


def test_it_says_whether_the_country_moved_the_same_way():
    beside = beside_country(years(14123, 12119, 12737), years(661705, 666000, 720119), area="Moray")

    assert beside.sentence() == (
        "In 2024/25 Moray had 1.8% of the delayed bed days of Scotland. "
        "Since the year before they rose by 5.1% in Moray, and rose by 8.1% in Scotland."
    )
    assert beside.table["year"].tolist() == ["2022/23", "2023/24", "2024/25"]


def test_a_file_without_the_country_says_what_it_cannot_tell():
    beside = beside_country(years(1, 2, 3), None, area="Moray")

    assert beside.table.empty
    assert "cannot say whether others moved the same way" in beside.sentence()


def test_one_year_has_a_share_and_no_change():
    here, country = years(1, 1, 120)[-12:], years(1, 1, 12000)[-12:]

    assert beside_country(here, country, area="Moray").sentence() == (
        "In 2024/25 Moray had 1.0% of the delayed bed days of Scotland."
    )


def test_years_that_are_not_whole_in_both_are_left_out():
    beside = beside_country(years(10, 20, 30), years(100, 200, 300)[:-1], area="Moray")

    assert beside.table["year"].tolist() == ["2022/23", "2023/24"]


def test_a_year_of_none_before_is_said_in_words():
    assert "went from none to 120" in (
        beside_country(years(1, 0, 120), years(9, 9, 9), area="Moray").sentence()
    )
