"""Is a charter clear and accepted, and does a Direction say what the Act requires?"""

import copy

import pytest

from playbook.framework import FrameworkError, framework
from playbook.govern import charter_rules, check_charter, check_direction, direction_rules

TODAY = "2026-01-31"
CHARTER = {
    "title": "Home First in Moray",
    "version": "1.0",
    "focus_and_purpose": {"focus": "Older people leaving hospital", "purpose": "Home sooner"},
    "governance_and_leadership": {"governing_body": "The Board", "lead": "Service manager"},
    "staff_and_resources": {"staff": "Two people, two days a week", "resources": "£20,000"},
    "stakeholders": {"key_stakeholders": "People, carers, providers", "groups": "Steering group"},
    "activities_and_products": {"activities": "Analyse delays", "products": "Business case"},
    "timescales_and_contingencies": {"timescales": "To March 2027", "contingencies": "Stop early"},
    "accepted_by": "Moray Integration Joint Board",
    "accepted_on": "2025-11-27",
    "next_review": "2026-03-26",
    "starts_on": "2025-12-01",
}
DIRECTION = {
    "title": "Care at home", "text": "Provide 200 more hours a week of care at home.",
    "direct_to": ["Moray Council", "NHS Grampian"],
    "functions": [
        {"name": "Care at home", "set_aside": False, "payment_gbp": 500_000,
         "use_of_money": "Hours of care"},
        {"name": "Acute beds", "set_aside": True, "amount_set_aside_gbp": 1_000_000,
         "use_of_money": "Two wards"},
    ],
    "reference": "2026/1", "approved_on": "2026-01-29", "effective_from": "2026-04-01",
    "supersedes": "none", "outcomes": "2, 9", "budget": "£1.5m", "monitoring": "Quarterly",
    "review_on": "2027-01-28",
}  # fmt: skip


def charter(**changes):
    return {name: value for name, value in (CHARTER | changes).items() if value is not ...}


def direction(function=None, **changes):
    made = copy.deepcopy(DIRECTION) | changes
    if function:
        made["functions"][0] |= function
    return {name: value for name, value in made.items() if value is not ...}


def without(name):
    made = direction()
    del made["functions"][0][name]
    return made


# Charter


def test_a_clear_and_accepted_charter_is_ready():
    found = check_charter(CHARTER, today=TODAY)
    assert found.ready
    assert found.reasons == found.remarks == ()
    assert found.sentence() == (
        "Home First in Moray is ready: the six things are clear and were accepted."
    )
    assert (found.table["state"] == "in place").all()
    assert len(found.table) == 15


def test_the_six_things_are_those_of_the_framework():
    things = charter_rules().things.values()
    assert [thing.element for thing in things] == ["M54", "M55", "M56", "M57", "M58", "M59"]
    assert all(thing.element in framework().elements for thing in things)


@pytest.mark.parametrize("thing", list(charter_rules().things))
def test_each_of_the_six_things_is_needed(thing):
    found = check_charter(charter(**{thing: ...}), today=TODAY)
    assert not found.ready
    assert found.reasons[0].startswith(f"{charter_rules().things[thing].name} is missing: ")


@pytest.mark.parametrize("empty", ["", "  ", None, "TBC", "tbc.", "To be confirmed", "?"])
def test_words_for_not_decided_yet_count_as_nothing(empty):
    half = {"staff": "Two people", "resources": empty}
    found = check_charter(charter(staff_and_resources=half), today=TODAY)
    assert found.reasons == (
        "Staff and resources is half written: the money and other means it has.",
    )


def test_a_thing_may_be_answered_in_one_text():
    assert check_charter(
        charter(stakeholders="People, carers; a steering group"), today=TODAY
    ).ready
    assert not check_charter(charter(stakeholders="TBC"), today=TODAY).ready


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"accepted_by": ...}, "The governing body that accepted these details is missing."),
        ({"accepted_on": None}, "The date of that decision is missing."),
        ({"next_review": ...}, "The date of the next review is missing."),
        ({"next_review": "2026-01-30"}, "The review of 30 January 2026 is overdue."),
        (
            {"accepted_on": "2026-02-01", "starts_on": ...},
            "1 February 2026, which is still to come",
        ),
        ({"starts_on": "2025-11-01"}, "Work starts on 1 November 2025, before it was accepted"),
        ({"accepted_on": ...}, "Work started on 1 December 2025, but nobody has accepted"),
        ({"accepted_on": "27/11/25"}, "accepted_on is '27/11/25'. Write a date like"),
        ({"purpose": "x"}, '"purpose" is not one of the fields'),
        ({"focus_and_purpos": {}}, 'Did you mean "focus_and_purpose"?'),
        ({"stakeholders": {"group": "x"}}, 'Did you mean "groups"?'),
    ],
)
def test_a_charter_that_is_not_ready_says_why(changes, told):
    found = check_charter(charter(**changes), today=TODAY)
    assert not found.ready
    assert told in " ".join(found.reasons)
    assert found.sentence().startswith("Home First in Moray is not ready. ")


def test_every_reason_is_told_at_once():
    found = check_charter({}, today=TODAY)
    assert len(found.reasons) == 9
    assert found.remarks == ("Give the charter a version, so that copies agree.",)
    assert "(9) The date of the next review is missing." in found.sentence()


@pytest.mark.parametrize("given", ["a charter", None, {"stakeholders": 3}])
def test_things_that_are_not_a_charter_are_refused(given):
    with pytest.raises(TypeError):
        check_charter(given, today=TODAY)


def test_a_partnership_may_ask_for_more(tmp_path):
    rules = tmp_path / "charter.yml"
    rules.write_text(
        "placeholders: []\n"
        "things:\n  - {id: budget, name: Budget, element: M56, asks: [{id: gbp, text: Pounds}]}\n"
        "acceptance: []\nother: [title]\n"
    )
    assert check_charter({"budget": {"gbp": 5}}, today=TODAY, rules=rules).ready
    rules.write_text("thing: []\n")
    with pytest.raises(FrameworkError, match='Did you mean "things"'):
        check_charter({}, today=TODAY, rules=rules)


# Direction


def test_a_whole_direction_is_complete():
    found = check_direction(DIRECTION)
    assert found.ready
    assert found.remarks == ()
    assert found.sentence() == (
        "Care at home says what the Act requires. This is not legal advice."
    )
    assert set(found.table["level"]) == {"must", "may", "good"}


def test_what_the_act_only_allows_is_never_missing():
    states = check_direction(DIRECTION).table.set_index("level").loc["may", "state"]
    assert set(states) == {"not used"}


@pytest.mark.parametrize("name", ["text", "direct_to", "functions"])
def test_what_the_act_requires_is_a_reason(name):
    found = check_direction(direction(**{name: ...}))
    assert not found.ready
    assert len(found.reasons) == 1
    assert found.reasons[0].endswith("This is missing.")


def test_a_function_set_aside_needs_its_amount_and_no_payment():
    made = direction()
    del made["functions"][1]["amount_set_aside_gbp"]
    made["functions"][1]["payment_gbp"] = 5
    assert check_direction(made).reasons == (
        "Acute beds: For a function with a set-aside budget, it states the amount set aside. "
        "This is missing.",
    )


def test_any_other_function_needs_a_payment_or_how_it_is_worked_out():
    assert "states the payment" in check_direction(without("payment_gbp")).reasons[0]
    by_method = without("payment_gbp")
    by_method["functions"][0]["payment_method"] = "Last year's hours at the new rate"
    assert check_direction(by_method).ready


def test_every_function_must_say_how_its_money_is_used():
    assert check_direction(without("use_of_money")).reasons[0].startswith("Care at home: ")
    assert not check_direction(direction({"use_of_money": "TBC"})).ready


@pytest.mark.parametrize(
    "name", ["reference", "approved_on", "effective_from", "supersedes", "outcomes", "budget",
             "monitoring", "review_on"],
)  # fmt: skip
def test_good_practice_is_a_remark_and_stops_nothing(name):
    found = check_direction(direction(**{name: ...}))
    assert found.ready
    assert len(found.remarks) == 1
    assert "1 point of good practice could be added." in found.sentence()


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (direction(direct_to="Highland Council"), "bodies that can be given a direction"),
        (direction(referense="1"), 'Did you mean "reference"?'),
        (direction({"use_of_mony": "x"}), 'Did you mean "use_of_money"?'),
        (direction({"set_aside": None}), "say whether its budget is set aside"),
        (direction({"name": " "}), "Function 1 has no name."),
        (direction({"payment_gbp": -5}), "payment_gbp is -5. Give pounds as a number from 0 up."),
        (direction({"payment_gbp": "lots"}), "payment_gbp is 'lots'."),
    ],
)
def test_what_cannot_be_right_is_a_reason(made, told):
    found = check_direction(made)
    assert not found.ready
    assert told in " ".join(found.reasons)


@pytest.mark.parametrize("who", ["council", "the council", "Moray Council", ["nhs", "council"]])
def test_recipients_go_by_name_short_name_or_id(who):
    assert check_direction(direction(direct_to=who)).ready


@pytest.mark.parametrize("given", ["text", {"functions": "care"}, {"functions": ["care"]}])
def test_things_that_are_not_a_direction_are_refused(given):
    with pytest.raises(TypeError):
        check_direction(given)


def test_the_statutory_content_is_all_there():
    levels = [need.level for need in direction_rules().requirements.values()]
    assert (levels.count("must"), levels.count("may"), levels.count("good")) == (6, 3, 8)


def test_an_amount_to_be_confirmed_is_missing_and_is_told_once():
    found = check_direction(direction({"payment_gbp": "To be confirmed"}))
    told = [reason for reason in found.reasons if "Care at home" in reason]
    assert len(told) == 1
    assert told[0].endswith("This is missing.")


def test_a_page_shows_what_is_asked_and_what_the_draft_says():
    table = check_direction(without("payment_gbp")).page_table()
    assert table.columns.tolist() == ["It is asked", "The draft says"]
    assert len(table) == 7
    assert table["The draft says"].tolist().count("missing") == 1
    assert "£1,000,000" in table["The draft says"].tolist()
