"""Who answered a survey, beside the people whom it should speak for: two files read as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

import pandas as pd

from playbook.analyse import NotHeard, SurveyShares, survey_shares, who_was_not_heard
from playbook.data import Dataset
from playbook.data.wording import counted, listed
from playbook.kit.day import weakest
from playbook.kit.panel_numbers import whole_number
from playbook.kit.papers import Grounds
from playbook.kit.plainly import plainly
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import PlainError, say

POINTS = (-40, -30, -20, -10, 0, 10)
FOR_ALL = 0.8  # a statement put to most of those who answered can speak for all who are served


@dataclass(frozen=True, eq=False)
class Heard:
    """Answers beside people, split by split. Made by :func:`heard`.

    ``splits`` maps each split of the people served ("Locality") to its comparison.
    """

    splits: Mapping[str, NotHeard]
    answered: int
    rests_on: Grounds

    @property
    def least(self) -> dict[str, str]:
        """The group heard least in each split in which one was heard too little."""
        return {name: found.missing[0] for name, found in self.splits.items() if found.missing}

    def sentences(self) -> tuple[str, ...]:
        """Say for each split who was heard too little."""
        return tuple(
            f"By {name.lower()}. {found.sentence()}" for name, found in self.splits.items()
        )

    def table(self) -> pd.DataFrame:
        """Give every group for a page."""
        rows = [found.table.assign(split=name) for name, found in self.splits.items()]
        columns = {
            "split": "Split",
            "group": "Group",
            "answers": "Answers",
            "percent_of_answers": "Percent of answers",
            "percent_of_people": "Percent of people",
            "heard": "Heard",
        }
        return pd.concat(rows)[list(columns)].rename(columns=columns)


def heard(survey: Dataset, served: Dataset) -> Heard:
    """Set those who answered a survey beside the people served, in each split of that file.

    A split is named after a column of the survey: "Age group" is ``age_group``. A person counts
    once, however many statements they answered.

    Raises ``PlainError`` for a split or a group that the other file does not have, a group
    without people, or a person who stands in two groups.

    >>> from playbook.data import load
    >>> heard(load("views_survey"), load("people_served")).least
    {'Locality': 'Locality D', 'Age group': '85+'}
    """
    splits = {}
    with plainly("The survey and the people served do not go together"):
        for split, part in served.table.groupby("split", sort=False, observed=True):
            people = part.set_index("group")["people"]
            splits[str(split)] = who_was_not_heard(_answers_by(survey.table, str(split)), people)
    return Heard(splits, survey.table["respondent_id"].nunique(), weakest(survey, served))


def _answers_by(survey: pd.DataFrame, split: str) -> pd.Series:
    column = column_of(split)
    if column not in survey:
        there = listed(str(name) for name in survey if name not in {"respondent_id", "answer"})
        raise PlainError(
            f"People are split by {split}, and the survey has no column {column}. It has {there}."
        )
    groups = survey.groupby("respondent_id", sort=False)[column].unique()
    if len(twice := groups[groups.map(len) > 1]):
        raise PlainError(
            f"{twice.index[0]} stands under {listed(twice.iloc[0])} in {column}. "
            "A person has one group. Mend the survey."
        )
    return groups.map(lambda found: found[0]).value_counts()


def column_of(split: str) -> str:
    """Give the column of a survey that a split of the people served is about.

    >>> column_of("Age group")
    'age_group'
    """
    return split.strip().lower().replace(" ", "_")


def unheard_panel(
    found: Heard,
    survey: Dataset,
    *,
    source: str,
    sample: bool = False,
    name: str = "unheard",
) -> Explorer | None:
    """Show how far an answer could move if those who were heard least had spoken.

    For each split it takes the group heard least. Its share of the people served gets an
    assumed answer; everybody else keeps the answer of the survey. A split in which everybody
    was heard gives no line, and without any line there is no panel (``None``).
    """
    lines = list(found.least.items())
    shares = {split: survey_shares(survey.table, column_of(split)) for split, _ in lines}
    statements = _for_all(shares, lines, found.answered)
    if not statements:
        return None
    whole = next(iter(shares.values())).table.set_index("statement")["percent"]

    def moved(group: float, statement: float, points: float) -> dict[str, float]:
        split, unheard = lines[int(group)]
        others = _of_others(shares[split], unheard, statements[int(statement)])
        people = found.splits[split].table.set_index("group")["percent_of_people"]
        weight = people[unheard] / 100
        theirs = min(100.0, max(0.0, others + points))
        return {
            "survey": whole[statements[int(statement)]],
            "served": (1 - weight) * others + weight * theirs,
        }

    return explorer(
        name,
        [
            Control("group", "Heard least", range(len(lines)), 0, "", lambda at: lines[int(at)][1]),
            Control(
                "statement", "Statement", range(len(statements)), 0, "",
                lambda at: statements[int(at)],
            ),
            Control("points", "They agree more or less often than all others", POINTS, 0, "points"),
        ],
        moved,
        [Result("survey", "The survey says", "%", whole_number),
         Result("served", "Of all people served", "%", whole_number)],
        lambda group, statement, points, survey, served: (
            f"“{statements[int(statement)]}”: the survey says {survey:.0f}%. "
            f"If {lines[int(group)][1]} {_than_others(points)}, it is {served:.0f}% "
            "of all people served."
        ),
        message="What if those who were heard least had spoken?",
        source=source,
        note=(
            "Nobody knows what they would have said. The panel shows how much it would matter. "
            "All others keep the answer that they gave."
        ),
        sample=sample,
        start="agreeing as often as all others",
    )  # fmt: skip


def _for_all(
    shares: Mapping[str, SurveyShares], lines: list[tuple[str, str]], answered: int
) -> list[str]:
    """Name the statements put to nearly everybody, and answered by enough others."""
    if not lines:
        return []
    table = next(iter(shares.values())).table
    asked = table.loc[table["answers"] >= FOR_ALL * answered, "statement"].tolist()
    return [
        each
        for each in asked
        if not any(isnan(_of_others(shares[split], unheard, each)) for split, unheard in lines)
    ]


def _of_others(shares: SurveyShares, unheard: str, statement: str) -> float:
    """Give the share of all others; where nobody of the group answered, that is the survey."""
    rows = shares.groups[shares.groups["statement"] == statement]
    own = rows.loc[rows["group"] == unheard, "others_percent"]
    whole = shares.table.loc[shares.table["statement"] == statement, "percent"]
    return float((own if len(own) else whole).iloc[0])


def _than_others(points: float) -> str:
    if not points:
        return "agree as often as all others"
    return f"agree {say(abs(points))} points {'more' if points > 0 else 'less'} often than others"


def who_answered(survey: Dataset) -> str:
    """Say how many people answered, and how many of each kind.

    >>> from playbook.data import load
    >>> who_answered(load("views_survey"))
    '320 people answered: Person who uses services (189) and Unpaid carer (131).'
    """
    kinds = survey.table.drop_duplicates("respondent_id")["who"].value_counts()
    told = listed(f"{who} ({say(int(count))})" for who, count in kinds.items())
    return f"{counted(int(kinds.sum()), 'person', 'people')} answered: {told}."
