"""Panels and pictures of a measure around a change: looking early, and chance among places."""

import pandas as pd

from playbook.charts import Figure
from playbook.data import Dataset
from playbook.kit.around_change import PER, AroundChange, around_change
from playbook.kit.measure_paper import measures_of
from playbook.kit.papers import Paper
from playbook.kit.showing import Shown, cited, in_words
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say
from playbook.review import funnel

MONTHS = 12
LONGEST_LOOK = 24


def look_early_panel(
    around: AroundChange, *, source: str, sample: bool = False, name: str = "look-early"
) -> Explorer:
    """Show what a chart says if one looks one month after a change, or two, or twelve.

    Places without limits of before are left out. Months without a value are skipped.
    """
    places = list(around.places.starts)
    since = {place: _months_since(around, place) for place in places}
    most = min(LONGEST_LOOK, max(len(months) for months in since.values()))

    def look(place: float, months: float) -> dict[str, float]:
        where, known = places[int(place)], since[places[int(place)]]
        found = around.judged(where, known[min(int(months), len(known)) - 1])
        return {
            "signals": found.signals_after,
            "before": found.mean_before,
            "mean": found.mean_after,
        }

    def told(place: float, months: float, signals: float, before: float, mean: float) -> str:
        where = places[int(place)]
        seen = "1 month" if months == 1 else f"{say(months)} months"
        count = (
            "no signal"
            if not signals
            else "1 signal"
            if signals == 1
            else f"{say(signals)} signals"
        )
        return (
            f"{where}, {seen} after the start: {count}. "
            f"The mean was {say(before)} before and is {say(mean)} since."
        )

    return explorer(
        name,
        [
            Control("place", "Place", range(len(places)), 0, "", lambda at: places[int(at)]),
            Control("months", "Months since the change", range(1, most + 1), 1, ""),
        ],
        look,
        [
            Result("signals", "Signals so far", ""),
            Result("before", "Mean before", f"for each {say(PER)}"),
            Result("mean", "Mean since", f"for each {say(PER)}"),
        ],
        told,
        message="What if you had looked earlier?",
        source=source,
        note=(
            "The limits stay those of before. Where a place has fewer months, the panel stays "
            "at its last one."
        ),
        sample=sample,
        start="the first look",
    )


def year_funnel(data: Dataset, paper: Paper, *, name: str = "year-funnel") -> Figure | Shown:
    """Draw the places beside what chance would make of one rate, for the latest year.

    It takes the measure that the framework marks with ``funnel: true``, and the latest 12
    months that every place has. Rates are for each 1,000 people, over those months. Where no
    measure is marked, or no two places share a month, it says so in place of the figure.
    """
    marked = next((each for each in measures_of(paper) if each.funnel and each.indicator), None)
    if marked is None:
        return in_words(
            "No measure in measures.yml has “funnel: true”, so no funnel is drawn. Mark one that "
            "counts events one by one among residents, such as emergency admissions.",
            data=paper,
        )
    rows = around_change(data, paper, marked).rows
    events, people = (
        rows.pivot(index="month", columns="locality", values=column)
        for column in ("events", "people")
    )
    months = events.dropna().index.intersection(people.dropna().index)[-MONTHS:]
    if months.empty or len(events.columns) < 2:
        return in_words("No two places share a month, so no funnel is drawn.", data=data)
    counts, size = events.loc[months].sum(), people.loc[months].mean().round()
    return funnel(counts, size, list(events.columns), per=PER).plot(
        name=name,
        label=f"{marked.name}, {say(months[0])} to {say(months[-1])}",
        **cited(data),
    )


def _months_since(around: AroundChange, place: str) -> list[pd.Timestamp]:
    rows = around.rows[around.rows["locality"] == place].dropna(subset=["value"])
    return list(rows.loc[rows["month"] >= around.change.began, "month"])
