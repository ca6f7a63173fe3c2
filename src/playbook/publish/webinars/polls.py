"""Polls, made from the activities of modules."""

from dataclasses import dataclass

from playbook.framework.register import unknown
from playbook.publish.webinars import content
from playbook.publish.webinars.model import Poll

LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class Offer:
    """One answer that people may give, what is said about it, and whether it is right."""

    letter: str
    text: str
    reply: str
    right: bool | None


@dataclass(frozen=True)
class Asked:
    """A poll as people meet it."""

    title: str
    intro: str
    question: str
    offers: tuple[Offer, ...]


def offered(poll: Poll) -> Asked:
    """Make a poll from its activity.

    A question offers its options, a self-assessment its statements or the next steps below them;
    ``only`` keeps some of these by their ids. Raises ``ContentError`` for an activity that has
    nothing of the kind, for an unknown id, and for more answers than a platform takes (ten).
    """
    activity = content.activity(poll.activity)
    found = _options(activity) if poll.offers == "options" else _statements(activity, poll.offers)
    if not found:
        raise content.ContentError(f'"{poll.activity}" has no {poll.offers} to choose from.')
    for name in poll.only:
        if name not in found:
            raise content.ContentError(unknown(name, found, f"the answers of {poll.activity}"))
    chosen = [found[name] for name in poll.only] or list(found.values())
    if len(chosen) > len(LETTERS):
        raise content.ContentError(
            f"{poll.id} offers {len(chosen)} answers. Name at most {len(LETTERS)} under only."
        )
    offers = tuple(Offer(letter, *parts) for letter, parts in zip(LETTERS, chosen, strict=False))
    question = poll.ask or activity.question
    intro = "" if poll.ask else activity.intro
    return Asked(activity.title, intro, question, offers)


def _options(activity: object) -> dict[str, tuple[str, str, bool | None]]:
    found: dict[str, tuple[str, str, bool | None]] = {}
    for place, option in enumerate(getattr(activity, "options", ()), 1):
        reply = next(
            (getattr(option, name) for name in ("feedback", "reply") if hasattr(option, name)), ""
        )
        if hasattr(option, "gains"):
            reply = f"{option.gains} {option.costs}"
        name = getattr(option, "id", "") or str(place)
        found[name] = (option.text, reply, getattr(option, "right", None))
    return found


def _statements(activity: object, offers: str) -> dict[str, tuple[str, str, bool | None]]:
    """Offer the statements of a self-assessment, or the next step below each."""
    statements = getattr(activity, "statements", ())
    if offers == "next":
        return {each.id: (each.next, "", None) for each in statements}
    return {each.id: (each.text, each.next, None) for each in statements}
