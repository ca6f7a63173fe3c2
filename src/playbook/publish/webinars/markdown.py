"""The Markdown of a notebook's cell as blocks: paragraphs, lists and tables, without links."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Words:
    """One block of text. ``kind`` is paragraph, list or table; ``html`` shows it.

    ``rows`` are plain texts: one row for a paragraph, one for each item of a list, and the
    heading row first for a table. ``lead`` is what a paragraph opens with in bold.
    """

    kind: str
    html: str
    rows: tuple[tuple[str, ...], ...]
    lead: str = ""

    @property
    def text(self) -> str:
        """Give the block as one line of plain text."""
        return " ".join(cell for row in self.rows for cell in row)


@dataclass(frozen=True)
class Text:
    """The first heading of a cell (empty if it has none), and the blocks below it."""

    title: str
    blocks: tuple[Words, ...]


def read_text(source: str) -> Text:
    """Read the Markdown of one cell. Links become their words; further headings, paragraphs.

    >>> text = read_text("## Beds" + chr(10) * 2 + "Ask [Grant](grant.md) **first**.")
    >>> text.title, text.blocks[0].html
    ('Beds', '<p>Ask Grant <strong>first</strong>.</p>')
    """
    titles: list[str] = []
    blocks: list[Words] = []
    for group in _groups(_READER.parse(source)):
        if group[0].type == "heading_open":
            titles.append(_plain(group[1]))
            if len(titles) > 1:
                blocks.append(_subheading(titles[-1]))
        else:
            blocks.append(_block(group))
    return Text(titles[0] if titles else "", tuple(blocks))


def _groups(tokens: list[Token]) -> Iterator[list[Token]]:
    """Split tokens where a block ends at the top level."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _subheading(title: str) -> Words:
    return Words("paragraph", f"<p><strong>{escape(title)}</strong></p>", ((title,),), title)


def _block(group: list[Token]) -> Words:
    kinds = {"bullet_list_open": "list", "ordered_list_open": "list", "table_open": "table"}
    kind = kinds.get(group[0].type, "paragraph")
    for token in group:
        if token.children:
            token.children = [one for one in token.children if not one.type.startswith("link_")]
        token.attrs.pop("style", None)
    html = str(_READER.renderer.render(group, _READER.options, {})).strip()
    return Words(kind, html, tuple(_rows(group, kind)), _lead(group))


def _rows(group: list[Token], kind: str) -> Iterator[tuple[str, ...]]:
    texts = [token for token in group if token.type == "inline"]
    if kind != "table":
        yield from ((_plain(token),) for token in texts)
        return
    row: list[str] = []
    for token in group:
        if token.type == "inline":
            row.append(_plain(token))
        if token.type == "tr_close":
            yield tuple(row)
            row = []


def _lead(group: list[Token]) -> str:
    """Give the bold words that a paragraph begins with."""
    inline = next((token for token in group if token.type == "inline"), None)
    parts = inline.children or [] if inline else []
    kept = [part for part in parts if part.type != "text" or part.content]
    if kept and kept[0].type == "strong_open":
        end = next(at for at, part in enumerate(kept) if part.type == "strong_close")
        return "".join(part.content for part in kept[1:end])
    return ""


def _plain(token: Token) -> str:
    parts = token.children or []
    return "".join(" " if part.type == "softbreak" else part.content for part in parts)
