"""A draft Direction as the body that receives it would read it, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from playbook.govern.charter import charter_rules
from playbook.govern.direction import check_direction, direction_rules, functions_in, said
from playbook.govern.findings import is_unwritten
from playbook.markup import say

NOT_WRITTEN = "Not written yet."
_PARTS = {
    "reference": "Reference",
    "direct_to": "Given to",
    "text": "What is directed",
    "how_carried_out": "How it is to be carried out",
    "supplementary": "Further provision",
    "varies_or_revokes": "Changes or ends",
    "supersedes": "Replaces",
    "approved_on": "Approved by the board on",
    "effective_from": "Takes effect on",
    "outcomes": "Outcomes, and the strategic plan",
    "budget": "Whole budget",
    "monitoring": "How it is watched",
    "review_on": "Reviewed on",
}


@dataclass(frozen=True, eq=False)
class DirectionWording:
    """A Direction in parts, and its money added up. Made by :func:`direction_wording`.

    ``table`` has the columns part and wording. ``payments_gbp`` and ``set_aside_gbp`` are the
    sums of the amounts that are stated; ``open`` names the functions that state none.
    """

    title: str
    table: pd.DataFrame
    payments_gbp: float
    set_aside_gbp: float
    open: tuple[str, ...]

    def sentence(self) -> str:
        """Say how much money the Direction states, and where it states none."""
        told = (
            f"The draft states £{say(self.payments_gbp, 0)} in payments and "
            f"£{say(self.set_aside_gbp, 0)} set aside."
        )
        if not self.open:
            return told
        return f"{told} No amount is stated for {'; '.join(self.open)}."


def direction_wording(
    direction: Mapping[str, Any], *, rules: Path | None = None
) -> DirectionWording:
    """Put the fields of a draft Direction in the order in which people read one.

    Fields as in :func:`check_direction`. A part that the Act or good practice asks for, and that
    is not there, says so. Parts that are only allowed are left out when empty. Payments and
    amounts set aside are never added together: they are different money.

    It is not legal advice, and not the form of words that your board uses.

    Raises ``TypeError`` as :func:`check_direction` does.

    >>> draft = {"text": "Provide care at home.", "direct_to": "council", "functions": [
    ...     {"name": "Care at home", "set_aside": False, "payment_gbp": 500}]}
    >>> direction_wording(draft).sentence()
    'The draft states £500 in payments and £0 set aside.'
    """
    check = check_direction(direction, rules=rules)
    functions = functions_in(direction.get("functions"))
    parts = list(_parts(direction, functions, rules))
    sums = {
        name: sum(_pounds(each.get(name)) or 0.0 for each in functions)
        for name in ("payment_gbp", "amount_set_aside_gbp")
    }
    stated = ("payment_gbp", "amount_set_aside_gbp", "payment_method")
    left = [
        str(each.get("name") or f"function {at}")
        for at, each in enumerate(functions, start=1)
        if not any(_written(each, name) for name in stated)
    ]
    return DirectionWording(
        title=check.title,
        table=pd.DataFrame(parts, columns=["part", "wording"]),
        payments_gbp=sums["payment_gbp"],
        set_aside_gbp=sums["amount_set_aside_gbp"],
        open=tuple(left),
    )


def _parts(
    direction: Mapping[str, Any], functions: list[Mapping[str, Any]], rules: Path | None
) -> Iterator[tuple[str, str]]:
    needs = direction_rules(rules).requirements.values()
    may = {name for need in needs if need.level == "may" for name in need.fields}
    for name, part in _PARTS.items():
        written = _written(direction, name)
        if name in may and not written:
            continue
        yield part, said(direction[name]) if written else NOT_WRITTEN
        if name == "text":
            for at, each in enumerate(functions, start=1):
                yield f"Function {at}", _function(each)
            if not functions:
                yield "Functions", NOT_WRITTEN


def _function(function: Mapping[str, Any]) -> str:
    name = str(function.get("name") or "Without a name")
    if function.get("set_aside") is True:
        money = f"Amount set aside: {_money(function, 'amount_set_aside_gbp')}"
    else:
        field = "payment_gbp" if _written(function, "payment_gbp") else "payment_method"
        money = f"Payment: {_money(function, field)}"
    use = (
        said(function["use_of_money"]) if _written(function, "use_of_money") else "not written yet"
    )
    return f"{name}. {money}. To be used for: {use.rstrip('.')}."


def _money(function: Mapping[str, Any], field: str) -> str:
    if not _written(function, field):
        return "not written yet"
    pounds = _pounds(function[field])
    return said(function[field]) if pounds is None else f"£{say(pounds, 0)}"


def _pounds(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value < float("inf") else None


def _written(where: Mapping[str, Any], name: str) -> bool:
    return not is_unwritten(where.get(name), charter_rules().placeholders)
