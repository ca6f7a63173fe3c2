"""What several stages check at the door: records, dates, scores, blanks and numbers."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.framework.register import unknown

Record = dict[str, Any]
Floats = NDArray[np.float64]


def is_blank(value: object) -> bool:
    """Tell whether nothing was written: ``None``, ``nan``, empty text or an empty list.

    >>> is_blank("  "), is_blank(float("nan")), is_blank([]), is_blank(0)
    (True, True, True, False)
    """
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list | tuple | dict | set | frozenset):
        return not value
    if np.ndim(value):  # type: ignore[arg-type]
        return not np.size(value)  # type: ignore[arg-type]
    return bool(pd.isna(value))  # type: ignore[call-overload]


def need_a(value: object, kind: type, what: str) -> None:
    """Refuse what is not of the kind that is needed; ``what`` says in words what that is.

    Raises ``TypeError`` with what was needed and what was given.

    >>> need_a("12", list, "a list of months")
    Traceback (most recent call last):
    TypeError: Give a list of months, not str.
    """
    if not isinstance(value, kind):
        raise TypeError(f"Give {what}, not {type(value).__name__}.")


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


def check_number(
    value: Any, name: str, *, least: float = 0.0, most: float = math.inf, above: float | None = None
) -> float:
    """Give one number back if it is finite, from ``least`` to ``most``, and over ``above``.

    Raises ``ValueError`` with the number's name, what was found and what was expected.

    >>> check_number(34.9, "beds")
    34.9
    """
    shown = "missing" if np.ndim(value) == 0 and pd.isna(value) else repr(value)
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
        hidden = shown == "missing" or (isinstance(value, str) and len(value.strip()) < 3)
        hint = " A cell that was hidden is not zero: find out what it stands for."
        raise ValueError(f"{name} is {shown}. It must be a number.{hint if hidden else ''}")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{name} is {shown}. It must be a number, known and finite.")
    if above is not None and number <= above:
        raise ValueError(f"{name} is {_said(number)}. It must be above {_said(above)}.")
    if number < least:
        raise ValueError(f"{name} is {_said(number)}. It must be at least {_said(least)}.")
    if number > most:
        raise ValueError(f"{name} is {_said(number)}. It must be at most {_said(most)}.")
    return value if isinstance(value, int) else number


def _said(number: float) -> str:
    return f"{number:,.15g}"


def check_share(value: Any, name: str) -> float:
    """Give a share back if it lies above 0 and up to 1.

    >>> check_share(0.85, "occupancy")
    0.85
    """
    share = check_number(value, name, least=-math.inf)
    if not 0 < share <= 1:
        raise ValueError(f"{name} is {share:g}. Give a share above 0, up to 1: 85% is 0.85.")
    return share


def check_confidence(value: Any) -> float:
    """Give a level of confidence back if it lies above 0 and below 1.

    >>> check_confidence(0.95)
    0.95
    """
    level = check_number(value, "confidence", least=-math.inf)
    if not 0 < level < 1:
        raise ValueError(f"confidence is {level:g}. Give a share between 0 and 1: 95% is 0.95.")
    return level


def check_whole(value: Any, name: str, *, least: int = 0) -> int:
    """Give a whole number back if it is at least ``least``.

    >>> check_whole(28, "days")
    28
    """
    whole = isinstance(value, Integral) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not whole or value < least:
        raise ValueError(f"{name} is {value!r}. It must be a whole number from {least} up.")
    return int(value)


def read_numbers(
    values: Any, name: str, *, least: float = 0.0, above: float | None = None
) -> Floats:
    """Give a list, array or column back as numbers, each one checked.

    Raises ``ValueError`` for no list, an empty list, text, a missing value, or one too small.
    It says which one, by its label where it has one and by its place otherwise.

    >>> read_numbers([736, 817], "events").tolist()
    [736.0, 817.0]
    """
    if isinstance(values, str | bytes | dict) or not isinstance(values, Iterable):
        raise ValueError(f"{name} must be a list of numbers. It is {values!r}.")
    given = values if isinstance(values, np.ndarray | pd.Series) else list(values)
    array = np.asarray(given)
    if array.ndim != 1 or not len(array):
        raise ValueError(f"{name} must be one list with at least one number in it.")
    quick = array.dtype.kind in "iuf" and np.isfinite(array).all()
    if quick and array.min() >= least and (above is None or array.min() > above):
        return array.astype(np.float64)
    labels = given.index if isinstance(given, pd.Series) else range(1, len(array) + 1)
    checked = [
        check_number(value, f"{name}, {_place(label)},", least=least, above=above)
        for label, value in zip(labels, array.tolist(), strict=True)
    ]
    return np.array(checked, dtype=np.float64)


def _place(label: Any) -> str:
    return f"number {label}" if isinstance(label, Integral) else f"at {label}"


def check_same_length(first: Floats, second: Floats, names: tuple[str, str], what: str) -> None:
    """Refuse two lists that do not go together, such as events and people by age band."""
    if len(first) != len(second):
        raise ValueError(
            f"There are {len(first)} {names[0]} but {len(second)} {names[1]}. "
            f"Give one of each to every {what}, in the same order."
        )
