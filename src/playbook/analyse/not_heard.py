"""Who was not heard: those who answered, beside those who live here or are affected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.analyse.intervals import wilson_interval
from playbook.inputs import check_number

if TYPE_CHECKING:
    from playbook.charts import Figure


@dataclass(frozen=True, eq=False)
class NotHeard:
    """Each group's share of answers beside its share of people. Made by :func:`who_was_not_heard`.

    ``table`` has one row a group: group, answers, percent_of_answers, lower, upper,
    people, percent_of_people, expected_answers, heard ("less than due", "as due", "more than
    due", "not at all"), the least heard first.
    """

    table: pd.DataFrame

    @property
    def missing(self) -> tuple[str, ...]:
        """The groups that were heard less than is their due, or not at all."""
        less = self.table["heard"].isin(["less than due", "not at all"])
        return tuple(self.table.loc[less, "group"])

    def sentence(self) -> str:
        """Name the groups that were heard too little, or say that no group stands out."""
        if not self.missing:
            return "No group was clearly heard less than its share of people."
        row = self.table[self.table["group"].isin(self.missing)].iloc[0]
        return (
            f"Heard too little: {', '.join(self.missing)}. {row['group']} are "
            f"{row['percent_of_people']:.0f}% of people and gave "
            f"{row['percent_of_answers']:.0f}% of answers. Ask them another way."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw answers beside the answers that each group's share of people would give."""
        from playbook.charts import bars

        shown = {}
        for row in self.table.to_dict("records"):
            shown[f"{row['group']}: answers"] = row["answers"]
            shown[f"{row['group']}: its due"] = round(row["expected_answers"], 1)
        return bars(
            pd.Series(shown),
            unit="answers",
            name=name,
            message=message or self.sentence(),
            source=source,
            sample=sample,
        )


def who_was_not_heard(
    answers: Mapping[str, float] | pd.Series, people: Mapping[str, float] | pd.Series
) -> NotHeard:
    """Set each group's share of the answers beside its share of the people.

    ``answers`` and ``people`` map a group (an age, a locality, carers) to a count. Use the
    people who are affected where they are known, and not all who live here. Groups must not
    overlap. A group is heard less than its due when the whole Wilson interval of its share of
    answers lies below its share of people; a group without any answer is always named. With
    few answers only large gaps show.

    Equal shares are not the aim: those who are worst served may need to be heard most. People
    with rare needs will be few in any survey, so go and ask them.

    Raises ``TypeError`` for what is not a count by group, and ``ValueError`` for groups that
    differ, negative or missing counts, a group without people, or no answers at all.

    Source: comparison of respondents with the population, with Wilson intervals.

    >>> who_was_not_heard({"18-64": 80, "65+": 20}, {"18-64": 600, "65+": 400}).missing
    ('65+',)
    """
    for counts_by_group, name in ((answers, "answers"), (people, "people")):
        if not isinstance(counts_by_group, Mapping | pd.Series):
            raise TypeError(f"Give {name} as a count for each group, not {counts_by_group!r}.")
    given, living = dict(answers.items()), dict(people.items())
    if absent := [str(each) for each in given if each not in living]:
        raise ValueError(f"There is no number of people for {', '.join(absent)}.")
    counts = {
        str(group): (
            check_number(given.get(group, 0), f"answers, {group},"),
            check_number(count, f"people, {group},", above=0),
        )
        for group, count in living.items()
    }
    total, whole = (sum(pair[at] for pair in counts.values()) for at in (0, 1))
    if total == 0:
        raise ValueError("There are no answers, so nobody was heard yet.")
    rows = [_row(group, *pair, total, whole) for group, pair in counts.items()]
    table = pd.DataFrame(rows)
    order = (table["answers"] / table["expected_answers"]).sort_values(kind="stable").index
    return NotHeard(table.loc[order].reset_index(drop=True))


def _row(group: str, answers: float, people: float, total: float, whole: float) -> dict[str, Any]:
    lower, upper = wilson_interval(answers, total)
    due = people / whole
    heard = "as due"
    if answers == 0:
        heard = "not at all"
    elif upper < due:
        heard = "less than due"
    elif lower > due:
        heard = "more than due"
    return {
        "group": group,
        "answers": answers,
        "percent_of_answers": 100 * answers / total,
        "lower": 100 * lower,
        "upper": 100 * upper,
        "people": people,
        "percent_of_people": 100 * due,
        "expected_answers": total * due,
        "heard": heard,
    }
