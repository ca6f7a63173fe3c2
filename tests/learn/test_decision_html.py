"""Orders, judgements, shares and polls on the page: meaning first, and all there on paper."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.learn import record_page
from playbook.learn.activity import activity_html, script_data, version
from playbook.learn.definitions import read_notebook
from playbook.learn.types.effects import effect_of
from playbook.learn.types.order import Step, shuffled


@pytest.fixture(scope="module")
def decisions():
    return read_notebook(Path(__file__).parent / "decisions.yml")


@pytest.fixture
def page(decisions):
    return lambda name: activity_html(decisions, decisions.activity(name))


texts = st.lists(st.text(min_size=1, max_size=9), min_size=2, max_size=8, unique=True)


@given(texts, st.text(max_size=12))
def test_a_shuffle_keeps_every_step_and_is_never_the_right_order(words, name):
    steps = tuple(Step(text=word, feedback="") for word in words)
    mixed = shuffled(steps, name)
    assert sorted(step.text for step in mixed) == sorted(words)
    assert mixed != steps
    assert mixed == shuffled(steps, name)


def test_the_steps_are_shown_in_the_same_wrong_order_every_time(page):
    listed = page("steps").split('class="pb-order-text">')[1:5]
    first_words = [one.split("<")[0] for one in listed]
    assert first_words == [
        "Compare the options",
        "See whether it helped",
        "Change the contracts",
        "Ask who is waiting, and why",
    ]


def test_without_scripts_the_right_order_and_the_reasons_can_be_read(page):
    answers = page("steps").split("<details")[1]
    assert answers.index("Ask who is waiting") < answers.index("Compare the options")
    assert "Contracts follow the plan." in answers


def test_without_scripts_gains_costs_and_the_expert_can_be_read(page):
    answers = page("winter").split("<details")[1]
    assert "Gains: You know more." in answers
    assert "Costs: It takes three weeks." in answers
    assert "An experienced commissioner would lean to “Take the six beds now”." in answers
    assert "<b>why" not in page("winter")


def test_without_scripts_the_experts_shares_and_what_they_do_can_be_read(page):
    answers = page("share-money").split("<details")[1]
    assert "Breaks for unpaid carers: £200,000" in answers
    assert "Delayed bed days avoided in a year: 1,950 bed days" in answers
    assert "Carers who say that they can carry on: 63 carers" in answers
    assert "Sample data." in answers
    assert "More care at home hours, less than £100,000: " in answers
    assert "4 points" in page("points").split("<details")[1]


def test_without_scripts_and_on_paper_every_text_stands_with_the_option_it_follows(page):
    html = page("six-weeks-later")
    shown = html.split('class="pb-follows-all">')[1].split("<form")[0]
    otherwise, wait, act, ask = (
        shown.index(text)
        for text in (
            "You have not decided above yet.",
            "If you chose “Wait for the January figures”:",
            "If you chose “Take the six beds now”:",
            "If you chose “Ask families what they would choose &amp; &lt;b&gt;why&lt;/b&gt;”:",
        )
    )
    assert otherwise < wait < act < ask
    assert wait < shown.index("Nine people are ready to leave") < act


def test_a_text_that_follows_can_be_reworded_without_making_it_another_question(decisions):
    later = decisions.activity("six-weeks-later")
    assert version(replace(later, follows=None)) == version(later)


def test_the_experts_reasons_can_be_reworded_without_making_it_another_question(decisions):
    shares = decisions.activity("share-money")
    assert version(replace(shares, weighed="Other reasons.")) == version(shares)
    assert version(replace(shares, total=700_000)) != version(shares)


def test_what_follows_is_known_to_the_script_by_the_wording_of_the_option(decisions):
    data = script_data(decisions, decisions.activity("after-single"))["follows"]
    assert data["says"]["The board"] == "The board meets in May."
    assert (data["activity"], data["type"]) == ("single", "choice")


def test_the_record_page_holds_no_gains_no_replies_and_no_experts(decisions):
    html = record_page([decisions])
    for text in ("You know more", "Beds are quick", "I buy time at home", "The board meets"):
        assert text not in html


def test_every_text_of_a_decision_can_be_read_and_no_id_is(decisions):
    told = decisions.activity("winter").texts()
    assert "It takes three weeks." in told
    assert not {"act", "wait", "winter", "decide"} & set(told)
    assert (
        "So little care at home will not be noticed." in decisions.activity("share-money").texts()
    )
    assert "care-at-home" not in decisions.activity("share-money").texts()
    assert "You took the beds." in " ".join(decisions.activity("six-weeks-later").texts())


def test_only_the_longest_of_the_texts_that_follow_is_read_once(decisions):
    later = decisions.activity("six-weeks-later")
    assert "Nine people" in " ".join(later.read_once())
    assert "Five are filled" not in " ".join(later.read_once())


def test_only_one_reply_of_a_poll_is_read_once(decisions):
    poll = decisions.activity("nearest")
    assert len(poll.reasons()) == 2
    assert len(set(poll.reasons()) & set(poll.read_once())) == 1


points = st.dictionaries(st.integers(1, 500), st.integers(-500, 500), min_size=1, max_size=5).map(
    lambda effects: ((0, 0), *sorted(effects.items()))
)


@given(points, st.floats(0, 2000))
def test_an_effect_lies_between_the_points_beside_it_and_ends_at_the_last(line, share):
    effect = effect_of(line, share)
    assert min(e for _, e in line) - 1e-9 <= effect <= max(e for _, e in line) + 1e-9
    if share >= line[-1][0]:
        assert effect == line[-1][1]


@given(points)
def test_an_effect_is_as_written_at_every_point(line):
    assert [effect_of(line, share) for share, _ in line] == [effect for _, effect in line]


def test_sample_data_are_marked_before_anything_is_shared(decisions, page):
    for one in decisions.activities:
        if one.type != "allocate":
            continue
        asked = page(one.id).split('class="pb-feedback"')[0]
        assert ('class="pb-sample">Sample data<' in asked) == one.sample
