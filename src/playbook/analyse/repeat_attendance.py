"""Repeat attendance: how few people make up how much of what a service sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.analyse.stay_rules import name_columns, read_dates
from playbook.inputs import check_share, check_whole, read_numbers
from playbook.markup import say, say_day
from playbook.tables import need_values

if TYPE_CHECKING:
    from playbook.charts import Figure

THRESHOLDS = (5, 10)
SMALL = 5  # counts of people below this may point at someone


@dataclass(frozen=True, eq=False)
class RepeatAttendance:
    """People by how often they came. Made by :func:`repeat_attendance`.

    ``table`` has one row for each threshold: at_least, people, percent_of_people, attendances,
    percent_of_attendances. ``frequency`` has attendances (1, 2, 3, ...) and the people who came
    so often. ``lorenz`` starts with those who came most: percent_of_people and
    percent_of_attendances, running totals.
    """

    table: pd.DataFrame
    frequency: pd.DataFrame
    lorenz: pd.DataFrame
    notices: tuple[str, ...]

    @property
    def people(self) -> int:
        """The people who came at all."""
        return int(self.frequency["people"].sum())

    @property
    def attendances(self) -> int:
        """All attendances."""
        return int((self.frequency["people"] * self.frequency["attendances"]).sum())

    def top_share(self, people: float = 0.1) -> float:
        """Give the share of attendances by the share of people who came most, both 0 to 1.

        People who came equally often share a bar, so the line between points is straight.
        """
        percent = 100 * check_share(people, "people")
        curve = self.lorenz
        share = np.interp(percent, curve["percent_of_people"], curve["percent_of_attendances"])
        return float(share) / 100

    def sentence(self) -> str:
        """Say how many came at or above the first threshold, and how much of all that is."""
        row = self.table.iloc[0]
        return (
            f"{say(int(row['people']))} of {say(self.people)} people "
            f"({row['percent_of_people']:.1f}%) came {say(int(row['at_least']))} times or more. "
            f"They made {row['percent_of_attendances']:.1f}% of {say(self.attendances)} "
            f"attendances."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the share of attendances against the share of people, those who came most first."""
        from playbook.charts import figure

        def draw(axes: Any, look: Any) -> None:
            curve = self.lorenz
            x, y = curve["percent_of_people"], curve["percent_of_attendances"]
            axes.plot(x, y, color=look.analyse, linewidth=2.5)
            axes.plot([0, 100], [0, 100], color=look.soft, linewidth=1, dashes=(5, 3))
            axes.annotate("all came equally often", (60, 52), color=look.soft)
            axes.set_xlabel("percent of people", color=look.soft)
            axes.set_ylabel("percent of attendances", color=look.soft)
            axes.set_xlim(0, 100)
            axes.set_ylim(0, 100)

        tenth = 100 * self.top_share(0.1)
        return figure(
            draw,
            name=name,
            message=message or self.sentence(),
            alt=f"Curve of attendances against people, those who came most first. "
            f"The tenth of people who came most made {tenth:.1f}% of attendances.",
            table=self.table.rename(columns=lambda each: str(each).replace("_", " ").capitalize()),
            source=source,
            note=" ".join(self.notices),
            sample=sample,
        )


def repeat_attendance(
    attendances: Any,
    *,
    thresholds: Sequence[int] = THRESHOLDS,
    months: int = 12,
    until: Any = None,
) -> RepeatAttendance:
    """Count how often each person came, and what share of all attendances the most frequent made.

    ``attendances`` is a table with one row for each attendance and the columns person and
    attendance_date; or a list with the number of attendances of each person. Of a table, the
    ``months`` up to the day ``until`` count (by default 12, to the last day in the file), and
    the notices say which days and how many rows are outside them. Without a date all rows count.

    5 and 10 times a year are conventions. The same share can come of a few people with great
    need or of many with some, so look at the curve as well. A person may move in or die
    within the year, and attends less for that. Never list people outside the team that cares
    for them: counts under 5 are named in the notices, to be hidden before a table is shared.

    Raises ``ValueError`` for missing columns, blanks, nobody, counts that are not whole or
    below 1, or thresholds that are not whole numbers from 2.

    Source: Lorenz curve; conventional thresholds for frequent attendance.

    >>> repeat_attendance([1] * 90 + [6] * 8 + [12] * 2).sentence()
    '10 of 100 people (10.0%) came 5 times or more. They made 44.4% of 162 attendances.'
    """
    levels = sorted({check_whole(level, "A threshold", least=2) for level in thresholds})
    if not levels:
        raise ValueError("Give at least one threshold, such as 5.")
    counts, notices = _counts(attendances, months, until)
    times, people = np.unique(counts, return_counts=True)
    frequency = pd.DataFrame({"attendances": times, "people": people})
    table = _at_least(frequency, levels)
    notices += _small(table, frequency)
    return RepeatAttendance(table, frequency, _lorenz(frequency), tuple(notices))


def _counts(attendances: Any, months: int, until: Any) -> tuple[Any, list[str]]:
    """Give each person's attendances, from a table of attendances or a list of counts."""
    if not isinstance(attendances, pd.DataFrame):
        counts = read_numbers(attendances, "attendances", least=1)
        if not np.array_equal(counts, counts.astype(np.int64)):
            raise ValueError("Each person's number of attendances must be a whole number.")
        return counts.astype(np.int64), []
    rows = name_columns(attendances, ["person"])
    need_values(rows, ["person"], "row")
    rows, notices = _within(rows, months, until)
    return rows.groupby("person", observed=True).size().to_numpy(), notices


def _within(rows: pd.DataFrame, months: int, until: Any) -> tuple[pd.DataFrame, list[str]]:
    """Keep the rows of the last months, and say what was kept and what not."""
    if "attendance_date" not in rows:
        return rows, ["There is no attendance_date, so all rows are taken as one period."]
    days = read_dates(rows["attendance_date"], "attendance_date")
    dates = pd.Series(days.astype("datetime64[s]"))
    end = dates.max()
    if until is not None:
        end = pd.Timestamp(read_dates(pd.Series([until]), "until").astype("datetime64[s]")[0])
    start = end - pd.DateOffset(months=check_whole(months, "months", least=1))
    inside = ((dates > start) & (dates <= end)).to_numpy()
    if not inside.any():
        raise ValueError(f"There are no attendances in the {months} months up to {end:%Y-%m-%d}.")
    first = start + pd.Timedelta(days=1)
    said = [f"Attendances from {say_day(first)} to {say_day(end)} are counted."]
    if outside := int((~inside).sum()):
        said.append(f"{say(outside)} rows lie outside those days.")
    return rows[inside], said


def _at_least(frequency: pd.DataFrame, levels: list[int]) -> pd.DataFrame:
    people = frequency["people"]
    came = people * frequency["attendances"]
    rows = []
    for level in levels:
        often = frequency["attendances"] >= level
        rows.append(
            {
                "at_least": level,
                "people": int(people[often].sum()),
                "percent_of_people": 100 * people[often].sum() / people.sum(),
                "attendances": int(came[often].sum()),
                "percent_of_attendances": 100 * came[often].sum() / came.sum(),
            }
        )
    return pd.DataFrame(rows)


def _lorenz(frequency: pd.DataFrame) -> pd.DataFrame:
    most_first = frequency.iloc[::-1]
    people = most_first["people"].cumsum()
    came = (most_first["people"] * most_first["attendances"]).cumsum()
    return pd.DataFrame(
        {
            "percent_of_people": np.append(0.0, 100 * people / people.iloc[-1]),
            "percent_of_attendances": np.append(0.0, 100 * came / came.iloc[-1]),
        }
    )


def _small(table: pd.DataFrame, frequency: pd.DataFrame) -> list[str]:
    """Name the counts of people that must be hidden before a table leaves the team."""
    rare = table["people"].between(1, SMALL - 1)
    few = [f"{level} or more" for level in table.loc[rare, "at_least"]]
    cells = int((frequency["people"] < SMALL).sum())
    said = []
    if few:
        said.append(f"Fewer than {SMALL} people came {' and '.join(few)} times.")
    if cells:
        said.append(
            f"{cells} rows of the frequency table count fewer than {SMALL} people. "
            f"Hide them before the table leaves the team."
        )
    return said
