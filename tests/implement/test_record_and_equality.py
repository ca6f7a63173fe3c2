"""The record of who took part, and the prompts on equality."""

import pytest

from playbook.implement import check_equality, coproduction_record, equality_rules
from playbook.implement.equality import NOT_LOOKED_AT


def stage(**changes):
    row = {"stage": "plan", "who": "Carers; Nurses", "before": "informing", "now": "co-producing"}
    return row | {"aim": "co-producing", "decision_shared": "yes", "evidence": "Minutes"} | changes


def test_a_claim_needs_a_shared_decision_and_evidence():
    assert coproduction_record([stage()]).table["may_claim"].tolist() == [True]
    assert not coproduction_record([stage(evidence="")]).table["may_claim"].any()
    assert not coproduction_record([stage(decision_shared="no")]).table["may_claim"].any()


def test_it_counts_stages_that_rose_and_that_fell():
    rows = [
        stage(),
        stage(stage="review", before="co-designing", now="informing"),
        stage(stage="analyse", before="consulting", now="consulting"),
    ]
    told = coproduction_record(rows).sentence()
    assert told.startswith("Of 3 stages, 1 stands higher now and 1 lower.")


def test_a_group_is_found_whatever_its_capitals_and_a_stranger_is_told():
    kept = coproduction_record([stage()])
    assert kept.not_named(["carers", "Families"]) == ("Families",)
    assert kept.not_among(["Carers"]) == ("Nurses",)


def test_another_word_than_yes_or_no_is_refused():
    with pytest.raises(ValueError, match="Write yes or no"):
        coproduction_record([stage(decision_shared="partly")])


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({"effect": "none", "evidence": ""}, NOT_LOOKED_AT),
        ({"effect": "not known", "evidence": "x"}, NOT_LOOKED_AT),
        ({"effect": "worse", "evidence": "x", "change": ""}, "worse for them, and nothing changes"),
        ({"effect": "worse", "evidence": "x", "change": "y"}, "looked at"),
        ({"effect": "none", "evidence": "x"}, "looked at"),
    ],
)  # fmt: skip
def test_an_effect_needs_evidence_and_harm_needs_an_answer(row, state):
    table = check_equality([{"group": "Age"} | row]).table.set_index("group")
    assert table.loc["Age", "state"] == state
    assert table.loc["Race", "state"] == "not in the assessment"


def test_an_assessment_that_is_whole_has_nothing_open():
    rows = [
        {"group": each.name, "effect": "none", "evidence": "Asked six people"}
        for each in equality_rules().groups.values()
    ]
    assert check_equality(rows).sentence() == "The assessment is whole for 12 of 12 groups."


def test_the_nine_protected_characteristics_are_asked_about():
    law = [each.law for each in equality_rules().groups.values()]
    assert law.count("Equality Act 2010") == 9


@pytest.mark.parametrize(
    ("rows", "said"),
    [([{"group": "Aged", "effect": "none"}], "Age"),
     ([{"group": "Age", "effect": "bad"}], "worse"),
     ([{"group": "Age", "effect": "none"}, {"group": "Age", "effect": "none"}], "twice")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(rows, said):
    with pytest.raises(ValueError, match=said):
        check_equality(rows)
