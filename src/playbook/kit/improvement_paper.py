"""A team's plan to improve a service: its aim, drivers, measures and tests, in one paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from playbook.framework.diagrams import Diagram, driver_diagram
from playbook.framework.register import unknown
from playbook.inputs import is_blank
from playbook.kit.change_papers import typed_table
from playbook.kit.panel_numbers import whole_number
from playbook.learn import Control, Explorer, Result, explorer
from playbook.markup import say
from playbook.plan import (
    Aim,
    Ideas,
    PdsaCycles,
    ThreeKinds,
    check_aim,
    driver_ideas,
    pdsa_cycles,
    three_kinds,
)

if TYPE_CHECKING:
    from playbook.kit.papers import Paper

PARTS = ("title", "aim", "drivers", "measures", "cycles")
REACHED = (0, 10, 25, 50, 75, 100)
CHANGED = (10, 25, 50, 75, 90)


@dataclass(frozen=True, eq=False)
class ImprovementPlan:
    """A plan to improve a service. Made by :func:`improvement_plan`."""

    aim: Aim
    ideas: Ideas
    measures: ThreeKinds
    tests: PdsaCycles

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything to put right, the aim first."""
        return (*self.aim.problems, *self.measures.problems, *self.tests.problems)

    def diagram(self, name: str) -> Diagram:
        """Draw the aim with its drivers and ideas."""
        return driver_diagram(self.aim.in_short(), self.ideas.tree, name=name)

    def sentence(self) -> str:
        """Say how much there is to put right."""
        if not self.problems:
            return "Nothing in this plan stands in the way of learning from it."
        count = len(self.problems)
        return f"{count} {'thing stands' if count == 1 else 'things stand'} in the way of learning."


def improvement_plan(paper: "Paper", *, today: date | None = None) -> ImprovementPlan:
    """Put together the plan of a paper.

    >>> from playbook.kit import load_paper
    >>> plan = improvement_plan(load_paper("improvement"), today=date(2026, 1, 31))
    >>> plan.aim.percent > 50
    True
    """
    return _read(paper.fields, today)


def check_improvement(fields: Mapping[str, Any]) -> None:
    """Check the paper of an improvement plan: what can be read, and what cannot.

    What the plan lacks is told later, by the exercise.

    Raises ``ValueError`` or ``TypeError`` that says what to mend.
    """
    for name in fields:
        if name not in PARTS:
            raise ValueError(unknown(str(name), PARTS, "the lines"))
    for name in PARTS:
        if is_blank(fields.get(name)):
            raise ValueError(f"{name} has nothing written yet. Fill it in.")
    _read(fields, None).diagram("check")


def _read(fields: Mapping[str, Any], today: date | None) -> ImprovementPlan:
    aim = check_aim(fields["aim"], today=today)
    tests = pdsa_cycles(typed_table(fields["cycles"], "cycles"), fewer=aim.fewer)
    ideas = driver_ideas(typed_table(fields["drivers"], "drivers"), tests.table["idea"])
    return ImprovementPlan(
        aim, ideas, three_kinds(typed_table(fields["measures"], "measures")), tests
    )


def blank_improvement() -> Iterator[str]:
    """Give the lines of a blank improvement plan, each with what goes there."""
    yield from (
        "aim:",
        '  what: ""  # What should change, in words that anyone can count',
        "  from:  # How many there are now, as a number",
        "  to:  # How many there should be, as a number",
        '  unit: ""  # Such as calls in two weeks',
        '  counted: ""  # Who counted the start, and when',
        '  by: ""  # The day, such as 2027-03-31',
        '  for_whom: ""  # For which people',
    )
    for name, head, words in (
        ("drivers", "Driver | In detail | Idea", "One line for each idea"),
        ("measures", "Measure | Kind | Start | Owner", "Kind is outcome, process or balancing"),
        (
            "cycles",
            "Idea | Begun | How many | What is counted | Predicted | Happened | Learned | Act",
            "One line for each test. Act is adopt, adapt or abandon",
        ),
    ):
        yield from ("", f"# {words}. Put | between the cells, also around an empty one.")
        yield from (f"{name}: |", f"  {head}")


def reach_panel(aim: Aim, *, source: str, sample: bool = False, name: str = "reach") -> Explorer:
    """Show how many people an idea must reach before the aim is met.

    The measure changes only among those who are reached, by the same share for each. So what
    works for all of five can move the whole by very little.
    """
    word = "fewer" if aim.fewer else "more"
    sign = -1 if aim.fewer else 1

    def after(reached: float, changed: float) -> dict[str, float]:
        value = aim.start * (1 + sign * reached / 100 * changed / 100)
        left = (value - aim.end) if aim.fewer else (aim.end - value)
        return {"value": value, "left": max(0.0, left)}

    def told(reached: float, changed: float, value: float, left: float) -> str:
        start = f"With {say(reached)}% reached and {say(changed)}% {word} among them"
        end = "The aim is met." if not left else f"That is {say(left, 0)} short of the aim."
        return f"{start}, there are {say(value, 0)} {aim.unit}. {end}"

    return explorer(
        name,
        [
            Control("reached", "People reached", REACHED, 0, "%"),
            Control("changed", f"Among them, {word} by", CHANGED, 50, "%"),
        ],
        after,
        [
            Result("value", f"{aim.unit[:1].upper()}{aim.unit[1:]}", "", whole_number),
            Result("left", "Short of the aim by", "", whole_number),
        ],
        told,
        message="What if the idea reached more people?",
        source=source,
        note="Those who are not reached stay as they are. Whether the gain lasts is not in it.",
        sample=sample,
        start="nobody reached",
    )
