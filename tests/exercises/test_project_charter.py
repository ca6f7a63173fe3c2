"""The exercise finds what a charter lacks: in the sample, in another's, and in a spoilt file."""

from datetime import date, timedelta

import pytest
import yaml

NAME = "project-charter"
SOON = date.today() + timedelta(days=60)
OTHER = f"""\
title: Day support near home
version: "2"
focus_and_purpose: Adults who use Glen House. Friends within a bus ride.
governance_and_leadership:
  governing_body: The Committee
  lead: "Locality manager: west"
staff_and_resources: A lead for a day a week. £12,000.
stakeholders: Six people who use the house, and their families
activities_and_products: A plan for each person
timescales_and_contingencies: Until the summer. If no bus runs, we buy a taxi contract.
starts_on: 2025-02-03
accepted_by: The Committee
accepted_on: 30 January 2025
next_review: {SOON}
"""


def _project(folder, charter=None):
    (folder / "project.yml").write_text("name: Glen House\n", encoding="utf-8")
    if charter is not None:
        (folder / "charter.yml").write_text(charter, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _project(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def on_another(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _project(tmp_path_factory.mktemp("another"), OTHER))


def test_what_is_planted_in_the_sample_is_found(on_the_sample):
    assert on_the_sample.stopped_at == ""
    verdict = on_the_sample.said("verdict-check")
    assert "Timescales and contingencies is half written" in verdict, "a gap"
    assert "before it was accepted on 30 October 2025" in verdict, "a start before the yes"
    assert "The review of 15 January 2026 is overdue" in verdict, "a review forgotten"
    assert "(4)" not in verdict
    assert "“relevant”" in on_the_sample.said("fog-remarks"), "a line that only sounds clear"
    table = on_the_sample.said("look-charter")
    assert "31 March 2026" in table, "time that ends"
    assert "31 March 2027" in table, "a year before the project does"


def test_the_sample_is_marked_wherever_it_shows(on_the_sample):
    made = ("load-file", "look-charter", "verdict-check", "fog-remarks", "dates-table",
            "interpret-sentences", "record-evidence", "hand-on")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []
    assert "There is no charter.yml" in on_the_sample.said("load-file")
    (kept,) = yaml.safe_load((on_the_sample.folder / "evidence.yml").read_text(encoding="utf-8"))
    assert kept["sample"] is True


def test_another_project_s_charter_is_ready_and_nothing_says_sample(on_another):
    assert on_another.stopped_at == ""
    assert "Day support near home is ready" in on_another.said("verdict-check")
    assert "in 60 days" in on_another.said("dates-table")
    assert [c for c in on_another.cells if "sample data" in on_another.said(c).lower()] == []


def test_a_project_keeps_the_verdict_the_number_and_the_tables(on_another):
    folder = on_another.folder
    (kept,) = yaml.safe_load((folder / "evidence.yml").read_text(encoding="utf-8"))
    assert (kept["id"], kept["data_file"]) == ("charter-readiness", "charter.yml")
    products = yaml.safe_load((folder / "products.yml").read_text(encoding="utf-8"))
    assert {record["id"]: record.get("value") for record in products} == {
        "project-charter/things-clear": 6.0, "project-charter/charter": None,
        "project-charter/dates": None, "project-charter/open": None,
    }  # fmt: skip
    assert (folder / "charter.yml").read_text(encoding="utf-8") == OTHER, "the answers are theirs"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has nothing in it yet"),
        ("title: Home First: now\n", "at or just above line 1"),
        ("stakeholders: [a, b]\n", "Give stakeholders as fields or as text"),
        ("title: a\ntitle: b\n", "a second time"),
    ],
)
def test_a_spoilt_file_stops_at_the_load_step_in_plain_words(run_exercise, tmp_path, text, told):
    shown = run_exercise(NAME, _project(tmp_path, text))
    assert shown.stopped_at == "load-file"
    assert told in shown.reason
    for noise in ("Traceback", "Error", "---->"):
        assert noise not in shown.reason
    assert not (tmp_path / "evidence.yml").exists()


def test_a_misspelt_line_is_a_reason_with_the_right_one(run_exercise, tmp_path):
    shown = run_exercise(NAME, _project(tmp_path, OTHER.replace("next_review:", "next_reveiw:")))
    assert shown.stopped_at == ""
    assert "Did you mean" in shown.said("verdict-check").replace("&quot;", '"')
    assert "next_review" in shown.said("verdict-check")
