"""Rate your own partnership, and say what shows it. There is no right answer."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, paragraphs, tag
from playbook.learn.types.base import Definition, common
from playbook.learn.types.boxes import line_box, scale_button

SCALE = ("Not yet", "In part", "Mostly", "Fully")
HOW_FAR = "How far is each of these true where you work? Say what shows it."


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something to rate. ``evidence`` hints at what would show it, ``next`` helps if it is low."""

    id: str
    text: str
    evidence: str
    next: str


@dataclass(frozen=True, kw_only=True)
class Rate(Definition):
    """Statements to rate on a scale of words, each with a line of evidence.

    The answer holds, by the id of the statement, ``rating`` (a word of the scale) and
    ``evidence``; what is not given is left out:
    ``{"needs-known": {"rating": "Mostly", "evidence": "The needs assessment of 2025"}}``.
    """

    type: ClassVar[str] = "rate"
    button: ClassVar[str] = "Show me my picture"
    answers_title: ClassVar[str] = "What to do where a rating is low"

    scale: tuple[str, ...]
    statements: tuple[Statement, ...]

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read a rating: 3 to 8 statements, and a scale of 3 to 5 words or the usual one."""
        basics = common(fields, outcomes, question=False)
        scale = fields.texts("scale") or SCALE
        children = fields.children("statements", at_least=3, at_most=8)
        statements = tuple(_read_statement(child) for child in children)
        fields.unique((statement.id for statement in statements), "the statement")
        _check_scale(fields, scale)
        fields.close()
        return cls(**basics, scale=scale, statements=statements)

    def controls(self, name: str) -> Html:
        """Write a group for each statement: its scale, then its evidence."""
        rows = (self._row(one, f"{name}-{one.id}") for one in self.statements)
        question = tag("p", self.question or HOW_FAR, class_="pb-question")
        return join(question, tag("div", *rows, class_="pb-items"))

    def _row(self, statement: Statement, name: str) -> Html:
        words = (scale_button(name, word, word) for word in self.scale)
        evidence = line_box(
            f"{name}-evidence", statement.id, "What shows it?", hint=statement.evidence
        )
        legend = tag("legend", statement.text)
        scale = tag("div", *words, class_="pb-bins")
        return tag("fieldset", legend, scale, evidence, class_="pb-item", data_id=statement.id)

    def answers(self) -> Html:
        """List what to do next about each statement."""
        return tag(
            "ul",
            *(tag("li", tag("strong", s.text), paragraphs(s.next)) for s in self.statements),
        )

    def asked(self) -> dict[str, Any]:
        """Give the question, the scale and the statements. Hints may be reworded freely."""
        statements = [{"id": one.id, "text": one.text} for one in self.statements]
        return {"question": self.question, "scale": list(self.scale), "statements": statements}

    def told(self) -> dict[str, Any]:
        """Give the hint and the next step for each statement, by its id."""
        return {
            "hints": {one.id: one.evidence for one in self.statements},
            "next": {one.id: one.next for one in self.statements},
        }


def _read_statement(fields: Fields) -> Statement:
    statement = Statement(
        id=fields.slug("id"),
        text=fields.text("text"),
        evidence=fields.text("evidence"),
        next=fields.text("next"),
    )
    fields.close()
    return statement


def _check_scale(fields: Fields, scale: tuple[str, ...]) -> None:
    if not 3 <= len(scale) <= 5:
        fields.problem(f"expected 3 to 5 words, lowest first, found {len(scale)}.", "scale")
    if len(set(scale)) < len(scale) or not all(word.strip() for word in scale):
        fields.problem("expected words that all differ, lowest first.", "scale")
