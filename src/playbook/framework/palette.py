"""The colours of the playbook, by meaning, in light and in dark.

The numbers beside each colour are its contrast against the page, by the formula of WCAG 2.2.
Text needs 4.5, shapes that carry meaning need 3. A test holds them, and holds the site's
style sheet to the same values. A colour never stands alone: a shape or a word goes with it.
"""

LIGHT = {
    "page": "#ffffff",
    "panel": "#f5f8fa",
    "line": "#d3dce3",
    "ink": "#14222e",  # 16.2
    "soft": "#465665",  # 7.6
    "brand": "#0a4a66",  # 9.6
    "link": "#0b5c8a",  # 7.0
    "focus": "#ffcf33",
    "analyse": "#0b5c8a",  # 7.0, circle
    "analyse-tint": "#e7f1f8",
    "plan": "#6a3d8f",  # 7.9, square
    "plan-tint": "#f2ecf8",
    "implement": "#1b6639",  # 6.9, triangle
    "implement-tint": "#e6f4ea",
    "review": "#97390f",  # 7.2, diamond
    "review-tint": "#fcefe8",
    "right": "#1b6639",  # 6.9
    "think": "#8a5a00",  # 5.8
    "improvement": "#0a6ba8",  # 5.7, triangle up or down
    "concern": "#b3460b",  # 5.6, square
    "target": "#8a1538",  # 9.4
}

DARK = {
    "page": "#0f171e",
    "panel": "#17222c",
    "line": "#2c3c49",
    "ink": "#e7eef3",
    "soft": "#a9bac7",
    "brand": "#8fd0ee",
    "link": "#7cc4ec",
    "focus": "#ffcf33",
    "analyse": "#7cc4ec",
    "analyse-tint": "#12293a",
    "plan": "#c9a5ec",
    "plan-tint": "#251a33",
    "implement": "#7fd6a0",
    "implement-tint": "#12291c",
    "review": "#f3ab85",
    "review-tint": "#33190c",
    "right": "#7fd6a0",
    "think": "#f0c060",
    "improvement": "#6fbfee",
    "concern": "#ffa569",
    "target": "#ff9db0",
}
