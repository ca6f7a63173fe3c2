"""Themes by who speaks of them: a rare theme may belong to one group alone."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.data.wording import listed
from playbook.inputs import need_a
from playbook.markup import say
from playbook.tables import need_columns, need_values

FEWEST = 5  # fewer comments on a theme say too little of who speaks of it


@dataclass(frozen=True, eq=False)
class ThemeGroups:
    """Comments by theme and group. Made by :func:`theme_groups`.

    ``table`` has one row a theme and a column for each group: comments on which both coders
    agree, the most frequent theme first.
    """

    table: pd.DataFrame

    @property
    def alone(self) -> dict[str, str]:
        """The themes that one group alone speaks of, in 5 comments or more, with that group."""
        found = {}
        for theme, row in self.table.iterrows():
            speak = row[row > 0]
            if len(speak) == 1 and speak.iloc[0] >= FEWEST and len(row) > 1:
                found[str(theme)] = str(speak.index[0])
        return found

    def sentence(self) -> str:
        """Say which themes one group alone speaks of."""
        if not self.alone:
            return "No theme belongs to one group alone."
        told = [
            f"“{theme}” ({group}, {say(self.table[group].to_dict()[theme])} comments)"
            for theme, group in self.alone.items()
        ]
        return f"One group alone speaks of {listed(told)}."


def theme_groups(
    comments: pd.DataFrame, by: str, *, first: str = "coder_1", second: str = "coder_2"
) -> ThemeGroups:
    """Count each theme by who speaks of it, from comments on which both coders agree.

    ``comments`` has one row a comment, with the theme of each coder and the group in ``by``.
    A theme that only one group has, in five comments or more, is named: it may matter most to
    those who are few. Counts are of comments that somebody chose to write. They are no rates.

    Raises ``ValueError`` for missing columns, blanks, or no comment on which both agree.

    Source: usual practice in thematic analysis.

    >>> rows = pd.DataFrame({"who": ["carer"] * 5 + ["person"], "coder_1": ["rest"] * 5 + ["cost"]})
    >>> theme_groups(rows.assign(coder_2=rows["coder_1"]), "who").sentence()
    'One group alone speaks of “rest” (carer, 5 comments).'
    """
    need_a(by, str, "the name of a column")
    need_columns(comments, [by, first, second], "table of comments")
    need_values(comments, [by, first, second], "comment")
    codes = comments[[first, second]].astype(str).apply(lambda column: column.str.strip())
    agreed = codes[first] == codes[second]
    if not agreed.any():
        raise ValueError("The coders agree on no comment, so there are no themes yet.")
    table = pd.crosstab(codes.loc[agreed, first], comments.loc[agreed, by].astype(str))
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return ThemeGroups(table.loc[order].rename_axis(index="theme", columns=None))
