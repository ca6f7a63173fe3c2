"""What invented people say: agreement between coders, failure demand, and who was not heard."""

import pytest

from playbook.analyse import agreement, failure_demand, themes, who_was_not_heard
from playbook.data import load


@pytest.fixture(scope="module")
def contacts():
    return load("contact_log").table


@pytest.fixture(scope="module")
def survey():
    return load("views_survey").table


@pytest.fixture(scope="module")
def comments():
    return load("views_comments").table


def test_story_four_in_ten_contacts_are_failure_demand(contacts):
    found = failure_demand(contacts, kind="coder_1", second="coder_2", cause="cause")
    assert found.sentence() == (
        "147 of 370 contacts were failure demand: 39.7% (95% limits 34.9% to 44.8%). "
        "The first cause is Asking when care will start, with 65."
    )


def test_story_the_coders_differ_on_one_sort_of_contact(contacts):
    assert round(agreement(contacts["coder_1"], contacts["coder_2"]).kappa, 2) == 0.75
    differ = contacts[contacts["coder_1"] != contacts["coder_2"]]["cause"].value_counts()
    assert (differ.sum(), differ.index[0], differ.iloc[0]) == (
        50, "Changing the time of a visit", 29)  # fmt: skip


def test_contacts_fall_on_working_days(contacts):
    assert contacts["day"].nunique() == 10
    assert contacts["day"].dt.day_of_week.max() <= 4


def test_story_who_was_not_heard(survey):
    served = load("people_served").table
    for column, split, missing in (("locality", "Locality", "Locality D"),
                                   ("age_group", "Age group", "85+")):  # fmt: skip
        answers = survey.drop_duplicates("respondent_id")[column].value_counts()
        people = served[served["split"] == split].set_index("group")["people"]
        assert missing in who_was_not_heard(answers, people).missing


def test_story_carers_are_tired_and_only_carers_are_asked(survey):
    asked = survey[survey["question"] == "I feel supported to care"]
    assert set(asked["who"]) == {"Unpaid carer"}
    assert 0.2 < (asked["answer"] >= 4).mean() < 0.3


def test_story_services_do_not_work_together_in_one_locality(survey):
    asked = survey[survey["question"] == "Services worked together"]
    agree = (asked["answer"] >= 4).groupby(asked["locality"]).mean()
    assert agree["Locality C"] < 0.25
    assert agree.drop(["Locality C", "Locality D"]).min() > 0.4  # few answered in Locality D


def test_answers_go_from_1_to_5_and_each_person_answers_once(survey):
    assert set(survey["answer"]) == {1, 2, 3, 4, 5}
    assert survey["respondent_id"].nunique() == 320
    assert not survey.duplicated(["respondent_id", "question"]).any()


def test_story_two_themes_that_run_together(comments):
    assert round(agreement(comments["coder_1"], comments["coder_2"]).kappa, 2) == 0.84
    open_ones = themes(comments).open
    pair = {"Faces that change", "Time of visits"}
    both = open_ones["coder_1"].isin(pair) & open_ones["coder_2"].isin(pair)
    assert (both.sum(), len(open_ones)) == (14, 21)


def test_story_only_carers_speak_of_their_own_life(comments):
    own = comments[comments["coder_1"] == "The carer's own life"]
    assert len(own) > 10
    assert set(own["who"]) == {"Unpaid carer"}


def test_everybody_who_wrote_a_comment_is_in_the_survey(comments, survey):
    assert set(comments["respondent_id"]) <= set(survey["respondent_id"])
