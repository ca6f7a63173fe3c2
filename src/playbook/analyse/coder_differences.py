"""Where two coders differ, so that they know which definition to make clearer."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.analyse.agreement import Agreement
from playbook.inputs import need_a
from playbook.markup import say
from playbook.tables import need_columns, need_values


@dataclass(frozen=True, eq=False)
class CoderDifferences:
    """What two coders differ on. Made by :func:`coder_differences`.

    ``table`` has one row for each kind of item: kind, items, apart (items with two different
    codes) and percent, the kind with most differences first. ``apart`` is their sum.
    """

    table: pd.DataFrame
    apart: int

    def sentence(self) -> str:
        """Say which kind holds most of the differences."""
        if not self.apart:
            return "The two coders differ on no item."
        first = self.table.iloc[0]
        return (
            f"{say(int(first['apart']))} of {say(self.apart)} differences are about one kind: "
            f"“{first['kind']}”. There the coders differ on {first['percent']:.0f}% of items."
        )


def coder_differences(
    items: pd.DataFrame, by: str, *, first: str = "coder_1", second: str = "coder_2"
) -> CoderDifferences:
    """Count on which kind of item two coders differ.

    ``items`` has one row an item, with the codes of both in ``first`` and ``second``, and its
    kind in ``by`` (what a contact was about). Most differences in one kind point at a
    definition that can be read in two ways. Differences spread over all kinds point at the
    coders, or at codes that nobody could tell apart.

    Raises ``ValueError`` for missing columns or blanks.

    Source: usual practice in coding by two people.

    >>> rows = pd.DataFrame({"about": ["time", "time", "cost"], "coder_1": ["value"] * 3,
    ...     "coder_2": ["failure", "value", "value"]})
    >>> coder_differences(rows, "about").sentence()[:53]
    '1 of 1 differences are about one kind: “time”. There '
    """
    need_a(by, str, "the name of a column")
    need_columns(items, [by, first, second], "table of items")
    need_values(items, [by, first, second], "item")
    codes = items[[first, second]].astype(str).apply(lambda each: each.str.strip().str.casefold())
    differ = codes[first] != codes[second]
    grouped = differ.groupby(items[by].astype(str).to_numpy(), sort=True)
    table = pd.DataFrame({"items": grouped.size(), "apart": grouped.sum()})
    table["percent"] = 100 * table["apart"] / table["items"]
    table = table.sort_values("apart", ascending=False, kind="stable")
    return CoderDifferences(table.rename_axis("kind").reset_index(), int(differ.sum()))


def closest_codes(found: Agreement) -> tuple[str, str] | None:
    """Name the two codes that coders most often take for each other, or ``None`` if none.

    Both orders of a pair count: the first coder may say one and the second the other, or the
    other way round.

    >>> from playbook.analyse import agreement
    >>> closest_codes(agreement(["a", "b", "c"], ["b", "a", "c"]))
    ('a', 'b')
    """
    sums = _pairs(found)
    return max(sums, key=sums.__getitem__) if sums else None


def codes_that_run_together(found: Agreement) -> str:
    """Say between which two codes most differences lie.

    >>> from playbook.analyse import agreement
    >>> codes_that_run_together(agreement(["a", "b", "c"], ["b", "a", "c"]))
    '2 of 2 differences are between “a” and “b”. Perhaps they are one.'
    """
    pair, sums = closest_codes(found), _pairs(found)
    if pair is None:
        return "The two coders differ on no item."
    return (
        f"{say(sums[pair])} of {say(sum(sums.values()))} differences are between “{pair[0]}” and "
        f"“{pair[1]}”. Perhaps they are one."
    )


def as_one_code(
    items: pd.DataFrame,
    pair: tuple[str, str] | None,
    *,
    first: str = "coder_1",
    second: str = "coder_2",
) -> pd.DataFrame:
    """Give the items with two codes put together into one, to see what that would change.

    Without a pair (``None``) the items come back as they are.

    >>> rows = pd.DataFrame({"coder_1": ["faces"], "coder_2": ["times"]})
    >>> as_one_code(rows, ("faces", "times"))["coder_1"].tolist()
    ['faces or times']
    """
    need_columns(items, [first, second], "table of items")
    if pair is None:
        return items
    both = {code: f"{pair[0]} or {pair[1][0].lower()}{pair[1][1:]}" for code in pair}
    codes = {coder: items[coder].astype(str).str.strip().replace(both) for coder in (first, second)}
    return items.assign(**codes)


def _pairs(found: Agreement) -> dict[tuple[str, str], int]:
    """Count the differences between each pair of codes, whichever coder gave which."""
    need_a(found, Agreement, "what agreement gives")
    apart = found.disagreements()
    rows = zip(apart["first"], apart["second"], apart["items"], strict=True)
    sums: dict[tuple[str, str], int] = {}
    for one, other, items in rows:
        pair = (min(one, other), max(one, other))
        sums[pair] = sums.get(pair, 0) + int(items)
    return sums
