"""The first page of a pack: what to do in the next ten minutes, and what each file is."""

from collections.abc import Collection

from playbook.framework.palette import LIGHT, SYSTEM_FONTS
from playbook.learn.tags import Html, join, tag
from playbook.publish.webinars import content
from playbook.publish.webinars.clock import write_time
from playbook.publish.webinars.event import Event

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_TEN_MINUTES = (
    "Copy this whole folder to the computer that you present from. It needs no network.",
    "Open the slides. Press S for the speaker’s window: your notes, the next slide, a clock.",
    "Put the speaker’s window on your own screen, and share the other one.",
    "Open the run sheet beside it, or print it. The times are worked out for you.",
    "Send the producer their side. Have polls.txt open, ready to paste.",
    "Send each group the sheet. Keep the worked answers in the run sheet to yourself.",
)
_KEYS = (
    ("Right arrow or space", "Next slide, then the answer below a question"),
    ("Left arrow", "Back"),
    ("S", "Speaker’s window with notes"),
    ("B", "Black screen, and back"),
    ("Esc", "All slides at once"),
    ("F", "Full screen"),
)
# The files of a pack, by what they are for: name, title, what it is.
FILES = (
    (
        "On the day",
        (
            ("slides.html", "Slides", "With notes. Nothing is fetched from anywhere."),
            ("all-slides.html", "All slides on one page", "To scroll, or where scripts are off."),
            ("slides.pdf", "Slides as PDF", "If no browser can be used."),
            ("notes.html", "Slides and notes", "To print, or to present by voice alone."),
            ("notes.pdf", "Slides and notes as PDF", "The same on paper."),
            ("run-sheet.html", "Run sheet", "Times, who leads, what to say, what if it fails."),
            ("run-sheet.docx", "Run sheet in Word", "To change and share."),
            ("producer.html", "Producer’s side", "One side: when, what, what to press."),
            ("polls.html", "Polls", "With what to say about each answer."),
            ("polls.txt", "Polls to paste", "Plain text for a platform or a chat."),
            ("breakouts.html", "Sheets for small groups", "One task, one thing to bring back."),
            ("breakouts.docx", "Sheets in Word", "For groups that type."),
        ),
    ),
    (
        "Before",
        (
            ("joining-note.txt", "Joining note", "Ready to send, with the access questions."),
            ("pre-work.html", "Pre-work", "Under half an hour."),
            ("pre-work.docx", "Pre-work in Word", "To send on."),
        ),
    ),
    (
        "After",
        (
            ("handout.html", "Handout", "What people keep, with the reasons."),
            ("handout.docx", "Handout in Word", "For large print, or to change."),
            ("evaluation.html", "Evaluation", "How it was, what was learned, what will be used."),
            ("evaluation.docx", "Evaluation in Word", "To fill in and send back."),
            ("evaluation.csv", "Table for the forms", "One form in each row, for playbook cohort."),
            ("follow-up.html", "Follow-up", "What to send, and the check six weeks on."),
            ("follow-up.docx", "Follow-up in Word", "To send on."),
        ),
    ),
)
_STYLE = f"""
:root{{{"".join(f"--pb-{name}:{value};" for name, value in LIGHT.items())}}}
body{{margin:0;font:1.0625rem/1.55 {SYSTEM_FONTS};color:var(--pb-ink);background:#fff}}
main{{max-width:62rem;margin:0 auto;padding:0 1.25rem 4rem}}
header{{background:#0a4a66;color:#fff;border-left:12px solid var(--pb-review)}}
header div{{max-width:62rem;margin:0 auto;padding:2.5rem 1.25rem}}
h1{{font-size:2.2rem;line-height:1.15;margin:.2rem 0 .6rem}}
h2{{font-size:1.5rem;margin:2.4rem 0 .8rem;color:var(--pb-brand)}}
header p{{margin:.2rem 0}}
ol{{padding-left:1.4rem}} li{{margin:.35rem 0}}
ul{{list-style:none;padding:0;display:grid;gap:.8rem;
grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr))}}
ul li{{margin:0;padding:.8rem 1rem;border:1px solid var(--pb-line);border-radius:.6rem;
background:var(--pb-panel)}}
ul a{{display:inline-block;min-height:44px;line-height:44px;font-weight:700;color:var(--pb-link)}}
ul p{{margin:0}}
a:focus-visible{{outline:3px solid var(--pb-ink);outline-offset:2px;background:var(--pb-focus)}}
.big{{display:inline-block;padding:.7rem 1.6rem;border-radius:.6rem;background:var(--pb-brand);
color:#fff;font-weight:700;text-decoration:none;font-size:1.2rem}}
.big:focus-visible{{color:var(--pb-ink)}}
table{{border-collapse:collapse;width:100%}} caption{{text-align:left;font-weight:700}}
th,td{{text-align:left;padding:.4rem 1rem .4rem 0;border-bottom:1px solid var(--pb-line);
vertical-align:top}}
"""


def start_page(event: Event, files: Collection[str]) -> str:
    """Write ``index.html``: the steps, the times, the keys, and a link to each file there is."""
    plan = event.plan
    head = join(
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", f"Start here: {plan.title}"),
        Html(f"<style>{_STYLE}</style>"),
    )
    top = tag(
        "div",
        tag("p", f"Webinar pack, {event.length}, {event.when}"),
        tag("h1", plan.title),
        tag("p", plan.question),
    )
    body = join(
        tag("header", top),
        tag(
            "main",
            tag("h2", "In the next ten minutes"),
            tag("ol", *(tag("li", step) for step in _TEN_MINUTES)),
            tag("p", tag("a", "Open the slides", href="slides.html", class_="big")),
            *_facts(event),
            _table("The times", ("Clock", "Minutes", "What"), _times(event)),
            _table("Keys while you present", ("Key", "What it does"), _KEYS),
            *(_group(title, rows, files) for title, rows in FILES),
        ),
    )
    page = tag("html", tag("head", head), tag("body", body), lang="en-GB")
    return f"<!DOCTYPE html>\n{page}\n"


def _facts(event: Event) -> tuple[Html, ...]:
    outcomes = [content.outcome(each).text for each in event.plan.outcomes]
    return (
        tag("h2", "What people leave with"),
        tag("p", f"{event.plan.product}."),
        tag("p", "They can:"),
        tag("ol", *(tag("li", text) for text in outcomes)),
    )


def _times(event: Event) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (write_time(part.begins), str(part.minutes), part.segment.title) for part in event.parts
    )


def _table(caption: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Html:
    head = tag("tr", *(tag("th", name, scope="col") for name in columns))
    lines = (
        tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest))
        for first, *rest in rows
    )
    table = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *lines))
    return join(tag("h2", caption), table)


def _group(title: str, rows: tuple[tuple[str, str, str], ...], files: Collection[str]) -> Html:
    cards = (
        tag("li", tag("a", name, href=file), tag("p", what))
        for file, name, what in rows
        if file in files
    )
    return join(tag("h2", title), tag("ul", *cards, role="list"))
