"""Every published file beside the checkout reads, and its numbers are the published ones."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from playbook.data import Dataset, check, kind_of, read
from playbook.data.header import fit
from playbook.data.opening import header_of
from playbook.data.schema import kinds, layouts

FILES = {
    "RECONSTRUCTED_PHS_SCHEMA_delayed-discharge-beddays-council-area_moray.csv": (
        "delayed_discharges", "council_area"),
    "ca_pop_est_1981_2023_moray_or_grampian.csv": ("population_estimates", "council_area"),
    "ca_pop_proj_2018based_moray_or_grampian.csv": ("population_projections", "council_area"),
    "monthly_ae_activity_202305_drgrays_N411H.csv": ("ae_monthly", "without_category"),
    "beds_drgrays_and_grampian.csv": ("beds", "quarterly"),
    "gp_practice_listsizes_oct2024_moray.csv": ("gp_lists", "bands"),
    "care_at_home_moray_scotland_dashboard_download.csv": ("care_at_home", "dashboard"),
    "simd2020v2_moray_datazones.csv": ("deprivation", "simd_2020v2"),
    "hospital_admissions_hscp_simd_moray.csv": ("weekly_admissions", "published"),
    "hospitals_moray_2025.csv": ("hospitals", "hospital_code"),
}  # fmt: skip


@cache
def of(realdata: Path, kind: str) -> Dataset:
    name = next(name for name, (each, _) in FILES.items() if each == kind)
    return read(realdata / name, kind)


@pytest.mark.parametrize("name", FILES)
def test_every_published_file_reads_in_its_layout(realdata, name):
    kind, layout = FILES[name]
    data = of(realdata, kind)
    assert (data.layout, data.is_sample) == (layout, False)
    assert len(data.table) > 5
    assert data.basis
    assert str(realdata) not in repr(data)


def test_no_published_file_is_taken_for_another_kind(realdata):
    for name, (kind, _) in FILES.items():
        header = header_of(realdata / name)
        near = [each for each in kinds() if fit(header, each)[0]]  # no other can pass its check
        assert [each for each in near if check(realdata / name, each).ok] == [kind]


@pytest.mark.parametrize("name", FILES)
def test_the_kind_of_every_published_file_is_told_from_its_columns(realdata, name):
    assert kind_of(realdata / name) == FILES[name][0]


def test_every_file_beside_the_checkout_is_tried(realdata):
    there = {path.name for path in realdata.glob("*.csv")}
    assert there - set(FILES) == {"ae_attendance_drgrays_N411H_200707_202502.csv"}


def test_the_dictionary_says_yes_of_the_layouts_that_are_tried_here_and_of_no_other(realdata):
    said = {(each.kind, each.name) for kind in kinds() for each in layouts(kind)
            if each.tried.startswith("Yes")}  # fmt: skip
    rebuilt = {("delayed_discharges", "council_area")}  # its columns are not as downloaded
    assert said == set(FILES.values()) - rebuilt


def test_moray_in_the_middle_of_2023(realdata):
    people = of(realdata, "population_estimates")
    everyone = {"area": "Moray", "sex": "All"}
    assert people.series(**everyone, age="All ages")["2023-01-01"] == 94_670
    assert people.series(**everyone, age=people.ages(65))["2023-01-01"] == 21_942
    assert people.series(**everyone, age=people.ages(75))["2023-01-01"] == 10_224
    assert people.series(**everyone, age=people.ages(85))["2023-01-01"] == 2_646
    assert people.series(**everyone, age=people.ages(0, 15))["2023-01-01"] == 15_471
    assert people.series(**everyone, age=people.ages(16, 64))["2023-01-01"] == 57_257
    assert people.series(**everyone, age="90 and over")["2023-01-01"] == 890


def test_the_2018_based_projection_of_moray_says_its_base_and_to_re_base(realdata):
    people = of(realdata, "population_projections")
    everyone = {"area": "Moray", "sex": "All"}
    assert people.series(**everyone, age="All ages")["2035-01-01"] == 94_390
    assert people.series(**everyone, age=people.ages(65))["2035-01-01"] == 28_128
    assert people.series(**everyone, age=people.ages(75))["2035-01-01"] == 14_116
    assert people.series(**everyone, age=people.ages(85))["2035-01-01"] == 4_507
    assert people.series(**everyone, age="All ages")["2023-01-01"] == 95_749
    assert people.base_year == 2018
    assert "2018-based" in people.source
    assert any("2018-based set" in notice for notice in people.notices)
    assert any(notice.startswith("Re-base") for notice in people.notices)


def test_the_older_projection_runs_too_high_for_moray(realdata):
    estimate, projection = (
        of(realdata, kind) for kind in ("population_estimates", "population_projections")
    )
    old = {"area": "Moray", "sex": "All", "age": estimate.ages(85)}
    ratio = projection.series(**old)["2023-01-01"] / estimate.series(**old)["2023-01-01"]
    assert round(100 * (ratio - 1), 1) == 12.5


def test_estimates_and_projections_are_told_apart_by_their_years(realdata):
    for kind, other in (
        ("population_estimates", "population_projections"),
        ("population_projections", "population_estimates"),
    ):
        name = next(name for name, (each, _) in FILES.items() if each == kind)
        report = check(realdata / name, other)
        assert report.counts == {"another kind of data": 1}
        assert f'Read this file as "{kind}"' in report.problems[0].next_step


def test_dr_grays_in_may_2023(realdata):
    ae = of(realdata, "ae_monthly")
    site = {"hospital": "Dr Gray's Hospital", "department": "Emergency Department"}
    assert ae.monthly(**site)["2023-05-01"] == 2_620
    assert ae.monthly(**site, measure="over_8_hours")["2023-05-01"] == 123
    within = ae.monthly(**site, measure="percentage_within_4_hours")
    assert round(within["2023-05-01"], 1) == 75.5
    published = ae.select(**site).set_index("month")["percentage_within_4_hours"]
    assert ((within - published).abs() <= 0.05 + 1e-9).all()
    years = ae.yearly(**site, measure="percentage_within_4_hours").set_index("financial_year")
    assert round(years.loc["2018/19", "percentage_within_4_hours"], 1) == 95.4
    assert "place of treatment" in ae.basis


def test_beds_of_dr_grays(realdata):
    beds = of(realdata, "beds")
    acute = {"location": "N411H", "specialty": "All Acute"}
    for measure, value in (("staffed_beds", 112.4), ("occupied_beds", 106.6), ("occupancy", 94.9)):
        assert round(beds.series(**acute, measure=measure)["2022-10-01"], 1) == value
    every = beds.series(location="N411H", specialty="All Specialties", measure="occupancy")
    assert round(every["2022-10-01"], 1) == 82.1
    assert "October to December 2022: provisional: it may change." in beds.notices
    assert "17 numbers are missing: not applicable." in beds.notices


def test_specialties_of_dr_grays_add_up_to_their_total(realdata):
    beds = of(realdata, "beds")
    parts = beds.series(location="N411H", specialty="every", measure="staffed_bed_days")
    total = beds.series(location="N411H", specialty="All Specialties", measure="staffed_bed_days")
    pd.testing.assert_series_equal(parts, total)
    groupings = [each for each in beds.values("specialty") if each.endswith("Grouping")]
    there = set(beds.table.query("location == 'N411H'")["specialty"])
    grouped = beds.select(location="N411H", specialty=[g for g in groupings if g in there])
    assert len(grouped) > 20


def test_a_board_is_never_added_to_its_hospital(realdata):
    beds = of(realdata, "beds")
    with pytest.raises(ValueError, match="NHS Grampian already holds Dr Gray's Hospital"):
        beds.series(location=["NHS Grampian", "N411H"], specialty="All Acute")
    with pytest.raises(ValueError, match="All Acute already holds"):
        beds.series(location="N411H", specialty=["All Acute", "Medical Grouping"])


def test_moray_has_twelve_practices_with_more_patients_than_residents(realdata):
    lists = of(realdata, "gp_lists")
    everyone = {"sex": "All", "age": "All ages", "practice": "every"}
    assert len(lists.values("practice")) == 12
    assert lists.series(**everyone).tolist() == [96_428]
    ages = lists.series(**{**everyone, "age": lists.ages(0)})
    assert ages.tolist() == [96_428]


def test_moray_has_126_data_zones_of_which_four_in_the_most_deprived_fifth(realdata):
    zones = of(realdata, "deprivation")
    counts = zones.table["country_quintile"].value_counts().sort_index()
    assert counts.to_dict() == {1: 4, 2: 22, 3: 42, 4: 44, 5: 14}
    assert "1 is the most deprived" in zones.notices[0]
    with pytest.raises(ValueError, match="a list without periods"):
        zones.series(data_zone="every")


def test_care_at_home_in_the_census_week_of_2023_24(realdata):
    care = of(realdata, "care_at_home")
    moray = {"time_period": "Census Week", "area": "Moray", "age": "All Ages"}
    assert care.series(**moray, statistic="Number of People")["2023-04-01"] == 750
    assert care.series(**moray, statistic="Number of Hours")["2023-04-01"] == 14_525
    assert care.series(**moray, statistic="Rate per 1,000 People")["2023-04-01"] == 7.9


def test_people_may_be_added_over_ages_and_rates_and_mixed_measures_may_not(realdata):
    care = of(realdata, "care_at_home")
    older = {"time_period": "Census Week", "area": "Moray", "age": ["75-84 years", "85+ years"]}
    assert care.series(**older, statistic="Number of People")["2023-04-01"] == 405
    with pytest.raises(ValueError, match="Rate per 1,000 People cannot be added"):
        care.series(**older, statistic="Rate per 1,000 People")


def test_hospitals_of_moray(realdata):
    table = of(realdata, "hospitals").table.set_index("hospital")
    assert table.loc["N411H", "hospital_label"] == "Dr Gray's Hospital"
    assert set(table["area_name"]) == {"Moray"}
    assert set(table["board_name"]) == {"NHS Grampian"}


def test_weekly_admissions_of_moray_reconcile(realdata):
    weekly = of(realdata, "weekly_admissions")
    parts = weekly.series(area="Moray", deprivation="every", admission_type="every")
    total = weekly.series(area="Moray", deprivation="every", admission_type="All")
    assert (parts <= total).all()
    assert total["2020-01-05"] == 11 + 34 + 75 + 69 + 27


def test_the_file_with_renamed_columns_is_refused_by_name_as_ae_data(realdata):
    path = realdata / "ae_attendance_drgrays_N411H_200707_202502.csv"
    for kind in kinds():
        assert not check(path, kind).ok
    problem = check(path, "ae_monthly").problems[0]
    assert "missing: Month, Country, HBT, TreatmentLocation" in problem.found
    assert "not expected: hospital_code, hospital_name, date, attendances" in problem.found
    assert "renamed" in problem.next_step
    assert "press Download" in problem.next_step
