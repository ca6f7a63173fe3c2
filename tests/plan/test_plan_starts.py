"""Starts of care and the delay they leave agree with each other, and with a simulation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.plan import (
    Pathway,
    Stage,
    littles_law,
    simulate_pathway,
    starts_for_delay,
    starts_queue,
)

READY, DELAY = st.floats(0.01, 50), st.floats(0.1, 365)


@given(ready=READY, delay=DELAY)
def test_the_starts_for_a_delay_give_that_delay(ready, delay):
    queue = starts_queue(ready_per_day=ready, starts_per_day=starts_for_delay(ready, delay))
    assert queue.delay_days == pytest.approx(delay, rel=1e-6)
    little = littles_law(per_day=ready, days=queue.delay_days)
    assert queue.waiting == pytest.approx(little.beds)


@given(ready=READY, delay=DELAY)
def test_four_queues_apart_need_the_room_of_one_four_times(ready, delay):
    apart = 4 * starts_for_delay(ready / 4, delay)
    assert apart - starts_for_delay(ready, delay) == pytest.approx(3 / delay, abs=1e-9)


def test_a_published_queue_is_worked_out_as_textbooks_do():
    """The queue M/M/1 with a load of 0.8 holds 4 people."""
    queue = starts_queue(ready_per_day=0.8, starts_per_day=1.0)
    assert queue.waiting == pytest.approx(4)
    assert queue.delay_days == pytest.approx(5)
    assert queue.table["value"].tolist() == pytest.approx([5.6, 7, 5, 4])


def test_a_simulation_person_by_person_finds_the_same_delay():
    care = Stage("care", arrivals_per_day=0.6, starts_per_day=0.9, waiting=2)
    found = simulate_pathway(
        Pathway((care,)), days=1_000, warm_up_days=200, replications=40, seed=3
    )
    delay = found.value("care", "wait_days")
    expected = starts_queue(ready_per_day=0.6, starts_per_day=0.9).delay_days
    assert delay["lower"] < expected < delay["upper"]


@pytest.mark.parametrize(
    ("ready", "starts", "said"),
    [(1, 1, "would grow for ever"), (2, 1, "more must"), (-1, 1, "ready_per_day")],
)
def test_what_has_no_answer_is_refused_in_words(ready, starts, said):
    with pytest.raises(ValueError, match=f"(?i){said}"):
        starts_queue(ready_per_day=ready, starts_per_day=starts)


def test_a_delay_of_no_days_is_refused_because_chance_makes_some():
    with pytest.raises(ValueError, match="chance makes some delay"):
        starts_for_delay(1, 0)
