"""Age-standardised rates: places or years compared as if they had the same ages."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.analyse.intervals import FEW_EVENTS, byar_interval
from playbook.analyse.rates import Rate
from playbook.analyse.standard import ESP2013, StandardPopulation
from playbook.inputs import (
    Floats,
    check_confidence,
    check_number,
    check_same_length,
    check_whole,
    read_numbers,
)
from playbook.markup import say


def directly_standardised_rate(
    events: Any,
    population: Any,
    weights: Any = ESP2013,
    per: float = 100_000,
    confidence: float = 0.95,
    *,
    people_by_events: Mapping[int, Any] | None = None,
) -> Rate:
    """Give the rate that a place would have if its ages were those of a standard population.

    ``events``, ``population`` and ``weights`` have one number for each age band, in the same
    order. Where ``events`` and ``weights`` are named by band (a Series), they must name the
    same bands, and a Series of a few bands takes just those of the standard population. For a
    rate by age and sex give tables with a column for each sex: each sex has the same weights.

    Limits are Dobson's, with Byar's limits of all events. Under 10 events the rate is not
    given: ``.suppressed`` is true, the numbers are ``nan``, and the sentence says so.

    ``people_by_events`` is for events that come back in the same person, such as emergency
    admissions: ``{1: [...], 2: [...]}`` holds the people of each band with exactly 1, 2, ...
    events. The variance is then larger. Without it limits are too narrow for such events.

    Do not use it to plan for a number of beds: it describes no real place. Do not compare
    rates made with different weights.

    Raises ``ValueError`` for lists of different lengths, bands that differ, negative or missing
    events, a population or weight that is not above zero, or people whose events do not add up.

    Source: Dobson and others, Statistics in Medicine 1991; Breslow and Day 1987; Eurostat 2013.

    >>> events, people = [736, 817, 988, 858, 693, 435], [6136, 5445, 4491, 2859, 1733, 870]
    >>> directly_standardised_rate(events, people, ESP2013["65-69":]).sentence()
    'The age-standardised rate per 100,000 is 21,230.8 (95% limits 20,614.6 to 21,860.8).'
    """
    counts, people, weight, bands = _aligned(events, population, weights)
    check_confidence(confidence)
    scale = check_number(per, "per", above=0)
    total, share = float(counts.sum()), weight / weight.sum()
    variance = _variance(counts, people, share, people_by_events)
    table = pd.DataFrame(
        {
            "band": bands,
            "events": counts,
            "population": people,
            "weight": weight,
            "rate": scale * counts / people,
        }
    )
    known = (total, float(people.sum()), scale, confidence)
    if total < FEW_EVENTS:
        return _too_few(known, table)
    value = scale * float((share * counts / people).sum())
    reach = scale * np.sqrt(variance / total)
    lower, upper = (value + reach * (limit - total) for limit in byar_interval(total, confidence))
    method = "Dobson with Byar" + ("" if people_by_events is None else ", repeat events")
    return Rate(value, float(lower), float(upper), *known, method, table)


def _too_few(known: tuple[float, float, float, float], table: pd.DataFrame) -> Rate:
    reason = (
        f"There were {say(known[0])} events. Under {FEW_EVENTS} an age-standardised rate is not "
        f"reliable, so none is given: add years or bands together."
    )
    missing = float("nan")
    shown = table.assign(rate=missing)
    return Rate(missing, missing, missing, *known, "Not given", shown, True, reason)


def _variance(
    counts: Floats, people: Floats, share: Floats, repeats: Mapping[int, Any] | None
) -> float:
    """Add up each band's Poisson variance; a person with f events counts f squared times."""
    if repeats is None:
        return float((share**2 * counts / people**2).sum())
    spread, seen = np.zeros_like(counts), np.zeros_like(counts)
    for times, persons in repeats.items():
        f = check_whole(times, "The number of events in people_by_events", least=1)
        who = read_numbers(_flat(persons), f"people with {f} events")
        check_same_length(who, counts, (f"groups of people with {f} events", "bands"), "band")
        spread += f**2 * who
        seen += f * who
    wrong = np.flatnonzero(~np.isclose(seen, counts))
    if len(wrong):
        at = int(wrong[0])
        raise ValueError(
            f"In band {at + 1} the people in people_by_events had {say(seen[at])} events, but "
            f"events says {say(counts[at])}. The two must agree."
        )
    return float((share**2 * spread / people**2).sum())


def _aligned(
    events: Any, population: Any, weights: Any
) -> tuple[Floats, Floats, Floats, list[str]]:
    """Give events, people and weights of the same bands, flat and in the same order."""
    sexes = events.shape[1] if np.ndim(events) == 2 else 1
    if np.shape(population) != np.shape(events) and max(np.ndim(population), sexes) > 1:
        raise ValueError("events and population need the same bands and the same columns.")
    if isinstance(weights, StandardPopulation):
        weights = weights.series()
    if _named(events) and _named(weights):
        weights = _weights_of(events.index, weights)
    if _named(events) and _named(population):
        if set(events.index) != set(population.index):
            raise ValueError("events and population name different bands. Give the same to each.")
        population = population.loc[events.index]
    counts = read_numbers(_flat(events), "events")
    people = read_numbers(_flat(population), "population", above=0)
    weight = np.repeat(read_numbers(weights, "weights", above=0), sexes)
    check_same_length(counts, people, ("events", "populations"), "age band")
    if len(weight) != len(counts):
        raise ValueError(
            f"There are {len(counts) // sexes} age bands but {len(weight) // sexes} weights. For a "
            f'few bands of the standard population give those, such as ESP2013["65-69":].'
        )
    bands = list(events.index) if _named(events) else _band_names(weights, len(weight) // sexes)
    return counts, people, weight, [str(band) for band in bands for _ in range(sexes)]


def _weights_of(bands: pd.Index, weights: pd.Series) -> pd.Series:
    absent = [str(band) for band in bands if band not in weights.index]
    if absent:
        raise ValueError(
            f"There is no weight for the band {', '.join(absent)}. The bands are "
            f"{', '.join(map(str, weights.index))}."
        )
    return weights.loc[bands]


def _named(values: Any) -> bool:
    """Tell whether values carry the names of their bands."""
    index = getattr(values, "index", None)
    return isinstance(index, pd.Index) and index.inferred_type == "string" and index.is_unique


def _band_names(weights: Any, count: int) -> list[str]:
    return list(weights.index) if _named(weights) else [f"band {at + 1}" for at in range(count)]


def _flat(values: Any) -> Any:
    return np.asarray(values).ravel() if np.ndim(values) == 2 else values
