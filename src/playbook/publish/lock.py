"""Keep two builds from writing into the same folder at once."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def one_at_a_time(path: Path, *, when_waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock named by a file, waiting for it when another program holds it.

    The system lets go of the lock when its holder ends, however it ends, so a crash
    leaves nothing to clean up. ``when_waiting`` is called once if there is a wait.

    >>> import tempfile
    >>> with one_at_a_time(Path(tempfile.mkdtemp()) / "build.lock"):
    ...     print("alone")
    alone
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        if not _taken(handle):
            when_waiting()
            while not _taken(handle):
                time.sleep(0.2)
        yield


def _taken(handle: IO[str]) -> bool:
    try:
        _take(handle)
    except OSError:
        return False
    return True


if os.name == "nt":  # pragma: no cover

    def _take(handle: IO[str]) -> None:
        import msvcrt

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

else:

    def _take(handle: IO[str]) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
