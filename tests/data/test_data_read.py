"""Good files read to the same table whatever they were saved with; spoilt ones never pass."""

import csv
import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from playbook.data import DataProblem, check, read
from playbook.data.schema import layouts
from playbook.places import pack

KIND = "delayed_discharges"
SAMPLE = pack("data", "sample", "delayed_discharges_council_area.csv")
Lines = list[list[str]]

FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def small() -> Lines:
    with SAMPLE.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    return [header, *(row for row in rows if row[1] == "S12000020" and row[0] <= "201608")]


GOOD = small()


def as_text(lines: Lines, ends: str = "\n", quotes: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=ends, quoting=quotes).writerows(lines)  # type: ignore[arg-type]
    return out.getvalue()


def saved(lines: Lines, path: Path, ends: str = "\n", quotes: int = csv.QUOTE_MINIMAL,
          encoding: str = "utf-8") -> Path:  # fmt: skip
    path.write_bytes(as_text(lines, ends, quotes).encode(encoding))
    return path


@cache
def good_table() -> pd.DataFrame:
    with TemporaryDirectory() as folder:
        return read(saved(GOOD, Path(folder) / "good.csv"), KIND).table


def test_the_table_is_tidy_and_typed():
    table = read(SAMPLE, KIND).table
    assert table.columns.tolist() == [
        "month", "area", "area_name", "age", "reason", "bed_days", "average_beds",
    ]  # fmt: skip
    assert table["month"].iloc[0] == pd.Timestamp("2016-07-01")
    assert table["bed_days"].dtype == "int64"
    assert table.iloc[0]["area_name"] == "Moray"


@FEW
@given(
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    ends=st.sampled_from(["\n", "\r\n"]),
    quotes=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    numbered=st.booleans(),
    lower_case_qualifiers=st.booleans(),
    order=st.permutations(range(9)),
    blank_lines=st.integers(0, 3),
)
def test_every_way_of_saving_a_good_file_reads_to_the_same_table(
    tmp_path, encoding, ends, quotes, numbered, lower_case_qualifiers, order, blank_lines
):
    header = [name.replace("QF", "Qf") if lower_case_qualifiers else name for name in GOOD[0]]
    lines = [[row[at] for at in order] for row in [header, *GOOD[1:]]]
    if numbered:
        lines = [[str(at) if at else "_id", *row] for at, row in enumerate(lines)]
    path = saved(lines + [[]] * blank_lines, tmp_path / "x.csv", ends, quotes, encoding)
    expected = good_table()
    found = read(path, KIND).table[expected.columns]
    pd.testing.assert_frame_equal(found, expected)


WRONG_TEXT = st.one_of(
    st.text(max_size=12),
    st.integers(-5, 3000).map(str),
    st.sampled_from(sorted({cell for row in GOOD for cell in row})),
    st.sampled_from(["NA", "*", "c", ":", "S12000033", "201609", "75+", "1,056", "1056.0"]),
)


@FEW
@given(row=st.integers(1, len(GOOD) - 1), column=st.integers(0, 8), text=WRONG_TEXT)
def test_any_single_changed_cell_is_found_or_changes_nothing(tmp_path, row, column, text):
    lines = [list(line) for line in GOOD]
    lines[row][column] = text
    path = saved(lines, tmp_path / "spoilt.csv", quotes=csv.QUOTE_ALL)
    report = check(path, KIND)
    if report.ok:
        pd.testing.assert_frame_equal(read(path, KIND).table, good_table())
    else:
        assert report.total >= len(report.problems) >= 1
        with pytest.raises(DataProblem):
            read(path, KIND)


CONTENT = as_text(GOOD).encode()
JULY = len(as_text([GOOD[0], *(row for row in GOOD if row[0] == "201607")]))
WHOLE = (JULY - 1, JULY, len(CONTENT) - 1)  # what is left is a file of whole months


@FEW
@example(JULY)
@example(JULY - 1)
@example(len(CONTENT) - 1)
@given(st.integers(0, len(CONTENT) - 1))
def test_a_file_cut_anywhere_but_after_a_whole_month_is_found(tmp_path, length):
    (tmp_path / "cut.csv").write_bytes(CONTENT[:length])
    report = check(tmp_path / "cut.csv", KIND)
    assert report.ok == (length in WHOLE)
    if report.ok:
        is_open = length != JULY
        assert any("no line end" in each for each in report.notices) == is_open


def test_a_file_cut_after_a_whole_month_looks_shorter_so_the_report_names_its_months(tmp_path):
    (tmp_path / "cut.csv").write_bytes(CONTENT[:JULY])
    assert str(check(tmp_path / "cut.csv", KIND)).endswith("15 rows: July 2016, Moray.")
    (tmp_path / "whole.csv").write_bytes(CONTENT)
    whole = str(check(tmp_path / "whole.csv", KIND))
    assert whole.endswith("30 rows: July 2016 to August 2016, Moray.")


def test_a_number_cut_short_at_the_end_of_a_file_without_sums_is_pointed_at(tmp_path):
    path = pack("data", "sample", "ae_referrals.csv")
    content = path.read_bytes()
    (tmp_path / "cut.csv").write_bytes(content[:-1])
    assert check(path, "ae_referrals").notices == ()
    (notice,) = check(tmp_path / "cut.csv", "ae_referrals").notices
    assert "make sure that its last number is whole" in notice


@FEW
@given(content=st.binary(max_size=300) | st.text(alphabet='",;\n\rACQF201607dé\0', max_size=80)
       .map(str.encode))  # fmt: skip
def test_no_content_makes_the_check_fail_with_a_traceback(tmp_path, content):
    (tmp_path / "any.csv").write_bytes(content)
    report = check(tmp_path / "any.csv", KIND)
    assert not report.ok
    assert str(report)
    assert report._repr_html_()


@FEW
@given(rows=st.lists(st.sampled_from(GOOD[1:]), max_size=8))
def test_no_choice_of_rows_makes_the_check_fail_with_a_traceback(tmp_path, rows):
    assert not check(saved([GOOD[0], *rows], tmp_path / "some.csv"), KIND).ok


def test_extra_columns_are_noted_and_not_read(save, good):
    extra = [[*row, "Note" if at == 0 else "x"] for at, row in enumerate(good)]
    data = read(save(extra), KIND)
    assert "1 column not in the published layout: Note." in " ".join(data.notices)
    assert "Note" not in data.table.columns


def test_a_blank_area_stays_a_group_of_its_own(save, whole_country):
    data = read(save(whole_country), KIND)
    unknown = data.select(area="unknown", age="18plus", reason="All Delay Reasons")
    assert unknown["area_name"].tolist() == ["Home area unknown or outside Scotland"]
    assert not data.table["area"].isna().any()


def test_a_hidden_number_is_missing_and_keeps_its_reason(save, good):
    good[0].append("NumberOfDelayedBedDaysQF")
    for row in good[1:]:
        row.append("")
    good[2][7:] = ["", good[2][8], "c"]
    data = read(save(good), KIND)
    assert pd.isna(data.table["bed_days"].iloc[1])
    assert data.table["bed_days"].dtype == "Int64"
    assert data.table["bed_days_missing_because"].iloc[1].startswith("Confidential")
    assert (data.table["bed_days_missing_because"].drop(index=1) == "").all()
    standard = ["Health and Social Care Reasons", "Patient and Family Related Reasons"]
    sums = data.monthly(area="Moray", age="18plus", reason=standard)
    assert pd.isna(sums.iloc[0])
    assert sums.iloc[1] == int(good[17][7]) + int(good[18][7])


def test_a_number_that_should_be_hidden_is_refused(save, good):
    good[0].append("NumberOfDelayedBedDaysQF")
    for row in good[1:]:
        row.append("")
    good[2][9] = "c"
    report = check(save(good), KIND)
    assert report.counts == {"number and qualifier disagree": 1}
    assert "Do not use or share" in report.problems[0].next_step


def test_a_qualifier_that_nobody_knows_is_refused(save, good):
    good[0].append("NumberOfDelayedBedDaysQF")
    for row in good[1:]:
        row.append("?")
    assert check(save(good), KIND).counts == {"wrong qualifier": 30}


def test_the_health_board_layout_is_read(save, good):
    board = [["HBT" if name == "CA" else "HBTQF" if name == "CAQF" else name for name in good[0]]]
    board += [[row[0], "S08000020", *row[2:]] for row in good[1:]]
    data = read(save(board), KIND)
    assert data.layout == "health_board"
    assert data.basis == "Counted by where people were treated, wherever they live."
    assert data.values("area") == ("S08000020",)
    assert set(data.table["area_name"]) == {"NHS Grampian"}
    assert not data.is_sample


def test_a_blank_health_board_is_refused(save, good):
    board = [["HBT" if name == "CA" else "HBTQF" if name == "CAQF" else name for name in good[0]]]
    board += [[row[0], "", ":", *row[3:]] for row in good[1:]]
    assert check(save(board), KIND).counts["unknown value"] == 30


def test_a_refused_file_says_everything_and_that_nothing_was_read(save, good):
    good[3][3] = "75+"
    with pytest.raises(DataProblem, match="Row 4, column AgeGroup") as refused:
        read(save(good), KIND)
    assert "Nothing was read" in str(refused.value)
    assert refused.value.report.counts == {"unknown value": 1}


def test_the_sample_is_known_under_any_name_and_in_part(save, sample_lines, good):
    assert read(save(sample_lines, name="ours.csv"), KIND).is_sample
    assert read(save(good, name="part.csv"), KIND).is_sample


def test_the_published_moray_file_reads_and_reconciles(realdata):
    path = next(realdata.glob("*council-area_moray.csv"))
    assert check(path, KIND).ok
    data = read(path, KIND)
    assert not data.is_sample
    assert data.layout == "council_area"
    assert len(data.table) == 1650
    assert data.period == "July 2016 to August 2025"
    everyone = {"area": "Moray", "age": "18plus", "reason": "All Delay Reasons"}
    months = data.monthly(**everyone)
    assert months.loc["2016-07-01"] == 1056
    assert months.loc["2024-03-01"] == 1501
    years = data.yearly(**everyone).set_index("financial_year")
    assert years.loc["2024/25", "bed_days"] == 12_737
    assert round(years.loc["2024/25", "per_day"], 1) == 34.9
    reasons = data.by("reason", area="Moray", age="18plus").loc["2024-04-01":"2025-03-01"].sum()
    assert reasons.tolist() == [11_268, 12, 1_000, 457]


def test_averages_are_rounded_half_up_and_not_to_the_even_number(save, good):
    for row in good[1:]:
        row[7:] = ["0", "0"]
    for at in (1, 2, 6, 7):  # 18plus and 18-74: all reasons, health and social care
        good[at][7:] = ["15", "0"]
    assert check(save(good), KIND).ok
    september = [good[0], *([["201609", *row[1:]] for row in good[1:16]])]
    assert check(save(september), KIND).counts == {"average differs from its sum": 4}
    for at in (1, 2, 6, 7):
        september[at][8] = "1"  # 15 of 30 days is half a bed
    assert check(save(september), KIND).ok


def test_a_census_file_and_an_archive_file_are_not_taken_for_this_one(realdata, save, good):
    wrong = [path.name for path in sorted(realdata.glob("*.csv"))
             if check(path, KIND).ok and "delayed-discharge" not in path.name]  # fmt: skip
    assert wrong == []
    archive = [good[0], *([f"2015{row[0][4:]}", *row[1:]] for row in good[1:])]
    assert check(save(archive), KIND).counts == {"not comparable": 30}


def test_layouts_share_every_field_but_the_area():
    council, board = layouts(KIND)
    assert [a == b for a, b in zip(council.fields, board.fields, strict=True)] == [
        True, False, False, True, True, True, True, True, True,
    ]  # fmt: skip
