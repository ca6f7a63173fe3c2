"""Worksheets: typed, kept, given more rows, taken away, exported with stable ids, and printed."""

import json

import pytest

KEY = "own-work:aim-and-drivers"


@pytest.fixture
def card(learner):
    learner.open("own-work")
    return learner.card("aim-and-drivers", "own-work")


def fill(card):
    card.get_by_label("Our aim").fill("Half as many bed days")
    card.get_by_label("What drives it, row 1").fill("Hours of care")
    card.get_by_label("Change idea, row 2").fill("Pool the hours")


def test_what_is_typed_is_kept_by_field_row_and_column(learner, card):
    fill(card)
    saved = learner.stored(KEY)
    assert saved["answer"] == {
        "aim": "Half as many bed days",
        "drivers": [{"driver": "Hours of care"}, {"idea": "Pool the hours"}],
    }
    assert saved["checked"] is True
    card.locator(".pb-saved", has_text="Saved on this device at").wait_for()
    learner.page.reload()
    assert card.get_by_label("Change idea, row 2").input_value() == "Pool the hours"
    assert card.get_by_label("What drives it, row 2").input_value() == ""


def test_a_worksheet_is_filled_by_keyboard_and_given_a_row(learner, card):
    page = learner.page
    card.get_by_label("Our aim").focus()
    for text in ("Aim", "Driver one", "Idea one", "Driver two", "Idea two"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Add a row"
    page.keyboard.press("Enter")
    page.keyboard.type("Driver three")
    assert card.get_by_label("What drives it, row 3").input_value() == "Driver three"
    assert len(learner.stored(KEY)["answer"]["drivers"]) == 3
    page.reload()
    assert card.get_by_label("What drives it, row 3").input_value() == "Driver three"
    ids = card.evaluate("(card) => [...card.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_a_worksheet_can_be_erased_and_brought_back(learner, card):
    fill(card)
    card.get_by_role("button", name="Erase my answer").click()
    assert learner.stored(KEY) is None
    assert card.get_by_label("Our aim").input_value() == ""
    card.get_by_role("button", name="Bring it back").click()
    assert card.get_by_label("What drives it, row 1").input_value() == "Hours of care"


def test_a_worked_example_is_shown_on_request(card):
    example = card.get_by_text("pool the hours of three teams")
    assert not example.is_visible()
    card.get_by_text("Show a worked example").click()
    assert example.is_visible()


def test_a_worksheet_can_be_saved_as_a_file_that_names_what_is_still_empty(learner, card):
    card.get_by_label("What drives it, row 2").fill("=1+1")
    with learner.page.expect_download() as download:
        card.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "own-work-aim-and-drivers.txt"
    text = download.value.path().read_bytes().decode("utf-8-sig")
    assert "Our aim\r\n  (nothing yet)\r\n" in text
    assert "What drives it\r\n  2. What drives it: =1+1\r\n" in text


def test_the_exported_record_holds_the_fields_by_their_ids_and_in_words(learner, card):
    fill(card)
    page = learner.open("own-work-record")
    assert page.locator(".pb-written dt").all_inner_texts() == ["Our aim", "What drives it"]
    assert "1. What drives it: Hours of care" in page.locator(".pb-written").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export my record").click()
    record = json.loads(download.value.path().read_text(encoding="utf-8"))
    (activity,) = record["modules"][0]["activities"]
    assert (activity["id"], activity["type"]) == ("aim-and-drivers", "worksheet")
    assert activity["answer"]["drivers"][1] == {"idea": "Pool the hours"}
    assert activity["in_words"][0] == "Our aim: Half as many bed days"


def test_a_filled_worksheet_prints_whole_and_an_empty_box_leaves_room(learner, card):
    long = "\n".join(f"Line {number}" for number in range(1, 31))
    card.get_by_label("Our aim").fill(long)
    learner.page.emulate_media(media="print")
    written = card.locator(".pb-prompt .pb-written-on")
    assert written.is_visible()
    assert "Line 30" in written.inner_text()
    assert written.bounding_box()["height"] > 30 * 15
    assert not card.get_by_label("Our aim").is_visible()
    assert card.get_by_label("Change idea, row 2").is_visible()
    assert not card.get_by_role("button").first.is_visible()


def test_on_a_phone_each_cell_shows_its_label(browse):
    learner = browse(width=320)
    learner.open("own-work")
    card = learner.card("aim-and-drivers", "own-work")
    label = card.locator("td label").first
    assert label.bounding_box()["height"] > 15
    assert card.locator("tbody th").first.inner_text() == "Row 1"
    assert card.locator("td textarea").first.bounding_box()["width"] > 200
