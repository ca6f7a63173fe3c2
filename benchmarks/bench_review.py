"""How long control charts take: 10,000 series of 60 points, one by one and all at once.

Run it with ``python benchmarks/bench_review.py``. It prints seconds, ratios and peak memory, and
asserts nothing about speed. The plain version follows the same rules point by point; it stops
if the two disagree.
"""

import numpy as np
from measure import HEADS, measured
from plain_charts import plain_signals
from table import show

from playbook.review import xmr, xmr_many

SERIES, POINTS, PART = 10_000, 60, 1_000


def main() -> None:
    """Print one line for each way."""
    rows = np.random.default_rng(20250801).normal(1000, 120, (SERIES, POINTS))
    lists = rows.tolist()
    plain = measured(lambda: [plain_signals(row) for row in lists], runs=1)
    single = measured(lambda: [xmr(row) for row in rows[:PART]], runs=1).times(SERIES / PART)
    tables = measured(lambda: [xmr(row).table for row in rows[:PART]], runs=1).times(SERIES / PART)
    many = measured(lambda: xmr_many(rows))
    assert many.result.signal.tolist() == plain.result  # noqa: S101
    show(
        f"Control charts: {SERIES:,} series of {POINTS} points",
        HEADS,
        [
            plain.line("plain Python, one point at a time", plain),
            single.line(f"xmr, one series at a time ({PART:,}, scaled)", plain),
            tables.line(f"xmr with its table ({PART:,}, scaled)", plain),
            many.line("xmr_many, all at once", plain),
        ],
    )


if __name__ == "__main__":
    main()
