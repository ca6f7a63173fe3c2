"""The plan is read, priced and tested rightly: on the sample, and in another partnership."""

import pytest
import yaml

NAME = "implementation-plan"

COSTS = """\
service,locality,budget_line,holder,programme,client_group,setting,provider_sector,cost_gbp,people
Cottage hospital,North,Hospitals,NHS,Hospital care,Older people,Bed-based,NHS,365000,40
Cottage hospital,South,Hospitals,NHS,Hospital care,Older people,Bed-based,NHS,730000,80
Cottage hospital,East,Hospitals,NHS,Hospital care,Older people,Bed-based,NHS,1095000,90
Night sitters,West,Care,Council,Care at home,Older people,Community,Third sector,90000,30
Night sitters,Islands,Care,Council,Care at home,Older people,Community,Third sector,50000,12
"""

PLAN = """\
title: Night team for the islands
old_service: Cottage hospital
plan: |
  Name | Kind | Starts | Ends | Owner | After
  Train | work | 2027-01-04 | 2027-01-31 | Lead |
  Decide | decision | 2027-02-05 | | Board | Train
  Watch | work | 2027-02-08 | 2027-04-04 | Families | Decide
  Both | double running | 2027-02-01 | 2027-04-04 | Finance | Watch
  Ward shuts | milestone | 2027-04-05 | | Hospital lead | Both
tests: |
  Test | Met | Shown by | Owner
  Trained | yes | Log of 1 February 2027 | Lead
"""


@pytest.fixture(scope="session")
def plan_project(tmp_path_factory):
    """Give a function that makes a project with files of costs and a plan."""

    def make(costs=None, plan=None):
        folder = tmp_path_factory.mktemp("plan")
        (folder / "project.yml").write_text("name: Islands\n", encoding="utf-8")
        (folder / "data").mkdir()
        if costs is not None:
            (folder / "data" / "our costs.csv").write_text(costs, encoding="utf-8")
        if plan is not None:
            (folder / "implementation.yml").write_text(plan, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, plan_project):
    return run_exercise(NAME, plan_project())


@pytest.fixture(scope="session")
def elsewhere(run_exercise, plan_project):
    return run_exercise(NAME, plan_project(COSTS, PLAN))


# On the sample: what is hidden in it


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert on_the_sample.stopped_at == ""
    assert "Old beds and new team both paid has no owner" in said("look-problems")
    assert "Go or no-go starts on 15 April 2026, but Fill the night rota" in said("look-problems")
    assert "the first begins 10 days too early" in said("room-table")
    assert "are both paid for 17 weeks" in said("price-table"), "twelve weeks are seventeen"
    assert "One number answers day and night (said to be met, not shown)" in said("go-table")


def test_the_price_of_a_week_is_that_part_of_the_service_for_seven_days(on_the_sample):
    week = 1_232_000 * 0.40 * 7 / 365
    assert f"At £{week:,.0f} a week that costs £{week * 17:,.0f}" in on_the_sample.said(
        "price-table"
    )


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    made = [
        *("load-costs", "load-paper", "look-plan", "look-problems", "room-table", "room-kept"),
        *("price-table", "go-table", "found-words", "what-if-panel", "record-evidence"),
        "next-products",
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_what_goes_on_is_what_was_found_and_is_marked(on_the_sample):
    log = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    kept = {one["id"]: one for one in log}
    assert kept[f"{NAME}/weeks"]["value"] == 17
    assert round(kept[f"{NAME}/double-running-gbp"]["value"]) == 160_666
    assert all(one["sample"] for one in log)
    for one in log:
        assert "file" not in one or (on_the_sample.folder / one["file"]).is_file()


def test_the_beds_of_the_business_case_are_carried_and_not_typed_again(on_the_sample):
    assert "From the exercise business-case" in on_the_sample.said("price-carried")


# Elsewhere: five localities, other names, no locality chosen, a plan that can be kept


def test_another_partnership_s_plan_is_its_own(elsewhere):
    assert elsewhere.stopped_at == ""
    assert "Sample data" not in "".join(
        elsewhere.said(cell)
        for cell in elsewhere.cells
        if not cell.startswith(("do-", "data-", "price-carried"))
    )
    assert "Nothing in the plan contradicts itself" in elsewhere.said("look-problems")
    assert "0 of 5 lines would have to move" in elsewhere.said("room-kept")
    assert "By its own tests the change may begin" in elsewhere.said("go-table")


def test_another_partnership_s_price_agrees_with_a_sum_by_hand(elsewhere):
    week = (365_000 + 730_000 + 1_095_000) * 7 / 365  # 42,000
    weeks = 63 / 7  # 1 February to 4 April 2027
    assert f"for 9 weeks. At £{week:,.0f} a week that costs £{week * weeks:,.0f}" in elsewhere.said(
        "price-table"
    )


def test_the_panel_s_first_case_is_the_plan_and_watches_the_end_of_the_old(elsewhere):
    panel = elsewhere.said("what-if-panel")
    assert "“Ward shuts” falls on 5 April 2027" in panel
    assert "“Train” 2 weeks late" in panel


# Files that are missing, empty or wrong


def test_a_plan_with_the_sample_s_costs_stops_and_says_that_they_do_not_go_together(
    run_exercise, plan_project
):
    shown = run_exercise(NAME, plan_project(plan=PLAN))
    assert shown.stopped_at == "price-table"
    assert "do not go together" in shown.reason
    assert "Traceback" not in shown.reason


@pytest.mark.parametrize(
    ("costs", "said"),
    [
        (COSTS.splitlines()[0] + "\n", "only a header"),
        (COSTS.replace("365000", "lots"), "cost_gbp"),
        (COSTS.replace("cost_gbp", "price"), "cost_gbp"),
    ],
    ids=["no rows", "a bad cell", "a renamed column"],
)
def test_a_broken_file_of_costs_stops_at_once_in_plain_words(
    run_exercise, plan_project, costs, said
):
    shown = run_exercise(NAME, plan_project(costs, PLAN))
    assert shown.stopped_at == "load-costs"
    assert said in shown.reason
    assert "Traceback" not in shown.reason


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("", ""), "nothing in it yet"),
        (("old_service: Cottage hospital\n", ""), "old_service"),
        (("| Lead |\n", "|\n"), "cells"),
        (("2027-02-05", "5/2/27"), "Write a date like"),
        (("| work | 2027-01-04", "| wrok | 2027-01-04"), "work"),
        (("| Board | Train", "| Board | Trane"), "Train"),
        (("Trained | yes", "Trained | perhaps"), "yes, no or not yet"),
        (("| Lead |\n", "| Lead | Decide\n"), "wait for each other"),
    ],
    ids=["empty", "no service", "a cell short", "a date", "a kind", "a line", "a word", "a ring"],
)
def test_a_broken_plan_stops_at_once_in_plain_words(run_exercise, plan_project, change, said):
    text = PLAN.replace(*change, 1) if change[0] else ""
    shown = run_exercise(NAME, plan_project(COSTS, text))
    assert shown.stopped_at == "load-paper"
    assert said in shown.reason
    assert "Traceback" not in shown.reason
    assert not (shown.folder / "products.yml").exists()
