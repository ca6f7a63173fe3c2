"""Options against criteria: weighted scores, with the guard rails in view."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import yaml

from playbook.data.wording import listed
from playbook.inputs import Floats, check_number
from playbook.markup import say
from playbook.plan.money import pounds
from playbook.plan.score_tables import read_scores
from playbook.plan.weights import read_weights, shares

if TYPE_CHECKING:
    from playbook.charts import Figure

_FILE = Path(__file__).with_name("options.yml")
_TIE = 1e-9  # values closer than this are the same: their difference is only rounding


@dataclass(frozen=True, eq=False)
class OptionScores:
    """Options and their weighted values. Made by :func:`score_options`.

    ``table`` has one row an option, best first: option, value, rank (equal values share a
    rank), and with costs cost_gbp and cost_per_point_gbp. ``parts`` has one row an option and
    one column a criterion: the points that it adds to the value. ``weights`` add up to 100.
    """

    table: pd.DataFrame
    parts: pd.DataFrame
    scores: pd.DataFrame
    weights: pd.Series
    notices: tuple[str, ...]

    @property
    def best(self) -> tuple[str, ...]:
        """The option that comes first, or those that share first place."""
        return tuple(self.table.loc[self.table["rank"] == 1, "option"])

    def sentence(self) -> str:
        """Say which option comes first, and by how much."""
        top = float(self.table["value"].iloc[0])
        rest = self.table[self.table["rank"] > 1]
        if len(self.best) > 1:
            return f"{listed(self.best)} share first place with {say(top, 1)} points."
        second = rest.iloc[0]
        return (
            f"{self.best[0]} comes first with {say(top, 1)} points, "
            f"{say(top - second['value'], 1)} ahead of {second['option']}. "
            f"{self._cheapest()}The scores inform the choice; they do not make it."
        )

    def _cheapest(self) -> str:
        """Say which option costs least for each point, when costs were given."""
        if "cost_per_point_gbp" not in self.table or self.table["cost_per_point_gbp"].isna().all():
            return ""
        row = self.table.iloc[int(np.nanargmin(self.table["cost_per_point_gbp"].to_numpy()))]
        return f"{row['option']} costs least for each point: {pounds(row['cost_per_point_gbp'])}. "

    def plot(
        self, *, name: str, source: str, sample: bool = False, message: str | None = None
    ) -> "Figure":
        """Draw the value of every option, best first."""
        from playbook.charts import bars  # matplotlib is slow to load

        values = self.table.set_index("option")["value"]
        return bars(
            values,
            unit="weighted points",
            name=name,
            message=message or self.sentence(),
            source=source,
            sample=sample,
            note=" ".join(self.notices),
            colour="plan",
        )


def score_options(
    scores: Any,
    weights: Any,
    *,
    costs: Any = None,
    scale: tuple[float, float] | None = None,
    business_as_usual: str | None = None,
    why_without: str | None = None,
    weights_agreed: date | None = None,
    scores_given: date | None = None,
) -> OptionScores:
    """Score options against weighted criteria: value = sum of weight × score ÷ sum of weights.

    ``scores`` is a DataFrame with options in its index (or in a column ``option``) and one
    column a criterion; or a mapping from option to scores. ``weights`` maps each criterion to
    its weight, or lists them in order. Weights that do not add up to 100 are rescaled, with a
    notice. ``scale`` is the lowest and highest score allowed (0 to 10). ``costs`` maps options
    to net present costs and adds the cost of each point.

    Guard rails become notices: no ``business_as_usual`` among the options and no reason in
    ``why_without``; weights agreed after scores were given, or no dates to show the order;
    fewer than 3 or more than 8 criteria.

    Do not count money as a criterion and as a cost too. Criteria must not overlap. Equality
    and risk need work of their own. Always read :func:`weight_sensitivity` beside the result.

    Raises ``ValueError`` for missing scores, scores off the scale, negative weights, weights
    that are all zero, or names that do not match.

    Source: Scottish Capital Investment Manual, Option Appraisal Guide, 2017; Department for
    Communities and Local Government, Multi-criteria analysis, 2009.

    >>> result = score_options({"A": [3, 5, 6, 6, 8], "B": [8, 8, 5, 6, 6], "C": [7, 6, 4, 4, 5]},
    ...     [30, 20, 20, 20, 10])
    >>> result.table["option"].tolist(), [f"{value:.1f}" for value in result.table["value"]]
    (['B', 'C', 'A'], ['6.8', '5.4', '5.1'])
    """
    limits = scale or tuple(_settings()["scale"])
    table = read_scores(scores, weights, limits)
    given = read_weights(weights, table.columns)
    scaled = shares(given)
    parts = table * scaled / 100
    values = parts.to_numpy().sum(axis=1)
    ranked = pd.DataFrame({"option": table.index, "value": values, "rank": ranks(values)})
    if costs is not None:
        ranked = ranked.assign(**_costed(costs, table.index, values))
    return OptionScores(
        table=ranked.sort_values("rank", kind="stable", ignore_index=True),
        parts=parts,
        scores=table,
        weights=pd.Series(scaled, index=table.columns, name="weight"),
        notices=(
            *_weight_notices(given, weights_agreed, scores_given),
            *_baseline_notices(list(table.index), business_as_usual, why_without),
            *_pointless(ranked),
        ),
    )


def ranks(values: Floats) -> np.ndarray:
    """Rank values from the highest, 1; values that differ only by rounding share a rank.

    >>> ranks(np.array([5.0, 7.0, 5.0 + 1e-12])).tolist()
    [2, 1, 2]
    """
    ahead: np.ndarray = 1 + (values[None, :] > values[:, None] + _TIE).sum(axis=1)
    return ahead


def is_business_as_usual(option: str) -> bool:
    """Tell whether an option's name says that it is business as usual.

    >>> is_business_as_usual("Option 1: do minimum")
    True
    """
    return any(words in option.lower() for words in _settings()["business_as_usual"])


def _costed(costs: Any, options: pd.Index, values: Floats) -> dict[str, Any]:
    if not isinstance(costs, Mapping | pd.Series):
        raise ValueError("costs must map each option to its net present cost in pounds.")
    named = {str(name): cost for name, cost in costs.items()}
    if set(named) != set(options):
        raise ValueError(f"Give one cost for each of {', '.join(options)}. Given: {list(named)}.")
    pounds_each = [float(check_number(named[name], f"The cost of {name}")) for name in options]
    points = np.where(values > 0, values, np.nan)
    return {"cost_gbp": pounds_each, "cost_per_point_gbp": pounds_each / points}


def _pointless(ranked: pd.DataFrame) -> list[str]:
    """Name the options without a point, whose cost for each point does not exist."""
    if "cost_per_point_gbp" not in ranked:
        return []
    names = ranked.loc[ranked["cost_per_point_gbp"].isna(), "option"]
    return [f"{name} has no points, so it has no cost for each point." for name in names]


def _weight_notices(given: Floats, agreed: date | None, scored: date | None) -> list[str]:
    found = []
    total = float(given.sum())
    if abs(total - 100) > 1e-6:
        found.append(f"The weights add up to {total:g}. They were rescaled to add up to 100.")
    if agreed is None or scored is None:
        found.append("Record when weights were agreed and scores given: weights come first.")
    elif agreed > scored:
        found.append(
            "The weights were agreed after the scores were given, so they may have been chosen "
            "to fit. Agree the weights again without the scores in view."
        )
    limits = _settings()["criteria"]
    if not limits["fewest"] <= len(given) <= limits["most"]:
        found.append(
            f"There are {len(given)} criteria. From {limits['fewest']} to {limits['most']} "
            f"can be weighed with care."
        )
    return found


def _baseline_notices(options: list[str], named: str | None, why_without: str | None) -> list[str]:
    if named is not None and named not in options:
        raise ValueError(
            f"business_as_usual is {named!r}, which is not one of the options: "
            f"{', '.join(options)}."
        )
    if named or any(is_business_as_usual(option) for option in options):
        return []
    if why_without and why_without.strip():
        return [f"Business as usual is not among the options: {why_without.strip().rstrip('.')}."]
    return [
        "Business as usual is not among the options. Add it, or give the reason (why_without): "
        "without it nobody can see what change itself is worth."
    ]


@cache
def _settings() -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return settings
