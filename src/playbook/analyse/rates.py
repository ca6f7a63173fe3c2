"""Rates and shares with the limits that chance alone would leave them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from playbook.analyse.intervals import FEW_EVENTS, count_interval, wilson_interval
from playbook.inputs import (
    check_confidence,
    check_number,
    check_same_length,
    read_numbers,
)
from playbook.markup import say

ABSURD = 1e15


@dataclass(frozen=True, eq=False)
class Rate:
    """A rate, share or ratio with its limits. ``table`` shows what it was made from.

    ``value``, ``lower`` and ``upper`` are ``nan`` only when ``suppressed`` is true; ``reason``
    then says why in words.
    """

    value: float
    lower: float
    upper: float
    events: float
    population: float
    per: float
    confidence: float
    method: str
    table: pd.DataFrame
    suppressed: bool = False
    reason: str = ""

    def sentence(self) -> str:
        """Say the rate and how far chance alone could have moved it."""
        if self.suppressed:
            return self.reason
        share = f"{100 * self.confidence:g}%"
        return (
            f"{_what(self)} is {say_rate(self.value)} ({share} limits "
            f"{say_rate(self.lower)} to {say_rate(self.upper)})."
        )


def crude_rate(
    events: float, population: float, per: float = 100_000, confidence: float = 0.95
) -> Rate:
    """Give events for every ``per`` people, with Byar limits (exact ones under 10 events).

    Use it to say how much there is to deal with in one place. To compare places or years
    whose ages differ use :func:`directly_standardised_rate`.

    Raises ``ValueError`` for negative or missing events, a population that is not above zero,
    or a confidence that is not between 0 and 1.

    Source: OHID technical guide on confidence intervals; Breslow and Day 1987.

    >>> crude_rate(4527, 21534).sentence()
    'The rate per 100,000 is 21,022.6 (95% limits 20,414.6 to 21,644.1).'
    """
    count = check_number(events, "events")
    people = check_number(population, "population", above=0)
    scale = check_number(per, "per", above=0) / people
    if count * scale > ABSURD:
        raise ValueError(f"{say(count)} events among {people:g} people give no rate worth saying.")
    lower, upper = count_interval(count, confidence)
    table = pd.DataFrame({"events": [count], "population": [people], "rate": [count * scale]})
    method = "exact Poisson" if count < FEW_EVENTS else "Byar"
    return Rate(
        count * scale, lower * scale, upper * scale, count, people, per, confidence, method, table
    )


def proportion(successes: float, n: float, confidence: float = 0.95) -> Rate:
    """Give the share of ``n`` that ``successes`` are, from 0 to 1, with Wilson limits.

    Raises ``ValueError`` as :func:`wilson_interval` does.

    Source: Wilson 1927; Newcombe and Altman, Statistics with Confidence, 2000.

    >>> proportion(65, 100).sentence()
    'The share is 65.0% (95% limits 55.3% to 73.6%).'
    """
    wins, trials = check_number(successes, "successes"), check_number(n, "n", above=0)
    lower, upper = wilson_interval(wins, trials, confidence)
    table = pd.DataFrame({"successes": [wins], "n": [trials], "share": [wins / trials]})
    return _Share(wins / trials, lower, upper, wins, trials, 1, confidence, "Wilson score", table)


class _Share(Rate):
    """A rate from 0 to 1, said in percent."""

    def sentence(self) -> str:
        """Say the share in percent, with its limits."""
        low, high = f"{100 * self.lower:.1f}%", f"{100 * self.upper:.1f}%"
        return (
            f"The share is {100 * self.value:.1f}% "
            f"({100 * self.confidence:g}% limits {low} to {high})."
        )


def indirectly_standardised_ratio(
    events: Any,
    population: Any,
    reference_events: Any,
    reference_population: Any,
    *,
    per: float = 1,
    confidence: float = 0.95,
) -> Rate:
    """Set the events of a place against those expected at a reference's rates by age.

    ``events`` are counts by band, or one total where the ages of events are not known. The
    others are lists by band in the same order. A ratio of 1 means as many as expected; with
    ``per=100`` it is 100. ``.population`` holds the expected events, and ``.table`` each band.
    Limits are Byar's from 10 events up and exact below.

    Use it for a small place whose counts by age are too few for a direct rate. Two such
    ratios must not be compared with each other: each has its own ages as weights.

    Raises ``ValueError`` for lists of different lengths, negative or missing numbers, a
    reference population of zero, or nothing expected.

    Source: Breslow and Day 1987; OHID technical guide.

    >>> ratio = indirectly_standardised_ratio(60, [1000, 500], [100, 150], [10_000, 3_000])
    >>> ratio.sentence()
    'There were 60 events and 35 were expected: a ratio of 1.71 (95% limits 1.31 to 2.21).'
    """
    people = read_numbers(population, "population")
    reference = read_numbers(reference_events, "reference events")
    base = read_numbers(reference_population, "reference population", above=0)
    check_same_length(people, reference, ("populations", "reference events"), "band")
    check_same_length(people, base, ("populations", "reference populations"), "band")
    by_band = None if np.ndim(events) == 0 else read_numbers(events, "events")
    if by_band is not None:
        check_same_length(people, by_band, ("populations", "events"), "band")
    observed = check_number(events, "events") if by_band is None else float(by_band.sum())
    expected = people * reference / base
    if expected.sum() == 0:
        raise ValueError("No events are expected at the reference's rates, so there is no ratio.")
    scale = check_number(per, "per", above=0) / float(expected.sum())
    lower, upper = count_interval(observed, check_confidence(confidence))
    table = pd.DataFrame({"population": people, "expected": expected})
    if by_band is not None:
        table["events"] = by_band
    method = "exact Poisson" if observed < FEW_EVENTS else "Byar"
    return _Ratio(
        observed * scale,
        lower * scale,
        upper * scale,
        observed,
        float(expected.sum()),
        per,
        confidence,
        method,
        table,
    )


class _Ratio(Rate):
    """Events over expected events."""

    def sentence(self) -> str:
        """Say what there was, what was expected, and the ratio."""
        places = 2 if self.per == 1 else 1
        value, low, high = (say(each, places) for each in (self.value, self.lower, self.upper))
        return (
            f"There were {say(self.events)} events and {say(self.population)} were expected: "
            f"a ratio of {value} ({100 * self.confidence:g}% limits {low} to {high})."
        )


def say_rate(value: float) -> str:
    """Write a rate with one decimal, or two when it is under 10.

    >>> say_rate(21022.57), say_rate(1.714)
    ('21,022.6', '1.71')
    """
    return say(value, 2 if abs(value) < 10 else 1)


def _what(rate: Rate) -> str:
    kind = "age-standardised rate" if rate.method.startswith("Dobson") else "rate"
    return f"The {kind} per {say(rate.per)}"
