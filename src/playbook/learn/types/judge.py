"""Make a judgement with trade-offs, then hear what an expert weighs. No answer is ticked."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, paragraphs, tag
from playbook.learn.types.base import Definition, common
from playbook.learn.types.boxes import line_box
from playbook.learn.types.options import option_cards


@dataclass(frozen=True, kw_only=True)
class Course:
    """Something that could be done, what it gains and what it gives up."""

    id: str
    text: str
    gains: str
    costs: str


@dataclass(frozen=True, kw_only=True)
class View:
    """What an experienced commissioner leans to, and what she weighs."""

    leans: str
    reasons: str


@dataclass(frozen=True, kw_only=True)
class Judge(Definition):
    """A decision between courses that all gain something and all cost something."""

    type: ClassVar[str] = "judge"
    button: ClassVar[str] = "See what each would mean"
    unread: ClassVar[frozenset[str]] = Definition.unread | {"leans"}

    options: tuple[Course, ...]
    expert: View

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read a judgement: two to five options, and an expert who leans to one of them."""
        basics = common(fields, outcomes, question=True)
        children = fields.children("options", at_least=2, at_most=5)
        options = tuple(_read_course(child) for child in children)
        fields.unique((course.id for course in options), "the option")
        fields.unique((course.text for course in options), "the option")
        expert = _read_view(fields.child("expert"), [course.id for course in options])
        fields.close()
        return cls(**basics, options=options, expert=expert)

    def controls(self, name: str) -> Html:
        """Write a group of radio buttons, and a box for a reason."""
        legend = tag("legend", self.question, class_="pb-question")
        options = option_cards(name, (course.text for course in self.options))
        reason = line_box(f"{name}-reason", "reason", "Your reason in a line, if you like")
        return join(tag("fieldset", legend, options), reason)

    def answers(self) -> Html:
        """State gains and costs of every option, then the expert's view."""
        courses = (
            tag(
                "li",
                tag("strong", course.text),
                tag("p", f"Gains: {course.gains}"),
                tag("p", f"Costs: {course.costs}"),
            )
            for course in self.options
        )
        leans = self.choices().get(self.expert.leans, "").removesuffix(".")
        view = f"An experienced commissioner would lean to “{leans}”."
        return join(
            tag("ul", *courses), tag("p", tag("strong", view)), paragraphs(self.expert.reasons)
        )

    def asked(self) -> dict[str, Any]:
        """Give the question and the options."""
        return {"question": self.question, "options": [course.text for course in self.options]}

    def told(self) -> dict[str, Any]:
        """Give gains and costs of each option, in order, and the expert's view."""
        return {
            "gains": [course.gains for course in self.options],
            "costs": [course.costs for course in self.options],
            "leans": self.choices().get(self.expert.leans, ""),
            "reasons": self.expert.reasons,
        }

    def reasons(self) -> tuple[str, ...]:
        """Give the expert's reasons."""
        return (self.expert.reasons,)

    def choices(self) -> dict[str, str]:
        """Give the wording of each option by its id."""
        return {course.id: course.text for course in self.options}


def _read_course(fields: Fields) -> Course:
    course = Course(
        id=fields.slug("id"),
        text=fields.text("text"),
        gains=fields.text("gains"),
        costs=fields.text("costs"),
    )
    fields.close()
    return course


def _read_view(fields: Fields, options: Collection[str]) -> View:
    view = View(
        leans=fields.one_of("leans", options, "the options"), reasons=fields.text("reasons")
    )
    fields.close()
    return view
