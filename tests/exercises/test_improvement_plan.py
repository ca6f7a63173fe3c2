"""A plan to improve: what it lacks is told, and a team's own words are read as they stand."""

import re

import pytest
import yaml

from playbook.kit import blank_paper, example_paper, improvement_plan, load_paper

NAME = "improvement-plan"

PAPER = """\
title: More people at the Friday club
aim:
  what: People at the Friday club
  from: 16
  to: 30
  unit: people a week
  counted: The book at the door, January 2040
  by: 2042-06-30
  for_whom: People over 75 who live alone
drivers: |
  Driver | In detail | Idea
  They can get there | Not driven by family | A shared lift
  There is something to come for | They choose it | Ring three and ask
measures: |
  Measure | Kind | Start | Owner
  People each Friday | outcome | 16 | Club lead
  Lifts that ran | process | 0 | Club lead
  Minutes the driver gives | balancing | 0 | Driver
cycles: |
  Idea | Begun | How many | What is counted | Predicted | Happened | Learned | Act
  A shared lift | 2041-02-01 | 2 | Who came | 2 | 2 | Both came, and one brought a friend. | adapt
  A shared lift | 2041-02-08 | 6 | Who came | 4 | 5 | The road by the loch takes longer. | adopt
"""


@pytest.fixture(scope="session")
def improvement_project(tmp_path_factory):
    """Give a function that makes a project with a plan in it."""

    def make(paper=None):
        folder = tmp_path_factory.mktemp("improvement")
        (folder / "project.yml").write_text("name: Friday club\n", encoding="utf-8")
        if paper is not None:
            (folder / "improvement.yml").write_text(paper, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, improvement_project):
    return run_exercise(NAME, improvement_project())


@pytest.fixture(scope="session")
def elsewhere(run_exercise, improvement_project):
    return run_exercise(NAME, improvement_project(PAPER))


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert on_the_sample.stopped_at == "", on_the_sample.reason
    assert "Nothing has been tried for “Care can start sooner”" in said("drivers-words")
    assert "“A magnet for the fridge” is tested and stands under no driver" in said("drivers-words")
    told = said("tests-problems")
    assert "“A magnet for the fridge”, test 1: nothing was predicted" in told
    assert "“One list that both can see”, test 1: it was adopted, and it went worse" in told
    assert "“A named person rings within a day”, test 3: it goes from 5 to 60" in told
    assert "Minutes a day that a provider gives to the list: it has no owner." in (
        said("measures-table")
    )
    assert "Of 4 with a prediction and a result, 3 went worse" in said("tests-table")


def test_the_start_of_the_aim_is_what_the_log_of_contacts_counted(on_the_sample, checkout):
    handed_on = yaml.safe_load(
        (checkout / "exercises/products/peoples-views.yml").read_text(encoding="utf-8")
    )
    calls = {one["id"]: one["value"] for one in handed_on}["peoples-views/first-cause-contacts"]
    assert load_paper("improvement").fields["aim"]["from"] == calls == 65
    assert "first cause of failure demand" in on_the_sample.said("aim-carried")
    assert "From the exercise peoples-views" in on_the_sample.said("aim-share")


def test_the_panel_is_worked_out_as_by_hand(on_the_sample):
    panel = on_the_sample.said("what-if-panel")
    assert f"there are {65 * (1 - 0.75 * 0.5):.0f} calls in two weeks" in panel
    assert "With 100% reached and 50% fewer among them, there are 33" in panel, "32.5 is not 32"
    met = [float(found) for found in re.findall(r"there are (\d+) calls in two weeks\. The", panel)]
    assert met
    assert max(met) <= 32


def test_every_part_of_the_sample_is_marked(on_the_sample):
    made = [
        *("load-paper", "aim-table", "aim-carried", "aim-share", "drivers-words"),
        *("measures-table", "tests-table", "tests-chart", "tests-problems", "found-words"),
        *("what-if-panel", "record-evidence", "hand-on"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_the_diagram_can_be_read_without_seeing_it(on_the_sample):
    shown = on_the_sample.said("drivers-diagram")
    assert 'role="img"' in shown
    assert "A list of confirmed starts every noon" in shown


def test_three_tables_and_the_aim_are_handed_on(on_the_sample):
    log = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    kinds = {one["id"]: one for one in log}
    assert {f"{NAME}/aim", f"{NAME}/drivers", f"{NAME}/cycles"} <= set(kinds)
    assert kinds[f"{NAME}/aim-from"]["value"] == 65
    assert kinds[f"{NAME}/aim-to"]["value"] == 32
    aim = (on_the_sample.folder / kinds[f"{NAME}/aim"]["file"]).read_text(encoding="utf-8-sig")
    assert "For whom" in aim


def test_another_team_s_plan_is_its_own(elsewhere):
    said = elsewhere.said
    assert elsewhere.stopped_at == "", elsewhere.reason
    assert "from 16 to 30 people a week by 30 June 2042. That is 88% more." in said("aim-table")
    assert "1 of 2 ideas have been tested" in said("drivers-words")
    assert "Of 2 with a prediction and a result, 0 went worse" in said("tests-table")
    assert "better" in said("tests-table"), "more is better here"
    assert "Nothing in this plan stands in the way of learning from it." in said("tests-problems")
    made = [cell for cell in elsewhere.cells if not cell.startswith(("do-", "data", "aim-"))]
    assert [cell for cell in made if "Sample data" in said(cell)] == []
    assert "Sample data" not in said("aim-table")


def test_a_plan_without_a_result_yet_draws_no_chart(run_exercise, improvement_project):
    early = re.sub(r"\| 2 \| 2 \|.*|\| 4 \| 5 \|.*", "| 2 | | |", PAPER)
    shown = run_exercise(NAME, improvement_project(early))
    assert shown.stopped_at == "", shown.reason
    assert "No test has both a prediction and a result yet." in shown.said("tests-chart")


def test_an_aim_that_has_passed_or_names_nobody_is_told(run_exercise, improvement_project):
    old = PAPER.replace("2042-06-30", "2021-06-30").replace("People over 75 who live alone", '""')
    shown = run_exercise(NAME, improvement_project(old))
    assert "30 June 2021 has passed" in shown.said("aim-table")
    assert "The aim names nobody" in shown.said("aim-table")


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        ("", "nothing in it yet"),
        (PAPER.replace("  by: 2042-06-30\n", ""), "does not say 'by' yet"),
        (PAPER.replace("from: 16", "from: many"), "from"),
        (PAPER.replace("unit:", "units:"), "units"),
        (PAPER.replace("| adopt", "| keep"), "adopt"),
        (PAPER.replace("| balancing |", "| harm |"), "balancing"),
        (PAPER.replace("2041-02-01", "last week"), "begun of test 1"),
        (PAPER.replace("Ring three and ask", "A shared lift"), "stands twice"),
        (PAPER.replace("measures: |", "measure: |"), "measures"),
        (blank_paper("improvement").text, "nothing written yet"),
    ],
    ids=["empty", "no day", "a word for a number", "an unknown part", "another act",
         "another kind", "a bad day", "an idea twice", "a renamed line", "not filled in"],
)  # fmt: skip
def test_a_broken_plan_stops_at_once_in_plain_words(run_exercise, improvement_project, paper, said):
    shown = run_exercise(NAME, improvement_project(paper))
    assert shown.stopped_at == "load-paper"
    assert said in shown.reason
    assert "Traceback" not in shown.reason


def test_the_plan_for_practice_and_the_blank_one_ask_for_the_same_lines(tmp_path):
    blank = yaml.safe_load(blank_paper("improvement").text)
    sample = yaml.safe_load(example_paper("improvement").text)
    assert set(blank) == set(sample)
    assert set(blank["aim"]) == set(sample["aim"])
    assert improvement_plan(load_paper("improvement", tmp_path)).aim.fewer
