"""Is it only here? One area beside the whole country."""

from dataclasses import dataclass

import pandas as pd

from playbook.analyse.delays import yearly_totals
from playbook.markup import say


@dataclass(frozen=True, eq=False)
class Beside:
    """An area's years beside the country's. Made by :func:`beside_country`.

    ``table`` has one row for each year that is whole in both: year, here, country,
    share_percent. It is empty when nothing can be compared.
    """

    table: pd.DataFrame
    area: str
    country: str

    def sentence(self) -> str:
        """Say whether the country moved the same way in the last year."""
        if self.table.empty:
            return (
                f"This file has no whole year for both {self.area} and {self.country}, so it "
                f"cannot say whether others moved the same way. The file of all areas can."
            )
        last = self.table.iloc[-1]
        share = (
            f"In {last['year']} {self.area} had {last['share_percent']:.1f}% "
            f"of the delayed bed days of {self.country}."
        )
        if len(self.table) == 1:
            return share
        here, country = (_change(self.table[column]) for column in ("here", "country"))
        return (
            f"{share} Since the year before they {here} in {self.area}, "
            f"and {country} in {self.country}."
        )


def beside_country(
    here: pd.Series, country: pd.Series | None, *, area: str, name: str = "Scotland"
) -> Beside:
    """Set an area's yearly bed days beside those of the country it belongs to.

    ``here`` and ``country`` are monthly bed days of the same group; ``country`` is ``None``
    when the file does not have it. It shows whether a change is local or everywhere. It does
    not rank: the area's share means little without its share of people of the same age.

    >>> months = pd.date_range("2023-04-01", "2025-03-01", freq="MS")
    >>> both = pd.Series(10, index=months), pd.Series(1000, index=months)
    >>> beside_country(*both, area="Moray").sentence()[:68]
    'In 2024/25 Moray had 1.0% of the delayed bed days of Scotland. Since'
    """
    columns = ["year", "here", "country", "share_percent"]
    if country is None:
        return Beside(pd.DataFrame(columns=columns), area, name)
    years = [yearly_totals(each).complete[["year", "bed_days"]] for each in (here, country)]
    table = years[0].merge(years[1], on="year").set_axis(columns[:3], axis=1)
    table["share_percent"] = 100 * table["here"] / table["country"].where(table["country"] > 0)
    return Beside(table, area, name)


def _change(years: pd.Series) -> str:
    before, now = years.iloc[-2:]
    if before == 0:
        return f"went from none to {say(now)}"
    change = 100 * (now / before - 1)
    return f"{'rose' if change >= 0 else 'fell'} by {abs(change):.1f}%"
