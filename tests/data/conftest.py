"""Small good files to spoil, one change at a time."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.places import pack

Lines = list[list[str]]
SAMPLE = ("data", "sample", "delayed_discharges_council_area.csv")


def as_text(lines: Lines, **style: object) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", **style).writerows(lines)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.fixture(scope="session")
def shipped_lines() -> Lines:
    """The lines of the sample, read once: copy them before you change any."""
    with pack(*SAMPLE).open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


@pytest.fixture
def sample_lines(shipped_lines: Lines) -> Lines:
    return [list(line) for line in shipped_lines]


@pytest.fixture
def good(shipped_lines: Lines) -> Lines:
    """Moray, July and August 2016: a header and 30 rows."""
    header, *rows = shipped_lines
    return [list(header), *(list(r) for r in rows if r[1] == "S12000020" and r[0] <= "201608")]


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    def write(lines: Lines | str | bytes, name: str = "delays.csv") -> Path:
        path = tmp_path / name
        if isinstance(lines, list):
            lines = as_text(lines)
        path.write_bytes(lines if isinstance(lines, bytes) else lines.encode())
        return path

    return write


@pytest.fixture
def whole_country(good: Lines) -> Lines:
    """All 32 council areas, people of unknown area, and Scotland, for July 2016."""
    with pack("data", "codes", "council_areas.csv").open(encoding="utf-8") as file:
        codes = [row["code"] for row in csv.DictReader(file) if not row["replaced_by"]]
    header, *moray = good[:16]
    parts = [code for code in codes if code != "S92000003"]
    rows = [[row[0], code, "", *row[3:]] for code in parts for row in moray]
    rows += [[row[0], "", ":", *row[3:7], "0", "0"] for row in moray]
    for row in moray:
        total = 32 * int(row[7])
        average = (2 * total + 31) // 62  # half up over 31 days
        rows.append([row[0], "S92000003", "d", *row[3:7], str(total), str(average)])
    return [header, *rows]
