"""One run of a simulated pathway, on SimPy."""

from collections import deque
from collections.abc import Generator
from math import inf, nan
from typing import Any

import numpy as np
import simpy

from playbook.plan.pathway import Pathway, Stage

MEASURES = (
    "people",
    "waiting",
    "wait_days",
    "share_waiting",
    "started_per_day",
    "waiting_at_end",
)


class _Level:
    """A number of people that goes up and down, and the area under it since it was cleared."""

    def __init__(self, env: simpy.Environment) -> None:
        self._env, self.now, self._area, self._since = env, 0, 0.0, 0.0
        self._cleared = 0.0

    def move(self, by: int) -> None:
        self._area += self.now * (self._env.now - self._since)
        self._since = self._env.now
        self.now += by

    def clear(self) -> None:
        self.move(0)
        self._area, self._cleared = 0.0, self._env.now

    def average(self) -> float:
        self.move(0)
        return self._area / (self._env.now - self._cleared)


class _Place:
    """One stage at work: its queue, its limit and what is measured."""

    def __init__(self, env: simpy.Environment, stage: Stage) -> None:
        self.stage = stage
        self.people, self.waiting = _Level(env), _Level(env)
        self.waits: list[float] = []
        self.queue: deque[simpy.Event] = deque()
        limited = stage.places < inf
        self.beds = simpy.Resource(env, capacity=int(stage.places)) if limited else None

    def clear(self) -> None:
        self.people.clear()
        self.waiting.clear()
        self.waits.clear()

    def measures(self, days: float) -> dict[str, float]:
        waits = np.array(self.waits)
        found = (
            self.people.average(),
            self.waiting.average(),
            float(waits.mean()) if len(waits) else nan,
            float((waits > 0).mean()) if len(waits) else nan,
            len(waits) / days,
            float(self.waiting.now),
        )
        return dict(zip(MEASURES, found, strict=True))


class _Run:
    """All stages of one run, and the people in them."""

    def __init__(self, pathway: Pathway, random: np.random.Generator) -> None:
        self.env = simpy.Environment()
        self.random = random
        self.places = [_Place(self.env, stage) for stage in pathway]
        self.ways = [_ways(stage, pathway.names) for stage in pathway]
        for at, stage in enumerate(pathway):
            for count, inside in ((stage.people, True), (stage.waiting, False)):
                for _ in range(round(count)):
                    self.env.process(self._person(at, inside))
            if stage.arrivals_per_day:
                self.env.process(self._arrivals(at, stage.arrivals_per_day))
            if 0 < stage.starts_per_day < inf:
                self.env.process(self._starts(self.places[at], stage.starts_per_day))

    def _arrivals(self, at: int, per_day: float) -> Generator[simpy.Event, Any, None]:
        while True:
            yield self.env.timeout(self.random.exponential(1 / per_day))
            self.env.process(self._person(at))

    def _starts(self, place: _Place, per_day: float) -> Generator[simpy.Event, Any, None]:
        while True:
            yield self.env.timeout(self.random.exponential(1 / per_day))
            if place.queue:
                place.queue.popleft().succeed()

    def _person(self, at: int, inside: bool = False) -> Generator[simpy.Event, Any, None]:
        """Take one person from stage to stage until the person leaves."""
        while at < len(self.places):
            place = self.places[at]
            held = None
            if place.beds is not None:
                held = place.beds.request()
            if not inside:
                yield from self._wait(place, held)
            if place.stage.days:
                place.people.move(1)
                yield self.env.timeout(self.random.exponential(place.stage.days))
                place.people.move(-1)
            if place.beds is not None and held is not None:
                place.beds.release(held)
            inside = False
            at = int(np.searchsorted(self.ways[at], self.random.random(), side="right"))

    def _wait(self, place: _Place, held: Any) -> Generator[simpy.Event, Any, None]:
        came = self.env.now
        place.waiting.move(1)
        if held is not None:
            yield held
        elif place.stage.starts_per_day < inf:
            turn = self.env.event()
            place.queue.append(turn)
            yield turn
        place.waiting.move(-1)
        place.waits.append(self.env.now - came)


def run_once(
    pathway: Pathway, random: np.random.Generator, warm_up_days: int, days: int
) -> dict[str, dict[str, float]]:
    """Run a pathway once and give each stage's measures after the warm-up."""
    run = _Run(pathway, random)
    if warm_up_days:
        run.env.run(until=warm_up_days)
    for place in run.places:
        place.clear()
    run.env.run(until=warm_up_days + days)
    return {place.stage.name: place.measures(days) for place in run.places}


def _ways(stage: Stage, names: tuple[str, ...]) -> np.ndarray:
    """Give the running sum of the shares to each stage; what is above the last one leaves."""
    sums: np.ndarray = np.cumsum([stage.to.get(name, 0.0) for name in names])
    return sums
