"""The course as a whole: the order of its modules, and ways through it for different people."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from playbook.framework.register import unknown
from playbook.learn.fields import DefinitionError, Fields, read_fields
from playbook.places import pack


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way through the course for one kind of person. ``steps`` are ids, in order."""

    id: str
    name: str
    text: str
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Course:
    """The modules of the course in their order, and the ways through it."""

    modules: tuple[str, ...]
    paths: tuple[Way, ...]

    def place_of(self, notebook_id: str) -> int | None:
        """Give the number of a module in the course, from 1, or ``None`` for anything else."""
        if notebook_id not in self.modules:
            return None
        return self.modules.index(notebook_id) + 1


def course() -> Course:
    """Read the course from ``modules/course.yml``.

    A step or a module that has no file of questions raises :class:`DefinitionError`, which
    lists the ids that have one; so does every other mistake in the file.

    >>> course().place_of("commissioning-cycle") is not None
    True
    """
    folders = (pack("modules", "activities"), pack("exercises", "activities"))
    written = [path.stem for folder in folders for path in sorted(folder.glob("*.yml"))]
    return read_course(pack("modules", "course.yml"), written)


def read_course(path: Path, written: Collection[str]) -> Course:
    """Read a course from a file. ``written`` are the ids that have a file of questions."""
    fields, problems = read_fields(path)
    if fields is None:
        raise DefinitionError(problems)
    read = Course(
        modules=_known(fields, "modules", written),
        paths=tuple(_read_way(child, written) for child in fields.children("paths")),
    )
    fields.unique((way.id for way in read.paths), "the path")
    fields.close()
    if problems:
        raise DefinitionError(problems)
    return read


def _read_way(fields: Fields, written: Collection[str]) -> Way:
    way = Way(
        id=fields.slug("id"),
        name=fields.text("name"),
        text=fields.text("text"),
        steps=_known(fields, "steps", written),
    )
    fields.close()
    return way


def _known(fields: Fields, name: str, written: Collection[str]) -> tuple[str, ...]:
    steps = fields.texts(name)
    if not steps:
        fields.problem("expected at least one id, found none.", name)
    for step in steps:
        if step not in written:
            fields.problem(unknown(step, written, "the modules, guides and exercises"), name)
    fields.unique(steps, "the step")
    return steps
