"""Text that people or files gave, made safe to put into any paper."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from playbook.markup import say

# Characters that a person cannot see and a program may act on: controls, half characters,
# marks that turn the direction of reading round, and the two that XML forbids.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SIGNED = re.compile(r"^\s*[+\-−]?\s?£?[\d.,]+\s?%?$")
_FORMULA = re.compile(r"^\s*[=+@\-]\s*\S")
_CITED = re.compile(r"\[([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\]")


def clean(text: object) -> str:
    r"""Give text without characters that cannot be seen. Lines and tabs stay.

    >>> clean("Beds\x00 in\r\nKeith")
    'Beds in\nKeith'
    """
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _UNSEEN.sub("", lines)


def in_one_line(text: object) -> str:
    r"""Give text on one line, with single spaces.

    >>> in_one_line("Home\n  First ")
    'Home First'
    """
    return " ".join(clean(text).split())


def paragraphs(text: object) -> list[str]:
    r"""Split text where a line is blank, as people type it. A single line end is a space.

    >>> paragraphs("One\nline.\n\nAnother.")
    ['One line.', 'Another.']
    """
    parts = re.split(r"\n\s*\n", clean(text))
    return [joined for part in parts if (joined := " ".join(part.split()))]


def in_cell(text: object) -> str:
    """Give text for a cell of a table, so that a spreadsheet it is pasted into runs nothing.

    A plain number with a sign is left alone.

    >>> in_cell("=HYPERLINK(1)"), in_cell("-12.5%"), in_cell("Keith")
    ("'=HYPERLINK(1)", '-12.5%', 'Keith')
    """
    plain = in_one_line(text)
    return f"'{plain}" if _FORMULA.match(plain) and not _SIGNED.match(plain) else plain


def cells(rows: Sequence[Sequence[object]]) -> Iterator[tuple[str, ...]]:
    """Write the cells of a table as people read them, each column with as many decimals.

    An empty cell stays empty.

    >>> list(cells([("Keith", 4.0), ("Elgin", 12.25)]))
    [('Keith', '4.0'), ('Elgin', '12.3')]
    """
    columns = list(zip(*rows, strict=True))
    decimals = [_decimals(column) for column in columns]
    for row in rows:
        yield tuple(_cell(value, places) for value, places in zip(row, decimals, strict=True))


def numeric(rows: Sequence[Sequence[object]], column: int) -> bool:
    """Say whether a column holds numbers, which line up on the right.

    >>> numeric([("Keith", 4), ("Elgin", "[c]")], 1)
    True
    """
    values = [row[column] for row in rows]
    numbers = [_is_number(value) or _SIGNED.match(str(value)) for value in values]
    blank = [value is None or str(value).strip() in ("", "[c]", "–") for value in values]
    all_fit = all(number or empty for number, empty in zip(numbers, blank, strict=True))
    return all_fit and any(numbers)


def in_day(day: date) -> str:
    """Write a day as people do.

    >>> in_day(date(2017, 1, 23))
    '23 January 2017'
    """
    return f"{day.day} {day:%B %Y}"


def cited_in(text: str) -> list[str]:
    """Give the ids of evidence that a text cites in square brackets: words with a hyphen.

    >>> cited_in("Delays fell [delays-size], or so it seems [sic].")
    ['delays-size']
    """
    return [each for each in dict.fromkeys(_CITED.findall(text)) if "-" in each]


def split_at_citations(text: str, known: set[str]) -> list[tuple[str, str]]:
    """Split text where it names known evidence in square brackets: (text, id) pairs.

    >>> split_at_citations("Delays fell [delays-size].", {"delays-size"})
    [('Delays fell ', ''), ('delays-size', 'delays-size'), ('.', '')]
    """
    parts: list[tuple[str, str]] = []
    end = 0
    for found in _CITED.finditer(text):
        if found[1] in known:
            parts += [(text[end : found.start()], ""), (found[1], found[1])]
            end = found.end()
    parts.append((text[end:], ""))
    return [part for part in parts if part[0]]


def _cell(value: object, decimals: int | None) -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    return in_cell(value if isinstance(value, str) else say(value, decimals))


def _decimals(column: Sequence[object]) -> int | None:
    real = [value for value in column if isinstance(value, float) and value == value]
    return 1 if any("." in say(value) for value in real) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
