"""Things worth knowing about a file that are not wrong: provisional numbers, hidden ones, bases."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from playbook.data.cells import Columns, Flags
from playbook.data.package import qualifiers, qualifiers_of_a_blank
from playbook.data.problems import Finding, finding
from playbook.data.schema import Layout
from playbook.data.signs import DERIVED, signs_of
from playbook.data.wording import counted, listed

ANOTHER = "another kind of data"
FEW = 3  # a longer list of periods is said as first and last


def notices_of(layout: Layout, columns: Columns) -> tuple[str, ...]:
    """Say what the file's own marks say, and what the publisher's files need one to know."""
    return (
        *layout.note("notices", ()),
        *_usual_levels(layout, columns),
        *_provisional(layout, columns),
        *_hidden(columns),
        *_marked(columns),
        *_base(layout, columns),
    )


def base_year(layout: Layout, columns: Columns) -> int | None:
    """Tell the base year of projections from the first year in the file, when it can be told."""
    known = layout.note("bases", {})
    starts = [start for start in columns[layout.time.name].values if start is not None]
    first = min(starts).year if starts and known else 0
    return first if str(first) in known else None


def another_kind(layout: Layout, columns: Columns) -> Finding | None:
    """Find a file whose columns are right, but whose years say that it is other data."""
    rule = layout.note("told_apart", None)
    if not rule:
        return None
    today = pd.Timestamp.today()
    starts = {start for start in columns[layout.time.name].values if start is not None}
    ahead = sum(start > today for start in starts)
    if bool(ahead) == rule["ahead"] or not starts:
        return None
    first, last = min(starts).year, max(starts).year
    return finding(
        ANOTHER, rule["expected"], f"the years {first} to {last}",
        f'The two have the same columns. Read this file as "{rule["otherwise"]}".',
        column=layout.time.name,
    )  # fmt: skip


def without_archived(layout: Layout, columns: Columns) -> tuple[Flags, tuple[str, ...]]:
    """Row by row, whether to keep it: lookups hold older rows that would make joins double."""
    blank = [columns[name].are(frozenset({""})) for name in layout.keep_blank]
    rows = len(next(iter(columns.values())).codes)
    kept: Flags = np.logical_and.reduce(blank) if blank else np.ones(rows, dtype=bool)
    left = int((~kept).sum())
    if not left:
        return kept, ()
    what = "that is no longer in use" if left == 1 else "that are no longer in use"
    return kept, (
        f"{counted(left, 'row')} {what} ({listed(layout.keep_blank, 'or')} filled in): left out, "
        "so that joins do not count places twice.",
    )


def _usual_levels(layout: Layout, columns: Columns) -> Iterator[str]:
    for field in layout.dimensions:
        if field.default and field.name in columns:
            yield (
                f"{field.title}: {field.default} is used unless you choose another. The others "
                "are parts of it, so the file counts each person twice when it is added up."
            )


def _provisional(layout: Layout, columns: Columns) -> Iterator[str]:
    if not layout.timed:
        return
    time, sign = columns[layout.time.name], signs_of(columns).get(layout.time.name)
    if sign is None:
        return
    for text in sign.texts:
        if not text or text == DERIVED:
            continue
        codes = np.unique(time.codes[sign.are(frozenset({text}))])
        starts = sorted(time.values[code] for code in codes if time.values[code] is not None)
        labels = [layout.period.label(start) for start in starts]
        when = listed(labels) if len(labels) <= FEW else f"{labels[0]} to {labels[-1]}"
        if labels:
            yield f"{when}: {_lower(qualifiers().get(text, text))}."


def _hidden(columns: Columns) -> Iterator[str]:
    for text, number in _counts(columns, qualifiers_of_a_blank()).items():
        verb = "is" if number == 1 else "are"
        yield f"{counted(number, 'number')} {verb} missing: {_lower(qualifiers()[text])}."


def _marked(columns: Columns) -> Iterator[str]:
    marks = frozenset(qualifiers()) - qualifiers_of_a_blank() - {DERIVED}
    for text, number in _counts(columns, marks).items():
        verb = "is" if number == 1 else "are"
        yield f"{counted(number, 'number')} {verb} marked {text}: {_lower(qualifiers()[text])}."


def _counts(columns: Columns, marks: frozenset[str]) -> dict[str, int]:
    """Count the numbers that carry each mark."""
    found: dict[str, int] = {}
    for owner, sign in signs_of(columns).items():
        if owner not in columns or columns[owner].field.role != "measure":
            continue
        for code, text in enumerate(sign.texts):
            if text in marks:
                number = int((sign.codes == code).sum())
                found[text] = found.get(text, 0) + number
    return {text: number for text, number in found.items() if number}


def _base(layout: Layout, columns: Columns) -> Iterator[str]:
    if not layout.note("bases", {}):
        return
    base = base_year(layout, columns)
    if base is None:
        yield (
            "The base year of these projections cannot be told from the file. Find it out, and "
            "print it beside every figure."
        )
    else:
        yield str(layout.note("bases")[str(base)])
    yield "Re-base projections to the latest population estimate before you project beds or staff."


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
