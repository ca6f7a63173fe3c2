"""What every test may ask for."""

import os
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# A slow machine is not a wrong answer, so no example has a deadline.
settings.register_profile("playbook", deadline=None, print_blob=True)
settings.load_profile("playbook")

CHECKOUT = Path(__file__).resolve().parents[1]

# Tests are not a package, so what they share is loaded by its place.
_found = util.spec_from_file_location("find_browser", CHECKOUT / "tests" / "find_browser.py")
_browsers = util.module_from_spec(_found)
_found.loader.exec_module(_browsers)


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def realdata() -> Path:
    """Real published files, when they lie beside the checkout. The project passes without them."""
    folder = Path(os.environ.get("PLAYBOOK_REALDATA", CHECKOUT.parent / "shared" / "realdata"))
    if not folder.is_dir():
        pytest.skip(f"no published files at {folder}: set PLAYBOOK_REALDATA to try them")
    return folder


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser, closed again after each file of tests so that other files have the event loop."""
    program = next(iter((*_browsers.installed(), *_browsers.from_playwright())), None)
    if program is None:
        pytest.fail(
            "The browser tests need Chromium, Chrome or Edge: install one of them, "
            "or name one in PLAYBOOK_BROWSER, and run the tests again."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_browsers.FLAGS))
        yield browser
        browser.close()
