"""The data dictionary of a kind of data, made from its schema."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from playbook.data.schema import Field, Layout, layouts
from playbook.data.wording import listed
from playbook.markup import table_html

MANY = 20  # a longer list of values is said as first and last
ROLES = {
    "time": "period",
    "dimension": "who or what is counted",
    "measure": "number",
    "qualifier": "note on another column",
    "attribute": "goes with another column",
    "constant": "the same in every row",
    "level": "one of many number columns",
}


@dataclass(frozen=True, eq=False, repr=False)
class Dictionary:
    """What a kind of data holds: columns, values, quirks, source and licence.

    ``table`` has one row for each published column: ``column``, ``name`` (ours), ``role``,
    ``meaning``, ``values``, ``unit`` and ``layouts``. ``values`` has one row for each value of
    a column: ``column``, ``value``, ``meaning`` and ``total`` (whether it is a total).
    ``real_files`` says of each layout whether a real file of it was tried.
    """

    kind: str
    title: str
    description: str
    table: pd.DataFrame
    values: pd.DataFrame
    layouts: tuple[Layout, ...]
    quirks: tuple[str, ...]
    real_files: tuple[str, ...]
    source: str
    licence: str

    def __repr__(self) -> str:
        columns = "\n".join(
            f"- {row.column}: {row.meaning}" for row in self.table.itertuples(index=False)
        )
        return f"{self.title}\n{self.description}\nSource: {self.source}\n{columns}"

    def _repr_html_(self) -> str:
        quirks = "".join(f"<li>{escape(each)}</li>" for each in (*self.quirks, *self.real_files))
        return (
            f'<div class="pb-dictionary"><p>{escape(self.description)}</p>'
            f"{table_html(_titled(self.table), 'Columns of ' + self.title)}"
            f"{table_html(_titled(self.values), 'Values of ' + self.title)}"
            f"<p><strong>Good to know</strong></p><ul>{quirks}</ul>"
            f"<p>Source: {escape(self.source)}. {escape(self.licence)}</p></div>"
        )


def describe(kind: str) -> Dictionary:
    """Describe a kind of data: every column in plain English, every value, every quirk.

    Works for the kinds that teams load and for the published tables. A kind that does not
    exist raises ``ValueError`` with the kinds that do.

    >>> dictionary = describe("delayed_discharges")
    >>> dictionary.table["column"].tolist()[:3]
    ['MonthOfDelay', 'CA', 'CAQF']
    """
    found = layouts(kind)
    first = found[0]
    return Dictionary(
        kind=kind,
        title=listed([layout.title for layout in found]),
        description=" ".join(layout.description for layout in found),
        table=_columns(found),
        values=_values(found),
        layouts=found,
        quirks=tuple(first.note("quirks", ())),
        real_files=tuple(_tried(layout) for layout in found if layout.note("real_file")),
        source=first.source,
        licence=str(first.note("attribution")),
    )


def _tried(layout: Layout) -> str:
    return f"Was a real file tried of this layout: {layout.layout_title}? {layout.tried}"


def _columns(found: Sequence[Layout]) -> pd.DataFrame:
    rows: dict[str, dict[str, str]] = {}
    for layout in found:
        for field in layout.described:
            row = rows.setdefault(field.name, {**_column(field), "layouts": layout.layout_title})
            if layout.layout_title not in row["layouts"]:
                row["layouts"] = "all"
    return pd.DataFrame(rows.values())


def _column(field: Field) -> dict[str, str]:
    return {
        "column": field.name,
        "name": "" if field.role == "qualifier" else field.column,
        "role": ROLES[field.role],
        "meaning": " ".join(part for part in (field.description, field.adds_because) if part),
        "values": _looks_like(field),
        "unit": field.unit,
    }


def _looks_like(field: Field) -> str:
    if field.period:
        return field.period.looks_like
    if field.role in ("measure", "level") or field.type in ("integer", "number"):
        return "a whole number" if field.type == "integer" else "a number"
    if 0 < len(field.values) <= MANY and not field.named:
        return listed(field.values, "or")
    if field.values and not field.named:
        first, *_, last = field.values
        return f"one of {len(field.values)} values, {first} to {last}"
    return f"for example {field.example}" if field.example else ""


def _values(found: Sequence[Layout]) -> pd.DataFrame:
    rows = {
        (field.name, value): (field.name, value, meaning, "yes" if field.is_total(value) else "no")
        for layout in found
        for field in layout.described
        for value, meaning in _meanings(field).items()
    }
    return pd.DataFrame(rows.values(), columns=["column", "value", "meaning", "total"])


def _meanings(field: Field) -> dict[str, str]:
    blank = {"(blank)": field.blank.means} if field.blank else {}
    return {**field.values, **blank}


def _titled(table: pd.DataFrame) -> pd.DataFrame:
    return table.rename(columns=lambda name: str(name).capitalize())
