"""Policy kept as data beside the code: bands, requirements and scales, checked on reading."""

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from playbook.framework.build import Builder
from playbook.framework.lines import read_yaml
from playbook.framework.reader import FrameworkError, framework

T = TypeVar("T")


def read_policy(path: str | Path, kind: type[T]) -> T:
    """Read a YAML file into a frozen dataclass whose fields are the only ones it may hold.

    Fields that name stages or outcomes of the framework are checked against it. The file is
    read again only when it has changed.

    Raises ``FileNotFoundError`` when there is no such file, and
    :class:`~playbook.framework.FrameworkError` with every problem at once: file, line, what
    was expected, the valid names and the nearest one.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Levels:
    ...     levels: tuple[str, ...]
    >>> read_policy("nowhere.yml", Levels)
    Traceback (most recent call last):
        ...
    FileNotFoundError: There is no file nowhere.yml.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"There is no file {path}.")
    made: T = _read(path, path.stat().st_mtime_ns, kind)  # type: ignore[arg-type]
    return made


@lru_cache(maxsize=32)
def _read(path: Path, _version: int, kind: Any) -> Any:
    file = read_yaml(path)
    builder = Builder({"stages": list(framework().stages), "outcomes": list(framework().outcomes)})
    made = builder.build(kind, file)
    builder.check_references()
    if file.problems:
        count = "1 problem" if len(file.problems) == 1 else f"{len(file.problems)} problems"
        heading = f"{path.name} has {count}. Nothing was used."
        raise FrameworkError(tuple(file.problems), heading)
    return made
