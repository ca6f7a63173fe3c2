"""How webinars are run: kinds of segment, people, limits and words, read from ``policy.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from playbook.framework.register import Register


@dataclass(frozen=True)
class Kind:
    """A kind of segment. People practise in some of them."""

    id: str
    label: str
    practises: bool


@dataclass(frozen=True)
class Person:
    """Somebody who runs the webinar, and what they answer for."""

    id: str
    name: str
    duty: str


@dataclass(frozen=True)
class Purpose:
    """What a poll is for."""

    id: str
    label: str


@dataclass(frozen=True)
class Limits:
    """What every plan is held to. Times are in minutes."""

    most_slides: int
    longest_without_break: int
    first_break_after: int
    no_break_in_last: int
    shortest_break: int
    polls: int
    smallest_breakout: int


@dataclass(frozen=True)
class Policy:
    """All of it. ``words`` holds the lists of sentences and rows by name."""

    kinds: Register[Kind]
    people: Register[Person]
    purposes: Register[Purpose]
    limits: Limits
    words: Mapping[str, Any]

    def lines(self, name: str) -> tuple[Any, ...]:
        """Give one of the lists, such as the kit or the words on consent."""
        return tuple(self.words[name])


@cache
def policy() -> Policy:
    """Read the policy that ships with the playbook.

    >>> policy().people["producer"].name
    'Producer'
    """
    raw = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    limits = {field.name: int(raw["limits"][field.name]) for field in fields(Limits)}
    return Policy(
        kinds=Register((Kind(**each) for each in raw.pop("kinds")), "kinds of segment"),
        people=Register((Person(**each) for each in raw.pop("people")), "people"),
        purposes=Register((Purpose(**each) for each in raw.pop("purposes")), "purposes of a poll"),
        limits=Limits(**limits),
        words=raw,
    )
