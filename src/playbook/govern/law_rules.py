"""The list of laws, guidance and local papers that a team's register begins with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from playbook.framework.policy import read_policy
from playbook.framework.register import Register

_OURS = Path(__file__).with_name("law.yml")
MUST = "must"
FORCES = {"must": "We must", "regard": "Have regard", "good": "Good practice"}


@dataclass(frozen=True, kw_only=True)
class Law:
    """One law, guidance, standard, policy or local paper of the list."""

    id: str
    name: str
    kind: str
    force: str
    binds: str
    asks: str
    stages: tuple[str, ...]
    would_change: str
    consult: str = ""
    before_decision: bool = False
    replaces: tuple[str, ...] = ()
    changed_on: str = ""
    checked: str = ""


@dataclass(frozen=True, kw_only=True)
class LawRules:
    """The list that a register begins with, and how long a check is good for."""

    kinds: tuple[str, ...]
    good_for_days: int
    placeholders: tuple[str, ...]
    laws: Register[Law]

    @property
    def table(self) -> pd.DataFrame:
        """The list for a page: its force, whom it binds, what it asks, and when it was checked."""
        rows = [
            (law.name, FORCES[law.force], law.binds, law.asks, law.checked or "not by us")
            for law in self.laws.values()
        ]
        heads = ["What", "Force", "Whom it binds", "What it asks", "Checked"]
        return pd.DataFrame(rows, columns=heads)


def law_rules(path: Path | None = None) -> LawRules:
    """Read the list that a register begins with, from our file or a partnership's own.

    >>> law_rules().laws["carers-discharge"].consult
    'Unpaid carers'
    """
    return read_policy(path or _OURS, LawRules)
