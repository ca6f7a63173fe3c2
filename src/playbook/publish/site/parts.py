"""The ``{playbook}`` directive: parts of a page that are made from the framework or the data."""

from collections.abc import Callable, Mapping

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from playbook.framework import glossary_html
from playbook.framework.register import unknown
from playbook.publish.site import cards, coverage, dictionary, webinars
from playbook.publish.site.links import Links

# What a part is made by: it gets the links of its page and the word after its name.
PARTS: Mapping[str, Callable[[Links, str], str]] = {
    "course": cards.course,
    "coverage": coverage.coverage,
    "cycle": cards.cycle_picture,
    "data-dictionary": dictionary.of_kind,
    "doors": cards.doors,
    "glossary": lambda links, argument: glossary_html(),
    "learning-record": cards.learning_record,
    "paths": cards.paths,
    "resume": cards.resume,
    "stages": cards.stages,
    "webinar": webinars.page,
    "webinars": webinars.cards,
}


class Part(SphinxDirective):
    """Put a part that is made from data into a page, by name: ``{playbook} glossary``."""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write the part, or refuse a name that is not one."""
        name, *rest = self.arguments
        if name not in PARTS:
            raise self.error(unknown(name, PARTS, "the parts of a page"))
        links = Links(self.env.app.builder, self.env.docname)
        try:
            html = PARTS[name](links, rest[0] if rest else "")
        except (LookupError, ValueError) as problem:
            raise self.error(f"The part {name!r} could not be made. {problem}") from problem
        return [nodes.raw("", html, format="html")]


def plug_in(app: Sphinx) -> None:
    """Offer the directive."""
    app.add_directive("playbook", Part)
