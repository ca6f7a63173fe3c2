"""The scripts of activities and explorers: only on the pages that hold one."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

LEARN = Path(__file__).resolve().parents[2] / "learn" / "assets"

# A page needs an asset when its text holds one of these marks. Assets load in this order.
NEEDS = {
    "activities.css": ("pb-activity", "pb-explorer", "pb-record", "pb-resume", "pb-opening"),
    "activities.js": ("pb-activity", "pb-record", "pb-resume", "pb-opening"),
    "explorer.js": ("pb-explorer",),
    "record.js": ("pb-record",),
}


def plug_in(app: Sphinx) -> None:
    """Offer the folder of scripts, then choose from it for each page."""
    app.connect("builder-inited", _offer)
    app.connect("html-page-context", _choose, priority=400)


def needed(body: str) -> list[str]:
    """Name the assets that a page with this text needs, in the order they load.

    >>> needed('<div class="pb-explorer">')
    ['activities.css', 'explorer.js']
    """
    return [
        asset
        for asset, marks in NEEDS.items()
        if (LEARN / asset).is_file() and any(mark in body for mark in marks)
    ]


def _offer(app: Sphinx) -> None:
    # Here and not in _config.yml: Jupyter Book loads every script of that path on every page.
    if isinstance(app.builder, StandaloneHTMLBuilder) and LEARN.is_dir():
        app.config.html_static_path.append(str(LEARN))


def _choose(
    app: Sphinx, page: str, template: str, context: dict[str, object], doctree: object
) -> None:
    for asset in needed(str(context.get("body", ""))):
        if asset.endswith(".css"):
            app.add_css_file(asset)
        else:
            app.add_js_file(asset, loading_method="defer")
