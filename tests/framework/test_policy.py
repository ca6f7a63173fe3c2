"""Policy files: what they may hold, and what is refused."""

import os
from dataclasses import dataclass, field

import pytest

from playbook.framework import FrameworkError
from playbook.framework.policy import read_policy


@dataclass(frozen=True)
class Rule:
    stage: str = field(metadata={"names": "stages"})
    least: int


@dataclass(frozen=True)
class Rules:
    rules: tuple[Rule, ...]


def test_a_policy_becomes_a_frozen_object_and_is_read_again_when_it_changes(tmp_path):
    path = tmp_path / "rules.yml"
    path.write_text("rules: [{stage: plan, least: 3}]\n")
    assert read_policy(path, Rules) == Rules((Rule("plan", 3),))
    path.write_text("rules: []\n")
    os.utime(path, (1, 1))
    assert read_policy(path, Rules) == Rules(())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rules: [{stage: plann, least: 3}]", 'Did you mean "plan"'),
        ("rules: [{stage: plan, leest: 3}]", 'Did you mean "least"'),
        ("rules: [{stage: plan, least: many}]", "expected a whole number"),
        ("rules: [", "not YAML"),
        ("", "found nothing"),
    ],
)
def test_every_mistake_is_told_with_its_place(tmp_path, text, told):
    path = tmp_path / "rules.yml"
    path.write_text(text)
    with pytest.raises(FrameworkError, match=told):
        read_policy(path, Rules)
