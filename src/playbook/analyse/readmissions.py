"""Emergency readmissions within 28 days of going home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.analyse.intervals import wilson_interval
from playbook.analyse.stay_rules import is_death, is_emergency, name_columns, stay_rules
from playbook.analyse.stays import read_spell, table_of
from playbook.inputs import check_whole
from playbook.markup import say
from playbook.tables import need_values

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False)
class Readmissions:
    """Emergency readmissions after live discharges. Made by :func:`readmissions`.

    ``table`` has one row for each month of discharge: month, discharges (live ones),
    readmissions, per_1000, lower, upper (95% Wilson limits), and complete, which is false for
    months whose discharges could not all be followed to the end of the file. A month without
    live discharges has no rate.
    """

    table: pd.DataFrame
    days: int
    notices: tuple[str, ...]

    def sentence(self) -> str:
        """Say the rate over the months that could be followed to the end."""
        whole = self.table[self.table["complete"]]
        if not whole["discharges"].sum():
            return f"No month could be followed for {self.days} days, so no rate is given."
        back, out = int(whole["readmissions"].sum()), int(whole["discharges"].sum())
        return (
            f"Of {say(out)} live discharges, {say(back)} were followed by an emergency "
            f"readmission within {self.days} days: {say(1000 * back / out)} per 1,000."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the rate of each month that is complete, with its limits as a band."""
        from playbook.charts import figure, month_axis

        whole = self.table[self.table["complete"] & (self.table["discharges"] > 0)]

        def draw(axes: Any, look: Any) -> None:
            axes.fill_between(whole["month"], whole["lower"], whole["upper"], color=look.line)
            axes.plot(whole["month"], whole["per_1000"], "o-", color=look.analyse)
            axes.set_ylim(bottom=0)
            month_axis(axes, look)

        return figure(
            draw,
            name=name,
            message=message or self.sentence(),
            alt=f"Line chart of readmissions per 1,000 discharges by month. {self.sentence()}",
            table=self.table.rename(columns=lambda name: str(name).replace("_", " ").capitalize()),
            source=source,
            note=" ".join(self.notices),
            sample=sample,
        )


def readmissions(stays: Any, *, days: int | None = None) -> Readmissions:
    """Count live discharges of adults whose next stay is an emergency within 28 days.

    ``stays`` is what :func:`stays` gives, or a table with one row a stay and the columns
    person, admission_date, discharge_date and admission_type. With discharge_type, discharges
    that begin with 4, or say died, are deaths and are left out; with age, stays under 18 are.
    ``days`` may differ from the 28 of ``stay_rules.yml``. The day of discharge itself counts.

    Only the next stay counts: where a planned stay comes between, the emergency belongs to
    that stay's discharge. A readmission is not in itself a failing: look at why before judging.

    Raises ``ValueError`` for missing columns, blanks in person, or bad dates.

    Source: Public Health Scotland, locality profiles and the core suite, indicator 14.

    >>> rows = pd.DataFrame({"person": [1, 1], "admission_type": [30, 30],
    ...     "admission_date": ["2024-01-01", "2024-02-01"],
    ...     "discharge_date": ["2024-01-10", "2024-03-20"]})
    >>> readmissions(rows).table["readmissions"].tolist()
    [1, 0, 0]
    """
    rules = stay_rules()
    within = rules.readmission_days if days is None else check_whole(days, "days")
    needed = ["person", "admission_date", "discharge_date", "admission_type"]
    rows, notices = _adults(name_columns(table_of(stays), needed), rules.adult_from_age)
    need_values(rows, ["person"], "row")
    start, end = read_spell(rows)
    person = pd.factorize(rows["person"])[0]
    order = np.lexsort((end, start, person))
    person, start, end = person[order], start[order], end[order]
    emergency = is_emergency(rows["admission_type"])[order]
    gap = (start[1:] - end[:-1]).astype("timedelta64[D]").astype(np.float64)
    follows = (person[1:] == person[:-1]) & emergency[1:] & ~np.isnat(end[:-1])
    back = np.append(follows & (gap <= within), False)
    if mixed := int(((gap < 0) & (person[1:] == person[:-1])).sum()):
        notices.append(f"{say(mixed)} stays begin before the same person's last one ended.")
    alive = _alive(rows)[order] & ~np.isnat(end)
    return _by_month(end, alive, back & alive, within, np.nanmax(start), notices)


def _by_month(
    end: Any, alive: Any, back: Any, within: int, last_seen: Any, notices: list[str]
) -> Readmissions:
    """Add up by month of discharge, and mark the months followed to the end."""
    if not alive.any():
        raise ValueError("No adult in these stays was discharged alive, so there is no rate.")
    months = pd.Series(end[alive].astype("datetime64[s]")).dt.to_period("M").rename("month")
    sums = pd.Series(back[alive]).groupby(months).agg(["size", "sum"])
    every = pd.period_range(months.min(), months.max(), freq="M", name="month")
    table = sums.reindex(every, fill_value=0).astype(np.int64).reset_index()
    table.columns = pd.Index(["month", "discharges", "readmissions"])
    last = pd.Timestamp(max(last_seen, np.nanmax(end)).astype("datetime64[s]"))
    followed = table["month"].dt.end_time.dt.normalize() + pd.Timedelta(days=within) <= last
    table["month"] = table["month"].dt.to_timestamp()
    if short := int((~followed).sum()):
        count = "month" if short == 1 else f"{short} months"
        notices.append(f"The last {count} could not be followed for {within} days.")
    return Readmissions(_with_rates(table).assign(complete=followed), within, tuple(notices))


def _with_rates(table: pd.DataFrame) -> pd.DataFrame:
    """Give each month its rate per 1,000 and limits; a month without discharges has none."""
    out = table["discharges"].where(table["discharges"] > 0)
    low, high = wilson_interval(table["readmissions"], out.fillna(1))
    rates = {"per_1000": table["readmissions"] / out, "lower": low, "upper": high}
    return table.assign(**{name: 1000 * (rate * out / out) for name, rate in rates.items()})


def _adults(rows: pd.DataFrame, from_age: int) -> tuple[pd.DataFrame, list[str]]:
    if "age" not in rows:
        return rows, ["There is no column age, so stays of all ages are counted."]
    young = rows["age"] < from_age
    unknown = int(rows["age"].isna().sum())
    said = [f"{say(unknown)} stays have no age and are counted as adults."] if unknown else []
    return rows[~young], said


def _alive(rows: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    if "discharge_type" not in rows:
        return np.ones(len(rows), dtype=np.bool_)
    return ~is_death(rows["discharge_type"])
