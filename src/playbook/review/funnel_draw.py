"""The picture of a funnel plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from playbook.charts import Figure, Look, figure
from playbook.markup import say

if TYPE_CHECKING:
    from playbook.review.funnel import Funnel

_DOTS = {"within": ("o", "soft", 7), "95%": ("D", "plan", 8), "99.8%": ("s", "concern", 9)}
_MOST_NAMES = 12


def draw_funnel(
    found: Funnel,
    *,
    name: str,
    source: str,
    message: str | None,
    sample: bool,
    label: str,
    note: str,
) -> Figure:
    """Make the figure; see :meth:`Funnel.plot` for what each word is."""

    def draw(axes: Axes, look: Look) -> None:
        _draw_limits(axes, look, found)
        _draw_places(axes, look, found)
        axes.xaxis.set_major_locator(MaxNLocator(4 if look.narrow else 8))
        axes.xaxis.set_major_formatter(lambda value, _: say(float(value)))
        axes.set_xlabel("Population", color=look.soft)
        title = f"{label.capitalize()} for each {say(found.per)} people"
        axes.set_title(title, loc="left", fontsize=11, color=look.soft)

    return figure(
        draw,
        name=name,
        message=message or found.sentence(),
        alt=_alt(found, label),
        table=_numbers(found),
        source=source,
        note=" ".join(part for part in (note, _caption(found), *found.notices) if part),
        sample=sample,
        height=4.6,
    )


def _draw_limits(axes: Axes, look: Look, found: Funnel) -> None:
    most = found.population.max() * 1.12
    people = np.linspace(max(found.population.min() * 0.6, 1), most, 200)
    axes.axhline(found.rate, color=look.ink, linewidth=1.4)
    for share, dashes in ((0.95, (5, 3)), (0.998, (1.5, 1.5))):
        for edge in found.limits(people, share):
            axes.plot(people, edge, color=look.ink, linewidth=1.1, dashes=dashes)
        top = found.limits(people[-1:], share)[1][0]
        axes.annotate(
            f"{100 * share:g}%",
            (people[-1], top),
            (4, 0),
            textcoords="offset points",
            verticalalignment="center",
            color=look.ink,
            annotation_clip=False,
        )


def _draw_places(axes: Axes, look: Look, found: Funnel) -> None:
    table = found.table
    for kind, (marker, colour, size) in _DOTS.items():
        points = table[table["place"].str.contains(kind, regex=False)]
        axes.plot(
            points["population"],
            points["rate"],
            marker,
            color=getattr(look, colour),
            markersize=size,
            markeredgecolor=look.page,
            zorder=3,
        )
    named = table if len(table) <= _MOST_NAMES else table[table["place"] != "within limits"]
    for _, row in named.iterrows():
        axes.annotate(
            row["name"],
            (row["population"], row["rate"]),
            (0, 8),
            textcoords="offset points",
            horizontalalignment="center",
            fontsize=10,
            color=look.ink,
        )


def _caption(found: Funnel) -> str:
    whose = "the rate given" if found.given_rate else "the rate of all places together"
    return (
        f"Solid line: {whose}. Dashed and dotted lines: 95% and 99.8% limits of chance (Poisson) "
        f"for each size of population. Diamonds lie outside 95%, squares outside 99.8%."
    )


def _alt(found: Funnel, label: str) -> str:
    told = " ".join(
        f"{row['name']}: {say(float(row['rate']))}, {row['place']}."
        for _, row in found.table.head(_MOST_NAMES).iterrows()
    )
    rest = len(found.names) - _MOST_NAMES
    more = f" {rest} more places are in the table." if rest > 0 else ""
    return (
        f"Funnel plot of {label} by population. Overall {say(float(found.rate))} for each "
        f"{say(found.per)} people. {told}{more}"
    )


def _numbers(found: Funnel) -> pd.DataFrame:
    table = found.table
    return pd.DataFrame(
        {
            "Place": table["name"],
            "Events": table["events"].astype(int),
            "Population": table["population"],
            "Rate": table["rate"],
            "95% limits": _pair(table, "95"),
            "99.8% limits": _pair(table, "998"),
            "Where it lies": table["place"],
        }
    )


def _pair(table: pd.DataFrame, which: str) -> list[str]:
    edges = zip(table[f"lower_{which}"], table[f"upper_{which}"], strict=True)
    return [f"{say(float(low))} to {say(float(high))}" for low, high in edges]
