"""The shape of the site: its parts, the pages in each, and where each notebook has its page."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from playbook.learn.definitions import KINDS, Notebook, find_notebook


@dataclass(frozen=True)
class Entry:
    """A line of the contents list."""

    docname: str
    title: str
    stage: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Part:
    """A part of the contents list."""

    name: str
    pages: tuple[Entry, ...]


def page_of(notebook: Notebook) -> str:
    """Say where the page of a notebook stands; an exercise stands in the folder of its stage."""
    return f"{notebook.shelf}/{notebook.id}"


def notebook_of(env: BuildEnvironment, docname: str) -> Notebook | None:
    """Give the facts of a page whose notebook says in its metadata which one it is."""
    # MyST keeps nested metadata of a notebook as JSON text.
    named = json.loads(env.metadata.get(docname, {}).get("playbook", "{}"))
    return find_notebook(named["id"]) if named.get("kind") in KINDS else None


@lru_cache(maxsize=1)  # every page of one build shows the same list
def contents(env: BuildEnvironment) -> tuple[Part, ...]:
    """List the parts of the site, in the order of ``_toc.yml``, with the titles of their pages.

    Starting points are left out: they stand in the menu at the top of every page.
    """
    site_map = env.app.config.external_site_map
    parts = (
        Part(tree.caption or "", tuple(_entries(env, tree.items)))
        for tree in site_map.root.subtrees
    )
    return tuple(part for part in parts if part.pages)


def neighbours(app: Sphinx, docname: str) -> dict[str, str]:
    """Name the pages before and after one, among those that are read in order.

    The starting points are not: nobody turns from "My learning record" to the first module.
    """
    _, back, on = getattr(app.builder, "relations", {}).get(docname, (None, None, None))
    found = {"back": back, "on": on}
    return {way: page for way, page in found.items() if page and _is_read_in_order(app.env, page)}


def sections(doctree: nodes.document | None) -> list[dict[str, str]]:
    """List the parts of one page: the headings just below its title."""
    if doctree is None:
        return []
    return [
        {"id": section["ids"][0], "title": section.next_node(nodes.title).astext()}
        for section in doctree.findall(nodes.section)
        if isinstance(section.parent, nodes.section)
        and isinstance(section.parent.parent, nodes.document)
    ]


def _is_read_in_order(env: BuildEnvironment, docname: str) -> bool:
    return bool(env.metadata[docname].get("layout", "book") == "book")


def _entries(env: BuildEnvironment, items: Iterable[Any]) -> Iterable[Entry]:
    for item in items:
        docname = str(item).removesuffix(".md").removesuffix(".ipynb")
        if docname in env.titles and _is_read_in_order(env, docname):
            yield _entry(env, docname)


def _entry(env: BuildEnvironment, docname: str) -> Entry:
    title = env.titles[docname].astext()
    notebook = notebook_of(env, docname)
    if notebook is None:
        return Entry(docname, title)
    return Entry(docname, title, notebook.stage, notebook.minutes)
