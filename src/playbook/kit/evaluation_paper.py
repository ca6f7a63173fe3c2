"""What a team writes down to evaluate a change, and who should have been asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.analyse import wilson_interval
from playbook.data import Dataset
from playbook.data.wording import listed
from playbook.framework.register import unknown
from playbook.implement import power_interest
from playbook.inputs import is_blank
from playbook.kit.change_papers import typed_table
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import PlainError, say
from playbook.review import EvaluationCheck, check_evaluation

if TYPE_CHECKING:
    from playbook.kit.papers import Paper

FEW_ANSWERS = 10  # fewer say little, and could point to a person
AGREES = 4  # 4 and 5 on a scale of 5
_NEEDED = ("title", "meant", "lessons")
_MAY = ("unmeant", "verdict", "because", "decided_by", "look_again", "question", "place")


def evaluation_of(fields: Mapping[str, Any]) -> EvaluationCheck:
    """Check the fields of an evaluation: its tables and its decision."""
    unmeant = fields.get("unmeant")
    return check_evaluation(
        typed_table(fields["meant"], "meant"),
        None if is_blank(unmeant) else typed_table(unmeant, "unmeant"),
        typed_table(fields["lessons"], "lessons"),
        {name: fields.get(name) for name in ("verdict", "because", "decided_by", "look_again")},
    )


def check_evaluation_fields(fields: Mapping[str, Any]) -> None:
    """Check that the paper of an evaluation can be read.

    Raises ``ValueError`` or ``TypeError`` that says what to mend.
    """
    known = (*_NEEDED, *_MAY)
    for name in fields:
        if name not in known:
            raise ValueError(unknown(str(name), known, "the lines", most=12))
    for name in _NEEDED:
        if is_blank(fields.get(name)):
            raise ValueError(f"{name} has nothing written yet. Fill it in.")
    evaluation_of(fields)


@dataclass(frozen=True, eq=False)
class WhoToAsk:
    """The groups that a change falls on hardest, and if they were asked. See :func:`who_to_ask`.

    ``table`` has group, power, impact and state: "asked", "named, not asked" or "not in it".
    ``strangers`` are groups of the evaluation that are not on the map.
    """

    table: pd.DataFrame
    strangers: tuple[str, ...]

    @property
    def page_table(self) -> pd.DataFrame:
        """The table with headings for a page."""
        heads = ["Group", "Power", "How hard it falls on them", "In this evaluation"]
        return self.table.set_axis(heads, axis=1)

    def sentence(self) -> str:
        """Say which of these groups were not asked, and which are not even in it."""
        if self.table.empty:
            return (
                "No group on the map has little power and much to bear, so look again at the map."
            )
        groups = dict(tuple(self.table.groupby("state")["group"]))
        parts = [
            f"{state.capitalize()}: {listed(list(groups[state]))}"
            for state in ("asked", "named, not asked", "not in it")
            if state in groups
        ]
        odd = f" Not on the map: {listed(self.strangers)}." if self.strangers else ""
        return f"Groups with little power, on whom it falls hard. {'. '.join(parts)}.{odd}"


def who_to_ask(groups: Dataset, found: EvaluationCheck) -> WhoToAsk:
    """Lay the map of stakeholders beside an evaluation: who has little power, and was not asked.

    The groups are those that the equity rule of :func:`playbook.implement.power_interest`
    brings in.
    """
    on_map = power_interest(groups.table)
    ours = on_map.table[on_map.table["moved"]]
    asked = set(found.unmeant.loc[found.unmeant["asked"].astype(bool), "falls_on"])
    named = set(found.unmeant["falls_on"])
    states = [
        "asked" if group in asked else "named, not asked" if group in named else "not in it"
        for group in ours["group"]
    ]
    table = ours[["group", "power", "impact"]].assign(state=states).reset_index(drop=True)
    return WhoToAsk(table, tuple(sorted(named - set(on_map.table["group"]))))


@dataclass(frozen=True, eq=False)
class AgreeByPlace:
    """How many agree with one question, place by place. Made by :func:`agree_by_place`."""

    question: str
    table: pd.DataFrame
    why_none: str = ""

    @property
    def caption(self) -> str:
        """What the table holds."""
        return f"Who agrees with “{self.question}”" if self.question else "No question was asked"

    @property
    def page_table(self) -> pd.DataFrame:
        """The table for a page; places with few answers show no share."""
        rows = [
            (row["place"], row["answers"], *self._in_100(row))
            for row in self.table.to_dict("records")
        ]
        heads = ["Place", "Answers", "Agree, in 100", "It may be, in 100"]
        return pd.DataFrame(rows, columns=heads)

    @staticmethod
    def _in_100(row: Mapping[Any, Any]) -> tuple[str, str]:
        if row["answers"] < FEW_ANSWERS:
            return "too few", "too few"
        share, low, high = (say(100 * row[name], 0) for name in ("share", "low", "high"))
        return share, f"{low} to {high}"

    def sentence(self, place: str) -> str:
        """Set one place beside the others, as far as the answers reach."""
        if not self.question:
            return self.why_none
        rows = {row["place"]: row for row in self.table.to_dict("records")}
        ours = rows.pop(place, {"answers": 0})
        if ours["answers"] < FEW_ANSWERS:
            return f"Fewer than {FEW_ANSWERS} people answered in {place}, too few to say anything."
        others = [row for row in rows.values() if row["answers"] >= FEW_ANSWERS]
        apart = [
            str(row["place"])
            for row in others
            if row["low"] > ours["high"] or row["high"] < ours["low"]
        ]
        share, reach = self._in_100(ours)
        said = (
            f"In {place}, {share} in 100 agree with “{self.question}”. "
            f"By chance alone it may be {reach}."
        )
        if not others:
            return f"{said} No other place has enough answers to compare."
        where = listed(apart) if apart else "any other place"
        return f"{said} This is {'' if apart else 'not '}clearly apart from {where}."


def agree_by_place(views: Dataset, paper: Paper) -> AgreeByPlace:
    """Count who agrees with the question of an evaluation in each place, allowing for chance.

    Without a question in the paper, or a survey of the team's own to go with its own paper,
    the table is empty and says why. Raises ``PlainError`` when the survey does not hold it.
    """
    question = paper.fields.get("question")
    if is_blank(question):
        return _nobody("The evaluation names no question of a survey. Whom could you ask?")
    if views.is_sample and not paper.is_sample:
        return _nobody("There is no survey of your own yet, so nothing is counted here.")
    asked = sorted(views.table["question"].unique())
    if question not in asked:
        raise PlainError(
            f"{paper.path.name} names a question that the survey does not hold. "
            f"{unknown(str(question), asked, 'its questions')} Spell it as there, or leave it out."
        )
    rows = views.table[views.table["question"] == question]
    rows = rows.assign(agrees=rows["answer"] >= AGREES)
    counts = rows.groupby("locality", sort=True)["agrees"].agg(["sum", "count"]).reset_index()
    low, high = wilson_interval(counts["sum"].tolist(), counts["count"].tolist())
    table = pd.DataFrame(
        {
            "place": counts["locality"],
            "agree": counts["sum"],
            "answers": counts["count"],
            "share": counts["sum"] / counts["count"],
            "low": low,
            "high": high,
        }
    )
    return AgreeByPlace(str(question), table)


def _nobody(why: str) -> AgreeByPlace:
    columns = ["place", "agree", "answers", "share", "low", "high"]
    return AgreeByPlace("", pd.DataFrame(columns=columns), why)


def ask_more_panel(name: str = "ask-more") -> Explorer:
    """Show how closely a survey knows a share, by how many people answer.

    It is arithmetic and holds for any survey, so it rests on no data.
    """
    return explorer(
        name,
        [
            Control("answers", "People who answer", (10, 20, 40, 80, 160, 320), 40, "people"),
            Control("agree", "Of 100 who answer, this many agree", range(10, 60, 10), 20, ""),
        ],
        lambda answers, agree: _reach(answers, agree),
        [Result("low", "At least", "in 100"), Result("high", "At most", "in 100")],
        lambda answers, agree, low, high: (
            f"If {say(agree)} in 100 of {say(answers)} people agree, the share of all may lie "
            f"anywhere from {say(low, 0)} to {say(high, 0)} in 100."
        ),
        message="What if you asked more people?",
        source="Wilson’s method for a share, 95 in 100",
        note="It allows for chance only. Those who do not answer may think otherwise.",
        start="the start",
    )


def _reach(answers: float, agree: float) -> dict[str, float]:
    low, high = wilson_interval(answers * agree / 100, answers)
    return {"low": 100 * float(low), "high": 100 * float(high)}
