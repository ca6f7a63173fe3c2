"""What people take home or do beforehand: handout, pre-work, follow-up, and printed notes."""

from collections.abc import Iterator, Mapping

from playbook.publish.documents import (
    Block,
    BulletList,
    Document,
    Field,
    Heading,
    Paragraph,
    Picture,
    Room,
    Table,
)
from playbook.publish.webinars import content
from playbook.publish.webinars.deck import Frame, deck
from playbook.publish.webinars.event import Event
from playbook.publish.webinars.markdown import Words
from playbook.publish.webinars.model import Slide, Work
from playbook.publish.webinars.policy import policy
from playbook.publish.webinars.questions import answer_of, question_of
from playbook.publish.webinars.show import picked, sentence


def handout(event: Event) -> Document:
    """Write what people keep: the words, the figures in words and numbers, questions, answers."""
    plan = event.plan
    blocks: list[Block] = [
        Heading("What this is for", numbered=False),
        Paragraph(plan.about),
        Paragraph("After it you can:"),
        BulletList(tuple(content.outcome(each).text for each in plan.outcomes)),
    ]
    for segment in plan.part(short=event.short):
        shown = [block for slide in segment.slides for block in _slide(event, slide)]
        if shown:
            blocks += [Heading(segment.title, numbered=False), *shown]
    blocks += _points(event)
    return _paper(event, "Handout", plan.title, blocks, Field("You take away", plan.product))


def pre_work(event: Event) -> Document:
    """Write what to do beforehand, in under half an hour."""
    plan = event.plan
    blocks: list[Block] = [
        Paragraph(f"{plan.question} Come with your own answer, however rough."),
        Paragraph(f"{sum(work.minutes for work in plan.before)} minutes in all.", lead="Time:"),
        Heading("Do this", numbered=False),
        _works("Before the webinar", plan.before),
        Paragraph("The modules are in the playbook, under Learn. Each also prints on paper."),
        Heading("Tell us what would help you", numbered=False),
        BulletList(policy().lines("access")),
        Room("What I want to ask", lines=3),
    ]
    return _paper(event, "Pre-work", f"Before the webinar: {plan.title}", blocks)


def follow_up(event: Event) -> Document:
    """Write what to send afterwards, and the check six weeks on."""
    plan = event.plan
    rows = tuple((event.on(row["days"]), row["do"]) for row in policy().lines("follow_up"))
    blocks: list[Block] = [
        Heading("What to send, and when", numbered=False),
        Table(caption="After the webinar", columns=("When", "Do"), rows=rows, shares=(1, 4)),
        Heading("To everyone who came", numbered=False),
        Paragraph(f"You made this: {plan.product[:1].lower()}{plan.product[1:]}."),
        Paragraph(plan.action, lead="The one thing:"),
        _works("Learn more", plan.after),
        Heading("Six weeks on", numbered=False),
        Paragraph("Three questions. Short answers are welcome, and so is “nothing yet”."),
        *(Room(question, lines=3) for question in policy().lines("six_weeks")),
    ]
    return _paper(event, "Follow-up", f"After the webinar: {plan.title}", blocks)


def printed_notes(event: Event) -> Document:
    """Write every slide with what the speaker says, for paper."""
    blocks = [block for frame in deck(event.plan, short=event.short) for block in _noted(frame)]
    return _paper(event, "Slides and notes", f"Slides and notes: {event.plan.title}", blocks)


def _paper(event: Event, kind: str, title: str, blocks: list[Block], *facts: Field) -> Document:
    known = (Field("Webinar", event.plan.title),) if kind == "Follow-up" else ()
    sample = any("Sample data" in _text_of(block) for block in blocks)
    return Document(
        title=title,
        kind=kind,
        date=event.made,
        status="",
        contents=False,
        sample=sample,
        facts=(Field("When", event.when), *known, *facts),
        blocks=tuple(blocks),
    )


def _text_of(block: Block) -> str:
    return " ".join(str(getattr(block, name, "")) for name in ("text", "caption", "sample"))


def _slide(event: Event, slide: Slide) -> Iterator[Block]:
    """Give what a slide shows, in full."""
    title = slide.title or next((content.words(each).title for each in slide.words), "")
    for block in picked(slide):
        yield _words(block, title)
    if slide.figure:
        yield from _figure(slide.figure, event.drawn)
    if slide.table:
        shown = content.table(slide.table)
        yield Table(
            caption=shown.caption, columns=shown.columns, rows=shown.rows, sample=shown.sample
        )
    asked = event.plan.poll(slide.poll).activity if slide.poll else slide.activity
    if slide.poll and event.plan.poll(slide.poll).offers != "options":
        yield from _question(event, slide, answered=False)
    elif asked:
        yield from _question(event, slide, answered=True)
    if slide.task:
        group = event.plan.breakout(slide.task)
        yield Paragraph(group.task, lead="Task:")
        yield BulletList(group.steps, numbered=True)
        yield Paragraph(group.output, lead="Bring back:")


def _words(block: Words, title: str) -> Block:
    if block.kind == "table":
        return Table(caption=title or block.rows[0][0], columns=block.rows[0], rows=block.rows[1:])
    if block.kind == "list":
        return BulletList(tuple(row[0] for row in block.rows))
    return Paragraph(sentence(block))


def _figure(reference: str, drawn: Mapping[str, bytes]) -> Iterator[Block]:
    """Give a figure with its source: drawn where a browser could, always in words and numbers."""
    picture = content.picture(reference)
    if reference in drawn:
        yield Picture(
            image=drawn[reference],
            alt=picture.alt,
            caption=picture.message,
            sample=picture.sample,
        )
    yield Paragraph(picture.alt, lead=f"{picture.message}:", sample=picture.sample)
    yield Paragraph(picture.source)
    if picture.table:
        yield Table(
            caption=picture.table.caption,
            columns=picture.table.columns,
            rows=picture.table.rows,
            sample=picture.sample,
        )


def _question(event: Event, slide: Slide, *, answered: bool) -> Iterator[Block]:
    asked = event.plan.poll(slide.poll) if slide.poll else content.activity(slide.activity)
    shown = question_of(asked)
    lead, *rest = shown.spoken
    yield Paragraph(lead, lead="Question:")
    yield BulletList(tuple(rest)) if rest else Paragraph("Write your own answer first.")
    reference = event.plan.poll(slide.poll).activity if slide.poll else slide.activity
    answer = answer_of(content.activity(reference)) if answered else None
    if answer:
        yield Paragraph(" ".join(answer.spoken), lead=f"{answer.title}:")


def _points(event: Event) -> Iterator[Block]:
    shown = {module for slide in event.plan.slides for module in slide.points}
    modules = dict.fromkeys(each.split("/")[0] for each in event.plan.outcomes)
    for module in modules:
        yield Heading(f"Key points: {content.questions(module).title}", numbered=False)
        yield BulletList(content.key_points(module))
    if not shown:
        yield Paragraph(event.plan.action, lead="The one thing to do:")


def _works(caption: str, works: tuple[Work, ...]) -> Table:
    rows = tuple((content.questions(work.module).title, work.minutes, work.do) for work in works)
    return Table(
        caption=caption, columns=("Module", "Minutes", "What to do"), rows=rows, shares=(3, 1, 6)
    )


def _noted(frame: Frame) -> Iterator[Block]:
    yield Heading(f"Slide {frame.place}: {frame.title}", numbered=False)
    yield from (Paragraph(text) for text in frame.spoken)
    yield Paragraph(frame.said, lead="Notes:") if frame.said else Paragraph(frame.kicker)
    for below in frame.below:
        yield Paragraph(" ".join(below.spoken), lead=f"{below.title}:")
