"""Put steps in order."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html, paragraphs, tag
from playbook.learn.types.base import Definition, common

WHICH_ORDER = "Put these in order, first at the top."


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that has a place in the order, and why it stands there."""

    text: str
    feedback: str


@dataclass(frozen=True, kw_only=True)
class Order(Definition):
    """Steps in the right order. They are shown in another, which is always the same one."""

    type: ClassVar[str] = "order"

    items: tuple[Step, ...]

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read an order: two steps or more, in the right order, each with its reason."""
        basics = common(fields, outcomes, question=False)
        items = tuple(_read_step(child) for child in fields.children("items", at_least=2))
        fields.unique((step.text for step in items), "the item")
        fields.close()
        basics["question"] = basics["question"] or WHICH_ORDER
        return cls(**basics, items=items)

    def controls(self, name: str) -> Html:
        """Write the steps as a list in a wrong order. The script adds buttons to move each."""
        steps = (
            tag(
                "li",
                tag("span", class_="pb-order-place", aria_hidden="true"),
                tag("span", step.text, class_="pb-order-text"),
                class_="pb-order-item",
            )
            for step in shuffled(self.items, name)
        )
        legend = tag("legend", self.question, class_="pb-question")
        return tag("fieldset", legend, tag("ol", *steps, class_="pb-order-list", role="list"))

    def answers(self) -> Html:
        """List the steps in the right order, each with its reason."""
        steps = (
            tag("li", tag("strong", step.text), paragraphs(step.feedback)) for step in self.items
        )
        return tag("ol", *steps)

    def asked(self) -> dict[str, Any]:
        """Give the question and the steps in the right order."""
        return {"question": self.question, "items": [step.text for step in self.items]}

    def told(self) -> dict[str, Any]:
        """Give the reason of each step, in order."""
        return {"feedback": [step.feedback for step in self.items]}

    def reasons(self) -> tuple[str, ...]:
        """Give the reason of each step."""
        return tuple(step.feedback for step in self.items)


def shuffled(steps: tuple[Step, ...], name: str) -> tuple[Step, ...]:
    """Give the steps in an order that only ``name`` decides, and that is never the right one.

    >>> steps = tuple(Step(text=text, feedback="") for text in ("Look", "Plan", "Do"))
    >>> [step.text for step in shuffled(steps, "pb-cycle-order")]
    ['Do', 'Look', 'Plan']
    """
    mixed = tuple(sorted(steps, key=lambda s: sha256(f"{name} {s.text}".encode()).digest()))
    return mixed if mixed != steps else (*mixed[1:], mixed[0])


def _read_step(fields: Fields) -> Step:
    step = Step(text=fields.text("text"), feedback=fields.text("feedback"))
    fields.close()
    return step
