"""Advice on the page: the same as Python gives, with its reasons, kept, and leading onwards."""

import random

import pytest

from playbook.framework.advice import advise, read_advice

KEY = "own-work:which-approach"
# The ids of what is advised, of its sides, and of the questions that speak for and against.
WEIGH = """([id, sets]) => {
  const definition = document.getElementById(id).playbookDefinition;
  const ids = (reasons) => reasons.map((reason) => reason.question);
  return sets.map((answers) => {
    const advice = window.playbook.advise(definition, answers);
    return [advice.results, advice.sides, ids(advice.reasonsFor), ids(advice.reasonsAgainst)];
  });
}"""


@pytest.fixture
def card(learner):
    learner.open("own-work")
    return learner.card("which-approach", "own-work")


def python_says(policy, answers):
    advice = advise(policy, answers)
    return [
        [one.id for one in advice.results],
        [one.id for one in advice.sides],
        [reason.question for reason in advice.reasons_for],
        [reason.question for reason in advice.reasons_against],
    ]


def test_the_script_gives_the_advice_that_python_gives(learner, own_work):
    page = learner.open("own-work")
    chance = random.Random(20)  # noqa: S311
    for name in ("which-approach", "where-to-start"):
        policy = own_work.activity(name).policy
        questions = list(policy.questions.values())
        sets = [
            {
                question.id: chance.choice(question.options).text
                for question in questions
                if chance.random() < 0.9
            }
            for _ in range(400)
        ]
        told = page.evaluate(WEIGH, [f"pb-own-work-{name}", sets])
        assert told == [python_says(policy, answers) for answers in sets]
    assert {tuple(results) for results, *_ in told} > {("cycle", "numbers"), ()}


def choose(card, at):
    """Choose the answer at this place of every question, or its last."""
    for group in card.locator(".pb-asking").all():
        options = group.locator("input")
        options.nth(min(at, options.count() - 1)).check()


def ask(card):
    card.get_by_role("button", name="Show me the advice").click()


def test_advice_is_asked_for_by_keyboard_and_says_what_speaks_for_and_against(learner, card):
    page = learner.page
    card.locator("input").first.focus()
    for question in read_advice("approach").questions.values():
        page.keyboard.press("Space")
        if question.id == "began":
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowDown")  # An inspection or a review of the service
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    verdict = page.evaluate("document.activeElement.textContent")
    assert verdict == "This points to: Strategic commissioning"
    said = card.locator(".pb-feedback").inner_text()
    for_it, against_it = said.split("What speaks against it")
    assert "What speaks for it" in for_it
    assert "A major area of service may change." in for_it
    assert "An inspection or review asks for it." in against_it
    saved = learner.stored(KEY)
    assert saved["answer"]["change"] == "A major area of service"
    assert (saved["checked"], saved["correct"], saved["score"]) == (True, None, None)


def test_questions_left_open_are_counted_and_shown(learner, card):
    card.locator(".pb-asking").first.locator("input").first.check()
    ask(card)
    assert "6 questions are still to answer." in card.locator(".pb-missing").inner_text()
    group = "document.activeElement.closest('fieldset').dataset.id"
    assert learner.page.evaluate(group) == "people"


def test_a_tie_gives_the_reasons_of_both_sides(card):
    choose(card, 0)
    for name, text in (
        ("people", "The people who use one service"),
        ("future", "No, it works within"),
    ):
        card.locator(f".pb-asking[data-id={name}]").get_by_label(text).check()
    ask(card)
    said = card.locator(".pb-feedback").inner_text()
    assert "This points to: Both approaches together" in said
    assert "What speaks for: Strategic commissioning" in said
    assert "What speaks for: Quality and service improvement" in said
    assert "What speaks against it" not in said


def test_advice_survives_a_reload_and_can_be_erased_and_brought_back(learner, card):
    choose(card, 0)
    ask(card)
    learner.page.reload()
    assert "This points to" in card.locator(".pb-feedback").inner_text()
    assert card.locator(".pb-option:visible").count() == 7, "only the answers given are shown"
    card.get_by_role("button", name="Erase my answer").click()
    assert learner.stored(KEY) is None
    assert card.locator("input:checked").count() == 0
    card.get_by_role("button", name="Bring it back").click()
    assert "This points to" in card.locator(".pb-feedback").inner_text()


def test_every_suggestion_leads_to_its_page(learner):
    page = learner.open("own-work")
    card = learner.card("where-to-start", "own-work")
    choose(card, 0)
    ask(card)
    told = card.locator(".pb-feedback")
    headings = told.locator(".pb-suggestion > .pb-reason-heading").all_inner_texts()
    assert [heading.split(":")[0] for heading in headings] == ["First", "Then"]
    named = headings[0].removeprefix("First: ")
    assert told.locator(".pb-verdict").inner_text() == f"Start with: {named}"
    link = card.get_by_role("link", name="The commissioning cycle")
    assert (
        link.get_attribute("href")
        == (learner.site / "modules" / "commissioning-cycle.html").as_uri()
    )
    card.get_by_role("link", name="Two numbers or a chart?").click()
    assert page.title() == "Two numbers or a chart?"


def test_without_a_site_around_it_a_suggestion_is_named_and_is_no_link(learner):
    page = learner.open("own-work")
    page.evaluate("delete document.documentElement.dataset.content_root")
    card = learner.card("where-to-start", "own-work")
    choose(card, 0)
    ask(card)
    assert "The commissioning cycle" in card.locator(".pb-feedback").inner_text()
    assert card.get_by_role("link").count() == 0


def test_where_no_answer_gives_a_point_the_page_says_what_to_do(learner):
    learner.open("own-work")
    card = learner.card("where-to-start", "own-work")
    choose(card, 1)
    ask(card)
    assert "Begin with the first module." in card.locator(".pb-feedback").inner_text()


def test_the_record_says_the_answers_and_the_advice(learner, card):
    choose(card, 0)
    ask(card)
    learner.open("own-work-record")
    learner.page.locator("summary").click()
    said = learner.page.locator(".pb-answer-list").inner_text()
    assert "What do you expect to change? A major area of service" in said
    assert "Advice: Strategic commissioning" in said
