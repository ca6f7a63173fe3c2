"""Find a browser for the tests, or get one: an installed one, the system's, or Playwright's own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
MAC_PLACES = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PLACES = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


class NoBrowserError(Exception):
    """No browser was found and none could be got; the message says what to install."""


def browser() -> Path:
    """Give a browser that starts. Nothing is skipped without one: not finding any is an error."""
    for candidate in (*installed(), *from_playwright()):
        if starts(candidate):
            return candidate
    for get in (get_from_system, get_from_playwright):
        get()
        for candidate in (*installed(), *from_playwright()):
            if starts(candidate):
                return candidate
    raise NoBrowserError(
        "The browser tests need Chromium, Chrome or Edge: install one of them "
        "(on Debian and Ubuntu: sudo apt install chromium) and run the tests again."
    )


def installed() -> Iterator[Path]:
    """List browsers on the PATH and in the usual places of the three systems."""
    named = os.environ.get("PLAYBOOK_BROWSER")
    if named:
        yield Path(named)
    found = (shutil.which(command) for command in COMMANDS)
    yield from (Path(path) for path in found if path)
    homes = [Path("/Applications"), Path.home() / "Applications"]
    places = [home / place for home in homes for place in MAC_PLACES]
    folders = [os.environ[name] for name in WINDOWS_FOLDERS if name in os.environ]
    places += [Path(folder, place) for folder in folders for place in WINDOWS_PLACES]
    yield from (place for place in places if place.is_file())


def from_playwright() -> Iterator[Path]:
    """Give Playwright's own browser, if it has been downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    if own.is_file():
        yield own


def starts(browser: Path) -> bool:
    """Say whether the tests can start a browser and open a page in it."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser, args=list(FLAGS))
            opened.new_page().goto("about:blank")
            opened.close()
    except Error:
        return False
    return True


def get_from_system() -> None:
    """Install Debian's Chromium, where that is allowed."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not is_root or not shutil.which("apt-get"):
        return
    print("No browser was found: installing Chromium from the system's packages.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        run(["apt-get", "--quiet", "--quiet", *command], quiet)


def get_from_playwright() -> None:
    """Download the browser that Playwright offers."""
    print("No browser was found: asking Playwright for one.", flush=True)
    run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run a command to its end; whether it helped is seen by looking again."""
    try:
        subprocess.run(
            command,
            env=environment,
            check=False,
            timeout=600,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(problem, flush=True)
