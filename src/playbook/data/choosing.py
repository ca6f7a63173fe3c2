"""Choose one level of each dimension, and never add a total to its parts."""

from collections.abc import Mapping, Sequence

import pandas as pd

from playbook.data.schema import Field
from playbook.data.wording import did_you_mean, listed

Levels = Mapping[str, str | Sequence[str]]


def chosen_rows(table: pd.DataFrame, dimensions: Sequence[Field], levels: Levels) -> pd.DataFrame:
    """Keep the rows of the levels asked for: every dimension named, totals apart from parts.

    Raises ``ValueError`` when a dimension is left out, does not exist, or holds no such level.
    """
    _refuse_unknown_dimensions(dimensions, levels)
    kept = pd.Series(True, index=table.index)
    for field in dimensions:
        if field.column not in levels:
            raise ValueError(_choose_one(field, table))
        kept &= table[field.column].isin(resolved(field, table, levels[field.column]))
    return table[kept]


def resolved(field: Field, table: pd.DataFrame, asked: str | Sequence[str]) -> tuple[str, ...]:
    """Turn names and codes into the values of the table, and refuse what must not be added."""
    words = (asked,) if isinstance(asked, str) else tuple(asked)
    if not words:
        raise ValueError(_choose_one(field, table))
    values = tuple(dict.fromkeys(_value(field, table, word) for word in words))
    _refuse_total_with_parts(field, values)
    return values


def parts_there(field: Field, table: pd.DataFrame) -> tuple[str, ...]:
    """Name the parts of a dimension that the table holds, in the order of the schema."""
    there = set(table[field.column])
    order = [*field.values, *([field.blank.read_as] if field.blank else [])]
    listed_first = [value for value in order if value in there]
    others = sorted(there - set(listed_first))
    return tuple(value for value in (*listed_first, *others) if value not in field.totals)


def _refuse_unknown_dimensions(dimensions: Sequence[Field], levels: Levels) -> None:
    known = [field.column for field in dimensions]
    for name in levels:
        if name not in known:
            raise ValueError(
                f"There is no dimension called {name!r}. {did_you_mean(name, known)} "
                f"Choose by {listed(known)}."
            )


def _value(field: Field, table: pd.DataFrame, word: str) -> str:
    there: list[str] = list(dict.fromkeys(table[field.column]))
    names: dict[str, str] = {field.label(value).lower(): value for value in there}
    if word in there:
        return word
    if word.lower() in names:
        return names[word.lower()]
    labels = [field.label(value) for value in there]
    elsewhere = word in field.values or word in field.values.values()
    if elsewhere and field.named:
        raise ValueError(
            f"This file has no rows for {field.values.get(word, word)}. It has: {listed(labels)}."
        )
    raise ValueError(
        f"There is no {field.column} called {word!r}. {did_you_mean(word, labels)} "
        f"This file has: {listed(labels)}."
    )


def _refuse_total_with_parts(field: Field, values: Sequence[str]) -> None:
    for total in field.totals:
        inside = [value for value in values if value in _inside(field, total)]
        if total in values and inside:
            name, parts = field.label(total), listed([field.label(each) for each in inside])
            raise ValueError(
                f"{name} already holds {parts}. Put together they count the same people twice. "
                f"Choose {name} alone, or the parts without it."
            )


def _inside(field: Field, total: str) -> set[str]:
    parts = set(field.parts_of(total))
    return parts | {field.blank.read_as} if field.blank and "" in parts else parts


def _choose_one(field: Field, table: pd.DataFrame) -> str:
    there = list(dict.fromkeys(table[field.column]))
    totals = [field.label(value) for value in there if value in field.totals]
    parts = [field.label(value) for value in parts_there(field, table)]
    words = [f"Choose one {field.column}: the file holds totals and parts in one column."]
    if totals:
        words.append(f"Total: {listed(totals)}.")
    if parts:
        words.append(f"Parts: {listed(parts)}.")
    return " ".join(words)
