"""Emergency stays by year and by quarter, and beds, in the published layouts."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.periods import financial_year
from playbook.data.samples.draws import Draws, Places, shared_out
from playbook.data.samples.filling import in_layout, plain
from playbook.data.samples.people import by_age
from playbook.data.samples.population import SEXES, people_in_bands
from playbook.data.samples.settings import settings
from playbook.data.samples.stays import hospital_stays

EMERGENCY, MORAY = "Emergency Inpatients", "S12000020"
PER = 100_000
MEASURES = {
    "Episodes": "EpisodesRate", "Stays": "StaysRate",
    "TotalLengthofEpisode": "TotalLengthofEpisodeRate",
    "TotalLengthofStay": "TotalLengthofStayRate", "Patients": "PatientsRate",
}  # fmt: skip


def inpatients_yearly() -> pd.DataFrame:
    """Give emergency stays by year, council, age and sex, with crude rates for 100,000 people."""
    made = settings("inpatients")
    cells = pd.concat(
        [_cells(year, code) for year in made["years"] for code in made["level"]],
        ignore_index=True,
    )
    rows = _with_totals(cells)
    rows["TotalLengthofEpisode"] = rows["TotalLengthofStay"]
    for measure, rate in MEASURES.items():
        over = rows[measure] / rows["people"].where(rows["people"] > 0) * PER
        rows[rate] = [plain(value, 1) for value in over]
    for name, days, of in (("Episode", "TotalLengthofEpisode", "Episodes"),
                           ("Stay", "TotalLengthofStay", "Stays")):  # fmt: skip
        over = rows[days] / rows[of].where(rows[of] > 0)
        rows[f"AverageLengthof{name}"] = [plain(value, 1) for value in over]
    rows["FinancialYearQF"] = np.where(rows["FinancialYear"] == made["provisional"], "p", "")
    table = in_layout("inpatients_yearly", "council_area", rows)
    for name in (*MEASURES.values(), "AverageLengthofEpisode", "AverageLengthofStay"):
        table[f"{name}QF"] = np.where(table[name] == "", "z", "")
    return table


@cache
def emergency_stays(year: str, code: str) -> int:
    """Give the emergency stays of a council's residents in a financial year.

    Moray's are ten times the stays of the sample of persons that began in the year.

    >>> emergency_stays("2023/24", "S12000020") % 10
    0
    """
    made = settings("inpatients")
    moray = made["quarterly"]["before"].get(year) or _of_persons(year)
    if code == MORAY:
        return int(moray)
    usual = {area: (_rates() * people_in_bands(area)).to_numpy().sum() for area in (code, MORAY)}
    draws = Draws(settings("places")["seed"], f"emergency stays {year} {code}")
    chance = 1 + made["wobble"] * 0.3 * draws.bell(1)[0]
    return int(moray * made["level"][code] * usual[code] / usual[MORAY] * chance + 0.5)


@cache
def _of_persons(year: str) -> int:
    stays = hospital_stays()
    first = stays[stays["admission_type"] == "Emergency"].drop_duplicates("stay_id")
    begun = [financial_year(day) for day in first["admission_date"]]
    return begun.count(year) * int(settings("inpatients")["scale_of_the_sample_of_persons"])


def _rates() -> pd.DataFrame:
    """Give a year's emergency stays of one person, by sex and band, as in the sample of persons."""
    bands = settings("places")["bands"]
    rates = by_age(_first_ages(bands), settings("stays")["emergency"])
    male = settings("inpatients")["male"]
    return pd.DataFrame([rates, rates * male], index=list(SEXES), columns=bands)


def _first_ages(bands: list[str]) -> list[int]:
    return [int(band.rstrip("+").split("-")[0]) for band in bands]


def _cells(year: str, code: str) -> pd.DataFrame:
    """Share a council's stays out over sexes and bands."""
    made, bands = settings("inpatients"), settings("places")["bands"]
    draws = Draws(settings("places")["seed"], f"stays of {code} in {year}")
    people = people_in_bands(code)
    chance = 1 + made["wobble"] * draws.bell(people.size).reshape(people.shape)
    stays = shared_out(emergency_stays(year, code), (_rates() * people * chance).to_numpy().ravel())
    days = np.tile(by_age(_first_ages(bands), made["days"]), 2) * made["days_longer"][code]
    return pd.DataFrame({
        "FinancialYear": year, "CA": code, "AdmissionType": EMERGENCY,
        "Sex": np.repeat(SEXES, len(bands)), "Age": [_named(band) for band in bands] * 2,
        "people": people.to_numpy().ravel(), "Stays": stays,
        "TotalLengthofStay": _whole(stays * days * (1 + made["wobble"] * draws.bell(len(stays)))),
        "Episodes": _whole(stays * made["episodes_each"]),
        "Patients": _whole(stays * made["patients_each"]),
    })  # fmt: skip


def _named(band: str) -> str:
    return f"{band.rstrip('+')} years and over" if band.endswith("+") else f"{band} years"


def _whole(numbers: Any) -> Places:
    found: Places = np.floor(np.asarray(numbers, dtype=np.float64) + 0.5).astype(np.int64)
    return found


def _with_totals(cells: pd.DataFrame) -> pd.DataFrame:
    """Add rows for all ages and for both sexes."""
    keys = ["FinancialYear", "CA", "AdmissionType", "Sex", "Age"]
    both = pd.concat([cells.assign(Sex="All"), cells])
    every = pd.concat([both.assign(Age="All ages"), both])
    return every.groupby(keys, sort=False).sum().reset_index()


def inpatients_quarterly() -> pd.DataFrame:
    """Give stays by quarter for councils, their board and Dr Gray's, by type of admission."""
    made = settings("inpatients")["quarterly"]
    quarters = pd.period_range(made["first"], made["last"], freq="Q").to_timestamp()
    rows = pd.concat([_of_quarter(quarter) for quarter in quarters], ignore_index=True)
    rows["HB"] = settings("population")["board"]
    rows["Episodes"] = _whole(rows["Stays"] * settings("inpatients")["episodes_each"])
    rows["LengthOfEpisode"] = rows["LengthOfStay"]
    rows["QuarterQF"] = np.where(rows["Quarter"] == made["provisional"], "p", "")
    table = in_layout("inpatients_quarterly", "area", rows)
    return table.assign(LocationQF=np.where(table["Location"] == table["HB"], "d", ""))


def _of_quarter(quarter: pd.Timestamp) -> pd.DataFrame:
    """Give the rows of one quarter: councils, the hospital, the board; then all inpatients."""
    levels, board = settings("inpatients")["level"], settings("population")["board"]
    parts = {code: _types(quarter, code) for code in levels}
    hospital = _in_hospital(quarter, parts[MORAY])
    hospital_code = settings("inpatients")["quarterly"]["hospital"]
    parts |= {hospital_code: hospital, board: np.sum([parts[each] for each in levels], axis=0)}
    names = [EMERGENCY, *settings("inpatients")["quarterly"]["types"]]
    label = f"{quarter.year}Q{quarter.quarter}"
    rows = [
        (label, code, name, *numbers)
        for code, found in parts.items()
        for name, numbers in zip(
            [*names, "All Inpatients"], [*found.tolist(), found.sum(axis=0).tolist()], strict=True
        )
    ]
    columns = ["Quarter", "Location", "AdmissionType", "Stays", "LengthOfStay"]
    return pd.DataFrame(rows, columns=columns)


def _types(quarter: pd.Timestamp, code: str) -> Places:
    """Give stays and days of one council: emergency first, then each other type."""
    made = settings("inpatients")["quarterly"]
    emergency = int(_spread(financial_year(quarter), code)[(quarter.quarter - 2) % 4])
    draws = Draws(settings("places")["seed"], f"quarter {quarter:%Y-%m} {code}")
    each = _days_each(code) * (1 + 0.02 * draws.bell(1)[0])
    found = [[emergency, emergency * each]]
    for name, (share, days) in made["types"].items():
        label = f"{quarter.year}Q{quarter.quarter}"
        odd = made["elective_in_pandemic"].get(label, 1) if name.startswith("Elective") else 1
        stays = int(emergency * share * odd * (1 + 0.03 * draws.bell(1)[0]) + 0.5)
        found.append([stays, stays * days])
    return _whole(found)


@cache
def _spread(year: str, code: str) -> Places:
    """Share a year's emergency stays out over its quarters."""
    made = settings("inpatients")["quarterly"]
    draws = Draws(settings("places")["seed"], f"quarters of {year} {code}")
    first = int(year[:4])
    labels = [f"{first}Q2", f"{first}Q3", f"{first}Q4", f"{first + 1}Q1"]
    odd = np.array([made["pandemic"].get(label, 1.0) for label in labels])
    weights = np.array(made["spread"]) * odd * (1 + 0.015 * draws.bell(4))
    return shared_out(emergency_stays(year, code), weights)


def _days_each(code: str) -> float:
    """Give the usual days of an emergency stay of a council's residents."""
    made, bands = settings("inpatients"), settings("places")["bands"]
    stays = (_rates() * people_in_bands(code)).to_numpy().sum(axis=0)
    days = by_age(_first_ages(bands), made["days"]) * made["days_longer"][code]
    return float((stays * days).sum() / stays.sum())


def _in_hospital(quarter: pd.Timestamp, moray: Places) -> Places:
    draws = Draws(settings("places")["seed"], f"Dr Gray's {quarter:%Y-%m}")
    share = settings("inpatients")["quarterly"]["in_hospital"] * (1 + 0.015 * draws.bell(1)[0])
    return _whole(moray * share)
