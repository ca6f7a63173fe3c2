"""What a slide shows when it shows words, a figure, a table, key points or a task."""

import re
from dataclasses import dataclass

from playbook.learn.tags import Html, join, tag
from playbook.publish.webinars import content
from playbook.publish.webinars.markdown import Words
from playbook.publish.webinars.model import Breakout, Slide

_SIZE = re.compile(r"(font-size:\s*)(\d+(?:\.\d+)?)(px)")
_SMALLEST = 11.5  # in a drawing; small marks beside it are lifted to it
_FIRST_SENTENCE = re.compile(r"^.*?[.!?](?=\s+[A-Z]|$)")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The parts of a slide. ``aloud`` is for the speaker: what a drawing shows, in words."""

    title: str
    look: str
    body: Html
    side: Html | None = None
    spoken: tuple[str, ...] = ()
    aloud: Html | None = None


def words_of(slide: Slide) -> Shown:
    """Show cells of words, with a figure, a table or key points if the plan names them."""
    texts = [content.words(reference) for reference in slide.words]
    blocks = picked(slide)
    points = [point for module in slide.points for point in content.key_points(module)]
    body = [Html(block.html) for block in blocks]
    body += [tag("p", line) for line in slide.lines]
    if points:
        body.append(tag("ul", *(tag("li", point) for point in points)))
    title = next((text.title for text in texts if text.title), "")
    spoken = (*(sentence(block) for block in blocks), *slide.lines, *points)
    if slide.figure:
        return _with_figure(slide.figure, title, body, spoken)
    if slide.table:
        shown = content.table(slide.table)
        body.append(tag("div", Html(shown.html), class_="pb-slide-table"))
        spoken = (*spoken, *(": ".join(row) for row in shown.rows))
    look = "break" if slide.lines and not (slide.words or points) else "words"
    return Shown(title=title, look=look, body=join(*body), spoken=spoken)


def picked(slide: Slide) -> list[Words]:
    """Give the blocks of a slide's cells, those that the plan picks or all."""
    blocks = [block for each in slide.words for block in content.words(each).blocks]
    return [blocks[number - 1] for number in slide.blocks] if slide.blocks else blocks


def sentence(block: Words) -> str:
    """Write a block as it would be read aloud: a table row by row, a list item by item."""
    rows = block.rows[1:] if block.kind == "table" else block.rows
    return " ".join(_stopped(": ".join(filter(None, row))) for row in rows)


def task_of(group: Breakout) -> Shown:
    """Show the task of a breakout: what to do, in steps, and what to bring back."""
    body = join(
        tag("p", group.task, class_="pb-slide-lead"),
        tag("ol", *(tag("li", step) for step in group.steps)),
        tag("p", tag("strong", "Bring back: "), group.output),
    )
    spoken = (group.task, *group.steps, f"Bring back: {group.output}")
    return Shown(title=group.title, look="task", body=body, spoken=spoken)


def _with_figure(reference: str, title: str, body: list[Html], spoken: tuple[str, ...]) -> Shown:
    picture = content.picture(reference)
    message = tag("p", tag("strong", picture.message)) if not picture.drawing else None
    badge = tag("span", "Sample data", class_="pb-sample") if picture.sample else None
    source = tag("p", badge, " " if badge else "", first_sentence(picture.source), class_="pb-from")
    return Shown(
        title=title or picture.message,
        look="figure",
        body=join(*body, message, source),
        side=tag("div", Html(for_a_slide(picture.narrow)), class_="pb-side"),
        spoken=(*spoken, picture.message, picture.source),
        aloud=join(tag("p", tag("strong", "What the drawing shows. "), picture.alt)),
    )


def for_a_slide(svg: str) -> str:
    """Lift the small marks of a drawing, so that they can be read at the back of a room.

    >>> for_a_slide('<text style="font-size: 10px">Sample data</text>')
    '<text style="font-size: 11.5px">Sample data</text>'
    """
    return _SIZE.sub(lambda found: f"{found[1]}{max(float(found[2]), _SMALLEST):g}{found[3]}", svg)


def first_sentence(text: str) -> str:
    """Give the first sentence; the rest is in the handout.

    >>> first_sentence("Source: one, August 2025 release. Counted by home.")
    'Source: one, August 2025 release.'
    """
    found = _FIRST_SENTENCE.search(text)
    return found[0] if found else text


def _stopped(text: str) -> str:
    return text if text[-1:] in ".?!”:" else f"{text}."
