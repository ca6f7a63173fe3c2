"""A team gets its own file inside its project, and the sample everywhere else."""

import shutil
from pathlib import Path

import pytest

from playbook.data import DataProblem, load
from playbook.places import pack

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
    with pytest.raises(ValueError, match=r"2 files .* hold delayed_discharges: july.csv and june"):
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
