"""What an activity is on the page: meaning first, the same every time, nothing escaping."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from playbook.learn import Opening, record_page
from playbook.learn.activity import Activity, activity_html, script_data, version
from playbook.learn.definitions import read_notebook
from playbook.learn.opening import opening_html

EMPTY = {"input", "br", "circle", "rect", "path"}


class Reader(HTMLParser):
    """Checks that elements close in order, and keeps those it met."""

    def __init__(self):
        super().__init__()
        self.open, self.met, self.ids = [], [], []

    def handle_starttag(self, tag, attrs):
        self.met.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in EMPTY:
            assert self.open.pop() == tag


def read(html):
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


@pytest.fixture
def pages(notebook):
    return {one.id: activity_html(notebook, one) for one in notebook.activities}


def test_every_activity_is_a_section_with_a_heading_a_form_and_a_status(pages):
    for name, html in pages.items():
        met = read(html).met
        tags = [tag for tag, _ in met]
        assert met[0][0] == "section"
        assert met[0][1]["id"] == f"pb-two-numbers-{name}"
        assert tags.count("h3") == 1
        assert tags.count("form") == 1
        assert [attributes.get("role") for _, attributes in met].count("status") == 1, (
            "focus goes to the verdict, so only the line on saving is live"
        )


def test_every_control_has_a_label_or_stands_in_a_named_group(pages):
    for html in pages.values():
        reader = read(html)
        labels = {attributes.get("for") for tag, attributes in reader.met if tag == "label"}
        for tag, attributes in reader.met:
            if tag == "textarea" or attributes.get("type") == "text":
                assert attributes["id"] in labels


def test_ids_are_unique_on_a_page_of_all_activities(pages):
    ids = read("".join(pages.values())).ids
    assert len(ids) == len(set(ids))


def test_the_same_questions_give_the_same_html_every_time(pages):
    again = read_notebook(Path(__file__).parent / "two-numbers.yml")
    for one in again.activities:
        assert activity_html(again, one) == pages[one.id]


def test_the_definition_travels_with_the_page_and_cannot_end_its_script(notebook, pages):
    script = pages["councillor"].split('class="pb-definition">')[1].split("</script>")[0]
    assert "<" not in script
    data = json.loads(script)
    assert data["options"][2] == "Nothing. Monthly figures are always <b>noise</b>"
    assert data["right"] == ["Very little, until we see the months between"]


def test_text_is_escaped(pages):
    assert "<b>" not in pages["councillor"]
    assert "&lt;b&gt;noise&lt;/b&gt;" in pages["councillor"]


def test_paragraphs_of_an_introduction_are_kept(pages):
    assert pages["councillor"].count("<p>In March 2023") == 1
    assert pages["councillor"].count("<p>A year later") == 1


def test_answers_wait_in_a_closed_box_for_readers_without_scripts(pages):
    assert (
        '<details class="pb-answers"><summary>Answers and reasons</summary>' in pages["sort-work"]
    )
    assert "<details" not in pages["my-partnership"], "a reflection has no answer"


def test_the_mark_of_a_question_changes_with_what_is_asked_and_not_with_the_feedback(notebook):
    choice = notebook.activity("councillor")
    kinder = replace(choice.options[0], feedback="Kinder words.")
    assert version(replace(choice, options=(kinder, *choice.options[1:]))) == version(choice)
    other = replace(choice.options[0], text="Another option")
    assert version(replace(choice, options=(other, *choice.options[1:]))) != version(choice)
    assert version(replace(choice, question="Another question?")) != version(choice)


def test_jupyter_gets_a_widget_and_the_book_gets_html(notebook):
    made = Activity(notebook, notebook.activity("councillor"))
    data, _ = made._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/html"] == activity_html(notebook, made.definition)
    assert data["text/plain"] == "Activity: Decide first (two-numbers, councillor)" == repr(made)
    assert (made.answer, made.checked, made.correct) == (None, False, None)


def test_what_is_stored_in_a_notebook_is_text_that_never_changes(notebook):
    first, second = (Activity(notebook, notebook.activity("sort-ring")) for _ in range(2))
    kinds = ("text/html", "text/plain")
    assert [first._repr_mimebundle_()[0][k] for k in kinds] == [
        second._repr_mimebundle_()[0][k] for k in kinds
    ]


def test_the_opening_says_stage_time_audience_and_outcomes(notebook):
    html = opening_html(notebook)
    reader = read(html)
    assert "</svg>Analyse</p>" in html
    assert "About 20 minutes" in html
    assert "When you finish this module you can" in html
    assert "explain why two months can mislead" in html
    assert [tag for tag, _ in reader.met].count("h1") == 0
    assert repr(Opening(notebook)) == "Opening of Two numbers or a chart?: 20 minutes"
    assert reader.met[0][1]["data-activities"].split()[0] == "councillor"


def test_the_record_page_holds_what_is_asked_but_not_the_feedback(notebook):
    html = record_page([notebook], address=lambda book: f"{book.id}.html")
    assert "Have delays" not in html
    assert "Any two points can be joined" not in html
    assert '"address":"two-numbers.html"' in html
    assert script_data(notebook, notebook.activities[0])["title"] in html
