"""The area that the work is about: named by the project, or found in the file."""

from dataclasses import replace

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


@pytest.mark.parametrize("text", ["", "name: Home First\n", "area:\n", "just words\n"])
def test_a_project_without_an_area_is_no_trouble(folder, delays, text):
    (folder / "project.yml").write_text(text, encoding="utf-8")

    assert our_area(delays) == MORAY


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
