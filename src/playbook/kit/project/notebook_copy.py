"""A project's own copy of a notebook, and the marks by which it is known again."""

import re
from collections.abc import Collection
from hashlib import sha256
from pathlib import PurePosixPath

import nbformat
from nbformat import NotebookNode

from playbook.kit.project.choosing import Needed
from playbook.kit.project.reading import template_of

DICTIONARY = "data/dictionary.md"
GLOSSARY = "glossary.md"
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_ROOT = PurePosixPath("exercises")


def template_text(needed: Needed) -> NotebookNode:
    """Read a notebook as it ships."""
    read: NotebookNode = nbformat.read(str(template_of(needed.notebook)), as_version=4)
    return read


def project_copy(needed: Needed, others: Collection[str]) -> NotebookNode:
    """Make the copy of a notebook for a project that holds the notebooks at ``others``.

    The copy has no outputs: what a team sees there is always its own. Links lead to the
    project's dictionary, glossary and notebooks; a link to anything else leaves its words.
    """
    copy = template_text(needed)
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        elif cell.cell_type == "markdown":
            cell.source = _with_own_links(cell.source, needed.path, others)
    return copy


def linked_terms(copy: NotebookNode) -> set[str]:
    """Name the terms of the glossary that a copy links to."""
    text = "\n".join(cell.source for cell in copy.cells if cell.cell_type == "markdown")
    return set(re.findall(rf"{re.escape(GLOSSARY)}#term-([a-z0-9-]+)", text))


def cell_marks(notebook: NotebookNode) -> dict[str, str]:
    """Give a short fingerprint of each cell, by its id. Outputs do not count."""
    return {
        str(cell.get("id", at)): _mark(f"{cell.cell_type}\n{cell.source.rstrip()}")
        for at, cell in enumerate(notebook.cells)
    }


def notebook_mark(notebook: NotebookNode) -> str:
    """Give a fingerprint of a notebook that running it does not change."""
    marks = cell_marks(notebook)
    return _mark("\n".join(f"{name} {mark}" for name, mark in marks.items()))


def _mark(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:16]


def _with_own_links(text: str, path: str, others: Collection[str]) -> str:
    def change(link: re.Match[str]) -> str:
        target = _own_target(link["target"], path, others)
        return f"[{link['words']}]({target})" if target else link["words"]

    return _LINK.sub(change, text)


def _own_target(target: str, path: str, others: Collection[str]) -> str:
    """Say where a link leads inside the project; nothing when it leads out of it."""
    if re.match(r"[a-z]+:", target) or target.startswith("#"):
        return target
    place, _, anchor = target.partition("#")
    goal = _straight(_ROOT / PurePosixPath(path).parent / place)
    if goal == "book/data-dictionary.md":
        return f"../{DICTIONARY}"
    if goal == "book/glossary.md" and anchor:
        return f"../{GLOSSARY}#{anchor}"
    inside = goal.removeprefix(f"{_ROOT}/")
    return target if inside != goal and inside in others else ""


def _straight(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
