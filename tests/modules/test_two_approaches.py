"""The module on the two approaches: its lists are the framework's, its figures are published."""

import re

import pytest

from playbook.data import published
from playbook.framework import framework

ELEMENTS = {"M02", "M03", *(f"M{number}" for number in (*range(19, 30), *range(41, 47)))}
FROM_THE_DATA = {  # elements that a table or a drawing made from the framework's data shows
    "two_approaches()": {"M02", "M03"},
    "approaches_compared()": {"M19", "M20", "M41"},
    "principles_compared()": {
        *("M21", "M22", "M23", "M24", "M25", "M26"),
        *("M42", "M43", "M44", "M45", "M46"),
    },
}
IN_WORDS = {
    "M27": "It works at three levels",
    "M28": "Healthcare Improvement Scotland describes two strands",
    "M29": "Choose by the question, not by habit",
}


@pytest.fixture
def two(commissioning_cycle):
    path = commissioning_cycle.path.with_name("two-approaches.ipynb")
    return type(commissioning_cycle)(path)


@pytest.fixture
def years():
    """Published bed days of Moray residents by financial year: all, older, younger."""
    table = published("moray_delayed_bed_days_yearly").table
    total = table[table["reason"].eq("All Delay Reasons")]
    by_age = total.pivot(index="financial_year", columns="age", values="bed_days")
    return by_age.assign(younger=by_age["18plus"] - by_age["75plus"])


def test_it_covers_the_elements_it_was_made_for_and_shows_each(two):
    assert set(two.definition.covers) == ELEMENTS
    sources = [cell.source for cell in two.cells]
    assert all(call in sources for call in FROM_THE_DATA)
    prose = " ".join(two.prose)
    assert all(words in prose for words in IN_WORDS.values())
    assert set().union(IN_WORDS, *FROM_THE_DATA.values()) == ELEMENTS


def test_every_principle_can_be_rated(two):
    rated = {statement.id for statement in two.definition.activity("rate-mine").statements}
    assert len(rated) == 6
    texts = {one.id for each in framework().approaches.values() for one in each.principles}
    assert texts == {
        *("whole-needs", "careful-creativity", "evidence", "together"),
        *("plans-drive", "dialogue", "plans-inform"),
    }, "a principle has changed: change the statements to rate as well"


def test_the_difference_to_spot_is_in_the_framework_s_lists(two):
    expects = framework().stages["analyse"].expects
    products = {
        approach: " ".join(each.product for each in expects if each.approach == approach)
        for approach in framework().approaches
    }
    assert "Law and policy" in products["commissioning"]
    assert "Law" not in products["improvement"]
    assert "options" in products["improvement"]
    assert "options" not in products["commissioning"]
    assert two.definition.activity("spot-difference").asked()["right"] == ["Law and policy"]


def test_the_days_to_guess_and_all_days_around_them_are_published(two, years, texts_of):
    before, after = years.loc["2023-04-01"], years.loc["2024-04-01"]
    asked = two.definition.activity("other-ages")
    assert asked.asked()["answer"] == after["younger"] == 4_125
    quoted = set(re.findall(r"\d{1,2},\d{3}", " ".join(texts_of(asked))))
    known = {before["75plus"], after["75plus"], before["younger"], before["18plus"]}
    known |= {after["younger"], after["18plus"]}
    assert quoted == {f"{number:,.0f}" for number in known}
    assert round(100 * (1 - after["75plus"] / before["75plus"])) == 11
    assert round(100 * (after["younger"] / before["younger"] - 1)) == 72


def test_the_loop_goes_from_a_test_to_the_plan_and_back_to_a_test(two):
    loop = two.definition.activity("round-the-loop")
    reasons = [item.feedback for item in loop.items]
    assert "“informs”" in reasons[2]
    assert "“drives”" in reasons[-1]


def test_the_decision_helper_is_the_framework_s(two):
    assert two.definition.activity("helper").type == "advise"
    assert set(two.definition.activity("helper").policy.results) == {
        *framework().approaches,
        "both",
    }


def test_the_vignettes_use_every_answer(two):
    items = two.definition.activity("vignettes").asked()["items"]
    assert {item["bin"] for item in items} == {"commissioning", "improvement", "both"}


def test_the_first_decision_is_followed_to_its_consequence(two):
    follows = two.definition.activity("record-why").follows
    assert follows.activity == "one-box"
    assert len(set(follows.texts.values())) == 4


def test_the_checks_are_on_fresh_material_and_test_four_outcomes(two):
    checks = [one for one in two.definition.activities if one.id.startswith("check-")]
    assert len({one.outcome for one in checks}) == len(checks) == 4
    assert not any(re.search("Home First|Priya|glens", one.intro) for one in checks)
