"""Going through a list: what each state asks for, how the list stands, and that nothing is lost."""

import pytest

KEY = "own-work:six-things"


@pytest.fixture
def card(learner):
    learner.open("own-work")
    return learner.card("six-things", "own-work")


def test_each_state_asks_for_what_backs_it_and_keeps_what_was_written(learner, card):
    row = card.locator(".pb-item").first
    assert row.locator(".pb-line-box:visible").count() == 0
    asked = {
        "Yes": "What shows it?",
        "Not yet": "Who will see to it?",
        "Does not apply": "Why does it not apply?",
    }
    for state, question in asked.items():
        row.get_by_label(state, exact=True).check()
        box = row.locator(".pb-line-box:visible")
        assert box.count() == 1
        assert question in row.locator(".pb-note:visible label").inner_text()
        box.fill(f"For {state}")
    row.get_by_label("Yes", exact=True).check()
    assert row.locator(".pb-line-box:visible").input_value() == "For Yes"
    assert learner.stored(KEY)["answer"]["purpose"] == {
        "state": "yes",
        "evidence": "For Yes",
        "owner": "For Not yet",
        "reason": "For Does not apply",
    }


def test_a_list_is_filled_by_keyboard_and_the_tally_speaks_once_a_box_is_left(learner, card):
    page, tally = learner.page, card.locator(".pb-tally")
    assert tally.get_attribute("role") == "status"
    card.locator("input").first.focus()
    page.keyboard.press("Space")
    assert tally.inner_text() == "1 yes, 2 still to answer. Still to note: evidence for 1."
    page.keyboard.press("Tab")
    page.keyboard.type("Minute of 3 May")
    assert "evidence for 1" in tally.inner_text(), "not while somebody types"
    page.keyboard.press("Tab")
    assert tally.inner_text() == "1 yes, 2 still to answer."
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert "1 yes, 1 not yet" in tally.inner_text()
    assert learner.stored(KEY)["checked"] is False
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")  # the last of the three
    assert tally.inner_text() == (
        "1 yes, 1 not yet, 1 does not apply. Still to note: an owner for 1, a reason for 1."
    )
    assert learner.stored(KEY)["checked"] is True


def test_a_list_survives_a_reload_and_can_be_erased_and_brought_back(learner, card):
    card.locator(".pb-item").nth(1).get_by_label("Not yet").check()
    card.locator(".pb-line-box:visible").fill("The service manager")
    learner.page.reload()
    assert card.locator(".pb-line-box:visible").input_value() == "The service manager"
    assert card.locator(".pb-tally").inner_text() == "1 not yet, 2 still to answer."
    card.get_by_role("button", name="Erase my answer").click()
    assert learner.stored(KEY) is None
    assert card.locator(".pb-tally").inner_text() == ""
    assert card.locator(".pb-line-box:visible").count() == 0
    card.get_by_role("button", name="Bring it back").click()
    assert card.locator(".pb-line-box:visible").input_value() == "The service manager"


def test_the_list_can_be_copied_as_text(browse):
    learner = browse(permissions=["clipboard-read", "clipboard-write"])
    learner.open("own-work")
    card = learner.card("six-things", "own-work")
    card.locator(".pb-item").first.get_by_label("Yes").check()
    card.get_by_role("button", name="Copy as text").click()
    card.locator(".pb-saved", has_text="Copied.").wait_for()
    text = learner.page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert "Focus and purpose are agreed.\n  Yes\n  What shows it: not noted\n" in text
    assert "Roles are filled.\n  Not answered yet\n" in text
    assert text.rstrip().endswith("Still to note: evidence for 1.")


def test_where_the_browser_lets_nothing_be_copied_the_page_says_what_to_do(browse):
    no_copying = """Object.defineProperty(navigator, "clipboard", { value: undefined });
      Document.prototype.execCommand = () => false;"""
    learner = browse(script=no_copying)
    learner.open("own-work")
    card = learner.card("six-things", "own-work")
    card.locator(".pb-item").first.get_by_label("Yes").check()
    card.get_by_role("button", name="Copy as text").click()
    card.locator(".pb-saved", has_text="Use “Save as a file” instead.").wait_for()


def test_the_record_says_how_the_list_stands(learner, card):
    card.locator(".pb-item").first.get_by_label("Yes").check()
    card.locator(".pb-line-box:visible").fill("Minute of 3 May")
    learner.open("own-work-record")
    learner.page.locator("summary").click()
    said = learner.page.locator(".pb-answer-list").inner_text()
    assert "Before it begins" in said
    assert "Focus and purpose are agreed: yes. What shows it: Minute of 3 May" in said
    assert "1 yes, 2 still to answer." in said
    assert "Not checked yet" not in said
