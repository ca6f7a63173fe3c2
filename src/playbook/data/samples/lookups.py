"""Lists that other files are joined with: data zones, areas, hospitals and practices."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.samples.draws import Draws, shared_out
from playbook.data.samples.filling import in_layout
from playbook.data.samples.population import SEXES, people_by_age
from playbook.data.samples.settings import settings

TENTHS, FIFTHS = 10, 5
RANKED = {"HB": "S08000020", "HSCP": "S37000019", "CA": "S12000020"}


def deprivation() -> pd.DataFrame:
    """Give invented data zones of Moray, as many in each fifth of Scotland as published."""
    made = settings("lookups")["data_zones"]
    draws = Draws(settings("places")["seed"], "data zones")
    tenth = np.repeat(np.arange(1, TENTHS + 1), made["tenths"])
    count, width = len(tenth), made["zones_of_scotland"] / TENTHS
    within = draws.even(count)
    rank = np.floor((tenth - 1 + within) * width).astype(np.int64) + 1
    order = np.argsort(draws.even(count), kind="stable")
    rows = pd.DataFrame({"SIMD2020V2Rank": rank, "SIMD2020V2CountryDecile": tenth}).iloc[order]
    rows["SIMD2020V2CountryQuintile"] = _fifth(rows["SIMD2020V2CountryDecile"])
    for name, code in RANKED.items():
        here = rows["SIMD2020V2Rank"].rank(method="first").to_numpy()
        rows[name] = code
        rows[f"SIMD2020V2{name}Decile"] = np.ceil(here / count * TENTHS).astype(np.int64)
        rows[f"SIMD2020V2{name}Quintile"] = _fifth(rows[f"SIMD2020V2{name}Decile"])
    at = np.arange(count)
    rows["DataZone"] = [f"S010{made['first'] + each}" for each in at]
    step = made["in_each_intermediate"]
    rows["IntZone"] = [f"S0200{made['first_intermediate'] + each // step}" for each in at]
    most, all_zones = made["most_deprived_15"], made["zones_of_scotland"]
    rows["SIMD2020V2Most15pc"] = (rows["SIMD2020V2Rank"] <= most).astype(int)
    rows["SIMD2020V2Least15pc"] = (rows["SIMD2020V2Rank"] > all_zones - most).astype(int)
    return in_layout("deprivation", "simd_2020v2", rows)


def _fifth(tenths: pd.Series) -> pd.Series:
    return (tenths + 1) // 2


def geography() -> pd.DataFrame:
    """Give councils with their partnerships and boards, and two rows that are no longer in use."""
    made = settings("lookups")["geography"]
    columns = ["CA", "CAName", "HSCP", "HSCPName", "HB", "HBName"]
    rows = pd.DataFrame([*made["areas"], *made["archived"]], columns=columns)
    archived = (rows.index >= len(made["areas"])).astype(bool)
    new = rows["CAName"].isin([each[1] for each in made["archived"]]) & ~archived
    for name in ("CA", "HSCP", "HB"):
        rows[f"{name}DateEnacted"] = np.where(new, made["changed_on"], made["from"])
        rows[f"{name}DateArchived"] = np.where(archived, made["used_until"], "")
    rows["Country"] = "S92000003"
    order = rows["CA"].to_numpy(str).argsort(kind="stable")
    return in_layout("geography", "council_areas", rows.iloc[order])


def hospitals() -> pd.DataFrame:
    """Give hospitals with their areas. Addresses are left out; zones are those of the sample."""
    made, zones = settings("lookups"), deprivation()
    rows = [
        {
            "HospitalCode": code, "HospitalName": name, "AddressLine1": "Sample address",
            "HealthBoard": "S08000020", "HSCP": partnership, "CouncilArea": council,
            **_zone(zones, at, council),
        }
        for at, (code, (name, partnership, council)) in enumerate(made["hospitals"].items())
    ]  # fmt: skip
    table = in_layout("hospitals", "hospital_code", pd.DataFrame(rows))
    return table.assign(**{f"AddressLine{line}QF": "z" for line in (2, 3, 4)})


def _zone(zones: pd.DataFrame, at: int, council: str) -> Mapping[str, str]:
    if council != RANKED["CA"]:
        return {"IntermediateZone": "", "DataZone": ""}
    zone = zones.iloc[at * 9]
    return {"IntermediateZone": zone["IntZone"], "DataZone": zone["DataZone"]}


def gp_lists() -> pd.DataFrame:
    """Give people registered with invented practices of Moray, by sex and age band."""
    made = settings("lookups")["practices"]
    draws = Draws(settings("places")["seed"], "practices")
    listed = _listed(made, draws)
    rows: list[dict[str, Any]] = []
    for at, practice in enumerate(listed):
        for sex, people in (*zip(SEXES, practice, strict=True), ("All", practice.sum(axis=0))):
            row = {"PracticeCode": str(made["first_code"] + at), "Sex": sex}
            rows.append({**row, **_of_practice(made, people)})
    fixed = {"Date": made["date"], "HB": RANKED["HB"], "HSCP": RANKED["HSCP"]}
    return in_layout("gp_lists", "bands", pd.DataFrame(rows).assign(**fixed))


def _listed(made: Mapping[str, Any], draws: Draws) -> Any:
    """Share out the people of each sex and band over the practices."""
    ages = people_by_age(RANKED["CA"])
    bands = np.array([[of_sex[low : high + 1].sum() for low, high in made["bands"].values()]
                      for of_sex in ages])  # fmt: skip
    sizes = np.array(made["sizes"])
    cells = [
        shared_out(int(people * made["listed_for_each_resident"] + 0.5),
                   sizes * (1 + made["wobble"] * draws.bell(len(sizes))))
        for people in bands.ravel()
    ]  # fmt: skip
    return np.array(cells).T.reshape(len(sizes), *bands.shape)


def _of_practice(made: Mapping[str, Any], people: Any) -> dict[str, Any]:
    """Give the numbers of one practice and sex; a tiny list has some of them hidden."""
    found: dict[str, Any] = {"AllAges": int(people.sum())}
    hides = people.min() < made["hidden_below"]
    for name, number in zip(made["bands"], people.tolist(), strict=True):
        hidden = hides and number < made["hidden_below"]
        found[name] = "" if hidden else number
        found[_sign_of(name)] = "c" if hidden else ""
    return found


def _sign_of(name: str) -> str:
    """Give the publisher's name of a qualifier, whose case differs from its column's."""
    return name.replace("to", "To").replace("plus", "Plus") + "QF"
