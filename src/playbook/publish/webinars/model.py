"""What a plan of a webinar holds."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide. What it shows is named, never written here, unless it is about the event.

    ``words`` names cells; ``blocks`` picks some of their blocks by number, from 1. ``figure``,
    ``table`` and ``activity`` name what else is shown, ``points`` the modules whose key points are,
    ``poll`` a poll and ``task`` a breakout. ``lines`` are about the event itself.
    """

    title: str = ""
    words: tuple[str, ...] = ()
    blocks: tuple[int, ...] = ()
    figure: str = ""
    table: str = ""
    activity: str = ""
    points: tuple[str, ...] = ()
    poll: str = ""
    task: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A part of the webinar. ``short`` is its minutes in the short cut; 0 leaves it out."""

    id: str
    kind: str
    title: str
    minutes: int
    short: int
    leads: str
    skip: bool = False
    slides: tuple[Slide, ...] = ()
    notes: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    producer: tuple[str, ...] = ()
    chat: str = ""
    poll: str = ""
    breakout: str = ""


@dataclass(frozen=True, kw_only=True)
class Poll:
    """A poll made from an activity. ``offers`` says which of its texts people choose from."""

    id: str
    purpose: str
    activity: str
    ask: str = ""
    offers: str = "options"
    only: tuple[str, ...] = ()
    cue: str


@dataclass(frozen=True, kw_only=True)
class Breakout:
    """A task for small groups: one task, one output, and an answer that has been worked.

    ``rows`` names a cell with a table; the first column of it heads the lines that people write.
    """

    id: str
    title: str
    minutes: int
    size: str
    task: str
    steps: tuple[str, ...]
    output: str
    sheet: str
    answer_about: str
    answer: tuple[tuple[str, ...], ...]
    listen: str
    scribe: tuple[str, ...]
    rows: str = ""


@dataclass(frozen=True, kw_only=True)
class Work:
    """Something to do before or after, in a module or an exercise, with its minutes."""

    module: str
    minutes: int
    do: str


@dataclass(frozen=True, kw_only=True)
class Webinar:
    """A whole plan. Times are in minutes; ``short`` is the length of the short cut."""

    id: str
    title: str
    number: int
    minutes: int
    short: int
    audience: str
    question: str
    product: str
    product_from: str
    about: str
    outcomes: tuple[str, ...]
    segments: tuple[Segment, ...]
    polls: tuple[Poll, ...]
    breakouts: tuple[Breakout, ...]
    before: tuple[Work, ...]
    after: tuple[Work, ...]
    action: str

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Give every main slide in order."""
        return tuple(slide for segment in self.segments for slide in segment.slides)

    def practised_in(self, segment: Segment) -> tuple[str, ...]:
        """Give the activities that people do in a segment."""
        shown = [slide.activity for slide in segment.slides]
        asked = [poll.activity for poll in self.polls if poll.id == segment.poll]
        made = [each.sheet for each in self.breakouts if each.id == segment.breakout]
        return tuple(filter(None, (*shown, *asked, *made)))

    def poll(self, poll_id: str) -> Poll:
        """Give one poll."""
        return next(poll for poll in self.polls if poll.id == poll_id)

    def breakout(self, breakout_id: str) -> Breakout:
        """Give one breakout."""
        return next(each for each in self.breakouts if each.id == breakout_id)

    def part(self, *, short: bool) -> tuple[Segment, ...]:
        """Give the segments that are held in the full length, or in the short cut."""
        return tuple(segment for segment in self.segments if not short or segment.short)
