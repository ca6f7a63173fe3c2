"""The stock-flow model: the worked runs, people conserved, extreme conditions, many at once."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.plan import (
    Pathway,
    Stage,
    compare_steps,
    older_peoples_care,
    stock_flow,
    stock_flow_scenarios,
)

WORKED = {
    "arrivals_per_day": 11,
    "acute_days": 7,
    "home_care_share": 0.22,
    "care_home_share": 0.08,
    "home_care_starts_per_day": 2.0,
    "care_home_starts_per_day": 1.0,
    "waiting_for_home_care": 20,
    "waiting_for_care_home": 12,
}


def care(**changes) -> Pathway:
    return older_peoples_care(**WORKED | changes)


def test_a_shortfall_of_0_42_starts_a_day_grows_to_173_people_in_a_year():
    run = stock_flow(care())
    assert run.end.loc["acute", "people"] == pytest.approx(77)
    assert run.end.loc["home care", "waiting"] == pytest.approx(173.3)
    assert run.end.loc["care home", "waiting"] == pytest.approx(0, abs=1e-9)
    assert run.delayed_days == pytest.approx(35_947.9, abs=0.05)
    assert run.growing == ("home care",)
    assert run.sentence() == (
        "After 365 days 173.3 people wait for home care. "
        "The queue for home care grows by 0.42 people a day, without limit."
    )


def test_a_quarter_of_a_day_gives_the_same_ends_and_35894_91_delayed_days():
    both = compare_steps(care())
    assert both["home care: waiting (last day)"].tolist() == pytest.approx([173.3, 173.3])
    assert both["delayed_days"].tolist() == pytest.approx([35_947.9, 35_894.91], abs=0.05)
    assert both["conservation_error"].tolist() == pytest.approx([0, 0], abs=1e-8)


@pytest.mark.parametrize(
    ("starts", "waiting", "delayed"), [(2.42, 20, None), (2.6, 0, 1_695.12), (2.0, 173.3, 35_947.9)]
)
def test_starts_a_day_decide_whether_the_queue_stands_falls_or_grows(starts, waiting, delayed):
    run = stock_flow(care(home_care_starts_per_day=starts))
    assert run.end.loc["home care", "waiting"] == pytest.approx(waiting, abs=1e-6)
    if delayed:
        assert run.delayed_days == pytest.approx(delayed, abs=0.005)


def test_the_run_agrees_with_the_sums_written_out_day_by_day():
    hospital, home, homes, summed = 77.0, 20.0, 12.0, 0.0
    for _ in range(365):
        ready = hospital / 7
        hospital += 11 - ready
        home += 0.22 * ready - min(home + 0.22 * ready, 2.0)
        homes += 0.08 * ready - min(homes + 0.08 * ready, 1.0)
        summed += home + homes
    run = stock_flow(care())
    assert run.delayed_days == pytest.approx(summed)
    assert run.end.loc["home care", "waiting"] == pytest.approx(home)


# Extreme conditions


def test_with_no_arrivals_the_pathway_empties():
    run = stock_flow(care(arrivals_per_day=0, in_acute=77))
    assert run.end[["people", "waiting"]].to_numpy().max() < 1e-6
    assert run.left == pytest.approx(77 + 20 + 12)
    assert run.sentence() == "After 365 days nobody waits."


def test_without_limits_nobody_waits_after_the_first_day():
    unlimited = care(home_care_starts_per_day=np.inf, care_home_starts_per_day=np.inf)
    waiting = stock_flow(unlimited).table.query("day > 0")["waiting"]
    assert waiting.max() == 0


def test_with_no_starts_at_all_everyone_who_needs_care_waits():
    run = stock_flow(care(home_care_starts_per_day=0, care_home_starts_per_day=0))
    assert run.end["waiting"].sum() == pytest.approx(32 + 365 * 11 * 0.30)


def test_beds_do_not_mend_a_shortage_of_care_at_home():
    shorter = stock_flow(care(acute_days=3.5))
    assert shorter.end.loc["home care", "waiting"] == pytest.approx(173.3)


def test_people_who_are_followed_into_care_fill_it_by_littles_law():
    run = stock_flow(care(home_care_starts_per_day=np.inf, home_care_days=90), days=2000)
    assert run.end.loc["home care", "people"] == pytest.approx(2.42 * 90, rel=1e-6)


def test_places_fill_up_and_then_people_wait():
    full = Pathway((Stage("ward", days=10, arrivals_per_day=2, places=15),))
    run = stock_flow(full, days=100)
    assert run.end.loc["ward", "people"] == pytest.approx(15)
    assert run.end.loc["ward", "waiting_per_day"] == pytest.approx(2 - 1.5)


numbers = st.floats(0, 40)


@settings(deadline=None, max_examples=60)
@given(
    numbers, st.floats(1, 30), numbers, numbers, numbers, st.floats(0, 0.5), st.floats(0, 0.5),
    st.sampled_from([1.0, 0.5, 0.25]), st.floats(1, 50),
)  # fmt: skip
def test_people_are_conserved_and_never_negative_whatever_the_numbers(
    arrivals, stay, starts, waiting, people, home, care_home, dt, places
):
    acute = Stage(
        "acute", days=stay, arrivals_per_day=arrivals, people=people,
        to={"leaves": 1 - home - care_home, "home care": home, "care home": care_home},
    )  # fmt: skip
    stages = (
        acute,
        Stage("home care", days=20, starts_per_day=starts, waiting=waiting),
        Stage("care home", days=60, places=places, to={"leaves": 1.0}),
    )
    run = stock_flow(Pathway(stages), days=60, dt=dt)
    assert run.conservation_error == pytest.approx(0, abs=1e-7)
    assert run.table[["people", "waiting", "started"]].to_numpy().min() >= -1e-9


# Many at once


def test_a_thousand_scenarios_agree_with_one_at_a_time():
    random = np.random.default_rng(3)
    tried = pd.DataFrame(
        {
            "acute: days": random.uniform(5, 9, 1000),
            "home care: starts_per_day": random.uniform(1.5, 3, 1000),
            "care home: waiting": random.uniform(0, 30, 1000),
        }
    )
    many = stock_flow_scenarios(care(), tried).table
    assert len(many) == 1000
    assert many["delayed_days"].notna().all()
    for at in (0, 499, 999):
        row = tried.iloc[at]
        pathway = (
            care()
            .with_changes("acute", days=row["acute: days"])
            .with_changes("home care", starts_per_day=row["home care: starts_per_day"])
            .with_changes("care home", waiting=row["care home: waiting"])
        )
        one = stock_flow(pathway)
        assert many.loc[at, "delayed_days"] == pytest.approx(one.delayed_days)
        ends = many.loc[at, "home care: waiting (last day)"]
        assert ends == pytest.approx(one.end.loc["home care", "waiting"], abs=1e-9)


def test_the_scenarios_are_told_as_a_range():
    tried = pd.DataFrame({"home care: starts_per_day": [2.0, np.inf]})
    assert stock_flow_scenarios(care(), tried).sentence() == (
        "Over 2 scenarios of 365 days, people are delayed for 594 to 35,948 days in all."
    )


def test_the_picture_names_every_stock_and_what_the_model_leaves_out():
    shown = stock_flow(care()).plot(name="stocks", source="Invented", sample=True)
    assert "Waiting for home care: 20 at the start, 173.3 at the end." in shown.alt
    assert "In home care" not in shown.table.columns
    assert "without chance" in shown.note
    assert shown.html().count("<svg") == 2


# Bad input


@pytest.mark.parametrize(
    ("calculation", "said"),
    [
        (lambda: care(arrivals_per_day=-1), "at least 0"),
        (lambda: care(acute_days="7"), "must be a number"),
        (lambda: care(home_care_share=0.95), "add up to 1.03"),
        (lambda: care(home_care_share=22), "at most 1"),
        (lambda: Stage("a", days=1, to={"leaves": 0.9}), "add up to 0.9"),
        (lambda: Stage("a", days=1, places=5, starts_per_day=1), "one limit"),
        (lambda: Stage("a", people=5), "days is 0"),
        (lambda: Stage("a", days=5, places=3, people=5), "5 people in 3 places"),
        (lambda: Stage("leaves"), "name of its own"),
        (lambda: Pathway(()), "at least one stage"),
        (lambda: Pathway((Stage("a"), Stage("a"))), "name of its own"),
        (lambda: Pathway((Stage("a", to={"b": 1}),)), '"b" is not one of'),
        (lambda: Pathway((Stage("a"), Stage("b", to={"a": 1}))), "not later"),
        (lambda: care().with_changes("acuet", days=3), 'Did you mean "acute"'),
        (lambda: care().with_changes("acute", dayz=3), 'Did you mean "days"'),
        (lambda: stock_flow(care(), dt=8), "no longer than the shortest stay"),
        (lambda: stock_flow(care(), dt=0), "above 0"),
        (lambda: stock_flow(care(), dt=0.7), "whole number of steps"),
        (lambda: stock_flow(care(), days=0), "whole number from 1"),
        (lambda: stock_flow(care(), days=10**12), "too many"),
    ],
)
def test_a_pathway_that_cannot_be_is_refused(calculation, said):
    with pytest.raises(ValueError, match=said):
        calculation()


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, "one row for each scenario"),
        ({"home care starts": [1]}, "is not one of the numbers of this pathway"),
        ({"home care: starts_per_day": [1, None]}, "number 2, is missing"),
        ({"home care: starts_per_day": ["1"]}, "must be a number"),
        ({"acute: days": [-7]}, "at least 0"),
        ({"acute: days": [np.inf]}, "must be a number"),
        ({"acute: days": [7, 0]}, "Scenario 2 has people or places in a stage of 0 days: acute"),
        ({"acute: days": [0.5]}, "shortest stay"),
        ({"acute: places": [50]}, "Scenario 1 has more people than places: acute"),
        ({"home care: places": [50]}, "Scenario 1 has people or places in a stage of 0 days"),
    ],
)
def test_scenarios_that_cannot_be_are_refused(columns, said):
    with pytest.raises(ValueError, match=said):
        stock_flow_scenarios(care(), pd.DataFrame(columns))
