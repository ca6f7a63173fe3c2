"""One control chart for each place, on one time axis, to compare like with like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.framework.register import unknown
from playbook.review import words
from playbook.review.before_after import before_after
from playbook.review.control_chart import XmR, xmr
from playbook.review.words import number

if TYPE_CHECKING:
    from playbook.charts import Figure

MOST_PLACES = 12


@dataclass(frozen=True, eq=False, repr=False)
class SmallMultiples:
    """A control chart for each place. Made by :func:`small_multiples`.

    ``charts`` holds them by place, in the order of the data. ``starts`` and ``reasons`` say
    where, and why, limits were frozen; both are empty when none were.
    """

    charts: Mapping[str, XmR]
    starts: Mapping[str, int]
    reasons: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Small multiples. {self.sentence()}"

    @property
    def table(self) -> pd.DataFrame:
        """One row a place and point: place, date, then the columns of :attr:`XmR.table`."""
        parts = [
            chart.table.rename_axis("date").reset_index().assign(place=place)
            for place, chart in self.charts.items()
        ]
        whole = pd.concat(parts, ignore_index=True)
        return whole[["place", *(name for name in whole.columns if name != "place")]]

    @property
    def summary(self) -> pd.DataFrame:
        """One row a place: points, mean, lower, upper, signals, variation and assurance.

        ``signals`` counts the points after the change where limits were frozen, or else all.
        """
        rows = []
        for place, chart in self.charts.items():
            phase = chart.last_phase
            rows.append(
                {
                    "place": place,
                    "points": sum(each.points for each in chart.phases),
                    "mean": phase.centre,
                    "lower": phase.lower,
                    "upper": phase.upper,
                    "signals": self.signals(place),
                    "variation": chart.variation.value,
                    "assurance": chart.assurance.value if chart.assurance else "not judged",
                }
            )
        return pd.DataFrame(rows)

    def signals(self, place: str) -> int:
        """Count the signals of one place: after the change where there was one, or else all."""
        if place not in self.charts:
            raise ValueError(unknown(place, self.charts, "the places"))
        start = self.starts.get(place, 0)
        return int((self.charts[place].codes[start:] > 0).sum())

    @property
    def notices(self) -> tuple[str, ...]:
        """The notices of every chart, each with its place."""
        return tuple(f"{place}: {text}" for place in self.charts for text in self._told_of(place))

    def _told_of(self, place: str) -> tuple[str, ...]:
        """Give the notices of one place. A step at a change must not pass for likeness."""
        chart, start = self.charts[place], self.starts.get(place)
        if start is None:
            return chart.notices
        past = xmr(chart.values[:start], chart.labels[:start])
        alike = words.alike_warning(past)
        return (*chart.read_notices, *words.notices(chart, alike=alike or ""))

    def sentence(self) -> str:
        """Say which places show signals and which show routine variation."""
        since = ""
        if self.starts:
            others = " and elsewhere at any time" if len(self.starts) < len(self.charts) else ""
            since = f" since the change in {', '.join(self.starts)}{others}"
        loud = [f"{place} ({self.signals(place)})" for place in self.charts if self.signals(place)]
        quiet = len(self.charts) - len(loud)
        if not loud:
            return f"All {len(self.charts)} places show routine variation{since}."
        rest = f"; {quiet} {'shows' if quiet == 1 else 'show'} routine variation" if quiet else ""
        return f"Places with signals{since}, and how many: {', '.join(loud)}{rest}."

    def told(self, place: str) -> str:
        """Say in one line how one place stands, as its strip of the figure is headed."""
        chart = self.charts[place]
        size = float(chart.table["value"].abs().max())
        count = self.signals(place)
        signals = "no signal" if not count else "1 signal" if count == 1 else f"{count} signals"
        return f"{place}: mean {number(chart.last_phase.centre, size)}, {signals}"

    def plot(
        self,
        *,
        name: str,
        source: str,
        message: str | None = None,
        sample: bool = False,
        label: str = "value",
        same_scale: bool = True,
        note: str = "",
    ) -> Figure:
        """Draw the charts under one another on one time axis, limits frozen where they were.

        ``same_scale`` gives all the same vertical axis, so heights can be compared; without it
        each place fills its strip. The caption says which.
        """
        from playbook.review.multiples_draw import draw_multiples

        return draw_multiples(
            self,
            name=name,
            source=source,
            message=message or self.sentence(),
            sample=sample,
            label=label,
            same_scale=same_scale,
            note=note,
        )


def small_multiples(
    data: pd.DataFrame,
    *,
    place: str = "locality",
    date: str = "month",
    value: str = "value",
    direction: str | None = None,
    target: float | None = None,
    changes: Mapping[str, Any] | None = None,
    reason: str = "",
    screen_outliers: bool = True,
    shift: int = 7,
    trend: int = 7,
) -> SmallMultiples:
    """Chart each place by itself: who changed, and when, without ranking anyone.

    ``data`` has one row a place and date; ``place``, ``date`` and ``value`` name its columns.
    Use rates, not counts, when places differ in size. ``changes`` maps a place to the date on
    which something was changed there: its limits are frozen before (see
    :func:`before_after`), and ``reason`` says what it was. A place that is not in ``changes``
    keeps limits from all its points, and so shows what happened without the change.

    Do not read the strips as a league table: for places at one moment use :func:`funnel`.

    Raises ``ValueError`` or ``TypeError``, naming the place, for missing columns, no rows, more
    than 12 places, changes in a place that is not there, or a series that cannot be charted.

    >>> rows = [{"locality": name, "month": f"2024-{month:02}", "value": month % 2 + extra}
    ...     for name, extra in [("East", 5), ("West", 9)] for month in range(1, 13)]
    >>> small_multiples(pd.DataFrame(rows)).sentence()
    'All 2 places show routine variation.'
    """
    changes = dict(changes or {})
    groups = _groups(data, place, date, value)
    for name in changes:
        if name not in groups:
            raise ValueError(unknown(name, groups, "the places"))
    options: dict[str, Any] = {"direction": direction, "target": target, "shift": shift}
    options |= {"trend": trend, "screen_outliers": screen_outliers}
    charts: dict[str, XmR] = {}
    starts: dict[str, int] = {}
    for name, rows in groups.items():
        series = (rows[value].to_numpy(), rows[date].to_list())
        try:
            if name in changes:
                found = before_after(*series, change=changes[name], reason=reason, **options)
                charts[name], starts[name] = found.chart, found.start
            else:
                charts[name] = xmr(*series, **options)
        except (ValueError, TypeError) as problem:
            raise type(problem)(f"{name}: {problem}") from problem
    return SmallMultiples(charts, starts, dict.fromkeys(starts, reason))


def _groups(data: pd.DataFrame, place: str, date: str, value: str) -> dict[str, pd.DataFrame]:
    if not isinstance(data, pd.DataFrame):
        raise TypeError(f"Give a table with one row a place and date, not {type(data).__name__}.")
    for column in (place, date, value):
        if column not in data.columns:
            raise ValueError(unknown(column, [str(name) for name in data.columns], "the columns"))
    if data.empty:
        raise ValueError("The table has no rows, so there is nothing to chart.")
    if data[place].isna().any():
        row = int(data[place].isna().to_numpy().argmax()) + 1
        raise ValueError(f"Row {row} has no {place}. Every row needs its place.")
    groups = {str(name): rows for name, rows in data.groupby(place, sort=False)}
    if len(groups) > MOST_PLACES:
        raise ValueError(
            f"There are {len(groups)} places. More than {MOST_PLACES} strips cannot be read: "
            f"choose some, or look at all with xmr_many first."
        )
    return groups
