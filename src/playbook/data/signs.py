"""Hold every qualifier against what it qualifies: totals, and numbers that are not there."""

from collections.abc import Mapping

import numpy as np

from playbook.data.cells import Column, Columns
from playbook.data.fields import Field
from playbook.data.package import qualifiers, qualifiers_of_a_blank
from playbook.data.problems import Finding, Words
from playbook.data.text import Rows
from playbook.data.wording import shown

DERIVED = "d"


def judge_signs(columns: Columns, numbers: Rows) -> list[Finding]:
    """Find qualifiers that nobody knows, that contradict their column, or that are missing."""
    findings: list[Finding] = []
    for column in columns.values():
        if column.field.role == "qualifier":
            findings += _judge_qualifier(column, columns, numbers)
    return findings + _unexplained_blanks(columns, numbers)


def signs_of(columns: Columns) -> Mapping[str, Column]:
    """Give the qualifier column of each column that has one."""
    return {
        column.field.qualifies: column
        for column in columns.values()
        if column.field.role == "qualifier"
    }


def _judge_qualifier(column: Column, columns: Columns, numbers: Rows) -> list[Finding]:
    owner = columns.get(column.field.qualifies)
    if owner is None or owner.field.role != "dimension":
        return [_unknown_signs(column, numbers)]
    if column.field.any_sign:
        return [_unknown_signs(column, numbers), _unknown_totals(column, owner, numbers)]
    return [_contradictions(column, owner, numbers)]


def _contradictions(column: Column, owner: Column, numbers: Rows) -> Finding:
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

    return Finding("wrong qualifier", column.field.name, numbers[at], describe)


def _sign_of(field: Field, text: str) -> str:
    if field.is_total(text):
        return DERIVED
    return field.blank.qualifier if field.blank and text == "" else ""


def _unknown_totals(column: Column, owner: Column, numbers: Rows) -> Finding:
    """Find values marked as totals that are not known as such: adding them would count twice."""
    totals = np.array([owner.field.is_total(text) for text in owner.texts], dtype=bool)
    at = np.flatnonzero(column.are(frozenset({DERIVED})) & ~totals[owner.codes] & owner.ok)

    def describe(index: int) -> Words:
        value = owner.texts[owner.codes[at[index]]]
        advice = (
            "The publisher marks this value as a total, and the playbook does not know it. "
            "Ask for it to be added to data/datapackage.json before you add numbers up."
        )
        return f"d beside totals only, not beside {shown(value)}", "'d'", advice

    return Finding("unknown total", column.field.name, numbers[at], describe)


def _unknown_signs(column: Column, numbers: Rows) -> Finding:
    known = qualifiers()
    at = np.flatnonzero(~column.are(frozenset(known) | {""}))

    def describe(index: int) -> Words:
        found = shown(column.texts[column.codes[at[index]]])
        return f"one of {' '.join(known)}", found, "Compare the cell with the published file."

    return Finding("wrong qualifier", column.field.name, numbers[at], describe)


def _unexplained_blanks(columns: Columns, numbers: Rows) -> list[Finding]:
    """Find missing numbers without a reason, and numbers that should have been hidden."""
    findings = []
    reasons, signs = qualifiers_of_a_blank(), signs_of(columns)
    for name, column in columns.items():
        if column.field.role not in ("measure", "level") or not column.field.required:
            continue
        blank = column.are(frozenset({""}))
        sign = signs.get(name)
        explained = sign.are(reasons) if sign else np.zeros_like(blank)
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
