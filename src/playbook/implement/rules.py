"""The policy of involvement, as it is read from ``involvement.yml``."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from playbook.framework import FrameworkError
from playbook.framework.policy import read_policy
from playbook.framework.register import Register

_OURS = Path(__file__).with_name("involvement.yml")


@dataclass(frozen=True, kw_only=True)
class Quadrant:
    """One quarter of the power and interest map."""

    id: str
    name: str
    power: bool
    interest: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """What is done for groups that the equity rule moves."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One rung of the ladder of co-production."""

    id: str
    name: str
    claim: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class Involvement:
    """The threshold, the quarters, the equity rule and the ladder."""

    threshold: int
    quadrants: Register[Quadrant]
    equity: Treatment
    ladder: Register[Rung]

    @property
    def table(self) -> pd.DataFrame:
        """The ladder as it stands, the top step first: step, what it means, may be claimed.

        >>> involvement_rules().table["Step"].tolist()[0]
        'Co-producing'
        """
        return pd.DataFrame(
            {
                "Step": rung.name,
                "What it means": rung.text,
                "May be called co-produced": rung.claim,
            }
            for rung in reversed(tuple(self.ladder.values()))
        )

    def quadrant(self, power: bool, interest: bool) -> Quadrant:
        """Give the quarter for high or low power and interest."""
        return next(
            each
            for each in self.quadrants.values()
            if (each.power, each.interest) == (power, interest)
        )


def involvement_rules(path: Path | None = None) -> Involvement:
    """Read how people are involved, from our file or a partnership's own.

    Raises ``FrameworkError`` when a quarter is missing, or no rung may be called co-produced.

    >>> list(involvement_rules().ladder)[-1]
    'co-producing'
    """
    rules = read_policy(path or _OURS, Involvement)
    found = {(each.power, each.interest) for each in rules.quadrants.values()}
    if len(found) != 4 or len(rules.quadrants) != 4:
        raise FrameworkError((), "Give four quadrants: power and interest, each true and false.")
    if sum(rung.claim for rung in rules.ladder.values()) != 1:
        raise FrameworkError((), "Exactly one rung of the ladder may be called co-produced.")
    return rules
