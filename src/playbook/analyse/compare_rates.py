"""Rates of places, ages or deprivation groups beside each other, with their limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.analyse.rates import Rate, crude_rate, say_rate
from playbook.analyse.standard import ESP2013
from playbook.analyse.standardised import directly_standardised_rate
from playbook.inputs import need_a, read_numbers
from playbook.markup import say
from playbook.tables import need_columns, need_values

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from playbook.charts import Figure, Look

WIDE = 0.3  # limits that reach this far from the rate say little: pool more years


@dataclass(frozen=True, eq=False)
class RateComparison:
    """Rates of groups beside the rate of all. Made by :func:`compare_rates`.

    ``table`` has one row a group: the group, events, population, crude_rate, rate, lower,
    upper, against_all ("higher", "lower", "not different" or "not given"). ``overall`` is the
    rate of all groups together; ``notices`` say what a reader must know.
    """

    table: pd.DataFrame
    overall: Rate
    by: str
    standardised: bool
    notices: tuple[str, ...]

    def sentence(self) -> str:
        """Name the groups that differ from all together by more than chance."""
        told = [
            f"{' and '.join(map(str, groups[self.by]))} {word}"
            for word in ("higher", "lower")
            if len(groups := self.table[self.table["against_all"] == word])
        ]
        what = "age-standardised rate" if self.standardised else "rate"
        whole = f"The {what} of all is {say_rate(self.overall.value)} per {say(self.overall.per)}"
        if self.overall.suppressed:
            return self.overall.reason
        if not told:
            return f"{whole}, and no {self.by} differs from it by more than chance."
        return f"{whole}: {', '.join(told)} by more than chance."

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw each group's rate with its limits, beside a line for the rate of all.

        A group whose rate is not given is named in the note and not drawn.
        """
        from playbook.charts import figure

        shown = self.table.drop(columns="against_all").assign(against_all=self.table["against_all"])
        told = " ".join(
            f"{row[self.by]}: {say_rate(row['rate'])} "
            f"({say_rate(row['lower'])} to {say_rate(row['upper'])}), {row['against_all']}."
            for row in shown.to_dict("records")
            if row["against_all"] != "not given"
        )
        return figure(
            self._draw,
            name=name,
            message=message or self.sentence(),
            alt=f"Rates per {say(self.overall.per)} by {self.by}, with limits. {told} "
            f"All: {say_rate(self.overall.value)}.",
            table=shown.rename(columns=lambda column: str(column).replace("_", " ").capitalize()),
            source=source,
            note=" ".join(self.notices),
            sample=sample,
            height=1.2 + 0.55 * len(shown),
        )

    def _draw(self, axes: Axes, look: Look) -> None:
        given = self.table[self.table["against_all"] != "not given"]
        places = range(len(given))
        rates = given["rate"].to_numpy()
        reach = np.abs([rates - given["lower"], given["upper"] - rates])
        axes.errorbar(rates, places, xerr=reach, fmt="o", color=look.analyse, capsize=5)
        axes.axvline(self.overall.value, color=look.ink, linewidth=1.2, dashes=(5, 3))
        whole = f" All: {say_rate(self.overall.value)}"
        axes.annotate(whole, (self.overall.value, -0.6), color=look.ink)
        rows = zip(given[self.by], rates, given["lower"], strict=True)
        for at, (label, rate, lower) in enumerate(rows):
            axes.annotate(
                f"{label}: {say_rate(rate)}",
                (lower, at),
                (0, 8),
                textcoords="offset points",
                color=look.ink,
            )
        axes.set_ylim(len(given) - 0.4, -0.8)
        axes.set_yticks([])
        axes.grid(visible=False)
        axes.spines["left"].set_visible(False)
        axes.margins(x=0.12)


def compare_rates(
    table: pd.DataFrame,
    by: str,
    *,
    events: str = "events",
    population: str = "population",
    band: str | None = None,
    year: str | None = None,
    weights: Any = ESP2013,
    per: float = 100_000,
    confidence: float = 0.95,
) -> RateComparison:
    """Compare the rates of localities, deprivation groups or ages with the rate of all.

    ``table`` has one row for each group (and each ``band`` and ``year``, where those columns
    are named), with its events and people. With ``band`` the rates are age-standardised;
    without it they are crude, so that ages may explain a difference. With ``year`` all years
    are pooled: events and people are added up, and the notices say which years.

    A group differs when its limits do not hold the rate of all. Groups are part of all, so a
    big one can hardly differ. With many groups one in twenty will differ by chance. It is not
    a league table.

    Raises ``ValueError`` for missing columns, blanks, rows that repeat, bad numbers, or a band
    that a group lacks.

    Source: OHID technical guide on comparing with a reference; Public Health Scotland on
    pooling years for small areas.

    >>> rows = pd.DataFrame({"locality": ["North", "South"], "events": [300, 180],
    ...     "population": [25_000, 25_000]})
    >>> print(compare_rates(rows, "locality", per=1000).sentence())
    The rate of all is 9.60 per 1,000: North higher, South lower by more than chance.
    """
    need_a(by, str, "the name of a column")
    keys = [by, *([band] if band else []), *([year] if year else [])]
    need_columns(table, [*keys, events, population])
    need_values(table, keys)
    if table.duplicated(keys).any():
        raise ValueError(f"Some rows have the same {' and '.join(keys)}. Add them together first.")
    rows = table.assign(
        **{
            events: read_numbers(table[events].reset_index(drop=True), events),
            population: read_numbers(table[population].reset_index(drop=True), population),
        }
    )
    if band:
        _need_the_same_bands(rows, by, band)
    scale = (per, confidence)
    groups = {
        group: _rate(part, events, population, band, weights, *scale)
        for group, part in rows.groupby(by, sort=False, observed=True)
    }
    overall = _rate(rows, events, population, band, weights, *scale)
    found = pd.DataFrame([_row(by, group, rate, overall) for group, rate in groups.items()])
    notices = _notices(found, by, sorted(rows[year].unique()) if year else [])
    return RateComparison(found, overall, by, band is not None, notices)


def _rate(
    rows: pd.DataFrame,
    events: str,
    population: str,
    band: str | None,
    weights: Any,
    per: float,
    confidence: float,
) -> Rate:
    if band is None:
        return crude_rate(rows[events].sum(), rows[population].sum(), per, confidence)
    sums = rows.groupby(rows[band].astype(str), sort=False)[[events, population]].sum()
    return directly_standardised_rate(sums[events], sums[population], weights, per, confidence)


def _need_the_same_bands(rows: pd.DataFrame, by: str, band: str) -> None:
    every = set(rows[band])
    for group, bands in rows.groupby(by, sort=False, observed=True)[band]:
        if set(bands) != every:
            absent = ", ".join(sorted(str(each) for each in every - set(bands)))
            raise ValueError(
                f"{group} has no row for {absent}. Give every {by} the same bands, with events "
                f"of 0 where there were none."
            )


def _row(by: str, group: Any, rate: Rate, overall: Rate) -> dict[str, Any]:
    against = "not different"
    if rate.suppressed or overall.suppressed:
        against = "not given"
    elif rate.lower > overall.value:
        against = "higher"
    elif rate.upper < overall.value:
        against = "lower"
    return {
        by: group,
        "events": rate.events,
        "population": rate.population,
        "crude_rate": rate.per * rate.events / rate.population,
        "rate": rate.value,
        "lower": rate.lower,
        "upper": rate.upper,
        "against_all": against,
    }


def _notices(found: pd.DataFrame, by: str, years: list[Any]) -> tuple[str, ...]:
    said = []
    if len(years) > 1:
        said.append(f"{len(years)} years are pooled: {years[0]} to {years[-1]}.")
    few = found[found["against_all"] == "not given"]
    if len(few):
        named = ", ".join(map(str, few[by]))
        said.append(f"Too few events for a rate in {named}: pool more years.")
    wide = found[(found["upper"] - found["rate"]) > WIDE * found["rate"]]
    if len(wide):
        named = ", ".join(map(str, wide[by]))
        said.append(f"The limits are wide for {named}: pool more years before saying much.")
    return tuple(said)
