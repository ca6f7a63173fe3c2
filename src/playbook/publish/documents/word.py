"""Write a paper as a Word document that opens without repair and reads well aloud."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from playbook.charts import SAMPLE
from playbook.publish.documents.front import front_facts, notes_below, sources
from playbook.publish.documents.text import clean, in_one_line, paragraphs, split_at_citations
from playbook.publish.documents.tree import (
    Block,
    BulletList,
    Document,
    EvidenceList,
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
from playbook.publish.documents.word_page import add_contents, bookmark, head_and_foot
from playbook.publish.documents.word_style import LANGUAGE, TEXT_CM, element, set_house_style
from playbook.publish.documents.word_table import evidence_table, fields_table, word_table

_TALLEST_CM = 19.0


@dataclass
class Pen:
    """What the writing of one document keeps in mind."""

    word: Word
    links: Mapping[str, str]
    headings: Iterator[Numbered]
    pictures: int = 0
    bookmarks: int = 0

    def paragraph(self, style: str) -> WordParagraph:
        """Add an empty paragraph of a style."""
        return self.word.add_paragraph(style=style)

    def next_bookmark(self) -> int:
        """Give the number of another bookmark."""
        self.bookmarks += 1
        return self.bookmarks


def to_word(document: Document) -> bytes:
    """Write a paper as a Word file, and give its bytes.

    Headings, captions and lists carry Word's own styles. Headings number themselves, and the
    contents list is there before anyone updates it. Rows that head a table repeat on each page.
    Every picture has alternative text. Evidence ids are links within the paper. Text goes in
    as text: no word that a person typed can become a field, a link or a formula.

    Raises ``PlainError`` for a picture that is not a PNG.

    >>> from datetime import date
    >>> paper = Document(title="A plan", kind="Plan", date=date(2026, 11, 22), blocks=())
    >>> to_word(paper)[:2]
    b'PK'
    """
    word = docx.Document()
    set_house_style(word)
    _describe(word, document)
    links = {record.id: anchor_of(record.id) for record in document.records}
    pen = Pen(word, links, numbered_headings(document.blocks))
    head_and_foot(word, document)
    _front(pen, document)
    for block in document.blocks:
        _DRAW[type(block)](pen, block)
    _end_well(word)
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()


def anchor_of(evidence: str) -> str:
    """Name the bookmark of a finding: letters, digits and at most 40 of them, as Word asks.

    >>> anchor_of("delays-who-waits")
    'evidence_delays_who_waits_286aca'
    """
    mark = sha256(evidence.encode()).hexdigest()[:6]
    return f"evidence_{evidence[:24].replace('-', '_')}_{mark}"


def _describe(word: Word, document: Document) -> None:
    about = word.core_properties
    about.title = in_one_line(document.title)[:250]
    about.author = in_one_line(document.author)[:250]
    about.last_modified_by = about.author
    about.subject = in_one_line(document.subject or document.kind)[:250]
    about.category = in_one_line(document.kind)[:250]
    about.keywords = SAMPLE if document.sample else ""
    about.comments = ""
    about.language = LANGUAGE
    about.content_status = document.status
    about.version = in_one_line(document.version)[:250]
    about.created = about.modified = datetime.combine(document.date, time(9))
    about.revision = 1


def _front(pen: Pen, document: Document) -> None:
    pen.paragraph("Kind").add_run(in_one_line(document.kind))
    pen.paragraph("Title").add_run(in_one_line(document.title))
    for name, value in front_facts(document):
        line = pen.paragraph("Front")
        line.add_run(f"{name}: ").bold = True
        line.add_run(value)
    if document.sample:
        notice = pen.paragraph("Notice")
        notice.paragraph_format.space_before = Pt(10)
        notice.add_run(f"{SAMPLE}. ").bold = True
        notice.add_run("Some figures in this paper are practice figures. No decision rests on it.")
    if document.contents:
        add_contents(pen.word, document)


def _heading(pen: Pen, block: Heading) -> None:
    line = pen.paragraph(f"Heading {block.level}")
    if not block.numbered:
        properties = line._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = 0
        properties.append(element("ind", left=0, firstLine=0))
    line.add_run(in_one_line(block.text))
    bookmark(line, next(pen.headings).anchor.replace("-", "_"), pen.next_bookmark())


def _paragraph(pen: Pen, block: Paragraph) -> None:
    parts = paragraphs(block.text) or [""]
    for place, part in enumerate(parts):
        line = pen.paragraph("Normal")
        if place == 0 and block.lead:
            line.add_run(f"{in_one_line(block.lead)} ").bold = True
        if place == 0 and block.sample:
            line.add_run(f"{SAMPLE}. ").bold = True
        add_text(line, part, pen.links)
        if place == len(parts) - 1:
            _cite(line, block.cites, pen.links)


def add_text(line: WordParagraph, text: str, links: Mapping[str, str]) -> None:
    """Add plain text to a line; a known evidence id in square brackets becomes a link."""
    for part, evidence in split_at_citations(clean(text), set(links)):
        if evidence:
            _link(line, part, links[evidence])
        else:
            line.add_run(part)


def _cite(line: WordParagraph, cites: tuple[str, ...], links: Mapping[str, str]) -> None:
    known = [each for each in cites if each in links]
    if not known:
        return
    line.add_run(" (evidence: ")
    for place, each in enumerate(known):
        if place:
            line.add_run(", ")
        _link(line, each, links[each])
    line.add_run(")")


def _link(line: WordParagraph, text: str, anchor: str) -> None:
    """Add a link to another place in the same document."""
    run = line.add_run(text, style="Link")
    link = element("hyperlink", anchor=anchor, history=1)
    run._r.addprevious(link)
    link.append(run._r)


def _fields(pen: Pen, block: Fields) -> None:
    _caption(pen, block.caption)
    fields_table(pen.word, block, pen.links)
    pen.paragraph("Source")


def _table(pen: Pen, block: Table) -> None:
    _caption(pen, block.caption, sample=block.sample)
    word_table(pen.word, block)
    _below(pen, block)


def _picture(pen: Pen, block: Picture) -> None:
    _caption(pen, block.caption, sample=block.sample)
    line = pen.paragraph("Normal")
    line.paragraph_format.keep_with_next = True
    shape = line.add_run().add_picture(BytesIO(block.png()), width=Cm(TEXT_CM))
    if shape.height > Cm(_TALLEST_CM):
        shape.width = Emu(int(shape.width * Cm(_TALLEST_CM) / shape.height))
        shape.height = Cm(_TALLEST_CM)
    pen.pictures += 1
    described = shape._inline.docPr
    described.set("id", str(1000 + pen.pictures))
    described.set("name", f"Figure {pen.pictures}")
    described.set("descr", in_one_line(block.alt))
    described.set("title", in_one_line(block.caption))
    _below(pen, block)
    if block.numbers:
        _table(pen, block.numbers)


def _caption(pen: Pen, text: str, *, sample: bool = False) -> None:
    line = pen.paragraph("Caption")
    if sample:
        line.add_run(f"{SAMPLE}. ")
    line.add_run(in_one_line(text))


def _below(pen: Pen, block: Table | Picture) -> None:
    line = pen.paragraph("Source")
    line.add_run(" ".join((*sources(block), *notes_below(block))))


def _list(pen: Pen, block: BulletList) -> None:
    numbering = _own_count(pen.word) if block.numbered else 0
    for item in block.items:
        line = pen.paragraph("List Number" if block.numbered else "List Bullet")
        if numbering:
            line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbering
        add_text(line, in_one_line(item), pen.links)


def _own_count(word: Word) -> int:
    """Begin the count of a numbered list at one again."""
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element.pPr.numPr.numId.val
    number = next(each for each in numbering.findall(qn("w:num")) if each.numId == style)
    made = numbering.add_num(number.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _guidance(pen: Pen, block: Guidance) -> None:
    for place, part in enumerate(paragraphs(block.text)):
        line = pen.paragraph("Guidance")
        if place == 0:
            line.add_run("For the writer: ").bold = True
        line.add_run(part)


def _missing(pen: Pen, block: MissingList) -> None:
    title = pen.paragraph("Notice")
    title.paragraph_format.keep_with_next = True
    title.paragraph_format.space_before = Pt(18)
    title.add_run(f"{in_one_line(block.heading)} ({len(block.parts)})").bold = True
    for part in block.parts:
        line = pen.paragraph("Notice")
        line.add_run(f"☐ {in_one_line(part.what)}")
        if part.where:
            line.add_run(f" {in_one_line(part.where)}")


def _evidence(pen: Pen, block: EvidenceList) -> None:
    if block.records:
        _caption(pen, block.caption)
        evidence_table(pen.word, block, pen.links, pen.next_bookmark)
        pen.paragraph("Source")


def _room(pen: Pen, block: Room) -> None:
    label = pen.paragraph("Normal")
    label.paragraph_format.keep_with_next = True
    label.add_run(in_one_line(block.label)).bold = True
    for _ in range(block.lines):
        line = pen.paragraph("Room")
        line.paragraph_format.space_before = Cm(0.7)
        borders = element("pBdr")
        for side in ("bottom", "between"):  # without the second, Word draws one line for all
            borders.append(element(side, val="single", sz=4, space=1, color="808080"))
        line._p.get_or_add_pPr().insert_element_before(
            borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
        )
    pen.paragraph("Source")


def _end_well(word: Word) -> None:
    """Leave no empty paragraph at the end, which may make an empty page."""
    last = word.paragraphs[-1] if word.paragraphs else None
    before = last._p.getprevious() if last is not None else None
    after_table = before is not None and before.tag == qn("w:tbl")
    if last is not None and not last.text and not after_table and not len(last._p.xpath(".//w:r")):
        last._p.getparent().remove(last._p)


_DRAW: Mapping[type[Block], Callable[[Pen, Any], None]] = {
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
