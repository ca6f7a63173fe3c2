"""Every kind of paper, and what each still lacks in a project."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playbook.data.wording import counted
from playbook.kit.report.make import draft_paper
from playbook.kit.report.material import Material, gather
from playbook.markup import PlainError
from playbook.publish.documents.outline import kinds, outline

_SHOWN = 3


@dataclass(frozen=True)
class Lacking:
    """A kind of paper, where it stands in a project, and what it still lacks."""

    kind: str
    name: str
    about: str
    status: str
    missing: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Say it in a few lines: the first things that are missing, and how many more."""
        lacks = f", {counted(len(self.missing), 'thing')} missing" if self.missing else ""
        yield f"{self.kind}: {self.status}{lacks}"
        yield f"    {self.about}"
        yield from (f"    - {one}" for one in self.missing[:_SHOWN])
        if len(self.missing) > _SHOWN:
            yield f"    - and {len(self.missing) - _SHOWN} more"


def papers_and_gaps(start: Path | None = None) -> tuple[Lacking, ...]:
    """Give every kind of paper with what it still lacks in a project. Nothing is written.

    A kind whose own file is damaged says that, and the others are told all the same. Raises
    ``PlainError`` when there is no project, or when its file or a log is damaged.
    """
    has = gather(start)
    return tuple(_lacking(kind, has) for kind in kinds())


def _lacking(kind: str, has: Material) -> Lacking:
    made = outline(kind)
    try:
        paper = draft_paper(made, has)
    except PlainError as problem:
        return Lacking(kind, made.name, made.about, "cannot be made", (str(problem),))
    missing = tuple(" ".join(filter(None, (one.what, one.where))) for one in paper.missing)
    return Lacking(kind, made.name, made.about, paper.standing.status, missing)
