"""A register of law and policy: what is open, what is missing, and what cannot be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.govern import check_law, law_rules

CARERS = "Carers (Scotland) Act 2016, section 28"
EQUALITY = "Equality Act 2010, section 149, with the specific duties for Scotland"
REFORM = "Care Reform (Scotland) Act 2025"
TODAY = "2026-01-31"
DONE = {"met": True, "shown_by": "A note", "owner": "Lead", "checked_on": "2026-01-05",
        "asked_on": "2026-01-05"}  # fmt: skip


def gaps(entry, **named):
    found = check_law([entry], today=TODAY, **named)
    ours = found.gaps[found.gaps["name"] == found.table["name"].iloc[0]]
    return list(ours["gap"])


def test_every_entry_of_the_list_can_stand_in_a_register():
    rules = law_rules()
    found = check_law([{"name": law.name, **DONE} for law in rules.laws.values()], today=TODAY)
    assert found.missing == ()
    assert found.gaps.empty
    assert found.open_duties.empty
    assert found.states_sentence() == "No duty is open."
    assert found.by_stage().sum() == 0


def test_the_list_says_what_our_sources_say():
    """framework-elements, section 0, and the module on why to commission."""
    laws = law_rules().laws
    assert laws["care-reform"].changed_on == "2025-07-22", "Royal Assent"
    assert "three years" in laws["strategic-plan"].asks
    assert "at least two localities" in laws["strategic-plan"].asks
    assert laws["carers-discharge"].binds == "Health boards"
    assert laws["plans-guidance"].replaces == ("Strategic commissioning plans: guidance (2015)",)
    assert laws["equality"].before_decision
    assert all(law.checked in ("", "November 2026") for law in laws.values())


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ({"met": True, "shown_by": "A note"}, "met"),
        ({"met": "Yes", "shown_by": "TBC"}, "nothing shows it"),
        ({"met": "yes"}, "nothing shows it"),
        ({"met": "in part", "shown_by": "A note"}, "in part"),
        ({"met": False}, "not met"),
        ({"met": "not known"}, "not known"),
        ({}, "not known"),
        ({"bears": False, "because": "No carers"}, "does not bear"),
    ],
)
def test_a_duty_is_met_when_somebody_says_so_and_something_shows_it(written, state):
    found = check_law([{"name": CARERS.upper(), **written}], today=TODAY)
    assert found.table["state"].tolist() == [state]
    assert found.table["name"].tolist() == [CARERS], "as the list spells it"
    assert len(found.open_duties) == (state not in ("met", "does not bear"))


def test_a_duty_that_belongs_before_the_decision_is_too_late_after_it():
    late = gaps({"name": EQUALITY, "by": "2026-04-30"}, decision_on="2026-03-26")
    assert "It is due on 30 April 2026, and the decision is on 26 March 2026" in late
    on_the_day = gaps({"name": EQUALITY, "by": "2026-03-26"}, decision_on="2026-03-26")
    assert any("due on 26 March 2026" in gap for gap in on_the_day)
    in_time = gaps({"name": EQUALITY, "by": "2026-03-25"}, decision_on="2026-03-26")
    assert not [gap for gap in in_time if "decision" in gap]
    after = gaps({"name": CARERS, "by": "2026-04-30"}, decision_on="2026-03-26")
    assert not [gap for gap in after if "decision" in gap], "this one need not come before"


def test_a_check_grows_old_by_time_and_by_change():
    assert "It changed on 22 July 2025, after the check of 15 May 2025" in gaps(
        {"name": REFORM, **DONE, "checked_on": "2025-05-15"}
    )
    assert gaps({"name": REFORM, **DONE, "checked_on": "2025-07-22"}) == []
    assert gaps({"name": CARERS, **DONE, "checked_on": "2025-01-31"}) == [], "365 days"
    assert gaps({"name": CARERS, **DONE, "checked_on": "2025-01-30"}) == [
        "The check of 30 January 2025 is over a year old"
    ]
    assert "still to come" in gaps({"name": CARERS, **DONE, "checked_on": "2026-02-01"})[0]
    assert "Nobody has checked it" in gaps({"name": CARERS})


def test_what_was_replaced_names_the_newer_one():
    old = {"name": "Directions: good practice note (2016)", "kind": "guidance", "force": "regard",
           "asks": "Use it.", **DONE}  # fmt: skip
    found = check_law([old], today=TODAY)
    row = found.gaps[found.gaps["gap"] == "It was replaced"].iloc[0]
    assert row["what_to_do"] == "Read “Directions: statutory guidance” in its place"


def test_what_does_not_bear_needs_a_reason_and_nothing_else():
    assert gaps({"name": CARERS, "bears": False}) == ["Nobody says why it does not bear"]
    assert gaps({"name": CARERS, "bears": "no", "because": "Nobody is cared for"}) == []


def test_a_paper_of_their_own_stands_beside_the_list():
    own = {"name": "Housing plan", "kind": "local", "force": "must", "asks": "Leave room.",
           "stages": "Plan, implement", "met": False}  # fmt: skip
    found = check_law([own], today=TODAY)
    assert found.table["stages"].tolist() == [("plan", "implement")]
    assert found.by_stage().to_dict() == {"Analyse": 0, "Plan": 1, "Implement": 1, "Review": 0}
    assert len(found.missing) == len(law_rules().laws)


def test_what_the_team_wrote_stands_before_what_the_list_says():
    own = {"name": CARERS, "asks": "Ring the carer on day one.", "stages": ["plan"]}
    row = check_law([own], today=TODAY).table.iloc[0]
    assert (row["asks"], row["stages"]) == ("Ring the carer on day one.", ("plan",))
    assert row["consult"] == "Unpaid carers"


@pytest.mark.parametrize(
    ("register", "told"),
    [
        ([], "no entry yet"),
        (["Carers Act"], "Entry 1 is not made of fields"),
        ([{"met": True}], "Entry 1 has no name"),
        ([{"name": CARERS}, {"name": CARERS}], "is in the register twice"),
        ([{"name": CARERS, "ownr": "Lead"}], 'Did you mean "owner"'),
        ([{"name": CARERS, "met": "maybe"}], "is not one of the words for met"),
        ([{"name": CARERS, "bears": "perhaps"}], "Write yes or no"),
        ([{"name": CARERS, "by": "31/03/26"}], "Write a date like"),
        ([{"name": CARERS, "stages": "plann"}], 'Did you mean "plan"'),
        ([{"name": CARERS, "stages": 3}], "write stages like this"),
        ([{"name": "Carers (Scotland) Act 2016 section 28"}], f'Did you mean "{CARERS}"'),
        ([{"name": "Own", "kind": "rule", "force": "must", "asks": "x"}], "words for kind"),
        ([{"name": "Own", "kind": "law", "force": "shall", "asks": "x"}], "words for force"),
        ("Carers Act", "Give the register as a list"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(register, told):
    with pytest.raises((ValueError, TypeError)) as refused:
        check_law(register, today=TODAY)
    assert told in str(refused.value)


@given(
    st.lists(st.sampled_from(list(law_rules().laws.values())), min_size=1, unique=True),
    st.sampled_from(["yes", "in part", "no", "not known"]),
)
def test_what_is_in_the_register_and_what_is_missing_make_the_whole_list(laws, met):
    found = check_law([{"name": law.name, "met": met} for law in laws], today=date(2026, 1, 31))
    assert len(found.table) + len(found.missing) == len(law_rules().laws)
    must = [law for law in laws if law.force == "must"]
    assert len(found.duties) == len(must) == len(found.open_duties), "nothing shows any of it"
