"""What each page knows about itself: its title, its place, its stage, its rule for the browser."""

from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from playbook import __version__
from playbook.publish.site import course
from playbook.publish.site.policy import content_security_policy

MAIN = (
    ("Learn", "book/learn", ("modules/", "exercises/")),
    ("Facilitate", "book/facilitate", ()),
    ("Use on a project", "book/project", ()),
    ("My record", "book/record", ()),
)
FOOT = (
    ("About the playbook", "book/about"),
    ("Glossary", "book/glossary"),
    ("Data dictionary", "book/data-dictionary"),
    ("How the methods work", "book/methods"),
    ("Accessibility statement", "book/accessibility"),
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
    source = Path(app.srcdir)
    told = course.notebook_of(app.env, pagename)
    meta = context.get("meta") or {}
    site = app.config.html_title
    title = app.env.titles[pagename].astext() if pagename in app.env.titles else "Search"
    context["page"] = {
        "site": site,
        "version": __version__,
        "window_title": site if pagename == app.config.root_doc else f"{title} | {site}",
        "description": meta.get("description") or (told and told.question) or description(doctree),
        "policy": content_security_policy(early_script()),
        "early_script": early_script(),
        "layout": meta.get("layout", "book") if doctree is not None else "plain",
        "stage": told.stage if told else "",
        "kind": told.kind if told else "",
        "id": told.id if told else "",
        "notebook": f"{pagename}.ipynb" if (source / f"{pagename}.ipynb").is_file() else "",
        "main": [
            {"name": name, "docname": docname, "current": _current(pagename, docname, below)}
            for name, docname, below in MAIN
            if docname in app.env.found_docs
        ],
        "foot": [
            {"name": name, "docname": docname, "current": _current(pagename, docname, ())}
            for name, docname in FOOT
            if docname in app.env.found_docs
        ],
        "course": course.contents(app.env),
        "sections": course.sections(doctree),
    }
    for files in ("css_files", "script_files"):
        context[files] = [file for file in context[files] if _wanted(file)]


def _current(page: str, docname: str, below: tuple[str, ...]) -> str:
    """Say whether a menu entry is this page ("page") or the part that it belongs to ("true")."""
    if page == docname:
        return "page"
    return "true" if below and page.startswith(below) else ""


def _wanted(file: object) -> bool:
    name = str(getattr(file, "filename", file) or "")
    return not any(unwanted in name for unwanted in _NOT_ON_A_PAGE)
