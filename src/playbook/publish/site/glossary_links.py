"""Words of the glossary become links where a page first uses them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

from docutils import nodes
from sphinx.application import Sphinx

from playbook.framework import framework
from playbook.framework.model import Term

GLOSSARY = "book/glossary"
_NOT_INSIDE = (nodes.reference, nodes.literal, nodes.title, nodes.raw, nodes.literal_block)
_ANCHOR = re.compile(r"#term-([a-z0-9-]+)$")


def plug_in(app: Sphinx) -> None:
    """Link words once all other links of a page are known."""
    app.connect("doctree-resolved", _link_words, priority=800)


@dataclass(frozen=True)
class Spelling:
    """One way to write a term. Its first word is looked for before the slower pattern."""

    first_word: str
    pattern: re.Pattern[str]

    def find(self, text: str, text_in_small_letters: str) -> re.Match[str] | None:
        """Give the first place where a text has this spelling, or nothing."""
        return self.pattern.search(text) if self.first_word in text_in_small_letters else None


@cache
def spellings(term: Term) -> tuple[Spelling, ...]:
    """Give the ways in which a page may write a term: acronyms in capitals, words in any case.

    A plural in "s" counts. An everyday word gives none: it mostly means what it always means.

    >>> words = framework().glossary
    >>> [bool(spellings(words["list"])[0].pattern.search(text)) for text in ("A LIST", "a list")]
    [True, False]
    >>> bool(spellings(words["bed-days"])[0].pattern.search("Bed days were lost"))
    True
    """
    if term.everyday:
        return ()
    name = re.sub(r" \(.*\)$", "", term.term)
    capitals = sum(letter.isupper() for letter in name) > 1 and " " not in name
    words = [(name, capitals)] + ([(term.expansion, False)] if term.expansion else [])
    return tuple(_spelling(word, exact) for word, exact in words)


def _spelling(word: str, exact: bool) -> Spelling:
    letters = re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+")
    pattern = re.compile(rf"(?<![\w-]){letters}(?:s)?(?![\w-])", 0 if exact else re.IGNORECASE)
    return Spelling(re.split(r"\W", word.lower(), maxsplit=1)[0], pattern)


def link_words(doctree: nodes.document, glossary: str) -> None:
    """Link each word of the glossary at its first use on a page, unless its author did.

    ``glossary`` is the way from the page to the glossary. Headings, code and HTML are left alone.
    Of words that overlap, the longest is linked: "delayed bed days", and not "bed days" in it.
    """
    waiting = {term.id: spellings(term) for term in framework().glossary.values()}
    for linked in doctree.findall(nodes.reference):
        known = _ANCHOR.search(linked.get("refuri", ""))
        waiting.pop(known.group(1) if known else "", None)
    for text in [*doctree.findall(nodes.Text)]:
        if not _is_inside(text, _NOT_INSIDE):
            _replace(text, _split(str(text), waiting, glossary))


def _link_words(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    about = app.env.metadata[docname]
    if app.builder.format != "html" or docname == GLOSSARY or GLOSSARY not in app.env.all_docs:
        return
    if about.get("layout") != "home" and about.get("glossary_links", True) is True:
        link_words(doctree, app.builder.get_relative_uri(docname, GLOSSARY))


def _is_inside(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, kinds):
            return True
    return False


def _split(text: str, waiting: dict[str, tuple[Spelling, ...]], glossary: str) -> list[nodes.Node]:
    """Cut a text at the words to link, the longest first, and take those off the list."""
    found = _longest(text, waiting)
    if found is None:
        return [nodes.Text(text)]
    term, start, end = found
    del waiting[term]
    link = nodes.reference(
        "", text[start:end], internal=True, refuri=f"{glossary}#term-{term}", classes=["pb-term"]
    )
    before, after = text[:start], text[end:]
    parts: Iterable[list[nodes.Node]] = (
        _split(before, waiting, glossary) if before else [],
        [link],
        _split(after, waiting, glossary) if after else [],
    )
    return [*chain.from_iterable(parts)]


def _longest(text: str, waiting: dict[str, tuple[Spelling, ...]]) -> tuple[str, int, int] | None:
    small = text.lower()
    places = [
        (term, match.start(), match.end())
        for term, ways in waiting.items()
        for match in filter(None, (way.find(text, small) for way in ways))
    ]
    return max(places, key=lambda place: (place[2] - place[1], -place[1]), default=None)


def _replace(text: nodes.Text, parts: list[nodes.Node]) -> None:
    if text.parent is not None and any(isinstance(part, nodes.reference) for part in parts):
        text.parent.replace(text, parts)
