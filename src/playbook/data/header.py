"""Decide which published layout a header is, or say why it is none of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from playbook.data.advice import USE_AS_IT_CAME
from playbook.data.problems import Finding, finding
from playbook.data.schema import Layout, kinds, layouts
from playbook.data.wording import counted, listed, shown

MANY = 12  # a longer list of columns would hide the message
ALMOST = 0.5  # a header with half of the columns was probably meant
HARDLY = 0.25  # a header with fewer of the columns was meant as something else
ROW_NUMBER = "_id"  # added by the portal's data service; says nothing about the data


@dataclass(frozen=True)
class Fit:
    """A layout and where each of its columns stands in the file."""

    layout: Layout
    columns: Mapping[str, int]
    notices: tuple[str, ...] = ()


def fit(header: Sequence[str], kind: str, layout: str = "") -> tuple[Fit | None, list[Finding]]:
    """Fit a header to the layouts of a kind, or to the one that is named.

    Columns may stand in any order. Qualifier columns (ending in QF) match in any case, because
    publishers write them so. Spaces around a name and extra columns are noted. A title in place
    of the header, a missing column, two columns of one name or the geographies of two layouts
    are findings.
    """
    candidates = layouts(kind, layout)
    title = not_a_header(header, candidates)
    if title:
        return None, [title]
    header, spaced = trimmed(header), _spaced(header)
    columns = [name for name in header if name != ROW_NUMBER]
    wrong = _repeated(columns) or _known_wrong(columns, candidates[0])
    wrong = wrong or _two_layouts(columns, candidates)
    if wrong:
        return None, [wrong]
    best = min(candidates, key=lambda each: (_lack(each, columns), -_held(each, columns)))
    if missing(best, columns):
        return None, [_not_this_layout(columns, kind, best)]
    return Fit(best, _positions(best, header), (*spaced, *_extra(best, columns))), []


def not_a_header(header: Sequence[str], candidates: Sequence[Layout]) -> Finding | None:
    """Find a title, a note or a blank that stands where the header should be."""
    words = [name for name in trimmed(header) if name]
    known = {name.lower() for each in candidates for name in each.columns}
    blanks = len(header) - len(words)
    if not header or known & {name.lower() for name in words} or (len(words) > 1 and blanks < 2):
        return None
    begins = candidates[0].columns[0]
    return finding(
        "wrong columns", f"the header in the first row; it begins with {begins}",
        f"{shown(words[0] if words else '')} in the first row",
        f"The first row is not the header. {USE_AS_IT_CAME} If a title stands above the header "
        "in a file of your own, take it out.", row=1,
    )  # fmt: skip


def trimmed(header: Sequence[str]) -> tuple[str, ...]:
    """Take the spaces around column names away."""
    return tuple(name.strip() for name in header)


def _spaced(header: Sequence[str]) -> tuple[str, ...]:
    spaced = [name.strip() for name in header if name != name.strip()]
    if not spaced:
        return ()
    number = counted(len(spaced), "column name has", "column names have")
    return (f"{number} spaces before or after: {_some(spaced)}. Read without the spaces.",)


def missing(layout: Layout, columns: Sequence[str]) -> list[str]:
    """Name the columns of a layout that a header lacks."""
    there = _names(columns)
    return [name for name in layout.needed if not _is_there(name, there)]


def _lack(layout: Layout, columns: Sequence[str]) -> float:
    """Say how much of a layout a header lacks, from 0 to 1."""
    return len(missing(layout, columns)) / len(layout.needed)


def _held(layout: Layout, columns: Sequence[str]) -> int:
    """Count the columns of a layout that a header has: of two that fit, the fuller one is meant."""
    there = _names(columns)
    return sum(1 for name in layout.columns if _is_there(name, there))


def overlap(columns: Sequence[str], kind: str) -> float:
    """Say how much of the best layout a header holds, from 0 to 1."""
    return _overlap(trimmed(columns), kind)


@lru_cache(maxsize=256)  # a header is held against every kind, and by each of them again
def _overlap(columns: tuple[str, ...], kind: str) -> float:
    return max(1 - _lack(layout, columns) for layout in layouts(kind))


def nearest_kind(columns: Sequence[str], *, but: str = "") -> str:
    """Name the kind of data whose columns these mostly are; nothing when none is near."""
    near = max((kind for kind in kinds() if kind != but), key=lambda kind: overlap(columns, kind))
    return near if overlap(columns, near) >= ALMOST else ""


def _names(columns: Sequence[str]) -> tuple[set[str], set[str]]:
    """Give the names of a header as they are, and in small letters."""
    return set(columns), {name.lower() for name in columns}


def _is_there(name: str, names: tuple[set[str], set[str]]) -> bool:
    """Whether a header has a column; qualifiers may be written in any case."""
    as_written, small = names
    return name in as_written or (name.endswith("QF") and name.lower() in small)


def _match(name: str, columns: Sequence[str]) -> str | None:
    if name in columns:
        return name
    if not name.endswith("QF"):
        return None
    return next((column for column in columns if column.lower() == name.lower()), None)


def _qualifiers_of_measures(layout: Layout, columns: Sequence[str]) -> dict[str, str]:
    """Find the qualifier column of each measure: the same name with QF at the end."""
    pairs = {each.name + "QF": _match(each.name + "QF", columns) for each in layout.measures}
    return {
        name: column
        for name, column in pairs.items()
        if column and name.lower() not in {each.lower() for each in layout.columns}
    }


def _positions(layout: Layout, header: Sequence[str]) -> dict[str, int]:
    found = {name: _match(name, header) for name in layout.columns}
    found |= _qualifiers_of_measures(layout, header)
    return {name: header.index(column) for name, column in found.items() if column}


def _extra(layout: Layout, columns: Sequence[str]) -> tuple[str, ...]:
    known = {_match(name, columns) for name in layout.columns}
    known |= set(_qualifiers_of_measures(layout, columns).values())
    extra = [name for name in columns if name not in known]
    if not extra:
        return ()
    text = f"{counted(len(extra), 'column')} not in the published layout: {listed(extra)}."
    return (f"{text} Nothing was read from there.",)


def _repeated(columns: Sequence[str]) -> Finding | None:
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if not twice:
        return None
    return finding(
        "wrong columns", "each column once", f"{listed(map(_named, twice))} more than once",
        "Two files may have been pasted side by side. Download the file again.", row=1,
    )  # fmt: skip


def _known_wrong(columns: Sequence[str], layout: Layout) -> Finding | None:
    for wrong in layout.note("known_wrong", ()):
        telling = [name.lower() for name in wrong["columns"]]
        there = [name for name in columns if name.lower().replace(" ", "_") in telling]
        if there:
            return finding(
                "wrong columns", f"the columns {listed(layout.needed)}",
                f"{listed(there)} among the columns",
                f"{wrong['because']} {wrong['next_step']}", row=1,
            )  # fmt: skip
    return None


def _two_layouts(columns: Sequence[str], candidates: Sequence[Layout]) -> Finding | None:
    own = [_own(each, candidates) for each in candidates]
    there = [next(name for name in names if name in columns) for names in own
             if any(name in columns for name in names)]  # fmt: skip
    if len(there) < 2:
        return None
    return finding(
        "wrong columns", f"one of {listed(there, 'or')}", f"both {listed(there)}",
        "These columns are published in two files, counted in two ways. "
        "Keep them in two files and read each on its own.",
        row=1,
    )  # fmt: skip


def _own(layout: Layout, candidates: Sequence[Layout]) -> list[str]:
    """Name the columns that a layout has and no other layout of its kind."""
    others = {name for each in candidates if each != layout for name in each.columns}
    return [name for name in layout.columns if name not in others]


def _not_this_layout(columns: Sequence[str], kind: str, best: Layout) -> Finding:
    lacking = missing(best, columns)
    unexpected = [name for name in columns if name not in best.columns]
    return finding(
        "wrong columns",
        f"the columns of '{best.title}'",
        f"missing: {_some(lacking)}; not expected: {_some(unexpected) or 'none'}",
        _advice(columns, kind, best),
        row=1,
    )


def _advice(columns: Sequence[str], kind: str, best: Layout) -> str:
    other = next((each for each in kinds() if each != kind and overlap(columns, each) == 1), None)
    if other:
        return f'This file looks like {other}. Read it as "{other}".'
    if 1 - _lack(best, columns) < HARDLY:
        return _another_file(nearest_kind(columns, but=kind), best)
    lacking = {name.lower() for name in missing(best, columns)}
    if lacking & {name.lower() for name in columns}:
        return "Write the column names exactly as published, capital letters included."
    return (
        "Somebody may have renamed or removed columns, or this is another set of data. "
        f"{best.note('how_to_get')}"
    )


def _another_file(kind: str, best: Layout) -> str:
    if kind:
        return f"This looks like another file: most columns are those of {kind}. Check it as that."
    return (
        "Almost no column is there, so this looks like another file, or one whose columns "
        f"somebody renamed. {best.note('how_to_get')}"
    )


def _some(names: Sequence[str]) -> str:
    """List names, but not a hundred of them."""
    if len(names) <= MANY:
        return listed(names)
    return listed([*names[: MANY - 1], f"{len(names) - MANY + 1} more"])


def _named(name: str) -> str:
    return name or "a column without a name"
