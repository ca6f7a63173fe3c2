"""Layouts for which no published file lies beside the checkout: small files, every quirk."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from playbook.data import DataProblem, check, describe, load, read
from playbook.data.schema import Layout, kinds, layouts

Rows = list[dict[str, str]]


def layout_of(kind: str, name: str) -> Layout:
    return layouts(kind, name)[0]


def lines(layout: Layout, rows: Rows, drop: tuple[str, ...] = ()) -> list[list[str]]:
    """Set rows out under the published header; what is not given is blank."""
    header = [name for name in layout.columns if name not in drop]
    for row in rows:
        assert set(row) <= set(header), set(row) - set(header)
    return [header, *([row.get(name, "") for name in header] for row in rows)]


# ---------- census of delayed discharges


def census(area: str, code: str) -> Rows:
    parts = {"Health and Social Care Reasons": 5, "Patient and Family Related Reasons": 1,
             "Code 9 AWI": 2, "Code 9 Non-AWI": 0}  # fmt: skip
    return [
        {"MonthOfDelay": "202503", area: code, "AgeGroup": age, "AgeGroupQF": sign,
         "ReasonForDelay": reason, "ReasonForDelayQF": "d" if reason.startswith("All") else "",
         "NumberOfCensusDelays": str(number * (2 if sign else 1))}
        for age, sign in (("18plus", "d"), ("18-74", ""), ("75plus", ""))
        for reason, number in {**parts, "All Delay Reasons": sum(parts.values())}.items()
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "area", "code", "basis"),
    [("council_area", "CA", "S12000020", "where people live"),
     ("health_board", "HBT", "S08000020", "where people were treated")],
)  # fmt: skip
def test_the_census_is_read_by_council_and_by_board(save, name, area, code, basis):
    rows = census(area, code)
    path = save(lines(layout_of("delayed_discharge_census", name), rows))
    data = read(path, "delayed_discharge_census")
    assert data.layout == name
    assert basis in data.basis
    everyone = {"area": code, "age": "18plus", "reason": "All Delay Reasons"}
    assert data.monthly(**everyone).tolist() == [16]
    rows[0]["NumberOfCensusDelays"] = "11"
    path = save(lines(layout_of("delayed_discharge_census", name), rows))
    assert check(path, "delayed_discharge_census").counts == {"total differs from its parts": 2}


def test_census_and_bed_days_are_not_taken_for_each_other(save, good):
    rows = lines(layout_of("delayed_discharge_census", "council_area"), census("CA", "S12000020"))
    assert "This is the census file" in str(check(save(rows), "delayed_discharges"))
    assert "This is the bed days file" in str(check(save(good), "delayed_discharge_census"))


# ---------- A&E by month


def ae_row(category: str, attendances: int, within: int, hospital: str = "N411H") -> dict[str, str]:
    over, long = attendances - within, category != "New planned"
    return {
        "Month": "202509", "Country": "S92000003", "HBT": "S08000020",
        "TreatmentLocation": hospital,
        "DepartmentType": "Emergency Department", "AttendanceCategory": category,
        "NumberOfAttendancesAll": str(attendances), "NumberWithin4HoursAll": str(within),
        "NumberOver4HoursAll": str(over),
        "PercentageWithin4HoursAll": f"{100 * within / attendances:.1f}",
        "NumberOfAttendancesEpisode": str(attendances), "NumberWithin4HoursEpisode": str(within),
        "NumberOver4HoursEpisode": str(over),
        "PercentageWithin4HoursEpisode": f"{100 * within / attendances:.1f}",
        "NumberOver8HoursEpisode": str(10 * long),
        "PercentageOver8HoursEpisode": f"{1000 * long / attendances:.1f}",
        "NumberOver12HoursEpisode": str(4 * long),
        "PercentageOver12HoursEpisode": f"{400 * long / attendances:.1f}",
    }  # fmt: skip


def ae_rows(hospital: str = "N411H") -> Rows:
    return [ae_row("All", 2600, 1900, hospital), ae_row("Unplanned", 2500, 1810, hospital),
            ae_row("New planned", 100, 90, hospital)]  # fmt: skip


SITE = {"hospital": "N411H", "department": "Emergency Department"}


def test_only_all_attendances_are_counted_unless_another_category_is_chosen(save):
    data = read(save(lines(layout_of("ae_monthly", "with_category"), ae_rows())), "ae_monthly")
    assert data.monthly(**SITE).tolist() == [2600]
    assert data.monthly(**SITE, category="New planned").tolist() == [100]
    assert data.monthly(**SITE, category=["New planned", "Unplanned"]).tolist() == [2600]
    with pytest.raises(ValueError, match="All already holds"):
        data.monthly(**SITE, category=["All", "Unplanned"])
    assert any("All is used unless you choose another" in notice for notice in data.notices)


def test_categories_that_do_not_add_up_to_all_are_found(save):
    rows = ae_rows()
    rows[2]["NumberOfAttendancesAll"] = "110"
    report = check(save(lines(layout_of("ae_monthly", "with_category"), rows)), "ae_monthly")
    assert report.counts == {
        "total differs from its parts": 2, "average differs from its sum": 1,
    }  # fmt: skip


def test_percentages_are_worked_out_again_and_never_averaged(save):
    rows = [*ae_rows(), *ae_rows("N101H")]
    for row in rows[3:]:
        row.update(ae_row(row["AttendanceCategory"], 500, 400, "N101H"))
    rows[4].update(ae_row("Unplanned", 450, 360, "N101H"))
    rows[5].update(ae_row("New planned", 50, 40, "N101H"))
    data = read(save(lines(layout_of("ae_monthly", "with_category"), rows)), "ae_monthly")
    both = {"hospital": "every", "department": "Emergency Department", "board": "NHS Grampian"}
    percent = data.monthly(**both, measure="percentage_within_4_hours")
    assert percent.tolist() == [pytest.approx(100 * 2300 / 3100)]
    with pytest.raises(ValueError, match="no rows for NHS Tayside"):
        data.monthly(**{**both, "board": "NHS Tayside"})


def test_sites_that_report_totals_only_have_no_counts_over_8_hours(save):
    row = ae_row("All", 200, 190)
    row["DepartmentType"] = "Minor Injury Unit or Other"
    for name in [name for name in row if name.endswith("Episode")]:
        row[name], row[name + "QF"] = "", "z"
    parts = [{**row, "AttendanceCategory": "Unplanned"}]
    path = save(lines(layout_of("ae_monthly", "with_category"), [row, *parts]))
    data = read(path, "ae_monthly")
    assert data.table["over_8_hours"].isna().all()
    assert set(data.table["over_8_hours_missing_because"]) == {"Not applicable"}
    assert "16 numbers are missing: not applicable." in data.notices
    unit = {"hospital": "N411H", "department": "Minor Injury Unit or Other"}
    assert data.monthly(**unit, measure="over_8_hours").isna().all()


def test_the_archive_names_are_read_into_the_same_columns(save):
    rows = [{
        "Month": "202001", "Country": "S92000003", "HBT": "S08000020", "TreatmentLocation": "N411H",
        "DepartmentType": "Emergency Department", "NumberOfAttendancesAggregate": "2000",
        "NumberMeetingTargetAggregate": "1800", "AttendanceGreater8hrs": "12",
        "DischargeDestinationAdmissionToSame": "480",
    }]  # fmt: skip
    drop = ("DischargeDestinationTransfer", "NumberMeetingTargetEpisode")
    archive = lines(layout_of("ae_monthly", "archive"), rows, drop)
    archive = [[*line, sign] for line, sign in zip(archive, ["AttendanceGreater8hrsQF", ""],
                                                   strict=True)]  # fmt: skip
    data = read(save(archive), "ae_monthly")
    assert data.layout == "archive"
    assert data.monthly(**SITE).tolist() == [2000]
    assert data.monthly(**SITE, measure="percentage_within_4_hours").tolist() == [90.0]
    assert data.table["percentage_within_4_hours"].tolist() == [90.0]
    assert data.table["admitted"].tolist() == [480]


def test_a_quoted_portal_dump_with_row_numbers_and_a_mark_is_read(save):
    table = lines(layout_of("ae_monthly", "with_category"), ae_rows())
    quoted = "\r\n".join(
        ",".join(f'"{cell}"' for cell in [str(at) if at else "_id", *line])
        for at, line in enumerate(table)
    )
    data = read(save("\ufeff" + quoted + "\r\n"), "ae_monthly")
    assert data.monthly(**SITE).tolist() == [2600]


def test_names_in_place_of_codes_are_explained(save):
    rows = ae_rows()
    rows[0]["TreatmentLocation"] = "Dr Gray's Hospital"
    problem = check(
        save(lines(layout_of("ae_monthly", "with_category"), rows)), "ae_monthly"
    ).problems[0]
    assert "N411H" in problem.next_step


# ---------- A&E by week and by person


def weekly(day: str) -> Rows:
    row = ae_row("All", 500, 400)
    del row["Month"]
    kept = {name: value for name, value in row.items() if not name.endswith("All")}
    return [{**kept, "WeekEndingDate": day, "AttendanceCategory": "All"}]


def test_weeks_end_on_a_sunday(save):
    layout = layout_of("ae_weekly", "with_category")
    data = read(save(lines(layout, weekly("20250223"))), "ae_weekly")
    assert data.series(**SITE).tolist() == [500]
    assert data.period == "week ending 23 February 2025"
    report = check(save(lines(layout, weekly("20250222"))), "ae_weekly")
    assert report.problems[0].expected.startswith("the Sunday on which a week ends")
    with pytest.raises(ValueError, match="published by week"):
        data.monthly(**SITE)


def test_the_earlier_weekly_file_has_no_category(save):
    rows = weekly("20150222")
    del rows[0]["AttendanceCategory"]
    data = read(save(lines(layout_of("ae_weekly", "without_category"), rows)), "ae_weekly")
    assert data.layout == "without_category"
    assert data.series(**SITE).tolist() == [500]


@pytest.mark.parametrize(
    ("kind", "own"),
    [("ae_discharges", {"Discharge": "Admission to same Hospital"}),
     ("ae_referrals", {"Referral": "Self referral"}),
     ("ae_demographics", {"Sex": "Female", "Deprivation": "2"})],
)  # fmt: skip
def test_who_attended_is_read_by_age(save, kind, own):
    base = {"Month": "202403", "Country": "S92000003", "HBT": "S08000020",
            "TreatmentLocation": "N411H", "DepartmentType": "Emergency Department"}  # fmt: skip
    rows = [
        {**base, **own, "Age": age, "NumberOfAttendances": str(number)}
        for age, number in (("Under 18", 3), ("65-74", 90), ("75 plus", 213), ("Unknown", 1))
    ]
    rows.append({**base, **own, "Age": "", "AgeQF": ":", "NumberOfAttendances": "2"})
    data = read(save(lines(layouts(kind)[0], rows)), kind)
    levels = {f.column: own[f.name] for f in data.schema.dimensions if f.name in own}
    assert data.ages(65) == ("65-74", "75 plus")
    assert data.series(**SITE, **levels, age=data.ages(65)).tolist() == [303]
    assert data.series(**SITE, **levels, age="Age not available").tolist() == [2]
    with pytest.raises(ValueError, match="No age group begins at 70"):
        data.ages(70)


# ---------- beds


@pytest.mark.parametrize("code", ["", " "])
def test_all_acute_has_no_code_or_one_space(save, code):
    rows = [
        {
            "Quarter": "2022Q4",
            "QuarterQF": "p",
            "HB": "S08000020",
            "Location": "N411H",
            "Specialty": code,
            "SpecialtyName": "All Acute",
            "SpecialtyNameQF": "d",
            "AllStaffedBeddays": "10343",
            "TotalOccupiedBeddays": "9811",
            "AverageAvailableStaffedBeds": str(10343 / 92),
            "AverageOccupiedBeds": str(9811 / 92),
            "PercentageOccupancy": str(981100 / 10343),
        }
    ]
    path = save(lines(layout_of("beds", "quarterly"), rows))
    data = read(path, "beds")
    assert data.table["specialty_code"].tolist() == [""]
    assert "October to December 2022: provisional: it may change." in data.notices
    assert set(data.table["quarter_remark"]) == {"Provisional: it may change"}
    rows[0]["AverageOccupiedBeds"] = "107"
    report = check(save(lines(layout_of("beds", "quarterly"), rows)), "beds")
    assert report.counts == {"average differs from its sum": 1}
    assert "106.6413, which is 9,811 bed days over 92 days" in report.problems[0].expected


def test_yearly_beds_hold_bed_days_under_the_name_of_beds(save):
    rows = [{"FinancialYear": "2022/23", "HB": "S08000020", "Location": "N411H",
             "SpecialtyName": "All Acute", "SpecialtyNameQF": "d", "AllStaffedBeds": "36500",
             "TotalOccupiedBeds": "32850", "AverageAvailableStaffedBeds": "100",
             "AverageOccupiedBeds": "90", "PercentageOccupancy": "90"}]  # fmt: skip
    data = read(save(lines(layout_of("beds", "yearly"), rows)), "beds")
    assert data.table["staffed_bed_days"].tolist() == [36_500]
    acute = {"location": "N411H", "specialty": "All Acute"}
    assert data.series(**acute, measure="occupancy").tolist() == [90.0]


def test_a_value_marked_as_a_total_that_nobody_knows_is_refused(save):
    rows = [{"Quarter": "2022Q4", "HB": "S08000020", "Location": "S08000020", "LocationQF": "",
             "SpecialtyName": "General Medicine", "AllStaffedBeddays": "10",
             "TotalOccupiedBeddays": "5", "PercentageOccupancy": "50"}]  # fmt: skip
    report = check(save(lines(layout_of("beds", "quarterly"), rows)), "beds")
    assert report.counts == {"wrong qualifier": 1}
    assert "'d' beside 'S08000020'" in report.problems[0].expected


# ---------- hospital stays that were published


def quarterly(location: str, stays: int, sign: str = "") -> dict[str, str]:
    return {"Quarter": "2024Q1", "QuarterQF": "p", "HB": "S08000020", "Location": location,
            "LocationQF": sign, "AdmissionType": "Emergency Inpatients", "Episodes": str(2 * stays),
            "LengthOfEpisode": str(8 * stays), "AverageLengthOfEpisode": "4", "Stays": str(stays),
            "LengthOfStay": str(8 * stays), "AverageLengthOfStay": "8"}  # fmt: skip


def test_quarterly_emergency_stays_of_moray_residents_come_from_the_council_code(save):
    rows = [quarterly("S08000020", 9000, "d"), quarterly("S12000020", 1900, "d"),
            quarterly("S12000034", 4000, "d")]  # fmt: skip
    data = read(save(lines(layout_of("inpatients_quarterly", "area"), rows)),
                "inpatients_quarterly")  # fmt: skip
    emergency = {"location": "Moray", "admission_type": "Emergency Inpatients"}
    assert data.series(**emergency, measure="stays").tolist() == [1900]
    assert data.series(**emergency, measure="average_days").tolist() == [8.0]
    two = {**emergency, "location": ["Moray", "Aberdeenshire"]}
    assert data.series(**two, measure="stays").tolist() == [5900]
    with pytest.raises(ValueError, match="NHS Grampian already holds Moray"):
        data.series(**{**emergency, "location": ["NHS Grampian", "Moray"]}, measure="stays")
    assert "where people live" in data.basis


def test_quarterly_stays_are_read_by_age_and_sex_too(save):
    rows = [{**quarterly("S12000020", stays, "d"), "Sex": sex, "Age": age}
            for sex, age, stays in (("All", "All ages", 30), ("Female", "75-84 years", 10),
                                    ("Female", "85 years and over", 20))]  # fmt: skip
    data = read(save(lines(layout_of("inpatients_quarterly", "age_sex"), rows)),
                "inpatients_quarterly")  # fmt: skip
    assert data.layout == "age_sex"
    older = data.series(location="Moray", admission_type="Emergency Inpatients", sex="Female",
                        age=data.ages(75), measure="stays")  # fmt: skip
    assert older.tolist() == [30]


def test_daycases_are_written_in_two_ways(save):
    rows = []
    for words in ("All Daycases", "All Day cases"):
        row = {**quarterly("S12000020", 5, "d"), "AdmissionType": words}
        rows.append({**row, "Quarter": "2024Q1" if "Daycases" in words else "2024Q2"})
    data = read(save(lines(layout_of("inpatients_quarterly", "area"), rows)),
                "inpatients_quarterly")  # fmt: skip
    assert data.values("admission_type") == ("All Day cases",)


def test_yearly_stays_keep_the_small_of_and_crude_rates(save):
    row = {"FinancialYear": "2022/23", "FinancialYearQF": "p", "CA": "S12000020", "Sex": "All",
           "AdmissionType": "Emergency Inpatients", "Age": "75-79 years", "Episodes": "50",
           "Stays": "40", "TotalLengthofStay": "300", "StaysRate": "8123.4",
           "Patients": "", "PatientsQF": "c"}  # fmt: skip
    drop = ("AverageLengthofEpisode", "AverageLengthofEpisodeQF")
    rows = [row, {**row, "CA": "", "CAQF": ":"}]
    data = read(save(lines(layouts("inpatients_yearly")[0], rows, drop)), "inpatients_yearly")
    moray = {"area": "Moray", "admission_type": "Emergency Inpatients", "sex": "All"}
    assert data.series(**moray, age="75-79 years", measure="bed_days").tolist() == [300]
    with pytest.raises(ValueError, match="Work rates out from counts"):
        data.series(**{**moray, "area": ["Moray", "unknown"]}, age=data.ages(75),
                    measure="stays_rate")  # fmt: skip
    assert "2022/23: provisional: it may change." in data.notices
    assert any("confidential" in notice for notice in data.notices)


# ---------- populations


def people(layout: Layout, years: list[int], codes: tuple[str, ...], words: dict[str, str],
           each: int = 10) -> Rows:  # fmt: skip
    """Make a population: the same number at each age, both sexes, and the total of areas last."""
    area, year, sex = (
        next(f.name for f in layout.fields if f.column == column)
        for column in ("area", "year", "sex")
    )
    levels = [field for field in layout.fields if field.role == "level"]
    rows = []
    for at in years:
        for code in codes:
            number = each * ((len(codes) - 1) if code == codes[-1] and len(codes) > 1 else 1)
            for word, times in (("All", 2), ("Female", 1), ("Male", 1)):
                counts = {field.name: str(number * times) for field in levels}
                counts[levels[0].name] = str(number * times * (len(levels) - 1))
                rows.append({year: str(at), area: code, sex: words.get(word, word), **counts})
    return rows


QUALIFIERS = ("CAQF", "HSCPQF", "HBQF", "CountryQF", "SexQF")


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [("population_estimates", "hscp", "S37000019"),
     ("population_estimates", "health_board", "S08000020"),
     ("population_projections", "hscp", "S37000019"),
     ("population_projections", "health_board", "S08000020"),
     ("population_projections", "scotland", "S92000003")],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_populations_are_read_without_qualifiers_and_with_either_line_end(
    save, kind, name, code, ends
):
    layout = layout_of(kind, name)
    years = [2022, 2023] if kind.endswith("estimates") else [2022, 2047]
    years = list(range(years[0], years[1] + 1))
    drop = tuple(each for each in QUALIFIERS if each in layout.columns)
    text = ends.join(",".join(line) for line in lines(layout, people(layout, years, (code,), {}),
                                                      drop))  # fmt: skip
    data = read(save(text + ends), kind)
    assert data.layout == name
    area = data.values("area")[0]
    assert data.series(area=area, sex="All", age="All ages").iloc[0] == 1820
    assert data.series(area=area, sex="Female", age=data.ages(75)).iloc[0] == 160
    if kind.endswith("projections"):
        assert data.base_year == 2022
        assert any("2022-based set, to 2047" in notice for notice in data.notices)


def test_the_column_tells_boards_from_partnerships_whatever_the_file_is_called(save):
    layout = layout_of("population_estimates", "hscp")
    rows = people(layout, [2023], ("S37000019",), {})
    path = save(lines(layout, rows), name="HB2019_pop_est_20241001.csv")
    assert read(path, "population_estimates").layout == "hscp"


def test_ages_sexes_and_areas_must_add_up(save):
    layout = layout_of("population_estimates", "council_area")
    codes = tuple(code for code in layout.fields[1].values if code != "S92000003")
    rows = people(layout, [2023], (*codes, "S92000003"), {})
    for row in rows:
        row["CAQF"] = "d" if row["CA"] == "S92000003" else ""
        row["SexQF"] = "d" if row["Sex"] == "All" else ""
    assert check(save(lines(layout, rows)), "population_estimates").ok
    rows[0]["Age75"] = "21"
    report = check(save(lines(layout, rows)), "population_estimates")
    assert report.counts == {"total differs from its parts": 3}
    told = " ".join(problem.expected for problem in report.problems)
    assert "the sum of the 91 other rows of Age" in told
    assert "the sum of Female and Male" in told
    assert "the 32 other rows of CA" in told
    assert {problem.row for problem in report.problems} <= {2, 98}


def test_an_age_that_is_not_a_number_is_named_by_its_column(save):
    layout = layout_of("population_estimates", "council_area")
    rows = people(layout, [2023], ("S12000020",), {})
    rows[1]["Age90plus"] = "many"
    report = check(save(lines(layout, rows)), "population_estimates")
    assert (report.problems[0].row, report.problems[0].column) == (3, "Age90plus")


def test_a_projection_cut_to_later_years_cannot_tell_its_base(save):
    layout = layout_of("population_projections", "council_area")
    rows = people(layout, [2040, 2041], ("S12000020",), {})
    data = read(save(lines(layout, rows)), "population_projections")
    assert data.base_year is None
    assert any("base year of these projections cannot be told" in each for each in data.notices)


def workbook(path: Path) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Contents"
    words = {"All": "Persons", "Female": "Females", "Male": "Males"}
    for name, code in (("nrs_council_area", "S12000020"), ("nrs_health_board", "S08000020")):
        layout = layout_of("population_projections", name)
        sheet = book.create_sheet(layout.note("sheet"))
        for line in ("Title", "Notes", None, None, None):
            sheet.append([line])
        each = 10 if code.startswith("S12") else 60
        rows = people(layout, list(range(2022, 2048)), (code,), words, each)
        head, *body = lines(layout, rows)
        sheet.append([int(cell) if cell.isdigit() else cell for cell in head])
        for line in body:
            sheet.append([int(cell) if cell.isdigit() else cell for cell in line])
    book.save(path)
    return path


def test_the_workbook_of_projections_is_read_by_sheet(tmp_path):
    path = workbook(tmp_path / "2022-based-snpp-data-tables.xlsx")
    councils = read(path, "population_projections")
    assert (councils.layout, councils.base_year) == ("nrs_council_area", 2022)
    assert councils.series(area="Moray", sex="All", age="90 and over").iloc[0] == 20
    assert councils.values("sex") == ("All", "Female", "Male")
    boards = read(path, "population_projections", layout="nrs_health_board")
    assert boards.series(area="NHS Grampian", sex="All", age="All ages").iloc[-1] == 120 * 91
    assert not check(path, "delayed_discharges").ok


def test_a_workbook_without_the_sheet_lists_the_sheets_it_has(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Table 9"
    book.save(tmp_path / "x.xlsx")
    problem = check(tmp_path / "x.xlsx", "population_projections").problems[0]
    assert problem.expected == "a sheet called 'Table 2'"
    assert problem.found == "the sheets Table 9"


# ---------- lists of general practices, lookups


def test_newer_lists_have_five_year_groups_and_hide_small_numbers(save):
    layout = layout_of("gp_lists", "five_year")
    levels = [field.name for field in layout.fields if field.role == "level"]
    base = {"Date": "20251001", "PracticeCode": "33081", "HB": "S08000020", "HSCP": "S37000019"}
    rows: Rows = []
    for sex, number in (("Male", 10), ("Female", 11), ("All", 21)):
        counts = {name: str(number) for name in levels}
        counts["AllAges"] = str(number * (len(levels) - 1))
        rows.append({**base, "Sex": sex, "SexQF": "d" if sex == "All" else "", **counts})
    data = read(save(lines(layout, rows)), "gp_lists")
    assert data.layout == "five_year"
    whole = {"practice": "33081", "sex": "All"}
    assert data.series(**whole, age=data.ages(85)).tolist() == [21]
    rows[0]["Ages85plus"], rows[0]["Ages85plusQF"] = "", "c"
    data = read(save(lines(layout, rows)), "gp_lists")
    assert "1 number is missing: confidential: the publisher hid the number." in data.notices
    hidden = data.series(practice="33081", sex="Male", age=data.ages(80))
    assert hidden.isna().all()
    rows[0]["Ages85plusQF"] = ""
    assert check(save(lines(layout, rows)), "gp_lists").counts == {"blank number": 1}


def test_older_deprivation_files_run_the_other_way_and_are_refused(save):
    problem = check(save("DataZone,SIMD2006Rank\nS01000001,5\n"), "deprivation").problems[0]
    assert "there, 1 is the least deprived" in problem.next_step


def test_archived_rows_are_left_out_so_that_joins_do_not_count_twice(save):
    base = {"CAName": "Moray", "HSCP": "S37000019", "HSCPName": "Moray", "HB": "S08000020",
            "HBName": "NHS Grampian", "Country": "S92000003"}  # fmt: skip
    rows = [
        {**base, "CA": "S12000020"},
        {**base, "CA": "S12000015", "CAName": "Fife", "CADateArchived": "20180201"},
        {**base, "CA": "S12000020", "HSCPDateArchived": "20180201", "CAName": "Môray"},
    ]
    table = lines(layouts("geography")[0], rows)
    text = "\n".join(",".join(line) for line in table) + "\n"
    data = read(save(text.encode("cp1252")), "geography")
    assert data.table["council_name"].tolist() == ["Moray"]
    assert data.notices[0].startswith("2 rows that are no longer in use")
    assert data.table["area"].is_unique


def test_older_hospital_lists_are_read_into_the_same_columns(save):
    rows = [{"Location": "N411H", "LocationName": "Dr Gray's Hospital", "HB": "S08000020",
             "HSCP": "S37000019", "CA": "S12000020"}]  # fmt: skip
    drop = ("Postcode", "IntermediateZone", "DataZone")
    table = lines(layout_of("hospitals", "location"), rows, drop)
    data = read(save([[*table[0], "XCoordinate"], [*table[1], "320000"]]), "hospitals")
    assert data.layout == "location"
    assert data.table[["hospital", "area_name"]].to_numpy().tolist() == [["N411H", "Moray"]]
    assert "1 column not in the published layout: XCoordinate." in data.notices[0]


# ---------- social care


def home(area: str, code: str, date: str = "20240331", **other: str) -> dict[str, str]:
    return {"Date": date, "KeyStatistic": "Number of Registered Places", area: code,
            "MainClientGroup": "Older People Aged 65 and Older", "Sector": "All Sectors",
            "Unit": "Number", "Value": "595", **other}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "area", "code"),
    [("council_area", "CA", "S12000020"), ("council_area_2011", "CA2011", "S12000020"),
     ("scotland", "Country", "S92000003")],
)  # fmt: skip
def test_the_care_home_census_is_read_under_each_name_of_its_area(save, name, area, code):
    layout = layout_of("care_home_census", name)
    rows = [home(area, code), home(area, code, "20230331", Value="", ValueQF="c")]
    table = lines(layout, rows, (area + "QF",))
    text = "\ufeff" + "\n".join(",".join(line) for line in table)
    data = read(save(text), "care_home_census")
    assert data.layout == name
    places = {"area": code, "statistic": "Number of Registered Places", "sector": "All Sectors"}
    values = data.series(**places, group="Older People Aged 65 and Older")
    assert values.tolist()[1] == 595
    assert pd.isna(values.tolist()[0])
    assert any("no care home census in 2020" in notice for notice in data.notices)


def test_statistics_of_care_homes_are_never_put_together(save):
    layout = layout_of("care_home_census", "council_area")
    rows = [
        home("CA", "S12000020"),
        home("CA", "S12000020", KeyStatistic="Percentage Occupancy", Unit="Percent", Value="88"),
    ]
    data = read(save(lines(layout, rows)), "care_home_census")
    same = {"area": "Moray", "sector": "All Sectors", "group": "Older People Aged 65 and Older"}
    with pytest.raises(ValueError, match="count different things"):
        data.series(**same, statistic=["Number of Registered Places", "Percentage Occupancy"])


def care(**other: str) -> dict[str, str]:
    return {"Time Period": "Financial Year", "Financial Quarter": "2017/18", "Location": "Moray",
            "Age Group": "All Ages", "Measure": "Rate per 1,000 Population", "Value": "12.4",
            **other}  # fmt: skip


def test_older_care_at_home_files_call_the_rate_by_another_name(save):
    rows = [
        care(),
        care(**{"Time Period": "Financial Quarter", "Financial Quarter": "Jan-Mar 2018"}),
    ]
    data = read(save(lines(layouts("care_at_home")[0], rows)), "care_at_home")
    assert data.values("statistic") == ("Rate per 1,000 People",)
    year = data.series(time_period="Financial Year", area="Moray", age="All Ages",
                       statistic="Rate per 1,000 People")  # fmt: skip
    assert year.to_dict() == {pd.Timestamp("2017-04-01"): 12.4}


def test_the_two_totals_for_scotland_stand_apart(save):
    rows = [
        care(Location=name, Measure="Number of People", Value="5")
        for name in ("Scotland (Estimated)", "Scotland (All Areas Submitted)", "Moray")
    ]
    data = read(save(lines(layouts("care_at_home")[0], rows)), "care_at_home")
    same = {"time_period": "Financial Year", "age": "All Ages", "statistic": "Number of People"}
    with pytest.raises(ValueError, match="already holds Moray"):
        data.series(**same, area=["Scotland (Estimated)", "Moray"])
    with pytest.raises(ValueError, match="one area"):
        data.series(**same)


@pytest.mark.parametrize("own", ["service_group", "client_group", "sex"])
def test_people_supported_are_read_by_service_group_and_sex(save, own):
    row = {
        "financial_year": "2021/22",
        "sending_location": "Moray",
        "age_group": "All Ages",
        own: "All",
        "measure": "People supported",
        "rate": "40.3",
        "nclient": "3885",
    }
    name = {"service_group": "service"}.get(own, own)
    layout = layout_of("people_supported", name)
    data = read(save(lines(layout, [row])), "people_supported")
    assert data.layout == name
    assert data.table["people"].tolist() == [3885]
    assert data.table["rate"].tolist() == [40.3]


# ---------- rules that hold for every kind


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_says_whom_it_counts_and_what_to_know(kind):
    for layout in layouts(kind):
        assert layout.note("basis").endswith(".")
        assert layout.note("quirks")
    assert describe(kind).table["meaning"].str.endswith(".").all()


def test_every_qualifier_of_the_publisher_is_known(save):
    for sign in ("b", "e", "f", "n", "p", "r", "u", "x", "y", "~", "*", "**", "***"):
        rows = [home("CA", "S12000020", ValueQF=sign)]
        data = read(save(lines(layout_of("care_home_census", "council_area"), rows)),
                    "care_home_census")  # fmt: skip
        assert any(f"is marked {sign}:" in notice for notice in data.notices)
    rows = [home("CA", "S12000020", ValueQF="q")]
    path = save(lines(layout_of("care_home_census", "council_area"), rows))
    assert check(path, "care_home_census").counts == {"wrong qualifier": 1}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project.yml").write_text("name: Home First\n")
    (tmp_path / "data").mkdir()
    return tmp_path


def keep(project: Path, save: Callable[..., Path], kind: str, name: str, years: list[int],
         code: str, file: str) -> None:  # fmt: skip
    layout = layout_of(kind, name)
    path = save(lines(layout, people(layout, years, (code,), {})), name=file)
    path.rename(project / "data" / file)


def test_a_project_may_hold_estimates_and_projections_side_by_side(project, save):
    keep(project, save, "population_estimates", "council_area", [2022, 2023], "S12000020", "a.csv")
    keep(
        project,
        save,
        "population_projections",
        "council_area",
        list(range(2022, 2048)),
        "S12000020",
        "b.csv",
    )
    assert load("population_estimates", project).path.name == "a.csv"
    assert load("population_projections", project).path.name == "b.csv"


def test_a_project_with_two_layouts_says_which_it_wants(project, save):
    keep(project, save, "population_estimates", "council_area", [2023], "S12000020", "a.csv")
    keep(project, save, "population_estimates", "health_board", [2023], "S08000020", "b.csv")
    with pytest.raises(ValueError, match='for example layout="council_area"'):
        load("population_estimates", project)
    assert load("population_estimates", project, layout="health_board").path.name == "b.csv"
    with pytest.raises(ValueError, match=r"no layout called 'board'\. Did you mean health_board"):
        load("population_estimates", project, layout="board")


def test_a_layout_without_a_sample_says_which_has_one_and_where_to_get_the_file(tmp_path):
    with pytest.raises(ValueError, match="no sample of it in the layout five_year") as problem:
        load("gp_lists", tmp_path, layout="five_year")
    assert 'There is a sample with layout="bands".' in str(problem.value)
    assert "data folder of your project" in str(problem.value)


def test_a_refused_file_is_refused_by_read_too(save):
    rows = ae_rows()
    rows[0]["Month"] = "2025-09"
    with pytest.raises(DataProblem, match="Row 2, column Month"):
        read(save(lines(layout_of("ae_monthly", "with_category"), rows)), "ae_monthly")
