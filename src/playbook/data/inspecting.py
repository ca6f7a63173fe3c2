"""Look at everything in a project's data folder, and say what each thing is."""

import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Literal

from playbook.data.checking import examine
from playbook.data.header import ALMOST, fit, overlap
from playbook.data.noticing import ANOTHER
from playbook.data.opening import header_of, open_text
from playbook.data.schema import kinds, layouts
from playbook.data.wording import listed
from playbook.data.workbook import is_workbook, open_sheet

FEW, LONG = 3, 30  # columns named in a reason, and letters of each
NOT_DATA = frozenset(
    {"readme", "readme.md", "readme.txt", "dictionary.md", "thumbs.db", "desktop.ini"}
)
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
BROKEN_WORKBOOK = (KeyError, ValueError, OSError, SyntaxError, zipfile.BadZipFile, zlib.error)
TOO_DEEP = "it lies too deep. Move it up, straight into the data folder"
CAPITALS = frozenset({"A&E", "Scottish"})  # first words of titles that keep their capital

Verdict = Literal["fits", "almost", "another kind", "no use"]


@dataclass(frozen=True)
class Found:
    """A thing in the data folder: what it is to the kind asked for, and why in a few words."""

    path: Path
    name: str
    verdict: Verdict
    why: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.why}"


def look(folder: Path, kind: str, layout: str = "") -> list[Found]:
    """Judge everything in a folder, but hidden files and a README. No folder gives nothing.

    A folder inside it is looked into, one level deep, to say which files lie too deep.

    >>> from playbook.places import pack
    >>> [each.name for each in look(pack("data", "sample"), "budget") if each.verdict == "fits"]
    ['budget.csv']
    """
    if not folder.is_dir():
        return []
    return [found for path in _visible(folder) for found in _judged(path, kind, layout)]


def title_of(kind: str) -> str:
    """Name a kind of data for people, in words that fit into a sentence.

    >>> title_of("delayed_discharges"), title_of("beds"), title_of("ae_monthly")
    ('delayed discharge bed days', 'hospital beds', 'A&E attendances by month and site')
    """
    titles = [each.title.replace(",", "").split() for each in layouts(kind)]
    shared = takewhile(lambda words: len(set(words)) == 1, zip(*titles, strict=False))
    words = " ".join(same[0] for same in shared).removesuffix(" by") or layouts(kind)[0].title
    return words if words.split()[0] in CAPITALS else words[:1].lower() + words[1:]


def _visible(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.iterdir())
        if not path.name.startswith((".", "~$")) and path.name.lower() not in NOT_DATA
    ]


def _judged(path: Path, kind: str, layout: str) -> list[Found]:
    if path.is_dir():
        return _folder(path, kind, layout)
    return [Found(path, path.name, *_file(path, kind, layout))]


def _folder(path: Path, kind: str, layout: str) -> list[Found]:
    """Name the files inside that were meant; else the folder, unless it is all of other kinds."""
    within = _visible(path)
    inside = [
        Found(each, f"{path.name}/{each.name}", *_file(each, kind, layout))
        for each in within
        if not each.is_dir()
    ]
    meant = [
        replace(each, verdict="no use", why=f"{each.why or 'it fits'}, but {TOO_DEEP}")
        for each in inside
        if each.verdict in ("fits", "almost")
    ]
    if meant:
        return meant
    of_others = [each for each in inside if each.verdict == "another kind"]
    if of_others and len(of_others) == len(within):
        return of_others
    ending = f", although its name ends in {path.suffix}" if path.suffix else ""
    return [Found(path, path.name, "no use", f"a folder{ending}")]


def _file(path: Path, kind: str, layout: str) -> tuple[Verdict, str]:
    header = _header(path, kind, layout)
    if header and fit(header, kind, layout)[0] and not _is_another(path, header, kind, layout):
        return "fits", ""
    other = _other(path, header, kind)
    if other:
        return "another kind", other
    if header and overlap(_split(header), kind) >= ALMOST:
        problem = examine(path, kind, layout=layout).report.problems[0]
        return "almost", f"it almost fits ({problem.found})"
    return "no use", _why(path, header, kind, layout)


def _header(path: Path, kind: str, layout: str) -> tuple[str, ...]:
    if path.suffix.lower() == ".csv":
        return header_of(path)
    sheets = [each for each in layouts(kind, layout) if each.note("sheet")]
    if not sheets or path.suffix.lower() != ".xlsx":
        return ()
    try:
        if not is_workbook(path):
            return ()
        text, _ = open_sheet(path, sheets[0].note("sheet"), sheets[0].note("header_row"))
    except BROKEN_WORKBOOK:
        return ()
    return text.header if text else ()


def _split(header: Sequence[str]) -> tuple[str, ...]:
    """Split a header that was saved with another separator, to see what it was meant to be."""
    return tuple(re.split(r"[;\t|]", header[0])) if len(header) == 1 else tuple(header)


def _is_another(path: Path, header: Sequence[str], kind: str, layout: str) -> bool:
    """Whether a file has the columns of this kind and holds another one."""
    if not any(fit(header, other)[0] for other in kinds() if other != kind):
        return False
    return ANOTHER in examine(path, kind, layout=layout).report.counts


def _other(path: Path, header: Sequence[str], kind: str) -> str:
    """Say which other kind, or other layout of this kind, a file fits; nothing if none."""
    if not header and path.suffix.lower() != ".xlsx":
        return ""
    fitting = [other for other in kinds() if other != kind and _fits_split(path, header, other)]
    if len(fitting) > 1:  # the same columns, told apart by what the file holds
        fitting = [each for each in fitting if not _is_another(path, header, each, "")] or fitting
    if fitting:
        return title_of(fitting[0])
    same = fit(header, kind)[0] if header else None
    return f"{title_of(kind)}, {same.layout.layout_title}" if same else ""


def _fits_split(path: Path, header: Sequence[str], other: str) -> bool:
    found = header or _header(path, other, "")
    return bool(found) and fit(_split(found), other)[0] is not None


def _why(path: Path, header: Sequence[str], kind: str, layout: str) -> str:
    """Say in a few words why a file is of no use."""
    ending = path.suffix.lower()
    if ending in WORKBOOKS:
        return _why_workbook(path, kind)
    if ending != ".csv":
        return _why_ending(path, kind, layout)
    if not header:
        _, findings = open_text(path)
        return findings[0].describe(0)[1] if findings else "it could not be read"
    near = max(kinds(), key=lambda each: overlap(_split(header), each))
    if overlap(_split(header), near) >= ALMOST:
        problem = examine(path, near).report.problems[0]
        return f"it is almost {title_of(near)} ({problem.found})"
    names = [name[:LONG] or "a column without a name" for name in header[:FEW]]
    more = [f"{len(header) - FEW} more"] if len(header) > FEW else []
    return f"wrong columns ({listed([*names, *more])})"


def _why_workbook(path: Path, kind: str) -> str:
    if path.is_file() and not path.stat().st_size:
        return "an empty file"
    if not path.is_file() or (path.suffix.lower() == ".xlsx" and not is_workbook(path)):
        return "called a workbook, but it cannot be opened as one"
    if any(each.note("sheet") for each in layouts(kind)):
        return "a workbook, but not in the published layout"
    return "a workbook. Save the right sheet as CSV UTF-8"


def _why_ending(path: Path, kind: str, layout: str) -> str:
    header = header_of(path)
    if header and fit(header, kind, layout)[0]:
        return "it has the right columns, but its name has to end in .csv"
    return f"not a CSV file (its name ends in {path.suffix})" if path.suffix else "not a CSV file"
