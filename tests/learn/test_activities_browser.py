"""Every type of activity, done by mouse and by keyboard alone, in a real browser."""

import json

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
    assert card.get_by_role("status").first.inner_text() == ""
    check(card)
    said = card.locator(".pb-feedback").inner_text()
    assert "Not quite." in said
    assert "The sum is right." in said
    assert "Any two points can be joined by a line." in said
    assert "always noise" not in said, (
        "an option nobody chose and that is not right is not discussed"
    )
    assert "Both months were unusual" in said
    card.get_by_role("button", name="Try again").click()
    card.get_by_label("Very little").check()
    check(card)
    assert "Good thinking" in card.locator(".pb-feedback").inner_text()
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
    assert "Good thinking" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Try again"
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
    assert "Choose an answer first" in card.locator(".pb-feedback").inner_text()
    assert page.evaluate("document.activeElement.type") == "radio"
    described = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    )
    assert "Choose an answer first" in described
    page.keyboard.press("Space")
    assert card.locator(".pb-feedback").inner_text() == ""


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
    assert "One is still to place." in card.locator(".pb-feedback").inner_text()
    legend = page.evaluate(
        "document.activeElement.closest('fieldset').querySelector('legend').textContent"
    )
    assert legend == "Score the bids"


def test_an_estimate_wants_a_number_and_a_confidence_before_the_answer(learner):
    page = learner.open("two-numbers")
    card = learner.card("typical-month")
    show = card.get_by_role("button", name="Show me the answer")
    show.click()
    assert "from 0 to 3,000" in card.locator(".pb-feedback").inner_text()
    card.get_by_role("textbox").fill("1,040")
    assert card.locator("input[type=range]").input_value() == "1040"
    show.click()
    assert "how sure you are" in card.locator(".pb-feedback").inner_text()
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
    card.get_by_role("button", name="Try again").click()
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
    assert "Good thinking" in card.locator(".pb-feedback").inner_text()
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
    card.get_by_role("button", name="Start again").click()
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
    assert "Good thinking" in card.locator(".pb-feedback").inner_text()
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
    assert "Good thinking" in card.locator(".pb-feedback").inner_text()
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


def test_the_home_page_offers_the_way_back_to_where_the_reader_stopped(learner):
    page = learner.open("two-numbers")
    learner.card("councillor").get_by_label("Very little").check()
    check(learner.card("councillor"))
    learner.card("my-partnership").scroll_into_view_if_needed()
    learner.open("index")
    box = page.locator(".pb-resume")
    assert "You stopped at “A question” in Two numbers or a chart?" in box.inner_text()
    assert "1 of 6 activities done" in box.inner_text()
    assert learner.faults() == []
    box.get_by_role("link", name="Carry on").click()
    assert page.title() == "Two numbers or a chart?"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//example.org/a.html", "../../x.html", "https://example.org"],
)
def test_a_place_outside_the_site_is_never_offered(learner, address):
    page = learner.open("index")
    place = {"module": "x", "title": "X", "heading": "Y", "page": address, "activities": ["a"]}
    page.evaluate("text => localStorage.setItem('playbook:v1:_place', text)", json.dumps(place))
    page.reload()
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
