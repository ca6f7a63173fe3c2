"""A measurement framework beside the months before its change: baselines and targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.data import Dataset
from playbook.data.wording import listed
from playbook.kit.measure_paper import Change, Measure, change_of, measures_of
from playbook.kit.papers import Paper
from playbook.kit.showing import Shown
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import PlainError, say
from playbook.review import XmR, xmr
from playbook.review.rules import SHORTEST_BASELINE

NEAR = 0.03  # rounding and a late revision, but not another month
STEPS = 13
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, eq=False)
class Baseline:
    """The months of one measure before a change, in the place of the change."""

    measure: Measure
    written: str
    chart: XmR

    @property
    def mean(self) -> float:
        """The mean of the months before the change."""
        return self.chart.phases[0].centre

    @property
    def limits(self) -> tuple[float, float]:
        """How far a month usually reaches. A rate is never below nought."""
        phase = self.chart.phases[0]
        return max(phase.lower, 0.0), phase.upper

    @property
    def months(self) -> int:
        """How many months have a value."""
        return int((~np.isnan(self.chart.values)).sum())

    @property
    def agrees(self) -> bool:
        """Whether the first number that was written is the mean of the months, or near it."""
        found = _NUMBER.search(self.written)
        number = float(found.group().replace(",", "")) if found else np.nan
        return bool(abs(number - self.mean) <= NEAR * self.mean)

    def met(self, target: float) -> int:
        """Count the months before the change that met a target already."""
        values = self.chart.values[~np.isnan(self.chart.values)]
        better = values >= target if self.measure.better == "increase" else values <= target
        return int(better.sum())

    def told(self, target: float) -> str:
        """Say how often a target was met before anything changed, and if luck can meet it."""
        low, high = self.limits
        up = self.measure.better == "increase"
        inside, easy = low <= target <= high, target < low if up else target > high
        luck = (
            "so a single month may meet it by luck"
            if inside
            else "so it was met before anything changed"
            if easy
            else "so nothing less than a real change will meet it"
        )
        where = "inside" if inside else "outside"
        return (
            f"{say(target)} or {'more' if up else 'less'} was met in {self.met(target)} of "
            f"{self.months} months before. It lies {where} the limits of before "
            f"({say(low)} to {say(high)}), {luck}."
        )


@dataclass(frozen=True, eq=False)
class Baselines:
    """The baselines that a monthly file can check. Made by :func:`baselines`."""

    change: Change
    each: Sequence[Baseline]
    why_none: str = ""

    @property
    def page_table(self) -> pd.DataFrame:
        """One row a measure: what was written, and what the months before say."""
        rows = [
            (b.measure.name, b.written or "nothing", b.mean, *b.limits, b.months) for b in self.each
        ]
        columns = ["Measure", "Baseline as written", "Mean of the months before", "Lower limit"]
        return pd.DataFrame(rows, columns=[*columns, "Upper limit", "Months"])

    def sentence(self) -> str:
        """Say which baselines are not the mean of the months before the change."""
        if self.why_none:
            return self.why_none
        odd = [b.measure.name for b in self.each if not b.agrees]
        count = "1 baseline" if len(self.each) == 1 else f"{len(self.each)} baselines"
        start = f"The monthly file can check {count} in {self.change.place}."
        if not odd:
            return f"{start} What is written agrees with the months before the change."
        return f"{start} What is written is not the mean of the months before: {listed(odd)}."

    def targets(self) -> tuple[str, ...]:
        """Say of each target what the months before make of it."""
        told = [
            f"{b.measure.name}: {b.told(b.measure.target)}"
            for b in self.each
            if b.measure.target is not None
        ]
        none = "No measure with months before has a target_value, so no target is tried."
        return tuple(told) or (self.why_none or none,)


def baselines(data: Dataset, paper: Paper) -> Baselines:
    """Work out, from the monthly file, the baseline of each measure that it holds.

    The months are those before the change, in its place: the change need not have begun. A
    team with a framework of its own and no monthly file yet is told so, and not stopped.

    Raises ``PlainError`` when the file does not hold the place of the change.
    """
    change, held = change_of(paper), data.values("indicator")
    if data.is_sample and not paper.is_sample:
        why = "There is no monthly file of your own yet, so no baseline can be checked."
        return Baselines(change, (), why)
    if change.place not in data.values("locality"):
        raise PlainError(
            f"measures.yml is about {change.place}, and the monthly file does not hold it. It "
            f"holds {listed(data.values('locality'))}. Spell the place as your file does."
        )
    texts = {row["measure"]: str(row.get("baseline") or "") for row in paper.fields["measures"]}
    series = {m: _before(data, change, m) for m in measures_of(paper) if m.indicator in held}
    found = tuple(
        Baseline(measure, texts[measure.name], xmr(values, direction=measure.better))
        for measure, values in series.items()
        if values.notna().sum() >= SHORTEST_BASELINE
    )
    why = "" if found else "No measure has 12 months in the file before the change."
    return Baselines(change, found, why)


def target_panel(
    found: Baselines, *, source: str, sample: bool = False, name: str = "try-a-target"
) -> Explorer | Shown:
    """Let a team try targets for the first measure, and see how often each was met before.

    Where no baseline could be worked out, it gives the sentence that says so.
    """
    if not found.each:
        return Shown((found.why_none,), sample=sample)
    first = found.each[0]
    low, high = first.limits
    reach = high - low
    step = max(round(reach / (STEPS - 1)), 1)
    middle = round(first.mean)
    values = [middle + step * at for at in range(-9, 4) if middle + step * at >= 0]
    return explorer(
        name,
        [Control("target", "Target, for each 1,000", values, middle, "")],
        lambda target: {"met": first.met(target), "share": 100 * first.met(target) / first.months},
        [
            Result("met", "Months before that met it", f"of {first.months}"),
            Result("share", "Share of months", "%"),
        ],
        lambda target, **_: f"{first.measure.name}: {first.told(target)}",
        message="What if the target were different?",
        source=source,
        note="The months are those before the change. A target that they meet asks for nothing.",
        sample=sample,
        start="the mean of before",
    )


def _before(data: Dataset, change: Change, measure: Measure) -> pd.Series[float]:
    rows = data.select(indicator=measure.indicator, locality=change.place)
    values = rows.set_index("month")["value"].astype(float)
    return values[values.index < change.began].asfreq("MS")
