"""A driver diagram is a sound tree, can be read at every size, and says itself in a table."""

import re
from xml.etree import ElementTree

import pytest

from playbook.framework.diagrams import Diagram, driver_diagram
from playbook.framework.palette import LIGHT

AIM = "By 31 March 2027, halve the calls that ask when care will start"
DRIVERS = {
    "Families know what comes next": {
        "They are told on day one": ["One named person rings", "A card with a name on it"],
        "News comes before worry": ["A call on a set day"],
    },
    "The date is true": {"The provider confirms it": ["A list every noon"]},
}
SMALLEST_SHOWN = {"svg": 34 * 16, "narrow": 320}


@pytest.fixture
def drawn() -> Diagram:
    return driver_diagram(AIM, DRIVERS, name="calls")


@pytest.mark.parametrize("kind", ["svg", "narrow"])
def test_it_is_well_formed_named_and_never_smaller_than_twelve_pixels(
    drawn: Diagram, kind: str
) -> None:
    svg = getattr(drawn, kind)
    root = ElementTree.fromstring(svg)  # noqa: S314
    assert root.get("role") == "img"
    width = float((root.get("viewBox") or "").split()[2])
    scale = SMALLEST_SHOWN[kind] / width
    tag = "{http://www.w3.org/2000/svg}text"
    assert min(float(t.get("font-size", 0)) * scale for t in root.iter(tag)) >= 12
    for token, value in re.findall(r"var\(--pb-([a-z-]+), (#[0-9a-f]{6})\)", svg):
        assert LIGHT[token] == value


@pytest.mark.parametrize("kind", ["svg", "narrow"])
def test_boxes_stay_inside_the_drawing_and_off_each_other(drawn: Diagram, kind: str) -> None:
    root = ElementTree.fromstring(getattr(drawn, kind))  # noqa: S314
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    boxes = [
        tuple(float(rect.get(side, 0)) for side in ("x", "y", "width", "height"))
        for rect in root.iter("{http://www.w3.org/2000/svg}rect")
    ]
    assert len(boxes) == 10
    for x, y, wide, tall in boxes:
        assert x >= 0
        assert y >= 0
        assert x + wide <= width
        assert y + tall <= height
    apart = [
        a[0] + a[2] <= b[0] or b[0] + b[2] <= a[0] or a[1] + a[3] <= b[1] or b[1] + b[3] <= a[1]
        for at, a in enumerate(boxes)
        for b in boxes[:at]
    ]
    assert all(apart)


def test_every_idea_has_a_row_with_its_driver(drawn: Diagram) -> None:
    assert drawn.table.columns.tolist() == ["Drivers", "In detail", "Ideas to test"]
    assert drawn.table.iloc[2].tolist() == [
        "Families know what comes next",
        "News comes before worry",
        "A call on a set day",
    ]
    assert len(drawn.table) == 4
    assert AIM in drawn.description
    assert "2 drivers lead to it" in drawn.description


def test_every_box_but_the_aim_is_joined_to_one_other(drawn: Diagram) -> None:
    lines = re.findall(r'<path d="M[^"]*" style="fill:none', drawn.svg)
    assert len(lines) == 9
    steps = re.findall(r'<path d="M[^"]*V[^"]*H[^"]*"', drawn.narrow)
    assert len(steps) == 9


@pytest.mark.parametrize(
    ("aim", "drivers", "said"),
    [
        (AIM, {}, "at least one driver"),
        (" ", DRIVERS, "A box under Aim has no words"),
        (AIM, {"One": {}}, 'Nothing is said about the driver "One"'),
        (AIM, {"One": {"Detail": []}}, 'Give "Detail" a list'),
        (AIM, {"One": {"Detail": "an idea"}}, 'Give "Detail" a list'),
        (AIM, {"One": {"Detail": ["Same"], "Other": ["Same"]}}, "more than one box"),
        (AIM, {"One": {"Detail": [f"Idea {n}" for n in range(13)]}}, "There are 13 ideas"),
    ],
)
def test_a_tree_that_cannot_be_drawn_is_refused_in_words(
    aim: str, drivers: dict[str, dict[str, list[str]]], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        driver_diagram(aim, drivers, name="wrong")
