"""The signs that a provider may not last, as they are read from ``market.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from playbook.framework.policy import read_policy
from playbook.framework.register import Register

_OURS = Path(__file__).with_name("market.yml")


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A sign that a provider may not last, shown at or beyond a line."""

    id: str
    column: str
    line: int
    above: bool
    text: str

    def shown_by(self, values: pd.Series) -> pd.Series:
        """Tell for each value whether it shows the sign; a missing value shows none."""
        return values >= self.line if self.above else values <= self.line


@dataclass(frozen=True, kw_only=True)
class MarketRules:
    """The signs, and how many make a provider fragile."""

    signs: Register[Sign]
    fragile: int
    dominant: int


def market_rules(path: Path | None = None) -> MarketRules:
    """Read the signs of a fragile provider, from our file or a partnership's own.

    >>> market_rules().fragile
    3
    """
    return read_policy(path or _OURS, MarketRules)
