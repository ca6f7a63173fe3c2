"""The result that every chart of counts gives: p, u, c, p′, u′ and g."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from playbook.review import count_words
from playbook.review.rules import SIGNALS, Codes, Floats, Rules
from playbook.review.verdicts import Assurance, Variation, assurance_of, meaning_of, variation_of

if TYPE_CHECKING:
    from playbook.charts import Figure

_SIGNAL_NAMES = np.array(SIGNALS, dtype=object)


@dataclass(frozen=True)
class Kind:
    """What one kind of chart is called, and how its limits are made, in words."""

    name: str
    centre: str
    limits: str
    percent: bool = False
    rare: bool = False  # gaps between rare events: skewed, so two in three is not looked for


@dataclass(frozen=True, eq=False, repr=False)
class CountChart:
    """A series of counts read by a control chart. Made by :func:`p_chart` and its like.

    ``spread`` is how widely points vary, in standard deviations of chance: about 1 when chance
    is all there is, ``nan`` when it cannot be told (Laney's sigma z).
    """

    kind: Kind
    values: Floats
    counts: Floats
    sizes: Floats
    labels: pd.Index
    centre: float
    lower: Floats
    upper: Floats
    side: Codes
    codes: Codes
    spread: float
    rules: Rules
    direction: str | None
    target: float | None
    read_notices: tuple[str, ...]

    def __repr__(self) -> str:
        return f"{self.kind.name[0].upper()}{self.kind.name[1:]}. {self.sentence()}"

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a point: value, count, size, centre, lower, upper, signal and meaning.

        ``signal`` and ``meaning`` hold the words that :attr:`XmR.table` holds.
        """
        columns = {
            "value": self.values,
            "count": self.counts,
            "size": self.sizes,
            "centre": np.full(len(self.values), self.centre),
            "lower": self.lower,
            "upper": self.upper,
            "signal": _SIGNAL_NAMES[self.codes],
            "meaning": [self._meaning(at) for at in range(len(self.values))],
        }
        return pd.DataFrame(columns, index=self.labels)

    def _meaning(self, at: int) -> str:
        if np.isnan(self.values[at]):
            return "missing"
        if not self.codes[at]:
            return "common cause"
        return meaning_of(int(self.side[at]), self.direction)

    @property
    def last(self) -> int:
        """Position of the latest point that has a value."""
        return int(np.flatnonzero(~np.isnan(self.values))[-1])

    @property
    def variation(self) -> Variation:
        """The verdict on the latest point that has a value."""
        at = self.last
        return variation_of(bool(self.codes[at]), int(self.side[at]), self.direction)

    @property
    def assurance(self) -> Assurance | None:
        """The verdict on the target, by the limits at the latest point; ``None`` without one."""
        at = self.last
        return assurance_of(
            self.target, float(self.lower[at]), float(self.upper[at]), self.direction
        )

    @property
    def verdict(self) -> str:
        """Both verdicts in words, as they stand beside a chart."""
        return count_words.verdict(self)

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know before trusting the chart; empty when there is nothing."""
        return (*self.read_notices, *count_words.notices(self))

    @property
    def caption(self) -> str:
        """The rule set: how limits and signals were made."""
        return count_words.caption(self)

    def sentence(self) -> str:
        """Say in one plain sentence what the chart shows."""
        return count_words.sentence(self)

    def plot(
        self,
        *,
        name: str,
        source: str,
        message: str | None = None,
        sample: bool = False,
        label: str = "value",
        note: str = "",
    ) -> Figure:
        """Draw the chart, with its rule set, its notices and its numbers.

        ``label`` is what the value is ("share readmitted"). Points differ by shape and colour.
        """
        from playbook.review.count_draw import draw_series  # matplotlib is slow to load

        return draw_series(
            self, name=name, source=source, message=message, sample=sample, label=label, note=note
        )
