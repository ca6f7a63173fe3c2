"""Money, team and choices of an invented project: sums agree, and each method finds its story."""

import pytest

from playbook.analyse import resource_map
from playbook.data import load
from playbook.framework import framework
from playbook.govern import risk_register
from playbook.implement import power_interest
from playbook.plan import (
    fund_within_budget,
    programme_budget,
    score_options,
    shift_at_the_margin,
    short_list,
    swing_weights,
    weight_sensitivity,
)
from playbook.team import skills_gap

TOTAL = 214_000_000


@pytest.fixture(scope="module")
def costs():
    return load("service_costs").table


@pytest.fixture(scope="module")
def contracts():
    return load("contracts").table


@pytest.fixture(scope="module")
def scores():
    return load("option_scores").table.pivot(index="option", columns="criterion", values="score")


@pytest.fixture(scope="module")
def weights():
    table = load("option_weights").table
    return {name: part.set_index("criterion")["weight"].to_dict()
            for name, part in table.groupby("group", sort=False)}  # fmt: skip


def test_the_budget_has_the_published_size_and_holds_a_set_aside():
    budget = load("budget").table
    assert budget["budget_gbp"].sum() == TOTAL
    assert set(budget["holder"]) == {"Set-aside", "NHS", "Council"}


def test_the_services_of_each_line_add_up_to_it_to_the_pound(costs):
    budget = load("budget").table.set_index("budget_line")["budget_gbp"]
    assert costs.groupby("budget_line")["cost_gbp"].sum().to_dict() == budget.to_dict()


def test_the_methods_find_that_it_reconciles(costs):
    spending = costs.rename(columns={"cost_gbp": "spend"})
    assert programme_budget(spending, total=TOTAL).sentence().startswith("£214,000,000 is spent")
    assert resource_map(costs, TOTAL).sentence().endswith("which is the whole budget.")


def test_story_the_set_aside_overspends_and_care_at_home_underspends():
    lines = load("budget").table.set_index("budget_line")
    over = lines["forecast_gbp"] - lines["budget_gbp"]
    assert over["Set-aside for large hospital services"] == 1_300_000
    assert over["Care at home"] == -400_000


def test_story_half_of_the_money_for_older_people_is_in_beds(costs):
    older = costs[costs["client_group"] == "Older people"]
    shares = older.groupby("setting")["cost_gbp"].sum() / older["cost_gbp"].sum()
    assert (round(shares["Bed-based"], 2), round(shares["Prevention"], 2)) == (0.52, 0.04)


def test_story_one_locality_gets_least_for_care_outside_beds(costs):
    people = load("locality_population").table
    older = people[people["age_band"].isin(["75-79", "80-84", "85-89", "90+"])]
    part = costs[(costs["client_group"] == "Older people") & (costs["setting"] != "Bed-based")]
    each = part.groupby("locality")["cost_gbp"].sum() / older.groupby("locality")[
        "population"].sum()  # fmt: skip
    assert (each.idxmin(), round(each.min())) == ("Locality C", 3_378)
    assert each.drop("Locality C").min() > 4_200


def test_contracts_add_up_to_what_their_service_costs(contracts, costs):
    bought = contracts.groupby("service")["value_gbp"].sum()
    spent = costs.groupby("service")["cost_gbp"].sum()
    assert (bought == spent[bought.index]).all()
    assert set(contracts["provider"]) == set(load("providers").table["provider"])


def test_story_ten_contracts_end_on_one_day(contracts):
    assert (contracts["ends_on"] == "2026-03-31").sum() == 10


def test_story_one_provider_holds_a_locality_and_is_fragile(contracts):
    home = contracts[contracts["service"] == "Care at home by contract"]
    hours = home[home["locality"] == "Locality C"].set_index("provider")["units_a_week"]
    assert round(hours["Provider 04"] / hours.sum(), 2) == 0.79
    assert contracts.set_index("provider").loc["Provider 04", "notice_months"] == 1
    providers = load("providers").table.set_index("provider")
    assert providers["income_from_us_percent"].idxmax() == "Provider 04"
    assert providers["vacant_percent"].idxmax() == "Provider 04"


def test_story_two_of_five_mental_health_officers():
    staff = load("staff").table.set_index("staff_group")
    officers = staff.loc["Mental health officers"]
    assert (officers["filled_wte"], officers["funded_wte"]) == (2, 5)
    assert staff.loc["District nurses", "aged_55_plus_percent"] == 47


def test_story_the_skills_gap_and_the_skills_that_rest_on_one_person():
    found = skills_gap(load("staff_skills").table, load("skills_required").table)
    assert found.gaps["skill"].iloc[0] == "Assess equality impact"
    assert len(found.gaps) == 3
    assert set(found.single_points_of_failure) == {
        "Build models (plan)", "Make control charts (review)", "Standardise rates (analyse)"
    }  # fmt: skip


def test_skills_and_roles_are_those_of_the_framework():
    team = framework().team
    known = {skill for role in team.roles.values() for of in role.skills for skill in of.skills}
    assert set(load("skills_required").table["skill"]) <= known
    skills = load("staff_skills").table
    assert set(skills["skill"]) <= known
    assert set(skills["role"]) <= set(team.roles)


def test_story_the_best_set_is_not_the_top_of_the_ranking():
    funded = fund_within_budget(load("candidate_changes").table, 1_200_000)
    assert (funded.cost, funded.benefit) == (1_200_000, 541)
    assert (funded.ranking_cost, funded.ranking_benefit) == (1_150_000, 526)


def test_story_money_without_new_money():
    releases = load("candidate_releases").table
    assert releases["saving"].sum() == 835_000
    assert "points more benefit" in shift_at_the_margin(
        load("candidate_changes").table, releases).sentence()  # fmt: skip


def test_story_two_cheap_options_fail_a_must_have(scores):
    options = load("options").table.set_index("option")
    meets = options[["safe", "lawful", "deliverable"]] == "yes"
    assert short_list(meets).sentence().startswith("4 of 6 options meet every must-have")
    failed = meets.index[~meets.all(axis=1)]
    assert set(options["net_present_cost_gbp"].nsmallest(2).index) == set(failed)
    assert set(scores.index) == set(options.index) - set(failed)


def test_story_the_first_choice_is_not_that_of_staff(scores, weights):
    assert score_options(scores, weights["Agreed"]).table["option"].iloc[0] == (
        "Home First with a locality team"
    )
    assert score_options(scores, weights["Staff"]).table["option"].iloc[0] == "Home First"
    groups = {name: each for name, each in weights.items() if name != "Agreed"}
    tested = weight_sensitivity(scores, weights["Agreed"], groups=groups, draws=500)
    assert tested.sentence().startswith("Home First with a locality team comes first")


def test_weights_follow_from_swings(weights):
    table = load("option_weights").table
    for name, part in table.groupby("group"):
        exact = swing_weights(part.set_index("criterion")["swing"].to_dict())
        assert all(abs(exact[each] - weight) < 1 for each, weight in weights[name].items())


def test_story_four_groups_with_little_power_are_brought_in():
    found = power_interest(load("stakeholders").table).table
    involved = set(found[found["treatment"] == "Involve"]["group"])
    assert len(involved) == 4
    assert "People who live alone in rural places" in involved


def test_story_one_risk_has_no_owner_and_one_has_grown():
    found = risk_register(load("risks").table, today="2026-01-31")
    assert len(found.problems) == 2
    assert any("no owner" in each for each in found.problems)
    assert any("more than 9 before any control" in each for each in found.problems)
