"""Judge every cell by its column, once for each different text."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from playbook.data.advice import COMPARE, number_advice, period_advice, value_advice
from playbook.data.header import Fit
from playbook.data.problems import Finding, Words
from playbook.data.schema import Field
from playbook.data.text import Cells, Places, Rows, Text
from playbook.data.wording import listed, shown

NUMBER = {
    "integer": re.compile(r"-?[0-9]{1,15}"),
    "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?"),
}
NUMBER_WORDS = {"integer": "a whole number", "number": "a number"}
BULK = 1_000  # texts; so many are worth a quicker question
MANY = 8  # a longer list of values would hide the message

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """One column: its different texts, what each one means, and which row holds which."""

    field: Field
    codes: Places
    texts: tuple[str, ...]
    values: tuple[Any, ...]
    good: Flags

    @property
    def ok(self) -> Flags:
        """Row by row, whether the cell can be used."""
        return self.good[self.codes]

    def take(self) -> npt.NDArray[Any]:
        """Row by row, the value."""
        dtype = float if holds_numbers(self.field) else object
        return np.array(self.values, dtype=dtype)[self.codes]

    def are(self, texts: frozenset[str]) -> Flags:
        """Row by row, whether the text is one of these."""
        return np.array([text in texts for text in self.texts], dtype=bool)[self.codes]

    def at(self, rows: Flags) -> "Column":
        """Keep some rows."""
        return replace(self, codes=self.codes[rows])


Columns = Mapping[str, Column]
Wrong = tuple[str, str, str]  # type of problem, what was expected, what to do


def holds_numbers(field: Field) -> bool:
    """Whether the cells of a column are numbers."""
    of_numbers = field.role in ("measure", "level")
    return of_numbers or (field.role == "attribute" and field.type in NUMBER)


def judge_cells(text: Text, fit: Fit) -> tuple[Columns, list[Finding]]:
    """Judge every cell that the layout names."""
    columns: dict[str, Column] = {}
    findings: list[Finding] = []
    for name, at in fit.columns.items():
        columns[name], wrong = _judge_column(_field(fit, name), text.columns[at], text.numbers)
        findings += wrong
    return columns, findings


def _field(fit: Fit, name: str) -> Field:
    if name in fit.layout.columns:
        return fit.layout.field(name)
    measure = fit.layout.field(name.removesuffix("QF"))
    return replace(measure, name=name, role="qualifier", qualifies=measure.name)


def _judge_column(field: Field, cells: Cells, numbers: Rows) -> tuple[Column, list[Finding]]:
    cells = _in_our_words(field, cells)
    if _all_fit(field, cells.texts):
        good = np.ones(len(cells.texts), dtype=bool)
        return Column(field, cells.codes, cells.texts, cells.texts, good), []
    others = _good_codes(field, cells)
    judged = [_judge(field, text, others) for text in cells.texts]
    good = np.array([wrong is None for _, wrong in judged], dtype=bool)
    column = Column(field, cells.codes, cells.texts, tuple(value for value, _ in judged), good)
    findings = []
    types = [wrong[0] if wrong else "" for _, wrong in judged]
    for type in dict.fromkeys(filter(None, types)):
        of_type = np.array([each == type for each in types])
        at = np.flatnonzero(of_type[cells.codes])
        findings.append(_wrong_cells(type, column, judged, at, numbers))
    return column, findings


def _good_codes(field: Field, cells: Cells) -> Counter[str]:
    """Count the rows of each known code: what a wrong one beside them is told."""
    if not field.named:
        return Counter()
    rows = np.bincount(cells.codes, minlength=len(cells.texts))
    return Counter({
        text: int(number) for text, number in zip(cells.texts, rows, strict=True)
        if text in field.values
    })  # fmt: skip


def _all_fit(field: Field, texts: tuple[str, ...]) -> bool:
    """Whether every text has the right form, asked once for a million ids instead of one by one."""
    ids = field.pattern and not field.values and not field.period and not field.blank
    if not ids or holds_numbers(field) or len(texts) < BULK or field.role == "qualifier":
        return False
    lines = "\n".join(texts)
    if lines.count("\n") != len(texts) - 1:
        return False
    wrong = [f"(?!(?:{field.pattern})$)", *(f"(?:{never})$" for never in field.never)]
    return re.search(f"^(?:{'|'.join(wrong)})", lines, re.MULTILINE) is None


def _in_our_words(field: Field, cells: Cells) -> Cells:
    """Put one word for values that publishers write in several ways."""
    if not field.read_as or not set(field.read_as) & set(cells.texts):
        return cells
    words = np.array([field.read_as.get(text, text) for text in cells.texts], dtype=object)
    places, different = pd.factorize(words)
    return Cells(places[cells.codes], tuple(different))


def _wrong_cells(
    type: str,
    column: Column,
    judged: list[tuple[Any, Wrong | None]],
    at: npt.NDArray[np.int64],
    numbers: Rows,
) -> Finding:
    def describe(index: int) -> Words:
        code = column.codes[at[index]]
        _, expected, next_step = judged[code][1] or ("", "", "")
        return expected, shown(column.texts[code]), next_step

    whys = [str(wrong and wrong[1:]) for _, wrong in judged]
    causes, _ = pd.factorize(np.array(whys, dtype=object))
    return Finding(type, column.field.name, numbers[at], describe, causes[column.codes[at]])


def _judge(field: Field, text: str, others: Counter[str]) -> tuple[Any, Wrong | None]:
    if field.role in ("qualifier", "constant"):
        return text, None
    if holds_numbers(field):
        return _judge_number(field, text)
    if field.period:
        return _judge_period(field, text)
    return _judge_value(field, text, others)


def _judge_number(field: Field, text: str) -> tuple[float, Wrong | None]:
    words = NUMBER_WORDS[field.type]
    if text == "" and field.role == "attribute" and field.required:
        return np.nan, ("blank number", words, "Fill the cell in, or take the row out.")
    if text == "":
        return np.nan, None  # whether it may be blank depends on its qualifier
    if not NUMBER[field.type].fullmatch(text):
        return np.nan, ("not a number", words, number_advice(text))
    value = float(text)
    if field.minimum is not None and value < field.minimum:
        limit = f"{words} of {field.minimum:g} or more"
        return np.nan, ("not a number", limit, COMPARE)
    if field.maximum is not None and value > field.maximum:
        limit = f"{words} of {field.maximum:g} or less"
        return np.nan, ("not a number", limit, COMPARE)
    return value, None


def _judge_period(field: Field, text: str) -> tuple[pd.Timestamp | None, Wrong | None]:
    if field.period is None:
        raise ValueError(f"data/datapackage.json: {field.name} needs a playbook:period")
    if text == "" and not field.required:
        return None, None
    start = field.period.read(text)
    if start is None:
        return None, ("not a period", field.period.looks_like, period_advice(field, text))
    if field.first_period and text < field.first_period:
        expected = f"{field.first_period} or later"
        return None, ("not comparable", expected, field.first_period_because)
    if not field.ahead and start > pd.Timestamp.today():
        return None, ("not a period", "a period that has begun", "Correct the year or the month.")
    return start, None


def _judge_value(field: Field, text: str, others: Counter[str]) -> tuple[str | None, Wrong | None]:
    if text == "" and field.blank:
        return field.blank.read_as, None
    for never, because in field.never.items():
        if re.fullmatch(never, text):
            return None, ("identifying value", f"a value such as {field.example}", because)
    if text in field.values:
        return text, None
    if text == "" and field.role == "attribute" and not field.required:
        return text, None
    closed = bool(field.values) and not field.open
    if closed or (field.pattern and not _fits_pattern(field, text)):
        advice = value_advice(field, text, others)
        return None, ("unknown value", _expected(field), advice)
    if text == "" and field.required:
        return None, ("unknown value", "a value", COMPARE)
    return text, None


def _fits_pattern(field: Field, text: str) -> bool:
    return (text == "" and not field.required) or bool(re.fullmatch(field.pattern, text))


def _expected(field: Field) -> str:
    if 0 < len(field.values) <= MANY:
        published = {ours: theirs for theirs, ours in field.read_as.items()}
        return listed([published.get(value, value) for value in field.values], "or")
    return f"a code such as {field.example}"
