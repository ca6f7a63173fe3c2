"""Read a YAML file field by field, and collect every problem instead of stopping at the first."""

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, TypeVar

from playbook.framework.lines import Problem, Steps, YamlFile
from playbook.framework.lines import read_yaml as read_lines
from playbook.framework.register import unknown

COMMA = "Inside { } a comma begins the next field: put a text that holds one in quotes."
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
Built = TypeVar("Built")


class DefinitionError(ValueError):
    """Some files of questions are not right. ``problems`` lists all of them, with their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        listed = "\n".join(f"  - {problem}" for problem in self.problems)
        super().__init__(f"The questions have {count}. Nothing was used.\n{listed}")


class Fields:
    """One group of fields. Each call reads one; a wrong one is reported and a blank given back.

    Call :meth:`close` last: it reports fields that nobody asked for, with the nearest valid name.
    """

    def __init__(self, file: YamlFile, steps: Steps, raw: dict[str, Any]) -> None:
        self._file = file
        self._steps = steps
        self._raw = raw
        self._asked: list[str] = []

    def problem(self, message: str, name: str = "") -> None:
        """Report a problem at the line of a field, or of the whole group."""
        self._file.complain((*self._steps, name) if name else self._steps, message)

    def has(self, name: str) -> bool:
        """Tell whether a field is written, without counting it as asked for."""
        return name in self._raw

    def text(self, name: str, *, required: bool = True) -> str:
        """Read text. Numbers and dates must be put in quotes, so that nothing is guessed."""
        value = self._take(name, required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.problem(f"expected text, found {_kind(value)}. Put it in quotes.", name)
            return ""
        if required and not value.strip():
            self.problem("expected text, found nothing.", name)
        return value.strip()

    def slug(self, name: str, *, required: bool = True) -> str:
        """Read an id: small letters, figures and single hyphens, beginning with a letter."""
        value = self.text(name, required=required)
        if value and not SLUG.fullmatch(value):
            rule = 'use small letters, figures and hyphens, such as "first-move".'
            self.problem(f'"{value}" cannot be an id: {rule}', name)
        return value

    def number(self, name: str, *, default: float = 0) -> float:
        """Read a number. A whole one stays whole."""
        value = self._take(name, required=True)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.problem(f"expected a number, found {_kind(value)}.", name)
            return default
        return value

    def minutes(self) -> int:
        """Read minutes: a whole number of at least 1."""
        value = self.number("minutes", default=1)
        if value < 1 or value != int(value):
            self.problem(f"expected whole minutes, at least 1, found {value}.", "minutes")
            return 1
        return int(value)

    def flag(self, name: str, *, required: bool = False) -> bool:
        """Read true or false; not given means false."""
        value = self._take(name, required)
        if not isinstance(value, bool | None):
            self.problem(f"expected true or false, found {_kind(value)}.", name)
            return False
        return bool(value)

    def one_of(self, name: str, valid: Collection[str], what: str) -> str:
        """Read a name that must be one of those that exist."""
        value = self.text(name)
        if value and value not in valid:
            self.problem(unknown(value, valid, what), name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Read a list of texts; not given means none."""
        found = self._take(name, required=False)
        if found is None:
            return ()
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            self.problem("expected a list of texts, such as [M03, M04].", name)
            return ()
        return tuple(found)

    def whole_numbers(self, name: str) -> tuple[int, ...]:
        """Read a list of whole numbers, such as ``[1, 3]``; not given means none."""
        found = self._take(name, required=False)
        if found is None:
            return ()
        if isinstance(found, list) and all(type(each) is int for each in found):
            return tuple(found)
        self.problem("expected a list of whole numbers, such as [1, 3].", name)
        return ()

    def pairs(self, name: str) -> tuple[tuple[float, float], ...]:
        """Read a list of pairs of numbers, such as ``[[0, 0], [300, 15]]``."""
        found = self._take(name, required=True)
        if isinstance(found, list) and found and all(map(_is_pair, found)):
            return tuple((one, two) for one, two in found)
        if found is not None:
            self.problem("expected pairs of numbers, such as [[0, 0], [300, 15]].", name)
        return ()

    def child(self, name: str) -> "Fields":
        """Read a group of fields inside this one."""
        value = self._take(name, required=True)
        if isinstance(value, dict):
            return Fields(self._file, (*self._steps, name), value)
        if value is not None:
            self.problem(f"expected a group of fields, found {_kind(value)}.", name)
        return Fields(YamlFile(self._file.path), (), {})  # blank; its lack is reported already

    def children(
        self, name: str, at_least: int = 1, at_most: int | None = None
    ) -> tuple["Fields", ...]:
        """Read a list of groups of fields."""
        value = self._take(name, required=True)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problem("expected a list, each with its own fields.", name)
            return ()
        if len(value) < at_least:
            self.problem(f"expected at least {at_least}, found {len(value)}.", name)
        if at_most is not None and len(value) > at_most:
            self.problem(f"expected at most {at_most}, found {len(value)}.", name)
        steps = (*self._steps, name)
        return tuple(Fields(self._file, (*steps, at), item) for at, item in enumerate(value))

    def names(self) -> tuple[str, ...]:
        """Give the names of the fields that are written here."""
        return tuple(map(str, self._raw))

    def build(
        self, names: Collection[str], build: Callable[[YamlFile, Steps, Any], Built]
    ) -> Built:
        """Read several fields at once, with a reader that reports to the same file."""
        self._asked.extend(names)
        part = {name: self._raw[name] for name in names if name in self._raw}
        return build(self._file, self._steps, part)

    def is_text(self, name: str) -> bool:
        """Tell whether a field holds one text, as in ``bins: stages``."""
        return isinstance(self._raw.get(name), str)

    def unique(self, values: Iterable[str], what: str) -> None:
        """Report values that stand more than once in a list."""
        seen = list(values)
        for value in sorted({value for value in seen if value and seen.count(value) > 1}):
            self.problem(f'{what} "{value}" is used more than once.')

    def close(self) -> None:
        """Report every field that nobody asked for."""
        for name in self._raw:
            if name not in self._asked:
                hint = f" {COMMA}" if self._raw[name] is None and " " in str(name) else ""
                self.problem(unknown(name, self._asked, "the fields here") + hint, name)

    def _take(self, name: str, required: bool) -> Any:
        self._asked.append(name)
        value = self._raw.get(name)
        if value is None and required:
            self.problem(f'"{name}" is missing.')
        return value


def read_fields(path: Path) -> tuple[Fields | None, list[Problem]]:
    """Read a file whose top is a group of fields; also give the list its problems are added to."""
    file = read_lines(path)
    if not file.problems and not isinstance(file.content, dict):
        file.complain((), f"expected fields such as id: my-module, found {_kind(file.content)}.")
    fields = Fields(file, (), file.content) if isinstance(file.content, dict) else None
    return fields, file.problems


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
    )


def _kind(value: object) -> str:
    """Name what was found as an author would."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f'"{value}"'
    return "a list" if isinstance(value, list) else "a group of fields"
