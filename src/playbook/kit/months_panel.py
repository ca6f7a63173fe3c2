"""A what-if panel on a year of delays: what two rates do to the year and its busiest month."""

from playbook.kit.months_ahead import MonthsAhead
from playbook.kit.panel_numbers import whole_number, with_sign
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say

CHANGES = (-20, -15, -10, -5, 0, 5, 10, 15, 20)  # percent of the last whole year's rate


def delayed_year_panel(
    ahead: MonthsAhead, *, source: str, sample: bool = False, name: str = "delayed-year"
) -> Explorer:
    """Show the year and its busiest month if either age group's rate of delays changed."""

    def found(older: float, younger: float) -> dict[str, float]:
        year = ahead.project(change_75plus=older, change_18_74=younger).table
        top = year.iloc[int(year["bed_days"].to_numpy().argmax())]
        return {
            "year": year["bed_days"].sum(),
            "beds": year["bed_days"].sum() / year["month"].dt.days_in_month.sum(),
            "busiest": top["average_beds"],
            "high": top["upper"] / top["month"].days_in_month,
        }

    return explorer(
        name,
        [
            Control("older", "Change in delays at 75 and over", CHANGES, 0, "%", with_sign),
            Control("younger", "Change in delays at 18 to 74", CHANGES, 0, "%", with_sign),
        ],
        found,
        [
            Result("year", "Delayed bed days in the year", "", whole_number),
            Result("beds", "Beds filled on an average day", "beds"),
            Result("busiest", "In the busiest month", "beds"),
            Result("high", "In a bad busiest month", "beds"),
        ],
        lambda older, younger, year, beds, busiest, high: (
            f"{ahead.label()} would bring {whole_number(year)} delayed bed days, or {say(beds)} "
            f"beds on an average day. The busiest month fills {say(busiest)}, and {say(high)} if "
            "it is bad."
        ),
        message="What if fewer people of one age were delayed?",
        source=source,
        note=(
            "Changes are in bed days for 1,000 people, from the last whole year. A bad month is "
            "one that nine in ten would stay below, by the errors of the past."
        ),
        sample=sample,
        start="both rates hold",
    )
