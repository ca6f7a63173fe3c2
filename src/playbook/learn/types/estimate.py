"""Commit to a number, and to how sure you are, before the answer is shown."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, paragraphs, tag
from playbook.learn.types.base import Definition, common
from playbook.learn.types.texts import all_but_longest

CONFIDENCE = ("Just guessing", "Fairly sure", "Very sure")


@dataclass(frozen=True, kw_only=True)
class Estimate(Definition):
    """A number to estimate. ``within`` is how near the answer counts as close."""

    type: ClassVar[str] = "estimate"
    button: ClassVar[str] = "Show me the answer"

    unit: str
    minimum: float
    maximum: float
    step: float
    answer: float
    within: float
    low: str
    close: str
    high: str
    source: str

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read an estimate whose answer lies in its range, with feedback for each way to miss."""
        basics = common(fields, outcomes, question=True)
        feedback = fields.child("feedback")
        estimate = cls(
            **basics,
            unit=fields.text("unit"),
            minimum=fields.number("minimum"),
            maximum=fields.number("maximum"),
            step=fields.number("step"),
            answer=fields.number("answer"),
            within=fields.number("within"),
            low=feedback.text("low"),
            close=feedback.text("close"),
            high=feedback.text("high"),
            source=fields.text("source"),
        )
        feedback.close()
        fields.close()
        _check_range(fields, estimate)
        return estimate

    def controls(self, name: str) -> Html:
        """Write a number box with a slider, then how sure the person is."""
        number = tag(
            "input",
            id=f"{name}-number",
            class_="pb-number-box",
            type="text",
            inputmode="decimal" if self.minimum >= 0 else None,
            autocomplete="off",
            aria_describedby=f"{name}-range",
        )
        slider = tag(
            "input",
            class_="pb-slider",
            type="range",
            min=plain(self.minimum),
            max=plain(self.maximum),
            step=plain(self.step),
            value=plain(_middle(self.minimum, self.maximum, self.step)),
            aria_label=f"Slide to your estimate, in {self.unit}",
        )
        label = tag("label", "Your estimate", for_=f"{name}-number")
        box = tag("span", number, tag("span", self.unit), class_="pb-with-unit")
        ends = f"Between {plain(self.minimum, ',')} and {plain(self.maximum, ',')} {self.unit}."
        hint = tag("p", ends, id=f"{name}-range", class_="pb-hint")
        legend = tag("legend", self.question, class_="pb-question")
        return join(
            tag("fieldset", legend, tag("p", label, box, class_="pb-ask"), slider, hint),
            _confidence(name),
        )

    def answers(self) -> Html:
        """State the answer, its source and what each way of missing it teaches."""
        answer = f"{plain(self.answer, ',')} {self.unit}. Source: {self.source}"
        missed = (
            ("If you were below: ", self.low),
            ("If you were close: ", self.close),
            ("If you were above: ", self.high),
        )
        return join(
            tag("p", tag("strong", answer)),
            *(join(tag("p", tag("strong", who)), paragraphs(text)) for who, text in missed),
        )

    def asked(self) -> dict[str, Any]:
        """Give the question, its unit, range and answer."""
        names = ("question", "unit", "minimum", "maximum", "step", "answer", "within")
        return {name: getattr(self, name) for name in names}

    def told(self) -> dict[str, Any]:
        """Give the feedback below, near and above the answer, and the source."""
        feedback = {"low": self.low, "close": self.close, "high": self.high}
        return {"feedback": feedback, "source": self.source}

    def reasons(self) -> tuple[str, ...]:
        """Give the feedback for each way to miss, and for coming close."""
        return (self.low, self.close, self.high)

    def unsaid(self) -> tuple[str, ...]:
        """Leave out two: a person is told one of the three."""
        return all_but_longest(self.reasons())


def plain(number: float, mark: str = "") -> str:
    """Write a number without a needless ``.0``; ``mark`` groups the thousands.

    >>> plain(1084.0, ","), plain(2.5)
    ('1,084', '2.5')
    """
    whole = int(number) if number == int(number) else number
    return f"{whole:{mark}}"


def _middle(minimum: float, maximum: float, step: float) -> float:
    """Start the slider halfway, on a step, so that it hints at nothing."""
    if step <= 0:
        return minimum
    return minimum + round((maximum - minimum) / 2 / step) * step


def _confidence(name: str) -> Html:
    choices = (
        tag(
            "label",
            tag("input", type="radio", name=f"{name}-sure", value=text),
            tag("span", text),
            class_="pb-bin",
        )
        for text in CONFIDENCE
    )
    legend = tag("legend", "How sure are you?")
    return tag("fieldset", legend, tag("div", *choices, class_="pb-bins"), class_="pb-sure")


def _check_range(fields: Fields, estimate: Estimate) -> None:
    low, high, answer = estimate.minimum, estimate.maximum, estimate.answer
    if not low < high:
        fields.problem(f"the minimum, {low}, must be below the maximum, {high}.", "minimum")
    elif not low <= answer <= high:
        fields.problem(f"the answer, {answer}, lies outside {low} to {high}.", "answer")
    if estimate.step <= 0:
        fields.problem(f"expected a step above 0, found {estimate.step}.", "step")
    if estimate.within < 0:
        fields.problem(f"expected 0 or more, found {estimate.within}.", "within")
