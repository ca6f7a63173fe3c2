"""Advice from a few questions: it always comes, it is the same each time, and it says why."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.framework import UnknownNameError, framework
from playbook.framework.advice import AdvicePolicy, Option, Question, Result, advise, read_advice
from playbook.framework.register import Register

APPROACH = read_advice("approach")

COMMISSIONING = {
    "change": "A major area of service",
    "people": "A whole population, a locality, or everyone on a pathway",
    "future": "Yes",
    "practice": "No, or we do not know yet",
    "effect": "No, their effect needs a review",
    "pathway": "Yes, who does what, or where, may change",
    "began": "A national review, or partners in the region",
}
IMPROVEMENT = {
    "change": "How well an existing service or system works",
    "people": "The people who use one service or see one team",
    "future": "No, it works within services as they are designed now",
    "practice": "Yes, that is the heart of it",
    "effect": "Yes, and we know what should work better",
    "pathway": "No",
    "began": "An inspection or a review of the service",
}


def answer_sets(policy):
    """Every way to answer the questions of a policy."""
    options = {
        q.id: st.sampled_from([o.text for o in q.options]) for q in policy.questions.values()
    }
    return st.fixed_dictionaries(options)


def test_the_examples_of_the_framework_lead_where_it_says():
    assert [one.id for one in advise(APPROACH, COMMISSIONING).results] == ["commissioning"]
    assert [one.id for one in advise(APPROACH, IMPROVEMENT).results] == ["improvement"]


def test_signs_of_both_approaches_lead_to_both():
    mixed = {**COMMISSIONING, "future": "We do not know yet", "practice": IMPROVEMENT["practice"]}
    mixed |= {name: IMPROVEMENT[name] for name in ("people", "began")}
    advice = advise(APPROACH, mixed)
    assert [one.id for one in advice.results] == ["both"]
    assert [one.id for one in advice.sides] == ["commissioning", "improvement"]
    assert not advice.reasons_against
    assert advice.sentence().startswith("Both approaches together. For Strategic commissioning: ")


@given(answer_sets(APPROACH))
def test_every_set_of_answers_gives_advice_and_every_answer_is_accounted_for(answers):
    advice = advise(APPROACH, answers)
    assert len(advice.results) == 1
    assert advice.reasons_for
    told = [reason.question for reason in (*advice.reasons_for, *advice.reasons_against)]
    neutral = [
        question.id
        for question in APPROACH.questions.values()
        for option in question.options
        if option.text == answers[question.id] and not option.points
    ]
    assert sorted(told + neutral) == sorted(answers)


@given(answer_sets(APPROACH), st.data())
def test_a_further_reason_for_a_result_never_turns_the_advice_away_from_it(answers, data):
    """Swapping a neutral answer for one that speaks for the advice leaves the advice."""
    before = advise(APPROACH, answers)
    question = data.draw(st.sampled_from(list(APPROACH.questions.values())))
    chosen = next(o for o in question.options if o.text == answers[question.id])
    side = before.results[0].id
    better = [o for o in question.options if set(o.points) == {side}]
    if chosen.points or not better:
        return
    assert advise(APPROACH, {**answers, question.id: better[0].text}).results == before.results


def test_each_result_can_be_reached_and_neutral_answers_decide_nothing():
    every = (q.options for q in APPROACH.questions.values())
    reached = {
        advise(APPROACH, {q: o.text for q, o in zip(APPROACH.questions, chosen, strict=True)})
        .results[0]
        .id
        for chosen in product(*every)
    }
    assert reached == {"commissioning", "improvement", "both"}
    neutral = {
        question.id: option.text
        for question in APPROACH.questions.values()
        for option in question.options
        if not option.points
    }
    only_change = {**neutral, "change": "A major area of service"}
    assert advise(APPROACH, only_change).results[0].id == "commissioning"
    assert advise(APPROACH, neutral).sentence() == "No answer points one way yet."


def test_the_results_are_the_approaches_of_the_framework_and_both():
    assert set(APPROACH.results) == {*framework().approaches, "both"}
    for name, approach in framework().approaches.items():
        assert APPROACH.results[name].name == approach.name


def test_six_to_eight_questions_are_asked_and_each_answer_with_points_says_why():
    assert 6 <= len(APPROACH.questions) <= 8
    for question in APPROACH.questions.values():
        for option in question.options:
            assert bool(option.because) == bool(option.points)
            assert option.because[:1].islower() or not option.because, "it goes on from because"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"chnge": "A major area of service"}, 'Did you mean "change"'),
        ({"future": "Perhaps"}, '"Perhaps" is not one of the answers to "Is it a major project'),
        ({"future": "yes"}, 'Did you mean "Yes"'),
    ],
)
def test_an_unknown_question_or_answer_is_refused_with_the_valid_ones(answers, told):
    with pytest.raises(UnknownNameError, match=told):
        advise(APPROACH, answers)


def small(show="leading", **more):
    """A policy of one question, in which the first answer speaks for a and the last for all."""
    options = (
        Option(text="one", points={"a": 1}, because="it is one"),
        Option(text="two", points={"a": 1, "b": 2}, because="it is two"),
        Option(text="none"),
    )
    results = [Result(id=name, name=name.upper(), text=name) for name in ("a", "b", "both")]
    questions = [Question(id="q", text="Which?", options=options)]
    return AdvicePolicy(show=show, results=Register(results), questions=Register(questions), **more)


def test_every_result_with_a_point_is_shown_with_most_points_first():
    policy = small(show="every", none="Begin at the beginning.")
    assert [one.id for one in advise(policy, {"q": "two"}).results] == ["b", "a"]
    assert advise(policy, {"q": "two"}).sentence() == "B, because it is two. A, because it is two."
    assert advise(policy, {"q": "none"}).sentence() == "Begin at the beginning."


def test_a_close_finish_is_a_tie_only_where_both_sides_have_a_point():
    policy = small(close=1, tie="both")
    assert [one.id for one in advise(policy, {"q": "two"}).results] == ["both"]
    assert [one.id for one in advise(policy, {"q": "one"}).results] == ["a"]
    assert [one.id for one in advise(small(), {"q": "two"}).results] == ["b"]


def test_what_speaks_against_is_said_too():
    answers = {**COMMISSIONING, "began": "An inspection or a review of the service"}
    advice = advise(APPROACH, answers)
    assert [reason.question for reason in advice.reasons_against] == ["began"]
    assert advice.sentence().endswith("Against it: an inspection or review asks for it.")
