"""Packs of webinars: from the modules, whole, offline, and never out of step with them."""

import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from playbook.cli import playbook
from playbook.markup import PlainError
from playbook.places import pack
from playbook.publish.documents import to_html
from playbook.publish.webinars import content
from playbook.publish.webinars.browser import find_browser, print_page
from playbook.publish.webinars.deck import deck
from playbook.publish.webinars.event import Event
from playbook.publish.webinars.pack import build_pack, papers, zip_folder
from playbook.publish.webinars.plan import find_plan, plans
from playbook.publish.webinars.sheets import polls_text
from playbook.publish.webinars.slides import slides_html, write_slides

MADE = date(2026, 11, 22)
OLD = "Half past nine, Elgin."
NEW = "Quarter to ten, Forres."


def held(name: str = "overview", **others) -> Event:
    return Event(find_plan(name), "10:00", MADE, **others)


@pytest.fixture(scope="module")
def overview(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "overview"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("playbook.publish.webinars.pack.find_browser", lambda: "")
        made = build_pack(held(), folder, pdf=False, say=lambda _: None)
    assert made.left_out == ("Figures in the handout are in words and numbers.",)
    return folder


def test_one_changed_sentence_changes_slide_handout_and_run_sheet(tmp_path, monkeypatch) -> None:
    shutil.copytree(pack("modules"), tmp_path / "modules")
    notebook = tmp_path / "modules" / "commissioning-cycle.ipynb"
    monkeypatch.setattr(content, "pack", lambda *parts: tmp_path.joinpath(*parts))

    def shown() -> dict[str, str]:
        made = papers(held())
        html = {name: to_html(made[name]) for name in ("handout", "run-sheet", "notes")}
        return {"slides": slides_html(find_plan("overview")), **html}

    assert all(OLD in html for html in shown().values())
    text = notebook.read_text(encoding="utf-8")
    assert OLD in text
    notebook.write_text(text.replace(OLD, NEW), encoding="utf-8")
    for name, html in shown().items():
        assert NEW in html, name
        assert OLD not in html, name


def test_a_pack_has_every_file_and_its_first_page_links_to_each(overview: Path) -> None:
    wanted = {"index", "slides", "all-slides", "run-sheet", "producer", "polls", "breakouts"}
    wanted |= {"handout", "pre-work", "follow-up", "evaluation", "notes"}
    assert {path.stem for path in overview.glob("*.html")} == wanted
    words = {"run-sheet", "breakouts", "handout", "pre-work", "follow-up", "evaluation"}
    assert {path.stem for path in overview.glob("*.docx")} == words
    linked = set(re.findall(r'href="([^"]+)"', (overview / "index.html").read_text("utf-8")))
    files = {path.name for path in overview.iterdir() if path.is_file()} - {"index.html"}
    assert linked == files
    with zipfile.ZipFile(overview.with_name("overview.zip")) as packed:
        assert packed.testzip() is None
        assert "overview/slides/reveal.js" in packed.namelist()


def test_the_zip_alone_opens_with_no_network(overview: Path, tmp_path, chromium: Browser) -> None:
    with zipfile.ZipFile(overview.with_name("overview.zip")) as packed:
        packed.extractall(tmp_path)
    page = chromium.new_page()
    outside: list[str] = []
    faults: list[str] = []
    page.on("request", lambda it: outside.append(it.url) if not _own(it.url) else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    for path in sorted((tmp_path / "overview").glob("*.html")):
        page.goto(path.as_uri())
        assert page.locator("h1").count() == 1, path.name
    page.close()
    assert outside == []
    assert faults == []


def _own(address: str) -> bool:
    return address.startswith(("file:", "data:", "about:"))


def test_the_worked_answer_is_in_the_run_sheet_and_never_on_the_sheet_for_groups() -> None:
    made = {name: to_html(paper) for name, paper in papers(held()).items()}
    answer = "a diary with half a day crossed out"
    assert answer in made["run-sheet"]
    assert not any(answer in made[name] for name in ("breakouts", "handout", "polls", "pre-work"))
    assert "Likely answers" not in made["handout"]


def test_the_run_sheet_gives_clock_times_from_any_start() -> None:
    at_two = to_html(papers(Event(find_plan("overview"), "14:05", MADE))["run-sheet"])
    assert "14:05 to 14:10: Welcome" in at_two
    assert "14:05 to 15:20" in at_two
    short = to_html(papers(Event(find_plan("overview"), "14:05", MADE, short=True))["run-sheet"])
    assert "14:05 to 14:50" in short
    assert "Break (can be skipped)" not in short


def test_days_are_counted_from_the_day_of_the_webinar() -> None:
    made = papers(Event(find_plan("overview"), "10:00", MADE, day=date(2027, 1, 25)))
    assert "4 January 2027" in to_html(made["run-sheet"])
    assert "8 March 2027" in to_html(made["follow-up"])


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.id)
def test_every_paper_can_be_made_and_says_nothing_of_how(plan) -> None:
    for name, paper in papers(Event(plan, "10:00", MADE)).items():
        html = to_html(paper)
        assert paper.title in html.replace("&#x27;", "'")
        for unwanted in (">None<", "None.<", "pb-", "](", "{", "Words("):
            assert unwanted not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL), name


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.id)
def test_polls_can_be_pasted_as_plain_text(plan) -> None:
    text = polls_text(Event(plan, "10:00", MADE))
    assert text.count("Type one letter.") == 3
    assert len(re.findall(r"^A  ", text, re.MULTILINE)) == 3
    assert "<" not in text


def test_word_files_have_headings_and_the_words_of_the_module(overview: Path) -> None:
    word = docx.Document(str(overview / "handout.docx"))
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert "Heading 1" in styles
    assert any("Half past nine, Elgin." in paragraph.text for paragraph in word.paragraphs)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(PlainError, match="somebody may have written in it"):
        build_pack(held(), tmp_path, pdf=False)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_same_files_give_the_same_zip(overview: Path) -> None:
    first = overview.with_name("overview.zip").read_bytes()
    assert zip_folder(overview).read_bytes() == first


def test_slides_are_printed_one_to_a_sheet(tmp_path: Path) -> None:
    browser = find_browser()
    if not browser:
        pytest.skip("no browser that prints: packs are then made without PDFs, and say so")
    plan = find_plan("overview")
    write_slides(plan, tmp_path)
    assert print_page(browser, tmp_path / "all-slides.html", tmp_path / "slides.pdf")
    sheets = sum(1 + len(frame.below) for frame in deck(plan))
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "slides.pdf").read_bytes())) == sheets


def test_the_clock_shows_when_each_part_begins() -> None:
    shown = CliRunner().invoke(playbook, ["webinar", "clock", "overview", "--start", "10:00"])
    assert shown.exit_code == 0
    assert "10:38   5 min  Break (can be skipped)" in shown.output
    assert shown.output.rstrip().endswith("11:15  end")
    wrong = CliRunner().invoke(playbook, ["webinar", "clock", "overview", "--start", "ten"])
    assert wrong.exit_code == 1
    assert "Write it like 10:00" in wrong.output


@pytest.mark.parametrize("modules", [["governance"], ["review", "plan"], ["implement", "analyse"]])
def test_a_new_webinar_can_be_built_at_once(tmp_path, monkeypatch, modules) -> None:
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(playbook, ["webinar", "new", "our-winter", *modules])
    assert made.exit_code == 0, made.output
    plan = find_plan("our-winter.yml")
    assert sum(segment.minutes for segment in plan.segments) == 75
    html = slides_html(plan)
    assert content.questions(modules[0]).title in html
    again = CliRunner().invoke(playbook, ["webinar", "new", "our-winter", *modules])
    assert "is there already, and was left as it is" in again.output


def test_a_new_webinar_refuses_a_module_that_does_not_exist(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(playbook, ["webinar", "new", "our-winter", "analysis"])
    assert refused.exit_code == 1
    assert 'Did you mean "analyse"?' in refused.output
    assert not list(tmp_path.iterdir())
