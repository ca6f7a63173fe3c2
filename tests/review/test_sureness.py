"""How sure a report may be depends on when, where and for how long a measure moved."""

import pytest

from playbook.review import before_after, how_sure

STEADY = [10, 12] * 8
CHANGE = {"change": 17, "reason": "A new team", "direction": "decrease"}


def _judged(after, before=STEADY):
    return before_after([*before, *after], **CHANGE)


LOW, SAME, HIGH = _judged([7, 6] * 4), _judged([10, 12] * 4), _judged([16, 17] * 4)


@pytest.mark.parametrize(
    ("ours", "others", "level", "reason"),
    [
        (LOW, {"West": SAME}, "fairly sure", ""),
        (SAME, {"West": LOW}, "no change seen", ""),
        (LOW, {"West": LOW}, "less sure", "it moved the same way without the change in West"),
        (LOW, {}, "less sure", "there is no other place to look at"),
        (_judged([10, 12, 10, 12, 10, 12, 5, 5]), {"West": SAME}, "less sure", "only 2 of 8"),
        (_judged([5, 5]), {}, "not sure", "only 2 of 2 points since are signals"),
    ],
    ids=["alone", "nothing moved", "everyone", "nobody else", "two at the end", "two doubts"],
)
def test_each_doubt_makes_it_less_sure_and_is_named(ours, others, level, reason):
    found = how_sure(ours, others)
    assert found.level == level
    assert reason in "; ".join(found.against)
    assert reason in found.sentence()


def test_a_signal_that_began_before_the_change_speaks_against_it():
    early = before_after([*[10, 12] * 8, 2, *[7, 6] * 4], **CHANGE | {"change": 18})
    assert "the signal began before the change" in how_sure(early, {"West": SAME}).against


def test_a_place_that_moved_the_other_way_is_a_question_and_no_doubt():
    found = how_sure(LOW, {"West": HIGH})
    assert found.level == "fairly sure"
    assert found.ask == ("West moved the other way without this change: what moved it?",)
