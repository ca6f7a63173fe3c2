"""Draw risks before controls, now and as wanted, each on a line of its own."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from playbook.charts import Figure, Look, figure
from playbook.govern.risks import CONVENTION

if TYPE_CHECKING:
    from playbook.govern.risk_changes import RiskChanges

_MARKS = (("before", "o", "soft"), ("wanted", "^", "target"), ("now", "D", "ink"))


def draw_changes(
    found: RiskChanges, *, name: str, source: str, message: str | None, sample: bool
) -> Figure:
    """Make the figure; see :meth:`RiskChanges.plot`."""
    rows = found.table.to_dict("records")

    def draw(axes: Axes, look: Look) -> None:
        for at, row in enumerate(rows):
            known = [row[mark] for mark, _, _ in _MARKS if not pd.isna(row[mark])]
            axes.plot([min(known), max(known)], [at, at], color=look.line, linewidth=3, zorder=1)
            for mark, shape, colour in _MARKS:
                if not pd.isna(row[mark]):
                    _draw_mark(axes, getattr(look, colour), shape, row[mark], at, mark == "now")
        width = 22 if look.narrow else 44
        labels = [fill(f"{row['number']} {row['risk']}", width) for row in rows]
        axes.set_yticks(range(len(rows)), labels)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        most = max(band.to_score for band in found.matrix.bands.values())
        axes.set_xlim(0, most + 1)
        axes.set_xticks([band.to_score for band in found.matrix.bands.values()])
        axes.set_xlabel("Score", color=look.ink)
        axes.tick_params(length=0, labelcolor=look.ink, labelsize=8 if look.narrow else 10)
        axes.grid(visible=True, axis="x", color=look.line)
        axes.spines[:].set_visible(False)

    return figure(
        draw,
        name=name,
        message=message or found.sentence(),
        alt=_alt(found),
        table=found.page_table(),
        source=source,
        note=(
            "Circle: before controls. Filled diamond: now. Triangle: wanted. The lines mark where "
            f"bands end. {CONVENTION}"
        ),
        sample=sample,
        height=1.2 + 0.62 * len(rows),
    )


def _draw_mark(axes: Axes, colour: str, shape: str, score: int, at: int, filled: bool) -> None:
    axes.plot(
        [int(score)],
        [at],
        marker=shape,
        markersize=8 if filled else 14,
        markerfacecolor=colour if filled else "none",
        markeredgecolor=colour,
        markeredgewidth=1.6,
        linestyle="none",
        zorder=3 if filled else 2,
    )


def _alt(found: RiskChanges) -> str:
    told = " ".join(
        f"{row['Number']}: {row['Before controls']} before controls, {row['Now']} now, "
        f"{row['Wanted']} wanted."
        for row in found.page_table().head(12).to_dict("records")
    )
    rest = len(found.table) - 12
    return f"Scores of risks. {told}" + (f" {rest} more are in the table." if rest > 0 else "")
