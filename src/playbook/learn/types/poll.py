"""Say what you think. There is no right answer; each has a reply to think about."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html, paragraphs, tag
from playbook.learn.types.base import Definition, common
from playbook.learn.types.options import option_cards
from playbook.learn.types.texts import all_but_longest


@dataclass(frozen=True, kw_only=True)
class Voice:
    """Something a person may say, and the reply to it."""

    text: str
    reply: str


@dataclass(frozen=True, kw_only=True)
class Poll(Definition):
    """A question without a right answer: for webinars, and for thinking."""

    type: ClassVar[str] = "poll"
    button: ClassVar[str] = "See the reply"

    options: tuple[Voice, ...]

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read a poll: two options or more, each with a reply."""
        basics = common(fields, outcomes, question=True)
        options = tuple(_read_voice(child) for child in fields.children("options", at_least=2))
        fields.unique((voice.text for voice in options), "the option")
        fields.close()
        return cls(**basics, options=options)

    def controls(self, name: str) -> Html:
        """Write a group of radio buttons."""
        legend = tag("legend", self.question, class_="pb-question")
        hint = tag("p", "There is no right answer.", class_="pb-hint")
        options = option_cards(name, (voice.text for voice in self.options))
        return tag("fieldset", legend, hint, options)

    def answers(self) -> Html:
        """List every option with the reply to it."""
        voices = (
            tag("li", tag("strong", voice.text), paragraphs(voice.reply)) for voice in self.options
        )
        return tag("ul", *voices)

    def asked(self) -> dict[str, Any]:
        """Give the question and the options."""
        return {"question": self.question, "options": [voice.text for voice in self.options]}

    def told(self) -> dict[str, Any]:
        """Give the reply to each option, in order."""
        return {"replies": [voice.reply for voice in self.options]}

    def reasons(self) -> tuple[str, ...]:
        """Give the replies."""
        return tuple(voice.reply for voice in self.options)

    def unsaid(self) -> tuple[str, ...]:
        """Leave out all replies but one: a person chooses once."""
        return all_but_longest(self.reasons())


def _read_voice(fields: Fields) -> Voice:
    voice = Voice(text=fields.text("text"), reply=fields.text("reply"))
    fields.close()
    return voice
