"""The scripts of activities and explorers: only on the pages that hold one."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from playbook.learn.scripts import asset

_LIVE = ("pb-activity", "pb-record", "pb-resume", "pb-opening", "pb-card-progress")
# A page needs an asset when its text holds one of these marks. Assets load in this order.
NEEDS = {
    "activities.css": (*_LIVE, "pb-explorer"),
    "activities.js": _LIVE,
    "explorer.js": ("pb-explorer",),
    "record.js": ("pb-record",),
}


def plug_in(app: Sphinx) -> None:
    """Write the scripts into the site, then choose among them for each page."""
    app.connect("builder-inited", _write)
    app.connect("html-page-context", _choose, priority=400)


def needed(body: str) -> list[str]:
    """Name the assets that a page with this text needs, in the order they load.

    >>> needed('<div class="pb-explorer">')
    ['activities.css', 'explorer.js']
    """
    return [name for name, marks in NEEDS.items() if any(mark in body for mark in marks)]


def _write(app: Sphinx) -> None:
    # The very text that Jupyter runs, as one file: one address whose mark changes with it.
    # Not by html_static_path: Jupyter Book loads every script of that path on every page.
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    for name in NEEDS:
        (static / name).write_text(asset(name), encoding="utf-8")


def _choose(
    app: Sphinx, page: str, template: str, context: dict[str, object], doctree: object
) -> None:
    for name in needed(str(context.get("body", ""))):
        if name.endswith(".css"):
            app.add_css_file(name)
        else:
            app.add_js_file(name, loading_method="defer")
