"""Read the framework, from our files or with another partnership's in their place."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from playbook.framework.build import Builder
from playbook.framework.lines import Problem, YamlFile, read_yaml
from playbook.framework.model import (
    Approach,
    Element,
    Framework,
    Outcome,
    Partnership,
    Relation,
    Rings,
    Seed,
    Stage,
    Team,
    Term,
)
from playbook.framework.register import Register, unknown
from playbook.framework.rules import check_rules

FOLDER_VARIABLE = "PLAYBOOK_FRAMEWORK"
_OURS = Path(__file__).resolve().parent


class FrameworkError(ValueError):
    """The framework's files cannot be used. ``problems`` lists all that is wrong in them."""

    def __init__(self, problems: tuple[Problem, ...], heading: str = "") -> None:
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        self.heading = heading or f"The framework has {count}. Nothing was used."
        super().__init__("\n".join([self.heading, *(f"  {problem}" for problem in problems)]))


@dataclass(frozen=True, kw_only=True)
class _Stages:
    middle: str
    around: tuple[str, ...]
    stages: Register[Stage]


@dataclass(frozen=True, kw_only=True)
class _Approaches:
    approaches: Register[Approach]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, kw_only=True)
class _Elements:
    sources: Register[Seed]
    elements: Register[Element]


@dataclass(frozen=True, kw_only=True)
class _Outcomes:
    source: str
    outcomes: Register[Outcome]


@dataclass(frozen=True, kw_only=True)
class _Glossary:
    glossary: Register[Term]


_FILES: Mapping[str, type] = {
    "stages.yml": _Stages,
    "approaches.yml": _Approaches,
    "elements.yml": _Elements,
    "rings.yml": Rings,
    "partnership.yml": Partnership,
    "roles.yml": Team,
    "outcomes.yml": _Outcomes,
    "glossary.yml": _Glossary,
}


def framework(folder: Path | None = None) -> Framework:
    """Read the framework as data: stages, approaches, bodies, roles, glossary and the rest.

    Another partnership keeps a folder with only the files it changes, such as
    ``partnership.yml`` and ``roles.yml``. A file found there replaces ours as a whole;
    the others stay ours. Give the folder here, or name it in the environment variable
    ``PLAYBOOK_FRAMEWORK``, which every page and diagram then follows.

    Raises :class:`FrameworkError` with every problem at once (file, line, place, what was
    expected). Files are read again only when one of them has changed.

    >>> framework().stages["implement"].also_called
    ('do',)
    >>> framework().elements["M08"].name
    'Needs of the population, and views'
    """
    paths = framework_files(tuple(_FILES), folder)
    return _read(tuple((path, path.stat().st_mtime_ns) for path in paths))


def files_in_use() -> tuple[Path, ...]:
    """List every file that the framework is read from now, those for advice too.

    >>> "partnership.yml" in [path.name for path in files_in_use()]
    True
    """
    return framework_files((*_FILES, *_written(_OURS, "advice")))


def framework_files(names: tuple[str, ...], folder: Path | None = None) -> tuple[Path, ...]:
    """Find files of the framework by name: a partnership's own where it has one, otherwise ours.

    The partnership's folder is found as :func:`framework` finds it, and refused for the same
    reasons.

    >>> [path.name for path in framework_files(("advice/approach.yml",))]
    ['approach.yml']
    """
    named = os.environ.get(FOLDER_VARIABLE)
    chosen = folder or (Path(named) if named else None)
    if not chosen:
        return tuple(_OURS / name for name in names)
    _check_folder(chosen)
    return tuple((chosen if (chosen / name).is_file() else _OURS) / name for name in names)


def _check_folder(folder: Path) -> None:
    """Refuse a folder that is not there, that changes nothing, or has a misspelt file."""
    if not folder.is_dir():
        raise FrameworkError((), f"There is no framework folder {folder}. Nothing was used.")
    valid = (*_FILES, *_written(_OURS, "advice"))
    found = (*_written(folder), *_written(folder, "advice"))
    if not found:
        names = ", ".join(valid)
        heading = f"The framework folder {folder} has none of these files: {names}."
        raise FrameworkError((), heading)
    wrong = [name for name in found if name not in valid]
    what = "the framework's files"
    if wrong:
        raise FrameworkError(tuple(Problem(n, 1, "", unknown(n, valid, what)) for n in wrong))


def _written(folder: Path, inside: str = "") -> list[str]:
    """Name the YAML files of a folder, or of a folder inside it."""
    place = folder / inside
    paths = sorted(place.iterdir()) if place.is_dir() else []
    return [p.relative_to(folder).as_posix() for p in paths if p.suffix in (".yml", ".yaml")]


@lru_cache(maxsize=8)
def _read(versions: tuple[tuple[Path, int], ...]) -> Framework:
    """Read, build and check; the second value of each pair only tells versions apart."""
    files = {path.name: read_yaml(path) for path, _ in versions}
    builder = Builder()
    parts = {name: builder.build(kind, files[name]) for name, kind in _FILES.items()}
    builder.check_references()
    _refuse(files)
    whole = _join(parts)
    check_rules(whole, files)
    _refuse(files)
    return whole


def _refuse(files: Mapping[str, YamlFile]) -> None:
    """Raise when any file has a problem."""
    problems = [problem for file in files.values() for problem in file.problems]
    if problems:
        raise FrameworkError(tuple(sorted(problems, key=lambda p: (p.file, p.line, p.message))))


def _join(parts: Mapping[str, Any]) -> Framework:
    """Put the parts together."""
    return Framework(
        middle=parts["stages.yml"].middle,
        around=parts["stages.yml"].around,
        stages=parts["stages.yml"].stages,
        approaches=parts["approaches.yml"].approaches,
        relations=parts["approaches.yml"].relations,
        sources=parts["elements.yml"].sources,
        elements=parts["elements.yml"].elements,
        rings=parts["rings.yml"],
        partnership=parts["partnership.yml"],
        team=parts["roles.yml"],
        outcomes=parts["outcomes.yml"].outcomes,
        outcomes_source=parts["outcomes.yml"].source,
        glossary=parts["glossary.yml"].glossary,
    )
