"""The webinars in the book: a card for each, a page with its slides, and its pack to download."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from playbook.learn.tags import Html, join, minutes_text, tag
from playbook.places import pack
from playbook.publish.site.links import Links
from playbook.publish.webinars import content
from playbook.publish.webinars.event import Event
from playbook.publish.webinars.model import Webinar
from playbook.publish.webinars.pack import build_pack
from playbook.publish.webinars.plan import find_plan, plans
from playbook.publish.webinars.policy import policy

_SAYS = logging.getLogger(__name__)
_FOLDER = "webinars"  # in the site, beside its pages
_START = "10:00"
_MADE_WITH = ("src/playbook", "modules", "exercises/activities", "book/webinars")
_ENDINGS = {".py", ".yml", ".css", ".js", ".ipynb"}


def plug_in(app: Sphinx) -> None:
    """Write the packs once all pages are written, when the book has the pages for them."""
    app.connect("build-finished", _write_packs)


def cards(links: Links, argument: str) -> str:
    """Show each webinar: its number, its question, what people leave with, and its page."""
    shown = (
        tag(
            "li",
            tag("p", f"Webinar {plan.number}, {minutes_text(plan.minutes)}", class_="pb-meta"),
            tag("h3", plan.title),
            tag("p", plan.question, class_="pb-card-question"),
            tag("p", f"{plan.product}."),
            tag(
                "p",
                tag(
                    "a",
                    f"Open webinar {plan.number}",
                    href=links.to(f"book/webinars/{plan.id}"),
                    class_="pb-card-link",
                ),
            ),
            class_="pb-card pb-door",
        )
        for plan in plans()
    )
    return tag("ul", *shown, class_="pb-cards pb-three", role="list")


def page(links: Links, argument: str) -> str:
    """Show one webinar: its slides to look through, its pack, its outcomes and its times."""
    plan = find_plan(argument)
    folder = f"{'../' * links.page.count('/')}{_FOLDER}/{plan.id}"
    return join(
        tag("p", plan.question, class_="pb-lead"),
        tag("p", plan.about),
        tag(
            "p",
            tag("a", "Start the slides", href=f"{folder}/slides.html", class_="pb-button"),
            " ",
            tag(
                "a",
                "Download the pack (zip)",
                href=f"{folder}.zip",
                class_="pb-button pb-button-quiet",
                download=True,
            ),
            class_="pb-webinar-actions",
        ),
        tag("h2", "Look through the slides"),
        tag(
            "p",
            "Click into the frame, then use the arrow keys. S opens the speaker’s window.",
        ),
        tag(
            "iframe",
            src=f"{folder}/slides.html",
            title=f"Slides: {plan.title}",
            loading="lazy",
            class_="pb-webinar-slides",
            allowfullscreen=True,
        ),
        tag("h2", "What people leave with"),
        tag("p", f"{plan.product}. They can:"),
        tag("ul", *(tag("li", content.outcome(each).text) for each in plan.outcomes)),
        _times(plan),
        *_files(folder),
    )


def _times(plan: Webinar) -> Html:
    event = Event(plan, _START, date.min)
    head = tag(
        "tr",
        *(
            tag("th", name, scope="col", class_="pb-number" if name == "Minutes" else None)
            for name in ("From and to", "Minutes", "What happens", "Who leads", f"In {plan.short}")
        ),
    )
    rows = (
        tag(
            "tr",
            tag("th", f"{_since(event, part.begins)} to {_since(event, part.ends)}", scope="row"),
            tag("td", str(part.minutes), class_="pb-number"),
            tag("td", part.segment.title),
            tag("td", policy().people[part.segment.leads].name),
            tag("td", str(part.segment.short) if part.segment.short else "left out"),
        )
        for part in event.parts
    )
    caption = f"{minutes_text(plan.minutes)}, and the cut to {plan.short}"
    table = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *rows))
    box = tag("div", table, class_="pb-table", role="region", aria_label=caption, tabindex="0")
    return join(tag("h2", "The session, part by part"), box)


def _since(event: Event, minute: int) -> int:
    return minute - event.parts[0].begins


def _files(folder: str) -> Iterator[Html]:
    listed = (
        ("index.html", "Start here", "what to do in the next ten minutes"),
        ("run-sheet.html", "Run sheet", "times, who leads, what to say, what if it fails"),
        ("producer.html", "Producer’s side", "one side for whoever runs the platform"),
        ("polls.html", "Polls", "three, ready to paste"),
        ("breakouts.html", "Sheets for small groups", "one task, one thing to bring back"),
        ("handout.html", "Handout", "what people keep"),
        ("pre-work.html", "Pre-work", "what to send a week before"),
        ("follow-up.html", "Follow-up", "what to send after, and the check six weeks on"),
        ("evaluation.html", "Evaluation", "how it was, what was learned, what will be used"),
    )
    yield tag("h2", "What is in the pack")
    yield tag("p", "Those that you may want to change also come in Word.")
    items = (
        tag("li", tag("a", name, href=f"{folder}/{file}"), f": {what}.")
        for file, name, what in listed
    )
    yield tag("ul", *items, class_="pb-webinar-files")


def _write_packs(app: Sphinx, problem: Exception | None) -> None:
    wanted = [plan for plan in plans() if f"book/webinars/{plan.id}" in app.env.found_docs]
    if problem or not wanted or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    stamp = Path(app.doctreedir) / "webinars.txt"
    now = _fingerprint()
    folders = [Path(app.outdir) / _FOLDER / plan.id for plan in wanted]
    made = all((folder / "index.html").is_file() for folder in folders)
    if made and stamp.is_file() and stamp.read_text(encoding="utf-8") == now:
        return
    for plan, folder in zip(wanted, folders, strict=True):
        build_pack(_event(plan), folder, pdf=False, again=True, say=_SAYS.debug)
    stamp.write_text(now, encoding="utf-8")


def _event(plan: Webinar) -> Event:
    return Event(plan, _START, date.today())


def _fingerprint() -> str:
    """Give a mark that changes with anything that packs are made of."""
    mark = hashlib.sha256(date.today().isoformat().encode())
    for name in _MADE_WITH:
        for path in sorted(pack(*name.split("/")).rglob("*")):
            if path.suffix in _ENDINGS and path.is_file():
                mark.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return mark.hexdigest()
