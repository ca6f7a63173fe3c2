"""The paper on which people write down the scores that each of them gave alone."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from playbook.inputs import check_number
from playbook.kit.change_papers import typed_table

_HEADINGS = ("option", "criterion")
_HIGHEST = 10


def check_scores_alone(fields: Mapping[str, Any]) -> None:
    """Check the paper of a round of scores: its table, its people and every score.

    Raises ``ValueError`` that says what to mend.
    """
    if "scores" not in fields:
        raise ValueError("It has no line that begins with scores: the table of scores goes there.")
    people_scores(fields["scores"])


def people_scores(typed: Any) -> pd.DataFrame:
    r"""Give the scores of a typed table, one row each: person, option, criterion, score.

    The table has a line for each option and criterion, and a column for each person. Raises
    ``ValueError`` for other headings, fewer than two people, or a cell that is no number from
    0 to 10.

    >>> people_scores("Option | Criterion | Nurse | Carer\nA | Staff | 8 | 2")["score"].tolist()
    [8.0, 2.0]
    """
    table = typed_table(typed, "scores")
    if tuple(table.columns[:2]) != _HEADINGS or len(table.columns) < 4:
        raise ValueError(
            "The headings of scores begin with Option | Criterion. Then comes a column for each "
            "person, two or more: a role or a code, never a name."
        )
    return pd.DataFrame(
        [
            (_role(person), row["option"], row["criterion"], _score(cell, person, row))
            for row in table.to_dict("records")
            for person, cell in row.items()
            if person not in _HEADINGS
        ],
        columns=["person", "option", "criterion", "score"],
    )


def _role(column: Any) -> str:
    words = str(column).replace("_", " ")
    return words[:1].upper() + words[1:]


def _score(cell: Any, person: Any, row: Mapping[Any, Any]) -> float:
    where = f"{_role(person)} on {row['option']}, {row['criterion']}:"
    try:
        return check_number(float(cell), "the score", most=_HIGHEST)
    except ValueError as problem:
        raise ValueError(
            f"{where} the cell is {str(cell)!r}. Give a number from 0 to {_HIGHEST}."
        ) from problem
