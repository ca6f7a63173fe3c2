"""Delayed discharges of the board, and the census of one day, made from the council's bed days."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.sample import sample_table
from playbook.data.samples.draws import Draws
from playbook.data.samples.filling import in_layout
from playbook.data.samples.settings import settings
from playbook.data.schema import layouts

KEYS = ["MonthOfDelay", "area", "AgeGroup", "ReasonForDelay"]


def delayed_discharges_health_board() -> pd.DataFrame:
    """Give bed days by month for the board and for Scotland, whose rows are the council file's."""
    rows = pd.concat([_board(), _of(_settings()["country"])])
    totals = _with_totals(rows, "days").rename(
        columns={"area": "HBT", "days": "NumberOfDelayedBedDays"}
    )
    return in_layout("delayed_discharges", "health_board", totals)


def delayed_discharge_census(layout: str) -> pd.DataFrame:
    """Give people delayed on the last Thursday of each month, by council area or by board."""
    rows, column = _parts(), "CA"
    if layout == "health_board":
        rows, column = pd.concat([_board(), _of(_settings()["country"])]), "HBT"
    totals = _with_totals(rows.assign(people=_on_one_day(rows)), "people").rename(
        columns={"area": column, "people": "NumberOfCensusDelays"}
    )
    return in_layout("delayed_discharge_census", layout, totals)


def _settings() -> Mapping[str, Any]:
    return settings("waiting_in_hospital")


@cache
def _parts() -> pd.DataFrame:
    """Give the parts of the file by council area: no totals of ages or of reasons."""
    table = sample_table().rename(columns={"CA": "area", "NumberOfDelayedBedDays": "days"})
    table = table[table["MonthOfDelay"] >= _settings()["first_month"].replace("-", "")]
    age, reason = (_field(name) for name in ("AgeGroup", "ReasonForDelay"))
    totals = table["AgeGroup"].map(age.is_total) | table["ReasonForDelay"].map(reason.is_total)
    return pd.DataFrame(table.loc[~totals, [*KEYS, "days"]]).reset_index(drop=True)


def _of(area: str) -> pd.DataFrame:
    return _parts().loc[_parts()["area"] == area]


def _board() -> pd.DataFrame:
    """Give the parts of the board: the council's, times what goes with the reason and the age."""
    made = _settings()
    rows = _of(made["council"])
    draws = Draws(settings("places")["seed"], "delays of the board")
    times = rows["ReasonForDelay"].map(made["board_for_one"]) * rows["AgeGroup"].map(made["others"])
    days = rows["days"] * times * (1 + made["wobble"] * draws.bell(len(rows))) + made["least_days"]
    return rows.assign(area=made["board"], days=np.floor(days + 0.5).astype(np.int64))


def _on_one_day(rows: pd.DataFrame) -> Any:
    """Give the people delayed on one day: the month's average, but for chance and Christmas."""
    made = _settings()
    theme = "census " + "-".join(rows["area"].unique())
    draws = Draws(settings("places")["seed"], theme)
    months = pd.to_datetime(rows["MonthOfDelay"], format="%Y%m")
    average = rows["days"] / months.dt.days_in_month
    christmas = np.where(months.dt.month == 12, made["christmas"], 1.0)
    chance = 1 + made["census_wobble"] * draws.bell(len(rows))
    return np.floor(average * christmas * chance + 0.5).astype(np.int64)


def _with_totals(parts: pd.DataFrame, number: str) -> pd.DataFrame:
    """Add the totals of ages and of reasons, and put the rows in the publisher's order."""
    rows = parts
    orders = {}
    for name in ("AgeGroup", "ReasonForDelay"):
        field = _field(name)
        total = next(iter(field.totals))
        rows = pd.concat([rows.assign(**{name: total}), rows])
        orders[name] = {value: at for at, value in enumerate(field.values)}
    sums = rows.groupby(KEYS, sort=False)[number].sum().reset_index()
    keys = [sums[name].map(order).to_numpy() for name, order in reversed(orders.items())]
    keys += [sums["area"].to_numpy(str), sums["MonthOfDelay"].to_numpy(str)]
    return sums.iloc[np.lexsort(keys)]


def _field(name: str) -> Any:
    return layouts("delayed_discharges", "council_area")[0].field(name)
