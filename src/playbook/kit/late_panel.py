"""A what-if panel for a plan: which line is late, by how long, and what that moves and costs."""

from datetime import timedelta

from playbook.implement import Timeline, double_running, with_knock_on
from playbook.kit.panel_numbers import in_thousands
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say, say_day

WEEKS = (0, 1, 2, 3, 4, 6, 8)


def late_panel(
    plan: Timeline,
    *,
    week_gbp: float,
    last: str = "",
    source: str,
    sample: bool = False,
    name: str = "late-line",
) -> Explorer:
    """Show what a late line does to the day of another line, and to the cost of double running.

    ``last`` is the line whose day is watched, such as the day on which old beds close. Without
    it, that is the line that waits for double running to end, or else the last of the plan.
    ``week_gbp`` is what a week of double running costs. Every case moves lines only as far as
    they have to, as :func:`playbook.implement.with_knock_on` does. The first case is the plan
    with nothing late, moved to the first days on which it can be kept.
    """
    works = plan.table[plan.table["kind"] == "work"]["name"].tolist() or list(plan.table["name"])
    last = last or _end_of_the_old(plan)
    planned = plan.table.loc[plan.table["name"] == last, "starts"].iloc[0]

    def moved(line: float, weeks: float) -> dict[str, float]:
        found = with_knock_on(plan, {works[int(line)]: int(weeks) * 7})
        both = double_running(found, week_gbp)
        day = found.table.loc[found.table["name"] == last, "starts"].iloc[0]
        days = (day - planned).days
        return {"days": days, "weeks_both": both.weeks, "cost": both.cost_gbp}

    return explorer(
        name,
        [
            Control("line", "What is late", range(len(works)), 0, "", lambda at: works[int(at)]),
            Control("weeks", "By how much", WEEKS, 0, "weeks"),
        ],
        moved,
        [
            Result("days", f"{last}: later than planned by", "days"),
            Result("weeks_both", "Double running", "weeks"),
            Result("cost", "It costs", "thousand pounds", in_thousands),
        ],
        lambda line, weeks, days, weeks_both, cost: (
            f"With “{works[int(line)]}” {_late(weeks)}, “{last}” falls on "
            f"{say_day(planned + timedelta(days=int(days)))}. "
            f"Old and new are both paid for {say(weeks_both)} weeks, which costs £{say(cost, 0)}."
        ),
        message="What if one line is late?",
        source=source,
        note=(
            "New staff are paid from the planned day. So a late start makes double running "
            "longer. Nobody’s leave, and no second delay, is in this."
        ),
        sample=sample,
        start="nothing late",
    )


def _end_of_the_old(plan: Timeline) -> str:
    both = plan.table.loc[plan.table["kind"] == "double running", "name"]
    waits = plan.table.loc[plan.table["after"].isin(both), "name"]
    return str(waits.iloc[0] if len(waits) else plan.table["name"].iloc[-1])


def _late(weeks: float) -> str:
    if not weeks:
        return "on time"
    return "1 week late" if weeks == 1 else f"{say(weeks)} weeks late"
