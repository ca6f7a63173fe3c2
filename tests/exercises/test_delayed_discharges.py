"""The exercise gives the right answers: on the sample, on a team's own file, on another council."""

import re

import pytest
import yaml

NAME = "delayed-discharges"


@pytest.fixture(scope="session")
def in_moray(run_exercise, project, realdata):
    """The exercise, run in a project on the published file."""
    (file,) = realdata.glob("*delayed-discharge*.csv")
    return run_exercise(NAME, project(file))


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, project):
    """The exercise, run in a project that has no file of its own yet."""
    return run_exercise(NAME, project())


@pytest.fixture(scope="session")
def in_angus(run_exercise, project, sample_rows):
    """The exercise on the file of another council, with the country beside it."""
    rows = [",".join(row).replace("S12000020", "S12000041") for row in sample_rows]
    return run_exercise(NAME, project("\n".join(rows) + "\n"))


# On the published file


def test_it_runs_from_top_to_bottom_on_the_published_file(in_moray):
    assert in_moray.stopped_at == ""


def test_the_yearly_total_and_the_beds_are_the_published_ones(in_moray):
    assert "In 2024/25 delays took 12,737 bed days, or 34.9 beds" in in_moray.said("look-years")


def test_reasons_and_ages_are_the_published_ones(in_moray):
    reasons = in_moray.said("why-reasons")
    assert "Health and Social Care Reasons: 11,268" in reasons
    assert "makes up 88.5% of 12,737 bed days in 2024/25" in reasons
    assert "67.6% of the bed days, against 80.2% the year before" in in_moray.said("who-ages")


def test_nothing_made_from_a_team_s_file_says_sample_data(in_moray):
    marked = [cell for cell in in_moray.cells if "sample data" in in_moray.said(cell).lower()]
    assert marked == []


def test_the_chart_warns_of_autocorrelation_and_prints_its_rules(in_moray):
    chart = in_moray.said("changing-chart")
    assert "Months are alike here (autocorrelation 0.77), so limits are too tight" in chart
    assert "2.66 average moving ranges" in chart
    assert "The 79 marked points make 11 stretches." in in_moray.said("changing-stretches")


def test_the_low_months_of_2020_are_lower_than_usual_and_never_called_an_improvement(in_moray):
    charts = ("changing-chart", "changes-chart", "answer-chart")
    assert all("lower than usual" in in_moray.said(chart) for chart in charts)
    assert not [chart for chart in charts if "improvement" in in_moray.said(chart)]


def test_a_headline_says_the_level_and_lasting_moves_not_a_count_of_signals(in_moray):
    assert "Lowest from April 2020 to" in in_moray.said("changing-chart")
    assert "the level since September 2021" in in_moray.said("changes-chart")
    assert "points are signals" not in in_moray.everything


def test_the_two_marches_lie_within_limits_of_a_fair_width(in_moray):
    said = in_moray.said("answer-findings")
    assert "about 506 to 1,661. Those drawn have about 54% of that width" in said
    assert "neither of the two would lie outside" in said


def test_ten_percent_more_people_need_a_delay_nine_percent_shorter_to_stand_still(in_moray):
    assert "would have to fall by 9% only to stay at 34.9 beds" in in_moray.said(
        "what-if-stand-still"
    )


def test_people_never_meet_a_code_without_words(in_moray):
    for cell in ("why-reasons", "why-by-age"):
        assert "Code 9: Adults with Incapacity" in in_moray.said(cell)
        assert "AWI" not in in_moray.said(cell)


def test_the_known_changes_stand_on_the_chart_with_their_reasons(in_moray):
    chart = in_moray.said("changes-chart")
    assert "Limits start again from April 2020: Covid-19" in chart
    assert "Limits start again from September 2021" in chart


def test_the_finding_is_in_the_evidence_log(in_moray):
    (kept,) = yaml.safe_load((in_moray.folder / "evidence.yml").read_text(encoding="utf-8"))

    assert kept["id"] == "delays-who-waits"
    assert "12,737 bed days, or 34.9 beds on an average day" in kept["finding"]
    assert (kept["strength"], kept["notebook"]) == ("moderate", NAME)
    assert kept["data_file"] == "delays from the portal.csv"
    assert re.fullmatch("[0-9a-f]{64}", kept["data_sha256"])
    assert "sample" not in kept


def test_a_file_without_the_country_says_what_it_cannot_tell(in_moray):
    assert "cannot say whether others moved the same way" in in_moray.said("look-scotland")


# On the sample


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    assert on_the_sample.stopped_at == ""
    made = [
        *("load-file", "choose-area", "look-years", "look-scotland", "who-ages", "why-reasons"),
        *("why-by-age", "beds-lengths", "changing-chart", "changing-stretches", "changes-chart"),
        *("interpret-sentences", "what-if-panel", "record-evidence"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_the_two_months_are_published_whatever_is_loaded(on_the_sample, in_moray):
    shown = on_the_sample.said("answer-chart")

    assert shown == in_moray.said("answer-chart")
    assert "March 2023: 751" in shown
    assert "March 2024: 1,501" in shown
    assert "mean 1,084, limits 770 to 1,398" in shown.replace("Mean", "mean")
    assert "opposite sides of the mean" in on_the_sample.said("answer-findings")
    assert "Sample data" not in shown


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert "stayed at 36." in said("beds-lengths"), "months of different length"
    assert "67.0% of the bed days, against 80.3%" in said("who-ages"), "a flat total hides a shift"
    assert "from April 2020 to October 2021" in said("changing-stretches"), "a real step"
    assert "alike here (autocorrelation 0.76)" in said("changing-chart"), "months that are alike"
    assert "Patient and Family Related Reasons: 12," in said("why-reasons"), "small numbers"


def test_a_finding_from_the_sample_is_marked_in_the_log(on_the_sample):
    (kept,) = yaml.safe_load((on_the_sample.folder / "evidence.yml").read_text(encoding="utf-8"))
    assert kept["sample"] is True


# On another council's file


def test_another_council_s_file_runs_and_is_named(in_angus):
    assert in_angus.stopped_at == ""
    assert "the figures are about Angus" in in_angus.said("choose-area")
    assert "In 2024/25 Angus had 1.7%" in in_angus.said("look-scotland")


def test_only_what_is_published_about_moray_still_names_moray(in_angus):
    made = [cell for cell in in_angus.cells if not cell.startswith(("do-", "answer-"))]
    assert [cell for cell in made if "Moray" in in_angus.said(cell)] == []


def test_a_project_may_choose_one_of_many_councils(run_exercise, project, sample_rows):
    header, *rows = [",".join(row) for row in sample_rows]
    others = [row.replace("S12000020", "S12000041") for row in rows if "S12000020" in row]
    folder = project("\n".join([header, *rows, *others]) + "\n", settings="area: Angus\n")

    assert "about Angus" in run_exercise(NAME, folder).said("choose-area")


# On files that are short, broken or not ours


def test_a_file_of_five_months_is_told_what_it_can_bear(run_exercise, project, sample_rows):
    header, *rows = sample_rows
    # Another area, so that it is not known as a part of the sample.
    short = [row for row in rows if row[0] >= "202504" and row[1] == "S12000020"]
    lines = [",".join(row).replace("S12000020", "S12000041") for row in [header, *short]]

    shown = run_exercise(NAME, project("\n".join(lines) + "\n"))

    assert shown.stopped_at == ""
    assert "No financial year is whole" in shown.said("choose-area")
    assert "the 5 months to August 2025" in shown.said("why-reasons")
    assert "trial limits" in shown.said("changing-chart")
    assert "Bed days in 153 days" in shown.said("what-if-panel")


def _break(rows, change):
    table = [list(row) for row in rows]
    separator = change(table) or ","
    return "\n".join(separator.join(row) for row in table) + "\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda table: table[100].__setitem__(3, "75+"), "Row 101, column AgeGroup"),
        (lambda table: table.__delitem__(100), "problem"),
        (lambda table: table[0].__setitem__(7, "BedDays"), "NumberOfDelayedBedDays"),
        (lambda table: table.__delitem__(slice(1, None)), "only a header"),
        (lambda table: ";", "cells separated by semicolons"),
    ],
    ids=["a wrong band", "a missing row", "a renamed column", "no rows", "semicolons"],
)
def test_a_broken_file_stops_at_the_first_step_in_plain_words(
    run_exercise, project, sample_rows, change, said
):
    shown = run_exercise(NAME, project(_break(sample_rows, change)))

    assert shown.stopped_at == "load-file"
    assert said in shown.reason
    assert "Nothing was read. The file was not changed." in shown.reason
    for noise in ("Traceback", "site-packages", "Error", "---->"):
        assert noise not in shown.reason
    assert not (shown.folder / "evidence.yml").exists()


def test_a_file_of_other_councils_stops_with_a_question_in_plain_words(
    run_exercise, project, sample_rows
):
    rows = [
        ",".join(row).replace("S12000020", "S12000041").replace("S92000003,d", "S12000033,")
        for row in sample_rows
    ]

    shown = run_exercise(NAME, project("\n".join(rows) + "\n"))

    assert shown.stopped_at == "choose-area"
    assert "does not know which is yours" in shown.reason
    assert "Traceback" not in shown.reason
