"""Every type of activity, done by mouse and by keyboard alone, in a real browser."""

import json
from dataclasses import replace

import pytest

from playbook.learn import Activity, Explorer
from playbook.learn.scripts import asset

BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); } });"""
FULL = """Storage.prototype.setItem = function () {
  throw new DOMException("no room", "QuotaExceededError"); };"""


def check(card):
    card.get_by_role("button", name="Check my answer").click()


def test_a_choice_by_mouse_explains_the_answer_given_and_the_one_missed(learner):
    learner.open("two-numbers")
    card = learner.card("councillor")
    card.get_by_label("Delays have doubled").check()
    assert card.locator(".pb-feedback").inner_text() == ""
    check(card)
    said = card.locator(".pb-feedback").inner_text()
    assert "Not quite." in said
    assert "The sum is right." in said
    assert "Any two points can be joined by a line." in said
    assert "always noise" not in said, (
        "an option nobody chose and that is not right is not discussed"
    )
    assert "Both months were unusual" in said
    card.get_by_role("button", name="Change my answer").click()
    card.get_by_label("Very little").check()
    check(card)
    assert "✓ Right." in card.locator(".pb-feedback").inner_text()
    saved = learner.stored("two-numbers:councillor")
    assert saved["answer"] == ["Very little, until we see the months between"]
    assert (saved["correct"], saved["score"], saved["attempts"]) == (True, 1, 2)


def test_arrow_keys_choose_but_never_answer(learner):
    page = learner.open("two-numbers")
    card = learner.card("councillor")
    card.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert card.get_by_label("Very little").is_checked()
    assert card.locator(".pb-feedback").inner_text() == ""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check my answer"
    page.keyboard.press("Enter")
    assert "Right." in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Change my answer"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "1", (
        "focus is on the option chosen before"
    )


def test_text_of_a_definition_is_shown_as_text(learner):
    learner.open("two-numbers")
    card = learner.card("councillor")
    assert card.locator("b").count() == 0
    assert "<b>noise</b>" in card.inner_text()
    card.get_by_label("<b>noise</b>").check()
    check(card)
    assert card.locator("b").count() == 0


def test_checking_without_an_answer_asks_for_one_and_goes_to_it(learner):
    page = learner.open("two-numbers")
    card = learner.card("councillor")
    check(card)
    asked = card.locator(".pb-missing")
    assert "Choose an answer first" in asked.inner_text()
    assert asked.evaluate("one => one.previousElementSibling.matches('legend')")
    assert page.evaluate("document.activeElement.type") == "radio"
    described = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    assert "Choose an answer first" in described
    page.keyboard.press("Space")
    assert asked.count() == 0


def test_many_may_be_chosen_and_the_missed_right_one_is_explained(learner):
    learner.open("two-numbers")
    card = learner.card("checks")
    card.get_by_label("The months between").check()
    card.get_by_label("A bigger font").check()
    check(card)
    said = card.locator(".pb-feedback").inner_text()
    assert "You found 1 of 2" in said
    assert "Also right: The same months of other years" in said.replace("\n", " ")
    assert learner.stored("two-numbers:checks")["score"] == pytest.approx(1 / 3)


def test_sorting_by_keyboard_alone_gives_the_reason_for_every_item(learner):
    page = learner.open("two-numbers")
    card = learner.card("sort-work")
    card.locator("input").first.focus()
    page.keyboard.press("Space")  # analyse
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")  # plan
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # analyse, where implement belongs
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "2 of 3 are where they belong" in page.evaluate("document.activeElement.textContent")
    reasons = card.locator(".pb-item .pb-reason")
    assert reasons.count() == 3
    assert "✓ Right: Analyse" in reasons.nth(0).inner_text()
    assert "It belongs in: Implement" in reasons.nth(2).inner_text()
    assert "you chose Analyse" in reasons.nth(2).inner_text()
    assert "Contracts follow the plan." in reasons.nth(2).inner_text()


def test_a_sort_that_is_not_finished_says_how_many_are_left(learner):
    page = learner.open("two-numbers")
    card = learner.card("sort-ring")
    card.get_by_role("group", name="Agree the outcomes").get_by_label("What we want").check()
    check(card)
    assert "One is still to place." in card.locator(".pb-missing").inner_text()
    legend = page.evaluate(
        "document.activeElement.closest('fieldset').querySelector('legend').textContent"
    )
    assert legend == "Score the bids"


def test_an_estimate_wants_a_number_and_a_confidence_before_the_answer(learner):
    page = learner.open("two-numbers")
    card = learner.card("typical-month")
    show = card.get_by_role("button", name="Show me the answer")
    show.click()
    assert "from 0 to 3,000" in card.locator(".pb-missing").inner_text()
    card.get_by_role("textbox").fill("1,040")
    assert card.locator("input[type=range]").input_value() == "1040"
    show.click()
    assert "how sure you are" in card.locator(".pb-missing").inner_text()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said = card.locator(".pb-feedback").inner_text()
    assert "Close. Well judged." in said
    assert "The answer is 1,084 bed days. You said 1,040 and were fairly sure." in said
    assert "That is 44 too low." in said
    assert "You know this place." in said
    saved = learner.stored("two-numbers:typical-month")
    assert saved["answer"] == {"value": 1040, "confidence": "Fairly sure"}


def test_what_comes_after_an_estimate_is_kept_until_the_answer_is_shown(learner):
    page = learner.open("two-numbers")
    card = learner.card("typical-month")
    after = "A usual month is worth knowing by heart."
    assert after not in page.locator("main").inner_text()
    card.get_by_role("textbox").fill("2000")
    card.get_by_label("Just guessing").check()
    assert after not in card.inner_text()
    card.get_by_role("button", name="Show me the answer").click()
    told = card.locator(".pb-feedback p").all_inner_texts()
    assert told[-3].startswith("Source: ")
    assert told[-2:] == [after, "With it, one odd month no longer surprises."]
    page.reload()
    assert after in card.inner_text(), "the answer was shown before, so it is shown again"
    card.get_by_role("button", name="Change my answer").click()
    assert after not in card.inner_text()


@pytest.mark.parametrize(
    ("typed", "told"), [("400", "more than most people think"), ("2,900", "stay in our minds")]
)
def test_an_estimate_far_off_is_told_which_way(learner, typed, told):
    learner.open("two-numbers")
    card = learner.card("typical-month")
    card.get_by_role("textbox").fill(typed)
    card.get_by_label("Very sure").check()
    card.get_by_role("button", name="Show me the answer").click()
    assert told in card.locator(".pb-feedback").inner_text()


def test_the_slider_of_an_estimate_works_by_keyboard_and_fills_the_number(learner):
    page = learner.open("two-numbers")
    card = learner.card("typical-month")
    card.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    assert card.get_by_role("textbox").input_value() == "1,510"
    spoken = card.locator("input[type=range]").get_attribute("aria-valuetext")
    assert spoken == "1,510 bed days"


def test_a_reflection_is_saved_while_it_is_written_and_says_so(learner):
    page = learner.open("two-numbers")
    card = learner.card("my-partnership")
    card.get_by_label("What happens now?").fill("We compare March with March.")
    assert learner.stored("two-numbers:my-partnership")["checked"] is False
    card.get_by_label("Now what will you do?").fill("Ask for the chart.")
    card.locator(".pb-saved", has_text="Saved on this device at").wait_for()
    assert learner.stored("two-numbers:my-partnership")["checked"] is True
    page.reload()
    assert card.get_by_label("Now what will you do?").input_value() == "Ask for the chart."


def test_answers_and_verdicts_survive_a_reload_without_moving_focus(learner):
    page = learner.open("two-numbers")
    card = learner.card("councillor")
    card.get_by_label("Very little").check()
    check(card)
    learner.card("checks").get_by_label("A bigger font").check()
    page.reload()
    assert "✓ Right." in card.locator(".pb-feedback").inner_text()
    assert learner.card("checks").get_by_label("A bigger font").is_checked()
    assert learner.card("checks").locator(".pb-feedback").inner_text() == ""
    assert page.evaluate("document.activeElement === document.body")
    assert "You have done 1 of 6 activities here." in page.locator(".pb-opening").inner_text()


def test_starting_again_erases_the_answer_and_can_be_taken_back(learner):
    learner.open("two-numbers")
    card = learner.card("sort-ring")
    for row in range(2):
        card.locator(".pb-item").nth(row).locator("input").first.check()
    check(card)
    card.get_by_role("button", name="Erase my answer").click()
    assert learner.stored("two-numbers:sort-ring") is None
    assert card.locator("input:checked").count() == 0
    card.get_by_role("button", name="Bring it back").click()
    assert "1 of 2 is where it belongs" in card.locator(".pb-feedback").inner_text()
    assert learner.stored("two-numbers:sort-ring")["attempts"] == 1


def test_an_answer_to_an_older_wording_is_kept_and_said_to_be_old(learner):
    page = learner.open("two-numbers")
    card = learner.card("councillor")
    card.get_by_label("Very little").check()
    check(card)
    key = "playbook:v1:two-numbers:councillor"
    page.evaluate(
        "key => localStorage.setItem(key, localStorage.getItem(key)"
        '.replace(/"version":"[0-9a-f]+"/, \'"version":"older"\'))',
        key,
    )
    page.reload()
    said = card.locator(".pb-feedback").inner_text()
    assert "This question has changed since you answered." in said
    assert "Very little, until we see the months between" in said
    assert card.get_by_role("button", name="Check my answer").is_visible()


@pytest.mark.parametrize(
    "rubbish",
    [
        "{",
        "null",
        "[]",
        "42",
        '"text"',
        '{"answer": 3}',
        '{"answer": {"value": "x"}}',
        '{"answer": []}',
        '{"answer": [{"item": 1}], "checked": true}',
        '{"__proto__": {"checked": true}}',
    ],
)
def test_damaged_storage_is_ignored(learner, rubbish):
    page = learner.open("two-numbers")
    for name in ("councillor", "checks", "sort-work", "typical-month", "my-partnership", "_time"):
        page.evaluate(
            "([key, value]) => localStorage.setItem(key, value)",
            [f"playbook:v1:two-numbers:{name}", rubbish],
        )
    page.evaluate("value => localStorage.setItem('playbook:v1:_place', value)", rubbish)
    page.reload()
    card = learner.card("councillor")
    card.get_by_label("Very little").check()
    check(card)
    assert "✓ Right." in card.locator(".pb-feedback").inner_text()
    learner.open("index")
    learner.open("record")
    assert "1 of 6" in page.locator(".pb-summary").inner_text()


@pytest.mark.parametrize(
    ("trouble", "said"), [(BLOCKED, "not letting the page save"), (FULL, "is full")]
)
def test_without_storage_the_page_works_says_so_once_and_offers_the_answers(browse, trouble, said):
    learner = browse(script=trouble)
    page = learner.open("two-numbers")
    card = learner.card("councillor")
    card.get_by_label("Very little").check()
    check(card)
    assert "✓ Right." in card.locator(".pb-feedback").inner_text()
    notice = page.locator(".pb-notice")
    assert notice.count() == 1
    assert said in notice.inner_text()
    assert "Not saved on this device." in card.locator(".pb-saved").inner_text()
    assert learner.faults() == []
    with page.expect_download() as download:
        notice.get_by_role("button", name="Download my answers").click()
    record = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert record["modules"][0]["activities"][0]["in_words"] == [
        "Very little, until we see the months between"
    ]


def test_without_scripts_the_question_and_the_answers_can_be_read(browse):
    learner = browse(java_script_enabled=False)
    learner.open("two-numbers")
    card = learner.card("councillor")
    assert "Very little, until we see the months between" in card.inner_text()
    assert not card.get_by_role("button").first.is_visible()
    card.locator("summary").click()
    assert "Any two points can be joined by a line." in card.inner_text()
    estimate = learner.card("typical-month").locator("details").text_content()
    assert "1,084 bed days" in estimate
    assert "worth knowing by heart" in estimate


def test_with_scripts_the_answers_are_not_on_the_page_before_they_are_asked_for(learner):
    learner.open("two-numbers")
    assert learner.card("councillor").locator("details").count() == 0


def test_seconds_are_counted_only_while_somebody_is_there(browse):
    learner = browse()
    learner.page.clock.install()
    page = learner.open("two-numbers")
    page.clock.run_for(60_000)
    assert learner.stored("two-numbers:_time") == 60
    page.clock.run_for(600_000)
    assert learner.stored("two-numbers:_time") < 120
    page.mouse.move(50, 50)
    page.clock.run_for(10_000)
    assert learner.stored("two-numbers:_time") >= 95


def test_the_home_page_leads_back_to_the_first_activity_that_is_not_done(learner):
    page = learner.open("two-numbers")
    learner.card("councillor").get_by_label("Very little").check()
    check(learner.card("councillor"))
    learner.card("my-partnership").scroll_into_view_if_needed()
    learner.open("index")
    box = page.locator(".pb-resume")
    title = learner_title(learner, "checks")
    assert f"Next in Two numbers or a chart?: “{title}”." in box.inner_text()
    assert "1 of 6 activities done in Two numbers or a chart?" in box.inner_text()
    assert learner.faults() == []
    box.get_by_role("link", name="Carry on").click()
    assert page.url.endswith("two-numbers.html#pb-two-numbers-checks")


def learner_title(learner, activity_id):
    """The title of an activity, as its own page gives it."""
    learner.open("two-numbers")
    title = learner.card(activity_id).locator(".pb-activity-title").inner_text()
    learner.open("index")
    return title


def test_after_a_finished_module_the_home_page_names_the_next_that_is_not(learner):
    page = learner.open("index")
    done = {"answer": "x", "checked": True}
    here = {"module": "one", "title": "One", "page": "one.html", "activities": ["a", "b"]}
    put(page, {"_place": here, "one:a": done, "one:b": done, "two:c": done})
    box = page.locator(".pb-resume")
    assert "You have finished One. Next in the course: Three." in box.inner_text()
    assert box.get_by_role("link", name="Go on").get_attribute("href") == "three.html"
    put(page, {"three:d": done})
    assert "You have finished One." in box.inner_text()
    assert box.get_by_role("link").inner_text() == "See my learning record"


def put(page, values):
    """Store values as an earlier visit would have, and open the page again."""
    for key, value in values.items():
        page.evaluate(
            "([key, text]) => localStorage.setItem(`playbook:v1:${key}`, text)",
            [key, json.dumps(value)],
        )
    page.reload()


def test_a_page_opened_for_a_moment_is_not_begun(learner):
    learner.page.clock.install()
    page = learner.open("two-numbers")
    page.clock.run_for(25_000)
    learner.open("index")
    assert page.locator(".pb-resume").is_hidden()
    learner.open("record")
    assert "Not started" in page.locator(".pb-record-module").inner_text()
    assert "Last here" not in page.locator(".pb-record-module").inner_text()


def test_half_a_minute_of_reading_or_one_answer_begins_a_module(browse):
    reader = browse()
    reader.page.clock.install()
    reader.open("two-numbers").clock.run_for(35_000)
    answers = browse()
    answers.open("two-numbers")
    answers.card("councillor").get_by_label("Very little").check()
    for learner in (reader, answers):
        page = learner.open("record")
        assert "Started" in page.locator(".pb-record-module").inner_text()
        learner.open("index")
        assert page.get_by_role("link", name="Carry on").is_visible()


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//example.org/a.html", "../../x.html", "https://example.org"],
)
def test_a_place_outside_the_site_is_never_offered(learner, address):
    page = learner.open("index")
    place = {"module": "x", "title": "X", "page": "x.html", "activities": ["a"]}
    put(page, {"_place": place, "x:_time": 60})
    assert page.locator(".pb-resume").is_visible()
    put(page, {"_place": {**place, "page": address}})
    assert page.locator(".pb-resume").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_every_state_of_every_activity_is_accessible_and_fits(browse, width, scheme):
    learner = browse(width=width, scheme=scheme)
    learner.open("two-numbers")
    assert learner.faults() == [], "before an answer"
    for button in learner.page.get_by_role("button").all():
        if button.is_visible():
            button.click()
    assert learner.faults() == [], "when an answer is missing"
    learner.card("councillor").get_by_label("Delays have doubled").check()
    learner.card("checks").get_by_label("A bigger font").check()
    for name in ("sort-work", "sort-ring"):
        for row in learner.card(name).locator(".pb-item").all():
            row.locator("input").first.check()
    learner.card("typical-month").get_by_role("textbox").fill("400")
    learner.card("typical-month").get_by_label("Very sure").check()
    learner.card("my-partnership").get_by_label("What happens now?").fill("Words. " * 60)
    for name in ("councillor", "checks", "sort-work", "sort-ring"):
        check(learner.card(name))
    learner.card("typical-month").get_by_role("button", name="Show me the answer").click()
    assert learner.page.locator(".pb-verdict").count() == 5
    assert learner.faults() == [], "after an answer"


def test_controls_are_large_enough_for_a_thumb(browse):
    learner = browse(width=320)
    page = learner.open("two-numbers")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll(".pb-option, .pb-bin, button, textarea, .pb-slider")]
          .filter((one) => one.offsetParent).map((one) => one.getBoundingClientRect().height)"""
    )
    assert min(sizes) >= 43.9


def test_on_a_phone_the_four_stages_stand_two_by_two(browse):
    learner = browse(width=360)
    learner.open("two-numbers")
    places = learner.card("sort-work").locator(".pb-item").first.locator(".pb-bin")
    places.nth(2).click()  # the longest word, in bold
    boxes = [place.bounding_box() for place in places.all()]
    assert len({box["x"] for box in boxes}) == len({box["y"] for box in boxes}) == 2
    assert min(box["height"] for box in boxes) >= 43.9
    for place, box in zip(places.all(), boxes, strict=True):
        word = place.locator("span").bounding_box()
        assert box["x"] <= word["x"]
        assert word["x"] + word["width"] <= box["x"] + box["width"]


def test_a_missing_answer_does_not_trap_the_keyboard(learner):
    page = learner.open("two-numbers")
    check(learner.card("councillor"))
    first = page.evaluate("document.activeElement.closest('.pb-activity').id")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.pb-activity').id") != first


def test_on_paper_there_are_no_buttons_and_there_is_room_to_write(learner):
    page = learner.open("two-numbers")
    page.emulate_media(media="print")
    assert not page.get_by_role("button").first.is_visible()
    box = learner.card("my-partnership").locator("textarea").first
    assert box.bounding_box()["height"] > 140


FAKE_JUPYTER = """async ([esm, html]) => {
  const file = new Blob([esm], { type: "text/javascript" });
  const module = await import(URL.createObjectURL(file));
  const state = { html };
  window.model = { state, saves: 0, get: (name) => state[name],
    set(name, value) { state[name] = value; }, save_changes() { this.saves += 1; } };
  const el = document.createElement("div");
  document.querySelector("main").replaceChildren(el);
  module.default.render({ model: window.model, el });
}"""


def test_in_jupyter_the_same_script_mounts_the_activity_and_tells_python(learner, notebook):
    page = learner.open("index")
    made = Activity(notebook, notebook.activity("councillor"))
    page.evaluate(FAKE_JUPYTER, [Activity._esm, made.html])
    card = learner.card("councillor")
    card.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    focused = "document.activeElement.hasAttribute('data-lm-suppress-shortcuts')"
    assert page.evaluate(focused), "Jupyter must leave the keys of this control alone"
    check(card)
    told = page.evaluate("({ ...window.model.state, html: undefined, saves: window.model.saves })")
    assert told["answer"] == ["Very little, until we see the months between"]
    assert (told["checked"], told["correct"]) == (True, True)
    assert told["saves"] >= 3


def test_running_the_script_again_changes_nothing(learner):
    page = learner.open("two-numbers")
    page.evaluate("window.before = window.playbook.store")
    page.add_script_tag(content=asset("activities.js"))
    assert page.evaluate("window.before === window.playbook.store")
    card = learner.card("councillor")
    assert card.locator("button").count() == 3
    card.get_by_label("Very little").check()
    check(card)
    assert learner.stored("two-numbers:councillor")["attempts"] == 1


def test_in_jupyter_a_what_if_panel_tells_python_what_was_chosen(learner):
    page = learner.open("explorer")
    html = page.evaluate(
        "document.querySelector('.pb-explorer').outerHTML.replace('data-live', '')"
    )
    page.evaluate(FAKE_JUPYTER, [Explorer._esm, html])
    page.locator(".pb-explorer .pb-slider").first.focus()
    page.keyboard.press("Home")
    values = page.evaluate("window.model.state.values")
    assert values == {"delay_days": 9, "growth": 0}


def test_a_guess_is_done_but_never_marked_and_gets_one_verdict(learner):
    page = learner.open("two-numbers")
    card = learner.card("typical-month")
    card.get_by_role("textbox").fill("1084")
    card.get_by_label("Very sure").check()
    card.get_by_role("button", name="Show me the answer").click()
    said = card.locator(".pb-feedback").inner_text()
    assert "Exactly right." in said
    assert "Close" not in said
    assert said.lower().count("exactly right") == 1
    assert card.locator(".pb-verdict").inner_text() == "Exactly right.", "no sign of a mark"
    saved = learner.stored("two-numbers:typical-month")
    assert (saved["correct"], saved["score"], saved["attempts"]) == (None, None, 1)
    assert "You have done 1 of 6 activities" in page.locator(".pb-opening").inner_text()


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["The months", "The same", "A bigger"], "You found both. One other does not belong."),
        (["The months", "A bigger"], "You found 1 of 2. One other does not belong."),
        (["The months"], "Partly right. You found 1 of 2."),
        (["A bigger"], "Not quite."),
    ],
)
def test_what_was_found_and_what_does_not_belong_are_counted_apart(learner, chosen, said):
    learner.open("two-numbers")
    card = learner.card("checks")
    for text in chosen:
        card.get_by_label(text).check()
    check(card)
    verdict = card.locator(".pb-verdict").inner_text()
    assert verdict.endswith(said)
    assert ("Partly right" in verdict) == ("1 of 2" in said)


def test_the_text_of_the_option_just_chosen_is_not_read_out_again(learner):
    learner.open("two-numbers")
    card = learner.card("councillor")
    card.get_by_label("Delays have doubled").check()
    check(card)
    said = card.locator(".pb-feedback").inner_text()
    assert "Not this one" in said
    assert "something must have gone wrong" not in said
    assert "A better answer: Very little, until we see the months between" in said.replace("\n", "")


def test_misplaced_items_are_listed_in_the_verdict_with_a_way_back_to_each(learner):
    page = learner.open("two-numbers")
    card = learner.card("sort-work")
    for row in card.locator(".pb-item").all():
        row.get_by_label("Analyse").check()
    check(card)
    listed = card.locator(".pb-misplaced li")
    assert listed.count() == 2
    assert "It belongs in: Implement (you chose Analyse)" in listed.nth(1).inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Write the business case"
    page.keyboard.press("Enter")
    there = card.locator(".pb-item").nth(1)
    assert there.evaluate("(row) => row === document.activeElement")
    told = "(one) => document.getElementById(one.getAttribute('aria-describedby')).textContent"
    assert "It belongs in: Plan" in there.evaluate(told)
    right = card.locator(".pb-item").nth(0).locator("input:checked")
    assert "Right: Analyse" in right.evaluate(told)
    assert learner.faults() == []
    card.get_by_role("button", name="Change my answer").click()
    assert card.locator(".pb-item [aria-describedby], .pb-item .pb-tick").count() == 0


def test_a_right_review_is_shown_in_the_colour_of_right_and_not_of_its_stage(browse):
    learner = browse(reduced_motion="reduce")  # colours change at once
    page = learner.open("two-numbers")
    card = learner.card("sort-work")
    for row, stage in zip(
        card.locator(".pb-item").all(), ("Analyse", "Plan", "Review"), strict=True
    ):
        row.get_by_label(stage).check()
    check(card)
    colour = "(bin) => getComputedStyle(bin).backgroundColor"
    right = page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--pb-right')"
    )
    assert right.strip() == "#1b6639"
    bins = [row.locator(".pb-bin:has(input:checked)") for row in card.locator(".pb-item").all()]
    assert [bin_.evaluate(colour) for bin_ in bins] == [
        "rgb(27, 102, 57)",
        "rgb(27, 102, 57)",
        "rgb(255, 255, 255)",
    ]
    assert [bin_.inner_text()[0] for bin_ in bins] == ["✓", "✓", "◇"]


def test_the_button_to_change_an_answer_is_the_main_one_only_when_it_is_wrong(learner):
    learner.open("two-numbers")
    card = learner.card("councillor")
    again = card.get_by_role("button", name="Change my answer")
    card.get_by_label("Delays have doubled").check()
    check(card)
    assert "pb-button-quiet" not in again.get_attribute("class")
    again.click()
    card.get_by_label("Very little").check()
    check(card)
    assert "pb-button-quiet" in again.get_attribute("class")


def test_a_verdict_is_not_announced_twice(learner):
    page = learner.open("two-numbers")
    card = learner.card("councillor")
    card.get_by_label("Very little").check()
    check(card)
    assert page.evaluate("document.activeElement.matches('.pb-verdict')")
    live = "document.activeElement.closest('[role=status], [role=alert], [aria-live]')"
    assert page.evaluate(live) is None


def test_a_missing_number_is_said_aloud_where_focus_does_not_move(learner):
    page = learner.open("two-numbers")
    card = learner.card("typical-month")
    card.get_by_role("textbox").focus()
    page.keyboard.press("Enter")
    assert "Type a number" in card.get_by_role("alert").inner_text()
    assert card.get_by_role("textbox").get_attribute("aria-invalid") == "true"
    page.keyboard.type("900")
    assert card.get_by_role("textbox").get_attribute("aria-invalid") is None
    assert card.get_by_role("alert").count() == 0


def test_enter_on_an_option_chooses_it_and_carries_nobody_off(learner):
    page = learner.open("two-numbers")
    card = learner.card("sort-work")
    first = card.locator("input").first
    first.focus()
    page.keyboard.press("Enter")
    assert first.is_checked()
    assert first.evaluate("one => one === document.activeElement")
    assert card.locator(".pb-missing").count() == 0


def test_the_module_and_its_card_say_where_to_carry_on(learner):
    page = learner.open("two-numbers")
    check_one = learner.card("councillor")
    check_one.get_by_label("Very little").check()
    check(check_one)
    title = learner.card("checks").locator(".pb-activity-title").inner_text()
    said = f"You have done 1 of 6 activities here. Carry on at: {title}"
    assert page.locator(".pb-done-here").inner_text() == said
    learner.open("learn")
    assert page.locator(".pb-card-progress").inner_text() == said
    assert learner.faults() == []
    page.get_by_role("link", name=f"Carry on at: {title}").click()
    assert page.url.endswith("#pb-two-numbers-checks")
    learner.open("learn")
    page.evaluate("localStorage.removeItem('playbook:v1:_place')")
    page.reload()
    assert page.get_by_role("link", name="Carry on").get_attribute("href") == (
        "two-numbers.html#pb-two-numbers-checks"
    )


def test_after_the_last_activity_the_page_says_so_and_leads_to_the_certificate(learner):
    page = learner.open("two-numbers")
    box = page.locator(".pb-finished")
    assert box.get_attribute("role") == "status"
    assert box.inner_text() == ""
    answer_everything(learner)
    box.locator("a").wait_for()
    assert box.inner_text() == "You have done all 6 activities. Get your certificate"
    assert box.locator("a").get_attribute("href").endswith("book/record.html")
    above = box.evaluate("(box) => box.previousElementSibling.id")
    assert above == "pb-two-numbers-councillor", "it stands where the last answer was given"
    assert learner.faults() == []
    page.reload()
    assert "Get your certificate" in box.inner_text()
    learner.card("my-partnership").get_by_role("button", name="Erase my answer").click()
    assert box.inner_text() == ""


def answer_everything(learner):
    """Answer the first one last, so that the end of the page is not where it happens."""
    learner.card("checks").get_by_label("A bigger font").check()
    for name in ("sort-work", "sort-ring"):
        for row in learner.card(name).locator(".pb-item").all():
            row.locator("input").first.check()
    learner.card("typical-month").get_by_role("textbox").fill("400")
    learner.card("typical-month").get_by_label("Very sure").check()
    learner.card("typical-month").get_by_role("button", name="Show me the answer").click()
    for prompt in ("What happens now?", "Now what will you do?"):
        learner.card("my-partnership").get_by_label(prompt).fill("Words.")
    learner.card("councillor").get_by_label("Very little").check()
    for name in ("checks", "sort-work", "sort-ring", "councillor"):
        check(learner.card(name))


def test_without_storage_the_note_stands_under_the_title_and_the_promise_is_gone(browse):
    learner = browse(script=BLOCKED)
    page = learner.open("two-numbers")
    assert page.locator("h1 + .pb-notice").is_visible()
    assert page.locator(".pb-private").is_hidden()
    learner.open("record")
    notice = page.locator("h1 + .pb-notice")
    assert "does not keep answers between pages" in notice.inner_text()
    assert notice.get_by_role("button").count() == 0, "there is nothing on this page to download"


def test_what_comes_after_a_reflection_is_shown_once_something_is_written(learner, notebook):
    page = learner.open("index")
    after = "Bring this to your next meeting."
    made = Activity(notebook, replace(notebook.activity("my-partnership"), after=after))
    page.evaluate(FAKE_JUPYTER, [Activity._esm, made.html])
    card = learner.card("my-partnership")
    assert after not in card.inner_text()
    card.get_by_label("What happens now?").fill("We compare two months.")
    assert after in card.locator(".pb-feedback").inner_text()
    card.get_by_label("What happens now?").fill("")
    assert after not in card.inner_text()
