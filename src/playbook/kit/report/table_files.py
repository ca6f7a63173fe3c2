"""Tables as exercises left them in a project, read back and given headings that people read."""

import re
from pathlib import Path

import pandas as pd

_SNAKE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_ENDINGS = {"_gbp": " (£)", "_percent": " (%)", "_per_100": " for each 100"}
_HEADINGS = {
    "percent": "Percent",
    "lower": "Lower limit",
    "upper": "Upper limit",
    "open": "Still open",
    "because": "Because",
    "aim": "What we aim for",
    "before": "Before",
    "may_claim": "May claim it",
}
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TYPED_MARK = re.compile(r"^'(?=\s*[=+@-])")  # put there by the exercise, against formulas


def read_table(path: Path) -> pd.DataFrame:
    """Read a table that an exercise saved. Years and days come back as words.

    Raises ``OSError`` when it is not there, ``ValueError`` when it is not a table.
    """
    table = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    for name in table.columns:
        if pd.api.types.is_string_dtype(table[name]) or table[name].dtype == object:
            table[name] = table[name].map(_plain)
        elif _is_year(str(name)):
            table[name] = table[name].map(lambda year: "" if pd.isna(year) else str(int(year)))
    if not len(table.columns):
        raise ValueError("it has no columns")
    return table


def with_headings(table: pd.DataFrame) -> pd.DataFrame:
    """Give columns headings as a person would write them.

    >>> list(with_headings(pd.DataFrame(columns=["ends_on", "value_gbp", "Locality"])))
    ['Ends on', 'Value (£)', 'Locality']
    """
    return table.set_axis([heading(str(name)) for name in table.columns], axis=1)


def heading(name: str) -> str:
    """Write the name of a column as a person would.

    >>> heading("share_percent"), heading("Mean before")
    ('Share (%)', 'Mean before')
    """
    if name.startswith("Unnamed:") or not name.strip():
        return "What"
    if not _SNAKE.fullmatch(name):
        return name
    if name in _HEADINGS:
        return _HEADINGS[name]
    ending = next((each for each in _ENDINGS if name.endswith(each)), "")
    words = name.removesuffix(ending).replace("_", " ") + _ENDINGS.get(ending, "")
    return f"{words[:1].upper()}{words[1:]}"


def _plain(value: object) -> object:
    if not isinstance(value, str):
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    if _ISO_DAY.fullmatch(value):
        day = pd.Timestamp(value)
        return f"{day.day} {day:%B %Y}"
    return _TYPED_MARK.sub("", value)


def _is_year(name: str) -> bool:
    return name.lower() in {"year", "years", "financial_year"}
