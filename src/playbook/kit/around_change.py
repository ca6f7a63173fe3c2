"""A measure in every place of a file, judged around a change that was made in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from playbook.data import Dataset
from playbook.data.wording import listed
from playbook.framework.register import unknown
from playbook.kit.measure_paper import Change, Measure, change_of, measures_of
from playbook.kit.papers import Paper
from playbook.markup import PlainError, say
from playbook.review import BeforeAfter, SmallMultiples, XmR, before_after, small_multiples, xmr
from playbook.review.rules import SHORTEST_BASELINE
from playbook.review.small_multiples import MOST_PLACES

PER = 1000  # the rates of the file are for each 1,000


@dataclass(frozen=True, eq=False)
class AroundChange:
    """A measure by month and place around a change. Made by :func:`around_change`.

    ``rows`` has every month of every place (locality, month, value, events, people); a month
    that the file leaves out has no value. ``left_out`` names places that are not charted.
    """

    measure: Measure
    change: Change
    rows: pd.DataFrame
    left_out: tuple[str, ...]

    @cached_property
    def places(self) -> SmallMultiples:
        """A chart for each place. Limits come from before the change, wherever that can be."""
        frozen = [place for place, values in self._series.items() if self._can_freeze(values)]
        return small_multiples(
            self.rows,
            direction=self.measure.better,
            changes=dict.fromkeys(frozen, self.change.began),
            reason=self.change.what,
        )

    @cached_property
    def ours(self) -> BeforeAfter:
        """The place of the change, with limits frozen before it."""
        return self.judged(self.change.place)

    def judged(self, place: str, until: pd.Timestamp | None = None) -> BeforeAfter:
        """Judge a place by limits from before the change, with all months or those up to one."""
        return before_after(
            self._series[place].loc[:until],
            change=self.change.began,
            reason=f"{self.change.what} in {self.change.place}",
            direction=self.measure.better,
            target=self.measure.target if place == self.change.place else None,
        )

    @cached_property
    def together(self) -> BeforeAfter:
        """All places as one. A month counts when every place has it."""
        events, people = (
            self.rows.pivot(index="month", columns="locality", values=column)
            for column in ("events", "people")
        )
        rate = PER * events.sum(axis=1, skipna=False) / people.sum(axis=1, skipna=False)
        return before_after(
            rate,
            change=self.change.began,
            reason=f"{self.change.what} in {self.change.place}",
            direction=self.measure.better,
        )

    def says(self, when: str) -> str:
        """Say the mean "before" or "since" the change, as it is handed on.

        Raises ``ValueError`` for another word.
        """
        means = {"before": self.ours.mean_before, "since": self.ours.mean_after}
        if when not in means:
            raise ValueError(unknown(when, means, "the times"))
        return (
            f"{self.change.place}, {self.measure.name}: {say(means[when])} for each {say(PER)} "
            f"a month {when} {say(self.change.began)}."
        )

    def told_together(self) -> str:
        """Say what all places as one would show, or why they cannot be put together."""
        try:
            found = self.together
        except (ValueError, KeyError):
            return "Too few months have every place, so there is no fair total to show."
        moved = f"from {say(found.mean_before)} to {say(found.mean_after)}"
        count = int(found.chart.table["value"].iloc[found.start :].notna().sum())
        return (
            f"Put together, all places went {moved} for each {say(PER)}, and {found.signals_after} "
            f"of {count} months since are signals. A total of this kind hides its parts."
        )

    def rebased(self, levels: dict[str, str]) -> XmR:
        """Chart the place of the change again, with new limits from the months agreed."""
        values = self._series[self.change.place]
        inside = {
            when: why for when, why in levels.items() if pd.Timestamp(when) in values.index[1:]
        }
        return xmr(values, direction=self.measure.better, target=self.measure.target, rebase=inside)

    @property
    def table(self) -> pd.DataFrame:
        """One row a place: mean before, means of the two halves since, and signals since.

        A step moves at once, and both halves show it. A slope moves more in the second half.
        """
        rows = []
        for place, values in self._series.items():
            since = values.loc[self.change.began :].dropna()
            half = len(since) // 2
            known = place in self.places.starts
            rows.append(
                {
                    "place": place,
                    "before": values.loc[: self._last_before].mean(),
                    "first_half": since.iloc[:half].mean(),
                    "second_half": since.iloc[half:].mean(),
                    "signals": self.places.signals(place) if known else np.nan,
                    "months": len(since),
                }
            )
        return pd.DataFrame(rows)

    @property
    def page_table(self) -> pd.DataFrame:
        """The table with headings for a page; signals as "3 of 12", or why there are none."""
        table, few = self.table, "too few months before"
        pairs = zip(table["signals"], table["months"], strict=True)
        told = [few if np.isnan(n) else f"{n:.0f} of {of}" for n, of in pairs]
        parts = table[["place", "before", "first_half", "second_half"]].assign(signals=told)
        first, second = "First half since", "Second half since"
        return parts.set_axis(["Place", "Mean before", first, second, "Signals since"], axis=1)

    def sentence(self) -> str:
        """Say in which places the months since the change are signals, and which way."""
        began = f"Since {self.change.what} began in {self.change.place} in {say(self.change.began)}"
        loud = [self._loud(place) for place in self.places.starts if self.places.signals(place)]
        quiet = [place for place in self.places.starts if not self.places.signals(place)]
        if not loud:
            return f"{began}, no place shows a signal by the limits of before."
        rest = f" None in {listed(quiet)}." if quiet else ""
        return f"{began}, months that are signals: {'; '.join(loud)}.{rest}"

    @property
    def notices(self) -> tuple[str, ...]:
        """What was left out or could not be judged, and which months are missing."""
        few = [place for place in self._series if place not in self.places.starts]
        gaps = {place: int(values.isna().sum()) for place, values in self._series.items()}
        missing = [f"{place} ({count})" for place, count in gaps.items() if count]
        said = (
            f"Not charted, to keep the page readable: {listed(self.left_out)}."
            if self.left_out
            else "",
            f"Too few months before the change to judge by: {listed(few)}." if few else "",
            f"Months without a value, shown as gaps: {listed(missing)}." if missing else "",
        )
        return tuple(text for text in said if text)

    def _loud(self, place: str) -> str:
        table = self.places.charts[place].table.iloc[self.places.starts[place] :]
        kinds = table.loc[table["signal"] != "", "meaning"].unique()
        meaning = {"improvement": ", better", "concern": ", worse"}
        told = meaning.get(kinds[0], "") if len(kinds) == 1 else ""
        known = int(table["value"].notna().sum())
        return f"{place} {self.places.signals(place)} of {known}{told}"

    @property
    def _last_before(self) -> pd.Timestamp:
        return self.change.began - pd.offsets.MonthBegin(1)

    @cached_property
    def _series(self) -> dict[str, pd.Series[float]]:
        return {
            str(place): rows.set_index("month")["value"]
            for place, rows in self.rows.groupby("locality", sort=False)
        }

    def _can_freeze(self, values: pd.Series[float]) -> bool:
        before = values.loc[: self._last_before].notna().sum()
        return bool(before >= SHORTEST_BASELINE and values.loc[self.change.began :].notna().any())


def around_change(data: Dataset, paper: Paper, measure: Measure | None = None) -> AroundChange:
    """Read one measure of a framework from the monthly file, for every place, around its change.

    Without ``measure`` it is the first outcome measure that has an indicator. Months that the
    file leaves out become gaps. Of more than 12 places the largest are kept, and always the
    place of the change.

    Raises ``PlainError`` when the file and the framework do not go together, or when there are
    fewer than 12 months before the change or none from it on.
    """
    change, measure = change_of(paper), measure or _first_outcome(paper)
    indicators, places = data.values("indicator"), data.values("locality")
    for name, known, line in (
        (measure.indicator, indicators, "an indicator"),
        (change.place, places, "a place"),
    ):
        if name not in known:
            raise PlainError(
                f"measures.yml names {line} that the monthly file does not hold. "
                f"{unknown(name, known, 'what it holds')} Put a measures.yml of your own "
                "beside project.yml, and spell names as your file does."
            )
    rows = data.select(indicator=measure.indicator, locality="every")
    sizes = rows.groupby("locality")["people"].mean().sort_values(ascending=False)
    kept = [change.place, *sizes.index.drop(change.place)][:MOST_PLACES]
    left_out = tuple(sorted(set(sizes.index) - set(kept)))
    found = AroundChange(measure, change, _whole(rows, sorted(kept)), left_out)
    try:
        found.judged(change.place)
    except (ValueError, KeyError) as problem:
        why = str(problem) if isinstance(problem, ValueError) else ""
        raise PlainError(f"{change.place}, {measure.name}: {why}") from problem
    return found


def measured(data: Dataset, paper: Paper) -> tuple[AroundChange, ...]:
    """Read every measure of a framework that the monthly file holds, in order."""
    held = data.values("indicator")
    return tuple(
        around_change(data, paper, each) for each in measures_of(paper) if each.indicator in held
    )


def _first_outcome(paper: Paper) -> Measure:
    for measure in measures_of(paper):
        if measure.type == "outcome" and measure.indicator:
            return measure
    raise PlainError(
        "measures.yml has no outcome measure with an indicator, so there is nothing to chart. "
        "Add a line “indicator:” with its name in your monthly file."
    )


def _whole(rows: pd.DataFrame, places: list[str]) -> pd.DataFrame:
    """Give every place every month from the first to the last of the file."""
    months = pd.date_range(rows["month"].min(), rows["month"].max(), freq="MS")
    grid = pd.MultiIndex.from_product([places, months], names=["locality", "month"])
    numbers = rows.set_index(["locality", "month"])[["value", "events", "people"]]
    return numbers.astype(float).reindex(grid).reset_index()
