"""Places beside the people who may need them, locality by locality, and the places that lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from playbook.data.wording import listed
from playbook.inputs import need_a, read_numbers
from playbook.markup import say
from playbook.tables import need_columns, need_numbers, need_values

if TYPE_CHECKING:
    from playbook.charts import Figure

PER = 1_000


@dataclass(frozen=True, eq=False)
class Coverage:
    """Places for people, by locality. Made by :func:`coverage`.

    ``table`` has one row a locality, the least covered first: locality, people, places, served,
    waiting, per_1000 (places for each 1,000 people), even_places (what it would have if all had
    the coverage of all together), below_even and gap_places (people served or waiting beyond
    the places there). Where nobody lives per_1000 is missing.
    """

    table: pd.DataFrame
    service: str
    overall: float
    who: str

    @property
    def places(self) -> float:
        """All places together."""
        return float(self.table["places"].sum())

    @property
    def gap_places(self) -> float:
        """Places that lack, locality by locality: an empty one elsewhere fills no gap."""
        return float(self.table["gap_places"].sum())

    def sentence(self) -> str:
        """Name the locality with fewest places for its people, beside all together."""
        known = self.table.dropna(subset="per_1000")
        first = known.iloc[0]
        told = (
            f"{self.service}: {say(self.overall, 0)} places in all for each {say(PER)} {self.who}."
        )
        if len(known) == 1 or known["per_1000"].nunique() == 1:
            return f"{told} Every locality has the same."
        return (
            f"{told} {first['locality']} has fewest, {say(first['per_1000'], 0)}. "
            f"That is {say(first['below_even'], 0)} places below an even share."
        )

    def gap_sentence(self) -> str:
        """Say how many places lack for those who are served or wait, and where."""
        lacking = self.table[self.table["gap_places"] > 0]
        if lacking.empty:
            return f"{self.service}: there is a place for everyone who is served or waits."
        where = listed(
            f"{row['locality']} ({say(row['gap_places'], 0)})"
            for row in lacking.sort_values("gap_places", ascending=False).to_dict("records")
        )
        return f"{self.service}: {say(self.gap_places, 0)} places lack, in {where}."

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw places for each 1,000 people, locality by locality."""
        from playbook.charts import bars  # matplotlib is slow to load

        known = self.table.dropna(subset="per_1000").set_index("locality")
        return bars(
            known["per_1000"].round(1).rename_axis("Locality"),
            unit=f"places for each {say(PER)} {self.who}",
            name=name,
            message=message or self.sentence(),
            source=source,
            note=f"All together: {say(self.overall)}.",
            sample=sample,
        )


def coverage(
    places: pd.DataFrame, people: pd.Series, service: str = "Places", *, who: str = "people"
) -> Coverage:
    """Set the places of a service beside the people who may need it, by locality.

    ``places`` has one row a locality: locality, places, people_served and waiting. ``people``
    maps each locality to the people for whom the service is meant, such as those aged 75 and
    over; ``who`` says so in words. An even share gives every person the coverage of all
    together: a measure to ask with and no target, since need is not even. The gap
    counts people: served and waiting, less places.

    Those who never asked are in neither number.

    Raises ``ValueError`` for missing columns, blanks, text or negative numbers, a locality
    twice, localities that differ between the two, or nobody to be served; ``TypeError`` for what
    is not a table, or not people by locality.

    Source: needs assessment practice; the sums are arithmetic.

    >>> rows = pd.DataFrame({"locality": ["North", "South"], "places": [60, 20],
    ...     "people_served": [50, 20], "waiting": [2, 9]})
    >>> found = coverage(rows, pd.Series({"North": 1000, "South": 1000}), "Care at home")
    >>> found.gap_sentence()
    'Care at home: 9 places lack, in South (9).'
    """
    counts = ["places", "people_served", "waiting"]
    need_columns(places, ["locality", *counts], "table of places")
    need_values(places, ["locality"])
    need_numbers(places, counts)
    need_a(people, pd.Series, "the people as a count for each locality")
    living = pd.Series(read_numbers(people, "people"), index=people.index.astype(str))
    names = places["locality"].astype(str)
    if names.duplicated().any():
        raise ValueError(f"{names[names.duplicated()].iloc[0]} has two rows of places. Keep one.")
    if lost := sorted(set(names) ^ set(living.index)):
        verb = "stands" if len(lost) == 1 else "stand"
        raise ValueError(
            f"{listed(lost)} {verb} in one of the two files only. Name the localities alike."
        )
    if not living.sum():
        raise ValueError("Nobody lives in any locality, so there is no coverage.")
    overall = PER * float(places["places"].sum()) / float(living.sum())
    table = pd.DataFrame(
        {
            "locality": names,
            "people": names.map(living),
            "places": places["places"].astype(float),
            "served": places["people_served"].astype(float),
            "waiting": places["waiting"].astype(float),
        }
    )
    table["per_1000"] = (PER * table["places"] / table["people"]).where(table["people"] > 0)
    table["even_places"] = overall * table["people"] / PER
    table["below_even"] = table["even_places"] - table["places"]
    table["gap_places"] = (table["served"] + table["waiting"] - table["places"]).clip(lower=0)
    ordered = table.sort_values("per_1000", kind="stable", ignore_index=True)
    return Coverage(ordered, service, overall, who)
