"""A list of records in a file that people can open and edit, and that no run may lose."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from playbook.kit.project.keep import only_writer, read_text, replace_text

Record = dict[str, Any]


class LogError(Exception):
    """A log could not be read or written. The message says why, and what to do."""


def update_log(
    path: Path,
    change: Callable[[list[Record]], list[Record]],
    *,
    heading: str,
    patience_seconds: float = 10.0,
) -> None:
    """Change the records of a log, one writer at a time, and never leave half a file.

    ``change`` is given the records on file and gives back the records to keep. The file is
    replaced in one step; the file as it was stays beside it, with ``.backup`` in its name.
    If ``change`` changes nothing, nothing is written. A new file begins with ``heading``;
    an old one keeps the lines at its top that begin with ``#``, and its kind of line ending.

    Raises :class:`LogError`, with the file untouched, when it cannot be read as a list of
    records, when another writer holds it for ``patience_seconds``, or when the folder
    cannot be written to.
    """
    lock = path.with_suffix(".lock")
    busy = LogError(
        "Another notebook is writing to the same log. Wait a moment and run this step "
        f"again. If no other notebook is running, delete the file {lock.name!r} first."
    )
    try:
        with only_writer(lock, patience_seconds, busy=busy):
            text = read_text(path)
            records = _records(text, path.name)
            changed = change(records)
            if changed != records:
                _write(path, _comments(text) or heading, changed, crlf="\r\n" in text)
    except OSError as error:
        raise LogError(
            f"{path.name} could not be written ({error.strerror or error}). Check that you may "
            f"change files in the folder {path.parent.name!r} and that the disk is not full."
        ) from error


def read_log(path: Path) -> list[Record]:
    """Give the records of a log, in the order of the file. No file gives an empty list.

    Raises :class:`LogError` when the file cannot be read as a list of records.
    """
    return _records(read_text(path), path.name)


def _records(text: str, name: str) -> list[Record]:
    try:
        records = yaml.safe_load(text) or []
    except (yaml.YAMLError, ValueError) as error:
        raise LogError(_unreadable(name, _line_of(error))) from error
    if not isinstance(records, list):
        raise LogError(_unreadable(name, "It is not a list of records."))
    seen = set()
    for place, record in enumerate(records, start=1):
        if not isinstance(record, dict) or not record.get("id"):
            raise LogError(_unreadable(name, f"Record {place} has no id."))
        if record["id"] in seen:
            raise LogError(_unreadable(name, f"Two records have the id {record['id']!r}."))
        seen.add(record["id"])
    return records


def _line_of(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"The trouble is at or just above line {mark.line + 1}." if mark else str(error)


def _unreadable(name: str, why: str) -> str:
    return (
        f"{name} is damaged, so it was left as it is. {why} "
        f"Open it in a text editor and mend that place, or go back to an earlier copy. "
        f"Then run this step again."
    )


def _comments(text: str) -> str:
    """Give the lines at the top of a file that begin with #, and the empty ones among them."""
    top = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        top.append(line)
    return "\n".join(top).strip()


def _write(path: Path, heading: str, records: list[Record], *, crlf: bool) -> None:
    written = [
        yaml.safe_dump([record], allow_unicode=True, sort_keys=False, width=88)
        for record in records
    ]
    text = f"{heading}\n\n" + "\n".join(written)
    replace_text(path, text, crlf=crlf)
