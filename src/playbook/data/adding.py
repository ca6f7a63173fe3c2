"""Add rows up by period: counts are summed, percentages are worked out again, never averaged."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from playbook.data.derived import worked_out
from playbook.data.fields import Field
from playbook.data.periods import Period, financial_year
from playbook.data.schema import Layout


def by_period(rows: pd.DataFrame, layout: Layout, measure: Field) -> pd.Series:
    """Give one number for each period.

    Several rows of a period are added; a hidden number makes the sum missing. A percentage is
    worked out from the sums of its two parts. What cannot be added raises ``ValueError``.
    """
    time = layout.time.column
    if measure.derived and measure.derived.is_ratio:
        of = by_period(rows, layout, layout.field(measure.derived.of))
        over = by_period(rows, layout, layout.field(measure.derived.divide_by))
        exact = worked_out(measure.derived, _floats(of), _floats(over))
        return pd.Series(exact, index=of.index, name=measure.column)
    if rows[time].duplicated().any():
        refuse_adding(measure, rows)
    return rows.groupby(time)[measure.column].sum(skipna=False).rename(measure.column)


def refuse_adding(measure: Field, rows: pd.DataFrame) -> None:
    """Raise ``ValueError`` when rows of this measure must not be added."""
    if not measure.adds and not measure.adds_when:
        raise ValueError(f"{measure.title} cannot be added. {measure.adds_because}")
    for column, addable in measure.adds_when.items():
        wrong = sorted(set(rows[column]) - set(addable))
        if wrong:
            raise ValueError(f"{wrong[0]} cannot be added. {measure.adds_because}")


def by_financial_year(monthly: pd.Series) -> pd.DataFrame:
    """Add months up to financial years, with the months and the days that each year holds."""
    table = pd.DataFrame({monthly.name: monthly, "days": days_of(monthly, None)})
    grouped = table.groupby(table.index.map(financial_year).rename("financial_year"))
    years = grouped.sum(skipna=False)
    years.insert(1, "months", grouped.size())
    return years


def ratio_by_financial_year(parts: Sequence[pd.Series], measure: Field) -> pd.DataFrame:
    """Work a percentage out again from the yearly sums of its two parts."""
    of, over = (by_financial_year(each) for each in parts)
    if measure.derived is None:
        raise ValueError(f"{measure.title} does not follow from other columns.")
    exact = worked_out(measure.derived, _floats(of.iloc[:, 0]), _floats(over.iloc[:, 0]))
    years = of.rename(columns={of.columns[0]: measure.column})
    return years.assign(**{measure.column: exact})


def days_of(series: pd.Series, period: Period | None) -> pd.Series:
    """Count the days of each period of an index; months when no period is given."""
    index = pd.DatetimeIndex(series.index)
    days = index.days_in_month if period is None else [period.days(each) for each in index]
    return pd.Series(days, index=series.index)


def _floats(series: pd.Series) -> npt.NDArray[np.floating[Any]]:
    floats: npt.NDArray[np.floating[Any]] = series.astype(float).to_numpy()
    return floats
