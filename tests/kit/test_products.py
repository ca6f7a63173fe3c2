"""What an exercise hands on is kept, marked, replaced by its next run, and read back by others."""

import csv

import pandas as pd
import pytest
import yaml

from playbook.charts import figure
from playbook.data import load
from playbook.kit import Number, carried, record_products
from playbook.markup import PlainError
from playbook.places import PRACTICE_PRODUCTS

BEDS = Number(id="beds", value=35.5, unit="beds", says="Delays fill 35.5 beds.")


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "project.yml").write_text("name: Home First\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def records(folder):
    return yaml.safe_load((folder / "products.yml").read_text(encoding="utf-8"))


def picture(name="years"):
    return figure(
        lambda axes, look: axes.plot([1, 2]),
        name=name,
        message="Two years.",
        alt="A line that rises.",
        table=pd.DataFrame({"Year": [1, 2]}),
        source="Invented",
    )


def test_a_number_is_kept_with_its_unit_sentence_and_day_and_read_back(project):
    record_products("delays", numbers=[BEDS])
    (kept,) = records(project)
    assert (kept["id"], kept["value"], kept["unit"]) == ("delays/beds", 35.5, "beds")
    found = carried("delays", "beds")
    assert float(found) == 35.5
    assert found.says == "Delays fill 35.5 beds."
    assert not found.sample
    assert kept["date"] in found.origin


def test_what_rests_on_sample_data_says_so_when_it_is_kept_and_when_it_is_read(project):
    shown = record_products("delays", numbers=[BEDS], data=[load("delayed_discharges")])
    assert "Sample data" in shown.html()
    assert records(project)[0]["sample"] is True
    assert "Sample data" in carried("delays", "beds")._repr_mimebundle_()["text/html"]


def test_a_practice_number_passed_on_beside_a_team_s_own_is_told_apart_on_the_card(project):
    passed = Number(id="rate", value=57, unit="each 1,000", says="It is 57.", sample=True)
    shown = record_products("impact", numbers=[BEDS, passed])
    assert "Sample data: It is 57." in shown.html()
    assert "Sample data: Delays" not in shown.html()
    assert "Sample data: It is 57." in repr(shown)
    assert shown.kept.endswith("Not your own yet: rate is a practice number, from sample data.")
    assert [one.get("sample") for one in records(project)] == [None, True]


def test_tables_and_figures_lie_in_files_that_papers_can_use(project):
    table = pd.DataFrame({"Year": [2024], "Note": ["=HYPERLINK(1)"], "Days": [-4]})
    record_products("delays", tables={"by-year": (table, "Days by year")}, figures=[picture()])
    by_year, years = records(project)
    with (project / by_year["file"]).open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["Year", "Note", "Days"],
            ["2024", "'=HYPERLINK(1)", "-4"],
        ]
    assert (project / years["file"]).read_bytes().startswith(b"\x89PNG")
    assert (years["title"], years["alt"]) == ("Two years.", "A line that rises.")


def test_a_second_run_replaces_its_own_products_and_leaves_those_of_others(project):
    record_products("delays", numbers=[BEDS])
    record_products("demand", numbers=[BEDS])
    record_products("delays", numbers=[Number(id="days", value=1, unit="days", says="One day.")])
    assert [one["id"] for one in records(project)] == ["demand/beds", "delays/days"]


def test_a_damaged_log_is_left_alone_and_the_card_says_why(project):
    (project / "products.yml").write_text("- id: [\n")
    shown = record_products("delays", numbers=[BEDS])
    assert shown.saved is None
    assert "products.yml is damaged, so it was left as it is" in shown.kept
    assert (project / "products.yml").read_text() == "- id: [\n"


def test_a_folder_that_cannot_be_made_is_a_sentence_not_a_stop(project):
    (project / "products").write_text("a file in the way")
    shown = record_products("delays", figures=[picture()])
    assert shown.kept.startswith("Not saved. The folder products could not be written")


def test_a_project_without_its_own_number_gets_the_one_of_the_sample_and_is_told(
    project, monkeypatch, tmp_path
):
    practice = tmp_path / "practice"
    (practice / "exercises" / "products").mkdir(parents=True)
    monkeypatch.setattr("playbook.kit.products.pack", lambda *parts: practice.joinpath(*parts))
    (project / "project.yml").rename(project / "away.yml")
    monkeypatch.setenv(PRACTICE_PRODUCTS, str(practice / "exercises" / "products"))
    record_products("delays", numbers=[BEDS])
    in_book = carried("delays", "beds")
    (project / "away.yml").rename(project / "project.yml")
    in_project = carried("delays", "beds")
    assert in_book.sample
    assert in_project.sample
    assert "Run the exercise delays in this project" in in_project.origin
    assert "in this project" not in in_book.origin


def test_a_number_that_nobody_handed_on_is_refused_with_those_that_are_there(project):
    record_products("delays", numbers=[BEDS])
    with pytest.raises(PlainError, match=r"has handed on delays/bedz.*What is there: delays/beds"):
        carried("delays", "bedz")


@pytest.mark.parametrize("id_", ["Beds", "beds 2035", "", "../beds"])
def test_an_id_that_could_not_be_a_file_name_is_refused(project, id_):
    with pytest.raises(ValueError, match="lower-case words joined by hyphens"):
        record_products("delays", numbers=[Number(id=id_, value=1, unit="", says="One.")])


def test_an_id_used_twice_is_refused(project):
    with pytest.raises(ValueError, match="Two products have the id 'beds'"):
        record_products("delays", numbers=[BEDS, BEDS])


def test_outside_a_project_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = record_products("delays", numbers=[BEDS], figures=[picture()])
    assert "this is practice" in shown.kept
    assert list(tmp_path.iterdir()) == []
