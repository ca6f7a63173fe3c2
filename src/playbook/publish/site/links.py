"""Links between pages, written from the place of the page that holds them."""

from dataclasses import dataclass

from sphinx.builders import Builder


@dataclass(frozen=True)
class Links:
    """The way from one page to the others."""

    builder: Builder
    page: str

    def to(self, docname: str) -> str:
        """Give the relative address of a page, for example ``../book/learn.html``."""
        return str(self.builder.get_relative_uri(self.page, docname))
