"""The picture of a group on paper: what to teach again, and what support people need."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

from playbook.publish.cohort.counting import FEWEST, Cohort, count
from playbook.publish.cohort.reading import Aside, read_folder
from playbook.publish.documents import (
    Block,
    BulletList,
    Document,
    Field,
    Heading,
    Paragraph,
    Table,
    write_document,
)
from playbook.publish.documents.text import in_cell
from playbook.publish.webinars.policy import policy

HIDDEN = "[c]"


def write_picture(folder: Path, to: Path, made: date) -> tuple[list[Path], Cohort]:
    """Read a folder, and write the picture of the group as a page, in Word and as CSV.

    Nothing is written over: a file that is there already raises ``PlainError``.
    """
    handed_in = read_folder(folder)
    cohort = count(handed_in)
    paper = picture(cohort, handed_in.aside, made)
    to.mkdir(parents=True, exist_ok=True)
    paths = [write_document(paper, to / f"group.{ending}") for ending in ("html", "docx")]
    table = to / "group.csv"
    table.write_text(as_csv(cohort), encoding="utf-8", newline="")
    return [*paths, table], cohort


def picture(cohort: Cohort, aside: tuple[Aside, ...], made: date) -> Document:
    """Write the picture: what to teach again first, then needs, then every count."""
    people = str(cohort.people) if not 0 < cohort.people < FEWEST else f"fewer than {FEWEST}"
    return Document(
        title="What the group found hard",
        kind="Picture of a group",
        date=made,
        status="",
        contents=False,
        facts=(Field("Records", people), Field("Hidden", f"{HIDDEN}: a group under {FEWEST}")),
        blocks=(
            *_again(cohort),
            *_needs(cohort),
            *_questions(cohort),
            *_forms(cohort),
            *_aside(aside),
            Heading("How to read this", numbered=False),
            Paragraph(
                "These people chose to hand in a record. Others may have found other things hard. "
                "A question that many got wrong may be a poor question."
            ),
        ),
    )


def as_csv(cohort: Cohort) -> str:
    """Write the counts by question as CSV. No cell can be read as a formula."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(("question", "module", "title", "answered", "right_first", "common_wrong"))
    for each in cohort.questions:
        numbers = [HIDDEN if n is None else str(n) for n in (each.answered, each.first_try)]
        rows.writerow((each.id, each.module, each.title, *numbers, in_cell(each.common)))
    return written.getvalue()


def _again(cohort: Cohort) -> Iterator[Block]:
    yield Heading("Teach again", numbered=False)
    if not cohort.again:
        yield Paragraph(f"No question stands out among those that {FEWEST} or more answered.")
        return
    yield Paragraph("Fewer than six in ten were right at the first try.")
    yield BulletList(tuple(f"{each.module}: {each.title}" for each in cohort.again))


def _needs(cohort: Cohort) -> Iterator[Block]:
    if cohort.needs:
        yield Heading("What support people need", numbered=False)
        yield Table(
            caption="Low ratings, most first",
            columns=("Statement", "Theme", "Rated", "Low", "What may help"),
            rows=tuple(
                (each.text, each.theme, _shown(each.rated), _shown(each.low), each.next)
                for each in cohort.needs
            ),
        )


def _questions(cohort: Cohort) -> Iterator[Block]:
    if cohort.questions:
        yield Heading("Every question", numbered=False)
        yield Table(
            caption="How many answered, and how many were right at the first try",
            columns=("Question", "Module", "Answered", "Right first", "Commonest wrong answer"),
            rows=tuple(
                (each.title, each.module, _shown(each.answered), _shown(each.first_try),
                 each.common or "–")
                for each in cohort.questions
            ),
        )  # fmt: skip


def _forms(cohort: Cohort) -> Iterator[Block]:
    if cohort.forms:
        yield Heading("Evaluation", numbered=False)
        yield Table(
            caption="How many gave each answer",
            columns=("Question", *policy().lines("scale")),
            rows=tuple((each.text, *map(_shown, each.counts)) for each in cohort.forms),
        )


def _aside(aside: tuple[Aside, ...]) -> Iterator[Block]:
    if aside:
        yield Heading("Files that were not used", numbered=False)
        rows = tuple((each.name, each.why) for each in aside)
        yield Table(caption="Files and reasons", columns=("File", "Why"), rows=rows, shares=(1, 3))


def _shown(number: int | None) -> str | int:
    return HIDDEN if number is None else number
