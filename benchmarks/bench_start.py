"""How long it takes to get going: from nothing, again, and after a change."""

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from table import show

from playbook.publish.build import build_book

CHECKOUT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(".venv", "_build", ".git", "__pycache__", ".*_cache")


def main(options: list[str]) -> None:
    """Time builds in a copy of the checkout, and starts of the server."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(CHECKOUT, copy, ignore=LEFT_OUT)
        rows = [
            ["Cold build", built(copy)],
            ["Build, nothing changed", built(copy)],
            ["Build, one page changed", built(copy, change=copy / "book" / "index.md")],
        ]
        build_book(CHECKOUT, say=lambda _: None)
        rows.append(["Warm restart to the address", served(CHECKOUT, Path(folder) / "work")])
        if "--fresh" in options:
            shutil.rmtree(copy / "_build")
            rows.append(["Bare machine to the address", served(copy, Path(folder) / "work")])
    show("Getting going", ["what", "seconds"], rows)


def built(checkout: Path, change: Path | None = None) -> str:
    """Time one build, after adding a line to a page if one is named."""
    if change:
        change.write_text(
            change.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8"
        )
    return f"{build_book(checkout, say=lambda _: None).seconds:.1f}"


def served(checkout: Path, work: Path) -> str:
    """Time run.py serve until it prints the address, with the Python that made this one."""
    start = time.monotonic()
    process = subprocess.Popen(
        [sys._base_executable, "run.py", "serve", "--no-browser", "--work", str(work)],
        cwd=checkout,
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in process.stdout or ():
        if "http://127.0.0.1" in line:
            break
    seconds = time.monotonic() - start
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    return f"{seconds:.1f}"


if __name__ == "__main__":
    main(sys.argv[1:])
