"""The pictures of involvement: the power and interest map, and the ladder."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from playbook.charts import Figure, Look, figure
from playbook.framework import framework

if TYPE_CHECKING:
    from playbook.implement.ladder import Ladder
    from playbook.implement.stakeholders import PowerInterest

_MOST = 6  # groups written in one quarter
_MARK = "▲ "


def draw_map(
    found: PowerInterest, *, name: str, source: str, message: str | None, sample: bool
) -> Figure:
    """Make the figure; see :meth:`PowerInterest.plot`."""
    equity = found.rules.equity

    def draw(axes: Axes, look: Look) -> None:
        for quadrant in found.rules.quadrants.values():
            here = found.table[found.table["quadrant"] == quadrant.name]
            corner = (0.5 * quadrant.interest, 0.5 * quadrant.power)
            _draw_quarter(axes, look, corner, quadrant.name, here)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_xticks([0.25, 0.75], ["Low interest", "High interest"])
        axes.set_yticks([0.25, 0.75], ["Low\npower", "High\npower"])
        axes.tick_params(length=0, labelcolor=look.ink)
        axes.grid(visible=False)
        axes.spines[:].set_visible(False)

    note = f"{_MARK.strip()} marks groups that the equity rule moves to “{equity.name.lower()}”: "
    note += "little power, and the change falls hard on them."
    return figure(
        draw,
        name=name,
        message=message or found.sentence(),
        alt=_map_alt(found),
        table=_map_numbers(found),
        source=source,
        note=" ".join((note, *found.notices)),
        sample=sample,
        height=5.6,
    )


def _draw_quarter(
    axes: Axes, look: Look, corner: tuple[float, float], name: str, here: pd.DataFrame
) -> None:
    x, y = corner
    axes.add_patch(
        Rectangle((x + 0.01, y + 0.01), 0.48, 0.48, facecolor="none", edgecolor=look.line)
    )
    axes.text(x + 0.025, y + 0.465, name, va="top", weight="bold", color=look.ink, fontsize=11)
    width = 20 if look.narrow else 44
    height = y + 0.395
    for row in here.head(_MOST).to_dict("records"):
        words = fill(f"{_MARK if row['moved'] else ''}{row['group']}", width)
        colour = look.implement if row["moved"] else look.ink
        weight = "bold" if row["moved"] else "normal"
        axes.text(x + 0.03, height, words, va="top", fontsize=9.5, color=colour, weight=weight)
        height -= 0.048 * (1 + words.count("\n")) + 0.012
    if len(here) > _MOST:
        more = f"and {len(here) - _MOST} more"
        axes.text(x + 0.03, height, more, va="top", fontsize=9.5, color=look.soft)


def _map_alt(found: PowerInterest) -> str:
    told = " ".join(
        f"{row['group']}: power {row['power']}, interest {row['interest']}, impact "
        f"{row['impact']}, {row['treatment'].lower()}."
        for row in found.table.head(12).to_dict("records")
    )
    rest = len(found.table) - 12
    more = f" {rest} more are in the table." if rest > 0 else ""
    return f"Map of {len(found.table)} groups by power and interest. {told}{more}"


def _map_numbers(found: PowerInterest) -> pd.DataFrame:
    names = ["group", "power", "interest", "impact", "quadrant", "treatment", "meaning"]
    shown = found.table[names]
    return shown.set_axis(
        ["Group", "Power", "Interest", "Impact", "Quarter", "What we do", "That means"], axis=1
    )


def draw_ladder(
    found: Ladder, *, name: str, source: str, message: str | None, sample: bool
) -> Figure:
    """Make the figure; see :meth:`Ladder.plot`."""
    stages = [framework().stages[id_].name for id_ in found.table["stage"]]
    rungs = [rung.name for rung in found.rules.ladder.values()]

    def draw(axes: Axes, look: Look) -> None:
        for at, row in enumerate(found.table.to_dict("records")):
            axes.plot([at, at], [row["rung"], row["target_rung"]], color=look.soft, linewidth=2)
            axes.plot(
                at, row["target_rung"], "o", markersize=15, color=look.target, fillstyle="none"
            )
            axes.plot(at, row["rung"], "D", markersize=8, color=look.implement)
        axes.set_xlim(-0.5, len(stages) - 0.5)
        axes.set_ylim(0.5, len(rungs) + 0.5)
        axes.set_xticks(range(len(stages)), stages)
        axes.set_yticks(range(1, len(rungs) + 1), rungs)
        axes.tick_params(labelcolor=look.ink)

    told = " ".join(
        f"{stage}: {row['now'].lower()} now, {row['target'].lower()} is the aim."
        for stage, row in zip(stages, found.table.to_dict("records"), strict=True)
    )
    table = pd.DataFrame(
        {
            "Stage": stages,
            "Now": found.table["now"],
            "Aim": found.table["target"],
            "May be called co-produced": found.table["may_claim"],
            "Why": found.table["why"],
            "Evidence": found.table["evidence"].replace("", "none given"),
            "Next": found.table["next"].replace("", "none given"),
        }
    )
    return figure(
        draw,
        name=name,
        message=message or found.sentence(),
        alt=f"Ladder of co-production by stage. {told}",
        table=table,
        source=source,
        note="Diamond: where it stands now. Circle: the aim.",
        sample=sample,
        height=4.4,
    )
