"""Judging, and the text that follows what was decided, in a real browser."""


def press(card, name):
    card.get_by_role("button", name=name).click()


def test_a_judgement_shows_gains_and_costs_of_the_own_choice_first_then_the_expert(learner, decide):
    page, card = learner.page, decide("winter")
    card.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("We know too little.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told = card.locator(".pb-feedback").inner_text()
    order = ("You chose: Wait", "You know more.", "Six people leave", "It takes three weeks.")
    expert = ("would lean to “Take the six beds now”.", "loses strength", "Write down why")
    places = [told.index(text) for text in (*order, *expert)]
    assert places == sorted(places)
    assert card.locator(".pb-feedback b, .pb-tick").count() == 0
    kept = learner.stored("decisions:winter")
    assert kept["answer"] == {
        "option": "Wait for the January figures",
        "reason": "We know too little.",
    }
    assert (kept["correct"], kept["score"], kept["checked"]) == (None, None, True)


def test_a_judgement_needs_a_choice_but_no_reason(learner, decide):
    card = decide("winter")
    card.get_by_label("Your reason").fill("Only a reason")
    press(card, "See what each would mean")
    assert "Decide first." in card.locator(".pb-missing").inner_text()
    assert learner.page.evaluate("document.activeElement.type") == "radio"
    card.get_by_label("Your reason").fill("")
    card.get_by_label("Take the six beds").check()
    press(card, "See what each would mean")
    assert "lean to “Take the six beds now”, as you do." in card.inner_text()


def test_a_text_follows_an_earlier_answer_at_once_and_after_a_reload(learner, decide):
    page, first, later = learner.page, decide("winter"), decide("six-weeks-later")
    text = later.locator(".pb-follows")
    assert "You have not decided above yet." in text.inner_text()
    assert not later.locator(".pb-follows-all").is_visible()
    first.get_by_label("Take the six beds").check()
    assert text.inner_text() == "You took the beds. Five are filled, and one stands empty."
    first.get_by_label("Wait for").check()
    assert text.locator("p").count() == 2
    page.reload()
    assert "You waited." in text.inner_text()
    press(first, "Erase my answer")
    assert "You have not decided above yet." in text.inner_text()
    press(first, "Bring it back")
    assert "You waited." in text.inner_text()
    decide("single").get_by_label("An officer").check()
    after = decide("after-single").locator(".pb-follows")
    assert after.inner_text() == "The officer waits for the board."
    page.emulate_media(media="print")
    printed = later.locator(".pb-follows-all")
    assert "If you chose “Take the six beds now”:" in printed.inner_text()
    assert not text.is_visible()
