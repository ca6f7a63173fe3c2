"""The small scripts of the activities, and the one script that they become."""

import re
from pathlib import Path

import pytest

from playbook.learn.scripts import ASSETS, PARTS, RECORD_PARTS, asset
from playbook.learn.types import TYPES

FOLDER = ASSETS / "activities"
FILES = sorted(FOLDER.glob("*.js"))
RECORD_FILES = sorted((ASSETS / "record").glob("*.js"))
IN_ORDER = [
    *(FOLDER / f"{part}.js" for part in PARTS),
    *(ASSETS / "record" / f"{part}.js" for part in RECORD_PARTS),
]


def test_every_part_is_joined_once_and_none_is_forgotten():
    assert sorted(IN_ORDER) == sorted([*FILES, *RECORD_FILES])


def test_every_type_of_activity_has_a_script_of_its_name():
    assert set(TYPES) <= {path.stem for path in FILES}


@pytest.mark.parametrize("path", [*FILES, *RECORD_FILES], ids=lambda path: path.stem)
def test_a_part_is_small_strict_and_begins_only_once(path: Path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert '\n"use strict";\n' in text
    assert f'window.playbook.once("{path.stem}", ' in text


def test_a_part_uses_only_what_an_earlier_part_has_given():
    """A name taken too early would be undefined, and only noticed when somebody presses a key."""
    given = {"types", "mounters", "mount", "once"}
    for path in IN_ORDER:
        text = path.read_text(encoding="utf-8")
        taken = re.findall(r"once\(\"\w+\", \(\{([^}]*)\}", text)
        taken += re.findall(r"const \{([^}]*)\} = playbook;", text)
        names = {name.strip() for group in taken for name in group.split(",")}
        assert names - given == set(), path.name
        for group in re.findall(r"Object\.assign\(playbook,\s*\{([^}]*)\}", text):
            given |= {name.strip() for name in group.split(",")}
        given |= set(re.findall(r"^  playbook\.(\w+) = ", text, re.MULTILINE))


def test_the_joined_script_is_strict_from_its_first_statement():
    first = re.sub(r"^/\*.*?\*/\s*", "", asset("activities.js"), flags=re.DOTALL)
    assert first.startswith('"use strict";')


def test_a_style_sheet_of_a_type_is_joined_after_the_shared_one():
    own = sorted(FOLDER.glob("*.css"))
    assert {path.stem for path in own} <= set(TYPES)
    joined = asset("activities.css")
    assert joined.startswith((ASSETS / "activities.css").read_text(encoding="utf-8"))
    for path in own:
        assert joined.count(path.read_text(encoding="utf-8")) == 1
