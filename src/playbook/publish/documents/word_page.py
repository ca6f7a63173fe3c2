"""What heads and foots each page of a Word paper, its contents list, and its bookmarks."""

from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from playbook.charts import SAMPLE
from playbook.publish.documents.text import in_one_line
from playbook.publish.documents.tree import Document, Numbered, numbered_headings
from playbook.publish.documents.word_style import LINE, TEXT_CM, element

_LONGEST_TITLE = 70
_CONTENTS_LEVELS = 2


def head_and_foot(word: Word, document: Document) -> None:
    """Put title, status and version at the head of each page, and its number at the foot."""
    section = word.sections[0]
    title = in_one_line(document.title)
    short = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
    head = section.header.paragraphs[0]
    _rule(head, "bottom")
    _one_tab(head)
    head.add_run(short)
    standing = document.standing
    head.add_run(f"\t{standing[:1].upper()}{standing[1:]}").bold = True
    foot = section.footer.paragraphs[0]
    _rule(foot, "top")
    _one_tab(foot)
    about = [in_one_line(document.kind), SAMPLE if document.sample else ""]
    foot.add_run(". ".join(filter(None, about)))
    foot.add_run("\tPage ")
    add_field(foot, "PAGE", "1")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES", "1")
    for line in (head, foot):
        for run in line.runs:
            run.font.size = Pt(8.5)


def add_contents(word: Word, document: Document) -> None:
    """Add a contents list: links that are there at once, and a field that Word can update.

    Only Word knows on which page a heading falls, so page numbers come with the first update.
    A number made up here would be wrong on another computer.
    """
    shown = [
        each
        for each in numbered_headings(document.blocks)
        if each.heading.level <= _CONTENTS_LEVELS
    ]
    if not shown:
        return
    word.add_paragraph("Contents", style="Contents title")
    lines = [word.add_paragraph(style=f"TOC {each.heading.level}") for each in shown]
    begin, instruction, middle = _field_start(f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u')
    for part in (begin, instruction, middle):
        lines[0]._p.append(part)
    for line, each in zip(lines, shown, strict=True):
        _entry(line, each)
    lines[-1]._p.append(_field_end())


def add_field(line: WordParagraph, instruction: str, shown: str) -> None:
    """Add a field of Word, such as the number of the page, with what it shows until updated."""
    for part in _field_start(instruction):
        line._p.append(part)
    line.add_run(shown)
    line._p.append(_field_end())


def bookmark(line: WordParagraph, name: str, number: int) -> None:
    """Give a paragraph a name that links lead to."""
    start = element("bookmarkStart", id=number, name=name)
    first = line._p.find(f"{{{line._p.nsmap['w']}}}r")
    first.addprevious(start) if first is not None else line._p.append(start)
    line._p.append(element("bookmarkEnd", id=number))


def _entry(line: WordParagraph, each: Numbered) -> None:
    link = element("hyperlink", anchor=each.anchor.replace("-", "_"), history=1)
    text = in_one_line(each.heading.text)
    run = line.add_run(f"{each.number}\t{text}" if each.number else text)
    run._r.addprevious(link)
    link.append(run._r)


def _field_start(instruction: str) -> tuple[Any, Any, Any]:
    words = element("instrText")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = f" {instruction} "
    return (
        _in_run(element("fldChar", fldCharType="begin")),
        _in_run(words),
        _in_run(element("fldChar", fldCharType="separate")),
    )


def _field_end() -> Any:
    return _in_run(element("fldChar", fldCharType="end"))


def _in_run(part: Any) -> Any:
    run = element("r")
    run.append(part)
    return run


def _one_tab(line: WordParagraph) -> None:
    """Leave one tab, at the right edge, of those that Word's own header has."""
    if line.style is not None:
        line.style.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT)


def _rule(line: WordParagraph, side: str) -> None:
    borders = element("pBdr")
    borders.append(element(side, val="single", sz=4, space=4, color=LINE))
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
