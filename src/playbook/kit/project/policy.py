"""What the notebooks cannot tell about which projects need them: ``notebooks.yml``, read."""

from dataclasses import dataclass, field
from pathlib import Path

from playbook.framework.policy import read_policy
from playbook.framework.register import Register

_OURS = Path(__file__).with_name("notebooks.yml")


@dataclass(frozen=True, kw_only=True)
class WithApproach:
    """Notebooks that come with an approach."""

    approach: str = field(metadata={"names": "approaches"})
    notebooks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Serve:
    """Notebooks that help with an element which they do not cover."""

    element: str = field(metadata={"names": "elements"})
    notebooks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Something a project may be about, and the notebooks that are of use only then."""

    id: str
    question: str
    notebooks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NotebookPolicy:
    """What ``notebooks.yml`` holds."""

    always: tuple[str, ...]
    with_approach: tuple[WithApproach, ...]
    of_a_programme: tuple[str, ...]
    also_serve: tuple[Serve, ...]
    subjects: Register[Subject]


def notebook_policy() -> NotebookPolicy:
    """Read what the notebooks themselves cannot tell.

    >>> notebook_policy().always[0]
    'project-charter'
    """
    return read_policy(_OURS, NotebookPolicy)
