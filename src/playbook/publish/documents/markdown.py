"""Write a paper as Markdown: plain text that any tool can read, its pictures beside it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from playbook.charts import SAMPLE
from playbook.publish.documents.front import (
    NOT_GIVEN,
    front_facts,
    marked,
    notes_below,
    sources,
)
from playbook.publish.documents.text import cells, in_cell, in_one_line, numeric, paragraphs
from playbook.publish.documents.tree import (
    Block,
    BulletList,
    Document,
    EvidenceList,
    EvidenceRecord,
    Fields,
    Guidance,
    Heading,
    MissingList,
    Numbered,
    Paragraph,
    Picture,
    Room,
    Table,
    numbered_headings,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~$])")
_AT_START = re.compile(r"^(#|>|[-+=](?=[-+=\s]|$)|\d+(?=[.)](?:\s|$)))")


@dataclass(frozen=True)
class Written:
    """A paper as Markdown, and the pictures that it names: file name to PNG."""

    text: str
    pictures: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True)
class _Sheet:
    folder: str
    headings: Iterator[Numbered]
    pictures: dict[str, bytes]


def to_markdown(document: Document, pictures: str = "pictures") -> Written:
    r"""Write a paper as Markdown. ``pictures`` names the folder that its pictures go into.

    Whatever a person typed stays text: signs that Markdown or HTML would act on are escaped.

    Raises ``PlainError`` for a picture that is not a PNG.

    >>> from datetime import date
    >>> paper = Document(title="A *plan*", kind="Plan", date=date(2026, 11, 22), blocks=())
    >>> to_markdown(paper).text.splitlines()[0]
    '# A \\*plan\\*'
    """
    sheet = _Sheet(pictures, numbered_headings(document.blocks), {})
    parts = [*_front(document), *(_WRITE[type(each)](sheet, each) for each in document.blocks)]
    return Written("\n\n".join(filter(None, parts)) + "\n", sheet.pictures)


def _front(document: Document) -> Iterator[str]:
    yield f"# {_say(document.title)}"
    yield _say(document.kind)
    yield "\n".join(f"- {name}: {_say(value)}" for name, value in front_facts(document))
    if document.sample:
        yield (
            f"**{SAMPLE}.** Some figures in this paper are practice figures. "
            "No decision rests on it."
        )


def _say(text: object) -> str:
    """Escape what Markdown and HTML would act on."""
    plain = escape(in_one_line(text), quote=False)
    safe = _SPECIAL.sub(r"\\\1", plain)
    return _AT_START.sub(lambda start: _kept_as_text(start[1]), safe)


def _kept_as_text(start: str) -> str:
    """Keep a line that begins like a list or a heading from becoming one."""
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def _heading(sheet: _Sheet, block: Heading) -> str:
    number = next(sheet.headings).number
    return f"{'#' * (block.level + 1)} {f'{number} ' if number else ''}{_say(block.text)}"


def _paragraph(sheet: _Sheet, block: Paragraph) -> str:
    first, *others = [_say(part) for part in paragraphs(block.text)] or [""]
    lead = f"**{_say(block.lead)}** " if block.lead else ""
    cited = f" (evidence: {', '.join(block.cites)})" if block.cites else ""
    return "\n\n".join((f"{lead}{marked(first, block.sample)}", *others)) + cited


def _fields(sheet: _Sheet, block: Fields) -> str:
    rows = ((each.label, NOT_GIVEN if each.missing else each.value) for each in block.rows)
    return _grid(block.caption, ("Asked", "Answer"), rows)


def _table(sheet: _Sheet, block: Table) -> str:
    right = {at for at in range(block.width) if block.rows and numeric(block.rows, at)}
    grid = _grid(marked(block.caption, block.sample), block.columns, cells(block.rows), right)
    return "\n\n".join(filter(None, (grid, _below(block))))


def _grid(
    caption: str,
    columns: tuple[str, ...],
    rows: Iterator[tuple[str, ...]],
    right: set[int] = frozenset(),  # type: ignore[assignment]
) -> str:
    head = f"| {' | '.join(_say(in_cell(name)) for name in columns)} |"
    rule = "|".join(" ---: " if at in right else " --- " for at in range(len(columns)))
    lines = [f"| {' | '.join(_say(in_cell(cell)) for cell in row)} |" for row in rows]
    return "\n".join((f"**{_say(caption)}**", "", head, f"|{rule}|", *lines))


def _picture(sheet: _Sheet, block: Picture) -> str:
    name = f"figure-{len(sheet.pictures) + 1}.png"
    sheet.pictures[name] = block.png()
    shown = f"![{_say(block.alt)}](<{sheet.folder}/{name}>)"
    caption = f"**{_say(marked(block.caption, block.sample))}**"
    numbers = _table(sheet, block.numbers) if block.numbers else ""
    return "\n\n".join(filter(None, (caption, shown, _below(block), numbers)))


def _below(block: Table | Picture) -> str:
    return " ".join(map(_say, (*sources(block), *notes_below(block))))


def _list(sheet: _Sheet, block: BulletList) -> str:
    return "\n".join(
        f"{f'{place}.' if block.numbered else '-'} {_say(item)}"
        for place, item in enumerate(block.items, start=1)
    )


def _guidance(sheet: _Sheet, block: Guidance) -> str:
    first, *others = [_say(part) for part in paragraphs(block.text)] or [""]
    return "\n>\n".join((f"> **For the writer:** {first}", *(f"> {part}" for part in others)))


def _missing(sheet: _Sheet, block: MissingList) -> str:
    items = (
        f"- [ ] {' '.join(filter(None, (_say(part.what), _say(part.where))))}"
        for part in block.parts
    )
    return "\n".join((f"**{_say(block.heading)} ({len(block.parts)})**", "", *items))


def _evidence(sheet: _Sheet, block: EvidenceList) -> str:
    if not block.records:
        return ""
    names = ("Id", "What was found", "How sure, and where from")
    rows = (
        (record.id, marked(record.finding, record.sample), _grounds(record))
        for record in block.records
    )
    return _grid(block.caption, names, rows)


def _grounds(record: EvidenceRecord) -> str:
    told = (
        ("Strength", record.strength),
        ("It cannot tell", record.cannot_tell),
        ("Source", record.source),
        ("Date", record.date),
    )
    return " ".join(f"{name}: {in_one_line(text).rstrip('.')}." for name, text in told if text)


def _room(sheet: _Sheet, block: Room) -> str:
    return "\n\n".join((f"**{_say(block.label)}**", *["\\" + "_" * 40] * block.lines))


_WRITE: Mapping[type[Block], Callable[[_Sheet, Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Fields: _fields,
    Table: _table,
    Picture: _picture,
    BulletList: _list,
    Guidance: _guidance,
    MissingList: _missing,
    EvidenceList: _evidence,
    Room: _room,
}
