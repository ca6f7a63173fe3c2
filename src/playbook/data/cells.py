"""Judge every cell by its column, once for each different text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from playbook.data.header import Fit
from playbook.data.package import qualifiers, qualifiers_of_a_blank
from playbook.data.problems import Finding, Words
from playbook.data.schema import Field
from playbook.data.text import Cells, Places, Rows, Text
from playbook.data.wording import did_you_mean, listed, shown

NUMBER = {
    "integer": re.compile(r"-?[0-9]{1,15}"),
    "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?"),
}
NUMBER_WORDS = {"integer": "a whole number", "number": "a number"}
DERIVED = "d"
MANY = 8  # a longer list of values would hide the message

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """One column: its different texts, what each one means, and which row holds which.

    A file has many rows but few different texts, so each text is judged once.
    """

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
        dtype = float if self.field.role == "measure" else object
        return np.array(self.values, dtype=dtype)[self.codes]

    def are(self, texts: frozenset[str]) -> Flags:
        """Row by row, whether the text is one of these."""
        return np.array([text in texts for text in self.texts], dtype=bool)[self.codes]


Columns = Mapping[str, Column]


def judge_cells(text: Text, fit: Fit) -> tuple[Columns, list[Finding]]:
    """Judge every cell that the layout names, then the qualifiers that go with them."""
    columns: dict[str, Column] = {}
    findings: list[Finding] = []
    for name, at in fit.columns.items():
        field = _field(fit, name)
        columns[name], wrong = _judge_column(field, text.columns[at], text.numbers)
        findings += wrong
    for column in columns.values():
        if column.field.role == "qualifier":
            findings += _judge_qualifier(column, columns, text.numbers)
    findings += _unexplained_blanks(columns, text.numbers)
    return columns, findings


def _field(fit: Fit, name: str) -> Field:
    if name in fit.layout.columns:
        return fit.layout.field(name)
    measure = fit.layout.field(name.removesuffix("QF"))
    return replace(measure, name=name, role="qualifier", qualifies=measure.name)


def _judge_column(
    field: Field, cells: Cells, numbers: Rows
) -> tuple[Column, list[Finding]]:
    codes, texts = cells.codes, cells.texts
    judged = [_judge(field, text) for text in texts]
    good = np.array([wrong is None for _, wrong in judged], dtype=bool)
    column = Column(field, codes, tuple(texts), tuple(value for value, _ in judged), good)
    findings = []
    types = [wrong[0] if wrong else "" for _, wrong in judged]
    for type in dict.fromkeys(filter(None, types)):
        of_type = np.array([each == type for each in types])
        at = np.flatnonzero(of_type[codes])
        findings.append(_wrong_cells(type, column, judged, at, numbers))
    return column, findings


Wrong = tuple[str, str, str]  # type of problem, what was expected, what to do


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

    return Finding(type, column.field.name, numbers[at], describe)


def _judge(field: Field, text: str) -> tuple[Any, Wrong | None]:
    if field.role == "measure":
        return _judge_number(field, text)
    if field.role == "time":
        return _judge_period(field, text)
    if field.role == "dimension":
        return _judge_value(field, text)
    return text, None


def _judge_number(field: Field, text: str) -> tuple[float, Wrong | None]:
    if text == "":
        return np.nan, None  # whether it may be blank depends on its qualifier
    words = NUMBER_WORDS[field.type]
    if not NUMBER[field.type].fullmatch(text):
        return np.nan, ("not a number", words, _number_advice(text))
    value = float(text)
    if field.minimum is not None and value < field.minimum:
        limit = f"{words} of {field.minimum:g} or more"
        return np.nan, ("not a number", limit, "Compare the cell with the published file.")
    return value, None


def _number_advice(text: str) -> str:
    if text == "*":
        return "Published files hide a number with a blank cell and the qualifier c, not a star."
    if "," in text:
        return "Write the number without commas."
    if text.strip() != text:
        return "Take the spaces out."
    return "Compare the cell with the published file."


def _judge_period(field: Field, text: str) -> tuple[pd.Timestamp | None, Wrong | None]:
    if field.period is None:
        raise ValueError(f"data/datapackage.json: {field.name} needs a playbook:period")
    start = field.period.read(text)
    if start is None:
        advice = "Spreadsheets turn months into dates. Use the file as it was downloaded."
        return None, ("not a period", field.period.looks_like, advice)
    if field.first_period and text < field.first_period:
        expected = f"{field.first_period} or later"
        return None, ("not comparable", expected, field.first_period_because)
    if start > pd.Timestamp.today():
        return None, ("not a period", "a period that has begun", "Correct the year or the month.")
    return start, None


def _judge_value(field: Field, text: str) -> tuple[str | None, Wrong | None]:
    if text == "" and field.blank:
        return field.blank.read_as, None
    if text in field.values:
        return text, None
    if field.values or (field.pattern and not re.fullmatch(field.pattern, text)):
        return None, ("unknown value", _expected(field), _value_advice(field, text))
    if text == "" and field.required:
        return None, ("unknown value", "a value", "Compare the cell with the published file.")
    return text, None


def _expected(field: Field) -> str:
    if 0 < len(field.values) <= MANY:
        return listed(field.values, "or")
    return f"a code such as {field.example}"


def _value_advice(field: Field, text: str) -> str:
    if text in field.hints:
        return field.hints[text]
    if text in field.replaced:
        name = field.values[field.replaced[text]]
        return f"This is an older code of {name}. The code now is {field.replaced[text]}."
    by_name = {name.lower(): code for code, name in field.values.items()}
    if field.named and text.lower() in by_name:
        return f"Published files hold codes, not names. Use {by_name[text.lower()]}."
    return did_you_mean(text, field.values) or "Compare the cell with the published file."


def _judge_qualifier(column: Column, columns: Columns, numbers: Rows) -> list[Finding]:
    """Hold each qualifier against the value that it qualifies."""
    field = column.field
    owner = columns[field.qualifies]
    if owner.field.role == "measure":
        return _unknown_signs(column, numbers)
    needed = np.array([_sign_of(owner.field, text) for text in owner.texts], dtype=object)
    actual = np.array(column.texts, dtype=object)[column.codes]
    at = np.flatnonzero((needed[owner.codes] != actual) & owner.ok)

    def describe(index: int) -> Words:
        row = at[index]
        value = owner.texts[owner.codes[row]]
        sign = needed[owner.codes[row]]
        expected = f"{shown(sign) if sign else 'a blank cell'} beside {shown(value)}"
        advice = "The letter d marks totals. Download the file again if it was changed."
        return expected, shown(actual[row]), advice

    return [Finding("wrong qualifier", field.name, numbers[at], describe)]


def _sign_of(field: Field, text: str) -> str:
    if text in field.totals:
        return DERIVED
    return field.blank.qualifier if field.blank and text == "" else ""


def _unknown_signs(column: Column, numbers: Rows) -> list[Finding]:
    known = qualifiers()
    at = np.flatnonzero(~column.are(frozenset(known) | {""}))

    def describe(index: int) -> Words:
        found = shown(column.texts[column.codes[at[index]]])
        return f"one of {' '.join(known)}", found, "Compare the cell with the published file."

    return [Finding("wrong qualifier", column.field.name, numbers[at], describe)]


def _unexplained_blanks(columns: Columns, numbers: Rows) -> list[Finding]:
    """Find missing numbers without a reason, and numbers that should have been hidden."""
    findings = []
    reasons = qualifiers_of_a_blank()
    for name, column in columns.items():
        if column.field.role != "measure" or not column.field.required:
            continue
        blank = column.are(frozenset({""}))
        signs = columns.get(name + "QF")
        explained = signs.are(reasons) if signs else np.zeros_like(blank)
        findings.append(_blank_finding(name, numbers[blank & ~explained]))
        findings.append(_shown_finding(name, numbers[~blank & explained]))
    return findings


def _blank_finding(name: str, rows: Rows) -> Finding:
    words = (
        "a number, or a blank with a qualifier that gives the reason (c, z or :)",
        "nothing (a blank cell)",
        "Download the file again. If the publisher hid the number, keep its qualifier column.",
    )
    return Finding("blank number", name, rows, lambda _: words)


def _shown_finding(name: str, rows: Rows) -> Finding:
    words = (
        "a blank, because the qualifier says that the number is hidden or missing",
        "a number",
        "Do not use or share this number until you know which of the two is right.",
    )
    return Finding("number and qualifier disagree", name, rows, lambda _: words)
