"""The heat map of a skills gap: skills by stage, with the numbers in the cells."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from playbook.charts import Figure, Look, figure
from playbook.framework import framework

if TYPE_CHECKING:
    from playbook.team.skills import SkillsGap


def draw_heat_map(
    found: SkillsGap, *, name: str, source: str, message: str | None, sample: bool
) -> Figure:
    """Make the figure; see :meth:`SkillsGap.plot`."""
    rows = list(dict.fromkeys(_label(row) for row in found.table.to_dict("records")))
    stages = [id_ for id_ in framework().stages if id_ in set(found.table["stage"])]

    def draw(axes: Axes, look: Look) -> None:
        for row in found.table.to_dict("records"):
            place = stages.index(row["stage"]), rows.index(_label(row))
            _draw_cell(axes, look, row, place, tight=look.narrow and len(stages) > 2)
        axes.set_xlim(0, len(stages))
        axes.set_ylim(len(rows), 0)
        axes.set_xticks([at + 0.5 for at in range(len(stages))])
        names = [framework().stages[id_].name for id_ in stages]
        axes.set_xticklabels(names, color=look.ink, fontsize=9.5 if look.narrow else 11.5)
        axes.xaxis.tick_top()
        axes.set_yticks([at + 0.5 for at in range(len(rows))])
        width = 18 if look.narrow else 38
        axes.set_yticklabels([fill(label, width) for label in rows], color=look.ink)
        axes.tick_params(length=0)
        axes.grid(visible=False)
        axes.spines[:].set_visible(False)

    return figure(
        draw,
        name=name,
        message=message or found.sentence(),
        alt=_alt(found),
        table=_numbers(found),
        source=source,
        note=" ".join(
            (
                "Each cell gives the team's highest level, and the level required (0 to 4). "
                "A thick edge marks a gap; a dashed edge, a skill that rests on one person.",
                *found.notices,
            )
        ),
        sample=sample,
        height=1.0 + 0.62 * len(rows),
    )


def _draw_cell(
    axes: Axes, look: Look, row: Mapping[Any, Any], place: tuple[int, int], *, tight: bool
) -> None:
    x, y = place
    short, single = row["gap"] > 0, row["single_point_of_failure"]
    edge = look.concern if short else look.plan if single else look.line
    axes.add_patch(
        Rectangle(
            (x + 0.04, y + 0.07),
            0.92,
            0.86,
            facecolor="none",
            edgecolor=edge,
            linewidth=3 if short else 1.6,
            linestyle="--" if single and not short else "-",
        )
    )
    state = f"gap {row['gap']}" if short else "1 person" if single else f"{row['cover']} people"
    joint = "\n" if look.narrow else ": "
    level = f"{row['team_level']} (needs {row['required']})"
    if tight:  # a phone with three stages or four has room for little
        level = f"{row['team_level']} of {row['required']}"
    axes.text(
        x + 0.5,
        y + 0.5,
        f"{level}{joint}{state}",
        horizontalalignment="center",
        verticalalignment="center",
        fontsize=7.5 if tight else 10,
        color=look.ink,
        weight="bold" if short else "normal",
    )


def _label(row: Mapping[Any, Any]) -> str:
    return f"{row['skill']} ({row['role']})" if row["role"] else str(row["skill"])


def _alt(found: SkillsGap) -> str:
    told = " ".join(
        f"{_label(row)}, {row['stage']}: level {row['team_level']}, needs {row['required']}, "
        f"{row['cover']} at that level."
        for row in found.table.head(12).to_dict("records")
    )
    rest = len(found.table) - 12
    more = f" {rest} more are in the table." if rest > 0 else ""
    return f"Heat map of {len(found.table)} required skills by stage. {told}{more}"


def _numbers(found: SkillsGap) -> pd.DataFrame:
    table = found.table.drop(columns="role") if not found.table["role"].any() else found.table
    shown = table.rename(
        columns={
            "role": "Role",
            "skill": "Skill",
            "stage": "Stage",
            "required": "Required",
            "team_level": "Team level",
            "gap": "Gap",
            "cover": "People at that level",
            "single_point_of_failure": "Rests on one person",
            "importance": "Importance",
            "priority": "Priority",
        }
    )
    return shown[["Skill", *(name for name in shown.columns if name != "Skill")]]
