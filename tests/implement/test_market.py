"""Contracts that end, the market place by place, and what will be bought."""

import pandas as pd
import pytest

from playbook.implement import (
    buying_intentions,
    contracts_ending,
    fragile_providers,
    market_rules,
    market_shares,
    need_and_supply,
)

CONTRACTS = pd.DataFrame(
    {
        "contract_id": ["A", "B", "C", "D"],
        "provider": ["P1", "P2", "P1", "P3"],
        "service": ["Care", "Care", "Care", "Beds"],
        "locality": ["North", "North", "South", "All"],
        "ends_on": ["2026-01-30", "2026-01-31", "2027-01-31", "2027-02-01"],
        "value_gbp": [1, 20, 300, 4000],
        "units_a_week": [100, 300, 50, 9],
        "notice_months": [6, 3, 1, 12],
    }
)


def test_the_last_day_counts_and_the_day_before_today_has_passed():
    found = contracts_ending(CONTRACTS, today="2026-01-31", months=12)
    assert found.contracts["contract_id"].tolist() == ["B", "C"]
    assert found.table["days"].tolist() == [0, 365]
    assert found.table["value_gbp"].tolist() == [20, 300]
    assert found.ended == 1
    assert "2 of 4 contracts end within 12 months, worth £320 a year." in found.sentence()
    assert "1 more has ended already" in found.sentence()


def test_no_contract_that_ends_is_said_plainly():
    assert contracts_ending(CONTRACTS, today="2030-01-01").sentence() == (
        "No contract ends within 12 months. 4 more have ended already: check what holds now."
    )


@pytest.mark.parametrize("wrong", [{"today": ""}, {"today": "31/1/26"},
                                   {"today": "2026-01-31", "months": 0}])  # fmt: skip
def test_a_day_or_months_that_cannot_be_used_are_refused(wrong):
    with pytest.raises(ValueError, match=r"today|months"):
        contracts_ending(CONTRACTS, **wrong)


def test_shares_of_a_place_add_up_and_the_largest_comes_first():
    found = market_shares(CONTRACTS, "Care")
    assert found.table.groupby("locality")["share_percent"].sum().tolist() == [100, 100]
    assert found.table["provider"].tolist() == ["P2", "P1", "P1"]
    assert found.in_one_hand["locality"].tolist() == ["North", "South"]
    assert found.sentence(named=False).startswith(
        "One provider has 100% of what is bought in South"
    )


def test_a_provider_of_everywhere_is_told_so():
    assert "bought everywhere" in market_shares(CONTRACTS, "Beds").sentence()


def test_a_service_without_contracts_is_refused_with_those_that_have_some():
    with pytest.raises(ValueError, match="Care"):
        market_shares(CONTRACTS, "Car")


def provider(**changes):
    return {"provider": "P1", "vacant_percent": 5, "staff_turnover_percent": 5,
            "income_from_us_percent": 5, "quality_grade": 6} | changes  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "signs"),
    [({}, 1), ({"vacant_percent": 19.9}, 1), ({"vacant_percent": 20}, 2), ({"quality_grade": 3}, 2),
     ({"quality_grade": None}, 1),
     ({"income_from_us_percent": 80, "staff_turnover_percent": 40}, 3)],
)  # fmt: skip
def test_a_sign_is_shown_at_its_line_and_a_blank_shows_none(changes, signs):
    found = fragile_providers(pd.DataFrame([provider(**changes)]), CONTRACTS)
    assert found.table["signs"].tolist() == [signs], "P1 may leave with a month's notice: one sign"
    assert found.table["fragile"].tolist() == [signs >= market_rules().fragile]
    assert found.table["value_gbp"].tolist() == [301]


def test_a_provider_without_a_contract_has_no_value_and_no_notice():
    found = fragile_providers(pd.DataFrame([provider(provider="P9")]), CONTRACTS)
    assert found.table[["signs", "value_gbp"]].iloc[0].tolist() == [0, 0]


def months(rows):
    columns = ["month", "locality", "service", "places", "people_served", "waiting"]
    return pd.DataFrame(rows, columns=columns).assign(
        month=lambda table: pd.to_datetime(table["month"])
    )


def test_need_is_laid_beside_supply_a_year_apart():
    found = need_and_supply(
        months(
            [
                ["2024-03-01", "North", "Care", 100, 90, 5],
                ["2024-03-01", "South", "Care", 10, 9, 0],
                ["2025-03-01", "North", "Care", 80, 80, 20],
                ["2025-03-01", "South", "Care", 10, 9, 3],
                ["2025-03-01", "Isles", "Care", 0, 0, 2],
            ]
        ),
        "Care",
    )
    rows = found.table.set_index("locality")
    assert rows["waiting_per_100"].to_dict() == pytest.approx(
        {"South": 30, "North": 25, "Isles": float("nan")}, nan_ok=True
    )
    assert "South has most people waiting" in found.sentence()
    assert rows.loc["North", "places_before"] == 100
    assert "No places, so no rate: Isles." in found.plot(name="n", source="s").note


def test_a_file_shorter_than_a_year_is_compared_with_its_first_month():
    rows = [["2025-01-01", "North", "Care", 9, 9, 1], ["2025-03-01", "North", "Care", 8, 8, 2]]
    assert "1 fewer than in January 2025" in need_and_supply(months(rows), "Care").sentence()


def test_nobody_waiting_is_said():
    rows = [["2025-01-01", "North", "Care", 9, 9, 0]]
    assert need_and_supply(months(rows), "Care").sentence().startswith("Nobody waits for Care")


def intention(**changes):
    return {"what": "Nights", "move": "more", "for_whom": "All", "where": "North; South",
            "because": "A finding", "how_paid": "Block"} | changes  # fmt: skip


def test_what_is_left_out_is_named_and_places_without_a_plan_are_found():
    found = buying_intentions([intention(), intention(what="Days", move="less", where="Isles")])
    assert found.sentence() == "2 of 2 intentions say all that a provider needs."
    assert found.without_any(["North", "Isles"]) == ("Isles",), "to buy less is no help"
    assert "Nights (why)" in buying_intentions([intention(because="")]).sentence()
    assert buying_intentions([intention(where="Everywhere")]).without_any(["Isles"]) == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [([intention(move="mor")], "more"), ([intention(what=None)], "does not say what"),
     ([intention(), intention()], "twice")],
)  # fmt: skip
def test_intentions_that_cannot_be_read_are_refused(rows, said):
    with pytest.raises(ValueError, match=said):
        buying_intentions(rows)
