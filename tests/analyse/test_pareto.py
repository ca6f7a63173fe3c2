"""Pareto: order, running totals, and the smallest set."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.analyse import pareto

HALVES = {f"cause {letter}": 256 // 2**at for at, letter in enumerate("abcdefghi")}
REASONS = {
    "Code 9 AWI": 1_000,
    "Health and social care": 11_268,
    "Patient and family": 12,
    "Code 9 other": 457,
}


def test_the_worked_example_has_the_published_running_totals():
    table = pareto(HALVES).table
    assert table["cumulative_percent"].round(1).tolist()[1:3] == [75.1, 87.7]
    assert pareto(HALVES).vital == ("cause a", "cause b", "cause c")


def test_one_reason_makes_up_most_of_morays_delays():
    found = pareto(REASONS)
    assert found.table["count"].tolist() == [11_268, 1_000, 457, 12]
    assert found.vital == ("Health and social care",)
    assert found.sentence() == ("One cause, Health and social care, makes up 88.5% of 12,737.")


def test_ties_are_sorted_by_name_and_other_comes_last():
    found = pareto({"Other": 50, "b": 10, "a": 10, "c": 30})
    assert found.table["cause"].tolist() == ["c", "a", "b", "Other"]


def test_reaching_the_share_exactly_is_enough():
    assert pareto({"a": 80, "b": 20}).vital == ("a",)
    assert pareto({"a": 0.7, "b": 0.1, "c": 0.2}, share=0.9).vital == ("a", "c")


def test_causes_that_are_all_alike_are_not_called_a_vital_few():
    assert pareto({"a": 1, "b": 1, "c": 1}).sentence() == (
        "No few causes stand out: it takes all 3 to reach 80%."
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "no causes"),
        ({"a": 0}, "Every count is zero"),
        ({"a": 1, "b": -1}, "count of b is negative"),
        ({"a": 1, "b": None}, "count of b is not known"),
        (pd.Series([1, 2], index=["a", "a"]), "a appears more than once"),
    ],
)
def test_counts_that_cannot_be_ranked_are_refused(counts, said):
    with pytest.raises(ValueError, match=said):
        pareto(counts)


@pytest.mark.parametrize("share", [0, 1.1, -0.8, 80])
def test_a_share_is_a_fraction(share):
    with pytest.raises(ValueError, match=r"such as 0\.8"):
        pareto(REASONS, share=share)


def test_the_figure_says_everything_that_it_shows():
    shown = pareto(REASONS).plot(name="reasons", source="Public Health Scotland", unit="bed days")
    assert "Health and social care: 11,268, running total 88.5%." in shown.alt
    assert "80% reached above this line" in shown.html()
    assert shown.table.columns.tolist()[:2] == ["Cause", "Bed days"]


@given(
    st.dictionaries(st.text(min_size=1), st.integers(0, 500), min_size=1).filter(
        lambda counts: sum(counts.values()) > 0
    )
)
def test_the_vital_set_is_the_smallest_that_reaches_the_share(counts):
    found = pareto(counts, other="")
    largest = sorted(counts.values(), reverse=True)
    wanted = next(
        size for size in range(1, len(largest) + 1) if sum(largest[:size]) * 5 >= sum(largest) * 4
    )
    assert len(found.vital) == wanted
    assert found.table["cumulative_percent"].is_monotonic_increasing
    assert found.table["percent"].sum() == pytest.approx(100)
