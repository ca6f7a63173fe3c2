"""Judge the files of a project: data, papers, the evidence log and the notebooks."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import nbformat

from playbook.data import DataProblem, check, kind_of, load
from playbook.data.inspecting import NOT_DATA, title_of
from playbook.data.wording import counted, listed
from playbook.govern import check_direction
from playbook.kit.evidence import LOG as EVIDENCE
from playbook.kit.log import LogError, Record, read_log
from playbook.kit.papers import FORMS, load_paper
from playbook.kit.project.choosing import needed_by
from playbook.kit.project.model import Project
from playbook.kit.project.problem import Problem
from playbook.kit.project.reading import reads_of
from playbook.kit.strength import strengths
from playbook.markup import PlainError

DATA = "data"
_LISTED = 5  # problems of one file; playbook check FILE lists the rest


def judge_data(folder: Path, project: Project) -> Iterator[Problem]:
    """Check every file in the data folder, and say which kinds still rest on the sample."""
    by_kind: dict[str, list[str]] = {}
    for path in _data_files(folder / DATA):
        if path.is_dir():
            yield _wrong(path, "It is a folder.", "Move its files up, straight into data.")
            continue
        kind = kind_of(path)
        if not kind:
            says = "It fits no kind of data that the playbook knows."
            yield _wrong(path, says, "Move it out of the data folder, or see data/dictionary.md.")
            continue
        by_kind.setdefault(kind, []).append(path.name)
        yield from _problems_of(path, kind)
    for kind, names in by_kind.items():
        if len(names) > 1:
            yield from _too_many(folder, kind, names)
    used = {kind for each in needed_by(project) for kind in reads_of(each.notebook).data}
    yield from _on_sample(sorted(used - set(by_kind)))


def judge_papers(folder: Path) -> Iterator[Problem]:
    """Find papers that cannot be read, and drafts that are not complete. The charter is apart."""
    for form in FORMS.values():
        if form.name == "charter":
            continue
        file = f"{form.name}.yml"
        try:
            paper = load_paper(form.name, folder)
        except PlainError as wrong:
            yield Problem(file=file, says=str(wrong), do="")
            continue
        if paper.is_sample or form.name != "direction":
            continue
        reasons = check_direction(paper.fields).reasons
        if reasons:
            says = f"The draft Direction is not complete: {counted(len(reasons), 'point')} open."
            do = "The notebook govern/direction.ipynb lists them."
            yield Problem(file=file, says=says, do=do, stops=False)


def judge_evidence(folder: Path) -> Iterator[Problem]:
    """Find what cannot be cited: no source, no strength, sample data, or a file that changed."""
    try:
        records = read_log(folder / EVIDENCE)
    except LogError as wrong:
        yield Problem(file=EVIDENCE, says=str(wrong), do="")
        return
    if not records:
        says = "Nothing is recorded as evidence yet."
        do = "Run the notebooks of the analyse stage. Each writes what it found."
        yield Problem(file=EVIDENCE, says=says, do=do, stops=False)
    for record in records:
        yield from _evidence(folder, record)


def judge_notebooks(folder: Path, project: Project) -> Iterator[Problem]:
    """Find notebooks that are damaged, and needed ones that are not there."""
    for each in needed_by(project):
        path = folder / each.path
        if not path.is_file():
            says = "The project needs this notebook, and it is not there."
            do = "playbook update puts it there."
            yield Problem(file=each.path, says=says, do=do, stops=False)
            continue
        try:
            nbformat.read(str(path), as_version=4)
        except Exception as error:
            says = f"It cannot be read as a notebook ({type(error).__name__})."
            do = "Put back an earlier copy, or rename it and let playbook update give a new one."
            yield Problem(file=each.path, says=says, do=do)


def _data_files(folder: Path) -> list[Path]:
    every = sorted(folder.iterdir()) if folder.is_dir() else []
    return [
        path
        for path in every
        if not path.name.startswith((".", "~$")) and path.name.lower() not in NOT_DATA
    ]


def _problems_of(path: Path, kind: str) -> Iterator[Problem]:
    report = check(path, kind, listed=_LISTED)
    for problem in report.problems:
        says = f"Expected {problem.expected}; found {problem.found}."
        yield Problem(
            file=f"{DATA}/{path.name}", place=problem.place, says=says, do=problem.next_step
        )
    rest = report.total - len(report.problems)
    if rest > 0:
        says = f"There are {counted(rest, 'more problem')} in this file."
        yield _wrong(path, says, f'Type: playbook check "{DATA}/{path.name}"')


def _too_many(folder: Path, kind: str, names: list[str]) -> Iterator[Problem]:
    """Say that a kind has several files, unless all but one are copies of the sample."""
    try:
        load(kind, folder)
    except DataProblem:
        return  # one file, and what is wrong with it is said already
    except PlainError:
        says = f"{counted(len(names), 'file')} hold {title_of(kind)}: {listed(names)}."
        do = "Keep the one you want and move the others out of the data folder."
        yield Problem(file=DATA, says=says, do=do)


def _on_sample(kinds: list[str]) -> Iterator[Problem]:
    if kinds:
        titles = [title_of(kind) for kind in kinds]
        names = "; ".join(titles[:_LISTED])
        more = f"; and {len(titles) - _LISTED} more" if len(titles) > _LISTED else ""
        says = f"{counted(len(kinds), 'kind')} of data have no file of yours: {names}{more}."
        do = "Notebooks use the sample for these. Take no decision from it."
        yield Problem(file=DATA, says=says, do=do, stops=False)


def _evidence(folder: Path, record: Record) -> Iterator[Problem]:
    place = str(record["id"])
    told = {
        "finding": "It does not say what was found.",
        "source": "It names no source, so nobody can check it.",
    }
    for name, says in told.items():
        if not str(record.get(name) or "").strip():
            do = f"Write the {name} under this id, or run its notebook again."
            yield Problem(file=EVIDENCE, place=place, says=says, do=do)
    if record.get("strength") not in strengths():
        says = "It does not say how far it can be trusted."
        do = f"Write its strength: {listed(list(strengths()), 'or')}."
        yield Problem(file=EVIDENCE, place=place, says=says, do=do)
    if record.get("sample") is True:
        says = "It rests on sample data."
        do = "Put your own file into the data folder and run its notebook again before you cite it."
        yield Problem(file=EVIDENCE, place=place, says=says, do=do, stops=False)
    yield from _file_behind(folder, record, place)


def _file_behind(folder: Path, record: Record, place: str) -> Iterator[Problem]:
    name, mark = str(record.get("data_file") or ""), str(record.get("data_sha256") or "")
    if not name or not mark:
        return
    file = next((path for path in (folder / DATA / name, folder / name) if path.is_file()), None)
    if file is None:
        says = f"The file that it was made from, {name}, is gone."
    elif sha256(file.read_bytes()).hexdigest() != mark:
        says = f"The file that it was made from, {name}, has changed since."
    else:
        return
    yield Problem(file=EVIDENCE, place=place, says=says, do="Run its notebook again.", stops=False)


def _wrong(path: Path, says: str, do: str) -> Problem:
    return Problem(file=f"{DATA}/{path.name}", says=says, do=do)
