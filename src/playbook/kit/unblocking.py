"""What would unblock the way home: one pathway, the beds in it, and what moves them."""

from dataclasses import dataclass
from math import ceil

import pandas as pd

from playbook.kit.delay_flows import DelayFlows
from playbook.kit.plainly import plainly
from playbook.kit.products import Number
from playbook.markup import PlainError, say
from playbook.plan import (
    Pathway,
    Stage,
    littles_law,
    starts_for_delay,
    starts_queue,
    stock_flow_scenarios,
)
from playbook.plan.pathway import LEAVES

TREATMENT, CARE, OTHER = "treatment", "care at home", "other delays"
A_YEAR = 365
STEP = 0.25  # of a day: shorter than any stay
CARE_STARTS = f"{CARE}: starts_per_day"
ARRIVALS = f"{TREATMENT}: arrivals_per_day"


@dataclass(frozen=True, eq=False)
class Unblocking:
    """Beds, flows and the delay that is wanted, in one model. Made by :func:`unblocking`.

    ``filled`` are the beds that these people fill on an average day, delays and all. ``growth``
    is how many times as many they fill in a later year.
    """

    flows: DelayFlows
    filled: float
    stays_per_day: float
    goal_days: float
    growth: float = 1.0

    @property
    def in_treatment(self) -> float:
        """Beds of people who are not ready to leave."""
        return self.filled - self.flows.beds

    @property
    def other_beds(self) -> float:
        """Beds of people who are ready, and wait for anything but this care."""
        return self.flows.beds - self.flows.care_beds

    @property
    def starts_per_week(self) -> float:
        """People a week who can start today."""
        return 7 * self.flows.starts_per_day

    @property
    def starts_needed(self) -> float:
        """The fewest starts a week, to one decimal, that bring the delay down to the goal."""
        return self._needed(self.flows.ready_per_day)

    @property
    def starts_needed_later(self) -> float:
        """The same in the later year, when more people become ready."""
        return self._needed(self.growth * self.flows.ready_per_day)

    @property
    def starts_if_not_shared(self) -> float:
        """The same when each locality has to keep starts of its own."""
        places = self.flows.places["ready"] / self.flows.days
        return sum(self._needed(each) for each in places if each > 0)

    @property
    def waiting_then(self) -> float:
        """Beds of people who wait for this care, once the starts needed are there."""
        queue = starts_queue(
            ready_per_day=self.flows.ready_per_day, starts_per_day=self.starts_needed / 7
        )
        return queue.waiting

    @property
    def unblocked(self) -> float:
        """Beds that delays would no longer fill on an average day."""
        return max(0.0, self.flows.care_beds - self.waiting_then)

    @property
    def pathway(self) -> Pathway:
        """The way home, as it stands on an average day of the year."""
        flows, other = self.flows, self.flows.other_per_day
        shares = {
            CARE: flows.ready_per_day / self.stays_per_day,
            OTHER: other / self.stays_per_day,
        }
        treatment = Stage(
            TREATMENT,
            days=littles_law(beds=self.in_treatment, per_day=self.stays_per_day).days,
            arrivals_per_day=self.stays_per_day,
            people=self.in_treatment,
            to={LEAVES: 1 - sum(shares.values()), **shares},
        )
        care = Stage(CARE, starts_per_day=flows.starts_per_day, waiting=flows.care_beds)
        if not other or not self.other_beds:
            return Pathway((treatment, care, Stage(OTHER)))
        delay = littles_law(beds=self.other_beds, per_day=other).days
        return Pathway((treatment, care, Stage(OTHER, days=delay, people=self.other_beds)))

    def after(self, changes: pd.DataFrame, days: int = A_YEAR) -> pd.DataFrame:
        """Follow the pathway under each row of changes: the beds of the last day, by kind."""
        ends = stock_flow_scenarios(self.pathway, changes, days=days, dt=STEP).table
        beds = pd.DataFrame(
            {
                "treatment": ends[f"{TREATMENT}: people (last day)"],
                "waiting": ends[f"{CARE}: waiting (last day)"],
                "other": ends[f"{OTHER}: people (last day)"],
            }
        )
        return beds.assign(filled=beds.sum(axis=1))

    def beds_table(self, needed: float, adults: float) -> pd.DataFrame:
        """Say which beds are which: ``needed`` and all ``adults`` delayed come from elsewhere."""
        flows, who = self.flows, f"Emergency, {self.flows.age_from} and over"
        rows = [
            ("Beds needed, with room for busy days", needed, who, "demand-to-2035"),
            ("Beds filled", self.filled, who, "demand-to-2035"),
            ("In treatment", self.in_treatment, "Of the beds filled", "Filled, less delayed"),
            ("Delayed beds", flows.beds, "Of the beds filled", "Local records"),
            ("Waiting for care at home", flows.care_beds, "Of the delayed beds", "Local records"),
            ("Waiting for anything else", self.other_beds, "Of the delayed beds", "Local records"),
            ("Delayed beds, published", adults, "All adults", "delayed-discharges"),
        ]
        table = pd.DataFrame(rows, columns=["Which beds", "Average day", "Whose", "From"])
        return table.round({"Average day": 1})

    def levers(self) -> dict[str, dict[str, float]]:
        """Name what could be changed, and the numbers of the pathway that it changes."""
        now = self.pathway
        more = round(self.starts_needed - self.starts_per_week, 1)
        tried: dict[str, dict[str, float]] = {"Nothing changes": {}}
        if more > 0:
            tried[f"{say(more)} more people a week can start care at home"] = {
                CARE_STARTS: self.starts_needed / 7
            }
        if now[OTHER].days:
            tried["All other delays are a fifth shorter"] = {
                f"{OTHER}: days": 0.8 * now[OTHER].days
            }
        tried["Treatment is a twentieth shorter"] = {
            f"{TREATMENT}: days": 0.95 * now[TREATMENT].days
        }
        tried["A twentieth fewer come in as an emergency"] = {ARRIVALS: 0.95 * self.stays_per_day}
        return tried

    def levers_table(self) -> pd.DataFrame:
        """Give the beds filled after a year under each change, without chance."""
        levers = self.levers()
        ends = self.after(self.scenarios(list(levers.values()))).round(1)
        ends.insert(0, "If", list(levers))
        heads = ["If", "In treatment", "Waiting for care at home", "Other delays", "Beds filled"]
        return ends.set_axis(heads, axis=1)

    def scenarios(self, changes: list[dict[str, float]]) -> pd.DataFrame:
        """Give one row a scenario, with what is not changed as it stands today."""
        columns = list(dict.fromkeys(column for each in changes for column in each))
        now = {column: self._now(column) for column in columns or [CARE_STARTS]}
        return pd.DataFrame([{**now, **each} for each in changes])

    def _now(self, column: str) -> float:
        stage, number = column.rsplit(": ", 1)
        return float(getattr(self.pathway[stage], number))

    def _needed(self, ready_per_day: float) -> float:
        starts = 7 * starts_for_delay(ready_per_day, self.goal_days)
        return ceil(round(10 * starts, 6)) / 10

    def little_sentence(self) -> str:
        """Say the beds of people who wait for this care by Little's law."""
        flows = self.flows
        days = littles_law(beds=flows.care_beds, per_day=flows.ready_per_day).days
        return (
            f"{say(7 * flows.ready_per_day)} people a week who each wait {say(days)} days for "
            f"care at home fill {say(flows.care_beds)} beds on an average day."
        )

    def needed_sentence(self) -> str:
        """Say the starts that are needed, beside those of today."""
        more = self.starts_needed - self.starts_per_week
        beside = f"That is {say(abs(more))} {'more' if more > 0 else 'fewer'} than today."
        return (
            f"For an average delay of {say(self.goal_days)} days, care at home needs "
            f"{say(self.starts_needed)} starts a week for {self.flows.who} who leave hospital. "
            f"{beside}"
        )

    def split_sentence(self) -> str:
        """Say what it takes when localities cannot share their starts."""
        if len(self.flows.places) < 2:
            return "The records do not tell localities apart."
        return (
            f"That is the least, for starts that all localities share. If each keeps its own, "
            f"they need {say(self.starts_if_not_shared)} a week together."
        )

    def unblocked_sentence(self) -> str:
        """Say which beds would be unblocked, and of how many."""
        return (
            f"Of the {say(self.flows.beds)} beds that delays of {self.flows.who} fill, "
            f"{say(self.flows.care_beds)} hold people who wait for care at home. With "
            f"{say(self.starts_needed)} starts a week it would be {say(self.waiting_then)}. That "
            f"unblocks {say(self.unblocked)} delayed beds."
        )

    def later_sentence(self, year: str) -> str:
        """Say the starts that the same delay needs in a later year."""
        change = 100 * (self.growth - 1)
        return (
            f"If delays grow with the beds filled ({change:+.0f}% by {year}), the same delay needs "
            f"{say(self.starts_needed_later)} starts a week."
        )

    def numbers(self) -> list[Number]:
        """Give the numbers that go on to the business case and to papers."""
        now = (
            f"Care at home starts {say(self.starts_per_week)} times a week today for "
            f"{self.flows.who} who leave hospital."
        )
        return [
            Number(id="beds-to-unblock", value=self.unblocked, unit="delayed beds",
                   says=self.unblocked_sentence()),
            Number(id="home-care-starts-needed", value=self.starts_needed, unit="starts a week",
                   says=self.needed_sentence()),
            Number(id="home-care-starts-now", value=self.starts_per_week, unit="starts a week",
                   says=now),
        ]  # fmt: skip


def unblocking(
    flows: DelayFlows,
    *,
    filled: float,
    stays_a_year: float,
    goal_days: float,
    growth: float = 1.0,
) -> Unblocking:
    """Join the beds of a projection with the flows of local records in one model.

    ``filled`` are beds that older people fill on an average day, and ``stays_a_year`` the stays
    that fill them, both of the same people and the same year. The delays of the flows are taken
    as part of those beds.

    Raises ``PlainError`` when delays fill more beds than are filled at all, more people become
    delayed than come in, or the delay that is wanted is not above 0.
    """
    if flows.beds >= filled:
        raise PlainError(
            f"By local records delays of {flows.who} fill {say(flows.beds)} beds, and all their "
            f"emergency stays {say(filled)}. A part cannot be larger than the whole. Ask which "
            f"hospitals and which people each file counts."
        )
    model = Unblocking(flows, filled, stays_a_year / A_YEAR, goal_days, growth)
    with plainly("The flow could not be put together"):
        starts_for_delay(flows.ready_per_day, goal_days)
        model.pathway  # noqa: B018 - refuses shares that do not add up
    return model
