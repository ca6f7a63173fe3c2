"""Write about your own work. There is no right answer, and nothing is sent."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, tag
from playbook.learn.types.base import Definition, common


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """One thing to write about."""

    id: str
    label: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Reflect(Definition):
    """Prompts with a box to write in; saved as the person types."""

    type: ClassVar[str] = "reflect"
    button: ClassVar[str] = ""

    prompts: tuple[Prompt, ...]

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read a reflection: one prompt or more, each with its own id."""
        basics = common(fields, outcomes, question=False)
        prompts = tuple(_read_prompt(child) for child in fields.children("prompts"))
        fields.unique((prompt.id for prompt in prompts), "the prompt")
        fields.close()
        return cls(**basics, prompts=prompts)

    def controls(self, name: str) -> Html:
        """Write a labelled box for each prompt."""
        question = tag("p", self.question, class_="pb-question") if self.question else None
        return join(question, *(_box(prompt, f"{name}-{prompt.id}") for prompt in self.prompts))

    def answers(self) -> None:
        """Give none: the answer is the person's own."""

    def asked(self) -> dict[str, Any]:
        """Give the prompts. Hints may be reworded without making it another question."""
        prompts = [{"id": prompt.id, "label": prompt.label} for prompt in self.prompts]
        return {"question": self.question, "prompts": prompts}

    def told(self) -> dict[str, Any]:
        """Give nothing: a reflection has no feedback."""
        return {}


def _box(prompt: Prompt, name: str) -> Html:
    hint_id = f"{name}-hint"
    hint = tag("p", prompt.hint, id=hint_id, class_="pb-hint") if prompt.hint else None
    box = tag(
        "textarea",
        id=name,
        name=prompt.id,
        rows=4,
        maxlength=10000,
        aria_describedby=hint_id if prompt.hint else None,
    )
    return tag("div", tag("label", prompt.label, for_=name), hint, box, class_="pb-prompt")


def _read_prompt(fields: Fields) -> Prompt:
    prompt = Prompt(
        id=fields.slug("id"),
        label=fields.text("label"),
        hint=fields.text("hint", required=False),
    )
    fields.close()
    return prompt
