"""Questions as slides and sheets show them: what is asked, and the answer with its reason."""

import re

from playbook.learn.tags import Html, join, paragraphs, shape, tag
from playbook.learn.types import Definition
from playbook.learn.types.choice import Choice
from playbook.learn.types.estimate import Estimate, plain
from playbook.learn.types.judge import Judge
from playbook.learn.types.sort import Sort
from playbook.learn.types.worksheet import Worksheet
from playbook.publish.webinars.model import Poll
from playbook.publish.webinars.polls import LETTERS, offered
from playbook.publish.webinars.show import Shown

_PRAISE = re.compile(r"^That is close[.:,]\s*")
_ALL_REASONS = 4  # a slide holds the reasons of so many items; with more it holds the places


def question_of(asked: Definition | Poll) -> Shown:
    """Show a question with the answers to choose from, each with its letter or number."""
    if isinstance(asked, Poll):
        poll = offered(asked)
        return _lettered(poll.title, poll.intro, poll.question, [o.text for o in poll.offers])
    if isinstance(asked, Sort):
        return _sorting(asked)
    texts = answers_offered(asked)
    question = asked.question or asked.title
    if isinstance(asked, Estimate):
        ends = f"Between {plain(asked.minimum, ',')} and {_with_unit(asked.maximum, asked.unit)}."
        shown = _lettered(asked.title, asked.intro, question, [])
        body = join(shown.body, tag("p", ends))
        return Shown(title=asked.title, look="question", body=body, spoken=(*shown.spoken, ends))
    return _lettered(asked.title, asked.intro, question, texts)


def answers_offered(asked: Definition) -> list[str]:
    """Give the texts that a person chooses from, or the boxes that they fill."""
    for name in ("options", "statements", "items", "lines"):
        if hasattr(asked, name):
            return [each.text for each in getattr(asked, name)]
    if isinstance(asked, Worksheet):
        return [each.label for each in asked.fields]
    return [each.label for each in getattr(asked, "prompts", ())]


def answer_of(asked: Definition) -> Shown | None:
    """Show the answer to a question and why; nothing for a question without one."""
    if isinstance(asked, Choice):
        return _right(asked)
    if isinstance(asked, Sort):
        return _places(asked)
    if isinstance(asked, Estimate):
        told, why = _with_unit(asked.answer, asked.unit), _without_praise(asked.close)
        body = join(
            tag("p", told, class_="pb-big"),
            paragraphs(why),
            tag("p", f"Source: {asked.source}", class_="pb-from"),
        )
        spoken = (told, why, f"Source: {asked.source}")
        return Shown(title="The answer", look="answer", body=body, spoken=spoken)
    if isinstance(asked, Judge):
        body = paragraphs(asked.expert.reasons)
        title = "What an expert weighs"
        return Shown(title=title, look="answer", body=body, spoken=(asked.expert.reasons,))
    return None


def _with_unit(number: float, unit: str) -> str:
    return f"{plain(number, ',')}{'' if unit == '%' else ' '}{unit}"


def _without_praise(told: str) -> str:
    """Leave out that a guess was close: a slide is shown to those who were not, too."""
    rest = _PRAISE.sub("", told)
    return rest[:1].upper() + rest[1:]


def _lettered(title: str, intro: str, question: str, texts: list[str]) -> Shown:
    options = (
        tag("li", tag("span", f"{letter}", class_="pb-letter"), tag("span", text))
        for letter, text in zip(LETTERS, texts, strict=False)
    )
    body = join(
        paragraphs(intro) if intro else None,
        tag("p", question, class_="pb-slide-lead"),
        tag("ol", *options, class_="pb-letters", role="list") if texts else None,
    )
    spoken = [f"{letter}: {text}" for letter, text in zip(LETTERS, texts, strict=False)]
    said = tuple(filter(None, (intro, question, *spoken)))
    return Shown(title=title, look="question", body=body, spoken=said)


def _sorting(asked: Sort) -> Shown:
    places = tag("p", *_bins(asked), class_="pb-places")
    items = tag("ol", *(tag("li", item.text) for item in asked.items))
    lead = tag("p", asked.question, class_="pb-slide-lead")
    numbered = [f"{place}: {item.text}" for place, item in enumerate(asked.items, 1)]
    labels = ", ".join(bin_.label for bin_ in asked.bins)
    return Shown(
        title=asked.title,
        look="question",
        body=join(lead, items, places),
        spoken=(asked.question, *numbered, f"The places: {labels}."),
    )


def _bins(asked: Sort) -> list[Html]:
    return [
        tag(
            "span",
            shape(bin_.shape) if bin_.shape else None,
            bin_.label,
            class_=f"pb-place pb-stage-{bin_.id}" if bin_.shape else "pb-place",
        )
        for bin_ in asked.bins
    ]


def _right(asked: Choice) -> Shown:
    letters = dict(zip([option.text for option in asked.options], LETTERS, strict=False))
    right = [option for option in asked.options if option.right]
    parts = [
        join(
            tag(
                "p",
                tag("span", letters[option.text], class_="pb-letter"),
                tag("strong", option.text),
                class_="pb-slide-lead pb-right",
            ),
            paragraphs(option.feedback),
        )
        for option in right
    ]
    others = [
        tag("p", f"{letters[option.text]}: {option.text} {option.feedback}")
        for option in asked.options
        if not option.right
    ]
    after = paragraphs(asked.after) if asked.after else None
    spoken = [f"{letters[o.text]}: {o.text} {o.feedback}" for o in right]
    aloud = join(tag("p", tag("strong", "About the other answers")), *others)
    return Shown(
        title="The answer, and why",
        look="answer",
        body=join(*parts, after),
        spoken=tuple(filter(None, (*spoken, asked.after))),
        aloud=aloud,
    )


def _places(asked: Sort) -> Shown:
    labels = {bin_.id: bin_.label for bin_ in asked.bins}
    full = len(asked.items) <= _ALL_REASONS
    told = [f"{labels[item.bin]}. {item.feedback if full else item.text}" for item in asked.items]
    rows = (
        tag("li", tag("strong", f"{labels[item.bin]}. "), item.feedback if full else item.text)
        for item in asked.items
    )
    reasons = [tag("p", f"{item.text} {item.feedback}") for item in asked.items]
    return Shown(
        title="Where each belongs, and why" if full else "Where each belongs",
        look="answer",
        body=tag("ol", *rows),
        spoken=tuple(told),
        aloud=join(*reasons),
    )
