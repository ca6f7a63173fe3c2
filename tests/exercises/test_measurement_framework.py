"""The framework shows what a set of measures lacks: in the sample, elsewhere, and when spoilt."""

import numpy as np
import pandas as pd
import pytest
import yaml

NAME = "measurement-framework"
PAPER = """\
title: Lifts to the clinic
place: Outer isles
began: 2025-01
what: Lifts to the clinic
measures:
  - measure: Missed clinics
    type: outcome
    definition: Of 1,000 bookings, those nobody came to
    source: Clinic system
    baseline: "120, a bad month"
    target: 60 by 2026
    owner: Clinic lead
    frequency: monthly
    outcomes: 1, 5
    indicator: Missed clinics
    better: decrease
    target_value: 60
  - measure: Lifts given
    type: process
    definition: Lifts asked for and given
    source: Lift log
    baseline: 400 a month, 2024
    target: 500
    owner: Lift organiser
    frequency: monthly
    outcomes: 3
    indicator: Lifts given
    better: increase
    target_value: 500
"""


def _folder(tmp_path_factory, data=None, paper=None):
    folder = tmp_path_factory.mktemp("project")
    (folder / "project.yml").write_text("name: Lifts\n", encoding="utf-8")
    (folder / "data").mkdir()
    if data is not None:
        (folder / "data" / "months.csv").write_text(data, encoding="utf-8")
    if paper is not None:
        (folder / "measures.yml").write_text(paper, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def isles():
    """Two made-up places over 18 months, one month missing, before a change still to come."""
    chance, rows = np.random.default_rng(3), []
    for place in ("Outer isles", "Mainland"):
        for month in pd.period_range("2023-06", "2024-11", freq="M").delete(4):
            for indicator, level in (("Missed clinics", 90), ("Lifts given", 400)):
                events = int(chance.poisson(level))
                rows.append([f"{month:%Y%m}", place, indicator, events, events, 1000])
    columns = ["month", "locality", "indicator", "value", "events", "people"]
    return pd.DataFrame(rows, columns=columns)


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _folder(tmp_path_factory))


@pytest.fixture(scope="session")
def on_the_isles(run_exercise, tmp_path_factory, isles):
    return run_exercise(NAME, _folder(tmp_path_factory, isles.to_csv(index=False), PAPER))


def test_what_is_planted_in_the_sample_is_found(on_the_sample):
    assert on_the_sample.stopped_at == ""
    said = on_the_sample.said
    assert "Emergency admissions at 75 and over: nothing is written under Owner" in said(
        "kinds-problems"
    )
    assert "Carers who feel supported: nothing is written under Baseline" in said("kinds-problems")
    assert "Not counted before the change" in said("look-promises"), "empty, and looks full"
    odd = "is not the mean of the months before: Emergency admissions at 75 and over."
    assert odd in said("baseline-table"), "one low month as a baseline"
    assert "met in 13 of 24 months before" in said("target-lines"), "a target met before"
    assert "outcome 4 (quality of life), 5 (fairer health), 8 (engaged" in said("found-words")


def test_what_the_sample_says_of_carers_is_what_its_survey_says(checkout):
    survey = pd.read_csv(checkout / "data" / "sample" / "views_survey.csv")
    ours = survey[
        (survey["question"] == "I feel supported to care") & (survey["locality"] == "Locality B")
    ]
    paper = (checkout / "data" / "sample" / "measures.yml").read_text(encoding="utf-8")
    assert f"{(ours['answer'] >= 4).sum()} of {len(ours)} who answered in Locality B" in paper


def test_the_sample_is_marked_and_the_table_is_handed_on(on_the_sample):
    made = ("load-paper", "load-file", "look-definitions", "look-promises", "kinds-problems",
            "baseline-table", "target-lines", "outcomes-chart", "found-words", "what-if-panel",
            "record-evidence", "next-products")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []
    kept = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    assert f"{NAME}/measures" in {each["id"] for each in kept if each["kind"] == "table"}
    table = pd.read_csv(on_the_sample.folder / "products" / f"{NAME}-measures.csv")
    assert len(table) == 5
    assert {"measure", "type", "definition", "source", "baseline", "target", "owner"} < set(table)


def test_a_change_still_to_come_has_its_baselines_checked_by_hand(on_the_isles, isles):
    assert on_the_isles.stopped_at == ""
    ours = isles[(isles["locality"] == "Outer isles") & (isles["indicator"] == "Missed clinics")]
    values = ours.set_index(pd.to_datetime(ours["month"], format="%Y%m"))["value"].asfreq("MS")
    ranges = values.diff().abs().dropna()
    kept = ranges[ranges < 3.267 * ranges.mean()].mean()
    table = on_the_isles.said("baseline-table")
    for number in (values.mean(), values.mean() - 2.66 * kept, values.mean() + 2.66 * kept):
        assert f">{number:.1f}<" in table
    assert ">17<" in table, "the missing month is not counted"
    assert "is not the mean of the months before: Missed clinics." in table
    assert "Missed clinics: 60 or less was met in 0 of 17 months before" in on_the_isles.said(
        "target-lines"
    )
    assert "Lifts given: 500 or more was met in" in on_the_isles.said("target-lines")


def test_a_kind_that_is_missing_is_named(on_the_isles):
    assert "There is no balancing measure" in on_the_isles.said("kinds-problems")
    pages = [cell for cell in on_the_isles.cells if cell != "data-lines"]
    assert [cell for cell in pages if "sample data" in on_the_isles.said(cell).lower()] == []


def test_a_team_without_a_monthly_file_can_still_check_its_measures(run_exercise, tmp_path_factory):
    shown = run_exercise(NAME, _folder(tmp_path_factory, paper=PAPER))
    assert shown.stopped_at == ""
    assert "no monthly file of your own yet" in shown.said("baseline-table")
    assert "no monthly file of your own yet" in shown.said("what-if-panel")


@pytest.mark.parametrize(
    ("change", "cell", "said"),
    [
        (lambda text: "# nothing\n", "load-paper", "has nothing in it yet"),
        (lambda text: text.split("measures:")[0], "load-paper", "measures has nothing written"),
        (lambda text: text.replace("owner:", "lead:"), "load-paper", "is not one of the fields"),
        (lambda text: text.replace("value: 60", "value: sixty"), "load-paper", "must be a number"),
        (lambda text: text.replace("Outer isles", "Inner"), "baseline-table", "does not hold it"),
    ],
    ids=["empty", "no measures", "a field renamed", "a target in words", "another place"],
)
def test_a_spoilt_framework_stops_in_plain_words(
    run_exercise, tmp_path_factory, isles, change, cell, said
):
    shown = run_exercise(NAME, _folder(tmp_path_factory, isles.to_csv(index=False), change(PAPER)))
    assert shown.stopped_at == cell
    assert said in shown.reason
    assert "Traceback" not in shown.reason


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.splitlines()[0] + "\n", "only a header"),
        (lambda text: text.replace(",value,", ",rate,", 1), "value"),
    ],
    ids=["only a header", "a renamed column"],
)
def test_a_spoilt_file_stops_where_it_is_read(run_exercise, tmp_path_factory, isles, change, said):
    folder = _folder(tmp_path_factory, change(isles.to_csv(index=False)), PAPER)
    shown = run_exercise(NAME, folder)
    assert shown.stopped_at == "load-file"
    assert said in shown.reason
