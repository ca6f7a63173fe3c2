"""Put checked columns into a table: typed, in our own names, with reasons for what is missing."""

from typing import cast

import numpy as np
import pandas as pd

from playbook.data.cells import Column, Columns
from playbook.data.derived import worked_out
from playbook.data.fields import Field
from playbook.data.package import qualifiers, qualifiers_of_a_blank
from playbook.data.schema import Layout
from playbook.data.signs import DERIVED, signs_of


def tidy(layout: Layout, columns: Columns) -> pd.DataFrame:
    """Make the table: a column for each field, its name where there are codes, its reasons."""
    signs = signs_of(columns)
    table: dict[str, pd.Series] = {}
    for name, column in columns.items():
        field = column.field
        if field.role not in ("qualifier", "constant"):
            table[field.column] = _values(layout, column)
            if field.named:
                table[field.column + "_name"] = _names(layout, column)
        if field.ages:
            table[field.column + "_from"] = _lowest_ages(column)
        if name in signs and field.role in ("measure", "time"):
            table |= _remarks(field, signs[name])
    for field in layout.computed:
        table[field.column] = _computed(layout, field, table)
    return pd.DataFrame(table)


def _values(layout: Layout, column: Column) -> pd.Series:
    field = column.field
    if field.period:
        days = pd.to_datetime(list(column.values))
        return pd.Series(days.to_numpy()[column.codes])
    if field.role == "measure" or field.type in ("integer", "number"):
        return _numbers(field, column)
    return _words(layout, column, [value if value is not None else "" for value in column.values])


def _words(layout: Layout, column: Column, words: list[str]) -> pd.Series:
    """Give words row by row; a file about persons is long, so each word is kept once there."""
    if not layout.person_level:
        return pd.Series(np.array(words, dtype=object)[column.codes], dtype="str")
    if len(set(words)) == len(words):
        codes, different = column.codes, words
    else:
        places, first = pd.factorize(np.array(words, dtype=object))
        codes, different = places[column.codes], list(first)
    kept = pd.Index(different, dtype="str")
    return pd.Series(pd.Categorical.from_codes(codes, categories=kept))


def _names(layout: Layout, column: Column) -> pd.Series:
    return _words(layout, column, [column.field.label(text) for text in column.texts])


def _numbers(field: Field, column: Column) -> pd.Series:
    numbers = pd.Series(column.take().astype(float))
    if field.type != "integer":
        return numbers
    return cast(pd.Series, numbers.astype("Int64" if numbers.isna().any() else "int64"))


def _lowest_ages(column: Column) -> pd.Series:
    """Give the age at which each group begins; totals and unknown ages have none."""
    found = [_lowest_age(column.field, text) for text in column.texts]
    return pd.Series(pd.array(found, dtype="Int64")[column.codes])


def _lowest_age(field: Field, text: str) -> int | None:
    if field.is_total(text):
        return None
    if text.startswith("Under"):
        return 0
    digits = text[: next((at for at, sign in enumerate(text) if not sign.isdigit()), len(text))]
    return int(digits) if digits else None


def _remarks(field: Field, sign: Column) -> dict[str, pd.Series]:
    """Give why a number is missing, and what else the publisher says about it, when it does."""
    meanings, reasons = qualifiers(), qualifiers_of_a_blank()
    words = {
        "_missing_because": [meanings[text] if text in reasons else "" for text in sign.texts],
        "_remark": [
            meanings.get(text, "") if text not in reasons | {DERIVED} else "" for text in sign.texts
        ],
    }
    return {
        field.column + ending: pd.Series(np.array(each, dtype=object)[sign.codes], dtype="str")
        for ending, each in words.items()
        if any(each)
    }


def _computed(layout: Layout, field: Field, table: dict[str, pd.Series]) -> pd.Series:
    if field.derived is None:
        raise ValueError(f"data/datapackage.json: {field.name} needs a playbook:derived")
    amounts = table[layout.field(field.derived.of).column].astype(float).to_numpy()
    over = table[layout.field(field.derived.divide_by).column].astype(float).to_numpy()
    return pd.Series(worked_out(field.derived, amounts, over))
