"""The colours of the playbook, by meaning, in light and in dark.

The numbers beside each colour are its contrast against the page, by the formula of WCAG 2.2.
Text needs 4.5, shapes that carry meaning need 3. A test holds them, and holds the site's
style sheet to the same values. A colour never stands alone: a shape or a word goes with it.
"""

SYSTEM_FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif"

LIGHT = {
    "page": "#ffffff",
    "panel": "#f5f8fa",
    "line": "#d3dce3",
    "ink": "#14222e",  # 16.2
    "soft": "#465665",  # 7.6
    "brand": "#0a4a66",  # 9.6
    "link": "#0b5c8a",  # 7.2
    "focus": "#ffcf33",
    "analyse": "#0b5c8a",  # 7.2, on its tint 6.3, circle
    "analyse-tint": "#e7f1f8",
    "plan": "#6a3d8f",  # 7.8, on its tint 6.8, square
    "plan-tint": "#f2ecf8",
    "implement": "#1b6639",  # 7.0, on its tint 6.2, triangle
    "implement-tint": "#e6f4ea",
    "review": "#97390f",  # 7.2, on its tint 6.4, diamond
    "review-tint": "#fcefe8",
    "right": "#1b6639",  # 7.0
    "think": "#8a5a00",  # 5.9
    "improvement": "#0a6ba8",  # 5.7, triangle up or down
    "concern": "#b3460b",  # 5.5, square
    "target": "#8a1538",  # 9.4
}

DARK = {
    "page": "#0f171e",
    "panel": "#17222c",
    "line": "#2c3c49",
    "ink": "#e7eef3",  # 15.4
    "soft": "#a9bac7",  # 9.1
    "brand": "#8fd0ee",  # 10.7
    "link": "#7cc4ec",  # 9.4
    "focus": "#ffcf33",
    "analyse": "#7cc4ec",  # 9.4, on its tint 7.8
    "analyse-tint": "#12293a",
    "plan": "#c9a5ec",  # 8.7, on its tint 7.9
    "plan-tint": "#251a33",
    "implement": "#7fd6a0",  # 10.4, on its tint 8.8
    "implement-tint": "#12291c",
    "review": "#f3ab85",  # 9.4, on its tint 8.5
    "review-tint": "#33190c",
    "right": "#7fd6a0",  # 10.4
    "think": "#f0c060",  # 10.7
    "improvement": "#6fbfee",  # 8.9
    "concern": "#ffa569",  # 9.3
    "target": "#ff9db0",  # 9.2
}


def paint(name: str) -> str:
    """Give a colour as CSS: the theme's variable, with the light value to fall back on.

    >>> paint("plan-tint")
    'var(--pb-plan-tint, #f2ecf8)'
    """
    return f"var(--pb-{name}, {LIGHT[name]})"


def contrast(one: str, other: str) -> float:
    """Work out the contrast of two ``#rrggbb`` colours, from 1 (the same) to 21 (WCAG 2.2).

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Undo the screen's brightness curve for one channel, 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
