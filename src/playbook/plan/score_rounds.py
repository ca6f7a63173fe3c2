"""What several people scored alone, set side by side before anybody agrees on anything."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from playbook.inputs import check_number, check_whole
from playbook.markup import say
from playbook.plan.score_tables import read_scores
from playbook.plan.sensitivity import leaders
from playbook.plan.weights import read_weights, shares

SCALE = (0.0, 10.0)


@dataclass(frozen=True, eq=False)
class ScoreRound:
    """Scores that people gave alone. Made by :func:`compare_scores`.

    ``table`` has one row an option and criterion, those furthest apart first: option,
    criterion, lowest, median, highest, range, low_from and high_from (who gave the lowest and
    the highest score). ``firsts`` has one row a person: person, first (the option that their
    own scores put first), and is empty without weights. ``gap`` is the range from which a pair
    counts as apart.
    """

    table: pd.DataFrame
    firsts: pd.DataFrame
    people: tuple[str, ...]
    gap: float

    @property
    def apart(self) -> pd.DataFrame:
        """The rows on which people stand so far apart that they should talk."""
        return self.table[self.table["range"] >= self.gap].reset_index(drop=True)

    def sentence(self) -> str:
        """Say on how many scores people stand apart, and which is the widest."""
        told = f"{len(self.people)} people gave {len(self.table)} scores each."
        if self.apart.empty:
            return f"{told} Nowhere do they stand {say(self.gap)} points or more apart."
        widest = self.apart.iloc[0]
        return (
            f"{told} On {len(self.apart)} they stand {say(self.gap)} points or more apart. "
            f"Widest: {widest['option']} on {widest['criterion']}, from {say(widest['lowest'])} "
            f"({widest['low_from']}) to {say(widest['highest'])} ({widest['high_from']})."
        )

    def firsts_sentence(self) -> str:
        """Say which option each person's own scores put first, by the same weights."""
        if self.firsts.empty:
            return "Without weights nobody's scores put an option first."
        parts = [
            f"{option} ({', '.join(rows['person'])})"
            for option, rows in self.firsts.groupby("first", sort=False)
        ]
        return f"By each person's own scores and the agreed weights, first is: {'; '.join(parts)}."


def compare_scores(given: pd.DataFrame, weights: Any = None, *, gap: float = 4) -> ScoreRound:
    """Set scores side by side that people gave alone, and find where they stand apart.

    ``given`` has columns person, option, criterion and score (0 to 10), one row each. Everybody
    scores every option on every criterion. With ``weights`` (as in
    :func:`playbook.plan.score_options`) it also says which option each person's own scores put
    first.

    A wide range is no error to average away: somebody knows something, or reads the criterion
    in another way. Ask those two people before the group agrees a score. Use roles or codes in
    place of names.

    Raises ``ValueError`` for a missing column, fewer than two people, a score that is missing,
    given twice or off the scale, and a gap that is not above 0.

    Source: Department for Communities and Local Government, Multi-criteria analysis, 2009.

    >>> alone = pd.DataFrame([("Nurse", "A", "Staff", 8), ("Provider", "A", "Staff", 2),
    ...     ("Nurse", "B", "Staff", 5), ("Provider", "B", "Staff", 6)],
    ...     columns=["person", "option", "criterion", "score"])
    >>> found = compare_scores(alone, {"Staff": 1})
    >>> found.apart[["option", "lowest", "highest"]].values.tolist()
    [['A', 2.0, 8.0]]
    >>> found.firsts["first"].tolist()
    ['A', 'B']
    """
    check_number(gap, "gap", above=0)
    grids = _by_person(given, weights)
    check_whole(len(grids), "the number of people who scored", least=2)
    first = next(iter(grids.values()))
    stack = np.stack([grid.to_numpy() for grid in grids.values()])
    people = np.array(list(grids))
    rows = [
        (option, criterion, *_spread(stack[:, at, of], people))
        for at, option in enumerate(first.index)
        for of, criterion in enumerate(first.columns)
    ]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    ranked = table.sort_values("range", ascending=False, kind="stable", ignore_index=True)
    return ScoreRound(ranked, _firsts(grids, weights), tuple(grids), float(gap))


_COLUMNS = [
    "option", "criterion", "lowest", "median", "highest", "range", "low_from", "high_from",
]  # fmt: skip


def _by_person(given: pd.DataFrame, weights: Any) -> dict[str, pd.DataFrame]:
    missing = [name for name in ("person", "option", "criterion", "score") if name not in given]
    if missing:
        raise ValueError(f"The scores given alone have no column {', '.join(missing)}.")
    twice = given.duplicated(["person", "option", "criterion"])
    if twice.any():
        row = given[twice].iloc[0]
        raise ValueError(
            f"{row['person']} scored {row['option']} on {row['criterion']} twice. Keep one."
        )
    options, criteria = given["option"].unique(), given["criterion"].unique()
    return {
        str(person): read_scores(
            rows.pivot(index="option", columns="criterion", values="score").reindex(
                index=options, columns=criteria
            ),
            weights,
            SCALE,
        )
        for person, rows in given.groupby("person", sort=False)
    }


def _spread(scores: Any, people: Any) -> tuple[float, float, float, float, str, str]:
    low, high = float(scores.min()), float(scores.max())
    return (
        low,
        float(np.median(scores)),
        high,
        high - low,
        ", ".join(people[scores == low]),
        ", ".join(people[scores == high]),
    )


def _firsts(grids: dict[str, pd.DataFrame], weights: Any) -> pd.DataFrame:
    if weights is None:
        return pd.DataFrame(columns=["person", "first"])
    rows = []
    for person, grid in grids.items():
        agreed = shares(read_weights(weights, grid.columns))
        rows.append((person, leaders(grid.index, grid.to_numpy() @ agreed / 100)))
    return pd.DataFrame(rows, columns=["person", "first"])
