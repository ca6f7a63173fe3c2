"""What a webinar takes from the notebooks: sections, notes, figures, tables and questions.

A reference is the id of a module or exercise and the id of a cell or an activity, such as
``commissioning-cycle/one-cycle``.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import nbformat

from playbook.framework.register import unknown
from playbook.learn.definitions import LearningOutcome, Notebook, find_notebook
from playbook.learn.types import Definition
from playbook.places import pack
from playbook.publish.webinars.markdown import Text, Words, read_text

_FIGURE = re.compile(r'<figure class="pb-figure[^"]*".*</figure>', re.DOTALL)
_NARROW = re.compile(r'<div class="pb-narrow"[^>]*>\s*(<svg.*?</svg>)', re.DOTALL)
_WIDE = re.compile(r'<div class="pb-wide"[^>]*>\s*(<svg.*?</svg>)', re.DOTALL)
_MESSAGE = re.compile(r'<strong id="figure-[^"]*">(.*?)</strong>', re.DOTALL)
_SOURCE = re.compile(r'<p class="pb-source">(.*?)</p>', re.DOTALL)
_BADGE = re.compile(r'<span class="pb-sample">.*?</span>')
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ALT = re.compile(r'aria-label="([^"]*)"|<desc[^>]*>(.*?)</desc>', re.DOTALL)
_TIME = re.compile(r"\s*Time:? \d+ minutes\.?$")
_TIME_HTML = re.compile(r"\s*<strong>Time:?</strong>:? \d+ minutes\.?(?=</p>$)")
_TAGS = re.compile(r"<[^>]+>")


class ContentError(LookupError):
    """A reference leads nowhere. The message says which, and what is there."""


@dataclass(frozen=True)
class Picture:
    """A figure that a notebook stores: drawings, message, source, alternative text, numbers.

    ``drawing`` is true for a diagram of the framework, whose message is only its name.
    """

    wide: str
    narrow: str
    message: str
    source: str
    alt: str
    table: "Shown | None"
    sample: bool
    drawing: bool


@dataclass(frozen=True)
class Shown:
    """A table that a notebook stores: caption, headings, rows, and its HTML."""

    caption: str
    html: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sample: bool


def split(reference: str) -> tuple[str, str]:
    """Split a reference into the id of a notebook and the id of a part of it.

    >>> split("analyse/see-months")
    ('analyse', 'see-months')
    """
    notebook, slash, part = reference.partition("/")
    if not (notebook and slash and part):
        raise ContentError(
            f'"{reference}" names no part. Write the id of a module, a slash and the id of a '
            f"cell or an activity, such as commissioning-cycle/one-cycle."
        )
    return notebook, part


def questions(notebook_id: str) -> Notebook:
    """Give the facts and activities of a module or exercise."""
    try:
        return _questions(notebook_id, _stamp(pack("modules", "activities")))
    except KeyError as problem:
        raise ContentError(str(problem)) from problem


def activity(reference: str) -> Definition:
    """Give one activity. An unknown one raises :class:`ContentError`, which lists the others."""
    notebook, part = split(reference)
    try:
        return questions(notebook).activity(part)
    except KeyError as problem:
        raise ContentError(str(problem)) from problem


def outcome(reference: str) -> LearningOutcome:
    """Give one outcome of a module or exercise."""
    notebook, part = split(reference)
    found = {each.id: each for each in questions(notebook).outcomes}
    if part not in found:
        raise ContentError(unknown(part, found, f"the outcomes of {notebook}"))
    return found[part]


def words(reference: str) -> Text:
    """Read a cell of words: its heading and its blocks."""
    cell = _cell(reference)
    if cell.cell_type != "markdown":
        raise ContentError(f'"{reference}" is a cell of code. Name it as a figure or a table.')
    return read_text(cell.source)


def slides_of(notebook_id: str) -> tuple[str, ...]:
    """Give the ids of the cells of words that begin a main slide, in order."""
    return tuple(
        id_
        for id_, cell in _cells(notebook_id).items()
        if cell.cell_type == "markdown"
        and cell.metadata.get("slideshow", {}).get("slide_type") == "slide"
    )


def notes(reference: str) -> tuple[Words, ...]:
    """Read a cell of notes for facilitators, without the time that a module takes for it."""
    if "remove-cell" not in _cell(reference).metadata.get("tags", []):
        raise ContentError(f'"{reference}" is not a note for facilitators.')
    return tuple(filter(None, map(_without_time, words(reference).blocks)))


def _without_time(block: Words) -> Words | None:
    """Leave out the time that a module gives at the end of a note: a webinar keeps its own."""
    if block.lead.startswith("Time"):
        return None
    rows = tuple(tuple(_TIME.sub("", cell) for cell in row) for row in block.rows)
    return replace(block, html=_TIME_HTML.sub("", block.html), rows=rows)


def first_column(reference: str) -> tuple[str, ...]:
    """Give what heads the rows of the first table in a cell of words."""
    for block in words(reference).blocks:
        if block.kind == "table":
            return tuple(row[0] for row in block.rows[1:])
    raise ContentError(f'"{reference}" holds no table.')


def key_points(notebook_id: str) -> tuple[str, ...]:
    """Give the key points of a module."""
    blocks = words(f"{notebook_id}/key-points").blocks
    return tuple(row[0] for block in blocks if block.kind == "list" for row in block.rows)


def picture(reference: str) -> Picture:
    """Give the figure that a cell shows."""
    html = _output(reference)
    found = _FIGURE.search(html)
    narrow, wide = _NARROW.search(html), _WIDE.search(html)
    if not (found and narrow and wide):
        raise ContentError(f'"{reference}" shows no figure.')
    message, alt = _MESSAGE.search(html), _ALT.search(wide[1])
    sources = [_bare(_BADGE.sub("", each)) for each in _SOURCE.findall(html)]
    words_of = unescape(alt[1] or alt[2] or "") if alt else ""
    table = _shown(html) if _TABLE.search(html) else None
    return Picture(
        wide=wide[1],
        narrow=narrow[1],
        message=_bare(message[1]) if message else "",
        source=" ".join(sources),
        alt=words_of,
        table=table,
        sample="pb-sample" in html,
        drawing="pb-diagram" in html,
    )


def table(reference: str) -> Shown:
    """Give the table that a cell shows."""
    html = _output(reference)
    if not _TABLE.search(html):
        raise ContentError(f'"{reference}" shows no table.')
    return _shown(html)


def _shown(html: str) -> Shown:
    found = _TABLE.search(html)
    written = found[0] if found else ""
    rows = [
        tuple(_bare(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL))
        for row in re.findall(r"<tr>(.*?)</tr>", written, re.DOTALL)
    ]
    caption = re.search(r"<caption>(.*?)</caption>", written, re.DOTALL)
    return Shown(
        caption=_bare(caption[1]) if caption else "",
        html=written,
        columns=rows[0] if rows else (),
        rows=tuple(rows[1:]),
        sample="pb-sample" in html or "Sample data" in html,
    )


def _bare(html: str) -> str:
    return " ".join(unescape(_TAGS.sub("", html)).split())


def _output(reference: str) -> str:
    cell = _cell(reference)
    shown = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
    html = "".join("".join(each) for each in shown)
    if not html:
        raise ContentError(f'"{reference}" shows nothing. Name a cell with a figure or a table.')
    return html


def _cell(reference: str) -> Any:
    notebook, part = split(reference)
    cells = _cells(notebook)
    if part not in cells:
        raise ContentError(unknown(part, cells, f"the cells of {notebook}"))
    return cells[part]


def _cells(notebook_id: str) -> dict[str, Any]:
    path = pack(*questions(notebook_id).shelf.split("/")) / f"{notebook_id}.ipynb"
    if not path.is_file():
        raise ContentError(f"{notebook_id} has questions, and no notebook yet.")
    return _read(path, path.stat().st_mtime_ns)


def _stamp(folder: Path) -> int:
    """Give a number that changes with the questions, so that nothing stale is kept."""
    beside = folder.parents[1] / "exercises" / "activities"
    files = [*folder.glob("*.yml"), *beside.glob("*.yml")]
    return hash(tuple((file.name, file.stat().st_mtime_ns) for file in files))


@cache
def _questions(notebook_id: str, stamp: int) -> Notebook:
    return find_notebook(notebook_id)


@cache
def _read(path: Path, stamp: int) -> dict[str, Any]:
    return {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
