"""A what-if panel on beds in a later year: every mix of assumptions, worked out in Python."""

from playbook.analyse import demand_grid
from playbook.kit.demand_ahead import DemandAhead
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say


def beds_needed_panel(
    demand: DemandAhead, occupancy: float, *, source: str, sample: bool = False,
    name: str = "beds-needed",
) -> Explorer:  # fmt: skip
    """Show what beds older people need in the last year, under every mix of assumptions.

    Rates and length of stay change by so much a year; prevention avoids a share of stays.
    ``occupancy`` is where the panel starts.
    """
    changes, shares = (-0.02, -0.01, 0.0, 0.01, 0.02), (0.0, 0.05, 0.1, 0.15)
    filled = tuple(sorted({0.8, 0.85, 0.9, 0.95, occupancy}))
    grid = demand_grid(
        demand.rates, demand.ahead, demand.length, growth=changes, stay_trend=changes,
        prevention=shares, occupancy=filled,
    )  # fmt: skip
    last = grid[grid["year"] == demand.people.until]
    keys = ["growth", "stay_trend", "prevention", "occupancy"]
    cases = last.set_index(keys).to_dict("index")
    now = int(demand.project(occupancy).table["beds"].iloc[0])

    def told(beds: float, average_beds: float, **chosen: float) -> str:
        return (
            f"In {demand.people.until} older people fill {say(average_beds)} beds on an average "
            f"day. At {say(100 * chosen['occupancy'])}% full that asks for {say(beds)} beds. "
            f"In {demand.people.latest} it was {say(now)} at {say(100 * occupancy)}%."
        )

    return explorer(
        name,
        [
            Control("growth", "Change in rates of stays, a year", changes, 0.0, "", _percent),
            Control("stay_trend", "Change in length of stay, a year", changes, 0.0, "", _percent),
            Control("prevention", "Stays that prevention avoids", shares, 0.0, "", _share),
            Control("occupancy", "How full beds may be", filled, occupancy, "", _share),
        ],
        lambda **chosen: cases[tuple(chosen[key] for key in keys)],
        [
            Result("average_beds", "Beds filled on an average day", "beds"),
            Result("beds", "Beds needed", "beds", lambda n: say(n, 0)),
        ],
        lambda **case: told(
            **{k: v for k, v in case.items() if k in (*keys, "beds", "average_beds")}
        ),
        message=f"What would {demand.people.until} need, if more than the people changed?",
        source=source,
        note="Small changes a year add up. Each control is an assumption, and no finding.",
        sample=sample,
        start="people only",
    )


def _percent(change: float) -> str:
    return f"{100 * change:+g}%".replace("-", "−") if change else "0%"


def _share(share: float) -> str:
    return f"{100 * share:g}%"
