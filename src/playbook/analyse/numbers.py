"""Checks of the numbers that an analysis starts from: counts, populations, shares."""

import math
from collections.abc import Iterable
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]


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
        raise ValueError(f"{name} is {shown}. It must be a known, finite number.")
    if above is not None and number <= above:
        raise ValueError(f"{name} is {number:g}. It must be above {above:g}.")
    if number < least:
        raise ValueError(f"{name} is {number:g}. It must be at least {least:g}.")
    if number > most:
        raise ValueError(f"{name} is {number:g}. It must be at most {most:g}.")
    return number


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
