"""What every type of activity has."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html
from playbook.learn.types.follows import Follows, read_follows
from playbook.learn.types.texts import all_but_longest, texts_in


@dataclass(frozen=True, kw_only=True)
class Definition(ABC):
    """One activity as its author wrote it. All texts are plain text."""

    type: ClassVar[str]
    button: ClassVar[str] = "Check my answer"
    answers_title: ClassVar[str] = "Answers and reasons"
    # Fields that nobody reads. A type with others of its kind adds them.
    unread: ClassVar[frozenset[str]] = frozenset({"id", "outcome", "activity", "bin", "shape"})

    id: str
    outcome: str
    minutes: int
    title: str
    question: str
    intro: str
    after: str
    follows: Follows | None = None

    @classmethod
    @abstractmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read an activity of this type. Problems are reported to ``fields``, not raised."""

    @abstractmethod
    def controls(self, name: str) -> Html:
        """Write the question and its controls. ``name`` begins every id and control name."""

    @abstractmethod
    def answers(self) -> Html | None:
        """Write the answers and reasons for a reader without scripts, or give ``None``."""

    @abstractmethod
    def asked(self) -> dict[str, Any]:
        """Give what the person is asked. A change here makes it another question."""

    @abstractmethod
    def told(self) -> dict[str, Any]:
        """Give what the script needs to tell the person afterwards."""

    def texts(self) -> tuple[str, ...]:
        """Give every text that a person may read: those in all fields but the ``unread`` ones."""
        return tuple(texts_in(self, self.unread))

    def choices(self) -> dict[str, str]:
        """Give the wording of each option by its id, where another activity may follow the answer.

        A type that can be followed stores the wording of the option in its answer.
        """
        return {}

    def reasons(self) -> tuple[str, ...]:
        """Give the texts that teach why. A type without any gives none."""
        return ()

    def unsaid(self) -> tuple[str, ...]:
        """Give the texts that a person does not meet who takes the longest way through once."""
        return ()

    def read_once(self) -> tuple[str, ...]:
        """Give the texts on the longest way through: what there must be time to read."""
        left = list(self.texts())
        followed = self.follows.texts.values() if self.follows else ()
        for text in (*self.unsaid(), *all_but_longest(followed)):
            left.remove(text)
        return tuple(left)


def common(fields: Fields, outcomes: Collection[str], *, question: bool) -> dict[str, Any]:
    """Read the fields that every type has. ``question`` says whether the type needs one."""
    fields.text("type")
    return {
        "id": fields.slug("id"),
        "outcome": fields.one_of("outcome", outcomes, "the outcomes of this file"),
        "minutes": fields.minutes(),
        "title": fields.text("title"),
        "question": fields.text("question", required=question),
        "intro": fields.text("intro", required=False),
        "after": fields.text("after", required=False),
        "follows": read_follows(fields),
    }
