"""How strong a finding is: the levels and what each promises, from ``strengths.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from playbook.framework.register import unknown


@dataclass(frozen=True)
class Strength:
    """A level of strength. ``means`` says what a reader may rely on."""

    id: str
    name: str
    means: str


@cache
def strengths() -> Mapping[str, Strength]:
    """Give the levels by id, from the strongest to the weakest.

    >>> list(strengths())
    ['strong', 'moderate', 'weak']
    """
    stored = yaml.safe_load(Path(__file__).with_name("strengths.yml").read_text(encoding="utf-8"))
    return {id_: Strength(id_, **level) for id_, level in stored.items()}


def strength_called(id_: str) -> Strength:
    """Give one level. An unknown one raises ``ValueError`` that lists the valid ones.

    >>> strength_called("weak").name
    'Weak'
    """
    if id_ not in strengths():
        raise ValueError(unknown(id_, strengths(), "the levels of strength"))
    return strengths()[id_]
