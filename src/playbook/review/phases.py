"""Phases: stretches of a series that have limits of their own, each begun for a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from playbook.markup import say
from playbook.review.rules import LIMIT, Floats


@dataclass(frozen=True)
class Phase:
    """One stretch of a series with limits of its own. ``reason`` is why it began."""

    start: int  # position of its first point
    stop: int  # position after its last point
    points: int  # points that have a value
    centre: float
    average_move: float
    label: Any
    reason: str = ""

    @property
    def lower(self) -> float:
        """The lower process limit."""
        return self.centre - LIMIT * self.average_move

    @property
    def upper(self) -> float:
        """The upper process limit."""
        return self.centre + LIMIT * self.average_move


def phase_starts(labels: pd.Index, rebase: Mapping[Any, str] | None) -> dict[int, str]:
    """Give the first position of each phase, in order, with the reason it began.

    Raises ``ValueError`` or ``TypeError`` for a date that is not a later point of the series,
    or a reason that is missing.
    """
    if rebase is None:
        return {0: ""}
    if not isinstance(rebase, Mapping):
        raise TypeError(
            "rebase must give a reason for each date, such as {'2021-07-01': 'Home First began'}."
        )
    found = {_position(labels, when, reason): reason.strip() for when, reason in rebase.items()}
    return {0: ""} | dict(sorted(found.items()))


def _position(labels: pd.Index, when: Any, reason: str) -> int:
    if not isinstance(reason, str) or not reason.strip():
        raise ValueError(
            f"The rebase at {when} has no reason. Say what changed and who agreed: "
            f"limits are never moved just to lose bad news."
        )
    label = _as_label(labels, when)
    if label not in labels:
        raise ValueError(
            f"There is no point at {when} to rebase from. The series runs from "
            f"{say(labels[0])} to {say(labels[-1])}: give the date of one of its points."
        )
    position = int(np.flatnonzero(labels == label)[0])
    if position == 0:
        raise ValueError(
            f"The rebase at {when} is the first point, so there is nothing before it to "
            f"compare with. Leave it out, or give a later date."
        )
    return position


def _as_label(labels: pd.Index, when: Any) -> Any:
    if not isinstance(labels, pd.DatetimeIndex):
        return when
    if not isinstance(when, str | date | np.datetime64 | pd.Period):
        raise TypeError(f"The rebase at {when!r} is not a date. Write it like 2021-07-01.")
    try:
        if isinstance(when, pd.Period):
            return when.to_timestamp()
        return pd.Timestamp(when)
    except ValueError as problem:
        raise ValueError(
            f"The rebase date {when!r} cannot be read. Write it like 2021-07-01."
        ) from problem


def autocorrelation_within(values: Floats, phases: tuple[Phase, ...]) -> float:
    """Give the lag-1 autocorrelation of distances from each phase's own mean; ``nan`` if none."""
    products = squares = 0.0
    for phase in phases:
        part = values[phase.start : phase.stop]
        if phase.points < 2 or np.nanmax(part) == np.nanmin(part):
            continue
        apart = part - np.nanmean(part)
        products += float(np.nansum(apart[1:] * apart[:-1]))
        squares += float(np.nansum(apart**2))
    points = sum(phase.points for phase in phases)
    return products / squares if points >= 3 and squares > 0 else np.nan
