"""Who came to A&E and where they went, in the published layouts; sums agree with the months."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.attendances import ae_attendances
from playbook.data.samples.draws import Draws, Numbers, shared_out
from playbook.data.samples.emergency import EMERGENCY, attendances_of
from playbook.data.samples.filling import in_layout
from playbook.data.samples.settings import settings

FIRST_AGES = (0, 18, 25, 40, 65, 75)


def ae_discharges() -> pd.DataFrame:
    """Give attendances by age and where people went; groups with nobody in them have no row."""
    made = settings("emergency")["by_age"]
    people = _people().assign(to=lambda table: table["discharged_to"].map(made["destinations"]))
    places = list(dict.fromkeys(made["destinations"].values()))
    usual = pd.crosstab(people["group"], people["to"]).reindex(columns=places).to_numpy(float)
    fewer = made["fewer_admitted"]
    rows = []
    for month, ages, draws in _months("discharges", made):
        for at, count in enumerate(ages):
            weights = usual[at] * (1 + made["wobble"] * draws.bell(len(places)))
            if made["ages"][at] == fewer["age"] and month >= fewer["from"]:
                weights = _move(weights, fewer["share"])
            rows += _cells(month, [made["ages"][at]], places, shared_out(int(count), weights))
    return _in_layout("ae_discharges", rows, ["Age", "Discharge"])


def ae_referrals() -> pd.DataFrame:
    """Give attendances by age and who sent people."""
    made = settings("emergency")["by_age"]
    names = list(settings("attendances")["referrals"])
    people = _people()
    usual = pd.crosstab(people["group"], people["referral"]).reindex(columns=names).to_numpy(float)
    rows = []
    for month, ages, draws in _months("referrals", made["details"]):
        for at, count in enumerate(ages):
            weights = usual[at] * (1 + made["wobble"] * draws.bell(len(names)))
            rows += _cells(month, [made["ages"][at]], names, shared_out(int(count), weights))
    return _in_layout("ae_referrals", rows, ["Age", "Referral"])


def ae_demographics() -> pd.DataFrame:
    """Give attendances by sex, age and deprivation; the area of some people is not known."""
    made = settings("emergency")["by_age"]
    people, fifths = _people(), ["1", "2", "3", "4", "5", ""]
    rows = []
    for month, ages, draws in _months("demographics", made["people"]):
        for at, count in enumerate(ages):
            group = people[people["group"] == at]
            usual = pd.crosstab(group["sex"], group["deprivation_fifth"]).to_numpy(float)
            known = usual * (1 + made["wobble"] * draws.bell(usual.size).reshape(usual.shape))
            weights = np.column_stack([known, known.sum(axis=1) * 0.02])
            shares = shared_out(int(count), weights.ravel()).reshape(weights.shape)
            for sex, of_sex in zip(("Female", "Male"), shares, strict=True):
                rows += _cells(month, [sex, made["ages"][at]], fifths, of_sex)
    return _in_layout("ae_demographics", rows, ["Sex", "Age", "Deprivation"])


def _people() -> pd.DataFrame:
    people = ae_attendances()
    return people.assign(group=np.searchsorted(FIRST_AGES, people["age"], side="right") - 1)


def _months(theme: str, span: Any) -> Iterator[tuple[str, Any, Draws]]:
    """Give each month, its attendances by age, and the chance of the theme."""
    made = settings("emergency")["by_age"]
    seed, months = settings("places")["seed"], attendances_of(made["site"])
    usual = np.bincount(_people()["group"]).astype(float)
    ages, draws = Draws(seed, "ages at A&E"), Draws(seed, f"A&E {theme}")
    for month in pd.date_range(made["first_month"], made["last_month"], freq="MS"):
        shares = usual * (1 + made["wobble"] * ages.bell(len(usual)))
        name = f"{month:%Y-%m}"
        if span["first_month"] <= name <= span["last_month"]:
            yield name, shared_out(int(months[month]), shares), draws


def _move(weights: Numbers, share: float) -> Numbers:
    """Send home some of those who would have been admitted."""
    moved = weights.copy()
    moved[0] = weights[0] * share
    moved[1] = weights[1] + weights[0] - moved[0]
    return moved


def _cells(
    month: str, group: Sequence[str], names: Sequence[str], counts: Any
) -> list[list[str | int]]:
    return [
        [month.replace("-", ""), *group, name, int(count)]
        for name, count in zip(names, counts, strict=True)
        if count
    ]


def _in_layout(kind: str, rows: list[list[str | int]], groups: list[str]) -> pd.DataFrame:
    made = settings("emergency")
    table = pd.DataFrame(rows, columns=["Month", *groups, "NumberOfAttendances"]).assign(
        HBT=made["board"], TreatmentLocation=made["by_age"]["site"], DepartmentType=EMERGENCY
    )
    return in_layout(kind, "published", table)
