"""Care at home, people supported and care homes, in the published layouts."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.draws import Draws, Places, shared_out
from playbook.data.samples.filling import in_layout, plain
from playbook.data.samples.population import people_by_age
from playbook.data.samples.settings import settings

MORAY, SCOTLAND = "Moray", "Scotland (Estimated)"
ALL_AGES, PEOPLE, HOURS, RATE = (
    "All Ages", "Number of People", "Number of Hours", "Rate per 1,000 People",
)  # fmt: skip
OLDER, EVERYONE = "Older People Aged 65 and Older", "All Adults"


def care_at_home() -> pd.DataFrame:
    """Give people with care at home and their hours, in a week of each year and by quarter."""
    made = settings("social_care")["care_at_home"]
    rows: list[list[Any]] = []
    for kind, periods, scotland in (
        ("Census Week", "census_week", "scotland"),
        ("Financial Quarter", "quarters", "scotland_in_quarters"),
    ):
        for at, (label, numbers) in enumerate(made[periods].items()):
            more = {name: times[at] for name, times in made[scotland].items()}
            rows += _of_period(kind, label, numbers, more)
    columns = ["Time Period", "Financial Quarter", "Location", "Age Group", "Measure", "Value"]
    return in_layout("care_at_home", "dashboard", pd.DataFrame(rows, columns=columns))


def _of_period(kind: str, label: str, numbers: Any, more: Mapping[str, float]) -> list[list[Any]]:
    made = settings("social_care")["care_at_home"]
    rows: list[list[Any]] = []
    for area in (MORAY, SCOTLAND):
        size = _size(area)
        people, hours = numbers
        if area == SCOTLAND:
            people, hours = people * size * more["people"], hours * size * more["hours"]
        worked = _by_age(hours, made["share_of_hours"])
        for age, count in _by_age(people, made["share_of_people"]).items():
            numbers_of = {RATE: _rate(count, area, age), PEOPLE: count, HOURS: worked[age]}
            rows += [[kind, label, area, age, *each] for each in numbers_of.items()]
    return rows


def _by_age(total: float, shares: list[float]) -> dict[str, int]:
    """Share a number out over ages, each rounded as the publisher rounds; nobody is unknown."""
    ages = settings("social_care")["ages"]
    parts = dict(zip(ages, shared_out(int(total), shares).tolist(), strict=True))
    found = {ALL_AGES: int(total), **parts, "Unknown": 0}
    return {age: _rounded(number) for age, number in found.items()}


def _rounded(number: float) -> int:
    step = settings("social_care")["rounded_to"]
    return int(number / step + 0.5) * int(step)


def _residents(area: str, age: str) -> int:
    people: Places = people_by_age(settings("social_care")["areas"][area]).sum(axis=0)
    low, high = settings("social_care")["ages"].get(age, (0, len(people) - 1))
    return int(people[low : high + 1].sum())


def _size(area: str) -> float:
    """Say how many people an area has for one in Moray."""
    return _residents(area, ALL_AGES) / _residents(MORAY, ALL_AGES)


def _rate(people: int, area: str, age: str) -> str:
    if age == "Unknown":
        return "0"
    return plain(1000 * people / _residents(area, age), 1)


def people_supported(split: str) -> pd.DataFrame:
    """Give people supported by year and age: by service, by group of people, or by sex."""
    made = settings("social_care")["people_supported"]
    wanted = made["splits"][split]
    rows = []
    for year, people in made["people"].items():
        for area in (MORAY, SCOTLAND):
            total = people * (_size(area) * made["scotland"] if area == SCOTLAND else 1)
            for group, share in {"All": 1.0, **wanted["groups"]}.items():
                ages = _by_age(total * share, made["age_shares"])
                ages.pop("Unknown")
                rows += [[year, area, age, group, made["measure"], _rate(count, area, age), count]
                         for age, count in ages.items()]  # fmt: skip
    names = ["financial_year", "sending_location", "age_group", wanted["column"], "measure",
             "rate", "nclient"]  # fmt: skip
    return in_layout("people_supported", split, pd.DataFrame(rows, columns=names))


def care_home_census() -> pd.DataFrame:
    """Give care homes, places, residents and how full homes are, on 31 March of each year."""
    made = settings("social_care")["care_homes"]
    rows: list[list[Any]] = []
    for at, year in enumerate(made["years"]):
        for area, code in settings("social_care")["areas"].items():
            groups = {name: {what: values[at] for what, values in made[name].items()}
                      for name in ("older", "others")}  # fmt: skip
            if area == SCOTLAND:
                groups = {name: _in_scotland(each) for name, each in groups.items()}
            rows += [[f"{year}0331", code, *row] for row in _homes(groups)]
    columns = ["Date", "CA", "MainClientGroup", "KeyStatistic", "Sector", "Unit", "Value"]
    table = pd.DataFrame(rows, columns=columns)
    return in_layout("care_home_census", "council_area", table)


def _in_scotland(group: Mapping[str, float]) -> dict[str, float]:
    times = settings("social_care")["care_homes"]["scotland"]
    return {what: int(number * times[what] + 0.5) for what, number in group.items()}


def _homes(groups: Mapping[str, Mapping[str, float]]) -> list[list[Any]]:
    """Give the rows of one area and year: older people, and all adults, of whom they are a part."""
    residents = {name: int(each["places"] * each["full"] / 100 + 0.5)
                 for name, each in groups.items()}  # fmt: skip
    older, rest = groups["older"], groups["others"]
    both = {what: older[what] + rest[what] for what in ("places", "homes")}
    found = {OLDER: (older, residents["older"]), EVERYONE: (both, sum(residents.values()))}
    sectors = settings("social_care")["care_homes"]["sectors"]
    rows: list[list[Any]] = []
    for group, (numbers, living) in found.items():
        full = plain(100 * living / numbers["places"], 1)
        rows.append([group, "Percentage Occupancy", "All Sectors", "Percentage", full])
        rows.append([group, "Number of Residents", "All Sectors", "Number", living])
        for statistic, what in (("Number of Registered Places", "places"),
                                ("Number of Care Homes", "homes")):  # fmt: skip
            number = int(numbers[what])
            shares = shared_out(number, list(sectors.values())).tolist()
            counts = {"All Sectors": number, **dict(zip(sectors, shares, strict=True))}
            rows += [[group, statistic, sector, "Number", each] for sector, each in counts.items()]
    return rows


def weekly_admissions() -> pd.DataFrame:
    """Give admissions by week, fifth and type, beside the average of the same week before."""
    made = settings("social_care")["weekly_admissions"]
    draws = Draws(settings("places")["seed"], "admissions by week, 3")
    fifths = _fifths()
    rows = []
    for week in pd.date_range(made["first"], made["last"], freq="7D"):
        counts = {}
        for kind, usual in made["a_week"].items():
            total = int(usual * (1 + made["wobble"] * draws.bell(1)[0]) + 0.5)
            now = shared_out(total, fifths * (1 + 2 * made["wobble"] * draws.bell(5)))
            then = np.floor(2 * usual * made["usual"][kind] * fifths + 0.5) / 2
            counts[kind] = np.array([now, then])
        counts = {"All": counts["Emergency"] + counts["Planned"], **counts}
        rows += [[f"{week:%Y%m%d}", fifth + 1, kind, *found[:, fifth]]
                 for fifth in range(5) for kind, found in counts.items()]  # fmt: skip
    columns = ["WeekEnding", "SIMDQuintile", "AdmissionType", "NumberAdmissions", "Average20182019"]
    return _with_variation(pd.DataFrame(rows, columns=columns).assign(HSCP=made["partnership"]))


def _fifths() -> Any:
    population = settings("places")["localities"].values()
    shares = [place["share"] * np.array(place["fifths"]) / 100 for place in population]
    rates = np.array(settings("stays")["fifths"])
    weights = np.sum(shares, axis=0) * rates
    return weights / weights.sum()


def _with_variation(rows: pd.DataFrame) -> pd.DataFrame:
    now, then = rows["NumberAdmissions"], rows["Average20182019"]
    change = 100 * (now - then) / then.where(then > 0)
    rows["PercentVariation"] = [plain(value, 1) for value in change]
    rows["NumberAdmissions"] = now.astype(int)
    rows["Average20182019"] = [plain(value) for value in then]
    return in_layout("weekly_admissions", "published", rows)
