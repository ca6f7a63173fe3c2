"""Who is brought in, what may be claimed and what is open: on the sample, and elsewhere."""

import pytest
import yaml

NAME = "involvement"

GROUPS = """\
group,power,interest,impact
Crofters who live alone,1,1,5
Island nurses,2,5,4
Ferry operator,5,1,2
Health board,5,5,1
Local radio,1,2,2
"""

PAPER = """\
title: Night team for the islands
record: |
  Stage | Who | Before | Now | Decision shared | Evidence
  analyse | Crofters who live alone; Island nurses | co-producing | co-producing | yes | Notes
  plan | Island nurses; Youth club | co-producing | consulting | no | Survey
equality: |
  Group | Effect | Evidence | Change
  Age | better | Ten people said so | None needed
"""


@pytest.fixture(scope="session")
def involvement_project(tmp_path_factory):
    """Give a function that makes a project with a list of groups and a record."""

    def make(groups=None, paper=None):
        folder = tmp_path_factory.mktemp("involvement")
        (folder / "project.yml").write_text("name: Islands\n", encoding="utf-8")
        (folder / "data").mkdir()
        if groups is not None:
            (folder / "data" / "groups.csv").write_text(groups, encoding="utf-8")
        if paper is not None:
            (folder / "involvement.yml").write_text(paper, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, involvement_project):
    return run_exercise(NAME, involvement_project())


@pytest.fixture(scope="session")
def elsewhere(run_exercise, involvement_project):
    return run_exercise(NAME, involvement_project(GROUPS, PAPER))


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert on_the_sample.stopped_at == ""
    assert "falls hard on 4 of 14 groups" in said("map-left-out")
    assert "Monitor" in said("map-left-out"), "the map alone would only watch some"
    assert "took part at no stage: People who live alone in rural places" in said("ladder-left-out")
    assert "Do not call the project co-produced" in said("ladder-record")
    assert "There is no evidence that decisions were shared" in said("ladder-record")
    assert "Disability (worse for them, and nothing changes)" in said("equality-check")
    assert "People in rural places (no evidence" in said("equality-check")


def test_the_rule_brings_in_who_a_sum_by_hand_brings_in(on_the_sample, checkout):
    lines = (checkout / "data/sample/stakeholders.csv").read_text(encoding="utf-8").split("\n")[1:]
    scores = [line.rsplit(",", 3) for line in lines if line]
    moved = {name for name, power, _, impact in scores if int(power) < 3 <= int(impact)}
    assert len(moved) == 4
    assert all(name in on_the_sample.said("map-left-out") for name in moved)


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    made = [
        *("load-groups", "load-paper", "map-left-out", "equity-map", "ladder-record"),
        *("ladder-picture", "ladder-left-out", "equality-check", "found-words"),
        *("record-evidence", "record-equality", "next-products"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []
    assert "Sample data" not in on_the_sample.said("equality-prompts"), "prompts are nobody's data"


def test_tables_and_findings_are_kept_and_marked(on_the_sample):
    log = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    assert {one["id"] for one in log} >= {f"{NAME}/{it}" for it in ("map", "record", "equality")}
    assert all(one["sample"] for one in log)
    kept = yaml.safe_load((on_the_sample.folder / "evidence.yml").read_text(encoding="utf-8"))
    assert [one["id"] for one in kept] == [
        "involvement-who-is-missing",
        "involvement-equality-open",
    ]


def test_another_partnership_s_groups_are_its_own(elsewhere):
    said = elsewhere.said
    assert elsewhere.stopped_at == ""
    assert "falls hard on 2 of 5 groups" in said("map-left-out")
    assert "Every group that the equity rule brings in took part" in said("ladder-left-out")
    assert "In the record and not on the map: Youth club" in said("ladder-left-out")
    assert "0 stand higher now and 1 lower" in said("ladder-record")
    assert "Only Analyse may be" in said("ladder-record")
    assert "whole for 1 of 12 groups" in said("equality-check")
    made = [cell for cell in elsewhere.cells if not cell.startswith(("do-", "data-"))]
    assert [cell for cell in made if "Sample data" in elsewhere.said(cell)] == []


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ("group,power,interest,impact\n", "only a header"),
        (GROUPS.replace("nurses,2", "nurses,7"), "power"),
        (GROUPS.replace("impact", "effect"), "impact"),
        (GROUPS.replace("Local radio", "Dr Brown"), "person"),
    ],
    ids=["no rows", "a score off the scale", "a renamed column", "a person"],
)
def test_a_broken_list_of_groups_stops_at_once_in_plain_words(
    run_exercise, involvement_project, groups, said
):
    shown = run_exercise(NAME, involvement_project(groups, PAPER))
    assert shown.stopped_at == "load-groups"
    assert said in shown.reason
    assert "Traceback" not in shown.reason


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("", ""), "nothing in it yet"),
        (("| consulting | no |", "| asking | no |"), "consulting"),
        (("  plan |", "  planning |"), "plan"),
        (("Age | better", "Age | good"), "better"),
        (("title: Night team for the islands\n", ""), "title"),
        (("equality: |", "fairness: |"), "equality"),
    ],
    ids=["empty", "a step", "a stage", "an effect", "no title", "a renamed table"],
)
def test_a_broken_record_stops_at_once_in_plain_words(
    run_exercise, involvement_project, change, said
):
    text = PAPER.replace(*change, 1) if change[0] else ""
    shown = run_exercise(NAME, involvement_project(GROUPS, text))
    assert shown.stopped_at == "load-paper"
    assert said in shown.reason
    assert "Traceback" not in shown.reason
