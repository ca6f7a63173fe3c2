"""A problem of a project, said so that a person can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass

from playbook.data.wording import counted
from playbook.markup import PlainError


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Where something is, what was found there and what was expected, and what to do.

    ``line`` is 0 when the problem has no line, such as a file that is missing. ``place`` is the
    field or the row in words. ``stops`` is false for a remark, which is worth a look only.
    """

    file: str
    line: int = 0
    place: str = ""
    says: str
    do: str
    stops: bool = True

    @property
    def where(self) -> str:
        """The file, the line and the field, as far as they are known."""
        line = f"line {self.line}" if self.line else ""
        return ", ".join(filter(None, (self.file, line, self.place)))

    def __str__(self) -> str:
        return f"{self.where}: {self.says} {self.do}".strip()


class ProjectError(PlainError):
    """A file of the project cannot be used. ``problems`` holds every reason, the message too."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(in_a_list(self.problems))


def in_a_list(problems: tuple[Problem, ...]) -> str:
    """Write problems under each other, numbered when there are several.

    >>> print(in_a_list((Problem(file="project.yml", line=2, says="No area.", do="Write it."),)))
    project.yml, line 2: No area. Write it.
    """
    if len(problems) == 1:
        return str(problems[0])
    file = problems[0].file
    lines = [f"{at}. {problem}" for at, problem in enumerate(problems, start=1)]
    return "\n".join([f"{file} has {counted(len(problems), 'problem')}.", *lines])
