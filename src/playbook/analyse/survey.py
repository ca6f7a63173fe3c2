"""A survey in which people agree with statements or do not: the share of each, with its limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from playbook.analyse.intervals import wilson_interval
from playbook.inputs import read_numbers
from playbook.markup import say
from playbook.tables import need_columns, need_values

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from playbook.charts import Figure, Look

AGREES = 4  # of 1 to 5: agree and strongly agree
_CALLED = {"who": "kind of person"}  # a column whose name would read oddly in a sentence
FEWEST = 10  # a share of fewer answers is not given: one person would move it by ten points


@dataclass(frozen=True, eq=False)
class SurveyShares:
    """How many agree with each statement. Made by :func:`survey_shares`.

    ``table`` has one row a statement: statement, answers, agree, percent, lower, upper, those
    with the smallest share first. ``groups`` has a row for each statement and group: the same,
    with group, others_percent, others_lower, others_upper (all who are not in the group) and
    apart ("lower", "higher", "not clearly" or "not given"); without groups it is empty.
    """

    table: pd.DataFrame
    groups: pd.DataFrame
    by: str

    @property
    def apart(self) -> pd.DataFrame:
        """The groups whose answers stand apart from all others', the widest gap first."""
        if self.groups.empty:
            return self.groups
        found = self.groups[self.groups["apart"].isin(["lower", "higher"])]
        gap = (found["percent"] - found["others_percent"]).abs()
        order = gap.sort_values(ascending=False, kind="stable").index
        return found.loc[order].reset_index(drop=True)

    def sentence(self) -> str:
        """Say with which statement fewest agree, and with which most."""
        given = self.table.dropna(subset="percent")
        if given.empty:
            return f"No statement has {FEWEST} answers, so no share is given."
        low, high = given.iloc[0], given.iloc[-1]
        told = (
            f"Fewest agree with “{low['statement']}”: {low['percent']:.0f}% of "
            f"{say(low['answers'])} people (95% limits {low['lower']:.0f}% to "
            f"{low['upper']:.0f}%)."
        )
        if len(given) == 1:
            return told
        return f"{told} Most agree with “{high['statement']}”: {high['percent']:.0f}%."

    def group_sentence(self) -> str:
        """Name the group that stands furthest apart from all others on one statement."""
        if self.apart.empty:
            return f"No {self.by} stands clearly apart from the others on any statement."
        row = self.apart.iloc[0]
        return (
            f"{row['group']} stands apart on “{row['statement']}”: {row['percent']:.0f}% agree. "
            f"Of all others {row['others_percent']:.0f}% do."
        )

    def plot(
        self, *, name: str, source: str, message: str | None = None, sample: bool = False
    ) -> Figure:
        """Draw the share that agrees with each statement, with its limits."""
        from playbook.charts import figure  # matplotlib is slow to load

        given = self.table.dropna(subset="percent")
        told = " ".join(
            f"{row['statement']}: {row['percent']:.0f}% ({row['lower']:.0f}% to "
            f"{row['upper']:.0f}%)."
            for row in given.to_dict("records")
        )
        few = self.table.loc[self.table["percent"].isna(), "statement"]
        return figure(
            lambda axes, look: _draw(axes, look, given),
            name=name,
            message=message or self.sentence(),
            alt=f"The share of people who agree with each statement, with limits. {told}",
            table=self.table.rename(columns=str.capitalize).round(1),
            source=source,
            note=f"Under {FEWEST} answers, so not given: {', '.join(few)}." if len(few) else "",
            sample=sample,
            height=1.0 + 0.6 * len(given),
        )


def _draw(axes: Axes, look: Look, given: pd.DataFrame) -> None:
    shares, places = given["percent"].to_numpy(), range(len(given))
    reach = np.array([shares - given["lower"], given["upper"] - shares])
    axes.errorbar(shares, places, xerr=reach, fmt="o", color=look.analyse, capsize=5)
    for at, row in enumerate(given.to_dict("records")):
        axes.annotate(
            f"{row['statement']}: {row['percent']:.0f}%",
            (0, at),
            (2, 11),
            textcoords="offset points",
            color=look.ink,
        )
    axes.set_xlim(0, 100)
    axes.set_ylim(len(given) - 0.4, -0.8)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("Percent who agree", color=look.soft)


def survey_shares(answers: pd.DataFrame, by: str | None = None) -> SurveyShares:
    """Give the share of people who agree with each statement, and set groups beside all others.

    ``answers`` has one row for each person and statement: respondent_id, question (the
    statement) and answer, from 1 (strongly disagree) to 5 (strongly agree). Agree is 4 and 5.
    ``by`` names a column of groups. A group stands apart when its Wilson interval and that of
    all others do not meet: a strict test, since many pairs are looked at. Under 10 answers no
    share is given.

    Limits tell what chance does to a fair draw. They say nothing of those who did not answer:
    see :func:`who_was_not_heard`.

    Raises ``ValueError`` for missing columns, blanks, an answer outside 1 to 5 or a person
    who answers a statement twice.

    Source: Wilson 1927 for the limits.

    >>> rows = pd.DataFrame({"respondent_id": range(40), "question": "I feel safe",
    ...     "answer": [5] * 30 + [2] * 10})
    >>> survey_shares(rows).sentence()
    'Fewest agree with “I feel safe”: 75% of 40 people (95% limits 60% to 86%).'
    """
    columns = ["respondent_id", "question", "answer", *([by] if by else [])]
    need_columns(answers, columns, "survey")
    need_values(answers, columns, "answer")
    rows = answers[columns].reset_index(drop=True)
    given = read_numbers(rows["answer"], "answer")
    if outside := [value for value in given if value not in {1, 2, 3, 4, 5}]:
        raise ValueError(f"An answer is {say(outside[0])}. Answers go from 1 to 5.")
    if twice := rows.loc[rows.duplicated(["respondent_id", "question"]), "respondent_id"].tolist():
        raise ValueError(f"{twice[0]} answers one statement twice. Keep one answer.")
    rows["agrees"] = given >= AGREES
    found = [
        {"statement": statement, **_share(part)}
        for statement, part in rows.groupby("question", sort=False, observed=True)
    ]
    table = pd.DataFrame(found).sort_values("percent", kind="stable", ignore_index=True)
    return SurveyShares(
        table, _beside_others(rows, by), _CALLED.get(by, by.replace("_", " ")) if by else ""
    )


def _share(rows: pd.DataFrame) -> dict[str, Any]:
    answers, agree = len(rows), int(rows["agrees"].sum())
    if answers < FEWEST:
        unknown = dict.fromkeys(("percent", "lower", "upper"), np.nan)
        return {"answers": answers, "agree": np.nan, **unknown}
    lower, upper = wilson_interval(agree, answers)
    return {
        "answers": answers,
        "agree": float(agree),
        "percent": 100 * agree / answers,
        "lower": 100 * lower,
        "upper": 100 * upper,
    }


def _beside_others(rows: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """Set each group beside all others who answered the same statement."""
    found = []
    for statement, part in rows.groupby("question", sort=False, observed=True) if by else ():
        for group in part[by].unique():
            own, others = _share(part[part[by] == group]), _share(part[part[by] != group])
            apart = "not clearly"
            if np.isnan(own["percent"]) or np.isnan(others["percent"]):
                apart = "not given"
            elif own["upper"] < others["lower"]:
                apart = "lower"
            elif own["lower"] > others["upper"]:
                apart = "higher"
            beside = {f"others_{each}": others[each] for each in ("percent", "lower", "upper")}
            found.append({"statement": statement, "group": group, **own, **beside, "apart": apart})
    return pd.DataFrame(found)
