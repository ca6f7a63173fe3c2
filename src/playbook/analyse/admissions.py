"""Emergency admissions by month, as national figures date them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from playbook.analyse.stay_rules import is_emergency, name_columns
from playbook.analyse.stays import read_spell, table_of
from playbook.markup import say

MonthOf = Literal["discharge", "admission"]


@dataclass(frozen=True, eq=False)
class EmergencyAdmissions:
    """Emergency admissions of each month. Made by :func:`emergency_admissions`.

    ``table`` has month and admissions; months without any are there too.
    """

    table: pd.DataFrame
    month_of: str
    notices: tuple[str, ...]

    def sentence(self) -> str:
        """Say how many there were in an average month, and how they were dated."""
        counts = self.table["admissions"]
        return (
            f"There were {say(int(counts.sum()))} emergency admissions in {len(counts)} months, "
            f"{counts.mean():.1f} in an average month, counted in the month of {self.month_of}."
        )


def emergency_admissions(stays: Any, *, month_of: MonthOf = "discharge") -> EmergencyAdmissions:
    """Count emergency stays by month: of discharge, as national figures do, or of admission.

    ``stays`` is a table with one row a stay, or what :func:`stays` gives. A stay that has not
    ended is in no month of discharge yet: the notices say how many. The last months of a file
    are therefore too low, and must not be read as a fall.

    Raises ``ValueError`` for missing columns, bad dates or types, and a wrong ``month_of``.

    Source: Public Health Scotland, Ministerial Strategic Group indicator 1a.

    >>> rows = pd.DataFrame({"admission_date": ["2024-01-30"], "discharge_date": ["2024-02-03"],
    ...     "admission_type": [30]})
    >>> emergency_admissions(rows).table["month"].dt.month.tolist()
    [2]
    """
    if month_of not in ("discharge", "admission"):
        raise ValueError(f'month_of is {month_of!r}. Give "discharge" or "admission".')
    rows = name_columns(table_of(stays), ["admission_date", "discharge_date", "admission_type"])
    start, end = read_spell(rows)
    emergency = is_emergency(rows["admission_type"])
    dates = (end if month_of == "discharge" else start)[emergency]
    still = int(np.isnat(dates).sum())
    months = pd.Series(dates[~np.isnat(dates)].astype("datetime64[s]")).dt.to_period("M")
    if months.empty:
        raise ValueError("There are no emergency admissions to count in these stays.")
    every = pd.period_range(months.min(), months.max(), freq="M")
    counts = months.value_counts().reindex(every, fill_value=0)
    table = pd.DataFrame({"month": every.to_timestamp(), "admissions": counts.to_numpy()})
    count = (
        "1 emergency stay has not ended, and is"
        if still == 1
        else (f"{say(still)} emergency stays have not ended, and are")
    )
    said = f"{count} in no month yet."
    return EmergencyAdmissions(table, month_of, (said,) if still else ())
