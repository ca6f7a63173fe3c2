"""Answers are counted once, groups stand apart only beyond chance, and coders' gaps are found."""

import pandas as pd
import pytest

from playbook.analyse import (
    agreement,
    as_one_code,
    closest_codes,
    coder_differences,
    survey_shares,
    theme_groups,
    themes,
)

ANSWERS = pd.DataFrame(
    {
        "respondent_id": range(60),
        "question": "I feel safe",
        "place": ["north"] * 30 + ["south"] * 22 + ["isles"] * 8,
        "answer": [5] * 25 + [1] * 5 + [4] * 4 + [3] * 18 + [5] * 8,
    }
)


def test_a_share_of_fewer_than_ten_answers_is_not_given():
    groups = survey_shares(ANSWERS, "place").groups.set_index("group")
    assert groups.loc["isles", "apart"] == "not given"
    assert groups.loc["isles", ["percent", "agree"]].isna().all()


def test_a_group_stands_apart_beside_all_others_and_not_beside_the_whole():
    found = survey_shares(ANSWERS, "place")
    north = found.groups.set_index("group").loc["north"]
    assert north["percent"] == pytest.approx(100 * 25 / 30)
    assert north["others_percent"] == pytest.approx(100 * 12 / 30)
    assert found.apart["group"].tolist() == ["south", "north"]


def test_neither_agreeing_nor_disagreeing_is_not_agreeing():
    assert survey_shares(ANSWERS).table["agree"].tolist() == [37]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ANSWERS.assign(answer=6), "go from 1 to 5"),
        (ANSWERS.assign(answer=2.5), "go from 1 to 5"),
        (ANSWERS.assign(respondent_id="R1"), "answers one statement twice"),
        (ANSWERS.drop(columns="question"), "question"),
        (ANSWERS.iloc[:0], "no rows"),
    ],
)
def test_a_survey_that_cannot_be_counted_is_refused_in_words(rows, said):
    with pytest.raises(ValueError, match=said):
        survey_shares(rows)


def test_two_codes_put_together_end_the_differences_between_them():
    rows = pd.DataFrame({"coder_1": ["A", "B", "C", "A"], "coder_2": ["B", "A", "C", "A"]})
    pair = closest_codes(agreement(rows["coder_1"], rows["coder_2"]))
    assert pair == ("A", "B")
    assert themes(as_one_code(rows, pair)).table["comments"].tolist() == [3, 1]
    assert as_one_code(rows, None) is rows


def test_coders_who_differ_on_nothing_have_no_pair_and_no_kind():
    rows = pd.DataFrame({"about": ["x", "y"], "coder_1": ["A", "B"], "coder_2": ["A", "B"]})
    assert closest_codes(agreement(rows["coder_1"], rows["coder_2"])) is None
    assert coder_differences(rows, "about").sentence() == "The two coders differ on no item."


def test_a_theme_of_one_group_is_named_only_from_five_comments_up():
    rows = pd.DataFrame({"who": ["carer"] * 4 + ["person"] * 6, "coder_1": ["x"] * 4 + ["y"] * 6})
    rows["coder_2"] = rows["coder_1"]
    assert theme_groups(rows, "who").alone == {"y": "person"}
