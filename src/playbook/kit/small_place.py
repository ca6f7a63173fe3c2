"""A what-if panel on small numbers: how far chance moves the rate of a small place."""

from playbook.analyse import crude_rate
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say

PEOPLE = (300, 900, 2_000, 5_000, 10_000, 20_000)
YEARS = (1, 2, 3, 5, 10)


def small_place_panel(
    rate: float, *, source: str, per: float = 1_000, sample: bool = False, name: str = "small-place"
) -> Explorer:
    """Show how sure a rate is for places of several sizes, and for years put together.

    ``rate`` is the yearly rate for ``per`` people that every place would have if luck were
    even. Limits are Byar's, or exact ones under 10 events. They take events as independent.
    """

    def found(people: float, years: float) -> dict[str, float]:
        lived = people * years
        limits = crude_rate(round(rate * lived / per), lived, per)
        return {"events": limits.events, "lower": limits.lower, "upper": limits.upper}

    return explorer(
        name,
        [
            Control("people", "People who live there", PEOPLE, 900, "", lambda n: say(n)),
            Control("years", "Years put together", YEARS, 1),
        ],
        found,
        [
            Result("events", "Emergency stays counted", "stays", lambda n: say(n, 0)),
            Result("lower", "The rate may be as low as", "for 1,000", lambda n: say(n, 0)),
            Result("upper", "The rate may be as high as", "for 1,000", lambda n: say(n, 0)),
        ],
        lambda people, years, events, lower, upper: (
            f"With {say(events, 0)} stays, the rate behind them may be anywhere from "
            f"{say(lower, 0)} to {say(upper, 0)} for 1,000 people a year."
        ),
        message="How sure can you be of a small place?",
        source=source,
        note=(
            f"Every place here has the rate of all, {say(rate)} for 1,000 people a year. Some "
            "people come in more than once, so real limits are a little wider."
        ),
        sample=sample,
        start="the glen",
    )
