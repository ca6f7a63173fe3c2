"""A care pathway: stages that people wait for, stay in, and go on from.

One description serves two models: :func:`stock_flow` follows numbers of people day by day,
:func:`simulate_pathway` follows each person, with chance.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import inf, isclose

from playbook.framework.register import unknown
from playbook.inputs import check_number

LEAVES = "leaves"
NUMBERS = (
    "days",
    "arrivals_per_day",
    "starts_per_day",
    "places",
    "people",
    "waiting",
)


@dataclass(frozen=True)
class Stage:
    """One stage of a pathway: who arrives, what limits it, how long it lasts, where people go.

    ``days`` is the average stay; 0 means that people are followed only until they start.
    ``arrivals_per_day`` come from outside the pathway. ``starts_per_day`` or ``places`` (not
    both) limit how many are let in; the rest wait. ``people`` are in it and ``waiting`` for it
    at the start. ``to`` maps the next stages, or "leaves", to shares that add up to 1.

    Raises ``ValueError`` for negative numbers, two limits, or shares that do not add up to 1.
    """

    name: str
    days: float = 0.0
    arrivals_per_day: float = 0.0
    starts_per_day: float = inf
    places: float = inf
    people: float = 0.0
    waiting: float = 0.0
    to: Mapping[str, float] = field(default_factory=lambda: {LEAVES: 1.0})

    def __post_init__(self) -> None:
        if not self.name.strip() or self.name == LEAVES:
            raise ValueError(f"A stage needs a name of its own. Found {self.name!r}.")
        for number in NUMBERS:
            value = getattr(self, number)
            if not (number in ("starts_per_day", "places") and value == inf):
                check_number(value, f"{number} of {self.name}")
        if self.starts_per_day < inf and self.places < inf:
            raise ValueError(f"{self.name} has starts_per_day and places. Give one limit.")
        if self.people > self.places:
            raise ValueError(
                f"{self.name} has {self.people:g} people in {self.places:g} places at the start."
            )
        if self.days == 0 and (self.people > 0 or self.places < inf):
            raise ValueError(
                f"{self.name} has people or places but days is 0. Give its average stay."
            )
        self._check_shares()

    def _check_shares(self) -> None:
        for name, share in self.to.items():
            check_number(share, f"The share from {self.name} to {name}", most=1)
        total = sum(self.to.values())
        if not isclose(total, 1, abs_tol=1e-9):
            raise ValueError(
                f"The shares of people who go on from {self.name} add up to {total:g}. "
                f"They must add up to 1; use {LEAVES!r} for those who leave the pathway."
            )


@dataclass(frozen=True)
class Pathway:
    """Stages in the order in which people pass through them; nobody goes back.

    Raises ``ValueError`` for no stages, names used twice, or a next stage that is unknown or
    comes earlier.
    """

    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "stages", tuple(self.stages))
        names = [stage.name for stage in self.stages]
        if not names:
            raise ValueError("A pathway needs at least one stage.")
        if len(set(names)) < len(names):
            raise ValueError(f"Each stage needs a name of its own. Found {', '.join(names)}.")
        for place, stage in enumerate(self.stages):
            for name in stage.to:
                if name != LEAVES and name not in names:
                    raise ValueError(unknown(name, [*names, LEAVES], "the stages"))
                if name != LEAVES and names.index(name) <= place:
                    raise ValueError(
                        f"{stage.name} sends people to {name}, which is not later in the "
                        f"pathway. Put the stages in the order in which people pass them."
                    )

    def __iter__(self) -> Iterator[Stage]:
        return iter(self.stages)

    def __getitem__(self, name: str) -> Stage:
        for stage in self.stages:
            if stage.name == name:
                return stage
        raise ValueError(unknown(name, [stage.name for stage in self.stages], "the stages"))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the stages, in order."""
        return tuple(stage.name for stage in self.stages)

    def with_changes(self, name: str, **numbers: float) -> "Pathway":
        """Give the pathway with some numbers of one stage changed.

        >>> beds = Pathway((Stage("acute", days=7, arrivals_per_day=11),))
        >>> beds.with_changes("acute", days=6.5)["acute"].days
        6.5
        """
        self[name]
        for number in numbers:
            if number not in (*NUMBERS, "to"):
                raise ValueError(unknown(number, NUMBERS, "the numbers of a stage"))
        changed = (
            replace(stage, **numbers) if stage.name == name else stage  # type: ignore[arg-type]
            for stage in self.stages
        )
        return Pathway(tuple(changed))


def older_peoples_care(
    *,
    arrivals_per_day: float,
    acute_days: float,
    home_care_share: float,
    care_home_share: float,
    home_care_starts_per_day: float = inf,
    care_home_starts_per_day: float = inf,
    in_acute: float | None = None,
    waiting_for_home_care: float = 0.0,
    waiting_for_care_home: float = 0.0,
    home_care_days: float = 0.0,
    care_home_days: float = 0.0,
) -> Pathway:
    """Describe older people's care: a hospital stay, then home, home with care, or a care home.

    People who are ready and wait for home care or a care home are the delayed discharges:
    they still fill hospital beds. The shares are of people ready to leave hospital; the rest
    go home without care. Starts a day are what providers can take on. ``in_acute`` is by
    default what Little's law gives. With ``home_care_days`` or ``care_home_days`` people are
    followed until that care ends; otherwise until it starts.

    Raises ``ValueError`` as :class:`Stage` does, and for shares that add up to more than 1.

    >>> moray = older_peoples_care(arrivals_per_day=11, acute_days=7, home_care_share=0.22,
    ...     care_home_share=0.08, home_care_starts_per_day=2)
    >>> moray["acute"].people
    77
    """
    for name, share in (("home_care", home_care_share), ("care_home", care_home_share)):
        check_number(share, f"{name}_share", most=1)
    home = 1 - home_care_share - care_home_share
    if home < -1e-9:
        raise ValueError(
            f"home_care_share and care_home_share add up to {home_care_share + care_home_share:g}. "
            f"They must add up to 1 or less: the rest go home without care."
        )
    acute = Stage(
        "acute",
        days=acute_days,
        arrivals_per_day=arrivals_per_day,
        people=arrivals_per_day * acute_days if in_acute is None else in_acute,
        to={LEAVES: max(home, 0.0), "home care": home_care_share, "care home": care_home_share},
    )
    home_care = Stage(
        "home care",
        days=home_care_days,
        starts_per_day=home_care_starts_per_day,
        waiting=waiting_for_home_care,
    )
    care_home = Stage(
        "care home",
        days=care_home_days,
        starts_per_day=care_home_starts_per_day,
        waiting=waiting_for_care_home,
    )
    return Pathway((acute, home_care, care_home))
