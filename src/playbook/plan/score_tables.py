"""Scores of options against criteria: read, named and checked."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.inputs import check_number


def read_scores(scores: Any, weights: Any, scale: tuple[float, float]) -> pd.DataFrame:
    """Give the scores as numbers, one row an option and one column a criterion.

    ``scores`` is a DataFrame (options in the index, or in a column called ``option``), a
    mapping from each option to its scores, or rows of numbers. Criteria without names of
    their own take those of ``weights``, or "Criterion 1" and so on.

    Raises ``ValueError`` for fewer than two options, repeated names, text, missing scores, or
    scores outside ``scale``, naming the option and the criterion.
    """
    table = _named(scores, weights)
    if len(table) < 2 or not len(table.columns):
        raise ValueError(
            f"There are {len(table)} options and {len(table.columns)} criteria. "
            f"Give at least two options and one criterion."
        )
    _refuse_repeats(table.index, "option")
    _refuse_repeats(table.columns, "criterion")
    return pd.DataFrame(
        [
            [
                _score(value, str(option), str(criterion), scale)
                for criterion, value in zip(table.columns, row, strict=True)
            ]
            for option, row in zip(table.index, table.to_numpy(dtype=object), strict=True)
        ],
        index=pd.Index([str(name) for name in table.index], name="option"),
        columns=pd.Index([str(name) for name in table.columns], name="criterion"),
    )


def _named(scores: Any, weights: Any) -> pd.DataFrame:
    if isinstance(scores, pd.DataFrame):
        return scores.set_index("option") if "option" in scores.columns else scores
    if isinstance(scores, str | bytes) or not hasattr(scores, "__iter__"):
        raise ValueError(f"scores must be a table with one row an option. It is {scores!r}.")
    options = list(scores) if isinstance(scores, Mapping) else None
    rows = list(scores.values()) if isinstance(scores, Mapping) else list(scores)
    if rows and all(isinstance(row, Mapping) for row in rows):
        return pd.DataFrame(rows, index=options)
    lengths = {len(row) if hasattr(row, "__len__") else 0 for row in rows}
    if len(lengths) > 1:
        raise ValueError("The options have different numbers of scores. Score all on each one.")
    count = lengths.pop() if lengths else 0
    named = isinstance(weights, Mapping | pd.Series) and len(weights) == count
    criteria = list(weights.keys()) if named else [f"Criterion {i}" for i in range(1, count + 1)]
    names = options or [f"Option {i}" for i in range(1, len(rows) + 1)]
    return pd.DataFrame([list(row) for row in rows], index=names, columns=criteria)


def _refuse_repeats(names: pd.Index, kind: str) -> None:
    texts = pd.Index([str(name) for name in names])
    if texts.has_duplicates:
        twice = ", ".join(sorted(set(texts[texts.duplicated()])))
        raise ValueError(f"Each {kind} needs a name of its own. Given more than once: {twice}.")


def _score(value: Any, option: str, criterion: str, scale: tuple[float, float]) -> float:
    where = f"The score of {option} on {criterion}"
    if value is None or value is pd.NA or value != value:
        raise ValueError(f"{where} is missing. Score it, or leave the criterion out for all.")
    number = value.item() if isinstance(value, np.generic) else value
    return float(check_number(number, where, least=scale[0], most=scale[1]))
