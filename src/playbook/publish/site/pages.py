"""What each page knows about itself: its title, its place, its stage, its rule for the browser."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from playbook import __version__
from playbook.publish.site import course
from playbook.publish.site.policy import content_security_policy

# The name in the menu, the page, and the folders whose pages belong to it.
Entry = tuple[str, str, tuple[str, ...]]
MAIN: tuple[Entry, ...] = (
    ("Learn", "book/learn", ("modules/", "exercises/")),
    ("Facilitate", "book/facilitate", ("book/webinars/",)),
    ("Use on a project", "book/project", ()),
    ("My record", "book/record", ()),
)
FOOT: tuple[Entry, ...] = (
    ("About the playbook", "book/about", ()),
    ("Glossary", "book/glossary", ()),
    ("Data dictionary", "book/data-dictionary", ()),
    ("How the methods work", "book/methods", ()),
    ("Accessibility statement", "book/accessibility", ()),
)
# Sphinx puts these on every page; only its search needs them, and the search page asks itself.
_NOT_ON_A_PAGE = (
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "translations.js",
    "basic.css",
    "pygments.css",
    "mystnb.",
)
_EARLY = Path(__file__).resolve().parents[1] / "theme" / "early.js"


def plug_in(app: Sphinx) -> None:
    """Tell each page about itself just before it is written."""
    app.add_js_file("site.js", loading_method="defer")
    app.connect("html-page-context", _tell, priority=800)


@cache
def early_script() -> str:
    """Give the script that runs before a page is drawn, so that colours do not flash."""
    lines = _EARLY.read_text(encoding="utf-8").splitlines()
    return "".join(line.strip() for line in lines)


def description(doctree: nodes.document | None) -> str:
    """Take a page's description from its first paragraph of prose.

    >>> description(None)
    ''
    """
    if doctree is None:
        return ""
    for paragraph in doctree.findall(nodes.paragraph):
        text = " ".join(paragraph.astext().split())
        if len(text.split()) >= 8:
            return text
    return ""


def _tell(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put all of it where the templates find it, under the name ``page``."""
    meta = context.get("meta") or {}
    context["page"] = {
        **_of_the_site(),
        **_of_the_notebook(app, pagename),
        **_words(app, pagename, meta, doctree),
        "layout": meta.get("layout", "book") if doctree is not None else "plain",
        "main": _menu(app, pagename, MAIN),
        "foot": _menu(app, pagename, FOOT),
        "course": course.contents(app.env),
        "turn": course.neighbours(app, pagename),
        "sections": course.sections(doctree),
    }
    for files in ("css_files", "script_files"):
        context[files] = [file for file in context[files] if _wanted(file)]


def _of_the_site() -> dict[str, str]:
    return {
        "version": __version__,
        "policy": content_security_policy(early_script()),
        "early_script": early_script(),
    }


def _of_the_notebook(app: Sphinx, page: str) -> dict[str, str]:
    """Give what templates need of the notebook behind a page; empty for a page without one."""
    notebook = course.notebook_of(app.env, page)
    is_one = (Path(app.srcdir) / f"{page}.ipynb").is_file()
    return {
        "stage": notebook.stage if notebook else "",
        "kind": notebook.kind if notebook else "",
        "id": notebook.id if notebook else "",
        "notebook": f"{page}.ipynb" if is_one else "",
    }


def _words(
    app: Sphinx, page: str, meta: dict[str, Any], doctree: nodes.document | None
) -> dict[str, str]:
    """Give the title of the window, and the sentence that a search engine would show."""
    site = app.config.html_title
    title = app.env.titles[page].astext() if page in app.env.titles else "Search"
    return {
        "site": site,
        "window_title": site if page == app.config.root_doc else f"{title} | {site}",
        "description": meta.get("description") or description(doctree) or title,
    }


def _menu(app: Sphinx, page: str, entries: Iterable[Entry]) -> list[dict[str, str]]:
    return [
        {"name": name, "docname": docname, "current": _current(page, docname, below)}
        for name, docname, below in entries
        if docname in app.env.found_docs
    ]


def _current(page: str, docname: str, below: tuple[str, ...]) -> str:
    """Say whether a menu entry is this page ("page") or the part that it belongs to ("true")."""
    if page == docname:
        return "page"
    return "true" if below and page.startswith(below) else ""


def _wanted(file: object) -> bool:
    name = str(getattr(file, "filename", file) or "")
    return not any(unwanted in name for unwanted in _NOT_ON_A_PAGE)
