"""A paper in Word: what a person, a screen reader and Word itself rely on."""

import itertools
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from playbook.markup import PlainError
from playbook.publish.documents import (
    Block,
    BulletList,
    Document,
    EvidenceList,
    EvidenceRecord,
    Field,
    Fields,
    Guidance,
    Heading,
    MissingList,
    MissingPart,
    Paragraph,
    Picture,
    Room,
    Table,
    to_word,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = {
    "w": W[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
HOSTILE = '=HYPERLINK("http://bad.example","x")<script>alert(1)</script>{ TOC \\o }\x00\x07\u202e'
Reader = Callable[..., etree._Element]


def find(root: etree._Element, path: str) -> list[etree._Element]:
    return root.xpath(path, namespaces=SPACES)


def text_of(part: etree._Element) -> str:
    return "".join(part.xpath(".//w:t/text()", namespaces=SPACES))


def hostile_paper(png: bytes) -> Document:
    """Put what somebody might type into every place that takes words."""
    table = Table(
        caption=HOSTILE, columns=(HOSTILE, "b"), rows=((HOSTILE, 1),), source=HOSTILE, note=HOSTILE
    )
    blocks: tuple[Block, ...] = (
        MissingList((MissingPart(HOSTILE, HOSTILE),), HOSTILE),
        Heading(HOSTILE),
        Paragraph(HOSTILE, lead=HOSTILE, cites=("not-here",)),
        Guidance(HOSTILE),
        BulletList((HOSTILE,)),
        Fields(HOSTILE, (Field(HOSTILE, HOSTILE),)),
        table,
        Picture(image=png, alt=HOSTILE, caption=HOSTILE, source=HOSTILE, numbers=table),
        Room(HOSTILE),
        EvidenceList((EvidenceRecord(id="a-b", finding=HOSTILE, source=HOSTILE),), HOSTILE),
    )
    return Document(
        title=HOSTILE,
        kind=HOSTILE,
        date=date(2026, 11, 22),
        version=HOSTILE,
        author=HOSTILE,
        subject=HOSTILE,
        facts=(Field(HOSTILE, HOSTILE),),
        blocks=blocks,
    )


def test_the_language_is_british_english_everywhere(paper: Document, xml_of: Reader) -> None:
    styles = xml_of(paper, "word/styles.xml")
    assert find(styles, "//w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert docx.Document(BytesIO(to_word(paper))).core_properties.language == "en-GB"
    assert find(xml_of(paper), "//w:lang") == []  # no part says otherwise


def test_the_properties_name_the_paper_its_author_and_its_subject(paper: Document) -> None:
    about = docx.Document(BytesIO(to_word(paper))).core_properties
    assert (about.title, about.author) == ("Home First: a case", "Health and Social Care Moray")
    assert (about.subject, about.category) == ("Care at home", "Business case")
    assert (about.content_status, about.version) == ("draft", "0.3")
    assert about.created is not None
    assert about.created.date() == date(2026, 11, 22)


def test_each_page_tells_the_status_the_version_and_its_number(
    paper: Document, xml_of: Reader
) -> None:
    head, foot = (xml_of(paper, f"word/{name}1.xml") for name in ("header", "footer"))
    assert "Status: draft, version 0.3" in text_of(head)
    assert "Home First: a case" in text_of(head)
    assert [each.strip() for each in find(foot, "//w:instrText/text()")] == ["PAGE", "NUMPAGES"]
    assert "Sample data" in text_of(foot)


def test_headings_carry_the_styles_of_word_in_order(paper: Document, xml_of: Reader) -> None:
    styles = find(xml_of(paper), "//w:pStyle/@w:val")
    levels = [int(style[-1]) for style in styles if re.fullmatch(r"Heading\d", style)]
    assert levels == [1, 2, 1]
    assert all(now <= before + 1 for before, now in itertools.pairwise(levels))
    assert styles.count("Title") == 1


def test_a_heading_that_is_not_numbered_leaves_the_count(paper: Document, xml_of: Reader) -> None:
    last = find(xml_of(paper), "//w:p[w:pPr/w:pStyle/@w:val='Heading1']")[-1]
    assert text_of(last) == "Evidence"
    assert find(last, "./w:pPr/w:numPr/w:numId/@w:val") == ["0"]


def test_the_contents_list_is_there_before_anyone_updates_it(
    paper: Document, xml_of: Reader
) -> None:
    root = xml_of(paper)
    entries = find(root, "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'TOC')]")
    assert [text_of(each) for each in entries] == ["1Need", "1.1Who waits", "Evidence"]
    assert any("TOC" in each for each in find(root, "//w:instrText/text()"))
    kinds = find(root, "//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"]


def test_each_link_leads_to_a_bookmark_and_each_bookmark_is_one(
    paper: Document, xml_of: Reader
) -> None:
    root = xml_of(paper)
    names = find(root, "//w:bookmarkStart/@w:name")
    anchors = find(root, "//w:hyperlink/@w:anchor")
    assert len(names) == len(set(names))
    assert set(anchors) <= set(names)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)
    starts = find(root, "//w:bookmarkStart/@w:id")
    assert starts == find(root, "//w:bookmarkEnd/@w:id")
    assert len(starts) == len(set(starts))
    cited = [text_of(each) for each in find(root, "//w:hyperlink")]
    assert cited.count("delays-size") == 2


def test_each_table_has_a_header_row_that_repeats_and_words_for_it(
    paper: Document, xml_of: Reader
) -> None:
    tables = find(xml_of(paper), "//w:tbl")
    assert len(tables) == 4
    for table in tables:
        heads = find(table, "./w:tr[w:trPr/w:tblHeader]")
        assert heads == find(table, "./w:tr[1]")
        assert all(text_of(cell) for cell in find(heads[0], "./w:tc"))
        assert find(table, "./w:tblPr/w:tblCaption/@w:val")[0]
        assert find(table, "./w:tblPr/w:tblDescription/@w:val")[0]
        widths = len(find(table, "./w:tblGrid/w:gridCol"))
        assert {len(find(row, "./w:tc")) for row in find(table, "./w:tr")} == {widths}


def test_each_picture_says_what_it_shows(paper: Document, xml_of: Reader) -> None:
    pictures = find(xml_of(paper), "//wp:docPr")
    assert [each.get("descr") for each in pictures] == ["A line that falls"]
    ids = [each.get("id") for each in pictures]
    assert len(ids) == len(set(ids))


def test_a_numbered_list_begins_at_one_again(xml_of: Reader) -> None:
    twice = (BulletList(("a", "b"), numbered=True), BulletList(("c",), numbered=True))
    paper = Document(title="Two", kind="Sheet", date=date(2026, 1, 1), blocks=twice)
    numbers = find(xml_of(paper), "//w:p[w:pPr/w:pStyle/@w:val='ListNumber']//w:numId/@w:val")
    assert numbers[0] == numbers[1] != numbers[2]


def test_sample_data_is_marked_in_captions_findings_and_at_the_front(
    paper: Document, xml_of: Reader
) -> None:
    lines = [text_of(each) for each in find(xml_of(paper), "//w:p")]
    assert "Sample data. Beds by place" in lines
    assert any(line.startswith("Sample data. Delays filled") for line in lines)
    assert any(line.startswith("Sample data. Some figures") for line in lines)


def test_numbers_line_up_on_the_right_and_hidden_ones_are_explained(
    paper: Document, xml_of: Reader
) -> None:
    root = xml_of(paper)
    table = find(root, "//w:tbl[w:tblPr/w:tblCaption/@w:val='Beds by place']")[0]
    last = find(table, "./w:tr[3]/w:tc")
    assert [text_of(cell) for cell in last] == ["Elgin", "[c]", "30.0"]
    assert [find(cell, ".//w:jc/@w:val") for cell in last] == [[], ["right"], ["right"]]
    assert "[c] means that a number is hidden" in text_of(root)


def test_words_that_look_like_fields_formulas_or_tags_stay_words(
    png: bytes, xml_of: Reader
) -> None:
    root = xml_of(hostile_paper(png))
    fields = find(root, "//w:instrText/text()")
    assert len(fields) == 1  # the contents list, and nothing that was typed
    assert find(root, "//w:fldSimple") == []
    assert find(root, "//w:hyperlink[not(@w:anchor)]") == []
    assert "<script>" in text_of(root)  # as text
    for cell in find(root, "//w:tc"):
        assert not text_of(cell).startswith("=")
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", etree.tostring(root, encoding="unicode"))


def test_no_part_of_the_file_leads_outside(png: bytes) -> None:
    with ZipFile(BytesIO(to_word(hostile_paper(png)))) as parts:
        for name in parts.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in parts.read(name), name


def test_a_very_long_answer_may_go_over_a_page(xml_of: Reader) -> None:
    answer = "Home first. " * 4000
    block = Fields("Answers", (Field("Why", answer), Field("Who", "People")))
    paper = Document(title="Long", kind="Charter", date=date(2026, 1, 1), blocks=(block,))
    rows = find(xml_of(paper), "//w:tr")
    assert [bool(find(row, "./w:trPr/w:cantSplit")) for row in rows] == [True, False, True]
    assert len(text_of(rows[1])) > 40_000


def test_ten_thousand_findings_are_written_in_reasonable_time() -> None:
    records = tuple(
        EvidenceRecord(id=f"finding-{n}", finding=f"Finding {n} of many.") for n in range(10_000)
    )
    paper = Document(
        title="All", kind="Log", date=date(2026, 1, 1), blocks=(EvidenceList(records),)
    )
    began = time.perf_counter()
    written = to_word(paper)
    assert time.perf_counter() - began < 60
    assert len(docx.Document(BytesIO(written)).element.body.findall(f".//{W}tr")) == 10_001


def test_a_picture_that_is_not_a_png_is_refused(paper: Document) -> None:
    wrong = Picture(image=b"GIF89a", alt="A line", caption="Delays")
    with pytest.raises(PlainError, match="is not a PNG"):
        to_word(replace(paper, blocks=(wrong,)))


def test_the_same_paper_gives_the_same_words_twice(paper: Document, xml_of: Reader) -> None:
    first, second = (etree.tostring(xml_of(paper)) for _ in range(2))
    assert first == second


ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription"
    ),
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "pBdr": "top left bottom right between bar",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
}


@pytest.mark.parametrize(
    "part", ["document", "styles", "numbering", "header1", "footer1", "settings"]
)
def test_the_parts_of_each_element_come_in_the_order_that_word_asks(
    paper: Document, xml_of: Reader, part: str
) -> None:
    root = xml_of(paper, f"word/{part}.xml")
    for name, order in ORDER.items():
        places = {tag: at for at, tag in enumerate(order.split())}
        for each in root.iter(f"{W}{name}"):
            tags = [etree.QName(child).localname for child in each]
            assert set(tags) <= set(places), (name, tags)
            assert tags == sorted(tags, key=places.__getitem__), (name, tags)
            assert len(tags) == len(set(tags)), (name, tags)
