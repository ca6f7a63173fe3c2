"""Go through a list: yes, not yet, or does not apply, each with what backs it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, tag
from playbook.learn.types.base import Definition, common
from playbook.learn.types.boxes import line_box, scale_button

WHERE = "Where does your work stand on each of these?"
# The states an item can be in: what it is called, and what is then asked for.
STATES = {
    "yes": ("Yes", "evidence", "What shows it?"),
    "not-yet": ("Not yet", "owner", "Who will see to it? Give a role, not a name."),
    "not-applicable": ("Does not apply", "reason", "Why does it not apply?"),
}
ON_PAPER = "What shows it, who will see to it, or why it does not apply:"


@dataclass(frozen=True, kw_only=True)
class CheckItem:
    """Something to have in place, and one sentence on why it matters."""

    id: str
    text: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Checklist(Definition):
    """Items to go through, saved as they are filled.

    The answer holds, by the id of the item, ``state`` (``yes``, ``not-yet`` or
    ``not-applicable``) and the texts given, ``evidence``, ``owner`` and ``reason``; what is not
    given is left out: ``{"purpose": {"state": "yes", "evidence": "Minute of 3 May"}}``.
    """

    type: ClassVar[str] = "checklist"
    button: ClassVar[str] = ""

    items: tuple[CheckItem, ...]

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read a checklist: 3 to 12 items, each with its reason."""
        basics = common(fields, outcomes, question=False)
        children = fields.children("items", at_least=3, at_most=12)
        items = tuple(_read_item(child) for child in children)
        fields.unique((item.id for item in items), "the item")
        fields.close()
        return cls(**basics, items=items)

    def controls(self, name: str) -> Html:
        """Write a group for each item: its states, then what the state chosen asks for."""
        rows = (_row(item, f"{name}-{item.id}") for item in self.items)
        question = tag("p", self.question or WHERE, class_="pb-question")
        tally = tag("p", class_="pb-tally", role="status")
        return join(question, tag("div", *rows, class_="pb-items"), tally)

    def answers(self) -> None:
        """Give none: the answer is the person's own, and each reason stands beside its item."""

    def asked(self) -> dict[str, Any]:
        """Give the question and the items. Reasons may be reworded freely."""
        items = [{"id": item.id, "text": item.text} for item in self.items]
        return {"question": self.question, "items": items}

    def told(self) -> dict[str, Any]:
        """Give nothing: a checklist has no feedback."""
        return {}


def _row(item: CheckItem, name: str) -> Html:
    states = (scale_button(name, state, label) for state, (label, *_) in STATES.items())
    notes = (
        line_box(f"{name}-{field}", field, label, look=f"pb-note-{state}")
        for state, (_, field, label) in STATES.items()
    )
    return tag(
        "fieldset",
        tag("legend", item.text),
        tag("p", item.why, class_="pb-hint"),
        tag("div", *states, class_="pb-bins"),
        *notes,
        tag("p", ON_PAPER, class_="pb-on-paper", aria_hidden="true"),
        class_="pb-item",
        data_id=item.id,
    )


def _read_item(fields: Fields) -> CheckItem:
    item = CheckItem(id=fields.slug("id"), text=fields.text("text"), why=fields.text("why"))
    fields.close()
    return item
