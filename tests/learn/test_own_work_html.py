"""Ratings, checklists, worksheets and advice on the page: named groups, labelled cells, no tags."""

import re

import pytest

from playbook.learn.activity import activity_html, script_data, version
from playbook.learn.types.rate import Rate


@pytest.fixture
def page(own_work):
    return lambda name: activity_html(own_work, own_work.activity(name))


def test_each_statement_item_and_question_is_a_group_with_a_name(own_work, page):
    for name, groups in (("our-needs", 3), ("six-things", 3), ("which-approach", 7)):
        html = page(name)
        assert html.count("<fieldset") == html.count("<legend>") == groups


def test_every_box_has_a_label_and_every_id_is_used_once(own_work, page):
    html = "".join(page(one.id) for one in own_work.activities)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    labelled = set(re.findall(r'<label for="([^"]+)"', html))
    boxes = re.findall(r'<(?:textarea|input) id="([^"]+)"', html)
    assert len(boxes) == 3 + 9 + 1 + 4
    assert set(boxes) == labelled
    described = set(re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', html))
    assert described <= set(ids)


def test_a_table_stays_a_table_for_a_screen_reader_where_it_is_not_drawn_as_one(page):
    html = page("aim-and-drivers")
    for element, role in (("table", "table"), ("tr", "row"), ("td", "cell"), ("th", "rowheader")):
        assert re.search(rf'<{element}[^>]* role="{role}"', html), element
    assert "<label" in html.split("<td")[1]
    assert '<span class="pb-spoken">, row 2</span>' in html


def test_text_is_escaped(page):
    assert "adds up to the &lt;b&gt;budget&lt;/b&gt;." in page("our-needs")


def test_without_scripts_every_way_to_advice_and_every_next_step_can_be_read(page):
    assert "How the answers lead to advice" in page("which-approach")
    assert "a major area of service may change" in page("which-approach")
    assert "What to do where a rating is low" in page("our-needs")
    assert "Start a log of views." in page("our-needs")
    assert "<details" not in page("six-things")


def test_what_the_record_needs_to_say_an_answer_in_words_is_asked(own_work):
    asked = own_work.activity("where-to-start").asked()
    assert asked["results"][1] == {"id": "numbers", "name": "Two numbers or a chart?"}
    assert asked["questions"][0]["options"][0] == {"text": "Yes", "points": {"cycle": 2}}
    told = script_data(own_work, own_work.activity("where-to-start"))["about"]
    assert told["numbers"]["link"] == "two-numbers"


def test_a_hint_may_be_reworded_and_a_statement_may_not(own_work):
    rate = own_work.activity("our-needs")
    again = Rate(**{**vars(rate), "scale": (*rate.scale, "More than fully")})
    assert version(again) != version(rate)
    assert "evidence" not in str(rate.asked())


def test_every_text_is_listed_and_no_id_or_link_is(own_work):
    for one in own_work.activities:
        texts = one.texts()
        assert one.title in texts
        assert not {"leading", "every", "both", "two-numbers", "needs-known", "driver"} & set(texts)
        assert set(one.read_once()) <= set(texts)
