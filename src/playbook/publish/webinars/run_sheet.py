"""The run sheet of a webinar, and the producer's side of it."""

from collections.abc import Iterator

from playbook.publish.documents import (
    Block,
    BulletList,
    Document,
    Field,
    Heading,
    Paragraph,
    Table,
)
from playbook.publish.webinars import content
from playbook.publish.webinars.clock import Timed, write_time
from playbook.publish.webinars.deck import Frame, deck
from playbook.publish.webinars.event import Event
from playbook.publish.webinars.model import Segment
from playbook.publish.webinars.policy import policy
from playbook.publish.webinars.sheets import worked_answer


def run_sheet(event: Event) -> Document:
    """Write the run sheet: times, who leads, what is said, and what to do when things fail.

    Its last part holds the words of every slide, so that a webinar can go on by voice alone.
    """
    return Document(
        title=f"Run sheet: {event.plan.title}",
        kind="Run sheet",
        date=event.made,
        status="",
        contents=False,
        facts=(
            Field("When", event.when),
            Field("Length", event.length),
            Field("For", event.plan.audience),
            Field("People take away", event.plan.product),
        ),
        blocks=(
            Heading("The session at a glance", numbered=False),
            _glance(event),
            *_people_and_kit(),
            *_invitation(event),
            Heading("Part by part", numbered=False),
            *(block for part in event.parts for block in _part(event, part)),
            Heading("If something fails", numbered=False),
            _fallback(),
            *_for_others(),
            Heading("Worked answers for the groups", numbered=False),
            *(block for group in event.plan.breakouts for block in worked_answer(group)),
            Heading("The words of every slide", numbered=False),
            Paragraph("Read these aloud if nobody can see the slides."),
            *(block for frame in deck(event.plan, short=event.short) for block in _aloud(frame)),
        ),
    )


def producer_side(event: Event) -> Document:
    """Write one side for the producer: when, what, and what to press."""
    rows = tuple(
        (write_time(part.begins), _what(part.segment), " ".join(part.segment.producer))
        for part in event.parts
    )
    fails = tuple(f"{row['if']}: {_small(row['then'])}" for row in _fails())
    return Document(
        title=f"Producer: {event.plan.title}",
        kind="Producer’s side",
        date=event.made,
        status="",
        facts=(Field("When", event.when),),
        contents=False,
        blocks=(
            Table(
                caption="What to do, and when",
                columns=("Clock", "What", "You do"),
                rows=rows,
                shares=(1, 3, 6),
            ),
            Paragraph("Do this, and say what you do.", lead="If something fails."),
            BulletList(fails),
        ),
    )


def _glance(event: Event) -> Table:
    numbers = _slide_numbers(event)
    rows = tuple(
        (
            write_time(part.begins),
            part.minutes,
            part.segment.title,
            policy().kinds[part.segment.kind].label,
            policy().people[part.segment.leads].name,
            numbers.get(part.segment.id, ""),
            _cut(part.segment),
        )
        for part in event.parts
    )
    total = sum(part.minutes for part in event.parts)
    return Table(
        caption=f"{total} minutes, from {event.when.split(', ')[-1]}",
        columns=("Clock", "Minutes", "What", "Kind", "Leads", "Slides", "In the 45-minute cut"),
        rows=rows,
        shares=(2, 2, 6, 3, 3, 2, 3),
        note="Can be skipped means: leave it out if you run late. Never the break or the close.",
    )


def _slide_numbers(event: Event) -> dict[str, str]:
    """Say which main slides belong to each segment. The first one belongs to the welcome."""
    first = 2
    said = {event.plan.segments[0].id: "1"}
    for part in event.parts:
        last = first + len(part.segment.slides) - 1
        if last >= first:
            said[part.segment.id] = str(first) if first == last else f"{first} to {last}"
        first = last + 1
    return said


def _cut(segment: Segment) -> str:
    if not segment.short:
        return "Left out; can be skipped"
    same = "same" if segment.short == segment.minutes else f"{segment.short} minutes"
    return f"{same}; can be skipped" if segment.skip else same


def _people_and_kit() -> Iterator[Block]:
    yield Heading("People and kit", numbered=False)
    yield Table(
        caption="Who does what",
        columns=("Role", "Answers for", "Name"),
        rows=tuple((each.name, each.duty, "") for each in policy().people.values()),
        shares=(2, 6, 3),
    )
    yield Paragraph("Two people can run it: host with chat, and presenter with producer.")
    yield BulletList(policy().lines("kit"))


def _invitation(event: Event) -> Iterator[Block]:
    yield Heading("Before the day", numbered=False)
    yield Table(
        caption="What to do beforehand",
        columns=("When", "Do", "Who"),
        rows=tuple(
            (event.on(-row["days"]), row["do"], policy().people[row["who"]].name)
            for row in policy().lines("before")
        ),
        shares=(2, 7, 2),
    )
    yield Heading("Joining note, ready to send", level=2, numbered=False)
    yield from (Paragraph(line) for line in joining_note(event))
    yield Heading("Questions about access", level=2, numbered=False)
    yield BulletList(policy().lines("access"))
    yield Heading("Captions", level=2, numbered=False)
    yield BulletList(policy().lines("captions"))
    yield Heading("Recording: say this, and ask", level=2, numbered=False)
    yield BulletList(policy().lines("consent"))


def joining_note(event: Event) -> list[str]:
    """Give the joining note with the times of this webinar."""
    first = event.parts[0].begins
    known = {
        "title": event.plan.title,
        "when": event.when if event.day else f"[day], {event.when}",
        "minutes": event.minutes,
        "start": write_time(first),
        "reply": event.on(-7) if event.day else "[a week before]",
    }
    return [line.format(**known) for line in policy().lines("joining")]


def _part(event: Event, part: Timed) -> Iterator[Block]:
    segment = part.segment
    skip = " (can be skipped)" if segment.skip else ""
    clock = f"{write_time(part.begins)} to {write_time(part.ends)}"
    yield Heading(f"{clock}: {segment.title}{skip}", level=2, numbered=False)
    leader = policy().people[segment.leads].name
    kind = policy().kinds[segment.kind].label
    yield Paragraph(f"{leader}. {kind}, {part.minutes} minutes.", lead="Leads:")
    yield BulletList(segment.says) if segment.says else Paragraph(segment.title)
    for reference in segment.notes:
        yield from _notes(reference)
    if segment.poll:
        poll = event.plan.poll(segment.poll)
        yield Paragraph(f"Poll for {poll.purpose}. {poll.cue}", lead="Poll:")
    if segment.breakout:
        group = event.plan.breakout(segment.breakout)
        yield Paragraph(f"Groups of {group.size}. {group.listen}", lead="Groups:")
    if segment.chat:
        yield Paragraph(segment.chat, lead="In the chat:")
    if segment.producer:
        yield Paragraph(" ".join(segment.producer), lead="Producer:")


def _notes(reference: str) -> Iterator[Block]:
    """Give the module's own notes for facilitators."""
    for block in content.notes(reference):
        yield Paragraph(block.text.removeprefix(block.lead).strip(), lead=block.lead)


def _fallback() -> Table:
    return Table(
        caption="What to do",
        columns=("If", "Then"),
        rows=tuple((row["if"], row["then"]) for row in _fails()),
        shares=(2, 5),
    )


def _for_others() -> Iterator[Block]:
    yield Heading("Online, hybrid, slow network, by phone", numbered=False)
    for mode in policy().lines("modes"):
        yield Heading(mode["name"], level=2, numbered=False)
        yield BulletList(tuple(mode["advice"]))


def _aloud(frame: Frame) -> Iterator[Block]:
    yield Heading(f"Slide {frame.place}: {frame.title}", level=2, numbered=False)
    yield from (Paragraph(text) for text in frame.spoken)
    for below in frame.below:
        yield Paragraph(" ".join(below.spoken), lead=f"{below.title}:")


def _fails() -> tuple[dict[str, str], ...]:
    return policy().lines("fallback")


def _what(segment: Segment) -> str:
    skip = " Can be skipped." if segment.skip else ""
    return f"{segment.title.rstrip('?')}. {policy().people[segment.leads].name} leads.{skip}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
