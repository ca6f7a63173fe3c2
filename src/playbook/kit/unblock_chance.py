"""Is just enough enough? The queue for care with and without chance, and room in the hospital."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from playbook.charts import Figure, Look, figure
from playbook.kit.unblocking import A_YEAR, CARE, CARE_STARTS, STEP, Unblocking
from playbook.markup import say
from playbook.plan import Pathway, Stage, bed_queue, simulate_pathway, stock_flow

SEED, RUNS = 1, 40
_COLOURS = ("review", "analyse", "plan", "implement")
_DASHES = ("-", "--", "-.", ":")


def paces(model: Unblocking) -> dict[str, float]:
    """Name the starts a week that are worth trying: today's, just enough, needed, one more."""
    ready = 7 * model.flows.ready_per_day
    return {
        "Today": model.starts_per_week,
        "Just enough": ready,
        "Needed": model.starts_needed,
        "One more than needed": model.starts_needed + 1,
    }


def queue_chart(
    model: Unblocking, *, source: str, sample: bool, name: str = "queue-a-year-on"
) -> Figure:
    """Draw people who wait for care at home over a year, at each pace, without chance."""
    lines = pd.DataFrame({f"{pace}: {say(starts)} starts a week": _followed(model, starts)
                          for pace, starts in paces(model).items()})  # fmt: skip
    ends = lines.iloc[-1]
    message = (
        f"At today's pace {say(ends.iloc[0])} people wait a year on. At just enough it is "
        f"{say(ends.iloc[1])}: the queue of today stays."
    )
    said = " ".join(f"{line}: {say(lines[line].iloc[-1])} after a year." for line in lines)
    return figure(
        lambda axes, look: _draw(axes, look, lines),
        name=name,
        message=message,
        alt=f"Line chart of people waiting, from {say(lines.iloc[0, 0])} at the start. {said}",
        table=lines.iloc[:: round(30 / STEP)].round(1).rename_axis("Day").reset_index(),
        source=source,
        sample=sample,
        note="Without chance: real queues rise and fall around these lines.",
    )


def _followed(model: Unblocking, starts_per_week: float) -> pd.Series:
    pathway = model.pathway.with_changes(CARE, starts_per_day=starts_per_week / 7)
    table = stock_flow(pathway, days=A_YEAR, dt=STEP).table
    return table[table["stage"] == CARE].set_index("day")["waiting"]


def _draw(axes: Axes, look: Look, lines: pd.DataFrame) -> None:
    for at, line in enumerate(lines.columns):
        axes.plot(lines.index, lines[line], label=str(line), linewidth=2,
                  color=getattr(look, _COLOURS[at]), linestyle=_DASHES[at])  # fmt: skip
    axes.set_ylim(bottom=0)
    axes.set_xlabel("Day", color=look.soft)
    axes.set_title("People waiting for care at home", loc="left", fontsize=11, color=look.soft)
    axes.legend(loc="upper left", bbox_to_anchor=(-0.02, -0.16), labelcolor=look.ink,
                ncols=1 if look.narrow else 2)  # fmt: skip


@dataclass(frozen=True, eq=False)
class QueueWithChance:
    """The queue a year on at each pace, with and without chance. Made by :func:`queue_with_chance`.

    ``table`` has one row a pace: pace, starts_per_week, without_chance, mean, lower, upper (95%
    limits of the mean) and bad_year (one year in ten ends with more).
    """

    table: pd.DataFrame
    model: Unblocking
    delay: pd.Series  # mean, lower and upper days in the usual state, at the starts needed

    def page_table(self) -> pd.DataFrame:
        """Give the test as a page shows it."""
        shown = self.table.assign(
            limits=[f"{say(low)} to {say(high)}" for low, high in
                    zip(self.table["lower"], self.table["upper"], strict=True)])  # fmt: skip
        columns = {
            "pace": "Pace",
            "starts_per_week": "Starts a week",
            "without_chance": "Waiting, no chance",
            "mean": "Waiting, with chance",
            "limits": "95% limits of the mean",
            "bad_year": "One year in ten, more than",
        }
        return shown.round(1)[list(columns)].set_axis(list(columns.values()), axis=1)

    def sentence(self) -> str:
        """Say what chance does to a queue that has just enough starts."""
        row = self.table.iloc[1]
        return (
            f"With just enough starts, the sum without chance says that "
            f"{say(row['without_chance'])} people wait a year on. With chance it is "
            f"{say(row['mean'])} on average. One year in ten ends with more than "
            f"{say(row['bad_year'], 0)}."
        )

    def goal_sentence(self) -> str:
        """Say whether the simulation bears out the delay that the starts needed should give."""
        goal, low, high = self.model.goal_days, self.delay["lower"], self.delay["upper"]
        found = (
            f"Tested person by person at {say(self.model.starts_needed)} starts a week, the "
            f"average delay is {say(self.delay['mean'])} days ({say(low)} to {say(high)})."
        )
        if low > goal:
            return f"{found} That is longer than {say(goal)}: ask for more starts."
        return f"{found} The goal of {say(goal)} days stands."


def queue_with_chance(model: Unblocking, runs: int = RUNS) -> QueueWithChance:
    """Simulate the queue for care person by person, at each pace and many times over.

    Only the queue is followed. Nothing limits treatment in the model, so people become ready by
    chance, too, and the queue sees no difference.
    """
    tried = paces(model)
    without = model.after(pd.DataFrame({CARE_STARTS: [each / 7 for each in tried.values()]}))
    rows = [
        {"pace": pace, "starts_per_week": starts, "without_chance": left,
         **_a_year_on(model, starts, runs)}
        for (pace, starts), left in zip(tried.items(), without["waiting"], strict=True)
    ]  # fmt: skip
    usual = simulate_pathway(
        _queue(model, model.starts_needed), days=A_YEAR, warm_up_days=A_YEAR // 2,
        replications=runs, seed=SEED,
    )  # fmt: skip
    return QueueWithChance(pd.DataFrame(rows), model, usual.value(CARE, "wait_days"))


def _queue(model: Unblocking, starts_per_week: float) -> Pathway:
    care = Stage(
        CARE,
        arrivals_per_day=model.flows.ready_per_day,
        starts_per_day=starts_per_week / 7,
        waiting=round(model.flows.care_beds),
    )
    return Pathway((care,))


def _a_year_on(model: Unblocking, starts_per_week: float, runs: int) -> dict[str, float]:
    """Give the mean of people who wait at the end, its limits, and the end of a bad year."""
    pathway = _queue(model, starts_per_week)
    found = simulate_pathway(pathway, days=A_YEAR, replications=runs, seed=SEED)
    end = found.value(CARE, "waiting_at_end")
    each = found.runs.loc[found.runs["measure"] == "waiting_at_end", "value"]
    limits = {name: float(end[name]) for name in ("mean", "lower", "upper")}
    return {**limits, "bad_year": float(each.quantile(0.9))}


def room_table(model: Unblocking, beds: int, beds_later: int, year: str) -> pd.DataFrame:
    """Give how full the hospital's beds are, and who waits for one, now and in a later year.

    ``beds`` are those needed today and ``beds_later`` in the later year. Unblocked means with
    the starts that are needed, in that year too.
    """
    freed_later = model.growth * model.flows.care_beds - _waiting_later(model)
    later = model.growth * model.filled
    cases = {
        "Today": (model.filled, beds),
        "Today, unblocked": (model.filled - model.unblocked, beds),
        f"{year}, nothing changes": (later, beds),
        f"{year}, unblocked": (later - max(0.0, freed_later), beds),
        f"{year}, nothing changes, with more beds": (later, beds_later),
    }
    rows = [
        {"Case": case, "Beds filled": round(filled, 1), "Beds": count,
         "Full": f"{100 * filled / count:.0f}%", "Wait for a bed": _wait(model, filled, count)}
        for case, (filled, count) in cases.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _waiting_later(model: Unblocking) -> float:
    ready = model.growth * model.flows.ready_per_day
    return ready / (model.starts_needed_later / 7 - ready)


def _wait(model: Unblocking, filled: float, beds: int) -> str:
    if filled >= beds:
        return "a queue without end"
    queue = bed_queue(per_day=filled, days=1, beds=beds)  # who waits depends on the load alone
    share = 100 * queue.chance_of_waiting
    return "fewer than 1 in 1,000" if share < 0.1 else f"{say(share)}% of people"
