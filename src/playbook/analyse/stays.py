"""Hospital stays: episodes put together, as national figures count them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from playbook.analyse.stay_rules import is_emergency, name_columns, read_dates
from playbook.markup import say
from playbook.tables import need_values


@dataclass(frozen=True, eq=False)
class Stays:
    """Continuous hospital stays. Made by :func:`stays`.

    ``table`` has one row a stay: person, stay, admission_date, discharge_date (blank while
    the person is still in hospital), length_days, episodes, and emergency where the
    admission type is known. All other columns come from the first episode; discharge_type
    comes from the last.
    """

    table: pd.DataFrame
    notices: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Say how many stays there are, of how many people, and how long they were."""
        whole = self.table["length_days"].dropna()
        people = say(int(self.table["person"].nunique()))
        said = f"There are {say(len(self.table))} stays of {people} people"
        if whole.empty:
            return f"{said}. None has ended yet."
        return f"{said}. Half of those that ended took {say(float(whole.median()))} days or less."


def stays(episodes: pd.DataFrame) -> Stays:
    """Put the episodes of each continuous stay together: first in, last out, one row a stay.

    ``episodes`` has one row an episode, with the columns person (or link_no), stay (or
    cis_marker), admission_date and discharge_date; admission_type and discharge_type where
    they are known. Other names that are understood stand in ``stay_rules.yml``. A stay with
    an episode that has not ended is open: its discharge date and length are blank.

    The first episode, by admission date and then discharge date, gives the admission type.
    Emergency is type 20 to 22 or 30 to 39. Count stays and not episodes: a move to another
    ward begins an episode, but nobody was admitted.

    Raises ``ValueError`` for missing columns, blanks in person or stay, dates that cannot be
    read, or a discharge before its admission, always with the row.

    Source: Public Health Scotland, Ministerial Strategic Group indicators.

    >>> moves = pd.DataFrame({"person": [1, 1], "stay": [1, 1], "admission_type": [30, 18],
    ...     "admission_date": ["2024-01-30", "2024-02-01"],
    ...     "discharge_date": ["2024-02-01", "2024-02-03"]})
    >>> stays(moves).table[["length_days", "episodes", "emergency"]].values.tolist()
    [[4, 2, True]]
    """
    rows = name_columns(episodes, ["person", "stay", "admission_date", "discharge_date"])
    need_values(rows, ["person", "stay"], "row")
    start, end = read_spell(rows)
    ids = _stay_numbers(rows)
    order = _in_order(ids, start, end)
    heads = np.flatnonzero(np.diff(ids[order], prepend=-1))
    lasts = np.append(heads[1:], len(rows)) - 1
    table = rows.iloc[order[heads]].reset_index(drop=True)
    table["admission_date"] = start[order[heads]].astype("datetime64[s]")
    table["discharge_date"] = np.maximum.reduceat(end[order], heads).astype("datetime64[s]")
    table["length_days"] = (table["discharge_date"] - table["admission_date"]).dt.days
    table["episodes"] = np.diff(np.append(heads, len(rows)))
    if "discharge_type" in rows:
        table["discharge_type"] = rows["discharge_type"].to_numpy()[order[lasts]]
    if "admission_type" in rows:
        table["emergency"] = is_emergency(table["admission_type"])
    return Stays(table, _notices(table))


def read_spell(rows: pd.DataFrame) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Read the days on which each row begins and ends; an end may be blank.

    Raises ``ValueError`` when a row ends before it begins.

    >>> row = pd.DataFrame({"admission_date": ["2024-01-30"], "discharge_date": [None]})
    >>> [day.tolist() for day in read_spell(row)]
    [[datetime.date(2024, 1, 30)], [None]]
    """
    start = read_dates(rows["admission_date"], "admission_date")
    end = read_dates(rows["discharge_date"], "discharge_date", may_be_blank=True)
    wrong = np.flatnonzero(end < start)
    if len(wrong):
        at = int(wrong[0])
        count = (
            "1 row ends before it begins"
            if len(wrong) == 1
            else (f"{len(wrong):,} rows end before they begin")
        )
        raise ValueError(
            f"{count}. Row {at + 1} runs from {start[at]} to {end[at]}. "
            f"Were the two columns swapped?"
        )
    return start, end


def table_of(stays: Any) -> pd.DataFrame:
    """Give the table of :class:`Stays`, or the table itself.

    >>> table_of(pd.DataFrame({"person": [1]})).shape
    (1, 1)
    """
    table: pd.DataFrame = stays.table if isinstance(stays, Stays) else stays
    return table


def _stay_numbers(rows: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Give each row the number of its stay, in the order in which the file names them."""
    person, stay = (pd.factorize(rows[key])[0].astype(np.int64) for key in ("person", "stay"))
    numbers: np.ndarray[Any, Any] = pd.factorize(person * (stay.max() + 1) + stay)[0]
    return numbers


def _in_order(ids: Any, start: Any, end: Any) -> np.ndarray[Any, Any]:
    """Sort by stay, first day and last day, an open end last.

    One sort of one whole number: three sorts, one after the other, take far longer.
    """
    first = start.min()
    span = (
        max(
            int((day - first).max().astype(np.int64))
            for day in (start, end[~np.isnat(end)])
            if len(day)
        )
        + 2
    )
    last_day = np.where(np.isnat(end), span - 1, (end - first).astype(np.int64))
    key = (ids * span + (start - first).astype(np.int64)) * span + last_day
    return np.argsort(key, kind="stable")


def _notices(table: pd.DataFrame) -> tuple[str, ...]:
    """Say how many stays are open, or have an unknown type."""
    said = []
    still = int(table["discharge_date"].isna().sum())
    if still:
        said.append(f"{say(still)} of {say(len(table))} stays have no discharge date yet.")
    if "admission_type" in table and (blank := int(table["admission_type"].isna().sum())):
        said.append(f"{say(blank)} stays have no admission type and are not emergencies here.")
    return tuple(said)
