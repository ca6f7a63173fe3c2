"""The drawings are sound, say in words what they show, and follow the framework's data."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from playbook.framework import (
    Diagram,
    UnknownNameError,
    badge,
    cycle,
    framework,
    governance,
    rings,
    stage_mark,
    two_approaches,
)
from playbook.framework.palette import DARK, LIGHT, contrast
from playbook.framework.register import Register
from playbook.framework.routes import Box, around, straight

DRAWN: tuple[Callable[[], Diagram], ...] = (cycle, two_approaches, rings, governance)
SVG = "{http://www.w3.org/2000/svg}"
SMALLEST_SHOWN = {"svg": 34 * 16, "narrow": 320}  # pixels: where each drawing is at its smallest


def each_svg() -> list[tuple[str, str, str]]:
    found = []
    for draw in DRAWN:
        shown = draw()
        found += [(shown.name, "svg", shown.svg), (shown.name, "narrow", shown.narrow)]
    return found


@pytest.mark.parametrize(("name", "kind", "svg"), each_svg())
def test_a_drawing_is_well_formed_and_named_for_a_screen_reader(
    name: str, kind: str, svg: str
) -> None:
    root = ElementTree.fromstring(svg)  # noqa: S314
    assert root.get("role") == "img"
    ids = {part.get("id"): part for part in root.iter() if part.get("id")}
    named = (root.get("aria-labelledby") or "").split()
    assert [ids[each].tag for each in named] == [f"{SVG}title", f"{SVG}desc"]
    assert all((ids[each].text or "").strip() for each in named)


@pytest.mark.parametrize(("name", "kind", "svg"), each_svg())
def test_text_is_never_smaller_than_twelve_pixels(name: str, kind: str, svg: str) -> None:
    root = ElementTree.fromstring(svg)  # noqa: S314
    width = float((root.get("viewBox") or "").split()[2])
    widest = float(re.findall(r"max-width:(\d+)rem", svg)[0]) * 16
    scale = min(SMALLEST_SHOWN[kind], widest) / width
    sizes = [float(t.get("font-size", 0)) * scale for t in root.iter(f"{SVG}text")]
    assert min(sizes) >= 12, f"{min(sizes):.1f}"


@pytest.mark.parametrize(("name", "kind", "svg"), each_svg())
def test_every_colour_is_a_variable_with_our_light_value_to_fall_back_on(
    name: str, kind: str, svg: str
) -> None:
    for token, value in re.findall(r"var\(--pb-([a-z-]+), (#[0-9a-f]{6})\)", svg):
        assert LIGHT[token] == value
    bare = re.sub(r"var\([^)]*\)", "", svg)
    assert not re.search(r"#[0-9a-f]{6}\b", bare)
    assert "<style" not in svg


def test_no_two_ids_are_equal_across_all_diagrams() -> None:
    page = "".join(draw().html() for draw in DRAWN)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_drawing_can_stand_twice_on_a_page_under_another_name() -> None:
    page = cycle().html() + cycle(name="cycle-home").html()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("draw", DRAWN)
def test_the_same_data_always_gives_the_same_drawing(draw: Callable[[], Diagram]) -> None:
    assert draw()._repr_mimebundle_() == draw()._repr_mimebundle_()
    plain = draw()._repr_mimebundle_()["text/plain"]
    assert plain.startswith("Diagram: ")
    assert "0x" not in plain


@pytest.mark.parametrize("draw", DRAWN)
def test_every_diagram_has_its_note_and_its_table(draw: Callable[[], Diagram]) -> None:
    shown = draw()
    page = shown.html()
    assert shown.note.startswith("Our drawing")
    assert "<details><summary>" in page
    assert page.count("<tr>") == len(shown.table) + 1
    assert page.count("<svg") == 2


def test_lost_diagrams_are_said_to_be_lost() -> None:
    for draw in (cycle, two_approaches, governance):
        assert "not available to us" in draw().note
    assert "Institute of Public Care" in rings().note


def test_implement_is_explained_wherever_the_cycle_is_drawn() -> None:
    for draw in (cycle, rings):
        assert "It is not the “do” of PDSA" in draw().note


def test_only_the_unstated_relation_is_dashed() -> None:
    shown = governance()
    assert shown.svg.count("stroke-dasharray") == 1
    assert shown.narrow.count("stroke-dasharray") == 1
    assert "not stated in the surviving text" in shown.note


def test_every_stage_has_its_own_shape_and_its_word_beside_it() -> None:
    marks = [stage_mark(stage) for stage in framework().stages]
    assert len(set(marks)) == 4
    for stage in framework().stages.values():
        assert badge(stage.id).endswith(f"</svg> {stage.name}</span>")
        assert 'aria-hidden="true"' in stage_mark(stage.id)
    with pytest.raises(UnknownNameError, match="Did you mean"):
        badge("revue")


def test_a_partnership_without_columns_gets_a_chart_too() -> None:
    whole = framework()
    bodies = [replace(body, columns=()) for body in whole.bodies.values()]
    theirs = replace(whole.partnership, bodies=Register(bodies, "bodies"))
    shown = governance(replace(whole, partnership=theirs))
    ElementTree.fromstring(shown.svg)  # noqa: S314
    assert shown.svg.count("stroke-dasharray") == 1


def test_a_line_runs_past_a_box_that_stands_between() -> None:
    top, low = Box(0, 0, 600, 0, 40), Box(2, 0, 600, 200, 240)
    between = Box(1, 0, 500, 100, 140)
    lane = straight(top, low, [top, between, low], [])
    assert lane is not None
    assert 510 <= lane.x <= 590


def test_no_line_is_drawn_straight_when_everything_is_blocked() -> None:
    top, low = Box(0, 0, 600, 0, 40), Box(2, 0, 600, 200, 240)
    assert straight(top, low, [top, Box(1, 0, 600, 100, 140), low], []) is None


def test_boxes_side_by_side_are_joined_below_both() -> None:
    left, right = Box(0, 0, 100, 0, 40), Box(0, 200, 300, 0, 40)
    joined = around(left, right, gutter=676, gap=20)
    assert joined == [(50, 40), (50, 60), (250, 60), (250, 40)]
    below = Box(2, 0, 100, 200, 240)
    assert max(x for x, _ in around(left, below, gutter=676, gap=20)) == 676


def test_lines_between_the_same_boxes_keep_apart() -> None:
    top, low = Box(0, 0, 600, 0, 40), Box(1, 0, 600, 100, 140)
    taken = []
    for _ in range(4):
        lane = straight(top, low, [top, low], taken)
        assert lane is not None
        taken.append(lane)
    places = sorted(lane.x for lane in taken)
    assert all(right - left >= 60 for left, right in pairwise(places))


STAGE_NAMES = ("analyse", "plan", "implement", "review")
TEXT = ("ink", "soft", "brand", "link", "right", "think", "improvement", "concern", "target")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_stage_colours_can_be_read_on_the_page_the_panel_and_their_tint(
    theme: dict[str, str],
) -> None:
    for name in STAGE_NAMES:
        for ground in ("page", "panel", f"{name}-tint"):
            assert contrast(theme[name], theme[ground]) >= 4.5
        assert contrast(theme["ink"], theme[f"{name}-tint"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_colour_can_be_read_on_the_page(theme: dict[str, str]) -> None:
    for name in TEXT:
        assert contrast(theme[name], theme["page"]) >= 4.5
    assert contrast(theme["page"], theme["brand"]) >= 4.5


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
