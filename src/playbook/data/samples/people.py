"""Who the invented people are, and whom each event happens to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import gcd
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.draws import Draws, Places
from playbook.data.samples.places import locality_population, lowest_ages

STRIDE = 7_368_787  # a prime: it scatters ids, so that they say nothing about the person
AGES_IN_BAND, OLDEST_BAND, AGES_IN_OLDEST = 5, 90, 8


@dataclass(frozen=True)
class Crowd:
    """All invented people: cells of the population, each with so many people in a row."""

    cells: pd.DataFrame
    people: Places

    @property
    def count(self) -> int:
        """How many people there are."""
        return int(self.people.sum())

    def of_events(self, draws: Draws, count: int, rates: Any, often: Mapping[str, Any]) -> Places:
        """Draw the person of each event; a few people come often.

        ``rates`` is the events of a person in each cell. ``often`` gives the ``people`` (a share
        of all) and the ``events`` (a share of all) of those who come often.
        """
        weights = self.people * rates
        usual = self._anyone(draws, count, weights)
        few = self._anyone(draws, max(1, int(self.count * often["people"])), weights)
        again = few[draws.whole(count, 0, len(few) - 1)]
        return np.where(draws.happens(np.full(count, often["events"])), again, usual)

    def describe(self, person: Places, days: Places) -> pd.DataFrame:
        """Say who each person is, ``days`` after the first day of the file."""
        cell = np.searchsorted(np.cumsum(self.people), person, side="right")
        found = self.cells.iloc[cell].reset_index(drop=True)
        lowest = found["lowest_age"].to_numpy()
        wide = np.where(lowest == OLDEST_BAND, AGES_IN_OLDEST, AGES_IN_BAND)
        birthday = person * 97 % 365
        found["age"] = np.minimum(lowest + person % wide + (days + birthday) // 365, 105)
        return found

    def ids(self, person: Places) -> pd.Series:
        """Give each person a made-up id."""
        stride = STRIDE
        while gcd(stride, self.count) > 1:
            stride += 2
        digits = max(5, len(str(self.count)))
        scattered = pd.Series((person + 1) * stride % self.count)
        return "P" + scattered.astype(str).str.zfill(digits)

    def _anyone(self, draws: Draws, count: int, weights: Any) -> Places:
        cell = draws.places(count, weights)
        first = np.cumsum(self.people) - self.people
        chosen: Places = first[cell] + (draws.even(count) * self.people[cell]).astype(np.int64)
        return chosen


@cache
def crowd(share: float) -> Crowd:
    """Make the people: a share of the population, 0.1 for one person in ten."""
    cells = locality_population()
    cells["lowest_age"] = lowest_ages(cells["age_band"])
    heaped = np.floor(np.cumsum(cells["population"].to_numpy()) * share + 0.5).astype(np.int64)
    return Crowd(cells, np.diff(heaped, prepend=0))


def by_age(lowest_age: Any, steps: Mapping[int, Any]) -> np.ndarray[Any, Any]:
    """Give each age what its group has; ``steps`` names each group by its first age.

    >>> by_age([3, 70, 90], {0: 5, 65: 9}).tolist()
    [5, 9, 9]
    """
    firsts = np.array(list(steps))
    at = np.searchsorted(firsts, np.asarray(lowest_age), side="right") - 1
    return np.array(list(steps.values()))[at]


def days_by_month(first: str, last: str, busy: Mapping[int, float]) -> tuple[pd.DatetimeIndex, Any]:
    """List the days of a period, and how busy each is by its month."""
    days = pd.date_range(first, last, freq="D")
    return days, np.array([busy.get(month, 1.0) for month in days.month])
