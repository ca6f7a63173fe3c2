"""From a long list to a short one: must-haves that an option meets or fails."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.inputs import need_a
from playbook.plan.options import is_business_as_usual


@dataclass(frozen=True, eq=False)
class ShortList:
    """Options that meet every must-have, and why the others do not. See :func:`short_list`.

    ``table`` has one row an option: option, kept, fails (the must-haves it fails, in words).
    """

    table: pd.DataFrame

    @property
    def kept(self) -> tuple[str, ...]:
        """The options that meet every must-have."""
        return tuple(self.table.loc[self.table["kept"], "option"])

    def sentence(self) -> str:
        """Say how many options stay, and why each of the others goes."""
        gone = self.table[~self.table["kept"]]
        told = f"{len(self.kept)} of {len(self.table)} options meet every must-have."
        why = "; ".join(f"{row.option} fails {row.fails}" for row in gone.itertuples())
        return f"{told} {why}." if why else told


def short_list(meets: pd.DataFrame) -> ShortList:
    """Keep the options that meet every must-have, and record why the others go.

    ``meets`` has one row an option (its index) and one column a must-have, all ``True`` or
    ``False``. Business as usual is kept whatever it fails: it is what change is measured by.

    Raises ``ValueError`` for an empty table, repeated options, or a cell that is not
    ``True`` or ``False``: an unknown is a question to answer, not a pass.

    >>> short_list(pd.DataFrame({"Safe": [True, False], "Lawful": [True, True]},
    ...     index=["More care at home", "Close now"])).sentence()
    '1 of 2 options meet every must-have. Close now fails Safe.'
    """
    need_a(
        meets, pd.DataFrame, "a table with a row for each option and a column for each must-have"
    )
    if meets.empty or meets.index.has_duplicates:
        raise ValueError(
            "Give one row for each option, each named once, and one must-have at least."
        )
    for option, row in zip(meets.index, meets.to_numpy(dtype=object), strict=True):
        for must, cell in zip(meets.columns, row, strict=True):
            if not isinstance(cell, bool | np.bool_):
                raise ValueError(
                    f"Does {option} meet {must!r}? The cell is {cell!r}. Put True or False."
                )
    fails = [
        ", ".join(str(must) for must, ok in zip(meets.columns, row, strict=True) if not ok)
        for row in meets.to_numpy(dtype=bool)
    ]
    usual = [is_business_as_usual(str(option)) for option in meets.index]
    kept = [not failed or stays for failed, stays in zip(fails, usual, strict=True)]
    options = [str(option) for option in meets.index]
    return ShortList(pd.DataFrame({"option": options, "kept": kept, "fails": fails}))
