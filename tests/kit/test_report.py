"""A paper made from a project: filled, told what is missing, and never written over."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from playbook.kit.log import update_log
from playbook.kit.report import draft_paper, gather, make_report, papers_and_gaps
from playbook.kit.report.words import blank_words, words_file
from playbook.markup import PlainError
from playbook.publish.documents.outline import kinds, outline

DAY = date(2026, 11, 22)
CHARTER = """\
title: Home First
version: "0.4"
focus_and_purpose: {focus: Older people ready to leave hospital, purpose: Home in the same week}
governance_and_leadership: {governing_body: The Integration Joint Board, lead: Service manager}
staff_and_resources: {staff: A lead for two days a week, resources: "£60,000"}
stakeholders: {key_stakeholders: People and carers, groups: A steering group}
activities_and_products: {activities: Five tests, products: A specification}
timescales_and_contingencies: {timescales: From October, contingencies: One month in hand}
starts_on: 2026-12-01
next_review: 2030-01-15
"""
PROJECT = """\
format: 1
name: Home First
area: Moray
approach: commissioning
why_this_approach: It changes who buys what.
started: 2026-10-06
"""


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def product(id_: str, kind: str, **others: object) -> dict[str, object]:
    return {"id": id_, "kind": kind, "date": "22 November 2026", **others}


def finding(id_: str, text: str = "Something was found.", **others: object) -> dict[str, object]:
    return {
        "id": id_,
        "finding": text,
        "strength": "moderate",
        "source": "Our own records, October 2026",
        "date": "22 November 2026",
        "notebook": "an-exercise",
        **others,
    }


def stock(folder: Path, kind: str, **marks: object) -> None:
    """Give a project all that a kind of paper takes from exercises."""
    made, products, evidence = outline(kind), {}, {}
    (folder / "products").mkdir(exist_ok=True)
    figure, axes = plt.subplots(figsize=(4, 2))
    axes.plot([1, 2])
    png = BytesIO()
    figure.savefig(png, format="png")
    plt.close(figure)
    for part in made.parts:
        for prefix in part.evidence:
            id_ = prefix if not prefix.endswith("-") else f"{prefix}one"
            evidence[id_] = finding(id_, f"Found out about {prefix}", **marks)
        for id_ in part.numbers:
            products[id_] = product(id_, "number", value=7.0, unit="x", says=f"{id_}: 7.", **marks)
        for id_ in filter(None, (part.table, part.beside)):
            file = f"products/{id_.replace('/', '-')}.csv"
            table = pd.DataFrame({"What": ["One", "Two"], **dict.fromkeys(part.columns, "said")})
            table.to_csv(folder / file, index=False, encoding="utf-8-sig")
            products[id_] = product(id_, "table", title=f"Table {id_}", file=file, **marks)
        if part.figure:
            file = f"products/{part.figure.replace('/', '-')}.png"
            (folder / file).write_bytes(png.getvalue())
            told = {"title": "It rose.", "alt": "A line that rises.", "source": "Our records"}
            products[part.figure] = product(part.figure, "figure", file=file, **told, **marks)
    update_log(folder / "products.yml", lambda _: list(products.values()), heading="# ours")
    update_log(folder / "evidence.yml", lambda _: list(evidence.values()), heading="# ours")


def answer_all(folder: Path, kind: str, text: str = "Somebody wrote this.", more: str = "") -> None:
    """Write every word that only a person can write."""
    path = words_file(folder, kind)
    path.parent.mkdir(exist_ok=True)
    asked = outline(kind).asks
    lines = [f'{name}: "{text}"' for name in asked]
    path.write_text("\n".join(lines) + f"\n{more}\n", encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "home first"
    folder.mkdir()
    (folder / "project.yml").write_text(PROJECT, encoding="utf-8")
    return folder


@pytest.fixture
def whole(project: Path) -> Callable[..., Path]:
    """Give a function that makes a project complete for a kind of paper."""

    def make(kind: str, more: str = "", **marks: object) -> Path:
        (project / "charter.yml").write_text(CHARTER, encoding="utf-8")
        stock(project, kind, **marks)
        answer_all(project, kind, more=more)
        return project

    return make


def words_of(path: Path) -> str:
    with ZipFile(path) as parts:
        return re.sub(r"<[^>]+>", " ", parts.read("word/document.xml").decode())


def test_an_empty_project_gets_a_draft_that_lists_what_is_missing(project: Path) -> None:
    made = make_report("business-case", start=project, today=DAY)
    assert made.status == "draft"
    assert any("Run business-case.ipynb in this project" in one for one in made.missing)
    assert any("words/business-case.yml, under what_we_ask" in one for one in made.missing)
    assert any("begins with delays" in one for one in made.missing)
    shown = words_of(made.files[0])
    assert f"What is still missing ({len(made.missing)})" in shown
    assert "Still to write." in shown
    assert "£" not in shown  # no amount was invented


@pytest.mark.parametrize("kind", kinds())
def test_each_kind_of_paper_is_made_for_an_empty_project(kind: str, project: Path) -> None:
    paper = draft_paper(outline(kind), gather(project), today=DAY)
    assert paper.standing.status == "draft"
    assert paper.missing
    assert paper.document.blocks


def test_a_paper_is_ready_only_when_nothing_is_missing(whole: Callable[..., Path]) -> None:
    folder = whole("business-case")
    made = make_report("business-case", start=folder, today=DAY)
    assert (made.status, made.missing) == ("ready", ())
    shown = words_of(made.files[0])
    assert "For the writer" not in shown
    assert "missing" not in shown
    (folder / "products" / "business-case-cash.csv").unlink()
    again = make_report("business-case", start=folder, today=DAY)
    assert again.status == "draft"
    assert "business-case-cash.csv could not be used" in again.missing[0]


def test_practice_figures_are_marked_and_keep_a_paper_a_draft(whole: Callable[..., Path]) -> None:
    made = make_report("business-case", start=whole("business-case", sample=True), today=DAY)
    assert made.status == "draft"
    assert len(made.missing) == 1
    assert made.missing[0].startswith("Your own figures.")
    assert "business-case.ipynb" in made.missing[0]
    document = docx.Document(str(made.files[0]))
    lines = [each.text for each in document.paragraphs]
    captions = [each.text for each in document.paragraphs if each.style.name == "Caption"]
    marked = [each for each in captions if each.startswith("Sample data. ")]
    assert len(marked) == len(captions) - 1  # all but that of the evidence
    assert any(line.startswith("Sample data. Found out about") for line in lines)
    assert any("Sample data. business-case/npv-gbp: 7." in line for line in lines)


@pytest.mark.parametrize(
    ("accepted", "status", "why"),
    [
        ("", "ready", "Nobody has accepted it yet"),
        ("accepted_by: The Board", "ready", "Nobody has accepted"),
        ("accepted_by: The Board\naccepted_on: 2026-11-23", "ready", "which is to come"),
        ("accepted_by: The Board\naccepted_on: 2026-11-20", "ready", "newer (22 November 2026)"),
        ("accepted_by: The Board\naccepted_on: 2026-11-22", "approved", "Accepted by The Board"),
        ("accepted_by: TBC\naccepted_on: TBC", "ready", "Nobody has accepted"),
    ],
)
def test_a_paper_is_approved_only_when_its_acceptance_is_written_down(
    whole: Callable[..., Path], accepted: str, status: str, why: str
) -> None:
    made = make_report("options-appraisal", start=whole("options-appraisal", accepted), today=DAY)
    assert made.status == status
    assert why in made.why


def test_an_accepted_paper_with_something_missing_is_a_draft(project: Path) -> None:
    words = "accepted_by: The Board\naccepted_on: 2026-11-22"
    answer_all(project, "options-appraisal", more=words)
    assert make_report("options-appraisal", start=project, today=DAY).status == "draft"


def test_a_charter_is_approved_by_its_own_lines(whole: Callable[..., Path]) -> None:
    folder = whole("project-charter")
    made = make_report("project-charter", start=folder, today=DAY)
    assert (made.status, made.version) == ("ready", "0.4")
    accepted = CHARTER + "accepted_by: The Integration Joint Board\naccepted_on: 2026-11-22\n"
    (folder / "charter.yml").write_text(accepted, encoding="utf-8")
    assert make_report("project-charter", start=folder, today=DAY).status == "approved"


def test_words_that_stand_for_not_decided_yet_count_as_missing(
    whole: Callable[..., Path],
) -> None:
    folder = whole("project-charter")
    text = CHARTER.replace("One month in hand", "To be confirmed")
    (folder / "charter.yml").write_text(text, encoding="utf-8")
    made = make_report("project-charter", start=folder, today=DAY)
    assert made.status == "draft"
    assert len(made.missing) == 1
    assert "timescales_and_contingencies, contingencies" in made.missing[0]


def test_nothing_that_a_person_may_have_edited_is_written_over(project: Path) -> None:
    first = make_report("direction", ("word", "html", "markdown"), start=project, today=DAY)
    assert [path.name for path in first.files] == [
        "direction-2026-11-22-v1.docx",
        "direction-2026-11-22-v1.html",
        "direction-2026-11-22-v1.md",
    ]
    before = {path: path.read_bytes() for path in (*first.files, first.log)}
    first.files[0].write_bytes(b"edited by hand")
    second = make_report("direction", start=project, today=DAY)
    assert second.files[0].name == "direction-2026-11-22-v2.docx"
    assert "Earlier papers of this kind stay as they are" in second.sentence()
    assert first.files[0].read_bytes() == b"edited by hand"
    assert all(path.read_bytes() == before[path] for path in (*first.files[1:], first.log))
    assert second.words is None  # made the first time, and left alone since


def test_the_words_file_asks_each_question_and_what_is_written_is_used(project: Path) -> None:
    made = make_report("direction", start=project, today=DAY)
    assert made.words is not None
    text = made.words.read_text(encoding="utf-8")
    assert text == blank_words(outline("direction"))
    assert "# Which decision does it carry, and which paper does that rest on?" in text
    filled = text.replace('why: ""', 'why: "The Board decided it.\n\n  It rests on the case."')
    made.words.write_bytes(filled.replace("\n", "\r\n").encode("utf-8-sig"))  # as Notepad saves
    again = make_report("direction", start=project, today=DAY)
    assert "The Board decided it." in words_of(again.files[0])
    assert not any("under why" in one for one in again.missing)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("whi: A reason", 'Did you mean "why"?'),
        ("why: [one, two]", "expected words between quotes, found a list"),
        ("why: one\nwhy: two", "twice"),
        ('why: "half', "line 1"),
    ],
)
def test_a_words_file_that_cannot_be_used_is_told_of_and_left_alone(
    project: Path, line: str, said: str
) -> None:
    path = words_file(project, "direction")
    path.parent.mkdir()
    path.write_text(line, encoding="utf-8")
    with pytest.raises(PlainError) as refused:
        make_report("direction", start=project, today=DAY)
    assert said in str(refused.value) or "a second time" in str(refused.value)
    assert path.read_text(encoding="utf-8") == line


def test_a_citation_leads_to_its_finding_and_an_unknown_one_is_missing(
    whole: Callable[..., Path],
) -> None:
    folder = whole("options-appraisal")
    answer_all(folder, "options-appraisal", "It rests on [options-one], not on [no-such-finding].")
    made = make_report("options-appraisal", start=folder, today=DAY)
    assert made.status == "draft"
    assert any(one.startswith("[no-such-finding] is cited") for one in made.missing)
    with ZipFile(made.files[0]) as parts:
        xml = parts.read("word/document.xml").decode()
    anchors = set(re.findall(r'w:anchor="(evidence_[^"]+)"', xml))
    assert anchors == {"evidence_options_one_" + next(iter(anchors)).rsplit("_", 1)[1]}
    assert anchors <= set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml))


def test_text_from_a_project_can_do_nothing_in_a_paper(whole: Callable[..., Path]) -> None:
    bad = "=HYPERLINK(1)<script>alert(1)</script>{ INCLUDETEXT c:/x }"
    folder = whole("options-appraisal")
    answer_all(folder, "options-appraisal", bad)
    table = pd.DataFrame({"=cmd|' /C calc'!A0": [bad, "'=1+1"], "b": ["+1+1\x07", "\u202ex"]})
    table.to_csv(folder / "products" / "options-appraisal-chosen.csv", index=False)
    formats = ("word", "html", "markdown")
    made = make_report("options-appraisal", formats, start=folder, today=DAY)
    word, page, text = made.files
    with ZipFile(word) as parts:
        xml = parts.read("word/document.xml").decode()
    assert len(re.findall("<w:instrText", xml)) == 1
    assert "INCLUDETEXT" not in " ".join(re.findall(r"<w:instrText[^>]*>([^<]*)", xml))
    cells = [cell.text for table in docx.Document(str(word)).tables for cell in table._cells]
    assert not [cell for cell in cells if re.match(r"[=+@]", cell)]
    assert "<script" not in page.read_text(encoding="utf-8")
    assert "<script" not in text.read_text(encoding="utf-8")
    assert "\x07" not in page.read_text(encoding="utf-8")


def test_the_log_names_what_was_read_and_what_is_missing(project: Path) -> None:
    made = make_report("needs-assessment", start=project, today=DAY)
    log = made.log.read_text(encoding="utf-8")
    assert made.log.name == "needs-assessment-2026-11-22-v1-log.txt"
    assert re.search(r"project\.yml  [0-9a-f]{64}", log)
    assert f"What is missing: {len(made.missing)} things" in log
    assert "Disclosure control" in log


def test_every_kind_tells_what_it_lacks_and_nothing_is_written(project: Path) -> None:
    before = sorted(project.rglob("*"))
    gaps = papers_and_gaps(project)
    assert [each.kind for each in gaps] == list(kinds())
    assert all(each.missing and each.status == "draft" for each in gaps)
    assert sorted(project.rglob("*")) == before


def test_one_damaged_file_does_not_hide_what_other_papers_lack(project: Path) -> None:
    (project / "direction.yml").write_text('text: "half', encoding="utf-8")
    gaps = {each.kind: each for each in papers_and_gaps(project)}
    assert gaps["direction"].status == "cannot be made"
    assert "direction.yml could not be read" in gaps["direction"].missing[0]
    assert gaps["business-case"].status == "draft"


def test_ten_thousand_findings_make_a_paper_in_reasonable_time(
    whole: Callable[..., Path],
) -> None:
    folder = whole("options-appraisal")
    record = (
        "- id: options-{n}\n  finding: Finding {n} of many.\n  strength: weak\n  source: Ours\n"
        "  date: 22 November 2026\n  notebook: options-appraisal\n"
    )
    many = "".join(record.format(n=n) for n in range(10_000))
    (folder / "evidence.yml").write_text(many, encoding="utf-8")
    began = time.perf_counter()
    made = make_report("options-appraisal", ("html",), start=folder, today=DAY)
    assert time.perf_counter() - began < 90
    assert made.status == "ready"
    assert made.files[0].read_text(encoding="utf-8").count('id="evidence-options-') == 10_000


@pytest.mark.parametrize("name", ["evidence.yml", "products.yml"])
def test_a_damaged_log_is_told_of_and_left_as_it_is(project: Path, name: str) -> None:
    (project / name).write_text("- id: [half", encoding="utf-8")
    with pytest.raises(PlainError, match=f"{name} is damaged"):
        make_report("direction", start=project, today=DAY)
    assert (project / name).read_text(encoding="utf-8") == "- id: [half"


def test_outside_a_project_and_for_unknown_names_the_words_help(
    tmp_path: Path, project: Path
) -> None:
    with pytest.raises(PlainError, match="playbook new"):
        make_report("direction", start=tmp_path)
    with pytest.raises(PlainError, match='Did you mean "direction"'):
        make_report("directon", start=project)
    with pytest.raises(PlainError, match='Did you mean "word"'):
        make_report("direction", ("wrod",), start=project)


def test_a_folder_that_cannot_be_written_to_leaves_nothing_half_done(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Path.open

    def full(path: Path, mode: str = "r", **others: object) -> object:
        if mode == "xb" and path.suffix == ".html":  # the second of two
            raise OSError(28, "No space left on device")
        return usual(path, mode, **others)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(PlainError, match="could not be written"):
        make_report("direction", ("word", "html"), start=project, today=DAY)
    assert list((project / "reports").iterdir()) == []
    assert not (project / "words").exists()


def test_a_name_with_strokes_and_accents_is_only_ever_words(project: Path) -> None:
    text = PROJECT.replace("name: Home First", 'name: "Dachaigh/../an Toiseach: àite"')
    (project / "project.yml").write_text(text, encoding="utf-8")
    made = make_report("direction", start=project, today=DAY)
    assert made.title == "Dachaigh/../an Toiseach: àite: Direction"
    assert made.files[0].parent == project / "reports"
