"""What a team wrote into its ``project.yml``, or a sentence on what could not be understood."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from playbook.kit.project.keep import NotFieldsError, read_fields
from playbook.markup import PlainError

KNOWN = ("name", "area")  # the lines that the playbook reads
NEAR = 0.7  # "aera" and "areas" were meant for "area"; "team" was not meant for "name"
EXAMPLE = "Moray"


def area_asked_for(file: Path) -> str:
    """Give the area that a project names, or nothing when it names none.

    The word ``area`` may be in capital or small letters. Raises ``PlainError`` that shows the
    right line when the file is not made of lines such as ``area: Moray``, or when the name of
    a line is nearly, and not quite, one that the playbook knows.
    """
    settings = _settings(file)
    _refuse_misspelt(file.name, settings)
    found = [value for key, value in settings.items() if _plain(key) == "area"]
    areas = list(dict.fromkeys(_area(file.name, value) for value in found if value is not None))
    if len(areas) > 1:
        raise PlainError(
            f"{file.name} names {len(areas)} areas: {' and '.join(areas)}. "
            f"Keep one line, for example: area: {areas[0]}"
        )
    return areas[0] if areas else ""


def _settings(file: Path) -> dict[Any, Any]:
    try:
        return dict(read_fields(file))
    except NotFieldsError as error:
        said = _how(f"{file.name} is not understood.", _guess(error.content))
        raise PlainError(said) from error
    except PlainError as error:
        raise PlainError(_how(str(error), EXAMPLE)) from error


def _guess(words: object) -> str:
    """Find the area in text such as ``Moray``, ``area:Moray`` or ``area = Moray``."""
    if not isinstance(words, str) or len(words.splitlines()) > 1:
        return EXAMPLE
    area = re.sub(r"^\s*area\s*[:=]?\s*", "", words, flags=re.IGNORECASE).strip()
    return area if len(area.split()) <= 4 and area else EXAMPLE  # a longer text is a sentence


def _refuse_misspelt(name: str, settings: dict[Any, Any]) -> None:
    for key, value in settings.items():
        near = get_close_matches(_plain(key), KNOWN, n=1, cutoff=NEAR)
        if near and _plain(key) != near[0]:
            meant = f"{near[0]}: {value if isinstance(value, str) else EXAMPLE}"
            raise PlainError(
                f'{name} has a line that begins with "{key}", which the playbook does not know. '
                f"Did you mean {near[0]}? Write the line like this: {meant}"
            )


def _area(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise PlainError(_how(f"The area in {name} is not a name.", EXAMPLE))
    return value.strip()


def _plain(key: object) -> str:
    return str(key).strip().lower()


def _how(problem: str, area: str) -> str:
    return f"{problem} Each line needs a name, a colon and a space, for example: area: {area}"
