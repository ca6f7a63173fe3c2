"""What a learner, and a facilitator, may count on in every exercise."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from playbook.learn.types import Definition
from playbook.publish.guard import ignored_outputs, problems

TESTS = Path(__file__).resolve().parents[1]
MINUTES_A_FIGURE = 1.0
MOST_MAIN_SLIDES = 16


def _shared(name: str) -> ModuleType:
    """Load what the modules are tested with, so that one rule is written once."""
    spec = importlib.util.spec_from_file_location(
        f"shared_{name}", TESTS / "modules" / f"{name}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


shared, rules = _shared("conftest"), _shared("test_every_module")
EXERCISES = sorted((TESTS.parent / "exercises").rglob("*.ipynb"))


@pytest.fixture(params=EXERCISES, ids=lambda path: path.stem)
def module(request):
    """Every exercise in turn, under the name that the shared rules use."""
    return shared.Module(request.param)


@pytest.fixture
def words_of():
    return shared.words_on_the_way


@pytest.fixture
def texts_of():
    return Definition.texts


test_the_page_opens_with_its_title = rules.test_the_page_opens_with_one_heading_that_is_the_title
test_headings_never_jump = rules.test_headings_never_jump_a_level
test_every_activity_is_used_once = rules.test_every_activity_is_on_the_page_exactly_once
test_every_outcome_is_tested = rules.test_every_outcome_is_tested_by_an_activity_on_the_page
test_outcomes_are_few = rules.test_a_module_has_four_or_five_outcomes
test_activities_have_time = rules.test_there_is_time_to_read_every_activity
test_there_is_always_something_to_do = (
    rules.test_there_is_something_to_do_at_least_every_four_minutes
)
test_notes_stay_with_the_facilitator = rules.test_facilitators_notes_never_reach_the_learners_page
test_hidden_texts_are_notes = rules.test_every_hidden_text_is_a_facilitators_note
test_cells_have_readable_names = rules.test_cells_have_names_that_a_person_can_read
test_code_shows_what_it_makes = (
    rules.test_code_shows_only_what_it_makes_and_imports_stand_once_near_the_top
)
test_answers_are_not_given_away = (
    rules.test_the_right_answer_is_not_given_away_by_its_length_or_its_place
)
test_reasons_teach = rules.test_reasons_are_long_enough_to_teach_and_short_enough_to_read
test_sentences_are_short = rules.test_sentences_are_short_and_nothing_is_set_in_italics
test_links_lead_somewhere = rules.test_links_inside_the_project_lead_somewhere
test_glossary_links = rules.test_linked_words_are_in_the_glossary_and_linked_at_first_use_only


def test_there_are_exercises():
    assert EXERCISES


def test_an_exercise_says_what_it_is_in_its_metadata(module):
    assert module.metadata["playbook"] == {"kind": "exercise", "id": module.id}
    assert "widgets" not in module.metadata


def test_an_exercise_lies_in_the_folder_of_its_stage(module):
    folders = module.path.parent.relative_to(TESTS.parent)
    assert folders.as_posix() == module.definition.shelf


def test_the_stored_notebook_is_whole_and_the_same_everywhere(module):
    assert [str(problem) for problem in problems(module.path)] == []
    assert ignored_outputs([module.path]) == 0


def test_reading_looking_and_doing_fit_the_minutes_that_are_promised(module):
    figures = sum(cell.source.count("plot(") for cell in module.cells if cell.type == "code")
    needed = module.reading_minutes + module.doing_minutes + MINUTES_A_FIGURE * figures
    promised = module.definition.minutes
    assert 0.8 * promised <= needed <= promised, (
        f"{module.id} promises {promised} minutes and needs {needed:.1f}: "
        f"{module.reading_minutes:.1f} to read, {module.doing_minutes} to do, {figures} figures"
    )
    assert 15 <= promised <= 40


def test_an_exercise_has_every_part_that_a_team_relies_on(module):
    headings = re.findall(r"^## (.+)$", "\n".join(module.prose), re.MULTILINE)
    wanted = (
        "The decision",
        "The data",
        "Load and check",
        "What have you found?",
        "Record the finding",
        "What goes to the next stage",
        "What this cannot tell you",
    )
    assert [heading for heading in headings if heading in wanted] == list(wanted)
    prose = "\n".join(module.prose)
    assert "Use this exercise when" in prose
    assert "Do not use it to" in prose
    assert "book/data-dictionary.md" in prose


def test_code_cells_are_short_enough_to_read_as_sentences(module):
    long = [
        cell.id
        for cell in module.cells
        if cell.type == "code" and cell.id != "imports" and cell.source.count("\n") >= 18
    ]
    assert not long


def test_no_number_from_the_sample_is_typed_into_the_words(module, sample_totals):
    words = "\n".join([*module.prose, *map(str, module.definition.activities)])
    typed = {total for total in sample_totals if re.search(rf"(?<![\d,]){total}(?![\d,])", words)}
    assert not typed, f"these come from the sample and would be wrong on a team's file: {typed}"


def test_slides_are_of_known_kinds(module):
    kinds = [cell.slide for cell in module.cells]
    assert set(kinds) <= {"", "-", "slide", "subslide", "fragment", "skip", "notes"}
    assert 1 <= kinds.count("slide") <= MOST_MAIN_SLIDES


def test_an_exercise_ends_with_a_reflection(module):
    assert module.definition.activity(module.used[-1]).type == "reflect"


@pytest.fixture(scope="session")
def sample_totals(sample_rows) -> set[str]:
    """Moray's monthly and yearly totals in the sample, as they would be written."""
    months = {
        row[0]: int(row[7])
        for row in sample_rows[1:]
        if row[1:3] == ["S12000020", ""] and row[3:6:2] == ["18plus", "All Delay Reasons"]
    }
    years: dict[int, int] = {}
    for month, days in months.items():
        year = int(month[:4]) - (int(month[4:]) < 4)
        years[year] = years.get(year, 0) + days
    assert len(months) == 110
    return {f"{total:,}" for total in [*months.values(), *years.values()]}
