"""From bed days avoided to occupied beds, and from those to beds that can close."""

from dataclasses import dataclass
from math import floor

import pandas as pd

from playbook.inputs import check_number, check_whole
from playbook.markup import say
from playbook.plan.beds import beds_for, erlang_b


@dataclass(frozen=True)
class BedChange:
    """What bed days avoided are worth in beds. Made by :func:`beds_from_change`."""

    bed_days_now: float
    bed_days_avoided: float
    days: int
    beds_now: int
    beds_after: int
    turned_away: float  # the chance of no free bed that is kept

    @property
    def occupied_now(self) -> float:
        """Beds filled on an average day today."""
        return self.bed_days_now / self.days

    @property
    def occupied_freed(self) -> float:
        """Beds no longer filled on an average day."""
        return self.bed_days_avoided / self.days

    @property
    def beds_freed(self) -> int:
        """Beds that can close while a free bed is as easy to find as before, or easier."""
        return self.beds_now - self.beds_after

    @property
    def beds_at_same_occupancy(self) -> float:
        """Beds that keeping today's occupancy would suggest: usually too many for small units."""
        return self.beds_now * self.bed_days_avoided / self.bed_days_now

    @property
    def table(self) -> pd.DataFrame:
        """The steps from bed days to beds: step, value, unit."""
        left = self.occupied_now - self.occupied_freed
        rows = [
            ("Bed days now", self.bed_days_now, "bed days"),
            ("Bed days avoided", self.bed_days_avoided, "bed days"),
            ("Occupied beds now", self.occupied_now, "beds"),
            ("Occupied beds freed", self.occupied_freed, "beds"),
            ("Beds now", float(self.beds_now), "beds"),
            ("Beds needed after", float(self.beds_after), "beds"),
            ("Beds that can close, free bed as easy to find", float(self.beds_freed), "beds"),
            ("Beds if today's occupancy were kept", self.beds_at_same_occupancy, "beds"),
            ("Occupancy now", self.occupied_now / self.beds_now, "share of beds"),
            (
                "Occupancy after",
                left / self.beds_after if self.beds_after else 0.0,
                "share of beds",
            ),
            ("Chance of no free bed, at most", self.turned_away, "share of people"),
        ]
        return pd.DataFrame(rows, columns=["step", "value", "unit"])

    def sentence(self) -> str:
        """Say the bed days, the occupied beds and the beds."""
        beds = "1 bed" if self.beds_freed == 1 else f"{self.beds_freed} beds"
        return (
            f"{say(self.bed_days_avoided)} bed days avoided are {say(self.occupied_freed)} "
            f"occupied beds on an average day. {beds[0].upper()}{beds[1:]} can close while a free "
            f"bed stays as easy to find."
        )


def beds_from_change(
    bed_days_now: float,
    bed_days_avoided: float,
    *,
    days: int = 365,
    beds: int | None = None,
    turned_away: float | None = None,
) -> BedChange:
    """Turn bed days avoided in a period into occupied beds, and those into beds.

    Occupied beds = bed days ÷ ``days``. Beds that can close are worked out so that the chance
    of finding no free bed does not rise: with ``beds`` (today's) it is held at today's
    chance; with ``turned_away`` (such as 0.01) at that. Give one of the two. The answer is
    usually below "same occupancy": a smaller unit needs more room for its size.

    A bed day avoided is a bed day only if nobody else fills it. Do not use it for shifts of a
    bed or two, or for units that cannot share beds. It says nothing of money: see
    :func:`net_cash_release`.

    Raises ``ValueError`` for negative numbers, more bed days avoided than there are, beds
    fewer than are filled on average, or both or neither of ``beds`` and ``turned_away``.

    Source: Erlang B; counting rules of Public Health Scotland for bed days.

    >>> ward = beds_from_change(28_105, 3_650, beds=90)
    >>> round(ward.occupied_now), ward.occupied_freed, ward.beds_freed
    (77, 10.0, 10)
    """
    check_number(bed_days_now, "bed_days_now")
    check_whole(days, "days", least=1)
    if bed_days_now == 0:
        raise ValueError("bed_days_now is 0. Give the bed days that are used today.")
    check_number(bed_days_avoided, "bed_days_avoided", most=bed_days_now)
    if (beds is None) == (turned_away is None):
        raise ValueError("Give beds (today's) or turned_away (a chance such as 0.01): one of them.")
    load = bed_days_now / days
    if beds is not None:
        if check_whole(beds, "beds", least=1) < load:
            raise ValueError(
                f"beds is {beds}, but {load:,.1f} are filled on an average day. Check both."
            )
        chance = erlang_b(load, beds)
    else:
        chance = check_number(turned_away or 0.0, "turned_away", most=1)
        beds = beds_for(load, chance)
    return BedChange(
        float(bed_days_now),
        float(bed_days_avoided),
        days,
        beds,
        _fewest((bed_days_now - bed_days_avoided) / days, chance, beds),
        chance,
    )


def _fewest(load: float, chance: float, most: int) -> int:
    """Give the fewest beds, no more than today's, that keep the chance of no free bed."""
    if load <= 0:
        return 0
    if chance <= 0 or chance >= 1:  # so many beds that the chance is nothing at all
        return max(floor(load) + 1, 0) if chance >= 1 else most
    return min(beds_for(load, chance), most)
