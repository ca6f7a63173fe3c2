"""Pictures and PDFs, made by a browser that is on this computer. Without one they are left out."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--no-sandbox",  # it opens only files that were written a moment ago
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_SECONDS = 60
_PAGE = (
    '<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0;background:#fff}'
    "svg{display:block;width:960px!important;height:auto!important;max-width:none!important}"
    "</style>"
)


def find_browser() -> str:
    """Give the program of a browser that can print, or nothing. PLAYBOOK_BROWSER names one."""
    named = os.environ.get("PLAYBOOK_BROWSER", "")
    found = (shutil.which(name) for name in (named, *_NAMES) if name)
    places = (place for place in _PLACES if Path(place).is_file())
    return next((each for each in (*found, *places) if each), "")


def print_page(browser: str, page: Path, to: Path) -> bool:
    """Print a page as a PDF, and say whether that worked."""
    wanted = ("--no-pdf-header-footer", f"--print-to-pdf={to.resolve()}")
    return _run(browser, (*wanted, page.resolve().as_uri())) and to.is_file()


def draw(browser: str, drawings: Iterable[tuple[str, str, float]]) -> dict[str, bytes]:
    """Turn drawings into PNGs. Each has a name, its SVG, and its height for a width of 1.

    One that fails is left out.
    """
    made: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        for number, (name, svg, height) in enumerate(drawings):
            page, png = Path(folder, f"{number}.html"), Path(folder, f"{number}.png")
            page.write_text(f"{_PAGE}{svg}", encoding="utf-8")
            size = f"--window-size=960,{round(960 * height)}"
            options = ("--force-device-scale-factor=2", "--hide-scrollbars", size)
            done = _run(browser, (*options, f"--screenshot={png}", page.as_uri()))
            if done and png.is_file():
                made[name] = png.read_bytes()
    return made


def _run(browser: str, options: tuple[str, ...]) -> bool:
    with TemporaryDirectory() as profile:
        command = (browser, *_QUIET, f"--user-data-dir={profile}", *options)
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return False
    return done.returncode == 0
