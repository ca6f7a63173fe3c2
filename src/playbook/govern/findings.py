"""What every check of a paper gives: whether it is ready, why not, and a table of each part."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.inputs import is_blank


@dataclass(frozen=True, eq=False)
class Check:
    """A paper checked against what it has to say.

    ``reasons`` must be put right first; ``remarks`` are worth a look and stop nothing.
    ``table`` has one row a requirement: requirement, level, state and found.
    """

    title: str
    reasons: tuple[str, ...]
    remarks: tuple[str, ...]
    table: pd.DataFrame

    @property
    def ready(self) -> bool:
        """Whether nothing has to be put right first."""
        return not self.reasons

    def page_table(self, level: str = "must") -> pd.DataFrame:
        """Give the requirements of one level for a page: what is asked, and what was found.

        ``level`` is must, may or good. What is not written counts as "missing".
        """
        rows = self.table[self.table["level"] == level]
        found = rows["found"].where(rows["state"] != "missing", "missing")
        return pd.DataFrame({"It is asked": rows["requirement"], "The draft says": found})


def listed(reasons: tuple[str, ...]) -> str:
    """Write reasons one after the other, numbered when there are several.

    >>> listed(("No lead.", "No date."))
    '(1) No lead. (2) No date.'
    """
    if len(reasons) == 1:
        return reasons[0]
    return " ".join(f"({at}) {reason}" for at, reason in enumerate(reasons, start=1))


def is_unwritten(value: Any, placeholders: Iterable[str]) -> bool:
    """Tell whether nothing is written, or only a word that stands for "not decided yet".

    >>> is_unwritten("TBC.", ["tbc"]), is_unwritten(0, ["tbc"])
    (True, False)
    """
    if is_blank(value):
        return True
    words = {word.rstrip(".").casefold() for word in placeholders}
    return isinstance(value, str) and value.strip().rstrip(".").casefold() in words
