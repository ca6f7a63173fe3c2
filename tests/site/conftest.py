"""The built site, a server for it, and every page of it, for the tests of this folder."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from playbook.publish.build import build_book

CHECKOUT = Path(__file__).resolve().parents[2]
# Lists of titles and names: nothing there is a sentence of ours.
NOT_SENTENCES = {"book/references", "search"}


def pages() -> list[str]:
    """Every page by the name of its source, and the two that have none."""
    toc = yaml.safe_load((CHECKOUT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter for part in toc["parts"] for chapter in part["chapters"]]
    below = [page for chapter in chapters for page in chapter.get("sections", [])]
    return [toc["root"], *(entry["file"] for entry in [*chapters, *below]), "search"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", pages())
    if "written_page" in metafunc.fixturenames:
        written = [page for page in pages() if page not in NOT_SENTENCES]
        metafunc.parametrize("written_page", written)


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site. It is built again only when something changed.

    PLAYBOOK_SITE names a site that is already built, to test that one.
    """
    built = os.environ.get("PLAYBOOK_SITE")
    return Path(built) if built else build_book(CHECKOUT, say=lambda _: None).folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, on this computer only, by the plainest server there is."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
