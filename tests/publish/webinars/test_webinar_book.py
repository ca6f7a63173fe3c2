"""The webinars in the book: a card and a page for each, and packs that are made once."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from playbook.framework.register import UnknownNameError
from playbook.places import pack
from playbook.publish.site import webinars
from playbook.publish.site.policy import content_security_policy
from playbook.publish.webinars.plan import plans


class Links:
    page = "book/webinars/overview"

    def to(self, docname: str) -> str:
        return f"../../{docname}.html"


def test_every_webinar_has_a_card_and_a_page_in_the_book() -> None:
    shown = webinars.cards(Links(), "")
    contents = (pack("_toc.yml")).read_text(encoding="utf-8")
    for plan in plans():
        assert f"../../book/webinars/{plan.id}.html" in shown
        assert f"file: book/webinars/{plan.id}\n" in contents
        written = pack("book", "webinars", f"{plan.id}.md").read_text(encoding="utf-8")
        assert f"\n# {plan.title}\n" in written
        assert f"{{playbook}} webinar {plan.id}\n" in written


def test_a_page_shows_the_slides_in_a_frame_and_offers_the_pack() -> None:
    html = webinars.page(Links(), "overview")
    assert 'src="../../webinars/overview/slides.html"' in html
    assert 'title="Slides: Commissioning, and the support we need"' in html
    assert 'href="../../webinars/overview.zip"' in html
    assert "<td>left out</td>" in html
    assert "frame-src 'self'" in content_security_policy()


def test_a_page_for_a_webinar_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownNameError, match='Did you mean "overview"'):
        webinars.page(Links(), "overviev")


def test_packs_are_made_for_the_pages_there_are_and_again_only_after_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def build(event, folder: Path, **_: object) -> None:
        made.append(event.plan.id)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text("made")

    monkeypatch.setattr(webinars, "build_pack", build)
    monkeypatch.setattr(webinars, "StandaloneHTMLBuilder", SimpleNamespace)
    env = SimpleNamespace(found_docs={"book/webinars/overview", "book/index"})
    app = SimpleNamespace(env=env, builder=SimpleNamespace(), outdir=tmp_path, doctreedir=tmp_path)
    webinars._write_packs(app, None)
    webinars._write_packs(app, None)
    assert made == ["overview"]
    monkeypatch.setattr(webinars, "_fingerprint", lambda: "another")
    webinars._write_packs(app, None)
    assert made == ["overview", "overview"]
    webinars._write_packs(app, ValueError("the build failed"))
    env.found_docs.clear()
    webinars._write_packs(app, None)
    assert made == ["overview", "overview"]
