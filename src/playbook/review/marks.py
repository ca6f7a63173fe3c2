"""What charts over time are drawn with: points told apart by shape, lines that say their name."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from playbook.charts import Look

HIGHER, LOWER = "higher than usual", "lower than usual"

# kind: (marker, name of its colour in the look, size, what the legend says)
DOTS = {
    "common cause": ("o", "soft", 5, "routine"),
    "improvement": ("^", "improvement", 8, "improvement"),
    "concern": ("s", "concern", 7, "concern"),
    HIGHER: ("^", "plan", 8, HIGHER),
    LOWER: ("v", "plan", 8, LOWER),
    "neutral": ("D", "plan", 7, "signal"),
}


class NamedLine(NamedTuple):
    """A level line with the words that stand at its right end."""

    words: str
    height: float
    colour: str


def draw_points(axes: Axes, look: Look, table: pd.DataFrame) -> None:
    """Draw the points of a table with the columns ``value``, ``centre`` and ``meaning``."""
    said = kinds(table)
    for kind in _kinds(table):
        points = table[said == kind]
        axes.plot(points.index, points["value"], **_dot(look, kind), zorder=3)


def add_legend(axes: Axes, look: Look, table: pd.DataFrame, below: float = 0.09) -> None:
    """Explain the shapes under the chart, when there is more than one.

    ``below`` is how far under, as a share of the height of the axes.
    """
    kinds = _kinds(table)
    if len(kinds) < 2:
        return
    handles = [Line2D([], [], **_dot(look, kind)) for kind in kinds]
    axes.legend(
        handles,
        [DOTS[kind][3] for kind in kinds],
        loc="upper left",
        bbox_to_anchor=(-0.02, -below),
        ncols=2 if look.narrow else 4,
        labelcolor=look.ink,
        handletextpad=0.3,
        columnspacing=1.2,
    )


def kinds(table: pd.DataFrame) -> pd.Series[str]:
    """Give the kind of each point: its meaning, and its side where neither side is better.

    A neutral signal exactly on the centre has no side, and stays "neutral".
    """
    neutral = table["meaning"] == "neutral"
    above, below = table["value"] > table["centre"], table["value"] < table["centre"]
    return table["meaning"].mask(neutral & above, HIGHER).mask(neutral & below, LOWER)


def name_lines(axes: Axes, look: Look, lines: list[NamedLine], said: list[str]) -> None:
    """Write each line's name and its value, as said, far enough apart to read."""
    pairs = sorted(zip(lines, said, strict=True), key=lambda pair: pair[0].height)
    low, high = axes.get_ylim()
    gap = (high - low) * (0.17 if look.narrow else 0.075)
    heights = spread_out([line.height for line, _ in pairs], gap)
    for (line, value), height in zip(pairs, heights, strict=True):
        joint = "\n" if look.narrow else " "
        axes.annotate(
            f"{line.words}{joint}{value}",
            (1.0, height),
            (6, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            verticalalignment="center",
            color=line.colour,
            annotation_clip=False,
        )


def spread_out(heights: list[float], gap: float) -> list[float]:
    """Move labels, lowest first, apart to at least ``gap``, then centre them on their lines.

    >>> spread_out([10.0, 10.0], 4.0)
    [8.0, 12.0]
    """
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + gap) if placed else height)
    drift = float(np.mean(np.subtract(placed, heights)))
    return [height - drift for height in placed]


def _dot(look: Look, kind: str) -> dict[str, Any]:
    """Give the shape, size and colour of a point with a meaning."""
    marker, colour, size, _ = DOTS[kind]
    return {
        "linestyle": "",
        "marker": marker,
        "color": getattr(look, colour),
        "markersize": size * (0.75 if look.narrow else 1),
        "markeredgecolor": look.page,
        "markeredgewidth": 0.6,
    }


def _kinds(table: pd.DataFrame) -> list[str]:
    found = set(kinds(table))
    return [kind for kind in DOTS if kind in found]
