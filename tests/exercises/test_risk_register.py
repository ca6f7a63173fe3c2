"""The exercise finds the risk without an owner and the control that fails."""

from datetime import date, timedelta

import pytest
import yaml

NAME = "risk-register"
HEADER = (
    "risk,inherent_likelihood,inherent_impact,likelihood,impact,target_likelihood,"
    "target_impact,owner,control,review_on"
)
SOON = date.today() + timedelta(days=30)
OTHER = f"""{HEADER}
"The bus stops, so six people cannot come",4,3,2,3,1,3,Locality manager,A taxi contract,{SOON}
"The house is sold early, so there is nowhere to meet",3,5,3,5,2,3,Estates lead,None agreed,{SOON}
"Families are told late, so they object",3,3,1,3,1,3,Locality manager,A letter each month,2020-01-31
"""


def _project(folder, risks=None):
    (folder / "project.yml").write_text("name: Glen House\n", encoding="utf-8")
    (folder / "data").mkdir()
    if risks is not None:
        (folder / "data" / "our risks.csv").write_text(risks, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _project(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def on_another(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _project(tmp_path_factory.mktemp("another"), OTHER))


def test_what_is_planted_in_the_sample_is_found(on_the_sample):
    assert on_the_sample.stopped_at == ""
    problems = on_the_sample.said("look-problems")
    assert "Too few mental health officers, so legal processes take longer: It has no owner" in (
        problems
    )
    assert "It scores 12 now, more than 9 before any control" in problems
    assert "Number 5 went up" in on_the_sample.said("interpret-sentences")
    assert "6 of 8 risks are above it now" in on_the_sample.said("appetite-now")


def test_the_panel_and_the_sentence_agree(on_the_sample):
    assert "With an appetite of 9, 6 of 8 risks" in on_the_sample.said("what-if-panel")


def test_the_sample_is_marked_wherever_it_shows(on_the_sample):
    made = [cell for cell in on_the_sample.cells
            if cell.startswith(("load-", "look-m", "look-reg", "look-prob", "controls-ch",
                                "appetite-now", "what-if-panel", "escalate-t", "interpret-s",
                                "record-ev", "hand-on"))]  # fmt: skip
    assert len(made) == 12
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_another_register_gives_its_own_answers(on_another):
    assert on_another.stopped_at == ""
    said = on_another.said("interpret-sentences")
    assert "There are 3 risks: 1 high, 1 medium, 1 low." in said
    assert "Of 3 risks, 2 came down. Number 1 stands where it was. 2 are not yet" in said
    assert "1 of 3 risks is above it now" in said
    assert "Its review of 31 January 2020 is overdue" in on_another.said("look-problems")
    assert [c for c in on_another.cells if "sample data" in on_another.said(c).lower()] == []


def test_a_project_keeps_tables_figures_and_numbers(on_another):
    folder = on_another.folder
    (kept,) = yaml.safe_load((folder / "evidence.yml").read_text(encoding="utf-8"))
    assert (kept["id"], kept["strength"]) == ("risks-highest", "weak")
    products = yaml.safe_load((folder / "products.yml").read_text(encoding="utf-8"))
    values = {record["id"]: record.get("value") for record in products}
    assert values["risk-register/highest-score"] == 15
    assert values["risk-register/above-appetite"] == 1
    files = {file.name for file in (folder / "products").iterdir()}
    assert {f"risk-register-{name}" for name in (
        "register.csv", "changes.csv", "escalation.csv", "risk-matrix.png", "risk-changes.png"
    )} == files  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.splitlines()[0] + "\n", "only a header"),
        (lambda text: text.replace(",4,3,2,3,", ",4,3,7,3,", 1), "likelihood"),
        (lambda text: text.replace("owner,control", "holder,control", 1), "owner"),
        (lambda text: text.replace(",4,3,2,3,", ",4,3,two,3,", 1), "likelihood"),
        (lambda text: text.replace("Estates lead", "Mrs Ross", 1), "person's name"),
    ],
    ids=["no rows", "off the scale", "a renamed column", "a word", "a name"],
)
def test_a_spoilt_file_stops_at_the_load_step_in_plain_words(run_exercise, tmp_path, change, told):
    shown = run_exercise(NAME, _project(tmp_path, change(OTHER)))
    assert shown.stopped_at == "load-file"
    assert told in shown.reason
    for noise in ("Traceback", "Error", "---->"):
        assert noise not in shown.reason
    assert not (tmp_path / "evidence.yml").exists()
