"""The area that the work is about: named by the project, or found in the file."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from playbook.data import load
from playbook.kit import Area, country_months, our_area

MORAY = Area("S12000020", "Moray")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def delays():
    return load("delayed_discharges")


def relabelled(data, code, *, others=True):
    """The sample as if its council were another one; without the country if not ``others``."""
    table = data.table if others else data.table[data.table["area"] != "S92000003"]
    return replace(data, table=table.assign(area=table["area"].replace("S12000020", code)))


def several(data):
    """A file of two councils, Moray and Angus, and of Scotland."""
    angus = data.table[data.table["area"] == "S12000020"].assign(area="S12000041")
    return replace(data, table=pd.concat([data.table, angus], ignore_index=True))


def test_the_framework_s_partnership_is_the_area_when_nothing_else_says_so(folder, delays):
    two = delays.table.assign(area=delays.table["area"].replace("S92000003", "S12000041"))

    assert our_area(replace(delays, table=two)) == MORAY


@pytest.mark.parametrize("others", [True, False])
def test_a_file_of_one_council_is_about_that_council(folder, delays, others):
    assert our_area(relabelled(delays, "S12000041", others=others)).name == "Angus"


@pytest.mark.parametrize("named", ["Moray", "moray", "S12000020", '"Moray"'])
def test_the_project_names_its_area_by_name_or_by_code(folder, delays, named):
    (folder / "project.yml").write_text(f"area: {named}\n", encoding="utf-8-sig")

    assert our_area(delays) == MORAY


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "name: Home First\n", "area:\n"])
def test_a_project_without_an_area_is_about_the_one_council_of_its_file(folder, delays, text):
    (folder / "project.yml").write_text(text, encoding="utf-8")

    assert our_area(delays) == MORAY
    assert our_area(relabelled(delays, "S12000041")).name == "Angus"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "name: Home First\n", "area:\n"])
def test_a_project_never_takes_moray_from_a_file_of_several_councils(folder, delays, text):
    (folder / "project.yml").write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match="holds 2 areas") as problem:
        our_area(several(delays))
    assert "Write it in project.yml, for example: area: Moray." in str(problem.value)
    assert "The file holds Angus and Moray." in str(problem.value)


@pytest.mark.parametrize("line", ["Area: Angus", "AREA: angus", "aReA : S12000041", "area: Angus "])
def test_the_word_area_may_have_any_capitals(folder, delays, line):
    (folder / "project.yml").write_text(f"{line}\n", encoding="utf-8")

    assert our_area(several(delays)).name == "Angus"


def test_project_yaml_is_read_too_and_named_in_what_is_said(folder, delays):
    (folder / "project.yaml").write_text("area: Angus\n", encoding="utf-8")
    assert our_area(several(delays)).name == "Angus"

    (folder / "project.yaml").write_text("name: Home First\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Write it in project\.yaml"):
        our_area(several(delays))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Moray", "project.yml is not understood. Each line needs a name, a colon and a space, "
         "for example: area: Moray"),
        ("Angus", "for example: area: Angus"),
        ("area:Angus", "for example: area: Angus"),
        ("area = Angus", "for example: area: Angus"),
        ("Our project is about delayed discharges", "for example: area: Moray"),
        ("- area: Angus", "for example: area: Moray"),
        ("area: [Moray", "project.yml could not be read."),
        ("area: [Moray]", "The area in project.yml is not a name."),
        ("area: 12", "The area in project.yml is not a name."),
        ("aera: Angus", 'begins with "aera", which the playbook does not know. '
         "Did you mean area? Write the line like this: area: Angus"),
        ("Areas: Angus", "Write the line like this: area: Angus"),
        ("area: Moray\nnaem: Home First", "Write the line like this: name: Home First"),
        ("area: Moray\nAREA: Angus", "names 2 areas: Moray and Angus"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("councils", [1, 2])
def test_a_project_file_that_is_not_understood_is_refused_with_the_right_line(
    folder, delays, text, said, councils
):
    (folder / "project.yml").write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=re.escape(said)):
        our_area(delays if councils == 1 else several(delays))


def test_lines_that_other_parts_may_read_are_left_alone(folder, delays):
    text = "area: Angus\nteam: Jo\nstart: 2026-01-05\nstakeholders: [GPs]\n"
    (folder / "project.yml").write_text(text, encoding="utf-8")

    assert our_area(several(delays)).name == "Angus"


def test_an_area_that_the_file_does_not_hold_is_refused_with_those_it_does(folder, delays):
    (folder / "project.yml").write_text("area: Angus\n", encoding="utf-8")

    with pytest.raises(ValueError, match="says that the area is Angus, but this file holds Moray"):
        our_area(delays)


def test_many_areas_and_none_of_them_ours_is_a_question_for_the_team(folder, delays):
    table = delays.table.assign(
        area=delays.table["area"].replace({"S12000020": "S12000041", "S92000003": "S12000033"})
    )

    with pytest.raises(ValueError, match="does not know which is yours") as problem:
        our_area(replace(delays, table=table))
    assert "area: Aberdeen City" in str(problem.value)


def test_a_project_file_that_cannot_be_read_says_how_a_line_looks(folder, delays):
    (folder / "project.yml").write_text("area: [Moray\n", encoding="utf-8")

    with pytest.raises(ValueError, match="for example: area: Moray"):
        our_area(delays)


def test_the_country_is_there_when_the_file_holds_its_total(folder, delays):
    country = country_months(delays)

    assert country is not None
    assert len(country) == 110
    assert country_months(relabelled(delays, "S12000041", others=False)) is None
