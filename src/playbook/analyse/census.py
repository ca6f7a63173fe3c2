"""The day of the month on which delayed people are counted."""

import pandas as pd

from playbook.analyse.monthly import month_starts


def census_day(month: object) -> pd.Timestamp:
    """Give the census day of a month: its last Thursday.

    On that day Public Health Scotland counts the people whose discharge is delayed. It is one
    day's picture: bed days say more about a month.

    Raises ``ValueError`` for what is not a month.

    Source: Public Health Scotland, delayed discharges: definitions from 1 July 2016.

    >>> census_day("2025-08")
    Timestamp('2025-08-28 00:00:00')
    """
    last = month_starts([month])[0] + pd.offsets.MonthEnd(0)
    return last - pd.Timedelta(days=(last.day_of_week - 3) % 7)
