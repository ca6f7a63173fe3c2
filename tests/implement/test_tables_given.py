"""Tables that a method of implementing is given: each slip in them is refused, by its column."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import pytest

from playbook.implement import (
    contract_at_closing,
    contracts_ending,
    cost_of_a_week,
    fragile_providers,
    market_shares,
    need_and_supply,
    room_elsewhere,
)

CONTRACTS = pd.DataFrame(
    {"contract_id": ["K1", "K2"], "provider": ["P", "Q"], "service": "Beds", "locality": "North",
     "ends_on": pd.to_datetime(["2026-03-31", "2026-05-30"]), "value_gbp": [365_000, 730_000],
     "units_a_week": [9, 18], "notice_months": [3, 6]}
)  # fmt: skip
PROVIDERS = pd.DataFrame(
    {"provider": ["P", "Q"], "vacant_percent": [5.0, 9.0], "staff_turnover_percent": [9.0, 9.0],
     "income_from_us_percent": [40.0, 9.0], "quality_grade": [5, 5]}
)  # fmt: skip
MONTHS = pd.DataFrame(
    {"month": pd.to_datetime(["2024-03-01", "2025-03-01"]), "locality": "North",
     "service": "Beds", "places": [9, 9], "people_served": [5, 5], "waiting": [0, 2]}
)  # fmt: skip
COSTS = pd.DataFrame({"service": ["Beds"], "locality": ["North"], "cost_gbp": [730_000]})
ALTERNATIVE = [{"service": "Beds", "locality": "North", "ready_on": "2025-04-01"}]
HERE = {"service": "Beds", "locality": "North"}


@dataclass(frozen=True)
class Given:
    """A method with a table that it accepts, and what its columns hold."""

    method: Callable[[pd.DataFrame], Any]
    table: pd.DataFrame
    numbers: tuple[str, ...]
    names: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


PLACES = {"numbers": ("places", "people_served", "waiting"), "days": ("month",),
          "names": ("locality", "service")}  # fmt: skip
METHODS = {
    "contracts_ending": Given(
        partial(contracts_ending, today="2026-01-31"), CONTRACTS, ("value_gbp",),
        ("contract_id", "provider"), ("ends_on",),
    ),
    "contract_at_closing": Given(
        partial(contract_at_closing, **HERE, close_on="2026-04-30"), CONTRACTS, ("value_gbp",),
        ("contract_id", "provider", "service", "locality"), ("ends_on",),
    ),
    "market_shares": Given(
        lambda table: market_shares(table, "Beds"), CONTRACTS, ("units_a_week", "notice_months"),
        ("provider", "service", "locality"),
    ),
    "fragile_providers by contract": Given(
        lambda table: fragile_providers(PROVIDERS, table), CONTRACTS,
        ("value_gbp", "notice_months"), ("provider",),
    ),
    "need_and_supply": Given(lambda table: need_and_supply(table, "Beds"), MONTHS, **PLACES),
    "room_elsewhere": Given(
        lambda table: room_elsewhere(ALTERNATIVE, table, **HERE, today="2025-05-01"), MONTHS,
        **PLACES,
    ),
    "cost_of_a_week": Given(
        lambda table: cost_of_a_week(table, "Beds"), COSTS, ("cost_gbp",), ("service",)
    ),
}  # fmt: skip
SLIPS = {"numbers": (None, float("nan"), float("inf"), -1, "many", "12", True),
         "names": (None, float("nan")), "days": (None, "soon", "31/03/26", 5)}  # fmt: skip


def each_slip() -> Any:
    for name, given in METHODS.items():
        for kind, slips in SLIPS.items():
            for column in getattr(given, kind):
                yield pytest.param(given, column, slips, id=f"{name}, {column}")


@pytest.mark.parametrize(("given", "column", "slips"), list(each_slip()))
def test_a_slip_in_a_column_is_refused_by_its_name_and_never_left_out(given, column, slips):
    given.method(given.table)
    for slip in slips:
        wrong = given.table.astype({column: object})
        wrong.loc[0, column] = slip
        with pytest.raises(ValueError, match=column):
            given.method(wrong)
    with pytest.raises(ValueError, match=column):
        given.method(given.table.drop(columns=column))
    with pytest.raises(ValueError, match="no rows"):
        given.method(given.table.iloc[:0])


@pytest.mark.parametrize("slip", [float("inf"), -1, "many", True])
@pytest.mark.parametrize("column", PROVIDERS.columns[1:])
def test_a_figure_of_a_provider_is_a_number_or_blank(column, slip):
    wrong = PROVIDERS.astype({column: object})
    wrong.loc[0, column] = slip
    with pytest.raises(ValueError, match=column):
        fragile_providers(wrong, CONTRACTS)


def test_a_blank_figure_and_a_provider_without_a_row_are_told():
    blank = PROVIDERS.assign(vacant_percent=[None, 9.0])[:1]
    found = fragile_providers(blank, CONTRACTS)
    assert (found.not_known, found.unlisted) == (1, ("Q",))
    assert "1 figure is not known, and may hide a sign." in found.sentence()
    assert "Q holds a contract, and nothing else is known of it." in found.sentence()


def test_a_provider_with_two_rows_is_refused():
    with pytest.raises(ValueError, match="P is in the file of providers twice"):
        fragile_providers(pd.concat([PROVIDERS, PROVIDERS[:1]]), CONTRACTS)


def test_contracts_for_no_units_have_no_shares():
    with pytest.raises(ValueError, match="Beds in North has contracts for 0 units"):
        market_shares(CONTRACTS.assign(units_a_week=0), "Beds")


def test_a_place_twice_in_a_month_is_refused_and_a_place_that_went_is_told():
    twice = pd.concat([MONTHS, MONTHS[1:]])
    with pytest.raises(ValueError, match="two rows for North in March 2025"):
        need_and_supply(twice, "Beds")
    with pytest.raises(ValueError, match="Beds in North has two rows"):
        room_elsewhere(ALTERNATIVE, twice, **HERE, today="2025-05-01")
    moved = MONTHS.assign(locality=["South", "North"])
    found = need_and_supply(moved, "Beds")
    assert found.gone == ("South",)
    assert found.sentence().endswith(
        "There is no record of it in March 2024. For South there is no record in March 2025."
    )


def test_people_who_wait_where_there_are_no_places_are_counted():
    found = need_and_supply(MONTHS.assign(places=0), "Beds")
    assert found.sentence() == "2 people wait for Beds in March 2025. It has no places."


@pytest.mark.parametrize("months", [0, 1.5, 10**9, "12", float("nan")])
def test_months_ahead_are_a_whole_number_within_a_century(months):
    with pytest.raises(ValueError, match="months"):
        contracts_ending(CONTRACTS, today="2026-01-31", months=months)
