"""Who loses what, where there is room instead, and what the contract allows."""

import pandas as pd
import pytest

from playbook.implement import (
    check_decommissioning,
    contract_at_closing,
    room_elsewhere,
    who_loses,
)

MONTHS = pd.DataFrame(
    [
        ["2025-02-01", "North", "Beds", 9, 9, 0],
        ["2025-03-01", "North", "Beds", 9, 5, 0],
        ["2025-03-01", "North", "Visits", 10, 6, 1],
        ["2025-03-01", "South", "Visits", 4, 5, 0],
    ],
    columns=["month", "locality", "service", "places", "people_served", "waiting"],
).assign(month=lambda table: pd.to_datetime(table["month"]))
STOPS = {"service": "Beds", "locality": "North", "today": "2025-05-01"}


def option(service="Visits", locality="North", ready_on="2025-04-01"):
    return {"service": service, "locality": locality, "ready_on": ready_on}


@pytest.mark.parametrize(
    ("given", "room", "state"),
    [
        (option(), 3, "ready"),
        (option(locality="South"), 0, "no room"),
        (option(ready_on="2025-05-02"), 3, "not ready yet"),
        (option(ready_on=""), 3, "not ready yet"),
        (option(service="Dream team"), 0, "not in the records"),
    ],
)
def test_room_is_what_is_free_after_those_who_wait(given, room, state):
    found = room_elsewhere([given], MONTHS, **STOPS)
    assert found.table[["room", "state"]].iloc[0].tolist() == [room, state]
    assert found.room == (room if state == "ready" else 0)
    assert found.using == 5, "the latest month counts"


def test_what_is_too_few_is_said_and_enough_is_not():
    assert "That is 2 too few." in room_elsewhere([option()], MONTHS, **STOPS).sentence()
    more = MONTHS.replace({"places": {10: 20}})
    assert "too few" not in room_elsewhere([option()], more, **STOPS).sentence()


def test_a_service_that_the_records_do_not_hold_there_is_refused():
    with pytest.raises(ValueError, match="Beds, North"):
        room_elsewhere([option()], MONTHS, **{**STOPS, "locality": "South"})


def test_few_people_are_not_counted_out_and_more_are():
    rows = [
        {"who": "A", "people": 4, "loses": "x", "instead": "y", "asked_on": "2025-04-01"},
        {"who": "B", "people": 5, "loses": "x", "instead": "y", "asked_on": "2025-04-01"},
        {"who": "C", "people": "", "loses": "x", "instead": "y", "asked_on": "2025-04-01"},
    ]
    found = who_loses(rows)
    assert found.table["people"].tolist() == ["fewer than 5", "5", "not known"]
    assert found.sentence() == "3 groups lose something. Each was asked, and has something instead."


@pytest.mark.parametrize(
    ("rows", "said"),
    [([{"who": None, "loses": "x"}], "no name"), ([{"who": "A", "loses": "x"}] * 2, "twice"),
     ([{"who": "A", "loses": "x", "asked_on": "May"}], "asked_on")],
)  # fmt: skip
def test_losses_that_cannot_be_read_are_refused(rows, said):
    with pytest.raises(ValueError, match=said):
        who_loses(rows)


CONTRACTS = pd.DataFrame(
    {"contract_id": ["K1", "K2", "K3"], "provider": ["P", "Q", "R"],
     "service": ["Beds", "Beds", "Visits"], "locality": ["North", "All", "North"],
     "ends_on": ["2026-03-31", "2026-05-30", "2030-01-01"], "value_gbp": [365_000, 730_000, 1]}
)  # fmt: skip


def test_a_contract_may_end_too_early_or_too_late_or_on_the_day():
    found = contract_at_closing(
        CONTRACTS, service="Beds", locality="North", close_on="30 April 2026"
    )
    assert found.table["gap_days"].tolist() == [30, -30]
    assert found.table["gap_gbp"].tolist() == [30_000, 60_000]
    assert "30 days before the closing" in found.sentence()
    assert "30 days after the closing. We would pay about £60,000 for nothing" in found.sentence()
    on_the_day = contract_at_closing(
        CONTRACTS[:1], service="Beds", locality="North", close_on="2026-03-31"
    )
    assert on_the_day.sentence().endswith("ends on 31 March 2026, the day of the closing.")


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"service": "Bed"}, "Beds, North"), ({"close_on": ""}, "blank"),
     ({"close_on": "4/5/26"}, "Write")],
)  # fmt: skip
def test_a_closing_that_cannot_be_looked_up_is_refused(changes, said):
    asked = {"service": "Beds", "locality": "North", "close_on": "2026-03-31"} | changes
    with pytest.raises(ValueError, match=said):
        contract_at_closing(CONTRACTS, **asked)


def test_a_step_out_of_order_is_told_before_what_is_only_still_to_come():
    steps = {
        id_: {"done_on": "2026-01-01", "evidence": "x"}
        for id_ in ("case", "people_and_rights", "alternatives", "equality_assessment")
    }
    steps["consultation"] = {"done_on": "2026-01-20", "evidence": "x"}
    steps["decision"] = {"done_on": "2026-01-10", "evidence": "x"}
    profile = dict.fromkeys(
        ("outcome_contribution", "cost", "legal_duty", "dependency", "alternative_readiness"), 3
    )
    found = check_decommissioning({"steps": steps, "profile": profile}, today="2026-01-31")
    assert found.next_point == "decision"
    assert "which has to come first" in found.reasons[0]
