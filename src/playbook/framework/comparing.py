"""The two approaches side by side, as tables made from the framework's data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from playbook.framework.marks import stage_mark
from playbook.framework.model import Approach, Framework
from playbook.framework.reader import framework
from playbook.markup import table_html


@dataclass(frozen=True, eq=False)
class Comparison:
    """A table for a page, with its caption.

    Where there are columns to compare, each row's name stands above its cells, so that both fit
    a phone side by side. ``marks`` are small drawings beside those names.
    """

    caption: str
    table: pd.DataFrame = field(repr=False)
    marks: tuple[str, ...] = field(default=(), repr=False)

    def __repr__(self) -> str:
        rows = [" | ".join(map(str, row)) for row in self.table.itertuples(index=False, name=None)]
        return "\n".join([f"{self.caption}: {' | '.join(self.table.columns)}", *rows])

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}

    def html(self) -> str:
        """Give the table as HTML, in a box that scrolls by keyboard."""
        if len(self.table.columns) < 3:
            return f'<div class="pb-shown">{table_html(self.table, self.caption)}</div>'
        label, names = escape(self.caption, quote=True), self.table.columns[1:]
        heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
        rows = self.table.itertuples(index=False, name=None)
        marks = self.marks or ("",) * len(self.table)
        groups = "".join(_group(mark, *row) for mark, row in zip(marks, rows, strict=True))
        return (
            f'<div class="pb-shown"><div class="pb-table" role="region" aria-label="{label}" '
            f'tabindex="0"><table><caption>{label}</caption>'
            f"<thead><tr>{heads}</tr></thead>{groups}</table></div></div>"
        )


def _group(mark: str, name: str, *cells: str) -> str:
    """Write a name across the table, and its cells below it."""
    head = f'<th scope="rowgroup" colspan="{len(cells)}">{mark} {escape(name)}</th>'
    row = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f"<tbody><tr>{head}</tr><tr>{row}</tr></tbody>"


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
    marks = tuple(map(stage_mark, data.stages))
    return Comparison("What each approach makes in every stage", table, marks)


def principles_compared(data: Framework | None = None) -> Comparison:
    """List the principles once each, and say whether one approach holds to it or both.

    >>> principles_compared().table["Held by"].tolist()[:4]
    ['Both', 'Both', 'Both', 'Strategic commissioning']
    """
    data = data or framework()
    holders: dict[str, list[str]] = {}
    for approach in data.approaches.values():
        for principle in approach.principles:
            holders.setdefault(principle.text, []).append(approach.name)
    table = pd.DataFrame(
        {"Held by": "Both" if len(names) > 1 else names[0], "Principle": text}
        for text, names in holders.items()
    )
    return Comparison("The principles of the two approaches", table)


def _listed(products: list[str]) -> str:
    """Join products into one line, of which only the first begins with a capital letter."""
    first, *others = products or ["Nothing named"]
    return "; ".join([first, *(one[:1].lower() + one[1:] for one in others)])
