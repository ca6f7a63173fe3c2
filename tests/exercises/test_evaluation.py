"""The evaluation finds who was not asked: in the sample, in another project, and when spoilt."""

import pandas as pd
import pytest
import yaml
from statsmodels.stats.proportion import proportion_confint

NAME = "evaluation"
PAPER = """\
title: Market day bus, after one summer
question: The bus came when I needed it
place: Upper glen
meant: |
  Meant | Happened | Shown by
  More people get to the clinic | yes | Clinic list
unmeant: |
  Effect | Falls on | Way | Found by | Asked
  The taxi driver lost his Tuesdays | Taxi drivers | worse | He said so | yes
  The shop is full by ten | Shop staff | worse | A visit | no
verdict: adopt
because: It is used
decided_by: The committee
look_again: September 2026
lessons: |
  Lesson | Stage | Owner | By
  Ask who loses work | plan | Transport lead | June 2026
"""
GROUPS = """\
group,power,interest,impact
Taxi drivers,1,5,5
Farm workers,2,2,5
Council,5,5,1
"""


@pytest.fixture(scope="session")
def survey():
    """Answers of three made-up places: clearly apart, alike, and too few."""
    counts = {"Upper glen": (4, 40), "Lower glen": (30, 40), "Isle": (1, 5)}
    rows = [
        [f"P{place[0]}{at:03}", "Person who uses services", place, "65-74",
         "The bus came when I needed it", 5 if at < agree else 2]
        for place, (agree, answers) in counts.items()
        for at in range(answers)
    ]  # fmt: skip
    columns = ["respondent_id", "who", "locality", "age_group", "question", "answer"]
    return pd.DataFrame(rows, columns=columns).to_csv(index=False)


def _folder(tmp_path_factory, paper=None, **files):
    folder = tmp_path_factory.mktemp("project")
    (folder / "project.yml").write_text("name: Market day bus\n", encoding="utf-8")
    (folder / "data").mkdir()
    for name, text in files.items():
        (folder / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
    if paper is not None:
        (folder / "evaluation.yml").write_text(paper, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, tmp_path_factory):
    return run_exercise(NAME, _folder(tmp_path_factory))


@pytest.fixture(scope="session")
def on_the_bus(run_exercise, tmp_path_factory, survey):
    return run_exercise(NAME, _folder(tmp_path_factory, PAPER, map=GROUPS, asked=survey))


def test_what_is_planted_in_the_sample_is_found(on_the_sample):
    assert on_the_sample.stopped_at == ""
    said = on_the_sample.said
    open_points = said("found-problems")
    assert "“Fewer people come back as an emergency” is said to have happened" in open_points
    assert "People who live alone in rural places, and nobody asked them" in open_points
    assert "does not say when somebody looks again" in open_points
    assert "has no owner" in open_points
    assert "Not in it: People waiting to go home" in said("who-table")
    carers = said("bear-table")
    assert "In Locality B, 18 in 100 agree" in carers
    assert "This is not clearly apart from any other place" in carers, "low, and not only here"


def test_the_impact_report_s_number_is_carried_and_handed_on(on_the_sample):
    assert "1 moved: better" in on_the_sample.said("load-after")
    log = (on_the_sample.folder / "products.yml").read_text(encoding="utf-8")
    kept = {each["id"]: each for each in yaml.safe_load(log)}
    assert kept[f"{NAME}/measures-better"]["value"] == 1
    assert kept[f"{NAME}/points-open"]["value"] == 5
    assert kept[f"{NAME}/points-open"]["sample"] is True
    assert (on_the_sample.folder / "products" / f"{NAME}-lessons.csv").is_file()


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    made = ("load-paper", "load-groups", "load-survey", "load-after", "meant-table",
            "unmeant-table", "who-table", "bear-table", "found-words", "found-problems",
            "learn-table", "record-evidence", "next-products")  # fmt: skip
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_another_project_is_told_its_own_gaps(on_the_bus):
    assert on_the_bus.stopped_at == ""
    said = on_the_bus.said
    assert "Asked: Taxi drivers. Not in it: Farm workers. Not on the map: Shop staff." in said(
        "who-table"
    )
    assert "It says adopt, while those for whom something got worse" in said("found-problems")
    pages = [cell for cell in on_the_bus.cells if cell not in ("data-lines", "load-after")]
    marked = [cell for cell in pages if "sample data" in said(cell).lower()]
    assert marked == ["found-words", "next-products"], "what another exercise gave is practice"
    assert "Not your own yet: measures-better is a practice number" in said("next-products")


def test_shares_are_those_of_another_calculation_and_few_answers_stay_hidden(on_the_bus):
    table = on_the_bus.said("bear-table")
    for agree, answers in ((4, 40), (30, 40)):
        low, high = (100 * edge for edge in proportion_confint(agree, answers, method="wilson"))
        assert f"{low:.0f} to {high:.0f}" in table
    assert "This is clearly apart from Lower glen" in table
    assert "too few" in table
    assert ">20<" not in table, "the share of five people is not shown"


def test_without_files_of_their_own_a_team_can_still_begin(run_exercise, tmp_path_factory):
    shown = run_exercise(NAME, _folder(tmp_path_factory, PAPER))
    assert shown.stopped_at == ""
    assert "There is no survey of your own yet" in shown.said("bear-table")
    assert "Sample data" in shown.said("who-table")


@pytest.mark.parametrize(
    ("change", "cell", "said"),
    [
        (lambda text: "", "load-paper", "has nothing in it yet"),
        (lambda text: text.replace("| yes | Clinic", "| mostly | Clinic"), "load-paper",
         "is not one of the answers"),
        (lambda text: text.replace("lessons:", "learned:"), "load-paper", "not one of the lines"),
        (lambda text: text.replace("| Clinic list", ""), "load-paper", "cells"),
        (lambda text: text.replace("The bus came when", "The bus went when"), "bear-table",
         "a question that the survey does not hold"),
    ],
    ids=["empty", "another word", "a line renamed", "a cell missing", "another question"],
)  # fmt: skip
def test_a_spoilt_evaluation_stops_in_plain_words(
    run_exercise, tmp_path_factory, survey, change, cell, said
):
    folder = _folder(tmp_path_factory, change(PAPER), map=GROUPS, asked=survey)
    shown = run_exercise(NAME, folder)
    assert shown.stopped_at == cell
    assert said in shown.reason
    assert "Traceback" not in shown.reason


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (GROUPS.splitlines()[0] + "\n", "only a header"),
        (GROUPS.replace("power", "might"), "power"),
        (GROUPS.replace("drivers,1", "drivers,9"), "Row 2"),
    ],
    ids=["only a header", "a renamed column", "a score off the scale"],
)
def test_a_spoilt_map_stops_where_it_is_read(run_exercise, tmp_path_factory, survey, groups, said):
    shown = run_exercise(NAME, _folder(tmp_path_factory, PAPER, map=groups, asked=survey))
    assert shown.stopped_at == "load-groups"
    assert said in shown.reason
    assert "Traceback" not in shown.reason
