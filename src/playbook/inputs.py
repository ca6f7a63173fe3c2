"""What several stages check at the door: lists of records, dates, scores and blanks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from numbers import Real
from typing import Any

import pandas as pd

from playbook.framework.register import unknown

Record = dict[str, Any]


def is_blank(value: object) -> bool:
    """Tell whether nothing was written: ``None``, ``nan``, empty text or an empty list.

    >>> is_blank("  "), is_blank(float("nan")), is_blank([]), is_blank(0)
    (True, True, True, False)
    """
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list | tuple | dict | set | frozenset):
        return not value
    return bool(pd.isna(value))  # type: ignore[call-overload]


def read_records(
    rows: Any, what: str, *, needed: Sequence[str], optional: Sequence[str] = ()
) -> list[Record]:
    """Give rows of a table, or a list of mappings, back as records with known fields.

    Blanks become ``None`` and text loses stray spaces. Every record has every field. ``what``
    names one record ("risk"), so that a problem can be told apart.

    Raises ``TypeError`` for something that is not a table or a list of mappings, and
    ``ValueError`` for no records, an unknown field (the valid ones are listed), or a needed
    field that no record has.

    >>> read_records([{"skill": " Weigh options "}], "skill", needed=["skill"], optional=["role"])
    [{'skill': 'Weigh options', 'role': None}]
    """
    given = _listed(rows, what)
    fields = [*needed, *optional]
    if not given:
        raise ValueError(f"There is no {what} in the list. Give at least one.")
    for at, row in enumerate(given, start=1):
        for name in row:
            if name not in fields:
                found = unknown(name, fields, "the fields")
                raise ValueError(f"In {what} {at}: {found}")
    absent = [name for name in needed if all(name not in row for row in given)]
    if absent:
        raise ValueError(f"Every {what} needs {', '.join(absent)}. Add the column, then try again.")
    return [{name: _tidy(row.get(name)) for name in fields} for row in given]


def _listed(rows: Any, what: str) -> list[Mapping[str, Any]]:
    if isinstance(rows, pd.DataFrame):
        return [
            {str(name): value for name, value in row.items()} for row in rows.to_dict("records")
        ]
    is_list = isinstance(rows, Iterable) and not isinstance(rows, str | bytes | Mapping)
    given = list(rows) if is_list else [rows]
    if not is_list or any(not isinstance(row, Mapping) for row in given):
        raise TypeError(
            f"Give a table, or a list with the fields of each {what}, not {type(rows).__name__}."
        )
    return given


def _tidy(value: Any) -> Any:
    if is_blank(value):
        return None
    return value.strip() if isinstance(value, str) else value


def read_day(value: Any, name: str) -> date | None:
    """Read one date, written like 2024-03-31 or 31 March 2024; a blank gives ``None``.

    Raises ``ValueError`` for anything else, such as 31/03/24, which is not the same day everywhere.

    >>> read_day("31 March 2024", "accepted_on")
    datetime.date(2024, 3, 31)
    """
    if is_blank(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(str(value).strip(), form).date()
        except ValueError:
            continue
    raise ValueError(f"{name} is {value!r}. Write a date like 2024-03-31 or 31 March 2024.")


def read_score(value: Any, name: str, least: int, most: int) -> int:
    """Read a score: a whole number from ``least`` to ``most``.

    Raises ``ValueError`` otherwise. A score is never rounded or guessed.

    >>> read_score(3, "likelihood", 1, 5)
    3
    """
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    # A column with a blank in it holds 3 as 3.0, so a whole number may come as a float.
    if not is_number or not float(value).is_integer() or not least <= value <= most:
        shown = "blank" if is_blank(value) else repr(value)
        raise ValueError(f"{name} is {shown}. Give a whole number from {least} to {most}.")
    return int(value)
