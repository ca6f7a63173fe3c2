"""Make the folder of a new project: whole or not at all, and never over anything."""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from playbook.data.schema import layouts
from playbook.data.templates import template
from playbook.kit.example_papers import example_paper
from playbook.kit.project import papers, texts
from playbook.kit.project.answers import Answers
from playbook.kit.project.choosing import needed_by, without_notebook
from playbook.kit.project.keep import in_plain_words
from playbook.kit.project.model import Project
from playbook.kit.project.naming import folder_name
from playbook.kit.project.notebook_copy import DICTIONARY, GLOSSARY, linked_terms, project_copy
from playbook.kit.project.problem import Problem, ProjectError
from playbook.kit.project.reading import Reads, reads_of
from playbook.kit.project.record import RECORD, origin_of, record_text
from playbook.places import PROJECT_FILE, pack, project_folder

LONGEST_PATH = 240  # Windows and OneDrive stop at 260 letters, and notebooks make copies


@dataclass(frozen=True)
class Made:
    """A project's folder: what it was called, what is in it, and what to know about its name.

    ``new`` is false when it was there already, and then nothing was changed.
    """

    folder: Path
    files: tuple[str, ...]
    notes: tuple[str, ...] = ()
    new: bool = True

    @property
    def notebooks(self) -> tuple[str, ...]:
        """The notebooks among its files."""
        return tuple(name for name in self.files if name.endswith(".ipynb"))


def place_for(name: str, parent: Path) -> Path:
    """Say which folder a project of this name gets.

    Raises :class:`ProjectError` when the parent is not there or lies inside another project.
    """
    if not parent.is_dir():
        raise _refused(parent, "There is no such folder.", "Make it first, or name another.")
    around = project_folder(parent)
    if around:
        raise _refused(
            around,
            "This is a project already, and one project cannot lie inside another.",
            "Go to a folder outside it, or name one with --in.",
        )
    return parent / folder_name(name)


def existing(folder: Path) -> Made | None:
    """Give the project that is at a folder already; nothing when the place is free.

    An empty folder is free. Raises :class:`ProjectError` when something else is there.
    """
    if folder.is_dir():
        if (folder / PROJECT_FILE).is_file():
            return Made(folder, tuple(sorted(_files_in(folder))), new=False)
        if not any(folder.iterdir()):
            return None
    elif not folder.exists():
        return None
    raise _refused(
        folder,
        "Something else has this name already, and nothing is ever written over.",
        "Give the project another name, or move that away.",
    )


def make_project(name: str, answers: Answers, parent: Path, *, today: date | None = None) -> Made:
    """Make the folder of a project, with the notebooks, papers and templates that it needs.

    The folder is put together beside its place and moved there in one step: whatever goes
    wrong, there is a whole project or none. A folder that is there already is never changed:
    it is given back as it is.

    Raises ``PlainError`` when the disk is full, when nothing may be written there, or when
    something else has that name.
    """
    folder = place_for(name, parent)
    there = existing(folder)
    if there:
        return there
    project = answers.project.model_copy(
        update={
            "name": answers.project.name or name,
            "started": answers.project.started or today or date.today(),
            "stage": answers.project.stage or "analyse",
        }
    )
    contents = dict(_contents(project, answers))
    building = parent / f".{folder.name}.{os.getpid()}.being-made"
    with in_plain_words(folder):
        try:
            _write(building, contents)
            if folder.is_dir():
                folder.rmdir()  # it is empty
            building.rename(folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return Made(folder, tuple(sorted(contents)), _notes(name, folder, contents))


def notebook_bytes(copy: NotebookNode) -> bytes:
    """Write a notebook as the file that Jupyter would save."""
    return f"{nbformat.writes(copy).rstrip()}\n".encode()


def _contents(project: Project, answers: Answers) -> Iterator[tuple[str, bytes]]:
    """Give everything that goes into the folder, by its path there."""
    needed = needed_by(project)
    reads = [reads_of(each.notebook) for each in needed]
    kinds = list(dict.fromkeys(kind for each in reads for kind in each.data))
    forms = list(dict.fromkeys(("charter", *(form for each in reads for form in each.papers))))
    paths = {each.path for each in needed}
    copies = {each.path: project_copy(each, paths) for each in needed}
    terms = {term for copy in copies.values() for term in linked_terms(copy)}
    origins = {each.path: origin_of(each, copies[each.path]) for each in needed}
    yield from ((path, notebook_bytes(copy)) for path, copy in copies.items())
    written = {
        PROJECT_FILE: papers.project_text(project),
        "charter.yml": papers.charter_text(project.name, answers.charter),
        "README.md": texts.readme(project, needed, without_notebook(project), kinds, forms),
        ".gitignore": texts.GITIGNORE,
        "data/README.md": texts.DATA_README,
        DICTIONARY: texts.dictionary(kinds),
        GLOSSARY: texts.glossary(terms),
        RECORD: record_text(origins),
    }
    if "direction" in forms:
        written["direction.yml"] = papers.blank_text("direction")
    yield from ((path, text.encode()) for path, text in written.items())
    yield from examples_for(Reads(data=tuple(kinds), papers=tuple(forms)))


def examples_for(reads: Reads) -> Iterator[tuple[str, bytes]]:
    """Give a worked example of each paper and file that a team fills in, and a blank beside it."""
    for form in reads.papers:
        worked = example_paper(form)
        yield f"examples/worked/{worked.name}", worked.text.encode()
        if form not in papers.IN_PLACE:
            yield f"examples/blank/{worked.name}", papers.blank_text(form).encode()
    for layout in (layout for kind in reads.data for layout in layouts(kind)):
        yield f"examples/blank/{layout.resource}.csv", template(layout).encode()
        if layout.name == texts.LOCAL and layout.note("sample", False):
            sample = pack("data", *layout.path.split("/"))
            yield f"examples/worked/{layout.resource}.csv", sample.read_bytes()


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    for path, content in contents.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())


def _files_in(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and ".ipynb_checkpoints" not in path.parts:
            yield path.relative_to(folder).as_posix()


def _notes(name: str, folder: Path, contents: Mapping[str, bytes]) -> tuple[str, ...]:
    notes = []
    if folder.name != name:
        notes.append(
            f"The folder is called {folder.name}. Spaces, accents, slashes and long names make "
            f"trouble on shared drives. The full name, {name}, is in {PROJECT_FILE}."
        )
    longest = max(len(str(folder.resolve() / path)) for path in contents)
    if longest > LONGEST_PATH:
        notes.append(
            f"The longest path in it has {longest} letters. Windows and OneDrive may refuse more "
            f"than {LONGEST_PATH}. Move the folder to a place with a shorter path."
        )
    return tuple(notes)


def _refused(where: Path, says: str, do: str) -> ProjectError:
    return ProjectError([Problem(file=str(where), says=f"{says} Nothing was changed.", do=do)])
