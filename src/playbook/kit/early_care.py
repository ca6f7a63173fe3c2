"""Stays that earlier care might have spared, by place, with small numbers hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from playbook.analyse import Preventable, RateComparison, preventable, wilson_interval
from playbook.charts import Figure, bars
from playbook.data import Protected, protect
from playbook.data.wording import counted, listed
from playbook.kit.local_need import LocalNeed
from playbook.kit.plainly import plainly
from playbook.markup import PlainError, say

SMALL = 5  # counts under this may point at a person
ALL = "All localities"


@dataclass(frozen=True, eq=False)
class EarlyCare:
    """Potentially preventable stays of each locality. Made by :func:`early_care`.

    ``protected`` has one row a group of conditions and one column a locality, with small counts
    hidden. ``places`` has locality, emergency stays and preventable stays; it is not protected.
    """

    need: LocalNeed
    found: Preventable
    protected: Protected
    places: pd.DataFrame
    bed_days: float

    @property
    def stays_a_year(self) -> float:
        """Preventable stays in an average year."""
        return self.found.stays / self.need.years

    @property
    def beds(self) -> float:
        """The beds that they filled on an average day."""
        return self.bed_days / self.need.years / 365

    @property
    def percent(self) -> float:
        """Their share of all emergency stays."""
        return 100 * self.found.stays / self.found.emergencies

    def sentence(self) -> str:
        """Say how large the share is, and how many beds that fills."""
        return (
            f"{self.percent:.1f}% of emergency stays had a condition of the list. They filled "
            f"{say(self.beds)} beds on an average day. They are potentially preventable: the "
            f"list judges no single stay."
        )

    def admissions_sentence(self) -> str:
        """Say how many emergency stays there are in an average year."""
        scaled = " The sample holds one person in ten, so this is ten times its stays."
        return (
            f"There were about {say(round(self.found.emergencies / self.need.years))} emergency "
            f"stays a year, {self.need.period}.{scaled if self.need.is_sample else ''}"
        )

    def conditions_figure(self, *, name: str) -> Figure:
        """Draw the groups of conditions whose count may be shown, the largest first."""
        shown = self.protected.table.set_index("Condition")[ALL]
        counts = shown[shown.notna() & (shown > 0)].astype(int)
        hidden = int(shown.isna().sum())
        first = counts.index[0] if len(counts) else ""
        return bars(
            counts.rename_axis("Condition"),
            unit="emergency stays",
            name=name,
            message=f"{first} comes first: {say(int(counts.iloc[0]))} stays {self.need.period}.",
            note="A stay may be in two groups."
            + (f" {counted(hidden, 'group is', 'groups are')} hidden." if hidden else ""),
            source=f"{self.need.source}. {self.need.basis}",
            sample=self.need.is_sample,
        )

    def places_table(self) -> pd.DataFrame:
        """Give each locality's share with its limits, hidden where a count is, or tells another."""
        counts = self.places.assign(others=self.places["stays"] - self.places["early"])
        safe = protect(counts[["locality", "early", "others"]]).table["early"].isna()
        rows = []
        for (place, stays, early), hidden in zip(
            self.places.itertuples(index=False, name=None), safe, strict=True
        ):
            if hidden or not stays:
                rows.append((place, say(stays), "[c]" if hidden else "none", ""))
                continue
            low, high = wilson_interval(early, stays)
            span = f"{100 * low:.0f} to {100 * high:.0f}"
            rows.append((place, say(stays), f"{100 * early / stays:.1f}", span))
        heads = ["Locality", "Emergency stays", "On the list, %", "It may be, %"]
        return pd.DataFrame(rows, columns=heads)

    def rates(self) -> RateComparison | None:
        """Compare the localities allowing for age; ``None`` where a count must be hidden."""
        if self.places["early"].between(1, SMALL - 1).any():
            return None
        kept = self.need.emergencies[self.found.rows.to_numpy()].reset_index(drop=True)
        return replace(self.need, emergencies=kept).rates(standardised=True)

    def stands_out(self) -> str:
        """Say which localities have more of these stays than age and chance explain."""
        found = self.rates()
        if found is None:
            return "Some localities have fewer than five such stays, so rates are not shown."
        high = found.table.loc[found.table["against_all"] == "higher", "locality"]
        if high.empty:
            return "Allowing for age, no locality has more of these stays than chance explains."
        return (
            f"Allowing for age, {listed(high)} {'has' if len(high) == 1 else 'have'} more of these "
            f"stays than chance explains."
        )


def early_care(need: LocalNeed) -> EarlyCare:
    """Find potentially preventable stays, by group of conditions and by locality.

    Raises ``PlainError`` when no stay has a condition of the list, or when so few have that
    nothing may be shown.

    >>> from playbook.data import load
    >>> from playbook.kit import local_need
    >>> early = early_care(local_need(load("hospital_stays"), load("locality_population")))
    >>> round(early.percent, 1), early.stands_out()[:31]
    (20.0, 'Allowing for age, Locality C ha')
    """
    with plainly("The conditions of these stays could not be read"):
        found = preventable(need.emergencies)
    if found.stays < SMALL:
        raise PlainError(
            f"Fewer than {SMALL} of {say(found.emergencies)} emergency stays have a condition of "
            f"the list, so nothing may be shown. Are the main conditions coded yet?"
        )
    rows = need.emergencies
    order = list(need.people["locality"].unique())
    by_place = {place: rows[rows["locality"] == place] for place in order}
    parts = {
        place: preventable(group).table.set_index("condition")["stays"] if len(group) else None
        for place, group in by_place.items()
    }
    wide = pd.DataFrame({p: s for p, s in parts.items() if s is not None}).reindex(columns=order)
    wide = wide.fillna(0).astype(int)
    wide[ALL] = wide.sum(axis=1)
    seen = wide[wide[ALL] > 0].sort_values(ALL, ascending=False, kind="stable")
    counts = seen.rename_axis("Condition").reset_index()
    early = [int(found.rows[group.index].sum()) for group in by_place.values()]
    places = pd.DataFrame(
        {"locality": order, "stays": [len(group) for group in by_place.values()], "early": early}
    )
    days = rows.loc[found.rows.to_numpy(), "length_days"].fillna(0).sum()
    safe = protect(counts, total_column=ALL)
    return EarlyCare(need, found, safe, places, float(days))
