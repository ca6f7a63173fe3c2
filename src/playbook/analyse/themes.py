"""What people say, by theme, from comments that two people coded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from playbook.analyse.agreement import Agreement, agreement
from playbook.analyse.intervals import wilson_interval
from playbook.markup import say
from playbook.tables import need_columns, need_values

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False)
class Themes:
    """Themes of comments, the most frequent first. Made by :func:`themes`.

    ``table`` has one row a theme: theme, comments, percent, lower, upper (of the comments
    on which both coders agreed). ``agreement`` tells how far the coders agreed, and ``open``
    holds the comments that they must still talk about.
    """

    table: pd.DataFrame
    agreement: Agreement
    open: pd.DataFrame

    def sentence(self) -> str:
        """Say the most frequent theme, how many comments it rests on, and the agreement."""
        if self.table.empty:
            return "The coders agreed on no comment, so there are no themes yet."
        top, total = self.table.iloc[0], int(self.table["comments"].sum())
        return (
            f"{top['theme']} is the most frequent theme: {say(int(top['comments']))} of "
            f"{say(total)} comments on which both coders agree. {self.agreement.sentence()}"
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw a bar for each theme."""
        from playbook.charts import bars

        return bars(
            self.table.set_index("theme")["comments"],
            unit="comments",
            name=name,
            message=message or self.sentence(),
            source=source,
            note=f"{say(len(self.open))} comments with different codes are not counted.",
            sample=sample,
        )


def themes(comments: pd.DataFrame, *, first: str = "coder_1", second: str = "coder_2") -> Themes:
    """Count the themes that two people found in the same comments, apart from each other.

    ``comments`` has one row a comment, with the theme each coder gave it in the columns
    ``first`` and ``second``. A comment with different themes is counted in none and listed in
    ``open``, to be talked about.

    How often a theme comes up is not how much it matters: one comment may show a harm. Those
    who answer are not all who are affected (:func:`who_was_not_heard`).

    Raises ``ValueError`` for missing columns and comments that one of them did not code.

    Source: usual practice in thematic analysis with two coders; Cohen 1960.

    >>> rows = pd.DataFrame({"coder_1": ["waiting", "waiting", "cost"],
    ...     "coder_2": ["waiting", "cost", "cost"]})
    >>> themes(rows).table[["theme", "comments"]].values.tolist()
    [['cost', 1], ['waiting', 1]]
    """
    need_columns(comments, [first, second], "table of comments")
    need_values(comments, [first, second], "comment")
    found = agreement(comments[first], comments[second])
    codes = comments[[first, second]].astype(str).apply(lambda column: column.str.strip())
    agreed = codes[first] == codes[second]
    counts = (
        codes.loc[agreed, first]
        .value_counts()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
    )
    table = pd.DataFrame({"theme": counts.index, "comments": counts.to_numpy()})
    if not table.empty:
        total = int(table["comments"].sum())
        lower, upper = wilson_interval(table["comments"], [total] * len(table))
        table["percent"] = 100 * table["comments"] / total
        table["lower"], table["upper"] = 100 * lower, 100 * upper
    return Themes(table, found, comments[~agreed.to_numpy()])
