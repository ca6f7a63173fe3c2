"""What each page weighs, and how it feels on a computer four times slower than this one."""

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from table import show

from playbook.publish.build import build_book

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.append(str(CHECKOUT / "tests"))

from find_browser import FLAGS, browser  # noqa: E402

SLOWER = 4
PACKED = (".png", ".jpg", ".webp", ".woff2", ".gz")
WATCH = """
window.seen = {paint: 0, blocked: 0};
new PerformanceObserver(list => list.getEntries().forEach(e => seen.paint = e.startTime))
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(
  e => seen.blocked += Math.max(0, e.duration - 50))).observe({type: "longtask", buffered: true});
"""
STEP = """async () => {
  const slider = document.querySelector(".pb-explorer input[type=range]");
  if (!slider) return [];
  const taken = [];
  for (let turn = 0; turn < 15; turn++) {
    const up = Number(slider.value) < Number(slider.max);
    up ? slider.stepUp() : (slider.value = slider.min);
    const start = performance.now();
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    taken.push(performance.now() - start);
  }
  return taken;
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serve files without a word."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Measure every page of the built book."""
    site = build_book(CHECKOUT, say=lambda _: None).folder
    pages = sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))
    program = browser()
    with served(site) as root, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        rows = [[page, *measured(opened, f"{root}/{page}", site)] for page in pages]
        opened.close()
    show(
        f"Pages (times on a processor slowed {SLOWER} times)",
        ["page", "kB gzipped", "files", "largest paint, ms", "blocked, ms", "slider step, ms"],
        rows,
    )


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this computer, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def measured(opened: Browser, address: str, site: Path) -> list[str]:
    """Give a page's weight, its number of files, and its three times."""
    context = opened.new_context()
    page = context.new_page()
    asked: set[str] = set()
    page.on("requestfinished", lambda request: asked.add(request.url.split("?")[0]))
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(800)
    seen: dict[str, Any] = page.evaluate("seen")
    steps: list[float] = page.evaluate(STEP)
    context.close()
    root = "/".join(address.split("/")[:3])
    files = [site / url.removeprefix(root).lstrip("/") for url in asked if url.startswith(root)]
    weight = sum(gzipped(path) for path in files if path.is_file())
    slider = f"{median(steps):.0f}" if steps else "-"
    paint, blocked = f"{seen['paint']:.0f}", f"{seen['blocked']:.0f}"
    return [f"{weight / 1000:.0f}", str(len(files)), paint, blocked, slider]


def gzipped(path: Path) -> int:
    """Count the bytes a server that compresses would send."""
    content = path.read_bytes()
    return len(content) if path.suffix in PACKED else len(gzip.compress(content, 6))


if __name__ == "__main__":
    main()
