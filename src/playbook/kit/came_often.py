"""People who come to A&E often: how much they make up, with small numbers hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from playbook.analyse import RepeatAttendance, repeat_attendance
from playbook.charts import SAMPLE, Figure
from playbook.data import Dataset, Protected, protect
from playbook.kit.plainly import plainly
from playbook.kit.showing import cited
from playbook.markup import PlainError, say

SMALL = 5
GROUPS = {"Once": (1, 1), "Twice": (2, 2), "3 or 4 times": (3, 4), "5 to 9 times": (5, 9),
          "10 times or more": (10, 10**6)}  # fmt: skip
LEVELS = (5, 4, 3, 2)  # the first that enough people reach
VERY_OFTEN = 10
ALL = "All localities"
EVENING, MORNING = 18, 6


@dataclass(frozen=True, eq=False)
class CameOften:
    """Attendances by how often people came. Made by :func:`came_often`.

    ``level`` is the number of attendances from which we speak of often: 5, or fewer where not
    enough people came so often. ``protected`` has people by how often they came and by
    locality, with small counts hidden.
    """

    found: RepeatAttendance
    level: int
    protected: Protected
    rows: pd.DataFrame
    data: Dataset

    @property
    def percent(self) -> float:
        """The share of attendances that people made who came often."""
        return float(self.found.table["percent_of_attendances"].iloc[0])

    @property
    def title(self) -> str:
        """What the protected table is called in a paper."""
        mark = f"{SAMPLE}: " if self.data.is_sample else ""
        return f"{mark}People by how often they came, and locality. [c] is hidden"

    def sentence(self) -> str:
        """Say how many came often and what share of attendances they made."""
        why = "" if self.level == LEVELS[0] else " Fewer than five people came five times."
        return f"{self.found.sentence()}{why}"

    def plot(self, *, name: str) -> Figure:
        """Draw the share of attendances against the share of people, those who came most first."""
        return self.found.plot(name=name, message=self.sentence(), **cited(self.data))

    def at_night(self) -> str:
        """Say how the hours and the ends of their attendances differ from all others."""
        often = self.rows["often"]
        told = [self._hours(often), self._admitted(often)]
        return " ".join(told)

    def _hours(self, often: pd.Series) -> str:
        hours = self.rows.get("arrival_hour")
        if hours is None or hours.isna().all():
            return "The file does not say at what hour people came."
        late = ((hours >= EVENING) | (hours < MORNING)).where(hours.notna())
        return _two_shares(late, often, "of their attendances began between 6 pm and 6 am")

    def _admitted(self, often: pd.Series) -> str:
        return _two_shares(self.rows["discharged_to"] == "Admitted", often, "ended in a stay")


def came_often(attendances: Dataset) -> CameOften:
    """Count how often people came in the last 12 months of a file, and hide small numbers.

    Nothing in the result counts fewer than five people, so that it may be shown.

    Raises ``PlainError`` when fewer than five people came twice.

    >>> from playbook.data import load
    >>> often = came_often(load("ae_attendances"))
    >>> often.level, round(often.percent, 1)
    (5, 9.4)
    """
    rows = attendances.table.rename(
        columns={"person_id": "person", "arrival_date": "attendance_date"}
    )
    with plainly("Attendances could not be counted"):
        whole = repeat_attendance(rows)
        start = rows["attendance_date"].max() - pd.DateOffset(months=12)
        rows = rows[rows["attendance_date"] > start].reset_index(drop=True)
        times = rows.groupby("person")["person"].transform("size")
        people = times.groupby(rows["person"]).first()
        level = next((each for each in LEVELS if (people >= each).sum() >= SMALL), 0)
        if not level:
            raise PlainError(
                f"Fewer than {SMALL} people came twice or more in a year, so nothing may be shown."
            )
        found = repeat_attendance(rows, thresholds=_levels_to_show(people, level))
    safe = replace(found, lorenz=_without_single_people(found), notices=whole.notices[:1])
    return CameOften(
        safe, level, _by_place(rows, times), rows.assign(often=times >= level), attendances
    )


def _levels_to_show(people: pd.Series, level: int) -> list[int]:
    """Give a second level only where neither it nor what lies between counts few people."""
    at, most = int((people >= level).sum()), int((people >= VERY_OFTEN).sum())
    return [level, VERY_OFTEN] if most >= SMALL and at - most >= SMALL else [level]


def _without_single_people(found: RepeatAttendance) -> pd.DataFrame:
    """Leave out the points of the curve that stand for fewer than five people."""
    curve = found.lorenz
    enough = curve["percent_of_people"] * found.people / 100 >= SMALL - 0.5
    return curve[enough | (curve.index == 0)].reset_index(drop=True)


def _by_place(rows: pd.DataFrame, times: pd.Series) -> Protected:
    """Count people once each, in the locality of their last attendance."""
    last = rows.assign(times=times).groupby("person", sort=False).last()
    labels = last["times"].map(
        lambda many: next(name for name, (low, high) in GROUPS.items() if low <= many <= high)
    )
    wide = pd.crosstab(labels, last["locality"].astype(str)).reindex(list(GROUPS), fill_value=0)
    wide[ALL] = wide.sum(axis=1)
    wide.loc["All people"] = wide.sum()
    table = wide.rename_axis(index="Came", columns=None).reset_index()
    return protect(table, total_row="All people", total_column=ALL)


def _two_shares(is_so: pd.Series, often: pd.Series, what: str) -> str:
    """Set the share of those who came often beside that of all others, if neither is small."""
    known = is_so.notna()
    counts = is_so[known].astype(bool).groupby(often[known]).agg(["sum", "size"])
    if set(counts.index) != {True, False}:
        return ""
    for yes, size in counts.itertuples(index=False, name=None):
        if 0 < yes < SMALL or 0 < size - yes < SMALL:
            return f"How many {what} is not shown, as few did."
    shares = 100 * counts["sum"] / counts["size"]
    return f"{say(shares[True], 0)}% {what}; of all others {say(shares[False], 0)}%."
