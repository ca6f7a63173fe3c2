"""Share a total, see what it does, and compare with an expert's shares."""

import math
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Self

from playbook.learn.fields import Fields
from playbook.learn.tags import Html, join, paragraphs, tag
from playbook.learn.types.amounts import POUND, amount
from playbook.learn.types.base import Definition, common
from playbook.learn.types.effects import Points, effect_of, read_effects, rough


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something that a share can go to, and what a share does to each measure."""

    id: str
    text: str
    effects: Mapping[str, Points] = field(hash=False)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Something that the shares change."""

    id: str
    label: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What is said where a line has less than ``below`` or more than ``above``."""

    line: str
    below: float | None
    above: float | None
    say: str


@dataclass(frozen=True, kw_only=True)
class Allocate(Definition):
    """A total to share between lines. Nothing is right or wrong."""

    type: ClassVar[str] = "allocate"
    button: ClassVar[str] = "See what it does"
    unread: ClassVar[frozenset[str]] = Definition.unread | {"line"}

    total: float
    unit: str
    step: float
    sample: bool
    source: str
    lines: tuple[Line, ...]
    measures: tuple[Measure, ...]
    remarks: tuple[Remark, ...]
    shares: Mapping[str, float] = field(hash=False)
    weighed: str

    @classmethod
    def read(cls, fields: Fields, outcomes: Collection[str]) -> Self:
        """Read a total, the lines to share it between, and an expert's shares of all of it."""
        basics = common(fields, outcomes, question=True)
        measures = tuple(_read_measure(child) for child in fields.children("measures"))
        names = [measure.id for measure in measures]
        lines = tuple(_read_line(one, names) for one in fields.children("lines", at_least=2))
        expert = fields.child("expert")
        given = cls(
            **basics,
            total=fields.number("total"),
            unit=fields.text("unit"),
            step=fields.number("step"),
            sample=fields.flag("sample"),
            source=fields.text("source"),
            lines=lines,
            measures=measures,
            remarks=_read_remarks(fields, [line.id for line in lines]),
            shares=_read_shares(expert, [line.id for line in lines]),
            weighed=expert.text("reasons"),
        )
        expert.close()
        fields.close()
        _check_names(fields, given)
        _check_amounts(fields, expert, given)
        return given

    def controls(self, name: str) -> Html:
        """Write what there is to share, marked when it is sample data, and a box for each line."""
        rows = (self._row(line, f"{name}-{line.id}") for line in self.lines)
        legend = tag("legend", self.question, class_="pb-question")
        all_of_it = f"{amount(self.total, self.unit)} to share."
        left = tag("p", tag("strong", all_of_it), class_="pb-left")
        mark = tag("span", "Sample data", class_="pb-sample") if self.sample else None
        marked = tag("p", mark, class_="pb-marked") if mark else None
        return tag("fieldset", legend, marked, left, *rows)

    def _row(self, line: Line, name: str) -> Html:
        box = tag(
            "input",
            id=name,
            name=line.id,
            class_="pb-number-box",
            type="text",
            inputmode="decimal",
            autocomplete="off",
        )
        before, after = (self.unit, None) if self.unit == POUND else (None, self.unit)
        marks = (tag("span", mark) if mark else None for mark in (before, after))
        first, last = marks
        return tag(
            "div",
            tag("label", line.text, for_=name),
            tag("span", first, box, last, class_="pb-with-unit"),
            class_="pb-share",
        )

    def answers(self) -> Html:
        """State an expert's shares, what they do, the reasons, and what else may be said."""
        names = {line.id: line.text for line in self.lines}
        shares = (f"{names[one]}: {amount(self.shares[one], self.unit)}" for one in names)
        done = (
            f"{measure.label}: {amount(rough(self.consequence(measure.id)), measure.unit)}"
            for measure in self.measures
        )
        remarks = (tag("li", self._when(remark, names), remark.say) for remark in self.remarks)
        sample = " Sample data." if self.sample else ""
        return join(
            tag("p", tag("strong", "How an experienced commissioner would share it:")),
            tag("ul", *(tag("li", one) for one in shares)),
            tag("p", tag("strong", "What that does:")),
            tag("ul", *(tag("li", one) for one in done)),
            tag("p", f"Source: {self.source}.{sample}"),
            paragraphs(self.weighed),
            tag("ul", *remarks) if self.remarks else None,
        )

    def _when(self, remark: Remark, names: Mapping[str, str]) -> Html:
        ends = (("less than", remark.below), ("more than", remark.above))
        said = " and ".join(f"{w} {amount(end, self.unit)}" for w, end in ends if end is not None)
        return tag("strong", f"{names[remark.line]}, {said}: ")

    def consequence(self, measure: str) -> float:
        """Give what the expert's shares do to a measure."""
        return sum(
            effect_of(line.effects.get(measure, ()), self.shares[line.id]) for line in self.lines
        )

    def asked(self) -> dict[str, Any]:
        """Give the question, the total and the lines."""
        return {
            "question": self.question,
            "total": self.total,
            "unit": self.unit,
            "lines": [{"id": line.id, "text": line.text} for line in self.lines],
        }

    def told(self) -> dict[str, Any]:
        """Give what each line does, what may be said, and the expert's shares and reasons."""
        return {
            "step": self.step,
            "sample": self.sample,
            "source": self.source,
            "effects": {line.id: line.effects for line in self.lines},
            "measures": [asdict(measure) for measure in self.measures],
            "remarks": [asdict(remark) for remark in self.remarks],
            "shares": self.shares,
            "reasons": self.weighed,
        }

    def reasons(self) -> tuple[str, ...]:
        """Give what the expert weighed."""
        return (self.weighed,)


def _read_measure(fields: Fields) -> Measure:
    measure = Measure(id=fields.slug("id"), label=fields.text("label"), unit=fields.text("unit"))
    fields.close()
    return measure


def _read_line(fields: Fields, measures: Collection[str]) -> Line:
    line = Line(
        id=fields.slug("id"), text=fields.text("text"), effects=read_effects(fields, measures)
    )
    fields.close()
    return line


def _read_remarks(fields: Fields, lines: Collection[str]) -> tuple[Remark, ...]:
    if not fields.has("remarks"):
        return ()
    return tuple(_read_remark(child, lines) for child in fields.children("remarks"))


def _read_remark(fields: Fields, lines: Collection[str]) -> Remark:
    below, above = (fields.number(end) if fields.has(end) else None for end in ("below", "above"))
    if below is None and above is None:
        fields.problem('"below" or "above" is needed: when is this said?')
    remark = Remark(
        line=fields.one_of("line", lines, "the lines"),
        below=below,
        above=above,
        say=fields.text("say"),
    )
    fields.close()
    return remark


def _read_shares(expert: Fields, lines: Collection[str]) -> Mapping[str, float]:
    group = expert.child("shares")
    shares = {line: group.number(line) for line in lines}
    group.close()
    return shares


def _check_names(fields: Fields, given: Allocate) -> None:
    fields.unique((measure.id for measure in given.measures), "the measure")
    fields.unique((line.id for line in given.lines), "the line")
    fields.unique((line.text for line in given.lines), "the line")


def _check_amounts(fields: Fields, expert: Fields, given: Allocate) -> None:
    """Hold the total, the step and the expert's shares together."""
    if given.total <= 0:
        fields.problem(f"expected a total above 0, found {given.total}.", "total")
        return
    if not 0 < given.step <= given.total:
        fields.problem(f"expected a step above 0, up to the total, found {given.step}.", "step")
    elif not math.isclose(given.total / given.step, round(given.total / given.step)):
        steps = f"steps of {given.step}"
        fields.problem(f"the total, {given.total}, cannot be shared out in {steps}.", "step")
    shared = sum(given.shares.values())
    if not math.isclose(shared, given.total):
        message = f"the shares add up to {shared}, not to the total, {given.total}."
        expert.problem(message, "shares")
    if any(share < 0 for share in given.shares.values()):
        expert.problem("expected shares of 0 or more.", "shares")
