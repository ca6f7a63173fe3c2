"""How long plans take: a thousand stock-flow scenarios, and 100,000 sets of random weights.

Run it with ``python benchmarks/bench_plan.py``. It prints seconds and peak memory and asserts
nothing about speed; it stops if two ways disagree. If PySD is installed, which nothing else
here needs, the same scenarios run on it too.
"""

import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd

from playbook.plan import older_peoples_care, stock_flow_scenarios, weight_sensitivity

SCENARIOS, DAYS, PYSD_SCENARIOS = 1_000, 365, 20
OPTIONS, CRITERIA, DRAWS = 6, 6, 100_000

Numbers = np.ndarray[Any, np.dtype[np.float64]]

_VENSIM = """{UTF-8}
stay = 7 ~ days ~ |
starts = 2 ~ people a day ~ |
ready = Acute / stay ~ people a day ~ |
to home care = MIN(Home / TIME STEP + 0.22 * ready, starts) ~ people a day ~ |
to care home = MIN(Homes / TIME STEP + 0.08 * ready, 1) ~ people a day ~ |
Acute = INTEG(11 - ready, 77) ~ people ~ |
Home = INTEG(0.22 * ready - to home care, 20) ~ people ~ |
Homes = INTEG(0.08 * ready - to care home, 12) ~ people ~ |
INITIAL TIME = 0 ~ day ~ |
FINAL TIME = 365 ~ day ~ |
TIME STEP = 1 ~ day ~ |
SAVEPER = TIME STEP ~ day ~ |
"""


def plain_scenarios(stays: list[float], starts: list[float]) -> list[float]:
    """Follow each scenario by itself, a day at a time, in plain Python: delayed days of each."""
    found = []
    for stay, most in zip(stays, starts, strict=True):
        acute, home, homes, delayed = 77.0, 20.0, 12.0, 0.0
        for _ in range(DAYS):
            ready = acute / stay
            acute += 11 - ready
            waiting, other = home + 0.22 * ready, homes + 0.08 * ready
            home, homes = waiting - min(waiting, most), other - min(other, 1.0)
            delayed += home + homes
        found.append(delayed)
    return found


def pysd_scenarios(stays: list[float], starts: list[float]) -> tuple[float, list[float]] | None:
    """Run the scenarios on PySD, one at a time; ``None`` when it is not installed.

    Gives the seconds of the runs, without those of translating the model, and delayed days.
    """
    try:
        import pysd
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "care.mdl"
        path.write_text(_VENSIM, encoding="utf-8")
        model = pysd.read_vensim(str(path))
        found, start = [], perf_counter()
        for stay, most in zip(stays, starts, strict=True):
            run = model.run(params={"stay": stay, "starts": most}, return_columns=["Home", "Homes"])
            found.append(float(run.iloc[1:].to_numpy().sum()))
        return perf_counter() - start, found


def plain_draws(scores: Numbers, weights: Numbers) -> list[int]:
    """Count how often each option comes first, one set of weights at a time."""
    firsts = [0] * len(scores)
    rows = scores.tolist()
    for drawn in weights.tolist():
        values = [sum(w * s for w, s in zip(drawn, row, strict=True)) for row in rows]
        firsts[values.index(max(values))] += 1
    return firsts


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Give the seconds of the faster of two runs, then the peak megabytes of a third.

    The first run also loads what is loaded once; measuring memory slows a run.
    """
    seconds = float("inf")
    for _ in range(2):
        start = perf_counter()
        answer = work()
        seconds = min(seconds, perf_counter() - start)
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return seconds, peak, answer


def _line(way: str, seconds: float, peak: float, plain: float) -> None:
    print(f"  {way:<40}{seconds:>9.3f} s {peak:>8.1f} MB  {plain / seconds:>8.1f} times plain")


def main() -> None:
    """Print one line for each way."""
    random = np.random.default_rng(20250801)
    stays, starts = random.uniform(5, 9, SCENARIOS), random.uniform(1.5, 3, SCENARIOS)
    care = older_peoples_care(
        arrivals_per_day=11, acute_days=7, home_care_share=0.22, care_home_share=0.08,
        home_care_starts_per_day=2, care_home_starts_per_day=1,
        waiting_for_home_care=20, waiting_for_care_home=12,
    )  # fmt: skip
    tried = pd.DataFrame({"acute: days": stays, "home care: starts_per_day": starts})
    plain, plain_peak, expected = _timed(lambda: plain_scenarios(stays.tolist(), starts.tolist()))
    ours, peak, found = _timed(lambda: stock_flow_scenarios(care, tried, days=DAYS).table)
    np.testing.assert_allclose(found["delayed_days"], expected, rtol=1e-9)
    print(f"Stock and flow: {SCENARIOS:,} scenarios of {DAYS} days")
    _line("plain Python, one at a time", plain, plain_peak, plain)
    _line("stock_flow_scenarios, all at once", ours, peak, plain)
    _compare_with_pysd(stays, starts, expected, ours)

    scores = random.uniform(0, 10, (OPTIONS, CRITERIA))
    drawn = random.dirichlet(np.ones(CRITERIA), DRAWS)
    plain, plain_peak, counts = _timed(lambda: plain_draws(scores, drawn))
    equal = [1.0] * CRITERIA
    ours, peak, tested = _timed(lambda: weight_sensitivity(scores, equal, draws=DRAWS))
    shares = tested.draws["share_first"].to_numpy()
    np.testing.assert_allclose(shares, np.array(counts) / DRAWS, atol=0.01)
    print(f"Random weights: {DRAWS:,} sets, {OPTIONS} options, {CRITERIA} criteria")
    _line("plain Python, draws only", plain, plain_peak, plain)
    _line("weight_sensitivity, with every test", ours, peak, plain)


def _compare_with_pysd(stays: Numbers, starts: Numbers, expected: list[float], ours: float) -> None:
    few = slice(PYSD_SCENARIOS)
    answer = pysd_scenarios(stays[few].tolist(), starts[few].tolist())
    if answer is None:
        print("  PySD is not installed, so it was not compared")
        return
    seconds, found = answer
    np.testing.assert_allclose(found, expected[few], rtol=1e-6)
    each = 1000 * seconds / PYSD_SCENARIOS
    print(
        f"  PySD takes {each:,.1f} ms for one scenario ({PYSD_SCENARIOS} were run, with the same "
        f"answers); ours takes {1000 * ours / SCENARIOS:.3f} ms, "
        f"{each * SCENARIOS / (1000 * ours):,.0f} times as fast"
    )


if __name__ == "__main__":
    main()
