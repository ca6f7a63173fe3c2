"""A&E by month and by week in the published layouts, both from one count of every day."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.periods import financial_year
from playbook.data.samples.draws import Draws, Numbers, shared_out
from playbook.data.samples.filling import in_layout
from playbook.data.samples.settings import settings

LATE = ("over_4", "over_8", "over_12")
EMERGENCY = "Emergency Department"
CATEGORIES = ("All", "New planned", "Unplanned")


def ae_monthly() -> pd.DataFrame:
    """Give attendances by month, site and category; a minor injury unit reports totals only."""
    made = settings("emergency")
    rows = pd.concat([_rows(site, _by_month(site)) for site in made["sites"]], ignore_index=True)
    rows["Month"] = pd.DatetimeIndex(rows["period"]).strftime("%Y%m")
    known = (rows["DepartmentType"] == EMERGENCY).to_numpy()
    for published, ours in _measures("All").items():
        rows[published] = rows[ours]
    for published, ours in _measures("Episode").items():
        rows[published] = rows[ours].astype("Int64").mask(~known)
    table = in_layout("ae_monthly", "with_category", _in_order(rows, "Month"))
    blank = table["NumberOfAttendancesEpisode"].isna()
    for column in table.columns[table.columns.str.endswith("EpisodeQF")]:
        table[column] = np.where(blank, "z", "")
    return table


def ae_weekly() -> pd.DataFrame:
    """Give attendances by week, site and category, for emergency departments."""
    made = settings("emergency")
    sites = [code for code, site in made["sites"].items() if site["department"] == EMERGENCY]
    rows = pd.concat([_rows(code, _by_week(code)) for code in sites], ignore_index=True)
    rows["WeekEndingDate"] = pd.DatetimeIndex(rows["period"]).strftime("%Y%m%d")
    for published, ours in _measures("Episode").items():
        rows[published] = rows[ours]
    return in_layout("ae_weekly", "with_category", _in_order(rows, "WeekEndingDate"))


def attendances_of(site: str) -> pd.Series:
    """Give the attendances of a site by month.

    >>> int(attendances_of("N411H")["2023-04":"2024-03"].sum())
    29800
    """
    return _by_month(site)["all"]


def _measures(which: str) -> Mapping[str, str]:
    late = {f"NumberOver{hours}Hours{which}": f"over_{hours}" for hours in (4, 8, 12)}
    if which == "All":
        late = {"NumberOver4HoursAll": "over_4"}
    return {f"NumberOfAttendances{which}": "all", f"NumberWithin4Hours{which}": "within", **late}


def _in_order(rows: pd.DataFrame, time: str) -> pd.DataFrame:
    at = rows["AttendanceCategory"].map({name: at for at, name in enumerate(CATEGORIES)})
    keys = [at.to_numpy(), rows["TreatmentLocation"].to_numpy(str), rows[time].to_numpy(str)]
    return rows.iloc[np.lexsort(keys)]


def _rows(site: str, counts: pd.DataFrame) -> pd.DataFrame:
    """Give a row for each period and category: planned and unplanned add up to all."""
    made = settings("emergency")
    planned = pd.DataFrame(
        {name: np.floor(counts[name] * made["planned"] * share + 0.5).astype(np.int64)
         for name, share in (("all", 1), ("over_4", 0.15), ("over_8", 0), ("over_12", 0))}
    )  # fmt: skip
    parts = dict(zip(CATEGORIES, (counts, planned, counts - planned), strict=True))
    rows = pd.concat(
        [part.assign(AttendanceCategory=name) for name, part in parts.items()]
    ).reset_index(names="period")
    return rows.assign(
        within=rows["all"] - rows["over_4"], TreatmentLocation=site, HBT=made["board"],
        DepartmentType=made["sites"][site]["department"],
    )  # fmt: skip


def _by_month(site: str) -> pd.DataFrame:
    days = _days(site)
    return days.groupby(days.index.to_numpy("datetime64[M]").astype("datetime64[ns]")).sum()


def _by_week(site: str) -> pd.DataFrame:
    """Add days up to whole weeks that end on a Sunday."""
    days = _days(site)[settings("emergency")["weekly_from"] :]
    dates = pd.DatetimeIndex(days.index)
    ends = dates + pd.to_timedelta(6 - dates.day_of_week.to_numpy(), unit="D")
    sizes = pd.Series(ends).value_counts()
    weeks = days.groupby(ends).sum()
    return weeks[sizes.reindex(weeks.index) == 7]


@cache
def _days(code: str) -> pd.DataFrame:
    """Share the numbers of each year out over its days."""
    made, site = settings("emergency"), settings("emergency")["sites"][code]
    days = pd.date_range(made["first_day"], made["last_day"], freq="D")
    draws = Draws(settings("places")["seed"], f"A&E of {code}")
    weights = _busy(days) * (1 + made["day_to_day"] * draws.bell(len(days)))
    late = _late(code, days, draws)
    years = np.array([financial_year(day) for day in days])
    counts = np.zeros((len(days), 1 + len(LATE)), dtype=np.int64)
    for at, year in enumerate(made["years"]):
        here = years == year
        counts[here] = _year(site, at, weights[here], late[here], draws)
    return pd.DataFrame(counts, index=days, columns=["all", *LATE])


def _year(site: Mapping[str, Any], at: int, weights: Numbers, late: Numbers, draws: Draws) -> Any:
    """Give a year's days: all, over 4, over 8 and over 12 hours, each within the one before."""
    everyone = shared_out(site["attendances"][at], weights)
    number = site["attendances"][at] * (1 - site["within_4"][at] / 100)
    found = [everyone, shared_out(int(number + 0.5), everyone * late[:, 0])]
    for column, share in enumerate((site["over_8"][at], site["over_12"][at]), start=1):
        number *= share
        days = draws.places(int(number + 0.5), found[-1] * late[:, column])
        found.append(np.minimum(np.bincount(days, minlength=len(everyone)), found[-1]))
    return np.stack(found, axis=1)


def _busy(days: pd.DatetimeIndex) -> Numbers:
    made, usual = settings("emergency"), settings("attendances")
    month = np.array([usual["busy"][each] for each in days.month])
    weekday = np.array(usual["weekdays"])[days.day_of_week]
    odd = np.array([made["pandemic"].get(each, 1.0) for each in days.strftime("%Y-%m")])
    return np.asarray(month * weekday * odd, dtype=np.float64)


def _late(code: str, days: pd.DatetimeIndex, draws: Draws) -> Numbers:
    """Say how likely waits over 4, 8 and 12 hours are each day, to share the year's out by."""
    made = settings("emergency")
    wobble = np.maximum(1 + made["late_from_day_to_day"] * draws.bell(len(days)), 0.3)
    late = np.stack([wobble * _drift(code, days), np.ones(len(days)), np.ones(len(days))], axis=1)
    step, hard = made["step"], made["hard_week"]
    if code == step["site"]:
        in_year = np.array([financial_year(day) == step["year"] for day in days])
        late[in_year & (days >= step["from"]), 2] = step["times"]
    if code == hard["site"]:
        late[(days >= hard["from"]) & (days <= hard["until"])] *= hard["late"]
    return late


def _drift(code: str, days: pd.DatetimeIndex) -> Numbers:
    """Let long waits grow day by day, and not in a step each April."""
    made = settings("emergency")
    middles = [pd.Timestamp(f"{year[:4]}-10-01").toordinal() for year in made["years"]]
    shares = [100 - within for within in made["sites"][code]["within_4"]]
    ordinals = days.to_series().map(pd.Timestamp.toordinal).to_numpy()
    return np.asarray(np.interp(ordinals, middles, shares), dtype=np.float64)
