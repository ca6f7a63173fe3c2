"""The picture of a plan: bars for work, marks for single days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from playbook.charts import Figure, Look, figure, month_axis
from playbook.markup import say_day

if TYPE_CHECKING:
    from playbook.implement.timeline import Timeline

_COLOURS = {"work": "implement", "double running": "review"}
_MARKS = {"milestone": ("D", "plan"), "decision": ("s", "analyse")}


def draw_timeline(
    found: Timeline, *, name: str, source: str, message: str | None, sample: bool
) -> Figure:
    """Make the figure; see :meth:`Timeline.plot`."""
    rows = found.table.to_dict("records")

    def draw(axes: Axes, look: Look) -> None:
        for at, row in enumerate(rows):
            start, end = date2num(row["starts"]), date2num(row["ends"] + timedelta(days=1))
            if row["kind"] in _MARKS:
                marker, colour = _MARKS[row["kind"]]
                axes.plot(start, at, marker, color=getattr(look, colour), markersize=10)
            else:
                colour = getattr(look, _COLOURS[row["kind"]])
                hatch = "//" if row["kind"] == "double running" else None
                axes.barh(
                    at, end - start, left=start, height=0.4, edgecolor=colour, hatch=hatch,
                    color="none" if hatch else colour,
                )  # fmt: skip
            words = f"{row['name']} ({row['kind']})"
            axes.annotate(words, (start, at - 0.3), color=look.ink, fontsize=10)
        axes.set_ylim(len(rows) - 0.5, -0.8)
        axes.set_yticks([])
        axes.margins(x=0.12)
        axes.xaxis_date()
        month_axis(axes, look)
        axes.grid(visible=False, axis="y")
        axes.spines["left"].set_visible(False)

    told = found.table
    table = pd.DataFrame(
        {
            "What": told["name"],
            "Kind": told["kind"],
            "Starts": [say_day(day) for day in told["starts"]],
            "Ends": [say_day(day) for day in told["ends"]],
            "Owner": [owner or "none yet" for owner in told["owner"]],
            "After": [after or "" for after in told["after"]],
        }
    )
    return figure(
        draw,
        name=name,
        message=message or found.sentence(),
        alt=f"Time line. {' '.join(found.text)}",
        table=table,
        source=source,
        note=" ".join(found.problems),
        sample=sample,
        height=1.0 + 0.55 * len(rows),
    )
