"""What has changed in the notebooks that ship since a project was made, and taking it over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Literal

import nbformat
from nbformat import NotebookNode

from playbook import __version__
from playbook.data.wording import counted, listed
from playbook.kit.project.choosing import Needed, needed_by
from playbook.kit.project.keep import in_plain_words, only_writer, replace_bytes
from playbook.kit.project.model import read_project
from playbook.kit.project.new import examples_for, notebook_bytes
from playbook.kit.project.notebook_copy import (
    cell_marks,
    notebook_mark,
    project_copy,
    template_text,
)
from playbook.kit.project.reading import reads_of
from playbook.kit.project.record import Origin, keep_record, origin_of, read_record
from playbook.places import project_folder

EARLIER = "earlier"  # where notebooks go that were replaced
_HEADINGS = 3  # named in a sentence

Kind = Literal["new", "newer", "newer beside yours"]


@dataclass(frozen=True)
class Change:
    """A change that a project is offered: a notebook that is new to it, or a newer one.

    ``kind`` is "new" when the project has no such notebook, "newer" when the team has not
    touched its own, which can then be replaced, and "newer beside yours" when it has.
    """

    needed: Needed
    kind: Kind
    says: str

    @property
    def path(self) -> str:
        """The notebook's path in the project."""
        return self.needed.path

    @property
    def offer(self) -> str:
        """Say what will be done if the team says yes."""
        if self.kind == "new":
            return "It is put there. Nothing of yours changes."
        if self.kind == "newer":
            return f"Yours is replaced. The one you have is kept in the folder {EARLIER}."
        return "You changed yours, so it stays. The newer one is put beside it."


def changes_for(project: Path) -> tuple[Change, ...]:
    """Compare a project with the notebooks that ship now; give each change, in cycle order.

    Nothing is changed. A notebook counts as touched when any of its cells is not as it was put
    there; running it does not count. Raises ``PlainError`` when the project file or the record
    cannot be read.
    """
    root = _root(project)
    origins = read_record(root)
    found = (_change(root, each, origins.get(each.path)) for each in needed_by(read_project(root)))
    return tuple(each for each in found if each)


def take_over(project: Path, change: Change, *, today: date | None = None) -> Path:
    """Carry out one change, and give the file that it wrote.

    A notebook that is replaced is kept in the folder ``earlier`` first. One that the team has
    touched is never replaced: the newer one is put beside it. Raises ``PlainError``, with
    everything as it was, when it cannot be written or somebody else is writing.
    """
    root = _root(project)
    with only_writer(root / "project.lock"):
        origins = read_record(root)
        change = _change(root, change.needed, origins.get(change.path)) or change
        copy = project_copy(change.needed, {*origins, change.path})
        target = _target(root, change)
        with in_plain_words(target):
            if change.kind == "newer":
                _keep_earlier(root, change.path, today or date.today())
            replace_bytes(target, notebook_bytes(copy))
            if change.kind == "new":
                _add_examples(root, change.needed)
        written = _origin(change, copy, origins.get(change.path))
        keep_record(root, {**origins, change.path: written})
        return target


def no_longer_shipped(project: Path) -> tuple[str, ...]:
    """Name the notebooks of a project that the playbook no longer has. They stay as they are."""
    root = _root(project)
    needed = {each.path for each in needed_by(read_project(root))}
    return tuple(
        path for path in read_record(root) if path not in needed and (root / path).exists()
    )


def _root(project: Path) -> Path:
    read_project(project)  # refuses a folder that is no project, and says what to do
    return project_folder(project) or project


def _change(root: Path, needed: Needed, origin: Origin | None) -> Change | None:
    path = root / needed.path
    if not path.is_file():
        return Change(needed, "new", _about_new(needed, origin))
    now = cell_marks(template_text(needed))
    if origin is not None and dict(origin.cells) == now:
        return None
    mark = _mark_of(path)
    if origin is None:
        if mark == notebook_mark(project_copy(needed, {needed.path})):
            return None
        says = "It is not known which version yours came from."
        return Change(needed, "newer beside yours", says)
    says = f"{_what_changed(origin.cells, now, template_text(needed))}{_versions(origin)}"
    return Change(needed, "newer" if mark == origin.written else "newer beside yours", says)


def _about_new(needed: Needed, origin: Origin | None) -> str:
    if origin is not None:
        return "It was part of this project, and the file is gone."
    helps = f" It helps with {listed(list(needed.elements))}." if needed.elements else ""
    return f"This notebook is new for this project: {needed.notebook.question}{helps}"


def _what_changed(before: Mapping[str, str], now: Mapping[str, str], shipped: NotebookNode) -> str:
    """Say in words what changed between two versions of a notebook."""
    changed = [name for name in now if name in before and before[name] != now[name]]
    added = [name for name in now if name not in before]
    gone = [name for name in before if name not in now]
    told = [
        f"{counted(len(names), 'step')} {what}"
        for names, what in ((changed, "changed"), (added, "new"), (gone, "gone"))
        if names
    ]
    if not told:
        return "Its steps are in another order."
    headings = _headings(shipped, {*changed, *added})
    more = f" and {len(headings) - _HEADINGS} more" if len(headings) > _HEADINGS else ""
    under = f", under {'; '.join(headings[:_HEADINGS])}{more}" if headings else ""
    return f"{listed(told)}{under}."


def _headings(shipped: NotebookNode, cells: set[str]) -> list[str]:
    """Name the headings under which some cells stand."""
    heading, found = "", {}
    for at, cell in enumerate(shipped.cells):
        if cell.cell_type == "markdown":
            lines = [line for line in cell.source.splitlines() if line.startswith("#")]
            heading = lines[0].lstrip("# ") if lines else heading
        if str(cell.get("id", at)) in cells and heading:
            found[f"“{heading}”"] = True
    return list(found)


def _versions(origin: Origin) -> str:
    if origin.playbook == __version__:
        return ""
    return f" Yours came with playbook {origin.playbook}; this is {__version__}."


def _mark_of(path: Path) -> str:
    """Give the fingerprint of a notebook on disk; a damaged one matches nothing."""
    try:
        return notebook_mark(nbformat.read(str(path), as_version=4))
    except Exception:
        return ""


def _target(root: Path, change: Change) -> Path:
    path = root / change.path
    if change.kind != "newer beside yours":
        return path
    names = (f"{path.stem} (newer{f' {at}' if at > 1 else ''}).ipynb" for at in count(1))
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def _keep_earlier(root: Path, path: str, today: date) -> None:
    source = root / path
    folder = (root / EARLIER / path).parent
    folder.mkdir(parents=True, exist_ok=True)
    names = (
        f"{source.stem} (until {today.isoformat()}{f', {at}' if at > 1 else ''}).ipynb"
        for at in count(1)
    )
    kept = next(folder / name for name in names if not (folder / name).exists())
    replace_bytes(kept, source.read_bytes())


def _add_examples(root: Path, needed: Needed) -> None:
    """Put the worked and blank examples of a new notebook there, over nothing."""
    for path, content in examples_for(reads_of(needed.notebook)):
        if not (root / path).exists():
            replace_bytes(root / path, content)


def _origin(change: Change, copy: NotebookNode, before: Origin | None) -> Origin:
    """Note the newer template; a notebook that stayed keeps counting as touched."""
    new = origin_of(change.needed, copy)
    if change.kind != "newer beside yours":
        return new
    written = before.written if before else ""
    return Origin(id=new.id, playbook=new.playbook, written=written, cells=new.cells)
