"""The picture of a control chart: dots that differ by shape, and lines that name themselves."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from playbook.charts import Figure, Look, figure, month_axis
from playbook.review.control_chart import XmR
from playbook.review.marks import NamedLine, add_legend, draw_points, kinds, name_lines
from playbook.review.moves import lasting_moves, latest_level
from playbook.review.words import largest, number, place


def draw_xmr(
    chart: XmR,
    *,
    name: str,
    source: str,
    message: str | None,
    sample: bool,
    label: str,
    note: str,
    notices: tuple[str, ...] | None = None,
    change: tuple[Any, str] | None = None,
) -> Figure:
    """Make the figure of a control chart; see :meth:`XmR.plot` for what each word is.

    ``change`` marks a point that limits do not start again from, with what was changed there.
    ``notices`` replaces those of the chart.
    """
    told = chart.notices if notices is None else notices
    marks = [(phase.label, phase.reason) for phase in chart.phases[1:]]
    marks += [change] if change else []

    def draw(axes: Axes, look: Look) -> None:
        for _, part in chart.table.groupby("phase"):
            axes.plot(part.index, part["value"], color=look.soft, linewidth=1.1, zorder=2)
        draw_points(axes, look, chart.table)
        _draw_limits(axes, look, chart)
        axes.margins(x=0.02)
        if isinstance(chart.labels, pd.DatetimeIndex):
            month_axis(axes, look)
        axes.set_title(label.capitalize(), loc="left", fontsize=11, color=look.soft)
        _name_the_lines(axes, look, chart)
        note_changes(axes, look, marks)
        add_legend(axes, look, chart.table)

    return figure(
        draw,
        name=name,
        message=message or chart.sentence(),
        alt=_alt(chart, label),
        table=_numbers(chart, label),
        source=source,
        note=" ".join(part for part in (note, chart.caption, *told) if part),
        sample=sample,
        height=4.3,
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
    """Name the lines of the latest phase."""
    size, phase = largest(chart), chart.last_phase
    lines = [NamedLine("Mean", phase.centre, look.ink)]
    if not np.isnan(phase.average_move) and phase.average_move > 0:
        lines.append(NamedLine("Upper limit", phase.upper, look.ink))
        lines.append(NamedLine("Lower limit", phase.lower, look.ink))
    if chart.target is not None:
        lines.append(NamedLine("Target", chart.target, look.target))
    name_lines(axes, look, lines, [number(line.height, size) for line in lines])


def note_changes(axes: Axes, look: Look, marks: list[tuple[Any, str]]) -> None:
    """Mark where something changed and write what, each reason on a line of its own."""
    if not marks:
        return
    wrapped = [fill(reason, 20 if look.narrow else 44) for _, reason in marks]
    line = 0.055  # of the height of the axes
    room = line * sum(text.count("\n") + 1.4 for text in wrapped)
    low, high = axes.get_ylim()
    axes.set_ylim(low, low + (high - low) / (1 - min(room, 0.5)))
    left, right = axes.get_xlim()
    height = 0.995
    for (label, _), text in zip(marks, wrapped, strict=True):
        start = on_axis(label)
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


def on_axis(label: Any) -> float:
    """Give the place of a point on the time axis."""
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
    return (
        f"Control chart of {label}, {first} to {last}, {len(chart.values)} points. "
        f"{_range(chart)} {where}{limits[0].upper() if not where else limits[0]}{limits[1:]}. "
        f"{_moved(chart)} {latest_level(chart)} {chart.verdict}"
    )


def _moved(chart: XmR) -> str:
    """Say the level of each phase, and when the level stayed moved within one."""
    size = largest(chart)
    levels = ", ".join(
        f"{number(phase.centre, size)} from {place(chart, phase.label)}" for phase in chart.phases
    )
    several = len(chart.phases) > 1
    means = f"Means of the phases: {levels}. " if several else ""
    moved = lasting_moves(chart)
    if moved.startswith("The level"):
        return f"{means}{moved}"
    return (
        f"{means}Lasting moves{' within phases' if several else ''}: {moved[0].lower()}{moved[1:]}"
    )


def _range(chart: XmR) -> str:
    """Say the lowest and the highest value, and when they were."""
    size = largest(chart)
    low, high = (
        f"{number(chart.values[at], size)} ({place(chart, chart.labels[at])})"
        for at in (int(np.nanargmin(chart.values)), int(np.nanargmax(chart.values)))
    )
    return f"Values run from {low} to {high}."


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
            "Meaning": kinds(table).to_list(),
        }
    )
