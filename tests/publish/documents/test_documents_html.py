"""A paper in HTML: one file, nothing fetched, nothing run."""

from html.parser import HTMLParser

import pytest

from playbook.markup import PlainError
from playbook.publish.documents import Document, Heading, Paragraph, Table, to_html

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \"'&\x00\u202e"


class Outline(HTMLParser):
    """Gathers the tags of a page and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def outline(page: str) -> Outline:
    read = Outline()
    read.feed(page)
    return read


def test_the_page_says_its_language_its_title_and_lets_a_person_skip(paper: Document) -> None:
    page = outline(to_html(paper))
    assert page.all("html") == [{"lang": "en-GB"}]
    assert "<title>Home First: a case</title>" in to_html(paper)
    assert {"class": "skip", "href": "#paper"} in page.all("a")
    assert page.all("main") == [{"id": "paper"}]


def test_headings_come_in_order_under_one_title(paper: Document) -> None:
    levels = [int(tag[1]) for tag, _ in outline(to_html(paper)).tags if tag in {"h1", "h2", "h3"}]
    assert levels == [1, 2, 2, 3, 2]  # the second is that of the contents


def test_tables_have_captions_and_headings_and_figures_have_words(paper: Document) -> None:
    page = outline(to_html(paper))
    assert len(page.all("caption")) == len(page.all("table")) == 4
    assert {each.get("scope") for each in page.all("th")} == {"col", "row"}
    assert [each["alt"] for each in page.all("img")] == ["A line that falls"]


def test_nothing_is_fetched_and_nothing_runs(paper: Document) -> None:
    page = outline(to_html(paper))
    assert page.all("script") == page.all("link") == []
    places = [str(each.get("src") or each.get("href")) for _, each in page.tags if each]
    asked = [place for place in places if place != "None"]
    assert all(place.startswith(("#", "data:image/png;base64,")) for place in asked)
    policy = next(each for each in page.all("meta") if "http-equiv" in each)
    assert str(policy["content"]).startswith("default-src 'none'")


def test_each_link_leads_to_a_place_that_is_there_once(paper: Document) -> None:
    page = outline(to_html(paper))
    ids = [str(each["id"]) for _, each in page.tags if "id" in each]
    assert len(ids) == len(set(ids))
    assert {str(each["href"])[1:] for each in page.all("a")} <= set(ids)


def test_words_that_look_like_tags_stay_words(paper: Document) -> None:
    table = Table(caption=HOSTILE, columns=(HOSTILE,), rows=((HOSTILE,),), source=HOSTILE)
    blocks = (Heading(HOSTILE), Paragraph(HOSTILE, lead=HOSTILE), table)
    page = to_html(Document(title=HOSTILE, kind=HOSTILE, date=paper.date, blocks=blocks))
    assert outline(page).all("script") == outline(page).all("img") == []
    assert "\x00" not in page
    assert "\u202e" not in page
    assert not any("onerror" in each for _, each in outline(page).tags)


def test_ids_that_were_not_given_become_no_link(paper: Document) -> None:
    blocks = (Paragraph("See [no-such-id].", cites=("nor-this",)),)
    page = to_html(Document(title="A", kind="B", date=paper.date, blocks=blocks))
    assert "<p>See [no-such-id].</p>" in page


def test_a_picture_that_is_no_picture_is_refused(paper: Document) -> None:
    from playbook.publish.documents import Picture

    wrong = (Picture(image=b"", alt="A", caption="B"),)
    with pytest.raises(PlainError, match="is not a PNG"):
        to_html(Document(title="A", kind="B", date=paper.date, blocks=wrong))
