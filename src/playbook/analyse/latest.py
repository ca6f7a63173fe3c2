"""The year that "now" means: the last whole financial year of a series."""

from dataclasses import dataclass

import pandas as pd

from playbook.analyse.monthly import read_monthly
from playbook.data.periods import financial_year
from playbook.markup import say


@dataclass(frozen=True, eq=False)
class LatestYear:
    """The months that stand for now. Made by :func:`latest_year`.

    ``label`` is a financial year such as "2024/25", or says which months were taken instead.
    """

    label: str
    months: pd.DatetimeIndex

    @property
    def days(self) -> int:
        """The days of those months."""
        return sum(self.months.days_in_month)

    def sentence(self) -> str:
        """Say which months stand for now, and why."""
        if "/" in self.label:
            return f"Where one year is shown, it is {self.label}: the last whole financial year."
        return f"No financial year is whole. In its place stands what there is: {self.label}."

    def of(self, figures: pd.DataFrame) -> pd.Series:
        """Add up each column of a monthly table over this year, the largest first.

        A month that is missing makes the sum missing: a hole is never counted as nothing.
        """
        sums = figures.reindex(self.months).sum(skipna=False)
        return sums.sort_values(ascending=False, kind="stable")


def latest_year(bed_days: pd.Series | pd.DataFrame) -> LatestYear:
    """Find the last financial year, April to March, in which every month has a value.

    Where no financial year is whole, the last twelve months that have a value stand for it, or
    all of them when there are fewer. The label then says so.

    Raises ``ValueError`` when no month has a value.

    >>> months = pd.date_range("2024-04-01", "2025-08-01", freq="MS")
    >>> latest_year(pd.Series(1000, index=months)).label
    '2024/25'
    >>> latest_year(pd.Series(1000, index=months[:5])).label
    'the 5 months to August 2024'
    """
    months = pd.DatetimeIndex(read_monthly(bed_days).dropna().index)
    if months.empty:
        raise ValueError("No month has a value, so there is no year to look at.")
    years = pd.Series([financial_year(month) for month in months], index=months)
    whole = years[years.map(years.value_counts()) == 12]
    if not whole.empty:
        label = str(whole.iloc[-1])
        return LatestYear(label, pd.DatetimeIndex(whole.index[whole == label]))
    last = months[-12:]
    span = "month of" if len(last) == 1 else f"{len(last)} months to"
    return LatestYear(f"the {span} {say(last[-1])}", last)
