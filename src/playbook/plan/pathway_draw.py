"""Pictures of a pathway: stocks over time, and what a simulation found with its intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from playbook.charts import Figure, Look, figure
from playbook.markup import say

if TYPE_CHECKING:
    from playbook.plan.simulation import PathwaySimulation
    from playbook.plan.stock_flow import StockFlow

_COLOURS = ("plan", "analyse", "review", "implement", "target", "soft")
_DASHES = ("-", "--", "-.", ":", (0, (8, 2)), (0, (1, 1)))


def draw_stocks(
    run: StockFlow, *, name: str, source: str, sample: bool, message: str | None
) -> Figure:
    """Make the figure of a stock-flow run; see :meth:`StockFlow.plot`."""
    lines = _stocks(run)
    said = " ".join(
        f"{line}: {say(lines[line].iloc[0])} at the start, {say(lines[line].iloc[-1])} at the end."
        for line in lines.columns
    )
    shown = lines.iloc[:: max(1, (len(lines) - 1) // 12)].round(1)
    return figure(
        lambda axes, look: _draw_lines(axes, look, lines),
        name=name,
        message=message or run.sentence(),
        alt=f"Line chart of people over {lines.index[-1]:g} days. {said}",
        table=shown.rename_axis(columns=None).rename_axis("Day").reset_index(),
        source=source,
        sample=sample,
        note="A model without chance: real numbers rise and fall around these lines.",
        height=4.6,
    )


def _draw_lines(axes: Axes, look: Look, lines: pd.DataFrame) -> None:
    for at, line in enumerate(lines.columns):
        axes.plot(
            lines.index,
            lines[line],
            label=str(line),
            color=getattr(look, _COLOURS[at % len(_COLOURS)]),
            linestyle=_DASHES[at % len(_DASHES)],
            linewidth=2,
        )
    axes.set_ylim(bottom=0)
    axes.set_xlabel("Day", color=look.soft)
    axes.set_title("People", loc="left", fontsize=11, color=look.soft)
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(-0.02, -0.16),
        ncols=1 if look.narrow else 2,
        labelcolor=look.ink,
    )


def draw_intervals(
    run: PathwaySimulation, *, name: str, source: str, sample: bool, message: str | None
) -> Figure:
    """Make the figure of a simulation; see :meth:`PathwaySimulation.plot`."""
    rows = _levels(run)
    values = pd.DataFrame(
        {
            "Measure": rows["label"].to_list(),
            "Mean": [say(value) for value in rows["mean"]],
            "Lower": [say(value) for value in rows["lower"]],
            "Upper": [say(value) for value in rows["upper"]],
        }
    )
    told = " ".join(
        f"{label}: {mean}, interval {lower} to {upper}."
        for label, mean, lower, upper in values.itertuples(index=False)
    )
    runs = (
        f"{run.replications} runs, seed {run.seed}, after {run.warm_up_days} days that "
        f"are not measured."
    )
    return figure(
        lambda axes, look: _draw_levels(axes, look, rows),
        name=name,
        message=message or run.sentence(),
        alt=f"Points with intervals: people on an average day. {told}",
        table=values,
        source=source,
        sample=sample,
        note=" ".join((runs, *run.notices)),
        height=1.2 + 0.75 * len(rows),
    )


def _levels(run: PathwaySimulation) -> pd.DataFrame:
    """Give the rows of people in and waiting for each stage where there ever is anybody."""
    table = run.table
    rows = table[table["measure"].isin(["people", "waiting"]) & (table["upper"] > 0)]
    if rows.empty:
        rows = table[table["measure"] == "people"]
    words = rows["measure"].map({"people": "In", "waiting": "Waiting for"})
    return rows.assign(label=words + " " + rows["stage"])


def _draw_levels(axes: Axes, look: Look, rows: pd.DataFrame) -> None:
    reach = (rows["upper"] - rows["mean"]).to_numpy()
    places = range(len(rows))
    axes.errorbar(
        rows["mean"], places, xerr=reach, fmt="s", color=look.plan, capsize=5, linewidth=2
    )
    for place, label in zip(places, rows["label"], strict=True):
        axes.annotate(
            str(label), (0, place - 0.22), xycoords=("axes fraction", "data"), color=look.ink
        )
    axes.set_yticks([])
    axes.set_ylim(len(rows) - 0.5, -0.6)
    axes.set_xlim(left=0)
    axes.grid(visible=True, axis="x", color=look.line, linewidth=0.8)
    axes.set_xlabel("People on an average day", color=look.soft)


def _stocks(run: StockFlow) -> pd.DataFrame:
    """Give a column for each stock that is ever above zero, and one row a step."""
    columns = {}
    for stage in run.pathway.names:
        rows = run.table[run.table["stage"] == stage].set_index("day")
        columns[f"In {stage}"] = rows["people"]
        columns[f"Waiting for {stage}"] = rows["waiting"]
    table = pd.DataFrame(columns)
    return table.loc[:, (table > 0).any()] if (table > 0).any().any() else table.iloc[:, :1]
