"""Many marked months, few stretches: what to ask about."""

import pandas as pd
import pytest

from playbook.analyse import average_occupied_beds
from playbook.data import published
from playbook.review import changes_within, stretches, xmr

CHANGES = {"2020-04": "Covid-19: wards were cleared", "2021-09": "Most rules had ended"}


@pytest.fixture
def beds():
    months = published("moray_delayed_bed_days_monthly").monthly(age="18plus")
    return average_occupied_beds(months, months.index)


def test_in_moray_79_marked_months_make_11_stretches(beds):
    found = stretches(xmr(beds, direction="decrease"))

    assert (found.marked, len(found.table)) == (79, 11)
    assert found.sentence() == (
        "The 79 marked points make 11 stretches. "
        "The longest is below the mean, from April 2020 to November 2021."
    )


def test_stretches_hold_every_signal_once_and_nothing_else(beds):
    chart = xmr(beds)
    signals = chart.table.index[chart.table["signal"] != ""]
    runs = stretches(chart).table

    covered = [
        month
        for begins, ends in zip(runs["begins"], runs["ends"], strict=True)
        for month in chart.table.loc[begins:ends].index
    ]
    assert covered == signals.tolist()


def test_a_new_phase_ends_a_stretch(beds):
    chart = xmr(beds, rebase=CHANGES)
    runs = stretches(chart).table

    for begins, ends in zip(runs["begins"], runs["ends"], strict=True):
        assert chart.table.loc[begins:ends, "phase"].nunique() == 1


def test_a_steady_series_has_no_stretch_and_an_empty_table():
    found = stretches(xmr([5, 6, 5, 6, 5, 6, 5, 6]))

    assert found.table.empty
    assert found.page_table().empty
    assert "No point is marked" in found.sentence()


def test_a_gap_ends_a_stretch():
    values = [5, 7] * 6 + [30, 30, None, 30, 30] + [5, 7] * 6

    above = stretches(xmr(values)).table.query("side == 'above'")

    assert above["points"].tolist() == [2, 2]


def test_the_table_for_a_page_names_a_single_month_once():
    months = pd.date_range("2024-01-01", periods=25, freq="MS")
    chart = xmr([5, 7] * 6 + [40] + [5, 7] * 6, months)

    table = stretches(chart).page_table("Months", "Beds")

    assert table.columns.tolist() == ["When", "Months", "Side", "Beds"]
    assert "January 2025" in table["When"].tolist()


def test_known_changes_outside_a_series_are_left_out_so_one_list_serves_all(beds):
    assert changes_within(xmr(beds), CHANGES) == CHANGES
    assert changes_within(xmr(beds["2021-01":]), CHANGES) == {"2021-09": CHANGES["2021-09"]}
    assert changes_within(xmr(beds["2021-09":]), CHANGES) == {}


def test_a_month_that_the_series_lacks_is_no_place_to_rebase(beds):
    assert changes_within(xmr(beds), {"2020-04-15": "Mid-month"}) == {}
