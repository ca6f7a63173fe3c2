"""What a projection of demand assumes, checked: rates, stays, trends and prevention by band."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from playbook.inputs import Floats, check_number, read_numbers


@dataclass(frozen=True, eq=False)
class Assumptions:
    """What a projection rests on, checked: arrays by band, and shares by year."""

    people: pd.DataFrame
    rates: Floats
    stay_days: Floats
    growth: Floats
    stay_trend: Floats
    prevention: Floats
    base_year: int

    def demand(self) -> tuple[Floats, Floats]:
        """Give admissions and bed days by year (rows) and band (columns)."""
        since = (self.people.index.to_numpy() - self.base_year)[:, None]
        with np.errstate(over="ignore"):  # what is too large is refused by whoever asked
            rates = self.rates * (1 + self.growth) ** since
            admissions = rates * self.people.to_numpy() * (1 - self.prevention)[:, None]
            return admissions, admissions * self.stay_days * (1 + self.stay_trend) ** since


def by_band(values: Any, bands: pd.Index, name: str, *, least: float = 0.0) -> Floats:
    """Give one number for each band, from one for all, a list in order, or names.

    Raises ``ValueError`` for too many or too few, a band without a number, or one too small.

    >>> by_band({"85+": 440, "75-84": 250}, pd.Index(["75-84", "85+"]), "rates").tolist()
    [250.0, 440.0]
    """
    if np.ndim(values) == 0 and not isinstance(values, Mapping):
        return np.full(len(bands), check_number(values, name, least=least))
    named = isinstance(values, Mapping) or (
        isinstance(values, pd.Series) and values.index.inferred_type == "string"
    )
    if named:
        given = {str(band): value for band, value in values.items()}
        absent = [band for band in bands if band not in given]
        if absent or len(given) != len(bands):
            odd = [band for band in given if band not in bands]
            raise ValueError(
                f"{name} and population need the same bands. Without a number: "
                f"{', '.join(absent) or 'none'}. Not in the population: {', '.join(odd) or 'none'}."
            )
        values = pd.Series([given[band] for band in bands], index=bands)
    numbers = read_numbers(values, name, least=least)
    if len(numbers) != len(bands):
        raise ValueError(
            f"There are {len(numbers)} {name} but {len(bands)} age bands: {', '.join(bands)}."
        )
    return numbers


def phased(shares: float | Mapping[int, float], years: pd.Index, base: int) -> Floats:
    """Give the share avoided in each year, in a straight line between the years given.

    >>> phased({2025: 0.0, 2030: 0.1}, pd.Index([2023, 2026, 2035]), 2023).round(3).tolist()
    [0.0, 0.02, 0.1]
    """
    if isinstance(shares, Mapping):
        points = sorted((int(year), share) for year, share in shares.items())
        known = [check_number(share, f"prevention in {year}", most=1) for year, share in points]
        if not points:
            return np.zeros(len(years))
        between: Floats = np.interp(years.to_numpy(), [year for year, _ in points], known)
        return between
    share = check_number(shares, "prevention", most=1)
    return np.where(years.to_numpy() > base, share, 0.0)
