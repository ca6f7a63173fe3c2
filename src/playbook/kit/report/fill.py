"""Fill the outline of a paper with what a project has, and say what it still lacks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playbook.charts import SAMPLE
from playbook.data.wording import listed
from playbook.govern import charter_rules, check_charter, check_direction, direction_wording
from playbook.kit.log import Record
from playbook.kit.report.disclosure import (
    Hidden,
    make_safe,
    safe_words,
    table_shown_by,
    tells_few,
)
from playbook.kit.report.material import Material, check_names, recorded_by
from playbook.kit.report.standing import day_of
from playbook.kit.report.table_files import heading, read_table, with_headings
from playbook.kit.report.words import FOLDER
from playbook.kit.strength import strengths
from playbook.publish.documents import (
    Block,
    BulletList,
    EvidenceRecord,
    Field,
    Fields,
    Guidance,
    Heading,
    MissingPart,
    Paragraph,
    Picture,
    Table,
)
from playbook.publish.documents.front import marked
from playbook.publish.documents.outline import Outline, Part
from playbook.publish.documents.text import cited_in

_LONG_AGO = date(2000, 1, 1)


@dataclass
class Filled:
    """A paper while it is filled: its parts, and what came up on the way."""

    blocks: list[Block] = field(default_factory=list)
    missing: list[MissingPart] = field(default_factory=list)
    not_run: dict[str, list[str]] = field(default_factory=dict)
    practice: dict[str, list[str]] = field(default_factory=dict)
    cited: dict[str, EvidenceRecord] = field(default_factory=dict)
    hidden: list[Hidden] = field(default_factory=list)
    protected: list[str] = field(default_factory=list)
    to_check: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)

    def lacks(self) -> tuple[MissingPart, ...]:
        """Give everything that keeps the paper a draft, what is absent first."""
        absent = [
            MissingPart(
                f"From the exercise {exercise}: {', '.join(dict.fromkeys(names))}.",
                f"Run {exercise}.ipynb in this project.",
            )
            for exercise, names in self.not_run.items()
        ]
        return tuple(dict.fromkeys((*self.missing, *absent, *self._practice_parts())))

    def _practice_parts(self) -> Iterator[MissingPart]:
        if self.practice:
            again = listed([f"{exercise}.ipynb" for exercise in self.practice])
            yield MissingPart(
                "Your own figures. Those marked “Sample data” are for practice.",
                f"Put your own files into the folder data, then run again: {again}.",
            )

    def rests_on_sample(self, where: str, what: str) -> None:
        """Note that something rests on sample data."""
        self.practice.setdefault(where, []).append(what)


@dataclass(frozen=True)
class _Filling:
    made: Outline
    has: Material
    words: Mapping[str, str]
    into: Filled
    guide: bool
    today: date
    told: set[str] = field(default_factory=set)


def fill(
    made: Outline, has: Material, words: Mapping[str, str], *, guide: bool, today: date
) -> Filled:
    """Fill an outline: each part from where it comes from, nothing from anywhere else.

    What is not there becomes a line of the missing list. What rests on sample data is marked
    and listed. Small numbers of people are hidden. ``guide`` keeps the guidance for the writer.
    """
    work = _Filling(made, has, words, Filled(), guide, today)
    for section, level in made.walk():
        work.into.blocks.append(Heading(section.heading, level))
        if guide and section.guidance:
            work.into.blocks.append(Guidance(section.guidance))
        for part in section.parts:
            _FILL[part.source](work, part)
    return work.into


def _words(work: _Filling, part: Part) -> None:
    said = work.words.get(part.words, "")
    if said:
        _note_small(work, said, part.words)
        _look_up(work, said, f"Mend it in {FOLDER}/{work.made.id}.yml, under {part.words}.")
        work.into.blocks.append(Paragraph(said))
    elif not part.optional:
        where = f"Write it in {FOLDER}/{work.made.id}.yml, under {part.words}."
        work.into.missing.append(MissingPart(part.ask, where))
        work.into.blocks.append(Paragraph(part.ask, lead="Still to write."))


def _look_up(work: _Filling, said: str, where: str) -> None:
    """Take up the findings that somebody cites by id, so that each citation leads somewhere."""
    for id_ in cited_in(said):
        if id_ in work.has.evidence:
            if id_ not in work.into.cited:
                work.into.cited[id_] = _recorded(work, work.has.evidence[id_])
        else:
            what = f"[{id_}] is cited, and evidence.yml holds no finding of that id."
            work.into.missing.append(MissingPart(what, where))


def _text(work: _Filling, part: Part) -> None:
    work.into.blocks.append(Paragraph(part.text))


def _evidence(work: _Filling, part: Part) -> None:
    found: list[Record] = []
    for prefix in part.evidence:
        records = work.has.found(prefix)
        found += records
        if not records and not part.optional:
            makers = " or ".join(f"{name}.ipynb" for name in recorded_by(prefix))
            where = f"Run {makers} in this project." if makers else "Record it as evidence."
            what = f"A finding whose id begins with {prefix.rstrip('-')}."
            work.into.missing.append(MissingPart(what, where))
    for record in found:
        id_ = str(record["id"])
        if id_ in work.told:
            work.into.blocks.append(Paragraph(f"The finding [{id_}] bears on this too."))
            continue
        work.told.add(id_)
        if id_ not in work.into.cited:
            work.into.cited[id_] = _recorded(work, record)
        finding = work.into.cited[id_]
        work.into.blocks.append(Paragraph(finding.finding, cites=(id_,), sample=finding.sample))


def _recorded(work: _Filling, record: Record) -> EvidenceRecord:
    id_ = str(record["id"])
    text, hidden = safe_words(str(record.get("finding", "")), f"evidence {id_}")
    work.into.hidden += hidden
    sample = record.get("sample") is True
    if sample:
        maker = str(record.get("notebook", "")) or next(iter(recorded_by(id_)), id_)
        work.into.rests_on_sample(maker, id_)
    work.into.dates.append(str(record.get("date", "")))
    level = strengths().get(str(record.get("strength", "")))
    return EvidenceRecord(
        id=id_,
        finding=text,
        strength=level.name if level else "",
        source=str(record.get("source", "")),
        date=str(record.get("date", "")),
        cannot_tell=str(record.get("cannot_tell", "")),
        sample=sample,
    )


def _numbers(work: _Filling, part: Part) -> None:
    lines: list[str] = []
    for product in part.numbers:
        record = _product(work, product, part)
        if record:
            text, hidden = safe_words(str(record.get("says", "")), product)
            work.into.hidden += hidden
            lines.append(marked(text, record.get("sample") is True))
    whole = [line for line in lines if not any(_is_within(line, other) for other in lines)]
    if whole:
        work.into.blocks.append(BulletList(tuple(dict.fromkeys(whole))))


def _is_within(line: str, other: str) -> bool:
    """Say whether another line says all of this one and goes on."""
    return other.startswith(line) and other != line


def _product(work: _Filling, product: str, part: Part) -> Record | None:
    """Find what an exercise handed on, and note it when it is absent or a practice figure."""
    record = work.has.products.get(product)
    exercise, _, name = product.partition("/")
    called = name.replace("-", " ")
    if record is None:
        if not part.optional:
            work.into.not_run.setdefault(exercise, []).append(called)
        return None
    if record.get("sample") is True:
        work.into.rests_on_sample(exercise, called)
    work.into.dates.append(str(record.get("date", "")))
    return record


def _table(work: _Filling, part: Part) -> None:
    record = _product(work, part.table, part)
    table = _safe_table(work, part.table, record, part) if record else None
    if table is not None:
        work.into.blocks.append(table)


def _safe_table(work: _Filling, product: str, record: Record, part: Part) -> Table | None:
    path = work.has.folder / str(record.get("file", ""))
    exercise = product.partition("/")[0]
    try:
        safe = make_safe(product, read_table(path))
    except (OSError, ValueError, KeyError) as problem:
        work.into.missing.append(_not_usable(product, path, problem))
        return None
    if safe.counted and product not in work.into.protected:
        work.into.protected.append(product)
        work.into.hidden += safe.hidden
        work.into.to_check += safe.notices
    shown = safe.table[[name for name in part.columns if name in safe.table] or [*safe.table]]
    if shown.empty:
        return None
    shown = shown.map(lambda cell: _cell(work, cell, product))
    return Table.from_frame(
        with_headings(shown),
        part.caption or str(record.get("title", product)).removeprefix(f"{SAMPLE}: "),
        source=work.has.source_of(exercise),
        sample=record.get("sample") is True,
    )


def _cell(work: _Filling, cell: Any, product: str) -> Any:
    if isinstance(cell, str) and tells_few(cell):
        _note_small(work, cell, product)
    return cell


def _not_usable(product: str, path: Path, problem: Exception) -> MissingPart:
    why = problem.strerror if isinstance(problem, OSError) else str(problem)
    exercise = product.partition("/")[0]
    return MissingPart(
        f"{path.name or product} could not be used, so it was left out: {why}.".replace("..", "."),
        f"Run {exercise}.ipynb in this project again.",
    )


def _figure(work: _Filling, part: Part) -> None:
    record = _product(work, part.figure, part)
    if not record:
        return
    beside = work.has.products.get(part.beside) if part.beside else None
    numbers = _safe_table(work, part.beside, beside, Part(table=part.beside)) if beside else None
    path = work.has.folder / str(record.get("file", ""))
    if _shows_hidden(work, part.figure):
        told = f"The figure {path.name} is left out: it may show numbers that are hidden."
        work.into.to_check.append(told)
        work.into.blocks += [numbers] if numbers else []
        return
    said, alt = (str(record.get(name, "")) for name in ("title", "alt"))
    try:
        picture = Picture(
            image=path.read_bytes(),
            alt=safe_words(alt or said, part.figure)[0],
            caption=safe_words(said or part.figure, part.figure)[0],
            source=str(record.get("source", "")),
            sample=record.get("sample") is True,
            numbers=numbers,
        )
        picture.png()
    except (OSError, ValueError) as problem:
        work.into.missing.append(_not_usable(part.figure, path, problem))
        return
    work.into.blocks.append(picture)


def _shows_hidden(work: _Filling, figure: str) -> bool:
    """Say whether a figure shows a number that a table would hide, or may for all we know."""
    shows = table_shown_by(figure)
    record = work.has.products.get(shows)
    if not shows or record is None:
        return bool(shows)
    try:
        table = read_table(work.has.folder / str(record.get("file", "")))
        return bool(make_safe(shows, table).hidden)
    except (OSError, ValueError):
        return True


def _paper(work: _Filling, part: Part) -> None:
    check_names(part.paper)
    rows: list[Field] = []
    file = "project.yml" if part.paper == "project" else f"{part.paper}.yml"
    for name, label in part.fields.items():
        said = work.has.answer(part.paper, name)
        if rows and said and said == rows[-1].value:
            continue  # one text that answers two questions
        _note_small(work, said, f"{file}, {name}")
        _look_up(work, said, f"Mend it in {file}, under {name.replace('.', ', ')}.")
        rows.append(Field(label, said, missing=not said))
        if not said and not part.optional:
            where = f"Write it in {file}, under {name.replace('.', ', ')}."
            work.into.missing.append(MissingPart(f"{part.caption}: {_lower(label)}.", where))
    work.into.blocks.append(Fields(part.caption, tuple(rows)))


def _check(work: _Filling, part: Part) -> None:
    check_names(part.check)
    paper = work.has.paper(part.check)
    file = f"{part.check}.yml"
    if paper is None:
        work.into.missing.append(MissingPart(f"The file {file}.", "Make it beside project.yml."))
        return
    if part.check == "charter":
        reasons = _charter_reasons(work, paper.fields)
    else:
        reasons = check_direction(paper.fields).reasons
    work.into.missing += [MissingPart(reason, f"Put it right in {file}.") for reason in reasons]


def _charter_reasons(work: _Filling, charter: Mapping[str, Any]) -> tuple[str, ...]:
    """Give what is wrong in a charter, apart from gaps told field by field.

    A paper is ready before it is accepted, so an acceptance that has not come is no fault here.
    """
    fields = dict(charter)
    on = day_of(work.has.answer("charter", "accepted_on"), "charter.yml")
    if not fields.get("accepted_by") or on is None or on > work.today:
        fields |= {"accepted_by": "Not yet", "accepted_on": _LONG_AGO}
    unclear = [f"{thing.name} is " for thing in charter_rules().things.values()]
    return tuple(
        reason
        for reason in check_charter(fields, today=work.today).reasons
        if not any(reason.startswith(start) for start in unclear)
    )


def _whole(work: _Filling, part: Part) -> None:
    paper = work.has.paper(part.whole)
    if paper is None:
        file = f"{part.whole}.yml"
        work.into.missing.append(MissingPart(f"The file {file}.", "Make it beside project.yml."))
        return
    worded = direction_wording(paper.fields)
    table = worded.table.rename(columns=heading)
    work.into.blocks.append(Table.from_frame(table, worded.title, source=f"{paper.path.name}"))


def _note_small(work: _Filling, text: str, where: str) -> None:
    if tells_few(text):
        told = f"{where} seems to tell a number of 1 to 4 people. It was not changed: look at it."
        work.into.to_check.append(told)


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


_FILL: Mapping[str, Callable[[_Filling, Part], None]] = {
    "words": _words,
    "text": _text,
    "evidence": _evidence,
    "numbers": _numbers,
    "table": _table,
    "figure": _figure,
    "paper": _paper,
    "check": _check,
    "whole": _whole,
}
