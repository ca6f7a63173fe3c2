"""Skills gaps: the worked numbers, the ties, and what is refused."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.framework import FrameworkError
from playbook.team import skills_gap


def need(skill="Weigh options", stage="plan", level=3, importance=3, **more):
    return {"skill": skill, "stage": stage, "level": level, "importance": importance, **more}


def team(*levels, skill="Weigh options"):
    return {f"P{at}": {skill: level} for at, level in enumerate(levels, start=1)}


def test_a_gap_has_its_worked_numbers():
    row = skills_gap(team(1, 2, 0), [need()]).table.iloc[0]
    assert (row["gap"], row["cover"], row["priority"]) == (1, 0, 3)
    assert not row["single_point_of_failure"]


def test_a_single_point_of_failure_is_found_without_a_gap():
    found = skills_gap(team(3, 1), [need()])
    row = found.table.iloc[0]
    assert (row["gap"], row["cover"], row["priority"]) == (0, 1, 0)
    assert row["single_point_of_failure"]
    assert found.single_points_of_failure == ("Weigh options (plan)",)


def test_two_people_who_can_do_it_are_no_single_point_of_failure():
    found = skills_gap(team(3, 4), [need()])
    assert found.table["cover"].tolist() == [2]
    assert found.sentence() == "The team has the one skill at the level required."
    assert found.learning_plan.empty


def test_ties_go_to_the_stage_that_comes_soonest():
    needs = [need(skill, stage) for skill, stage in
             [("A", "analyse"), ("B", "plan"), ("C", "implement"), ("D", "review")]]  # fmt: skip
    people = {"P1": dict.fromkeys("ABCD", 2)}
    assert skills_gap(people, needs).table["skill"].tolist() == ["A", "B", "C", "D"]
    assert skills_gap(people, needs, stage="implement").table["skill"].tolist() == list("CDAB")


def test_priority_comes_before_the_stage():
    needs = [need("A", "analyse", importance=1), need("D", "review", importance=3)]
    people = {"P1": {"A": 2, "D": 2}}
    assert skills_gap(people, needs).table["skill"].tolist() == ["D", "A"]


def test_only_people_in_a_role_count_for_what_the_role_needs():
    people = [
        {"person": "P1", "role": "sponsor", "skill": "Weigh options", "level": 1},
        {"person": "P2", "role": "lead", "skill": "Weigh options", "level": 4},
    ]
    assert skills_gap(people, [need(role="sponsor")]).table["gap"].tolist() == [2]
    assert skills_gap(people, [need()]).table["gap"].tolist() == [0]


def test_the_learning_plan_says_what_to_do_about_each_kind_of_gap():
    people = {"P1": {"A": 0, "B": 2, "C": 3, "D": 3}, "P2": {"D": 4}}
    plan = skills_gap(people, [need(skill) for skill in "ABCD"]).learning_plan
    assert plan["skill"].tolist() == ["A", "B", "C"]
    starts = [text.split(".")[0] for text in plan["action"]]
    assert starts == [
        "Nobody on the team has this yet", "The team has a start", "It rests on one person",
    ]  # fmt: skip


def test_what_was_left_out_or_looks_odd_is_said():
    people = {"P1": {"Weigh option": 3, "Negotiate": None}}
    notices = skills_gap(people, [need(), need("Negotiate")]).notices
    assert notices[0] == "Nobody scored Weigh options, so it counts as 0."
    assert 'Did you mean "Weigh options"?' in notices[1]
    assert notices[2] == "1 blank score was left out."


def test_tables_with_blanks_are_read_as_lists_are():
    people = pd.DataFrame(
        {"person": ["P1", "P2"], "skill": ["Weigh options"] * 2, "level": [3.0, None]}
    )
    found = skills_gap(people, pd.DataFrame([need()]))
    assert found.table["cover"].tolist() == [1]
    assert found.people == 2


def test_the_heat_map_prints_its_numbers_and_does_not_lean_on_colour():
    found = skills_gap(team(1, 2, 0), [need(), need("Weigh options", "review", level=2)])
    shown = found.plot(name="skills", source="Invented", sample=True)
    html = shown.html()
    assert "2 (needs 3): gap 1" in html
    assert "2 (needs 2): 1 person" in html
    assert "Weigh options, plan: level 2, needs 3, 0 at that level." in shown.alt
    assert shown.table.columns.tolist()[:2] == ["Skill", "Stage"]


@pytest.mark.parametrize(
    ("people", "required", "error", "told"),
    [
        (team(5), [need()], ValueError, "from 0 to 4"),
        (team(-1), [need()], ValueError, "from 0 to 4"),
        (team("3"), [need()], ValueError, "'3'"),
        (team(2.5), [need()], ValueError, "whole number"),
        (team(3), [need(level=9)], ValueError, "level required in Weigh options"),
        (team(3), [need(importance=4)], ValueError, "from 1 to 3"),
        (team(3), [need(importance=None)], ValueError, "is blank"),
        (team(3), [need(stage="plann")], ValueError, 'Did you mean "plan"'),
        (team(3), [need(), need()], ValueError, "required twice"),
        (team(3), [need() | {"skil": 1}], ValueError, 'Did you mean "skill"'),
        (team(3), [need(skill=" ")], ValueError, "skill is blank"),
        (team(3), [], ValueError, "no required skill"),
        ({}, [need()], ValueError, "no score"),
        ({"P1": 3}, [need()], TypeError, "as a mapping"),
        ("P1", [need()], TypeError, "not str"),
    ],
)
def test_wrong_scores_and_needs_are_refused(people, required, error, told):
    with pytest.raises(error, match=told):
        skills_gap(people, required)


def test_a_person_scored_twice_is_refused():
    twice = [{"person": "P1", "skill": "A", "level": 1}] * 2
    with pytest.raises(ValueError, match="P1 is scored twice on A"):
        skills_gap(twice, [need("A")])


def test_an_unknown_stage_now_is_refused():
    with pytest.raises(ValueError, match="one of the stages"):
        skills_gap(team(3), [need()], stage="now")


def test_changed_rules_are_checked_when_read(tmp_path):
    rules = tmp_path / "skills.yml"
    rules.write_text("importance:\n  - {id: vital, scor: 3, text: x}\nactions: []\n")
    with pytest.raises(FrameworkError, match='Did you mean "score"'):
        skills_gap(team(3), [need()], rules=rules)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.integers(0, 4), st.integers(1, 3))
def test_the_definitions_always_hold(levels, required, importance):
    row = skills_gap(team(*levels), [need(level=required, importance=importance)]).table.iloc[0]
    assert row["gap"] == max(0, required - max(levels))
    assert row["cover"] == sum(level >= required for level in levels)
    assert row["single_point_of_failure"] == (row["cover"] == 1)
    assert row["priority"] == row["gap"] * importance
    assert not (row["gap"] and row["cover"])
