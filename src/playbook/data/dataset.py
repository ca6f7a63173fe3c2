"""A file that passed every check, ready to be asked questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd

from playbook.data.choosing import chosen_rows, parts_there, resolved
from playbook.data.periods import financial_year
from playbook.data.schema import Field, Layout
from playbook.data.wording import counted, did_you_mean, listed


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
    ``monthly``, ``yearly`` and ``by`` make you pick one level of each dimension.

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
        times = self.table[self.schema.time.column]
        label = self.schema.period.label
        return f"{label(times.min())} to {label(times.max())}"

    def values(self, dimension: str) -> tuple[str, ...]:
        """List what a dimension holds in this file: totals first, then parts.

        >>> from playbook.data import load
        >>> load("delayed_discharges").values("age")
        ('18plus', '18-74', '75plus')
        """
        field = self._dimension(dimension)
        there = set(self.table[field.column])
        return (*(each for each in field.totals if each in there), *parts_there(field, self.table))

    def select(self, **levels: str | Sequence[str]) -> pd.DataFrame:
        """Keep the rows of one level of each dimension.

        Areas go by code or by name. A list keeps several levels, but never a total with its
        parts. Raises ``ValueError`` when a dimension is left out or a level does not exist;
        the message lists what there is.
        """
        return chosen_rows(self.table, self.schema.dimensions, levels).reset_index(drop=True)

    def monthly(
        self, *, measure: str = "", per_day: bool = False, **levels: str | Sequence[str]
    ) -> pd.Series:
        """Give one number a month, with the months as index.

        Several levels in a list are added up; a hidden number makes the month's sum missing.
        ``per_day`` divides by the days in the month, because months differ in length.

        >>> from playbook.data import load
        >>> delays = load("delayed_discharges")
        >>> standard = ["Health and Social Care Reasons", "Patient and Family Related Reasons"]
        >>> len(delays.monthly(area="Moray", age="18plus", reason=standard))
        110
        """
        if self.schema.period.name != "month":
            raise ValueError(
                f"These figures are published by {self.schema.period.name}. Use select instead."
            )
        field = self._measure(measure)
        rows = self.select(**levels)
        if not field.adds:
            self._refuse_adding(field, rows)
        sums = self._wide(rows, field).sum(axis=1, skipna=False).rename(field.column)
        return sums / _days(sums) if per_day else sums

    def yearly(self, *, measure: str = "", **levels: str | Sequence[str]) -> pd.DataFrame:
        """Add months up to financial years, April to March.

        ``months`` says how many months a year holds, so part years can be seen. ``per_day`` is
        the sum divided by the days of those months.

        >>> from playbook.data import load
        >>> years = load("delayed_discharges").yearly(
        ...     area="Moray", age="18plus", reason="All Delay Reasons")
        >>> years[years["months"] < 12]["financial_year"].tolist()
        ['2016/17', '2025/26']
        """
        field = self._measure(measure)
        if not field.adds:
            raise ValueError(f"{field.title} cannot be added over months. {field.adds_because}")
        values = self.monthly(measure=measure, per_day=False, **levels)
        months = pd.DataFrame({field.column: values, "days": _days(values)})
        grouped = months.groupby(months.index.map(financial_year).rename("financial_year"))
        years = grouped.sum(skipna=False)
        years.insert(1, "months", grouped.size())
        years["per_day"] = years[field.column] / years["days"]
        return years.reset_index()

    def by(
        self, dimension: str, *, measure: str = "", **levels: str | Sequence[str]
    ) -> pd.DataFrame:
        """Break one dimension into its parts: months down, parts across, no total among them.

        The other dimensions need one level each. Name some parts of the dimension itself to
        keep only those. The columns may be added up safely.

        >>> from playbook.data import load
        >>> load("delayed_discharges").by("age", area="Moray", reason="Code 9 AWI").columns.tolist()
        ['18-74', '75plus']
        """
        field = self._dimension(dimension)
        asked = levels.get(field.column, parts_there(field, self.table))
        parts = resolved(field, self.table, asked)
        rows = self.select(**{**levels, field.column: parts})
        others = [each for each in self.schema.dimensions if each.column != field.column]
        for other in others:
            if rows[other.column].nunique() > 1:
                raise ValueError(f"Choose one {other.column} when you look by {field.column}.")
        wide = self._wide(rows, self._measure(measure))
        wide.columns = pd.Index(
            [field.label(value) for value in wide.columns.get_level_values(field.column)],
            name=field.column,
        )
        return wide[[field.label(part) for part in parts]]

    def _wide(self, rows: pd.DataFrame, measure: Field) -> pd.DataFrame:
        dimensions = [each.column for each in self.schema.dimensions]
        return rows.pivot(index=self.schema.time.column, columns=dimensions, values=measure.column)

    def _measure(self, name: str) -> Field:
        known = {each.column: each for each in self.schema.measures}
        if not name:
            return next(iter(known.values()))
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

    def _refuse_adding(self, field: Field, rows: pd.DataFrame) -> None:
        if any(rows[each.column].nunique() > 1 for each in self.schema.dimensions):
            raise ValueError(f"{field.title} cannot be added. {field.adds_because}")

    @property
    def _lines(self) -> tuple[str, ...]:
        mark = "Sample data. " if self.is_sample else ""
        areas = [f"{counted(len(self.values(each.column)), each.column)}: "
                 f"{listed([each.label(value) for value in self.values(each.column)])}."
                 for each in self.schema.dimensions]  # fmt: skip
        return (
            f"{mark}{self.schema.title}, {self.period}.",
            f"{counted(len(self.table), 'row')}. {self.basis}",
            *areas,
            f"Source: {self.source}.",
            *self.notices,
        )

    def __repr__(self) -> str:
        return "\n".join(self._lines)

    def _repr_html_(self) -> str:
        first, *others = (escape(line) for line in self._lines)
        rest = "".join(f"<p>{line}</p>" for line in others)
        return f'<div class="pb-dataset"><p><strong>{first}</strong></p>{rest}</div>'


def _days(monthly: pd.Series) -> pd.Series:
    """Count the days of each month of an index."""
    return pd.Series(pd.DatetimeIndex(monthly.index).days_in_month, index=monthly.index)
