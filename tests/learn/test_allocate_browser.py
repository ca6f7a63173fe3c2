"""Sharing a total, in a real browser: by keyboard alone, told in words and numbers, and kept."""

FOCUS = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"


def press(card, name):
    card.get_by_role("button", name=name).click()


def share(card, *amounts):
    for place, value in enumerate(amounts):
        card.locator(".pb-number-box").nth(place).fill(value)


def test_a_total_is_shared_by_keyboard_with_what_is_left_always_said(learner, decide):
    page, card = learner.page, decide("points")
    left = card.locator(".pb-left")
    assert "10 of 10 points left to share." in left.inner_text()
    card.get_by_role("button", name="Add 1: Needs").focus()
    for _ in range(12):
        page.keyboard.press("Enter")
    assert card.get_by_label("Needs", exact=True).input_value() == "10", "never past the total"
    assert "All 10 points are shared." in left.inner_text()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS) == "Take away 1: Needs"
    card.locator(".pb-said", has_text="Needs: 9 points. 1 of 10 points left to share.").wait_for()
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "what your shares would do" in page.evaluate("document.activeElement.textContent")
    assert learner.stored("decisions:points")["answer"] == [
        {"line": "Needs", "share": 9},
        {"line": "Services", "share": 1},
    ]
    assert "8.8 insights" in card.locator(".pb-effect").inner_text()


def test_shares_must_add_up_before_anything_is_told(learner, decide):
    card = decide("share-money")
    said = card.locator(".pb-missing")
    press(card, "See what it does")
    assert said.inner_text() == "£600,000 is left to share."
    share(card, "£450,000", "100 000")
    press(card, "See what it does")
    assert said.inner_text() == "£50,000 is left to share."
    share(card, "450000", "100000", "70000")
    press(card, "See what it does")
    assert said.inner_text() == "£20,000 too much is shared. Take some away."
    share(card, "450000", "100000", "some")
    press(card, "See what it does")
    assert said.inner_text() == "Type a number of 0 or more."
    assert learner.page.evaluate("document.activeElement.name") == "care-home-beds"
    assert card.locator(".pb-effect").count() == 0


def test_what_shares_do_is_told_in_words_and_numbers_beside_an_experts(learner, decide):
    card = decide("share-money")
    share(card, "450000", "100000", "50000")
    press(card, "See what it does")
    told = card.locator(".pb-feedback")
    assert told.locator(".pb-sample").inner_text() == "Sample data"
    days = told.locator(".pb-effect").nth(0).inner_text().split("\n")
    assert [line for line in days if line] == [
        "Delayed bed days avoided in a year",
        "You",
        "1,925 bed days",
        "Expert",
        "1,950 bed days",
    ]
    assert "There may not be enough people to hire." in told.inner_text()
    assert "So little care at home" not in told.inner_text()
    rows = [row.split() for row in told.locator("tbody tr").all_inner_texts()]
    assert [row[-2:] for row in rows] == [
        ["£450,000", "£300,000"],
        ["£100,000", "£200,000"],
        ["£50,000", "£100,000"],
    ]
    assert "No one way to share is right." in told.inner_text()
    assert told.locator(".pb-verdict-right, .pb-verdict-think").count() == 0


def test_an_effect_that_does_harm_points_the_other_way(learner, decide):
    card = decide("share-money")
    share(card, "0", "0", "600000")
    press(card, "See what it does")
    assert "-12 carers" in card.locator(".pb-effect").nth(1).inner_text()
    lefts = (
        card.locator(".pb-effect")
        .nth(1)
        .locator("i")
        .evaluate_all("bars => bars.map(bar => parseFloat(bar.style.left))")
    )
    assert lefts[0] == 0 < lefts[1]


def test_shares_are_kept_changed_erased_and_brought_back(learner, decide):
    page, card = learner.page, decide("share-money")
    share(card, "300000", "200000", "100000")
    press(card, "See what it does")
    page.reload()
    boxes = card.locator(".pb-number-box")
    assert boxes.first.input_value() == "300,000"
    assert card.locator(".pb-effect").count() == 2
    press(card, "Change my answer")
    assert page.evaluate("document.activeElement.name") == "care-at-home"
    press(card, "Take away £50,000: Breaks")
    assert "£50,000 is left to share." in card.locator(".pb-left").inner_text()
    press(card, "Erase my answer")
    assert [box.input_value() for box in boxes.all()] == ["", "", ""]
    assert "£600,000 is left to share." in card.locator(".pb-left").inner_text()
    press(card, "Bring it back")
    assert [box.input_value() for box in boxes.all()] == ["300,000", "150,000", "100,000"]


def test_the_button_in_focus_is_never_under_what_is_left(learner, decide):
    page, card = learner.page, decide("share-money")
    page.set_viewport_size({"width": 320, "height": 420})
    card.get_by_role("button", name="See what it does").focus()
    for _ in range(9):
        page.keyboard.press("Shift+Tab")
        clear = page.evaluate(
            "document.activeElement.getBoundingClientRect().top >="
            "document.querySelector('#pb-decisions-share-money .pb-left')"
            ".getBoundingClientRect().bottom"
        )
        assert clear, page.evaluate(FOCUS)
