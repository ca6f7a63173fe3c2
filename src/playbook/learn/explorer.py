"""A what-if panel: Python works out every case, and the page only chooses among them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from playbook.learn.explorer_html import TODAY, explorer_html
from playbook.learn.grid import Case, Control, Grid, Result, build_grid
from playbook.learn.live import LivePanel, as_module
from playbook.learn.scripts import asset


class Explorer(LivePanel):
    """A what-if panel, live in Jupyter and in the book.

    ``grid`` holds every case. In Jupyter ``values`` are the assumptions chosen now, and
    ``case`` is what follows from them.
    """

    _esm = as_module(asset("explorer.js"))
    _css = asset("activities.css")

    values = traitlets.Dict().tag(sync=True)

    def __init__(self, grid: Grid, html: str, label: str) -> None:
        self.grid = grid
        super().__init__(html, label)
        self.values = dict(grid.cases[grid.today].values)

    @property
    def case(self) -> Case:
        """What follows from the assumptions that are chosen now."""
        return next(case for case in self.grid.cases if dict(case.values) == self.values)


def explorer(
    name: str,
    controls: Sequence[Control],
    model: Callable[..., Mapping[str, float] | Any],
    results: Sequence[Result],
    sentence: Callable[..., str],
    *,
    message: str,
    source: str,
    note: str = "",
    sample: bool = False,
    level: int = 3,
    start: str = TODAY,
) -> Explorer:
    """Show a what-if panel whose every number is worked out in Python.

    ``model`` is called once for each combination of the controls' values, by keyword, and gives
    a mapping or a dataclass that holds every result. ``sentence`` is called with the values and
    the results, also by keyword, and says the case in plain English. The page holds the cases
    and chooses among them, so it needs no kernel; without scripts it shows today and a table.
    ``start`` names the defaults when they are not today's: "the first pair", "last year".

    More than 2,000 combinations, a default that is not among the values, a result that the
    model does not give or that is not a number: each raises :class:`ExplorerError`.

    >>> panel = explorer(
    ...     "beds",
    ...     [Control("delay_days", "Average delay", (5, 10, 15), 10, "days")],
    ...     lambda delay_days: {"beds": delay_days * 1277 / 365},
    ...     [Result("beds", "Beds in use", "beds")],
    ...     lambda delay_days, beds: f"At {delay_days} days, {beds:.0f} beds are in use.",
    ...     message="What if delays were shorter?",
    ...     source="made-up figures", sample=True)
    >>> panel.case.sentence
    'At 10 days, 35 beds are in use.'
    """
    grid = build_grid(controls, model, results, sentence)
    html = explorer_html(
        name,
        grid,
        message=message,
        source=source,
        note=note,
        sample=sample,
        level=level,
        start=start,
    )
    return Explorer(grid, html, f"What-if panel: {message} {grid.cases[grid.today].sentence}")
