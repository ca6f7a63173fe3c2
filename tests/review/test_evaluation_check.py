"""An evaluation is open while a claim is not shown, a person is not asked, or nobody owns it."""

import pytest

from playbook.review import check_evaluation

MEANT = [{"meant": "People wait less", "happened": "yes", "shown_by": "Charts"}]
EFFECTS = [{"effect": "Nights are harder", "falls_on": "Carers", "way": "worse", "asked": "yes"}]
LESSONS = [{"lesson": "Ask first", "stage": "analyse", "owner": "Carers’ lead", "by": "May"}]
DECISION = {"verdict": "adapt", "because": "Nights", "decided_by": "Board", "look_again": "June"}


def _with(rows, **fields):
    return [{**rows[0], **fields}]


def test_an_evaluation_with_nothing_open_has_no_problems():
    found = check_evaluation(MEANT, EFFECTS, LESSONS, DECISION)
    assert found.problems == ()
    assert found.not_asked == ()
    assert "Of 1 thing that was meant: 1 happened. Of 1 effect" in found.sentence()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"meant": _with(MEANT, shown_by="")}, "nothing shows it"),
        ({"unmeant": []}, "who looked?"),
        ({"unmeant": _with(EFFECTS, asked="no")}, "falls on Carers, and nobody asked them"),
        ({"lessons": _with(LESSONS, owner="")}, "has no owner"),
        ({"lessons": _with(LESSONS, by="")}, "has no date"),
        ({"decision": {**DECISION, "verdict": None}}, "There is no verdict"),
        ({"decision": {**DECISION, "look_again": " "}}, "when somebody looks again"),
        (
            {
                "unmeant": _with(EFFECTS, asked="no"),
                "decision": {**DECISION, "verdict": "adopt"},
            },
            "It says adopt, while those for whom something got worse were not asked",
        ),
    ],
)
def test_each_thing_left_open_is_told(change, problem):
    given = {"meant": MEANT, "unmeant": EFFECTS, "lessons": LESSONS, "decision": DECISION}
    assert problem in " ".join(check_evaluation(**(given | change)).problems)


@pytest.mark.parametrize(
    "change",
    [
        {"meant": _with(MEANT, happened="mostly")},
        {"unmeant": _with(EFFECTS, way="mixed")},
        {"unmeant": _with(EFFECTS, falls_on="")},
        {"lessons": _with(LESSONS, stage="evaluate")},
        {"decision": {**DECISION, "verdict": "pause"}},
        {"meant": []},
    ],
)
def test_other_words_and_empty_tables_are_refused(change):
    given = {"meant": MEANT, "unmeant": EFFECTS, "lessons": LESSONS, "decision": DECISION}
    with pytest.raises(ValueError, match=r"."):
        check_evaluation(**(given | change))


def test_a_group_that_was_asked_about_one_effect_was_asked():
    rows = [*EFFECTS, {**EFFECTS[0], "effect": "Days are longer", "asked": "no"}]
    assert check_evaluation(MEANT, rows, LESSONS, DECISION).not_asked == ()
