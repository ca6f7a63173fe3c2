"""The slides of a webinar as data: what each shows, says, and hides until it is asked for."""

import re
from dataclasses import dataclass
from html import unescape

from playbook.learn.tags import Html, join, minutes_text, paragraphs, tag
from playbook.publish.webinars import content
from playbook.publish.webinars.model import Segment, Slide, Webinar
from playbook.publish.webinars.policy import policy
from playbook.publish.webinars.questions import answer_of, question_of
from playbook.publish.webinars.show import Shown, task_of, words_of

_TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One slide. ``spoken`` is what it says, in plain sentences; ``below`` is shown when asked.

    ``place`` is its number among the main slides, and ``look`` says how it is laid out.
    """

    place: int
    title: str
    look: str
    kicker: str
    body: Html
    side: Html | None = None
    spoken: tuple[str, ...] = ()
    notes: Html | None = None
    below: tuple["Frame", ...] = ()

    @property
    def said(self) -> str:
        """Give the notes as plain text."""
        return " ".join(unescape(_TAGS.sub(" ", self.notes or "")).split())


def deck(plan: Webinar, *, short: bool = False) -> tuple[Frame, ...]:
    """Make the slides of a webinar, in full or for the short cut.

    The first one comes from the plan itself. Everything else is read from the notebooks now, so
    a sentence that changed there is changed here.
    """
    frames = [_title(plan, short)]
    for segment in plan.part(short=short):
        for at, slide in enumerate(segment.slides):
            frames.append(_frame(plan, segment, slide, len(frames) + 1, at == 0, short))
    return tuple(frames)


def _title(plan: Webinar, short: bool) -> Frame:
    minutes = plan.short if short else plan.minutes
    welcome = plan.segments[0]
    return Frame(
        place=1,
        title=plan.title,
        look="title",
        kicker=f"Webinar {plan.number}, {minutes_text(minutes)}",
        body=join(
            tag("p", plan.question),
            tag("p", "Type, speak or listen: each is taking part."),
        ),
        spoken=(plan.question, "You will take away: " + plan.product + "."),
        notes=_notes(plan, welcome, short),
    )


def _frame(
    plan: Webinar, segment: Segment, slide: Slide, place: int, first: bool, short: bool
) -> Frame:
    shown = _shown(plan, slide)
    kicker = policy().kinds[segment.kind].label
    notes = _notes(plan, segment, short) if first else _still(segment)
    return Frame(
        place=place,
        title=slide.title or (not slide.poll and shown.title) or segment.title,
        look=shown.look,
        kicker=kicker,
        body=shown.body,
        side=shown.side,
        spoken=shown.spoken,
        notes=join(notes, shown.aloud),
        below=_below(plan, slide, place, kicker),
    )


def _shown(plan: Webinar, slide: Slide) -> Shown:
    if slide.task:
        return task_of(plan.breakout(slide.task))
    if slide.poll:
        return question_of(plan.poll(slide.poll))
    if slide.activity:
        return question_of(content.activity(slide.activity))
    return words_of(slide)


def _below(plan: Webinar, slide: Slide, place: int, kicker: str) -> tuple[Frame, ...]:
    """Show the answer and its reason below a question that has one."""
    asked = plan.poll(slide.poll).activity if slide.poll else slide.activity
    offers = plan.poll(slide.poll).offers if slide.poll else "options"
    answer = answer_of(content.activity(asked)) if asked and offers == "options" else None
    if answer is None:
        return ()
    return (
        Frame(
            place=place,
            title=answer.title,
            look=answer.look,
            kicker=kicker,
            body=answer.body,
            spoken=answer.spoken,
            notes=answer.aloud,
        ),
    )


def _notes(plan: Webinar, segment: Segment, short: bool) -> Html:
    """Write what the presenter needs in the speaker's window for a segment."""
    minute = 0
    for each in plan.part(short=short):
        if each.id == segment.id:
            break
        minute += each.short if short else each.minutes
    length = segment.short if short else segment.minutes
    when = f"{segment.title}. Minutes {minute} to {minute + length}. {_leader(segment)} leads."
    blocks = [block for reference in segment.notes for block in content.notes(reference)]
    cue = plan.poll(segment.poll).cue if segment.poll else ""
    listen = plan.breakout(segment.breakout).listen if segment.breakout else ""
    skip = "Can be skipped if you run late." if segment.skip else ""
    chat = f"For the chat: {segment.chat}" if segment.chat else ""
    return join(
        tag("p", tag("strong", when), f" {skip}"),
        tag("ul", *(tag("li", line) for line in segment.says)) if segment.says else None,
        *(Html(block.html) for block in blocks),
        *(paragraphs(text) for text in (cue, listen, chat) if text),
    )


def _still(segment: Segment) -> Html:
    return tag("p", tag("strong", f"{segment.title}, continued."))


def _leader(segment: Segment) -> str:
    return policy().people[segment.leads].name
