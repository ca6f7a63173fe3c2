"""Sheets that people fill in: polls, tasks for groups, and the evaluation."""

from collections.abc import Iterator

from playbook.learn.types.rate import Rate
from playbook.learn.types.worksheet import Field as Box
from playbook.learn.types.worksheet import Worksheet
from playbook.publish.documents import (
    Block,
    BulletList,
    Document,
    Field,
    Heading,
    Paragraph,
    Room,
    Table,
)
from playbook.publish.webinars import content
from playbook.publish.webinars.event import Event
from playbook.publish.webinars.model import Breakout, Poll
from playbook.publish.webinars.policy import policy
from playbook.publish.webinars.polls import offered

TICK = "☐"


def polls_paper(event: Event) -> Document:
    """Write the polls with what is said about each answer, for whoever runs them."""
    return Document(
        title=f"Polls: {event.plan.title}",
        kind="Polls",
        date=event.made,
        status="",
        contents=False,
        blocks=(
            Paragraph("Paste a poll into the platform, or into the chat from the file polls.txt."),
            *(block for poll in event.plan.polls for block in _poll(poll)),
        ),
    )


def polls_text(event: Event) -> str:
    """Write the polls as plain text that can be pasted into a chat."""
    return "\n\n".join(map(_pasted, event.plan.polls)) + "\n"


def breakout_sheets(event: Event) -> Document:
    """Write a sheet for each breakout. The worked answers are in the run sheet, not here."""
    plan = event.plan
    return Document(
        title=f"Sheets for small groups: {plan.title}",
        kind="Sheets for small groups",
        date=event.made,
        status="",
        contents=False,
        blocks=tuple(block for group in plan.breakouts for block in _group(event, group)),
    )


def evaluation_form(event: Event) -> Document:
    """Write the evaluation: how it was, what people learned, what they will use."""
    blocks: list[Block] = [
        Paragraph("No name is needed. It takes three minutes. Leave out what you like."),
    ]
    for part in policy().lines("evaluation"):
        blocks.append(Heading(part["part"], numbered=False))
        blocks += _asks(event, part)
    return Document(
        title=f"What did you think? {event.plan.title}",
        kind="Evaluation form",
        date=event.made,
        status="",
        contents=False,
        facts=(Field("Webinar", event.plan.id),),
        blocks=tuple(blocks),
    )


def _poll(poll: Poll) -> Iterator[Block]:
    asked = offered(poll)
    yield Heading(f"Poll: {asked.question}", numbered=False)
    yield Paragraph(policy().purposes[poll.purpose].label + ".", lead="It shows:")
    if asked.intro:
        yield Paragraph(asked.intro)
    rows = tuple(
        (offer.letter, offer.text, "right" if offer.right else "", offer.reply)
        for offer in asked.offers
    )
    named = ("Letter", "Answer", "Right", "What to say")
    kept = [at for at in range(len(named)) if at < 2 or any(row[at] for row in rows)]
    yield Table(
        caption=asked.question,
        columns=tuple(named[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
    )
    yield Paragraph(poll.cue, lead="Then:")


def _pasted(poll: Poll) -> str:
    asked = offered(poll)
    head = [asked.intro] if asked.intro else []
    answers = [f"{offer.letter}  {offer.text}" for offer in asked.offers]
    return "\n".join([*head, asked.question, *answers, "Type one letter."])


def _group(event: Event, group: Breakout) -> Iterator[Block]:
    segment = next((each for each in event.plan.segments if each.breakout == group.id), None)
    minutes = event.runs(segment) if segment else group.minutes
    yield Heading(group.title, numbered=False)
    yield Paragraph(f"{group.task} {group.size.capitalize()}, {minutes} minutes.", lead="Task:")
    yield BulletList(group.steps, numbered=True)
    yield Paragraph(group.output, lead="Bring back:")
    if group.rows:
        rows = tuple((head, "") for head in content.first_column(group.rows))
        columns = ("Line", "Our sentence")
        yield Table(caption="Our lines", columns=columns, rows=rows, shares=(2, 5))
    yield from _template(group)
    yield Table(
        caption="For the scribe: what we bring back",
        columns=("Line", *group.scribe),
        rows=tuple((line, *("" for _ in group.scribe)) for line in ("1", "2", "3")),
    )


def _template(group: Breakout) -> Iterator[Block]:
    """Give the sheet itself, made from the module's own activity."""
    activity = content.activity(group.sheet)
    if isinstance(activity, Rate):
        yield Table(
            caption=f"{activity.title}. {activity.question}".strip(),
            columns=("Statement", *activity.scale, "What shows it"),
            rows=tuple(
                (each.text, *(TICK for _ in activity.scale), "") for each in activity.statements
            ),
            shares=(6, *(1 for _ in activity.scale), 4),
        )
        return
    yield Paragraph(activity.question or activity.title, lead="Your sheet:")
    if isinstance(activity, Worksheet):
        yield from map(_box, activity.fields)
    for prompt in getattr(activity, "prompts", ()):
        yield Room(_asked(prompt.label, prompt.hint), lines=2)


def _box(field: Box) -> Block:
    """Give room to write, or an empty table where a box of the module is one."""
    if not field.columns:
        return Room(_asked(field.label, field.hint), lines=max(2, field.lines))
    labels = tuple(column.label for column in field.columns)
    rows = tuple((str(line), *("" for _ in labels)) for line in range(1, field.rows + 1))
    return Table(caption=field.label, columns=("Line", *labels), rows=rows, note=field.hint)


def _asked(label: str, hint: str) -> str:
    stop = "" if label[-1:] in ".?!" else "."
    return f"{label}{stop} {hint}".strip()


def worked_answer(group: Breakout) -> Iterator[Block]:
    """Give the answer that was worked for a breakout, and what to listen for."""
    yield Heading(group.title, level=2, numbered=False)
    yield Paragraph(group.answer_about)
    yield Table(caption="A worked answer", columns=("Part", "What a group might write"),
                rows=group.answer, shares=(1, 5))  # fmt: skip
    yield Paragraph(group.listen, lead="Listen for:")


def _asks(event: Event, part: dict[str, list[dict[str, str]]]) -> Iterator[Block]:
    scale = policy().lines("scale")
    ticked = [ask["text"] for ask in part["asks"] if ask["type"] == "scale"]
    if ticked:
        yield _ticks("How far is each true?", ticked, scale)
    for ask in part["asks"]:
        if ask["type"] == "outcomes":
            outcomes = [content.outcome(each).text for each in event.plan.outcomes]
            yield _ticks(ask["text"], outcomes, scale)
        if ask["type"] == "words":
            yield Room(ask["text"], lines=3)


def _ticks(caption: str, texts: list[str], scale: tuple[str, ...]) -> Table:
    return Table(
        caption=caption,
        columns=("Statement", *scale),
        rows=tuple((text, *(TICK for _ in scale)) for text in texts),
        shares=(6, *(1.4 for _ in scale)),
    )
