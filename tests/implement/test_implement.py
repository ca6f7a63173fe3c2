"""Involvement with its equity rule, the ladder of co-production, and stopping safely."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.implement import (
    check_decommissioning,
    coproduction_ladder,
    involvement_rules,
    power_interest,
)
from playbook.implement import rules as involvement

TODAY = "2026-01-31"


def group(name="Carers", power=1, interest=4, impact=5, **more):
    return {"group": name, "power": power, "interest": interest, "impact": impact, **more}


# Power and interest


@pytest.mark.parametrize(
    ("power", "interest", "quadrant"),
    [(5, 5, "Manage closely"), (3, 3, "Manage closely"), (4, 2, "Keep satisfied"),
     (2, 4, "Keep informed"), (1, 1, "Monitor")],
)  # fmt: skip
def test_scores_from_3_up_are_high(power, interest, quadrant):
    found = power_interest([group(power=power, interest=interest, impact=1)])
    assert found.table["quadrant"].tolist() == found.table["treatment"].tolist() == [quadrant]


@pytest.mark.parametrize(("interest", "quadrant"), [(5, "Keep informed"), (1, "Monitor")])
def test_people_most_affected_with_little_power_are_brought_in(interest, quadrant):
    found = power_interest([group(interest=interest)])
    row = found.table.iloc[0]
    assert (row["quadrant"], row["treatment"], row["moved"]) == (quadrant, "Involve", True)
    assert found.sentence() == "Of 1 group: 1 to involve. The equity rule brings in Carers."


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))
def test_nobody_with_little_power_and_high_impact_is_ever_left_outside(power, interest, impact):
    row = power_interest([group(power=power, interest=interest, impact=impact)]).table.iloc[0]
    assert row["moved"] == (power < 3 <= impact)
    assert (row["treatment"] == "Involve") == row["moved"]


def test_a_name_that_looks_like_a_person_gets_a_notice():
    found = power_interest([group("Dr Grant"), group("Dr Gray's Hospital staff")])
    assert "looks like a person" in found.notices[0]


def test_the_map_writes_every_group_and_marks_those_brought_in():
    found = power_interest(
        pd.DataFrame(
            [group(), group("NHS", 5, 4, 3), *(group(f"G{at}", 4, 1, 1) for at in range(8))]
        )
    )
    shown = found.plot(name="map", source="Invented", sample=True)
    html = shown.html()
    assert "▲ Carers" in html
    assert "and 2 more" in html
    assert "Carers: power 1, interest 4, impact 5, involve." in shown.alt
    assert len(shown.table) == 10


@pytest.mark.parametrize(
    ("rows", "error", "told"),
    [
        ([group(power=0)], ValueError, "Carers: power is 0"),
        ([group(impact=None)], ValueError, "Carers: impact is blank"),
        ([group(interest="high")], ValueError, "from 1 to 5"),
        ([group(), group()], ValueError, "on the map twice"),
        ([group(name=None)], ValueError, "Group 1 has no name"),
        ([group(pwer=3)], ValueError, 'Did you mean "power"'),
        ([], ValueError, "no group"),
        ("Carers", TypeError, "not str"),
    ],
)
def test_maps_that_cannot_be_drawn_are_refused(rows, error, told):
    with pytest.raises(error, match=told):
        power_interest(rows)


# The ladder


def rung(stage="plan", now="co-producing", **more):
    shared = {"target": "co-producing", "decisions_shared": True, "evidence": "Minutes of 4 May"}
    return {"stage": stage, "now": now} | shared | more


def test_the_ladder_has_seven_rungs_from_coercion_to_co_producing():
    assert list(involvement_rules().ladder) == [
        "coercion", "educating", "informing", "consulting", "engaging", "co-designing",
        "co-producing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "Decisions were shared, with evidence."),
        ({"now": "co-designing"}, "Co-designing is not co-producing."),
        ({"decisions_shared": False}, "Decisions were not shared."),
        ({"decisions_shared": None}, "Decisions were not shared."),
        ({"evidence": " "}, "There is no evidence that decisions were shared."),
    ],
)
def test_co_produced_is_claimed_only_when_decisions_were_shared_with_evidence(changes, why):
    row = coproduction_ladder([rung(**changes)]).table.iloc[0]
    assert row["why"] == why
    assert row["may_claim"] == (changes == {})


def test_the_project_is_co_produced_only_if_every_stage_is():
    stages = ["review", "implement", "plan", "analyse"]
    whole = coproduction_ladder([rung(stage) for stage in stages])
    assert whole.may_claim
    assert whole.table["stage"].tolist() == stages[::-1]
    part = coproduction_ladder([rung(), rung("analyse", "consulting")])
    assert part.sentence() == "Do not call the project co-produced. Only Plan may be."
    assert not coproduction_ladder([rung()]).may_claim
    low = coproduction_ladder([rung(now="consulting")])
    assert low.sentence().endswith("The highest rung is consulting, in Plan.")


def test_the_ladder_is_drawn_with_its_words():
    shown = coproduction_ladder([rung(now="consulting")]).plot(name="ladder", source="Invented")
    assert "Plan: consulting now, co-producing is the aim." in shown.alt
    assert "Co-designing" in shown.html()


@pytest.mark.parametrize(
    ("rows", "error", "told"),
    [
        ([rung(now="coproducing")], ValueError, 'Did you mean "co-producing"'),
        ([rung(target="top")], ValueError, "one of the rungs"),
        ([rung(stage="do")], ValueError, "one of the stages"),
        ([rung(), rung()], ValueError, "given twice"),
        ([rung(now=None)], ValueError, "one of the rungs"),
        ([], ValueError, "no stage"),
        (3, TypeError, "not int"),
    ],
)
def test_ladders_that_cannot_be_read_are_refused(rows, error, told):
    with pytest.raises(error, match=told):
        coproduction_ladder(rows)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("threshold: 3", "treshold: 3", 'Did you mean "threshold"'),
        ("claim: true", "claim: false", "Exactly one rung"),
        ("id: monitor, name: Monitor, power: false", "id: monitor, name: M, power: true", "four"),
    ],
)
def test_changed_rules_are_checked_when_read(tmp_path, old, new, told):
    own = tmp_path / "involvement.yml"
    own.write_text(involvement._OURS.read_text().replace(old, new))
    with pytest.raises(ValueError, match=told):
        power_interest([group()], rules=own)


# Decommissioning

STEPS = [
    "case", "people_and_rights", "alternatives", "equality_assessment", "consultation",
    "decision", "contracts", "workforce", "estates_and_records", "transition_plans",
    "double_running",
]  # fmt: skip
PROFILE = {
    "outcome_contribution": 2, "cost": 4, "legal_duty": 2, "dependency": 3,
    "alternative_readiness": 4,
}  # fmt: skip


def service(profile=None, **changes):
    steps = {
        name: {"done_on": f"2025-{at:02}-01", "evidence": f"E-{at}"}
        for at, name in enumerate(STEPS, start=1)
    }
    steps |= {f"check_{months}_months": {"planned_for": "2027-01-31"} for months in (3, 6, 12)}
    steps |= changes
    steps = {name: step for name, step in steps.items() if step is not None}
    return {"title": "Day centre", "profile": PROFILE | (profile or {}), "steps": steps}


def test_a_service_may_close_when_all_is_done_and_checks_are_planned():
    found = check_decommissioning(service(), today=TODAY)
    assert found.ready
    assert found.next_point == ""
    assert found.sentence() == (
        "Day centre: 11 of 14 steps are done. It may close, and the later checks are planned."
    )


@pytest.mark.parametrize("step", STEPS)
def test_every_step_before_closing_has_to_be_done(step):
    found = check_decommissioning(service(**{step: None}), today=TODAY)
    assert not found.ready
    assert not found.ready_for("closing")
    assert found.reasons[0].startswith("Missing before ")


@pytest.mark.parametrize("months", [3, 6, 12])
def test_checks_for_harm_must_be_planned_before_closing(months):
    found = check_decommissioning(service(**{f"check_{months}_months": None}), today=TODAY)
    assert found.reasons == (
        f"Missing before the end of the work: check for harm after {months} months.",
    )
    assert found.ready_for("closing")
    assert not found.ready


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ({"done_on": "2025-04-01"}, "No evidence is given"),
        ({"done_on": "2026-04-01", "evidence": "E-4"}, "Planned, but not done"),
        ({"planned_for": "2026-04-01"}, "Planned, but not done"),
    ],
)
def test_done_means_a_past_date_and_evidence(step, told):
    found = check_decommissioning(service(equality_assessment=step), today=TODAY)
    assert told in found.reasons[0]
    assert found.next_point == "decision"


def test_an_assessment_after_the_decision_is_out_of_order():
    late = {"done_on": "2025-07-15", "evidence": "E-4"}
    found = check_decommissioning(service(equality_assessment=late), today=TODAY)
    assert "was done before “An assessment of the impact on equality”" in found.reasons[0]
    assert not found.ready_for("decision")


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        ({"legal_duty": 5, "alternative_readiness": 3}, "The law requires the service"),
        ({"dependency": 4, "alternative_readiness": 1}, "depend on it"),
        ({"cost": None}, "The profile of the service is not whole. Score: how much it costs."),
    ],
)
def test_a_profile_that_speaks_against_stopping_is_a_reason(profile, told):
    found = check_decommissioning(service(profile), today=TODAY)
    assert told in found.reasons[0]
    assert found.next_point == "decision"


def test_low_scores_for_outcomes_alone_stop_nothing():
    assert check_decommissioning(service({"outcome_contribution": 1}), today=TODAY).ready
    assert check_decommissioning(service({"legal_duty": 5}), today=TODAY).ready


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        ("Day centre", TypeError, "as fields"),
        ({"step": {}}, ValueError, 'Did you mean "steps"'),
        ({"steps": {"cas": {}}}, ValueError, 'Did you mean "case"'),
        ({"steps": {"case": {"done": 1}}}, ValueError, "the fields of case"),
        ({"steps": {"case": "yes"}}, TypeError, "Give case as fields"),
        ({"steps": {"case": {"done_on": "May"}}}, ValueError, "case: done_on is 'May'"),
        ({"steps": ["case"]}, TypeError, "mapping"),
        ({"profile": PROFILE | {"cost": 9}}, ValueError, "cost is 9"),
        ({"profile": {"costs": 3}}, ValueError, 'Did you mean "cost"'),
    ],
)
def test_things_that_cannot_be_checked_are_refused(given, error, told):
    with pytest.raises(error, match=told):
        check_decommissioning(given, today=TODAY)


def test_an_unknown_point_is_refused():
    with pytest.raises(ValueError, match="one of the points"):
        check_decommissioning(service(), today=TODAY).ready_for("close")
