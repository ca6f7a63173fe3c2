"""What-if panels in a real browser: by keyboard, announced, and without scripts."""

import pytest


def test_an_arrow_key_takes_one_step_and_shows_what_python_worked_out(learner):
    page = learner.open("explorer")
    slider = page.get_by_label("Average delay")
    assert slider.get_attribute("aria-valuetext") == "11 days"
    assert page.locator(".pb-big").inner_text() == "35"
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == "10 days"
    assert page.locator(".pb-big").inner_text() == "32"
    assert page.locator(".pb-change").inner_text() == "3 less. Today: 35"
    assert page.locator(".pb-sentence").inner_text() == "10 days, 0% more: 32 beds."
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    assert page.locator(".pb-sentence").inner_text() == "10 days, 20% more: 38 beds."


def test_the_case_is_announced_after_a_pause_and_not_on_every_step(browse):
    learner = browse()
    learner.page.clock.install()
    page = learner.open("explorer")
    said = page.get_by_role("status")
    page.get_by_label("Average delay").focus()
    page.keyboard.press("ArrowLeft")
    page.clock.run_for(300)
    assert said.text_content() == ""
    page.keyboard.press("ArrowLeft")
    page.clock.run_for(700)
    assert said.text_content() == "9 days, 0% more: 29 beds."


def test_one_button_brings_back_today(learner):
    page = learner.open("explorer")
    page.get_by_label("Growth in people delayed").focus()
    page.keyboard.press("End")
    assert page.locator(".pb-big").inner_text() == "42"
    page.get_by_role("button", name="Back to today").click()
    assert page.locator(".pb-big").inner_text() == "35"
    assert page.locator(".pb-change").inner_text() == "Today"


def test_without_scripts_there_is_today_and_every_number_in_a_table(browse):
    learner = browse(java_script_enabled=False)
    page = learner.open("explorer")
    assert page.locator(".pb-big").inner_text() == "35"
    assert page.locator(".pb-slider").first.is_hidden()
    page.locator("summary").click()
    assert page.locator("tbody tr").count() == 12


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_a_panel_is_accessible_and_fits(browse, width, scheme):
    learner = browse(width=width, scheme=scheme)
    page = learner.open("explorer")
    page.get_by_label("Average delay").focus()
    page.keyboard.press("Home")
    page.locator("summary").click()
    assert learner.faults() == []


def test_on_a_phone_the_results_stay_in_sight_while_a_slider_is_moved(browse):
    learner = browse(width=360)
    learner.page.set_viewport_size({"width": 360, "height": 600})
    page = learner.open("explorer")
    page.evaluate("document.querySelector('.pb-controls').style.paddingBottom = '30rem'")
    slider = page.get_by_label("Average delay")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    results = page.locator(".pb-outcomes-now").bounding_box()
    moved = slider.bounding_box()
    assert results["y"] + results["height"] <= 600.5
    assert moved["y"] >= 0
    assert moved["y"] + moved["height"] <= results["y"], "the results cover the slider"
