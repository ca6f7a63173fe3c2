"""Putting in order, in a real browser: by keyboard alone, and kept."""

PLACES = (
    "[...document.querySelectorAll('#pb-decisions-steps .pb-order-text')].map(e => e.textContent)"
)
FOCUS = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
RIGHT = [
    "Ask who is waiting, and why",
    "Compare the options",
    "Change the contracts",
    "See whether it helped",
]


def press(card, name):
    card.get_by_role("button", name=name).click()


def stored(learner, name):
    return learner.stored(f"decisions:{name}")


def test_an_order_is_made_by_keyboard_and_focus_moves_with_the_step(learner, decide):
    page, card = learner.page, decide("steps")
    card.get_by_role("button", name="Move up: Ask who is waiting").focus()
    for _ in range(3):
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUS) == "Move up: Ask who is waiting, and why"
    assert page.evaluate(PLACES)[0] == RIGHT[0]
    said = card.locator(".pb-said")
    assert said.inner_text() == "Now 1 of 4: Ask who is waiting, and why"
    page.keyboard.press("Space")
    assert said.inner_text() == "Already first: Ask who is waiting, and why"
    assert page.evaluate(FOCUS) == "Move up: Ask who is waiting, and why", "focus is not lost"
    card.get_by_role("button", name="Move down: See whether").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(PLACES) == RIGHT
    assert stored(learner, "steps")["answer"] == RIGHT
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "All 4 are in the right order." in page.evaluate("document.activeElement.textContent")
    assert "Contracts follow the plan." in card.locator(".pb-feedback").inner_text()
    assert (stored(learner, "steps")["correct"], stored(learner, "steps")["score"]) == (True, 1)
    assert card.locator(".pb-tick-right").count() == 4


def test_an_order_that_was_not_touched_is_not_an_answer(learner, decide):
    card = decide("steps")
    press(card, "Check my answer")
    assert "Move at least one first." in card.locator(".pb-missing").inner_text()
    assert learner.page.evaluate(FOCUS).startswith("Move down: Compare the options")
    assert stored(learner, "steps") is None


def test_one_step_far_from_its_place_does_not_make_the_others_wrong(learner, decide):
    card = decide("steps")
    for _ in range(2):
        press(card, "Move down: See whether")
    press(card, "Check my answer")
    assert "Nearly. One is out of place." in card.locator(".pb-feedback").inner_text()
    rows = card.locator(".pb-order-item").all_inner_texts()
    assert "Belongs at the top" in rows[2]
    assert [("In order" in row) for row in rows] == [True, True, False, True]
    assert stored(learner, "steps")["score"] == 0.75


def test_an_order_is_kept_changed_erased_and_brought_back(learner, decide):
    page, card = learner.page, decide("steps")
    at_first = page.evaluate(PLACES)
    press(card, "Move down: Compare the options")
    moved = page.evaluate(PLACES)
    press(card, "Check my answer")
    page.reload()
    assert page.evaluate(PLACES) == moved
    assert "out of place" in card.locator(".pb-feedback").inner_text()
    assert not card.get_by_role("button", name="Move up").first.is_visible()
    press(card, "Change my answer")
    assert page.evaluate(FOCUS).startswith("Move")
    assert card.locator(".pb-tick").count() == 0
    press(card, "Erase my answer")
    assert page.evaluate(PLACES) == at_first
    press(card, "Bring it back")
    assert page.evaluate(PLACES) == moved
