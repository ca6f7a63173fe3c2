"""Open a file as text, or say what it is instead of a CSV."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from playbook.data.advice import USE_AS_IT_CAME
from playbook.data.problems import Finding, Words, finding
from playbook.data.quick import quick_text
from playbook.data.text import Cells, Rows, Text
from playbook.data.wording import counted, did_you_mean

SAVE_AS_CSV = f"{USE_AS_IT_CAME} If there is no CSV file, save the right sheet as CSV UTF-8."
DOWNLOAD_AGAIN = "Press the Download button on the open data portal and use the file as it comes."
MARK = b"\xef\xbb\xbf"  # the byte-order mark that some programs put first
SPACE = MARK + b" \t\r\n"
UNEVEN = "uneven row"
HEAD = 65_536  # bytes; enough for any header
HALF_READ = "The file may be half downloaded. Download it again and compare the sizes."


def open_text(path: Path) -> tuple[Text | None, list[Finding]]:
    """Read a file as rows of text. Rows that are too short or too long are findings.

    Blank rows are passed over. Accepted: a byte-order mark, Windows or Unix line ends, quoted
    cells, UTF-8 and the older Windows encoding (cp1252).
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, [_not_readable(path, error)]
    instead = _something_else(content)
    if instead:
        return None, [_not_a_csv(*instead)]
    content = content.removeprefix(MARK)
    encoding = _encoding(content)
    if encoding is None:
        return None, [_not_a_csv("text in an unknown encoding", SAVE_AS_CSV)]
    clean = quick_text(content, encoding)
    text, findings = (clean, []) if clean else _rows(content.decode(encoding))
    if text and not content.endswith((b"\n", b"\r")):
        text = replace(text, ends_open=True)
    return text, findings


def header_of(path: Path) -> tuple[str, ...]:
    """Give the header of a CSV file without reading the rest; nothing when there is none."""
    try:
        with path.open("rb") as file:
            content = file.read(HEAD).removeprefix(MARK)
    except OSError:
        return ()
    encoding = _encoding(content[: content.rfind(b"\n") + 1] or content)
    if encoding is None or _something_else(content):
        return ()
    lines = csv.reader(io.StringIO(content.decode(encoding, "replace"), newline=""))
    return next((tuple(line) for line in lines if any(line)), ())


def _rows(text: str) -> tuple[Text | None, list[Finding]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[list[str]] = []
    broken: list[Finding] = []
    try:
        lines.extend(reader)
    except csv.Error as error:
        broken.append(_broken_quotes(len(lines) + 1, error))
    filled = np.flatnonzero(np.fromiter(map(any, lines), dtype=bool, count=len(lines)))
    if not len(filled):
        return None, broken or [_not_a_csv("an empty file", DOWNLOAD_AGAIN)]
    header = lines[filled[0]]
    separator = _other_separator(header)
    if separator:
        return None, [separator]
    if len(filled) == 1:
        return None, [*broken, _header_only()]
    even, uneven = _even_rows(header, lines, filled[1:])
    return (even if len(even.numbers) else None), [*broken, *uneven]


def _even_rows(
    header: list[str], lines: list[list[str]], filled: Rows
) -> tuple[Text, list[Finding]]:
    """Keep the rows that are as wide as the header, and report the others."""
    widths = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))[filled]
    even, uneven = filled[widths == len(header)], filled[widths != len(header)]
    cells = lines[even[0] : even[-1] + 1] if _run(even) else [lines[at] for at in even]
    columns = tuple(map(_cells, zip(*cells, strict=True))) or (Cells(even, ()),) * len(header)
    text = Text(tuple(header), columns, even + 1)
    if not len(uneven):
        return text, []
    return text, [_uneven(uneven, [len(lines[at]) for at in uneven], len(header), filled[-1])]


def _cells(texts: tuple[str, ...]) -> Cells:
    codes, different = pd.factorize(np.array(texts, dtype=object))
    return Cells(codes, tuple(different))


def _run(places: Rows) -> bool:
    """Whether places follow each other without a gap, which makes them quick to take."""
    return len(places) > 0 and places[-1] - places[0] == len(places) - 1


def _uneven(places: Rows, widths: list[int], width: int, last: int) -> Finding:
    def describe(at: int) -> Words:
        short_end = places[at] == last and widths[at] < width
        advice = HALF_READ if short_end else "Compare the row with its neighbours."
        return f"{counted(width, 'cell')}, as in the header", counted(widths[at], "cell"), advice

    return Finding(UNEVEN, "", places + 1, describe)


def _broken_quotes(row: int, error: csv.Error) -> Finding:
    return finding(
        "half a file", "quotes that open and close", f"a row that cannot be read ({error})",
        HALF_READ, row=row,
    )  # fmt: skip


def _header_only() -> Finding:
    return finding(
        "no rows", "rows of data under the header", "only a header",
        "Paste your rows under the header, or download the file again.",
    )  # fmt: skip


def _other_separator(header: list[str]) -> Finding | None:
    names = {";": "semicolons", "\t": "tabs", "|": "bars"}
    if len(header) > 1:
        return None
    for sign, name in names.items():
        if sign in header[0]:
            return finding(
                "not a CSV file", "cells separated by commas", f"cells separated by {name}",
                f"{USE_AS_IT_CAME} Spreadsheets set to another language often use semicolons. If "
                "you made the file yourself, save it as CSV UTF-8 with commas.",
                row=1,
            )  # fmt: skip
    return None


def _encoding(content: bytes) -> str | None:
    if content.isascii():
        return "ascii"
    for encoding in ("utf-8", "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _not_a_csv(found: str, next_step: str) -> Finding:
    return finding("not a CSV file", "a CSV file with a header and rows", found, next_step)


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda content: content[:HEAD].lstrip(SPACE).lower().startswith(signs)


def _spreadsheet(content: bytes) -> bool:
    return content.startswith(b"PK") and b"xl/" in content


_ELSE: tuple[tuple[Callable[[bytes], bool], str, str], ...] = (
    (lambda content: not content[:HEAD].strip(SPACE), "an empty file", DOWNLOAD_AGAIN),
    (_spreadsheet, "an Excel workbook", SAVE_AS_CSV),
    (_begins(b"\xd0\xcf\x11\xe0"), "an old Excel workbook", SAVE_AS_CSV),
    (_begins(b"pk\x03\x04", b"\x1f\x8b"), "a zip file", "Unpack it and use the CSV inside."),
    (_begins(b"%pdf"), "a PDF", DOWNLOAD_AGAIN),
    (_begins(b"<"), "a web page saved under this name", DOWNLOAD_AGAIN),
    (_begins(b"{", b"["), "an answer of the portal's data service (JSON)", DOWNLOAD_AGAIN),
    (_begins(b"\xff\xfe", b"\xfe\xff"), "text saved as Unicode (UTF-16)", SAVE_AS_CSV),
    (lambda content: b"\0" in content, "a file that is not text", DOWNLOAD_AGAIN),
)


def _something_else(content: bytes) -> tuple[str, str] | None:
    for is_it, name, next_step in _ELSE:
        if is_it(content):
            return name, next_step
    return None


def _not_readable(path: Path, error: OSError) -> Finding:
    if path.is_dir():
        return _not_a_csv("a folder", "Give the name of the file inside it.")
    if isinstance(error, FileNotFoundError):
        near = did_you_mean(path.name, _csv_names(path.parent))
        return _not_a_csv(
            "no file of this name", near or "Check the name and the folder, then try again."
        )
    return _not_a_csv(
        f"a file that cannot be opened ({error.strerror or 'unknown reason'})",
        "Close it in other programs and check that you may read it.",
    )


def _csv_names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob("*.csv")) if folder.is_dir() else []
