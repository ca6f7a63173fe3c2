"""The page on types of question: its examples work as they stand, and none is missing."""

import re
from dataclasses import fields

import pytest

from playbook.learn.activity import activity_html
from playbook.learn.definitions import read_notebook
from playbook.learn.types import TYPES, Definition

HEAD = """id: examples
kind: module
title: Examples
stage: null
minutes: 60
audience: Anyone who writes
question: Do they work?
covers: [M03]
outcomes:
  - {id: decide, text: decide what to do}
activities:
"""


@pytest.fixture(scope="module")
def page(checkout):
    return (checkout / "book" / "question-types.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def examples(page, tmp_path_factory):
    """Every example of the page, read as one file of questions."""
    written = "\n".join(re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL))
    path = tmp_path_factory.mktemp("examples") / "examples.yml"
    path.write_text(HEAD + re.sub("^", "  ", written, flags=re.MULTILINE), encoding="utf-8")
    return read_notebook(path)


def test_every_type_has_an_example_that_can_be_read_and_shown(examples):
    assert {one.type for one in examples.activities} == set(TYPES)
    for one in examples.activities:
        assert one.title in activity_html(examples, one)


def test_the_examples_keep_the_rules_that_the_page_gives(examples):
    for one in examples.activities:
        for reason in one.reasons():
            sentences = [part for part in re.split(r"(?<=[.?!])\s+", reason) if part]
            assert 2 <= len(sentences) <= 4, reason
        for text in one.texts():
            for sentence in re.split(r"(?<=[.?!])\s+|\n+", text):
                assert len(sentence.split()) <= 25, sentence


def test_an_example_shows_a_text_that_follows(examples):
    assert [one.id for one in examples.activities if one.follows] == ["in-january"]


def test_the_page_and_the_walk_through_name_every_type(page, checkout):
    headings = re.findall(r"^### (\w+)$", page, flags=re.MULTILINE)
    assert sorted(heading.lower() for heading in headings) == sorted(TYPES)
    guide = (checkout / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(f"- `{kind}`:" in guide for kind in TYPES)


def test_the_fields_that_every_question_has_are_listed(page):
    listed = re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE)
    assert sorted(listed) == sorted(["type", *(field.name for field in fields(Definition))])
