"""The grid behind a what-if panel: every case worked out, or a clear refusal."""

import json
import re
from dataclasses import dataclass

import pytest

from playbook.learn import Control, ExplorerError, Result, explorer
from playbook.learn.grid import MOST_ROWS, build_grid

DAYS = Control("delay_days", "Average delay", (5, 10, 15), 10, "days")
GROWTH = Control("growth", "Growth", (0, 10), 0, "%")
BEDS = Result("beds", "Beds", "beds")


def beds(delay_days, growth=0):
    return {"beds": 35 * delay_days / 10 * (1 + growth / 100)}


def say(delay_days, beds, growth=0):
    return f"{delay_days} days and {growth}% more people: {beds:.0f} beds."


def test_every_combination_is_worked_out_and_the_last_control_changes_fastest():
    grid = build_grid([DAYS, GROWTH], beds, [BEDS], say)
    assert [tuple(case.values.values()) for case in grid.cases] == [
        (5, 0),
        (5, 10),
        (10, 0),
        (10, 10),
        (15, 0),
        (15, 10),
    ]
    assert grid.cases[grid.today].values == {"delay_days": 10, "growth": 0}
    assert grid.cases[5].results["beds"] == pytest.approx(57.75)
    assert grid.cases[5].sentence == "15 days and 10% more people: 58 beds."


def test_a_model_may_answer_with_a_dataclass():
    @dataclass(frozen=True)
    class Answer:
        beds: float

    grid = build_grid([DAYS], lambda delay_days: Answer(delay_days * 2.0), [BEDS], say)
    assert [case.results["beds"] for case in grid.cases] == [10, 20, 30]


def test_the_table_holds_every_case_under_its_labels():
    table = build_grid([DAYS, GROWTH], beds, [BEDS], say).table
    assert list(table.columns) == ["Average delay (days)", "Growth (%)", "Beds (beds)"]
    assert table.shape == (6, 3)


@pytest.mark.parametrize(
    ("controls", "results", "model", "said"),
    [
        ([], [BEDS], beds, "at least one control"),
        ([DAYS], [], beds, "one result"),
        (
            [Control("delay_days", "Delay", (5, 15), 10)],
            [BEDS],
            beds,
            "not one of its steps: 5, 15",
        ),
        ([DAYS], [Result("bed", "Beds")], beds, 'Did you mean "beds"?'),
        ([DAYS], [BEDS], lambda delay_days: {"beds": float("nan")}, "is not a number when"),
        (
            [DAYS, Control("growth", "Growth", tuple(range(1000)), 0)],
            [BEDS],
            beds,
            f"3,000 combinations; a page can hold {MOST_ROWS:,}",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_reason(controls, results, model, said):
    with pytest.raises(ExplorerError, match=said.replace("?", r"\?")):
        build_grid(controls, model, results, say)


def panel():
    return explorer("beds", [DAYS, GROWTH], beds, [BEDS], say, message="What if?", source="none")


def test_the_panel_is_the_same_every_time_and_shows_today():
    first, second = panel(), panel()
    assert first.html == second.html
    assert repr(first) == "What-if panel: What if? 10 days and 0% more people: 35 beds."
    assert '<p class="pb-change">Today</p>' in first.html
    assert "Sample data" not in first.html


def test_a_panel_that_does_not_begin_with_today_says_what_it_begins_with():
    named = explorer(
        "pair", [DAYS], beds, [BEDS], say, message="?", source="made up", start="last year"
    )
    assert "▲ Last year: 10 days" in named.html
    assert "17.5 more. Last year: 35" in named.html
    assert "Back to last year" in named.html
    assert "oday" not in named.html.replace("pb-today", "").replace('"today"', "")


def test_in_jupyter_the_case_follows_the_values_that_were_chosen():
    live = panel()
    assert live.case.results["beds"] == 35
    live.values = {"delay_days": 5, "growth": 10}
    assert live.case.sentence == "5 days and 10% more people: 19 beds."


def test_every_assumption_of_a_row_heads_it():
    html = panel().html
    assert '<th scope="row">5</th><th scope="row">0</th><td' in html
    assert html.count("<details>") == 1, "a short table is shown whole"


def test_before_a_long_table_stands_a_short_one_with_today_in_it():
    days = Control("delay_days", "Average delay", tuple(range(5, 18)), 11, "days")
    growth = Control("growth", "Growth", tuple(range(-20, 22, 2)), 0, "%")
    grid = build_grid([days, growth], beds, [BEDS], say)
    assert len(grid.table) == 273
    assert 20 <= len(grid.short_table) <= 60
    assert ["11", "0"] in grid.short_table.iloc[:, :2].to_numpy().tolist()
    long = explorer("b", [days, growth], beds, [BEDS], say, message="What if?", source="none")
    assert "<summary>Show all 273 rows</summary>" in long.html
    assert long.html.count("<tr>") == 273 + len(grid.short_table) + 2


def changes_of(panel):
    """What the panel says of each case: the number, and how it differs from the start."""
    grid = re.search(r'class="pb-grid">(.*?)</script>', panel.html, re.DOTALL)
    return [tuple(case["results"][0][:2]) for case in json.loads(grid[1])["cases"]]


@pytest.mark.parametrize(
    ("values", "format", "expected"),
    [
        (
            (35, 32, 38),
            "{:.0f}",
            [("35", "The plan"), ("32", "3 less. The plan: 35"), ("38", "3 more. The plan: 35")],
        ),
        ((0, 1133), "{:,.0f}", [("0", "The plan"), ("1,133", "The plan: 0")]),
        ((0, 2324), "{:+,.0f}", [("+0", "The plan"), ("+2,324", "The plan: +0")]),
        ((30, -54), "{:+.0f}", [("+30", "The plan"), ("−54", "84 less. The plan: +30")]),
        ((34.48, 34.46), "{:.1f}", [("34.5", "The plan"), ("34.5", "No change. The plan: 34.5")]),
        ((7.149, 7.151), "{:.1f}", [("7.1", "The plan"), ("7.2", "The plan: 7.1")]),
    ],
)
def test_a_difference_reads_well_after_any_start(values, format, expected):
    panel = explorer(
        "case",
        [Control("at", "Case", range(len(values)), 0)],
        lambda at: {"beds": values[at]},
        [Result("beds", "Beds", "beds", format.format)],
        lambda at, beds: f"{beds} beds.",
        message="What if?",
        source="made up for a test",
        start="the plan",
    )
    assert changes_of(panel) == expected
