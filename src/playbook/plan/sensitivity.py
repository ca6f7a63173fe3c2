"""How firmly an option comes first when weights, scores or the people asked change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.inputs import Floats, check_number, check_whole
from playbook.markup import say
from playbook.plan.break_even import break_evens, sweep
from playbook.plan.options import ranks, score_options
from playbook.plan.weights import read_weights, shares

if TYPE_CHECKING:
    from playbook.charts import Figure

_ROWS_AT_ONCE = 100_000  # draws held in memory together
_TIE = 1e-9


@dataclass(frozen=True, eq=False)
class WeightSensitivity:
    """How firmly an option comes first. Made by :func:`weight_sensitivity`.

    ``table`` has one row a test (weights as agreed, equal weights, without each criterion,
    each group): test, first, value, second, margin, changes (``True`` when another option
    comes first than with the weights as agreed).
    ``break_even``: criterion, weight_now, break_even, first_below, first_above.
    ``sweep``: criterion, weight (0 to 100), option, value.
    ``one_point``: option, criterion, change, first, changes, for each score one point up or
    down, within the scale. ``draws``: option, share_first, among random weights.
    ``groups``: group, option, value, rank; no rows without groups.
    """

    table: pd.DataFrame
    break_even: pd.DataFrame
    sweep: pd.DataFrame
    one_point: pd.DataFrame
    draws: pd.DataFrame
    groups: pd.DataFrame
    count: int
    seed: int
    notices: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the same option comes first in every test of ``table`` and ``one_point``."""
        return not (self.table["changes"].any() or self.one_point["changes"].any())

    def sentence(self) -> str:
        """Say how often the first option stays first."""
        first = str(self.table["first"].iloc[0])
        tests = self.table.iloc[1:]
        stays = int((~tests["changes"]).sum())
        drawn = self.draws.set_index("option")["share_first"]
        share = 100 * sum(float(drawn[name]) for name in first.split(" and ") if name in drawn)
        return (
            f"{first} comes first with the weights as agreed, in {stays} of {len(tests)} other "
            f"tests, and in {say(share, 0)}% of {self.count:,} random sets of weights."
        )

    def plot(
        self, *, name: str, source: str, sample: bool = False, message: str | None = None
    ) -> "Figure":
        """Draw how often each option comes first among random weights."""
        from playbook.charts import bars  # matplotlib is slow to load

        percent = (100 * self.draws.set_index("option")["share_first"]).round(1)
        return bars(
            percent,
            unit="percent of random weights",
            name=name,
            message=message or self.sentence(),
            source=source,
            sample=sample,
            note=" ".join(self.notices),
            colour="plan",
        )

    def plot_weight(
        self,
        criterion: str,
        *,
        name: str,
        source: str,
        sample: bool = False,
        message: str | None = None,
    ) -> "Figure":
        """Draw each option's value as the weight of one criterion goes from 0 to 100.

        Raises ``ValueError`` for a criterion that does not exist.
        """
        from playbook.plan.sensitivity_draw import draw_weight  # matplotlib is slow to load

        return draw_weight(
            self, criterion, name=name, source=source, sample=sample, message=message
        )


def weight_sensitivity(
    scores: Any,
    weights: Any,
    *,
    groups: Mapping[str, Any] | None = None,
    draws: int = 10_000,
    trust: float | None = None,
    seed: int = 1,
    scale: tuple[float, float] = (0, 10),
) -> WeightSensitivity:
    """Test whether the first option stays first when weights or scores change.

    Five tests: each weight from 0 to 100, the others rescaled to fill the rest, with the
    exact weights at which first place changes; equal weights; each criterion left out; each
    score one point up and down; and ``draws`` random sets of weights (Dirichlet, from
    ``seed``). With ``trust`` ``None`` every set of weights is as likely as any other; a number
    draws them around the agreed weights, the closer the larger it is (20 is loose, 200 is
    close). ``groups`` maps each group of people to its own weights; they are never averaged,
    because an average hides who disagrees.

    ``scores`` and ``weights`` are as in :func:`score_options`. First place that is shared is
    named together ("A and B"), and among random weights shared equally.

    It tests weights and single scores, not whether the criteria are the right ones.

    Raises ``ValueError`` as :func:`score_options` does, and for no draws or no trust.

    Source: Department for Communities and Local Government, Multi-criteria analysis, 2009.

    >>> tested = weight_sensitivity({"A": [3, 5, 6, 6, 8], "B": [8, 8, 5, 6, 6],
    ...     "C": [7, 6, 4, 4, 5]}, [30, 20, 20, 20, 10])
    >>> change = tested.break_even.iloc[-1]
    >>> f"{change['break_even']:.3f} {change['first_below']} {change['first_above']}"
    '51.351 B A'
    """
    check_whole(draws, "draws", least=1)
    check_whole(seed, "seed")
    result = score_options(scores, weights, scale=scale)
    table, agreed = result.scores, result.weights.to_numpy()
    grid = table.to_numpy()
    voices = {
        str(name): shares(read_weights(given, table.columns, f"weights of {name}"))
        for name, given in (groups or {}).items()
    }
    tests = list(_tests(agreed, list(table.columns), voices))
    return WeightSensitivity(
        table=_tested(table, tests),
        break_even=break_evens(table, agreed),
        sweep=sweep(table, agreed),
        one_point=_one_point(table, agreed, scale),
        draws=pd.DataFrame(
            {"option": table.index, "share_first": _share_first(grid, agreed, draws, trust, seed)}
        ),
        groups=_by_group(table, voices),
        count=draws,
        seed=seed,
        notices=(_drawn(draws, seed, trust), *_cannot_drop(agreed, list(table.columns))),
    )


def leaders(options: pd.Index, values: Floats) -> str:
    """Name the option with the highest value, or all that share it."""
    return " and ".join(str(name) for name in options[values >= values.max() - _TIE])


def _tests(
    agreed: Floats, criteria: list[str], voices: Mapping[str, Floats]
) -> Iterator[tuple[str, Floats]]:
    yield "Weights as agreed", agreed
    yield "Equal weights", np.full(len(agreed), 100 / len(agreed))
    for at, criterion in enumerate(criteria):
        without = np.where(np.arange(len(agreed)) == at, 0.0, agreed)
        if without.any():
            yield f"Without {criterion}", shares(without)
    for group, weights in voices.items():
        yield f"Weights of {group}", weights


def _tested(scores: pd.DataFrame, tests: list[tuple[str, Floats]]) -> pd.DataFrame:
    rows = []
    for name, weights in tests:
        values = scores.to_numpy() @ weights / 100
        order = np.argsort(-values, kind="stable")
        rows.append(
            {
                "test": name,
                "first": leaders(scores.index, values),
                "value": values[order[0]],
                "second": scores.index[order[1]],
                "margin": values[order[0]] - values[order[1]],
            }
        )
    table = pd.DataFrame(rows)
    return table.assign(changes=table["first"] != table["first"].iloc[0])


def _one_point(scores: pd.DataFrame, agreed: Floats, scale: tuple[float, float]) -> pd.DataFrame:
    """Move each score by one point, where the scale has room, and see who comes first."""
    grid = scores.to_numpy()
    values = grid @ agreed / 100
    now = leaders(scores.index, values)
    rows = []
    for row, option in enumerate(scores.index):
        for column, criterion in enumerate(scores.columns):
            for change in (-1, 1):
                moved = np.clip(grid[row, column] + change, *scale) - grid[row, column]
                changed = values.copy()
                changed[row] += moved * agreed[column] / 100
                first = leaders(scores.index, changed)
                rows.append((option, criterion, moved, first, first != now))
    columns = ["option", "criterion", "change", "first", "changes"]
    table = pd.DataFrame(rows, columns=columns)
    return table[table["change"] != 0].reset_index(drop=True)


def _share_first(
    grid: Floats, agreed: Floats, draws: int, trust: float | None, seed: int
) -> Floats:
    """Give the share of random weights with which each option comes first."""
    if trust is not None and check_number(trust, "trust") == 0:
        raise ValueError("trust is 0. Give a number above 0, or None for any weights at all.")
    used = agreed > 0 if trust is not None else np.ones(len(agreed), dtype=bool)
    spread = np.ones(len(agreed)) if trust is None else trust * agreed[used] / 100
    random = np.random.default_rng(seed)
    firsts = np.zeros(len(grid))
    for start in range(0, draws, _ROWS_AT_ONCE):
        drawn = random.dirichlet(spread, min(_ROWS_AT_ONCE, draws - start))
        values = drawn @ grid[:, used].T
        first = values >= values.max(axis=1, keepdims=True) - _TIE
        firsts += (first / first.sum(axis=1, keepdims=True)).sum(axis=0)
    share: Floats = firsts / draws
    return share


def _by_group(scores: pd.DataFrame, voices: Mapping[str, Floats]) -> pd.DataFrame:
    parts = []
    for group, weights in voices.items():
        values = scores.to_numpy() @ weights / 100
        parts.append(
            pd.DataFrame(
                {"group": group, "option": scores.index, "value": values, "rank": ranks(values)}
            )
        )
    columns = ["group", "option", "value", "rank"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _drawn(draws: int, seed: int, trust: float | None) -> str:
    around = "any weights, each as likely" if trust is None else f"around those agreed ({trust:g})"
    return f"{draws:,} random sets of weights, {around}; seed {seed}."


def _cannot_drop(agreed: Floats, criteria: list[str]) -> list[str]:
    if np.count_nonzero(agreed) > 1:
        return []
    only = criteria[int(np.argmax(agreed))]
    return [f"Only {only} has a weight, so it could not be left out."]
