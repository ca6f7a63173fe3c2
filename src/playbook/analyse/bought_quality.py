"""How good is what is bought, and where? Inspection grades, weighed by what each provider gives."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.inputs import check_whole, need_a
from playbook.tables import need_columns, need_numbers, need_values

GOOD = 4  # of 6: good, very good and excellent


@dataclass(frozen=True, eq=False)
class BoughtQuality:
    """What is bought from providers of each grade, by locality. Made by :func:`bought_quality`.

    ``table`` has one row a locality, the smallest share of good first: locality, units_a_week,
    good_units, percent_good (of units from providers with a known grade) and not_graded.
    """

    table: pd.DataFrame
    service: str
    good: int

    def sentence(self) -> str:
        """Name the place where least of what is bought comes from providers graded good."""
        known = self.table.dropna(subset="percent_good")
        if known.empty:
            return f"{self.service}: no provider has a grade."
        first = known.iloc[0]
        if first["percent_good"] == 100:
            return f"{self.service}: all of it comes from providers graded good or better."
        return (
            f"{self.service}: in {first['locality']} {first['percent_good']:.0f}% comes from "
            f"providers graded good or better. It is least there."
        )


def bought_quality(
    contracts: pd.DataFrame, providers: pd.DataFrame, service: str, good: int = GOOD
) -> BoughtQuality:
    """Give the share of a service that is bought from providers graded good or better, by place.

    ``contracts`` has provider, service, locality and units_a_week. ``providers`` has provider
    and quality_grade, from 1 (unsatisfactory) to 6 (excellent). A provider without a grade is
    counted apart, and is neither good nor bad. ``good`` is the lowest grade that counts as good.

    A grade is one visit by an inspector on one day. It says nothing of a person's own carer. Do
    not publish it by place where one provider can be known by it: the grade is public, and the
    share of your money is not.

    Raises ``ValueError`` for a service that is not in the contracts, missing columns, blanks,
    bad numbers or a provider twice; ``TypeError`` for what is not a table.

    Source: Care Inspectorate grades, from 1 to 6; the sums are arithmetic.

    >>> deals = pd.DataFrame({"provider": ["A", "B"], "service": "Care at home",
    ...     "locality": "North", "units_a_week": [300, 100]})
    >>> grades = pd.DataFrame({"provider": ["A", "B"], "quality_grade": [3, 5]})
    >>> bought_quality(deals, grades, "Care at home").table["percent_good"].tolist()
    [25.0]
    """
    need_columns(contracts, ["provider", "service", "locality", "units_a_week"], "contracts")
    need_columns(providers, ["provider", "quality_grade"], "table of providers")
    need_values(contracts, ["provider", "service", "locality"])
    need_values(providers, ["provider"])
    need_a(service, str, "the name of a service")
    check_whole(good, "good", least=1)
    rows = contracts[contracts["service"] == service]
    if rows.empty:
        there = ", ".join(sorted(map(str, contracts["service"].unique())))
        raise ValueError(f"No contract is for {service}. There is: {there}.")
    need_numbers(rows, ["units_a_week"])
    if providers["provider"].duplicated().any():
        twice = providers.loc[providers["provider"].duplicated(), "provider"].iloc[0]
        raise ValueError(f"{twice} stands twice among the providers. Keep one row.")
    grades = pd.to_numeric(rows["provider"].map(providers.set_index("provider")["quality_grade"]))
    units = rows["units_a_week"].astype(float)
    parts = pd.DataFrame(
        {
            "locality": rows["locality"].astype(str),
            "units_a_week": units,
            "good_units": units.where(grades >= good, 0.0),
            "not_graded": units.where(grades.isna(), 0.0),
        }
    )
    table = parts.groupby("locality", sort=True).sum()
    graded = table["units_a_week"] - table["not_graded"]
    table["percent_good"] = (100 * table["good_units"] / graded).where(graded > 0)
    table = table.sort_values("percent_good", kind="stable").reset_index()
    return BoughtQuality(table, service, good)
