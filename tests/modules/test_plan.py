"""The module on planning counts money that moves, and every number in it can be worked out."""

import re

import nbformat
import pandas as pd
import pytest

from playbook.analyse import back_test
from playbook.data import load, published
from playbook.framework import framework
from playbook.learn.types.effects import effect_of
from playbook.plan import (
    community_services_required,
    fund_within_budget,
    net_cash_release,
    older_peoples_care,
    score_options,
    shift_at_the_margin,
    short_list,
    stock_flow,
    weight_sensitivity,
)

COVERS = {
    *("M12", "M13", "M35", "M36", "H29", "H31"),
    *(f"H{number}" for number in (42, 43, 44, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56)),
}
COSTS = {
    "average_gbp_per_day": 618.12,
    "variable_gbp_per_day": 80,
    "step_beds": 6,
    "step_gbp": 350_000,
}
OPTIONS = {
    "team": "Home First with a locality team",
    "home-first": "Home First",
    "beds": "More beds in community hospitals",
    "as-now": "Business as usual",
}
CRITERIA = {
    "living-at-home": "Living at home for longer",
    "safe-care": "Safe care",
    "own-choice": "People's own choice",
    "staff": "Staff we can find",
    "close-to-home": "Close to home",
}
CHANGES = {
    "night-care": "Night care at home",
    "hub": "Discharge hub seven days a week",
    "rapid-response": "Rapid response nurses",
    "carers": "Breaks for carers",
    "falls": "Falls teams in two localities",
    "pharmacist": "Pharmacist reviews in care homes",
}


@pytest.fixture
def plan(module_named):
    return module_named("plan")


@pytest.fixture
def told(plan):
    """All that the page says outside the activities."""
    return "\n".join(plan.prose)


@pytest.fixture
def html(plan):
    notebook = nbformat.read(plan.path, as_version=4)
    return {
        cell.id: "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


@pytest.fixture(scope="module")
def scores():
    return load("option_scores").table.pivot(index="option", columns="criterion", values="score")


@pytest.fixture(scope="module")
def groups():
    table = load("option_weights").table
    return {name: part.set_index("criterion")["weight"] for name, part in table.groupby("group")}


@pytest.fixture(scope="module")
def changes():
    return load("candidate_changes").table.set_index("name")


def older(year: int, figure: str) -> float:
    table = published("moray_population").table
    row = table[
        (table["figure"] == figure)
        & (table["group"] == "75 and over")
        & (table["period"].astype(str).str.endswith(str(year)))
    ]
    return float(row["value"].item())


def closing(beds: int) -> float:
    return net_cash_release(
        bed_days=365 * beds, beds_closed=beds, reprovision=50_000 * beds, double_running=120_000,
        **COSTS,
    ).first_year  # fmt: skip


def waiting(starts: float, share: float) -> float:
    """People who wait for home care after a year, as in the panel."""
    care = older_peoples_care(
        arrivals_per_day=11, acute_days=7, home_care_share=share, care_home_share=0.08,
        home_care_starts_per_day=starts / 7, care_home_starts_per_day=1,
        waiting_for_home_care=20, waiting_for_care_home=12,
    )  # fmt: skip
    return float(stock_flow(care).end.loc["home care", "waiting"])


def test_it_covers_the_elements_it_was_made_for(plan):
    assert set(plan.definition.covers) == COVERS
    assert len(plan.definition.covers) == len(COVERS)
    assert set(framework().elements) >= COVERS


def test_callums_sum_is_right_and_the_cash_is_one_percent_of_it(plan, told, html):
    found = net_cash_release(
        bed_days=3_650, beds_closed=10, reprovision=500_000, double_running=120_000, **COSTS
    )
    assert f"£{found.notional:,.0f}" == "£2,256,138"
    assert "£2,256,138" in told
    assert 4 < found.notional / 500_000 < 5  # "four times over"
    guess = plan.definition.activity("cash-guess")
    assert guess.asked()["answer"] == found.first_year == 22_000
    assert round(100 * found.share) == 1
    assert "£292,000" in guess.high
    assert found.table["variable"].iloc[0] == 292_000
    assert "£22,000 in year 1, and £142,000 in each later year" in html["cash-explorer"]
    assert found.recurring == 142_000


def test_the_twelfth_bed_is_worth_more_than_the_ten_before_it():
    assert closing(10) == 22_000
    assert closing(12) - closing(11) > closing(10)
    assert closing(12) == max(closing(beds) for beds in range(13))


def test_the_second_published_cost_is_less_than_half_of_the_first(told):
    assert "£193,284,031 for 661,705 days: £292 each" in told
    assert round(193_284_031 / 661_705) == 292
    assert 193_284_031 / 661_705 < 618.12 / 2


def test_the_short_list_drops_the_two_cheapest(html, told):
    options = load("options").table.set_index("option")
    kept = short_list(options[["safe", "lawful", "deliverable"]] == "yes").kept
    assert set(kept) == set(OPTIONS.values())
    cheapest = options["net_present_cost_gbp"].nsmallest(2).index
    assert not set(cheapest) & set(kept)
    assert "The two that go were the cheapest." in told
    assert html["options-short"].count("<td>No</td>") == 2


def test_sharing_the_hundred_points_does_what_the_package_does(plan, scores, groups):
    weights = plan.definition.activity("weights")
    agreed = groups["Agreed"]
    assert {CRITERIA[line]: share for line, share in weights.shares.items()} == agreed.to_dict()
    ranked = score_options(scores, agreed).table.set_index("option")["value"]
    for measure, option in OPTIONS.items():
        assert weights.consequence(measure) == pytest.approx(ranked[option])
        for line in weights.lines:
            score = scores.loc[option, CRITERIA[line.id]]
            assert effect_of(line.effects[measure], 100) == score


def test_first_place_changes_hands_where_the_page_says(plan, told, html, scores, groups):
    tested = weight_sensitivity(scores, groups["Agreed"], groups=groups, draws=10)
    row = tested.break_even.set_index("criterion").loc["Staff we can find"]
    assert (int(row["break_even"]), row["first_above"]) == (27, "Home First")
    assert "more than 27 of 100" in html["matters-chart"]
    weights = [groups[name]["Staff we can find"] for name in ("Agreed", "Staff")]
    assert weights == [11, 31]
    assert "The agreed weight is 11. The staff’s own is 31." in told
    first = tested.groups[tested.groups["rank"] == 1].set_index("group")["option"]
    assert (first == OPTIONS["team"]).sum() == 3
    assert first["Staff"] == "Home First"
    remarks = plan.definition.activity("weights").remarks
    assert 27 in [remark.above for remark in remarks]


def test_plain_home_first_costs_less_by_what_is_said(plan):
    cost = load("options").table.set_index("option")["net_present_cost_gbp"]
    assert cost[OPTIONS["team"]] - cost["Home First"] == 1_200_000
    assert "£1.2 million less" in plan.definition.activity("staff-disagree").intro


def test_sharing_the_money_has_the_prices_and_effects_of_the_sample(plan, changes):
    share = plan.definition.activity("share-the-money")
    for line in share.lines:
        row = changes.loc[CHANGES[line.id]]
        assert f"£{row['cost']:,}" in line.text
        for measure, column in (("points", "benefit"), ("people", "people_helped")):
            points = line.effects[measure]
            assert effect_of(points, row["cost"]) == row[column]
            assert effect_of(points, row["cost"] - share.step) == 0
    for remark in share.remarks:
        if remark.above == 0:
            assert remark.below == changes.loc[CHANGES[remark.line], "cost"]


def test_the_expert_buys_the_best_set_and_says_what_is_given_up(plan, changes):
    share = plan.definition.activity("share-the-money")
    offered = changes.loc[list(CHANGES.values())].reset_index()
    best = fund_within_budget(offered, 1_200_000)
    bought = {CHANGES[line] for line, pounds in share.shares.items() if pounds}
    assert bought == set(best.chosen)
    assert (best.benefit, best.ranking_benefit) == (541, 526)
    people = changes["people_helped"]
    assert people[list(best.chosen)].sum() == 1_050
    assert people[list(best.ranking_chosen)].sum() == 2_170
    assert people[[CHANGES["hub"], CHANGES["pharmacist"]]].sum() == 1_920
    for figure in ("541 points", "1,050", "1,920", "526 points", "2,170"):
        assert figure in share.weighed


def test_stopping_frees_what_the_page_says(html):
    shift = shift_at_the_margin(load("candidate_changes").table, load("candidate_releases").table)
    saved = load("candidate_releases").table.set_index("name")["saving"][list(shift.releases)]
    assert f"£{saved.sum():,}" == "£835,000"
    assert shift.net_cost <= 0
    for figure in ("£835,000", f"{shift.net_benefit:.0f} points"):
        assert figure in html["scarce-stop"]


def test_three_more_starts_take_the_people_and_staff_that_are_told(told):
    wanted = load("community_services").table.assign(starts_per_week=3)
    found = community_services_required(wanted).table.set_index("service").round(0)
    home, reable = found.loc["Care at home"], found.loc["Reablement"]
    assert (home["people_at_once"], home["wte"], reable["wte"]) == (198, 140, 10)
    assert "198 people at a time and 140 staff" in told


def of_working_age(year: int) -> float:
    table = published("moray_population").table
    rows = table[
        (table["figure"] == "Population projection, 2018-based")
        & table["group"].isin(["18-44", "45-64"])
        & table["period"].astype(str).str.endswith(str(year))
    ]
    return float(rows["value"].sum())


def test_the_people_of_working_age_for_each_older_person_are_the_published_ones(plan, told):
    name = "Population projection, 2018-based"
    start, end = older(2023, name), older(2035, name)
    guess = plan.definition.activity("older-people")
    assert guess.asked()["answer"] == round(of_working_age(2035) / end, 1)
    for said in (guess.low, guess.close, guess.high):
        assert f"{of_working_age(2035):,.0f} people of working age for {end:,.0f}" in said
        assert f"{of_working_age(2023) / start:.1f} in 2023" in said.replace("It was", "it was")
    assert 4.9 < of_working_age(2023) / start < 5.3, "about five"
    estimate = older(2023, "Population estimate")
    tested = back_test(pd.Series({2023: start}), pd.Series({2023: estimate}))
    assert "5.8% too high" in tested.sentence()
    assert "5.8% too high" in told


def test_the_projected_year_stands_beside_the_published_one(told, html):
    months = published("moray_delayed_bed_days_monthly").monthly(age="75plus")
    year = months.loc["2024-04":"2025-03"].sum()
    projected = float(
        re.search(r"April 2025 ([\d,]+) bed days", html["ahead-months"])[1].replace(",", "")
    )
    assert f"The published figure for 2024/25 is {year:,.0f}." in told
    assert 0.17 < projected / year - 1 < 0.2, "nearly a fifth"


def test_the_queue_grows_as_the_question_says_and_stops_with_three_more(html):
    ready = 11 * 0.22 * 7
    assert round(ready) == 17
    assert 6 < 20 / (ready - 14) < 7.5  # weeks until twenty beds, or the twenty, are full again
    assert waiting(14, 0.22) > 170
    assert waiting(17, 0.22) <= 20
    assert "173 people wait after a year" in html["simulate-explorer"]


def test_the_facilitators_small_changes_do_end_the_queue(plan):
    notes = next(cell.source for cell in plan.cells if cell.id == "notes-simulate")
    assert "17 starts alone" in notes
    assert "18% alone" in notes
    assert "16 starts and 20%" in notes
    assert [waiting(17, 0.22) <= 20, waiting(14, 0.18) <= 20, waiting(16, 0.20) <= 20] == [True] * 3
    assert [waiting(16, 0.22) > 20, waiting(14, 0.20) > 20, waiting(15, 0.20) > 20] == [True] * 3


def test_the_rate_of_delays_by_month_is_the_published_year(plan):
    months = published("moray_delayed_bed_days_monthly").monthly(age="75plus")
    rate = 1_000 * months.loc["2023-04":"2024-03"].sum() / older(2023, "Population estimate")
    assert round(rate, 1) == 950.3
    assert any("project_months(950.3" in cell.source for cell in plan.cells)


def test_what_is_made_up_or_sample_is_marked_and_what_is_published_is_not(html):
    for name in ("options-short", "matters-chart", "scarce-stop", "cash-chart", "cash-explorer",
                 "care-sums", "ahead-chart", "simulate-explorer"):  # fmt: skip
        assert "Sample data" in html[name], name
    assert "Sample data" not in html["ahead-months"]


def test_the_check_is_about_people_and_places_not_met_before(plan):
    checks = [one for one in plan.definition.activities if one.id.startswith("check-")]
    texts = " ".join(text for one in checks for text in one.texts())
    assert len({one.outcome for one in checks}) == 4
    assert not re.search(r"Moray|Locality|Home First|Callum|Priya|delayed", texts)
