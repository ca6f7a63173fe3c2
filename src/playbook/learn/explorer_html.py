"""The HTML of a what-if panel: today's case and a table for everyone, sliders for scripts."""

import pandas as pd

from playbook.learn.grid import EASY_ROWS, Case, Control, Grid, Result
from playbook.learn.tags import Html, data_script, join, tag
from playbook.markup import table_html

TODAY = "today"


def explorer_html(
    name: str,
    grid: Grid,
    *,
    message: str,
    source: str,
    note: str,
    sample: bool,
    level: int,
    start: str = TODAY,
) -> Html:
    """Write the panel, showing today. Its script moves from case to case.

    ``start`` is another name for today, where the panel does not begin with what is so now.
    """
    today = grid.cases[grid.today]
    controls = (_control(control, f"pb-{name}-{control.id}", start) for control in grid.controls)
    results = (_result(grid, result, today, start) for result in grid.results)
    return tag(
        "section",
        tag(f"h{level}", message, class_="pb-explorer-title"),
        tag("div", *controls, class_="pb-controls", hidden=True),
        tag("div", *results, class_="pb-outcomes-now"),
        tag("p", today.sentence, class_="pb-sentence"),
        tag("p", class_="pb-said", role="status"),
        tag("div", class_="pb-actions", hidden=True),
        _source(source, note, sample),
        _tables(grid, message),
        data_script(_data(grid, start), "pb-grid"),
        class_="pb-explorer",
        id=f"pb-{name}",
    )


def _control(control: Control, name: str, start: str) -> Html:
    texts = control.texts()
    today = list(control.values).index(control.default)
    at = today / max(1, len(texts) - 1)
    return tag(
        "div",
        tag(
            "div",
            tag("label", control.label, for_=name),
            tag("span", texts[today], class_="pb-control-value"),
            class_="pb-control-top",
        ),
        tag(
            "input",
            id=name,
            class_="pb-slider",
            type="range",
            min=0,
            max=len(texts) - 1,
            step=1,
            value=today,
            aria_valuetext=texts[today],
            autocomplete="off",
        ),
        tag("div", tag("i", style=f"--pb-at:{at:.4f}"), class_="pb-today-mark", aria_hidden="true"),
        tag(
            "div",
            tag("span", texts[0]),
            tag("span", f"▲ {_capital(start)}: {texts[today]}", class_="pb-today"),
            tag("span", texts[-1]),
            class_="pb-control-ends",
        ),
        class_="pb-control",
    )


def _result(grid: Grid, result: Result, case: Case, start: str) -> Html:
    share = f"width:{_share(grid, result, case):.2%}"
    today = f"left:{_share(grid, result, grid.cases[grid.today]):.2%}"
    return tag(
        "div",
        tag("p", result.label, class_="pb-outcome-label"),
        tag(
            "p",
            tag("strong", _shown(result, case.results[result.id]), class_="pb-big"),
            f" {result.unit}" if result.unit else None,
            class_="pb-outcome-number",
        ),
        tag(
            "div",
            tag("i", style=share),
            tag("b", style=today),
            class_="pb-gauge",
            aria_hidden="true",
        ),
        tag("p", _change(grid, result, case, start), class_="pb-change"),
        class_="pb-outcome",
    )


def _share(grid: Grid, result: Result, case: Case) -> float:
    """Give how far along its bar a result stands. Every bar begins at nought."""
    every = [other.results[result.id] for other in grid.cases]
    low, high = min(0.0, *every), max(0.0, *every)
    return (case.results[result.id] - low) / (high - low) if high > low else 0.0


def _change(grid: Grid, result: Result, case: Case, start: str) -> str:
    """Say how a case differs from today, in the figures that are shown.

    Where today is nought, the difference is the result itself, so only today's is given. So it is
    where the difference is too small to be seen.
    """
    today = grid.cases[grid.today].results[result.id]
    change = case.results[result.id] - today
    size, before = result.format(abs(change)), _shown(result, today)
    nought = result.format(0)
    if case is grid.cases[grid.today]:
        return _capital(start)
    if _shown(result, case.results[result.id]) == before:
        return f"No change. {_capital(start)}: {before}"
    if nought in (before, size):
        return f"{_capital(start)}: {before}"
    return f"{size.lstrip('+')} {'more' if change > 0 else 'less'}. {_capital(start)}: {before}"


def _shown(result: Result, value: float) -> str:
    """Write a result; a minus is a real minus."""
    text = result.format(value)
    return text.replace("-", "−", 1) if text.startswith("-") else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _source(source: str, note: str, sample: bool) -> Html:
    badge = tag("span", "Sample data", class_="pb-sample") if sample else None
    text = f"{' ' if sample else ''}Source: {source.removesuffix('.')}."
    return tag("p", badge, text, f" {note}" if note else None, class_="pb-source")


def _tables(grid: Grid, message: str) -> Html:
    """Write the table of every case, and before a long one a table at wider steps."""
    rows = len(grid.cases)
    if rows <= EASY_ROWS:
        return _table(grid, grid.table, "Show all the numbers", f"Every case: {message}")
    short = _table(grid, grid.short_table, "Show the numbers", f"Some of the cases: {message}")
    every = _table(grid, grid.table, f"Show all {rows:,} rows", f"Every case: {message}")
    return join(short, every)


def _table(grid: Grid, table: pd.DataFrame, summary: str, caption: str) -> Html:
    written = table_html(table, caption, row_headings=len(grid.controls))
    return tag("details", tag("summary", summary), Html(written))


def _data(grid: Grid, start: str) -> dict[str, object]:
    """Give the script the texts of every case: it chooses, and works out nothing."""
    return {
        "today": grid.today,
        **({} if start == TODAY else {"back": f"Back to {start}"}),
        "controls": [
            {"id": control.id, "values": list(control.values), "texts": control.texts()}
            for control in grid.controls
        ],
        "cases": [
            {
                "sentence": case.sentence,
                "results": [
                    [
                        _shown(result, case.results[result.id]),
                        _change(grid, result, case, start),
                        round(_share(grid, result, case), 4),
                    ]
                    for result in grid.results
                ],
            }
            for case in grid.cases
        ],
    }
