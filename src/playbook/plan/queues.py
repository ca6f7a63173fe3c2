"""How long people wait for a bed, and how many beds keep the wait short.

Assumed as in :mod:`playbook.plan.beds`, and also that stays vary as much as their mean
(exponential) and that whoever waits is taken in turn. Real waits are longer when stays vary
more, when arrivals bunch, or when beds are split between small units.
"""

from dataclasses import dataclass
from math import exp, floor
from typing import TYPE_CHECKING

import pandas as pd

from playbook.inputs import check_number
from playbook.markup import say
from playbook.plan.beds import erlang_b, erlang_c
from playbook.plan.flow import littles_law

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True)
class BedQueue:
    """A unit's waits and occupancy. Made by :func:`bed_queue`."""

    per_day: float
    days: float
    beds: int

    @property
    def load(self) -> float:
        """Beds that would be filled on average if none were ever short."""
        return self.per_day * self.days

    @property
    def chance_of_waiting(self) -> float:
        """The chance that an arrival has to wait for a bed (Erlang C)."""
        return erlang_c(self.load, self.beds)

    @property
    def mean_wait_days(self) -> float:
        """Days that an arrival waits on average, counting those who do not wait at all."""
        return mean_wait(self.load, self.beds, self.days)

    @property
    def people_waiting(self) -> float:
        """People waiting on an average day, by Little's law."""
        return self.per_day * self.mean_wait_days

    @property
    def occupancy(self) -> float:
        """Share of beds filled on an average day, when everyone waits until there is one."""
        return self.load / self.beds

    @property
    def turned_away(self) -> float:
        """The chance of finding no bed if people go elsewhere and do not wait (Erlang B)."""
        return erlang_b(self.load, self.beds)

    @property
    def occupancy_if_turned_away(self) -> float:
        """Share of beds filled when people go elsewhere and do not wait."""
        return self.load * (1 - self.turned_away) / self.beds

    def chance_of_waiting_longer(self, wait_days: float) -> float:
        """Give the chance that an arrival waits longer than ``wait_days``."""
        return chance_of_waiting_longer(wait_days, self.load, self.beds, self.days)

    @property
    def table(self) -> pd.DataFrame:
        """What follows from the arrivals, stays and beds: quantity, value, unit."""
        rows = [
            ("People arriving", self.per_day, "a day"),
            ("Average stay", self.days, "days"),
            ("Beds", float(self.beds), "beds"),
            ("Load", self.load, "beds"),
            ("Occupancy, if people wait", self.occupancy, "share of beds"),
            ("Chance of waiting", self.chance_of_waiting, "share of people"),
            ("Average wait", self.mean_wait_days, "days"),
            ("People waiting on an average day", self.people_waiting, "people"),
            ("Chance of no bed, if people go elsewhere", self.turned_away, "share of people"),
            ("Occupancy, if people go elsewhere", self.occupancy_if_turned_away, "share of beds"),
        ]
        return pd.DataFrame(rows, columns=["quantity", "value", "unit"])

    def sentence(self) -> str:
        """Say how full the unit is and how long people wait."""
        return (
            f"With {self.beds} beds, {say(100 * self.occupancy, 0)}% are filled on average; "
            f"{say(100 * self.chance_of_waiting, 0)}% of people wait for one, and the average "
            f"wait is {say(self.mean_wait_days, 2)} days."
        )

    def plot(
        self, *, name: str, source: str, sample: bool = False, message: str | None = None
    ) -> "Figure":
        """Draw the chance of waiting for these beds, and for up to four beds either side."""
        from playbook.charts import bars  # matplotlib is slow to load

        fewest = max(floor(self.load) + 1, self.beds - 4)
        chances = {f"{n} beds": 100 * erlang_c(self.load, n) for n in range(fewest, self.beds + 5)}
        return bars(
            pd.Series(chances).round(1),
            unit="percent of people who wait",
            name=name,
            message=message or self.sentence(),
            source=source,
            sample=sample,
            note="Assumes random arrivals, one pool of beds and no pattern by weekday or season.",
            colour="plan",
        )


def bed_queue(*, per_day: float, days: float, beds: int) -> BedQueue:
    """Work out waits and occupancy from people a day, average days of stay, and beds.

    Do not use it for a unit whose arrivals follow the clock or the season, or that shares its
    beds: simulate those (:func:`simulate_pathway`).

    Raises ``ValueError`` for negative numbers, a stay of no days, or a load that is not below
    the beds: that queue would never end.

    Source: Erlang 1917; Little 1961.

    >>> unit = bed_queue(per_day=3, days=6, beds=20)
    >>> f"{unit.chance_of_waiting:.6f} {unit.mean_wait_days / 6:.6f} {unit.occupancy:.2f}"
    '0.550769 0.275385 0.90'
    """
    check_number(days, "days")
    if days == 0:
        raise ValueError("days is 0. Give the average days of stay.")
    erlang_c(littles_law(per_day=per_day, days=days).beds, beds)  # refuses what has no answer
    return BedQueue(float(per_day), float(days), int(beds))


def mean_wait(load: float, beds: int, days: float) -> float:
    """Give the days that an arrival waits on average, in the units of ``days`` (mean stay).

    Raises ``ValueError`` as :func:`erlang_c` does.

    Source: Erlang C; any text on queueing, as W_q of M/M/c.

    >>> f"{mean_wait(18, 20, days=1):.6f}"
    '0.275385'
    """
    check_number(days, "days")
    return erlang_c(load, beds) * days / (beds - load)


def chance_of_waiting_longer(wait_days: float, load: float, beds: int, days: float) -> float:
    """Give the chance that an arrival waits longer than ``wait_days`` for a bed.

    ``days`` is the mean stay. At 0 it is the chance of waiting at all.

    Raises ``ValueError`` as :func:`erlang_c` does, and for a negative wait or a stay of 0.

    Source: Erlang C; any text on queueing, as P(W > t) of M/M/c.

    >>> f"{chance_of_waiting_longer(1, 18, 20, days=6):.4f}"
    '0.3946'
    """
    check_number(wait_days, "wait_days")
    check_number(days, "days")
    if days == 0:
        raise ValueError("days is 0. Give the average days of stay.")
    return erlang_c(load, beds) * exp(-(beds - load) * wait_days / days)


def beds_for_wait(load: float, days: float, *, longer_than: float = 0.0, share: float) -> int:
    """Give the fewest beds with which at most ``share`` of people wait longer than so many days.

    Raises ``ValueError`` as :func:`chance_of_waiting_longer` does, and for a share outside
    0 to 1.

    >>> beds_for_wait(18, days=6, longer_than=1, share=0.05)
    24
    """
    check_number(load, "load", most=1_000_000)
    if not 0 < check_number(share, "share") < 1:
        raise ValueError(f"share is {share}. It must be between 0 and 1, such as 0.05.")
    beds = floor(load) + 1
    while chance_of_waiting_longer(longer_than, load, beds, days) > share:
        beds += 1
    return beds
