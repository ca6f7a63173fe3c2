"""Scenarios of demand side by side: a fan, never a single line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import yaml

from playbook.analyse.projection import DemandProjection, project_demand
from playbook.framework.register import unknown
from playbook.markup import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from playbook.charts import Figure, Look

_FILE = Path(__file__).with_name("demand_scenarios.yml")
_MAY_DIFFER = ("population", "rates", "length_of_stay", "growth", "stay_trend", "prevention")


@cache
def planning_scenarios() -> Mapping[str, Mapping[str, float]]:
    """Read the low, principal and high scenario of ``demand_scenarios.yml``.

    >>> list(planning_scenarios()), planning_scenarios()["high"]["growth"]
    (['low', 'principal', 'high'], 0.01)
    """
    made: Mapping[str, Mapping[str, float]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return made


@dataclass(frozen=True, eq=False)
class DemandScenarios:
    """Projections under several scenarios. Made by :func:`demand_scenarios`.

    ``table`` has one row for each scenario and year, with the columns of a projection.
    ``projections`` holds each projection by the name of its scenario.
    """

    table: pd.DataFrame
    projections: Mapping[str, DemandProjection]

    def fan(self, measure: str = "average_beds") -> pd.DataFrame:
        """Give the lowest, the principal and the highest value of each year.

        The principal scenario is the one called "principal", or else the first.
        """
        wide = self.table.pivot(index="year", columns="scenario", values=measure)
        middle = wide[self._principal()]
        edges = {"lowest": wide.min(axis=1), "principal": middle, "highest": wide.max(axis=1)}
        return pd.DataFrame(edges).reset_index()

    def sentence(self) -> str:
        """Say the range of beds in the last year, and what the principal scenario gives."""
        last = self.fan("beds").iloc[-1]
        return (
            f"In {int(last['year'])} the scenarios need {say(int(last['lowest']))} to "
            f"{say(int(last['highest']))} beds; the {self._principal()} one needs "
            f"{say(int(last['principal']))}. None of them is a forecast."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the fan of beds filled on an average day."""
        from playbook.charts import figure

        fan = self.fan()

        told = "; ".join(
            f"{int(row.year)}: {say(row.lowest)} to {say(row.highest)}"  # type: ignore[arg-type]
            for row in fan.iloc[[0, -1]].itertuples()
        )
        return figure(
            self._draw,
            name=name,
            message=message or self.sentence(),
            alt=f"Fan chart of beds filled on an average day, lowest to highest scenario. {told}.",
            table=fan.rename(columns=str.capitalize),
            source=source,
            note=f"Scenarios: {', '.join(self.projections)}. They are assumptions.",
            sample=sample,
        )

    def _draw(self, axes: Axes, look: Look) -> None:
        fan = self.fan()
        axes.fill_between(fan["year"], fan["lowest"], fan["highest"], color=look.line)
        axes.plot(fan["year"], fan["principal"], "o-", color=look.analyse)
        axes.set_ylim(0, 1.15 * fan["highest"].max())  # room for the words above the fan
        axes.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")
        for edge, below in (("highest", 4), ("lowest", -14)):
            axes.annotate(
                f"{edge} {say(fan[edge].iloc[-1])}",
                (fan["year"].iloc[-1], fan[edge].iloc[-1]),
                (0, below),
                textcoords="offset points",
                ha="right",
                color=look.ink,
            )

    def _principal(self) -> str:
        names = list(self.projections)
        return "principal" if "principal" in names else names[0]


def demand_scenarios(
    rates: Any,
    population: pd.DataFrame,
    length_of_stay: Any,
    scenarios: Mapping[str, Mapping[str, Any]] | None = None,
    **common: Any,
) -> DemandScenarios:
    """Project demand under several scenarios, so that no single line is taken for the future.

    ``scenarios`` maps a name to what differs in it: growth, stay_trend, prevention, and also
    rates, length_of_stay or population (a variant with more or less migration). The default
    is the low, principal and high scenario of ``demand_scenarios.yml``. ``common`` is passed
    to :func:`project_demand`: per, occupancy, base_year and the like.

    Two scenarios at least are needed. Raises ``ValueError`` for fewer, for what a scenario
    may not change, and as :func:`project_demand` does.

    >>> people = pd.DataFrame({"75+": [10_817, 14_116]}, index=[2023, 2035])
    >>> demand_scenarios([300], people, [11]).sentence()
    'In 2035 the scenarios need 118 to 170 beds; the principal one needs 151. \
None of them is a forecast.'
    """
    asked = planning_scenarios() if scenarios is None else scenarios
    if len(asked) < 2:
        raise ValueError("Give at least two scenarios: one line alone looks like a forecast.")
    made = {}
    for name, differs in asked.items():
        for what in differs:
            if what not in _MAY_DIFFER:
                raise ValueError(
                    f"Scenario {name}: {unknown(what, _MAY_DIFFER, 'what may differ')}"
                )
        basis = {"rates": rates, "population": population, "length_of_stay": length_of_stay}
        made[name] = project_demand(**{**basis, **common, **differs})
    parts = {name: projection.table for name, projection in made.items()}
    table = pd.concat(parts, names=["scenario", None]).reset_index("scenario")
    return DemandScenarios(table.reset_index(drop=True), made)
