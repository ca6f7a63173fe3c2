"""What a charter check tells beside its verdict: what is clear, what is foggy, and its dates."""

import pytest

from playbook.govern import charter_rules, check_charter

TODAY = "2026-01-31"
WHOLE = {thing.id: "Written" for thing in charter_rules().things.values()}


def test_a_thing_is_clear_when_all_its_parts_are_written():
    halves = {"focus_and_purpose": {"focus": "Older people", "purpose": "TBC"}}
    found = check_charter(WHOLE | halves | {"stakeholders": ""}, today=TODAY)
    assert found.clear == 4
    assert found.clear_sentence() == (
        "4 of the 6 things have all their parts written. Still open: Focus and purpose (half "
        "written); Key stakeholders, steering and reference groups (missing)."
    )
    assert check_charter(WHOLE, today=TODAY).clear_sentence().endswith("parts written.")


def test_foggy_words_are_remarked_on_and_stop_nothing():
    found = check_charter(
        WHOLE | {"stakeholders": "Relevant groups, ongoing"} | ACCEPTED, today=TODAY
    )
    assert found.ready
    assert found.remarks[0].startswith(
        "Key stakeholders, steering and reference groups says “relevant”, “ongoing”."
    )


def test_a_word_inside_another_is_not_foggy():
    found = check_charter(WHOLE | {"stakeholders": "Irrelevantly named"} | ACCEPTED, today=TODAY)
    assert found.remarks == ()


ACCEPTED = {
    "version": "1", "accepted_by": "The Board", "accepted_on": "2026-01-30",
    "starts_on": "2026-01-31", "next_review": "2026-03-31",
}  # fmt: skip


def test_dates_come_in_order_with_how_far_they_are_away():
    found = check_charter(WHOLE | ACCEPTED | {"last_reviewed": "soon"}, today=TODAY)
    assert found.dates["when"].tolist() == ["1 day ago", "today", "in 59 days"]
    assert found.dates_table()["Day"].tolist()[0] == "30 January 2026"
    assert "last_reviewed is 'soon'" in " ".join(found.reasons), "a bad date is a reason"


@pytest.mark.parametrize("charter", [{}, WHOLE | ACCEPTED])
def test_what_is_open_has_a_place_for_who_and_when(charter):
    found = check_charter(charter, today=TODAY)
    assert found.open_table()["To put right"].tolist() == list(found.reasons)
    assert list(found.open_table()) == ["To put right", "Who", "By when"]
