"""Read and write files that people also edit by hand, and lose nothing of theirs.

``in_plain_words`` and ``only_writer`` come from their own modules and can be had here too.
"""

import io
import os
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import YAMLError

from playbook.kit.project.disk import in_plain_words
from playbook.kit.project.lock import PATIENCE_SECONDS, only_writer
from playbook.markup import PlainError

_REPLACE_TRIES = 5  # OneDrive and virus scanners hold a file for a moment

__all__ = [
    "NotFieldsError",
    "backup_of",
    "change_fields",
    "in_plain_words",
    "keep_text",
    "only_writer",
    "parse_fields",
    "plain",
    "read_fields",
    "read_text",
    "replace_bytes",
    "replace_text",
    "write_fields",
]


class NotFieldsError(PlainError):
    """A file holds something other than lines with a name and a colon; ``content`` is that."""

    def __init__(self, words: str, content: object) -> None:
        super().__init__(words)
        self.content = content


def read_text(path: Path) -> str:
    """Read what Notepad and other editors may have saved: any BOM, any line ending.

    No file gives nothing.
    """
    if not path.exists():
        return ""
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def read_fields(path: Path) -> CommentedMap:
    """Read a YAML file of named lines, with its comments and the line of each name.

    An empty file gives no fields. The file is never changed. Raises ``PlainError``, which
    names the line and what to do, for a file that is half written, damaged, cannot be opened
    or says a name twice; :class:`NotFieldsError` when it holds something other than fields.
    """
    try:
        return parse_fields(read_text(path), path.name, path)
    except OSError as error:
        raise PlainError(_not_read(path.name, f"{error.strerror or error}.", path)) from error


def parse_fields(text: str, name: str, path: Path | None = None) -> CommentedMap:
    r"""Read the text of a YAML file as :func:`read_fields` does; ``name`` is what to call it.

    >>> dict(parse_fields("name: Home First\r\n", "project.yml"))
    {'name': 'Home First'}
    """
    try:
        content = _yaml().load(text.replace("\r\n", "\n").replace("\r", "\n"))
    except (YAMLError, ValueError) as error:
        raise PlainError(_not_read(name, _where(error), path)) from error
    if content is None:
        return CommentedMap()
    if not isinstance(content, CommentedMap):
        why = "It is not made of lines with a name, a colon and a space."
        raise NotFieldsError(_not_read(name, why, path), content)
    return content


def write_fields(fields: Mapping[str, Any]) -> str:
    r"""Write fields as YAML text, with the comments that they were read with.

    >>> write_fields({"name": "Home First", "started": None})
    'name: Home First\nstarted:\n'
    """
    stream = io.StringIO()
    _yaml().dump(fields, stream)
    return stream.getvalue()


def change_fields(
    path: Path,
    change: Callable[[CommentedMap], None],
    *,
    patience_seconds: float = PATIENCE_SECONDS,
) -> bool:
    """Change some fields of a YAML file; keep its comments, its order and its line endings.

    ``change`` is given the fields and changes them in place. One writer at a time: a second
    waits ``patience_seconds`` and is then told who is writing. The file is replaced in one
    step, and the file as it was stays beside it with ``.backup`` in its name. Gives false,
    and writes nothing, when nothing changed.

    Raises ``PlainError`` with the file untouched when it cannot be read, when somebody else
    holds it, when the folder cannot be written to, and when the disk is full.
    """
    with only_writer(path.with_suffix(".lock"), patience_seconds):
        old = read_text(path)
        fields = parse_fields(old, path.name, path)
        before = write_fields(fields) if fields else ""
        change(fields)
        new = write_fields(fields)
        if new == before:
            return False
        keep_text(path, new, crlf="\r\n" in old)
        return True


def keep_text(path: Path, text: str, *, crlf: bool = False, backup: bool = True) -> None:
    """Replace a file in one step, or make it. The file as it was stays as ``NAME.backup.yml``.

    The new text is written beside the file and reaches the disk before it takes its place, so
    that a crash leaves either the old file or the new one. Raises ``PlainError``, with the file
    as it was, when it cannot be written.
    """
    with in_plain_words(path):
        replace_text(path, text, crlf=crlf, backup=backup)


def replace_text(path: Path, text: str, *, crlf: bool = False, backup: bool = True) -> None:
    """Do what :func:`keep_text` does, and raise ``OSError`` as it comes."""
    if backup:
        with suppress(FileNotFoundError):
            shutil.copyfile(path, backup_of(path))
    written = text.replace("\n", "\r\n") if crlf else text
    replace_bytes(path, written.encode("utf-8"))


def replace_bytes(path: Path, content: bytes) -> None:
    """Replace a file in one step, or make it; raise ``OSError`` with the old one untouched."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _take_its_place(new, path)
    finally:
        new.unlink(missing_ok=True)


def backup_of(path: Path) -> Path:
    """Name the copy that is kept of a file before it is changed.

    >>> backup_of(Path("project.yml")).name
    'project.backup.yml'
    """
    return path.with_suffix(f".backup{path.suffix}")


def plain(value: Any) -> Any:
    """Give what was read as ordinary Python values, without comments and marks.

    >>> plain(parse_fields("outcomes: [home, well]", "project.yml"))
    {'outcomes': ['home', 'well']}
    """
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, bool) or value is None:
        return value
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    return value


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 4096  # a line that a person wrote stays one line
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    return yaml


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return f"{error}."
    if isinstance(error, DuplicateKeyError):
        return f"Line {mark.line + 1} says a name a second time. Keep one of the two."
    return (
        f"The trouble is at or just above line {mark.line + 1}. Text with a colon in it needs "
        "quotes around it. Use spaces at the start of a line, never tabs."
    )


def _not_read(name: str, why: str, path: Path | None) -> str:
    earlier = backup_of(path) if path else None
    copy = f" An earlier copy is {earlier.name}." if earlier and earlier.exists() else ""
    return f"{name} could not be read. {why} The file was not changed.{copy}"


def _take_its_place(new: Path, path: Path) -> None:
    for more in reversed(range(_REPLACE_TRIES)):
        try:
            new.replace(path)
            return
        except PermissionError:
            if not more:
                raise
            time.sleep(0.05)
