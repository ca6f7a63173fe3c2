"""Begin a webinar of your own from any modules: a plan that works at once, to be changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from playbook.learn.definitions import Notebook
from playbook.learn.fields import SLUG
from playbook.learn.types import Definition
from playbook.learn.types.choice import Choice
from playbook.learn.types.worksheet import Worksheet
from playbook.markup import PlainError
from playbook.publish.webinars import content
from playbook.publish.webinars.plan import plan_files, read_plan

_WRITES = ("worksheet", "rate", "reflect", "checklist")
_ACTION = "roles-and-skills/support-needs"
_HEAD = """\
# A webinar of your own. It works as it stands: playbook webinar build {file}
#
# Change times, notes, tasks and the worked answer. What is shown comes from the modules that are
# named here, so change it there. A name that is wrong is refused, with the nearest valid one.

"""


def new_plan(name: str, modules: Sequence[str], folder: Path) -> Path:
    """Write a plan for a webinar made from modules, and give its path.

    It opens with the first section of the first module, shows one section of each further one
    (three modules at most), and has three polls, a task for groups and a break. The minutes add
    up to 75, and to 45 in the short cut.

    Raises ``PlainError`` for a name that is taken or cannot be one, for a file that is there
    already, and when there are no modules or more than three. An unknown module raises
    ``ContentError`` with the list of those there are.
    """
    if not SLUG.fullmatch(name) or name in plan_files():
        raise PlainError(
            f'"{name}" cannot be the name. Use small letters and hyphens, such as our-winter, '
            "and not the name of a webinar that ships with the playbook."
        )
    if not 1 <= len(modules) <= 3:
        raise PlainError(f"A webinar is made from one to three modules, and {len(modules)} given.")
    path = folder / f"{name}.yml"
    if path.exists():
        raise PlainError(f"{path} is there already, and was left as it is.")
    books = [content.questions(module) for module in modules]
    written = yaml.safe_dump(_plan(name, books), sort_keys=False, allow_unicode=True, width=96)
    path.write_text(_HEAD.format(file=path.name) + written, encoding="utf-8")
    read_plan(path)
    return path


def _plan(name: str, books: list[Notebook]) -> dict[str, Any]:
    first = books[0]
    opening, checking = _two_choices(books)
    sheet = _sheet(books)
    tested = dict.fromkeys(_outcome(each) for each in (opening, checking, sheet))
    return {
        "id": name,
        "number": 9,
        "title": " and ".join(book.title for book in books),
        "minutes": 75,
        "short": 45,
        "audience": first.audience,
        "question": first.question,
        "about": "A webinar of our own, made from the modules of the playbook.",
        "product": {"text": content.activity(sheet).title, "from": sheet},
        "action": "Write down one thing that you will do, and by when.",
        "outcomes": list(tested),
        "segments": _segments(books, sheet),
        "polls": _polls(opening, checking),
        "breakouts": [_breakout(sheet)],
        "before": [{"module": first.id, "minutes": 10, "do": "Read the first two parts."}],
        "after": [
            {"module": book.id, "minutes": book.minutes, "do": "Work through the whole module."}
            for book in books
        ],
    }


def _segments(books: list[Notebook], sheet: str) -> list[dict[str, Any]]:
    sections = [_sections(book.id) for book in books]
    story, idea = sections[0][0], sections[0][1]
    more = [listed[1] for listed in sections[1:]] or [sections[0][2]]
    pause = ["Back in five minutes.", "Captions stay on."]
    close = {"title": "What to take away", "points": [books[0].id]}
    return [
        _segment("welcome", "welcome", "Welcome, and how to take part", 5, 4, "host"),
        _segment("story", "present", "A story to begin with", 8, 6, "presenter", [_words(story)]),
        _with(_segment("need", "poll", "Where do we stand?", 5, 3, "chat"), poll="need"),
        _segment("idea", "present", "The idea", 12, 9, "presenter", [_words(idea)]),
        _segment("more", "present", "A second look", 10, 0, "presenter", list(map(_words, more))),
        _segment("pause", "break", "Break", 5, 0, "producer", [{"title": "Break", "lines": pause}]),
        _with(_segment("check", "poll", "What would you do?", 4, 4, "chat"), poll="understanding"),
        _with(_segment("groups", "breakout", "Your turn", 15, 12, "host"), breakout="groups"),
        _segment("hear", "feedback", "What each group brings back", 6, 4, "host"),
        _with(_segment("promise", "poll", "What will you do?", 3, 2, "chat"), poll="action"),
        _segment("close", "close", "What to take away", 2, 1, "host", [close]),
    ]


def _segment(
    id_: str, kind: str, title: str, minutes: int, short: int, leads: str,
    slides: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    written: dict[str, Any] = {
        "id": id_, "kind": kind, "title": title, "minutes": minutes, "short": short, "leads": leads,
    }  # fmt: skip
    if not short:
        written["skip"] = True
    return written | ({"slides": slides} if slides else {})


def _with(segment: dict[str, Any], **named: str) -> dict[str, Any]:
    """Name the poll or the task of a segment, and put it on a slide."""
    key, value = next(iter(named.items()))
    slide = {"poll": value} if key == "poll" else {"task": value}
    return segment | named | {"slides": [slide]}


def _words(reference: str) -> dict[str, Any]:
    blocks = content.words(reference).blocks
    return {"words": [reference], "blocks": list(range(1, min(len(blocks), 3) + 1))}


def _sections(module: str) -> list[str]:
    """Give the sections of a module that begin a slide, but for its title and its end."""
    found = [
        f"{module}/{id_}" for id_ in content.slides_of(module) if id_ not in ("title", "key-points")
    ]
    if len(found) < 3:
        raise PlainError(f"{module} has fewer than three parts that begin a slide. Choose another.")
    return found


def _two_choices(books: list[Notebook]) -> tuple[str, str]:
    found = [
        f"{book.id}/{each.id}"
        for book in books
        for each in book.activities
        if isinstance(each, Choice) and len(each.options) <= 10
    ]
    if len(found) < 2:
        raise PlainError("These modules have fewer than two questions to choose from. Add one.")
    return found[0], found[1]


def _sheet(books: list[Notebook]) -> str:
    for kind in _WRITES:
        for book in books:
            for each in book.activities:
                if each.type == kind:
                    return f"{book.id}/{each.id}"
    raise PlainError("These modules have nothing that people write. Choose one that does.")


def _outcome(reference: str) -> str:
    return f"{content.split(reference)[0]}/{content.activity(reference).outcome}"


def _polls(opening: str, checking: str) -> list[dict[str, Any]]:
    cue = "Ask one person on each side for a reason."
    only = ["shared-words", "skills-scored", "data-in-time", "partners-decide"]
    return [
        {"id": "need", "purpose": "need", "activity": opening, "cue": cue},
        {"id": "understanding", "purpose": "understanding", "activity": checking, "cue": cue},
        {
            "id": "action", "purpose": "action", "activity": _ACTION, "offers": "next",
            "only": only, "ask": "Which will you do first?", "cue": "Ask for the day.",
        },
    ]  # fmt: skip


def _breakout(sheet: str) -> dict[str, Any]:
    activity = content.activity(sheet)
    return {
        "id": "groups",
        "title": activity.title,
        "minutes": 15,
        "size": "4 to 6 people",
        "task": activity.question or activity.title,
        "steps": [
            "2 minutes. Choose one real piece of work, and a scribe.",
            "10 minutes. Fill in the sheet together. Write what shows it.",
            "3 minutes. Agree on one sentence to bring back.",
        ],
        "output": "One sentence, and what it rests on.",
        "sheet": sheet,
        "answer": {
            "about": "An example from the module. Put one from your own work here.",
            "rows": [{"part": "Example", "text": text} for text in _example(activity)],
        },
        "listen": "An answer with nothing that shows it. Ask what somebody else could look at.",
        "scribe": ["Our sentence", "What shows it", "Who does what next"],
    }


def _example(activity: Definition) -> list[str]:
    """Give the module's own example, or what it asks people to look for."""
    if isinstance(activity, Worksheet) and activity.example:
        return [" ".join(each.split()) for each in activity.example.split("\n\n") if each.strip()]
    hints = [each.hint for each in getattr(activity, "prompts", ()) if each.hint]
    shown = [each.evidence for each in getattr(activity, "statements", ())][:3]
    return hints or shown or [activity.title]
