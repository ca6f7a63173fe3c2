"""What a board reads beside the lines: who needs a word, and which days are full."""

import pytest

from playbook.data import load
from playbook.govern import check_charter, portfolio, risk_register
from playbook.kit import load_paper

TODAY = "2026-01-31"


def project(name, **changes):
    return {
        "project": name, "stage": "plan", "lead": "Service manager", "highest_risk": 12,
        "next_decision": "Choose", "next_decision_on": "2026-03-26", "charter_ready": "yes",
    } | changes  # fmt: skip


UNCHECKED = ["Nobody has checked its charter."]
NOT_READY = ["Its charter is not ready."]


@pytest.mark.parametrize(
    ("word", "told"),
    [("yes", []), (True, []), ("no", NOT_READY), ("No", NOT_READY), (False, NOT_READY),
     (None, UNCHECKED), ("", UNCHECKED)],
)  # fmt: skip
def test_yes_and_no_may_be_words(word, told):
    found = portfolio([project("A", charter_ready=word)], today=TODAY)
    assert list(found.table["exceptions"][0]) == told


def test_decisions_come_by_day_and_those_without_a_day_last():
    found = portfolio(
        [project("B", next_decision_on=None), project("C", next_decision_on="2026-09-01"),
         project("A", next_decision_on="2026-02-01", lead="")],
        today=TODAY,
    )  # fmt: skip
    shown = found.decisions_table()
    assert shown["Project"].tolist() == ["A", "C", "B"]
    assert shown["Day"].tolist() == ["1 February 2026", "1 September 2026", "no day set"]
    assert shown["Lead"].tolist()[0] == "nobody yet"
    assert found.decisions_sentence() == "No two decisions fall on one day."
    assert found.needing_attention == 2


def test_days_with_two_decisions_are_named_with_their_projects():
    found = portfolio([project("B"), project("A"), project("C", next_decision_on="2026-04-01")],
                      today=TODAY)  # fmt: skip
    assert found.decisions_sentence() == "Decisions that fall on one day: 26 March 2026 (A, B)."


def test_nothing_decided_anywhere_is_no_clash():
    bare = [project(name, next_decision=None, next_decision_on=None) for name in "AB"]
    found = portfolio(bare, today=TODAY)
    assert found.decisions_sentence() == "No two decisions fall on one day."


def test_the_sample_s_home_first_agrees_with_its_charter_and_its_register():
    rows = load("projects").table.set_index("project")
    register = risk_register(load("risks").table, today=TODAY)
    assert rows.loc["Home First", "highest_risk"] == register.table["score"].max()
    charter = check_charter(load_paper("charter").fields, today=TODAY)
    assert (rows.loc["Home First", "charter_ready"] == "yes") == charter.ready
