"""Read and write files that people also edit by hand, and lose nothing of theirs."""

import errno
import getpass
import io
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import YAMLError

from playbook.markup import PlainError

STALE_SECONDS = 60.0  # a writer needs a few milliseconds; a lock this old was left by a crash
_PATIENCE_SECONDS = 10.0
_REPLACE_TRIES = 5  # OneDrive and virus scanners hold a file for a moment

_WHY = {
    errno.ENOSPC: ("The disk is full", "Make room on it"),
    errno.EDQUOT: ("Your share of the disk is used up", "Make room on it"),
    errno.EACCES: (
        "You may not change it, or another program has it open",
        "Close it in other programs, and check that you may change files in its folder",
    ),
    errno.EROFS: ("Its folder can only be read", "Copy the project to a folder of your own"),
    errno.ENAMETOOLONG: ("Its path is too long", "Move the project to a folder with a short path"),
}
_WHY[errno.EPERM] = _WHY[errno.EACCES]


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
    patience_seconds: float = _PATIENCE_SECONDS,
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
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    if backup:
        with suppress(FileNotFoundError):
            shutil.copyfile(path, backup_of(path))
    try:
        with new.open("w", encoding="utf-8", newline="\r\n" if crlf else "\n") as file:
            file.write(text)
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


@contextmanager
def only_writer(
    lock: Path,
    patience_seconds: float = _PATIENCE_SECONDS,
    *,
    stale_seconds: float = STALE_SECONDS,
    busy: Exception | None = None,
) -> Iterator[None]:
    """Hold a lock file while writing; wait for whoever holds it now.

    The lock says who made it and when. One that is older than ``stale_seconds`` was left by a
    crash and is taken away. Raises ``busy`` after ``patience_seconds``, by default a
    ``PlainError`` that names who is writing, and ``PlainError`` when the folder cannot be
    written to (the ``OSError`` as it comes when ``busy`` is given).
    """
    give_up = time.monotonic() + patience_seconds
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except FileExistsError:
            _wait(lock, give_up, stale_seconds, busy)
        except OSError as error:
            if busy:
                raise
            raise PlainError(_not_written(lock.with_suffix(".yml"), error)) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file, suppress(OSError):
            file.write(f"{_who()} since {datetime.now():%H:%M on %d %B %Y}")
        yield
    finally:
        with suppress(OSError):
            lock.unlink(missing_ok=True)


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Say in plain words why a file or folder could not be written, and what to do."""
    try:
        yield
    except OSError as error:
        raise PlainError(_not_written(path, error)) from error


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


def _not_written(path: Path, error: OSError) -> str:
    reason = f"It could not be written ({error.strerror or error})", "Check the disk and the folder"
    why, do = _WHY.get(error.errno or 0, reason)
    return (
        f"{path.name} was not written. {why}. What was there is as it was. "
        f"{do}, then try again. The folder is {path.parent}."
    )


def _take_its_place(new: Path, path: Path) -> None:
    for more in reversed(range(_REPLACE_TRIES)):
        try:
            new.replace(path)
            return
        except PermissionError:
            if not more:
                raise
            time.sleep(0.05)


def _wait(lock: Path, give_up: float, stale_seconds: float, busy: Exception | None) -> None:
    with suppress(FileNotFoundError):
        if time.time() - lock.stat().st_mtime > stale_seconds:
            lock.unlink()
            return
    if time.monotonic() > give_up:
        raise busy or PlainError(_held(lock))
    time.sleep(0.02)


def _held(lock: Path) -> str:
    holder = ""
    with suppress(OSError):
        holder = lock.read_text(encoding="utf-8", errors="replace").strip()
    return (
        f"Somebody else is changing this project now: {holder or 'another program'}. Nothing was "
        f"changed. Wait a moment, then try again. If nobody is, delete the file {lock.name}."
    )


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user is known to the computer
        return "somebody"
