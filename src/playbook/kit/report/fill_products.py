"""Parts of a paper that exercises handed on: numbers, tables and figures, safe to share."""

from pathlib import Path
from typing import Any

from playbook.charts import SAMPLE
from playbook.kit.log import Record
from playbook.kit.report.disclosure import make_safe, safe_words, table_shown_by, tells_few
from playbook.kit.report.filled import Filling, note_small
from playbook.kit.report.table_files import read_table, with_headings
from playbook.publish.documents import BulletList, MissingPart, Picture, Table
from playbook.publish.documents.front import marked
from playbook.publish.documents.outline import Part


def fill_numbers(work: Filling, part: Part) -> None:
    """List the sentences of numbers; one that another says in full is left out."""
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


def fill_table(work: Filling, part: Part) -> None:
    """Show a table, with small numbers of people hidden."""
    record = _product(work, part.table, part)
    table = _safe_table(work, part.table, record, part) if record else None
    if table is not None:
        work.into.blocks.append(table)


def fill_figure(work: Filling, part: Part) -> None:
    """Show a figure with its words and numbers, unless it may show what is hidden."""
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


def _product(work: Filling, product: str, part: Part) -> Record | None:
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


def _safe_table(work: Filling, product: str, record: Record, part: Part) -> Table | None:
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
    title = str(record.get("title", product))
    shown = shown.map(lambda cell: _cell(work, cell, product))
    return Table.from_frame(
        with_headings(shown),
        part.caption or safe_words(title.removeprefix(f"{SAMPLE}: "), product)[0],
        source=work.has.source_of(exercise),
        sample=record.get("sample") is True,
    )


def _cell(work: Filling, cell: Any, product: str) -> Any:
    if isinstance(cell, str) and tells_few(cell):
        note_small(work, cell, product)
    return cell


def _not_usable(product: str, path: Path, problem: Exception) -> MissingPart:
    why = problem.strerror if isinstance(problem, OSError) else str(problem)
    exercise = product.partition("/")[0]
    return MissingPart(
        f"{path.name or product} could not be used, so it was left out: {why}.".replace("..", "."),
        f"Run {exercise}.ipynb in this project again.",
    )


def _shows_hidden(work: Filling, figure: str) -> bool:
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
