"""Write a paper as one HTML file that asks nothing of any other place."""

from base64 import b64encode
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from playbook.charts import SAMPLE
from playbook.publish.documents.front import NOT_GIVEN, front_facts, notes_below, sources
from playbook.publish.documents.text import (
    cells,
    clean,
    in_cell,
    in_one_line,
    numeric,
    paragraphs,
    split_at_citations,
)
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

# Even a browser that is tricked may fetch nothing, run nothing and send nothing.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Page:
    """What the writing of one document keeps in mind."""

    known: Collection[str]
    headings: Iterator[Numbered]


def to_html(document: Document) -> str:
    """Write a paper as HTML: pictures inside, styles inside, no script, nothing fetched.

    It has a language, a title, a link past the contents, headings in order, tables with
    captions and headings, and alternative text. Every word that a person typed is escaped.

    Raises ``PlainError`` for a picture that is not a PNG.

    >>> from datetime import date
    >>> paper = Document(title="Beds < 5", kind="Plan", date=date(2026, 11, 22), blocks=())
    >>> "<h1>Beds &lt; 5</h1>" in to_html(paper)
    True
    """
    numbered = list(numbered_headings(document.blocks))
    page = Page(
        {record.id for record in document.records},
        iter(numbered),
    )
    body = "\n".join(_WRITE[type(block)](page, block) for block in document.blocks)
    style = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
    title, standing = _say(document.title), _say(document.standing)
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="author" content="{_say(document.author)}">',
            f'<meta name="description" content="{_say(document.subject or document.kind)}">',
            f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>",
            '<a class="skip" href="#paper">Skip to the paper</a>',
            f'<header class="standing"><span>{title}</span><strong>{standing}</strong></header>',
            '<main id="paper">',
            *_front(document),
            *(_contents(numbered) if document.contents else ()),
            body,
            "</main>",
            f"<footer>{_say(document.kind)}{f'. {SAMPLE}' if document.sample else ''}</footer>",
            "</body>\n</html>\n",
        )
    )


def _front(document: Document) -> Iterator[str]:
    yield f'<p class="kind">{_say(document.kind)}</p>'
    yield f"<h1>{_say(document.title)}</h1>"
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in front_facts(document)
    )
    yield f'<dl class="facts">{facts}</dl>'
    if document.sample:
        yield (
            f'<div class="box notice"><p><strong>{SAMPLE}.</strong> Some figures in this paper '
            "are practice figures. No decision rests on it.</p></div>"
        )


def _contents(numbered: list[Numbered]) -> Iterator[str]:
    shown = [each for each in numbered if each.heading.level <= 2]
    if shown:
        inner = ("", ' class="inner"')
        lines = "".join(
            f'<li{inner[each.heading.level - 1]}><a href="#{each.anchor}">{_title(each)}</a></li>'
            for each in shown
        )
        yield f'<nav aria-label="Contents"><h2>Contents</h2><ol>{lines}</ol></nav>'


def _title(each: Numbered) -> str:
    number = f'<span class="number">{each.number}</span>' if each.number else ""
    return f"{number}{_say(each.heading.text)}"


def _say(text: object) -> str:
    return escape(in_one_line(text))


def _linked(text: str, known: Collection[str]) -> str:
    parts = split_at_citations(clean(text), set(known))
    return "".join(
        f'<a href="#evidence-{evidence}">{escape(part)}</a>' if evidence else escape(part)
        for part, evidence in parts
    )


def _heading(page: Page, block: Heading) -> str:
    each, tag = next(page.headings), f"h{block.level + 1}"
    return f'<{tag} id="{each.anchor}">{_title(each)}</{tag}>'


def _paragraph(page: Page, block: Paragraph) -> str:
    parts = [_linked(part, page.known) for part in paragraphs(block.text)] or [""]
    mark = f'<span class="sample">{SAMPLE}.</span> ' if block.sample else ""
    lead = f"<strong>{_say(block.lead)}</strong> " if block.lead else ""
    parts[0] = f"{lead}{mark}{parts[0]}"
    cited = [each for each in block.cites if each in page.known]
    if cited:
        links = ", ".join(f'<a href="#evidence-{each}">{each}</a>' for each in cited)
        parts[-1] += f" (evidence: {links})"
    return "".join(f"<p>{part}</p>" for part in parts)


def _fields(page: Page, block: Fields) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(in_cell(each.label))}</th><td>'
        + (f"<strong>{NOT_GIVEN}</strong>" if each.missing else _linked(each.value, page.known))
        + "</td></tr>"
        for each in block.rows
    )
    head = '<th scope="col">Asked</th><th scope="col">Answer</th>'
    return _in_table(block.caption, head, rows)


def _table(page: Page, block: Table) -> str:
    right = [bool(block.rows) and numeric(block.rows, at) for at in range(block.width)]
    kind = [' class="n"' if each else "" for each in right]
    head = "".join(
        f'<th scope="col"{mark}>{escape(in_cell(name))}</th>'
        for name, mark in zip(block.columns, kind, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row"{kind[at]}>{escape(text)}</th>'
            if at < block.row_headings
            else f"<td{kind[at]}>{escape(text)}</td>"
            for at, text in enumerate(row)
        )
        + "</tr>"
        for row in cells(block.rows)
    )
    caption = f"{SAMPLE}. {block.caption}" if block.sample else block.caption
    return _in_table(caption, head, rows) + _below(block)


def _in_table(caption: str, head: str, rows: str) -> str:
    label = _say(caption)
    return (
        f'<div class="table" role="region" aria-label="{label}" tabindex="0"><table>'
        f"<caption>{label}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        "</table></div>"
    )


def _picture(page: Page, block: Picture) -> str:
    image = b64encode(block.png()).decode()
    caption = f"{SAMPLE}. {block.caption}" if block.sample else block.caption
    numbers = _table(page, block.numbers) if block.numbers else ""
    return (
        f"<figure><figcaption>{_say(caption)}</figcaption>"
        f'<img alt="{_say(block.alt)}" src="data:image/png;base64,{image}"></figure>'
        f"{_below(block)}{numbers}"
    )


def _below(block: Table | Picture) -> str:
    told = escape(" ".join((*sources(block), *notes_below(block))))
    return f'<p class="source">{told}</p>' if told else ""


def _list(page: Page, block: BulletList) -> str:
    tag = "ol" if block.numbered else "ul"
    items = "".join(f"<li>{_linked(in_one_line(item), page.known)}</li>" for item in block.items)
    return f"<{tag}>{items}</{tag}>"


def _guidance(page: Page, block: Guidance) -> str:
    first, *others = (escape(part) for part in paragraphs(block.text) or [""])
    rest = "".join(f"<p>{part}</p>" for part in others)
    return f'<div class="box"><p><strong>For the writer:</strong> {first}</p>{rest}</div>'


def _missing(page: Page, block: MissingList) -> str:
    items = "".join(
        f'<li><span aria-hidden="true">☐ </span>{_say(part.what)} {_say(part.where)}</li>'
        for part in block.parts
    )
    return (
        f'<div class="box notice"><p><strong>{_say(block.heading)} ({len(block.parts)})</strong>'
        f"</p><ul>{items}</ul></div>"
    )


def _evidence(page: Page, block: EvidenceList) -> str:
    if not block.records:
        return ""
    names = ("Id", "What was found", "How sure, and where from")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return _in_table(block.caption, head, "".join(map(_record, block.records)))


def _record(record: EvidenceRecord) -> str:
    mark = f'<span class="sample">{SAMPLE}.</span> ' if record.sample else ""
    told = (
        ("Strength", record.strength),
        ("It cannot tell", record.cannot_tell),
        ("Source", record.source),
        ("Date", record.date),
    )
    grounds = " ".join(
        f"<strong>{name}:</strong> {_say(text).rstrip('.')}." for name, text in told if text
    )
    return (
        f'<tr id="evidence-{escape(record.id)}"><th scope="row">{escape(in_cell(record.id))}</th>'
        f"<td>{mark}{escape(in_cell(record.finding))}</td><td>{grounds}</td></tr>"
    )


def _room(page: Page, block: Room) -> str:
    lines = '<div class="room"></div>' * block.lines
    return f"<p><strong>{_say(block.label)}</strong></p>{lines}"


_WRITE: Mapping[type[Block], Callable[[Page, Any], str]] = {
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
