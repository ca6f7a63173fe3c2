"""Every page in a real browser: what it asks for, what it says to axe, whether it fits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
EVERY_RULE = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RULES_OF_A_LOOK = {  # what another width and other colours can break
    "type": "rule",
    "values": [
        "color-contrast",
        "link-in-text-block",
        "scrollable-region-focusable",
        "target-size",
    ],
}


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


def leave_a_few_of_each(tab: Tab) -> None:
    """Leave five of the parts that look alike and stand alike: one colour is one colour."""
    tab.evaluate(
        """() => {
            const looks = (part) => part.tagName + '.' + part.className + '(' +
                [...part.children].map(looks).join() + ')';
            const stands = (part) => part ? part.tagName + '.' + part.className + '<' +
                stands(part.parentElement) : '';
            const alike = 'main :is(p, li, dt, dd, label, tr, math, button)';
            const seen = {};
            for (const part of document.querySelectorAll(alike)) {
                const like = looks(part) + stands(part.parentElement);
                seen[like] = (seen[like] || 0) + 1;
                if (seen[like] > 5) part.remove();
            }
        }"""
    )


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
            context.close()
        context = chromium.new_context(viewport={"width": 320, "height": 640})
        measure(context.new_page(), f"{address}/{page}.html", found)
        context.close()
        found.axe = axe_in_both_looks(chromium, f"{address}/{page}.html")
        return found

    return visit


def measure(tab: Tab, url: str, found: Visit) -> None:
    tab.goto(url)
    read_to_the_end(tab)
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


def axe_in_both_looks(chromium: Browser, url: str) -> dict[str, list[str]]:
    """Run every rule on a wide light page, and those of a look on a narrow dark one."""
    context = chromium.new_context(
        viewport=WIDE, color_scheme="light", reduced_motion="reduce", bypass_csp=True
    )
    tab = context.new_page()
    tab.goto(url)
    read_to_the_end(tab)
    shorten_tables(tab)
    found = {"wide, light": axe(tab, EVERY_RULE)}
    leave_a_few_of_each(tab)
    tab.set_viewport_size(NARROW)
    tab.emulate_media(color_scheme="dark")
    found["narrow, dark"] = axe(tab, RULES_OF_A_LOOK)
    context.close()
    return found


def axe(tab: Tab, rules: dict[str, object]) -> list[str]:
    found = Axe().run(tab, options={"runOnly": rules, "resultTypes": ["violations"]})
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


def test_axe_finds_nothing_wrong_in_either_look(visits: Visits, page: str) -> None:
    assert {look: told for look, told in visits(page).axe.items() if told} == {}
    assert len(visits(page).axe) == 2


def test_nothing_makes_a_page_scroll_sideways_at_320_pixels(visits: Visits, page: str) -> None:
    assert visits(page).too_wide <= 0


def test_everything_that_can_be_pressed_is_large_enough(visits: Visits, page: str) -> None:
    assert visits(page).small == []
