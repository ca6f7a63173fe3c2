"""The figures of an impact report: for each measure, what its chart says and both verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from playbook.review.before_after import BeforeAfter
from playbook.review.control_chart import XmR

if TYPE_CHECKING:
    from playbook.charts import Figure

_WORDS = {
    "improvement": "getting better",
    "concern": "a concern",
    "neutral": "a signal that is neither better nor worse",
    "common cause": "no change beyond routine variation",
}


@dataclass(frozen=True, eq=False, repr=False)
class Impact:
    """What a set of measures says together. Made by :func:`impact`.

    ``table`` has one row a measure: measure, latest, mean, lower, upper, target (``<NA>`` without
    one), variation, assurance, sentence and verdict.
    """

    charts: Mapping[str, XmR | BeforeAfter]
    table: pd.DataFrame

    def __repr__(self) -> str:
        return f"Impact. {self.sentence()}"

    def sentence(self) -> str:
        """Say how many measures got better, are a concern, or show no change."""
        kinds = self.table["variation"].str.split(" \\(", regex=True).str[0]
        parts = [
            f"{(kinds == kind).sum()} {words}"
            for kind, words in _WORDS.items()
            if (kinds == kind).any()
        ]
        count = "1 measure" if len(self.table) == 1 else f"{len(self.table)} measures"
        return f"The latest points of {count}: {'; '.join(parts)}."

    def figures(
        self, *, source: str, sample: bool = False, prefix: str = "impact"
    ) -> tuple[Figure, ...]:
        """Draw one chart a measure, in order, with its sentence as the message."""
        return tuple(
            chart.plot(name=f"{prefix}-{at}", source=source, sample=sample, label=measure)
            for at, (measure, chart) in enumerate(self.charts.items(), start=1)
        )


def impact(charts: Mapping[str, XmR | BeforeAfter]) -> Impact:
    """Put control charts side by side as an impact report shows them, each with its words.

    ``charts`` maps the name of each measure to its :func:`playbook.review.xmr` or
    :func:`playbook.review.before_after`. The variation verdict is on the latest point. Show
    every measure that was promised, also those that did not move.

    A change that a chart shows is not proof of what made it.

    Raises ``ValueError`` for no measures, ``TypeError`` for anything that is not such a chart.

    Source: NHS England, Making Data Count.

    >>> from playbook.review import xmr
    >>> found = impact({"Bed days": xmr([10, 12] * 8, direction="decrease", target=15)})
    >>> found.sentence(), found.table["assurance"].tolist()
    ('The latest points of 1 measure: 1 no change beyond routine variation.', ['hit and miss (?)'])
    """
    if not isinstance(charts, Mapping):
        raise TypeError("Give a mapping from the name of each measure to its chart.")
    if not charts:
        raise ValueError("There are no measures to report on. Give at least one chart.")
    for name, chart in charts.items():
        if not isinstance(chart, XmR | BeforeAfter):
            raise TypeError(
                f"{name} is a {type(chart).__name__}. Make it with xmr or before_after."
            )
    rows = [{"measure": str(name), **_row(chart)} for name, chart in charts.items()]
    return Impact(dict(charts), pd.DataFrame(rows).astype({"target": "Float64"}))


def _row(given: XmR | BeforeAfter) -> dict[str, object]:
    chart = given.chart if isinstance(given, BeforeAfter) else given
    phase = chart.last_phase
    return {
        "latest": float(chart.values[chart.last]),
        "mean": phase.centre,
        "lower": phase.lower,
        "upper": phase.upper,
        "target": chart.target,
        "variation": chart.variation.value,
        "assurance": chart.assurance.value if chart.assurance else "not judged",
        "sentence": given.sentence(),
        "verdict": chart.verdict,
    }
