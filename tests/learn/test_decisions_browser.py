"""Decisions together: the poll, the record, damaged storage, and every state of every card."""

import json

import pytest

HOSTILE = "<img src=x onerror='document.title=1'>"


def press(card, name):
    card.get_by_role("button", name=name).click()


def share(card, *amounts):
    for place, value in enumerate(amounts):
        card.locator(".pb-number-box").nth(place).fill(value)


def keep(learner, name, record):
    learner.page.evaluate(
        "([key, value]) => localStorage.setItem(key, value)",
        [f"playbook:v1:decisions:{name}", json.dumps(record)],
    )


def test_a_poll_replies_only_to_what_was_chosen(learner, decide):
    page, card = learner.page, decide("nearest")
    card.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told = card.locator(".pb-feedback").inner_text()
    assert "Homes are where people want to be." in told
    assert "Beds are quick." not in told
    assert learner.stored("decisions:nearest")["answer"] == "Homes first"


def test_the_record_says_decisions_in_words_and_marks_only_the_order(learner, decide):
    press(decide("steps"), "Move up: Ask who")
    press(decide("steps"), "Check my answer")
    decide("winter").get_by_label("Wait for").check()
    decide("winter").get_by_label("Your reason").fill(HOSTILE)
    press(decide("winter"), "See what each would mean")
    share(decide("points"), "4", "6")
    press(decide("points"), "See what it does")
    decide("nearest").get_by_label("Beds first").check()
    press(decide("nearest"), "See the reply")
    page = learner.open("decisions-record")
    part = page.locator(".pb-record-module")
    assert "4 of 8 activities done" in part.inner_text()
    assert "2 of 4 marked answers right" in part.inner_text(), "each line of the order counts"
    part.locator("summary").click()
    told = part.inner_text()
    for text in (
        "1. Compare the options",
        "Wait for the January figures",
        f"Because: {HOSTILE}",
        "A judgement, so it is not marked.",
        "Needs: 4 points",
        "Not marked: no one way to share is right.",
        "Beds first",
    ):
        assert text in told
    assert page.locator(".pb-record img").count() == 0


@pytest.mark.parametrize(
    "answer",
    [
        3,
        [],
        {},
        [[1]],
        {"option": 7, "reason": {}},
        {"option": HOSTILE, "reason": HOSTILE},
        [HOSTILE, HOSTILE, "__proto__"],
        [{"line": "Needs", "share": -1}],
        [{"line": "Needs", "share": 1e300}, {"line": HOSTILE, "share": 4}],
        [{"share": None}],
        "__proto__",
    ],
)
def test_a_hostile_answer_gives_nothing_but_text(learner, decide, answer):
    versions = learner.page.evaluate(
        "[...document.querySelectorAll('.pb-activity')].map(c => "
        "[c.playbookDefinition.id, c.playbookDefinition.version])"
    )
    for name, version in versions:
        record = {"answer": answer, "checked": True, "attempts": 1, "version": version}
        keep(learner, name, record)
    page = learner.open("decisions")
    assert page.locator("main img").count() == 0
    assert "undefined" not in page.locator("main").inner_text()
    assert "NaN" not in page.locator("main").inner_text()
    page = learner.open("decisions-record")
    assert page.locator(".pb-record img").count() == 0


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
)
def test_decisions_are_accessible_fit_and_are_easy_to_press(browse, width, scheme):
    learner = browse(width=width, scheme=scheme)
    page = learner.open("decisions")
    assert learner.faults() == [], "before anything is answered"
    small = page.evaluate(
        "[...document.querySelectorAll('.pb-key')].map(e => e.getBoundingClientRect())"
        ".filter(box => box.width < 44 || box.height < 44).length"
    )
    assert small == 0
    cards = {name: learner.card(name, "decisions") for name in ("steps", "winter", "nearest")}
    press(cards["steps"], "Move up: Ask who")
    press(cards["steps"], "Check my answer")
    cards["winter"].get_by_label("Wait for").check()
    press(cards["winter"], "See what each would mean")
    money = learner.card("share-money", "decisions")
    share(money, "450000", "100000", "50000")
    press(money, "See what it does")
    cards["nearest"].get_by_label("Beds first").check()
    press(cards["nearest"], "See the reply")
    assert learner.faults() == [], "with everything answered"
