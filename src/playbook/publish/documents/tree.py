"""What a paper is made of, whatever it is written as: Word, HTML or Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from playbook.framework.register import unknown
from playbook.markup import PlainError
from playbook.publish.documents.text import in_one_line

STATUSES = ("draft", "ready", "approved", "")  # "" is for a handout, which nobody approves
DEEPEST = 3

Cell = str | int | float | None


@dataclass(frozen=True)
class Heading:
    """A heading. ``level`` is 1 to 3; one that is not ``numbered`` stands outside the count."""

    text: str
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text. ``lead`` opens it in bold.

    ``cites`` names evidence that is in the same document: each becomes a link to its record.
    """

    text: str
    lead: str = ""
    cites: tuple[str, ...] = ()
    sample: bool = False


@dataclass(frozen=True)
class Field:
    """An answer with the name of what was asked. ``missing`` marks one that nobody gave yet."""

    label: str
    value: str
    missing: bool = False


@dataclass(frozen=True)
class Fields:
    """Answers, set out as a table of two columns under a caption."""

    caption: str
    rows: tuple[Field, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with a caption, a source, and headings for its columns and rows.

    The first ``row_headings`` columns name each row. ``shares`` gives columns a share of the
    width; without it each column is as wide as its words need.

    Raises ``PlainError`` when it has no caption, or a row does not fit the columns.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""
    note: str = ""
    sample: bool = False
    row_headings: int = 1
    shares: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        _say_if(not self.caption.strip(), "A table needs a caption that says what it holds.")
        _say_if(not self.columns, f"The table {self.caption!r} has no columns.")
        wrong = next((n for n, row in enumerate(self.rows, 1) if len(row) != self.width), 0)
        _say_if(
            bool(wrong),
            f"The table {self.caption!r} has {self.width} columns, and row {wrong} does not fit.",
        )
        _say_if(
            bool(self.shares) and len(self.shares) != self.width,
            f"The table {self.caption!r} needs one share for each of its {self.width} columns.",
        )

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns)

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, caption: str, **others: object) -> "Table":
        """Make a table of a DataFrame, its index left out.

        >>> Table.from_frame(pd.DataFrame({"Place": ["Keith"], "Beds": [4]}), "Beds").rows
        (('Keith', 4),)
        """
        plain = frame.astype(object).where(frame.notna(), None)
        rows = tuple(plain.itertuples(index=False, name=None))
        columns = tuple(str(name) for name in frame.columns)
        return cls(caption=caption, columns=columns, rows=rows, **others)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A figure: a PNG as a file or as bytes, what it shows in words, and its numbers.

    Raises ``PlainError`` without alternative text: a person who cannot see it needs the words.
    """

    image: Path | bytes = field(repr=False)
    alt: str
    caption: str
    source: str = ""
    note: str = ""
    sample: bool = False
    numbers: Table | None = None

    def __post_init__(self) -> None:
        _say_if(not self.alt.strip(), f"The figure {self.caption!r} needs alternative text.")

    def png(self) -> bytes:
        """Give the picture itself. Raises ``PlainError`` when it is not a PNG."""
        data = self.image if isinstance(self.image, bytes) else self.image.read_bytes()
        _say_if(
            not data.startswith(b"\x89PNG\r\n\x1a\n"),
            f"The figure {self.caption!r} is not a PNG. Make it again.",
        )
        return data


@dataclass(frozen=True)
class BulletList:
    """A list, with bullets or, where the order matters, with numbers."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Guidance:
    """Advice to the person who writes this part. It has no place in a finished paper."""

    text: str


@dataclass(frozen=True)
class MissingPart:
    """Something that the paper still lacks, and where a person would give it."""

    what: str
    where: str = ""


@dataclass(frozen=True)
class MissingList:
    """What the paper still lacks, told at its front."""

    parts: tuple[MissingPart, ...]
    heading: str = "What is still missing"


@dataclass(frozen=True, kw_only=True)
class EvidenceRecord:
    """A finding that the paper cites by its id."""

    id: str
    finding: str
    strength: str = ""
    source: str = ""
    date: str = ""
    cannot_tell: str = ""
    sample: bool = False


@dataclass(frozen=True)
class EvidenceList:
    """The findings that a paper rests on. A citation anywhere in it leads here."""

    records: tuple[EvidenceRecord, ...]
    caption: str = "Evidence that this paper rests on"


@dataclass(frozen=True)
class Room:
    """Room to write by hand, or to type, under a label: for sheets that people fill in."""

    label: str
    lines: int = 3


Block = (
    Heading
    | Paragraph
    | Fields
    | Table
    | Picture
    | BulletList
    | Guidance
    | MissingList
    | EvidenceList
    | Room
)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A paper: what it is called, where it stands, and its parts in order.

    ``kind`` is what people call such a paper. ``status`` is draft, ready or approved; a handout
    that nobody approves has none. ``facts`` are told below the title. ``sample`` marks a paper
    that holds any sample data, on every page.

    Raises ``PlainError`` for a paper without a title, an unknown status, or a heading that
    skips a level (a person who listens to the headings would look for the one between).

    >>> Document(title="A plan", kind="Plan", date=date(2026, 11, 22), blocks=()).status
    'draft'
    """

    title: str
    kind: str
    date: date
    blocks: tuple[Block, ...]
    status: str = "draft"
    version: str = ""
    author: str = ""
    subject: str = ""
    facts: tuple[Field, ...] = ()
    sample: bool = False
    contents: bool = True

    def __post_init__(self) -> None:
        _say_if(not in_one_line(self.title), "A paper needs a title.")
        _say_if(self.status not in STATUSES, unknown(self.status, STATUSES[:3], "the statuses"))
        _check_headings(self.blocks)

    @property
    def records(self) -> tuple[EvidenceRecord, ...]:
        """Every finding that the paper holds."""
        lists = (block for block in self.blocks if isinstance(block, EvidenceList))
        return tuple(record for each in lists for record in each.records)

    @property
    def standing(self) -> str:
        """Status and version in a line for the head of each page."""
        parts = (f"Status: {self.status}" if self.status else "", self._version)
        return ", ".join(filter(None, parts))

    @property
    def _version(self) -> str:
        return f"version {in_one_line(self.version)}" if self.version else ""


@dataclass(frozen=True)
class Numbered:
    """A heading with its number, such as 2.1, and the name that a link finds it by."""

    heading: Heading
    number: str
    anchor: str


def numbered_headings(blocks: Sequence[Block]) -> Iterator[Numbered]:
    """Give each heading of a paper its number, as a contents list shows them.

    >>> parts = (Heading("Need"), Heading("Age", 2), Heading("Options"))
    >>> [each.number for each in numbered_headings(parts)]
    ['1', '1.1', '2']
    """
    counts = [0] * DEEPEST
    headings = (block for block in blocks if isinstance(block, Heading))
    for place, heading in enumerate(headings, start=1):
        number = ""
        if heading.numbered:
            counts[heading.level - 1] += 1
            counts[heading.level :] = [0] * (DEEPEST - heading.level)
            number = ".".join(map(str, counts[: heading.level]))
        yield Numbered(heading, number, f"part-{place}")


def _check_headings(blocks: Sequence[Block]) -> None:
    before = 0
    for heading in (block for block in blocks if isinstance(block, Heading)):
        _say_if(not in_one_line(heading.text), "A heading needs words.")
        _say_if(
            not 1 <= heading.level <= min(before + 1, DEEPEST),
            f"The heading {heading.text!r} is at level {heading.level}. After level {before} "
            f"comes at most level {min(before + 1, DEEPEST)}.",
        )
        before = heading.level


def _say_if(wrong: bool, sentence: str) -> None:
    if wrong:
        raise PlainError(sentence)
