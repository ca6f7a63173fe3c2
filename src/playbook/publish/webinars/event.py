"""One occasion on which a webinar is held: the plan, the day, the start, the length."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from playbook.learn.tags import minutes_text
from playbook.publish.documents.text import in_day
from playbook.publish.webinars.clock import Timed, read_time, timed, write_time
from playbook.publish.webinars.model import Segment, Webinar


@dataclass(frozen=True)
class Event:
    """A webinar with a start. ``day`` is left out until it is known. ``made`` is today.

    ``drawn`` holds pictures of figures as PNG, by their references, where a browser made them.
    """

    plan: Webinar
    start: str
    made: date
    day: date | None = None
    short: bool = False
    drawn: Mapping[str, bytes] = field(default_factory=dict, hash=False, repr=False)

    def __post_init__(self) -> None:
        read_time(self.start)

    @property
    def minutes(self) -> int:
        """Give the length of what is held."""
        return self.plan.short if self.short else self.plan.minutes

    @property
    def parts(self) -> tuple[Timed, ...]:
        """Give each segment with its clock times."""
        return timed(self.plan, self.start, short=self.short)

    @property
    def when(self) -> str:
        """Say the day and the times."""
        start = read_time(self.start)
        clock = f"{write_time(start)} to {write_time(start + self.minutes)}"
        return f"{in_day(self.day)}, {clock}" if self.day else clock

    @property
    def length(self) -> str:
        """Say the length in words."""
        return minutes_text(self.minutes)

    def on(self, days: int) -> str:
        """Say a day so many days before (below 0) or after the webinar."""
        if self.day:
            return in_day(self.day + timedelta(days=days))
        if not days:
            return "On the day"
        count = abs(days)
        weeks = f"{count // 7} weeks" if count % 7 == 0 and count > 7 else ""
        words = weeks or ("1 week" if count == 7 else "1 day" if count == 1 else f"{count} days")
        return f"{words} {'before' if days < 0 else 'after'}"

    def runs(self, segment: Segment) -> int:
        """Give the minutes that a segment takes here."""
        return segment.short if self.short else segment.minutes
