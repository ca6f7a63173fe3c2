"""The list of conditions whose emergency stays are potentially preventable, and its matching."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from playbook.framework.policy import read_policy

CONDITIONS = Path(__file__).with_name("preventable.yml")

Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Rule:
    """Codes that count, and where: in the main position or in any."""

    position: Literal["main", "any"]
    codes: tuple[str, ...]
    fourth: str = ""
    second: tuple[str, ...] = ()

    def holds(self, code: str) -> bool:
        """Tell whether a code is one of the rule's, by its beginning and fourth character."""
        begins = code.startswith(_expanded(self.codes))
        return begins and (not self.fourth or (len(code) > 3 and code[3] in self.fourth))


@dataclass(frozen=True)
class Condition:
    """A group of conditions: any of its rules is enough."""

    id: str
    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Conditions:
    """All groups of conditions."""

    groups: tuple[Condition, ...]


def read_conditions(path: str | Path = CONDITIONS) -> tuple[Condition, ...]:
    """Read the groups of conditions, from our file or one of your own in the same layout.

    Raises ``FileNotFoundError``, and ``FrameworkError`` with every problem at once;
    ``ValueError`` for something that is not a code.

    >>> groups = read_conditions()
    >>> len(groups), groups[-1].name
    (19, 'Heart failure')
    """
    groups = read_policy(path, Conditions).groups
    for group in groups:
        for rule in group.rules:
            _expanded(rule.codes)
            _expanded(rule.second)
    return groups


@cache
def _expanded(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Write out ranges: K02-K06 is K02, K03, K04, K05, K06."""
    found: list[str] = []
    for code in codes:
        match = re.fullmatch(r"([A-Z])(\d\d)-\1(\d\d)", code)
        if match:
            first, last = int(match[2]), int(match[3])
            found += [f"{match[1]}{number:02d}" for number in range(first, last + 1)]
        elif re.fullmatch(r"[A-Z]\d\d[0-9A-Z]?", code):
            found.append(code)
        else:
            raise ValueError(f"{code!r} is not an ICD-10 code, such as J44 or J441, or J41-J44.")
    return tuple(found)


class Codes:
    """Columns of diagnosis codes, tidied, so that each different code is looked at once."""

    def __init__(self, table: pd.DataFrame, columns: Sequence[str]) -> None:
        flat = table[list(columns)].astype("string").fillna("").to_numpy(dtype=object)
        numbers, known = pd.factorize(flat.ravel())
        self.shape = flat.shape
        self.numbers = numbers.reshape(flat.shape)
        self.known = [_tidy(code) for code in known]

    def holding(self, rule: Rule) -> Flags:
        """Tell which rows a rule holds for."""
        hits = self._where([rule.holds(code) for code in self.known])
        found: Flags = hits.any(axis=1) if rule.position == "any" else hits[:, 0].copy()
        if rule.second:
            next_to = self._where([code.startswith(_expanded(rule.second)) for code in self.known])
            found &= next_to[:, 1] if self.shape[1] > 1 else np.zeros_like(found)
        return found

    def unreadable(self) -> Flags:
        """Tell which rows have no main condition that looks like a code."""
        odd: Flags = self._where([not re.match(r"[A-Z]\d\d", code) for code in self.known])[:, 0]
        return odd

    def _where(self, wanted: list[bool]) -> Any:
        return np.array(wanted, dtype=np.bool_)[self.numbers]


def _tidy(code: str) -> str:
    """Drop the dot, spaces and marks such as the dagger; letters are capitals."""
    return re.sub(r"[^0-9A-Z]", "", str(code).upper())
