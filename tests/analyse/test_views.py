"""Views: agreement of coders, themes, who was not heard, failure demand, and the resource map."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from playbook.analyse import (
    agreement,
    failure_demand,
    resource_map,
    themes,
    who_was_not_heard,
)

codes = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=80)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@given(codes)
@settings(deadline=None)
def test_kappa_and_its_standard_error_are_those_of_statsmodels(pairs):
    first, second = zip(*pairs, strict=True)
    names = sorted({*first, *second})
    assume(len(names) > 1)
    table = pd.crosstab(pd.Series(first), pd.Series(second))
    theirs = cohens_kappa(table.reindex(index=names, columns=names, fill_value=0).to_numpy())
    ours = agreement(first, second)
    assert ours.kappa == pytest.approx(theirs.kappa)
    if np.isfinite(theirs.std_kappa) and theirs.var_kappa > 1e-12:
        assert ours.lower == pytest.approx(
            max(-1, theirs.kappa - 1.959964 * theirs.std_kappa), abs=1e-6
        )


def test_agreement_is_set_against_what_chance_would_give():
    first = ["yes"] * 20 + ["yes"] * 5 + ["no"] * 10 + ["no"] * 15
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    found = agreement(first, second)
    assert (found.observed, found.expected) == pytest.approx((0.7, 0.5))
    assert found.kappa == pytest.approx(0.4)
    assert found.disagreements()["items"].tolist() == [10, 5]
    assert found.sentence().startswith("The two coders agreed on 70% of 50 items. Kappa is 0.40")


def test_one_code_for_everything_has_no_kappa_and_words_say_why():
    found = agreement(["a", "a"], ["a", "a"])
    assert np.isnan(found.kappa)
    assert "used one code only" in found.sentence()


def test_comments_with_two_themes_are_kept_for_talking():
    rows = pd.DataFrame(
        {
            "comment": ["1", "2", "3", "4", "5"],
            "coder_1": ["waiting", "waiting", "cost", "staff", "waiting"],
            "coder_2": ["waiting", "waiting", "cost", "waiting", "cost"],
        }
    )
    found = themes(rows)
    assert found.table[["theme", "comments"]].to_numpy().tolist() == [["waiting", 2], ["cost", 1]]
    assert found.open["comment"].tolist() == ["4", "5"]
    assert "2 of 3 comments on which both coders agree" in found.sentence()
    assert "2 comments with different codes" in found.plot(name="themes", source="Invented").note


def test_groups_heard_less_than_their_share_are_named():
    found = who_was_not_heard(
        {"18 to 64": 190, "65 to 84": 60, "85 and over": 2},
        {"18 to 64": 55_060, "65 to 84": 19_296, "85 and over": 2_646, "Carers": 900},
    )
    assert found.missing == ("Carers", "85 and over")
    assert found.sentence().startswith("Heard too little: Carers, 85 and over. Carers are 1%")
    assert found.table["percent_of_people"].sum() == pytest.approx(100)
    assert "Carers: answers: 0" in found.plot(name="heard", source="Invented").alt
    even = who_was_not_heard({"a": 50, "b": 50}, {"a": 500, "b": 500})
    assert even.sentence() == "No group was clearly heard less than its share of people."


LOG = pd.DataFrame(
    {
        "kind": ["Failure"] * 30 + ["value"] * 70,
        "cause": ["No call back"] * 20 + ["Late visit"] * 9 + [None] * 71,
    }
)


def test_failure_demand_has_a_wilson_interval_and_its_causes():
    found = failure_demand(LOG, cause="cause")
    assert found.share.value == 0.3
    assert (found.share.lower, found.share.upper) == pytest.approx((0.2190, 0.3959), abs=1e-4)
    assert found.causes.table["cause"].tolist() == ["No call back", "Late visit"]
    assert found.notices == ("1 failure contacts have no cause.",)
    assert found.sentence().endswith("The first cause is No call back, with 20.")
    assert "Pareto" in found.plot(name="causes", source="Invented").alt
    assert failure_demand(LOG).plot(name="kinds", source="Invented").table.shape == (2, 2)


def test_contacts_on_which_coders_differ_are_not_counted():
    twice = LOG.assign(second=["value"] * 10 + ["failure"] * 20 + ["value"] * 70)
    found = failure_demand(twice, second="second")
    assert (found.share.events, found.share.population) == (20, 90)
    assert found.notices == ("10 contacts with two different codes are not counted.",)
    assert found.agreement.observed == pytest.approx(0.9)


SERVICES = pd.DataFrame(
    {
        "client_group": ["Older people", "Older people", "Learning disability", "Older people"],
        "locality": ["North", "South", "South", " "],
        "cost_gbp": [60_000_000, 50_000_000, 40_000_000, 14_000_000],
    }
)


def test_a_map_that_adds_up_says_so_and_one_that_does_not_shows_the_gap():
    whole = resource_map(SERVICES, 164_000_000)
    assert whole.reconciles
    assert whole.sentence() == "The map holds £164,000,000, which is the whole budget."
    short = resource_map(SERVICES, 214_000_000)
    assert short.difference_gbp == 50_000_000
    assert "£50,000,000 (23.4%) is not on the map" in short.sentence()
    assert "Not on the map: 50,000,000" in short.plot(name="map", source="Invented").alt
    twice = resource_map(SERVICES, 150_000_000)
    assert "counted twice" in twice.sentence()
    assert resource_map(SERVICES).difference_gbp is None


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_groups_and_localities_add_up_to_the_total(costs):
    rows = pd.DataFrame(
        {
            "client_group": [f"group {at % 3}" for at in range(len(costs))],
            "locality": [f"place {at % 4}" for at in range(len(costs))],
            "cost_gbp": costs,
        }
    )
    found = resource_map(rows, sum(costs) + 1)
    assert found.cross.loc["Total", "Total"] == pytest.approx(sum(costs))
    assert found.table["cost_gbp"].sum() == pytest.approx(sum(costs))
    assert found.difference_gbp == pytest.approx(1)


def test_what_has_no_locality_is_kept_apart_and_has_no_cost_per_head():
    people = pd.Series({"North": 20_000, "South": 25_000})
    found = resource_map(SERVICES, people=people)
    assert found.notices == ("£14,000,000 has no locality.",)
    assert found.table["per_head_gbp"].tolist()[:3] == [3000, 2000, 1600]
    assert found.table["per_head_gbp"].isna().tolist() == [False, False, False, True]


def test_counts_that_are_not_by_group_are_refused():
    with pytest.raises(TypeError, match="a count for each group"):
        who_was_not_heard([1, 2], {"a": 1})


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: agreement(["a"], ["a", "b"]), "1 items and the second 2"),
        (lambda: agreement(["a", None], ["a", "b"]), "first coder gave item 2 no code"),
        (lambda: agreement(["a"], ["a"]), "at least two items"),
        (lambda: agreement("ab", "ab"), "as a list"),
        (lambda: themes(pd.DataFrame({"coder_1": ["a"]})), "coder_2"),
        (lambda: who_was_not_heard({"a": 1}, {"b": 1}), "no number of people for a"),
        (lambda: who_was_not_heard({"a": 0}, {"a": 1}), "no answers"),
        (lambda: who_was_not_heard({"a": 1}, {"a": 0}), "above 0"),
        (lambda: failure_demand(LOG.assign(kind="failures")), 'Did you mean "failure"'),
        (lambda: failure_demand(LOG.assign(kind=None)), "no kind"),
        (lambda: failure_demand(LOG.iloc[:0]), "no rows"),
        (lambda: resource_map(SERVICES.assign(cost_gbp=-1)), "cost_gbp in row 1"),
        (lambda: resource_map(SERVICES.assign(cost_gbp="lots")), "'lots'"),
        (lambda: resource_map(SERVICES, 0), "above 0"),
        (lambda: resource_map(SERVICES, people=pd.Series({"North": 1})), "people for South"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(call, said):
    with pytest.raises(ValueError, match=said):
        call()
