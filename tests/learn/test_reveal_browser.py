"""What answers a question waits below it, folded, until the question is answered."""

import pytest

from playbook.framework.register import UnknownNameError
from playbook.learn import reveal

ANSWER = "It is 1,084 bed days."


def guess(learner):
    card = learner.card("typical-month")
    card.get_by_role("textbox").fill("900")
    card.get_by_label("Very sure").check()
    return card


def test_a_chart_that_answers_a_guess_is_folded_until_the_guess_is_made(learner):
    page = learner.open("two-numbers")
    chart = page.get_by_text(ANSWER)
    assert not chart.is_visible()
    card = guess(learner)
    assert not chart.is_visible(), "typing a guess is not yet an answer"
    card.get_by_role("button", name="Show me the answer").click()
    assert chart.is_visible()
    assert learner.faults() == []


def test_who_answered_before_finds_the_chart_open(learner):
    learner.open("two-numbers")
    guess(learner).get_by_role("button", name="Show me the answer").click()
    page = learner.open("two-numbers")
    assert page.get_by_text(ANSWER).is_visible()


def test_what_was_seen_stays_open_when_the_answer_is_changed(learner):
    page = learner.open("two-numbers")
    card = guess(learner)
    card.get_by_role("button", name="Show me the answer").click()
    card.get_by_role("button", name="Change my answer").click()
    assert page.get_by_text(ANSWER).is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_the_chart_opens_by_keyboard_with_or_without_scripts(browse, script):
    page = browse(java_script_enabled=script).open("two-numbers")
    page.locator(".pb-reveal > summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_text(ANSWER).is_visible()


def test_on_paper_the_chart_is_there(learner):
    page = learner.open("two-numbers")
    page.emulate_media(media="print")
    assert page.get_by_text(ANSWER).is_visible()
    assert not page.locator(".pb-reveal > summary").is_visible()


def test_an_activity_that_is_not_there_is_refused_by_name():
    with pytest.raises(UnknownNameError, match=r"cash-gues.*cash-guess"):
        reveal("plan", "cash-gues", None)
