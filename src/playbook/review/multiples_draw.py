"""The picture of small multiples: one strip for each place, on one time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from playbook.charts import Figure, Look, dress, figure, month_axis
from playbook.review.draw import on_axis
from playbook.review.marks import add_legend, draw_points
from playbook.review.words import number

if TYPE_CHECKING:
    from playbook.review.control_chart import XmR
    from playbook.review.small_multiples import SmallMultiples


def draw_multiples(
    found: SmallMultiples,
    *,
    name: str,
    source: str,
    message: str,
    sample: bool,
    label: str,
    same_scale: bool,
    note: str,
) -> Figure:
    """Make the figure; see :meth:`SmallMultiples.plot` for what each word is."""

    def draw(axes: Axes, look: Look) -> None:
        axes.set_axis_off()
        strips = _strips(axes, look, len(found.charts), same_scale)
        for strip, place in zip(strips, found.charts, strict=True):
            _draw_strip(strip, look, found, place)
        strips[-1].tick_params(labelbottom=True)
        strips[-1].margins(x=0.02)
        if all(isinstance(chart.labels, pd.DatetimeIndex) for chart in found.charts.values()):
            month_axis(strips[-1], look)
        add_legend(strips[-1], look, found.table, below=0.26)

    scale = (
        "All strips have the same vertical axis."
        if same_scale
        else "Each strip has a vertical axis of its own, so heights cannot be compared."
    )
    return figure(
        draw,
        name=name,
        message=message,
        alt=_alt(found, label),
        table=_numbers(found, label),
        source=source,
        note=" ".join(part for part in (note, scale, _rules(found), *found.notices) if part),
        sample=sample,
        height=1.1 + 1.45 * len(found.charts),
    )


def _strips(axes: Axes, look: Look, count: int, same_scale: bool) -> list[Axes]:
    """Split the drawing into strips that share their time axis."""
    canvas, spec = axes.get_figure(), axes.get_subplotspec()
    assert canvas is not None  # noqa: S101 (Axes made by charts always have both)
    assert spec is not None  # noqa: S101
    grid = spec.subgridspec(count, 1)
    strips: list[Axes] = []
    for at in range(count):
        first = strips[0] if strips else None
        strip = canvas.add_subplot(grid[at], sharex=first, sharey=first if same_scale else None)
        dress(strip, look)
        strip.tick_params(labelbottom=False)
        strips.append(strip)
    return strips


def _draw_strip(strip: Axes, look: Look, found: SmallMultiples, place: str) -> None:
    chart = found.charts[place]
    for _, part in chart.table.groupby("phase"):
        strip.plot(part.index, part["value"], color=look.soft, linewidth=1.1, zorder=2)
        strip.plot(part.index, part["centre"], color=look.ink, linewidth=1.4)
        for edge in ("lower", "upper"):
            strip.plot(part.index, part[edge], color=look.ink, linewidth=1.0, dashes=(5, 3))
    draw_points(strip, look, chart.table)
    if chart.target is not None:
        strip.axhline(chart.target, color=look.target, linewidth=1.4, dashes=(8, 2, 1.5, 2))
    if place in found.starts:
        at = chart.labels[found.starts[place]]
        strip.axvline(on_axis(at), color=look.soft, linewidth=1.2, linestyle=":")
    strip.set_title(found.told(place), loc="left", fontsize=10.5, color=look.ink)


def _rules(found: SmallMultiples) -> str:
    chart = next(iter(found.charts.values()))
    frozen = ""
    if found.starts:
        reason = next(iter(found.reasons.values())).rstrip(".")
        frozen = f"The dotted line marks the change ({reason}); limits are frozen before it. "
    target = " The dash-dot line is the target." if chart.target is not None else ""
    return (
        f"{frozen}XmR charts: solid line, the mean; dashed lines, the limits. Signals: a point "
        f"beyond a limit; {chart.rules.trend} rising or falling; two of three near one limit; "
        f"{chart.rules.shift} on one side of the mean.{target}"
    )


def _alt(found: SmallMultiples, label: str) -> str:
    told = " ".join(f"{found.told(place)}." for place in found.charts)
    return f"Control charts of {label}, one for each of {len(found.charts)} places. {told}"


def _numbers(found: SmallMultiples, label: str) -> pd.DataFrame:
    """Give one row a place: the points themselves would fill pages."""
    rows = []
    for place, chart in found.charts.items():
        rows.append(
            {
                "Place": place,
                f"Mean {label}": _said(chart, chart.last_phase.centre),
                "Lower limit": _said(chart, chart.last_phase.lower),
                "Upper limit": _said(chart, chart.last_phase.upper),
                "Signals": found.signals(place),
                "Latest": _said(chart, float(chart.values[chart.last])),
                "Verdict": chart.verdict,
            }
        )
    return pd.DataFrame(rows)


def _said(chart: XmR, value: float) -> str:
    return number(value, float(np.nanmax(np.abs(chart.values))))
