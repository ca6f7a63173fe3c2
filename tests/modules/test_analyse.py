"""The module on analysis teaches with published figures, and with the stories of the sample."""

import re
from itertools import pairwise

import nbformat
import pytest

from playbook.analyse import compare_rates, crude_rate, events_and_people, preventable, stays
from playbook.data import load, published
from playbook.framework import framework

COVERS = {
    *(f"M{number:02}" for number in (8, 9, 10, 11, 30, 31, 32, 33, 34)),
    *(f"H{number}" for number in (15, 34, 35, 36, 37, 38, 39, 40, 41, 42)),
}
STORIES = {
    "Callum": ("2023-03", "2024-03"),
    "Dr Anand": ("2022-10", "2023-04"),
    "Ruth": ("2022-01", "2024-01"),
}


@pytest.fixture
def analyse(module_named):
    return module_named("analyse")


@pytest.fixture
def shown(analyse):
    """What each cell showed, as text, by the cell's name."""
    notebook = nbformat.read(analyse.path, as_version=4)
    return {
        cell.id: "".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


@pytest.fixture
def html(analyse):
    notebook = nbformat.read(analyse.path, as_version=4)
    return {
        cell.id: "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


@pytest.fixture(scope="module")
def months():
    return published("moray_delayed_bed_days_monthly").monthly(age="18plus")


@pytest.fixture(scope="module")
def rates():
    whole = stays(load("hospital_stays").table).table
    people = load("locality_population").table
    table = events_and_people(whole[whole["emergency"]], people, "locality", years=0.3)
    return compare_rates(
        table.groupby("locality", as_index=False)[["events", "population"]].sum(),
        "locality",
        per=1_000,
    )


def test_it_covers_the_elements_it_was_made_for(analyse):
    assert set(analyse.definition.covers) == COVERS
    assert len(analyse.definition.covers) == len(COVERS)
    assert set(framework().elements) >= COVERS


def test_the_three_stories_are_six_published_months(analyse, months):
    scene = next(cell.source for cell in analyse.cells if cell.id == "three-stories")
    for pair in STORIES.values():
        for month in pair:
            assert f"{months.loc[month].item():,}" in scene
    assert "level" not in scene  # the chart says it, not the scene


def test_the_worked_baseline_is_the_published_year(analyse, months):
    year = months.loc["2024-04":"2025-03"]
    example = analyse.definition.activity("baseline").example
    assert f"{year.sum():,} bed days in 2024/25" in example
    assert f"between {year.min():,} and {year.max():,} a month" in example


def test_the_share_of_people_aged_75_and_over_is_the_published_one(analyse, months):
    older = published("moray_delayed_bed_days_monthly").monthly(age="75plus")
    texts = [text for one in analyse.definition.activities for text in one.texts()]
    told = f"{older.loc['2024-04':'2025-03'].sum():,} of {months.loc['2024-04':'2025-03'].sum():,}"
    assert any(told in text for text in texts)


def test_the_two_denominators_are_published_and_five_percent_apart(analyse):
    figures = published("moray_population").table
    told = "\n".join(analyse.prose)
    assert "94,670" in told
    assert "99,507" in told
    assert {94_670, 99_507} <= set(figures["value"])
    assert round(100 * (1 - 94_670 / 99_507)) == 5


def test_crude_rates_point_to_two_places_and_fair_ones_to_one(shown, rates):
    assert "Locality C: 96.7" in shown["fair-crude"]
    assert shown["fair-crude"].count(", higher.") == 2
    assert shown["fair-by-age"].count(", higher.") == 1
    assert "Locality C: 90.2 (83.1 to 97.8), higher." in shown["fair-by-age"]
    assert round(rates.overall.value) == 85


def test_the_shares_of_older_people_are_those_of_the_sample(analyse):
    people = load("locality_population").table
    older = people[people["age_band"].isin(["75-79", "80-84", "85-89", "90+"])]
    share = older.groupby("locality")["population"].sum()
    share = 100 * share / people.groupby("locality")["population"].sum()
    assert (round(share["Locality D"]), round(share["Locality B"])) == (14, 9)
    assert share.idxmin() == "Locality B"
    assert "In Locality D, 14% of people are 75 or over. In B it is 9%." in "\n".join(analyse.prose)


def test_the_guess_about_the_glen_is_what_byars_limits_give(analyse, rates):
    asked = analyse.definition.activity("how-wide").asked()
    glen = crude_rate(round(rates.overall.value * 900 / 1_000), 900, 1_000)
    assert (glen.events, round(glen.lower, 1), round(glen.upper, 1)) == (76, 66.5, 105.7)
    assert asked["answer"] == round(glen.upper, 1)


def test_the_panel_answers_the_question_asked_beneath_it(html, rates):
    def width(people, years):
        found = crude_rate(
            round(rates.overall.value * people * years / 1_000), people * years, 1_000
        )
        return found.upper - found.lower

    widths = [width(900, years) for years in (1, 2, 3, 5)]
    assert all(one > two for one, two in pairwise(widths))
    assert [one < width(2_000, 1) for one in widths] == [False, False, True, True]
    assert "from 67 to 106 for 1,000" in html["small-explorer"]


def test_locality_d_gave_the_share_of_answers_that_the_guess_says(analyse):
    survey = load("views_survey").table.drop_duplicates("respondent_id")
    asked = analyse.definition.activity("locality-d").asked()
    assert (len(survey), (survey["locality"] == "Locality D").sum()) == (320, 18)
    assert asked["answer"] == round(100 * 18 / 320, 1)
    served = load("people_served").table.query("split == 'Locality'").set_index("group")["people"]
    assert round(100 * served["Locality D"] / served.sum()) == 25
    assert round(320 * served["Locality D"] / served.sum()) == 79


def test_locality_c_has_the_stays_that_might_have_been_prevented(analyse):
    whole = stays(load("hospital_stays").table)
    table = whole.table.assign(listed=preventable(whole).rows)
    share = table[table["emergency"]].groupby("locality", observed=True)["listed"].mean() * 100
    assert round(share["Locality C"]) == 28
    assert {round(each) for each in share.drop("Locality C")} <= {16, 17, 18}
    assert "28% had a condition" in "\n".join(analyse.prose)


def test_two_people_in_locality_a_waited_for_a_dispute():
    people = load("delayed_people").table
    year = people[people["ready_date"].between("2024-04-01", "2025-03-31")]
    disputes = year[year["reason"] == "A choice or a dispute in the family"]
    assert disputes["locality"].tolist() == ["Locality A"] * 2


def test_notes_marked_sample_in_the_sort_are_true_of_the_sample():
    staff = load("staff").table
    officers = staff[staff["staff_group"] == "Mental health officers"]
    assert (officers["funded_wte"].sum(), officers["filled_wte"].sum()) == (5, 2)
    costs = load("service_costs").table
    older = costs[costs["client_group"] == "Older people"]
    beds = older.loc[older["setting"] == "Bed-based", "cost_gbp"].sum() / older["cost_gbp"].sum()
    assert round(100 * beds) in range(48, 54)


def test_every_chart_of_the_sample_says_so(html):
    sample = (
        "ask-three", "fair-crude", "fair-by-age", "small-explorer", "heard-chart", "baseline-chart"
    )  # fmt: skip
    for name in sample:
        assert "Sample data" in html[name], name
    assert "Sample data" not in html["see-months"]


def test_the_check_is_about_people_and_places_not_met_before(analyse):
    checks = [one for one in analyse.definition.activities if one.id.startswith("check-")]
    texts = " ".join(text for one in checks for text in one.texts())
    assert len({one.outcome for one in checks}) == 4
    assert not re.search(r"Moray|Locality|Home First|Callum|Margaret|delayed", texts)
