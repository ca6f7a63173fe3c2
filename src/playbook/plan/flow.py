"""Little's law: how many, how fast and how long are one sum."""

from dataclasses import dataclass

import pandas as pd

from playbook.inputs import check_number
from playbook.markup import say


@dataclass(frozen=True)
class LittlesLaw:
    """The three numbers of Little's law. Made by :func:`littles_law`."""

    beds: float  # occupied on an average day
    per_day: float  # people who arrive on an average day
    days: float  # days that each stays, on average

    @property
    def table(self) -> pd.DataFrame:
        """The three numbers with their units."""
        return pd.DataFrame(
            {
                "quantity": ["People arriving", "Average stay", "Beds occupied"],
                "value": [self.per_day, self.days, self.beds],
                "unit": ["a day", "days", "beds"],
            }
        )

    def sentence(self) -> str:
        """Say the three numbers as one."""
        return (
            f"{few_a_day(self.per_day)} people a day who each stay {say(self.days)} days "
            f"fill {say(self.beds)} beds on an average day."
        )


def littles_law(
    *, beds: float | None = None, per_day: float | None = None, days: float | None = None
) -> LittlesLaw:
    """Work out the third of three numbers: beds occupied = people a day × days each stays.

    Give any two: ``beds`` occupied on average, people who arrive ``per_day``, mean ``days``
    of stay. It holds for long-run averages, whatever the pattern of arrivals or stays, when
    the service is neither filling nor emptying over the period.

    Do not use it for one day or for a service that is still growing, and do not take the
    average for the beds that are needed: half of all days are busier (:func:`beds_for`).

    Raises ``ValueError`` unless exactly two are given, none is negative, and the one to
    divide by is not zero.

    Source: Little, A proof for the queuing formula L = λW, Operations Research, 1961.

    >>> littles_law(per_day=11, days=7).beds
    77
    >>> littles_law(per_day=11, days=6.5).beds
    71.5
    """
    given = {"beds": beds, "per_day": per_day, "days": days}
    known = {name: check_number(value, name) for name, value in given.items() if value is not None}
    if len(known) != 2:
        raise ValueError(
            f"Give two of beds, per_day and days, and the third follows. "
            f"{len(known) or 'None'} of them were given."
        )
    if "beds" not in known:
        return LittlesLaw(known["per_day"] * known["days"], known["per_day"], known["days"])
    divisor = "per_day" if "per_day" in known else "days"
    if known[divisor] == 0:
        raise ValueError(f"{divisor} is 0, so the third number cannot be worked out.")
    third = known["beds"] / known[divisor]
    if divisor == "per_day":
        return LittlesLaw(known["beds"], known["per_day"], third)
    return LittlesLaw(known["beds"], third, known["days"])


def few_a_day(value: float) -> str:
    """Write how many come in a day, with up to two decimals and no stray zeros.

    >>> few_a_day(11.0), few_a_day(2.2), few_a_day(0.125)
    ('11', '2.2', '0.12')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")
