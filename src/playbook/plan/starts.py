"""Starts of care: how many keep a delay short, when people and starts both come by chance."""

from dataclasses import dataclass

import pandas as pd

from playbook.inputs import check_number
from playbook.markup import say


@dataclass(frozen=True)
class StartsQueue:
    """A queue for care that people leave when their care starts. Made by :func:`starts_queue`."""

    ready_per_day: float
    starts_per_day: float

    @property
    def delay_days(self) -> float:
        """Days that a person waits on average, in the usual state."""
        return 1 / (self.starts_per_day - self.ready_per_day)

    @property
    def waiting(self) -> float:
        """People who wait on an average day, by Little's law."""
        return self.ready_per_day * self.delay_days

    @property
    def table(self) -> pd.DataFrame:
        """What follows from the two flows: quantity, value, unit."""
        rows = [
            ("Become ready", 7 * self.ready_per_day, "people a week"),
            ("Can start", 7 * self.starts_per_day, "people a week"),
            ("Average delay", self.delay_days, "days"),
            ("Waiting on an average day", self.waiting, "people"),
        ]
        return pd.DataFrame(rows, columns=["quantity", "value", "unit"])

    def sentence(self) -> str:
        """Say the two flows, the people who wait and their delay."""
        return (
            f"When {say(7 * self.ready_per_day)} people a week become ready and "
            f"{say(7 * self.starts_per_day)} can start, {say(self.waiting)} wait on an average "
            f"day. Their average delay is {say(self.delay_days)} days."
        )


def starts_queue(*, ready_per_day: float, starts_per_day: float) -> StartsQueue:
    """Give how many wait, and how long, when people and starts of care come by chance.

    Delay = 1 ÷ (starts a day - people ready a day). So what counts is the gap between the two,
    and a queue of half the length needs twice the gap. A start that nobody waits for is lost.

    Do not use it for a service that is still filling or emptying its queue
    (:func:`stock_flow` and :func:`simulate_pathway` follow that), or where starts cannot be
    shared: give each place a queue of its own.

    Raises ``ValueError`` for negative numbers, or starts that are not above the people who
    become ready: that queue has no end.

    Source: the queue M/M/1, any text on queueing; Little 1961.

    >>> starts_queue(ready_per_day=4 / 7, starts_per_day=5 / 7).sentence()[:74]
    'When 4 people a week become ready and 5 can start, 4 wait on an average da'
    >>> round(starts_queue(ready_per_day=4 / 7, starts_per_day=5 / 7).delay_days, 6)
    7.0
    """
    check_number(ready_per_day, "ready_per_day")
    check_number(starts_per_day, "starts_per_day")
    if starts_per_day <= ready_per_day:
        raise ValueError(
            f"{starts_per_day:g} starts a day are not above the {ready_per_day:g} people who "
            f"become ready, so the queue would grow for ever. More must be able to start."
        )
    return StartsQueue(float(ready_per_day), float(starts_per_day))


def starts_for_delay(ready_per_day: float, delay_days: float) -> float:
    """Give the starts a day at which the average delay is so many days.

    Starts = people ready a day + 1 ÷ delay in days. The second part is the same for a large
    queue and for a small one: so splitting a queue in four asks for it four times.

    Raises ``ValueError`` for negative numbers, or a delay of no days: chance makes some delay
    whatever the starts.

    Source: the queue M/M/1, as in :func:`starts_queue`.

    >>> round(7 * starts_for_delay(4 / 7, delay_days=7), 6)
    5.0
    """
    check_number(ready_per_day, "ready_per_day")
    if check_number(delay_days, "delay_days") == 0:
        raise ValueError("delay_days is 0. Give a delay above 0: chance makes some delay always.")
    return ready_per_day + 1 / delay_days
