"""The arithmetic of a stock-flow model: one pathway or a thousand scenarios in the same steps."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from playbook.plan.numbers import Floats
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
    share = np.array([[stage.to.get(name, 0.0) for name in pathway.names] for stage in pathway])
    leaving = np.array([stage.to.get(LEAVES, 0.0) for stage in pathway])
    people, waiting = numbers["people"].copy(), numbers["waiting"].copy()
    stays = numbers["days"] > 0
    rate = np.divide(dt, numbers["days"], out=np.zeros_like(people), where=stays)
    arrivals, limit = numbers["arrivals_per_day"] * dt, numbers["starts_per_day"] * dt
    arrived, started = arrivals.sum(axis=0), np.zeros_like(people)
    for _ in range(steps):
        coming, left = arrivals.copy(), np.zeros_like(arrived)
        for at in range(len(people)):
            ready = people[at] * rate[at]
            wanting = waiting[at] + coming[at]
            room = numbers["places"][at] - (people[at] - ready)
            started[at] = np.minimum(wanting, np.minimum(limit[at], room))
            waiting[at] = wanting - started[at]
            out = np.where(stays[at], ready, started[at])
            people[at] += started[at] - out
            coming[at + 1 :] += share[at, at + 1 :, None] * out
            left += leaving[at] * out
        yield Step(people, waiting, started, arrived, left)
