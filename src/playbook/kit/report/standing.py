"""Where a paper stands: a draft, ready, or approved, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from playbook.inputs import read_day
from playbook.kit.report.material import Material
from playbook.markup import PlainError
from playbook.publish.documents.outline import Acceptance, Outline
from playbook.publish.documents.text import in_day


@dataclass(frozen=True)
class Standing:
    """A paper's status and the reason for it, with who accepted it and when, if anyone did."""

    status: str
    why: str
    accepted_by: str = ""
    accepted_on: date | None = None


def standing_of(
    made: Outline,
    has: Material,
    words: Mapping[str, str],
    *,
    lacking: int,
    made_from: Iterable[str],
    today: date,
) -> Standing:
    """Judge a paper: a draft while anything is missing; ready; approved once it is accepted.

    Only an acceptance that is written down, by somebody, on a day that has come, approves a
    paper. A paper that now rests on something newer than that day is ready, not approved: the
    body accepted other figures. ``made_from`` are the days of what it rests on, in words.
    """
    by, on = _acceptance(made, has, words)
    if lacking:
        things = "thing is" if lacking == 1 else "things are"
        return Standing("draft", f"{lacking} {things} still missing.", by, on)
    if not by or on is None:
        return Standing("ready", "Nothing is missing. Nobody has accepted it yet.", by, on)
    if on > today:
        return Standing("ready", f"Its acceptance is dated {in_day(on)}, which is to come.", by, on)
    newer = [day for day in map(_day_in_words, made_from) if day and day > on]
    if newer:
        told = f"Parts of it are newer ({in_day(max(newer))}) than its acceptance on {in_day(on)}."
        return Standing("ready", told, by, on)
    return Standing("approved", f"Accepted by {by} on {in_day(on)}.", by, on)


def _acceptance(made: Outline, has: Material, words: Mapping[str, str]) -> tuple[str, date | None]:
    """Find who accepted a paper, and on which day, as it is written down."""
    if not made.accepted:
        place = f"words/{made.id}.yml"
        return words.get("accepted_by", ""), day_of(words.get("accepted_on", ""), place)
    where: Acceptance = made.accepted[0]
    by = has.answer(where.paper, where.by) if where.by else "the board"
    return by, day_of(has.answer(where.paper, where.on), f"{where.paper}.yml")


def day_of(written: str, place: str) -> date | None:
    """Read a day of acceptance; nothing written gives none.

    Raises ``PlainError`` for anything that is no day.

    >>> day_of("26 March 2026", "charter.yml")
    datetime.date(2026, 3, 26)
    """
    try:
        return read_day(written, f"The day of acceptance in {place}")
    except ValueError as problem:
        raise PlainError(str(problem)) from problem


def _day_in_words(text: str) -> date | None:
    try:
        return read_day(text, "The day")
    except ValueError:
        return None
