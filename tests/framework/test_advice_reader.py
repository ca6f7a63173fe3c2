"""Policies of advice: what a file may hold, and how a partnership brings its own."""

from pathlib import Path

import pytest
import yaml

from playbook.framework import FrameworkError, UnknownNameError, framework
from playbook.framework import reader as reader_module
from playbook.framework.advice import advice_names, read_advice

OURS = Path(reader_module.__file__).parent / "advice" / "approach.yml"
RESULT, QUESTION = ("results", 0), ("questions", 0)
OPTION = (*QUESTION, "options", 0)
BAD = [
    (("shwo",), "leading", 'Did you mean "show"?'),
    (("show",), "most", '"most" is not one of the words allowed here: leading, every'),
    (("show",), ..., '"show" is missing'),
    (("show",), "every", "a tie needs show: leading"),
    (("close",), "two", "expected a whole number"),
    (("close",), -1, "expected 0 or more points"),
    (("tie",), "bth", '"bth" is not one of the results: commissioning, improvement, both'),
    (("tie",), ..., "and a tie to give then"),
    (("results",), [], "expected at least 1, found 0"),
    (("questions",), [], "expected at least 1, found 0"),
    ((*RESULT, "name"), ..., '"name" is missing'),
    ((*RESULT, "text"), "", "expected text, found nothing"),
    ((*RESULT, "id"), "improvement", 'the id "improvement" is already used'),
    ((*RESULT, "link"), "https://example.org", "expected a page of the book"),
    ((*RESULT, "link"), "../plan.html", "expected a page of the book"),
    ((*QUESTION, "text"), ..., '"text" is missing'),
    ((*QUESTION, "id"), "people", 'the id "people" is already used'),
    ((*QUESTION, "options"), [], "expected at least 2, found 0"),
    ((*OPTION, "points"), {"comissioning": 2}, 'Did you mean "commissioning"?'),
    ((*OPTION, "points"), {"commissioning": 0}, "expected 1 or more, found 0"),
    ((*OPTION, "points"), {"commissioning": "2"}, "expected a whole number"),
    ((*OPTION, "points"), 3, "expected names, each with its value, found the number 3"),
    ((*OPTION, "because"), ..., '"because" is missing: say why it gives points'),
    ((*OPTION, "text"), "A new service is to be planned", "is used more than once"),
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "advice").mkdir()
    monkeypatch.setenv("PLAYBOOK_FRAMEWORK", str(tmp_path))
    return tmp_path


def write(folder, content, name="approach.yml"):
    text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False)
    (folder / "advice" / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "value", "told"), BAD, ids=[f"{'.'.join(map(str, p))}={v!r}" for p, v, _ in BAD]
)
def test_a_mistake_is_named_with_its_place(folder, change, path, value, told):
    content = yaml.safe_load(OURS.read_text(encoding="utf-8"))
    change(content, path, value)
    write(folder, content)
    with pytest.raises(FrameworkError) as refused:
        read_advice("approach")
    said = str(refused.value)
    assert told in said
    assert "approach.yml, line " in said
    assert "Nothing was used." in said


@pytest.fixture
def change():
    """Set one field; a value of ... takes it away."""

    def put(content, path, value):
        *way, last = path
        for step in way:
            content = content[step]
        if value is ...:
            del content[last]
        else:
            content[last] = value

    return put


def test_something_must_be_said_where_no_answer_may_give_a_point(folder):
    content = yaml.safe_load(OURS.read_text(encoding="utf-8"))
    for question in content["questions"]:
        question["options"].append({"text": "We cannot say"})
    write(folder, content)
    with pytest.raises(FrameworkError, match='"none" is missing'):
        read_advice("approach")
    write(folder, {**content, "none": "Talk to somebody who knows the work."})
    assert read_advice("approach").none


def test_a_partnership_can_bring_its_own_questions_and_nothing_else(folder):
    own = yaml.safe_load(OURS.read_text(encoding="utf-8"))
    own["questions"] = own["questions"][:1]
    write(folder, own)
    assert list(read_advice("approach").questions) == ["change"]
    assert framework().stages["plan"].name == "Plan", "the rest stays ours"


def test_a_misspelt_file_of_a_partnership_is_refused(folder):
    write(folder, "show: leading", "aproach.yml")
    with pytest.raises(FrameworkError, match=r'Did you mean "advice/approach\.yml"'):
        read_advice("approach")


def test_an_unknown_policy_lists_those_that_exist():
    assert "approach" in advice_names()
    with pytest.raises(UnknownNameError, match='Did you mean "approach"'):
        read_advice("aproach")


def test_paragraphs_of_a_result_are_kept():
    assert "\n\nNext: " in read_advice("approach").results["commissioning"].text
