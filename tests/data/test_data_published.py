"""The figures carried over are the published ones, and they agree with each other."""

import pandas as pd
import pytest

from playbook.data import published, read
from playbook.data.periods import financial_year

MONTHLY, YEARLY = "moray_delayed_bed_days_monthly", "moray_delayed_bed_days_yearly"


def test_there_are_110_months_for_each_age():
    data = published(MONTHLY)
    assert data.table.groupby("age").size().to_dict() == {"18plus": 110, "75plus": 110}
    assert data.period == "July 2016 to August 2025"


def test_the_two_months_that_the_councillor_compared():
    months = published(MONTHLY).monthly(age="18plus")
    assert (months["2023-03-01"], months["2024-03-01"]) == (751, 1501)


def test_the_first_44_months_are_those_of_the_worked_control_chart():
    months = published(MONTHLY).monthly(age="18plus").iloc[:44]
    assert (months.iloc[0], months.iloc[-1]) == (1056, 1296)
    assert round(months.mean(), 1) == 993.0
    assert round(months.diff().abs().mean(), 4) == 114.9767


@pytest.mark.parametrize("age", ["18plus", "75plus"])
def test_months_add_up_to_the_published_years(age):
    months = published(MONTHLY).monthly(age=age)
    sums = months.groupby(months.index.map(financial_year)).sum()
    years = published(YEARLY).select(age=age, reason="All Delay Reasons")
    for row in years.itertuples():
        assert sums[financial_year(row.financial_year)] == row.bed_days


def test_average_beds_of_a_year_are_bed_days_over_days():
    table = published(YEARLY).table.dropna(subset="average_beds")
    assert len(table) == 8
    days = [(start + pd.DateOffset(years=1) - start).days for start in table["financial_year"]]
    assert ((table["bed_days"] / days - table["average_beds"]).abs() < 0.05).all()


def test_reasons_of_2024_25_add_up():
    reasons = published(YEARLY).by("reason", age="18plus").loc["2024-04-01"]
    assert reasons.tolist() == [11_268, 12, 1_000, 457]
    assert reasons.sum() == 12_737


def test_the_wider_age_group_is_not_added_to_the_narrower():
    with pytest.raises(ValueError, match="18plus already holds 75plus"):
        published(MONTHLY).monthly(age=["18plus", "75plus"])


def test_every_published_table_names_its_source_and_its_licence():
    for name in (MONTHLY, YEARLY):
        data = published(name)
        assert not data.is_sample
        assert "Public Health Scotland" in data.source
        assert "August 2025 release" in data.source
        assert any("Open Government Licence v3.0" in notice for notice in data.notices)
        assert any(notice.startswith("Confidence is") for notice in data.notices)


def test_a_yearly_table_has_no_months():
    with pytest.raises(ValueError, match="published by financial year"):
        published(YEARLY).monthly(age="18plus", reason="All Delay Reasons")


def test_a_kind_of_file_is_not_a_published_table():
    with pytest.raises(ValueError, match=r'Use load\("delayed_discharges"\)'):
        published("delayed_discharges")
    with pytest.raises(ValueError, match="There is no data called"):
        published("moray")


def test_the_table_is_what_the_published_file_says(realdata):
    real = read(next(realdata.glob("*council-area_moray.csv")), "delayed_discharges")
    for age in ("18plus", "75plus"):
        theirs = real.monthly(area="Moray", age=age, reason="All Delay Reasons")
        pd.testing.assert_series_equal(published(MONTHLY).monthly(age=age), theirs)
