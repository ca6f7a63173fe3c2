"""The course keeps its order, and its ways lead only to what exists."""

import pytest

from playbook.learn import DefinitionError, catalogue
from playbook.learn.course import course, read_course
from playbook.places import pack

WRITTEN = ["why", "how", "practice"]
GOOD = """
modules: [why, how]
paths:
  - {id: new, name: New to this, text: Begin here., steps: [how, practice]}
"""


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        path = tmp_path / "course.yml"
        path.write_text(text, encoding="utf-8")
        return read_course(path, WRITTEN)

    return read_text


def test_modules_are_numbered_in_the_order_of_the_file(read):
    found = read(GOOD)
    assert [found.place_of(name) for name in ("why", "how", "practice")] == [1, 2, None]
    assert found.paths[0].steps == ("how", "practice")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("[why, how]", "[why, hwo]"), 'Did you mean "how"'),
        (("[how, practice]", "[how, practise]"), 'Did you mean "practice"'),
        (("[why, how]", "[why, why]"), 'the step "why" is used more than once'),
        (("[how, practice]", "[]"), "expected at least one id, found none"),
        (("name: New", "nmae: New"), "nmae"),
    ],
)
def test_a_mistake_in_the_course_is_named(read, change, said):
    with pytest.raises(DefinitionError, match=said):
        read(GOOD.replace(*change))


def test_every_module_is_in_the_course_and_the_catalogue_keeps_its_order():
    modules = [book.id for book in catalogue() if book.kind == "module"]
    assert modules == list(course().modules)


def test_every_module_is_on_the_way_of_somebody():
    walked = {step for way in course().paths for step in way.steps}
    assert [module for module in course().modules if module not in walked] == []


def test_modules_come_before_guides_and_guides_before_exercises():
    kinds = [book.kind for book in catalogue()]
    assert kinds == sorted(kinds, key=["module", "guide", "exercise"].index)
    assert len(kinds) > len(course().modules)


def test_the_course_file_ships_beside_the_modules():
    assert pack("modules", "course.yml").is_file()
