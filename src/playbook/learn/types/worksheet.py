"""Fill in boxes and small tables that carry over to a project."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, paragraphs, tag
from playbook.learn.types.base import Definition, common
from playbook.learn.types.boxes import text_box

MOST_IN_A_CELL = 2000  # characters
_LINES, _ROWS = 3, 3


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a small table."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """A box of some lines or, where there are columns, a table of some rows."""

    id: str
    label: str
    hint: str
    lines: int
    columns: tuple[Column, ...]
    rows: int


@dataclass(frozen=True, kw_only=True)
class Worksheet(Definition):
    """Fields to fill, saved as the person types.

    The answer holds, by the id of the field, the text of a box, or the rows of a table with
    the text of each cell by the id of its column; what is empty is left out:
    ``{"aim": "Fewer delays", "drivers": [{"driver": "Hours", "idea": "Pool them"}]}``.
    """

    type: ClassVar[str] = "worksheet"
    button: ClassVar[str] = ""

    fields: tuple[Field, ...]
    example: str

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read a worksheet: one field or more, each a box or a table."""
        basics = common(fields, outcomes, question=False)
        boxes = tuple(_read_field(child) for child in fields.children("fields", at_most=20))
        example = fields.text("example", required=False)
        fields.unique((box.id for box in boxes), "the field")
        fields.close()
        return cls(**basics, fields=boxes, example=example)

    def controls(self, name: str) -> Html:
        """Write each field, then the worked example in a closed box."""
        question = tag("p", self.question, class_="pb-question") if self.question else None
        fields = (_write(field, f"{name}-{field.id}") for field in self.fields)
        return join(question, *fields, _example(self.example))

    def answers(self) -> None:
        """Give none: the answer is the person's own."""

    def asked(self) -> dict[str, Any]:
        """Give the fields. Hints and the example may be reworded freely."""
        return {"question": self.question, "fields": [_asked(field) for field in self.fields]}

    def told(self) -> dict[str, Any]:
        """Give nothing: a worksheet has no feedback."""
        return {}


def _asked(field: Field) -> dict[str, Any]:
    columns = [{"id": column.id, "label": column.label} for column in field.columns]
    return {"id": field.id, "label": field.label, "columns": columns}


def _write(field: Field, name: str) -> Html:
    if field.columns:
        return _table(field, name)
    return text_box(name, field.id, field.label, hint=field.hint, lines=field.lines)


def _table(field: Field, name: str) -> Html:
    """Write a table. Its roles are written out: on a narrow screen it is not drawn as one."""
    label = tag("p", field.label, id=f"{name}-label", class_="pb-sheet-label")
    hint = tag("p", field.hint, id=f"{name}-hint", class_="pb-hint") if field.hint else None
    heads = (tag("th", column.label, scope="col", role="columnheader") for column in field.columns)
    number = tag("th", tag("span", "Row", class_="pb-spoken"), scope="col", role="columnheader")
    table = tag(
        "table",
        tag("thead", tag("tr", number, *heads, role="row"), role="rowgroup"),
        tag(
            "tbody", *(_row(field, row, name) for row in range(1, field.rows + 1)), role="rowgroup"
        ),
        class_="pb-sheet",
        role="table",
        data_id=field.id,
        aria_labelledby=f"{name}-label",
        aria_describedby=f"{name}-hint" if hint else None,
    )
    return tag("div", label, hint, table, class_="pb-sheet-box")


def _row(field: Field, row: int, name: str) -> Html:
    cells = (_cell(column, row, f"{name}-{column.id}-{row}") for column in field.columns)
    number = tag("span", str(row), class_="pb-row-number")
    head = tag(
        "th", tag("span", "Row ", class_="pb-row-word"), number, scope="row", role="rowheader"
    )
    return tag("tr", head, *cells, role="row")


def _cell(column: Column, row: int, name: str) -> Html:
    spoken = tag("span", f", row {row}", class_="pb-spoken")
    label = tag("label", column.label, spoken, for_=name)
    box = tag("textarea", id=name, name=column.id, rows=2, maxlength=MOST_IN_A_CELL)
    return tag("td", label, box, role="cell")


def _example(text: str) -> Html | None:
    if not text:
        return None
    summary = tag("summary", "Show a worked example")
    return tag("details", summary, paragraphs(text), class_="pb-example")


def _read_field(fields: Fields) -> Field:
    table = fields.has("columns")
    columns = fields.children("columns", at_most=6) if table else ()
    field = Field(
        id=fields.slug("id"),
        label=fields.text("label"),
        hint=fields.text("hint", required=False),
        lines=_count(fields, "lines", _LINES, 12) if not table else 0,
        columns=tuple(_read_column(column) for column in columns),
        rows=_count(fields, "rows", _ROWS, 20) if table else 0,
    )
    fields.unique((column.id for column in field.columns), "the column")
    fields.close()
    return field


def _count(fields: Fields, name: str, usual: int, most: int) -> int:
    if not fields.has(name):
        return usual
    value = fields.number(name, default=usual)
    if value != int(value) or not 1 <= value <= most:
        fields.problem(f"expected a whole number from 1 to {most}, found {value}.", name)
        return usual
    return int(value)


def _read_column(fields: Fields) -> Column:
    column = Column(id=fields.slug("id"), label=fields.text("label"))
    fields.close()
    return column
