"""The picture of a risk register: a 5 by 5 matrix with its risks in the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from playbook.charts import Figure, Look, figure
from playbook.govern.risks import CONVENTION

if TYPE_CHECKING:
    from playbook.govern.risks import RiskRegister

_EDGES = ("line", "soft", "plan", "concern")  # from the lowest band to the highest
_MOST = 4  # numbers in one cell


def draw_matrix(
    found: RiskRegister, *, name: str, source: str, message: str | None, sample: bool
) -> Figure:
    """Make the figure; see :meth:`RiskRegister.plot`."""
    matrix = found.matrix

    def draw(axes: Axes, look: Look) -> None:
        for row in matrix.likelihood:
            for column in matrix.impact:
                _draw_cell(axes, look, found, row.score, column.score)
        rows, columns = len(matrix.likelihood), len(matrix.impact)
        axes.set_xlim(0.5, columns + 0.5)
        axes.set_ylim(0.5, rows + 0.5)
        axes.set_xticks([step.score for step in matrix.impact])
        axes.set_yticks([step.score for step in matrix.likelihood])
        short = look.narrow
        axes.set_xticklabels([_step(step.score, step.text, short) for step in matrix.impact])
        axes.set_yticklabels([_step(step.score, step.text, short) for step in matrix.likelihood])
        axes.set_xlabel("Impact", color=look.ink)
        axes.set_title("Likelihood", loc="left", fontsize=11, color=look.ink)
        axes.tick_params(length=0, labelcolor=look.ink)
        axes.grid(visible=False)
        axes.spines[:].set_visible(False)

    return figure(
        draw,
        name=name,
        message=message or found.sentence(),
        alt=_alt(found),
        table=_numbers(found),
        source=source,
        note=f"Cells give the score, its band, and the risks by their number in the table. "
        f"{CONVENTION}",
        sample=sample,
        height=4.8,
    )


def _step(score: int, text: str, short: bool) -> str:
    return str(score) if short else f"{score} {text.lower()}"


def _draw_cell(axes: Axes, look: Look, found: RiskRegister, likelihood: int, impact: int) -> None:
    table = found.table
    here = table.index[(table["likelihood"] == likelihood) & (table["impact"] == impact)]
    band = found.matrix.band(likelihood * impact)
    level = list(found.matrix.bands).index(band.id)
    edge = getattr(look, _EDGES[min(level, len(_EDGES) - 1)])
    corner = (impact - 0.46, likelihood - 0.44)
    axes.add_patch(
        Rectangle(corner, 0.92, 0.88, facecolor="none", edgecolor=edge, linewidth=1 + 0.6 * level)
    )
    words = str(likelihood * impact) if look.narrow else f"{likelihood * impact} {band.id}"
    axes.text(impact - 0.41, likelihood + 0.38, words, fontsize=8.5, color=look.soft, va="top")
    if len(here):
        numbers = ", ".join(str(at + 1) for at in here[:_MOST])
        more = "…" if len(here) > _MOST else ""
        axes.text(
            impact,
            likelihood - 0.12,
            numbers + more,
            ha="center",
            va="center",
            color=look.ink,
            weight="bold",
        )


def _alt(found: RiskRegister) -> str:
    told = " ".join(
        f"{at}: {row['risk']}, likelihood {row['likelihood']}, impact {row['impact']}, "
        f"score {row['score']}, {row['band']}."
        for at, row in enumerate(found.table.head(10).to_dict("records"), start=1)
    )
    rest = len(found.table) - 10
    return f"Risk matrix. {told}" + (f" {rest} more are in the table." if rest > 0 else "")


def _numbers(found: RiskRegister) -> pd.DataFrame:
    table = found.table
    return pd.DataFrame(
        {
            "Number": [str(at + 1) for at in table.index],
            "Risk": table["risk"],
            "Score": table["score"],
            "Band": table["band"],
            "Owner": table["owner"].replace("", "none yet"),
            "To put right": [" ".join(problems) or "nothing" for problems in table["problems"]],
        }
    )
