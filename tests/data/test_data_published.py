"""The figures carried over are the published ones, and they agree with each other."""

import pandas as pd
import pytest

from playbook.data import published, read
from playbook.data.periods import financial_year
from playbook.data.schema import kinds

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


CITED = [name for name in kinds(published=True) if name not in (MONTHLY, YEARLY)]


def cited(name: str, figure: str, group: str = "All ages") -> pd.Series:
    table = published(name).table
    rows = table[(table["figure"] == figure) & (table["group"] == group)]
    return rows.set_index("period")["value"]


def test_there_is_a_cited_table_for_each_topic():
    assert CITED == [
        "moray_population", "moray_ae", "moray_beds", "moray_care_at_home", "moray_budget",
        "moray_deprivation",
    ]  # fmt: skip


@pytest.mark.parametrize("name", CITED)
def test_every_cited_figure_has_its_unit_source_date_licence_and_confidence(name):
    data = published(name)
    for column in ("unit", "period", "source", "released", "licence", "confidence"):
        assert (data.table[column].str.len() > 2).all()
    assert set(data.table["licence"]) <= {
        "Open Government Licence v3.0", "Fact quoted from a public page",
    }  # fmt: skip
    assert not data.is_sample
    assert not data.table.duplicated(["figure", "group", "period"]).any()


PARTS = {
    "All ages": ("0-15", "16-17", "18-44", "45-64", "65 and over"),
    "65 and over": ("65-69", "70-74", "75 and over"),
    "75 and over": ("75-79", "80-84", "85 and over"),
    "85 and over": ("85-89", "90 and over"),
}


@pytest.mark.parametrize("total", PARTS)
@pytest.mark.parametrize("figure", ["Population estimate", "Population projection, 2018-based"])
def test_age_bands_of_moray_add_up(figure, total):
    parts = sum(cited("moray_population", figure, part) for part in PARTS[total])
    whole = cited("moray_population", figure, total)
    pd.testing.assert_series_equal(parts, whole)


def test_cited_bands_are_those_of_the_published_files(realdata):
    for kind, figure, name in (
        ("population_estimates", "Population estimate", "ca_pop_est*"),
        ("population_projections", "Population projection, 2018-based", "ca_pop_proj*"),
    ):
        real = read(next(realdata.glob(name)), kind)
        for group, ages in (
            ("0-15", (0, 15)), ("16-17", (16, 17)), ("18-44", (18, 44)), ("45-64", (45, 64)),
            ("70-74", (70, 74)), ("85-89", (85, 89)), ("75 and over", (75, None)),
        ):  # fmt: skip
            theirs = real.series(area="Moray", sex="All", age=real.ages(*ages))
            for period, value in cited("moray_population", figure, group).items():
                assert theirs[f"{period.split()[-1]}-01-01"] == value


def test_cited_attendances_are_the_sums_of_the_published_months(realdata):
    months = pd.read_csv(realdata / "ae_attendance_drgrays_N411H_200707_202502.csv")
    years = months.groupby(pd.to_datetime(months["date"]).map(financial_year))[
        ["attendances", "within_4_hours"]
    ].sum()
    within = cited("moray_ae", "Attendances within 4 hours")
    for period, value in cited("moray_ae", "Attendances").items():
        year = years.loc[period[:7]]
        assert year["attendances"] == value
        assert abs(100 * year["within_4_hours"] / year["attendances"] - within[period]) <= 0.05


def test_cited_beds_are_the_published_ones(realdata):
    real = read(realdata / "beds_drgrays_and_grampian.csv", "beds")
    table = published("moray_beds").table
    measures = {"Average staffed beds": "staffed_beds", "Average occupied beds": "occupied_beds",
                "Occupancy": "occupancy"}  # fmt: skip
    for row in table.itertuples():
        theirs = real.series(location="N411H", specialty=row.group, measure=measures[row.figure])
        label = {real.schema.period.label(start): value for start, value in theirs.items()}
        assert abs(label[row.period] - row.value) <= 0.0501


def test_cited_deprivation_is_the_published_one(realdata):
    zones = read(realdata / "simd2020v2_moray_datazones.csv", "deprivation").table
    table = published("moray_deprivation").table.set_index("group")["value"]
    assert (
        table.iloc[1:6].tolist() == zones["country_quintile"].value_counts().sort_index().tolist()
    )
    assert table["Least deprived 15%"] == zones["least_deprived_15"].sum()
    assert table["Most deprived 15%"] == zones["most_deprived_15"].sum()


def test_cited_care_at_home_is_the_published_one(realdata):
    real = read(next(realdata.glob("care_at_home*")), "care_at_home")
    weeks = {"area": "Moray", "age": "All Ages", "time_period": "Census Week"}
    for figure, statistic in (
        ("People who receive care at home", "Number of People"),
        ("Hours of care at home in the week", "Number of Hours"),
    ):
        theirs = real.series(**weeks, statistic=statistic)
        for period, value in cited("moray_care_at_home", figure).items():
            assert theirs[f"{period.split()[-1][:4]}-04-01"] == value
