"""Tables in Word whose header rows repeat, and that stay quick with ten thousand rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx.document import Document as Word
from docx.oxml.ns import qn

from playbook.charts import SAMPLE
from playbook.publish.documents.front import NOT_GIVEN
from playbook.publish.documents.text import (
    cells,
    in_cell,
    in_one_line,
    numeric,
    split_at_citations,
)
from playbook.publish.documents.tree import EvidenceList, EvidenceRecord, Fields, Table
from playbook.publish.documents.word_style import BRAND, LINE, PANEL, TEXT_CM, element

_TWIPS_PER_CM = 567
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NARROW_CM, _SMALLEST_CM, _LETTER_CM, _MANY = 1.5, 8.0, 0.21, 7
_SHORT = 500  # characters; a shorter table stays on one page
_LONG_ROW = 900  # characters; a longer row may go over a page

Content = Sequence[Any]  # the runs and links of one paragraph


def word_table(word: Word, table: Table) -> None:
    """Add a table: a header row that repeats, row headings in bold, numbers on the right."""
    written = [tuple(map(in_cell, table.columns)), *cells(table.rows)]
    widths = column_widths(written, table.shares)
    right = [numeric(table.rows, at) if table.rows else False for at in range(table.width)]
    small = table.width >= _MANY
    frame = _frame(word, widths, table.caption, heads=table.row_headings)
    frame.append(_row([[_run(text, bold=True, small=small)] for text in written[0]], right, True))
    for row in written[1:]:
        content = [
            [_run(text, bold=at < table.row_headings, small=small)] for at, text in enumerate(row)
        ]
        frame.append(_row(content, right))
    _stay_with_source(frame)


def fields_table(word: Word, block: Fields, links: Mapping[str, str]) -> None:
    """Add answers: what was asked on the left, the answer on the right."""
    frame = _frame(word, [5.0, TEXT_CM - 5.0], block.caption, heads=1)
    frame.append(_row([[_run("Asked", bold=True)], [_run("Answer", bold=True)]], [], True))
    for each in block.rows:
        label = [_run(in_cell(each.label), bold=True)]
        answer = [_run(NOT_GIVEN, bold=True)] if each.missing else _linked(each.value, links)
        frame.append(_row([label, answer], []))


def evidence_table(
    word: Word, block: EvidenceList, links: Mapping[str, str], number: Callable[[], int]
) -> None:
    """Add findings, one in a row, each with the bookmark that citations lead to."""
    frame = _frame(word, [3.0, 7.0, TEXT_CM - 10.0], block.caption, heads=1)
    names = ("Id", "What was found", "How sure, and where from")
    frame.append(_row([[_run(name, bold=True)] for name in names], [], True))
    for record in block.records:
        at = number()
        mark = [
            element("bookmarkStart", id=at, name=links[record.id]),
            _run(in_cell(record.id), bold=True),
            element("bookmarkEnd", id=at),
        ]
        frame.append(_row([mark, _finding(record), _grounds(record)], []))


def column_widths(rows: Sequence[Sequence[str]], shares: Sequence[float] = ()) -> list[float]:
    """Share out the width of a page, in centimetres, by what the columns have to hold.

    Long text gets more, though less than its length; no column is too narrow for a word.

    >>> [round(width, 1) for width in column_widths([("Place", "Beds"), ("Keith", "4")])]
    [4.2, 3.8]
    """
    columns = list(zip(*rows, strict=True))
    wants = list(shares) or [_wanted(column) for column in columns]
    room = TEXT_CM if shares else min(TEXT_CM, max(_SMALLEST_CM, sum(map(_one_line_cm, columns))))
    least = min(_NARROW_CM, room / len(wants))
    spare = room - least * len(wants)
    return [least + spare * want / sum(wants) for want in wants]


def _one_line_cm(column: Sequence[str]) -> float:
    """Give the room that the longest text of a column needs on one line."""
    return _LETTER_CM * max(map(len, column)) + 0.7


def _wanted(column: Sequence[str]) -> float:
    lengths = sorted(len(text) for text in column)
    usual = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    words = max((len(word) for text in column[:200] for word in text.split()), default=1)
    length: float = min(usual, 400) ** 0.6
    return max(length, float(min(words, 24)) * 0.55, 1.0)


def _frame(word: Word, widths: Sequence[float], caption: str, *, heads: int) -> Any:
    table = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblW", w=round(sum(widths) * _TWIPS_PER_CM), type="dxa"))
    properties.append(_borders())
    properties.append(element("tblLayout", type="fixed"))
    properties.append(_margins())
    look = element("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=int(heads > 0))
    properties.append(look)
    properties.append(element("tblCaption", val=in_one_line(caption)[:250]))
    properties.append(element("tblDescription", val=in_one_line(caption)[:250]))
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=round(width * _TWIPS_PER_CM)))
    table.append(properties)
    table.append(grid)
    body = word.element.body
    body.insert(list(body).index(body.sectPr), table)
    return table


def _stay_with_source(table: Any) -> None:
    """Keep a short table, and the last row of a long one, on the page of the line below it."""
    rows = table.findall(qn("w:tr"))
    kept = rows if len(table.xpath("string()")) <= _SHORT else rows[-1:]
    for line in (each for row in kept for each in row.iter(qn("w:pPr"))):
        if line.find(qn("w:keepNext")) is None:
            line.insert(1, element("keepNext"))


def _borders() -> Any:
    borders = element("tblBorders")
    borders.append(element("top", val="single", sz=12, space=0, color=BRAND))
    borders.append(element("bottom", val="single", sz=8, space=0, color=BRAND))
    borders.append(element("insideH", val="single", sz=4, space=0, color=LINE))
    return borders


def _margins() -> Any:
    margins = element("tblCellMar")
    for side, room in (("top", 30), ("left", 85), ("bottom", 30), ("right", 85)):
        margins.append(element(side, w=room, type="dxa"))
    return margins


def _row(contents: Sequence[Content], right: Sequence[bool], header: bool = False) -> Any:
    row = element("tr")
    properties = element("trPr")
    if sum(len(part.xpath("string()")) for content in contents for part in content) < _LONG_ROW:
        properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    row.append(properties)
    for at, content in enumerate(contents):
        row.append(_cell(content, bool(right) and right[at], header))
    return row


def _cell(content: Content, right: bool, header: bool) -> Any:
    cell = element("tc")
    properties = element("tcPr")
    if header:
        properties.append(element("shd", val="clear", color="auto", fill=PANEL))
        properties.append(element("vAlign", val="bottom"))
    cell.append(properties)
    line = element("p")
    about = element("pPr")
    about.append(element("pStyle", val="Tabletext"))
    if right:
        about.append(element("jc", val="right"))
    line.append(about)
    for part in content:
        line.append(part)
    cell.append(line)
    return cell


def _run(text: str, *, bold: bool = False, small: bool = False, style: str = "") -> Any:
    run = element("r")
    about = element("rPr")
    if style:
        about.append(element("rStyle", val=style))
    if bold:
        about.append(element("b"))
    if small:
        about.append(element("sz", val=17))
    if len(about):
        run.append(about)
    words = element("t")
    words.set(_SPACE, "preserve")
    words.text = text
    run.append(words)
    return run


def _linked(text: str, links: Mapping[str, str]) -> list[Any]:
    parts = []
    for part, evidence in split_at_citations(in_cell(text), set(links)):
        run = _run(part, style="Link" if evidence else "")
        if evidence:
            link = element("hyperlink", anchor=links[evidence], history=1)
            link.append(run)
        parts.append(link if evidence else run)
    return parts


def _line_end() -> Any:
    run = element("r")
    run.append(element("br"))
    return run


def _finding(record: EvidenceRecord) -> list[Any]:
    mark = [_run(f"{SAMPLE}. ", bold=True)] if record.sample else []
    return [*mark, _run(in_cell(record.finding))]


def _grounds(record: EvidenceRecord) -> list[Any]:
    told = (
        ("Strength", record.strength),
        ("It cannot tell", record.cannot_tell),
        ("Source", record.source),
        ("Date", record.date),
    )
    parts: list[Any] = []
    for name, text in told:
        if text:
            parts += [_line_end()] if parts else []
            parts += [_run(f"{name}: ", bold=True), _run(f"{in_one_line(text).rstrip('.')}. ")]
    return parts or [_run("")]
