"""Time the reading and checking of large files.

One is as large as the published file of delays: 56,100 rows. The other has 2,000,000 rows of
hospital stays, and is read, checked and turned into monthly bed days by a program of its own,
so that the most memory it held can be told.
"""

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from measure import Measured, measured

from playbook.data import check, read
from playbook.data.schema import layouts

KIND = "delayed_discharges"
STAYS = 2_000_000
MAKE_STAYS = """
import sys
from playbook.data.samples import hospital_stays

stays = hospital_stays(int(sys.argv[2]))
stays.to_csv(sys.argv[1], index=False, date_format="%Y-%m-%d")
"""
FROM_FILE_TO_MONTHS = """
import resource, sys, time
from playbook.analyse import bed_days, stays
from playbook.data import read

begun = time.perf_counter()
data = read(sys.argv[1], "hospital_stays")
read_at = time.perf_counter()
months = bed_days(stays(data.table), until="2025-03-31")
counted_at = time.perf_counter()
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
gigabytes = most / (1e9 if sys.platform == "darwin" else 1e6)
print(f"read and check {len(data.table):,} rows of stays: {read_at - begun:.1f} s")
print(f"put them together and count bed days by month: {counted_at - read_at:.1f} s")
print(f"most memory held: {gigabytes:.2f} GB")
"""


def rows() -> Iterator[list[str]]:
    """Make invented rows in the published layout: 110 months, 34 areas, 3 ages, 5 reasons."""
    layout = layouts(KIND)[0]
    area, age, reason = layout.dimensions
    signs = {"S92000003": "d", "18plus": "d", "All Delay Reasons": "d", "": ":"}
    areas = [*area.parts_of("S92000003"), "S92000003"]
    random = np.random.default_rng(1)
    yield list(layout.columns)
    for month in pd.date_range("2016-07", "2025-08", freq="MS"):
        days = _with_totals(random.integers(0, 900, (33, 2, 4)))
        for at, value in np.ndenumerate(days):
            levels = (areas[at[0]], list(age.values)[at[1]], list(reason.values)[at[2]])
            keys = [cell for level in levels for cell in (level, signs.get(level, ""))]
            yield [f"{month:%Y%m}", *keys, str(value), str(int(value / month.days_in_month + 0.5))]


def _with_totals(parts: np.ndarray) -> np.ndarray:
    areas = np.concatenate([parts, parts.sum(axis=0, keepdims=True)])
    ages = np.concatenate([areas.sum(axis=1, keepdims=True), areas], axis=1)
    return np.concatenate([ages.sum(axis=2, keepdims=True), ages], axis=2)


def measure() -> dict[str, Measured]:
    """Measure ``check`` and ``read`` on the large file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "delays.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows())
        return {
            "check a 56,100-row file": measured(lambda: check(path, KIND), runs=5),
            "read a 56,100-row file": measured(lambda: read(path, KIND), runs=5),
        }


def measure_stays() -> None:
    """Print what a file of two million stays takes, from the file to bed days by month."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stays.csv"
        # A program starts with the memory peak of the one that started it, so this one stays small.
        for program in (MAKE_STAYS, FROM_FILE_TO_MONTHS):
            subprocess.run([sys.executable, "-c", program, str(path), str(STAYS)], check=True)


if __name__ == "__main__":
    for name, each in measure().items():
        print(f"{name}: {each.seconds:.2f} s, {each.megabytes:.0f} MB held")
    measure_stays()
