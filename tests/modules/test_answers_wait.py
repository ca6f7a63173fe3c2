"""A page asks first and tells afterwards: what answers a guess is folded below it."""

import re

import nbformat
import pytest

from playbook.learn.definitions import find_notebook

SHOWS = re.compile(r'class="pb-(figure|explorer|shown)"')
HEADING = re.compile(r"^#", re.MULTILINE)
# What follows a guess and does not answer it, and why.
TELLS_OTHERWISE = {
    ("analyse", "small-explorer"): "the panel starts with another place",
    ("analyse", "heard-chart"): "the chart is by age, and the guess is about a place",
    ("improvement-in-practice", "show-log"): "the chart divides what the guess counts",
    ("plan", "cash-explorer"): "the panel starts with other beds",
    ("plan", "ahead-months"): "the words are of delayed bed days",
    ("plan", "ahead-chart"): "the chart is of beds, and the guess is of people",
    ("why-commission", "show-stand-still"): "the panel is of hours, and starts with no growth",
}
CHOICES = {("analyse", "which-locality")}  # not a guess, and a chart gives it away too


def what_follows(module):
    """Each guess with the outputs between it and the next activity or heading."""
    cells = nbformat.read(module.path, as_version=4).cells
    asked = None
    for read, cell in zip(module.cells, cells, strict=True):
        if read.hidden:
            continue
        if read.activities:
            (asked,) = (name for _, name in read.activities)
        elif cell.cell_type == "markdown" and HEADING.search(cell.source):
            asked = None
        elif asked and cell.cell_type == "code":
            html = "".join(one.get("data", {}).get("text/html", "") for one in cell.outputs)
            yield asked, cell.id, html


def test_what_answers_a_guess_is_folded_below_it(module):
    open_below = [
        (asked, name)
        for asked, name, html in what_follows(module)
        if (
            find_notebook(module.id).activity(asked).type == "estimate"
            or (module.id, asked) in CHOICES
        )
        and SHOWS.search(html)
        and (module.id, name) not in TELLS_OTHERWISE
        and not html.startswith("<details")
    ]
    assert not open_below, f"{module.id} answers its own guess: {open_below}"


@pytest.mark.parametrize(
    ("name", "asked", "cell"),
    [
        ("plan", "cash-guess", "cash-chart"),
        ("home-first", "cash", "cash-chart"),
        ("review", "below-limit", "show-charts"),
        ("two-approaches", "other-ages", "show-ages"),
        ("analyse", "which-locality", "fair-by-age"),
    ],
)
def test_the_chart_opens_with_the_activity_that_it_answers(module_named, name, asked, cell):
    cells = nbformat.read(module_named(name).path, as_version=4).cells
    (html,) = (one.outputs[0].data["text/html"] for one in cells if one.id == cell)
    assert f'class="pb-reveal" data-activity="pb-{name}-{asked}"' in html


def test_the_panel_below_a_guess_does_not_start_with_its_answer(module_named):
    starts = {
        ("plan", "cash-explorer"): "22,000",
        ("analyse", "small-explorer"): "105.7",
    }
    for (name, cell), answer in starts.items():
        cells = nbformat.read(module_named(name).path, as_version=4).cells
        (html,) = (one.outputs[0].data["text/html"] for one in cells if one.id == cell)
        first = re.search(r'class="pb-outcomes-now">(.*?)class="pb-said"', html, re.DOTALL)[1]
        assert answer not in first
