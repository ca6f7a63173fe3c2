"""One writer at a time, also when two people share a folder on a network."""

import getpass
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from playbook.kit.project.disk import not_written
from playbook.markup import PlainError

STALE_SECONDS = 60.0  # a writer needs a few milliseconds; a lock this old was left by a crash
PATIENCE_SECONDS = 10.0


@contextmanager
def only_writer(
    lock: Path,
    patience_seconds: float = PATIENCE_SECONDS,
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
            raise PlainError(not_written(lock.with_suffix(".yml"), error)) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file, suppress(OSError):
            file.write(f"{_who()} since {datetime.now():%H:%M on %d %B %Y}")
        yield
    finally:
        with suppress(OSError):
            lock.unlink(missing_ok=True)


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
