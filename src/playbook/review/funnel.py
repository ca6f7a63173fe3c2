"""Funnel plots: how far places would differ by chance alone, given their size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.stats import poisson

from playbook.markup import say
from playbook.review.counts import check_counts
from playbook.review.rules import Floats
from playbook.review.series import read_series

if TYPE_CHECKING:
    from playbook.charts import Figure

LIMITS = {"95": 0.95, "99.8": 0.998}
PICTURE = "This is a picture of chance, not a league table."


@dataclass(frozen=True, eq=False, repr=False)
class Funnel:
    """Rates of places beside what chance would make of one rate. Made by :func:`funnel`.

    ``rate`` is the rate that all places are held against; rates are for ``per`` people.
    """

    names: tuple[str, ...]
    events: Floats
    population: Floats
    rate: float
    per: float
    given_rate: bool

    def __repr__(self) -> str:
        return f"Funnel plot. {self.sentence()}"

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a place, in the order given.

        Columns: name, events, population, expected, rate, lower_95, upper_95, lower_998,
        upper_998 and place, which is "within limits", or "above" or "below" the 95% or 99.8%
        limits.
        """
        expected = self.rate * self.population / self.per
        rate = self.per * self.events / self.population
        (low_95, high_95), (low_998, high_998) = (
            self.limits(self.population, share) for share in LIMITS.values()
        )
        place = np.select(
            [rate > high_998, rate < low_998, rate > high_95, rate < low_95],
            ["above 99.8%", "below 99.8%", "above 95%", "below 95%"],
            "within limits",
        )
        return pd.DataFrame(
            {
                "name": self.names,
                "events": self.events,
                "population": self.population,
                "expected": expected,
                "rate": rate,
                "lower_95": low_95,
                "upper_95": high_95,
                "lower_998": low_998,
                "upper_998": high_998,
                "place": place.astype(object),
            }
        )

    def limits(self, population: Any, share: float) -> tuple[Floats, Floats]:
        """Give the lower and upper rate that chance stays within, for populations of any size."""
        people = np.asarray(population, dtype=np.float64)
        expected = self.rate * people / self.per
        tail = (1 - share) / 2
        lower, upper = (poisson_edge(expected, at) for at in (tail, 1 - tail))
        return self.per * lower / people, self.per * upper / people

    @property
    def outside(self) -> tuple[str, ...]:
        """The places outside the 99.8% limits: too far to be put down to chance."""
        return tuple(self.table.loc[self.table["place"].str.endswith("99.8%"), "name"])

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know before trusting the picture."""
        return tuple(text for text in (self._few(), self._too_many_outside()) if text)

    def _few(self) -> str:
        if self.rate == 0:
            return "There were no events anywhere, so every limit is zero."
        small = self.table["expected"] < 5
        if not small.any():
            return ""
        names = ", ".join(self.table.loc[small, "name"].head(4))
        return f"Fewer than 5 events are expected in {names}: small numbers can say little."

    def _too_many_outside(self) -> str:
        outside = int((self.table["place"] != "within limits").sum())
        if len(self.names) < 8 or outside < len(self.names) / 4:
            return ""
        return (
            f"{outside} of {len(self.names)} places lie outside the 95% limits, many more than "
            f"chance would put there. Look for differences in age, deprivation or counting first."
        )

    def sentence(self) -> str:
        """Say which places differ by more than chance, and that it is no league table."""
        told = f"{say(float(self.rate))} for each {say(float(self.per))} people"
        table = self.table
        far = [
            f"{row['name']} ({row['place'].split()[0]})"
            for _, row in table.iterrows()
            if row["place"].endswith("99.8%")
        ]
        near = int(table["place"].str.endswith("95%").sum())
        if not far and not near:
            return f"All {len(table)} places lie within what chance makes of {told}. {PICTURE}"
        parts = [f"outside the 99.8% limits: {', '.join(far)}"] if far else []
        places = "1 place" if near == 1 else f"{near} places"
        parts += [f"between the 95% and 99.8% limits: {places}"] if near else []
        return f"Held against {told}, {'; '.join(parts)}. {PICTURE}"

    def plot(
        self,
        *,
        name: str,
        source: str,
        message: str | None = None,
        sample: bool = False,
        label: str = "rate",
        note: str = "",
    ) -> Figure:
        """Draw each place by its population and rate, with the limits around the overall rate.

        ``label`` is what is counted ("emergency admissions").
        """
        from playbook.review.funnel_draw import draw_funnel

        return draw_funnel(
            self, name=name, source=source, message=message, sample=sample, label=label, note=note
        )


def funnel(
    events: Any,
    population: Any,
    names: Any = None,
    *,
    rate: float | None = None,
    per: float = 100_000,
) -> Funnel:
    """Hold the rates of places against one rate, allowing for chance and size.

    ``events`` and ``population`` hold one number a place (localities, practices, councils);
    ``names`` their names, by default the index of a pandas Series or "Place 1" and so on.
    ``rate`` is the rate to hold them against, for ``per`` people; by default all events over
    all people.

    The limits are those within which 95% and 99.8% of places would lie if chance alone made
    them differ: Poisson, exact, and smooth between whole numbers.

    A place outside has a question to answer, not a verdict. Do not use it for counts that are
    not events one by one (bed days), or where one place makes up most of the total.

    Raises ``ValueError`` or ``TypeError`` for a population of zero or less, missing values,
    negative or fractional events, lists of different lengths, repeated names or one place only.

    Source: Spiegelhalter 2005, Statistics in Medicine 24: 1185.

    >>> found = funnel([60, 45, 30, 90], [25_000, 24_000, 16_000, 31_000],
    ...     ["Buckie", "Elgin", "Forres", "Keith"], per=10_000)
    >>> f"{found.rate:.2f}", found.table["place"].tolist()
    ('23.44', ['within limits', 'within limits', 'within limits', 'above 95%'])
    """
    if isinstance(per, bool) or not isinstance(per, int | float) or not 0 < per < np.inf:
        raise ValueError(f"per is {per!r}. Give a number above zero, such as 100_000.")
    counts, people = _complete(events, "events"), _complete(population, "population")
    if len(counts) != len(people):
        raise ValueError(f"There are {len(counts)} counts of events but {len(people)} populations.")
    if len(counts) < 2:
        raise ValueError("A funnel compares places: give at least two.")
    labels = _names(names, events, len(counts))
    check_counts(counts, pd.RangeIndex(1, len(counts) + 1), "number of events")
    if (people <= 0).any():
        at = int(np.flatnonzero(people <= 0)[0])
        raise ValueError(
            f"The population of {labels[at]} is {people[at]:g}. It must be above zero."
        )
    if rate is not None and not (np.isfinite(rate) and rate > 0):
        raise ValueError(f"rate is {rate!r}. It must be above zero, for {per:g} people.")
    overall = float(per * counts.sum() / people.sum()) if rate is None else float(rate)
    return Funnel(labels, counts, people, overall, float(per), rate is not None)


def poisson_edge(expected: Floats, share: float) -> Floats:
    """Give the number of events that chance stays below with a chance of ``share``.

    Between whole numbers it is interpolated, so that limits are smooth; it is not below 0.

    Source: Spiegelhalter 2005, appendix A.1.

    >>> f"{float(poisson_edge(np.array(20.0), 0.975)):.3f}"
    '28.746'
    """
    whole = poisson.ppf(share, expected)
    at = poisson.pmf(whole, expected)
    over = np.divide(
        poisson.cdf(whole, expected) - share, at, out=np.zeros_like(whole), where=at > 0
    )
    edge: Floats = np.maximum(whole - over, 0.0)
    return edge


def _complete(values: Any, what: str) -> Floats:
    try:
        numbers = read_series(list(values)).values
    except (ValueError, TypeError) as problem:
        raise type(problem)(f"In {what}: {problem}") from problem
    if np.isnan(numbers).any():
        at = int(np.flatnonzero(np.isnan(numbers))[0]) + 1
        raise ValueError(f"In {what}, value {at} is missing. Leave that place out, and say so.")
    return numbers


def _names(names: Any, events: Any, count: int) -> tuple[str, ...]:
    if names is None and isinstance(events, pd.Series) and events.index.inferred_type == "string":
        names = events.index
    labels = [f"Place {at}" for at in range(1, count + 1)] if names is None else list(names)
    if len(labels) != count:
        raise ValueError(f"There are {count} places but {len(labels)} names.")
    told = tuple(str(label) for label in labels)
    for at, label in enumerate(told):
        if label in told[:at]:
            raise ValueError(f"{label} appears more than once. Add its numbers together first.")
    return told
