"""A table of bad files, and what a person is told about each."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.data import check
from playbook.data.problems import Problem
from playbook.data.schema import layouts

KIND = "delayed_discharges"
Lines = list[list[str]]


def change(row: int, column: int, text: str) -> Callable[[Lines], None]:
    """Change one cell; row is the number that a spreadsheet shows."""

    def spoil(lines: Lines) -> None:
        lines[row - 1][column] = text

    return spoil


def first(save: Callable[..., Path], lines: object, **name: str) -> Problem:
    report = check(save(lines, **name), KIND)
    assert not report.ok
    return report.problems[0]


CELLS = [
    # row, column number, new text, column, expected, found, next step
    (4, 0, "Jul-16", "MonthOfDelay", "six digits", "'Jul-16'", "Spreadsheets turn months"),
    (4, 0, "2016-07", "MonthOfDelay", "six digits", "'2016-07'", "Spreadsheets turn months"),
    (4, 0, "201613", "MonthOfDelay", "six digits", "'201613'", "There is no month 13"),
    (4, 0, "201607.0", "MonthOfDelay", "six digits", "'201607.0'", "a number with a decimal"),
    (4, 0, "42552", "MonthOfDelay", "six digits", "'42552'", "without opening it in a spr"),
    (4, 0, " 201607", "MonthOfDelay", "six digits", "' 201607'", "Take the spaces out"),
    (4, 0, "209901", "MonthOfDelay", "has begun", "'209901'", "Correct the year"),
    (4, 0, "201204", "MonthOfDelay", "201607 or later", "'201204'", "archive file"),
    (4, 0, "201606", "MonthOfDelay", "201607 or later", "'201606'", "cannot be compared"),
    (4, 1, "Moray", "CA", "a code such as S12000020", "'Moray'", "The code for Moray is S12000020"),
    (4, 1, "Fife", "CA", "a code", "'Fife'", "Use S12000047"),
    (4, 1, "S12000024", "CA", "a code", "'S12000024'", "older code of Perth and Kinross"),
    (4, 1, "S12000O20", "CA", "a code", "'S12000O20'", "other rows hold S12000020 (Moray)"),
    (4, 1, "S12000049x", "CA", "a code", "'S12000049x'", "other rows hold S12000020 (Moray)"),
    (4, 1, "NA", "CA", "a code", "'NA'", "turned the blank area"),
    (4, 2, "d", "CAQF", "a blank cell beside 'S12000020'", "'d'", "The letter d marks totals"),
    (4, 3, "18+plus", "AgeGroup", "18plus, 18-74 or 75plus", "'18+plus'", "Did you mean 18plus?"),
    (4, 3, "75+", "AgeGroup", "18plus, 18-74 or 75plus", "'75+'", "The published value is 75plus"),
    (4, 3, "65plus", "AgeGroup", "18plus", "'65plus'", "no figures for 65 and over"),
    (4, 3, "75plus ", "AgeGroup", "18plus", "'75plus '", "Did you mean 75plus?"),
    (4, 3, "", "AgeGroup", "18plus", "a blank cell", "Compare the cell"),
    (4, 4, "", "AgeGroupQF", "'d' beside '18plus'", "a blank cell", "The letter d marks totals"),
    (4, 5, "Code 9 Reasons", "ReasonForDelay", "Code 9 AWI", "'Code 9 Reasons'", "2020 and 2021"),
    (4, 5, "code 9 awi", "ReasonForDelay", "Code 9 AWI", "'code 9 awi'", "mean Code 9 AWI?"),
    (4, 7, "1,056", "NumberOfDelayedBedDays", "a whole number", "'1,056'", "without commas"),
    (4, 7, "12.5", "NumberOfDelayedBedDays", "a whole number", "'12.5'", "published file"),
    (4, 7, "-3", "NumberOfDelayedBedDays", "0 or more", "'-3'", "published file"),
    (4, 7, "*", "NumberOfDelayedBedDays", "a whole number", "'*'", "not a star"),
    (4, 7, " 12", "NumberOfDelayedBedDays", "a whole number", "' 12'", "spaces out"),
    (4, 7, "٣", "NumberOfDelayedBedDays", "a whole number", "'٣'", "published file"),
    (4, 7, "9" * 30, "NumberOfDelayedBedDays", "a whole number", "'999", "published file"),
    (4, 7, "", "NumberOfDelayedBedDays", "qualifier that gives the reason", "blank", "Download"),
    (4, 8, "7", "AverageDailyNumberOfDelayedBeds", "rounded half up", "7", "Compare both"),
]


@pytest.mark.parametrize(("row", "at", "text", "column", "expected", "found", "next_step"), CELLS)
def test_a_wrong_cell_is_named_with_its_row_its_column_and_the_way_out(
    good, save, row, at, text, column, expected, found, next_step
):
    change(row, at, text)(good)
    problem = first(save, good)
    assert (problem.file, problem.row, problem.column) == ("delays.csv", row, column)
    assert expected in problem.expected
    assert found in problem.found
    assert next_step in problem.next_step


def test_a_wrong_cell_is_reported_once_not_again_as_a_missing_row(good, save):
    change(4, 3, "75+")(good)
    assert check(save(good), KIND).counts == {"unknown value": 1}


def test_a_part_that_was_changed_shows_in_every_total_above_it(good, save):
    assert good[2][5] == "Health and Social Care Reasons"
    good[2][7] = str(int(good[2][7]) + 1)
    report = check(save(good), KIND)
    assert report.counts["total differs from its parts"] == 2
    by_reason = report.problems[0]
    assert by_reason.row == 2
    assert by_reason.column == "NumberOfDelayedBedDays"
    assert by_reason.expected.startswith("1,098, the sum of Health and Social Care Reasons")
    assert by_reason.expected.endswith("for July 2016, Moray, 18plus, All Delay Reasons")
    assert by_reason.found == "1,097"
    assert "Compare these rows" in by_reason.next_step


def test_one_council_area_is_not_held_against_scotland(good, save):
    assert check(save(good), KIND).ok


def test_scotland_is_the_sum_of_councils_and_unknown_areas_when_all_are_there(whole_country, save):
    assert check(save(whole_country), KIND).ok
    scotland = next(i for i, row in enumerate(whole_country) if row[1] == "S92000003")
    for row in whole_country[scotland : scotland + 15]:
        row[7] = str(int(row[7]) * 2)
        row[8] = str(int(row[8]) * 2)
    report = check(save(whole_country), KIND, listed=100)
    wrong = [each for each in report.problems if "33 other rows of CA" in each.expected]
    changed = sum(row[7] != "0" for row in whole_country[scotland : scotland + 15])
    assert len(wrong) == changed > 10
    assert wrong[0].row == scotland + 1


ROWS = [
    (lambda lines: lines.insert(5, list(lines[4])), "repeated row", 6, "the first is row 5"),
    (lambda lines: lines.__setitem__(-1, lines[-1][:7]), "uneven row", 31, "7 cells"),
    (lambda lines: lines[3].append(""), "uneven row", 4, "10 cells"),
    (lambda lines: lines.pop(9), "missing row", None, "none"),
]


@pytest.mark.parametrize(("spoil", "type", "row", "found"), ROWS)
def test_rows_that_are_twice_short_long_or_absent_are_found(good, save, spoil, type, row, found):
    spoil(good)
    problem = first(save, good)
    assert (problem.type, problem.row) == (type, row)
    assert found in problem.found


def test_a_missing_row_is_named_in_words(good, save):
    lost = good.pop(9)
    report = check(save(good), KIND)
    assert lost[3:6:2] == ["18-74", "Code 9 AWI"]
    assert report.problems[0].expected == ("a row for July 2016, Moray, 18-74, Code 9 AWI")
    assert "half downloaded" in report.problems[0].next_step


def test_a_gap_of_months_is_one_problem_not_hundreds(sample_lines, save):
    kept = [row for row in sample_lines if not "201703" <= row[0] <= "201805"]
    report = check(save(kept), KIND)
    assert report.counts == {"missing row": 1}
    assert report.problems[0].expected == "rows for March 2017 to May 2018"
    assert report.problems[0].found == "none (15 periods missing)"


def test_an_area_without_a_month_is_one_problem(sample_lines, save):
    kept = [row for row in sample_lines if (row[0], row[1]) != ("201703", "S12000020")]
    report = check(save(kept), KIND)
    assert report.counts == {"missing row": 1}
    assert report.problems[0].expected == "rows for March 2017, Moray"


def test_a_reason_that_is_nowhere_in_the_file_is_one_problem(good, save):
    report = check(save([row for row in good if row[5] != "Code 9 AWI"]), KIND)
    assert report.counts == {"missing row": 1}
    assert report.problems[0].expected == "rows with reason for delay Code 9 AWI"


def test_a_file_cut_in_the_middle_of_a_row_is_called_half_downloaded(good, save):
    text = save(good).read_bytes()
    report = check(save(text[: len(text) - 40]), KIND)
    assert report.problems[0].row == 31
    assert "half downloaded" in report.problems[0].next_step


def test_a_file_cut_inside_quotes_is_called_half_downloaded(good, save):
    text = save(good).read_text()
    report = check(save(text + '"201609,S12000020'), KIND)
    assert report.problems[0].type == "half a file"
    assert report.problems[0].row == 32


def workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return content.getvalue()


def zipped() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("delays.csv", "a,b")
    return content.getvalue()


OTHER_THINGS = [
    (b"", "an empty file", "Download"),
    (b"\xef\xbb\xbf\r\n\r\n", "an empty file", "Download"),
    (b"\n,,,\n", "an empty file", "Download"),
    (workbook(), "an Excel workbook", "save the right sheet as CSV"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook", "CSV"),
    (zipped(), "a zip file", "Unpack"),
    (b"%PDF-1.7", "a PDF", "Download"),
    (b"\n<!DOCTYPE html><html>", "a web page", "Download"),
    (b'{"success": true, "result": {}}', "JSON", "Download"),
    ("MonthOfDelay,CA".encode("utf-16"), "UTF-16", "CSV UTF-8"),
    (b"a,b\0c\n1,2", "not text", "Download"),
    (b"MonthOfDelay;CA;CAQF\n201607;S12000020;", "semicolons", "commas"),
    (b"MonthOfDelay\tCA\tCAQF\n201607\tS12000020\t", "tabs", "commas"),
]


@pytest.mark.parametrize(("content", "found", "next_step"), OTHER_THINGS)
def test_what_is_not_a_csv_is_recognised(save, content, found, next_step):
    problem = first(save, content)
    assert found in problem.found
    assert next_step in problem.next_step


def test_a_header_alone_is_not_data(good, save):
    assert first(save, good[:1]).found == "only a header"


def test_a_folder_a_misspelt_name_and_a_missing_folder_are_explained(good, save, tmp_path):
    save(good, name="delays.csv")
    assert check(tmp_path, KIND).problems[0].found == "a folder"
    misspelt = check(tmp_path / "delay.csv", KIND).problems[0]
    assert misspelt.found == "no file of this name"
    assert misspelt.next_step == "Did you mean delays.csv?"
    assert "Check the name" in check(tmp_path / "no" / "x.csv", KIND).problems[0].next_step


def renamed(lines: Lines, old: str, new: str) -> Lines:
    return [[new if name == old else name for name in lines[0]], *lines[1:]]


HEADERS = [
    (lambda rows: [row[:7] for row in rows], "missing: NumberOfDelayedBedDays and Average", "Down"),
    (lambda rows: renamed(rows, "NumberOfDelayedBedDays", "numberofdelayedbeddays"),
     "missing: NumberOfDelayedBedDays; not expected: numberofdelayedbeddays", "exactly as pub"),
    (lambda rows: renamed(rows, "CA", "AgeGroup"), "AgeGroup more than once", "pasted"),
    (lambda rows: [[*row, value] for row, value in zip(
        rows, ["HBT"] + ["S08000020"] * 30, strict=True)], "both CA and HBT", "two files"),
    (lambda rows: renamed(rows, "NumberOfDelayedBedDays", "NumberOfCensusDelays"),
     "NumberOfCensusDelays", "census file"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "found", "next_step"), HEADERS)
def test_a_wrong_header_is_refused_before_any_row(good, save, spoil, found, next_step):
    report = check(save(spoil(good)), KIND)
    assert report.counts == {"wrong columns": 1}
    assert report.problems[0].row == 1
    assert found in report.problems[0].found
    assert next_step in report.problems[0].next_step


@pytest.mark.parametrize(
    "title", [["Delayed discharges in Moray"] + [""] * 8, ["Delayed discharges in Moray"]]
)
def test_a_title_above_the_header_is_called_what_it_is(good, save, title):
    report = check(save([title, *good]), KIND)
    assert report.counts == {"wrong columns": 1}
    assert "it begins with MonthOfDelay" in report.problems[0].expected
    assert report.problems[0].found == "'Delayed discharges in Moray' in the first row"
    assert "The first row is not the header" in report.problems[0].next_step


def test_spaces_around_column_names_are_passed_over_and_said(good, save):
    good[0] = [f" {good[0][0]}", f"{good[0][1]} ", *good[0][2:]]
    report = check(save(good), KIND)
    assert report.ok
    assert report.notices[0] == (
        "2 column names have spaces before or after: MonthOfDelay and CA. Read without the spaces."
    )
    assert check(save([[f"{name} " for name in good[0]], *good[1:]]), KIND).ok


def test_a_file_of_something_else_is_said_to_be_another_file(save):
    shopping = [["Item", "Price", "Shop"], ["Bread", "1.20", "Elgin"]]
    assert "looks like another file" in first(save, shopping).next_step
    names = list(layouts("gp_lists")[0].columns)
    near = check(save([names[:-1], ["x"] * (len(names) - 1)]), KIND).problems[0]
    assert "looks like another file: most columns are those of gp_lists" in near.next_step


def test_the_june_2022_copy_without_qualifiers_is_known(good, save):
    without = [[cell for at, cell in enumerate(row) if at not in (2, 4, 6)] for row in good]
    extra = ["discharges", "disch_lod_median", "disch_los_median"]
    copy = [without[0] + extra, *([*row, "1", "2", "3"] for row in without[1:])]
    problem = first(save, copy)
    assert problem.type == "wrong columns"
    assert "discharges, disch_lod_median and disch_los_median" in problem.found
    assert "June 2022" in problem.next_step
    assert "Download the bed days file again" in problem.next_step


def test_the_file_with_renamed_columns_is_refused_by_name(realdata):
    path = realdata / "ae_attendance_drgrays_N411H_200707_202502.csv"
    problem = check(path, KIND).problems[0]
    assert "missing: MonthOfDelay, CA, CAQF" in problem.found
    assert "not expected: hospital_code, hospital_name, date, attendances" in problem.found
    assert "renamed" in problem.next_step
    assert "press Download" in problem.next_step


def test_the_first_problems_are_listed_in_order_and_the_rest_is_counted(sample_lines, save):
    for row in sample_lines[1:]:
        row[3] = row[3].replace("75plus", "75+")
    sample_lines[1000][7] = "many"
    report = check(save(sample_lines), KIND)
    assert len(report.problems) == 20
    rows = [problem.row for problem in report.problems]
    assert rows == sorted(rows)
    assert rows[0] == 12
    assert report.counts == {"not a number": 1, "unknown value": 1100}
    lines = str(report).splitlines()
    assert lines[:2] == [
        "delays.csv: 1,101 problems found.",
        "1. 1,100 rows (between 12 and 3,301), column AgeGroup: expected 18plus, 18-74 or 75plus; "
        "found '75+' in row 12. The published value is 75plus.",
    ]
    assert lines[2].startswith("2. Row 1,001, column NumberOfDelayedBedDays:")
    assert "more, by type" not in str(report)
    assert len(report.table) == 20
    assert report.table["row"].tolist() == rows


def test_a_cause_that_fills_a_column_is_one_line_with_its_rows(good, save):
    for row in good[1:]:
        row[0] = {"201607": "Jul-16", "201608": "Aug-16"}[row[0]]
    report = check(save(good), KIND)
    assert len(report.problems) == 20
    (line,) = [line for line in str(report).splitlines() if "MonthOfDelay" in line]
    assert line.startswith("1. 30 rows (2 to 31), column MonthOfDelay: expected a month as six")
    assert "found 'Jul-16' in row 2. Spreadsheets turn months into dates. Download it" in line
    assert report._repr_html_().count("30 rows (2 to 31), column MonthOfDelay") == 1


def test_two_causes_in_a_column_are_two_lines_and_the_lines_stop_at_twenty(good, save):
    good[1][3], good[2][3], good[3][3] = "75+", "65plus", "75+"
    lines = str(check(save(good), KIND)).splitlines()
    assert lines[1].startswith("1. 2 rows (2 and 4), column AgeGroup")
    assert lines[2].startswith("2. Row 3, column AgeGroup")
    for at, row in enumerate(good[1:]):
        row[5] = f"Reason {at}" + "x" * at
        row[3] = f"{at} years"
        row[4] = "?"
    report = check(save(good), KIND)
    assert str(report).count("\n") <= 22
    assert sum(report.not_listed.values()) + sum(each.number for each in report.causes) == (
        report.total
    )


SPREADSHEETS = [
    b"MonthOfDelay;CA;CAQF\n201607;S12000020;", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
]  # fmt: skip


def test_the_first_advice_is_never_to_save_again(good, save):
    contents = [*SPREADSHEETS, workbook()]
    texts = [first(save, content).next_step for content in contents]
    change(4, 7, "1,056")(good)
    texts.append(first(save, good).next_step)
    for text in texts:
        assert text.startswith(
            "Download it again and use it as it came, without opening it in a spreadsheet."
        )


def test_all_problems_are_listed_when_asked_for(good, save):
    for row in good[1:]:
        row[7] = "x"
    assert len(check(save(good), KIND, listed=1000).problems) == 30


def test_a_report_is_a_table_with_headers_on_a_page(good, save):
    change(4, 3, "<b>75</b>")(good)
    page = check(save(good), KIND)._repr_html_()
    assert "<caption>Problems, first ones first</caption>" in page
    assert '<th scope="col">What to do</th>' in page
    assert "&lt;b&gt;75&lt;/b&gt;" in page
    assert "<b>75" not in page


def test_a_good_report_says_what_the_file_holds(good, save):
    text = str(check(save(good), KIND))
    assert text == "delays.csv: no problems found. 30 rows: July 2016 to August 2016, Moray."


def test_a_file_of_exactly_32000_rows_may_have_been_cut(good, save):
    many = good[:1] + good[1:2] * 32_000
    report = check(save(many), KIND)
    assert "exactly 32,000 rows" in report.notices[0]
    assert report.counts["repeated row"] == 31_999


def test_a_kind_that_does_not_exist_is_the_callers_mistake(good, save):
    with pytest.raises(ValueError, match="Did you mean delayed_discharges"):
        check(save(good), "delayed_discharge")
