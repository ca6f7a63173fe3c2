"""The picture of a run chart, and of a chart of counts."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from playbook.charts import Figure, Look, figure, month_axis
from playbook.review.count_chart import CountChart
from playbook.review.count_words import said as said_value
from playbook.review.marks import NamedLine, add_legend, draw_points, kinds, name_lines
from playbook.review.run_chart import RunChart
from playbook.review.series import say_point
from playbook.review.words import number

Chart = RunChart | CountChart


def draw_series(
    chart: Chart,
    *,
    name: str,
    source: str,
    message: str | None,
    sample: bool,
    label: str,
    note: str,
) -> Figure:
    """Make the figure of a chart over time; see :meth:`CountChart.plot` for each word."""

    def draw(axes: Axes, look: Look) -> None:
        table = chart.table
        axes.plot(table.index, table["value"], color=look.soft, linewidth=1.1, zorder=2)
        draw_points(axes, look, table)
        lines = _draw_lines(axes, look, chart)
        axes.margins(x=0.02)
        if isinstance(chart.labels, pd.DatetimeIndex):
            month_axis(axes, look)
        if _is_share(chart):
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _said(chart, value)))
        axes.set_title(label.capitalize(), loc="left", fontsize=11, color=look.soft)
        name_lines(axes, look, lines, [_said(chart, line.height) for line in lines])
        add_legend(axes, look, table)

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


def _draw_lines(axes: Axes, look: Look, chart: Chart) -> list[NamedLine]:
    """Draw centre, limits and target, and say which words stand at their ends."""
    axes.axhline(chart.centre, color=look.ink, linewidth=1.5)
    if isinstance(chart, RunChart):
        return [NamedLine("Median", chart.centre, look.ink)]
    centre = "Median" if "median" in chart.kind.centre else "Average"
    lines = [NamedLine(centre, chart.centre, look.ink)]
    for words, edge in (("Upper limit", chart.upper), ("Lower limit", chart.lower)):
        if np.isnan(edge).all():
            continue
        axes.step(chart.labels, edge, where="mid", color=look.ink, linewidth=1.1, dashes=(5, 3))
        lines.append(NamedLine(words, float(edge[~np.isnan(edge)][-1]), look.ink))
    if chart.target is not None:
        axes.axhline(chart.target, color=look.target, linewidth=1.6, dashes=(8, 2, 1.5, 2))
        lines.append(NamedLine("Target", chart.target, look.target))
    return lines


def _is_share(chart: Chart) -> bool:
    return isinstance(chart, CountChart) and chart.kind.percent


def _said(chart: Chart, value: float) -> str:
    if isinstance(chart, CountChart):
        return said_value(chart, value)
    return number(value, float(np.nanmax(np.abs(chart.values))))


def _alt(chart: Chart, label: str) -> str:
    first, last = (say_point(chart.labels, chart.labels[at]) for at in (0, -1))
    kind = chart.kind.name if isinstance(chart, CountChart) else "run chart"
    rules = Counter(signal for signal in chart.table["signal"] if signal)
    signals = ", ".join(f"{count} {rule}" for rule, count in rules.items()) or "none"
    verdict = chart.verdict if isinstance(chart, CountChart) else f"Runs: {chart.runs_verdict}."
    points = "1 point" if len(chart.values) == 1 else f"{len(chart.values)} points"
    return (
        f"{kind[0].upper()}{kind[1:]} of {label}, {first} to {last}, {points}. "
        f"Centre line {_said(chart, chart.centre)}. Points in signals: {signals}. {verdict}"
    )


def _numbers(chart: Chart, label: str) -> pd.DataFrame:
    """Give the table that lies under the chart, with decimals that fit its numbers."""
    table = chart.table
    dated = isinstance(chart.labels, pd.DatetimeIndex)
    shown: dict[str, list[str]] = {
        "Date" if dated else "Point": [
            say_point(chart.labels, point) if dated else str(point) for point in table.index
        ],
        label.capitalize(): [_said(chart, value) for value in table["value"]],
        "Centre": [_said(chart, value) for value in table["centre"]],
    }
    if isinstance(chart, CountChart):
        shown["Lower limit"] = [_said(chart, value) for value in table["lower"]]
        shown["Upper limit"] = [_said(chart, value) for value in table["upper"]]
    shown["Signal"] = [signal or "none" for signal in table["signal"]]
    shown["Meaning"] = kinds(table).to_list()
    return pd.DataFrame(shown)
