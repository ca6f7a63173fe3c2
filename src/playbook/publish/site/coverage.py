"""Where each element of the framework is taught and practised."""

from collections.abc import Iterable

from playbook.framework import framework
from playbook.framework.model import Element
from playbook.learn.definitions import Notebook, catalogue
from playbook.learn.tags import Html, shape, tag
from playbook.publish.site.course import page_of
from playbook.publish.site.links import Links

NOWHERE = "Not taught yet"


def covering(element_id: str, books: Iterable[Notebook]) -> tuple[Notebook, ...]:
    """Give the modules, guides and exercises that cover an element, in the order of ``books``.

    >>> "commissioning-cycle" in [book.id for book in covering("M04", catalogue())]
    True
    """
    return tuple(book for book in books if element_id in book.covers)


def coverage(links: Links, argument: str) -> str:
    """Table every element of the source document named by ``argument``, with its pages.

    An element that no page covers says so. An unknown document is refused by listing the others.
    """
    source = framework().sources[argument]
    books = catalogue()
    rows = (
        _row(links, element, covering(element.id, books))
        for element in framework().elements.values()
        if element.seed == source.id
    )
    heads = ("What the framework names", "Where it is taught", "Stage")
    head = tag("thead", tag("tr", *(tag("th", text, scope="col") for text in heads)))
    table = tag("table", head, tag("tbody", *rows))
    return tag("div", table, class_="pb-table", role="region", aria_label=source.name, tabindex="0")


def _row(links: Links, element: Element, books: tuple[Notebook, ...]) -> Html:
    pages = (tag("li", tag("a", book.title, href=links.to(page_of(book)))) for book in books)
    where = tag("ul", *pages, role="list", class_="pb-plain-list") if books else NOWHERE
    return tag(
        "tr",
        tag("th", element.name, scope="row", id=f"element-{element.id.lower()}"),
        tag("td", where),
        _stages(element),
    )


def _stages(element: Element) -> Html:
    stages = framework().stages
    if len(element.stages) == len(stages):
        return tag("td", "All four")
    marks = (
        tag("span", shape(stage.shape), stage.name, class_=f"pb-card-stage pb-stage-{stage.id}")
        for stage in map(stages.__getitem__, element.stages)
    )
    return tag("td", *marks)
