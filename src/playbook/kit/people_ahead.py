"""The people of an area by age: as estimated, and as projected from the latest estimate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from playbook.analyse import BackTest, age_bands, back_test, rebase_population
from playbook.charts import Figure, Look, figure
from playbook.data import Dataset
from playbook.data.wording import listed
from playbook.kit.area import Area, our_area
from playbook.kit.panel_numbers import percent_moved
from playbook.kit.plainly import plainly
from playbook.markup import PlainError, say

FIVE_YEAR_BANDS = (*(f"{first}-{first + 4}" for first in range(0, 90, 5)), "90+")
UNTIL = 2035
LEVEL = 0.5  # percent: a smaller change is called level


@dataclass(frozen=True, eq=False)
class PeopleAhead:
    """People by year and age band. Made by :func:`people_ahead`.

    ``estimated`` holds the estimates and ``projected`` the projection as it was published.
    ``ahead`` starts from the ``latest`` estimate and keeps the projected change of each band.
    ``is_sample`` is true when either file is the sample.
    """

    area: Area
    estimated: pd.DataFrame
    projected: pd.DataFrame
    ahead: pd.DataFrame
    latest: int
    until: int
    source: str
    basis: str
    path: Path
    is_sample: bool

    def aged(self, first: int, last: int | None = None, *, years: str = "ahead") -> pd.Series:
        """Add up the people from one age to another, year by year.

        ``first`` begins a band and ``last`` ends one. ``years`` is "ahead" (from the
        latest estimate on), "estimated" or "projected".
        """
        table: pd.DataFrame = getattr(self, years)
        bands = [
            band
            for band in table.columns
            if _begins(band) >= first and (last is None or _begins(band) < last)
        ]
        return table[bands].sum(axis=1)

    def growth_percent(self, first: int, last: int | None = None) -> float:
        """Say by how many percent people of these ages grow, from the latest estimate on."""
        people = self.aged(first, last)
        return float(100 * (people[self.until] / people[self.latest] - 1))

    def sentence(self) -> str:
        """Say how the older people change, and everybody together."""
        older = self.aged(75)
        return (
            f"From {self.latest} to {self.until} people aged 75 and over in {self.area.name} go "
            f"from {say(older[self.latest], 0)} to {say(older[self.until], 0)}, "
            f"{_by(self.growth_percent(75))}. Those aged 85 and over change by "
            f"{percent_moved(self.growth_percent(85))}, and all ages together by "
            f"{percent_moved(self.growth_percent(0))}."
        )

    def says_of(self, first: int, year: int | None = None) -> str:
        """Say how many people of an age and over live here in one year."""
        when = self.latest if year is None else year
        how = "estimated" if when == self.latest else "projected from the latest estimate"
        count = say(self.aged(first)[when], 0)
        return f"{count} people aged {first} and over in {self.area.name} in {when}, {how}."

    def change_table(self) -> pd.DataFrame:
        """Give the people of wide age groups in the latest estimate and at the end."""
        rows = [
            (name, *self.aged(*ages)[[self.latest, self.until]], self.growth_percent(*ages))
            for name, ages in GROUPS.items()
        ]
        table = pd.DataFrame(
            rows, columns=["Age", f"{self.latest}", f"{self.until}", "Change, percent"]
        )
        return table.round({f"{self.until}": 0, "Change, percent": 1})

    def past_test(self, first: int) -> BackTest | None:
        """Set the projection as published beside the estimates that came after its first year.

        ``None`` where no estimate is later than that.
        """
        came = self.aged(first, years="estimated")
        came = came[came.index > self.projected.index.min()]
        both = came[came.index.isin(self.projected.index)]
        return back_test(self.aged(first, years="projected"), both) if len(both) else None

    def rebasing_sentence(self, first: int = 85) -> str:
        """Say how far the projection was off at the latest estimate, and what that does."""
        tested = self.past_test(first)
        who = f"people aged {first} and over"
        if tested is None:
            return (
                f"No estimate is later than the start of the projection ({self.latest}), so it "
                f"cannot be tested yet."
            )
        off = float(tested.table["percent_error"].iloc[-1])
        raw, ours = (self.aged(first, years=years)[self.until] for years in ("projected", "ahead"))
        way = "too many" if off > 0 else "too few"
        return (
            f"For {self.latest} the projection had {abs(off):.1f}% {way} {who}. In {self.until} "
            f"it has {say(raw, 0)}. Started from the latest estimate it is {say(ours, 0)}."
        )

    def plot(self, *, name: str, message: str = "") -> Figure:
        """Draw three groups of older people, as estimated and as projected."""
        shown = self._lines()
        told = " ".join(
            f"{group}: {say(line[self.latest], 0)} in {self.latest}, "
            f"{say(line[self.until], 0)} in {self.until}."
            for group, line in shown.items()
        )
        return figure(
            lambda axes, look: self._draw(axes, look, shown),
            name=name,
            message=message or self.sentence(),
            alt=f"Lines of people by age group from {shown.index[0]} to {self.until}. {told}",
            table=shown.round(0).rename_axis("Year").reset_index(),
            source=self.source,
            note=f"Estimates to {self.latest}, then projected. A projection is what follows if "
            "trends hold. It is not a forecast.",
            sample=self.is_sample,
        )

    def _lines(self) -> pd.DataFrame:
        groups = {name: ages for name, ages in GROUPS.items() if ages[0] >= 65}
        lines = {
            name: pd.concat(
                [self.aged(*ages, years="estimated"), self.aged(*ages).drop(self.latest)]
            )
            for name, ages in groups.items()
        }
        return pd.DataFrame(lines).loc[self.latest - 10 : self.until]

    def _draw(self, axes: Axes, look: Look, shown: pd.DataFrame) -> None:
        colours = (look.analyse, look.plan, look.review)
        axes.axvline(self.latest, color=look.line, linewidth=1.2)
        for at, (group, line) in enumerate(shown.items()):
            known, later = line.loc[: self.latest], line.loc[self.latest :]
            axes.plot(known.index, known, color=colours[at], linewidth=2)
            axes.plot(later.index, later, color=colours[at], linewidth=2, dashes=(4, 2))
            axes.annotate(
                f"{group}: {say(line.iloc[-1], 0)}",
                (line.index[-1], line.iloc[-1]),
                (0, 6),
                textcoords="offset points",
                ha="right",
                color=look.ink,
            )
        axes.set_ylim(0, 1.12 * float(shown.max().max()))
        axes.xaxis.set_major_locator(_every(look))
        axes.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")


GROUPS: Mapping[str, tuple[int, ...]] = {
    "Under 65": (0, 64),
    "65 to 74": (65, 74),
    "75 to 84": (75, 84),
    "85 and over": (85,),
    "All ages": (0,),
}


def people_ahead(
    estimates: Dataset,
    projections: Dataset,
    *,
    until: int = UNTIL,
    bands: Sequence[str] = FIVE_YEAR_BANDS,
) -> PeopleAhead:
    """Start a population projection from the latest estimate, for the area of the project.

    Both files may hold several areas; they must share ours, and the projection must hold the
    year of the latest estimate. A projection that ends before ``until`` is followed to its end.
    Each of ``bands`` keeps its own projected change; :meth:`PeopleAhead.aged` adds bands up.

    Raises ``PlainError`` for files that do not fit together.

    >>> from playbook.data import load
    >>> found = people_ahead(load("population_estimates"), load("population_projections"))
    >>> found.latest, found.until, round(found.growth_percent(85))
    (2023, 2035, 51)
    """
    area = our_area(estimates)
    if area.code not in projections.values("area"):
        names = projections.table["area_name"].dropna().unique()
        raise PlainError(
            f"The estimates are about {area.name}, but the projections hold {listed(names)}. "
            f"Put projections for {area.name} into the data folder."
        )
    come, ahead = (_by_band(each, area.code, bands) for each in (estimates, projections))
    latest, last = int(come.index.max()), min(until, int(ahead.index.max()))
    if latest not in ahead.index or latest >= last:
        raise PlainError(
            f"The latest estimate is for {latest}, and the projections run from "
            f"{ahead.index.min()} to {ahead.index.max()}. They cannot be joined. "
            f"Get the newest file of each."
        )
    with plainly("The projection could not be started from the estimate"):
        joined = rebase_population(ahead, come.loc[latest], latest).loc[:last]
    return PeopleAhead(
        area=area,
        estimated=come,
        projected=ahead.loc[:last],
        ahead=joined,
        latest=latest,
        until=last,
        source=_cited(estimates, projections),
        basis=estimates.basis,
        path=estimates.path,
        is_sample=estimates.is_sample or projections.is_sample,
    )


def _by_band(data: Dataset, area: str, bands: Sequence[str]) -> pd.DataFrame:
    with plainly(f"The ages of {data.path.name} could not be added up"):
        return age_bands(data.select(area=area, sex="All", age="every"), bands)


def _cited(estimates: Dataset, projections: Dataset) -> str:
    if estimates.is_sample and projections.is_sample:
        return f"{estimates.source.split(',')[0]}, population estimates and projections"
    return f"{estimates.source}. {projections.source}"


def _begins(band: str) -> int:
    return int(band.rstrip("+").split("-")[0])


def _every(look: Look) -> MultipleLocator:
    return MultipleLocator(10 if look.narrow else 5)


def _by(percent: float) -> str:
    if abs(percent) < LEVEL:
        return "nearly level"
    return f"{abs(percent):.1f}% {'more' if percent > 0 else 'fewer'}"
