"""Read one sheet of an Excel workbook as text."""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from playbook.data.advice import USE_AS_IT_CAME
from playbook.data.problems import Finding, finding
from playbook.data.text import Cells, Text
from playbook.data.wording import listed

INSTALL = f"{USE_AS_IT_CAME} Then install openpyxl (pip install openpyxl), which reads it."
AT_MOST = 200_000_000  # bytes of one unpacked part; a workbook that claims more is not opened


def is_workbook(path: Path) -> bool:
    """Whether a file is an Excel workbook of the present kind."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "xl/workbook.xml" in archive.namelist()


def open_sheet(path: Path, sheet: str, header_row: int) -> tuple[Text | None, list[Finding]]:
    """Read a sheet whose header stands in the row given; rows without a value are passed over.

    A workbook without that sheet, or one that claims to unpack to an absurd size, is a finding.
    """
    with zipfile.ZipFile(path) as archive:
        if max(part.file_size for part in archive.infolist()) > AT_MOST:
            return None, [_wrong("a workbook of an absurd size", "Download it again.")]
    try:
        book = pd.ExcelFile(path, engine="openpyxl")
    except ImportError:
        return None, [_wrong("a workbook, and no program to read it", INSTALL)]
    with book:
        names = list(map(str, book.sheet_names))
        if sheet not in names:
            found = f"the sheets {listed(names)}"
            return None, [_wrong(found, "Use the workbook as it was downloaded.", sheet)]
        table = pd.read_excel(book, sheet_name=sheet, header=None, dtype=object, na_filter=False)
    rows = [[_text(cell) for cell in row] for row in table.itertuples(index=False, name=None)]
    return _as_text(rows, header_row)


def _as_text(rows: list[list[str]], header_row: int) -> tuple[Text | None, list[Finding]]:
    header = rows[header_row - 1] if len(rows) >= header_row else []
    width = max((at + 1 for at, name in enumerate(header) if name), default=0)
    body = [(at, row) for at, row in enumerate(rows, start=1) if at > header_row and any(row)]
    if not width or not body:
        found = f"no table whose header is in row {header_row}"
        return None, [_wrong(found, "Use the workbook as it was downloaded.")]
    columns = []
    for at in range(width):
        codes, texts = pd.factorize(np.array([row[at] for _, row in body], dtype=object))
        columns.append(Cells(codes, tuple(texts)))
    numbers = np.array([at for at, _ in body], dtype=np.int64)
    return Text(tuple(header[:width]), tuple(columns), numbers), []


def _text(cell: Any) -> str:
    if cell is None or cell is pd.NaT:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _wrong(found: str, next_step: str, sheet: str = "") -> Finding:
    expected = f"a sheet called '{sheet}'" if sheet else "a sheet with a table"
    return finding("wrong workbook", expected, found, next_step)
