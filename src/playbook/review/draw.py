"""The picture of a control chart: dots that differ by shape, and lines that name themselves."""

from __future__ import annotations

from collections import Counter
from textwrap import fill
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from playbook.charts import Figure, Look, figure, month_axis
from playbook.review.control_chart import XmR
from playbook.review.words import largest, number, place

# meaning: (marker, name of its colour in the look, size, what the legend says)
_DOTS = {
    "common cause": ("o", "soft", 5, "routine"),
    "improvement": ("^", "improvement", 8, "improvement"),
    "concern": ("s", "concern", 7, "concern"),
    "neutral": ("D", "plan", 7, "signal"),
}


def draw_xmr(
    chart: XmR,
    *,
    name: str,
    source: str,
    message: str | None,
    sample: bool,
    label: str,
    note: str,
) -> Figure:
    """Make the figure of a control chart; see :meth:`XmR.plot` for what each word is."""

    def draw(axes: Axes, look: Look) -> None:
        _draw_values(axes, look, chart)
        _draw_limits(axes, look, chart)
        axes.margins(x=0.02)
        if isinstance(chart.labels, pd.DatetimeIndex):
            month_axis(axes, look)
        axes.set_title(label.capitalize(), loc="left", fontsize=11, color=look.soft)
        _name_the_lines(axes, look, chart)
        _note_the_phases(axes, look, chart)
        if len(_kinds(chart)) > 1:
            axes.legend(
                loc="upper left",
                bbox_to_anchor=(-0.02, -0.09),
                ncols=2 if look.narrow else 4,
                labelcolor=look.ink,
                handletextpad=0.3,
                columnspacing=1.2,
            )

    return figure(
        draw,
        name=name,
        message=message or chart.sentence(),
        alt=_alt(chart, label),
        table=_numbers(chart, label),
        source=source,
        note=" ".join(part for part in (note, chart.caption, *chart.notices) if part),
        sample=sample,
        height=4.3,
    )


def _kinds(chart: XmR) -> list[str]:
    found = set(chart.table["meaning"])
    return [kind for kind in _DOTS if kind in found]


def _draw_values(axes: Axes, look: Look, chart: XmR) -> None:
    table = chart.table
    for _, part in table.groupby("phase"):
        axes.plot(part.index, part["value"], color=look.soft, linewidth=1.1, zorder=2)
    for kind in _kinds(chart):
        marker, colour, size, words = _DOTS[kind]
        points = table[table["meaning"] == kind]
        axes.plot(
            points.index,
            points["value"],
            marker,
            color=getattr(look, colour),
            markersize=size * (0.75 if look.narrow else 1),
            markeredgecolor=look.page,
            markeredgewidth=0.6,
            label=words,
            zorder=3,
        )


def _draw_limits(axes: Axes, look: Look, chart: XmR) -> None:
    """Draw each phase's lines by themselves, so that they break where a phase begins."""
    for _, part in chart.table.groupby("phase"):
        axes.plot(part.index, part["centre"], color=look.ink, linewidth=1.5)
        for edge in ("lower", "upper"):
            axes.plot(part.index, part[edge], color=look.ink, linewidth=1.1, dashes=(5, 3))
    if chart.target is not None:
        axes.axhline(chart.target, color=look.target, linewidth=1.6, dashes=(8, 2, 1.5, 2))


def _name_the_lines(axes: Axes, look: Look, chart: XmR) -> None:
    """Write each line's name and value at its right end, far enough apart to read."""
    size, phase = largest(chart), chart.last_phase
    lines = [("Mean", phase.centre, look.ink)]
    if not np.isnan(phase.average_move) and phase.average_move > 0:
        lines += [("Upper limit", phase.upper, look.ink), ("Lower limit", phase.lower, look.ink)]
    if chart.target is not None:
        lines.append(("Target", chart.target, look.target))
    lines.sort(key=lambda line: line[1])
    low, high = axes.get_ylim()
    gap = (high - low) * (0.17 if look.narrow else 0.075)
    heights = _spread_out([value for _, value, _ in lines], gap)
    for (words, value, colour), height in zip(lines, heights, strict=True):
        joint = "\n" if look.narrow else " "
        axes.annotate(
            f"{words}{joint}{number(value, size)}",
            (1.0, height),
            (6, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            verticalalignment="center",
            color=colour,
            annotation_clip=False,
        )


def _spread_out(heights: list[float], gap: float) -> list[float]:
    """Move labels, lowest first, apart to at least ``gap``, then centre them on their lines."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + gap) if placed else height)
    drift = float(np.mean(np.subtract(placed, heights)))
    return [height - drift for height in placed]


def _note_the_phases(axes: Axes, look: Look, chart: XmR) -> None:
    """Mark where each phase begins and write why, each reason on a line of its own."""
    if len(chart.phases) == 1:
        return
    wrapped = [fill(phase.reason, 20 if look.narrow else 44) for phase in chart.phases[1:]]
    line = 0.055  # of the height of the axes
    room = line * sum(text.count("\n") + 1.4 for text in wrapped)
    low, high = axes.get_ylim()
    axes.set_ylim(low, low + (high - low) / (1 - min(room, 0.5)))
    left, right = axes.get_xlim()
    height = 0.995
    for phase, text in zip(chart.phases[1:], wrapped, strict=True):
        start = _on_axis(phase.label)
        far_right = (start - left) / (right - left) > 0.6
        axes.axvline(start, color=look.soft, linewidth=1, linestyle=":")
        axes.annotate(
            text,
            (start, height),
            (-5 if far_right else 5, 0),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            horizontalalignment="right" if far_right else "left",
            verticalalignment="top",
            fontsize=10,
            color=look.ink,
            bbox={"facecolor": look.page, "edgecolor": "none", "pad": 1},
        )
        height -= line * (text.count("\n") + 1.4)


def _on_axis(label: Any) -> float:
    from matplotlib.dates import date2num

    return float(date2num(label)) if isinstance(label, pd.Timestamp) else float(label)


def _alt(chart: XmR, label: str) -> str:
    size, phase = largest(chart), chart.last_phase
    first, last = (place(chart, chart.labels[at]) for at in (0, -1))
    limits = (
        f"mean {number(phase.centre, size)}, no limits"
        if np.isnan(phase.average_move)
        else f"mean {number(phase.centre, size)}, limits {number(phase.lower, size)} "
        f"to {number(phase.upper, size)}"
    )
    where = f"In the last of {len(chart.phases)} phases: " if len(chart.phases) > 1 else ""
    rules = Counter(signal for signal in chart.table["signal"] if signal)
    signals = ", ".join(f"{count} {rule}" for rule, count in rules.items()) or "none"
    return (
        f"Control chart of {label}, {first} to {last}, {len(chart.values)} points. "
        f"{where}{limits[0].upper() if not where else limits[0]}{limits[1:]}. "
        f"Signals: {signals}. {chart.verdict}"
    )


def _numbers(chart: XmR, label: str) -> pd.DataFrame:
    """Give the table that lies under the chart, with decimals that fit its numbers."""
    size, table = largest(chart), chart.table

    def said(column: str) -> list[str]:
        return [number(value, size) for value in table[column]]

    dated = isinstance(chart.labels, pd.DatetimeIndex)
    return pd.DataFrame(
        {
            "Date" if dated else "Point": [
                place(chart, point) if dated else str(point) for point in table.index
            ],
            label.capitalize(): said("value"),
            "Mean": said("centre"),
            "Lower limit": said("lower"),
            "Upper limit": said("upper"),
            "Signal": table["signal"].replace("", "none").to_list(),
            "Meaning": table["meaning"].to_list(),
        }
    )
