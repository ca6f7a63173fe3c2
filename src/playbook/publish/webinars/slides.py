"""Slides that need no network: our own page, shown by reveal.js from an installed package."""

import shutil
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from playbook.framework.palette import LIGHT, SYSTEM_FONTS
from playbook.learn.tags import Html, join, shape, tag
from playbook.markup import PlainError
from playbook.publish.webinars.deck import Frame, deck
from playbook.publish.webinars.model import Webinar

FILES = {
    "dist/reveal.js": "reveal.js",
    "dist/reveal.css": "reveal.css",
    "dist/reset.css": "reset.css",
    "plugin/notes/notes.js": "notes.js",
    "LICENSE": "reveal-licence.txt",
}
_HERE = Path(__file__).resolve().parent
_OWN = {"slides.css": "slides.css", "slides.js": "slides.js"}
_STAGES = (
    ("circle", "Analyse"),
    ("square", "Plan"),
    ("triangle", "Implement"),
    ("diamond", "Review"),
)
_SPEAKER = "'unsafe-inline'"  # the speaker's window is written by its script
_POLICY = (
    f"default-src 'none'; script-src 'self' {_SPEAKER}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; frame-src 'self'; connect-src 'none'; base-uri 'none'"
)
# How many signs a slide holds at each size of letters, from the largest. Lists take more room.
_ROOM = {
    "prose": (("roomy", 440), ("usual", 560), ("dense", 10_000)),
    "list": (("roomy", 200), ("usual", 390), ("dense", 10_000)),
    "task": (("roomy", 200), ("usual", 380), ("dense", 10_000)),
    "table": (("usual", 330), ("dense", 10_000)),
    "figure": (("roomy", 120), ("usual", 260), ("dense", 10_000)),
}


def write_slides(plan: Webinar, folder: Path, *, short: bool = False) -> Path:
    """Write ``slides.html`` and what it needs into a folder, and give its path.

    The scripts are copied from the package sphinx-revealjs. Raises ``PlainError`` when it is not
    installed.
    """
    beside = folder / "slides"
    beside.mkdir(parents=True, exist_ok=True)
    source = _reveal()
    for name, target in FILES.items():
        shutil.copyfile(source / name, beside / target)
    for name, target in _OWN.items():
        shutil.copyfile(_HERE / "theme" / name, beside / target)
    path = folder / "slides.html"
    path.write_text(slides_html(plan, short=short), encoding="utf-8")
    flat = folder / "all-slides.html"
    flat.write_text(flat_slides_html(plan, short=short), encoding="utf-8")
    return path


def slides_html(plan: Webinar, *, short: bool = False) -> str:
    """Write the page of slides, one at a time, with notes for the speaker."""
    sections = (_column(frame) for frame in deck(plan, short=short))
    scripts = (
        tag("script", src=f"slides/{name}") for name in ("reveal.js", "notes.js", "slides.js")
    )
    slides = tag("div", *sections, class_="slides")
    body = join(tag("main", tag("div", slides, class_="reveal")), *scripts)
    return _page(plan, f"Slides: {plan.title}", ("reset", "reveal", "slides"), body)


def flat_slides_html(plan: Webinar, *, short: bool = False) -> str:
    """Write all slides below one another, without notes or scripts: to print and to scroll."""
    frames = [
        each
        for frame in deck(plan, short=short)
        for each in (replace(frame, notes=None), *(replace(it, notes=None) for it in frame.below))
    ]
    slides = tag("div", *map(_section, frames), class_="slides")
    body = tag("main", tag("div", slides, class_="reveal pb-flat"))
    return _page(plan, f"All slides: {plan.title}", ("slides",), body)


def _page(plan: Webinar, title: str, styles: tuple[str, ...], body: Html) -> str:
    head = join(
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        *(Html(f'<link rel="stylesheet" href="slides/{name}.css">') for name in styles),
        Html(f"<style>:root{{{_tokens()}}}</style>"),
    )
    page = tag("html", tag("head", head), tag("body", body), lang="en-GB")
    return f"<!DOCTYPE html>\n{page}\n"


def _column(frame: Frame) -> Html:
    """Put a slide and what is shown below it into one column."""
    if not frame.below:
        return _section(frame)
    return tag("section", _section(frame), *(_section(each) for each in frame.below))


def _section(frame: Frame) -> Html:
    return tag(
        "section",
        tag(
            "div",
            tag("p", frame.kicker, class_="pb-kicker"),
            tag("h1" if frame.look == "title" else "h2", frame.title),
            tag("div", frame.body, class_="pb-body"),
            class_="pb-words",
        ),
        frame.side or None,
        _marks() if frame.look == "title" else None,
        tag("aside", frame.notes, class_="notes") if frame.notes else None,
        class_=f"pb-slide pb-{frame.look} pb-{_room(frame)}",
    )


def _room(frame: Frame) -> str:
    signs = sum(map(len, frame.spoken))
    kind = _kind_of(frame)
    return next(name for name, most in _ROOM[kind] if signs <= most)


def _kind_of(frame: Frame) -> str:
    if frame.side:
        return "figure"
    if frame.look == "task":
        return "task"
    if "<table" in frame.body:
        return "table"
    return "list" if "pb-letters" in frame.body else "prose"


def _marks() -> Html:
    """Draw the four stages beside the title."""
    rows = (
        tag("li", shape(mark), tag("span", word), class_=f"pb-mark-{word.lower()}")
        for mark, word in _STAGES
    )
    return tag("ul", *rows, class_="pb-marks", role="list")


def _tokens() -> str:
    colours = "".join(f"--pb-{name}:{value};" for name, value in LIGHT.items())
    return f"{colours}--pb-font:{SYSTEM_FONTS};"


def _reveal() -> Path:
    found = find_spec("sphinx_revealjs")
    folder = Path(found.origin).parent / "_static" / "revealjs" if found and found.origin else None
    if folder is None or not (folder / "dist" / "reveal.js").is_file():
        raise PlainError(
            "The slides need reveal.js, which comes with the package sphinx-revealjs. It is not "
            "installed. Set the playbook up with: python3 run.py build"
        )
    return folder
