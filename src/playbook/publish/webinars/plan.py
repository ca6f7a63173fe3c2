"""Read the plan of a webinar, and report everything that is wrong with it at once."""

from collections.abc import Iterable
from pathlib import Path

from playbook.framework.lines import Problem
from playbook.framework.register import UnknownNameError, unknown
from playbook.learn.fields import Fields, read_fields
from playbook.places import pack
from playbook.publish.webinars.checks import check_whole
from playbook.publish.webinars.model import Breakout, Poll, Segment, Slide, Webinar, Work
from playbook.publish.webinars.policy import policy

OFFERS = ("options", "statements", "next")


class PlanError(ValueError):
    """A plan is not right. ``problems`` lists everything, each with its place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        listed = "\n".join(f"  - {problem}" for problem in self.problems)
        super().__init__(f"The plan of the webinar has {count}. Nothing was made.\n{listed}")


def plan_files() -> dict[str, Path]:
    """Give the plans that ship with the playbook by their ids."""
    return {path.stem: path for path in sorted(pack("book", "webinars").glob("*.yml"))}


def find_plan(name: str) -> Webinar:
    """Read a plan by its id, or by the path of a file of your own.

    A name that is neither raises :class:`UnknownNameError`, which lists the plans there are.
    A plan with mistakes raises :class:`PlanError`, which lists them all.

    >>> find_plan("overview").minutes
    75
    """
    files = plan_files()
    if name in files:
        return read_plan(files[name])
    if name.endswith((".yml", ".yaml")) and Path(name).is_file():
        return read_plan(Path(name))
    raise UnknownNameError(unknown(name, files, "the webinars"))


def plans() -> tuple[Webinar, ...]:
    """Read every plan that ships with the playbook, in the order of their numbers."""
    return tuple(sorted(map(read_plan, plan_files().values()), key=lambda plan: plan.number))


def read_plan(path: Path) -> Webinar:
    """Read one plan. All its problems are raised in one :class:`PlanError`.

    Unknown names are refused with the nearest valid one. Minutes must add up to the length that
    is advertised, in full and in the short cut; each reference must lead somewhere; each outcome
    must be practised; and breaks must stand where people need them.
    """
    fields, problems = read_fields(path)
    if fields is None:
        raise PlanError(problems)
    plan = _read(fields)
    fields.close()
    if plan.id and plan.id != path.stem:
        fields.problem(f'"{plan.id}" does not match the file\'s name, {path.name}.', "id")
    if not problems:
        for field, message in check_whole(plan):
            fields.problem(message, field)
    if problems:
        raise PlanError(problems)
    return plan


def _read(fields: Fields) -> Webinar:
    product = fields.child("product")
    plan = Webinar(
        id=fields.slug("id"),
        title=fields.text("title"),
        number=_whole(fields, "number"),
        minutes=_whole(fields, "minutes"),
        short=_whole(fields, "short"),
        audience=fields.text("audience"),
        question=fields.text("question"),
        product=product.text("text"),
        product_from=product.text("from"),
        about=fields.text("about"),
        outcomes=fields.texts("outcomes"),
        segments=tuple(map(_segment, fields.children("segments", at_least=3))),
        polls=tuple(map(_poll, fields.children("polls"))),
        breakouts=tuple(map(_breakout, fields.children("breakouts"))),
        before=tuple(map(_work, fields.children("before"))),
        after=tuple(map(_work, fields.children("after"))),
        action=fields.text("action"),
    )
    product.close()
    fields.unique((segment.id for segment in plan.segments), "the segment")
    return plan


def _segment(fields: Fields) -> Segment:
    segment = Segment(
        id=fields.slug("id"),
        kind=fields.one_of("kind", policy().kinds, "the kinds of segment"),
        title=fields.text("title"),
        minutes=_whole(fields, "minutes"),
        short=_whole(fields, "short", least=0),
        leads=fields.one_of("leads", policy().people, "the people who run a webinar"),
        skip=fields.flag("skip"),
        slides=tuple(map(_slide, fields.children("slides"))) if fields.has("slides") else (),
        notes=fields.texts("notes"),
        says=fields.texts("says"),
        producer=fields.texts("producer"),
        chat=fields.text("chat", required=False),
        poll=fields.slug("poll", required=False),
        breakout=fields.slug("breakout", required=False),
    )
    fields.close()
    return segment


def _slide(fields: Fields) -> Slide:
    slide = Slide(
        title=fields.text("title", required=False),
        words=fields.texts("words"),
        blocks=fields.whole_numbers("blocks"),
        figure=fields.text("figure", required=False),
        table=fields.text("table", required=False),
        activity=fields.text("activity", required=False),
        points=fields.texts("points"),
        poll=fields.slug("poll", required=False),
        task=fields.slug("task", required=False),
        lines=fields.texts("lines"),
    )
    fields.close()
    return slide


def _poll(fields: Fields) -> Poll:
    poll = Poll(
        id=fields.slug("id"),
        purpose=fields.one_of("purpose", policy().purposes, "the purposes of a poll"),
        activity=fields.text("activity"),
        ask=fields.text("ask", required=False),
        offers=fields.one_of("offers", OFFERS, "what a poll can offer")
        if fields.has("offers")
        else "options",
        only=fields.texts("only"),
        cue=fields.text("cue"),
    )
    fields.close()
    return poll


def _breakout(fields: Fields) -> Breakout:
    answer = fields.child("answer")
    breakout = Breakout(
        id=fields.slug("id"),
        title=fields.text("title"),
        minutes=_whole(fields, "minutes"),
        size=fields.text("size"),
        task=fields.text("task"),
        steps=fields.texts("steps"),
        output=fields.text("output"),
        sheet=fields.text("sheet"),
        answer_about=answer.text("about"),
        answer=tuple((row.text("part"), row.text("text")) for row in _rows(answer)),
        listen=fields.text("listen"),
        scribe=fields.texts("scribe"),
        rows=fields.text("rows", required=False),
    )
    answer.close()
    fields.close()
    return breakout


def _rows(answer: Fields) -> Iterable[Fields]:
    for row in answer.children("rows"):
        yield row
        row.close()


def _work(fields: Fields) -> Work:
    work = Work(
        module=fields.text("module"), minutes=_whole(fields, "minutes"), do=fields.text("do")
    )
    fields.close()
    return work


def _whole(fields: Fields, name: str, *, least: int = 1) -> int:
    value = fields.number(name, default=least)
    if value < least or value != int(value):
        fields.problem(f"expected a whole number of at least {least}, found {value}.", name)
        return least
    return int(value)
