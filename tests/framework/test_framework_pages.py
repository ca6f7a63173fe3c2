"""The glossary is plain to read, and its links lead somewhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from textstat import flesch_kincaid_grade

from playbook.framework import (
    UnknownNameError,
    elements_table,
    expectations_table,
    framework,
    glossary_html,
    roles_table,
    stage_expectations_table,
)

LONGEST_SENTENCE = 25


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!])\s+", text.strip())


def everything_people_read() -> list[str]:
    whole = framework()
    texts = [text for term in whole.glossary.values() for text in (term.meaning, term.note)]
    for stage in whole.stages.values():
        texts += [stage.question, stage.promise, stage.naming, *(x.text for x in stage.expects)]
    for approach in whole.approaches.values():
        texts += [approach.purpose, approach.default_when, *approach.use_when, *approach.examples]
        texts += [principle.text for principle in approach.principles]
    texts += [x.text for x in (*whole.relations, *whole.rings.flows, *whole.rings.rings.values())]
    texts += [body.decides for body in whole.bodies.values()]
    texts += [whole.team.wording, *(role.answers_for for role in whole.roles.values())]
    texts += [outcome.text for outcome in whole.outcomes.values()]
    return [text for text in texts if text]


def test_no_sentence_is_longer_than_twenty_five_words() -> None:
    long = [
        sentence
        for text in everything_people_read()
        for sentence in sentences(text)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert not long


def test_the_glossary_reads_at_grade_nine_or_lower() -> None:
    grades = [flesch_kincaid_grade(term.meaning) for term in framework().glossary.values()]
    assert sum(grades) / len(grades) <= 9


def test_the_framework_reads_at_grade_nine_or_lower() -> None:
    assert flesch_kincaid_grade(" ".join(everything_people_read())) <= 9


def test_text_is_set_without_dashes_for_effect_or_double_spaces() -> None:
    for text in everything_people_read():
        assert "—" not in text
        assert "  " not in text


TERMS = (
    "IJB HSCP MIJB LIST PHS ISD JIT ihub IPC LOIP SIMD PDSA PBMA EQIA AWI NRS NSS HIS HSCM PCT NPV"
)


@pytest.mark.parametrize("acronym", TERMS.split())
def test_every_acronym_is_expanded(acronym: str) -> None:
    found = [term for term in framework().glossary.values() if term.term == acronym]
    assert len(found) == 1
    assert found[0].expansion


def test_acronyms_used_in_meanings_are_terms_themselves() -> None:
    known = {term.term for term in framework().glossary.values()} | {"NHS", "XmR"}
    used = {
        word
        for term in framework().glossary.values()
        for word in re.findall(r"\b[A-Z]{3,}\b", f"{term.meaning} {term.note}")
    }
    assert used <= known


@pytest.mark.parametrize("gone", ["isd", "jit", "our-voice", "pct", "national-care-service"])
def test_a_body_that_is_gone_says_what_came_after(gone: str) -> None:
    assert framework().glossary[gone].note


def test_no_two_terms_are_the_same() -> None:
    terms = [term.term.casefold() for term in framework().glossary.values()]
    assert len(set(terms)) == len(terms) >= 70


def test_see_also_never_points_at_the_term_itself() -> None:
    assert [t.id for t in framework().glossary.values() if t.id in t.see] == []


class Outline(HTMLParser):
    """Collects ids, links and headings."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if found.get("id") else []  # type: ignore[list-item]
        self.links += [found["href"]] if found.get("href") else []  # type: ignore[list-item]


def test_every_link_of_the_glossary_leads_to_a_term_on_the_page() -> None:
    outline = Outline()
    outline.feed(glossary_html())
    assert len(outline.ids) == len(set(outline.ids))
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)
    assert "term-bed-days" in outline.ids
    assert outline.tags.count("dt") == outline.tags.count("dd") == len(framework().glossary)


def test_terms_stand_in_the_order_of_the_alphabet_under_their_letters() -> None:
    page = glossary_html(heading_level=3)
    terms = re.findall(r'<dt id="[^"]+">([^<(]+)', page)
    assert [t.strip().casefold() for t in terms] == sorted(t.strip().casefold() for t in terms)
    letters = re.findall(r'<h3 id="letter-([a-z])">', page)
    assert letters == sorted(set(letters))


def test_the_table_of_elements_has_them_all() -> None:
    table = elements_table()
    assert len(table) == 130
    assert table["What it is"].str.len().min() > 0


def test_expectations_are_given_for_one_approach() -> None:
    assert len(expectations_table("commissioning")) == 10
    assert len(expectations_table("improvement")) == 11
    with pytest.raises(UnknownNameError, match="commissioning, improvement"):
        expectations_table("innovation")


def test_the_roles_are_shown_under_a_heading_that_says_their_names_are_working_ones() -> None:
    table = roles_table()
    assert table["Role (working name)"].tolist() == [r.name for r in framework().roles.values()]
    checked = replace(framework(), team=replace(framework().team, working_names=False))
    assert roles_table(checked).columns[0] == "Role"


def test_a_stage_shows_what_each_approach_expects_of_it() -> None:
    assert len(stage_expectations_table("analyse", "commissioning")) == 4
    assert len(stage_expectations_table("analyse", "improvement")) == 5
    with pytest.raises(UnknownNameError, match="analyse, plan, implement, review"):
        stage_expectations_table("do", "commissioning")
    with pytest.raises(UnknownNameError, match="commissioning, improvement"):
        stage_expectations_table("plan", "innovation")
