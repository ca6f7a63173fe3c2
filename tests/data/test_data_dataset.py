"""A caller picks one level of each dimension, and cannot add a total to its parts."""

import pandas as pd
import pytest

from playbook.data import Dataset, load

EVERYONE = {"area": "Moray", "age": "18plus", "reason": "All Delay Reasons"}


@pytest.fixture(scope="module")
def delays() -> Dataset:
    return load("delayed_discharges")


def test_a_selection_has_one_row_a_month(delays):
    rows = delays.select(**EVERYONE)
    assert len(rows) == 110
    assert rows["month"].is_unique
    assert rows["month"].is_monotonic_increasing


def test_an_area_goes_by_code_or_by_name(delays):
    by_name = delays.select(**{**EVERYONE, "area": "moray"})
    by_code = delays.select(**{**EVERYONE, "area": "S12000020"})
    pd.testing.assert_frame_equal(by_name, by_code)


@pytest.mark.parametrize("left_out", ["area", "age", "reason"])
def test_leaving_out_a_dimension_is_refused_and_explained(delays, left_out):
    levels = {name: level for name, level in EVERYONE.items() if name != left_out}
    with pytest.raises(ValueError, match=rf"Choose one {left_out}: .*totals and parts"):
        delays.select(**levels)


ADDED = [
    ("age", ["18plus", "75plus"], "18plus already holds 75plus"),
    ("reason", ["All Delay Reasons", "Code 9 AWI"], "All Delay Reasons already holds Code 9 AWI"),
    ("area", ["Scotland", "Moray"], "Scotland already holds Moray"),
]


@pytest.mark.parametrize(("dimension", "levels", "message"), ADDED)
def test_a_total_is_never_added_to_its_parts(delays, dimension, levels, message):
    for ask in (delays.select, delays.monthly, delays.yearly):
        with pytest.raises(ValueError, match=message) as refused:
            ask(**{**EVERYONE, dimension: levels})
        assert "count the same people twice" in str(refused.value)


def test_parts_add_up_to_the_total(delays):
    total = delays.monthly(**EVERYONE)
    ages = delays.monthly(**{**EVERYONE, "age": ["18-74", "75plus"]})
    pd.testing.assert_series_equal(total, ages)
    reasons = delays.by("reason", area="Moray", age="18plus")
    assert (reasons.sum(axis=1) == total).all()
    assert "All Delay Reasons" not in reasons.columns


UNKNOWN = [
    ({"age": "75+"}, "Did you mean 75plus"),
    ({"reason": "Code 9"}, "Did you mean Code 9 AWI"),
    ({"area": "Morray"}, "Did you mean Moray"),
    ({"area": "Highland"}, "no rows for Highland. It has: Moray and Scotland"),
    ({"area": "S12000017"}, "no rows for Highland"),
    ({"ages": "75plus"}, "no dimension called 'ages'. Did you mean age"),
    ({"age": []}, "Choose one age"),
]


@pytest.mark.parametrize(("wrong", "message"), UNKNOWN)
def test_an_unknown_level_is_refused_with_what_there_is(delays, wrong, message):
    with pytest.raises(ValueError, match=message):
        delays.select(**{**EVERYONE, **wrong})


def test_rounded_averages_cannot_be_added(delays):
    with pytest.raises(ValueError, match="Add bed days, then divide by the days"):
        delays.monthly(measure="average_beds", **{**EVERYONE, "age": ["18-74", "75plus"]})
    with pytest.raises(ValueError, match="cannot be added over months"):
        delays.yearly(measure="average_beds", **EVERYONE)
    assert delays.monthly(measure="average_beds", **EVERYONE).iloc[0] == 35


def test_bed_days_a_day_allow_for_the_length_of_the_month(delays):
    beds = delays.monthly(per_day=True, **EVERYONE).loc["2025-01-01":"2025-03-01"]
    assert beds.tolist() == [36, 36, 36]


def test_part_years_can_be_seen(delays):
    years = delays.yearly(**EVERYONE)
    assert years["months"].tolist() == [9, 12, 12, 12, 12, 12, 12, 12, 12, 5]
    assert years.loc[years["financial_year"] == "2023/24", "days"].item() == 366


def test_a_breakdown_keeps_the_parts_that_were_named(delays):
    code9 = delays.by("reason", area="Moray", age="18plus",
                      reason=["Code 9 AWI", "Code 9 Non-AWI"])  # fmt: skip
    assert code9.columns.tolist() == ["Code 9 AWI", "Code 9 Non-AWI"]
    with pytest.raises(ValueError, match="Choose one age when you look by reason"):
        delays.by("reason", area="Moray", age=["18-74", "75plus"])
    with pytest.raises(ValueError, match="no dimension called 'cause'"):
        delays.by("cause", area="Moray", age="18plus")
    with pytest.raises(ValueError, match="no measure called 'beds'"):
        delays.by("age", area="Moray", reason="Code 9 AWI", measure="beds")


def test_a_breakdown_by_area_has_names_and_leaves_scotland_out(delays):
    areas = delays.by("area", age="18plus", reason="All Delay Reasons")
    assert areas.columns.tolist() == ["Moray"]


def test_published_names_are_at_hand(delays):
    assert delays.published_names["bed_days"] == "NumberOfDelayedBedDays"
    assert delays.published_names["area"] == "CA"


def test_what_is_shown_says_sample_data_and_no_folder(delays):
    for shown in (repr(delays), delays._repr_html_()):
        assert "Sample data" in shown
        assert "not published figures" in shown
        assert str(delays.path.parent) not in shown
