"""The log of the live server: for its owner only, and never with the token in it."""

import logging
import os
from io import TextIOWrapper
from pathlib import Path
from typing import Any

LOG = "serve.log"
HIDDEN = "(token hidden)"
OWNER_ONLY = 0o600


def begin(path: Path) -> None:
    """Make the log empty, for its owner to read and nobody else, where the system has modes.

    >>> import tempfile
    >>> log = Path(tempfile.mkdtemp()) / LOG
    >>> begin(log)
    >>> log.read_text()
    ''
    """
    with open_private(path) as log:
        log.truncate(0)
    path.chmod(OWNER_ONLY)  # an older one may have been open to others


def open_private(path: Path) -> TextIOWrapper:
    """Open a log to write at its end, making it readable by its owner only."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    return open(os.open(path, flags, OWNER_ONLY), "a", encoding="utf-8")


def to_file(path: Path, token: str) -> dict[str, Any]:
    """Give Jupyter the settings that send its log to a file."""
    log_file = {
        "class": "playbook.publish.live_log.LogFile",
        "path": str(path),
        "token": token,
        "formatter": "console",
        "level": "INFO",
    }
    return {"handlers": {"file": log_file}, "loggers": {"ServerApp": {"handlers": ["file"]}}}


class LogFile(logging.FileHandler):
    """A log file at whose end one writes, with the token masked wherever it stands."""

    def __init__(self, path: str, token: str) -> None:
        super().__init__(path, mode="a", encoding="utf-8")
        self.token = token

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as text, addresses, headers and tracebacks included."""
        return super().format(record).replace(self.token, HIDDEN)

    def _open(self) -> TextIOWrapper:
        return open_private(Path(self.baseFilename))
