"""Checks of the numbers that plans are made from."""

import math
from numbers import Real


def check_number(value: float, name: str, *, least: float = 0.0) -> float:
    """Give the number back if it is finite and at least ``least``.

    Raises ``ValueError`` with the name of the number and what was expected.

    >>> check_number(34.9, "beds")
    34.9
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise ValueError(f"{name} is {value!r}. It must be a number.")
    if value < least:
        raise ValueError(f"{name} is {value}. It must be at least {least:g}.")
    return value


def few_a_day(value: float) -> str:
    """Write how many come in a day, with up to two decimals and no stray zeros.

    >>> few_a_day(11.0), few_a_day(2.2), few_a_day(0.125)
    ('11', '2.2', '0.12')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")
