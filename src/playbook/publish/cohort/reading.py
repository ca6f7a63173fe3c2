"""Read what people handed in, and trust nothing in it.

Of a record only ids, known answers, numbers and flags are used. No text that a person wrote is
kept, and nothing in a file can make the rest of the folder fail.
"""

import csv
import hashlib
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from playbook.markup import PlainError

SCHEMA = "playbook-learning-record"
_MOST_BYTES = 2_000_000  # what the book itself takes back; a full record is well under 200 kB
_MOST_FILES = 1_000
_MOST_ROWS = 5_000
_ENDINGS = (".json", ".csv")


@dataclass(frozen=True)
class Given:
    """What one person did with one question: the answer as it was stored, and how it went."""

    question: str
    answer: object
    right: bool | None
    attempts: int


@dataclass(frozen=True)
class Aside:
    """A file that was not used, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class HandedIn:
    """What lay in a folder. ``records`` has one entry for each person, ``forms`` one each form."""

    records: tuple[tuple[Given, ...], ...]
    forms: tuple[dict[str, str], ...]
    aside: tuple[Aside, ...]


def read_folder(folder: Path) -> HandedIn:
    """Read every record (.json) and every table of evaluation forms (.csv) in a folder.

    A file that is damaged, foreign, too large or a copy of another is listed, and the rest is
    used. Raises ``PlainError`` when the folder is not there, or holds more than 1,000 files.
    """
    if not folder.is_dir():
        raise PlainError(f"{folder} is not a folder. Put the files that people sent into one.")
    files = sorted(path for path in folder.iterdir() if path.is_file())
    if len(files) > _MOST_FILES:
        raise PlainError(f"{folder} holds {len(files)} files, and {_MOST_FILES} are the most.")
    records: list[tuple[Given, ...]] = []
    forms: list[dict[str, str]] = []
    aside: list[Aside] = []
    seen: set[str] = set()
    for path in files:
        try:
            text = _text(path, seen)
            if path.suffix.lower() == ".json":
                records.append(_record(text))
            else:
                forms += _forms(text)
        except PlainError as problem:
            aside.append(Aside(path.name, str(problem)))
    return HandedIn(tuple(records), tuple(forms), tuple(aside))


def _text(path: Path, seen: set[str]) -> str:
    if path.suffix.lower() not in _ENDINGS:
        raise PlainError("It is neither a record (.json) nor a table of forms (.csv).")
    if path.stat().st_size > _MOST_BYTES:
        raise PlainError("It is larger than any record of this book.")
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise PlainError("It could not be read as text. Ask for it again.") from problem
    mark = hashlib.sha256(data).hexdigest()
    if mark in seen:
        raise PlainError("It is the same as another file here, and was counted once.")
    seen.add(mark)
    return text


def _record(text: str) -> tuple[Given, ...]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise PlainError("It is damaged: it is not whole JSON. Ask for it again.") from problem
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        raise PlainError("It is not a learning record of this book.")
    if raw.get("schema_version") != 1:
        raise PlainError("It is a record of another version of the book.")
    found: dict[str, Given] = {}
    for module in _list(raw.get("modules")):
        for activity in _list(module.get("activities")) if isinstance(module, dict) else []:
            given = _given(module.get("id"), activity)
            if given:
                found[given.question] = given
    if not found:
        raise PlainError("It is a record with no answers in it yet.")
    return tuple(found.values())


def _given(module: object, raw: object) -> Given | None:
    if not isinstance(raw, dict) or not isinstance(module, str):
        return None
    name, right, attempts = raw.get("id"), raw.get("correct"), raw.get("attempts")
    if not isinstance(name, str):
        return None
    tries = attempts if type(attempts) is int and 0 < attempts < 10_000 else 0
    return Given(
        f"{module}/{name}", raw.get("answer"), right if isinstance(right, bool) else None, tries
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _forms(text: str) -> list[dict[str, str]]:
    """Read a table of forms: one row for each form, the ids of the questions as its heading."""
    try:
        rows = list(csv.reader(StringIO(text)))
    except csv.Error as problem:
        raise PlainError("It is damaged: it is not a whole table.") from problem
    heading = [name.strip().lower() for name in rows[0]] if rows else []
    known = set(form_questions())
    if not known.intersection(heading):
        raise PlainError(
            f"It is not a table of evaluation forms. Its heading must name some of: "
            f"{', '.join(sorted(known))}."
        )
    if len(rows) > _MOST_ROWS:
        raise PlainError(f"It has more than {_MOST_ROWS} rows.")
    return [
        {name: cell.strip() for name, cell in zip(heading, row, strict=False) if name in known}
        for row in rows[1:]
        if any(cell.strip() for cell in row)
    ]


def form_questions() -> dict[str, str]:
    """Give the questions of the evaluation that are answered on a scale, by their ids."""
    from playbook.publish.webinars.policy import policy

    return {
        ask["id"]: ask["text"]
        for part in policy().lines("evaluation")
        for ask in part["asks"]
        if ask["type"] == "scale"
    }
