"""Put invented numbers into a published layout: every column in its place, every sign filled in."""

from typing import Any

import numpy as np
import pandas as pd

from playbook.data.fields import Derived, Field
from playbook.data.schema import Layout, layouts


def in_layout(kind: str, layout: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows the columns of a published layout, in the publisher's order.

    ``rows`` has the publisher's names for what was made up. Filled in here: the letter d beside
    totals, the sign beside a blank area, averages and percentages, and columns that always say
    the same. All else is left blank.

    >>> made = pd.DataFrame({"MonthOfDelay": ["202401"], "HBT": ["S92000003"],
    ...     "AgeGroup": ["75plus"], "ReasonForDelay": ["Code 9 AWI"],
    ...     "NumberOfDelayedBedDays": [46]})
    >>> in_layout("delayed_discharges", "health_board", made).iloc[0].astype(str).tolist()
    ['202401', 'S92000003', 'd', '75plus', '', 'Code 9 AWI', '', '46', '1']
    """
    found = layouts(kind, layout)[0]
    rows = rows.reset_index(drop=True)
    made = {field.name: _column(found, field, rows) for field in found.fields}
    return pd.DataFrame(made, index=rows.index)


def plain(value: float, decimals: int | None = None) -> str:
    """Write a number as the publisher does: halves up, no zeros at the end.

    >>> plain(94.0), plain(74.45, 1), plain(0.5, 0), plain(float("nan"))
    ('94', '74.5', '1', '')
    """
    if np.isnan(value):
        return ""
    if decimals is not None:
        value = np.floor(value * 10**decimals + 0.5) / 10**decimals
    return repr(float(value)).removesuffix(".0")


def _column(layout: Layout, field: Field, rows: pd.DataFrame) -> Any:
    if field.name in rows:
        return rows[field.name]
    if field.role == "constant":
        return field.example
    if field.role == "qualifier":
        return _signs(layout, field, rows)
    return _derived(layout, field.derived, rows) if field.derived else ""


def _signs(layout: Layout, field: Field, rows: pd.DataFrame) -> Any:
    """Mark totals with d; other signs have to be given."""
    owner = next((each for each in layout.fields if each.name == field.qualifies), None)
    if owner is None or owner.role != "dimension" or owner.name not in rows:
        return ""
    blank = {"": owner.blank.qualifier} if owner.blank else {}
    signs = {value: "d" if owner.is_total(value) else blank.get(value, "")
             for value in rows[owner.name].unique()}  # fmt: skip
    return rows[owner.name].map(signs)


def _derived(layout: Layout, derived: Derived, rows: pd.DataFrame) -> list[str]:
    amounts = pd.to_numeric(rows[derived.of]).to_numpy(dtype=float, na_value=np.nan)
    over = _over(layout, derived, rows)
    with np.errstate(divide="ignore", invalid="ignore"):
        exact = derived.times * amounts / over
    return [plain(value, derived.decimals) for value in np.where(over > 0, exact, np.nan)]


def _over(layout: Layout, derived: Derived, rows: pd.DataFrame) -> Any:
    if derived.is_ratio:
        return pd.to_numeric(rows[derived.divide_by]).to_numpy(dtype=float, na_value=np.nan)
    starts = [layout.period.read(str(each)) for each in rows[layout.time.name]]
    return np.array([layout.period.days(each) for each in starts if each is not None], dtype=float)
