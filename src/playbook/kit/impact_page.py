"""One page of what a change did: every measure that was promised, for whom, and how sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from playbook.data import Dataset
from playbook.kit.around_change import PER, AroundChange, measured
from playbook.kit.measure_paper import Change, Measure, change_of, measures_of
from playbook.kit.papers import Paper
from playbook.kit.products import Number
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import PlainError, say
from playbook.review import BeforeAfter, Impact, Sureness, how_sure, impact
from playbook.review.sureness import NO_CHANGE

SHARES = (0, 25, 50, 75, 100)
_NEAR = 0.005  # the same number, handed on and worked out again
_NO_CHART = "cannot be charted"
_TOO_SOON = "too soon to say"


@dataclass(frozen=True, eq=False)
class ImpactPage:
    """What is known of every measure that was promised. Made by :func:`impact_page`."""

    change: Change
    promised: tuple[Measure, ...]
    charted: Mapping[str, AroundChange]
    sure: Mapping[str, Sureness]

    @property
    def impact(self) -> Impact:
        """The charts side by side, as :func:`playbook.review.impact` gives them."""
        return impact({name: each.ours for name, each in self.charted.items()})

    @property
    def first(self) -> AroundChange:
        """The first measure of the framework that the monthly file holds."""
        return next(iter(self.charted.values()))

    @property
    def table(self) -> pd.DataFrame:
        """One row a measure: kind, before, since, what moved, how sure, and what else is known."""
        heads = ["Measure", "Kind", "Before", "Since", "What moved", "How sure", "Known otherwise"]
        return pd.DataFrame([self._row(each) for each in self.promised], columns=heads)

    @property
    def page_table(self) -> pd.DataFrame:
        """The table without the long texts, so that it fits a phone."""
        return self.table.drop(columns="Known otherwise")

    def known_otherwise(self) -> tuple[str, ...]:
        """Say of each measure without a chart what is known of it."""
        return tuple(
            f"{each.name}, which cannot be charted: {each.latest or 'nothing is known yet'}"
            for each in self.promised
            if each.name not in self.charted
        )

    def moved(self, measure: str) -> str:
        """Say in a word or two which way a measure moved."""
        if measure not in self.charted:
            return _NO_CHART
        found = self.charted[measure].ours
        if not found.signals_after:
            return NO_CHANGE
        if found.signals_after < found.chart.rules.shift:
            return _TOO_SOON
        up = found.difference > 0
        better = self.charted[measure].measure.better
        if better is None:
            return "up" if up else "down"
        return "better" if up == (better == "increase") else "worse"

    def sentence(self) -> str:
        """Say of how many measures it is known what moved, and of how many it is not."""
        words = [self.moved(each.name) for each in self.promised]
        kinds = [kind for kind in ("better", "worse", "up", "down") if kind in words]
        parts = [f"{words.count(kind)} moved: {kind}" for kind in kinds]
        for kind in (_TOO_SOON, NO_CHANGE, _NO_CHART):
            if kind in words:
                parts.append(f"{words.count(kind)}: {kind}")
        count = "1 measure" if len(words) == 1 else f"{len(words)} measures"
        where = f"{self.change.what} in {self.change.place}"
        return f"Of {count} promised for {where}, {'; '.join(parts)}."

    def how_sure(self) -> tuple[str, ...]:
        """Say of every charted measure how sure one may be, and what has to be asked."""
        told = [f"{name}. {each.sentence()}" for name, each in self.sure.items()]
        asked = [f"{name}. {text}" for name, each in self.sure.items() for text in each.ask]
        return (*told, *asked)

    def agrees_with(self, before: Number, after: Number) -> str:
        """Say whether the means that were carried are those of this report."""
        ours = self.first.ours
        pairs = ((before.value, ours.mean_before), (after.value, ours.mean_after))
        if all(abs(one - other) <= _NEAR * max(abs(other), 1) for one, other in pairs):
            return "The two means that were carried are the ones that this report works out."
        return (
            f"This report works out {say(ours.mean_before)} before and {say(ours.mean_after)} "
            "since. That is not what was carried. Run control charts by locality again here, so "
            "that both rest on the same file."
        )

    def _row(self, measure: Measure) -> tuple[str, ...]:
        kind = measure.type.capitalize()
        if measure.name not in self.charted:
            return (measure.name, kind, "", "", _NO_CHART, "", measure.latest or "nothing yet")
        ours = self.charted[measure.name].ours
        means = (say(ours.mean_before), say(ours.mean_after))
        moved, sure = self.moved(measure.name), self.sure[measure.name].level
        return (measure.name, kind, *means, moved, sure, "")


def impact_page(data: Dataset, paper: Paper) -> ImpactPage:
    """Put every measure of a framework on one page, charted where the monthly file holds it.

    Places that have too few months before the change are not used for comparison.

    Raises ``PlainError`` when the file holds none of the measures, or as
    :func:`playbook.kit.around_change` does.
    """
    charted = {each.measure.name: each for each in measured(data, paper)}
    if not charted:
        raise PlainError(
            "The monthly file holds none of the measures of measures.yml. Give at least one an "
            "“indicator:” that is spelt as in your file."
        )
    sure = {name: how_sure(each.ours, _others(each)) for name, each in charted.items()}
    return ImpactPage(change_of(paper), measures_of(paper), charted, sure)


def spread_panel(
    page: ImpactPage,
    before: Number,
    after: Number,
    *,
    source: str,
    sample: bool = False,
    name: str = "spread",
) -> Explorer:
    """Ask what a part of the change would mean in another place, by its latest year.

    ``before`` and ``after`` are the means that were carried. Nothing says that another place
    would follow: the panel shows size, and never a forecast.
    """
    around, drop = page.first, before.value - after.value
    places = [place for place in around.places.charts if place != around.change.place]
    if not places:
        places = [around.change.place]
    latest = {place: _latest_year(around, place) for place in places}

    def part(place: float, share: float) -> dict[str, float]:
        rate, people = latest[places[int(place)]]
        new = max(rate - drop * share / 100, 0.0)
        return {"now": rate, "then": new, "fewer": (rate - new) * people / PER}

    def told(place: float, share: float, now: float, then: float, fewer: float) -> str:
        return (
            f"{places[int(place)]}: with {say(share)}% of the change, the rate would go from "
            f"{say(now)} to {say(then)}. That is {say(abs(fewer), 0)} "
            f"{'fewer' if fewer >= 0 else 'more'} a month."
        )

    return explorer(
        name,
        [
            Control("place", "Place", range(len(places)), 0, "", lambda at: places[int(at)]),
            Control("share", "Share of the change that comes about there", SHARES, 0, "%"),
        ],
        part,
        [
            Result("now", "Mean of its latest year", f"for each {say(PER)}"),
            Result("then", "It would be", f"for each {say(PER)}"),
            Result("fewer", "Fewer a month", ""),
        ],
        told,
        message="What if part of it came about somewhere else?",
        source=source,
        note="This shows size. Another place has other staff, roads and people. Test it there.",
        sample=sample or before.sample or after.sample,
        start="none of it",
    )


def _others(around: AroundChange) -> dict[str, BeforeAfter]:
    return {
        place: around.judged(place)
        for place in around.places.starts
        if place != around.change.place
    }


def _latest_year(around: AroundChange, place: str) -> tuple[float, float]:
    rows = around.rows[around.rows["locality"] == place].dropna(subset=["value"]).tail(12)
    return float(rows["value"].mean()), float(rows["people"].mean())
