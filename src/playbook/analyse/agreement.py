"""Do two coders agree? Cohen's kappa, with what they disagreed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtri

from playbook.inputs import check_confidence
from playbook.markup import NOTHING, say

# Landis and Koch 1977: words for a kappa up to each level. A habit, not a law.
_WORDS = ((0.0, "poor"), (0.2, "slight"), (0.4, "fair"), (0.6, "moderate"), (0.8, "substantial"))


@dataclass(frozen=True, eq=False)
class Agreement:
    """How far two coders agree beyond chance. Made by :func:`agreement`.

    ``kappa`` is 1 for full agreement and 0 for as much as chance would give; it is ``nan``,
    and ``sentence()`` says why, when both put everything under the same code. ``table`` has
    one row for each pair of codes they gave: first, second, items, agree. ``observed`` and
    ``expected`` are the shares agreed on, in fact and by chance.
    """

    kappa: float
    lower: float
    upper: float
    observed: float
    expected: float
    items: int
    table: pd.DataFrame

    def sentence(self) -> str:
        """Say how often the coders agreed, and how much of it is more than chance."""
        share = f"The two coders agreed on {100 * self.observed:.0f}% of {say(self.items)} items"
        if np.isnan(self.kappa):
            return f"{share}, but both used one code only, so agreement beyond chance is {NOTHING}."
        word = next((word for most, word in _WORDS if self.kappa <= most), "almost perfect")
        return (
            f"{share}. Kappa is {self.kappa:.2f} ({self.lower:.2f} to {self.upper:.2f}), "
            f"which is often called {word}."
        )

    def disagreements(self) -> pd.DataFrame:
        """List the pairs of codes they disagreed on, the most frequent first: talk about these."""
        apart = self.table[~self.table["agree"]].drop(columns="agree")
        return apart.sort_values("items", ascending=False, kind="stable", ignore_index=True)


def agreement(first: Any, second: Any, confidence: float = 0.95) -> Agreement:
    """Give Cohen's kappa for two people who coded the same items apart from each other.

    ``first`` and ``second`` hold one code for each item, in the same order. Kappa is the
    agreement beyond chance: (observed - expected) / (1 - expected). Limits use the large-sample
    standard error, so they are rough under about 50 items.

    Code apart, compare, talk, make the definitions clearer, and code again. A high kappa says
    that codes are used alike, not that they are right. When one code is very common kappa is
    low even where the coders mostly agree: look at both numbers.

    Raises ``ValueError`` for lists of different lengths, fewer than two items, or an item that
    one of them did not code.

    Source: Cohen 1960; Fleiss, Cohen and Everitt 1969 for the standard error.

    >>> told = agreement(["value", "failure", "failure", "value"], ["value", "failure"] * 2)
    >>> told.kappa, told.observed
    (0.0, 0.5)
    """
    check_confidence(confidence)
    codes = [_codes(each, who) for each, who in ((first, "first"), (second, "second"))]
    if len(codes[0]) != len(codes[1]):
        raise ValueError(
            f"The first coder coded {len(codes[0])} items and the second {len(codes[1])}. "
            f"Give both codes of every item."
        )
    if len(codes[0]) < 2:
        raise ValueError("Agreement needs at least two items.")
    pairs = pd.DataFrame({"first": codes[0], "second": codes[1]})
    table = pairs.value_counts(sort=False).rename("items").reset_index()
    table["agree"] = table["first"] == table["second"]
    return _kappa(pairs, table, confidence)


def _kappa(pairs: pd.DataFrame, table: pd.DataFrame, confidence: float) -> Agreement:
    names = sorted({*pairs["first"], *pairs["second"]})
    counts = pd.crosstab(pairs["first"], pairs["second"])
    shares = counts.reindex(index=names, columns=names, fill_value=0).to_numpy() / len(pairs)
    down, across = shares.sum(axis=1), shares.sum(axis=0)
    observed, expected = float(np.trace(shares)), float(down @ across)
    known = (observed, expected, len(pairs), table)
    if np.isclose(expected, 1):
        return Agreement(np.nan, np.nan, np.nan, *known)
    kappa = (observed - expected) / (1 - expected)
    reach = float(ndtri(0.5 + confidence / 2)) * _standard_error(shares, kappa, len(pairs))
    return Agreement(kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach), *known)


def _standard_error(shares: np.ndarray[Any, Any], kappa: float, items: int) -> float:
    """Give the large-sample standard error of kappa (Fleiss, Cohen and Everitt)."""
    down, across = shares.sum(axis=1), shares.sum(axis=0)
    expected = float(down @ across)
    both = across[:, None] + down[None, :]  # of the pair that swaps the two coders
    alike = np.diag(shares) @ (1 - np.add(down, across) * (1 - kappa)) ** 2
    apart = (shares * both**2).sum() - np.diag(shares) @ np.add(down, across) ** 2
    spread = alike + (1 - kappa) ** 2 * apart - (kappa - expected * (1 - kappa)) ** 2
    return float(np.sqrt(max(spread, 0.0)) / ((1 - expected) * np.sqrt(items)))


def _codes(codes: Any, who: str) -> list[str]:
    if isinstance(codes, str | bytes) or not isinstance(codes, Iterable):
        raise ValueError(f"Give the {who} coder's codes as a list, one to each item.")
    given: list[Any] = list(codes)
    found = ["" if pd.isna(code) else str(code).strip() for code in given]
    if "" in found:
        raise ValueError(f"The {who} coder gave item {found.index('') + 1} no code.")
    return found
