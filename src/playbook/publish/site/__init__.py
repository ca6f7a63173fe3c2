"""The Sphinx extension that makes the site out of the book, the modules and the exercises.

Jupyter Book loads it by the name ``playbook.publish.site`` in ``_config.yml``. Each idea is a
module of its own; this one only says what is plugged in where.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from playbook import __version__
from playbook.publish.site import (
    assets,
    cells,
    figures,
    glossary_links,
    inner_html,
    maths,
    pages,
    parts,
    tables,
    tidy,
    webinars,
)

PARTS = (
    assets,
    cells,
    figures,
    glossary_links,
    inner_html,
    maths,
    pages,
    parts,
    tables,
    tidy,
    webinars,
)
THEME = Path(__file__).resolve().parents[1] / "theme"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Plug the playbook's theme and parts into Sphinx."""
    app.setup_extension("myst_nb")
    app.add_html_theme("playbook", str(THEME))
    # Jupyter Book always passes these on; the extensions that would read them are not loaded.
    app.add_config_value("comments_config", {}, "")
    for part in PARTS:
        part.plug_in(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
