"""Turn plain YAML into the framework's classes, and gather every problem on the way."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from types import MappingProxyType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from playbook.framework.lines import Steps, YamlFile
from playbook.framework.register import Register, unknown

_BROKEN = object()
_WORDS = {str: "text", int: "a whole number", bool: "true or false"}


@dataclass(frozen=True)
class Reference:
    """A place in a file that names something defined elsewhere."""

    file: YamlFile
    steps: Steps
    kind: str
    name: str


@dataclass
class Builder:
    """Builds classes from files. ``ids`` and ``references`` are what it met on the way."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)

    def build(self, kind: Any, file: YamlFile) -> Any:
        """Build ``kind`` from a whole file. Returns None when the file has problems."""
        return None if file.problems else self.build_part(kind, file.content, (), file)

    def build_part(self, kind: Any, data: Any, steps: Steps, file: YamlFile) -> Any:
        """Build ``kind`` from one part of a file, which stands at ``steps``."""
        made = self._make(kind, data, steps, file, "")
        return None if file.problems else made

    def check_references(self) -> None:
        """Complain about every name that nothing has."""
        for reference in self.references:
            valid = self.ids.get(reference.kind, [])
            if valid and reference.name not in valid:
                what = f"the {_readable(reference.kind)}"
                reference.file.complain(reference.steps, unknown(reference.name, valid, what))

    def _make(self, kind: Any, data: Any, steps: Steps, file: YamlFile, names: str) -> Any:
        """Build anything: text, number, list, register or class."""
        origin, inside = get_origin(kind), get_args(kind)
        if is_dataclass(kind):
            return self._make_class(kind, data, steps, file)
        if origin is Register:
            return self._make_register(inside[0], data, steps, file)
        if origin is Mapping:
            return self._make_mapping(inside[1], data, steps, file, names)
        if origin is tuple:
            return self._make_list(inside[0], data, steps, file, names)
        if origin is Literal:
            return self._choose(inside, data, steps, file)
        if origin in (Union, UnionType):
            raise TypeError("framework classes use no unions")
        if type(data) is not kind or data == "":
            return self._wrong(_WORDS[kind], data, steps, file)
        if names:
            self.references.append(Reference(file, steps, names, data))
        return _tidy(data) if kind is str else data

    def _make_class(self, kind: Any, data: Any, steps: Steps, file: YamlFile) -> Any:
        """Build one class from a mapping with exactly its fields."""
        if not isinstance(data, dict):
            return self._wrong("fields, each on its own line", data, steps, file)
        hints = get_type_hints(kind)
        known = {each.name: each for each in fields(kind)}
        for name in data.keys() - known.keys():
            file.complain((*steps, name), unknown(name, known, "the fields here"))
        values = {}
        for name, each in known.items():
            if name in data:
                refers = each.metadata.get("names", "")
                place = (*steps, name)
                values[name] = self._make(hints[name], data[name], place, file, refers)
            elif each.default is MISSING and each.default_factory is MISSING:
                file.complain(steps, f'"{name}" is missing.')
                values[name] = _BROKEN
        return kind(**values) if not file.problems else _BROKEN

    def _make_register(self, kind: Any, data: Any, steps: Steps, file: YamlFile) -> Any:
        """Build a register: a list of things whose ids are all different."""
        name = str(steps[-1])
        seen = self.ids.setdefault(name, [])
        things = self._make_list(kind, data, steps, file, "")
        for i, entry in enumerate(data if isinstance(data, list) else []):
            found = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(found, str):
                continue
            if found in seen:
                first = seen.index(found) + 1
                file.complain((*steps, i), f'the id "{found}" is already used by number {first}.')
            seen.append(found)
        return Register(things, _readable(name)) if not file.problems else _BROKEN

    def _make_list(self, kind: Any, data: Any, steps: Steps, file: YamlFile, names: str) -> Any:
        """Build a list, each entry by itself."""
        if not isinstance(data, list):
            return self._wrong("a list", data, steps, file)
        return tuple(
            self._make(kind, entry, (*steps, i), file, names) for i, entry in enumerate(data)
        )

    def _make_mapping(self, kind: Any, data: Any, steps: Steps, file: YamlFile, names: str) -> Any:
        """Build values by name. With ``names`` each name is that of something elsewhere."""
        if not isinstance(data, dict):
            return self._wrong("names, each with its value", data, steps, file)
        if names:
            self.references += [Reference(file, (*steps, name), names, name) for name in data]
        return MappingProxyType(
            {key: self._make(kind, one, (*steps, key), file, "") for key, one in data.items()}
        )

    def _choose(self, valid: tuple[str, ...], data: Any, steps: Steps, file: YamlFile) -> Any:
        """Accept one of a few words."""
        if data not in valid:
            file.complain(steps, unknown(data, valid, "the words allowed here"))
            return _BROKEN
        return data

    def _wrong(self, expected: str, data: Any, steps: Steps, file: YamlFile) -> Any:
        """Complain that something else was expected."""
        file.complain(steps, f"expected {expected}, found {_describe(data)}.")
        return _BROKEN


def _tidy(text: str) -> str:
    r"""Write a text without the line breaks of its file; a blank line still ends a paragraph.

    >>> _tidy("One\n  line.\n\n\nNext.\n")
    'One line.\n\nNext.'
    """
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _describe(data: Any) -> str:
    """Put a wrong value into words."""
    if data is None or data == "":
        return "nothing"
    if isinstance(data, bool):
        return f"{str(data).lower()}: put quotes around it if it is a word"
    if isinstance(data, int | float):
        return f"the number {data}: put quotes around it if it is text"
    if isinstance(data, list):
        return "a list"
    if isinstance(data, dict):
        return "fields (a colon makes a field: put quotes around text that has one)"
    return f'"{data}"'


def _readable(kind: str) -> str:
    """Say what a register holds, in words."""
    return {"glossary": "glossary terms"}.get(kind, kind)
