"""The standard population that rates of places with different ages are brought to."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

_FILE = Path(__file__).with_name("standard_population.yml")


class StandardPopulation(tuple[int, ...]):
    """People by age band, to be used as weights. It cannot be changed.

    It is a row of numbers that also knows its bands, so that a part can be taken by name.

    >>> older = ESP2013["65-69":]
    >>> older.bands, sum(older), ESP2013["90+"]
    (('65-69', '70-74', '75-79', '80-84', '85-89', '90+'), 19500, 1000)
    """

    bands: tuple[str, ...]

    def __new__(cls, people: Sequence[int], bands: Sequence[str]) -> "StandardPopulation":
        """Keep the people with their bands."""
        made = super().__new__(cls, people)
        made.bands = tuple(bands)
        return made

    def __getitem__(self, which: Any) -> Any:
        if isinstance(which, str):
            return super().__getitem__(self._place(which))
        if not isinstance(which, slice):
            return super().__getitem__(which)
        start, stop = which.start, which.stop
        first = self._place(start) if isinstance(start, str) else start
        last = self._place(stop) + 1 if isinstance(stop, str) else stop  # bands include the last
        part = slice(first, last, which.step)
        return StandardPopulation(super().__getitem__(part), self.bands[part])

    def sum(self) -> int:
        """Add up the people of all bands."""
        return sum(self)

    def series(self) -> pd.Series:
        """Give the people as a column named by band: a copy that may be changed."""
        return pd.Series(list(self), index=list(self.bands), name="people")

    def _place(self, band: str) -> int:
        if band not in self.bands:
            raise ValueError(f'There is no band "{band}". There are {", ".join(self.bands)}.')
        return self.bands.index(band)


@cache
def standard_population() -> StandardPopulation:
    """Read the European Standard Population 2013: people by five-year band, 100,000 in all.

    Raises ``ValueError`` when ``standard_population.yml`` does not add up to 100,000.

    >>> weights = standard_population()
    >>> weights.sum(), weights["65-69":].sum(), weights["75-79":].sum()
    (100000, 19500, 9000)
    """
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["bands"]
    people = [each["people"] for each in rows]
    if sum(people) != 100_000:
        raise ValueError(f"{_FILE.name} must add up to 100,000 people, not {sum(people):,}.")
    return StandardPopulation(people, [each["band"] for each in rows])


ESP2013: StandardPopulation = standard_population()
