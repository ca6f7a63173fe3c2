"""What ratings, checklists, worksheets and advice share: access, size, damage, paper."""

import pytest

CONTROLS = ".pb-option, .pb-bin, button, textarea, .pb-line-box"
NAMES = ("our-needs", "six-things", "aim-and-drivers", "which-approach", "where-to-start")


def fill(learner):
    """Give every activity of the page an answer that says something in each kind of control."""
    cards = {name: learner.card(name, "own-work") for name in NAMES}
    for at, word in enumerate(("Fully", "In part")):
        row = cards["our-needs"].locator(".pb-item").nth(at)
        row.get_by_label(word).check()
        row.get_by_role("textbox").fill("Evidence " * 12 if at else "")
    for at, state in enumerate(("Yes", "Not yet", "Does not apply")):
        cards["six-things"].locator(".pb-item").nth(at).get_by_label(state).check()
    cards["six-things"].locator(".pb-line-box:visible").first.fill("Minute of 3 May")
    cards["aim-and-drivers"].get_by_label("Our aim").fill("Words. " * 60)
    cards["aim-and-drivers"].get_by_label("Change idea, row 1").fill("Words. " * 30)
    cards["aim-and-drivers"].get_by_role("button", name="Add a row").click()
    for name in ("which-approach", "where-to-start"):
        for group in cards[name].locator(".pb-asking").all():
            group.locator("input").first.check()
    return cards


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light"), (320, "dark")])
def test_every_state_is_accessible_and_fits(browse, width, scheme):
    learner = browse(width=width, scheme=scheme, reduced_motion="reduce")
    page = learner.open("own-work")
    assert learner.faults() == [], "before an answer"
    cards = fill(learner)
    page.get_by_text("Show a worked example").click()
    assert learner.faults() == [], "filled in"
    sizes = page.evaluate(
        """(controls) => [...document.querySelectorAll(controls)]
          .filter((one) => one.offsetParent).map((one) => one.getBoundingClientRect().height)""",
        CONTROLS,
    )
    assert min(sizes) >= 43.9
    cards["our-needs"].get_by_role("button", name="Show me my picture").click()
    for name in ("which-approach", "where-to-start"):
        cards[name].get_by_role("button", name="Show me the advice").click()
    assert learner.faults() == [], "with pictures and advice"
    learner.open("own-work-record")
    page.locator("summary").click()
    assert learner.faults() == [], "in the record"


@pytest.mark.parametrize(
    "answer",
    [
        "3",
        "[]",
        '"text"',
        "{}",
        '{"needs-known": 3, "purpose": [1], "aim": {}, "drivers": 4, "change": {}}',
        '{"needs-known": {"rating": 3}, "purpose": {"state": "__proto__"}, "drivers": [1, null]}',
        '{"__proto__": {"rating": "Fully"}, "constructor": {"state": "yes"}}',
    ],
)
def test_damaged_storage_is_ignored(learner, answer):
    page = learner.open("own-work")
    for name in NAMES:
        key = f"playbook:v1:own-work:{name}"
        page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)",
            [key, f'{{"answer": {answer}, "checked": true, "attempts": 1}}'],
        )
    page.reload()
    assert page.locator("input:checked").count() == 0
    fill(learner)
    assert set(learner.stored("own-work:our-needs")["answer"]) == {"needs-known", "views-heard"}
    learner.open("own-work-record")
    assert page.locator(".pb-summary").is_visible()


def test_answers_to_an_older_policy_are_kept_but_not_weighed(learner):
    page = learner.open("own-work")
    cards = fill(learner)
    cards["which-approach"].get_by_role("button", name="Show me the advice").click()
    page.evaluate(
        """() => { const key = "playbook:v1:own-work:which-approach";
          const record = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify({ ...record, version: "older",
            answer: { ...record.answer, change: "An answer that is gone" } })); }"""
    )
    page.reload()
    said = cards["which-approach"].locator(".pb-feedback").inner_text()
    assert "This question has changed since you answered." in said
    assert "An answer that is gone" in said
    assert "This points to" not in said


def test_an_empty_checklist_on_paper_has_a_line_for_each_item(learner):
    page = learner.open("own-work")
    page.emulate_media(media="print")
    lines = learner.card("six-things", "own-work").locator(".pb-on-paper")
    assert [line.is_visible() for line in lines.all()] == [True, True, True]
    assert learner.card("our-needs", "own-work").locator(".pb-line-box").first.is_visible()


def test_in_forced_colours_the_bars_of_a_picture_can_be_told_apart(browse):
    learner = browse(forced_colors="active")
    page = learner.open("own-work")
    cards = fill(learner)
    cards["our-needs"].get_by_role("button", name="Show me my picture").click()
    colour = "(one) => getComputedStyle(one).backgroundColor"
    steps = cards["our-needs"].locator(".pb-picture li").nth(1).locator(".pb-step")
    assert steps.nth(0).evaluate(colour) != steps.nth(1).evaluate(colour)
    assert page.locator(".pb-picture-rating strong").first.is_visible()
