"""Make a paper from what a project has, and write it as a new file with its log."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from playbook import __version__
from playbook.charts import SAMPLE
from playbook.data.wording import counted, listed
from playbook.kit.project.keep import in_plain_words, keep_text
from playbook.kit.report.disclosure import in_short
from playbook.kit.report.fill import fill
from playbook.kit.report.filled import Filled
from playbook.kit.report.material import Material, gather
from playbook.kit.report.standing import Standing, standing_of
from playbook.kit.report.words import FOLDER, blank_words, read_words, words_file
from playbook.markup import PlainError
from playbook.publish.documents import (
    FORMATS,
    Block,
    BulletList,
    Document,
    EvidenceList,
    Field,
    Heading,
    MissingList,
    MissingPart,
    Paragraph,
    write_document,
)
from playbook.publish.documents.outline import Outline, outline
from playbook.publish.documents.text import in_day, in_one_line

REPORTS = "reports"
_TRIES = 5  # others may write papers of the same kind at the same moment


@dataclass(frozen=True, eq=False)
class Draft:
    """A paper as it would be written today. Made by :func:`draft_paper`.

    ``missing`` is everything that keeps it a draft. ``log`` is the text of its log, its version
    and its file not named yet.
    """

    made: Outline
    document: Document = field(repr=False)
    standing: Standing
    missing: tuple[MissingPart, ...]
    filled: Filled = field(repr=False)
    has: Material = field(repr=False)


@dataclass(frozen=True)
class Report:
    """A paper that was written. ``files`` holds its forms, ``log`` what was done to it."""

    kind: str
    title: str
    status: str
    why: str
    version: str
    missing: tuple[str, ...]
    files: tuple[Path, ...]
    log: Path
    words: Path | None
    earlier: int

    def sentence(self) -> str:
        """Say what was written, where it stands and what it still lacks."""
        names = listed([path.name for path in self.files])
        lines = [f"Written into the folder {REPORTS}: {names}"]
        if self.earlier:
            lines.append("Earlier papers of this kind stay as they are. This is a new version.")
        lines.append(f"Status: {self.status}. {self.why}")
        lines += [f"  - {one}" for one in self.missing]
        if self.words:
            place = f"{FOLDER}/{self.words.name}"
            lines.append(f"A file for the words that only you can write was made: {place}")
        return "\n".join((*lines, f"What was read, and what was hidden: {self.log.name}"))


def make_report(
    kind: str,
    formats: Iterable[str] = ("word",),
    *,
    start: Path | None = None,
    today: date | None = None,
) -> Report:
    """Make a paper from a project's answers, findings and products, as new files.

    It goes into the folder ``reports``, with the day and a version in its name. A paper that is
    there already is never written over. Beside it lies a log: what was read, with fingerprints,
    what is missing, and what disclosure control hid. Where the project has no file yet for the
    words that only people can write, an empty one is made in the folder ``words``.

    Raises ``PlainError`` for an unknown kind or format, outside a project, when a file of the
    project is damaged, and when nothing can be written.
    """
    chosen = _formats(formats)
    paper = draft_paper(outline(kind), gather(start), today=today)
    folder = paper.has.folder / REPORTS
    with in_plain_words(folder):
        folder.mkdir(exist_ok=True)
    for turn in range(_TRIES):
        number = _next_number(folder, kind)
        try:
            files = _write(paper, folder, chosen, number)
            break
        except PlainError as problem:
            if turn == _TRIES - 1 or not isinstance(problem.__cause__, FileExistsError):
                raise
    log = files[0].with_name(f"{_stem(paper, number)}-log.txt")
    keep_text(log, _log(paper, files, number), backup=False)
    return Report(
        kind=kind,
        title=paper.document.title,
        status=paper.standing.status,
        why=paper.standing.why,
        version=_version(paper, number),
        missing=tuple(" ".join(filter(None, (one.what, one.where))) for one in paper.missing),
        files=files,
        log=log,
        words=_begin_words(paper),
        earlier=number - 1,
    )


def draft_paper(made: Outline, has: Material, *, today: date | None = None) -> Draft:
    """Fill a paper and judge where it stands; nothing is written."""
    day = today or date.today()
    words = read_words(has.folder, made)
    filled = fill(made, has, words, guide=True, today=day)
    lacks = filled.lacks()
    standing = standing_of(made, has, words, lacking=len(lacks), made_from=filled.dates, today=day)
    if standing.status != "draft":
        filled = fill(made, has, words, guide=False, today=day)
    document = Document(
        title=_title(made, has),
        kind=made.name,
        date=day,
        blocks=tuple(_blocks(made, has, filled, lacks)),
        status=standing.status,
        version=words.get("version", "") or _own_version(made, has),
        author=f"{in_one_line(has.project.name) or 'The project'} project team",
        subject=made.about,
        facts=tuple(_facts(made, has, standing)),
        sample=bool(filled.practice),
    )
    return Draft(made, document, standing, lacks, filled, has)


def _formats(formats: Iterable[str]) -> tuple[str, ...]:
    from playbook.framework.register import unknown

    chosen = tuple(dict.fromkeys(formats))
    for each in chosen:
        if each not in FORMATS:
            raise PlainError(unknown(each, FORMATS, "the formats"))
    return chosen or ("word",)


def _title(made: Outline, has: Material) -> str:
    paper = has.paper(made.names_it) if made.names_it else None
    name = str(paper.fields.get("title") or "") if paper else ""
    called = made.name if made.proper else f"{made.name[:1].lower()}{made.name[1:]}"
    return f"{in_one_line(name or has.project.name) or 'The project'}: {called}"


def _own_version(made: Outline, has: Material) -> str:
    """Give the version that the paper's own file states, where it has one."""
    return has.answer(made.accepted[0].paper, "version") if made.accepted else ""


def _facts(made: Outline, has: Material, standing: Standing) -> Iterator[Field]:
    if has.project.name:
        yield Field("Project", has.project.name)
    if has.project.area:
        yield Field("Area", has.project.area)
    yield Field("For", made.reader)
    if standing.status == "approved" and standing.accepted_on:
        yield Field("Accepted", f"{standing.accepted_by}, {in_day(standing.accepted_on)}")


def _blocks(
    made: Outline, has: Material, filled: Filled, lacks: tuple[MissingPart, ...]
) -> Iterator[Block]:
    if lacks:
        yield MissingList(lacks)
    yield from filled.blocks
    if filled.cited:
        yield Heading("Evidence", numbered=False)
        yield EvidenceList(tuple(filled.cited.values()))
    yield Heading("About this paper", numbered=False)
    yield Paragraph(
        f"It was made with version {__version__} of the Moray Commissioning Playbook, from the "
        "answers, findings, tables and figures of the project. Its log names each file."
    )
    yield Paragraph(in_short(len(filled.protected), filled.hidden), lead="Small numbers.")
    if filled.practice:
        yield Paragraph(
            f"What is marked “{SAMPLE}” comes from practice data and describes nobody. It comes "
            f"from: {listed(sorted(filled.practice))}.",
            lead=f"{SAMPLE}.",
        )
    if filled.to_check:
        yield Paragraph("Look at these before the paper leaves the team.", lead="To check.")
        yield BulletList(tuple(dict.fromkeys(filled.to_check)))


def _next_number(folder: Path, kind: str) -> int:
    pattern = re.compile(rf"{re.escape(kind)}-\d{{4}}-\d\d-\d\d-v(\d+)\b")
    found = (pattern.match(path.name) for path in folder.iterdir())
    return max((int(each[1]) for each in found if each), default=0) + 1


def _stem(paper: Draft, number: int) -> str:
    return f"{paper.made.id}-{paper.document.date.isoformat()}-v{number}"


def _version(paper: Draft, number: int) -> str:
    return paper.document.version or str(number)


def _write(paper: Draft, folder: Path, formats: tuple[str, ...], number: int) -> tuple[Path, ...]:
    """Write every form of a paper, or none."""
    document = replace(paper.document, version=_version(paper, number))
    written: list[Path] = []
    try:
        for each in formats:
            path = folder / f"{_stem(paper, number)}{FORMATS[each]}"
            written.append(write_document(document, path))
    except PlainError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return tuple(written)


def _begin_words(paper: Draft) -> Path | None:
    """Make the empty file of a paper's words; one that is there stays."""
    path = words_file(paper.has.folder, paper.made.id)
    if path.exists():
        return None
    with in_plain_words(path):
        path.parent.mkdir(exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(blank_words(paper.made))
        except FileExistsError:
            return None
    return path


def _log(paper: Draft, files: tuple[Path, ...], number: int) -> str:
    """Write down how a paper came about, without any of the numbers that were hidden."""
    hidden = paper.filled.hidden
    lines = [
        f"{paper.document.title}",
        f"Kind: {paper.made.name}. Version {_version(paper, number)}.",
        f"Day: {in_day(paper.document.date)}.",
        f"Status: {paper.standing.status}. {paper.standing.why}",
        f"Written: {listed([path.name for path in files])}",
        f"Made with version {__version__} of the Moray Commissioning Playbook.",
        "",
        "What was read (file and SHA-256)",
        *(f"  {name}  {mark}" for name, mark in paper.has.files().items()),
        "",
        f"What is missing: {counted(len(paper.missing), 'thing')}",
        *(f"  - {one.what} {one.where}" for one in paper.missing),
        "",
        "Disclosure control",
        f"  {in_short(len(paper.filled.protected), hidden)}",
        *(f"  - Table: {product}" for product in paper.filled.protected),
        *(f"  - Hidden in {one.where}: {one.row}, {one.column} ({one.why})" for one in hidden),
        *_checks(paper.filled.to_check),
    ]
    return (
        "\n".join(in_one_line(line) if not line.startswith(" ") else line for line in lines) + "\n"
    )


def _checks(told: Iterable[str]) -> Iterator[str]:
    found = tuple(dict.fromkeys(told))
    if found:
        yield from ("", "To check before the paper leaves the team")
        yield from (f"  - {one}" for one in found)
