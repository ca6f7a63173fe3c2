"""Clock times of a webinar, worked out from when it starts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.markup import PlainError
from playbook.publish.webinars.model import Segment, Webinar

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_DAY = 24 * 60


@dataclass(frozen=True)
class Timed:
    """A segment with the minutes past midnight at which it begins and ends."""

    segment: Segment
    begins: int
    ends: int

    @property
    def minutes(self) -> int:
        """Give how long it takes."""
        return self.ends - self.begins


def read_time(text: str) -> int:
    """Read a time of day, and give it in minutes past midnight.

    Raises ``PlainError`` for anything that is not a time such as 10:00.

    >>> read_time("9:30")
    570
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise PlainError(f'"{text}" is not a time of day. Write it like 10:00 or 14:30.')
    return int(found[1]) * 60 + int(found[2])


def write_time(minutes: int) -> str:
    """Write minutes past midnight as a clock shows them.

    >>> write_time(570), write_time(24 * 60 + 5)
    ('09:30', '00:05')
    """
    hours, left = divmod(minutes % _DAY, 60)
    return f"{hours:02}:{left:02}"


def timed(plan: Webinar, start: str, *, short: bool = False) -> tuple[Timed, ...]:
    """Give each segment that is held with its times."""
    return tuple(_timed(plan, read_time(start), short))


def _timed(plan: Webinar, minute: int, short: bool) -> Iterator[Timed]:
    for segment in plan.part(short=short):
        ends = minute + (segment.short if short else segment.minutes)
        yield Timed(segment, minute, ends)
        minute = ends
