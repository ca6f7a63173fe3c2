"""A what-if panel: how many beds earlier care might free, if it reaches people and works."""

from playbook.inputs import check_number
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say

REACHED = (10, 20, 30, 40, 50, 75, 100)
WORKS = (5, 10, 15, 20, 30, 40)
REFILLED = (0, 25, 50, 75, 100)


def spared_stays_panel(
    stays_a_year: float,
    beds: float,
    *,
    source: str,
    sample: bool = False,
    name: str = "spared-stays",
) -> Explorer:
    """Show the stays spared and the beds freed, for how far a new service reaches and works.

    ``stays_a_year`` are potentially preventable stays and ``beds`` those that they fill on an
    average day. Spared stays are taken to be as long as the others. A part of the freed beds
    may fill again with people who waited to come in.

    Raises ``ValueError`` when a number is below 0.

    >>> spared_stays_panel(1600, 30, source="Invented").case.results["freed"]
    1.2
    """
    check_number(stays_a_year, "stays_a_year", least=0)
    check_number(beds, "beds", least=0)

    def found(reached: float, works: float, refilled: float) -> dict[str, float]:
        share = reached / 100 * works / 100
        freed = beds * share
        return {
            "spared": stays_a_year * share,
            "freed": freed,
            "left": freed * (1 - refilled / 100),
        }

    return explorer(
        name,
        [
            Control(
                "reached", "Of these stays, how many the service reaches first", REACHED, 40, "%"
            ),
            Control("works", "Of those, how many it spares", WORKS, 10, "%"),
            Control("refilled", "Of the beds freed, how many fill again", REFILLED, 0, "%"),
        ],
        found,
        [
            Result("spared", "Stays spared in a year", "stays", lambda n: say(n, 0)),
            Result("freed", "Beds freed on an average day", "beds"),
            Result("left", "Beds that stay free", "beds"),
        ],
        lambda reached, works, refilled, spared, freed, left: (
            f"About {say(spared, 0)} stays a year are spared. On an average day {say(freed)} beds "
            f"are freed, and {say(left)} stay free."
        ),
        message="What if care came earlier?",
        source=source,
        note=(
            f"Potentially preventable stays fill {say(beds)} beds on an average day. Spared stays "
            "are taken to be as long as the others. Those that can be spared may be the "
            "shorter ones, so read the beds as the most that you could hope for."
        ),
        sample=sample,
        start="the first guess",
    )
