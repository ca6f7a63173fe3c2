"""The exercise says which projects need a board's time, in any programme."""

from datetime import date, timedelta

import pytest
import yaml

NAME = "programme-summary"
SOON = date.today() + timedelta(days=40)
OTHER = f"""project,stage,lead,next_decision,next_decision_on,charter_ready,highest_risk
Day support,plan,Locality manager,Choose an option,{SOON},yes,15
Night rounds,implement,Nursing lead,Go or no-go,{SOON},yes,
Old leaflets,review,,Stop,2020-05-01,no,25
"""


def _project(folder, projects=None):
    (folder / "project.yml").write_text("name: Our programme\n", encoding="utf-8")
    (folder / "data").mkdir()
    if projects is not None:
        (folder / "data" / "programme.csv").write_text(projects, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _project(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def on_another(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _project(tmp_path_factory.mktemp("another"), OTHER))


def test_what_is_planted_in_the_sample_is_found(on_the_sample):
    assert on_the_sample.stopped_at == ""
    assert "There are 7 projects" in on_the_sample.said("look-page")
    assert "4 need attention" in on_the_sample.said("look-page")
    told = on_the_sample.said("exceptions-list")
    for exception in (
        "Short breaks for carers: No one leads it.",
        "Care alarms: Its decision of 18 December 2025 is overdue.",
        "Day support: Nobody has checked its charter.",
        "Home First: Its highest risk is 20 very high.",
    ):
        assert exception in told
    assert "26 March 2026 (Night care, Short breaks for carers)" in on_the_sample.said(
        "calendar-table"
    )


def test_the_sample_is_marked_wherever_it_shows(on_the_sample):
    made = ("load-file", "look-page", "exceptions-list", "calendar-table", "interpret-sentences",
            "record-evidence", "hand-on")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_another_programme_gets_its_own_answers(on_another):
    assert on_another.stopped_at == ""
    assert "There are 3 projects" in on_another.said("look-page")
    assert "1 needs attention" in on_another.said("look-page")
    told = on_another.said("exceptions-list")
    for exception in ("No one leads it", "Its decision of 1 May 2020 is overdue",
                      "Its charter is not ready", "Its highest risk is 25 very high"):  # fmt: skip
        assert f"Old leaflets: {exception}" in told
    assert "(Day support, Night rounds)" in on_another.said("calendar-table")
    made = [cell for cell in on_another.cells if not cell.startswith("do-")]
    assert [cell for cell in made if "sample data" in on_another.said(cell).lower()] == []


def test_a_project_keeps_the_page_and_the_numbers(on_another):
    folder = on_another.folder
    products = yaml.safe_load((folder / "products.yml").read_text(encoding="utf-8"))
    assert {record["id"]: record.get("value") for record in products} == {
        "programme-summary/projects": 3.0, "programme-summary/with-exceptions": 1.0,
        "programme-summary/programme": None, "programme-summary/decisions": None,
    }  # fmt: skip
    (kept,) = yaml.safe_load((folder / "evidence.yml").read_text(encoding="utf-8"))
    assert (kept["id"], kept["data_file"]) == ("programme-exceptions", "programme.csv")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OTHER.splitlines()[0] + "\n", "only a header"),
        (OTHER.replace(",plan,", ",planning,"), "stage"),
        (OTHER.replace("next_decision_on", "decision date"), "next_decision_on"),
        (OTHER.replace("2020-05-01", "01/05/20"), "next_decision_on"),
        (OTHER.replace(",25\n", ",26\n"), "highest_risk"),
        (OTHER.replace("Night rounds", "Day support"), "Day support"),
        (OTHER.replace(",no,", ",perhaps,"), "charter_ready"),
        (OTHER.replace("Nursing lead", "Mr Grant"), "person's name"),
    ],
)
def test_a_spoilt_file_stops_at_the_load_step_in_plain_words(run_exercise, tmp_path, text, told):
    shown = run_exercise(NAME, _project(tmp_path, text))
    assert shown.stopped_at == "load-file"
    assert told in shown.reason
    for noise in ("Traceback", "Error", "---->"):
        assert noise not in shown.reason
    assert not (tmp_path / "evidence.yml").exists()
