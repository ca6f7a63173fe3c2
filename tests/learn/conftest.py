"""Pages of the learning engine, opened from disk as by a learner who has no server."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import playbook
from playbook.learn import Control, DefinitionError, Result, explorer, record_page
from playbook.learn.activity import activity_html
from playbook.learn.definitions import Notebook, read_notebook
from playbook.learn.opening import opening_html
from playbook.learn.reveal import Reveal
from playbook.learn.scripts import asset
from playbook.learn.tags import data_script
from playbook.learn.types import Definition

HERE = Path(__file__).parent
THEME = Path(playbook.__file__).parent / "publish" / "theme" / "static" / "playbook.css"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCRIPTS = ("activities.js", "record.js", "explorer.js")


@pytest.fixture(scope="session")
def notebook() -> Notebook:
    return read_notebook(HERE / "two-numbers.yml")


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[str]]:
    """Read a file of questions that has mistakes, and give what is said of them."""

    def read(content: Any, name: str = "two-numbers.yml") -> list[str]:
        path = tmp_path / "modules" / "activities" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False)
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DefinitionError) as caught:
            read_notebook(path)
        return [str(problem) for problem in caught.value.problems]

    return read


@pytest.fixture
def change() -> Callable[[Any, tuple[Any, ...], Any], None]:
    """Set one field of a file of questions; a value of ... takes it away."""

    def put(content: Any, path: tuple[Any, ...], value: Any) -> None:
        *way, last = path
        for step in way:
            content = content[step]
        if value is ...:
            del content[last]
        else:
            content[last] = value

    return put


@pytest.fixture(scope="session")
def own_work() -> Notebook:
    return read_notebook(HERE / "own-work.yml")


def _page(title: str, body: str) -> str:
    scripts = "".join(f'<script defer src="{name}"></script>' for name in SCRIPTS)
    return (
        '<!doctype html><html lang="en-GB" data-content_root="./"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="stylesheet" href="{THEME.as_uri()}">'
        f'<link rel="stylesheet" href="activities.css">{scripts}</head>'
        f'<body><main style="max-width:46rem;margin:auto;padding:1rem"><h1>{title}</h1>{body}'
        "</main></body></html>"
    )


def _beds() -> Any:
    return explorer(
        "beds",
        [
            Control("delay_days", "Average delay", (9, 10, 11, 12), 11, "days"),
            Control("growth", "Growth in people delayed", (0, 10, 20), 0, "%"),
        ],
        lambda delay_days, growth: {"beds": 35 * delay_days / 11 * (1 + growth / 100)},
        [Result("beds", "Beds filled on an average day", "beds", lambda beds: f"{beds:.0f}")],
        lambda delay_days, growth, beds: f"{delay_days} days, {growth}% more: {beds:.0f} beds.",
        message="What if delays were shorter?",
        source="made up for a test",
        sample=True,
    )


def _course_card(notebook: Notebook) -> str:
    ids = " ".join(one.id for one in notebook.activities)
    return (
        f'<ul><li class="pb-course-card"><h2><a href="{notebook.id}.html">Two</a></h2>'
        f'<p class="pb-card-progress" hidden data-module="{notebook.id}" '
        f'data-activities="{ids}"></p></li></ul>'
    )


class _Chart:
    """A chart that gives the answer to a guess away."""

    def html(self) -> str:
        return "<p>It is 1,084 bed days.</p>"


def _module(notebook: Notebook) -> tuple[str, str]:
    cards = "".join(_card(notebook, one) for one in notebook.activities)
    heading = '<h2 id="a-question">A question</h2>'
    return notebook.title, f"{opening_html(notebook)}{heading}{cards}"


def _order() -> str:
    """The order of a course of three modules, as the home page holds it."""
    modules = [
        {"id": name, "title": name.title(), "address": f"{name}.html", "activities": [activity]}
        for name, activity in (("one", "a"), ("two", "c"), ("three", "d"))
    ]
    return data_script({"modules": modules}, "pb-course-order")


def _card(notebook: Notebook, definition: Definition) -> str:
    """An activity, with the chart that answers it folded below when it is a guess."""
    card = activity_html(notebook, definition)
    if definition.type != "estimate":
        return card
    return card + Reveal(_Chart(), f"pb-{notebook.id}-{definition.id}").html()


def _record(notebook: Notebook) -> tuple[str, str]:
    record = record_page([notebook], address=lambda book: f"{book.id}.html")
    return "My learning record", record


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, notebook: Notebook) -> Path:
    """A home page, a what-if panel, and each module with its learning record, side by side."""
    folder = tmp_path_factory.mktemp("site")
    pages = {
        "index": ("Home", f'<div class="pb-resume" hidden>{_order()}</div>'),
        "learn": ("Learn", _course_card(notebook)),
        "two-numbers": _module(notebook),
        "record": _record(notebook),
        "guide-record": _record(replace(notebook, kind="guide")),
        "explorer": ("What if", "<h2>Beds</h2>" + _beds().html),
    }
    for path in HERE.glob("*.yml"):
        other = read_notebook(path)
        pages |= {other.id: _module(other), f"{other.id}-record": _record(other)}
    for name in ("activities.css", *SCRIPTS):
        (folder / name).write_text(asset(name), encoding="utf-8")
    for name, (title, body) in pages.items():
        (folder / f"{name}.html").write_text(_page(title, body), encoding="utf-8")
    return folder


class Learner:
    """Somebody at a browser. What the page complains about, or asks the network for, is kept."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page = page
        self.site = site
        self.complaints: list[str] = []
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._watch(request.url))

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _watch(self, url: str) -> None:
        if not url.startswith(("file:", "blob:", "data:")):
            self.complaints.append(f"asked for {url}")

    def open(self, name: str) -> Page:
        self.page.goto((self.site / f"{name}.html").as_uri())
        return self.page

    def card(self, activity_id: str, notebook_id: str = "two-numbers") -> Any:
        return self.page.locator(f"#pb-{notebook_id}-{activity_id}")

    def stored(self, key: str) -> Any:
        return self.page.evaluate(
            "key => JSON.parse(localStorage.getItem(key))", f"playbook:v1:{key}"
        )

    def faults(self) -> list[str]:
        """Name every accessibility rule that the page breaks now, and anything that overflows."""
        options = {
            "runOnly": {"type": "tag", "values": RULES},
            "resultTypes": ["violations"],
            "preload": False,
        }
        found = Axe().run(self.page, options=options).response["violations"]
        broken = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return [*broken, "scrolls sideways"] if wide else broken


@pytest.fixture
def browse(chromium: Browser, site: Path) -> Iterator[Callable[..., Learner]]:
    """Give a fresh browser with nothing stored; afterwards it must have had no complaint."""
    learners: list[Learner] = []

    def begin(width: int = 1280, scheme: Any = "light", script: str = "", **more: Any) -> Learner:
        size: Any = {"width": width, "height": 900}
        context = chromium.new_context(
            viewport=size, color_scheme=scheme, accept_downloads=True, **more
        )
        if script:
            context.add_init_script(script)
        learner = Learner(context.new_page(), site)
        learners.append(learner)
        return learner

    yield begin
    for learner in learners:
        learner.page.context.close()
    assert [one for learner in learners for one in learner.complaints] == []


@pytest.fixture
def learner(browse: Callable[..., Learner]) -> Learner:
    return browse()


@pytest.fixture
def decide(learner: Learner) -> Callable[[str], Any]:
    """Open the page of decisions, and give one of its cards."""
    learner.open("decisions")
    return lambda name: learner.card(name, "decisions")
