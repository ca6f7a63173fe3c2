"""The guide on further reading: seven readings, each told honestly, each with one thing to do."""

import math
import re

import pytest

from playbook.data import published
from playbook.framework import framework

ELEMENTS = {"H17", *(f"H{number}" for number in range(20, 30))}
READINGS = {  # each section of the page with the one activity that belongs to it
    "skills-framework": "old-guide",
    "culture-sport": "outside-partner",
    "fundamental-change": "case-for-change",
    "system-efficiency": "board-paper",
    "art-of-exit": "quiet-ending",
    "doing-the-right-thing": "how-many-asked",
    "setting-priorities": "our-priorities",
}
TAUGHT = {
    "H17": "promised a commissioning conference",
    "H20": "which skills, roles and culture",
    "H21": "skills analysis was still worth using",
    "H22": "libraries, museums, arts and sport",
    "H23": "a driver, its evidence, and so what",
    "H24": "Does good commissioning improve outcomes in the long run?",
    "H25": "stopping is more than a cut",
    "H26": "Solve things at first contact",
    "H27": "study what people ask for before you change anything",
    "H28": "small teams of Dutch nurses",
    "H29": "with decisions shared",
}
SAID_OF_EACH = (
    "**What it is.**",
    "**What its summaries say.**",
    "**How far to trust it.**",
    "**What we read.**",
    "**In rural Scotland.**",
)


@pytest.fixture
def reading(module_named):
    return module_named("further-reading")


@pytest.fixture
def sections(reading):
    """The text of each reading, by the name of its cell."""
    return {cell.id: cell.source for cell in reading.cells if cell.id in READINGS}


def test_the_seven_readings_stand_in_the_order_of_the_hub_and_are_numbered(sections):
    assert list(sections) == list(READINGS)
    for number, text in enumerate(sections.values(), 1):
        assert text.startswith(f"## {number}. ")


def test_each_reading_is_told_in_the_same_five_parts(sections):
    for name, text in sections.items():
        parts = re.findall(r"^\*\*[^*]+\*\*", text, re.MULTILINE)
        assert tuple(parts) == SAID_OF_EACH, name


def test_each_reading_says_at_some_length_how_far_to_trust_it(sections):
    for name, text in sections.items():
        trust = text.split("**How far to trust it.**")[1].split("**What we read.**")[0]
        assert 35 <= len(trust.split()) <= 100, name


def test_each_reading_owns_up_that_we_read_the_note_and_not_the_whole_work(sections):
    for name, text in sections.items():
        read = text.split("**What we read.**")[1].split("**In rural Scotland.**")[0]
        assert "ihub’s note" in read, name
        assert re.search(r"\bnot\b|\bnothing\b|first page", read), name


def test_each_reading_is_followed_by_its_one_activity(reading):
    places = {cell.id: place for place, cell in enumerate(reading.cells)}
    for section, activity in READINGS.items():
        following = reading.cells[places[section] + 1]
        assert following.activities == (("further-reading", activity),)


def test_the_readings_use_seven_types_of_activity_and_the_guide_ends_in_reflection(reading):
    types = {name: reading.definition.activity(name).type for name in reading.used}
    assert len({types[name] for name in READINGS.values()}) == len(READINGS)
    assert types[reading.used[-1]] == "reflect"


def test_each_reading_takes_the_minutes_that_it_and_the_table_promise(reading, sections):
    table = next(cell.source for cell in reading.cells if cell.id == "seven")
    promised = [int(minutes) for minutes in re.findall(r"\| (\d+) \|$", table, re.MULTILINE)]
    for (name, text), minutes in zip(sections.items(), promised, strict=True):
        assert f"\n{minutes} minutes. " in text, name
        doing = reading.definition.activity(READINGS[name]).minutes
        words = len(re.sub(r"\]\([^)]*\)", "]", text).split())
        assert minutes == math.ceil(doing + words / 200), name
    assert sum(promised) < reading.definition.minutes


def test_it_covers_the_elements_it_was_made_for_and_teaches_each(reading):
    page = " ".join("\n".join(reading.prose).split())
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", page)
    assert set(reading.definition.covers) == ELEMENTS == set(TAUGHT)
    assert set(framework().elements) >= ELEMENTS
    assert {element: words for element, words in TAUGHT.items() if words not in plain} == {}


def test_the_figures_in_the_case_for_change_are_published_ones(reading):
    items = reading.definition.activity("case-for-change").asked()["items"]
    told = " ".join(item["text"] for item in items)
    people = published("moray_population").table
    older = people[people["group"].eq("75 and over")].set_index(["figure", "period"])["value"]
    projected = older["Population projection, 2018-based"]
    for year in ("2023", "2035"):
        assert f"{projected[f'30 June {year}']:,.0f} " in f"{told} "
    care = published("moray_care_at_home").table.set_index(["figure", "period"])["value"]
    hours = care["Hours of care at home in the week", "Census week 2023/24"]
    assert f"{hours:,.0f} hours" in told
    reasons = " ".join(reading.definition.activity("case-for-change").reasons())
    assert f"{older['Population estimate', '30 June 2023']:,.0f}" in reasons


def test_every_line_of_the_case_does_something_else_than_another(reading):
    items = reading.definition.activity("case-for-change").asked()["items"]
    assert {item["bin"] for item in items} == {"driver", "evidence", "so-what", "opinion"}


def test_made_up_cases_say_so(reading):
    assert reading.definition.activity("quiet-ending").intro.startswith("Made up.")
    assert reading.definition.activity("outside-partner").example.startswith("Made up.")


def test_the_page_of_sources_names_all_seven_readings(checkout):
    text = (checkout / "book" / "references.md").read_text(encoding="utf-8")
    part = text.split("## Readings that the ihub recommends")[1].split("\n## ")[0]
    for words in (
        "Learning Development Framework",
        "culture and sport sector",
        "The case for fundamental change".lower(),
        "Efficiency Research Programme",
        "The Art of Exit",
        "Saving money by doing the right thing",
        "Setting priorities in health",
    ):
        assert part.count(words) == 1, words


def test_notes_and_slides_let_a_facilitator_lead_it(reading):
    notes = [cell for cell in reading.cells if cell.slide == "notes"]
    assert len(notes) >= len(READINGS)
    assert all(cell.hidden and "**Time:**" in cell.source for cell in notes)
    assert [cell.slide for cell in reading.cells].count("slide") <= 12
