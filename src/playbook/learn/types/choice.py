"""Choose one answer, or all that apply."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, paragraphs, tag
from playbook.learn.types.base import Definition, common
from playbook.learn.types.options import option_cards
from playbook.learn.types.texts import all_but_longest


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer that can be chosen, and what choosing it teaches. Only ``follows`` needs ids."""

    id: str
    text: str
    right: bool
    feedback: str


@dataclass(frozen=True, kw_only=True)
class Choice(Definition):
    """A question with options, each with its own feedback."""

    type: ClassVar[str] = "choice"

    options: tuple[Option, ...]
    many: bool

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read a choice: two options or more, at least one right, each with feedback."""
        basics = common(fields, outcomes, question=True)
        many = fields.flag("many")
        options = tuple(_read_option(child) for child in fields.children("options", at_least=2))
        _check_right(fields, options, many)
        fields.unique((option.text for option in options), "the option")
        fields.unique((option.id for option in options), "the option")
        fields.close()
        return cls(**basics, options=options, many=many)

    def controls(self, name: str) -> Html:
        """Write a group of radio buttons, or of checkboxes when many may be chosen."""
        kind = "checkbox" if self.many else "radio"
        hint = tag("p", "Choose all that apply.", class_="pb-hint") if self.many else None
        options = option_cards(name, (option.text for option in self.options), kind)
        legend = tag("legend", self.question, class_="pb-question")
        return tag("fieldset", legend, hint, options)

    def answers(self) -> Html:
        """List every option with its verdict and its reason."""
        return tag("ul", *(tag("li", _reason(option)) for option in self.options))

    def asked(self) -> dict[str, Any]:
        """Give the question, the options and which are right."""
        right = [option.text for option in self.options if option.right]
        options = [option.text for option in self.options]
        return {"question": self.question, "options": options, "right": right, "many": self.many}

    def told(self) -> dict[str, Any]:
        """Give the feedback of each option, in order."""
        return {"feedback": [option.feedback for option in self.options]}

    def reasons(self) -> tuple[str, ...]:
        """Give the feedback of each option."""
        return tuple(option.feedback for option in self.options)

    def choices(self) -> dict[str, str]:
        """Give the wording of each option by its id, where one is chosen and all have ids."""
        named = not self.many and all(option.id for option in self.options)
        return {option.id: option.text for option in self.options} if named else {}

    def unsaid(self) -> tuple[str, ...]:
        """Leave out all wrong ones but one: the option chosen and the right ones are explained."""
        return all_but_longest(option.feedback for option in self.options if not option.right)


def _read_option(fields: Fields) -> Option:
    option = Option(
        id=fields.slug("id", required=False),
        text=fields.text("text"),
        right=fields.flag("right", required=True),
        feedback=fields.text("feedback"),
    )
    fields.close()
    return option


def _check_right(fields: Fields, options: tuple[Option, ...], many: bool) -> None:
    """One answer must be right. Several right ones need ``many``, or a person cannot give them."""
    right = sum(option.right for option in options)
    if options and not right:
        fields.problem("no option is right. Mark at least one with right: true.", "options")
    if right > 1 and not many:
        fields.problem(f"{right} options are right, so many: true is needed.", "options")


def _reason(option: Option) -> Html:
    verdict = tag("strong", "Right: " if option.right else "Not this one: ")
    return join(verdict, option.text, paragraphs(option.feedback))
