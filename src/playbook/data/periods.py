"""Periods as publishers write them: months, quarters, years and weeks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from playbook.markup import say_day


@dataclass(frozen=True)
class Period:
    """One way to write a period: how it looks, where it starts, how the next one follows."""

    name: str
    looks_like: str
    pattern: re.Pattern[str]
    start: Callable[[re.Match[str]], datetime]
    step: pd.DateOffset
    label: Callable[[pd.Timestamp], str]

    def read(self, text: str) -> pd.Timestamp | None:
        """Give the first day of the period, or nothing when the text is not one.

        A week is the exception: its date is the day on which the week ends.

        >>> PERIODS["month"].read("201607")
        Timestamp('2016-07-01 00:00:00')
        >>> PERIODS["month"].read("201613") is None
        True
        """
        match = self.pattern.fullmatch(text)
        if not match:
            return None
        try:
            return pd.Timestamp(self.start(match))
        except ValueError:
            return None

    def days(self, start: pd.Timestamp) -> int:
        """Count the days of the period that begins on this day.

        >>> PERIODS["month"].days(pd.Timestamp("2024-02-01"))
        29
        """
        return int((start + self.step - start).days)

    def between(self, first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
        """List the starts of every period from the first to the last, both included."""
        return list(pd.date_range(first, last, freq=self.step))


def _month(match: re.Match[str]) -> datetime:
    return datetime(int(match["year"]), int(match["month"]), 1)


def _quarter(match: re.Match[str]) -> datetime:
    return datetime(int(match["year"]), 3 * int(match["quarter"]) - 2, 1)


def _year(match: re.Match[str]) -> datetime:
    return datetime(int(match["year"]), 1, 1)


def _financial_year(match: re.Match[str]) -> datetime:
    year = int(match["year"])
    if (year + 1) % 100 != int(match["next"]):
        raise ValueError("the second year must follow the first")
    return datetime(year, 4, 1)


def _day(match: re.Match[str]) -> datetime:
    return datetime(int(match["year"]), int(match["month"]), int(match["day"]))


def _week(match: re.Match[str]) -> datetime:
    end = _day(match)
    if end.weekday() != SUNDAY:
        raise ValueError("weeks end on a Sunday")
    return end


def _year_or_quarter(match: re.Match[str]) -> datetime:
    if match["first"]:
        months = f"{match['first']}-{match['last']}"
        if months not in QUARTERS:
            raise ValueError("not one of the four quarters")
        return datetime(int(match["year"]), QUARTERS[months], 1)
    return _financial_year(match)


def _month_label(start: pd.Timestamp) -> str:
    return f"{start:%B %Y}"


def _quarter_label(start: pd.Timestamp) -> str:
    return f"{start:%B} to {start + pd.DateOffset(months=2):%B %Y}"


def _year_label(start: pd.Timestamp) -> str:
    return f"{start:%Y}"


def financial_year(day: pd.Timestamp) -> str:
    """Name the financial year, April to March, that a day belongs to.

    >>> financial_year(pd.Timestamp("2025-03-31")), financial_year(pd.Timestamp("2025-04-01"))
    ('2024/25', '2025/26')
    """
    first = day.year - (day.month < 4)
    return f"{first}/{(first + 1) % 100:02d}"


def _week_label(end: pd.Timestamp) -> str:
    return f"week ending {say_day(end)}"


def _from_label(start: pd.Timestamp) -> str:
    return f"the period that begins in {start:%B %Y}"


SUNDAY = 6
QUARTERS = {"Jan-Mar": 1, "Apr-Jun": 4, "Jul-Sep": 7, "Oct-Dec": 10}
_DAY = r"(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"

PERIODS = {
    period.name: period
    for period in (
        Period(
            "month",
            "a month as six digits, for example 201607",
            re.compile(_YEAR + r"(?P<month>[0-9]{2})"),
            _month,
            pd.DateOffset(months=1),
            _month_label,
        ),
        Period(
            "quarter",
            "a calendar quarter, for example 2017Q4",
            re.compile(_YEAR + r"Q(?P<quarter>[1-4])"),
            _quarter,
            pd.DateOffset(months=3),
            _quarter_label,
        ),
        Period(
            "year",
            "a year, for example 2023",
            re.compile(_YEAR),
            _year,
            pd.DateOffset(years=1),
            _year_label,
        ),
        Period(
            "financial year",
            "a financial year, for example 2024/25",
            re.compile(_YEAR + r"/(?P<next>[0-9]{2})"),
            _financial_year,
            pd.DateOffset(years=1),
            financial_year,
        ),
        Period(
            "week",
            "the Sunday on which a week ends, as eight digits, for example 20150222",
            re.compile(_YEAR + _DAY),
            _week,
            pd.DateOffset(days=7),
            _week_label,
        ),
        Period(
            "date",
            "a date as eight digits, for example 20241001",
            re.compile(_YEAR + _DAY),
            _day,
            pd.DateOffset(days=1),
            say_day,
        ),
        Period(
            "day",
            "a date with year, month and day, for example 2024-03-31",
            re.compile(_YEAR + r"-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
            _day,
            pd.DateOffset(days=1),
            say_day,
        ),
        Period(
            "year or quarter",
            "a financial year or a quarter, for example 2023/24 or Jan-Mar 2024",
            re.compile(
                r"(?:(?P<first>[A-Z][a-z]{2})-(?P<last>[A-Z][a-z]{2}) )?"
                + _YEAR
                + r"(?(first)|/(?P<next>[0-9]{2}))"
            ),
            _year_or_quarter,
            pd.DateOffset(months=3),
            _from_label,
        ),
    )
}
