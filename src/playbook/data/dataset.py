"""A file that passed every check, ready to be asked questions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pandas as pd

from playbook.data.adding import (
    by_financial_year,
    by_period,
    days_of,
    ratio_by_financial_year,
)
from playbook.data.choosing import chosen_rows, parts_there, resolved, totals_there
from playbook.data.schema import Field, Layout
from playbook.data.wording import counted, did_you_mean, listed, plural

MANY, FIRST = 12, 6  # beyond so many levels, only the first are named


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Published figures, typed and tidy, with where they came from.

    ``table`` has one row for each period, area, age group, reason and so on, in our own column
    names (``month``, ``area``, ``age``, ``reason``, ``bed_days``, ``average_beds``).
    ``published_names`` gives the publisher's name of each. ``month`` is the first day of the
    month. ``area`` is the code and ``area_name`` the name; people without a known area have
    the code ``unknown``. Where the publisher hid a number it is missing, and a column ending
    in ``_missing_because`` keeps the reason.

    The table holds totals beside their parts, so do not add up a whole column. ``select``,
    ``series``, ``monthly``, ``yearly`` and ``by`` make you pick one level of each dimension.

    Lookups (hospitals, data zones) have no period: use their ``table``. Files about persons have
    one row for each stay or attendance: count them with ``playbook.analyse``. ``base_year`` is
    the base of population projections, when it can be told.

    >>> from playbook.data import load
    >>> delays = load("delayed_discharges")
    >>> delays.is_sample
    True
    >>> delays.select(area="Moray", age="18plus", reason="All Delay Reasons").shape[0]
    110
    """

    table: pd.DataFrame
    kind: str
    path: Path
    is_sample: bool
    source: str
    schema: Layout
    notices: tuple[str, ...] = ()
    base_year: int | None = None

    @property
    def layout(self) -> str:
        """Which published layout the file has, for example ``council_area``."""
        return self.schema.name

    @property
    def basis(self) -> str:
        """What decides where a person is counted: home or hospital. Say it on every chart."""
        return str(self.schema.note("basis"))

    @property
    def published_names(self) -> dict[str, str]:
        """The publisher's column name for each of ours."""
        return {each.column: each.name for each in self.schema.fields if each.role != "qualifier"}

    @property
    def period(self) -> str:
        """The first and the last period, for example ``July 2016 to August 2025``."""
        if not self.schema.timed:
            return ""
        times = self.table[self.schema.time.column]
        first, last = (self.schema.period.label(each) for each in (times.min(), times.max()))
        return first if first == last else f"{first} to {last}"

    def values(self, dimension: str) -> tuple[str, ...]:
        """List what a dimension holds in this file: totals first, then parts.

        >>> from playbook.data import load
        >>> load("delayed_discharges").values("age")
        ('18plus', '18-74', '75plus')
        """
        field = self._dimension(dimension)
        return (*totals_there(field, self.table), *parts_there(field, self.table))

    def ages(self, first: int, last: int | None = None) -> tuple[str, ...]:
        """Name the age groups that begin at ``first`` or later and end by ``last``.

        For a selection such as ``population.series(area="Moray", sex="All",
        age=population.ages(65))``. Raises ``ValueError`` when the file has no ages, or when no
        group begins at ``first`` or after ``last``: ages cannot be cut out of a wider group.
        """
        field = next((each for each in self.schema.dimensions if each.ages), None)
        if field is None:
            raise ValueError(f"{self.schema.title} has no ages.")
        groups = self.table[[field.column, field.column + "_from"]].dropna().drop_duplicates()
        begins = dict(zip(groups[field.column], groups[field.column + "_from"], strict=True))
        edges = [first] if last is None else [first, last + 1]
        missing = [edge for edge in edges if edge not in begins.values()]
        if missing:
            there = listed(map(str, sorted(begins.values())))
            raise ValueError(f"No age group begins at {missing[0]}. Groups begin at {there}.")
        return tuple(
            name for name, age in begins.items() if age >= first and (last is None or age <= last)
        )

    def select(self, **levels: str | Sequence[str]) -> pd.DataFrame:
        """Keep the rows of one level of each dimension.

        Areas go by code or by name. A list keeps several levels, but never a total with its
        parts; ``"every"`` keeps all parts. Attributes narrow the rows down, for example
        ``board="NHS Grampian"``. Raises ``ValueError`` when a dimension is left out or a level
        does not exist; the message lists what there is.
        """
        self._refuse_persons()
        rows = chosen_rows(self.table, self.schema.dimensions, levels, self._attributes)
        return rows.reset_index(drop=True)

    def series(
        self, *, measure: str = "", per_day: bool = False, **levels: str | Sequence[str]
    ) -> pd.Series:
        """Give one number for each period, whatever the period is.

        Several levels in a list are added up; a hidden number makes the sum missing. A
        percentage is worked out again from the sums, never averaged. ``per_day`` divides by the
        days in the period.

        >>> from playbook.data import load
        >>> everyone = {"area": "Moray", "age": "18plus", "reason": "All Delay Reasons"}
        >>> len(load("delayed_discharges").series(**everyone))
        110
        """
        self._refuse_untimed()
        values = by_period(self.select(**levels), self.schema, self._measure(measure))
        return values / days_of(values, self.schema.period) if per_day else values

    def monthly(
        self, *, measure: str = "", per_day: bool = False, **levels: str | Sequence[str]
    ) -> pd.Series:
        """Give one number a month, with the months as index.

        As ``series``, for figures that are published by month; others raise ``ValueError``.
        ``per_day`` divides by the days in the month, because months differ in length.

        >>> from playbook.data import load
        >>> delays = load("delayed_discharges")
        >>> standard = ["Health and Social Care Reasons", "Patient and Family Related Reasons"]
        >>> len(delays.monthly(area="Moray", age="18plus", reason=standard))
        110
        """
        self._refuse_untimed()
        if self.schema.period.name != "month":
            raise ValueError(
                f"These figures are published by {self.schema.period.name}. Use series instead."
            )
        return self.series(measure=measure, per_day=per_day, **levels)

    def yearly(self, *, measure: str = "", **levels: str | Sequence[str]) -> pd.DataFrame:
        """Add months up to financial years, April to March.

        ``months`` says how many months a year holds, so part years can be seen. ``per_day`` is
        the sum divided by the days of those months; a percentage has none.

        >>> from playbook.data import load
        >>> years = load("delayed_discharges").yearly(
        ...     area="Moray", age="18plus", reason="All Delay Reasons")
        >>> years[years["months"] < 12]["financial_year"].tolist()
        ['2016/17', '2025/26']
        """
        field = self._measure(measure)
        if field.derived and field.derived.is_ratio:
            parts = [self.schema.field(each).column
                     for each in (field.derived.of, field.derived.divide_by)]  # fmt: skip
            sums = [self.monthly(measure=each, per_day=False, **levels) for each in parts]
            return ratio_by_financial_year(sums, field).reset_index()
        if not field.adds:
            raise ValueError(f"{field.title} cannot be added over months. {field.adds_because}")
        years = by_financial_year(self.monthly(measure=measure, per_day=False, **levels))
        years["per_day"] = years[field.column] / years["days"]
        return years.reset_index()

    def by(
        self, dimension: str, *, measure: str = "", **levels: str | Sequence[str]
    ) -> pd.DataFrame:
        """Break one dimension into its parts: periods down, parts across, no total among them.

        The other dimensions need one level each. Name some parts of the dimension itself to
        keep only those. The columns may be added up safely, unless they are percentages.

        >>> from playbook.data import load
        >>> load("delayed_discharges").by("age", area="Moray", reason="Code 9 AWI").columns.tolist()
        ['18-74', '75plus']
        """
        self._refuse_untimed()
        field, number = self._dimension(dimension), self._measure(measure)
        asked = levels.get(field.column, parts_there(field, self.table))
        parts = resolved(replace(field, one_at_a_time=False), self.table, asked)
        rows = {part: self.select(**{**levels, field.column: part}) for part in parts}
        for other in self.schema.dimensions:
            if other != field and any(each[other.column].nunique() > 1 for each in rows.values()):
                raise ValueError(f"Choose one {other.column} when you look by {field.column}.")
        wide = pd.concat(
            {field.label(part): by_period(each, self.schema, number)
             for part, each in rows.items() if len(each)}, axis=1,
        )  # fmt: skip
        return wide.sort_index().rename_axis(columns=field.column)

    def _measure(self, name: str) -> Field:
        known = {each.column: each for each in self.schema.measures}
        if not name:
            return self.schema.measure
        if name not in known:
            raise ValueError(
                f"There is no measure called {name!r}. {did_you_mean(name, known)} "
                f"There is: {listed(known)}."
            )
        return known[name]

    def _dimension(self, name: str) -> Field:
        known = {each.column: each for each in self.schema.dimensions}
        if name not in known:
            raise ValueError(
                f"There is no dimension called {name!r}. {did_you_mean(name, known)} "
                f"There is: {listed(known)}."
            )
        return known[name]

    @property
    def _attributes(self) -> tuple[Field, ...]:
        """The columns that may narrow rows down, where this file has them."""
        return tuple(each for each in self.schema.attributes if each.column in self.table)

    def _refuse_untimed(self) -> None:
        self._refuse_persons()
        if not self.schema.timed:
            raise ValueError(
                f"{self.schema.title} is a list without periods. Use its table instead."
            )

    def _refuse_persons(self) -> None:
        if self.schema.person_level:
            raise ValueError(
                "This file has one row for each person's stay or attendance, not counts. "
                "Count them with the methods of playbook.analyse, or use its table."
            )

    @property
    def _lines(self) -> tuple[str, ...]:
        mark = "Sample data. " if self.is_sample else ""
        areas = [] if self.schema.person_level else [
            f"{self._number(each)}: {self._some(each)}."
            for each in self.schema.dimensions
        ]  # fmt: skip
        return (
            f"{mark}{', '.join(filter(None, (self.schema.title, self.period)))}.",
            f"{counted(len(self.table), 'row')}. {self.basis}",
            *areas,
            f"Source: {self.source}.",
            *self.notices,
        )

    def _number(self, field: Field) -> str:
        word = field.column.replace("_", " ")
        return counted(len(self.values(field.column)), word, plural(word))

    def _some(self, field: Field) -> str:
        labels = [field.label(value) for value in self.values(field.column)]
        return listed(labels if len(labels) <= MANY else [*labels[:FIRST], "others"])

    def __repr__(self) -> str:
        return "\n".join(self._lines)

    def _repr_html_(self) -> str:
        first, *others = (escape(line) for line in self._lines)
        rest = "".join(f"<p>{line}</p>" for line in others)
        return f'<div class="pb-dataset"><p><strong>{first}</strong></p>{rest}</div>'
