"""Reading the questions: good files, and every way a file can be wrong."""

from pathlib import Path

import pytest
import yaml

from playbook.framework.register import UnknownNameError
from playbook.learn import DefinitionError, catalogue, find_notebook
from playbook.learn.definitions import activity_folders
from playbook.learn.types import TYPES

GOOD = Path(__file__).parent / "two-numbers.yml"
CHOICE, MANY, SORT, RING, ESTIMATE, REFLECT = range(6)


@pytest.fixture
def content():
    return yaml.safe_load(GOOD.read_text(encoding="utf-8"))


def test_a_good_file_is_read_whole(notebook):
    assert notebook.title == "Two numbers or a chart?"
    assert [one.type for one in notebook.activities] == [
        "choice",
        "choice",
        "sort",
        "sort",
        "estimate",
        "reflect",
    ]
    assert {one.type for one in notebook.activities} <= set(TYPES)
    assert [bin_.id for bin_ in notebook.activity("sort-work").bins] == [
        "analyse",
        "plan",
        "implement",
        "review",
    ]


def test_every_file_of_the_course_can_be_read():
    for notebook in catalogue():
        assert find_notebook(notebook.id) == notebook


def test_an_unknown_notebook_lists_those_that_exist():
    some = next(path.stem for folder in activity_folders() for path in folder.glob("*.yml"))
    with pytest.raises(UnknownNameError, match=f'Did you mean "{some}"'):
        find_notebook(some + "x")


def test_an_unknown_activity_lists_those_that_exist(notebook):
    with pytest.raises(UnknownNameError, match='Did you mean "councillor"'):
        notebook.activity("councilor")


A = "activities"
BAD = [
    (("titel",), "x", 'titel: "titel" is not one of the fields here', 'Did you mean "title"?'),
    (("title",), ..., '"title" is missing'),
    (("title",), "", "expected text, found nothing"),
    (("title",), 751, "expected text, found the number 751. Put it in quotes."),
    (("id",), "Two Numbers", "cannot be an id"),
    (("id",), "other", "does not match the file's name, two-numbers.yml"),
    (("kind",), "modul", 'Did you mean "module"?'),
    (("kind",), "exercise", "belongs in the folder exercises"),
    (("stage",), "analyze", 'Did you mean "analyse"?'),
    (("stage",), ..., 'Write "stage: null" if it spans the cycle.'),
    (("minutes",), 0, "expected whole minutes, at least 1, found 0"),
    (("minutes",), 2.5, "expected whole minutes"),
    (("minutes",), 15, "the activities take 16 minutes, but the module is said to take 15"),
    (("covers",), ["M99"], '"M99" is not one of the framework\'s elements'),
    (("covers",), "M03", "expected a list of texts"),
    (("outcomes",), [], "expected at least 1, found 0"),
    (("outcomes", 0, "id"), "place-work", 'the outcome id "place-work" is used more than once'),
    (("outcomes", 0, "id"), "new-one", 'the outcome "new-one" is tested by no activity'),
    ((A, CHOICE, "outcome"), "read-pear", 'Did you mean "read-pair"?'),
    ((A, CHOICE, "type"), "chioce", 'Did you mean "choice"?'),
    ((A, CHOICE, "id"), "checks", 'the activity id "checks" is used more than once'),
    ((A, CHOICE, "question"), ..., '"question" is missing'),
    ((A, CHOICE, "minutes"), ..., '"minutes" is missing'),
    ((A, CHOICE, "options"), [], "expected at least 2, found 0"),
    ((A, CHOICE, "options"), "two", "expected a list, each with its own fields"),
    ((A, CHOICE, "options", 1, "right"), False, "no option is right"),
    ((A, CHOICE, "options", 0, "right"), True, "2 options are right, so many: true is needed"),
    ((A, CHOICE, "options", 0, "right"), "yes", 'expected true or false, found "yes"'),
    ((A, CHOICE, "options", 0, "right"), ..., '"right" is missing'),
    ((A, CHOICE, "options", 0, "feedback"), ..., '"feedback" is missing'),
    ((A, CHOICE, "options", 0, "feedback"), " ", "expected text, found nothing"),
    ((A, CHOICE, "options", 0, "fedback"), "x", 'Did you mean "feedback"?'),
    ((A, MANY, "options", 0, "text"), "A bigger font", 'the option "A bigger font" is used more'),
    ((A, MANY, "many"), "true", "expected true or false"),
    ((A, SORT, "bins"), "stage", 'Did you mean "stages"?'),
    ((A, SORT, "items", 0, "bin"), "analysis", 'Did you mean "analyse"?'),
    ((A, SORT, "items", 0, "feedback"), ..., '"feedback" is missing'),
    ((A, SORT, "items", 0, "text"), "Change the contracts", "is used more than once"),
    ((A, RING, "bins", 0, "id"), "get", 'the bin "get" is used more than once'),
    ((A, RING, "bins", 0, "label"), ..., '"label" is missing'),
    ((A, RING, "bins"), [{"id": "want", "label": "Want"}], "expected at least 2, found 1"),
    ((A, ESTIMATE, "answer"), 3001, "the answer, 3001, lies outside 0 to 3000"),
    ((A, ESTIMATE, "answer"), "1,084", 'expected a number, found "1,084"'),
    ((A, ESTIMATE, "maximum"), 0, "the minimum, 0, must be below the maximum, 0"),
    ((A, ESTIMATE, "step"), 0, "expected a step above 0"),
    ((A, ESTIMATE, "within"), -1, "expected 0 or more"),
    ((A, ESTIMATE, "feedback", "low"), ..., '"low" is missing'),
    ((A, ESTIMATE, "feedback", "lower"), "x", 'Did you mean "low"?'),
    ((A, ESTIMATE, "feedback"), "well", "expected a group of fields"),
    ((A, ESTIMATE, "source"), ..., '"source" is missing'),
    ((A, REFLECT, "prompts"), [], "expected at least 1, found 0"),
    ((A, REFLECT, "prompts", 0, "id"), "now-what", 'the prompt "now-what" is used more than once'),
    ((A, REFLECT, "prompts", 0, "label"), ..., '"label" is missing'),
]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [(path, value, rest) for path, value, *rest in BAD],
    ids=[f"{'.'.join(map(str, path))}={value!r}" for path, value, *_ in BAD],
)
def test_a_mistake_is_named_with_its_place(content, problems, change, path, value, expected):
    change(content, path, value)
    found = problems(content)
    assert any(all(part in problem for part in expected) for problem in found), found
    assert all(problem.startswith("two-numbers.yml, line ") for problem in found)


def test_all_mistakes_are_reported_at_once_each_with_its_line(content, problems, change):
    change(content, (A, CHOICE, "options", 0, "feedback"), ...)
    change(content, (A, SORT, "items", 1, "bin"), "planning")
    change(content, (A, ESTIMATE, "answer"), -5)
    found = problems(content)
    assert len(found) == 3
    assert "activities 1 (councillor), options 1" in found[0]
    assert "activities 3 (sort-work), items 2, bin" in found[1]
    assert "activities 5 (typical-month), answer" in found[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "expected fields such as id: my-module, found nothing"),
        ("- a list", "found a list"),
        ("id: [open", "not YAML that can be read"),
        (GOOD.read_text(encoding="utf-8") + "title: again\n", '"title" is written twice'),
    ],
)
def test_a_file_that_is_not_a_group_of_fields_is_one_clear_problem(problems, text, said):
    found = problems(text)
    assert len(found) == 1
    assert said in found[0]


def test_one_name_for_a_module_and_an_exercise_is_refused(tmp_path):
    folders = [tmp_path / kind / "activities" for kind in ("modules", "exercises")]
    text = GOOD.read_text(encoding="utf-8")
    for folder, kind in zip(folders, ("module", "exercise"), strict=True):
        folder.mkdir(parents=True)
        (folder / "two-numbers.yml").write_text(text.replace("kind: module", f"kind: {kind}"))
    with pytest.raises(DefinitionError, match="a module and an exercise have this name"):
        catalogue(folders)
