"""Hide small numbers of people in a table before it leaves the team."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.data.suppression import Counts, Flags, Sums, hidden_cells
from playbook.data.wording import counted, listed
from playbook.markup import say, table_html

SMALL = "small"
GIVES_AWAY = "gives another away"
FOLLOWS = "follows from a hidden number"
TOTAL = "Total"


@dataclass(frozen=True, eq=False, repr=False)
class Protected:
    """A table that is safe to share. Made by :func:`protect`.

    ``table`` has missing values where numbers are hidden. ``log`` has one row for each hidden
    number: ``row``, ``column`` and ``why`` (``small``, ``gives another away`` or ``follows from
    a hidden number``); it holds no numbers, so it may go with the table. ``below`` is the
    smallest count that is shown, apart from zero. ``notices`` are things to mind.
    """

    table: pd.DataFrame
    log: pd.DataFrame
    below: int
    notices: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Say how many numbers are hidden and why."""
        if self.log.empty:
            return f"No number had to be hidden: none is between 1 and {self.below - 1}."
        small, others = ((self.log["why"] == why).sum() for why in (SMALL, GIVES_AWAY))
        first = f"{counted(len(self.log), 'number')} {_is(len(self.log))} hidden."
        second = f"{say(int(small))} {_is(small)} between 1 and {self.below - 1}."
        third = f"{say(int(others))} would give another away." if others else ""
        return " ".join(part for part in (first, second, third) if part)

    def as_text(self, mark: str = "[c]") -> pd.DataFrame:
        """Give the table as text for a document, with a mark where a number is hidden."""
        return self.table.map(lambda value: mark if value is pd.NA else say(value))

    def __repr__(self) -> str:
        return "\n".join((self.as_text().to_string(index=False), self.sentence(), *self.notices))

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{note}</p>" for note in (self.sentence(), *self.notices))
        caption = "Counts of people. [c] means hidden to protect people."
        return f'<div class="pb-protected">{table_html(self.as_text(), caption)}{notes}</div>'


def protect(
    table: pd.DataFrame,
    *,
    below: int = 5,
    total_row: str | None = None,
    total_column: str | None = None,
    columns_add_up: bool = True,
    follows: Mapping[str, str] | None = None,
) -> Protected:
    """Hide counts of 1 to 4, and whatever else would give one of them away.

    Zeros are shown. Row totals and column totals are taken to be known, even where the table
    does not show them. No hidden count can then be worked out from what is shown. Text columns
    name the rows; all others are counts. Large counts stay unless they are needed to protect a
    small one, and totals stay before parts.

    Parameters
    ----------
    table
        Counts of people: one row for each group, one column for each part.
    below
        Counts from 1 up to, but not including, this number are hidden.
    total_row
        What the first text column says in the row of totals, if there is one.
    total_column
        The name of the column of totals, if there is one.
    columns_add_up
        False when the columns count different things, so that their sum means nothing.
    follows
        Columns worked out from a count, such as ``{"rate": "stays"}``: hidden with it.

    Raises
    ------
    TypeError
        ``table`` is not a DataFrame.
    ValueError
        Counts are missing, negative or not whole; a total is not the sum; a name is not there.

    When not to use it: for tables of three or more crossed groups, or for two tables about the
    same people. Each is then safe alone, and the two together may not be. Ask your information
    governance team.

    Source: Public Health Scotland, statistical disclosure control protocol; method in
    ``playbook.data.suppression``.

    >>> counts = pd.DataFrame({"Locality": ["A", "B", "C"], "65-74": [3, 12, 20],
    ...                        "75 and over": [9, 30, 41]})
    >>> print(protect(counts).as_text().to_string(index=False))
    Locality 65-74 75 and over
           A   [c]         [c]
           B   [c]         [c]
           C    20          41
    """
    follows = dict(follows or {})
    names, columns = _columns(table, follows, total_column)
    _refuse_bad_counts(table, columns, below)
    rows = _row_names(table, names)
    is_total = _total_rows(rows, total_row)
    parts = [name for name in columns if name != total_column]
    groups = [parts] if columns_add_up else [[name] for name in parts]
    hidden = pd.DataFrame(False, index=range(len(table)), columns=columns)
    small = hidden.copy()
    notices: list[str] = []
    for group in groups:
        sums = _sums(table, group, is_total, total_column if columns_add_up else None)
        _hide(sums, below, group, is_total, total_column, hidden, small, notices)
    return _protected(table, hidden, small, rows, follows, below, notices)


def _columns(
    table: pd.DataFrame, follows: Mapping[str, str], total_column: str | None
) -> tuple[list[str], list[str]]:
    """Tell the columns that name rows from those that count."""
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"Give protect a DataFrame of counts, not {type(table).__name__}.")
    wanted = [*follows, *follows.values(), *([total_column] if total_column else [])]
    missing = [name for name in wanted if name not in table.columns]
    if missing:
        raise ValueError(
            f"There is no column called {missing[0]}. There is: {listed(map(str, table.columns))}."
        )
    numeric = [name for name in table.columns if pd.api.types.is_numeric_dtype(table[name])]
    counts = [name for name in numeric if name not in follows]
    if table.empty or not counts:
        raise ValueError("There are no counts to protect: give at least one column of numbers.")
    return [name for name in table.columns if name not in numeric], counts


def _refuse_bad_counts(table: pd.DataFrame, columns: list[str], below: int) -> None:
    if below < 2:
        raise ValueError(f"below is {below}. Give 2 or more; 5 is usual.")
    for name in columns:
        values = table[name]
        if values.isna().any():
            row = int(np.flatnonzero(values.isna())[0]) + 1
            raise ValueError(
                f"Column {name}, row {row}: no count. Protect a table before numbers are taken "
                "out of it, or leave the row out."
            )
        wrong = (values < 0) | (values % 1 != 0)
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            raise ValueError(
                f"Column {name}, row {row + 1}: {say(values.iloc[row])} is not a count of people. "
                "Counts are whole numbers from 0. Name columns of rates in follows."
            )


def _row_names(table: pd.DataFrame, names: list[str]) -> list[str]:
    if not names:
        return [str(each) for each in table.index]
    return [", ".join(map(say, row)) for row in table[names].itertuples(index=False, name=None)]


def _total_rows(rows: list[str], total_row: str | None) -> Flags:
    is_total = np.array([row.split(", ")[0] == total_row for row in rows], dtype=bool)
    if total_row is not None and is_total.sum() != 1:
        raise ValueError(
            f"{int(is_total.sum())} rows are called {total_row}. Exactly one must be the total."
        )
    return is_total


def _sums(table: pd.DataFrame, group: list[str], is_total: Flags, total_column: str | None) -> Sums:
    """Set the counts out with totals at the end of each row and column, and check the totals."""
    parts: Counts = table.loc[~is_total, group].to_numpy().astype(np.int64)
    whole = np.zeros((len(parts) + 1, len(group) + 1), dtype=np.int64)
    whole[:-1, :-1] = parts
    whole[:-1, -1], whole[-1, :-1], whole[-1, -1] = parts.sum(1), parts.sum(0), parts.sum()
    shown = np.zeros_like(whole, dtype=bool)
    shown[:-1, :-1] = True
    if is_total.any():
        _agree(whole[-1, :-1], table.loc[is_total, group].to_numpy()[0], "row of totals")
        shown[-1, :-1] = True
    if total_column is not None:
        _agree(whole[:-1, -1], table.loc[~is_total, total_column].to_numpy(), total_column)
        shown[:-1, -1] = True
        shown[-1, -1] = bool(is_total.any())
        if is_total.any():
            _agree(whole[-1, -1:], table.loc[is_total, total_column].to_numpy(), total_column)
    by_row = len(group) > 1 or total_column is not None
    by_column = len(parts) > 1 or bool(is_total.any())
    return Sums(whole, rows_add_up=by_row, columns_add_up=by_column, shown=shown)


def _agree(sums: Counts, given: Counts, name: str) -> None:
    wrong = np.flatnonzero(sums != given)
    if len(wrong):
        raise ValueError(
            f"The {name} says {say(int(given[wrong[0]]))} where the parts add up to "
            f"{say(int(sums[wrong[0]]))}. Correct the table first."
        )


def _hide(
    sums: Sums,
    below: int,
    group: list[str],
    is_total: Flags,
    total_column: str | None,
    hidden: pd.DataFrame,
    small: pd.DataFrame,
    notices: list[str],
) -> None:
    """Mark the hidden cells of one group of columns in the whole table."""
    is_small = (sums.counts > 0) & (sums.counts < below)
    found = hidden_cells(sums, is_small)
    ends = [*group, total_column]
    for flags, whole in ((found, hidden), (is_small, small)):
        for at, name in enumerate(ends):
            if name is not None and sums.shown[:-1, at].any():
                whole.loc[~is_total, name] = flags[:-1, at]
                if is_total.any():
                    whole.loc[is_total, name] = flags[-1, at]
    if (found & ~is_small & ~sums.shown & (sums.counts > 0)).any():
        notices.append(
            "Some totals that this table does not show would give a hidden number away. "
            "Do not publish them elsewhere."
        )


def _protected(
    table: pd.DataFrame,
    hidden: pd.DataFrame,
    small: pd.DataFrame,
    rows: list[str],
    follows: Mapping[str, str],
    below: int,
    notices: list[str],
) -> Protected:
    safe = table.reset_index(drop=True).copy()
    log: list[tuple[str, str, str]] = []
    for name in [*hidden.columns, *follows]:
        source = follows.get(name, name)
        flags = hidden[source].to_numpy()
        safe[name] = safe[name].astype("Float64" if name in follows else "Int64").mask(flags)
        for row in np.flatnonzero(flags):
            why: str = SMALL if small.loc[row, source] else GIVES_AWAY
            log.append((rows[row], name, FOLLOWS if name in follows else why))
    told = pd.DataFrame(log, columns=["row", "column", "why"])
    return Protected(safe.set_axis(table.index), told, below, tuple(dict.fromkeys(notices)))


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
