"""Staffed and occupied beds by quarter and specialty, in the published layout."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.draws import Draws
from playbook.data.samples.filling import in_layout
from playbook.data.samples.settings import settings

ACUTE, EVERY = "All Acute", "All Specialties"
MEASURES = ["AllStaffedBeddays", "TotalOccupiedBeddays"]

Days = tuple[int, int]  # staffed and occupied bed days


def beds() -> pd.DataFrame:
    """Give beds at Dr Gray's by specialty, and the acute beds of its board."""
    made = settings("inpatients")["beds"]
    quarters = pd.period_range(made["first"], made["last"], freq="Q").to_timestamp()
    rows = pd.concat([_quarter(made, quarter) for quarter in quarters], ignore_index=True)
    table = in_layout("beds", "quarterly", rows.assign(HB=made["board"]))
    blank = rows["AllStaffedBeddays"] == 0
    return table.assign(PercentageOccupancyQF=np.where(blank, "z", ""))


def _quarter(made: Mapping[str, Any], quarter: pd.Timestamp) -> pd.DataFrame:
    """Give one quarter: the hospital's specialties and totals, and the board's acute beds."""
    draws = Draws(settings("places")["seed"], f"beds {quarter:%Y-%m}")
    days = (quarter + pd.offsets.QuarterBegin(startingMonth=1) - quarter).days
    acute = _acute(made, quarter, days, draws)
    others = {
        name: (code, *_bed_days(staffed, occupied, days, draws))
        for name, (code, staffed, occupied) in made["others"].items()
    }
    hospital = {**acute, ACUTE: ("", *_sum(acute)), **others,
                EVERY: ("Z9", *_sum({**acute, **others}))}  # fmt: skip
    rows = [(made["hospital"], name, *found) for name, found in hospital.items()]
    rows.append((made["board"], ACUTE, "", *_of_board(made, hospital[ACUTE], draws)))
    columns = ["Location", "SpecialtyName", "Specialty", *MEASURES]
    return pd.DataFrame(rows, columns=columns).assign(Quarter=f"{quarter.year}Q{quarter.quarter}")


def _acute(made: Mapping[str, Any], quarter: pd.Timestamp, days: int, draws: Draws) -> Any:
    """Share the acute beds out: some specialties are full by the way they are counted."""
    knots = pd.PeriodIndex(list(made["acute"]), freq="Q").to_timestamp()
    at = [(knot - knots[0]).days for knot in knots]
    levels = np.array(list(made["acute"].values()))
    staffed, occupied = (np.interp((quarter - knots[0]).days, at, each) for each in levels.T)
    full = sum(share for _, share, is_full in made["specialties"].values() if is_full)
    rest = (occupied / staffed - full) / (1 - full)
    found = {}
    for name, (code, share, is_full) in made["specialties"].items():
        beds = staffed * share * (1 + 0.01 * draws.bell(1)[0])
        found[name] = (code, *_bed_days(beds, beds * (is_full or rest), days))
    return found


def _bed_days(staffed: float, occupied: float, days: int, draws: Draws | None = None) -> Days:
    chance = 1 + 0.05 * draws.bell(1)[0] if draws else 1.0
    return int(staffed * days + 0.5), int(occupied * chance * days + 0.5)


def _sum(specialties: Mapping[str, Any]) -> Days:
    staffed, occupied = (sum(each[at] for each in specialties.values()) for at in (1, 2))
    return staffed, occupied


def _of_board(made: Mapping[str, Any], hospital: Any, draws: Draws) -> Days:
    staffed = hospital[1] * made["all_in_board"] * (1 + 0.01 * draws.bell(1)[0])
    full = hospital[2] / hospital[1] * made["full_in_board"]
    return int(staffed + 0.5), int(staffed * full + 0.5)
