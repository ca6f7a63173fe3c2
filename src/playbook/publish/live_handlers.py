"""The pages that the live server adds to Jupyter: the book, and the way into a notebook."""

import json
from datetime import date
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import ensure_async
from tornado import web

from playbook.publish.live_copies import own_copy, set_aside, shipped_notebook

OPEN = "/book-live/"
_SCRIPT = "/book/_live.js"
_BOOK_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
_CHOICE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Start from a fresh copy</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 3rem auto;
  padding: 0 1rem }}
button, a {{ font: inherit; display: inline-block; min-height: 44px; padding: .5rem 1rem;
  margin: 0 1rem 1rem 0; box-sizing: border-box }}
</style></head><body><main>
<h1>Start from a fresh copy?</h1>
<p>You have a copy of {name}. It will be kept beside the fresh one, under a name with
today's date.</p>
<form method="post">{xsrf}<button>Start from a fresh copy</button>
<a href="{own}">Carry on with my copy</a></form>
</main></body></html>
"""


class BookHandler(JupyterHandler, web.StaticFileHandler):
    """A file of the built book, for those who hold the token.

    A page also gets one line that tells it the server is there, so that it can offer
    "Open as a live notebook". The built file itself is not changed.
    """

    @property
    def content_security_policy(self) -> str:
        """Allow the book nothing from elsewhere. Each page's own, stricter policy holds too."""
        return _BOOK_POLICY

    @web.authenticated
    async def get(self, path: str, include_body: bool = True) -> None:
        """Send a file, and drop the token from the address once it has served."""
        if "\0" in path:
            raise web.HTTPError(404)
        if "token" in self.request.query_arguments:
            self.redirect(self.request.path)
        else:
            await super().get(path, include_body)

    @web.authenticated
    async def head(self, path: str) -> None:
        """Send what is known of a file, without the file."""
        await self.get(path, include_body=False)

    @classmethod
    def get_content(cls, abspath: str, start: int | None = None, end: int | None = None) -> Any:
        """Give a file's bytes; a page's with the live script in it."""
        if not abspath.endswith(".html"):
            return super().get_content(abspath, start, end)
        page = Path(abspath).read_text(encoding="utf-8")
        return with_live_script(page).encode()[start:end]

    def get_content_size(self) -> int:
        """Count the bytes that will be sent."""
        path = str(self.absolute_path)
        return len(self.get_content(path)) if path.endswith(".html") else super().get_content_size()

    def get_content_type(self) -> str:
        """Name the kind of file; pages are UTF-8."""
        kind = super().get_content_type()
        return "text/html; charset=utf-8" if kind == "text/html" else kind

    def set_extra_headers(self, path: str) -> None:
        """Let a rebuilt book be seen at once."""
        self.set_header("Cache-Control", "no-cache")


class LiveScriptHandler(JupyterHandler):
    """The line that tells a page where live notebooks are opened."""

    @web.authenticated
    async def get(self) -> None:
        """Send the script that pages are given."""
        facts = json.dumps({"open": OPEN, "fresh": "?fresh"})
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        await self.finish(f"window.playbookLive = {facts};\n")


class OpenHandler(JupyterHandler):
    """The way from a page to the learner's own copy of its notebook, running."""

    def initialize(self, work: Path) -> None:
        """Take the folder that holds the learner's copies."""
        self.work = work

    @property
    def content_security_policy(self) -> str:
        """Allow the one page made here nothing from elsewhere."""
        return _BOOK_POLICY

    @web.authenticated
    async def get(self, path: str) -> None:
        """Open the learner's copy. With ``?fresh``, first ask about an earlier copy."""
        copy = self.own_copy(path)
        if "fresh" not in self.request.query_arguments:
            await self.open(path)
            return
        page = _CHOICE.format(name=escape(copy.name), xsrf=self.xsrf_form_html(), own=address(path))
        await self.finish(page)

    @web.authenticated
    async def post(self, path: str) -> None:
        """Keep the learner's copy under a dated name, and open a fresh one."""
        copy = self.own_copy(path)
        await self.stop_running(path)
        set_aside(copy, date.today())
        await self.open(path)

    def own_copy(self, path: str) -> Path:
        """Give the learner's copy, or answer that there is no such notebook."""
        if shipped_notebook(path) is None:
            raise web.HTTPError(404, f"The playbook has no notebook called {path}")
        return own_copy(path, self.work)

    async def open(self, path: str) -> None:
        """Go to the copy in Jupyter, trusted: it is ours, so its figures may be shown at once."""
        own_copy(path, self.work)
        await ensure_async(self.contents_manager.trust_notebook(path))
        self.redirect(address(path))

    async def stop_running(self, path: str) -> None:
        """Stop what still runs behind the old copy, so the fresh one starts clean."""
        sessions: list[dict[str, Any]] = await ensure_async(self.session_manager.list_sessions())
        for session in sessions:
            if session["path"] == path:
                await ensure_async(self.session_manager.delete_session(session["id"]))


def with_live_script(page: str) -> str:
    """Put the live script first in a page's head.

    >>> with_live_script("<html><head><title>Home</title></head></html>")
    '<html><head><script src="/book/_live.js"></script><title>Home</title></head></html>'
    """
    return page.replace("<head>", f'<head><script src="{_SCRIPT}"></script>', 1)


def address(path: str) -> str:
    """Give the address of a notebook in Jupyter.

    >>> address("modules/the cycle.ipynb")
    '/notebooks/modules/the%20cycle.ipynb'
    """
    return f"/notebooks/{quote(path)}"


def handlers(book: Path, work: Path) -> list[tuple[Any, ...]]:
    """List the addresses added to Jupyter, for a built book and a folder of copies."""
    return [
        (r"/book", web.RedirectHandler, {"url": "/book/"}),
        (_SCRIPT.replace(".", r"\."), LiveScriptHandler),
        (r"/book/(.*)", BookHandler, {"path": str(book), "default_filename": "index.html"}),
        (rf"{OPEN}(.*)", OpenHandler, {"work": work}),
    ]
