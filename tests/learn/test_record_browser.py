"""My learning record: what it shows, taking it away, bringing it back, erasing, the certificate."""

import json
import re

import pytest

HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>'


def answer_two(learner):
    learner.open("two-numbers")
    card = learner.card("councillor")
    card.get_by_label("Very little").check()
    card.get_by_role("button", name="Check my answer").click()
    learner.card("my-partnership").get_by_label("What happens now?").fill("We compare two months.")


def answer_all(learner):
    answer_two(learner)
    learner.card("my-partnership").get_by_label("Now what will you do?").fill("Ask for the chart.")
    learner.card("checks").get_by_label("A bigger font").check()
    for name in ("sort-work", "sort-ring"):
        for row in learner.card(name).locator(".pb-item").all():
            row.locator("input").first.check()
    for name in ("checks", "sort-work", "sort-ring"):
        learner.card(name).get_by_role("button", name="Check my answer").click()
    learner.card("typical-month").get_by_role("textbox").fill("1084")
    learner.card("typical-month").get_by_label("Very sure").check()
    learner.card("typical-month").get_by_role("button", name="Show me the answer").click()


def export(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Export my record").click()
    assert download.value.suggested_filename.startswith("my-learning-record-20")
    return json.loads(download.value.path().read_text(encoding="utf-8"))


def bring(page, content, name="record.json"):
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": raw}
    )


def message(page):
    page.locator(".pb-message p").wait_for()
    return page.locator(".pb-message").inner_text()


def test_the_record_shows_progress_scores_and_reflections_in_full(learner):
    answer_two(learner)
    page = learner.open("record")
    assert "2 of 6" not in page.locator(".pb-summary").inner_text()
    assert "1 of 6" in page.locator(".pb-summary").inner_text()
    part = page.locator(".pb-record-module")
    assert "Started" in part.inner_text()
    assert "1 of 1 marked answer right" in part.inner_text()
    assert "Last here on" in part.inner_text()
    assert "We compare two months." in part.inner_text()
    part.locator("summary").click()
    assert "Very little, until we see the months between" in part.inner_text()
    assert "Right." in part.inner_text()
    assert learner.faults() == []


def test_a_record_goes_out_to_a_readable_file_and_comes_back_the_same(browse):
    first = browse()
    answer_all(first)
    page = first.open("record")
    page.get_by_label("Your name, if you like").fill("Ann Grant")
    record = export(page)
    assert record["schema"] == "playbook-learning-record"
    assert record["schema_version"] == 1
    assert record["name"] == "Ann Grant"
    module = record["modules"][0]
    assert (module["title"], module["activities_done"]) == ("Two numbers or a chart?", 6)
    asked = {one["id"]: one for one in module["activities"]}
    assert asked["typical-month"]["in_words"] == ["1,084 bed days", "Very sure"]
    assert asked["my-partnership"]["in_words"][0] == "What happens now? We compare two months."
    assert asked["councillor"]["question"].startswith("What do these two numbers")

    second = browse()
    page = second.open("record")
    bring(page, record)
    assert "holds 6 answers" in page.get_by_role("dialog").inner_text()
    assert "by Ann Grant" in page.get_by_role("dialog").inner_text()
    page.get_by_role("button", name="Bring it in").click()
    assert "now holds 6 answers" in message(page)
    again = export(page)
    assert again["modules"][0]["activities"] == module["activities"]
    assert page.get_by_label("Your name, if you like").input_value() == "Ann Grant"
    second.open("two-numbers")
    assert "✓ Right." in second.card("councillor").locator(".pb-feedback").inner_text()


def record_with(answer, last, **more):
    activity = {
        "id": "councillor",
        "type": "choice",
        "answer": [answer],
        "checked": True,
        "correct": True,
        "score": 1,
        "attempts": 1,
        "first": last,
        "last": last,
        "version": "",
    }
    module = {"id": "two-numbers", "seconds": 600, "activities": [activity | more]}
    return {
        "schema": "playbook-learning-record",
        "schema_version": 1,
        "name": "Bea",
        "saved": last,
        "modules": [module],
    }


@pytest.mark.parametrize(
    ("last", "stays"), [("2020-01-01T10:00:00Z", "Very little"), ("2099-01-01T10:00:00Z", "Delays")]
)
def test_putting_two_records_together_keeps_the_later_answer(learner, last, stays):
    answer_two(learner)
    page = learner.open("record")
    bring(page, record_with("Delays have doubled, and something must have gone wrong", last))
    page.get_by_role("button", name="Put both together").click()
    assert "now holds 2 answers" in message(page)
    assert learner.stored("two-numbers:councillor")["answer"][0].startswith(stays)
    assert (
        learner.stored("two-numbers:my-partnership")["answer"]["what"] == "We compare two months."
    )
    assert learner.stored("two-numbers:_time") == 600
    assert learner.stored("_learner") == {"name": "Bea"}


def test_keeping_only_the_file_replaces_the_record_and_can_be_undone(learner):
    answer_two(learner)
    before = learner.stored("two-numbers:my-partnership")
    page = learner.open("record")
    bring(page, record_with("Very little, until we see the months between", "2026-01-01T10:00:00Z"))
    page.get_by_role("button", name="Keep only the file").click()
    assert "now holds 1 answer." in message(page)
    assert learner.stored("two-numbers:my-partnership") is None
    page.get_by_role("button", name="Undo").click()
    assert learner.stored("two-numbers:my-partnership") == before
    assert "as it was before" in message(page)


@pytest.mark.parametrize("leave", ["Cancel", "Escape"])
def test_leaving_the_question_changes_nothing(learner, leave):
    answer_two(learner)
    page = learner.open("record")
    bring(page, record_with("Delays", "2099-01-01T10:00:00Z"))
    page.get_by_role("dialog").wait_for()
    assert learner.faults() == []
    if leave == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name="Cancel").click()
    assert page.get_by_role("dialog").count() == 0
    assert learner.stored("two-numbers:councillor")["answer"][0].startswith("Very little")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "damaged"),
        (b"{not json", "damaged"),
        (b"\xff\xfe\x00garbage", "damaged"),
        (b"null", "damaged"),
        (b"[1, 2]", "not a learning record from this playbook"),
        (b'{"cells": []}', "not a learning record from this playbook"),
        ({"schema": "playbook-learning-record", "schema_version": 1}, "not a learning record"),
        (
            {"schema": "playbook-learning-record", "schema_version": 9, "modules": []},
            "newer playbook",
        ),
        ({"schema": "playbook-learning-record", "schema_version": 1, "modules": []}, "no answers"),
        (b'{"schema": "playbook-learning-record"' + b" " * 2_000_001 + b"}", "too big"),
    ],
)
def test_a_file_that_is_no_record_is_refused_and_nothing_is_lost(learner, content, said):
    answer_two(learner)
    page = learner.open("record")
    bring(page, content)
    told = message(page)
    assert said in told
    assert "Nothing on this device was changed." in told
    assert learner.stored("two-numbers:councillor")["checked"] is True
    assert page.evaluate("document.activeElement.closest('.pb-message') !== null")


def test_a_hostile_file_is_shown_as_text_and_only_known_parts_are_taken(learner):
    page = learner.open("record")
    record = record_with(HOSTILE, "2026-01-01T10:00:00Z", version=HOSTILE, title=HOSTILE)
    record["name"] = HOSTILE
    record["modules"][0]["title"] = HOSTILE
    record["modules"][0]["activities"] += [
        {"id": "my-partnership", "answer": {"what": HOSTILE, "__proto__": "x", "A B": "x"}},
        {"id": "sort-work", "answer": {"toString": 1}},
        {"id": "__proto__", "answer": ["x"]},
        {"id": "typical-month", "answer": {"value": "1e999", "confidence": 5}},
        "text",
        None,
        7,
    ]
    record["modules"] += [{"id": "elsewhere", "activities": [{"id": "a", "answer": ["x"]}]}, None]
    bring(page, record)
    assert "4 answers in it cannot be used" in page.get_by_role("dialog").inner_text()
    page.get_by_role("button", name="Bring it in").click()
    page.locator(".pb-record-module summary").click()
    assert page.locator(".pb-written dd").inner_text() == HOSTILE
    assert page.locator(".pb-record img, .pb-record li script").count() == 0
    assert page.title() == "My learning record"
    assert (
        page.evaluate("Object.keys(localStorage).filter((key) => key.includes('elsewhere'))") == []
    )
    assert set(learner.stored("two-numbers:my-partnership")["answer"]) == {"what"}
    learner.open("two-numbers")
    assert page.title() == "Two numbers or a chart?"


def test_an_import_without_room_leaves_everything_as_it_was(browse):
    learner = browse()
    answer_two(learner)
    page = learner.open("record")
    page.evaluate(
        """() => { const put = Storage.prototype.setItem; let left = 1;
          Storage.prototype.setItem = function (key, value) {
            if (value.length > 100 && left-- <= 0) {
              throw new DOMException("no room", "QuotaExceededError");
            }
            return put.call(this, key, value); }; }"""
    )
    record = record_with("Delays", "2099-01-01T10:00:00Z")
    record["modules"][0]["activities"].append(
        {"id": "my-partnership", "answer": {"what": "B" * 300}, "last": "2099-01-01T10:00:00Z"}
    )
    bring(page, record)
    page.get_by_role("button", name="Put both together").click()
    assert "no room" in message(page)
    assert "We compare two months." in page.locator(".pb-written").inner_text()
    assert "Very little" in page.locator(".pb-record-module").text_content()


def test_a_module_is_erased_only_after_asking_and_can_be_brought_back(learner):
    answer_two(learner)
    page = learner.open("record")
    page.get_by_role("button", name="Erase my answers to Two numbers or a chart?").click()
    assert "2 answers" in page.get_by_role("dialog").inner_text()
    page.get_by_role("button", name="Keep it").click()
    assert learner.stored("two-numbers:councillor") is not None
    page.get_by_role("button", name="Erase my answers to Two numbers or a chart?").click()
    page.get_by_role("button", name="Erase", exact=True).click()
    assert "Erased." in message(page)
    assert learner.stored("two-numbers:councillor") is None
    assert "Not started" in page.locator(".pb-record-module").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert learner.stored("two-numbers:councillor")["checked"] is True


def test_erasing_everything_forgets_the_name_but_not_the_colours_of_the_site(learner):
    answer_two(learner)
    page = learner.open("record")
    page.evaluate("localStorage.setItem('playbook:v1:_theme', 'dark')")
    page.get_by_label("Your name, if you like").fill("Ann")
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_role("button", name="Erase", exact=True).click()
    message(page)
    kept = page.evaluate("Object.keys(localStorage)")
    assert kept == ["playbook:v1:_theme"]
    assert page.get_by_label("Your name, if you like").input_value() == ""


def test_a_finished_module_has_a_certificate_that_prints_alone(learner):
    answer_all(learner)
    page = learner.open("record")
    page.get_by_label("Your name, if you like").fill("Ann Grant")
    page.evaluate("window.print = () => { window.printed = document.body.className; }")
    page.get_by_role("button", name="Certificate").click()
    dialog = page.get_by_role("dialog")
    text = dialog.inner_text()
    for part in (
        "Ann Grant",
        "Two numbers or a chart?",
        "explain why two months can mislead",
        "Less than an hour (planned length 20 minutes)",
        "version 0.1.0",
        "Self-declared",
        "no body has accredited it",
    ):
        assert part in text
    assert learner.faults() == []
    dialog.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") == "pb-printing-certificate"
    page.evaluate("window.print()")
    assert page.evaluate("window.printed") == "pb-printing-certificate", (
        "whoever prints by the keyboard gets the certificate alone too"
    )
    page.emulate_media(media="print")
    assert dialog.is_visible()
    assert page.get_by_role("heading", name="My learning record").is_hidden()
    assert dialog.get_by_role("button", name="Print").is_hidden()
    page.emulate_media(media="screen")
    dialog.get_by_role("button", name="Close").click()
    page.emulate_media(media="print")
    page.get_by_role("heading", name="My learning record").wait_for()


def test_the_certificate_opens_at_its_title_on_a_small_screen(browse):
    learner = browse(width=320)
    answer_all(learner)
    page = learner.open("record")
    page.set_viewport_size({"width": 320, "height": 256})
    page.get_by_role("button", name="Certificate").click()
    assert page.evaluate("document.activeElement.textContent") == "Certificate of learning"
    assert page.evaluate("document.querySelector('dialog').scrollTop") == 0


def test_a_guess_is_told_in_the_record_and_does_not_count_as_marked(learner):
    learner.open("two-numbers")
    card = learner.card("typical-month")
    card.get_by_role("textbox").fill("80")
    card.get_by_label("Very sure").check()
    card.get_by_role("button", name="Show me the answer").click()
    page = learner.open("record")
    part = page.locator(".pb-record-module")
    part.locator("summary").click()
    assert "You guessed 80. The answer is 1,084." in part.inner_text()
    assert "Not the expected answer" not in part.inner_text()
    assert "marked" not in part.inner_text()
    assert "1 of 6 activities done" in part.inner_text()


def test_a_mark_that_an_older_record_gave_a_guess_is_dropped(learner):
    page = learner.open("record")
    record = record_with("x", "2026-01-01T10:00:00Z")
    guess = {"id": "typical-month", "answer": {"value": 80, "confidence": "Very sure"}}
    record["modules"][0]["activities"] = [guess | {"checked": True, "score": 0, "attempts": 1}]
    bring(page, record)
    page.get_by_role("button", name="Bring it in").click()
    assert learner.stored("two-numbers:typical-month")["score"] is None


def test_what_was_said_of_one_file_does_not_stand_beside_the_next(learner):
    page = learner.open("record")
    bring(page, b"{not json")
    assert "damaged" in message(page)
    bring(page, record_with("Delays", "2099-01-01T10:00:00Z"))
    page.get_by_role("dialog").wait_for()
    assert page.locator(".pb-message").inner_text() == ""


def test_a_copy_to_read_is_offered_only_when_there_is_something_to_read(learner):
    page = learner.open("record")
    copy_button = page.get_by_role("button", name="Save a copy to read")
    assert copy_button.count() == 0
    answer_two(learner)
    learner.open("record")
    assert "pb-button-quiet" not in copy_button.get_attribute("class")


def test_an_unfinished_module_has_no_certificate(learner):
    answer_two(learner)
    page = learner.open("record")
    assert page.get_by_role("button", name="Certificate").count() == 0


def test_the_record_works_by_keyboard_alone(learner):
    answer_two(learner)
    page = learner.open("record")
    page.get_by_role("button", name="Erase everything").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Keep it"
    page.keyboard.press("Enter")
    assert learner.stored("two-numbers:councillor") is not None
    page.get_by_role("button", name="Erase everything").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Erase"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Erase everything"


def test_an_answer_given_in_another_tab_is_shown_at_once(learner):
    page = learner.open("record")
    other = page.context.new_page()
    other.goto((learner.site / "two-numbers.html").as_uri())
    other.locator("#pb-two-numbers-my-partnership textarea").first.fill("Written next door.")
    page.locator(".pb-written", has_text="Written next door.").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_record_is_accessible_and_fits(browse, width, scheme):
    learner = browse(width=width, scheme=scheme)
    page = learner.open("record")
    assert learner.faults() == [], "with nothing in it"
    answer_all(learner)
    page = learner.open("record")
    page.locator("details summary").click()
    assert learner.faults() == [], "with a full record"
    page.get_by_role("button", name="Certificate").click()
    assert learner.faults() == [], "with the certificate open"


def save_copy(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy to read").click()
    assert re.fullmatch(
        r"my-learning-record-20\d\d-\d\d-\d\d\.html", download.value.suggested_filename
    )
    return download.value.path()


def test_a_copy_to_read_holds_questions_and_answers_and_needs_nothing_else(browse, tmp_path):
    learner = browse()
    answer_all(learner)
    page = learner.open("record")
    page.get_by_label("Your name, if you like").fill("Ann Grant")
    path = tmp_path / "copy.html"
    path.write_bytes(save_copy(page).read_bytes())
    html = path.read_text(encoding="utf-8")
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert not re.search(r"<script|<link|src=|href=|url\(", html)
    page.goto(path.as_uri())
    text = page.locator("main").inner_text()
    for part in (
        "Learning record of Ann Grant",
        "Two numbers or a chart?",
        "Module: finished",
        "What do these two numbers",
        "Very little, until we see the months between",
        "What happens now?",
        "We compare two months.",
        "1,084 bed days",
        "Self-declared",
    ):
        assert part in text
    assert learner.faults() == []


def test_what_was_typed_stays_text_in_the_copy(learner, tmp_path):
    answer_two(learner)
    learner.card("my-partnership").get_by_label("What happens now?").fill(HOSTILE)
    page = learner.open("record")
    page.get_by_label("Your name, if you like").fill(HOSTILE)
    path = tmp_path / "copy.html"
    path.write_bytes(save_copy(page).read_bytes())
    page.goto(path.as_uri())
    assert page.title() == "My learning record"
    assert page.locator("main :is(img, script)").count() == 0
    assert HOSTILE in page.locator("main").inner_text()


def test_each_thing_that_is_sorted_counts_as_an_answer(learner):
    learner.open("two-numbers")
    card = learner.card("sort-work")
    rows = card.locator(".pb-item").all()
    for row in rows:
        row.locator("input").first.check()
    card.get_by_role("button", name="Check my answer").click()
    said = card.locator(".pb-verdict").inner_text()
    page = learner.open("record")
    part = page.locator(".pb-record-module")
    right = int(re.search(r"(\d+) of (\d+)", said)[1])
    assert 0 < right < len(rows)
    assert f"{right} of {len(rows)} marked answers right" in part.inner_text()
    part.locator("summary").click()
    assert f"{right} of {len(rows)} right." in part.inner_text()
    assert "Partly" not in part.inner_text()


def test_what_was_written_stands_under_what_was_asked(learner):
    answer_two(learner)
    page = learner.open("record")
    title = page.locator(".pb-record-module h4").inner_text()
    learner.open("two-numbers")
    card = learner.card("my-partnership")
    assert title == card.locator(".pb-activity-title").inner_text()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(20, "Less than a minute"), (80, "1 minute"), (3600, "1 hour"), (4800, "1 hour 20 minutes")],
)
def test_time_is_said_as_a_person_says_it(learner, seconds, said):
    page = learner.open("record")
    page.evaluate(
        "seconds => localStorage.setItem('playbook:v1:two-numbers:_time', seconds)", seconds
    )
    page.reload()
    assert page.locator(".pb-figures").inner_text().endswith(f"time spent\n{said}")


def test_a_finished_guide_has_no_certificate(learner):
    answer_all(learner)
    page = learner.page
    page.evaluate("document.body.dataset.kind = 'guide'")
    card = learner.card("councillor")
    card.get_by_role("button", name="Change my answer").click()
    card.get_by_role("button", name="Check my answer").click()
    box = page.locator(".pb-finished")
    box.get_by_role("link", name="See it in your learning record").wait_for()
    learner.open("guide-record")
    assert "Finished · Guide" in page.locator(".pb-record-state").inner_text()
    assert page.get_by_role("button", name="Certificate").count() == 0
