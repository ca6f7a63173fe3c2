"""Stock and flow: what a shortfall in one place does to the rest of a pathway over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from playbook.framework.register import unknown
from playbook.inputs import Floats, check_number, check_whole, need_a, read_numbers
from playbook.markup import say
from playbook.plan.pathway import NUMBERS, Pathway
from playbook.plan.stock_flow_steps import numbers_of, take_steps

if TYPE_CHECKING:
    from playbook.charts import Figure

_STEADY = 0.005  # people: a stock that moves less than this a day is steady
_MOST_WORK = 2_000_000_000  # numbers worked out in one run; more would take hours


@dataclass(frozen=True, eq=False)
class StockFlow:
    """A pathway followed day by day. Made by :func:`stock_flow`.

    ``table`` has one row for each step and stage: day, stage, people (in it), waiting (for
    it), started (since the step before).
    """

    pathway: Pathway
    table: pd.DataFrame
    dt: float
    delayed_days: float  # people waiting, added up over the days
    arrived: float
    left: float

    @property
    def end(self) -> pd.DataFrame:
        """The last day: one row a stage, with people and waiting, and change a day of each."""
        last, before = (self.table[self.table["day"] == day] for day in self._last_two())
        moved = last[["people", "waiting"]].to_numpy() - before[["people", "waiting"]].to_numpy()
        ended = last.set_index("stage")[["people", "waiting"]]
        ended[["people_per_day", "waiting_per_day"]] = moved / self.dt
        return ended

    @property
    def conservation_error(self) -> float:
        """People now, less people at the start, those who came and those who left: 0 in truth."""
        start = sum(stage.people + stage.waiting for stage in self.pathway)
        now = float(self.end[["people", "waiting"]].to_numpy().sum())
        return now - (start + self.arrived - self.left)

    @property
    def growing(self) -> tuple[str, ...]:
        """The stages whose queue is still growing on the last day: it has no end."""
        return tuple(self.end.index[self.end["waiting_per_day"] > _STEADY])

    def sentence(self) -> str:
        """Say where people wait on the last day, and which queue has no end."""
        end, days = self.end, f"After {self.table['day'].iloc[-1]:g} days"
        queued = end[end["waiting"] >= 0.05]
        if queued.empty:
            return f"{days} nobody waits."
        waits = " and ".join(
            f"{say(row.waiting)} people wait for {stage}" for stage, row in queued.iterrows()
        )
        grows = [
            f" The queue for {stage} grows by {say(end.loc[stage, 'waiting_per_day'], 2)} people "
            f"a day, without limit."
            for stage in self.growing
        ]
        return f"{days} {waits}.{''.join(grows)}"

    def plot(
        self, *, name: str, source: str, sample: bool = False, message: str | None = None
    ) -> "Figure":
        """Draw people in each stage and waiting for it, day by day."""
        from playbook.plan.pathway_draw import draw_stocks  # matplotlib is slow to load

        return draw_stocks(self, name=name, source=source, sample=sample, message=message)

    def _last_two(self) -> tuple[float, float]:
        days = self.table["day"].unique()
        return float(days[-1]), float(days[-2])


@dataclass(frozen=True, eq=False)
class StockFlowScenarios:
    """Many versions of a pathway, followed at once. Made by :func:`stock_flow_scenarios`.

    ``table`` has one row a scenario: the changed numbers as given, then for each stage
    "<stage>: people (last day)" and "<stage>: waiting (last day)", then delayed_days,
    most_waiting (on the worst day, all stages), arrived and left.
    """

    table: pd.DataFrame
    days: int
    dt: float

    def sentence(self) -> str:
        """Say how far the scenarios lie apart in delayed days."""
        fewest, most = self.table["delayed_days"].min(), self.table["delayed_days"].max()
        return (
            f"Over {len(self.table):,} scenarios of {self.days} days, people are delayed for "
            f"{say(fewest, 0)} to {say(most, 0)} days in all."
        )


def stock_flow(pathway: Pathway, *, days: int = 365, dt: float = 1.0) -> StockFlow:
    """Follow the numbers of people in a pathway day by day, with no chance in it.

    Each step, people ready = people in a stage × ``dt`` ÷ its average days; starts = those who
    wait and come, up to the starts a day or the free places. People are conserved: nobody
    appears or is lost. ``dt`` is the step in days: run 1 and 0.25 (:func:`compare_steps`)
    before you trust a result.

    It shows where a lasting shortfall leads. It leaves out chance, so it shows no queue where
    capacity is only just enough, and there is one in life: use :func:`simulate_pathway`. It
    takes stays and shares to stay the same however crowded a hospital is.

    Raises ``ValueError`` for a step longer than the shortest stay, days that are not a whole
    number of steps, or a run too large to finish.

    Source: Sterman, Business Dynamics, 2000.

    >>> from playbook.plan import older_peoples_care
    >>> care = older_peoples_care(arrivals_per_day=11, acute_days=7, home_care_share=0.22,
    ...     care_home_share=0.08, home_care_starts_per_day=2, care_home_starts_per_day=1,
    ...     waiting_for_home_care=20, waiting_for_care_home=12)
    >>> run = stock_flow(care)
    >>> run.sentence()[:52], f"{run.delayed_days:,.1f}"
    ('After 365 days 173.3 people wait for home care. The ', '35,947.9')
    """
    steps = _check_steps(pathway, {}, days, dt)
    numbers = numbers_of(pathway, {}, 1)
    stocks = np.zeros((steps + 1, 3, len(pathway.names)))
    stocks[0, :2] = numbers["people"][:, 0], numbers["waiting"][:, 0]
    arrived = left = 0.0
    for at, step in enumerate(take_steps(pathway, numbers, steps, dt), start=1):
        stocks[at] = step.people[:, 0], step.waiting[:, 0], step.started[:, 0]
        arrived, left = arrived + float(step.arrived[0]), left + float(step.left[0])
    table = pd.DataFrame(
        {
            "day": np.repeat(np.arange(steps + 1) * dt, len(pathway.names)),
            "stage": np.tile(np.array(pathway.names, dtype=object), steps + 1),
            "people": stocks[:, 0].ravel(),
            "waiting": stocks[:, 1].ravel(),
            "started": stocks[:, 2].ravel(),
        }
    )
    return StockFlow(pathway, table, dt, float(stocks[1:, 1].sum()) * dt, arrived, left)


def stock_flow_scenarios(
    pathway: Pathway, scenarios: pd.DataFrame, *, days: int = 365, dt: float = 1.0
) -> StockFlowScenarios:
    """Follow many versions of a pathway at once: one row of ``scenarios`` is one version.

    Columns are named "stage: number", such as "home care: starts_per_day" or "acute: days";
    what is not named stays as in ``pathway``. Other columns must not be there.

    Raises ``ValueError`` for an unknown stage or number, text, negative or missing numbers, and
    as :func:`stock_flow` does.

    >>> from playbook.plan import older_peoples_care
    >>> care = older_peoples_care(arrivals_per_day=11, acute_days=7, home_care_share=0.22,
    ...     care_home_share=0.08, waiting_for_home_care=20)
    >>> tried = pd.DataFrame({"home care: starts_per_day": [2.0, 2.42, 2.6]})
    >>> stock_flow_scenarios(care, tried).table["home care: waiting (last day)"].round(1).tolist()
    [173.3, 20.0, 0.0]
    """
    if not isinstance(scenarios, pd.DataFrame) or scenarios.empty:
        raise ValueError("scenarios must be a DataFrame with one row for each scenario.")
    need_a(pathway, Pathway, "a pathway, such as older_peoples_care makes")
    changes = {
        _column(pathway, str(column)): _changed(scenarios[column], str(column))
        for column in scenarios.columns
    }
    steps = _check_steps(pathway, changes, days, dt, len(scenarios))
    numbers = numbers_of(pathway, changes, len(scenarios))
    delayed, most = np.zeros(len(scenarios)), numbers["waiting"].sum(axis=0)
    arrived, left = np.zeros(len(scenarios)), np.zeros(len(scenarios))
    for step in take_steps(pathway, numbers, steps, dt):
        queued = step.waiting.sum(axis=0)
        delayed += queued * dt
        most = np.maximum(most, queued)
        arrived, left = arrived + step.arrived, left + step.left
    last = {
        f"{stage}: {kind} (last day)": stock[at]
        for at, stage in enumerate(pathway.names)
        for kind, stock in (("people", step.people), ("waiting", step.waiting))
    }
    sums = {"delayed_days": delayed, "most_waiting": most, "arrived": arrived, "left": left}
    results = pd.DataFrame(last | sums)
    table = pd.concat([scenarios.reset_index(drop=True), results], axis=1)
    return StockFlowScenarios(table, days, dt)


def compare_steps(
    pathway: Pathway, *, days: int = 365, steps: tuple[float, ...] = (1.0, 0.25)
) -> pd.DataFrame:
    """Run the same pathway with several steps and set the ends side by side.

    One row a step: dt, "<stage>: people (last day)", "<stage>: waiting (last day)",
    delayed_days, conservation_error. When the rows agree to what you will say, the longer step is
    short enough.

    >>> from playbook.plan import Stage
    >>> both = compare_steps(Pathway((Stage("acute", days=7, arrivals_per_day=11, people=40),)))
    >>> both["acute: people (last day)"].round(3).tolist()
    [77.0, 77.0]
    """
    rows = []
    for dt in steps:
        run = stock_flow(pathway, days=days, dt=dt)
        ends = {
            f"{stage}: {kind} (last day)": run.end.loc[stage, kind]
            for stage in pathway.names
            for kind in ("people", "waiting")
        }
        error = run.conservation_error
        rows.append(
            {"dt": dt, **ends, "delayed_days": run.delayed_days, "conservation_error": error}
        )
    return pd.DataFrame(rows)


def _check_steps(
    pathway: Pathway,
    changes: Mapping[tuple[str, str], Floats],
    days: int,
    dt: float,
    count: int = 1,
) -> int:
    """Give the number of steps; refuse a step that would let more people out than are in."""
    need_a(pathway, Pathway, "a pathway, such as older_peoples_care makes")
    check_whole(days, "days", least=1)
    check_number(dt, "dt")
    stays = numbers_of(pathway, changes, count)["days"]
    shortest = float(stays[stays > 0].min(initial=np.inf))
    if dt == 0 or dt > shortest:
        raise ValueError(
            f"dt is {dt:g} days. It must be above 0 and no longer than the shortest stay, "
            f"{shortest:g} days; a quarter of it is better."
        )
    steps = round(days / dt)
    if abs(steps * dt - days) > 1e-9 * days:
        raise ValueError(f"{days} days are not a whole number of steps of {dt:g} days.")
    if steps * len(pathway.names) * count > _MOST_WORK:
        raise ValueError(
            f"{count:,} scenarios of {steps:,} steps are too many for one run. "
            f"Run fewer at a time, or take longer steps."
        )
    return steps


def _column(pathway: Pathway, column: str) -> tuple[str, str]:
    valid = [f"{stage}: {number}" for stage in pathway.names for number in NUMBERS]
    if column not in valid:
        raise ValueError(unknown(column, valid, "the numbers of this pathway", most=30))
    stage, number = column.rsplit(": ", 1)
    return stage, number


def _changed(values: pd.Series, column: str) -> Floats:
    """Give the numbers of one column; starts and places may be infinite, which is no limit."""
    endless = (values == np.inf) & column.endswith((": starts_per_day", ": places"))
    numbers = read_numbers(values.mask(endless, 0.0).to_numpy(), column, least=0)
    numbers[endless.to_numpy()] = np.inf
    return numbers
