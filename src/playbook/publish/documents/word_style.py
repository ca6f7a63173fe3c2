"""The house style of a paper in Word: page, fonts, colours, headings, and what heads each page."""

from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
INK, SOFT, BRAND, LINE, PANEL, CONCERN = "14222E", "465665", "0A4A66", "AFBCC6", "EEF3F6", "9A3A06"
LANGUAGE = "en-GB"
TEXT_CM = 16.6  # A4 less its margins
MARGIN_CM = 2.2

_HEADINGS = {1: (17, 22, 6), 2: (13.5, 16, 4), 3: (11.5, 12, 3)}  # size, before, after in points
_PARAGRAPHS = {
    # name: (size, colour, bold, before, after in points)
    "Caption": (10, BRAND, True, 12, 4),
    "Source": (8.5, SOFT, False, 4, 10),
    "Table text": (9.5, INK, False, 2, 2),
    "Guidance": (10, SOFT, False, 4, 8),
    "Notice": (11, INK, False, 3, 3),
    "Kind": (12, SOFT, True, 0, 2),
    "Front": (11, INK, False, 0, 2),
    "Contents title": (13.5, BRAND, True, 18, 6),
    "Room": (11, INK, False, 0, 0),
}


def set_house_style(word: Word) -> None:
    """Set page, language, fonts and styles of a new Word document."""
    _set_page(word)
    _set_language(word)
    normal = word.styles["Normal"]
    _set_font(normal, 11, INK)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    normal.paragraph_format.line_spacing = 1.2
    normal.paragraph_format.widow_control = True
    title = word.styles["Title"]
    _set_font(title, 26, BRAND, bold=True)
    title.paragraph_format.space_after = Pt(6)
    _no_border(title)
    for level, (size, before, after) in _HEADINGS.items():
        style = word.styles[f"Heading {level}"]
        _set_font(style, size, BRAND if level < 3 else INK, bold=True)
        _set_space(style, before, after)
        style.paragraph_format.keep_with_next = True
    for name, (size, colour, bold, before, after) in _PARAGRAPHS.items():
        style = _style(word, name)
        _set_font(style, size, colour, bold=bold)
        _set_space(style, before, after)
    word.styles["Caption"].paragraph_format.keep_with_next = True
    _shade(word.styles["Guidance"], "F4F4F0", SOFT)
    _shade(word.styles["Notice"], "FCF3EC", CONCERN)
    for name in ("List Bullet", "List Number"):
        _set_space(word.styles[name], 0, 4)
    _contents_styles(word)
    _link_style(word)
    _number_headings(word)


def element(tag: str, /, **attributes: object) -> Any:
    """Make an element of Word's XML, its attributes in the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _set_page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)


def _set_language(word: Word) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    run.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
    settings = word.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), LANGUAGE)


def _style(word: Word, name: str) -> Any:
    known = {style.name for style in word.styles}
    if name in known:
        return word.styles[name]
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    return style


def _set_font(style: Any, size: float, colour: str, *, bold: bool = False) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _set_space(style: Any, before: float, after: float) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _no_border(style: Any) -> None:
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _shade(style: Any, fill: str, edge: str) -> None:
    """Set a paragraph in a pale box with a strong left edge: told by shape, not colour alone."""
    properties = style.element.get_or_add_pPr()
    borders = element("pBdr")
    borders.append(element("left", val="single", sz=24, space=8, color=edge))
    shade = element("shd", val="clear", color="auto", fill=fill)
    for made in (borders, shade):
        properties.insert_element_before(
            made,
            *(() if made is shade else ("w:shd",)),
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
        )
    style.paragraph_format.left_indent = Cm(0.4)


def _contents_styles(word: Word) -> None:
    for level, indent in ((1, 0.0), (2, 0.9)):
        style = _style(word, f"TOC {level}")
        _set_font(style, 11 if level == 1 else 10, INK)
        _set_space(style, 3 if level == 1 else 0, 2)
        style.paragraph_format.left_indent = Cm(indent)
        tabs = style.paragraph_format.tab_stops
        tabs.add_tab_stop(Cm(indent + 0.9 + (0.2 if level == 2 else 0)))
        tabs.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _link_style(word: Word) -> None:
    style = word.styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb, style.font.underline = RGBColor.from_string("0B5C8A"), True


def _number_headings(word: Word) -> None:
    """Let styles number the headings, so that parts added later number themselves."""
    numbering = word.part.numbering_part.element
    outline = element("abstractNum", abstractNumId=900)
    outline.append(element("multiLevelType", val="multilevel"))
    for level in range(3):
        outline.append(_level(level))
    first = numbering.find(qn("w:num"))
    first.addprevious(outline) if first is not None else numbering.append(outline)
    number = element("num", numId=900)
    number.append(element("abstractNumId", val=900))
    numbering.append(number)
    for level in range(3):
        properties = word.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        linked = properties.get_or_add_numPr()
        if level:
            linked.get_or_add_ilvl().val = level
        linked.get_or_add_numId().val = 900


def _level(level: int) -> Any:
    made = element("lvl", ilvl=level)
    made.append(element("start", val=1))
    made.append(element("numFmt", val="decimal"))
    made.append(element("pStyle", val=f"Heading{level + 1}"))
    made.append(element("lvlText", val=".".join(f"%{n}" for n in range(1, level + 2))))
    made.append(element("lvlJc", val="left"))
    place = element("pPr")
    room = 680 if level < 2 else 820  # twentieths of a point, so that the words line up
    place.append(element("ind", left=room, hanging=room))
    made.append(place)
    return made
