"""Which laws, policies and local papers bear on a piece of work, and which duties are open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from playbook.data.wording import counted, listed
from playbook.framework import framework
from playbook.govern.law_entry import gaps_of, read_entry
from playbook.govern.law_rules import MUST, Law, law_rules
from playbook.inputs import read_day

_IN_WORDS = {"in part": "met in part", "nothing shows it": "called met, with nothing to show it"}


@dataclass(frozen=True, eq=False)
class LawCheck:
    """A register of law and policy, checked. Made by :func:`check_law`.

    ``table`` has one row an entry: name, kind, force, asks, stages (a tuple of ids), consult,
    would_change, state (met, in part, not met, nothing shows it, not known, does not bear),
    shown_by, owner, by and checked_on (dates or ``None``). ``gaps`` has one row a gap: name,
    gap and what_to_do. ``missing`` are entries of the list that the register does not hold.
    """

    title: str
    table: pd.DataFrame
    gaps: pd.DataFrame
    missing: tuple[Law, ...]

    @property
    def duties(self) -> pd.DataFrame:
        """The entries that say must, and that bear on this work."""
        rows = self.table
        return rows[(rows["force"] == MUST) & (rows["state"] != "does not bear")]

    @property
    def open_duties(self) -> pd.DataFrame:
        """The duties that are not met, or that nothing shows to be met."""
        return self.duties[self.duties["state"] != "met"]

    def sentence(self) -> str:
        """Say how many duties bear on the work, and how many are not yet met."""
        return (
            f"{counted(len(self.duties), 'duty', 'duties')} of the register "
            f"{'bears' if len(self.duties) == 1 else 'bear'} on this work. "
            f"{len(self.open_duties)} {'is' if len(self.open_duties) == 1 else 'are'} not yet met."
        )

    def states_sentence(self) -> str:
        """Say in which state the open duties are."""
        counts = self.open_duties["state"].value_counts(sort=False)
        told = [f"{count} {_IN_WORDS.get(str(state), state)}" for state, count in counts.items()]
        return f"Of the open duties: {listed(told)}." if told else "No duty is open."

    def missing_sentence(self) -> str:
        """Say how much of the list the register leaves out."""
        if not self.missing:
            return "Every entry of the playbook's list is in the register."
        count = counted(len(self.missing), "entry", "entries")
        must = sum(law.force == MUST for law in self.missing)
        return (
            f"{count} of the playbook's list {_is(len(self.missing))} not in the register, and "
            f"{must} of them {'says' if must == 1 else 'say'} must."
        )

    def by_stage(self) -> pd.Series:
        """Count the open duties that touch each stage; a duty may touch several."""
        stages = framework().stages
        touched = [stage for each in self.open_duties["stages"] for stage in each]
        return pd.Series(
            [touched.count(stage) for stage in stages],
            index=pd.Index([stages[stage].name for stage in stages], name="Stage"),
        )


def check_law(
    register: Iterable[Mapping[str, Any]],
    *,
    title: str = "The register",
    decision_on: date | str | None = None,
    today: date | str | None = None,
    rules: Path | None = None,
) -> LawCheck:
    """Check a team's register of law and policy: which duties are open, and what is missing.

    ``register`` has one mapping an entry. ``name`` is that of the playbook's list, and then the
    list gives kind, force, binds, asks, stages, consult and would_change; a team may write its
    own instead, and must for an entry of its own (kind, force and asks at least). The team
    writes ``bears`` (yes or no, with ``because``), ``met`` (yes, in part, no, not known),
    ``shown_by``, ``owner``, ``by``, ``checked_on``, and ``asked_on`` for those to consult.

    A duty is met when somebody says so and something shows it. Gaps: a duty that is open,
    nobody owns, or that comes after the decision it should come before; a paper that was
    replaced; a check that is missing, too old, or older than the last change; people not yet
    asked; "does not bear" without a reason. ``today`` is the day to judge by.

    It cannot tell whether the work is lawful. It reads what a team wrote, against a list.

    Raises ``TypeError`` for entries that are not fields, and ``ValueError`` that names the entry
    for unknown fields or words, dates that cannot be read, and an entry twice or without a name.

    Source: the Moray framework, section 3 (element M10); the list in ``law.yml``.

    >>> found = check_law([{"name": "Carers (Scotland) Act 2016, section 28", "met": True}],
    ...     today="2026-01-31")
    >>> found.table["state"].tolist(), len(found.open_duties)
    (['nothing shows it'], 1)
    """
    policy = law_rules(rules)
    day = read_day(today, "today") or date.today()
    decision = read_day(decision_on, "decision_on")
    if isinstance(register, str | bytes | Mapping) or not isinstance(register, Iterable):
        raise TypeError("Give the register as a list, with the fields of each entry.")
    entries = [read_entry(each, at, policy) for at, each in enumerate(register, start=1)]
    if not entries:
        raise ValueError("The register has no entry yet. Write at least one.")
    names = [entry.name.casefold() for entry in entries]
    for entry in entries:
        if names.count(entry.name.casefold()) > 1:
            raise ValueError(f"{entry.name} is in the register twice. Keep one of them.")
    gaps = [gap for entry in entries for gap in gaps_of(entry, policy, day, decision)]
    missing = tuple(law for law in policy.laws.values() if law.name.casefold() not in names)
    gaps += [
        (law.name, "It is not in the register", "Add it, or say why it does not bear")
        for law in missing
    ]
    return LawCheck(
        title,
        pd.DataFrame([entry.row() for entry in entries]),
        pd.DataFrame(gaps, columns=["name", "gap", "what_to_do"]),
        missing,
    )


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
