"""Small numbers of people, hidden before a paper leaves the team, and a log of what was hidden."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

import pandas as pd

from playbook.data import protect
from playbook.data.wording import counted
from playbook.framework.policy import read_policy
from playbook.framework.register import Register
from playbook.publish.documents.front import HIDDEN

_OURS = Path(__file__).with_name("disclosure.yml")
BELOW = 5
_IN_WORDS = re.compile(
    r"(?<!\bin )(?<![\d.,£])\b[1-4](?= (?:\w+ )?"
    r"(?:people|person|persons|patients?|carers?|residents?|clients?|men|women|families)\b)"
)


@dataclass(frozen=True, kw_only=True)
class CountsPeople:
    """A table that counts people: which columns do, and what follows from them."""

    id: str
    counts: tuple[str, ...]
    follows: Mapping[str, str] = field(default_factory=dict)
    add_up: bool = False


@dataclass(frozen=True, kw_only=True)
class ShowsTable:
    """A figure that shows the numbers of a table."""

    id: str
    shows: str


@dataclass(frozen=True, kw_only=True)
class DisclosurePolicy:
    """What ``disclosure.yml`` holds."""

    tables: Register[CountsPeople]
    figures: Register[ShowsTable]
    people_words: tuple[str, ...]


@dataclass(frozen=True)
class Hidden:
    """A number that was hidden: in which table or text, row and column, and why."""

    where: str
    row: str
    column: str
    why: str


@dataclass(frozen=True, eq=False)
class SafeTable:
    """A table that may leave the team, what was hidden in it, and whether it counts people."""

    table: pd.DataFrame
    hidden: tuple[Hidden, ...] = ()
    counted: bool = False
    notices: tuple[str, ...] = ()


def disclosure_policy() -> DisclosurePolicy:
    """Read which tables count people.

    >>> disclosure_policy().tables["decommissioning/losses"].counts
    ('people',)
    """
    return read_policy(_OURS, DisclosurePolicy)


def make_safe(product: str, table: pd.DataFrame) -> SafeTable:
    """Hide counts of 1 to 4 in a table, and what would give one away.

    A table that counts nobody comes back as it is. Rows without a count, or with words such as
    "fewer than 5" in its place, keep their words.

    Raises ``ValueError`` when its counts cannot be protected, such as a count that is not whole:
    then it must not leave the team.
    """
    spec = _spec(product, table)
    if spec is None:
        return SafeTable(table)
    numbers = [*spec.counts, *spec.follows]
    as_numbers = table[numbers].apply(pd.to_numeric, errors="coerce")
    known = as_numbers[list(spec.counts)].notna().all(axis=1)
    if not known.any():
        return SafeTable(table, counted=True)
    naming = table[_naming(table, numbers)].astype(str)
    part = pd.concat([naming, as_numbers], axis=1)[known].reset_index(drop=True)
    found = protect(part, below=BELOW, columns_add_up=spec.add_up, follows=spec.follows)
    safe = table.astype(dict.fromkeys(numbers, object))
    for name in numbers:
        values = [HIDDEN if value is pd.NA else value for value in found.table[name]]
        safe.loc[known, name] = pd.Series(values, index=table.index[known], dtype=object)
    hidden = tuple(
        Hidden(product, str(row), str(column), str(why))
        for row, column, why in found.log.itertuples(index=False, name=None)
    )
    return SafeTable(safe, hidden, True, found.notices)


def safe_words(text: str, where: str) -> tuple[str, tuple[Hidden, ...]]:
    """Hide a number of 1 to 4 people in a sentence that an exercise wrote.

    >>> safe_words("3 people wait; 12 people do not.", "delays-size")[0]
    '[c] people wait; 12 people do not.'
    """
    found = len(_IN_WORDS.findall(text))
    hidden = tuple(
        Hidden(where, "the sentence", "a number of people", "small") for _ in range(found)
    )
    return _IN_WORDS.sub(HIDDEN, text), hidden


def tells_few(text: str) -> bool:
    """Say whether words that a person typed seem to give a number of 1 to 4 people.

    >>> tells_few("The 2 people in Keith"), tells_few("Two days a week")
    (True, False)
    """
    return bool(_IN_WORDS.search(text))


def table_shown_by(figure: str) -> str:
    """Name the table whose numbers a figure shows, or nothing where it counts nobody.

    >>> table_shown_by("market-position/market-need")
    'market-position/need'
    """
    figures = disclosure_policy().figures
    return figures[figure].shows if figure in figures else ""


def in_short(tables: int, hidden: Iterable[Hidden]) -> str:
    """Say what disclosure control did to a paper.

    >>> in_short(2, [])
    'Disclosure control was applied to 2 tables that count people. Nothing had to be hidden.'
    """
    count = len(list(hidden))
    first = f"Disclosure control was applied to {counted(tables, 'table')} that count people."
    if tables == 1:
        first = "Disclosure control was applied to 1 table that counts people."
    if not tables:
        first = "No table of this paper counts people, so none was changed."
    if not count:
        return f"{first} Nothing had to be hidden." if tables else first
    hidden_now = f"{counted(count, 'number')} {'is' if count == 1 else 'are'} hidden"
    return (
        f"{first} {hidden_now} and shown as {HIDDEN}: counts of 1 to 4, and what gives them away."
    )


def _spec(product: str, table: pd.DataFrame) -> CountsPeople | None:
    policy = disclosure_policy()
    if product in policy.tables:
        spec = policy.tables[product]
        there = set(map(str, table.columns))
        counts = tuple(name for name in spec.counts if name in there)
        follows = {name: of for name, of in spec.follows.items() if name in there and of in counts}
        if counts or not spec.counts:
            named = CountsPeople(id=product, counts=counts, follows=follows, add_up=spec.add_up)
            return named if counts else None
    likely = tuple(
        str(name) for name in table.columns if _counts_people(table[name], policy.people_words)
    )
    return CountsPeople(id=product, counts=likely) if likely else None


def _naming(table: pd.DataFrame, numbers: list[str]) -> list[str]:
    """Find the columns of words at the left of a table, which name its rows."""
    words = [
        name
        for name in table.columns
        if name not in numbers and not pd.api.types.is_numeric_dtype(table[name])
    ]
    return list(takewhile(words.__contains__, table.columns)) or words[:1]


def _counts_people(column: pd.Series, words: tuple[str, ...]) -> bool:
    named = set(re.findall(r"[a-z]+", str(column.name).lower())) & set(words)
    if not named or not pd.api.types.is_numeric_dtype(column) or column.notna().sum() == 0:
        return False
    return bool(((column.dropna() % 1) == 0).all())
