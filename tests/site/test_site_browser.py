"""Every page in a real browser: what it asks for, what it says to axe, how it takes a keyboard."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Watched:
    """A tab that may reach only the site, and remembers what it asked for and complained of."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.own, self.outside, self.complaints = own, [], []
        context.route("**/*", self._let_through_only_the_site)
        self.tab = context.new_page()
        self.tab.on("console", self._listen)
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _let_through_only_the_site(self, route) -> None:
        if route.request.url.startswith((self.own, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _listen(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


def read_to_the_end(tab: Tab) -> None:
    """Open what is closed and scroll through, so that everything a page could load is asked for."""
    tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    tab.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    tab.wait_for_timeout(50)


def shorten_tables(tab: Tab) -> None:
    """Leave five rows of each long table: the others are alike, and axe looks at every cell."""
    tab.evaluate(
        "document.querySelectorAll('tbody tr:nth-child(n+6)').forEach((row) => row.remove())"
    )


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@dataclass
class Visit:
    """What one visit to a page finds, so that several tests need not open it again."""

    outside: dict[str, list[str]] = field(default_factory=dict)
    complaints: dict[str, list[str]] = field(default_factory=dict)
    too_wide: int = 0
    small: list[str] = field(default_factory=list)
    axe: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def visits(chromium: Browser, site: Path, address: str) -> Callable[[str], Visit]:
    """Give a function that visits a page once, however many tests ask what was found."""

    @cache
    def visit(page: str) -> Visit:
        found = Visit()
        for scheme, root in (("file", site.as_uri()), ("http", address)):
            context = chromium.new_context(viewport=WIDE)
            watched = Watched(context, root)
            watched.tab.goto(f"{root}/{page}.html")
            read_to_the_end(watched.tab)
            found.outside[scheme], found.complaints[scheme] = watched.outside, watched.complaints
            if scheme == "http":
                measure(watched.tab, found)
            context.close()
        found.axe = axe_in_every_look(chromium, f"{address}/{page}.html")
        return found

    return visit


def measure(tab: Tab, found: Visit) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    found.too_wide = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    tab.set_viewport_size(NARROW)
    found.small = tab.evaluate(
        """() => [...document.querySelectorAll('button, select, summary, input, [role=button]')]
            .filter((part) => part.checkVisibility({visibilityProperty: true}))
            .map((part) => [part, part.getBoundingClientRect()])
            .filter(([part, box]) => box.width > 0 && (box.width < 24 || box.height < 24)
                && !(part.closest('label')?.getBoundingClientRect().height >= 24))
            .map(([part]) => part.outerHTML.slice(0, 120))"""
    )


def axe_in_every_look(chromium: Browser, url: str) -> dict[str, list[str]]:
    """Run every rule once, then again what another width or other colours can change."""
    context = chromium.new_context(
        viewport=WIDE, color_scheme="light", reduced_motion="reduce", bypass_csp=True
    )
    tab = context.new_page()
    tab.goto(url)
    read_to_the_end(tab)
    shorten_tables(tab)
    every = {"runOnly": {"type": "tag", "values": RULES}}
    contrast = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    found = {"wide, light": axe(tab, every)}
    tab.emulate_media(color_scheme="dark")
    found["wide, dark"] = axe(tab, contrast)
    tab.set_viewport_size(NARROW)
    found["narrow, dark"] = axe(tab, contrast)
    tab.emulate_media(color_scheme="light")
    found["narrow, light"] = axe(tab, {**every, "rules": {"color-contrast": {"enabled": False}}})
    context.close()
    return found


def axe(tab: Tab, options: dict) -> list[str]:
    found = Axe().run(tab, options={**options, "resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


Visits = Callable[[str], Visit]


def test_a_page_asks_nothing_of_any_other_host(visits: Visits, page: str) -> None:
    assert visits(page).outside == {"file": [], "http": []}


def test_a_page_has_nothing_to_complain_of(visits: Visits, page: str) -> None:
    assert visits(page).complaints == {"file": [], "http": []}


def test_axe_finds_nothing_wrong_in_any_width_or_colour(visits: Visits, page: str) -> None:
    assert {look: told for look, told in visits(page).axe.items() if told} == {}
    assert len(visits(page).axe) == 4


def test_nothing_makes_a_page_scroll_sideways_at_320_pixels(visits: Visits, page: str) -> None:
    assert visits(page).too_wide <= 0


def test_everything_that_can_be_pressed_is_large_enough(visits: Visits, page: str) -> None:
    assert visits(page).small == []


def test_the_first_key_press_offers_to_skip_to_the_page(tab: Tab, address: str) -> None:
    tab.goto(f"{address}/book/glossary.html")
    tab.keyboard.press("Tab")
    link = tab.locator(":focus")
    assert link.inner_text() == "Skip to the page"
    assert link.bounding_box()["y"] >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_focus_is_drawn_around_whatever_has_it(tab: Tab, address: str) -> None:
    tab.goto(f"{address}/book/learn.html")
    for _ in range(12):
        tab.keyboard.press("Tab")
        style = tab.evaluate(
            "(({outlineWidth, outlineStyle}) => [outlineWidth, outlineStyle])"
            "(getComputedStyle(document.activeElement))"
        )
        assert style == ["3px", "solid"]


def test_what_has_focus_is_never_hidden_behind_something(tab: Tab, address: str) -> None:
    tab.goto(f"{address}/modules/commissioning-cycle.html")
    for _ in range(60):
        tab.keyboard.press("Tab")
        hidden = tab.evaluate(
            """() => {
                const part = document.activeElement, box = part.getBoundingClientRect();
                if (part === document.body || !box.width) return null;
                const top = document.elementFromPoint(
                    box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20));
                const seen = top && (part.contains(top) || top.contains(part)
                    || part.closest('label')?.contains(top));
                return seen ? null : part.outerHTML.slice(0, 150);
            }"""
        )
        assert hidden is None


def test_the_menu_opens_and_closes_by_keyboard_on_a_small_screen(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(viewport=NARROW)
    tab = context.new_page()
    tab.goto(f"{address}/book/about.html")
    menu, learn = tab.get_by_role("button", name="Menu"), tab.get_by_role("link", name="Learn")
    assert not learn.first.is_visible()
    menu.focus()
    tab.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert learn.first.is_visible()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Learn"
    tab.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert tab.evaluate("document.activeElement.textContent") == "Menu"
    context.close()


def test_colours_can_be_chosen_and_are_remembered(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport=WIDE, color_scheme="light")
    tab = context.new_page()
    tab.goto(f"{address}/book/about.html")
    colour = "getComputedStyle(document.body).backgroundColor"
    light = tab.evaluate(colour)
    tab.get_by_label("Colours").select_option("Dark colours")
    dark = tab.evaluate(colour)
    assert dark != light
    tab.goto(f"{address}/book/learn.html")
    assert tab.evaluate(colour) == dark
    assert tab.get_by_label("Colours").input_value() == "dark"
    tab.get_by_label("Colours").select_option("Device colours")
    assert tab.evaluate(colour) == light
    assert tab.evaluate("localStorage.getItem('playbook:v1:_theme')") is None
    context.close()


def test_a_page_reads_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport=NARROW, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/book/project.html")
    assert tab.get_by_role("link", name="Facilitate").is_visible()
    assert not tab.get_by_role("button", name="Menu").is_visible()
    assert not tab.get_by_label("Colours").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_finds_pages_and_says_how_many(
    tab: Tab, site: Path, address: str, scheme: str
) -> None:
    root = address if scheme == "http" else site.as_uri()
    tab.goto(f"{root}/book/learn.html")
    tab.get_by_role("searchbox").fill("autocorrelation")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.html?q=autocorrelation")
    status = tab.get_by_role("status")
    expect(status).to_have_text(re.compile("^Results found: "))
    tab.get_by_role("link", name="Glossary", exact=True).first.click()
    tab.wait_for_url("**/book/glossary.html*")


def test_a_search_for_nothing_known_says_so(tab: Tab, address: str) -> None:
    tab.goto(f"{address}/search.html?q=xylophone")
    expect(tab.get_by_role("status")).to_contain_text("No page")


def test_the_live_notebook_is_offered_only_when_a_server_says_so(tab: Tab, address: str) -> None:
    url = f"{address}/modules/commissioning-cycle.html"
    tab.goto(url)
    assert not tab.get_by_role("link", name="Open as a live notebook").is_visible()
    tab.add_init_script("window.playbookLive = {open: '/book-live/', fresh: '?fresh'}")
    tab.goto(url)
    link = tab.get_by_role("link", name="Open as a live notebook")
    assert link.get_attribute("href") == "/book-live/modules/commissioning-cycle.ipynb"


def test_a_box_that_scrolls_can_be_reached_and_named(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    tab = context.new_page()
    tab.goto(f"{address}/book/facilitate.html")
    tab.locator("table").first.evaluate("(table) => { table.style.width = '900px'; }")
    box = tab.get_by_role("region", name="Table 1")
    box.wait_for()
    assert box.get_attribute("tabindex") == "0"
    context.close()
    context = chromium.new_context(viewport=WIDE)
    tab = context.new_page()
    tab.goto(f"{address}/book/facilitate.html")
    expect(tab.locator(".pb-table").first).not_to_have_attribute("tabindex", re.compile(""))
    context.close()


def test_a_module_prints_its_text_and_leaves_out_the_menus(tab: Tab, address: str) -> None:
    tab.goto(f"{address}/modules/commissioning-cycle.html")
    tab.emulate_media(media="print")
    for unwanted in (".pb-top", ".pb-side", ".pb-turn"):
        assert not tab.locator(unwanted).is_visible()
    assert tab.locator("main h1").is_visible()
