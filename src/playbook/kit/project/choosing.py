"""Which notebooks a project needs, and for which elements of the framework."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from playbook.framework import framework
from playbook.framework.model import Expectation
from playbook.kit.project.model import Project
from playbook.kit.project.policy import NotebookPolicy, notebook_policy
from playbook.kit.project.reading import template_of
from playbook.learn.definitions import Notebook, catalogue


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Something that the framework expects of the project: in which stage, and how it is marked."""

    element: str
    name: str
    stage: str
    approach: str
    text: str
    product: str


@dataclass(frozen=True, kw_only=True)
class Needed:
    """A notebook that the project needs, and the expected elements that it helps with."""

    notebook: Notebook
    elements: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where it lies in the project: the folder of its stage, then its name."""
        return f"{self.notebook.shelf.removeprefix('exercises/')}/{self.notebook.id}.ipynb"


def expected_of(project: Project) -> tuple[Expected, ...]:
    """Give what the framework expects of a project, in the order of the cycle.

    A project that has not chosen its approach yet is asked for what either expects.

    >>> [each.element for each in expected_of(Project(approach="improvement"))][:2]
    ['M30', 'M31']
    """
    chosen = project.approaches or tuple(framework().approaches)
    return tuple(
        Expected(
            element=element,
            name=framework().elements[element].name,
            stage=stage.id,
            approach=expectation.approach,
            text=expectation.text,
            product=expectation.product,
        )
        for stage in framework().stages.values()
        for expectation in _of(stage.expects, chosen)
        for element in expectation.elements
    )


def needed_by(project: Project) -> tuple[Needed, ...]:
    """Give the notebooks that a project needs, in the order of the cycle.

    A notebook is needed when it helps with an element that the project does, fully or lightly,
    and when the project is about its subject, where it has one. Those of every project, and
    those of its approach, come in any case.

    >>> [each.path for each in needed_by(Project(approach="improvement"))][-1]
    'govern/team-and-skills.ipynb'
    """
    policy = notebook_policy()
    chosen = project.approaches or tuple(framework().approaches)
    certain = {*policy.always}
    certain |= {name for each in policy.with_approach if each.approach in chosen
                for name in each.notebooks}  # fmt: skip
    done = [each.element for each in expected_of(project)
            if project.choice(each.element) != "not needed"]  # fmt: skip
    out = {*policy.of_a_programme, *_of_other_subjects(project, policy)}
    found = []
    for notebook in _exercises():
        elements = tuple(each for each in done if notebook.id in _helpers(each))
        if notebook.id in certain or (elements and notebook.id not in out):
            found.append(Needed(notebook=notebook, elements=elements))
    return tuple(found)


def without_notebook(project: Project) -> tuple[Expected, ...]:
    """Give what is expected and done, and for which no notebook of the project helps.

    >>> lightly = Project(approach="commissioning", elements={"M10": "not needed"})
    >>> "M10" in [each.element for each in without_notebook(lightly)]
    False
    """
    helped = {element for each in needed_by(project) for element in each.elements}
    return tuple(
        each
        for each in expected_of(project)
        if project.choice(each.element) != "not needed" and each.element not in helped
    )


def _of(expects: Iterable[Expectation], approaches: Iterable[str]) -> list[Expectation]:
    return [each for name in approaches for each in expects if each.approach == name]


def _of_other_subjects(project: Project, policy: NotebookPolicy) -> set[str]:
    if project.subjects is None:
        return set()
    others = [each for each in policy.subjects.values() if each.id not in project.subjects]
    return {name for each in others for name in each.notebooks}


def _helpers(element: str) -> set[str]:
    also = [each.notebooks for each in notebook_policy().also_serve if each.element == element]
    covering = (each.id for each in _exercises() if element in each.covers)
    return {*covering, *(name for names in also for name in names)}


@lru_cache(maxsize=1)
def _exercises() -> tuple[Notebook, ...]:
    exercises = (each for each in catalogue() if each.kind == "exercise")
    return tuple(each for each in exercises if template_of(each).is_file())
