"""Read the questions of every notebook, and report everything that is wrong with them at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playbook.data.schema import kinds
from playbook.framework import framework
from playbook.framework.lines import Problem
from playbook.framework.register import UnknownNameError, unknown
from playbook.learn.course import course
from playbook.learn.fields import DefinitionError, Fields, read_fields
from playbook.learn.types import TYPES, Definition
from playbook.learn.types.follows import check_follows
from playbook.places import pack

# A guide is a page with activities that is not a module of the course, such as a placement quiz.
KINDS = {"module": "modules", "guide": "modules", "exercise": "exercises"}
SPANNING = "govern"  # where exercises lie that belong to no single stage


@dataclass(frozen=True, kw_only=True)
class LearningOutcome:
    """Something a person can do afterwards. The text follows "you can"."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Notebook:
    """The facts and activities of one module or exercise. ``stage`` is empty if it spans all.

    ``data`` are the kinds of data that an exercise loads; ``shelf`` is the folder it lies in.
    """

    id: str
    kind: str
    title: str
    stage: str
    minutes: int
    audience: str
    question: str
    covers: tuple[str, ...]
    data: tuple[str, ...] = ()
    outcomes: tuple[LearningOutcome, ...]
    activities: tuple[Definition, ...]

    @property
    def shelf(self) -> str:
        """Give the folder of the notebook: that of its kind and, for an exercise, its stage."""
        folder = KINDS[self.kind]
        return f"{folder}/{self.stage or SPANNING}" if self.kind == "exercise" else folder

    def activity(self, activity_id: str) -> Definition:
        """Give one activity. An unknown id raises an error that lists the valid ones."""
        for activity in self.activities:
            if activity.id == activity_id:
                return activity
        ids = [activity.id for activity in self.activities]
        raise UnknownNameError(unknown(activity_id, ids, f"the activities of {self.id}"))


def activity_folders() -> tuple[Path, ...]:
    """Give the folders that hold the questions, those of the modules first."""
    return tuple(pack(folder, "activities") for folder in dict.fromkeys(KINDS.values()))


def find_notebook(notebook_id: str) -> Notebook:
    """Read the questions of one module or exercise.

    An id that has no file raises :class:`UnknownNameError`, which lists those that have one.
    A file with mistakes raises :class:`DefinitionError`, which lists them all.
    """
    files = {path.stem: path for path in _files(activity_folders())}
    if notebook_id not in files:
        raise UnknownNameError(unknown(notebook_id, files, "the modules and exercises"))
    return read_notebook(files[notebook_id])


def catalogue(folders: Iterable[Path] | None = None) -> tuple[Notebook, ...]:
    """Read the questions of everything: modules in the order of the course, guides, exercises.

    Exercises come in the order of the stages. Every problem of every file is raised in one
    :class:`DefinitionError`. An id that is used for both a module and an exercise is a problem
    too: answers are kept under it.
    """
    files = _files(folders or activity_folders())
    read = [_read(path) for path in files]
    problems = [problem for _, found in read for problem in found]
    ids = [path.stem for path in files]
    problems += [
        Problem(path.name, 1, "", "a module and an exercise have this name. Rename one.")
        for path in files
        if ids.count(path.stem) > 1
    ]
    if problems:
        raise DefinitionError(problems)
    return _in_order(notebook for notebook, _ in read if notebook)


def _in_order(notebooks: Iterable[Notebook]) -> tuple[Notebook, ...]:
    """Sort by kind; modules by the course, the others by the cycle and then by name."""
    kinds, stages, whole = list(KINDS), [*framework().stages, ""], course()

    def place(notebook: Notebook) -> tuple[int, int, str]:
        numbered = whole.place_of(notebook.id) or len(whole.modules) + 1
        within = numbered if notebook.kind == "module" else stages.index(notebook.stage)
        return kinds.index(notebook.kind), within, notebook.id

    return tuple(sorted(notebooks, key=place))


def read_notebook(path: Path) -> Notebook:
    """Read one file of questions. All its problems are raised in one :class:`DefinitionError`."""
    notebook, problems = _read(path)
    if problems or notebook is None:
        raise DefinitionError(problems)
    return notebook


def _files(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.glob("*.yml"))]


def _read(path: Path) -> tuple[Notebook | None, list[Problem]]:
    fields, problems = read_fields(path)
    if fields is None:
        return None, problems
    outcomes = tuple(_read_outcome(child) for child in fields.children("outcomes"))
    notebook = Notebook(
        id=fields.slug("id"),
        kind=fields.one_of("kind", KINDS, "the kinds"),
        title=fields.text("title"),
        stage=_read_stage(fields),
        minutes=fields.minutes(),
        audience=fields.text("audience"),
        question=fields.text("question"),
        covers=fields.texts("covers"),
        data=fields.texts("data"),
        outcomes=outcomes,
        activities=_read_activities(fields, [outcome.id for outcome in outcomes]),
    )
    fields.close()
    _check_place(fields, notebook, path)
    _check_whole(fields, notebook)
    return notebook, problems


def _read_stage(fields: Fields) -> str:
    """Read a stage; ``stage: null`` says that the notebook spans the whole cycle."""
    if not fields.has("stage"):
        fields.problem('"stage" is missing. Write "stage: null" if it spans the cycle.')
    if fields.text("stage", required=False) == "":
        return ""
    return fields.one_of("stage", framework().stages, "the stages")


def _read_outcome(fields: Fields) -> LearningOutcome:
    outcome = LearningOutcome(id=fields.slug("id"), text=fields.text("text"))
    fields.close()
    return outcome


def _read_activities(fields: Fields, outcomes: list[str]) -> tuple[Definition, ...]:
    read: list[Definition] = []
    for child in fields.children("activities"):
        kind = child.one_of("type", TYPES, "the types of activity")
        if kind in TYPES:
            activity = TYPES[kind].read(child, outcomes)
            check_follows(child, activity.follows, {one.id: one.choices() for one in read})
            read.append(activity)
    fields.unique((activity.id for activity in read), "the activity id")
    return tuple(read)


def _check_place(fields: Fields, notebook: Notebook, path: Path) -> None:
    """Hold the file's name and folder to the fields inside it."""
    if notebook.id and notebook.id != path.stem:
        fields.problem(f'"{notebook.id}" does not match the file\'s name, {path.name}.', "id")
    folder = KINDS.get(notebook.kind)
    if folder and path.parent.parent.name in KINDS.values() and path.parent.parent.name != folder:
        fields.problem(f"the file of this kind belongs in the folder {folder}.", "kind")


def _check_whole(fields: Fields, notebook: Notebook) -> None:
    """Check what can only be seen once everything is read."""
    elements = framework().elements
    for element in notebook.covers:
        if element not in elements:
            fields.problem(unknown(element, elements, "the framework's elements"), "covers")
    for kind in notebook.data:
        if kind not in kinds():
            fields.problem(unknown(kind, kinds(), "the kinds of data"), "data")
    fields.unique((outcome.id for outcome in notebook.outcomes), "the outcome id")
    tested = {activity.outcome for activity in notebook.activities}
    for outcome in notebook.outcomes:
        if outcome.id and outcome.id not in tested:
            fields.problem(f'the outcome "{outcome.id}" is tested by no activity.', "outcomes")
    needed = sum(activity.minutes for activity in notebook.activities)
    if needed > notebook.minutes:
        fields.problem(
            f"the activities take {needed} minutes, but the {notebook.kind or 'notebook'} "
            f"is said to take {notebook.minutes}.",
            "minutes",
        )
