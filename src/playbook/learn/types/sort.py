"""Put each item where it belongs."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.framework import framework
from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, paragraphs, shape, tag
from playbook.learn.types.base import Definition, common

WHERE = "Where does each one belong?"


@dataclass(frozen=True, kw_only=True)
class Bin:
    """A place to put items. A stage of the cycle keeps its colour and its shape."""

    id: str
    label: str
    shape: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something to sort, the bin it belongs in, and why."""

    text: str
    bin: str
    feedback: str


@dataclass(frozen=True, kw_only=True)
class Sort(Definition):
    """Items to put into bins. Every item has a button for every bin, so nothing is dragged."""

    type: ClassVar[str] = "sort"

    bins: tuple[Bin, ...]
    items: tuple[Item, ...]

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read a sort: ``bins: stages`` or a list of bins, and items with the reason for each."""
        basics = common(fields, outcomes, question=False)
        bins = _read_bins(fields)
        valid = [bin_.id for bin_ in bins]
        items = tuple(_read_item(child, valid) for child in fields.children("items", at_least=2))
        fields.unique((item.text for item in items), "the item")
        fields.close()
        basics["question"] = basics["question"] or WHERE
        return cls(**basics, bins=bins, items=items)

    def controls(self, name: str) -> Html:
        """Write one group of radio buttons for each item."""
        rows = (
            self._row(item, f"{name}-item-{number}") for number, item in enumerate(self.items, 1)
        )
        return join(
            tag("p", self.question, class_="pb-question"), tag("div", *rows, class_="pb-items")
        )

    def _row(self, item: Item, name: str) -> Html:
        choices = (_bin_button(bin_, name) for bin_ in self.bins)
        legend = tag("legend", item.text)
        return tag("fieldset", legend, tag("div", *choices, class_="pb-bins"), class_="pb-item")

    def answers(self) -> Html:
        """List every item with the bin it belongs in and why."""
        labels = {bin_.id: bin_.label for bin_ in self.bins}
        return tag(
            "ul",
            *(
                tag(
                    "li",
                    tag("strong", f"{labels[item.bin]}: "),
                    item.text,
                    paragraphs(item.feedback),
                )
                for item in self.items
            ),
        )

    def asked(self) -> dict[str, Any]:
        """Give the question, the bins, the items and where each belongs."""
        return {
            "question": self.question,
            "bins": [{"id": bin_.id, "label": bin_.label} for bin_ in self.bins],
            "items": [{"text": item.text, "bin": item.bin} for item in self.items],
        }

    def told(self) -> dict[str, Any]:
        """Give the feedback of each item, in order."""
        return {"feedback": [item.feedback for item in self.items]}

    def reasons(self) -> tuple[str, ...]:
        """Give the feedback of each item."""
        return tuple(item.feedback for item in self.items)


def _bin_button(bin_: Bin, name: str) -> Html:
    colour = f" pb-stage-{bin_.id}" if bin_.shape else ""
    face = tag("span", shape(bin_.shape) if bin_.shape else None, bin_.label)
    control = tag("input", type="radio", name=name, value=bin_.id)
    return tag("label", control, face, class_=f"pb-bin{colour}")


def _read_bins(fields: Fields) -> tuple[Bin, ...]:
    if not fields.is_text("bins"):
        bins = tuple(_read_bin(child) for child in fields.children("bins", at_least=2))
        fields.unique((bin_.id for bin_ in bins), "the bin")
        return bins
    if fields.one_of("bins", ["stages"], "the sets of bins that have a name") != "stages":
        return ()
    return tuple(
        Bin(id=stage.id, label=stage.name, shape=stage.shape)
        for stage in framework().stages.values()
    )


def _read_bin(fields: Fields) -> Bin:
    bin_ = Bin(id=fields.slug("id"), label=fields.text("label"))
    fields.close()
    return bin_


def _read_item(fields: Fields, bins: Collection[str]) -> Item:
    item = Item(
        text=fields.text("text"),
        bin=fields.one_of("bin", bins, "the bins"),
        feedback=fields.text("feedback"),
    )
    fields.close()
    return item
