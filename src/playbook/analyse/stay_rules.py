"""The rules of counting stays, read from their file, and the columns that they need."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from playbook.framework.policy import read_policy
from playbook.tables import need_columns

_FILE = Path(__file__).with_name("stay_rules.yml")
_EARLIEST, _LATEST = np.datetime64("1900-01-01"), np.datetime64("2199-12-31")


@dataclass(frozen=True)
class Column:
    """Our name for a column, and the names that files give it."""

    name: str
    also: tuple[str, ...]


@dataclass(frozen=True)
class CodeRange:
    """Codes from the first to the last, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class StayRules:
    """What counts as an emergency, a death, a readmission and an adult."""

    columns: tuple[Column, ...]
    emergency_types: tuple[CodeRange, ...]
    emergency_words: tuple[str, ...]
    other_words: tuple[str, ...]
    death_begins_with: str
    death_words: tuple[str, ...]
    readmission_days: int
    adult_from_age: int


@cache
def stay_rules() -> StayRules:
    """Read the rules in ``stay_rules.yml``.

    >>> stay_rules().readmission_days
    28
    """
    return read_policy(_FILE, StayRules)


def name_columns(table: pd.DataFrame, needed: Sequence[str]) -> pd.DataFrame:
    """Give the table with our names for the columns that are known under another name.

    Raises ``TypeError`` for what is not a table; ``ValueError`` when a needed column is not
    there under any name, with the names that would do, or when two columns stand for one.

    >>> name_columns(pd.DataFrame({"LINK_NO": [1]}), ["person"]).columns.tolist()
    ['person']
    """
    need_columns(table, [])
    found: dict[str, str] = {}
    for column in stay_rules().columns:
        if column.name in table:
            continue
        names = [str(each) for each in table if str(each).casefold() in (column.name, *column.also)]
        if len(names) > 1:
            raise ValueError(f"{' and '.join(names)} both stand for {column.name}. Keep one.")
        if not names and column.name in needed:
            raise ValueError(
                f"The table has no column {column.name}. It may also be called "
                f"{', '.join(column.also)}. The table has: {', '.join(map(str, table.columns))}."
            )
        found |= dict.fromkeys(names, column.name)
    return table.rename(columns=found)


def read_dates(column: pd.Series, name: str, *, may_be_blank: bool = False) -> np.ndarray[Any, Any]:
    """Give a column of dates as whole days; a blank is not a time.

    Dates are dates, or text like 2024-01-30 or 20240130; times of day are dropped.

    Raises ``ValueError`` for other text, with its row, and for a blank that may not be.

    >>> read_dates(pd.Series(["2024-01-30"]), "admission_date")
    array(['2024-01-30'], dtype='datetime64[D]')
    """
    if not pd.api.types.is_datetime64_any_dtype(column):
        column = _dates_of_text(column, name)
    if column.dt.tz is not None:
        column = column.dt.tz_localize(None)
    blank = column.isna().to_numpy()
    if blank.any() and not may_be_blank:
        raise ValueError(
            f"{name} is missing in row {int(blank.argmax()) + 1}. Every stay needs it."
        )
    days: np.ndarray[Any, Any] = column.to_numpy().astype("datetime64[D]")
    absurd = np.flatnonzero((days < _EARLIEST) | (days > _LATEST))
    if len(absurd):
        at = int(absurd[0])
        raise ValueError(
            f"{name} is {days[at]} in row {at + 1}. It must lie between {_EARLIEST} and {_LATEST}."
        )
    return days


def _dates_of_text(column: pd.Series, name: str) -> pd.Series:
    text = column.map(lambda value: None if pd.isna(value) else str(value).removesuffix(".0"))
    dates = pd.to_datetime(text, format="ISO8601", errors="coerce")
    wrong = (dates.isna() & text.notna()).to_numpy()
    if wrong.any():
        at = int(wrong.argmax())
        raise ValueError(
            f"{name} is {text.iloc[at]!r} in row {at + 1}. Write dates like 2024-01-30: "
            f"30/01/24 is not the same day everywhere."
        )
    return dates


def is_emergency(admission_type: pd.Series) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell which admission types are emergencies, by code or by word; a blank type is not one.

    Raises ``ValueError`` for a type that is neither a number nor a word of ``stay_rules.yml``.

    >>> is_emergency(pd.Series([10, 22, "30", "Emergency", "Transfer"])).tolist()
    [False, True, True, True, False]
    """
    places, different = pd.factorize(admission_type)
    known = [_emergency(each) for each in different]
    if None in known:
        at = int((places == known.index(None)).argmax())
        words = ", ".join((*stay_rules().emergency_words, *stay_rules().other_words))
        raise ValueError(
            f"admission_type is {admission_type.iloc[at]!r} in row {at + 1}. "
            f"It must be a two-figure code, such as 30, or one of the words {words}."
        )
    found: np.ndarray[Any, Any] = np.array([*known, False], dtype=np.bool_)[places]
    return found


def _emergency(admission_type: Any) -> bool | None:
    """Tell whether one type is an emergency; nothing when it is not known."""
    rules, word = stay_rules(), str(admission_type).strip().casefold()
    if word in rules.emergency_words:
        return True
    if word in (*rules.other_words, ""):
        return False
    code = pd.to_numeric(word, errors="coerce")
    if pd.isna(code):
        return None
    return any(each.first <= code <= each.last for each in rules.emergency_types)


def is_death(discharge_type: pd.Series) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell which stays ended in death, by code or by word.

    >>> is_death(pd.Series(["42", 10, "Died", "Home"])).tolist()
    [True, False, True, False]
    """
    places, different = pd.factorize(discharge_type)
    words = [str(each).strip().casefold() for each in different]
    rules = stay_rules()
    dead = [word in rules.death_words or word.startswith(rules.death_begins_with) for word in words]
    found: np.ndarray[Any, Any] = np.array([*dead, False], dtype=np.bool_)[places]
    return found
