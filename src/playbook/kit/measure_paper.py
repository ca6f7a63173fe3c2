"""What a team writes down to measure a change: where and when it began, and its measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import check_number, is_blank
from playbook.review import check_measures

if TYPE_CHECKING:
    from playbook.kit.papers import Paper

DIRECTIONS = ("decrease", "increase")
_NEEDED = ("title", "place", "began", "what", "measures")
_LEVEL = ("place", "starts", "reason")
_FOR_CHARTS = ("indicator", "better", "target_value", "funnel", "latest")


@dataclass(frozen=True)
class Change:
    """A change that is measured: the place, its first month, and what was changed."""

    place: str
    began: pd.Timestamp
    what: str


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure of the framework. Without an ``indicator`` no monthly file holds it.

    ``better`` is "decrease", "increase" or ``None``. ``latest`` is what the team knows where no
    chart can be drawn. ``funnel`` is true where events are counted one by one among residents.
    """

    name: str
    type: str
    indicator: str = ""
    better: str | None = None
    target: float | None = None
    latest: str = ""
    funnel: bool = False


def change_of(paper: "Paper") -> Change:
    """Give the change that a measurement framework is about."""
    fields = paper.fields
    began = read_month(fields["began"], "began")
    return Change(str(fields["place"]).strip(), began, str(fields["what"]).strip())


def measures_of(paper: "Paper") -> tuple[Measure, ...]:
    """Give the measures of a framework, as charts and reports need them."""
    return tuple(
        Measure(
            name=str(row["measure"]),
            type=str(row.get("type") or ""),
            indicator=str(row.get("indicator") or ""),
            better=row.get("better") or None,
            target=row.get("target_value"),
            latest=str(row.get("latest") or ""),
            funnel=row.get("funnel") is True,
        )
        for row in paper.fields["measures"]
    )


def measures_table(paper: "Paper") -> pd.DataFrame:
    """Give the framework as a table, one row a measure, as ``check_measures`` takes it."""
    return pd.DataFrame(_described(paper.fields["measures"]))


def new_levels(paper: "Paper", place: str) -> dict[str, str]:
    """Give the days from which a place has new limits, each with its reason, as agreed."""
    given = paper.fields.get("new_levels") or []
    return {
        f"{read_month(each['starts'], 'starts'):%Y-%m-%d}": str(each["reason"])
        for each in given
        if each["place"] == place
    }


def check_measurement(fields: Mapping[str, Any]) -> None:
    """Check the paper of a measurement framework: the change, and each measure.

    What a measure lacks is told later, by the exercise. This refuses what cannot be read.

    Raises ``ValueError`` or ``TypeError`` that says what to mend.
    """
    known = (*_NEEDED, "new_levels")
    for name in fields:
        if name not in known:
            raise ValueError(unknown(str(name), known, "the lines"))
    for name in _NEEDED:
        if is_blank(fields.get(name)):
            raise ValueError(f"{name} has nothing written yet. Fill it in.")
    read_month(fields["began"], "began")
    rows = fields["measures"]
    if not isinstance(rows, list) or any(not isinstance(row, dict) for row in rows):
        raise TypeError(
            "measures is not a list. Begin each measure with “  - measure: ” and indent."
        )
    check_measures(_described(rows))
    for row in rows:
        _check_chart_fields(row)
    for level in fields.get("new_levels") or []:
        _check_level(level)


def read_month(value: Any, name: str) -> pd.Timestamp:
    """Read a month written like 2024-04, or the day on which it begins.

    >>> read_month("2024-04", "began")
    Timestamp('2024-04-01 00:00:00')
    """
    text = f"{value:%Y-%m}" if isinstance(value, date) else str(value).strip()
    try:
        return pd.Timestamp(pd.Period(pd.to_datetime(text, format="%Y-%m"), "M").start_time)
    except ValueError as problem:
        raise ValueError(f"{name} is {text!r}. Write the month like 2024-04.") from problem


def _described(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k not in _FOR_CHARTS} for row in rows]


def _check_chart_fields(row: Mapping[str, Any]) -> None:
    name = row.get("measure")
    if row.get("better") and row["better"] not in DIRECTIONS:
        raise ValueError(f"{name}: {unknown(str(row['better']), DIRECTIONS, 'the directions')}")
    if row.get("target_value") is not None:
        check_number(row["target_value"], f"{name}: target_value")


def _check_level(level: Any) -> None:
    if not isinstance(level, dict) or any(is_blank(level.get(name)) for name in _LEVEL):
        raise ValueError(
            f"Each of new_levels needs {', '.join(_LEVEL)}. A new level needs its reason."
        )
    for name in level:
        if name not in _LEVEL:
            raise ValueError(unknown(str(name), _LEVEL, "the lines of new_levels"))
    read_month(level["starts"], "starts")
