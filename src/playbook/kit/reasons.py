"""Reasons for delay as a page says them: codes in words, and where two groups differ most."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd
import yaml


@cache
def _said() -> Mapping[str, str]:
    names = Path(__file__).with_name("reasons.yml").read_text(encoding="utf-8")
    return {str(published): str(said) for published, said in yaml.safe_load(names).items()}


def in_plain_reasons(figures: pd.DataFrame) -> pd.DataFrame:
    """Name the reasons for delay, which are the columns of ``figures``, in words.

    The published names stay in the data; a name that needs no words stays as it is.

    >>> figures = pd.DataFrame({"Code 9 AWI": [1000], "Code 9 Non-AWI": [456]})
    >>> in_plain_reasons(figures).columns.tolist()
    ['Code 9: Adults with Incapacity', 'Code 9: other']
    """
    return figures.rename(columns=_said())


def widest_difference(groups: pd.DataFrame, what: str = "bed days") -> str:
    """Say for which part two groups differ most, as shares of each group's total.

    ``groups`` has one column for each of two groups and one row for each part. ``what`` is
    what was counted. A group without any, or with a value that is not known, is said so.

    Raises ``ValueError`` for more or fewer than two groups.

    >>> groups = pd.DataFrame({"Aged 75 and over": [90, 4], "Aged 18 to 74": [6, 4]},
    ...     index=["Health and social care", "Code 9: other"])
    >>> print(widest_difference(groups))
    The groups differ most in Health and social care: 96% of the bed days of those aged \
75 and over, and 60% of those aged 18 to 74.
    """
    if len(groups.columns) != 2:
        raise ValueError(f"Two groups are compared. There are {len(groups.columns)}.")
    totals = groups.sum(skipna=False)
    for name, total in totals.items():
        if not total > 0:
            return f"The shares cannot be compared: the {what} of {_those(name)} are not there."
    shares = 100 * groups / totals
    apart = (shares.iloc[:, 0] - shares.iloc[:, 1]).abs()
    if apart.max() < 1:
        return "The shares of every part are alike in both groups, to within one percent."
    at = int(apart.to_numpy().argmax())
    one, other = (
        f"{share:.0f}% of {of}{_those(name)}"
        for share, of, name in zip(
            shares.to_numpy()[at], (f"the {what} of ", ""), groups.columns, strict=True
        )
    )
    return f"The groups differ most in {groups.index.astype(str)[at]}: {one}, and {other}."


def _those(group: object) -> str:
    name = str(group)
    return f"those {name[0].lower()}{name[1:]}"
