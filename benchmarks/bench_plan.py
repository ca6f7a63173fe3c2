"""How long plans take: a thousand stock-flow scenarios, and 100,000 sets of random weights.

Run it with ``python benchmarks/bench_plan.py``. It prints seconds, ratios and peak memory, and
asserts nothing about speed; it stops if two ways disagree. The same scenarios run on PySD, which
is installed for this benchmark only, in a folder of its own.
"""

from typing import Any

import numpy as np
import pandas as pd
from beside import run_on_pysd
from measure import HEADS, measured
from table import show

from playbook.plan import older_peoples_care, stock_flow_scenarios, weight_sensitivity

SCENARIOS, DAYS = 1_000, 365
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


def bare_scenarios(stays: Numbers, starts: Numbers) -> Numbers:
    """Follow all scenarios together with NumPy alone, for this one model: near the least time."""
    acute, home, homes = (np.full(len(stays), people) for people in (77.0, 20.0, 12.0))
    delayed = np.zeros(len(stays))
    for _ in range(DAYS):
        ready = acute / stays
        acute += 11 - ready
        home = np.maximum(home + 0.22 * ready - starts, 0)
        homes = np.maximum(homes + 0.08 * ready - 1, 0)
        delayed += home + homes
    return delayed


def plain_draws(scores: Numbers, weights: Numbers) -> list[int]:
    """Count how often each option comes first, one set of weights at a time."""
    firsts = [0] * len(scores)
    rows = scores.tolist()
    for drawn in weights.tolist():
        values = [sum(w * s for w, s in zip(drawn, row, strict=True)) for row in rows]
        firsts[values.index(max(values))] += 1
    return firsts


def bare_draws(scores: Numbers, weights: Numbers) -> Numbers:
    """Count the same with NumPy alone: one product of two tables."""
    return np.bincount((weights @ scores.T).argmax(axis=1), minlength=len(scores))


def compare_scenarios(random: np.random.Generator) -> None:
    """Print the ways of running a thousand scenarios, PySD among them where it can be had."""
    stays, starts = random.uniform(5, 9, SCENARIOS), random.uniform(1.5, 3, SCENARIOS)
    care = older_peoples_care(
        arrivals_per_day=11, acute_days=7, home_care_share=0.22, care_home_share=0.08,
        home_care_starts_per_day=2, care_home_starts_per_day=1,
        waiting_for_home_care=20, waiting_for_care_home=12,
    )  # fmt: skip
    tried = pd.DataFrame({"acute: days": stays, "home care: starts_per_day": starts})
    plain = measured(lambda: plain_scenarios(stays.tolist(), starts.tolist()))
    bare = measured(lambda: bare_scenarios(stays, starts))
    ours = measured(lambda: stock_flow_scenarios(care, tried, days=DAYS).table)
    np.testing.assert_allclose(bare.result, plain.result, rtol=1e-9)
    np.testing.assert_allclose(ours.result["delayed_days"], plain.result, rtol=1e-9)
    lines = [
        plain.line("plain Python, one at a time", plain),
        bare.line("NumPy alone, this model only", plain),
        ours.line("stock_flow_scenarios, all at once", plain),
    ]
    each = [
        {"stay": stay, "starts": most}
        for stay, most in zip(stays.tolist(), starts.tolist(), strict=True)
    ]
    try:
        pysd = run_on_pysd(_VENSIM, each, ["Home", "Homes"])
    except OSError as trouble:
        note = f"  PySD could not be had, so it is not compared. {trouble}"
    else:
        np.testing.assert_allclose(pysd.result, plain.result, rtol=1e-6)
        lines.insert(0, pysd.line("PySD, one at a time", plain))
        note = f"  stock_flow_scenarios is {pysd.seconds / ours.seconds:,.0f} times as fast as PySD"
    show(f"Stock and flow: {SCENARIOS:,} scenarios of {DAYS} days", HEADS, lines)
    print(note)


def compare_draws(random: np.random.Generator) -> None:
    """Print the ways of trying 100,000 sets of weights."""
    scores = random.uniform(0, 10, (OPTIONS, CRITERIA))
    drawn = random.dirichlet(np.ones(CRITERIA), DRAWS)
    equal = [1.0] * CRITERIA
    plain = measured(lambda: plain_draws(scores, drawn))
    bare = measured(lambda: bare_draws(scores, drawn))
    ours = measured(lambda: weight_sensitivity(scores, equal, draws=DRAWS))
    assert bare.result.tolist() == plain.result  # noqa: S101
    shares = ours.result.draws["share_first"].to_numpy()
    np.testing.assert_allclose(shares, np.array(plain.result) / DRAWS, atol=0.01)
    show(
        f"Random weights: {DRAWS:,} sets, {OPTIONS} options, {CRITERIA} criteria",
        HEADS,
        [
            plain.line("plain Python, draws only", plain),
            bare.line("NumPy alone, weights drawn before", plain),
            ours.line("weight_sensitivity, with every test", plain),
        ],
    )


def main() -> None:
    """Run both comparisons."""
    random = np.random.default_rng(20250801)
    compare_scenarios(random)
    compare_draws(random)


if __name__ == "__main__":
    main()
