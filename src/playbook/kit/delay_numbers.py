"""The beds and bed days that delays take, as numbers that go on to other exercises."""

import pandas as pd

from playbook.analyse import LatestYear
from playbook.kit.products import Number
from playbook.markup import say

DAYS_A_YEAR = 365


def delay_numbers(months: pd.Series, year: LatestYear, *, area: str) -> list[Number]:
    """Give delayed beds on an average day, and delayed bed days in a year.

    ``months`` are delayed bed days by month, and ``year`` says which months stand for now. Bed
    days of a whole year are those that were counted. Where no year is whole, they are what
    the months would give in 365 days, and the sentence says so.

    >>> from playbook.analyse import latest_year
    >>> days = pd.Series(1000.0, index=pd.date_range("2024-04-01", periods=12, freq="MS"))
    >>> for each in delay_numbers(days, latest_year(days), area="Moray"):
    ...     print(each)
    Delays of adults in Moray filled 32.9 beds on an average day of 2024/25.
    Delays took 12,000 bed days in 2024/25.
    """
    counted = float(months[year.months].sum())
    beds = counted / year.days
    if year.days >= DAYS_A_YEAR:
        a_year, took = counted, f"Delays took {say(counted, 0)} bed days in {year.label}."
    else:
        a_year = beds * DAYS_A_YEAR
        took = f"At the pace of {year.label}, delays take {say(a_year, 0)} bed days in a year."
    filled = (
        f"Delays of adults in {area} filled {say(beds)} beds on an average day of {year.label}."
    )
    return [
        Number(id="delayed-beds", value=beds, unit="beds", says=filled),
        Number(id="delayed-bed-days", value=a_year, unit="bed days", says=took),
    ]
