"""Read a clean CSV file of any size in seconds, column by column, with NumPy alone.

A clean file has the same number of cells in every row and no quote inside a cell. Nearly all
files are clean. Every other file is left to the slow reader, which can say what is wrong with it.
"""

import csv
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from playbook.data.text import Cells, Places, Text

COMMA, NEWLINE, RETURN, QUOTE = b',\n\r"'
WIDEST = 64  # bytes; longer cells, such as addresses, are few and read one by one

Bytes = npt.NDArray[np.uint8]


def quick_text(content: bytes, encoding: str) -> Text | None:
    """Read a clean file; give nothing when it is not clean."""
    if content.count(b"\r") != content.count(b"\r\n"):
        return None
    body = np.frombuffer(content, dtype=np.uint8)
    quotes = np.flatnonzero(body == QUOTE)
    ends = _cell_ends(body, quotes)
    if ends is None:
        return None
    starts = np.empty_like(ends)
    starts.flat[0] = 0
    starts.flat[1:] = ends.flat[:-1] + 1
    ends[:, -1] -= _preceded_by_return(body, ends[:, -1])
    header = _header(content[: int(ends[0, -1])].decode(encoding))
    if len(header) != ends.shape[1] or not any(header):
        return None
    cells = []
    for start, end in zip(starts.T, ends.T, strict=True):
        column = _column(content, body, quotes, start, end, encoding)
        if column is None:
            return None
        cells.append(column)
    numbers = np.arange(2, len(ends) + 1, dtype=np.int64)
    return None if _blank_rows(cells) else Text(tuple(header), tuple(cells), numbers)


def _header(line: str) -> list[str]:
    """Read the first line; one with text behind a closing quote gives nothing."""
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return []


def _blank_rows(columns: list[Cells]) -> bool:
    """Say whether some row has nothing in it."""
    if not all("" in column.texts for column in columns):
        return False
    blank = [column.codes == column.texts.index("") for column in columns]
    return bool(np.logical_and.reduce(blank).any())


def _cell_ends(body: Bytes, quotes: Places) -> Places | None:
    """Give the place where each cell ends, as a grid of rows and columns."""
    if len(quotes) % 2:
        return None
    ends = np.flatnonzero((body == COMMA) | (body == NEWLINE))
    if len(quotes):
        ends = ends[np.searchsorted(quotes, ends) % 2 == 0]
    if len(body) and body[-1] != NEWLINE:
        ends = np.append(ends, len(body))
    lines = np.append(body, np.uint8(NEWLINE))[ends] == NEWLINE
    width = int(lines.argmax()) + 1 if len(lines) else 0
    if width < 2 or len(ends) % width or len(ends) < 2 * width:
        return None
    lines = lines.reshape(-1, width)
    if not lines[:, -1].all() or lines[:, :-1].any():
        return None
    small = "int32" if len(body) < np.iinfo(np.int32).max else "int64"
    grid: Places = ends.reshape(-1, width).astype(small)
    return grid


def _preceded_by_return(body: Bytes, ends: Places) -> npt.NDArray[np.bool_]:
    preceded: npt.NDArray[np.bool_] = (ends > 0) & (body[np.maximum(ends, 1) - 1] == RETURN)
    return preceded


def _column(
    content: bytes, body: Bytes, quotes: Places, starts: Places, ends: Places, encoding: str
) -> Cells | None:
    starts, ends = starts[1:], ends[1:]
    if len(quotes):
        held = np.searchsorted(quotes, ends) - np.searchsorted(quotes, starts)
        firsts = body[np.minimum(starts, len(body) - 1)]  # an empty last cell begins at the end
        whole = (held == 2) & (firsts == QUOTE) & (body[ends - 1] == QUOTE)
        if not (whole | (held == 0)).all():
            return None
        starts, ends = starts + whole, ends - whole
    lengths = ends - starts
    if lengths.max() > WIDEST:
        texts = [content[start:end].decode(encoding) for start, end in zip(starts, ends,
                                                                          strict=True)]  # fmt: skip
        numbers, different = pd.factorize(np.array(texts, dtype=object))
        return Cells(numbers, tuple(different))
    codes = _codes(body, starts, lengths)
    firsts = _first_places(codes)
    return Cells(codes, _texts(content, body, starts[firsts], lengths[firsts], encoding))


def _texts(
    content: bytes, body: Bytes, starts: Places, lengths: Places, encoding: str
) -> tuple[str, ...]:
    """Give the different cells of a column as text."""
    if encoding == "ascii":
        width = max(int(lengths.max()), 1)
        letters = np.stack([_letters(body, starts, lengths, at) for at in range(width)], axis=1)
        return tuple(np.ascontiguousarray(letters).view(f"S{width}").ravel().astype(str).tolist())
    ends = starts + lengths
    return tuple(
        content[start:end].decode(encoding)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    )


def _letters(body: Bytes, starts: Places, lengths: Places, at: int) -> Bytes:
    """Give one byte of each cell, and 0 where the cell is shorter."""
    places = starts + at
    if places[-1] >= len(body):  # cells stand in the order of the file
        places = np.minimum(places, len(body) - 1)
    letters: Bytes = body[places]
    return letters if at < int(lengths.min()) else letters * (lengths > at)


def _codes(body: Bytes, starts: Places, lengths: Places) -> Places:
    """Give each different cell of a column a number, in the order in which they appear."""
    width = max(int(lengths.max()), 1)
    codes = _word_codes(body, starts, lengths, 0)
    for first in range(8, width, 8):
        of_word = _word_codes(body, starts, lengths, first)
        codes, _ = pd.factorize(codes * (int(of_word.max()) + 1) + of_word)
    return codes.astype(np.min_scalar_type(-int(codes.max()) - 1))


def _word_codes(body: Bytes, starts: Places, lengths: Places, first: int) -> Places:
    """Do so for eight bytes of each cell."""
    width = min(8, max(int(lengths.max()) - first, 1))
    packed = np.zeros((len(starts), 2 ** (width - 1).bit_length()), dtype=np.uint8)
    for at in range(width):
        packed[:, at] = _letters(body, starts, lengths, first + at)
    codes, _ = pd.factorize(packed.view(f"u{packed.shape[1]}").ravel())
    return codes


def _first_places(codes: Places) -> npt.NDArray[Any]:
    firsts = np.zeros(int(codes.max()) + 1, dtype=np.int64)
    firsts[codes[::-1]] = np.arange(len(codes))[::-1]  # the last to write is the first row
    return firsts
