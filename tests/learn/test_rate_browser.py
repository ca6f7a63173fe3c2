"""Rating one's own partnership: by keyboard, part of the way, kept, pictured and taken away."""

import pytest

KEY = "own-work:our-needs"


@pytest.fixture
def card(learner):
    learner.open("own-work")
    return learner.card("our-needs", "own-work")


def show(card):
    card.get_by_role("button", name="Show me my picture").click()


def rate(card, at, word, evidence=""):
    row = card.locator(".pb-item").nth(at)
    row.get_by_label(word, exact=True).check()
    if evidence:
        row.get_by_role("textbox").fill(evidence)


def test_a_picture_is_made_by_keyboard_from_a_rating_and_its_evidence(learner, card):
    page = learner.page
    card.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # Mostly
    page.keyboard.press("Tab")
    page.keyboard.type("The needs assessment of 2025")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Your picture: 1 of 3 rated"
    row = card.locator(".pb-picture li").first
    assert "Mostly" in row.inner_text()
    assert "Evidence: The needs assessment of 2025" in row.inner_text()
    assert row.locator(".pb-step-on").count() == 2
    assert "Not rated yet" in card.locator(".pb-picture li").nth(1).inner_text()
    saved = learner.stored(KEY)
    rated = {"rating": "Mostly", "evidence": "The needs assessment of 2025"}
    assert saved["answer"] == {"needs-known": rated}
    assert (saved["checked"], saved["correct"], saved["score"]) == (True, None, None)


def test_high_without_evidence_is_pointed_out_and_the_lowest_get_a_next_step(learner, card):
    rate(card, 0, "Fully")
    rate(card, 1, "Mostly", "A log of views")
    rate(card, 2, "In part")
    show(card)
    picture = card.locator(".pb-feedback")
    assert "You rate this high, and nothing shows it yet." in picture.inner_text()
    assert picture.locator(".pb-picture-ask").count() == 1
    assert "Could this show it? A needs assessment" in picture.inner_text()
    assert "Ask finance for spend by client group." in picture.inner_text()
    assert "Start a log of views." not in picture.inner_text(), "that one is not the lowest"
    assert "Bring your picture to the next team meeting." in picture.inner_text()
    assert not card.locator(".pb-items").is_visible(), "the picture stands in their place"


def test_equally_low_ratings_all_get_their_next_step_and_all_at_the_top_get_none(card):
    for at in range(3):
        rate(card, at, "Not yet")
    show(card)
    assert card.locator(".pb-feedback .pb-reason").count() == 3
    card.get_by_role("button", name="Change my answer").click()
    for at in range(3):
        rate(card, at, "Fully")
    show(card)
    assert "Nothing you rated is low." in card.locator(".pb-feedback").inner_text()
    assert card.locator(".pb-feedback .pb-reason").count() == 0


def test_nothing_rated_is_asked_for_and_evidence_alone_is_kept(learner, card):
    card.locator(".pb-line-box").first.fill("A draft")
    show(card)
    assert "Rate at least one first." in card.locator(".pb-missing").inner_text()
    assert learner.page.evaluate("document.activeElement.type") == "radio"
    assert learner.stored(KEY)["answer"] == {"needs-known": {"evidence": "A draft"}}


def test_ratings_survive_a_reload_and_can_be_erased_and_brought_back(learner, card):
    rate(card, 1, "In part", "A log")
    learner.page.reload()
    row = card.locator(".pb-item").nth(1)
    assert row.get_by_label("In part").is_checked()
    assert row.get_by_role("textbox").input_value() == "A log"
    show(card)
    learner.page.reload()
    assert card.locator(".pb-picture").is_visible()
    card.get_by_role("button", name="Erase my answer").click()
    assert learner.stored(KEY) is None
    assert row.get_by_role("textbox").input_value() == ""
    assert not card.get_by_role("button", name="Copy as text").is_visible()
    card.get_by_role("button", name="Bring it back").click()
    assert card.locator(".pb-picture").is_visible()


def test_the_picture_can_be_saved_as_plain_text(learner, card):
    rate(card, 1, "In part", '=HYPERLINK("x")')
    with learner.page.expect_download() as download:
        card.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "own-work-our-needs.txt"
    text = download.value.path().read_bytes().decode("utf-8-sig")
    assert text.startswith("How well do you know needs?\r\nYour own work, Moray")
    assert "  Rating: In part\r\n" in text
    assert '  Evidence: =HYPERLINK("x")\r\n' in text
    assert "  Next: Start a log of views." in text
    assert "  Rating: not rated yet\r\n" in text


def test_the_record_says_ratings_in_words(learner, card):
    rate(card, 0, "Fully", "The assessment")
    show(card)
    learner.open("own-work-record")
    learner.page.locator("summary").click()
    said = learner.page.locator(".pb-answer-list").inner_text()
    assert "We know what people in each locality need: Fully. Evidence: The assessment" in said
    assert "Your own rating, so it is not marked." in said
