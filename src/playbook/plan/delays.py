"""Beds that delays would fill, if the average delay changed and more people became delayed."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from playbook.inputs import check_number
from playbook.markup import say
from playbook.plan.beds import busy_day_beds
from playbook.plan.flow import few_a_day, littles_law

DAYS_A_YEAR = 365


@dataclass(frozen=True)
class DelayedBeds:
    """Beds that delays would fill under one set of assumptions. Made by :func:`delayed_beds`."""

    people_per_day: float
    mean_delay_days: float
    growth: float
    beds: float
    busy_day_beds: int

    @property
    def bed_days_a_year(self) -> float:
        """Bed days in a year of 365 days."""
        return self.beds * DAYS_A_YEAR

    @property
    def table(self) -> pd.DataFrame:
        """The assumptions and what follows from them, one a row."""
        return pd.DataFrame(
            {
                "quantity": [
                    "People who become delayed, a day, today",
                    "Growth in that number, percent",
                    "Average delay, days",
                    "Beds filled on an average day",
                    "Beds that are enough on 19 days of 20",
                    "Bed days a year",
                ],
                "value": [
                    self.people_per_day,
                    100 * self.growth,
                    self.mean_delay_days,
                    self.beds,
                    float(self.busy_day_beds),
                    self.bed_days_a_year,
                ],
            }
        )

    def sentence(self) -> str:
        """Say the assumptions and the beds that follow."""
        people = few_a_day(self.people_per_day * (1 + self.growth))
        return (
            f"If {people} people a day become delayed for {say(self.mean_delay_days)} days each, "
            f"delays fill {say(self.beds)} beds on an average day."
        )


def delayed_beds(people_per_day: float, mean_delay_days: float, growth: float = 0.0) -> DelayedBeds:
    """Give the beds that delays fill, from how many people are delayed and for how long.

    Little's law: beds = people who become delayed a day × (1 + ``growth``) × mean delay in
    days. ``growth`` is a fraction: 0.1 is 10% more people. ``busy_day_beds`` adds what chance
    alone asks for on 19 days of 20; real delays bunch, so it is the least to expect.

    Do not use it while the number delayed is still climbing or falling, or with a mean delay
    that counts only people already home (it misses the longest waits).

    Raises ``ValueError`` for negative numbers, or growth of -1 or less.

    Source: Little 1961.

    >>> delayed_beds(2, 15, growth=0.1).sentence()
    'If 2.2 people a day become delayed for 15 days each, delays fill 33 beds on an average day.'
    """
    check_number(growth, "growth", least=-1)
    if growth == -1:
        raise ValueError("growth is -1, which leaves nobody. A fall of 20% is -0.2.")
    check_number(people_per_day, "people_per_day")
    beds = littles_law(per_day=people_per_day * (1 + growth), days=mean_delay_days).beds
    return DelayedBeds(people_per_day, mean_delay_days, growth, beds, busy_day_beds(beds))


@dataclass(frozen=True, eq=False)
class DelayScenarios:
    """Beds filled by delays under every pair of assumptions. Made by :func:`delay_scenarios`.

    ``table`` has one row a pair: delay_percent and growth_percent (changes from today), beds
    (average day), bed_days_a_year, change_from_today (beds), busy_day_beds, sentence.
    """

    table: pd.DataFrame
    beds_today: float
    days: int

    def row(self, delay_percent: float, growth_percent: float) -> pd.Series:
        """Give the row of one pair of assumptions.

        Raises ``ValueError`` for a pair that is not in the table, and lists what is.
        """
        chosen = self.table[
            (self.table["delay_percent"] == delay_percent)
            & (self.table["growth_percent"] == growth_percent)
        ]
        if chosen.empty:
            ranges = " ".join(
                f"{column} has {', '.join(f'{value:g}' for value in self.table[column].unique())}."
                for column in ("delay_percent", "growth_percent")
            )
            raise ValueError(f"That pair of assumptions was not worked out. {ranges}")
        return chosen.iloc[0]

    def sentence(self) -> str:
        """Say what would keep today's beds if as many more became delayed as the table has."""
        most = self.table["growth_percent"].max()
        if most <= 0:
            return f"Delays fill {say(self.beds_today)} beds on an average day today."
        shorter = 100 * (1 - 1 / (1 + most / 100))
        return (
            f"If {most:g}% more people became delayed, the average delay would have to fall by "
            f"{shorter:.0f}% only to stay at {say(self.beds_today)} beds."
        )


def delay_scenarios(
    bed_days_a_year: float,
    *,
    days: int = DAYS_A_YEAR,
    delay_changes: Iterable[float] = range(-50, 51, 5),
    growth: Iterable[float] = range(-20, 41, 5),
) -> DelayScenarios:
    """Work out the beds that delays would fill, for every pair of changes in delay and demand.

    ``bed_days_a_year`` is a published total and ``days`` the days of that year. The changes are
    percentages of today: average delay from -50 to 50, people who become delayed from -20 to
    40. Beds are people × mean delay (Little's law), so both changes multiply today's beds, and
    neither the number of people nor their mean delay has to be known. Nothing is invented.

    It shows size, not a forecast: it does not say how a delay would be shortened, and it takes
    the two changes to be separate. Growth in demand and shorter delays often pull on each other.

    Raises ``ValueError`` for a negative total, changes of -100% or less, or none at all.

    Source: Little 1961; published bed days from Public Health Scotland.

    >>> moray = delay_scenarios(12_737)  # Moray 2024/25
    >>> print(moray.row(-20, 10)["sentence"])
    If the average delay fell by 20% and 10% more people became delayed, delays would fill \
30.7 beds, 4.2 fewer.
    """
    check_number(bed_days_a_year, "bed_days_a_year")
    check_number(days, "days", least=1)
    pairs = [(delay, more) for delay in _changes(delay_changes) for more in _changes(growth)]
    if not pairs:
        raise ValueError("Give at least one change in delay and one change in demand.")
    today = bed_days_a_year / days
    rows = [_scenario(today, days, delay, more) for delay, more in pairs]
    return DelayScenarios(pd.DataFrame(rows), today, days)


def _changes(percentages: Iterable[float]) -> list[float]:
    changes = [check_number(change, "A change in percent", least=-100) for change in percentages]
    if -100 in changes:
        raise ValueError("A change of -100% leaves nothing to work out. Use a smaller fall.")
    return sorted(set(changes))


def _scenario(today: float, days: int, delay: float, growth: float) -> dict[str, object]:
    beds = today * (100 + delay) * (100 + growth) / 10_000
    return {
        "delay_percent": delay,
        "growth_percent": growth,
        "beds": beds,
        "bed_days_a_year": beds * days,
        "change_from_today": beds - today,
        "busy_day_beds": busy_day_beds(beds),
        "sentence": _told(delay, growth, beds, beds - today),
    }


def _told(delay: float, growth: float, beds: float, change: float) -> str:
    delays = f"the average delay {_moved(delay)}"
    amount = say(abs(change))
    if amount == "0":
        difference = "the same as today"
    else:
        difference = f"{amount} {'more' if change > 0 else 'fewer'}"
    return (
        f"If {delays} and {_became(growth)} became delayed, "
        f"delays would fill {say(beds)} beds, {difference}."
    )


def _became(growth: float) -> str:
    if growth == 0:
        return "as many people"
    return f"{abs(growth):g}% {'more' if growth > 0 else 'fewer'} people"


def _moved(percent: float) -> str:
    if percent == 0:
        return "stayed the same"
    return f"{'rose' if percent > 0 else 'fell'} by {abs(percent):g}%"
