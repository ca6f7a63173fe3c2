"""How long the counting of bed days and a grid of projections take, against plain ways.

Run ``python benchmarks/bench_analyse.py``. It prints seconds, ratios and the most memory that
Python held, and asserts that both ways give the same numbers. The day-by-day way is run on a
part of the stays and its time scaled up, because the whole would take too long.
"""

from itertools import product

import numpy as np
import pandas as pd
from measure import HEADS, measured
from table import show

from playbook.analyse import bed_days, demand_grid, project_demand, stays

STAYS, PART = 2_000_000, 20_000
BANDS = ["65-69", "70-74", "75-79", "80-84", "85-89", "90+"]


def made_up_stays(count: int) -> pd.DataFrame:
    """Make stays over ten years, a week long on average, from one seed."""
    chance = np.random.default_rng(20250801)
    start = np.datetime64("2015-04-01") + chance.integers(0, 3650, count)
    return pd.DataFrame(
        {
            "person": chance.integers(0, count // 3, count),
            "stay": np.arange(count),
            "admission_date": start,
            "discharge_date": start + chance.geometric(1 / 8, count) - 1,
            "admission_type": chance.choice([10, 30, 33], count),
        }
    )


def day_by_day(rows: pd.DataFrame) -> pd.Series:
    """Count bed days as one would by hand: list every day of every stay, then count months."""
    lists = [
        pd.date_range(start, end)[1:]
        for start, end in zip(rows["admission_date"], rows["discharge_date"], strict=True)
    ]
    days = pd.DatetimeIndex(np.concatenate([each.to_numpy() for each in lists]))
    return pd.Series(1, index=days).groupby(days.to_period("M")).sum()


def repeated_days(rows: pd.DataFrame) -> pd.Series:
    """List every day of every stay in one go with NumPy, then count months."""
    start = rows["admission_date"].to_numpy().astype("datetime64[D]")
    length = (rows["discharge_date"].to_numpy().astype("datetime64[D]") - start).astype(int)
    first = np.repeat(np.cumsum(length) - length, length)
    days = np.repeat(start, length) + (np.arange(length.sum()) - first) + 1
    return pd.Series(days.astype("datetime64[M]")).value_counts().sort_index()


def compare_bed_days() -> None:
    """Print the ways of counting bed days, and check that they agree."""
    rows = made_up_stays(STAYS)
    few = rows.iloc[:PART]
    part = measured(lambda: day_by_day(few), runs=1)
    plain = part.times(STAYS / PART)
    bare = measured(lambda: repeated_days(rows))
    ours = measured(lambda: bed_days(rows))
    whole = measured(lambda: bed_days(stays(rows)), runs=1)
    show(
        f"Bed days by month: {STAYS:,} stays",
        HEADS,
        [
            plain.line(f"day by day, one stay at a time ({PART:,}, scaled)", plain),
            bare.line("every day listed at once with NumPy", plain),
            ours.line("bed_days", plain),
            whole.line("episodes put together first, then bed_days", plain),
        ],
    )
    known = ours.result.table[ours.result.table["bed_days"] > 0]["bed_days"].tolist()
    assert known == bare.result.tolist()  # noqa: S101
    counted = bed_days(few).table
    assert counted[counted["bed_days"] > 0]["bed_days"].tolist() == part.result.tolist()  # noqa: S101


def compare_grids() -> None:
    """Print a grid of projections for a what-if panel, against one projection at a time."""
    people = pd.DataFrame(np.linspace(1000, 7000, 13 * 6).reshape(13, 6), range(2023, 2036), BANDS)
    rates, lengths = [120, 150, 220, 300, 400, 500], [7, 8, 9, 11, 13, 14]
    tried = {
        "growth": [-0.02, -0.01, 0.0, 0.01, 0.02],
        "stay_trend": [-0.02, -0.01, 0.0, 0.01],
        "prevention": [0.0, 0.05, 0.1, 0.15, 0.2],
        "occupancy": [0.8, 0.85, 0.9, 0.95],
    }
    every = [dict(zip(tried, values, strict=True)) for values in product(*tried.values())]
    plain = measured(
        lambda: [project_demand(rates, people, lengths, **each).table for each in every], runs=1
    )
    ours = measured(lambda: demand_grid(rates, people, lengths, **tried))
    show(
        f"Projections: {len(every)} combinations, 13 years, 6 age bands",
        HEADS,
        [plain.line("project_demand, one at a time", plain), ours.line("demand_grid", plain)],
    )
    beds = np.concatenate([table["beds"] for table in plain.result])
    assert ours.result["beds"].tolist() == beds.tolist()  # noqa: S101


def main() -> None:
    """Run both comparisons."""
    compare_bed_days()
    compare_grids()


if __name__ == "__main__":
    main()
