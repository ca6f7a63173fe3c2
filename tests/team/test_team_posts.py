"""Roles, posts and days: what is missing is added up by hand, and every problem has its post."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.data import load
from playbook.team import if_one_leaves, skills_gap, team_time

TODAY = "2026-01-31"


def post(**changes):
    return {
        "role": "lead", "post": "Service manager", "days_needed": 2, "days_agreed": 2,
        "agreed_by": "Head of service", "until": "2027-03-31", "stand_in": "Improvement lead",
    } | changes  # fmt: skip


def test_a_role_without_a_post_is_named():
    found = team_time([post()], today=TODAY)
    assert len(found.unfilled) == 3
    assert "Sponsor and governor: no post fills this role." in found.problems
    assert found.sentence().startswith("1 of 4 roles have a post.")


def test_days_to_spare_fill_no_gap_elsewhere():
    found = team_time(
        [post(days_agreed=0.5), post(post="Other", days_needed=1, days_agreed=3)], today=TODAY
    )
    assert found.short_days == 1.5
    assert "most for Service manager (1.5)" in found.sentence()
    assert found.table.set_index("role").loc["lead", "short_days"] == 1.5


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"days_agreed": 1}, "1 day a week is missing."),
        ({"agreed_by": ""}, "Nobody has agreed to free the time."),
        ({"until": None}, "It is not said until when the time is agreed."),
        ({"until": "2026-01-30"}, "agreed until 30 January 2026, which has passed."),
        ({"until": "2026-03-31"}, "The time ends on 31 March 2026."),
        ({"stand_in": None}, "Nobody steps in"),
    ],
)
def test_what_a_post_lacks_is_a_problem(changes, told):
    found = team_time([post(**changes)], today=TODAY)
    assert told in " ".join(found.posts["problems"][0])
    assert len(found.posts["problems"][0]) == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"role": "leed"}, 'Did you mean "lead"'),
        ({"days_needed": -1}, "days_needed of Service manager"),
        ({"days_agreed": "two"}, "days_agreed of Service manager"),
        ({"until": "31/03/26"}, "Write a date like"),
        ({"post": ""}, "Post 1 has no name"),
    ],
)
def test_a_post_that_cannot_be_read_is_refused(changes, told):
    with pytest.raises(ValueError, match=told):
        team_time([post(**changes)], today=TODAY)


def test_a_post_twice_in_a_role_is_refused_and_in_two_roles_is_not():
    with pytest.raises(ValueError, match="stands twice under lead"):
        team_time([post(), post()], today=TODAY)
    assert len(team_time([post(), post(role="sponsor")], today=TODAY).posts) == 2


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8))
def test_missing_days_are_the_sum_over_posts(pairs):
    rows = [
        post(post=f"P{at}", days_needed=need / 4, days_agreed=agreed / 4)
        for at, (need, agreed) in enumerate(pairs)
    ]
    by_hand = sum(max(0, need - agreed) for need, agreed in pairs) / 4
    assert team_time(rows, today=TODAY).short_days == pytest.approx(by_hand)


def test_the_sample_holds_the_stories_that_are_told_of_it():
    found = team_time(load("team").table, today=TODAY)
    assert found.sentence() == (
        "4 of 4 roles have a post. The work needs 7 days a week, and 5 are agreed. 2 days a week "
        "are missing, most for Community nursing manager (1)."
    )
    assert len(found.problems) == 8
    assert found.page_table()["Missing"].tolist() == ["0", "1", "1", "0"]
    assert "nobody yet" in found.posts_table()["Agreed by"].tolist()


def test_without_one_person_the_gap_is_that_of_the_others():
    scores, needed = load("staff_skills").table, load("skills_required").table
    scores = scores[scores["skill"].isin(needed["skill"])]
    found = if_one_leaves(scores, needed, stage="plan")
    for row in found.table.to_dict("records"):
        rest = skills_gap(scores[scores["person"] != row["person"]], needed, stage="plan")
        assert row["short"] == len(rest.gaps)
    top = found.table.iloc[0]
    assert (top["person"], top["short"], top["more"]) == ("T3", 6, 3)


def test_when_the_only_person_leaves_everything_is_lost():
    needs = pd.DataFrame([["Weigh options", "plan", 3, 3], ["Listen", "plan", 0, 1]],
                         columns=["skill", "stage", "level", "importance"])  # fmt: skip
    found = if_one_leaves([{"person": "A", "skill": "Weigh options", "level": 4}], needs)
    assert found.table["lost"].tolist() == [("Weigh options",)]
    covered = [{"person": who, "skill": "Weigh options", "level": 3} for who in "AB"]
    assert if_one_leaves(covered, needs).sentence().startswith("Whoever left, no more")
