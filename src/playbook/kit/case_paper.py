"""The paper of a business case: its tables, read and checked line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import check_number, check_whole
from playbook.kit.change_papers import typed_table

_PRICES = ("average_gbp_per_day", "variable_gbp_per_day", "step_beds", "step_gbp")
_TEXTS = ("title", "released_from")
_BEDS = {
    "Fewer delayed bed days, %": ("fewer_percent", 100.0),
    "Beds that close": ("beds_closed", float("inf")),
    "New care in place, %": ("in_place_percent", 100.0),
}
_CARE = ("service", "starts_a_week", "pounds_a_post", "holder")
_ONCE = ("what", "kind", "holder")
_KINDS = {
    "double running": "double_running",
    "transition": "transition",
    "lost income": "lost_income",
}
_EFFECTS = ("what_changes", "for_whom", "gain_or_loss", "what_shows_it")
_FIELDS = (*_TEXTS, *_PRICES, "beds", "care", "once", "effects")


@dataclass(frozen=True, eq=False)
class CasePaper:
    """What a team assumes in its business case. Made by :func:`read_case_paper`.

    ``yearly`` has one row a year: fewer_percent, beds_closed, in_place_percent. ``care`` has
    one row a service: service, starts_a_week, pounds_a_post, holder. ``once`` has one row an
    amount: what, kind (a line of a net cash release), holder and a column for each year.
    """

    title: str
    released_from: str
    prices: Mapping[str, float]
    yearly: pd.DataFrame
    care: pd.DataFrame
    once: pd.DataFrame
    effects: pd.DataFrame

    @property
    def years(self) -> int:
        """How many years the case covers."""
        return len(self.yearly)


def read_case_paper(fields: Mapping[str, Any]) -> CasePaper:
    """Read the fields of a business case, or say which line to mend.

    Raises ``ValueError`` for a line that is missing or unknown, a table with other headings,
    years that differ between tables, and a cell that is not the number or word that belongs
    there.
    """
    for name in fields:
        if name not in _FIELDS:
            raise ValueError(unknown(str(name), _FIELDS, "the lines", most=len(_FIELDS)))
    for name in _FIELDS:
        if fields.get(name) in (None, ""):
            raise ValueError(f"{name} has nothing written yet. Fill it in.")
    yearly = _beds(fields["beds"])
    prices = {name: check_number(fields[name], name) for name in _PRICES}
    check_whole(prices["step_beds"], "step_beds", least=1)
    check_number(prices["variable_gbp_per_day"], "variable_gbp_per_day",
                 most=prices["average_gbp_per_day"])  # fmt: skip
    return CasePaper(
        str(fields["title"]),
        str(fields["released_from"]),
        prices,
        yearly,
        _care(fields["care"]),
        _once(fields["once"], len(yearly)),
        _effects(fields["effects"]),
    )


def _beds(typed: Any) -> pd.DataFrame:
    table = typed_table(typed, "beds")
    _need(table, ("what",), "beds")
    lines = {str(row["what"]): row for row in table.to_dict("records")}
    for name in _BEDS:
        if name not in lines:
            raise ValueError(f"The table beds has no line that begins with “{name}”. Add it.")
    years = _years(table, 1, "beds")
    return pd.DataFrame(
        {
            field: [_number(lines[name][year], f"beds, {name}, {_said(year)}", most)
                    for year in years]
            for name, (field, most) in _BEDS.items()
        }
    )  # fmt: skip


def _care(typed: Any) -> pd.DataFrame:
    table = typed_table(typed, "care")
    _need(table, _CARE, "care")
    for column in ("starts_a_week", "pounds_a_post"):
        table[column] = [
            _number(cell, f"care, {service}, {_said(column)}")
            for service, cell in zip(table["service"], table[column], strict=True)
        ]
    if table["service"].duplicated().any():
        raise ValueError("The table care names a service twice. Keep one line of each.")
    return table


def _once(typed: Any, years: int) -> pd.DataFrame:
    table = typed_table(typed, "once")
    _need(table, _ONCE, "once")
    columns = _years(table, len(_ONCE), "once")
    if len(columns) != years:
        raise ValueError(f"The table once has {len(columns)} years, and beds has {years}.")
    for kind in table["kind"]:
        if kind not in _KINDS:
            raise ValueError(unknown(str(kind), _KINDS, "the kinds of the table once"))
    for column in columns:
        table[column] = [
            _number(cell, f"once, {what}, {_said(column)}")
            for what, cell in zip(table["what"], table[column], strict=True)
        ]
    return table.assign(kind=table["kind"].map(_KINDS))


def _effects(typed: Any) -> pd.DataFrame:
    table = typed_table(typed, "effects")
    _need(table, _EFFECTS, "effects")
    for word in table["gain_or_loss"]:
        if word not in ("gain", "loss"):
            raise ValueError(f"The table effects says {word!r}. Write gain or loss.")
    return table


def _need(table: pd.DataFrame, columns: Sequence[str], name: str) -> None:
    if tuple(table.columns[: len(columns)]) != tuple(columns):
        heads = " | ".join(_said(column).capitalize() for column in columns)
        raise ValueError(f"The headings of the table {name} begin with: {heads}.")


def _years(table: pd.DataFrame, after: int, name: str) -> list[str]:
    years = list(table.columns[after:])
    if not years or years != [f"year_{at}" for at in range(1, len(years) + 1)]:
        raise ValueError(f"The last columns of the table {name} are Year 1, Year 2 and so on.")
    return years


def _said(column: str) -> str:
    return column.replace("_", " ")


def _number(cell: Any, where: str, most: float = float("inf")) -> float:
    try:
        number = float(str(cell).replace(",", ""))
    except ValueError as problem:
        raise ValueError(f"{where}: the cell is {str(cell)!r}. Write a number.") from problem
    return check_number(number, where, most=most)
