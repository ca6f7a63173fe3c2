"""People who become delayed and people who leave, from a team's own records."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.data import Dataset
from playbook.data.wording import did_you_mean, listed
from playbook.markup import PlainError, say, say_day

ADULT = 18
A_YEAR = 365
FEWEST_DAYS = 90
SMALL = 10  # people: a row with fewer is joined with others, so that it points to nobody
NEAR = 0.1  # two counts of the same beds further apart than this share need a question


@dataclass(frozen=True, eq=False)
class DelayFlows:
    """Who becomes delayed, who leaves, and the beds between. Made by :func:`delay_flows`.

    ``reasons`` and ``places`` have one row a reason, or a locality for the reason of care. Their
    columns are ready and left (people), and bed_days. ``adult_beds`` are the beds that delays of
    all adults fill on an average day.
    """

    reasons: pd.DataFrame
    places: pd.DataFrame
    reason: str
    age_from: int
    days: int
    last: pd.Timestamp
    adult_beds: float

    @property
    def who(self) -> str:
        """The people whom the model follows."""
        return f"people aged {self.age_from} and over"

    @property
    def beds(self) -> float:
        """Beds that all delays of these people fill on an average day."""
        return float(self.reasons["bed_days"].sum()) / self.days

    @property
    def care_beds(self) -> float:
        """Of those, the beds of people who wait for this care."""
        return self._care("bed_days") / self.days

    @property
    def ready_per_day(self) -> float:
        """People a day who become ready and wait for this care."""
        return self._care("ready") / self.days

    @property
    def starts_per_day(self) -> float:
        """People a day who left because the care could start, or for good."""
        return self._care("left") / self.days

    @property
    def other_per_day(self) -> float:
        """People a day who become delayed for all other reasons."""
        return float(self.reasons["ready"].sum()) / self.days - self.ready_per_day

    def _care(self, column: str) -> float:
        return float(self.reasons[column][self.reason])

    def period_sentence(self) -> str:
        """Say whom and what days the records are about."""
        return (
            f"The figures are about {self.who}, and the {self.days} days to "
            f"{say_day(self.last)}. {say(int(self.reasons['ready'].sum()))} of them "
            f"became ready to leave and had to wait."
        )

    def flow_sentence(self) -> str:
        """Say what comes into the queue for this care and what leaves it."""
        ready, left = 7 * self.ready_per_day, 7 * self.starts_per_day
        if round(left, 1) == round(ready, 1):
            gap = "About as many leave as come, so the queue stands."
        else:
            gap = f"So the queue {'grows' if ready > left else 'shrinks'}."
        return (
            f"{self.reason}: {say(ready)} people a week become ready, and {say(left)} leave. {gap}"
        )

    def place_sentence(self) -> str:
        """Say in which locality the gap between coming and leaving is widest."""
        places = _fold_small(self.places)
        gap = (places["ready"] - places["left"]).sort_values()
        if len(gap) < 2:
            return "The records do not tell localities apart."
        if gap.iloc[-1] <= 0:
            return "In no locality do more people become ready than leave."
        row = places.loc[gap.index[-1]]
        return (
            f"The gap is widest in {gap.index[-1]}: {say(int(row['ready']))} people became ready "
            f"in those {self.days} days, and {say(int(row['left']))} left."
        )

    def same_beds(self, carried: float) -> str:
        """Say whether these records and the published count hold the same delayed beds."""
        told = (
            f"These records give {say(self.adult_beds)} beds for all adults, and the published "
            f"count {say(carried)}."
        )
        if carried and abs(self.adult_beds / carried - 1) <= NEAR:
            return f"{told} They are the same beds, counted in two files."
        return f"{told} They are too far apart to be the same beds. Ask why before you go on."

    def reasons_table(self) -> pd.DataFrame:
        """Give Little's law for each reason: people a week, average delay, beds filled."""
        table, weeks = _fold_small(self.reasons, self.reason), self.days / 7
        delays = table["bed_days"] / table["ready"].where(table["ready"] > 0)
        shown = pd.DataFrame(
            {
                "Become ready, a week": (table["ready"] / weeks).round(1),
                "Leave, a week": (table["left"] / weeks).round(1),
                "Average delay, days": delays.astype(float).round(1),
                "Beds, average day": (table["bed_days"] / self.days).round(1),
            }
        )
        return shown.rename_axis("Reason").reset_index()

    def places_table(self) -> pd.DataFrame:
        """Give who came in, who left and the beds filled, by locality."""
        table = _fold_small(self.places)
        beds = (table["bed_days"] / self.days).round(1)
        heads = ["Became ready", "Left", "Beds, average day"]
        shown = table.assign(bed_days=beds).astype({"ready": int, "left": int})
        return shown.set_axis(heads, axis=1).rename_axis("Locality").reset_index()


def delay_flows(delayed: Dataset, *, reason: str, age_from: int = 65) -> DelayFlows:
    """Count who became delayed and who left in the last 365 days of a file, and the beds filled.

    A file that begins later gives the days that it has. Bed days are counted as published: every
    day after the one on which a person was ready. Whoever still waits is counted up to the
    last day of the file. ``reason`` is what people who wait for care at home are recorded under.

    Raises ``PlainError`` for a reason that the file does not hold, fewer than 90 days, or nobody
    of that age who waits for that reason.

    >>> from playbook.data import load
    >>> flows = delay_flows(load("delayed_people"), reason="Waiting for care at home")
    >>> flows.flow_sentence()
    'Waiting for care at home: 4.1 people a week become ready, and 4 leave. So the queue grows.'
    """
    people = delayed.table.assign(reason=delayed.table["reason"].astype(str))
    known = sorted(people["reason"].unique())
    if reason not in known:
        raise PlainError(
            f"No one in this file waits under the reason “{reason}”. {did_you_mean(reason, known)} "
            f"The file holds {listed(known)}. Change the reason in the step that loads the file."
        )
    last = pd.Timestamp(max(people["ready_date"].max(), people["discharge_date"].max()))
    begins = people["discharge_date"].min()  # whoever left before is not in the file
    days = min(A_YEAR, (last - begins).days + 1) if pd.notna(begins) else 0
    if days < FEWEST_DAYS:
        raise PlainError(
            f"The file covers {days} days. A flow needs {FEWEST_DAYS} days at least, and a year "
            f"is better. Get records that go further back."
        )
    counted = people.assign(**_within(people, last, days))
    older = counted[counted["age"] >= age_from]
    reasons = _sums(older, "reason")
    if reason not in reasons.index or not reasons.loc[reason, "ready"]:
        raise PlainError(
            f"In the {days} days to {say_day(last)} nobody aged {age_from} or over became "
            f"delayed under “{reason}”. There is no queue to model."
        )
    adults = counted.loc[counted["age"] >= ADULT, "bed_days"].sum()
    places = _sums(older[older["reason"] == reason].astype({"locality": str}), "locality")
    return DelayFlows(reasons, places, reason, age_from, days, last, float(adults) / days)


def _within(people: pd.DataFrame, last: pd.Timestamp, days: int) -> dict[str, Any]:
    """Mark who became ready and who left within the days, and count their bed days there."""
    first = last - pd.Timedelta(days=days - 1)
    before = first - pd.Timedelta(days=1)
    begins = people["ready_date"].where(people["ready_date"] > before, before)
    ends = people["discharge_date"].where(people["discharge_date"] < last, last)
    return {
        "ready": people["ready_date"].between(first, last).astype(int),
        "left": people["discharge_date"].between(first, last).astype(int),
        "bed_days": (ends - begins).dt.days.clip(lower=0),
    }


def _sums(people: pd.DataFrame, by: str) -> pd.DataFrame:
    sums = people.groupby(by)[["ready", "left", "bed_days"]].sum()
    return sums[sums["bed_days"] > 0].sort_values("bed_days", ascending=False)


def _fold_small(table: pd.DataFrame, keep: str = "") -> pd.DataFrame:
    """Join rows of few people into one, and the next smallest too while that one stays small."""
    fewest = table[["ready", "left"]].min(axis=1).drop(keep, errors="ignore").sort_values()
    folded: list[Any] = []
    for name, people in fewest.items():
        joined = table.loc[folded, ["ready", "left"]].sum().min() if folded else SMALL
        if people >= SMALL and joined >= SMALL:
            break
        folded.append(name)
    if len(folded) < 2:
        return table
    rest = table.loc[folded].sum().to_frame("All others together").T
    return pd.concat([table.drop(index=folded), rest])
