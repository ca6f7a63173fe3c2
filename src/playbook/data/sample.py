"""Make the sample of delayed discharges: invented figures, real layout, planted stories.

Run ``python -m playbook.data.sample`` to write the file again. The same settings give the same
bytes on every computer.
"""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import yaml

from playbook.data.periods import financial_year
from playbook.data.schema import Field, Layout, layouts
from playbook.places import pack

SETTINGS = Path(__file__).with_name("sample.yml")
OLDER, YOUNGER = "75plus", "18-74"

Amounts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Calendar:
    """The months of the sample, the days in each, and the financial year each belongs to."""

    months: tuple[pd.Timestamp, ...]
    years: tuple[str, ...]

    @property
    def days(self) -> Amounts:
        """Days in each month."""
        return np.array([month.days_in_month for month in self.months])

    def of_year(self, year: str) -> npt.NDArray[np.bool_]:
        """Which months belong to a financial year."""
        return np.array([financial_year(month) == year for month in self.months])

    def place(self, month: str) -> int:
        """Where a month such as ``2016-07`` stands."""
        return self.months.index(pd.Timestamp(month))


def write_sample(folder: Path | None = None) -> Path:
    """Write the sample file and give its path; by default into the playbook's own data.

    The numbers are invented. Moray's yearly totals lie within 1.5% of the published ones, so
    charts look true to scale, and no month is taken over. See ``data/sample/STORIES.md``.
    """
    settings = _settings()
    path: Path = (folder or pack("data", "sample")) / settings["file"]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(_lines(settings))
    return path


def sample_table() -> pd.DataFrame:
    """Give the rows of the sample file, for other samples that have to agree with it.

    >>> sample_table()["CA"].unique().tolist()
    ['S12000020', 'S92000003']
    """
    header, *rows = _lines(_settings())
    table = pd.DataFrame(rows, columns=header)
    return table.astype({"NumberOfDelayedBedDays": int, "AverageDailyNumberOfDelayedBeds": int})


def main() -> None:
    """Write the sample and say where it is."""
    print(f"Wrote {write_sample().name}")


def _settings() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))
    return loaded


def _lines(settings: Mapping[str, Any]) -> Iterator[list[str]]:
    layout = layouts("delayed_discharges")[0]
    calendar = _calendar(settings)
    areas = {
        code: _area(area, settings, calendar, Random(f"{settings['seed']} {code}"))  # noqa: S311 - not a secret
        for code, area in settings["areas"].items()
    }
    yield list(layout.columns)
    for at, month in enumerate(calendar.months):
        for code, parts in areas.items():
            yield from _rows(layout, month, code, parts, at)


def _rows(
    layout: Layout,
    month: pd.Timestamp,
    code: str,
    parts: Mapping[tuple[str, str], Amounts],
    at: int,
) -> Iterator[list[str]]:
    area, age, reason = layout.field("CA"), layout.field("AgeGroup"), layout.field("ReasonForDelay")
    for group in age.values:
        for cause in reason.values:
            cells = [(part_age, part_reason) for part_age in _parts(age, group)
                     for part_reason in _parts(reason, cause)]  # fmt: skip
            days = sum(int(parts[cell][at]) for cell in cells)
            average = _half_up(days / month.days_in_month)
            yield [
                f"{month:%Y%m}", code, _sign(area, code), group, _sign(age, group),
                cause, _sign(reason, cause), str(days), str(average),
            ]  # fmt: skip


def _parts(field: Field, value: str) -> Sequence[str]:
    return field.parts_of(value) or (value,)


def _sign(field: Field, value: str) -> str:
    return "d" if value in field.totals else ""


def _calendar(settings: Mapping[str, Any]) -> Calendar:
    months = pd.date_range(settings["first_month"], settings["last_month"], freq="MS")
    return Calendar(tuple(months), tuple(settings["years"]))


def _area(
    area: Mapping[str, Any], settings: Mapping[str, Any], calendar: Calendar, random: Random
) -> dict[tuple[str, str], Amounts]:
    """Make every part of one area; totals are only ever sums of these."""
    totals = _totals(area, settings["memory"], calendar, random)
    older = _older(totals, area, settings["memory"], calendar, random)
    parts: dict[tuple[str, str], Amounts] = {}
    for age, amounts in ((OLDER, older), (YOUNGER, totals - older)):
        rest = amounts
        for reason, lengths in settings["reasons"].items():
            planned = [each for each in area["long_waits"]
                       if (each["age"], each["reason"]) == (age, reason)]  # fmt: skip
            levels = area["waiting"][age][reason]
            waits = _waits(levels, lengths, planned, calendar, random)
            parts[age, reason] = np.minimum(waits, rest)
            rest = rest - parts[age, reason]
        parts[age, settings["rest"]] = rest
    return parts


def _totals(area: Mapping[str, Any], memory: float, calendar: Calendar, random: Random) -> Amounts:
    """All delayed bed days by month: a level, a departure with memory, the year's total."""
    knots = area["beds_a_day"]
    places = [calendar.place(month) for month in knots]
    level = np.interp(range(len(calendar.months)), places, list(knots.values()))
    departure = _departures(len(level), memory, area["wobble"], random)
    amounts = level * (1 + departure) * calendar.days
    same = np.zeros(len(level), dtype=bool)
    for month, beds in area["same_beds"].items():
        place = calendar.place(month)
        amounts[place], same[place] = beds * calendar.days[place], True
    for year, published in zip(calendar.years, area["year_bed_days"], strict=True):
        months = calendar.of_year(year)
        wanted = published * (1 + area["year_may_differ"] * (2 * random.random() - 1))
        free = months & ~same
        amounts[free] *= (wanted - amounts[months & same].sum()) / amounts[free].sum()
    return np.array([_half_up(amount) for amount in amounts])


def _older(
    totals: Amounts, area: Mapping[str, Any], memory: float, calendar: Calendar, random: Random
) -> Amounts:
    """Give the bed days of people aged 75 and over, as a share that differs by year."""
    by_year = dict(zip(calendar.years, area["share_75plus"], strict=True))
    share = np.array([by_year[financial_year(month)] for month in calendar.months])
    share = share + _departures(len(share), memory, area["share_wobble"], random)
    return np.array([_half_up(amount) for amount in totals * share])


def _departures(months: int, memory: float, size: float, random: Random) -> npt.NDArray[np.float64]:
    """Departures from the usual, each of which keeps a share of the one before it."""
    departure, departures = 0.0, []
    for _ in range(months):
        departure = memory * departure + math.sqrt(1 - memory**2) * size * _normal(random)
        departures.append(departure)
    return np.array(departures)


def _waits(
    levels: Sequence[float],
    lengths: Sequence[int],
    planned: Sequence[Mapping[str, Any]],
    calendar: Calendar,
    random: Random,
) -> Amounts:
    """Bed days by month of people who each wait a number of days, to a total for each year."""
    first = calendar.months[0].toordinal()
    month_of_day = np.repeat(np.arange(len(calendar.months)), calendar.days)
    waiting = np.zeros(len(month_of_day), dtype=np.int64)
    kept_free = np.zeros(len(month_of_day), dtype=bool)
    for wait in planned:
        start, end = (date.fromisoformat(wait[edge]).toordinal() - first for edge in
                      ("first", "last"))  # fmt: skip
        waiting[start : end + 1] += wait["people"]
        kept_free[start : end + 1] = True
    for year, level in zip(calendar.years, levels, strict=True):
        days = np.flatnonzero(calendar.of_year(year)[month_of_day])
        free = days[~kept_free[days]]
        left = _half_up(level * len(days)) - int(waiting[days].sum())
        while left > 0:
            start = int(random.random() * len(free))
            length = lengths[0] + int(random.random() * (lengths[1] - lengths[0] + 1))
            wait_days = free[start : start + min(length, left)]
            waiting[wait_days] += 1
            left -= len(wait_days)
    return np.bincount(month_of_day, weights=waiting).astype(np.int64)


def _normal(random: Random) -> float:
    """Draw a number with mean 0 and spread 1.

    A sum of twelve even draws uses nothing but addition, so every computer gets the same.
    """
    return sum(random.random() for _ in range(12)) - 6


def _half_up(amount: float) -> int:
    return math.floor(amount + 0.5)


if __name__ == "__main__":
    main()
