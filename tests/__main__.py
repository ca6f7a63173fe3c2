"""Every check of the project, one after the other, and a table of how they went.

All steps are run, also after one that failed, so that one run tells everything.
Some can be named: python3 run.py test style types
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from find_browser import NoBrowserError, browser

CHECKOUT = Path(__file__).resolve().parents[1]
WORKERS = str(min(max(os.cpu_count() or 1, 2), 8))
PYTEST = ("-m", "pytest", "-rs", "-n", WORKERS, "--dist", "loadfile")
NOTEBOOKS = (
    *(*PYTEST, "-q", "-o", "addopts=", "-p", "no:cacheprovider"),
    *("--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120"),
    *("--nbval-sanitize-with", "tests/notebooks/sanitize.cfg"),
    *("modules", "exercises"),
)


@dataclass(frozen=True)
class Step:
    """A check: its short name, what it is about, what Python is asked to run."""

    name: str
    title: str
    arguments: tuple[str, ...]
    needs_browser: bool = False


STEPS = (
    Step("style", "Code follows the style", ("-m", "ruff", "check", ".")),
    Step("layout", "Code is laid out alike", ("-m", "ruff", "format", "--check", ".")),
    Step("types", "Types fit together", ("-m", "mypy")),
    Step("book", "The book builds without a warning", ("-m", "playbook.cli", "build")),
    Step("tests", "Tests and examples", PYTEST, needs_browser=True),
    Step("notebooks", "Notebooks give what they show", NOTEBOOKS),
)


def main(names: list[str]) -> int:
    """Run the named steps, or all, and give 0 only when every one of them passed."""
    unknown = sorted(set(names) - {step.name for step in STEPS})
    if unknown:
        print(f"No such step: {', '.join(unknown)}. The steps: {', '.join(s.name for s in STEPS)}")
        return 2
    chosen = [step for step in STEPS if not names or step.name in names]
    results = [(step, *run(step, f"{n} of {len(chosen)}")) for n, step in enumerate(chosen, 1)]
    print("\nWhat was checked")
    for step, words, seconds in results:
        print(f"  {step.name:<10} {step.title:<35} {words:<7} {seconds:5.0f} s")
    return 0 if all(words == "passed" for _, words, _ in results) else 1


def run(step: Step, place: str) -> tuple[str, float]:
    """Run one step, and say how it went and how many seconds it took."""
    print(f"\nChecking, {place}: {step.title}", flush=True)
    start = time.monotonic()
    environment = dict(os.environ)
    try:
        if step.needs_browser:
            environment["PLAYBOOK_BROWSER"] = str(browser())
    except NoBrowserError as problem:
        print(problem)
        return "failed", time.monotonic() - start
    command = [sys.executable, *step.arguments]
    code = subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode
    return "passed" if code == 0 else "failed", time.monotonic() - start


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
