"""The slides of webinars: opened from a folder, with the network blocked, one by one."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from playbook.publish.webinars.deck import deck
from playbook.publish.webinars.plan import plans
from playbook.publish.webinars.policy import policy
from playbook.publish.webinars.slides import slides_html, write_slides

SMALLEST_LETTERS = 23.9
LOWEST = 690
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MEASURE = """() => {
  const slide = [...document.querySelectorAll("section.pb-slide.present")].pop();
  const box = slide.getBoundingClientRect();
  const told = {title: slide.querySelector("h1, h2").innerText, bottom: 0, right: 0, small: []};
  const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, parent = text.parentElement;
    if (!text.textContent.trim() || parent.closest("aside, title, desc")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const place = range.getBoundingClientRect();
    if (!place.width) continue;
    told.bottom = Math.max(told.bottom, place.bottom - box.top);
    told.right = Math.max(told.right, place.right - box.left);
    const drawn = parent.closest("svg") ? parent.getScreenCTM() : {a: 1, b: 0};
    const size = parseFloat(getComputedStyle(parent).fontSize) * Math.hypot(drawn.a, drawn.b);
    if (size < SMALLEST) told.small.push([size, text.textContent.trim()]);
  }
  return told;
}""".replace("SMALLEST", str(SMALLEST_LETTERS))


@pytest.fixture(scope="module", params=plans(), ids=lambda plan: plan.id)
def opened(request, tmp_path_factory, chromium: Browser):
    """The slides of a webinar as they are projected, and what they asked of other hosts."""
    path = write_slides(request.param, tmp_path_factory.mktemp("slides"))
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    asked: list[str] = []
    page.on("request", lambda it: asked.append(it.url) if "file:" not in it.url[:5] else None)
    page.goto(path.as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    yield page, asked
    page.close()


@pytest.fixture
def projected(opened):
    """The same, back at the first slide."""
    page, asked = opened
    page.evaluate("Reveal.slide(0, 0)")
    return page, asked


def test_every_slide_fits_the_screen_in_large_letters_and_asks_for_nothing(projected) -> None:
    page, asked = projected
    wrong = []
    for _ in range(60):
        told = page.evaluate(MEASURE)
        fits = told["bottom"] <= LOWEST and told["right"] <= 1260
        if told["small"] or not fits:
            wrong.append(told)
        if page.evaluate("Reveal.isLastSlide()"):
            break
        page.keyboard.press("Space")
    assert page.evaluate("Reveal.isLastSlide()"), "the keyboard does not reach the last slide"
    assert wrong == []
    assert asked == []


def test_slides_have_no_faults_that_axe_can_see(projected) -> None:
    page, _ = projected
    found = _faults(page)
    for _ in range(2):
        page.keyboard.press("ArrowRight")
        found |= _faults(page)
    assert found == set()


def _faults(page: Page) -> set[str]:
    response = Axe().run(page, options={"runOnly": RULES}).response
    return {f"{fault['id']}: {fault['nodes'][0]['html'][:90]}" for fault in response["violations"]}


def test_the_speakers_window_shows_the_notes_and_turns_the_slides(projected) -> None:
    page, _ = projected
    with page.context.expect_page() as window:
        page.keyboard.press("s")
    speaker = window.value
    notes = speaker.locator(".speaker-controls-notes")
    expect(notes).to_contain_text("Minutes 0 to")
    speaker.keyboard.press("ArrowRight")
    expect(notes).not_to_contain_text("Minutes 0 to")
    expect(notes).to_contain_text("leads.")
    assert page.evaluate("Reveal.getIndices().h") == 1
    speaker.close()


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.id)
def test_a_webinar_has_at_most_twelve_main_slides_each_with_notes(plan) -> None:
    frames = deck(plan)
    assert len(frames) <= policy().limits.most_slides
    assert all(frame.notes for frame in frames)
    assert [frame.place for frame in frames] == list(range(1, len(frames) + 1))


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.id)
def test_the_short_cut_leaves_out_the_slides_of_what_is_skipped(plan) -> None:
    skipped = {segment.title for segment in plan.segments if not segment.short}
    assert len(deck(plan, short=True)) < len(deck(plan))
    html = slides_html(plan, short=True)
    assert f"{plan.short} minutes" in html
    assert not any(f"{title}. Minutes" in html for title in skipped)


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.id)
def test_every_drawing_on_a_slide_is_told_in_words(plan) -> None:
    html = slides_html(plan)
    drawings = html.count('class="pb-side"')
    assert html.count("What the drawing shows.") == drawings
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "https://" not in html
