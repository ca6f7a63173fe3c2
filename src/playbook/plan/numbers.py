"""Checks of the numbers that plans are made from."""

import math
from collections.abc import Iterable
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def check_number(value: float, name: str, *, least: float = 0.0, most: float = math.inf) -> float:
    """Give the number back if it is finite and from ``least`` to ``most``.

    Raises ``ValueError`` with the name of the number and what was expected.

    >>> check_number(34.9, "beds")
    34.9
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise ValueError(f"{name} is {value!r}. It must be a number.")
    if value < least:
        raise ValueError(f"{name} is {value}. It must be at least {least:g}.")
    if value > most:
        raise ValueError(f"{name} is {value}. It must be at most {most:g}.")
    return value


def check_share(value: float, name: str) -> float:
    """Give the share back if it lies above 0 and up to 1.

    >>> check_share(0.92, "occupancy")
    0.92
    """
    check_number(value, name)
    if not 0 < value <= 1:
        raise ValueError(f"{name} is {value}. Give a share above 0, up to 1: 85% is 0.85.")
    return value


def check_whole(value: int, name: str, *, least: int = 0) -> int:
    """Give the whole number back if it is at least ``least``.

    >>> check_whole(365, "days")
    365
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name} is {value!r}. It must be a whole number from {least} up.")
    return int(value)


def read_numbers(values: Any, name: str, *, least: float = -math.inf) -> Floats:
    """Give a list, array or column back as numbers, all finite and at least ``least``.

    Raises ``ValueError`` for an empty list, text, a missing value or one too small, and says
    which one it is, counting from 1.

    >>> read_numbers([0, 1100, 1120], "costs").tolist()
    [0.0, 1100.0, 1120.0]
    """
    if isinstance(values, str | bytes | dict) or not isinstance(values, Iterable):
        raise ValueError(f"{name} must be a list of numbers. It is {values!r}.")
    given = values if isinstance(values, np.ndarray) else list(values)
    array = np.asarray(given)
    if array.ndim != 1 or not len(array):
        raise ValueError(f"{name} must be one list with at least one number in it.")
    if array.dtype.kind not in "iuf":
        return np.array(
            [check_number(v, f"{name}, number {i}", least=least) for i, v in enumerate(given, 1)],
            dtype=np.float64,
        )
    wrong = np.flatnonzero(~np.isfinite(array) | (array < least))
    if len(wrong):
        at = int(wrong[0])
        check_number(array[at].item(), f"{name}, number {at + 1}", least=least)
    return array.astype(np.float64)


def few_a_day(value: float) -> str:
    """Write how many come in a day, with up to two decimals and no stray zeros.

    >>> few_a_day(11.0), few_a_day(2.2), few_a_day(0.125)
    ('11', '2.2', '0.12')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")
