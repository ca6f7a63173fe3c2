"""Words of the glossary are linked where a page first uses them, and only there."""

import re
from collections import Counter
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from playbook.framework import framework
from playbook.publish.site.glossary_links import link_words


def linked(text: str) -> list[tuple[str, str]]:
    """Give the words that become links, each with its term, in the order of the page."""
    doctree = publish_doctree(text)
    before = doctree.astext()
    link_words(doctree, "glossary.html")
    assert doctree.astext() == before
    return [
        (link.astext(), link["refuri"].removeprefix("glossary.html#term-"))
        for link in doctree.findall(nodes.reference)
        if link["refuri"].startswith("glossary")
    ]


def test_a_word_is_linked_at_its_first_use_and_not_again():
    assert linked("Bed days add up.\n\nMore bed days.") == [("Bed days", "bed-days")]


def test_the_longest_of_words_that_overlap_is_linked():
    found = linked("First delayed bed days, then bed days.")
    assert found == [("delayed bed days", "delayed-bed-days"), ("bed days", "bed-days")]


def test_plurals_and_words_broken_over_lines_are_found():
    assert linked("Two care at\nhome offers and three business cases.") == [
        ("care at\nhome", "care-at-home"),
        ("business cases", "business-case"),
    ]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("A LIST analyst helps.", "list"),
        ("The IJB meets.", "ijb"),
        ("An Integration Joint Board meets.", "ijb"),
        ("At Dr Gray’s it is full.", "dr-grays"),
        ("A&E is full.", "accident-and-emergency"),
    ],
)
def test_acronyms_what_they_stand_for_and_both_apostrophes_are_found(text, term):
    assert [found for _, found in linked(text)] == [term]


@pytest.mark.parametrize(
    "text", ["A list of things to do.", "Bed-days-like words", "``bed days`` in code", "The rate"]
)
def test_common_words_parts_of_words_and_code_are_left_alone(text):
    assert linked(text) == []


def test_a_heading_is_left_alone():
    assert linked("Bed days\n========\n\nBed days add up.\n") == [("Bed days", "bed-days")]


def test_a_word_that_its_author_linked_is_not_linked_again():
    text = "Bed days. `Later <glossary.html#term-bed-days>`_ on."
    assert linked(text) == [("Later", "bed-days")]


def test_no_page_links_a_word_twice_and_every_link_has_its_entry(site: Path, page: str):
    html = (site / f"{page}.html").read_text(encoding="utf-8")
    found = re.findall(r'class="pb-term[ "][^>]*#term-([a-z0-9-]+)"', html)
    assert [term for term, times in Counter(found).items() if times > 1] == []
    assert set(found) <= set(framework().glossary)
