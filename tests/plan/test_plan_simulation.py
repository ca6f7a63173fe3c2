"""The simulated pathway: it agrees with queueing theory and with the stock-flow model."""

import numpy as np
import pytest

from playbook.plan import (
    Pathway,
    Stage,
    bed_queue,
    older_peoples_care,
    simulate_pathway,
    stock_flow,
)

SURE = 0.99  # a 95% interval misses once in twenty, and each test looks at several


def holds(row, value) -> bool:
    return bool(row["lower"] <= value <= row["upper"])


@pytest.mark.parametrize(
    ("per_day", "days", "beds"), [(2.0, 1.0, 3), (4.0, 2.0, 10), (1.6, 0.5, 1)]
)
def test_waits_for_beds_agree_with_erlang(per_day, days, beds):
    ward = Pathway((Stage("ward", days=days, arrivals_per_day=per_day, places=beds),))
    run = simulate_pathway(
        ward, days=600, warm_up_days=60, replications=20, seed=11, confidence=SURE
    )
    theory = bed_queue(per_day=per_day, days=days, beds=beds)
    assert holds(run.value("ward", "wait_days"), theory.mean_wait_days)
    assert holds(run.value("ward", "share_waiting"), theory.chance_of_waiting)
    assert holds(run.value("ward", "waiting"), theory.people_waiting)
    assert holds(run.value("ward", "people"), theory.load)


def test_starts_that_come_free_at_random_make_the_queue_of_one_server():
    waits = Pathway((Stage("care home", arrivals_per_day=0.7, starts_per_day=1.0),))
    run = simulate_pathway(
        waits, days=1500, warm_up_days=150, replications=20, seed=5, confidence=SURE
    )
    assert holds(run.value("care home", "waiting"), 0.7 / (1 - 0.7))
    assert holds(run.value("care home", "wait_days"), 1 / (1 - 0.7))


def test_where_nothing_limits_starts_it_agrees_with_the_stock_flow_model():
    care = older_peoples_care(
        arrivals_per_day=11,
        acute_days=7,
        home_care_share=0.22,
        care_home_share=0.08,
        home_care_days=60,
        care_home_days=100,
    )
    steady = stock_flow(care, days=4000).end
    run = simulate_pathway(
        care, days=150, warm_up_days=400, replications=12, seed=2, confidence=SURE
    )
    for stage in care.names:
        assert holds(run.value(stage, "people"), steady.loc[stage, "people"])
        assert run.value(stage, "waiting")["mean"] == steady.loc[stage, "waiting"] == 0


def test_a_lasting_shortfall_grows_as_the_stock_flow_model_says():
    care = older_peoples_care(
        arrivals_per_day=11,
        acute_days=7,
        home_care_share=0.22,
        care_home_share=0.08,
        home_care_starts_per_day=2,
        waiting_for_home_care=20,
    )
    run = simulate_pathway(care, days=365, replications=12, seed=4, confidence=SURE)
    assert holds(run.value("home care", "waiting_at_end"), 173.3)
    assert holds(run.value("acute", "people"), 77)
    assert holds(run.value("home care", "started_per_day"), 2)


def test_just_enough_capacity_has_a_queue_that_only_chance_shows():
    just = Pathway((Stage("home care", arrivals_per_day=0.9, starts_per_day=1.0),))
    assert stock_flow(just).end.loc["home care", "waiting"] == 0
    assert (
        simulate_pathway(just, days=700, replications=5).value("home care", "waiting")["lower"] > 1
    )


def test_the_same_seed_gives_the_same_runs_and_another_does_not():
    ward = Pathway((Stage("ward", days=7, arrivals_per_day=2),))
    one, same, other = (
        simulate_pathway(ward, days=50, replications=3, seed=seed) for seed in (1, 1, 2)
    )
    assert one.runs.equals(same.runs)
    assert not one.runs.equals(other.runs)


def test_littles_law_holds_between_waiting_and_waits():
    ward = Pathway((Stage("ward", days=1, arrivals_per_day=2, places=3),))
    run = simulate_pathway(ward, days=1000, warm_up_days=50, replications=5)
    waiting, wait, starts = (
        run.value("ward", measure)["mean"]
        for measure in ("waiting", "wait_days", "started_per_day")
    )
    assert waiting == pytest.approx(starts * wait, rel=0.02)


def test_nobody_starting_is_said_and_not_left_as_a_blank():
    closed = Pathway((Stage("ward", days=1, waiting=3, arrivals_per_day=0.5, starts_per_day=0),))
    run = simulate_pathway(closed, days=20, replications=3)
    assert run.notices == (
        "In 3 of 3 runs nobody started ward, so those runs have no wait for it.",
    )
    assert np.isnan(run.value("ward", "wait_days")["mean"])
    assert run.value("ward", "waiting_at_end")["mean"] >= 3


def test_parts_of_people_are_rounded_and_the_reader_is_told():
    run = simulate_pathway(
        Pathway((Stage("ward", days=6.5, arrivals_per_day=11, people=71.5),)),
        days=5,
        replications=2,
    )
    assert "71.5, were rounded to whole people" in run.notices[0]


def test_words_and_picture_carry_the_intervals():
    care = older_peoples_care(
        arrivals_per_day=2,
        acute_days=7,
        home_care_share=0.5,
        care_home_share=0,
        home_care_starts_per_day=1.2,
    )
    run = simulate_pathway(care, days=200, warm_up_days=50, replications=5)
    assert run.sentence().startswith("In 5 runs of 200 days, on an average day ")
    assert "the 95% interval of the mean" in run.sentence()
    shown = run.plot(name="simulated", source="Invented", sample=True)
    assert "Waiting for home care" in shown.alt
    assert "seed 1, after 50 days" in shown.note
    assert shown.html().count("<svg") == 2


WARD = Pathway((Stage("ward", days=7, arrivals_per_day=2),))


@pytest.mark.parametrize(
    ("calculation", "said"),
    [
        (lambda: simulate_pathway(WARD, days=0), "whole number from 1"),
        (lambda: simulate_pathway(WARD, replications=1), "whole number from 2"),
        (lambda: simulate_pathway(WARD, warm_up_days=-1), "whole number from 0"),
        (lambda: simulate_pathway(WARD, confidence=95), "between 0 and 1"),
        (lambda: simulate_pathway(WARD, seed=-1), "whole number from 0"),
        (lambda: simulate_pathway(WARD, days=10**9), "takes too long"),
        (
            lambda: simulate_pathway(Pathway((Stage("ward", days=7, places=2.5),))),
            "places of ward is 2.5",
        ),
        (
            lambda: simulate_pathway(WARD, days=5, replications=2).value("wrad", "people"),
            'Did you mean "ward"',
        ),
        (
            lambda: simulate_pathway(WARD, days=5, replications=2).value("ward", "peple"),
            'Did you mean "people"',
        ),
    ],
)
def test_a_simulation_that_cannot_be_run_is_refused(calculation, said):
    with pytest.raises(ValueError, match=said):
        calculation()
