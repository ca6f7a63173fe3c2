"""A few questions, then advice with its reasons. The policy is the framework's or the author's."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.framework.advice import (
    POLICY_FIELDS,
    AdvicePolicy,
    Question,
    Result,
    advice_names,
    build_advice,
    read_advice,
)
from playbook.framework.register import Register
from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, paragraphs, tag
from playbook.learn.types.base import Definition, common
from playbook.learn.types.texts import all_but_longest

ANSWER_EACH = "Answer each question, then see the advice and its reasons."


@dataclass(frozen=True, kw_only=True)
class Advise(Definition):
    """Questions whose answers lead to advice, weighed by :func:`playbook.framework.advice.advise`.

    The answer holds the text of the option chosen, by the id of the question:
    ``{"scale": "A new service is to be planned"}``.
    """

    type: ClassVar[str] = "advise"
    button: ClassVar[str] = "Show me the advice"
    answers_title: ClassVar[str] = "How the answers lead to advice"
    unread: ClassVar[frozenset[str]] = Definition.unread | {"show", "tie", "link"}

    policy: AdvicePolicy

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read a policy by its name, ``policy: approach``, or from the same fields here."""
        basics = common(fields, outcomes, question=False)
        policy = _named(fields) if fields.has("policy") else _inline(fields)
        fields.close()
        return cls(**basics, policy=policy or _nothing())

    def controls(self, name: str) -> Html:
        """Write a group of radio buttons for each question."""
        groups = (
            _group(question, f"{name}-{question.id}") for question in self.policy.questions.values()
        )
        return join(tag("p", self.question or ANSWER_EACH, class_="pb-question"), *groups)

    def answers(self) -> Html:
        """List what may be advised, each with the answers that speak for it."""
        return tag("ul", *(self._way_to(result) for result in self.policy.results.values()))

    def _way_to(self, result: Result) -> Html:
        options = [o for question in self.policy.questions.values() for o in question.options]
        because = [tag("li", o.because) for o in options if result.id in o.points]
        reasons = join(tag("p", "This speaks for it:"), tag("ul", *because)) if because else None
        return tag("li", tag("strong", result.name), paragraphs(result.text), reasons)

    def asked(self) -> dict[str, Any]:
        """Give all that decides the advice, so that answers to another policy are not weighed."""
        return {
            "question": self.question,
            "show": self.policy.show,
            "close": self.policy.close,
            "tie": self.policy.tie,
            "questions": [_asked(question) for question in self.policy.questions.values()],
            "results": [{"id": r.id, "name": r.name} for r in self.policy.results.values()],
        }

    def told(self) -> dict[str, Any]:
        """Give what is said of each result, and the reasons, by question and option."""
        results = self.policy.results.values()
        return {
            "none": self.policy.none,
            "about": {r.id: {"text": r.text, "link": r.link} for r in results},
            "because": {
                question.id: [option.because for option in question.options]
                for question in self.policy.questions.values()
            },
        }

    def unsaid(self) -> tuple[str, ...]:
        """Leave out the reasons of answers not given, and results not advised."""
        reasons = (
            text
            for question in self.policy.questions.values()
            for text in all_but_longest(o.because for o in question.options if o.because)
        )
        if self.policy.show == "every":
            return tuple(reasons)
        results = all_but_longest(result.text for result in self.policy.results.values())
        return (*reasons, *results, *([self.policy.none] if self.policy.none else []))


def _asked(question: Question) -> dict[str, Any]:
    options = [{"text": o.text, "points": dict(o.points)} for o in question.options]
    return {"id": question.id, "text": question.text, "options": options}


def _group(question: Question, name: str) -> Html:
    options = (
        tag(
            "label",
            tag("input", type="radio", name=name, value=number),
            tag("span", option.text),
            class_="pb-option",
        )
        for number, option in enumerate(question.options)
    )
    legend = tag("legend", question.text)
    return tag("fieldset", legend, *options, class_="pb-asking", data_id=question.id)


def _named(fields: Fields) -> AdvicePolicy | None:
    names = advice_names()
    name = fields.one_of("policy", names, "the policies of the framework")
    return read_advice(name) if name in names else None


def _inline(fields: Fields) -> AdvicePolicy | None:
    return fields.build(POLICY_FIELDS, build_advice)


def _nothing() -> AdvicePolicy:
    """Stand in for a policy with problems, which are reported already."""
    return AdvicePolicy(show="leading", results=Register(()), questions=Register(()))
