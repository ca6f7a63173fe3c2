"""The picture of one weight's sensitivity: a line for each option, named at its end."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from playbook.charts import Figure, Look, figure
from playbook.framework.register import unknown
from playbook.markup import say

if TYPE_CHECKING:
    from playbook.plan.sensitivity import WeightSensitivity

_DASHES = [(), (6, 3), (2, 2), (8, 2, 2, 2), (1, 1)]
_COLOURS = ["plan", "analyse", "review", "implement", "target"]


def draw_weight(
    tested: WeightSensitivity,
    criterion: str,
    *,
    name: str,
    source: str,
    sample: bool,
    message: str | None,
) -> Figure:
    """Make the figure of one weight; see :meth:`WeightSensitivity.plot_weight`."""
    rows = tested.sweep[tested.sweep["criterion"] == criterion]
    if rows.empty:
        valid = tested.sweep["criterion"].unique()
        raise ValueError(unknown(criterion, valid, "the criteria"))
    lines = rows.pivot(index="weight", columns="option", values="value")
    lines = lines[rows["option"].unique()]
    changes = tested.break_even[tested.break_even["criterion"] == criterion]

    def draw(axes: Axes, look: Look) -> None:
        _draw_lines(axes, look, lines)
        for crossing in changes["break_even"]:
            axes.axvline(crossing, color=look.soft, linewidth=1, linestyle=":")
        axes.set_xlabel(f"Weight of {criterion}", color=look.soft)
        axes.set_title("Weighted points", loc="left", fontsize=11, color=look.soft)

    told = _told(criterion, changes)
    return figure(
        draw,
        name=name,
        message=message or told,
        alt=f"Line chart of weighted points as the weight of {criterion} goes from 0 to 100. "
        + _said(lines),
        table=_numbers(lines),
        source=source,
        sample=sample,
    )


def _draw_lines(axes: Axes, look: Look, lines: pd.DataFrame) -> None:
    low, high = lines.to_numpy().min(), lines.to_numpy().max()
    gap = max(high - low, 0.1) * 0.07
    height, lines_before = -np.inf, 0
    order = list(lines.iloc[-1].sort_values().index)
    for option in order:
        at = list(lines.columns).index(option)
        colour = getattr(look, _COLOURS[at % len(_COLOURS)])
        dashes = _DASHES[at % len(_DASHES)]
        axes.plot(
            lines.index, lines[option], color=colour, linewidth=2, dashes=dashes or (None, None)
        )
        label = fill(str(option), 16) if look.narrow else str(option)
        lines_here = label.count("\n") + 1
        away = gap * (lines_before + lines_here) / 2
        height, lines_before = max(float(lines[option].iloc[-1]), height + away), lines_here
        axes.annotate(
            label,
            (100, height),
            (6, 0),
            textcoords="offset points",
            verticalalignment="center",
            color=colour,
            annotation_clip=False,
        )


def _told(criterion: str, changes: pd.DataFrame) -> str:
    if changes.empty:
        return f"No weight of {criterion} changes which option comes first."
    each = [
        f"{row.first_above} overtakes {row.first_below} when {criterion} weighs "
        f"{say(row.break_even, 1)} of 100"
        for row in changes.itertuples()
    ]
    now = say(float(changes["weight_now"].iloc[0]), 0)
    return f"{'; '.join(each)}. It weighs {now} now."


def _said(lines: pd.DataFrame) -> str:
    return " ".join(
        f"{option}: {say(lines[option].iloc[0], 1)} to {say(lines[option].iloc[-1], 1)}."
        for option in lines.columns
    )


def _numbers(lines: pd.DataFrame) -> pd.DataFrame:
    """Give every tenth weight: enough to read, and the crossings are in the message."""
    tenth = lines.iloc[::10].round(2)
    return tenth.rename_axis(columns=None).rename_axis("Weight").reset_index()
