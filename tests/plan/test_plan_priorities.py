"""Funding under a budget: the worked sets, brute force, and shifts at the margin."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.plan import fund_within_budget, knapsack, programme_budget, shift_at_the_margin


def wishes(**rows) -> pd.DataFrame:
    return pd.DataFrame(
        [{"name": name, "cost": cost, "benefit": benefit} for name, (cost, benefit) in rows.items()]
    )


def test_ranking_gives_60_where_66_can_be_had():
    funded = fund_within_budget(wishes(a=(100, 60), b=(60, 33), c=(60, 33)), 120)
    assert (funded.chosen, funded.cost, funded.benefit) == (("b", "c"), 120, 66)
    assert (funded.ranking_chosen, funded.ranking_cost, funded.ranking_benefit) == (("a",), 100, 60)
    assert funded.sentence() == (
        "A budget of £120 buys the most benefit, 66 points, with b, c. "
        "Ranking by benefit for each pound reaches 60."
    )


def test_the_worked_five_candidates_fund_a_b_and_e():
    five = wishes(a=(120, 40), b=(90, 35), c=(60, 20), d=(200, 70), e=(30, 12))
    funded = fund_within_budget(five, 250)
    assert funded.chosen == ("a", "b", "e")
    assert (funded.cost, funded.benefit) == (240, 87)
    assert funded.sentence().endswith("gives the same set.")
    assert funded.table["name"].iloc[0] == "e"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), min_size=1, max_size=9),
    st.integers(0, 200),
)
def test_no_set_within_the_budget_is_better_and_no_equal_one_cheaper(pairs, budget):
    table = pd.DataFrame(pairs, columns=["cost", "benefit"])
    table["name"] = [f"n{at}" for at in range(len(table))]
    funded = fund_within_budget(table, budget)
    sets = [np.array(one, dtype=bool) for one in product([0, 1], repeat=len(pairs))]
    able = [
        (-table["benefit"][one].sum(), table["cost"][one].sum())
        for one in sets
        if table["cost"][one].sum() <= budget
    ]
    assert (-funded.benefit, funded.cost) == min(able)
    assert funded.ranking_benefit <= funded.benefit
    assert funded.ranking_cost <= budget


def test_a_budget_in_millions_is_kept_to_the_penny():
    close = wishes(a=(50_000_000.40, 50), b=(50_000_000.40, 50), c=(49_999_999.50, 49))
    assert fund_within_budget(close, 100_000_000).benefit == 99


def test_hundreds_of_candidates_are_funded_exactly_too():
    random = np.random.default_rng(7)
    many = pd.DataFrame(
        {
            "name": [f"n{at}" for at in range(300)],
            "cost": random.integers(5_000, 400_000, 300),
            "benefit": random.integers(1, 100, 300),
        }
    )
    funded = fund_within_budget(many, 5_000_000)
    assert funded.ranking_benefit <= funded.benefit
    assert funded.cost <= 5_000_000


def test_something_for_nothing_is_always_funded():
    funded = fund_within_budget(wishes(free=(0, 5), dear=(10, 5)), 0)
    assert funded.chosen == funded.ranking_chosen == ("free",)
    assert "Free of cost" in funded.plot(name="free", source="Invented").note


def test_a_budget_that_buys_nothing_says_so():
    assert fund_within_budget(wishes(a=(10, 5)), 9).sentence() == "Nothing fits a budget of £9."


@pytest.mark.parametrize(
    ("table", "budget", "said"),
    [
        (wishes(a=(1, 1)), -1, "budget is -1"),
        (wishes(a=(1, 1)), "100", "must be a number"),
        (wishes(a=(-1, 1)), 5, "cost of a is -1"),
        (wishes(a=(1, None)), 5, "benefit of a is"),
        (wishes(a=(1, "2")), 5, "benefit of a is '2'"),
        (wishes(a=(1, 1)).rename(columns={"benefit": "benefits"}), 5, 'Did you mean "benefits"'),
        (pd.concat([wishes(a=(1, 1))] * 2), 5, "Repeated: a"),
        (wishes(a=(1, 1)).assign(name=[" "]), 5, "row 1 has no name"),
        (wishes(a=(1, 1)).iloc[:0], 5, "no candidates"),
        ([("a", 1, 1)], 5, "must be a DataFrame"),
    ],
)
def test_candidates_that_cannot_be_compared_are_refused(table, budget, said):
    with pytest.raises(ValueError, match=said):
        fund_within_budget(table, budget)


# Shifts at the margin

ADDS = wishes(Night=(100, 30), Reablement=(80, 28), Garden=(60, 3))
RELEASES = pd.DataFrame(
    {"name": ["Clinic", "Transport"], "saving": [120, 100], "benefit": [10, 35]}
)


def test_only_a_release_that_loses_less_than_it_buys_is_taken():
    shift = shift_at_the_margin(ADDS, RELEASES)
    assert shift.releases == ("Clinic",)
    assert shift.adds == ("Night",)
    assert (shift.net_benefit, shift.net_cost) == (20, -20)
    assert shift.table["kind"].tolist() == ["add"] * 3 + ["release"] * 2
    assert shift.table["name"].tolist() == ["Reablement", "Night", "Garden", "Clinic", "Transport"]


def test_new_money_widens_the_shift():
    shift = shift_at_the_margin(ADDS, RELEASES, new_money=60)
    assert set(shift.adds) == {"Night", "Reablement"}
    assert shift.net_cost <= 60


def test_without_a_gain_nothing_moves():
    shift = shift_at_the_margin(wishes(a=(100, 1)), RELEASES)
    assert shift.sentence().startswith("No shift gains")


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30)), max_size=4),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30)), min_size=1, max_size=4),
    st.integers(0, 50),
)
def test_no_other_shift_gains_more(adds, releases, money):
    start = pd.DataFrame(adds, columns=["cost", "benefit"]).assign(
        name=lambda t: "a" + t.index.astype(str)
    )
    stop = pd.DataFrame(releases, columns=["saving", "benefit"]).assign(
        name=lambda t: "r" + t.index.astype(str)
    )
    costs = [cost for cost, _ in adds] + [-saving for saving, _ in releases]
    gains = [gain for _, gain in adds] + [-lost for _, lost in releases]
    best = max(
        np.dot(one, gains)
        for one in product([0, 1], repeat=len(costs))
        if np.dot(one, costs) <= money
    )
    assert shift_at_the_margin(start, stop, money).net_benefit == pytest.approx(best)


def test_a_name_on_both_lists_is_refused():
    with pytest.raises(ValueError, match="at once: Clinic"):
        shift_at_the_margin(wishes(Clinic=(1, 1)), RELEASES)
    with pytest.raises(ValueError, match="nothing to add"):
        shift_at_the_margin(ADDS.iloc[:0], RELEASES.iloc[:0])


# The programme budget


def test_rows_of_one_programme_are_added_up_and_ranked():
    spent = pd.DataFrame(
        {"programme": ["Beds", "Home", "Beds"], "spend": [50, 70, 10], "people": [5, 0, 1]}
    )
    result = programme_budget(spent)
    assert result.table["programme"].tolist() == ["Home", "Beds"]
    assert result.table["share"].sum() == pytest.approx(1)
    assert result.table["gbp_per_person"].tolist()[1] == 10
    assert np.isnan(result.table["gbp_per_person"][0])
    assert result.notices == ("Home serves nobody, so it has no spend for each person.",)
    assert result.plot(name="spend", source="Invented").alt.startswith("Bar chart of pounds")


@pytest.mark.parametrize(
    ("spent", "total", "said"),
    [
        ({"programme": ["Beds"], "spend": [50]}, 60, "-£10 apart"),
        ({"programme": ["Beds"], "spend": [0]}, None, "adds up to nothing"),
        ({"programme": [None], "spend": [5]}, None, "needs a programme"),
        ({"programme": ["Beds"], "spend": [-5]}, None, "at least 0"),
        ({"programme": ["Beds"], "spent": [5]}, None, 'Did you mean "spent"'),
    ],
)
def test_a_budget_that_does_not_add_up_is_refused(spent, total, said):
    with pytest.raises(ValueError, match=said):
        programme_budget(pd.DataFrame(spent), total)


def test_looking_at_every_set_finds_what_the_solver_finds(monkeypatch):
    draws = np.random.default_rng(7)
    for _ in range(40):
        size = int(draws.integers(1, 9))
        benefits = draws.integers(-50, 90, size).astype(float)
        costs = draws.integers(-90, 120, size).astype(float)
        looked = knapsack.best_set(benefits, costs, 60.0)
        with monkeypatch.context() as patch:
            patch.setattr(knapsack, "_FEW", 0)
            solved = knapsack.best_set(benefits, costs, 60.0)
        assert benefits @ looked == pytest.approx(benefits @ solved)
        assert costs @ looked == pytest.approx(costs @ solved), "of equal sets the cheapest"
