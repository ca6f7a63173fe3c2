"""Which months stand for "now"."""

import pandas as pd
import pytest

from playbook.analyse import latest_year


def months(first, last, value=10.0):
    index = pd.date_range(first, last, freq="MS")
    return pd.Series(value, index=index)


def test_the_last_whole_financial_year_is_now():
    year = latest_year(months("2022-04", "2025-08"))

    assert year.label == "2024/25"
    assert (len(year.months), year.days) == (12, 365)
    assert (
        year.sentence() == "Where one year is shown, it is 2024/25: the last whole financial year."
    )


def test_a_leap_year_has_its_day():
    assert latest_year(months("2023-04", "2024-03")).days == 366


def test_a_year_with_a_hole_is_not_whole():
    figures = months("2023-04", "2025-03")
    figures.loc["2024-11-01"] = float("nan")

    assert latest_year(figures).label == "2023/24"


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        ("2024-05", "2025-08", "the 12 months to August 2025"),
        ("2025-04", "2025-08", "the 5 months to August 2025"),
        ("2025-08", "2025-08", "the month of August 2025"),
    ],
)
def test_without_a_whole_year_the_last_months_stand_for_it_and_say_so(first, last, label):
    year = latest_year(months(first, last))

    assert year.label == label
    assert "No financial year is whole" in year.sentence()


def test_no_month_at_all_is_refused():
    with pytest.raises(ValueError, match="No month has a value"):
        latest_year(months("2025-04", "2025-08", float("nan")))


def test_sums_are_largest_first_and_a_hole_is_never_counted_as_nothing():
    figures = months("2024-04", "2025-03")
    table = pd.DataFrame({"few": figures, "many": figures * 3, "unknown": figures})
    table.loc["2024-07-01", "unknown"] = float("nan")

    sums = latest_year(figures).of(table)

    assert sums.index.tolist() == ["many", "few", "unknown"]
    assert sums.iloc[:2].tolist() == [360.0, 120.0]
    assert pd.isna(sums["unknown"])
