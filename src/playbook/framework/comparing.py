"""The two approaches side by side, as tables made from the framework's data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from playbook.framework.model import Approach, Framework
from playbook.framework.reader import framework
from playbook.markup import table_html


@dataclass(frozen=True, eq=False)
class Comparison:
    """A table for a page, with its caption and a note below it."""

    caption: str
    table: pd.DataFrame = field(repr=False)
    note: str = ""

    def __repr__(self) -> str:
        rows = [" | ".join(map(str, row)) for row in self.table.itertuples(index=False, name=None)]
        return "\n".join([f"{self.caption}: {' | '.join(self.table.columns)}", *rows])

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> str:
        """Give the table as HTML that scrolls by keyboard, and the note as a paragraph."""
        note = f'<p class="pb-source">{escape(self.note)}</p>' if self.note else ""
        return f'<div class="pb-shown">{table_html(self.table, self.caption)}{note}</div>'


def approaches_compared(data: Framework | None = None) -> Comparison:
    """Set the approaches side by side: what each is for, when it applies and is the default.

    >>> approaches_compared().table.iloc[:, 0].tolist()
    ['What it is for', 'Use it when', 'It is the default when', 'For example']
    """
    data = data or framework()
    asked: dict[str, Callable[[Approach], str]] = {
        "What it is for": lambda approach: approach.purpose,
        "Use it when": lambda approach: " ".join(approach.use_when),
        "It is the default when": lambda approach: approach.default_when,
        "For example": lambda approach: " ".join(approach.examples),
    }
    approaches = data.approaches.values()
    table = pd.DataFrame(
        {"Question": question, **{one.name: answer(one) for one in approaches}}
        for question, answer in asked.items()
    )
    return Comparison("What each approach is for, and when to use it", table)


def stages_compared(data: Framework | None = None) -> Comparison:
    """Set side by side what each approach makes in every stage of the cycle.

    >>> stages_compared().table["Quality and service improvement"].iloc[1]
    'Improvement plan; short business case'
    """
    data = data or framework()
    table = pd.DataFrame(
        {
            "Stage": stage.name,
            **{
                approach.name: _listed([x.product for x in stage.expects if x.approach == key])
                for key, approach in data.approaches.items()
            },
        }
        for stage in data.stages.values()
    )
    return Comparison("What each approach makes in every stage", table)


def principles_compared(data: Framework | None = None) -> Comparison:
    """List the principles once each, and say whether one approach holds to it or both.

    >>> principles_compared().table["Which approach"].tolist()[:4]
    ['Both', 'Both', 'Both', 'Strategic commissioning']
    """
    data = data or framework()
    holders: dict[str, list[str]] = {}
    for approach in data.approaches.values():
        for principle in approach.principles:
            holders.setdefault(principle.text, []).append(approach.name)
    table = pd.DataFrame(
        {"Principle": text, "Which approach": "Both" if len(names) > 1 else names[0]}
        for text, names in holders.items()
    )
    return Comparison("The principles of the two approaches", table)


def _listed(products: list[str]) -> str:
    """Join products into one line, of which only the first begins with a capital letter."""
    first, *others = products or ["Nothing named"]
    return "; ".join([first, *(one[:1].lower() + one[1:] for one in others)])
