"""What a team writes down on law and policy, and its tables for a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.charts import Figure, bars
from playbook.data.wording import listed
from playbook.framework import framework
from playbook.framework.register import unknown
from playbook.govern import LawCheck, check_law
from playbook.inputs import is_blank
from playbook.markup import say_day

if TYPE_CHECKING:
    from playbook.kit.papers import Paper

_LINES = ("title", "decision_on", "register")
NOT_THERE = "It is not in the register"


def check_law_paper(fields: Mapping[str, Any]) -> None:
    """Check that a register of law and policy can be read.

    What is open is told later, by the exercise. Raises ``ValueError`` or ``TypeError`` that says
    what to mend.
    """
    for name in fields:
        if name not in _LINES:
            raise ValueError(unknown(str(name), _LINES, "the lines"))
    for name in ("title", "register"):
        if is_blank(fields.get(name)):
            raise ValueError(f"{name} has nothing written yet. Fill it in.")
    rows = fields["register"]
    if not isinstance(rows, list) or any(not isinstance(row, dict) for row in rows):
        raise TypeError("register is not a list. Begin each entry with “  - name: ” and indent.")
    check_law(rows, decision_on=fields.get("decision_on"))


def law_of(paper: Paper, today: date) -> LawCheck:
    """Check the register of a paper that was loaded, as on the day ``today``."""
    fields = paper.fields
    return check_law(
        fields["register"], title=paper.title, decision_on=fields.get("decision_on"), today=today
    )


def law_table(found: LawCheck) -> pd.DataFrame:
    """Give the register for a page or a paper: what each asks, whom to ask, and how it stands.

    >>> from playbook.kit import load_paper
    >>> table = law_table(law_of(load_paper("law"), date(2026, 1, 31)))
    >>> table.loc[table["What"].str.startswith("Carers"), "Now"].tolist()
    ['nothing shows it']
    """
    rows = found.table
    return pd.DataFrame(
        {
            "What": rows["name"],
            "What it asks": rows["asks"],
            "Touches": [_stages(each) for each in rows["stages"]],
            "Whom to ask": rows["consult"].replace("", "nobody is named"),
            "What would change it": rows["would_change"].replace("", "not written"),
            "Checked on": [_day(each) for each in rows["checked_on"]],
            "Now": rows["state"],
        }
    )


def open_table(found: LawCheck) -> pd.DataFrame:
    """Give the duties that are not yet met: how each stands, who owns it, and by when."""
    rows = found.open_duties
    return pd.DataFrame(
        {
            "Duty": rows["name"],
            "What it asks": rows["asks"],
            "Now": rows["state"],
            "Owner": rows["owner"].replace("", "nobody"),
            "By": [_day(each) for each in rows["by"]],
        }
    )


def gaps_table(found: LawCheck) -> pd.DataFrame:
    """Give the gaps of what is in the register; duties that are only open stand elsewhere."""
    rows = found.gaps[found.gaps["gap"] != NOT_THERE]
    rows = rows[~rows["gap"].str.startswith("The duty is open")]
    return rows.set_axis(["What", "Gap", "What to do"], axis=1).reset_index(drop=True)


def left_out_table(found: LawCheck) -> pd.DataFrame:
    """Give the entries of the playbook's list that the register does not hold."""
    return pd.DataFrame(
        [(law.name, law.asks, _stages(law.stages)) for law in found.missing],
        columns=["What", "What it asks", "Touches"],
    )


def duties_figure(found: LawCheck, *, name: str, source: str, sample: bool = False) -> Figure:
    """Draw how many open duties touch each stage."""
    counts = found.by_stage()
    most = listed(counts.index[counts == counts.max()])
    message = (
        f"Open duties touch these stages most: {most} ({counts.max()})."
        if counts.max()
        else "No duty is open at any stage."
    )
    return bars(
        counts,
        unit="open duties",
        name=name,
        message=message,
        source=source,
        note="A duty may touch several stages.",
        sample=sample,
    )


def _stages(ids: tuple[str, ...]) -> str:
    return ", ".join(framework().stages[each].name for each in ids) or "not written"


def _day(day: date | None) -> str:
    return say_day(day) if day else "no day"
