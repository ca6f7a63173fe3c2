"""What-if panels for exercises: the sums are the plan's, the panel is the page's."""

from playbook.kit.panel_numbers import whole_number
from playbook.learn import Control, Explorer, Result, explorer
from playbook.plan import delay_scenarios


def delayed_beds_panel(
    bed_days: float,
    *,
    days: int,
    period: str,
    source: str,
    sample: bool = False,
    name: str = "delayed-beds",
) -> Explorer:
    """Show how many beds delays would fill if people waited longer or shorter, or more waited.

    ``bed_days`` is the total of ``days`` days; ``period`` says which, such as "2024/25". Both
    controls are changes from that period, because how long each person waits is not known.

    Raises ``ValueError`` as :func:`playbook.plan.delay_scenarios` does.
    """
    scenarios = delay_scenarios(bed_days, days=days)
    cases = {
        (row["delay_percent"], row["growth_percent"]): row
        for row in scenarios.table.to_dict("records")
    }
    delays = sorted({delay for delay, _ in cases})
    growths = sorted({growth for _, growth in cases})
    return explorer(
        name,
        [
            Control("delay_percent", "Change in the average delay", delays, 0.0, "%", _change),
            Control(
                "growth_percent", "Change in people who become delayed", growths, 0.0, "%", _change
            ),
        ],
        lambda **chosen: cases[chosen["delay_percent"], chosen["growth_percent"]],
        [
            Result("beds", "Beds filled on an average day", "beds"),
            Result("busy_day_beds", "Beds for 19 days in 20", "beds"),
            Result("bed_days_a_year", f"Bed days in {_span(days)}", "", whole_number),
        ],
        lambda **case: cases[case["delay_percent"], case["growth_percent"]]["sentence"],
        message="What if people waited less, and more people became delayed?",
        source=source,
        note=(
            f"Today is {period}. Both changes are from there. Beds for 19 days in 20 assumes that "
            f"people become delayed one by one and by chance. Real delays bunch, so plan for more."
        ),
        sample=sample,
    )


def _span(days: int) -> str:
    return "a year" if days in (365, 366) else f"{days} days"


def _change(percent: float) -> str:
    return f"{percent:+g}" if percent else "0"
