"""All of a webinar in one folder and one zip, which work with no network and nobody to ask."""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from playbook.markup import PlainError
from playbook.publish.cohort.reading import form_questions
from playbook.publish.documents import Document, to_html, to_word
from playbook.publish.webinars import content
from playbook.publish.webinars.browser import draw, find_browser, print_page
from playbook.publish.webinars.event import Event
from playbook.publish.webinars.papers import follow_up, handout, pre_work, printed_notes
from playbook.publish.webinars.policy import policy
from playbook.publish.webinars.run_sheet import joining_note, producer_side, run_sheet
from playbook.publish.webinars.sheets import (
    breakout_sheets,
    evaluation_form,
    polls_paper,
    polls_text,
)
from playbook.publish.webinars.slides import write_slides
from playbook.publish.webinars.start_here import start_page

Write = Callable[[Event], Document]
Say = Callable[[str], None]

_WORD: dict[str, Write] = {
    "run-sheet": run_sheet,
    "breakouts": breakout_sheets,
    "handout": handout,
    "pre-work": pre_work,
    "follow-up": follow_up,
    "evaluation": evaluation_form,
}
_PAGES: dict[str, Write] = {
    **_WORD,
    "producer": producer_side,
    "polls": polls_paper,
    "notes": printed_notes,
}
_ONE_SIDE = (
    "<style>@media print{@page{size:A4;margin:12mm}html{font-size:8.4pt}"
    "body,table{font-size:8.8pt}h1{font-size:14pt;margin:0}td,th{padding:1.2mm 2mm}}</style>"
)
_VIEW_BOX = re.compile(r'viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"')
_FIXED_DAY = (2026, 1, 1, 0, 0, 0)  # so that the same pack gives the same zip


@dataclass(frozen=True)
class Pack:
    """A pack that was made: its folder, its zip, and what could not be made here."""

    folder: Path
    zip: Path
    left_out: tuple[str, ...]

    def sentence(self) -> str:
        """Say what was made, what was not, and what to open."""
        lines = [f"Made: {self.folder / 'index.html'}", f"To carry or send: {self.zip}"]
        return "\n".join([*lines, *self.left_out])


def build_pack(
    event: Event, folder: Path, *, pdf: bool = True, again: bool = False, say: Say = print
) -> Pack:
    """Write all of a webinar into a folder, and the same as a zip beside it.

    PDFs and pictures of figures are made by a browser; where none is found they are left out, and
    the pack says so. A folder that holds anything is left alone unless ``again`` is given; then
    the files of the pack are written over, and others stay.

    Raises ``PlainError`` when the folder holds something, and whatever a wrong plan raises.
    """
    if folder.exists() and any(folder.iterdir()) and not again:
        raise PlainError(
            f"{folder} is there already, and somebody may have written in it. Nothing was made. "
            "Name another folder with --to, or add --again to write over the files of the pack."
        )
    browser = find_browser()
    event = replace(event, drawn=draw(browser, _drawings(event))) if browser else event
    say("Writing slides and papers ...")
    _write_files(event, folder)
    left_out = _print(browser, folder, say) if pdf else ()
    if not browser:
        left_out = (*left_out, "Figures in the handout are in words and numbers.")
    files = sorted(path.name for path in folder.iterdir())
    (folder / "index.html").write_text(start_page(event, files), encoding="utf-8")
    return Pack(folder, zip_folder(folder), left_out)


def papers(event: Event) -> dict[str, Document]:
    """Give every paper of a pack by the name of its file."""
    return {name: write(event) for name, write in _PAGES.items()}


def zip_folder(folder: Path) -> Path:
    """Put a folder into a zip beside it, always the same for the same files."""
    path = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            name = f"{folder.name}/{file.relative_to(folder).as_posix()}"
            packed.writestr(_entry(name), file.read_bytes())
    return path


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _write_files(event: Event, folder: Path) -> None:
    made = papers(event)
    pages = {name: to_html(paper) for name, paper in made.items()}
    pages["producer"] = pages["producer"].replace("</head>", f"{_ONE_SIDE}</head>", 1)
    words = {name: to_word(made[name]) for name in _WORD}
    folder.mkdir(parents=True, exist_ok=True)
    write_slides(event.plan, folder, short=event.short)
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    for name, word in words.items():
        (folder / f"{name}.docx").write_bytes(word)
    (folder / "polls.txt").write_text(polls_text(event), encoding="utf-8")
    heading = ",".join(form_questions())
    (folder / "evaluation.csv").write_text(f"{heading}\n", encoding="utf-8")
    (folder / "joining-note.txt").write_text(_joining(event), encoding="utf-8")


def _joining(event: Event) -> str:
    asked = [f"- {question}" for question in policy().lines("access")]
    return "\n\n".join([*joining_note(event), "\n".join(asked)]) + "\n"


def _print(browser: str, folder: Path, say: Say) -> tuple[str, ...]:
    """Print the slides and the notes, and say which of them could not be."""
    if not browser:
        return ("No PDF was made: no Chromium, Chrome or Edge was found. Print from any browser.",)
    say("Printing PDFs ...")
    return tuple(
        f"{name}.pdf could not be printed. Print {page} yourself."
        for name, page in (("slides", "all-slides.html"), ("notes", "notes.html"))
        if not print_page(browser, folder / page, folder / f"{name}.pdf")
    )


def _drawings(event: Event) -> Iterator[tuple[str, str, float]]:
    figures = (slide.figure for slide in event.plan.slides if slide.figure)
    for reference in dict.fromkeys(figures):
        svg = content.picture(reference).wide
        box = _VIEW_BOX.search(svg)
        if box:
            yield reference, svg, float(box[2]) / float(box[1])
