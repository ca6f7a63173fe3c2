"""The site in a real browser: how it takes a keyboard, colours, search and printing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


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
