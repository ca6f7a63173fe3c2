"""A what-if panel that lets two months tell a story, and then says what the chart says."""

from collections.abc import Mapping

import pandas as pd

from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say
from playbook.review import SmallMultiples

MONTHS_EACH_SIDE = 12

Months = list[pd.Timestamp]


def any_months_panel(
    places: SmallMultiples,
    *,
    change: str,
    what: str,
    source: str,
    sample: bool = False,
    name: str = "any-months",
) -> Explorer:
    """Show how any two months, one before a change and one after, tell a story about a place.

    ``places`` holds a chart for each place and ``change`` is the date of the first month after;
    the panel offers the 12 months on either side. ``what`` names what is counted, as a plural.
    The sentence sets the pair beside the place's own chart.

    Raises ``ValueError`` where a place has fewer than 12 months on either side, or a month in
    them without a value.
    """
    series = {place: chart.table["value"] for place, chart in places.charts.items()}
    names = list(series)
    before, after = _sides(series, change)

    def pair(place: float, first: float, second: float) -> dict[str, float]:
        values = series[names[int(place)]]
        one, other = values.loc[before[int(first)]], values.loc[after[int(second)]]
        return {"one": one, "other": other, "percent": 100 * (other / one - 1)}

    def told(place: float, first: float, second: float, **found: float) -> str:
        where, months = names[int(place)], (before[int(first)], after[int(second)])
        return (
            f"{where}, {say(months[0])} to {say(months[1])}: {what} went {_way(found['percent'])}. "
            f"All its months together show {_signals(places, where)}."
        )

    steps = range(MONTHS_EACH_SIDE)
    return explorer(
        name,
        [
            Control("place", "Place", range(len(names)), 0, "", lambda at: names[int(at)]),
            Control("first", "Month before", steps, 0, "", lambda at: f"{before[int(at)]:%b %Y}"),
            Control("second", "Month after", steps, 0, "", lambda at: f"{after[int(at)]:%b %Y}"),
        ],
        pair,
        [
            Result("one", "In the first month"),
            Result("other", "In the second month"),
            Result("percent", "Change", "%", lambda percent: f"{round(percent)}".replace("-", "−")),
        ],
        told,
        message="Choose two months. What would you say?",
        source=source,
        sample=sample,
        start="the start",
    )


def _sides(series: Mapping[str, pd.Series], change: str) -> tuple[Months, Months]:
    """Give the months on either side of the change, which every place must have."""
    sides: tuple[Months, Months] = ([], [])
    for place, values in series.items():
        start = int(values.index.searchsorted(pd.Timestamp(change)))
        near = values.iloc[max(start - MONTHS_EACH_SIDE, 0) : start + MONTHS_EACH_SIDE]
        if len(near) < 2 * MONTHS_EACH_SIDE or near.isna().any():
            raise ValueError(
                f"{place}: the panel needs {MONTHS_EACH_SIDE} months with a value before "
                f"{change}, and as many from then on."
            )
        sides = (list(near.index[:MONTHS_EACH_SIDE]), list(near.index[MONTHS_EACH_SIDE:]))
    return sides


def _way(percent: float) -> str:
    if abs(percent) < 0.5:
        return "nowhere"
    return f"{'up' if percent > 0 else 'down'} {abs(percent):.0f}%"


def _signals(places: SmallMultiples, place: str) -> str:
    count = places.signals(place)
    if not count:
        return "no signal"
    start = places.starts.get(place)
    since = f" since {say(places.charts[place].table.index[start])}" if start is not None else ""
    return f"{count} signals{since}" if count > 1 else f"1 signal{since}"
