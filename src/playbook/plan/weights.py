"""Weights of criteria: read, checked, and made from swings."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import Floats, check_number, read_numbers


def swing_weights(swings: Any) -> pd.Series:
    """Turn swings into weights that add up to 100.

    For each criterion ask: how much does the move from the worst option to the best one
    matter? The swing that matters most is given 100, every other is judged against it.
    ``swings`` maps each criterion to its points, 0 to 100.

    Raises ``ValueError`` when no swing is 100, or one is below 0 or above 100.

    Source: Department for Communities and Local Government, Multi-criteria analysis, 2009.

    >>> swing_weights({"Stays at home": 100, "Access": 60, "Workforce": 40}).to_dict()
    {'Stays at home': 50.0, 'Access': 30.0, 'Workforce': 20.0}
    """
    if not isinstance(swings, Mapping | pd.Series) or not len(swings):
        raise ValueError("swings must map each criterion to its points, such as {'Access': 60}.")
    points = {
        str(name): float(check_number(value, f"The swing of {name}", most=100))
        for name, value in swings.items()
    }
    if max(points.values()) != 100:
        raise ValueError(
            f"The largest swing is {max(points.values()):g}. Give 100 to the swing that matters "
            f"most, and judge the others against it."
        )
    total = sum(points.values())
    return pd.Series({name: 100 * value / total for name, value in points.items()}, name="weight")


def read_weights(weights: Any, criteria: Iterable[str], whose: str = "weights") -> Floats:
    """Give the weights in the order of the criteria, as they were given.

    Raises ``ValueError`` for a criterion without a weight, a weight without a criterion, a
    negative weight, or weights that are all zero.
    """
    wanted = list(criteria)
    if isinstance(weights, Mapping | pd.Series):
        named = {str(name): value for name, value in weights.items()}
        for name in named:
            if name not in wanted:
                raise ValueError(unknown(name, wanted, "the criteria"))
        missing = [name for name in wanted if name not in named]
        if missing:
            raise ValueError(f"No weight is given for {', '.join(missing)}. A weight may be 0.")
        weights = [named[name] for name in wanted]
    numbers = read_numbers(weights, whose, least=0)
    if len(numbers) != len(wanted):
        raise ValueError(
            f"There are {len(numbers)} {whose} and {len(wanted)} criteria. Give one to each."
        )
    if not numbers.any():
        raise ValueError(f"All {whose} are 0, so nothing counts. Give at least one above 0.")
    return numbers


def shares(weights: Floats) -> Floats:
    """Give weights that add up to 100, in the same proportions."""
    scaled: Floats = 100 * weights / weights.sum()
    return scaled


def with_one_weight(weights: Floats, at: int, value: float) -> Floats:
    """Set one weight to a value from 0 to 100 and rescale the others to fill the rest.

    Others that were all 0 share the rest equally.

    >>> with_one_weight(np.array([30.0, 20, 20, 20, 10]), 4, 60).round(2).tolist()
    [13.33, 8.89, 8.89, 8.89, 60.0]
    """
    others = np.delete(weights, at)
    if not others.any():
        others = np.ones_like(others)
    if not len(others):
        return np.array([100.0])
    return np.insert(others * (100 - value) / others.sum(), at, value)
