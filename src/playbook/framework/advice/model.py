"""What a policy of advice holds: questions, the points their answers give, and the results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from playbook.framework.register import Register


def _no_points() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Result:
    """Something that may be advised. ``link`` is a page of the book, such as ``modules/plan``."""

    id: str
    name: str
    text: str
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Option:
    """An answer, the points it gives to results, and why. One without points is neutral.

    ``because`` goes on from "because", such as "a large part of a service may change".
    """

    text: str
    points: Mapping[str, int] = field(default_factory=_no_points, metadata={"names": "results"})
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question with its possible answers."""

    id: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class AdvicePolicy:
    """Questions and results, and how the points decide.

    ``show: leading`` gives the result with most points. When others come within ``close``
    points of it, the result named by ``tie`` is given instead. ``show: every`` gives each
    result that has a point. ``none`` is said when no answer gave a point.
    """

    show: Literal["leading", "every"]
    results: Register[Result]
    questions: Register[Question]
    close: int = 0
    tie: str = field(default="", metadata={"names": "results"})
    none: str = ""
