"""People ahead and local need: what they say when files are odd, and how they word results."""

from dataclasses import replace

import pandas as pd
import pytest

from playbook.data import load
from playbook.kit import local_need, people_ahead, small_place_panel
from playbook.kit.plainly import plainly
from playbook.markup import PlainError


@pytest.fixture(scope="module")
def people():
    return people_ahead(load("population_estimates"), load("population_projections"))


@pytest.fixture(scope="module")
def need():
    return local_need(load("hospital_stays"), load("locality_population"))


def test_wide_groups_add_up_to_all_ages(people):
    table = people.change_table().set_index("Age")
    assert (
        table.loc[["Under 65", "65 to 74", "75 to 84", "85 and over"], "2023"].sum()
        == (table.loc["All ages", "2023"])
    )


def test_a_projection_that_ends_early_is_followed_to_its_end():
    short = load("population_projections")
    short = replace(short, table=short.table[short.table["year"] < "2031"])
    found = people_ahead(load("population_estimates"), short)
    assert found.until == 2030
    assert "From 2023 to 2030" in found.sentence()


def test_estimates_later_than_the_projection_are_refused_in_words():
    late = load("population_projections")
    late = replace(late, table=late.table[late.table["year"] > "2026"])
    with pytest.raises(PlainError, match="cannot be joined"):
        people_ahead(load("population_estimates"), late)


def test_a_projection_that_no_estimate_has_caught_up_with_cannot_be_tested(people):
    fresh = replace(people, projected=people.projected.loc[2023:])
    assert fresh.past_test(75) is None
    assert "cannot be tested yet" in fresh.rebasing_sentence(75)


def test_localities_ahead_add_up_to_the_area(people, need):
    ahead = need.ahead(people)
    assert ahead["2035"].sum() == pytest.approx(people.aged(75)[2035], abs=3)
    assert ahead["Change"].equals(ahead["2035"] - ahead["2023"])


def test_stays_without_a_fifth_leave_nothing_to_compare(need):
    bare = replace(need, emergencies=need.emergencies.drop(columns="deprivation_fifth"))
    assert bare.fifths() is None
    assert bare.unknown_fifths() == len(bare.emergencies)
    assert "nothing to compare" in bare.widest_fifth()


def test_no_locality_that_stands_out_is_said_so(need):
    even = replace(need, emergencies=need.emergencies.iloc[::20])
    assert even.explained_by_age() == "No locality is higher by either rate."


def test_too_few_stays_for_any_rate_are_said_in_words(need):
    few = replace(need, emergencies=need.emergencies.iloc[:5])
    with pytest.raises(PlainError, match="Put more years together"):
        few.highest()


def test_two_years_of_people_are_refused():
    twice = load("locality_population")
    later = twice.table.assign(year=2024)
    twice = replace(twice, table=pd.concat([twice.table, later]))
    with pytest.raises(PlainError, match="holds 2 years, 2023 to 2024"):
        local_need(load("hospital_stays"), twice)


def test_the_panel_narrows_with_people_and_years():
    panel = small_place_panel(80, source="Invented", sample=True)
    widths = {
        tuple(case.values.values()): case.results["upper"] - case.results["lower"]
        for case in panel.grid.cases
    }
    assert widths[900, 5] < widths[900, 1]
    assert widths[20_000, 1] < widths[300, 1]


def test_what_is_already_plain_is_not_said_twice():
    with pytest.raises(PlainError, match=r"^Once\.$"), plainly("Twice"):
        raise PlainError("Once.")
