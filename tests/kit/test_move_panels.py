"""The what-if panels of a move from hospital to home say what the plan's own sums say."""

import pytest

from playbook.kit import double_running_panel, home_care_starts_panel
from playbook.plan import net_cash_release, older_peoples_care, stock_flow

COSTS = {
    "bed_days": 2_920,
    "average_gbp_per_day": 600,
    "variable_gbp_per_day": 80,
    "step_beds": 6,
    "step_gbp": 350_000,
    "reprovision": 450_000,
}
CARE = older_peoples_care(
    arrivals_per_day=11,
    acute_days=7,
    home_care_share=0.22,
    care_home_share=0.08,
    care_home_starts_per_day=0.88,
    waiting_for_home_care=20,
    waiting_for_care_home=12,
)


@pytest.fixture
def cash_panel():
    return double_running_panel(
        range(0, 27, 2),
        (0, 4, 6, 8, 12),
        planned={"weeks": 12, "beds": 8},
        week_gbp=10_000,
        source="made up",
        sample=True,
        **COSTS,
    )


@pytest.fixture
def starts_panel():
    return home_care_starts_panel(
        CARE,
        range(14, 21),
        range(18, 25),
        today={"starts": 17, "share": 22},
        source="made up",
        sample=True,
    )


def test_every_case_of_double_running_is_the_net_cash_release_of_the_plan(cash_panel):
    for case in cash_panel.grid.cases:
        found = net_cash_release(
            beds_closed=case.values["beds"],
            double_running=case.values["weeks"] * 10_000,
            **COSTS,
        )
        assert case.results["first_year"] == pytest.approx(found.first_year)
        assert case.results["each_year"] == pytest.approx(found.recurring)


def test_the_plan_is_what_the_cash_panel_shows_first(cash_panel):
    assert dict(cash_panel.case.values) == {"weeks": 12, "beds": 8}
    assert cash_panel.case.sentence == (
        "With 12 weeks of double running (£120,000), and if 8 beds close, year 1 releases £13,600. "
        "Each year after releases £133,600."
    )


def test_a_loss_is_said_as_a_cost(cash_panel):
    cash_panel.values = {"weeks": 12, "beds": 0}
    assert "if no bed closes, year 1 costs £336,400 more" in cash_panel.case.sentence


def test_every_tenth_case_of_starts_is_the_stock_flow_of_its_pathway(starts_panel):
    for case in starts_panel.grid.cases[::10]:
        share = case.values["share"] / 100
        to = {"leaves": 0.92 - share, "home care": share, "care home": 0.08}
        care = CARE.with_changes("acute", to=to)
        run = stock_flow(care.with_changes("home care", starts_per_day=case.values["starts"] / 7))
        assert case.results["waiting"] == pytest.approx(run.end.loc["home care", "waiting"])
        assert case.results["bed_days"] == pytest.approx(run.delayed_days)


def test_one_start_a_week_too_few_grows_into_a_crowd(starts_panel):
    steady = starts_panel.case.results["waiting"]
    starts_panel.values = {"starts": 16, "share": 22}
    assert starts_panel.case.results["waiting"] - steady == pytest.approx(365 / 7, abs=1)


def test_a_panel_without_a_queue_says_that_nobody_waits(starts_panel):
    starts_panel.values = {"starts": 20, "share": 18}
    assert "nobody waits for it after a year" in starts_panel.case.sentence
