"""A what-if panel on how much care prevention must avoid, if need grows."""

from playbook.kit.panel_numbers import whole_number
from playbook.learn import Control, Explorer, Result, explorer

_GROWTHS = (0, 10, 20, 30, 40)  # percent
_AVOIDED = tuple(range(41))  # percent


def weekly_hours(hours_now: float, *, growth_percent: float, avoided_percent: float) -> float:
    """Give the hours of care a week after need has grown and prevention has avoided a part.

    Both are percent: growth of today's hours, and the part of the grown hours that is avoided.
    Simple arithmetic, not a forecast.

    Raises ``ValueError`` when more than all of it would be avoided, or a number is negative.

    >>> weekly_hours(1000, growth_percent=25, avoided_percent=20)
    1000.0
    """
    if not 0 <= avoided_percent <= 100:
        raise ValueError(f"Between 0% and 100% can be avoided, not {avoided_percent:g}%.")
    if hours_now < 0 or growth_percent < -100:
        raise ValueError("Hours cannot be negative: check the hours and their growth.")
    return hours_now * (1 + growth_percent / 100) * (1 - avoided_percent / 100)


def stand_still_panel(
    hours_now: float, *, period: str, source: str, name: str = "stand-still"
) -> Explorer:
    """Show the hours of care at home a week as need grows and prevention avoids part of it.

    ``hours_now`` are the hours given in one week of ``period``. The panel asks how much must be
    avoided for the hours to stand still.
    """
    return explorer(
        name,
        [
            Control("growth_percent", "Growth in the care that people need", _GROWTHS, 0, "%"),
            Control("avoided_percent", "Part of it that prevention avoids", _AVOIDED, 0, "%"),
        ],
        lambda **chosen: _compare(hours_now, **chosen),
        [
            Result("hours", "Hours of care at home a week", "hours", whole_number),
            Result("change", "Change from today", "hours", _signed),
        ],
        _say,
        message="How much must prevention avoid, only to stand still?",
        source=source,
        note=(
            f"Today is {period}: {whole_number(hours_now)} hours in a week. Those are hours given. "
            "People who waited are not in them. This is arithmetic, not a forecast."
        ),
    )


def _compare(hours_now: float, **chosen: float) -> dict[str, float]:
    hours = weekly_hours(hours_now, **chosen)
    return {"hours": hours, "change": hours - hours_now}


def _say(growth_percent: float, avoided_percent: float, hours: float, change: float) -> str:
    begins = f"If need grows by {growth_percent:g}% and prevention avoids {avoided_percent:g}%"
    if round(change) == 0:
        return f"{begins}, the week takes {whole_number(hours)} hours, as today."
    than = "more than today" if change > 0 else "fewer than today"
    return (
        f"{begins}, the week takes {whole_number(hours)} hours: {whole_number(abs(change))} {than}."
    )


def _signed(number: float) -> str:
    return f"{'+' if round(number) > 0 else ''}{whole_number(number)}"
