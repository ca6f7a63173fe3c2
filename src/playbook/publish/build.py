"""Build the book: what changed, progress in plain words, and no warning let through."""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playbook.framework.reader import files_in_use
from playbook.publish.lock import one_at_a_time

_SOURCES = ("book", "modules", "exercises", "data", "src/playbook")
_SINGLE_FILES = ("_config.yml", "_toc.yml", "requirements.txt", "pyproject.toml")
_PAGE_ENDINGS = (".md", ".ipynb")
_PHASES = {"reading sources": "Reading pages", "writing output": "Writing pages"}
_PROGRESS = re.compile(r"(?:.*\r)?(reading sources|writing output)\.\.\. \[\s*(\d+)%\]")
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PROBLEM = re.compile(r"\b(WARNING|ERROR|CRITICAL)\b|^[\w.]+(Error|Exception): \S")
_PROBLEMS_SHOWN = 20

Say = Callable[[str], None]


class BuildError(Exception):
    """The book could not be built; the message says what is wrong and where."""


@dataclass(frozen=True)
class Book:
    """A built book: its folder, whether this call built it, and the seconds it took."""

    folder: Path
    built: bool
    seconds: float

    def sentence(self) -> str:
        """Say what was done.

        >>> Book(Path("_build/html"), built=True, seconds=12.4).sentence()
        'The book was built in 12 seconds: _build/html'
        >>> Book(Path("_build/html"), built=False, seconds=0.2).sentence()
        'The book is up to date: _build/html'
        """
        if not self.built:
            return f"The book is up to date: {self.folder}"
        return f"The book was built in {self.seconds:.0f} seconds: {self.folder}"


def build_book(checkout: Path, *, every_page: bool = False, say: Say = print) -> Book:
    """Build the book of a checkout into ``_build/html``, or leave it if nothing changed.

    A changed page is built alone. A change to anything that pages are made with
    (the package, data, activities, settings) builds every page again, and so does
    ``every_page``. Outputs stored in notebooks are used: nothing is run.

    Raises
    ------
    BuildError
        The folder is not a checkout, or the build gave warnings or errors; all of
        them are treated alike, because a reader sees the result of both.
    """
    if not (checkout / "_toc.yml").is_file():
        raise BuildError(
            f"The book is built from a checkout of the playbook, and {checkout} has no _toc.yml."
        )
    start = time.monotonic()
    lock = checkout / "_build" / "logs" / "build.lock"
    with one_at_a_time(lock, when_waiting=lambda: say("Waiting for another build to finish.")):
        built = _build_if_changed(checkout, every_page, say)
    return Book(checkout / "_build" / "html", built, time.monotonic() - start)


def fingerprint(checkout: Path) -> dict[str, str]:
    """Give one hash for the pages and one for everything that pages are made with.

    Contents count, dates do not: a fresh clone of the same files has the same hashes. What
    pages are made with includes another partnership's framework, where one is named.
    """
    hashes = {"pages": hashlib.sha256(), "engine": hashlib.sha256()}
    for path in _source_files(checkout):
        hash_ = hashes["pages" if path.suffix in _PAGE_ENDINGS else "engine"]
        hash_.update(path.relative_to(checkout).as_posix().encode() + b"\0")
        hash_.update(hashlib.sha256(path.read_bytes()).digest())
    for path in files_in_use():
        hashes["engine"].update(path.read_bytes())
    return {name: hash_.hexdigest() for name, hash_ in hashes.items()}


def _source_files(checkout: Path) -> Iterator[Path]:
    for name in _SINGLE_FILES:
        if (checkout / name).is_file():
            yield checkout / name
    for name in _SOURCES:
        for path in sorted((checkout / name).rglob("*")):
            inside = path.relative_to(checkout).parts
            hidden = any(part.startswith(".") or part == "__pycache__" for part in inside)
            if path.is_file() and not hidden:
                yield path


def _build_if_changed(checkout: Path, every_page: bool, say: Say) -> bool:
    stamp = checkout / "_build" / "book.json"
    now, before = fingerprint(checkout), _read(stamp)
    home = checkout / "_build" / "html" / "index.html"
    if now == before and home.is_file() and not every_page:
        return False
    stamp.unlink(missing_ok=True)
    _run_jupyter_book(checkout, every_page or now["engine"] != before.get("engine"), say)
    fresh = stamp.with_suffix(".new")
    fresh.write_text(json.dumps(now))
    fresh.replace(stamp)
    return True


def _read(stamp: Path) -> dict[str, str]:
    try:
        return dict(json.loads(stamp.read_text()))
    except (OSError, ValueError):
        return {}


def _run_jupyter_book(checkout: Path, every_page: bool, say: Say) -> None:
    start_jupyter_book = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", start_jupyter_book, "build", str(checkout)]
    command += ["-W", "-n", "--keep-going"] + (["--all"] if every_page else [])
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    log = checkout / "_build" / "logs" / "build.log"
    lines: list[str] = []
    shown: dict[str, int] = {}
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=checkout,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as child:
        for line in child.stdout or ():
            lines.append(_COLOUR.sub("", line).rstrip())
            _show_progress(lines[-1], shown, say)
    log.write_text("\n".join(lines), encoding="utf-8")
    if child.returncode:
        raise BuildError(_problems(lines, checkout, log))


def _show_progress(line: str, shown: dict[str, int], say: Say) -> None:
    """Say where a build is each time it enters a new quarter of a phase."""
    found = _PROGRESS.match(line)
    if found and shown.get(found[1]) != int(found[2]) // 25:
        shown[found[1]] = int(found[2]) // 25
        say(f"{_PHASES[found[1]]}: {found[2]}%")


def _problems(lines: list[str], checkout: Path, log: Path) -> str:
    """List what went wrong, with paths as seen from the checkout."""
    found = [line for line in lines if _PROBLEM.search(line)]
    found = found or [line for line in lines if line.strip()][-5:]
    shown = [line.replace(f"{checkout}{os.sep}", "") for line in found[:_PROBLEMS_SHOWN]]
    if len(found) > len(shown):
        shown.append(f"and {len(found) - len(shown)} more")
    return "\n".join(["The book was not built:", *shown, f"The whole log is in {log}"])
