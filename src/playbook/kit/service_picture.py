"""One service across a team's files: places, people, money, staff and grades, place by place."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from playbook.analyse import BoughtQuality, Coverage, bought_quality, coverage
from playbook.data import Dataset
from playbook.data.wording import listed
from playbook.kit.day import weakest
from playbook.kit.panel_numbers import in_thousands, whole_number
from playbook.kit.papers import Grounds
from playbook.kit.plainly import plainly
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import PlainError, say
from playbook.plan import community_services_required

MORE_PLACES = (0, 5, 10, 20, 30, 40, 60)
OLD = 75


@dataclass(frozen=True, eq=False)
class ServicePicture:
    """A service as several files tell it. Made by :func:`service_picture`.

    ``coverage`` sets places beside people aged 75 and over. ``cost_gbp`` is what a place costs a
    year, ``wte`` the staff for one person served; ``wte_needed`` and ``wte_in_post`` are for the
    whole service. Each is ``None`` where no file tells it. ``quality`` is that of what is bought.
    """

    coverage: Coverage
    month: pd.Timestamp
    cost_gbp: float | None
    wte: float | None
    wte_needed: float | None
    wte_in_post: float | None
    quality: BoughtQuality | None
    rests_on: Grounds

    @property
    def service(self) -> str:
        """The name of the service."""
        return self.coverage.service

    def sentence(self) -> str:
        """Say which service it is, when, and how many places it has."""
        return (
            f"{self.service} has {say(self.coverage.places, 0)} places in {say(self.month)}. "
            "It is looked at because it has most places."
        )

    def staff_sentence(self) -> str:
        """Say whether there are staff for the people who are to be served."""
        if self.wte_needed is None or self.wte_in_post is None:
            return f"No file tells how many staff {self.service} needs."
        told = (
            f"{self.service} needs {say(self.wte_needed, 0)} whole-time staff by its own numbers, "
            f"and has {say(self.wte_in_post, 0)}."
        )
        return (
            f"{told} Places on paper are not care." if self.wte_in_post < self.wte_needed else told
        )

    def quality_sentence(self) -> str:
        """Say where least is bought from providers graded good, or that nothing tells it."""
        if self.quality is None:
            return f"No contract has a name that begins with {self.service}."
        return self.quality.sentence()

    def table(self) -> pd.DataFrame:
        """Give the places and people of each locality for a page."""
        columns = {
            "locality": "Locality",
            "people": f"People aged {OLD} and over",
            "places": "Places",
            "per_1000": "Places for each 1,000",
            "served": "People served",
            "waiting": "Waiting",
            "gap_places": "Places that lack",
        }
        return self.coverage.table[list(columns)].rename(columns=columns)


def service_picture(
    places: Dataset,
    population: Dataset,
    costs: Dataset,
    services: Dataset,
    contracts: Dataset,
    providers: Dataset,
) -> ServicePicture:
    """Put together what a team's files say of the service that has most places.

    Places are those of the latest month. Costs and contracts belong to it when the name of
    their service begins with its name.

    Raises ``PlainError`` when the files name different localities, or cannot be added up.

    >>> from playbook.data import load
    >>> names = ("community_waiting", "locality_population", "service_costs",
    ...     "community_services", "contracts", "providers")
    >>> service_picture(*map(load, names)).coverage.gap_sentence()
    'Care at home: 32 places lack, in Locality C (32).'
    """
    month = places.table["month"].max()
    latest = places.table[places.table["month"] == month]
    service = str(latest.groupby("service", sort=False, observed=True)["places"].sum().idxmax())
    rows = latest[latest["service"] == service]
    with plainly("The file of places and the people of each locality do not go together"):
        found = coverage(rows, older_people(population), service, who=f"people aged {OLD} and over")
    per_person, needed, in_post = _staff(services.table, service)
    everything = (places, population, costs, services, contracts, providers)
    return ServicePicture(
        coverage=found,
        month=month,
        cost_gbp=_cost_of_a_place(costs.table, service, found.places),
        wte=per_person,
        wte_needed=needed,
        wte_in_post=in_post,
        quality=_quality(contracts.table, providers.table, service),
        rests_on=weakest(*everything),
    )


def older_people(population: Dataset) -> pd.Series:
    """Count the people aged 75 and over of each locality, in the latest year of the file.

    Raises ``PlainError`` when no age band begins at 75.

    >>> from playbook.data import load
    >>> int(older_people(load("locality_population"))["Locality A"])
    2802
    """
    table = population.table[population.table["year"] == population.table["year"].max()]
    begins = table["age_band"].map(lambda band: int(str(band).rstrip("+").split("-")[0]))
    if OLD not in set(begins):
        there = listed(sorted(set(table["age_band"].astype(str))))
        raise PlainError(f"No age band begins at {OLD}. There is {there}.")
    older = table[begins >= OLD]
    counts: pd.Series = older.groupby("locality", sort=False, observed=True)["population"].sum()
    return counts


def _cost_of_a_place(costs: pd.DataFrame, service: str, places: float) -> float | None:
    ours = costs[costs["service"].astype(str).str.startswith(service)]
    total = float(ours["cost_gbp"].sum())
    return total / places if places and total else None


def _staff(services: pd.DataFrame, service: str) -> tuple[float | None, float | None, float | None]:
    """Give the staff for one person served, the staff needed, and those in post."""
    ours = services[services["service"] == service]
    if ours.empty:
        return None, None, None
    with plainly("The staff that services need could not be worked out"):
        needed = community_services_required(ours).table.iloc[0]
    in_post = ours["wte_in_post"].iloc[0]
    people = float(needed["people_at_once"])
    each = float(needed["wte"]) / people if people else None
    return each, float(needed["wte"]), None if pd.isna(in_post) else float(in_post)


def _quality(
    contracts: pd.DataFrame, providers: pd.DataFrame, service: str
) -> BoughtQuality | None:
    names = contracts["service"].astype(str)
    ours = names[names.str.startswith(service)]
    if ours.empty:
        return None
    with plainly("The grades of what is bought could not be worked out"):
        return bought_quality(contracts, providers, str(ours.mode().iloc[0]))


def more_places_panel(
    picture: ServicePicture, *, source: str, sample: bool = False, name: str = "more-places"
) -> Explorer:
    """Show what more places in one locality would do, and what they would need.

    Staff and money are shown only where a file tells them.
    """
    rows = picture.coverage.table.to_dict("records")

    def where(at: float) -> str:
        return str(rows[int(at)]["locality"])

    def after(place: float, more: float) -> dict[str, float]:
        row = rows[int(place)]
        have = row["places"] + more
        return {
            "coverage": 1000 * have / row["people"] if row["people"] else 0.0,
            "lack": max(0.0, row["served"] + row["waiting"] - have),
            "staff": more * (picture.wte or 0.0),
            "cost": more * (picture.cost_gbp or 0.0),
        }

    results = [
        Result(
            "coverage", f"Places there for each 1,000 people aged {OLD} and over", "", whole_number
        ),
        Result("lack", "Places that still lack there", "places", whole_number),
    ]
    if picture.wte is not None:
        results.append(Result("staff", "Whole-time staff to find", "staff", whole_number))
    if picture.cost_gbp is not None:
        results.append(Result("cost", "Thousand pounds a year, at today’s cost", "", in_thousands))
    return explorer(
        name,
        [
            Control("place", "Where", range(len(rows)), 0, "", where),
            Control("more", "More places", MORE_PLACES, 0, "places"),
        ],
        after,
        results,
        _told(picture, where),
        message=f"What if there were more places? {picture.service}",
        source=source,
        note="Whether anybody can be hired, and by when, is not in it. Nor is what people want.",
        sample=sample,
    )


def _told(picture: ServicePicture, where: Callable[[float], str]) -> Callable[..., str]:
    def told(
        place: float, more: float, coverage: float, lack: float, staff: float = 0, cost: float = 0
    ) -> str:
        if not more:
            have = f"{where(place)} has {say(coverage, 0)} places today"
            return f"{have} for each 1,000 people aged {OLD} and over."
        needs = [f"{say(staff, 0)} whole-time staff"] if picture.wte is not None else []
        if picture.cost_gbp is not None:
            needs.append(f"£{say(cost, 0)} a year")
        asks = f" They need {listed(needs)}." if needs else ""
        left = f"{say(lack, 0)} still lack." if lack else "No place lacks then."
        return f"{say(more)} more places in {where(place)}: {left}{asks}"

    return told
