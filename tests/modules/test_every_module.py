"""What a learner, and a facilitator, may count on in every module of the course."""

import re
from itertools import pairwise

import pytest

from playbook.framework import framework

MOST_WORDS_WITHOUT_DOING = 800  # four minutes at 200 words a minute
MOST_MAIN_SLIDES = 12
SENTENCE_END = re.compile(r"(?<=[.?!])[”’)]?\s+|\n+|\|")
LONGEST_SENTENCE = 25
# An expert weighs more than a reason does.
MOST_SENTENCES = {"judge": 5, "allocate": 8}


def test_a_module_says_what_it_is_in_its_metadata(module):
    assert module.metadata["playbook"] == {"kind": "module", "id": module.id}
    assert "widgets" not in module.metadata, "widget state does not belong in a notebook"


def test_the_page_opens_with_one_heading_that_is_the_title(module):
    headings = [
        line for text in module.prose for line in text.splitlines() if line.startswith("# ")
    ]
    assert headings == [f"# {module.definition.title}"]
    assert module.cells[0].source.startswith("# ")


def test_headings_never_jump_a_level(module):
    levels = [
        len(m[1]) for text in module.prose for m in re.finditer(r"^(#+) ", text, re.MULTILINE)
    ]
    jumps = [(one, two) for one, two in pairwise(levels) if two > one + 1]
    assert not jumps


def test_every_activity_is_on_the_page_exactly_once(module):
    written = sorted(activity.id for activity in module.definition.activities)
    assert sorted(module.used) == written


def test_every_outcome_is_tested_by_an_activity_on_the_page(module):
    tested = {module.definition.activity(name).outcome for name in module.used}
    assert tested == {outcome.id for outcome in module.definition.outcomes}


def test_a_module_has_four_or_five_outcomes(module):
    assert 4 <= len(module.definition.outcomes) <= 5


def test_reading_and_doing_fit_the_minutes_that_the_module_promises(module):
    needed = module.reading_minutes + module.doing_minutes
    promised = module.definition.minutes
    assert needed <= promised, (
        f"{module.id} promises {promised} minutes and needs {needed:.1f}: "
        f"{module.reading_minutes:.1f} to read and {module.doing_minutes} to do"
    )
    assert needed >= 0.8 * promised, f"{module.id} promises far more time than it needs"


def test_there_is_time_to_read_every_activity(module, words_of):
    tight = {
        activity.id: words_of(activity)
        for activity in module.definition.activities
        if words_of(activity) > 200 * activity.minutes
    }
    assert not tight, f"too many words for the minutes: {tight}"


def test_there_is_something_to_do_at_least_every_four_minutes(module):
    assert max(module.stretches) <= MOST_WORDS_WITHOUT_DOING, module.stretches


def test_the_module_ends_with_a_check_a_reflection_and_key_points(module):
    types = [module.definition.activity(name).type for name in module.used]
    assert types[-1] == "reflect"
    assert types[-5:-1] == ["choice"] * 4
    assert any(text.startswith("## Key points") for text in module.prose)
    assert any(text.startswith("## Next") for text in module.prose)


def test_slides_are_at_most_twelve_and_every_kind_of_slide_is_a_known_one(module):
    kinds = [cell.slide for cell in module.cells]
    assert set(kinds) <= {"", "-", "slide", "subslide", "fragment", "skip", "notes"}
    assert 1 <= kinds.count("slide") <= MOST_MAIN_SLIDES


def test_facilitators_notes_never_reach_the_learners_page(module):
    notes = [cell for cell in module.cells if cell.slide == "notes"]
    assert notes, f"{module.id} has no notes for a facilitator"
    assert all(cell.hidden and cell.type == "markdown" for cell in notes)
    assert not [text for text in module.prose if "facilitator" in text.lower()]


def test_every_hidden_text_is_a_facilitators_note(module):
    hidden = [cell.id for cell in module.cells if cell.hidden and cell.slide != "notes"]
    assert not hidden


def test_cells_have_names_that_a_person_can_read(module):
    names = [cell.id for cell in module.cells]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", name) for name in names), names


def test_code_shows_only_what_it_makes_and_imports_stand_once_near_the_top(module):
    code = [cell for cell in module.cells if cell.type == "code"]
    assert all({"remove-input", "hide-input"} & set(cell.tags) for cell in code)
    importing = [
        cell.id for cell in code if re.search(r"^(from|import) ", cell.source, re.MULTILINE)
    ]
    assert importing == [code[0].id]


def test_the_right_answer_is_not_given_away_by_its_length_or_its_place(module):
    single = [
        activity.asked()
        for activity in module.definition.activities
        if activity.type == "choice" and not activity.many
    ]
    places = [asked["options"].index(asked["right"][0]) for asked in single]
    longest = [max(asked["options"], key=len) == asked["right"][0] for asked in single]
    if len(single) < 5:
        pytest.skip("too few questions to show a pattern")
    assert max(map(places.count, places)) <= len(places) / 2, places
    assert sum(longest) <= len(longest) / 2, longest


def test_reasons_are_long_enough_to_teach_and_short_enough_to_read(module):
    for activity in module.definition.activities:
        for reason in activity.reasons():
            sentences = [part for part in re.split(r"(?<=[.?!])\s+", reason) if part]
            most = MOST_SENTENCES.get(activity.type, 4)
            assert 2 <= len(sentences) <= most, (activity.id, reason)


def test_sentences_are_short_and_nothing_is_set_in_italics(module, texts_of):
    activities = [text for one in module.definition.activities for text in texts_of(one)]
    for text in [*module.prose, *activities]:
        assert not re.search(r"(?<![\w*])[*_](?![*_\s])[^*_\n]+[*_](?![\w*])", text), text
        plain = re.sub(r"\]\([^)]*\)", "]", text)
        for sentence in SENTENCE_END.split(plain):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_links_inside_the_project_lead_somewhere(module):
    for text in module.prose:
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert not target.startswith(("http:", "https:")), target
            page = (module.path.parent / target.split("#")[0]).resolve()
            assert page.is_file(), f"{module.id} links to {target}, which does not exist"


def test_linked_words_are_in_the_glossary_and_linked_at_first_use_only(module):
    linked = re.findall(r"glossary\.md#term-([a-z0-9-]+)", "\n".join(module.prose))
    assert linked, f"{module.id} links no word to the glossary"
    assert set(linked) <= set(framework().glossary)
    assert len(set(linked)) == len(linked)
