"""The front door of a hospital: A&E attendances by month, and seasons beside those of stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from playbook.analyse import SeasonalShares, seasonal_shares
from playbook.charts import Figure, Look, figure
from playbook.data import Dataset
from playbook.data.periods import financial_year
from playbook.data.wording import listed, nearest
from playbook.framework import framework
from playbook.kit.area import Area
from playbook.kit.settings import area_asked_for
from playbook.kit.showing import Shown, cited, in_words
from playbook.markup import PlainError, say
from playbook.places import project_file

Span = tuple[str, str]
PANDEMIC: Mapping[str, Span] = {"the pandemic": ("2020-03", "2021-12")}


@dataclass(frozen=True, eq=False)
class FrontDoor:
    """A&E attendances of one hospital, all its departments together. See :func:`front_door`.

    ``attendances`` and ``within_4_hours`` (percent) have one value a month.
    """

    hospital: Area
    attendances: pd.Series
    within_4_hours: pd.Series
    over_12_hours: pd.Series
    data: Dataset

    def years(self) -> pd.DataFrame:
        """Give each whole financial year for a page: attendances, a day, and how long they took.

        A year with a month that is missing is left out. Waits that are not counted are "not
        known".
        """
        months = self.attendances.dropna().index
        labels = pd.Series([financial_year(month) for month in months], index=months)
        counts = labels.value_counts(sort=False)
        whole = sorted(str(label) for label in counts.index[counts == 12])
        rows = [self._year(label, labels.index[labels == label]) for label in whole]
        heads = ["Year", "Attendances", "A day", "Within 4 hours, %", "Over 12 hours"]
        return pd.DataFrame(rows, columns=heads)

    def _year(self, label: str, months: pd.Index) -> tuple[object, ...]:
        seen = self.attendances.loc[months]
        days = pd.DatetimeIndex(months).days_in_month.to_numpy()
        soon = (seen * self.within_4_hours.loc[months]).sum(skipna=False) / seen.sum()
        long = self.over_12_hours.reindex(months).sum(skipna=False)
        waits = None if pd.isna(long) else int(long)
        return label, int(seen.sum()), seen.sum() / days.sum(), soon, waits

    def sentence(self) -> str:
        """Set the latest whole year beside the first: how many came, and how soon they left."""
        years = self.years()
        if years.empty:
            return f"The file holds no whole financial year of {self.hospital.name}."
        first, last = years.iloc[0], years.iloc[-1]
        told = (
            f"In {last['Year']} there were {say(last['Attendances'])} attendances at "
            f"{self.hospital.name}. Of these, {say(last['Within 4 hours, %'])}% ended within four "
            f"hours."
        )
        if len(years) == 1:
            return told
        return (
            f"{told} In {first['Year']} there were {say(first['Attendances'])}, and "
            f"{say(first['Within 4 hours, %'])}%."
        )

    def table(self) -> Shown:
        """Show the whole years, or say that there is none."""
        years = self.years()
        table = years.astype({"Over 12 hours": "Int64"})
        return in_words(
            self.sentence(),
            data=self.data,
            table=None if years.empty else table,
            caption="" if years.empty else f"A&E attendances, {self.hospital.name}",
        )


def front_door(visits: Dataset, hospital: str = "") -> FrontDoor:
    """Give the A&E attendances of our hospital, all departments and categories together.

    ``hospital`` is a name or a code. Without one it is the only hospital of the file, or that
    of the partnership where the project is about the partnership's area.

    Raises ``PlainError`` that lists the hospitals when it cannot tell which is ours.

    >>> from playbook.data import load
    >>> front_door(load("ae_monthly")).hospital.name
    "Dr Gray's Hospital"
    """
    ours = _our_hospital(visits, hospital)
    chosen: dict[str, Any] = {"hospital": ours.code, "department": "every"}
    return FrontDoor(
        ours,
        visits.monthly(**chosen),
        visits.monthly(measure="percentage_within_4_hours", **chosen),
        visits.monthly(measure="over_12_hours", **chosen),
        visits,
    )


def _our_hospital(visits: Dataset, asked: str) -> Area:
    field = visits.schema.field("hospital")
    names = {code: field.label(code) for code in visits.values("hospital")}
    if asked:
        return _named(asked, names)
    codes = [each.code for each in framework().partnership.codes.values()]
    likely = [code for code in names if code in codes]
    if len(names) == 1:
        likely = list(names)
    elif not _about_the_partnership(visits):
        likely = []
    if len(likely) == 1:
        return Area(likely[0], names[likely[0]])
    raise PlainError(
        f"This file holds {len(names)} hospitals, and the playbook does not know which is yours. "
        f'Write it in the cell above, between the quotes, for example: HOSPITAL = "'
        f'{next(iter(names))}". The file holds {_some(names)}.'
    )


def _about_the_partnership(visits: Dataset) -> bool:
    """Whether the partnership's own hospital may be taken: never for another council."""
    project = project_file()
    if visits.is_sample or project is None:
        return True
    asked = area_asked_for(project).casefold()
    ours = framework().partnership
    known = {ours.area.casefold(), *(each.code.casefold() for each in ours.codes.values())}
    return asked in known


def _named(asked: str, names: Mapping[str, str]) -> Area:
    for code, name in names.items():
        if asked.casefold() in (code.casefold(), name.casefold()):
            return Area(code, name)
    guess = nearest(asked, names.values())
    hint = f" Did you mean {guess}?" if guess else ""
    raise PlainError(f"This file has no hospital {asked}.{hint} It holds {_some(names)}.")


def _some(names: Mapping[str, str], most: int = 8) -> str:
    told = [name if name == code else f"{name} ({code})" for code, name in names.items()]
    return listed(told if len(told) <= most else [*told[:most], f"{len(told) - most} more"])


@dataclass(frozen=True, eq=False)
class Seasons:
    """How busy each month is, for A&E and for emergency stays. See :func:`two_seasons`.

    A part without three whole years is ``None``, and ``why_not`` says so.
    """

    door: SeasonalShares | None
    stays: SeasonalShares | None
    why_not: tuple[str, ...]
    source: str
    is_sample: bool

    def sentence(self) -> str:
        """Name the busiest month of each, and say what is missing."""
        parts = {"A&E": self.door, "emergency stays": self.stays}
        told = [f"{name} in {_busiest(found)}" for name, found in parts.items() if found]
        said = f"Day for day the busiest month was: {' and '.join(told)}." if told else ""
        return " ".join(filter(None, (said, *self.why_not)))

    def figure(self, *, name: str) -> Figure | None:
        """Draw both lines over the months of a year, 1 being each year's average day."""
        lines = {
            label: found.table.set_index("name")["index"]
            for label, found in (("A&E attendances", self.door), ("Emergency stays", self.stays))
            if found
        }
        if not lines:
            return None
        table = pd.DataFrame(lines).round(2)

        def draw(axes: Axes, look: Look) -> None:
            for (label, line), colour, mark in zip(
                table.items(), (look.analyse, look.review), "os", strict=False
            ):
                axes.plot(range(12), line, f"{mark}-", color=colour, label=str(label))
            axes.axhline(1, color=look.soft, linewidth=1, dashes=(5, 3))
            axes.set_xticks(
                range(12), [str(month)[: 1 if look.narrow else 3] for month in table.index]
            )
            axes.yaxis.set_major_formatter(lambda index, _: say(index, 2))
            axes.margins(y=0.4 if look.narrow else 0.22)  # room for the legend
            axes.legend(
                frameon=False,
                labelcolor=look.ink,
                loc="upper center",
                ncols=1 if look.narrow else 2,
            )

        told = " ".join(
            f"{label}: "
            + ", ".join(f"{month} {say(value, 2)}" for month, value in line.items())
            + "."
            for label, line in table.items()
        )
        return figure(
            draw,
            name=name,
            message=self.sentence(),
            alt=f"How busy each month is, where 1 is the year's average day. {told}",
            table=table.reset_index(names="Month"),
            source=self.source,
            note=_notes(self.door, self.stays),
            sample=self.is_sample,
        )


def two_seasons(
    door: FrontDoor,
    admissions: pd.DataFrame,
    stays: Dataset,
    *,
    leave_out: Mapping[str, Span] = PANDEMIC,
) -> Seasons:
    """Lay the seasons of A&E beside those of emergency stays.

    ``admissions`` has month and admissions. ``leave_out`` names months that were not normal.
    Each part needs three whole years, and is left out in words where it has fewer.
    """
    parts = {
        "A&E": door.attendances.rename("value").rename_axis("month").reset_index(),
        "Emergency stays": admissions.rename(columns={"admissions": "value"}),
    }
    found: dict[str, SeasonalShares | None] = {}
    why: list[str] = []
    for name, months in parts.items():
        try:
            found[name] = seasonal_shares(months, leave_out=_inside(leave_out, months))
        except ValueError as problem:
            found[name] = None
            why.append(f"{name}: no season is shown. {problem}")
    sources = dict.fromkeys((cited(door.data)["source"], cited(stays)["source"]))
    return Seasons(
        found["A&E"],
        found["Emergency stays"],
        tuple(why),
        ". ".join(sources),
        door.data.is_sample or stays.is_sample,
    )


def _inside(leave_out: Mapping[str, Span], months: pd.DataFrame) -> dict[str, Span]:
    """Keep the spans that these months reach into, so that no note speaks of others."""
    days = pd.to_datetime(months["month"])
    return {
        reason: span
        for reason, span in leave_out.items()
        if pd.Timestamp(span[0]) <= days.max() and pd.Timestamp(span[1]) >= days.min()
    }


def _busiest(found: SeasonalShares) -> str:
    top = found.table.iloc[int(found.table["index"].to_numpy().argmax())]
    return f"{top['name']} ({100 * (top['index'] - 1):+.0f}%, {len(found.years)} years)"


def _notes(*parts: SeasonalShares | None) -> str:
    return " ".join(dict.fromkeys(note for found in parts if found for note in found.notices))
