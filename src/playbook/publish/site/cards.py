"""Parts of the standing pages: the cycle, the four stages, the three doors, the course."""

from playbook.framework import cycle, framework
from playbook.framework.register import unknown
from playbook.learn.course import Way
from playbook.learn.course import course as course_of_modules
from playbook.learn.definitions import KINDS, Notebook, catalogue
from playbook.learn.record import record_page
from playbook.learn.tags import Html, data_script, hours_text, minutes_text, shape, tag
from playbook.publish.site.course import page_of
from playbook.publish.site.links import Links

_DOORS = (
    (
        "person",
        "Learn by yourself",
        "You want to understand commissioning, at your own pace. Every answer is explained.",
        "book/learn",
        "See the course",
    ),
    (
        "people",
        "Run a session",
        "You help a group to learn. Use the module on a screen, and print it for the room.",
        "book/facilitate",
        "Plan a session",
    ),
    (
        "chart",
        "Use it on a project",
        "Your team has a decision to make. Put your own data through the same notebook.",
        "book/project",
        "Start with your data",
    ),
)
_ICONS = {
    "person": '<circle cx="20" cy="13" r="6.5"/><path d="M7 35c1-9 6-13 13-13s12 4 13 13"/>',
    "people": (
        '<circle cx="20" cy="12" r="5"/><path d="M11 34c0-9 3-13 9-13s9 4 9 13"/>'
        '<circle cx="7.5" cy="17" r="3.5"/><path d="M2 33c0-5 1-8 4.5-9"/>'
        '<circle cx="32.5" cy="17" r="3.5"/><path d="M38 33c0-5-1-8-4.5-9"/>'
    ),
    "chart": '<path d="M5 5v30h30"/><path d="m11 27 7-8 6 4 11-14"/>',
}


def cycle_picture(links: Links, argument: str) -> str:
    """Draw the cycle alone, for the top of the home page. The stages follow there in words."""
    return tag("div", Html(cycle().drawings()), class_="pb-hero-picture")


def stages(links: Links, argument: str) -> str:
    """Show each stage: its mark, its question, what it promises."""
    cards = (
        tag(
            "li",
            tag("h3", shape(stage.shape), stage.name),
            tag("p", stage.question, class_="pb-card-question"),
            tag("p", stage.promise),
            class_=f"pb-card pb-stage-{stage.id}",
        )
        for stage in framework().stages.values()
    )
    return tag("ol", *cards, class_="pb-cards pb-four", role="list")


def doors(links: Links, argument: str) -> str:
    """Show the three starting points, each with the link that opens it."""
    cards = (
        tag(
            "li",
            _icon(icon),
            tag("h3", title),
            tag("p", text),
            tag("p", tag("a", action, href=links.to(page), class_="pb-card-link")),
            class_="pb-card pb-door",
        )
        for icon, title, text, page, action in _DOORS
    )
    return tag("ul", *cards, class_="pb-cards pb-three", role="list")


def course(links: Links, argument: str) -> str:
    """Show the notebooks of one kind in the order of the course, or of every kind."""
    if argument and argument not in KINDS:
        raise ValueError(unknown(argument, KINDS, "the kinds of notebook"))
    chosen = [book for book in catalogue() if not argument or book.kind == argument]
    cards = (_course_card(links, book) for book in chosen)
    return tag("ul", *cards, class_="pb-cards pb-course-list", role="list")


def paths(links: Links, argument: str) -> str:
    """Show the ways through the course, each with its steps and the minutes they take."""
    books = {book.id: book for book in catalogue()}
    ways = (
        _way(links, way, [books[step] for step in way.steps]) for way in course_of_modules().paths
    )
    return tag("ul", *ways, class_="pb-cards pb-ways", role="list")


def learning_record(links: Links, argument: str) -> str:
    """Set out the course for the script that shows what this device remembers of it."""
    return record_page(address=lambda book: links.to(page_of(book)))


def resume(links: Links, argument: str) -> str:
    """Leave the place where a returning learner is offered the way back in.

    The script needs the order of the course, to say what comes after a finished module.
    """
    modules = [
        {
            "id": book.id,
            "title": book.title,
            "address": links.to(page_of(book)),
            "activities": [activity.id for activity in book.activities],
        }
        for book in catalogue()
        if book.kind == "module"
    ]
    order = data_script({"modules": modules}, "pb-course-order")
    return tag("div", order, class_="pb-resume", hidden=True)


def _icon(name: str) -> Html:
    return Html(
        '<svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="2.6" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f"{_ICONS[name]}</svg>"
    )


def _course_card(links: Links, book: Notebook) -> Html:
    outcomes = (tag("li", outcome.text) for outcome in book.outcomes)
    stage = framework().stages[book.stage] if book.stage else None
    mark = (shape(stage.shape), stage.name) if stage else (shape("ring"), "The whole cycle")
    place = course_of_modules().place_of(book.id) if book.kind == "module" else None
    return tag(
        "li",
        tag("p", tag("span", *mark, class_="pb-card-stage"), minutes_text(book.minutes)),
        tag("h3", f"{place}. " if place else "", _to(links, book)),
        tag("p", book.question, class_="pb-card-question"),
        tag("details", tag("summary", "What you can do afterwards"), tag("ul", *outcomes)),
        _progress(book),
        class_=f"pb-card pb-course-card pb-stage-{book.stage or 'all'}",
    )


def _way(links: Links, way: Way, books: list[Notebook]) -> Html:
    steps = (tag("li", _to(links, book), " ", _progress(book, short=True)) for book in books)
    minutes = sum(book.minutes for book in books)
    return tag(
        "li",
        tag("h3", way.name),
        tag("p", way.text),
        tag("ol", *steps),
        tag("p", f"About {hours_text(minutes)} in all.", class_="pb-minutes"),
        class_="pb-card pb-way",
        id=f"path-{way.id}",
    )


def _to(links: Links, book: Notebook) -> Html:
    return tag("a", book.title, href=links.to(page_of(book)))


def _progress(book: Notebook, *, short: bool = False) -> Html:
    """Leave the place where the script says how much of a notebook is done."""
    return tag(
        "span" if short else "p",
        class_="pb-card-progress pb-in-short" if short else "pb-card-progress",
        hidden=True,
        data_kind=book.kind,
        data_module=book.id,
        data_activities=" ".join(activity.id for activity in book.activities),
    )
