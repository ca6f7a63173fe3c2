"""The arithmetic of a stock-flow model: one pathway or a thousand scenarios in the same steps."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from playbook.inputs import Floats
from playbook.plan.pathway import LEAVES, NUMBERS, Pathway


class Step(NamedTuple):
    """Where everybody is after one step; arrays are stage by scenario, reused step by step."""

    people: Floats
    waiting: Floats
    started: Floats  # in this step
    arrived: Floats  # in this step, by scenario
    left: Floats  # in this step, by scenario


def numbers_of(
    pathway: Pathway, changes: Mapping[tuple[str, str], Floats], count: int
) -> dict[str, Floats]:
    """Give each number as an array, stage by scenario, with the changes of each scenario.

    Raises ``ValueError`` for a scenario in which people or places are in a stage of no days,
    people are more than places, or a stage has two limits.
    """
    grid = {
        number: np.repeat(
            np.array([[getattr(stage, number)] for stage in pathway], dtype=np.float64), count, 1
        )
        for number in NUMBERS
    }
    for (stage, number), values in changes.items():
        grid[number][pathway.names.index(stage)] = values
    limited = grid["places"] < np.inf
    rules = {
        "people or places in a stage of 0 days": (grid["days"] == 0)
        & ((grid["people"] > 0) | limited),
        "more people than places": grid["people"] > grid["places"],
        "starts_per_day and places in one stage": limited & (grid["starts_per_day"] < np.inf),
    }
    for rule, broken in rules.items():
        if broken.any():
            at, row = (int(place[0]) for place in np.nonzero(broken))
            raise ValueError(f"Scenario {row + 1} has {rule}: {pathway.names[at]}.")
    return grid


def take_steps(
    pathway: Pathway, numbers: Mapping[str, Floats], steps: int, dt: float
) -> Iterator[Step]:
    """Step a pathway through time (Euler) and give each step in turn.

    In each step a stage first lets people out, then lets people in: as many as wait and come,
    up to its starts a day or its free places. What goes out of one stage comes to the next
    in the same step, so nobody is lost between them.
    """
    people, waiting = numbers["people"].copy(), numbers["waiting"].copy()
    arrivals = numbers["arrivals_per_day"] * dt
    arrived, started, coming = arrivals.sum(axis=0), np.zeros_like(people), arrivals.copy()
    stages = [
        _Stage(at, numbers, dt, people[at], waiting[at], started[at], coming)
        for at in range(len(people))
    ]
    ways = [
        [(pathway.names.index(name), share) for name, share in stage.to.items() if name != LEAVES]
        for stage in pathway
    ]
    leaving = [stage.to.get(LEAVES, 0.0) for stage in pathway]
    for _ in range(steps):
        coming[:] = arrivals
        left = np.zeros_like(arrived)
        for at, stage in enumerate(stages):
            out = stage.step()
            for to, share in ways[at]:
                coming[to] += share * out
            left += leaving[at] * out
        yield Step(people, waiting, started, arrived, left)


class _Stage:
    """One stage at work on its own rows of the arrays, with what it never needs left out."""

    def __init__(
        self, at: int, numbers: Mapping[str, Floats], dt: float,
        people: Floats, waiting: Floats, started: Floats, coming: Floats,
    ) -> None:  # fmt: skip
        days, self.places = numbers["days"][at], numbers["places"][at]
        self.people, self.waiting, self.started = people, waiting, started
        self.coming = coming[at]
        self.stays = days > 0
        self.rate = np.divide(dt, days, out=np.zeros_like(days), where=self.stays)
        self.limit = numbers["starts_per_day"][at] * dt
        self.any_stay, self.all_stay = bool(self.stays.any()), bool(self.stays.all())
        self.limited = bool(np.isfinite(self.limit).any())
        self.placed = bool(np.isfinite(self.places).any())

    def step(self) -> Floats:
        """Let people out and in, and give how many go on from this stage."""
        np.add(self.waiting, self.coming, out=self.started)  # all who want to start
        ready = self.people * self.rate if self.any_stay else self.people
        if self.any_stay:
            self.people -= ready
        if not (self.limited or self.placed):
            self.waiting[:] = 0.0
        else:
            self._limit_starts()
        if self.all_stay:
            self.people += self.started
            return ready
        if not self.any_stay:
            return self.started
        self.people += np.where(self.stays, self.started, 0.0)
        return np.where(self.stays, ready, self.started)

    def _limit_starts(self) -> None:
        wanting = self.started.copy()
        if self.limited:
            np.minimum(self.started, self.limit, out=self.started)
        if self.placed:
            np.minimum(self.started, self.places - self.people, out=self.started)
        np.subtract(wanting, self.started, out=self.waiting)
