"""The contrast written beside each colour is the contrast that it has."""

import re
from pathlib import Path

import playbook.framework.palette as palette

BESIDE = re.compile(r'^    "([a-z-]+)": "(#[0-9a-f]{6})",  # ([\d.]+)(?:, on its tint ([\d.]+))?')


def test_the_numbers_in_the_margin_are_true() -> None:
    source = Path(palette.__file__).read_text(encoding="utf-8")
    light, dark = source.split("DARK = {")
    checked = 0
    for text, theme in ((light, palette.LIGHT), (dark, palette.DARK)):
        for name, colour, page, tint in filter(None, map(_beside, text.splitlines())):
            checked += 1
            assert f"{palette.contrast(colour, theme['page']):.1f}" == page, name
            if tint:
                assert f"{palette.contrast(colour, theme[f'{name}-tint']):.1f}" == tint, name
    assert checked == 26


def _beside(line: str) -> tuple[str, ...] | None:
    found = BESIDE.match(line)
    return found.groups() if found else None


def test_both_themes_have_the_same_colours() -> None:
    assert list(palette.LIGHT) == list(palette.DARK)
