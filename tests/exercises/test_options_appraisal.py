"""The exercise on options finds what the sample hides, and is right on another appraisal."""

import csv
import io
import re

import numpy as np
import pytest
import yaml

NAME = "options-appraisal"
KINDS = ("options", "option_scores", "option_weights")

# Another appraisal: other names, other criteria, files sorted in other ways, scores with halves.
OPTIONS = """\
option,what_it_is,net_present_cost_gbp,safe,lawful,deliverable
Mobile clinic,A van that visits each island weekly,2600000,yes,yes,yes
Status quo,One clinic on the mainland,2100000,yes,yes,no
Video only,Appointments by video,900000,no,yes,yes
Shared practice,Two islands share one practice,2450000,yes,yes,yes
Fly-in doctor,A doctor each month,2100000,yes,no,no
"""
SCORES = """\
option,criterion,score
Shared practice,Speed,4.5
Shared practice,Reach,6
Shared practice,Trust,8
Status quo,Trust,6
Status quo,Speed,3
Status quo,Reach,2
Mobile clinic,Reach,9
Mobile clinic,Trust,5.5
Mobile clinic,Speed,7
"""
WEIGHTS = """\
group,criterion,swing,weight
Islanders,Speed,40,20
Islanders,Trust,100,50
Islanders,Reach,60,30
Agreed,Reach,100,50
Agreed,Speed,60,30
Agreed,Trust,40,20
"""
ALONE = """\
title: Ours
scores: |
  Option | Criterion | Nurse | Ferry crew
  Mobile clinic | Reach | 9 | 9
  Mobile clinic | Speed | 7 | 7.5
  Mobile clinic | Trust | 9 | 2
  Status quo | Reach | 2 | 2
  Status quo | Speed | 3 | 3
  Status quo | Trust | 6 | 6
  Shared practice | Reach | 6 | 6
  Shared practice | Speed | 4 | 5
  Shared practice | Trust | 8 | 8
"""
OWN = {"options": OPTIONS, "option_scores": SCORES, "option_weights": WEIGHTS}


@pytest.fixture(scope="session")
def folder_of(project):
    """Give a function that makes a project of several files."""

    def make(files, alone=None):
        folder = project()
        for name, text in files.items():
            (folder / "data" / f"{name} of ours.csv").write_text(text, encoding="utf-8")
        if alone:
            (folder / "scores-alone.yml").write_text(alone, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, project):
    return run_exercise(NAME, project())


@pytest.fixture(scope="session")
def on_islands(run_exercise, folder_of):
    return run_exercise(NAME, folder_of(OWN, ALONE))


# On the sample


def test_everything_made_from_the_sample_says_so(on_the_sample):
    assert on_the_sample.stopped_at == ""
    made = [
        *("load-files", "long-list-table", "weights-table", "scores-alone", "add-up-chart"),
        *("firm-tests", "firm-chart", "random-draws", "groups-table", "found-sentences"),
        *("what-if-panel", "record-first", "record-groups", "public-summary", "next-products"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert "4 of 6 options meet every must-have" in said("long-list-table")
    summary = said("public-summary")
    for cheap in ("£500,000 less than now", "£2.6 million less than now"):
        assert cheap in summary, "the two that fail a must-have are the cheapest"
    assert "locality team comes first with 7.8 points, 0.7 ahead" in said("add-up-chart")
    assert "Home First (Staff)" in said("groups-table"), "the first choice is not that of staff"
    assert "Staff we can find weighs more than 27.2 of 100" in said("firm-tests")
    assert "from 1 (Provider) to 7 (Carer)" in said("scores-alone"), "an average hides who knows"
    assert "Home First (Provider)" in said("scores-alone")


def test_random_weights_near_those_agreed_hold_more_firmly_than_any_weights(on_the_sample):
    draws = re.sub("<[^>]+>", " ", on_the_sample.said("random-draws")).split()
    first = draws[draws.index("team") + 1 :][:2]
    rng = np.random.default_rng(2026)
    scores = np.array([[9, 7, 8, 4, 9], [8, 7, 7, 7, 6], [3, 8, 4, 3, 7], [3, 6, 3, 5, 5]])
    for shown, spread in zip(first, (np.ones(5), np.array([29, 23, 20, 11, 17]) / 5), strict=True):
        values = rng.dirichlet(spread, 200_000) @ scores.T
        assert abs(int(shown) - 100 * (values.argmax(axis=1) == 0).mean()) < 1.5


def test_what_goes_on_is_kept_in_the_project(on_the_sample):
    records = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    kept = {record["id"].partition("/")[2]: record for record in records}
    assert kept["extra-cost-gbp"]["value"] == 15_800_000 - 12_400_000
    assert kept["score-gap"]["value"] == pytest.approx(0.67)
    assert set(kept) == {
        *("score-gap", "extra-cost-gbp", "chosen", "public-summary"),
        *("options-scored", "closest-weight"),
    }
    assert all(record["sample"] is True for record in records)
    table = on_the_sample.folder / "products" / "options-appraisal-chosen.csv"
    (row,) = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig")))
    assert row["Option"] == "Home First with a locality team"
    assert row["Because"] == "It comes first by the agreed weights."


# On another appraisal


def test_nothing_made_from_a_team_s_files_says_sample_data(on_islands):
    assert on_islands.stopped_at == ""
    assert [
        cell
        for cell in on_islands.cells
        if "sample data" in on_islands.said(cell).lower() and cell != "data-lines"
    ] == []
    assert "Home First" not in "".join(
        on_islands.said(cell)
        for cell in on_islands.cells
        if not cell.startswith("do-") and cell not in ("opening", "data-lines")
    )


def test_the_points_are_those_of_a_calculation_by_hand(on_islands):
    scores = np.array([[9, 7, 5.5], [6, 4.5, 8], [2, 3, 6]])  # van, shared, status quo
    values = scores @ np.array([0.5, 0.3, 0.2])
    chart = on_islands.said("add-up-chart")
    assert f"Mobile clinic comes first with {values[0]:.1f} points" in chart
    assert f"{values[0] - values[1]:.1f} ahead of Shared practice" in chart
    assert values.round(2).tolist() == [7.7, 5.95, 3.1]


def test_the_break_even_is_where_two_lines_cross(on_islands):
    """With weight t on trust, reach and speed share the rest 5 to 3, as they do now."""
    weights = np.linspace(0, 100, 1_000_001)
    rest = (100 - weights) / 8
    van = (9 * 5 * rest + 7 * 3 * rest + 5.5 * weights) / 100
    shared = (6 * 5 * rest + 4.5 * 3 * rest + 8 * weights) / 100
    crossing = weights[np.argmax(shared > van)]
    said = on_islands.said("firm-tests")
    assert f"Trust weighs more than {crossing:.1f} of 100. It weighs 20 now." in said


def test_business_as_usual_stays_though_it_fails_and_others_go_with_a_reason(on_islands):
    table = on_islands.said("long-list-table")
    assert "It stays to measure change by, though it cannot be done" in table
    assert "It is not safe" in table
    assert "It is not lawful and it cannot be done with the staff there are" in table
    summary = on_islands.said("public-summary")
    assert "£500,000 more than now" in summary
    assert "£2.1 million in all" in summary
    assert "The same as now" in summary


def test_each_group_stands_apart(on_islands):
    said = on_islands.said("groups-table")
    van, shared = 9 * 0.3 + 7 * 0.2 + 5.5 * 0.5, 6 * 0.3 + 4.5 * 0.2 + 8 * 0.5
    first = "Mobile clinic" if van > shared else "Shared practice"
    assert f"Every group puts the same option first: {first}" in said


def test_those_who_scored_alone_are_set_side_by_side(on_islands):
    said = on_islands.said("scores-alone")
    assert "2 people gave 9 scores each. On 1 they stand 4 points or more apart" in said
    assert "Mobile clinic on Trust, from 2 (Ferry crew) to 9 (Nurse)" in said


def test_the_finding_is_in_the_evidence_log_with_its_file(on_islands):
    kept = yaml.safe_load((on_islands.folder / "evidence.yml").read_text(encoding="utf-8"))
    assert [each["id"] for each in kept] == ["options-first-choice", "options-who-differs"]
    assert kept[0]["strength"] == "weak"
    assert kept[0]["data_file"] == "option_scores of ours.csv"
    assert "sample" not in kept[0]


def test_without_a_round_of_scores_the_exercise_goes_on_and_says_so(run_exercise, folder_of):
    shown = run_exercise(NAME, folder_of(OWN))
    assert shown.stopped_at == ""
    assert "Nobody's own scores are here yet" in shown.said("scores-alone")
    assert "Sample data" not in shown.said("scores-alone")


# On files that are missing, empty or wrong


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"option_scores": SCORES.splitlines()[0] + "\n"}, "only a header"),
        ({"option_weights": WEIGHTS.splitlines()[0] + "\n"}, "only a header"),
        ({"options": OPTIONS.splitlines()[0] + "\n"}, "only a header"),
        ({"option_scores": SCORES.replace("4.5", "4,5")}, "option_scores of ours.csv"),
        ({"option_scores": SCORES.replace(",4.5", ",fast")}, "column score"),
        ({"option_scores": SCORES.replace(",4.5", ",11")}, "column score"),
        ({"option_scores": SCORES.replace("criterion,score", "criterion,points")}, "score"),
        ({"options": OPTIONS.replace("yes,yes,yes", "yes,yes,maybe", 1)}, "deliverable"),
        ({"option_weights": WEIGHTS.replace("Agreed", "Everyone")}, "no group called Agreed"),
        ({"option_weights": WEIGHTS.replace("Agreed,Trust,40,20", "Agreed,Trust,40,10")}, "to 90"),
        ({"option_weights": WEIGHTS.replace("Agreed,Trust", "Agreed,Thrust")}, "mean Thrust"),
        ({"option_weights": WEIGHTS.replace("Islanders,Speed,40,20\n", "")}, "lack the criterion"),
        ({"option_scores": SCORES.replace("Status quo,Speed,3\n", "")}, "no score for Speed"),
        ({"option_scores": SCORES.replace("Mobile clinic", "Moble clinic")}, "mean Mobile clinic"),
        ({"option_scores": SCORES + "Video only,Speed,9\n"}, "fails a must-have"),
        ({"options": None}, "which the long list has not"),
        ({"option_scores": None}, "which the long list has not"),
        ({"option_weights": None}, "Write criteria in the same way"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_used_stop_at_the_first_step_in_plain_words(
    run_exercise, folder_of, changed, said
):
    files = {name: text for name, text in (OWN | changed).items() if text is not None}
    shown = run_exercise(NAME, folder_of(files, ALONE))
    assert shown.stopped_at == "load-files"
    assert said in shown.reason
    for noise in ("Traceback", "site-packages", "Error", "---->"):
        assert noise not in shown.reason
    assert not (shown.folder / "evidence.yml").exists()


@pytest.mark.parametrize(
    ("alone", "said"),
    [
        (ALONE.replace("| 2\n", "| two\n", 1), "Ferry crew on Mobile clinic, Trust"),
        (ALONE.replace("| 9 | 9", "| 9", 1), "line 1 (Mobile clinic)"),
        (ALONE.replace("scores:", "marks:"), "begins with scores"),
        ("", "nothing in it yet"),
        (ALONE.replace("Status quo", "As was"), "the option As was"),
        (ALONE.replace("Status quo | Speed", "Status quo | Reach"), "twice"),
    ],
)
def test_a_round_of_scores_that_cannot_be_used_says_which_cell(
    run_exercise, folder_of, alone, said
):
    folder = folder_of(OWN)
    (folder / "scores-alone.yml").write_text(alone, encoding="utf-8")
    shown = run_exercise(NAME, folder)
    assert shown.stopped_at == "load-files"
    assert said in shown.reason
    assert "Traceback" not in shown.reason
