"""The people of four invented localities, by sex, age and deprivation."""

import numpy as np
import pandas as pd

from playbook.data.samples.draws import shared_out
from playbook.data.samples.settings import settings

OLDER_FROM = 65


def locality_population() -> pd.DataFrame:
    """Give the people of each locality by sex, five-year age band and deprivation fifth.

    The four localities add up to Moray's published mid-2023 estimate in every band. How they
    differ is invented.

    >>> int(locality_population()["population"].sum())
    94670
    """
    made = settings("places")
    cells = [(name, fifth) for name in made["localities"] for fifth in range(1, 6)]
    rows = []
    for sex, people in made["people"].items():
        for band, count in zip(made["bands"], people, strict=True):
            shares = shared_out(count, [_weight(name, fifth, band) for name, fifth in cells])
            rows += [(2023, name, sex, band, fifth, share)
                     for (name, fifth), share in zip(cells, shares, strict=True)]  # fmt: skip
    columns = ["year", "locality", "sex", "age_band", "deprivation_fifth", "population"]
    table = pd.DataFrame(rows, columns=columns)
    order = table["locality"].to_numpy(dtype=str).argsort(kind="stable")
    return table.iloc[order].reset_index(drop=True)


def lowest_ages(bands: pd.Series) -> np.ndarray:
    """Give the age at which each band begins.

    >>> lowest_ages(pd.Series(["65-69", "90+"])).tolist()
    [65, 90]
    """
    return np.array([int(band.rstrip("+").split("-")[0]) for band in bands], dtype=np.int64)


def _weight(name: str, fifth: int, band: str) -> float:
    place = settings("places")["localities"][name]
    older = int(band.rstrip("+").split("-")[0]) >= OLDER_FROM
    tilt: float = place["from_65" if older else "under_65"]
    return float(place["share"] * tilt * place["fifths"][fifth - 1])
