"""A Direction in parts: nothing invented, nothing dropped, and each kind of money apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.govern import direction_wording
from playbook.govern.direction_wording import NOT_WRITTEN

CARE = {"name": "Care at home", "set_aside": False, "payment_gbp": 500_000, "use_of_money": "Care"}
BEDS = {"name": "Beds", "set_aside": True, "amount_set_aside_gbp": 1_000_000}


def _wording(found):
    return dict(found.table.to_numpy().tolist())


def test_each_function_states_its_own_kind_of_money():
    found = direction_wording({"text": "Do it.", "functions": [CARE, BEDS]})
    parts = _wording(found)
    assert parts["Function 1"] == "Care at home. Payment: £500,000. To be used for: Care."
    assert parts["Function 2"] == (
        "Beds. Amount set aside: £1,000,000. To be used for: not written yet."
    )
    assert found.sentence() == ("The draft states £500,000 in payments and £1,000,000 set aside.")


def test_what_is_asked_for_and_missing_says_so_and_what_is_only_allowed_is_left_out():
    parts = _wording(direction_wording({}))
    assert parts["Functions"] == parts["Given to"] == parts["Reviewed on"] == NOT_WRITTEN
    assert "How it is to be carried out" not in parts


@pytest.mark.parametrize("amount", ["To be confirmed", None, "", -5, True, float("nan")])
def test_an_amount_that_is_none_is_never_added_up(amount):
    found = direction_wording({"functions": [CARE, {**CARE, "name": "B", "payment_gbp": amount}]})
    assert found.payments_gbp == 500_000


def test_an_open_amount_is_named_and_a_method_will_do_instead():
    open_amount = {**BEDS, "amount_set_aside_gbp": "tbc"}
    method = {**CARE, "payment_gbp": None, "payment_method": "£24 for each hour"}
    found = direction_wording({"functions": [open_amount, method]})
    assert found.open == ("Beds",)
    assert "Payment: £24 for each hour" in _wording(found)["Function 2"]


def test_dates_and_lists_are_written_as_people_write_them():
    from datetime import date

    parts = _wording(
        direction_wording({"approved_on": date(2026, 1, 29), "direct_to": ["NHS Grampian", "x"]})
    )
    assert parts["Approved by the board on"] == "29 January 2026"
    assert parts["Given to"] == "NHS Grampian, x"


@given(st.lists(st.integers(0, 10**9), max_size=6))
def test_payments_add_up_whatever_they_are(amounts):
    functions = [{**CARE, "payment_gbp": amount} for amount in amounts]
    assert direction_wording({"functions": functions}).payments_gbp == sum(amounts)
