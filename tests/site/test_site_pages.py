"""What every page of the built site holds, read as text, without a browser."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

UNWANTED = ("thebe", "mermaid", "fontawesome", "require.js", "html-manager", "mathjax@", "jquery")
LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}


class Page(HTMLParser):
    """The elements of a page, in order, each with its attributes; and the text of its headings."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.elements, self.headings = path, [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


@pytest.fixture
def read(site: Path, page: str) -> Page:
    return Page(site / f"{page}.html")


def test_a_page_loads_nothing_from_another_host(read: Page) -> None:
    loaded = [
        attributes[LOADS[tag]]
        for tag, attributes in read.elements
        if tag in LOADS and LOADS[tag] in attributes
    ]
    loaded += [attributes.get("href", "") for attributes in read.all("link", "image", "use")]
    assert [url for url in loaded if re.match(r"(https?:)?//", url)] == []


def test_no_style_or_script_of_ours_names_another_host(site: Path) -> None:
    found = [
        (path.name, url)
        for path in (site / "_static").glob("*")
        if path.suffix in {".css", ".js"}
        for url in re.findall(r"https?://[^\s\"')]+", path.read_text(encoding="utf-8"))
        if "sphinx-doc.org" not in url
        and "w3.org" not in url
        and "developer.mozilla.org" not in url
    ]
    assert found == []


def test_a_page_lets_the_browser_refuse_other_hosts(read: Page) -> None:
    policies = [
        meta["content"]
        for meta in read.all("meta")
        if meta.get("http-equiv", "").lower() == "content-security-policy"
    ]
    assert len(policies) == 1
    rules = dict(rule.split(" ", 1) for rule in policies[0].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == rules["form-action"] == "'self'"
    assert "unsafe" not in rules["script-src"]


def test_the_policy_comes_before_anything_that_loads(read: Page) -> None:
    order = [
        "policy" if attributes.get("http-equiv") else "load"
        for tag, attributes in read.elements
        if attributes.get("http-equiv") or tag in {"script", "link", "style"}
    ]
    assert order[0] == "policy"


def test_the_site_carries_no_library_it_does_not_need(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8").lower()
        assert [name for name in UNWANTED if name in text] == [], path
    names = [path.name for path in (site / "_static").rglob("*")]
    assert [name for name in names if any(part in name.lower() for part in UNWANTED)] == []


def test_a_page_says_what_it_is(read: Page) -> None:
    assert dict(read.elements[0][1])["lang"] == "en-GB"
    text = read.path.read_text(encoding="utf-8")
    assert re.search(r"<title>.{8,}</title>", text)
    described = [meta["content"] for meta in read.all("meta") if meta.get("name") == "description"]
    assert len(described) == 1
    assert described[0]


def test_titles_differ_from_page_to_page(site: Path) -> None:
    titles = [
        re.search("<title>(.*)</title>", path.read_text(encoding="utf-8")).group(1)
        for path in site.rglob("*.html")
        if path.parent != site or path.name == "search.html"
    ]
    assert len(titles) == len(set(titles))


def test_headings_begin_with_one_and_never_skip_a_level(read: Page) -> None:
    assert read.headings.count(1) == 1
    assert read.headings[0] == 1
    steps = zip(read.headings, read.headings[1:], strict=False)
    assert [(before, after) for before, after in steps if after > before + 1] == []


def test_no_two_things_on_a_page_have_the_same_id(read: Page) -> None:
    ids = read.ids()
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_every_image_has_words(read: Page) -> None:
    assert [image for image in read.all("img") if "alt" not in image] == []


def test_nothing_runs_from_an_attribute(read: Page) -> None:
    handlers = [name for _, attributes in read.elements for name in attributes if name[:2] == "on"]
    assert handlers == []


def test_every_link_inside_the_site_leads_somewhere(site: Path, read: Page) -> None:
    lost = []
    for link in read.all("a"):
        url, place = urldefrag(link.get("href", ""))
        if urlsplit(url).scheme:
            continue
        target = (read.path.parent / unquote(url)).resolve() if url else read.path
        if not target.is_file() or (place and unquote(place) not in Page(target).ids()):
            lost.append(link["href"])
    assert lost == []


def test_formulas_are_drawn_by_the_browser_itself(site: Path) -> None:
    methods = (site / "book" / "methods" / "review.html").read_text(encoding="utf-8")
    assert methods.count("<math ") >= 4
    assert "2.66" in methods


def test_scripts_of_activities_are_only_on_pages_that_hold_one(site: Path) -> None:
    module = (site / "modules" / "commissioning-cycle.html").read_text(encoding="utf-8")
    about = (site / "book" / "about.html").read_text(encoding="utf-8")
    assert "_static/activities.js" in module
    assert "_static/activities" not in about


def test_a_notebooks_page_knows_its_notebook(site: Path) -> None:
    body = Page(site / "modules" / "commissioning-cycle.html").all("body")[0]
    assert (body["data-kind"], body["data-id"]) == ("module", "commissioning-cycle")
    slot = [
        attributes
        for attributes in Page(site / "exercises" / "analyse" / "delayed-discharges.html").all(
            "div"
        )
        if attributes.get("class") == "pb-live"
    ]
    assert slot[0]["data-notebook"] == "exercises/analyse/delayed-discharges.ipynb"


def test_the_contents_list_marks_the_page_it_is_on(site: Path) -> None:
    links = Page(site / "book" / "glossary.html").all("a")
    here = [link["href"] for link in links if link.get("aria-current") == "page"]
    assert here == ["#main", "#"]


def test_a_reader_is_sent_on_from_the_folder(site: Path) -> None:
    onward = Page(site / "index.html")
    assert onward.all("a")[0]["href"] == "book/index.html"


def test_the_site_can_be_searched_for_words_of_made_parts(site: Path) -> None:
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    stored = json.loads(index.removeprefix("Search.setIndex(").rstrip(")"))
    found = stored["terms"]["autocorrel"]
    pages = [stored["docnames"][page] for page in (found if isinstance(found, list) else [found])]
    assert "book/glossary" in pages
