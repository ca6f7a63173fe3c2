"""Read a YAML file and remember on which line everything stands."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Steps = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quick one, where it is built in


@dataclass(frozen=True)
class Problem:
    """Something wrong in a framework file, said so that it can be put right."""

    file: str
    line: int
    place: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" + (f", {self.place}" if self.place else "")
        return f"{where}: {self.message}"


@dataclass
class YamlFile:
    """The plain content of one file, the line of every part, and what was wrong."""

    path: Path
    content: Any = None
    lines: dict[Steps, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, steps: Steps, message: str) -> None:
        """Record a problem at a place in the file."""
        self.problems.append(Problem(self.path.name, self._line(steps), self._say(steps), message))

    def _line(self, steps: Steps) -> int:
        """Give the line of a place, or of the nearest thing around it."""
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines.get(steps, 1)

    def _say(self, steps: Steps) -> str:
        """Put a place into words: ``bodies 2 (nhs), decides``."""
        words: list[str] = []
        for depth, step in enumerate(steps):
            if isinstance(step, str):
                words.append(step)
                continue
            name = self._id_at(steps[: depth + 1])
            words[-1:] = [f"{words[-1] if words else 'item'} {step + 1}{name}"]
        return ", ".join(words)

    def _id_at(self, steps: Steps) -> str:
        """Give the id of the thing at a place, in brackets, when it has one."""
        thing = self.content
        for step in steps:
            thing = thing[step]
        return f" ({thing['id']})" if isinstance(thing, dict) and "id" in thing else ""


def read_yaml(path: Path) -> YamlFile:
    """Read one YAML file; broken YAML, repeated fields and wrong bytes become problems."""
    file = YamlFile(path)
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
        file.content = _plain(root, (), file) if root else None
    except UnicodeDecodeError:
        file.complain((), "the file is not UTF-8 text. Save it again as UTF-8.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found = f"this is not YAML that can be read: {error.problem}. Check the spaces and colons."
        file.problems.append(Problem(path.name, mark.line + 1 if mark else 1, "", found))
    except yaml.YAMLError as error:
        file.complain((), f"this is not YAML that can be read: {error}.")
    return file


def _plain(node: yaml.Node, steps: Steps, file: YamlFile) -> Any:
    """Turn a YAML node into plain Python, noting lines and repeated fields."""
    file.lines[steps] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*steps, i), file) for i, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _plain_fields(node, steps, file)
    return yaml.constructor.SafeConstructor().construct_object(node)


def _plain_fields(node: yaml.MappingNode, steps: Steps, file: YamlFile) -> dict[str, Any]:
    """Turn a mapping into a dict; a field written twice is a problem, the first one counts."""
    fields: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in fields:
            line = key.start_mark.line + 1
            twice = f'"{name}" is written twice. Keep one.'
            file.problems.append(Problem(file.path.name, line, file._say(steps), twice))
            continue
        fields[name] = _plain(value, (*steps, name), file)
    return fields
