"""The front page that sends readers on, and no file in the site that no page uses."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from playbook.publish.site.policy import content_security_policy

_UNUSED = (
    "basic.css",
    "pygments.css",
    "file.png",
    "minus.png",
    "plus.png",
    "mystnb.*.css",
    "sphinx_highlight.js",
    "translations.js",
)

_ONWARD = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={first}">
<title>{site}</title>
</head>
<body><main><h1>{site}</h1><p><a href="{first}">Go to the home page</a></p></main></body>
</html>
"""


def plug_in(app: Sphinx) -> None:
    """Tidy the folder after every other extension has copied its files."""
    app.connect("build-finished", _tidy, priority=900)


def _tidy(app: Sphinx, problem: Exception | None) -> None:
    if problem or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    out = Path(app.outdir)
    for pattern in _UNUSED:
        for file in (out / "_static").glob(pattern):
            file.unlink()
    first = app.builder.get_target_uri(app.config.root_doc)
    if first == "index.html":
        return
    page = _ONWARD.format(policy=content_security_policy(), first=first, site=app.config.html_title)
    (out / "index.html").write_text(page, encoding="utf-8")
