"""A pathway followed person by person, with chance: arrivals, stays and starts at random."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, sqrt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats

from playbook.framework.register import unknown
from playbook.inputs import check_number, check_whole, need_a
from playbook.markup import say
from playbook.plan.pathway import Pathway
from playbook.plan.simulation_run import run_once

if TYPE_CHECKING:
    from playbook.charts import Figure

_MOST_PEOPLE = 5_000_000  # people in all runs together: about a quarter of an hour


@dataclass(frozen=True, eq=False)
class PathwaySimulation:
    """Many runs of a pathway with chance in it. Made by :func:`simulate_pathway`.

    ``table`` has one row a stage and measure: stage, measure, mean, lower, upper (the interval
    of the mean over runs), runs (those that had a value). Measures: people (in the stage, on
    average), waiting (on average), wait_days (of those who started), share_waiting (of those
    who started), started_per_day, waiting_at_end. ``runs`` has each run's own values.
    """

    table: pd.DataFrame
    runs: pd.DataFrame
    days: int
    warm_up_days: int
    replications: int
    seed: int
    confidence: float
    notices: tuple[str, ...]

    def value(self, stage: str, measure: str) -> pd.Series:
        """Give the row of one stage and measure: mean, lower, upper.

        Raises ``ValueError`` for a stage or measure that does not exist.
        """
        for given, column in ((stage, "stage"), (measure, "measure")):
            valid = list(self.table[column].unique())
            if given not in valid:
                raise ValueError(unknown(given, valid, f"the {column}s"))
        here = (self.table["stage"] == stage) & (self.table["measure"] == measure)
        return self.table[here].iloc[0]

    def sentence(self) -> str:
        """Say how many wait for each stage where anyone waits, with the interval."""
        rows = self.table[(self.table["measure"] == "waiting") & (self.table["mean"] >= 0.05)]
        runs = f"In {self.replications} runs of {self.days} days"
        if rows.empty:
            return f"{runs} almost nobody waits."
        told = " and ".join(
            f"{say(row.mean_)} people wait for {row.stage} ({say(row.lower)} to {say(row.upper)})"
            for row in rows.rename(columns={"mean": "mean_"}).itertuples()
        )
        return f"{runs}, on an average day {told}. In brackets: {self._interval()}."

    def plot(
        self, *, name: str, source: str, sample: bool = False, message: str | None = None
    ) -> "Figure":
        """Draw people in and waiting for each stage, with the interval of each mean."""
        from playbook.plan.pathway_draw import draw_intervals  # matplotlib is slow to load

        return draw_intervals(self, name=name, source=source, sample=sample, message=message)

    def _interval(self) -> str:
        return f"the {100 * self.confidence:g}% interval of the mean"


def simulate_pathway(
    pathway: Pathway,
    *,
    days: int = 365,
    warm_up_days: int = 0,
    replications: int = 20,
    seed: int = 1,
    confidence: float = 0.95,
) -> PathwaySimulation:
    """Follow each person through a pathway, many times over, with chance in it.

    People arrive at random (Poisson) and stay for times that vary as much as their mean
    (exponential). Where a stage has ``starts_per_day``, starts come free at random at that
    rate, and one that nobody waits for is lost. Where it has ``places``, a person takes a free
    one or waits. Whoever waits is taken in turn. The first ``warm_up_days`` are not measured:
    use them for a service in its usual state, and none to see what follows from today.
    The same ``seed`` gives the same answer.

    With one stage of ``places`` it is the queue M/M/c and agrees with :func:`bed_queue`; where
    nothing limits starts it agrees with :func:`stock_flow`. In between it shows the queues that
    chance makes and that a stock-flow model leaves out.

    Do not read one run as a forecast, and do not use it for a unit with strong patterns by
    weekday or season: there is none in it.

    Raises ``ValueError`` for fewer than two runs, a confidence outside 0 to 1, or more people
    than can be followed in reasonable time.

    Source: Law, Simulation Modeling and Analysis; simulated with SimPy.

    >>> from playbook.plan import Stage
    >>> ward = Pathway((Stage("ward", days=7, arrivals_per_day=2, people=14),))
    >>> run = simulate_pathway(ward, days=100, replications=10)
    >>> row = run.value("ward", "people")
    >>> bool(row["lower"] < 14 < row["upper"])
    True
    """
    _check(pathway, days, warm_up_days, replications, confidence)
    check_whole(seed, "seed")
    seeds = np.random.SeedSequence(seed).spawn(replications)
    runs = pd.DataFrame(
        row
        for number, one in enumerate(seeds, start=1)
        for row in _rows(number, run_once(pathway, np.random.default_rng(one), warm_up_days, days))
    )
    table = pd.DataFrame(_summaries(runs, confidence))
    return PathwaySimulation(
        table, runs, days, warm_up_days, replications, seed, confidence,
        (*_rounded(pathway), *_never_started(table, replications)),
    )  # fmt: skip


def _check(
    pathway: Pathway, days: int, warm_up_days: int, replications: int, confidence: float
) -> None:
    check_whole(days, "days", least=1)
    check_whole(warm_up_days, "warm_up_days")
    need_a(pathway, Pathway, "a pathway, such as older_peoples_care makes")
    check_whole(replications, "replications", least=2)
    if not 0 < check_number(confidence, "confidence") < 1:
        raise ValueError(f"confidence is {confidence}. It must be between 0 and 1, such as 0.95.")
    for stage in pathway:
        if stage.places < inf:
            check_whole(stage.places, f"places of {stage.name}", least=1)
    people = sum(
        stage.people + stage.waiting + stage.arrivals_per_day * (days + warm_up_days)
        for stage in pathway
    )
    if people * replications > _MOST_PEOPLE:
        raise ValueError(
            f"About {people * replications:,.0f} people would have to be followed, which takes "
            f"too long. Use fewer days, fewer runs, or stock_flow."
        )


def _rows(run: int, found: dict[str, dict[str, float]]) -> Iterator[dict[str, object]]:
    for stage, measures in found.items():
        for measure, value in measures.items():
            yield {"run": run, "stage": stage, "measure": measure, "value": value}


def _summaries(runs: pd.DataFrame, confidence: float) -> Iterator[dict[str, object]]:
    """Give the mean over runs and its interval, by Student's t."""
    for (stage, measure), part in runs.groupby(["stage", "measure"], sort=False):
        values = part["value"].dropna().to_numpy()
        count = len(values)
        mean = float(values.mean()) if count else np.nan
        reach = np.nan
        if count > 1:
            t = float(stats.t.ppf((1 + confidence) / 2, count - 1))
            reach = t * float(values.std(ddof=1)) / sqrt(count)
        yield {
            "stage": stage,
            "measure": measure,
            "mean": mean,
            "lower": mean - reach,
            "upper": mean + reach,
            "runs": count,
        }


def _rounded(pathway: Pathway) -> list[str]:
    return [
        f"The {number} of {stage.name} at the start, {getattr(stage, number):g}, "
        f"were rounded to whole people."
        for stage in pathway
        for number in ("people", "waiting")
        if getattr(stage, number) != round(getattr(stage, number))
    ]


def _never_started(table: pd.DataFrame, replications: int) -> list[str]:
    waits = table[table["measure"] == "wait_days"]
    return [
        f"In {replications - runs} of {replications} runs nobody started {stage}, "
        f"so those runs have no wait for it."
        for stage, runs in zip(waits["stage"], waits["runs"].astype(int), strict=True)
        if runs < replications
    ]
