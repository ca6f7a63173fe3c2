"""Posts that are funded beside posts that are filled, and how many people may soon retire."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.markup import say
from playbook.tables import need_columns, need_numbers, need_values

LARGE_WTE = 10.0  # in a smaller group one person moves the share by ten points
SMALL_WTE = 1.0  # under one post a share says nothing


@dataclass(frozen=True, eq=False)
class PostsFilled:
    """Posts by team and group of staff. Made by :func:`posts_filled`.

    ``table`` has one row a group, the largest share of empty posts first: team, staff_group,
    funded_wte, filled_wte, empty_wte, empty_percent and, if known, aged_55_plus_percent.
    """

    table: pd.DataFrame

    @property
    def empty_wte(self) -> float:
        """All posts that are funded and not filled. A group with too many fills no other's gap."""
        return float(self.table["empty_wte"].sum())

    def sentence(self) -> str:
        """Say how many funded posts are empty, and where the share is largest."""
        funded = float(self.table["funded_wte"].sum())
        told = (
            f"{say(self.empty_wte)} of {say(funded)} funded posts are empty "
            f"({100 * self.empty_wte / funded:.0f}%)."
        )
        if not self.empty_wte:
            return f"All of {say(funded)} funded posts are filled."
        first = self.table.iloc[0]
        return (
            f"{told} Most for their number: {first['staff_group']} ({first['team']}), "
            f"{say(first['filled_wte'])} filled of {say(first['funded_wte'])}."
        )

    def age_sentence(self) -> str:
        """Name the group with the largest share aged 55 or over, or say that it is not known."""
        if "aged_55_plus_percent" not in self.table:
            return "How many staff are 55 or over is not known."
        large = self.table["filled_wte"] >= LARGE_WTE
        known = self.table[large].dropna(subset="aged_55_plus_percent")
        if known.empty:
            return "No group of ten or more says how many are 55 or over."
        row = known.sort_values("aged_55_plus_percent", ascending=False, kind="stable").iloc[0]
        return (
            f"Among groups of ten or more, {row['staff_group']} are the oldest: "
            f"{say(row['aged_55_plus_percent'], 0)}% are 55 or over."
        )


def posts_filled(staff: pd.DataFrame) -> PostsFilled:
    """Set filled posts beside funded ones, in whole-time equivalents, by group of staff.

    ``staff`` has team, staff_group, funded_wte and filled_wte, and may have
    aged_55_plus_percent. A group with more people than posts has no empty post, and does not
    fill another group's. Money for a post is not a person: what is funded and empty is not care.

    Raises ``ValueError`` for missing columns, blanks, text, negative numbers, a group twice in a
    team, or no funded post at all; ``TypeError`` for what is not a table.

    Source: workforce planning practice; the sums are arithmetic.

    >>> posts = pd.DataFrame({"team": ["Nursing", "Social work"], "staff_group": ["Nurses",
    ...     "Mental health officers"], "funded_wte": [20, 5], "filled_wte": [18, 2]})
    >>> posts_filled(posts).sentence()[:44]
    '5 of 25 funded posts are empty (20%). Most f'
    """
    numbers = ["funded_wte", "filled_wte"]
    need_columns(staff, ["team", "staff_group", *numbers], "table of staff")
    need_values(staff, ["team", "staff_group"])
    need_numbers(staff, numbers)
    if staff.duplicated(["team", "staff_group"]).any():
        row = staff[staff.duplicated(["team", "staff_group"])].iloc[0]
        raise ValueError(f"{row['staff_group']} stand twice in {row['team']}. Add them up first.")
    if not staff["funded_wte"].sum():
        raise ValueError("No post is funded. Check funded_wte.")
    kept = ["team", "staff_group", *numbers]
    table = staff[[*kept, *staff.columns.intersection(["aged_55_plus_percent"])]].copy()
    empty = (table["funded_wte"] - table["filled_wte"]).clip(lower=0)
    table.insert(4, "empty_wte", empty.round(6))
    share = (100 * table["empty_wte"] / table["funded_wte"]).where(table["funded_wte"] >= SMALL_WTE)
    table.insert(5, "empty_percent", share)
    return PostsFilled(
        table.sort_values("empty_percent", ascending=False, kind="stable", ignore_index=True)
    )
