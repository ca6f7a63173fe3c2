"""Go or no-go: whether every test for a start is met, and can be shown to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.inputs import read_records

SHOWN, CLAIMED, NOT_MET = "met and shown", "said to be met, not shown", "not met yet"
_YES, _NO = ("yes", "true"), ("no", "not yet", "false")


@dataclass(frozen=True, eq=False)
class GoNoGo:
    """The tests for a start. Made by :func:`go_or_no_go`.

    ``table`` has one row a test: test, state, shown_by and owner. ``go`` is true only when
    every test is met and shown, and has an owner.
    """

    table: pd.DataFrame

    @property
    def go(self) -> bool:
        """Whether the plan's own tests allow a start."""
        return bool((self.table["state"] == SHOWN).all() and (self.table["owner"] != "").all())

    @property
    def standing_in_the_way(self) -> tuple[str, ...]:
        """The tests that do not allow a start, each with the reason."""
        left = self.table[(self.table["state"] != SHOWN) | (self.table["owner"] == "")]
        return tuple(
            f"{row['test']} ({row['state'] if row['state'] != SHOWN else 'no owner'})"
            for row in left.to_dict("records")
        )

    def sentence(self) -> str:
        """Say whether the tests allow a start, and which do not."""
        met = int((self.table["state"] == SHOWN).sum())
        tests = "1 test" if len(self.table) == 1 else f"{len(self.table)} tests"
        start = f"Of {tests} for a start, {met} {'is' if met == 1 else 'are'} met and shown."
        if self.go:
            return f"{start} By its own tests the change may begin."
        return f"{start} In the way: {'. '.join(self.standing_in_the_way)}."


def go_or_no_go(tests: Any) -> GoNoGo:
    """Check the tests that were agreed for a start: each met, shown by something, and owned.

    ``tests`` is a table or a list of mappings with test, met (yes, no or not yet), shown_by and
    owner. A test that is said to be met, with nothing to show it, does not count. The answer is
    what the tests say. The decision stays with the people who have to make it.

    Raises ``ValueError`` for a test without a name or twice, or for another word than yes, no
    or not yet; ``TypeError`` for anything that is not such a table.

    >>> go_or_no_go([{"test": "Nights are covered", "met": "yes", "owner": "Nurse lead"}]).sentence()
    'Of 1 test for a start, 0 are met and shown. In the way: Nights are covered (said to be met, not shown).'
    """  # noqa: E501
    records = read_records(tests, "test", needed=["test", "met"], optional=["shown_by", "owner"])
    rows: list[dict[str, str]] = []
    for at, record in enumerate(records, start=1):
        name = record["test"]
        if name is None:
            raise ValueError(f"Test {at} has no name. Say what must be true.")
        if name in (row["test"] for row in rows):
            raise ValueError(f"“{name}” is in the list twice. Keep one.")
        state = _state(record["met"], record["shown_by"], str(name))
        shown, owner = str(record["shown_by"] or ""), str(record["owner"] or "")
        rows.append({"test": str(name), "state": state, "shown_by": shown, "owner": owner})
    return GoNoGo(pd.DataFrame(rows))


def _state(met: Any, shown_by: Any, name: str) -> str:
    word = str("not yet" if met is None else met).strip().lower()
    if word in _NO:
        return NOT_MET
    if word not in _YES:
        raise ValueError(f"“{name}” is met: {met!r}. Write yes, no or not yet.")
    return SHOWN if shown_by else CLAIMED
