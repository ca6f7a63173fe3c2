"""Outlines: what each paper is made of, and what a wrong outline is told."""

import ast
import json
import re
from pathlib import Path

import pytest

from playbook.framework.reader import FrameworkError
from playbook.kit.papers import FORMS
from playbook.kit.project.model import Project
from playbook.kit.report.material import recorded_by
from playbook.markup import PlainError
from playbook.publish.documents.outline import Outline, kinds, outline, read_outline, stage_name

ALL = [outline(kind) for kind in kinds()]
WHOLE = """
id: test-paper
name: Test paper
about: A paper for a test.
reader: Nobody
sections:
  - heading: One
    parts:
      - {parts}
"""


def handed_on(checkout: Path) -> dict[str, set[str]]:
    """Find the names of what each exercise hands on, in its own code and that of the package."""
    names: dict[str, set[str]] = {}
    for path in sorted((checkout / "exercises").glob("*/*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        found = {
            node.value
            for node in ast.walk(ast.parse(code))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        numbers = checkout / "exercises" / "products" / f"{path.stem}.yml"
        if numbers.exists():
            text = numbers.read_text(encoding="utf-8")
            found |= set(re.findall(rf"{path.stem}/([a-z0-9-]+)", text))
        names[path.stem] = found
    return names


@pytest.fixture(scope="module")
def package_words(checkout: Path) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in (checkout / "src/playbook").rglob("*.py")
    )


def test_every_paper_of_the_design_has_an_outline() -> None:
    assert len(kinds()) == 16
    assert {"project-charter", "options-for-the-public", "programme-summary"} <= set(kinds())


@pytest.mark.parametrize("made", ALL, ids=lambda made: made.id)
def test_each_paper_asks_a_person_for_something_and_helps_with_it(made: Outline) -> None:
    assert made.asks, "a paper that nobody has to think about is no paper"
    assert any(section.guidance for section, _ in made.walk())
    assert stage_name(made)


@pytest.mark.parametrize("made", ALL, ids=lambda made: made.id)
def test_each_source_that_an_outline_names_is_there(
    made: Outline, checkout: Path, package_words: str
) -> None:
    names = handed_on(checkout)
    for part in made.parts:
        for product in part.products:
            exercise, _, name = product.partition("/")
            family = re.sub(r"-\d+$", "", name)  # one of several figures, such as impact-2
            in_package = any(f'"{each}' in package_words for each in (f'{name}"', f"{family}-{{"))
            by_measure = f'prefix: str = "{family}"' in package_words
            assert {name, family} & names[exercise] or in_package or by_measure, product
        for prefix in part.evidence:
            assert recorded_by(prefix), f"no exercise records evidence that begins {prefix}"
        for form in filter(None, (part.check, part.whole, made.names_it)):
            assert form in FORMS
        if part.paper == "project":
            assert set(part.fields) <= set(Project.model_fields)
        elif part.paper:
            assert part.paper in FORMS


@pytest.mark.parametrize("made", ALL, ids=lambda made: made.id)
def test_the_words_of_an_outline_are_short_and_plain(made: Outline) -> None:
    said = [made.about, *(section.guidance for section, _ in made.walk()), *made.asks.values()]
    for text in said:
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(sentence.split()) <= 25, sentence


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("{tabel: direction/act}", 'Did you mean "table"?'),
        ("{table: direction}", "not of the form exercise/name"),
        ("{table: directions/act}", 'Did you mean "direction"?'),
        ("{table: direction/act, text: also}", "exactly one source. Found text and table"),
        ("{optional: true}", "Found none"),
        ("{words: Aim, ask: What?}", "words need a name"),
        ("{words: aim}", "and a question in ask"),
        ("{paper: charter, caption: A}", "needs its fields"),
        ("{evidence: [Delays]}", "not how an evidence id begins"),
    ],
)
def test_a_part_that_nobody_could_fill_is_refused(tmp_path: Path, part: str, said: str) -> None:
    path = tmp_path / "test-paper.yml"
    path.write_text(WHOLE.replace("{parts}", part), encoding="utf-8")
    with pytest.raises((PlainError, FrameworkError)) as refused:
        read_outline(path)
    assert said in str(refused.value)


def test_an_answer_may_be_asked_for_once_only(tmp_path: Path) -> None:
    path = tmp_path / "test-paper.yml"
    twice = "{words: aim, ask: What?}\n      - {words: aim, ask: What again?}"
    path.write_text(WHOLE.replace("{parts}", twice), encoding="utf-8")
    with pytest.raises(PlainError, match="aim is asked for twice"):
        read_outline(path)


def test_an_outline_is_called_what_its_file_is_called(tmp_path: Path) -> None:
    path = tmp_path / "other.yml"
    path.write_text(WHOLE.replace("{parts}", "{text: Words.}"), encoding="utf-8")
    with pytest.raises(PlainError, match=r"Call the file test-paper\.yml"):
        read_outline(path)


def test_an_unknown_kind_is_refused_with_the_nearest() -> None:
    with pytest.raises(PlainError, match='Did you mean "needs-assessment"'):
        outline("need-assessment")
