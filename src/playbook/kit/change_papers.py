"""What a team writes down to make a change: tables typed in a text file, and their checks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from playbook.data import Dataset
from playbook.framework.register import unknown
from playbook.implement import (
    buying_intentions,
    check_decommissioning,
    check_equality,
    coproduction_record,
    cost_of_a_week,
    go_or_no_go,
    timeline,
    who_loses,
    with_knock_on,
)
from playbook.inputs import check_number, read_day
from playbook.markup import PlainError, say_day

if TYPE_CHECKING:
    from playbook.kit.papers import Paper


def typed_table(text: Any, name: str) -> pd.DataFrame:
    r"""Read a table that was typed with ``|`` between the columns, its headings first.

    Headings become field names ("Shown by" is ``shown_by``), whole numbers become numbers, and
    blank cells stay blank. ``name`` is what messages call the table.

    Raises ``ValueError`` for something that is not such a table, a table without lines, or a
    line with another number of cells than the headings.

    >>> typed_table("Test | Shown by\nNights are covered | Rota", "tests").columns.tolist()
    ['test', 'shown_by']
    """
    if not isinstance(text, str) or "|" not in text:
        raise ValueError(f"{name} is not a table. Begin with the headings, with | between them.")
    lines = [line for line in text.splitlines() if line.strip()]
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    if not rows:
        raise ValueError(f"{name} has headings and no lines. Write at least one line.")
    for at, row in enumerate(rows, start=1):
        if len(row) != len(head):
            raise ValueError(
                f"{name}, line {at} ({row[0]}), has {len(row)} cells, and there are {len(head)} "
                f"headings. Put | between the cells, also around an empty one."
            )
    fields = [word.lower().replace(" ", "_") for word in head]
    table = pd.DataFrame(rows, columns=fields, dtype=object)
    return table.map(lambda cell: int(cell) if cell.isdecimal() else cell)


def table_of(paper: "Paper", name: str) -> pd.DataFrame:
    """Give one table of a paper that was loaded, such as the ``plan`` of an implementation."""
    return typed_table(paper.fields[name], name)


def in_plain_days(table: pd.DataFrame) -> pd.DataFrame:
    """Write every date of a table as a person would, and a missing one as nothing.

    >>> from datetime import date
    >>> in_plain_days(pd.DataFrame({"From": [date(2026, 3, 1)]}))["From"].tolist()
    ['1 March 2026']
    """
    return table.map(
        lambda cell: (
            ""
            if cell is None or cell is pd.NaT
            else say_day(cell)
            if isinstance(cell, date)
            else cell
        )
    )


def check_implementation(fields: Mapping[str, Any]) -> None:
    """Check the paper of an implementation plan: its lines, its tests and the old service.

    Raises ``ValueError`` or ``TypeError`` that says what to mend.
    """
    _need(fields, ("title", "old_service", "plan", "tests"), ("old_locality", "old_percent"))
    check_number(fields.get("old_percent", 100), "old_percent", above=0, most=100)
    with_knock_on(timeline(typed_table(fields["plan"], "plan")))
    go_or_no_go(typed_table(fields["tests"], "tests"))


def check_involvement(fields: Mapping[str, Any]) -> None:
    """Check the paper of who took part: its record and its assessment of equality.

    Raises ``ValueError`` or ``TypeError`` that says what to mend.
    """
    _need(fields, ("title", "record", "equality"), ())
    coproduction_record(typed_table(fields["record"], "record"))
    check_equality(typed_table(fields["equality"], "equality"))


def check_market(fields: Mapping[str, Any]) -> None:
    """Check the paper of a market position statement: its services and its intentions.

    Raises ``ValueError`` or ``TypeError`` that says what to mend.
    """
    _need(fields, ("title", "service", "contract_service", "intentions"), ())
    buying_intentions(typed_table(fields["intentions"], "intentions"))


def check_ending(fields: Mapping[str, Any]) -> None:
    """Check the paper of an ending: its day, profile, steps, losses and alternatives.

    Raises ``ValueError`` or ``TypeError`` that says what to mend.
    """
    needed = ("title", "service", "locality", "close_on", "steps", "losses", "alternatives")
    _need(fields, needed, ("profile",))
    if read_day(fields["close_on"], "close_on") is None:
        raise ValueError("close_on is blank. Give the last day of the service.")
    check_decommissioning(service_to_stop(fields))
    who_loses(typed_table(fields["losses"], "losses"))
    alternatives = typed_table(fields["alternatives"], "alternatives")
    for name in ("service", "locality", "ready_on"):
        if name not in alternatives:
            raise ValueError(f"alternatives needs the heading {name.replace('_', ' ')}.")


def service_to_stop(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give the paper of an ending as :func:`playbook.implement.check_decommissioning` takes it.

    Raises ``ValueError`` for a step twice, or no column of that name.
    """
    rows = typed_table(fields["steps"], "steps").to_dict("records")
    steps: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = str(row.pop("step", ""))
        if not name:
            raise ValueError("steps needs the heading Step, and a name in each line.")
        if name in steps:
            raise ValueError(f"steps has {name} twice. Keep one line.")
        steps[name] = {str(field): value for field, value in row.items()}
    return {"title": fields["title"], "profile": fields.get("profile") or {}, "steps": steps}


def old_week_gbp(costs: Dataset, paper: "Paper") -> float:
    """Give what a week of the old service costs, as the paper of an implementation plan says.

    Raises ``PlainError`` when the file of costs does not hold that service or locality: the
    paper and the file may belong to different partnerships.
    """
    asked = paper.fields
    try:
        return cost_of_a_week(
            costs.table,
            str(asked["old_service"]),
            locality=str(asked.get("old_locality") or ""),
            percent=float(asked.get("old_percent", 100)),
        )
    except ValueError as problem:
        raise PlainError(
            f"{paper.path.name} and the file of costs do not go together. {problem} Change "
            f"old_service or old_locality in the implementation.yml of your project."
        ) from problem


def _need(fields: Mapping[str, Any], needed: Sequence[str], optional: Sequence[str]) -> None:
    known = [*needed, *optional]
    for name in fields:
        if name not in known:
            raise ValueError(unknown(str(name), known, "the lines", most=12))
    for name in needed:
        if not fields.get(name):
            raise ValueError(f"{name} has nothing written yet. Fill it in.")
