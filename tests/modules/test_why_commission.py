"""The module on why to commission: its figures are published, its law is of today."""

import re

import pytest

from playbook.data import published

ELEMENTS = {
    *("M01", "M05", "M06", "M07", "M68"),
    *("H01", "H02", "H03", "H07", "H12", "H18", "H19", "H30", "H59", "H62"),
}
# Words by which a reader meets each element on the page.
TAUGHT = {
    "M01": "tried it on live projects",
    "M05": "at the centre of all that partnerships plan",
    "M06": "best outcomes for the population",
    "M07": "blind to what some people need",
    "M68": "cites three documents",
    "H01": "main way to understand, plan and deliver",
    "H02": "Put money where it achieves most",
    "H03": "too few people can commission well",
    "H07": "Why should I bother?",
    "H12": "Tie money to agreed outcomes",
    "H18": "help people to decide what would help",
    "H19": "by April 2016",
    "H30": "national plan of that year",
    "H59": "twice, in nearly the same words",
    "H62": "Too little reaches prevention",
}


@pytest.fixture
def why(commissioning_cycle):
    path = commissioning_cycle.path.with_name("why-commission.ipynb")
    return type(commissioning_cycle)(path)


@pytest.fixture
def page(why, texts_of):
    """Every text that a learner may read."""
    told = [text for one in why.definition.activities for text in texts_of(one)]
    return " ".join("\n".join([*why.prose, *told]).split())


@pytest.fixture
def people():
    """Published numbers of people in Moray by kind of figure, year and age group."""
    table = published("moray_population").table
    year = table["period"].str[-4:]
    return table.assign(year=year).set_index(["figure", "year", "group"])["value"]


def test_it_covers_the_elements_it_was_made_for_and_teaches_each(why, page):
    assert set(why.definition.covers) == ELEMENTS == set(TAUGHT)
    missing = {element: words for element, words in TAUGHT.items() if words not in page}
    assert not missing


def test_the_three_definitions_each_answer_at_least_one_worry(why):
    items = why.definition.activity("whose-worry").asked()["items"]
    assert {item["bin"] for item in items} == {"moray", "hub", "national"}


def test_the_four_audit_findings_point_at_four_different_stages(why):
    items = why.definition.activity("audit-stages").asked()["items"]
    years = {item["text"][:4]: item["bin"] for item in items}
    assert years == {"2012": "analyse", "2018": "plan", "2024": "implement", "2026": "review"}


def test_the_growth_to_guess_is_the_published_projection(why, people, page):
    projected = people["Population projection, 2018-based"]
    now, later = projected["2023", "75 and over"], projected["2035", "75 and over"]
    assert (now, later) == (10_817, 14_116)
    asked = why.definition.activity("guess-growth").asked()
    assert asked["answer"] == round(100 * (later / now - 1), 1) == 30.5
    assert people["Population estimate", "2023", "75 and over"] == 10_224
    for figure in ("10,817", "10,224", "14,116", "30.5%"):
        assert figure in page or figure in why.definition.activity("guess-growth").source


def test_the_fall_in_people_of_working_age_is_the_published_one(people, page):
    projected = people["Population projection, 2018-based"]
    hands = {year: projected[year, "18-44"] + projected[year, "45-64"] for year in ("2023", "2035")}
    fall = 100 * (1 - hands["2035"] / hands["2023"])
    assert f"{fall:.1f}% fewer people aged 18 to 64" in page


def test_the_board_s_money_is_as_published(page):
    table = published("moray_budget").table
    money = table[table["period"].eq("2025/26")].set_index("figure")["value"]
    told = f"£{money['Revenue budget']:.0f} million"
    assert told not in page, "the module on governance asks for it"
    assert f"a gap of £{money['Budget gap, revised']} million" in page


def test_the_panel_uses_published_hours_and_its_answer_is_told(why):
    shown = next(cell for cell in why.cells if cell.id == "show-stand-still")
    assert 'published("moray_care_at_home")' in shown.source
    table = published("moray_care_at_home").table.set_index(["figure", "period"])["value"]
    assert table["Hours of care at home in the week", "Census week 2023/24"] == 14_525
    avoided = 100 * 30 / 130  # what growth adds, as a part of the whole
    words = next(cell.source for cell in why.cells if cell.id == "stand-still-words")
    assert f"About {avoided:.0f}%" in words


def test_what_has_been_replaced_or_dropped_is_said_to_be(why, page):
    bins = {
        item["text"]: item["bin"]
        for item in why.definition.activity("still-counts").asked()["items"]
    }
    assert bins["The 2015 guidance on strategic commissioning plans"] == "newer"
    assert bins["The 2016 good practice note on Directions"] == "newer"
    assert "dropped in January 2025" in page
    assert "Checked in November 2026" in page


def test_invented_effects_and_cases_are_marked_as_sample_data(why):
    assert why.definition.activity("share-the-money").sample
    for name in ("check-value", "check-risk"):
        assert why.definition.activity(name).intro.startswith("Sample data.")


def test_the_expert_s_shares_leave_nothing_over(why):
    shares = why.definition.activity("share-the-money")
    assert sum(shares.shares.values()) == shares.total


def test_the_checks_are_on_fresh_material_and_test_four_outcomes(why):
    checks = [one for one in why.definition.activities if one.id.startswith("check-")]
    assert len({one.outcome for one in checks}) == len(checks) == 4
    assert not any(re.search("Home First|Isobel|Anand", one.intro) for one in checks)
