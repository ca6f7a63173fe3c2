"""Options appraisal: the worked scores, the guard rails, and how firmly an option comes first."""

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.plan import (
    compare_scores,
    score_options,
    short_list,
    swing_weights,
    weight_sensitivity,
)
from playbook.plan.weights import with_one_weight

CRITERIA = ["Stays at home", "Safety", "Access", "Workforce", "Speed"]
SCORES = pd.DataFrame(
    [[3, 5, 6, 6, 8], [8, 8, 5, 6, 6], [7, 6, 4, 4, 5]], index=["A", "B", "C"], columns=CRITERIA
)
WEIGHTS = dict(zip(CRITERIA, [30, 20, 20, 20, 10], strict=True))


def values_of(result) -> dict[str, float]:
    return dict(result.table[["option", "value"]].to_numpy())


# Scores


def test_the_worked_options_have_the_worked_values():
    result = score_options(SCORES, WEIGHTS)
    assert values_of(result) == pytest.approx({"A": 5.1, "B": 6.8, "C": 5.4})
    assert result.table["rank"].tolist() == [1, 2, 3]
    assert result.best == ("B",)
    assert result.parts.loc["A"].tolist() == pytest.approx([0.9, 1, 1.2, 1.2, 0.8])
    assert result.sentence() == (
        "B comes first with 6.8 points, 1.4 ahead of C. "
        "The scores inform the choice; they do not make it."
    )


def test_equal_weights_turn_round_the_order_of_a_and_c():
    result = score_options(SCORES, [1] * 5)
    assert values_of(result) == pytest.approx({"A": 5.6, "B": 6.6, "C": 5.2})
    assert result.table["option"].tolist() == ["B", "A", "C"]


@pytest.mark.parametrize(
    "scores",
    [
        SCORES,
        SCORES.rename_axis("option").reset_index(),
        {name: row.tolist() for name, row in SCORES.iterrows()},
        SCORES.T.to_dict(),
        SCORES[CRITERIA[::-1]],
    ],
)
def test_scores_may_come_in_any_plain_form_and_order(scores):
    assert values_of(score_options(scores, WEIGHTS)) == pytest.approx(
        {"A": 5.1, "B": 6.8, "C": 5.4}
    )


def test_rows_without_names_get_plain_ones():
    result = score_options(SCORES.to_numpy(), [30, 20, 20, 20, 10])
    assert result.table["option"].tolist() == ["Option 2", "Option 3", "Option 1"]
    assert result.weights.index[0] == "Criterion 1"


def test_the_cost_of_a_point_stands_beside_the_value():
    result = score_options(SCORES, WEIGHTS, costs={"A": 510, "B": 1360, "C": 1080})
    assert result.table.set_index("option")["cost_per_point_gbp"].to_dict() == pytest.approx(
        {"A": 100, "B": 200, "C": 200}
    )
    assert "A costs least for each point: £100." in result.sentence()


def test_an_option_without_points_has_no_cost_for_each_and_the_reader_is_told():
    result = score_options({"A": [0], "B": [5]}, [100], costs={"A": 1, "B": 1})
    assert "A has no points, so it has no cost for each point." in result.notices
    assert "nan" not in result.sentence()


def test_options_that_tie_share_a_rank():
    result = score_options({"A": [1, 2], "B": [2, 1], "C": [0, 0]}, [50, 50])
    assert result.table["rank"].tolist() == [1, 1, 3]
    assert result.sentence() == "A and B share first place with 1.5 points."


def test_the_guard_rails_speak_until_they_are_met():
    loose = " ".join(score_options(SCORES, [3, 2, 2, 2, 1]).notices)
    assert "add up to 10" in loose
    assert "weights come first" in loose
    assert "Business as usual is not among the options. Add it" in loose
    met = score_options(
        SCORES.rename(index={"A": "Do minimum"}),
        WEIGHTS,
        weights_agreed=date(2026, 1, 5),
        scores_given=date(2026, 1, 12),
    )
    assert met.notices == ()


def test_weights_agreed_after_the_scores_are_pointed_out():
    days = {"weights_agreed": date(2026, 1, 13), "scores_given": date(2026, 1, 12)}
    told = score_options(SCORES, WEIGHTS, why_without="The ward has closed", **days).notices
    assert "chosen to fit" in told[0]
    assert told[1] == "Business as usual is not among the options: The ward has closed."


@pytest.mark.parametrize(
    ("scores", "weights", "options", "said"),
    [
        ({"A": [1, 2], "B": [1, None]}, [50, 50], {}, "score of B on Criterion 2 is missing"),
        ({"A": [1, 2], "B": [1, "3"]}, [50, 50], {}, "must be a number"),
        ({"A": [1, 2], "B": [1, 11]}, [50, 50], {}, "at most 10"),
        ({"A": [1, 2], "B": [1, -1]}, [50, 50], {}, "at least 0"),
        ({"A": [1, 2], "B": [1]}, [50, 50], {}, "different numbers of scores"),
        ({"A": [1, 2]}, [50, 50], {}, "at least two options"),
        ({}, [50, 50], {}, "at least two options"),
        ("A", [50], {}, "must be a table"),
        ({"A": [1, 2], "B": [1, 2]}, [50, 40, 10], {}, "3 weights and 2 criteria"),
        ({"A": [1, 2], "B": [1, 2]}, [50, -50], {}, "at least 0"),
        ({"A": [1, 2], "B": [1, 2]}, [0, 0], {}, "nothing counts"),
        (SCORES, WEIGHTS | {"Sped": 5}, {}, 'Did you mean "Speed"'),
        (SCORES, {"Speed": 5}, {}, "No weight is given for Stays at home"),
        (SCORES, WEIGHTS, {"costs": {"A": 1}}, "one cost for each"),
        (SCORES, WEIGHTS, {"business_as_usual": "Z"}, "not one of the options"),
        (pd.concat([SCORES, SCORES]), WEIGHTS, {}, "more than once: A, B, C"),
    ],
)
def test_scores_that_cannot_be_weighed_are_refused(scores, weights, options, said):
    with pytest.raises(ValueError, match=said):
        score_options(scores, weights, **options)


# Weights


def test_swings_become_weights_that_add_up_to_100():
    weights = swing_weights({"Home": 100, "Access": 60, "Staff": 40})
    assert weights.tolist() == [50, 30, 20]
    assert swing_weights({"Home": 100, "Access": 33, "Staff": 1}).sum() == pytest.approx(100)


@pytest.mark.parametrize(
    ("swings", "said"),
    [({"Home": 90}, "largest swing is 90"), ({"Home": 120}, "at most 100"), ([100], "must map")],
)
def test_swings_that_are_not_judged_against_the_largest_are_refused(swings, said):
    with pytest.raises(ValueError, match=said):
        swing_weights(swings)


@given(st.lists(st.floats(0.1, 100), min_size=2, max_size=8), st.floats(0, 100))
def test_moving_one_weight_keeps_the_others_in_proportion(weights, value):
    moved = with_one_weight(np.array(weights), 0, value)
    assert moved.sum() == pytest.approx(100)
    others = np.array(weights[1:])
    assert moved[1:] * others.sum() == pytest.approx(others * (100 - value), abs=1e-9)


# Sensitivity


def test_a_overtakes_b_when_the_last_weight_reaches_51_351():
    tested = weight_sensitivity(SCORES, WEIGHTS)
    last = tested.break_even[tested.break_even["criterion"] == "Speed"].iloc[0]
    assert last["break_even"] == pytest.approx(51.351, abs=5e-4)
    assert (last["first_below"], last["first_above"], last["weight_now"]) == ("B", "A", 10)
    at_60 = tested.sweep.query("criterion == 'Speed' and weight == 60").set_index("option")["value"]
    assert at_60["A"] == pytest.approx(6.711, abs=5e-4)
    assert at_60["B"] == pytest.approx(6.356, abs=5e-4)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(2, 5).flatmap(
        lambda criteria: st.tuples(
            st.lists(
                st.lists(st.integers(0, 10), min_size=criteria, max_size=criteria),
                min_size=2,
                max_size=5,
            ),
            st.lists(st.integers(1, 50), min_size=criteria, max_size=criteria),
        )
    )
)
def test_break_evens_agree_with_trying_every_weight(drawn):
    scores, weights = drawn
    changes = weight_sensitivity(scores, weights, draws=1).break_even
    grid, total = np.array(scores, dtype=float), np.array(weights, dtype=float)
    names = np.array([f"Option {at}" for at in range(1, len(scores) + 1)])
    for at in range(len(weights)):
        known = changes[changes["criterion"] == f"Criterion {at + 1}"]
        stops = [0, *known["break_even"], 100]
        for place, (low, high) in enumerate(pairwise(stops)):
            for value in np.linspace(low, high, 9)[1:-1]:
                values = grid @ with_one_weight(total, at, value)
                first = " and ".join(names[values >= values.max() - 1e-7])
                if len(known):
                    told = [*known["first_below"], known["first_above"].iloc[-1]][place]
                    assert first == told
                else:
                    assert first == " and ".join(names[_firsts(grid, total, at)])


def _firsts(grid, weights, at):
    values = grid @ with_one_weight(weights, at, 50)
    return values >= values.max() - 1e-7


def test_every_test_of_the_worked_options_keeps_b_first():
    tested = weight_sensitivity(SCORES, WEIGHTS)
    assert len(tested.table) == 2 + 5
    assert tested.holds
    assert tested.table.iloc[1]["value"] == pytest.approx(6.6)
    assert (tested.table["second"] == "A").any()
    assert len(tested.one_point) == 3 * 5 * 2
    assert tested.sentence().startswith("B comes first with the weights as agreed, in 6 of 6 other")


def test_one_point_stays_on_the_scale_and_can_change_first_place():
    tested = weight_sensitivity({"A": [10, 5], "B": [9.5, 5]}, [50, 50])
    top = tested.one_point.query("option == 'A' and criterion == 'Criterion 1'")
    assert top["change"].tolist() == [-1]
    assert top["first"].tolist() == ["B"]
    assert not tested.holds


def test_random_weights_repeat_by_seed_and_add_up():
    one, same, other = (weight_sensitivity(SCORES, WEIGHTS, seed=seed) for seed in (1, 1, 2))
    assert one.draws.equals(same.draws)
    assert not one.draws.equals(other.draws)
    assert one.draws["share_first"].sum() == pytest.approx(1)
    assert one.count == 10_000


def test_random_weights_agree_with_the_exact_share_of_two_criteria():
    # A comes first when the first weight is above 0.25, so in three quarters of all weights.
    tested = weight_sensitivity({"A": [7, 3], "B": [4, 4]}, [50, 50], draws=200_000)
    assert tested.draws["share_first"].tolist() == pytest.approx([0.75, 0.25], abs=0.005)


def test_the_closer_the_weights_are_drawn_the_oftener_the_first_stays_first():
    share = [
        weight_sensitivity(SCORES, WEIGHTS, trust=trust).draws["share_first"][1]
        for trust in (None, 20, 500)
    ]
    assert share[0] < share[1] <= share[2] == 1


def test_a_criterion_without_weight_gets_none_around_the_agreed_weights():
    scores = {"A": [9, 0], "B": [1, 10]}
    assert weight_sensitivity(scores, [100, 0], trust=50).draws["share_first"].tolist() == [1, 0]


def test_options_that_tie_share_first_place_in_the_draws():
    drawn = weight_sensitivity({"A": [5, 5], "B": [5, 5]}, [60, 40], draws=100)
    assert drawn.draws["share_first"].tolist() == [0.5, 0.5]
    assert drawn.table["first"].iloc[0] == "A and B"


def test_groups_stand_apart_and_are_never_averaged():
    voices = {"Carers": [5, 5, 5, 5, 80], "Staff": WEIGHTS}
    tested = weight_sensitivity(SCORES, WEIGHTS, groups=voices)
    first = tested.groups.query("rank == 1").set_index("group")["option"]
    assert first.to_dict() == {"Carers": "A", "Staff": "B"}
    assert tested.table.set_index("test").loc["Weights of Carers", "changes"]


def test_both_pictures_say_what_they_show():
    tested = weight_sensitivity(SCORES, WEIGHTS)
    assert "B: " in tested.plot(name="draws", source="Invented", sample=True).alt
    shown = tested.plot_weight("Speed", name="speed", source="Invented", sample=True)
    assert shown.message == "A overtakes B when Speed weighs 51.4 of 100. It weighs 10 now."
    assert shown.html().count("<svg") == 2
    with pytest.raises(ValueError, match='Did you mean "Speed"'):
        tested.plot_weight("Sped", name="speed", source="Invented")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"draws": 0}, "whole number from 1"),
        ({"trust": 0}, "trust is 0"),
        ({"trust": "much"}, "must be a number"),
        ({"groups": {"Carers": [1, 2]}}, "2 weights of Carers and 5 criteria"),
        ({"seed": -1}, "whole number from 0"),
    ],
)
def test_sensitivity_without_sense_is_refused(options, said):
    with pytest.raises(ValueError, match=said):
        weight_sensitivity(SCORES, WEIGHTS, **options)


# The long list


def test_an_option_that_fails_a_must_have_goes_and_the_reason_stays():
    meets = pd.DataFrame(
        {"Safe": [True, False, True], "Lawful": [False, False, True]},
        index=["Do minimum", "Close now", "Care at home"],
    )
    result = short_list(meets)
    assert result.kept == ("Do minimum", "Care at home")
    assert result.table["fails"].tolist() == ["Lawful", "Safe, Lawful", ""]


@pytest.mark.parametrize(
    ("meets", "said"),
    [
        (pd.DataFrame(), "one row for each option"),
        (pd.DataFrame({"Safe": [True, None]}, index=["A", "B"]), "Does B meet 'Safe'"),
        (pd.DataFrame({"Safe": ["yes"]}, index=["A"]), "Put True or False"),
    ],
)
def test_must_haves_that_are_unknown_are_questions(meets, said):
    with pytest.raises(ValueError, match=said):
        short_list(meets)


# Scores that people gave alone


GIVEN = {"Nurse": [8, 5, 7, 2], "Carer": [7, 5, 1, 2], "Doctor": [8, 6, 6, 9]}
PAIRS = [("A", "Access"), ("A", "Safety"), ("B", "Access"), ("B", "Safety")]
ALONE = pd.DataFrame(
    [
        (person, *pair, score)
        for person, scores in GIVEN.items()
        for pair, score in zip(PAIRS, scores, strict=True)
    ],
    columns=["person", "option", "criterion", "score"],
)


def test_scores_given_alone_are_apart_where_somebody_sees_it_otherwise():
    found = compare_scores(ALONE, {"Access": 3, "Safety": 1})
    assert found.people == ("Nurse", "Carer", "Doctor")
    assert found.apart[["option", "criterion", "range"]].to_numpy().tolist() == [
        ["B", "Safety", 7],
        ["B", "Access", 6],
    ]
    assert found.table["median"].tolist() == [2, 6, 8, 5]
    assert found.apart["low_from"].tolist() == ["Nurse, Carer", "Carer"]
    assert dict(found.firsts.to_numpy()) == {"Nurse": "A", "Carer": "A", "Doctor": "A"}
    assert dict(compare_scores(ALONE, [0, 1]).firsts.to_numpy())["Doctor"] == "B"
    assert found.sentence().startswith("3 people gave 4 scores each. On 2 they stand 4 points")


def test_people_who_agree_are_told_so():
    found = compare_scores(ALONE, gap=8)
    assert found.apart.empty
    assert "Nowhere do they stand 8 points or more apart" in found.sentence()
    assert found.firsts_sentence() == "Without weights nobody's scores put an option first."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (ALONE.drop(columns="person"), "no column person"),
        (ALONE[ALONE["person"] == "Nurse"], "at least 2|from 2"),
        (ALONE.drop(index=3), "is missing"),
        (pd.concat([ALONE, ALONE.iloc[:1]]), "Nurse scored A on Access twice"),
        (ALONE.replace({"score": {9: 11}}), "at most 10"),
    ],
)
def test_a_round_of_scores_with_gaps_is_refused(given, said):
    with pytest.raises(ValueError, match=said):
        compare_scores(given)
