"""A team gets its own file inside its project, and the sample everywhere else."""

import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from playbook.data import DataProblem, load
from playbook.places import pack, why_no_project

KIND = "delayed_discharges"
SAMPLE = pack("data", "sample", "delayed_discharges_council_area.csv")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project.yml").write_text("name: Home First\n")
    (tmp_path / "data").mkdir()
    return tmp_path


def own(good: list[list[str]]) -> str:
    """A file that is not the sample: Moray's rows under another council's code."""
    return "\n".join(",".join(row) for row in good).replace("S12000020", "S12000034") + "\n"


def test_outside_a_project_there_is_the_sample(tmp_path):
    data = load(KIND, tmp_path)
    assert data.is_sample
    assert data.source.startswith("Sample data")
    assert "Do not quote them" in data.notices[0]


def test_a_project_without_data_gets_the_sample_and_is_told(project):
    data = load(KIND, project)
    assert data.is_sample
    assert "No file in the project's data folder" in data.notices[-1]
    (project / "data").rmdir()
    assert load(KIND, project).is_sample


def test_a_project_gets_its_own_file_under_any_name_from_any_folder_below(project, good):
    (project / "data" / "Delays FINAL.CSV").write_text(own(good))
    (project / "data" / "notes.csv").write_text("a,b\n1,2\n")
    (project / "data" / "broken.csv").write_text("")
    (project / "notebooks").mkdir()
    data = load(KIND, project / "notebooks")
    assert not data.is_sample
    assert data.path.name == "Delays FINAL.CSV"
    assert data.source.endswith("file Delays FINAL.CSV")
    assert data.notices == ()


def test_a_copy_of_the_sample_in_a_project_is_still_sample_data(project):
    shutil.copy(SAMPLE, project / "data" / "ours.csv")
    assert load(KIND, project).is_sample


def test_a_copy_of_the_sample_gives_way_to_a_real_file(project, good):
    shutil.copy(SAMPLE, project / "data")
    (project / "data" / "real.csv").write_text(own(good))
    assert load(KIND, project).path.name == "real.csv"


def test_two_files_that_fit_are_refused_by_name(project, good):
    for name in ("june.csv", "july.csv"):
        (project / "data" / name).write_text(own(good))
    with pytest.raises(
        ValueError, match=r"2 files .* hold delayed discharge bed days: july.csv and june"
    ):
        load(KIND, project)


def test_a_file_that_almost_fits_is_not_passed_over_in_silence(project, good):
    text = own(good).replace("NumberOfDelayedBedDays", "BedDays")
    (project / "data" / "delays.csv").write_text(text)
    with pytest.raises(DataProblem, match="missing: NumberOfDelayedBedDays; not expected: BedDays"):
        load(KIND, project)


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_file_saved_with_another_separator_is_not_passed_over(project, good, separator):
    (project / "data" / "saved again.csv").write_text(own(good).replace(",", separator))
    with pytest.raises(DataProblem, match="separated by"):
        load(KIND, project)


def test_a_file_of_another_kind_with_another_separator_is_none_of_our_business(project):
    header = pack("data", "templates", "gp_lists_bands.csv").read_text(encoding="utf-8-sig")
    (project / "data" / "other.csv").write_text(header.replace(",", ";"))
    assert load(KIND, project).is_sample


def test_a_file_that_fits_but_is_spoilt_is_refused_with_its_rows(project, good):
    (project / "data" / "delays.csv").write_text(own(good).replace("Code 9 AWI", "Code 9", 1))
    with pytest.raises(DataProblem, match=r"delays\.csv: 1 problem found"):
        load(KIND, project)


def test_published_tables_and_unknown_kinds_point_the_right_way():
    with pytest.raises(ValueError, match=r'Use published\("moray_delayed_bed_days_monthly"\)'):
        load("moray_delayed_bed_days_monthly")
    with pytest.raises(ValueError, match="Did you mean delayed_discharges"):
        load("delayed_dicharges")


# What else may lie in the data folder


def refused(project: Path) -> str:
    with pytest.raises(ValueError, match="The sample was not used in its place") as problem:
        load(KIND, project)
    return str(problem.value)


def template(kind: str) -> str:
    return pack("data", "templates", f"{kind}.csv").read_text(encoding="utf-8-sig")


def workbook(path: Path) -> None:
    pd.DataFrame({"Notes": ["call Jo"]}).to_excel(path, index=False)


def test_files_of_which_none_fits_are_each_named_with_the_reason(project, good):
    data = project / "data"
    (data / "notes.csv").write_text("who,what,when,why\n1,2,3,4\n")
    (data / "empty.csv").write_text("")
    (data / "delays.csv").mkdir()
    (data / "paper.pdf").write_bytes(b"%PDF-1.4")
    (data / "half.csv").write_text(own(good).replace("NumberOfDelayedBedDays", "BedDays"))
    (data / "gp.csv").write_text(template("gp_lists_bands"))
    (data / "page.csv").write_text("<html></html>")
    workbook(data / "notes.xlsx")
    (data / "renamed.txt").write_text(own(good))
    said = refused(project)
    assert "could be used as delayed discharge bed days" in said
    for line in (
        "- notes.csv: wrong columns (who, what, when and 1 more).",
        "- empty.csv: an empty file.",
        "- delays.csv: a folder, although its name ends in .csv.",
        "- paper.pdf: not a CSV file (its name ends in .pdf).",
        "- half.csv: it almost fits (missing: NumberOfDelayedBedDays; not expected: BedDays).",
        "- gp.csv: another kind of data, people registered with general practices.",
        "- page.csv: a web page saved under this name.",
        "- notes.xlsx: a workbook. Save the right sheet as CSV UTF-8.",
        "- renamed.txt: it has the right columns, but its name has to end in .csv.",
    ):
        assert line in said.splitlines()
    assert "Put your file straight into the data folder" in said
    assert "To practise on the sample, empty the data folder." in said
    assert KIND not in said


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook"])
def test_a_workbook_that_is_none_is_listed(project, content):
    (project / "data" / "delays.xlsx").write_bytes(content)
    said = "an empty file" if not content else "called a workbook, but it cannot be opened as one"
    assert f"- delays.xlsx: {said}." in refused(project)


def test_a_damaged_workbook_is_listed_and_not_a_traceback(project):
    with zipfile.ZipFile(project / "data" / "delays.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<nothing")
    assert "- delays.xlsx: a workbook." in refused(project)


def test_an_empty_file_alone_is_refused(project):
    (project / "data" / "delays.csv").write_text("")
    assert "- delays.csv: an empty file." in refused(project)


def test_the_right_file_in_a_folder_of_its_own_lies_too_deep(project, good):
    (project / "data" / "download").mkdir()
    (project / "data" / "download" / "x.csv").write_text(own(good))
    assert "- download/x.csv: it fits, but it lies too deep. Move it up" in refused(project)


def test_a_folder_of_earlier_files_does_not_stop_the_one_that_fits(project, good):
    (project / "data" / "old").mkdir()
    (project / "data" / "old" / "x.csv").write_text(own(good))
    (project / "data" / "x.csv").write_text(own(good))
    assert load(KIND, project).notices == ()


@pytest.mark.parametrize("name", [".gitkeep", ".DS_Store", "README.md", "Readme.txt", "~$a.xlsx"])
def test_hidden_files_and_a_readme_leave_the_folder_empty(project, name):
    (project / "data" / name).write_text("words")
    data = load(KIND, project)
    assert data.is_sample
    assert data.notices[-1] == (
        "No file in the project's data folder holds delayed discharge bed days, "
        "so the sample is used."
    )


def test_files_that_are_all_of_other_kinds_give_the_sample_and_are_named(project):
    shutil.copy(pack("data", "sample", "budget.csv"), project / "data" / "money.csv")
    (project / "data" / "gp.csv").write_text(template("gp_lists_bands"))
    data = load(KIND, project)
    assert data.is_sample
    assert data.notices[-1].endswith(
        "It holds other kinds of data: gp.csv (people registered with general practices) "
        "and money.csv (budget of the year)."
    )


def test_a_file_that_is_almost_of_another_kind_is_refused_as_that(project):
    text = template("ae_monthly_with_category")
    (project / "data" / "ae.csv").write_text(text.replace("Month", "When", 1))
    assert "- ae.csv: it is almost A&E attendances" in refused(project)


def test_a_copy_of_the_sample_does_not_hide_a_file_that_fits_nothing(project):
    shutil.copy(SAMPLE, project / "data" / "practice.csv")
    (project / "data" / "ours.csv").write_text("a,b\n1,2\n")
    said = refused(project)
    assert "- ours.csv: wrong columns (a and b)." in said
    assert "- practice.csv: a copy of the sample." in said


def test_a_good_file_is_used_and_one_that_almost_fits_is_named(project, good):
    (project / "data" / "good.csv").write_text(own(good))
    (project / "data" / "bad.csv").write_text(
        own(good).replace("NumberOfDelayedBedDays", "BedDays")
    )
    data = load(KIND, project)
    assert data.path.name == "good.csv"
    assert data.notices == (
        "Another file in the data folder was not used. bad.csv: it almost fits "
        "(missing: NumberOfDelayedBedDays; not expected: BedDays).",
    )


def test_of_two_files_that_fit_the_damaged_one_is_named(project, good):
    (project / "data" / "june.csv").write_text(own(good))
    (project / "data" / "july.csv").write_text(own(good).replace("Code 9 AWI", "Code 9", 1))
    with pytest.raises(ValueError, match=r"2 files .*: july.csv and june") as problem:
        load(KIND, project)
    assert "july.csv is damaged. Row 5, column ReasonForDelay" in str(problem.value)
    assert "june.csv is damaged" not in str(problem.value)


# Where a project was meant


def test_project_yaml_makes_a_project_too(project, good):
    (project / "project.yml").rename(project / "project.yaml")
    (project / "data" / "ours.csv").write_text(own(good))
    assert load(KIND, project).path.name == "ours.csv"


@pytest.mark.parametrize(
    "name", ["project.yml.txt", "project.yml.yml", "Project.yml", "PROJECT.YAML", "project.txt"]
)
def test_a_project_file_with_nearly_the_right_name_is_named(project, name):
    (project / "project.yml").rename(project / name)
    if (project / "project.yml").exists():
        pytest.skip("this disk takes capital and small letters for the same")
    (project / "analyse").mkdir()
    data = load(KIND, project / "analyse")
    assert data.is_sample
    assert f"Rename its file {name} to project.yml." in data.notices[-1]


def test_data_without_a_project_file_is_told_that_it_is_missing(project, good):
    (project / "project.yml").unlink()
    assert "project" not in load(KIND, project).notices[-1], "an empty data folder says nothing"
    (project / "data" / "ours.csv").write_text(own(good))
    notice = load(KIND, project).notices[-1]
    assert "A file called project.yml is missing beside its data folder" in notice
    assert "area: Moray" in notice


def test_the_playbook_itself_is_nobody_s_project():
    for start in (pack(), pack("data"), pack("data", "sample"), pack("exercises", "analyse")):
        assert why_no_project(start) == ""
