"""Say in plain words why something could not be written, and what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playbook.markup import PlainError

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


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Say in plain words why a file or folder could not be written, and what to do."""
    try:
        yield
    except OSError as error:
        raise PlainError(not_written(path, error)) from error


def not_written(path: Path, error: OSError) -> str:
    """Name the file, why it was not written, that nothing is lost, and what to do."""
    reason = f"It could not be written ({error.strerror or error})", "Check the disk and the folder"
    why, do = _WHY.get(error.errno or 0, reason)
    return (
        f"{path.name} was not written. {why}. What was there is as it was. "
        f"{do}, then try again. The folder is {path.parent}."
    )
