"""The exercise tells what a draft Direction lacks in law, and what would only make it better."""

import pytest
import yaml

NAME = "direction"
OTHER = """\
title: Community nursing at night
reference: "2027/3"
text: Give community nursing between 10 pm and 7 am in all localities, from 3 May 2027.
direct_to: NHS Grampian
functions:
  - name: Community nursing
    set_aside: false
    payment_method: "£31 for each hour worked, up to 9,000 hours"
    use_of_money: Nurses and their cars
  - name: Hospital care of older people
    set_aside: true
    amount_set_aside_gbp: 2500000
    use_of_money: Beds on two wards
approved_on: 25 March 2027
effective_from: 2027-05-03
supersedes: None
outcomes: People are cared for at home at night
budget: £2.8 million
monitoring: Visits and transfers, monthly, to the planning group
review_on: 2028-03-30
"""


def _project(folder, draft=None):
    (folder / "project.yml").write_text("name: Nights\n", encoding="utf-8")
    if draft is not None:
        (folder / "direction.yml").write_text(draft, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _project(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def on_another(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _project(tmp_path_factory.mktemp("another"), OTHER))


def test_what_is_planted_in_the_sample_is_found(on_the_sample):
    assert on_the_sample.stopped_at == ""
    verdict = on_the_sample.said("act-verdict")
    assert "is not one of the bodies that can be given a direction" in verdict
    assert "it states the amount set aside. This is missing" in verdict
    assert "(3)" not in verdict
    assert "4 points of good practice could be added" in verdict
    assert "It gives the whole budget. This is missing." in on_the_sample.said("interpret-improves")


def test_each_kind_of_money_stands_by_itself(on_the_sample, on_another):
    said = on_the_sample.said("money-sentence")
    assert "£480,000 in payments and £0 set aside" in said
    assert "No amount is stated for Hospital care of older people" in said
    assert "£0 in payments and £2,500,000 set aside" in on_another.said("money-sentence")
    assert "Payment: £31 for each hour worked" in on_another.said("look-wording")


def test_the_sample_is_marked_wherever_it_shows(on_the_sample):
    made = ("load-file", "look-wording", "act-verdict", "money-sentence", "good-table",
            "may-table", "interpret-stops", "interpret-improves", "record-evidence",
            "hand-on")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_another_draft_is_complete_and_nothing_says_sample(on_another):
    assert on_another.stopped_at == ""
    assert "says what the Act requires" in on_another.said("act-verdict")
    assert "Nothing that the Act asks for is missing." in on_another.said("interpret-stops")
    assert [c for c in on_another.cells if "sample data" in on_another.said(c).lower()] == []


def test_a_project_keeps_the_wording_the_numbers_and_the_evidence(on_another):
    folder = on_another.folder
    (kept,) = yaml.safe_load((folder / "evidence.yml").read_text(encoding="utf-8"))
    assert (kept["id"], kept["data_file"]) == ("direction-check", "direction.yml")
    products = yaml.safe_load((folder / "products.yml").read_text(encoding="utf-8"))
    assert {record["id"]: record.get("value") for record in products} == {
        "direction/payments-gbp": 0.0, "direction/points-open": 0.0, "direction/wording": None,
        "direction/act": None, "direction/good-practice": None,
    }  # fmt: skip
    table = (folder / "products" / "direction-wording.csv").read_text(encoding="utf-8-sig")
    assert "3 May 2027" in table
    assert (folder / "direction.yml").read_text(encoding="utf-8") == OTHER, "the words are theirs"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has nothing in it yet"),
        ("functions: care at home\n", "Give functions as a list"),
        ("text: Night care: always\n", "at or just above line 1"),
        ("functions:\n  - Care at home\n", "Give functions as a list"),
    ],
)
def test_a_spoilt_file_stops_at_the_load_step_in_plain_words(run_exercise, tmp_path, text, told):
    shown = run_exercise(NAME, _project(tmp_path, text))
    assert shown.stopped_at == "load-file"
    assert told in shown.reason
    for noise in ("Traceback", "Error", "---->"):
        assert noise not in shown.reason
    assert not (tmp_path / "evidence.yml").exists()


def test_bad_amounts_and_names_are_reasons_in_plain_words(run_exercise, tmp_path):
    spoilt = OTHER.replace("2500000", '"£2.5m"').replace("budget:", "bugdet:")
    spoilt = spoilt.replace("direct_to: NHS Grampian", "direct_to: Provider 04")
    shown = run_exercise(NAME, _project(tmp_path, spoilt))
    assert shown.stopped_at == ""
    verdict = shown.said("act-verdict")
    assert "Give pounds as a number from 0 up" in verdict
    assert "budget" in verdict
    assert "Did you mean" in verdict
    assert "Provider 04" in verdict
