"""The live server, as a real server on loopback, asked by real clients and a real browser."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, TimeoutError

from playbook.publish.live import ServeError, serve
from playbook.publish.notebooks import all_notebooks

SERVE = (
    "import sys; from pathlib import Path; from playbook.publish.live import serve;"
    "serve(Path(sys.argv[1]), Path(sys.argv[2]), port=int(sys.argv[3]), open_browser=False,"
    " say=lambda words: print(words, flush=True))"
)
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Café</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
</head><body><h1>Café</h1><select id="pb-colours"><option>device</select>
<div class="pb-live" hidden data-notebook="{notebook}"></div>
<script src="site.js"></script></body></html>"""


@dataclass
class Server:
    """A running server: what it said, where it is, and a client with the cookies of a browser."""

    process: subprocess.Popen[str]
    said: list[str]
    book: Path
    work: Path
    home: Path
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        found = re.search(r"http://\S+", self.said[-1])
        assert found, self.said
        return found[0]

    @property
    def port(self) -> int:
        port = urllib.parse.urlsplit(self.address).port
        assert port
        return port

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: str = "",
        known: bool = True,
        **headers: str,
    ) -> tuple[HTTPResponse, str]:
        """Send one request exactly as given; ``known`` sends the cookies of a logged-in person."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if known:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body or None, sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        if known:
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, value = cookie.split(";")[0].split("=", 1)
                self.cookies[name] = value
        connection.close()
        return answer, text

    def log_in(self) -> None:
        parts = urllib.parse.urlsplit(self.address)
        self.ask(f"{parts.path}?{parts.query}")
        self.ask("/book/")
        self.ask("/tree")


def shipped() -> str:
    first = all_notebooks()[0]
    return f"{first.parent.name}/{first.name}"


def start(book: Path, work: Path, home: Path, port: int) -> Server:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(book), str(work), str(port)],
        env={**os.environ, "HOME": str(home), "JUPYTER_TOKEN": "fixed", "JUPYTER_CONFIG_DIR": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    said: list[str] = []
    assert process.stdout
    while not said or "http://" not in said[-1]:
        line = process.stdout.readline()
        assert line, process.stderr and process.stderr.read()
        said.append(line.rstrip("\n"))
    return Server(process, said, book, work, home)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Iterator[Server]:
    """A server for a tiny book, run by a person whose own Jupyter is set up carelessly."""
    folder = tmp_path_factory.mktemp("live")
    book, home = folder / "book", folder / "home"
    book.mkdir()
    theme = checkout / "src" / "playbook" / "publish" / "theme" / "static"
    (book / "index.html").write_text(PAGE.format(notebook=shipped()), encoding="utf-8")
    shutil.copy(theme / "site.js", book)
    (folder / "secret.txt").write_text("secret")
    careless = home / ".jupyter"
    careless.mkdir(parents=True)
    (careless / "jupyter_server_config.py").write_text(
        "c.ServerApp.allow_origin = '*'; c.ServerApp.allow_remote_access = True\n"
        "c.IdentityProvider.token = ''; c.ServerApp.disable_check_xsrf = True\n"
    )
    kernel = home / ".local" / "share" / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    spec = {"argv": ["/nowhere/python", "{connection_file}"], "display_name": "Another Python"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    server = start(book, folder / "my wörk", home, 8931)
    server.log_in()
    yield server
    server.process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)
    server.process.wait(timeout=30)


def test_it_says_one_line_with_the_address_to_open(server: Server) -> None:
    assert len(server.said) == 1
    assert re.fullmatch(
        r"Open the playbook \(Ctrl-C stops it\): "
        r"http://127\.0\.0\.1:\d+/book/\?token=[\w-]{32}",
        server.said[0],
    )


def test_without_the_token_nothing_is_shown(server: Server) -> None:
    for path in ("/book/", "/book/index.html", "/book/_live.js", f"/book-live/{shipped()}"):
        answer, text = server.ask(path, known=False)
        assert answer.status == 302
        assert answer.headers["Location"].startswith("/login")
        assert "Café" not in text
    assert not (server.work / shipped()).exists()


def test_a_wrong_or_a_well_known_token_opens_nothing(server: Server) -> None:
    for token in ("fixed", "", "0" * 32):
        assert server.ask(f"/book/?token={token}", known=False)[0].status == 302
    assert server.ask("/api/contents", known=False)[0].status == 403


def test_the_token_does_not_stay_in_the_address(server: Server) -> None:
    query = urllib.parse.urlsplit(server.address).query
    answer, _ = server.ask(f"/book/index.html?{query}")
    assert answer.status == 302
    assert answer.headers["Location"] == "/book/index.html"


def test_a_page_is_sent_whole_with_the_live_script_first(server: Server) -> None:
    answer, text = server.ask("/book/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<head><script src="/book/_live.js"></script>' in text
    assert text.endswith("</html>")
    assert "Café" in text
    assert "_live.js" not in (server.book / "index.html").read_text(encoding="utf-8")


def test_the_live_script_tells_where_notebooks_open(server: Server) -> None:
    answer, text = server.ask("/book/_live.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert text == 'window.playbookLive = {"open": "/book-live/", "fresh": "?fresh"};\n'


def test_pages_carry_a_policy_that_lets_nothing_in_from_elsewhere(server: Server) -> None:
    for path in ("/book/", "/book/site.js", "/tree"):
        policy = server.ask(path)[0].headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy or "default-src 'self'" in policy
        assert not re.search(r"https?:|\*(?!$|;| |:)", policy.replace("ws://127.0.0.1:*", ""))


def test_another_host_name_is_refused(server: Server) -> None:
    for host in ("evil.example", f"evil.example:{server.port}"):
        assert server.ask("/book/", Host=host)[0].status == 403
        assert server.ask("/api/contents", Host=host)[0].status == 403


def test_a_post_from_another_site_is_refused(server: Server) -> None:
    origin = {"Origin": "http://evil.example"}
    before = sorted(server.work.rglob("*.ipynb"))
    for path in ("/api/kernels", f"/book-live/{shipped()}"):
        assert server.ask(path, "POST", "{}", **origin)[0].status in (403, 404)
    assert server.ask("/api/kernels")[1] == "[]"
    assert sorted(server.work.rglob("*.ipynb")) == before
    answer, _ = server.ask("/api/contents", **origin)
    assert answer.headers.get("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize(
    "path",
    [
        "/book/../secret.txt",
        "/book/%2e%2e/secret.txt",
        "/book/..%2fsecret.txt",
        "/book/..%5csecret.txt",
        "/book//etc/passwd",
        "/book-live/modules/../secret.ipynb",
        "/book-live/modules/%2e%2e/%2e%2e/secret.ipynb",
        "/book-live/..%2fsecret.ipynb",
        "/files/../secret.txt",
        "/api/contents/..%2fsecret.txt",
    ],
)
def test_no_path_leads_out_of_the_book_or_the_work_folder(server: Server, path: str) -> None:
    answer, text = server.ask(path)
    assert answer.status in (400, 403, 404)
    assert text != "secret"


def test_a_path_that_no_file_can_have_is_not_found(server: Server) -> None:
    for path in ("/book/%00", "/book/a%00.html", "/book-live/modules/%00.ipynb"):
        assert server.ask(path)[0].status == 404


def test_the_log_is_the_owners_alone_and_never_holds_the_token(server: Server) -> None:
    token = urllib.parse.parse_qs(urllib.parse.urlsplit(server.address).query)["token"][0]
    log = server.work / ".playbook" / "serve.log"
    for path in (f"/nothing?token={token}", f"/api/contents/none?token={token}"):
        server.ask(path, Referer=server.address)
    server.ask("/api/contents", known=False, Referer=server.address)
    words = log.read_text(encoding="utf-8")
    assert "404" in words
    assert "(token hidden)" in words
    assert token not in words
    if os.name != "nt":
        assert log.stat().st_mode & 0o777 == 0o600


def test_terminals_are_off(server: Server) -> None:
    assert server.ask("/api/terminals")[0].status == 404
    token = server.cookies["_xsrf"]
    assert server.ask("/api/terminals", "POST", "{}", X_XSRFToken=token)[0].status == 404


def test_it_listens_on_this_computer_only(server: Server) -> None:
    import psutil

    listening = [
        connection.laddr.ip
        for connection in psutil.Process(server.process.pid).net_connections("inet")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == server.port
    ]
    assert listening == ["127.0.0.1"]


def test_opening_makes_a_copy_and_never_overwrites_it(server: Server) -> None:
    copy = server.work / shipped()
    answer, _ = server.ask(f"/book-live/{shipped()}")
    assert answer.status == 302
    assert answer.headers["Location"] == f"/notebooks/{shipped()}"
    original = nbformat.read(copy, as_version=4)
    original.cells[0].source = "# My own notes"
    nbformat.write(original, copy)
    server.ask(f"/book-live/{shipped()}")
    assert nbformat.read(copy, as_version=4).cells[0].source == "# My own notes"


def test_the_copy_is_trusted_so_its_figures_show(server: Server) -> None:
    server.ask(f"/book-live/{shipped()}")
    _, text = server.ask(f"/api/contents/{shipped()}")
    cells = json.loads(text)["content"]["cells"]
    assert all(cell["metadata"]["trusted"] for cell in cells if cell["cell_type"] == "code")


def test_a_fresh_copy_is_asked_about_first_and_keeps_the_old_one(server: Server) -> None:
    copy = server.work / shipped()
    server.ask(f"/book-live/{shipped()}")
    copy.write_text(copy.read_text().replace("# ", "# Mine: ", 1))
    mine = copy.read_text()
    answer, page = server.ask(f"/book-live/{shipped()}?fresh")
    assert answer.status == 200
    assert copy.read_text() == mine
    token = re.search(r'name="_xsrf" value="([^"]+)"', page)
    assert token
    form = urllib.parse.urlencode({"_xsrf": token[1]})
    answer, _ = server.ask(
        f"/book-live/{shipped()}?fresh", "POST", form,
        Content_Type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert answer.status == 302
    assert copy.read_text() != mine
    kept = list(copy.parent.glob(f"{copy.stem} (kept *).ipynb"))
    assert [path.read_text() for path in kept] == [mine]


def test_a_notebook_that_is_not_shipped_is_not_found(server: Server) -> None:
    assert server.ask("/book-live/modules/none.ipynb")[0].status == 404


@pytest.fixture
def page(server: Server, chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A browser page, and the list of everything it asked of another host."""
    context = chromium.new_context()
    elsewhere: list[str] = []

    def local(url: str) -> bool:
        return urllib.parse.urlsplit(url).hostname in ("127.0.0.1", None)

    def refuse(route: Route) -> None:
        elsewhere.append(route.request.url)
        route.abort()

    context.route(lambda url: not local(url), refuse)
    page = context.new_page()
    page.on("websocket", lambda ws: None if local(ws.url) else elsewhere.append(ws.url))
    page.goto(server.address)
    yield page, elsewhere
    context.close()


def test_a_learner_opens_a_page_as_a_live_notebook(
    server: Server, page: tuple[Page, list[str]]
) -> None:
    tab, elsewhere = page
    tab.get_by_role("link", name="Open as a live notebook").click()
    tab.wait_for_url(f"**/notebooks/{shipped()}")
    tab.locator(".jp-Notebook-cell").first.wait_for(timeout=60_000)
    tab.wait_for_timeout(1500)
    assert elsewhere == []


def run_all_cells(tab: Page, output: Locator) -> None:
    """Choose Run All Cells, and again when nothing came of it: menus are slow to be ready."""
    deadline = time.monotonic() + 240
    while True:
        tab.get_by_role("menuitem", name="Run", exact=True).click(timeout=120_000)
        choice = tab.get_by_role("menuitem", name="Run All Cells", exact=True)
        try:
            choice.wait_for(timeout=20_000)
            choice.click(timeout=20_000)
            output.wait_for(timeout=30_000)
            return
        except TimeoutError:
            if time.monotonic() > deadline:
                raise
            tab.keyboard.press("Escape")  # a menu that stayed open would close on the next press


def test_a_live_notebook_runs_in_this_python_and_asks_nothing_of_other_hosts(
    server: Server, page: tuple[Page, list[str]]
) -> None:
    tab, elsewhere = page
    (server.work / "modules").mkdir(exist_ok=True)
    notebook = nbformat.v4.new_notebook()
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    notebook.cells = [
        nbformat.v4.new_code_cell("import sys, playbook\nprint('ran in', sys.prefix)")
    ]
    nbformat.write(notebook, server.work / "modules" / "small.ipynb")
    tab.goto(f"{server.root}/notebooks/modules/small.ipynb")
    tab.locator(".jp-Notebook-cell").first.wait_for(timeout=60_000)
    tab.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=180_000)
    output = tab.locator(".jp-OutputArea-output").first
    run_all_cells(tab, output)
    assert output.inner_text().strip() == f"ran in {sys.prefix}"
    tab.wait_for_timeout(1000)
    assert elsewhere == []


def test_what_a_kernel_says_goes_to_the_log_and_not_to_the_terminal(
    server: Server, tmp_path: Path
) -> None:
    other = start(server.book, tmp_path / "work", server.home, 8961)
    other.log_in()
    token = other.cookies["_xsrf"]
    answer, text = other.ask("/api/kernels", "POST", "{}", X_XSRFToken=token)
    assert answer.status == 201, text
    log, kernel = tmp_path / "work" / ".playbook" / "serve.log", json.loads(text)["id"]
    deadline = time.monotonic() + 60
    while "without encryption" not in log.read_text() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert "without encryption" in log.read_text()
    other.ask(f"/api/kernels/{kernel}", "DELETE", X_XSRFToken=token)
    other.process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)
    assert other.process.communicate(timeout=30)[1] == ""


@pytest.mark.parametrize("port", [0, 65_536, 99_999])
def test_a_port_that_cannot_be_is_said(server: Server, tmp_path: Path, port: int) -> None:
    with pytest.raises(ServeError, match=f"{port} is not a port"):
        serve(server.book, tmp_path / "work", port=port)


def test_a_taken_port_is_said_and_the_next_one_used(server: Server, tmp_path: Path) -> None:
    second = start(server.book, tmp_path / "work", server.home, server.port)
    second.process.send_signal(signal.SIGTERM)
    second.process.wait(timeout=30)
    assert second.port != server.port
    assert second.said[0] == f"Port {server.port} is taken, so the playbook uses {second.port}."


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent another way on Windows")
def test_ctrl_c_ends_it_with_a_sentence_and_no_noise(server: Server, tmp_path: Path) -> None:
    other = start(server.book, tmp_path / "work", server.home, 8971)
    other.process.send_signal(signal.SIGINT)
    said, noise = other.process.communicate(timeout=30)
    assert said == f"The playbook has stopped. Your notebooks are in {tmp_path / 'work'}\n"
    assert noise == ""
    assert other.process.returncode == 0


def test_copies_are_never_kept_among_the_playbooks_own_files(
    server: Server, checkout: Path
) -> None:
    with pytest.raises(ServeError, match=r"inside the playbook's own folder"):
        serve(server.book, checkout / "modules")


def test_a_book_that_is_not_built_is_said(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match=r"build it first"):
        serve(tmp_path, tmp_path / "work")


def test_a_folder_that_cannot_be_made_is_said(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServeError, match=r"name another folder with --work"):
        serve(server.book, tmp_path / "file" / "work")
