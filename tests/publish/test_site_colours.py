"""The site's style sheet uses the playbook's palette, and writes true contrasts beside it."""

import re
from pathlib import Path

import pytest

from playbook.framework.palette import DARK, LIGHT, contrast

CSS = Path("src/playbook/publish/theme/static/playbook.css")
TOKEN = re.compile(r"--pb-([a-z-]+): (#[0-9a-f]{6});(?: +/\* ([0-9.]+))?")


@pytest.fixture
def blocks(checkout: Path) -> list[list[tuple[str, str, str]]]:
    """The light colours, the dark ones of the device, and the dark ones that were chosen."""
    text = (checkout / CSS).read_text(encoding="utf-8")
    parts = re.split(r"@media screen", text[: text.index("/* ---------- Ground")])
    return [TOKEN.findall(part) for part in parts]


def test_light_and_both_dark_blocks_hold_the_palette(blocks: list) -> None:
    for block, palette in zip(blocks, (LIGHT, DARK, DARK), strict=True):
        stated = {name: value for name, value, _ in block}
        ring = stated.pop("focus-ring")
        assert stated == palette
        assert contrast(palette["focus"], ring) >= 3


def test_the_contrast_beside_a_colour_is_true(blocks: list) -> None:
    for block, palette in zip(blocks, (LIGHT, DARK, DARK), strict=True):
        for name, value, stated in block:
            if stated and name != "focus":
                assert float(stated) == pytest.approx(contrast(value, palette["page"]), abs=0.051)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_the_page_and_on_every_panel(palette: dict[str, str]) -> None:
    for ink in ("ink", "soft", "link", "brand", "think", "right"):
        assert contrast(palette[ink], palette["page"]) >= 4.5
        assert contrast(palette[ink], palette["panel"]) >= 4.5
    for stage in ("analyse", "plan", "implement", "review"):
        assert contrast(palette[stage], palette[f"{stage}-tint"]) >= 4.5
