"""What a reader may count on in every guide that stands beside the modules."""

import re

from playbook.framework import framework

LONGEST_SENTENCE = 25
SENTENCE_END = re.compile(r"(?<=[.?!])[”’)]?\s+|\n+|\|")


def test_a_guide_says_what_it_is_in_its_metadata(guide):
    assert guide.metadata["playbook"] == {"kind": "guide", "id": guide.id}


def test_every_activity_of_a_guide_is_on_its_page_exactly_once(guide):
    assert sorted(guide.used) == sorted(one.id for one in guide.definition.activities)


def test_reading_and_doing_fit_the_minutes_that_the_guide_promises(guide):
    needed = guide.reading_minutes + guide.doing_minutes
    assert 0.8 * guide.definition.minutes <= needed <= guide.definition.minutes, needed


def test_there_is_time_to_read_every_activity_of_a_guide(guide, words_of):
    tight = {
        one.id: words_of(one)
        for one in guide.definition.activities
        if words_of(one) > 200 * one.minutes
    }
    assert tight == {}


def test_sentences_of_a_guide_are_short(guide, texts_of):
    activities = [text for one in guide.definition.activities for text in texts_of(one)]
    for text in [*guide.prose, *activities]:
        for sentence in SENTENCE_END.split(re.sub(r"\]\([^)]*\)", "]", text)):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_links_of_a_guide_lead_somewhere(guide):
    for target in re.findall(r"\]\(([^)]+)\)", "\n".join(guide.prose)):
        if not target.startswith("https://"):
            assert (guide.path.parent / target.split("#")[0]).resolve().is_file(), target


def test_words_that_a_guide_links_are_in_the_glossary(guide):
    linked = re.findall(r"glossary\.md#term-([a-z0-9-]+)", "\n".join(guide.prose))
    assert set(linked) <= set(framework().glossary)
