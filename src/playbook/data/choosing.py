"""Choose one level of each dimension, and never add a total to its parts."""

from collections.abc import Mapping, Sequence

import pandas as pd

from playbook.data.schema import Field
from playbook.data.wording import did_you_mean, listed

Levels = Mapping[str, str | Sequence[str]]
EVERY = "every"  # every part of a dimension
MANY = 12  # a longer list of levels would hide the message


def chosen_rows(
    table: pd.DataFrame,
    dimensions: Sequence[Field],
    levels: Levels,
    attributes: Sequence[Field] = (),
) -> pd.DataFrame:
    """Keep the rows of the levels asked for: every dimension named, totals apart from parts.

    Attributes, such as the board of a hospital, may narrow the rows down. A dimension with a
    usual level may be left out. Raises ``ValueError`` when another is left out, does not exist,
    or holds no such level.
    """
    _refuse_unknown_dimensions([*dimensions, *attributes], levels)
    for field in attributes:
        if field.column in levels:
            table = table[table[field.column].isin(_values(field, table, levels[field.column]))]
    kept = pd.Series(True, index=table.index)
    for field in dimensions:
        asked = levels.get(field.column, field.default)
        if not asked:
            raise ValueError(_choose_one(field, table))
        kept &= table[field.column].isin(resolved(field, table, asked))
    return table[kept]


def resolved(field: Field, table: pd.DataFrame, asked: str | Sequence[str]) -> tuple[str, ...]:
    """Turn names and codes into the values of the table, and refuse what must not be added."""
    values = _values(field, table, asked)
    if not values:
        raise ValueError(_choose_one(field, table))
    _refuse_total_with_parts(field, values)
    return values


def parts_there(field: Field, table: pd.DataFrame) -> tuple[str, ...]:
    """Name the parts of a dimension that the table holds, in the order of the schema.

    Ages that the schema does not list come in the order of age, and other values by name.
    """
    there = set(table[field.column].unique())
    order = [*field.values, *([field.blank.read_as] if field.blank else [])]
    listed_first = [value for value in order if value in there]
    others = sorted(there - set(listed_first))
    if field.ages:
        ages = table[[field.column, field.column + "_from"]].drop_duplicates()
        begins = dict(zip(ages[field.column], ages[field.column + "_from"], strict=True))
        others.sort(key=lambda value: -1 if pd.isna(begins[value]) else begins[value])
    return tuple(value for value in (*listed_first, *others) if not field.is_total(value))


def totals_there(field: Field, table: pd.DataFrame) -> tuple[str, ...]:
    """Name the totals of a dimension that the table holds."""
    there = list(table[field.column].unique())
    first = [value for value in field.totals if value in there]
    return (*first, *(v for v in there if field.is_total(v) and v not in first))


def _refuse_unknown_dimensions(known: Sequence[Field], levels: Levels) -> None:
    names = [field.column for field in known]
    for name in levels:
        if name not in names:
            raise ValueError(
                f"There is no dimension called {name!r}. {did_you_mean(name, names)} "
                f"Choose by {listed(names)}."
            )


def _values(field: Field, table: pd.DataFrame, asked: str | Sequence[str]) -> tuple[str, ...]:
    words = (asked,) if isinstance(asked, str) else tuple(asked)
    if words == (EVERY,):
        return parts_there(field, table)
    there: list[str] = list(table[field.column].unique())
    return tuple(dict.fromkeys(_value(field, there, word) for word in words))


def _value(field: Field, there: Sequence[str], word: str) -> str:
    names: dict[str, str] = {field.label(value).lower(): value for value in there}
    if word in there:
        return word
    if str(word).lower() in names:
        return names[str(word).lower()]
    labels = [field.label(value) for value in there]
    elsewhere = word in field.values or word in field.values.values()
    if elsewhere and field.named:
        raise ValueError(
            f"This file has no rows for {field.values.get(word, word)}. It has: {_some(labels)}."
        )
    raise ValueError(
        f"There is no {field.column} called {word!r}. {did_you_mean(str(word), labels)} "
        f"This file has: {_some(labels)}."
    )


def _refuse_total_with_parts(field: Field, values: Sequence[str]) -> None:
    if field.one_at_a_time and len(values) > 1:
        raise ValueError(
            f"Choose one {field.column}: {listed(values)} count different things, and cannot "
            "be put together."
        )
    for total in values:
        inside = [value for value in values if _may_hold(field, total, value)]
        if inside:
            name, parts = field.label(total), listed([field.label(each) for each in inside])
            raise ValueError(
                f"{name} already holds {parts}. Put together they count the same people twice. "
                f"Choose {name} alone, or the parts without it."
            )


def _may_hold(field: Field, total: str, value: str) -> bool:
    """Whether a total holds a value, as far as the schema says."""
    if total in field.totals:
        inside = _inside(field, total)
        return value in inside or (value != total and bool(inside & _inside(field, value)))
    group = field.total_group(total)
    return bool(group) and field.total_group(value) != group


def _inside(field: Field, total: str) -> set[str]:
    parts = set(field.parts_of(total))
    return parts | {field.blank.read_as} if field.blank and "" in parts else parts


def _choose_one(field: Field, table: pd.DataFrame) -> str:
    totals = [field.label(value) for value in totals_there(field, table)]
    parts = [field.label(value) for value in parts_there(field, table)]
    reason = "the file holds totals and parts in one column" if totals else "the file holds many"
    words = [f"Choose one {field.column}: {reason}."]
    if totals:
        words.append(f"Total: {_some(totals)}.")
    if parts:
        words.append(f"Parts: {_some(parts)}.")
    return " ".join(words)


def _some(labels: Sequence[str]) -> str:
    if len(labels) <= MANY:
        return listed(labels)
    return listed([*labels[:MANY], f"{len(labels) - MANY} more"])
