"""What an exercise hands on: numbers for other exercises, tables and figures for papers."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from pathlib import Path

import pandas as pd

from playbook.charts import SAMPLE, Figure
from playbook.kit.log import LogError, Record, read_log, update_log
from playbook.kit.papers import Grounds
from playbook.markup import PlainError, say, table_html
from playbook.places import PRACTICE_PRODUCTS, pack, project_folder

LOG = "products.yml"
HEADING = """\
# What the exercises of this project handed on: numbers, tables and figures for its papers.
# Written by notebooks. Run the notebook again to change it: edits here are lost then."""
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FORMULA = re.compile(r"^\s*[=+@-](?![\d.]+$)")


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number that goes on to other exercises and to papers, with the sentence that says it.

    ``sample`` is true when it rests on sample data; ``origin`` says where it came from when it
    was read back.
    """

    id: str
    value: float
    unit: str
    says: str
    sample: bool = False
    origin: str = ""

    def __float__(self) -> float:
        return float(self.value)

    def __repr__(self) -> str:
        mark = f"{SAMPLE}. " if self.sample else ""
        return f"{mark}{self.says} {self.origin}".strip()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        badge = f'<span class="pb-sample">{SAMPLE}</span> ' if self.sample else ""
        html = f'<p class="pb-carried">{badge}{escape(f"{self.says} {self.origin}".strip())}</p>'
        return {"text/html": html, "text/plain": repr(self)}


@dataclass(frozen=True)
class Products:
    """What was handed on, and where it was kept. Made by :func:`record_products`."""

    exercise: str
    numbers: tuple[Number, ...]
    files: tuple[str, ...]
    sample: bool
    kept: str
    saved: Path | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        mark = f"{SAMPLE}. " if self.sample else ""
        said = " ".join(self._says(number) for number in self.numbers)
        return f"Handed on by {self.exercise}. {mark}{said} {self.kept}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> str:
        """Give the numbers as a table, and say where they went."""
        badge = f'<p><span class="pb-sample">{SAMPLE}</span></p>' if self.sample else ""
        table = pd.DataFrame(
            [(self._says(number), say(number.value), number.unit) for number in self.numbers],
            columns=["What goes on from here", "Number", "Unit"],
        )
        caption = f"Handed on by this exercise{f'. {SAMPLE}' if self.sample else ''}"
        numbers = table_html(table, caption) if self.numbers else ""
        files = "".join(f"<li>{escape(name)}</li>" for name in self.files)
        listed = f"<p>For papers:</p><ul>{files}</ul>" if files else ""
        return (
            f'<div class="pb-shown pb-products">{badge}{numbers}{listed}'
            f"<p>{escape(self.kept)}</p></div>"
        )

    def _says(self, number: Number) -> str:
        """Give the sentence of a number, marked where that number alone is the sample's."""
        return f"{SAMPLE}: {number.says}" if number.sample and not self.sample else number.says


def record_products(
    exercise: str,
    *,
    numbers: Iterable[Number] = (),
    tables: Mapping[str, tuple[pd.DataFrame, str]] | None = None,
    figures: Iterable[Figure] = (),
    data: Iterable[Grounds] = (),
) -> Products:
    """Hand on what an exercise made: numbers to other exercises, tables and figures to papers.

    In a project the numbers go into ``products.yml``, and each table and figure into the folder
    ``products`` beside it, as CSV and as PNG with its alternative text. The same exercise run
    again replaces what it made before, and nothing of others. Elsewhere, as in the book, nothing
    is saved. What rests on sample data is marked wherever it goes. When the log cannot be
    written, it stays as it was and the card says why.

    Parameters
    ----------
    exercise
        The id of the exercise, such as ``"demand-to-2035"``.
    numbers
        Each with an id, a unit and the sentence that says it.
    tables
        From an id to a table and the title that it has in a paper.
    figures
        Figures of this exercise. Their names are their ids.
    data
        The data that all of this was made from: one sample among them marks it all.

    Raises
    ------
    ValueError
        An id is not lower-case words joined by hyphens, or is used twice.

    >>> one = Number(id="beds", value=35, unit="beds", says="Delays fill 35 beds.")
    >>> record_products("delayed-discharges", numbers=[one]).kept
    'Nothing was saved: this is practice. In a project this goes into products.yml.'
    """
    sample = any(each.is_sample for each in data)
    tables, figures, numbers = tables or {}, tuple(figures), tuple(numbers)
    _check([exercise], "exercise")
    _check([*(n.id for n in numbers), *tables, *(f.name for f in figures)], "product")
    titles = (*(title for _, title in tables.values()), *(figure.message for figure in figures))
    practice = "Nothing was saved: this is practice. In a project this goes into products.yml."
    made = Products(exercise, numbers, titles, sample, practice)
    records = [*(_number_record(exercise, number, sample) for number in numbers)]
    project = project_folder()
    if project is None:
        _leave_for_practice(exercise, records)
        return made
    try:
        records += _save_files(project, exercise, tables, figures, sample)
        _replace(project / LOG, exercise, records)
    except (LogError, OSError) as problem:
        return replace(made, kept=f"Not saved. {_why(problem)}")
    return replace(made, kept=f"Saved in {LOG}.{_rests_on(made)}", saved=project / LOG)


def carried(exercise: str, number: str) -> Number:
    """Give a number that another exercise handed on.

    In a project it is the project's own, once that exercise was run there. Until then, and in
    the book, it is the number that the exercise gives on sample data, and says so.

    Raises ``PlainError`` when neither holds it, and lists the numbers that are there.

    >>> carried("delayed-discharges", "beds")
    Traceback (most recent call last):
    ...
    playbook.markup.PlainError: No exercise has handed on delayed-discharges/beds. ...
    """
    project, id_ = project_folder(), f"{exercise}/{number}"
    own = _numbers(project / LOG) if project else {}
    if id_ in own:
        return own[id_]
    practice = _numbers(pack("exercises", "products", f"{exercise}.yml"))
    if id_ not in practice:
        there = ", ".join(sorted({*own, *practice})) or "nothing yet"
        raise PlainError(
            f"No exercise has handed on {id_}. Run the exercise {exercise} first. "
            f"What is there: {there}."
        )
    wait = f"Run the exercise {exercise} in this project to have your own." if project else ""
    origin = " ".join(filter(None, (f"From the exercise {exercise}.", wait)))
    return replace(practice[id_], sample=True, origin=origin)


def _rests_on(made: Products) -> str:
    """Say what of it rests on sample data, if anything does."""
    if made.sample:
        return " It rests on sample data."
    practice = [number.id for number in made.numbers if number.sample]
    if not practice:
        return ""
    is_or_are = "is a practice number" if len(practice) == 1 else "are practice numbers"
    return f" Not your own yet: {', '.join(practice)} {is_or_are}, from sample data."


def _check(ids: list[str], what: str) -> None:
    for id_ in ids:
        if not _SLUG.fullmatch(id_):
            raise ValueError(
                f"The id of a {what} is lower-case words joined by hyphens, such as beds-2035. "
                f"This one is {id_!r}."
            )
        if ids.count(id_) > 1:
            raise ValueError(f"Two products have the id {id_!r}. Give one of them another.")


def _number_record(exercise: str, number: Number, sample: bool) -> Record:
    record = {
        "id": f"{exercise}/{number.id}",
        "kind": "number",
        "value": float(number.value),
        "unit": number.unit,
        "says": number.says,
    }
    return {**record, "sample": True} if sample or number.sample else record


def _save_files(
    project: Path,
    exercise: str,
    tables: Mapping[str, tuple[pd.DataFrame, str]],
    figures: Iterable[Figure],
    sample: bool,
) -> list[Record]:
    folder = project / "products"
    folder.mkdir(exist_ok=True)
    mark = {"sample": True} if sample else {}
    records: list[Record] = []
    for name, (table, title) in tables.items():
        file = folder / f"{exercise}-{name}.csv"
        _without_formulas(table).to_csv(file, index=False, encoding="utf-8-sig")
        place = f"products/{file.name}"
        records.append(
            {"id": f"{exercise}/{name}", "kind": "table", "title": title, "file": place, **mark}
        )
    for figure in figures:
        file = figure.save(folder / f"{exercise}-{figure.name}.png")
        said = {"title": figure.message, "alt": figure.alt, "source": figure.source}
        place = f"products/{file.name}"
        records.append(
            {"id": f"{exercise}/{figure.name}", "kind": "figure", **said, "file": place, **mark}
        )
    return records


def _without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """Put a quote before text that a spreadsheet would run as a formula."""
    return table.map(
        lambda cell: f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
    )


def _replace(log: Path, exercise: str, records: list[Record]) -> None:
    today = date.today()
    dated = [{**record, "date": f"{today.day} {today:%B %Y}"} for record in records]

    def change(before: list[Record]) -> list[Record]:
        others = [one for one in before if not str(one["id"]).startswith(f"{exercise}/")]
        return [*others, *dated]

    update_log(log, change, heading=HEADING)


def _leave_for_practice(exercise: str, records: list[Record]) -> None:
    folder = os.environ.get(PRACTICE_PRODUCTS)
    if folder and records:
        Path(folder).mkdir(parents=True, exist_ok=True)
        heading = f"# What the exercise {exercise} gives on sample data. Made by running it."
        update_log(Path(folder, f"{exercise}.yml"), lambda _: records, heading=heading)
        Path(folder, f"{exercise}.backup.yml").unlink(missing_ok=True)


def _numbers(log: Path) -> dict[str, Number]:
    try:
        records = read_log(log)
    except LogError as problem:
        raise PlainError(str(problem)) from problem
    return {
        str(record["id"]): Number(
            id=str(record["id"]).partition("/")[2],
            value=float(record["value"]),
            unit=str(record.get("unit", "")),
            says=str(record.get("says", "")),
            sample=record.get("sample") is True,
            origin=f"From {str(record['id']).partition('/')[0]}, {record['date']}."
            if record.get("date")
            else "",
        )
        for record in records
        if record.get("kind") == "number"
    }


def _why(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return (
            f"The folder products could not be written ({problem.strerror or problem}). Close "
            "its files in other programs, and check that the disk is not full. Then run this again."
        )
    return str(problem)
