"""Stays, bed days, occupied beds, admissions and readmissions: the national counting rules."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.analyse import (
    bed_days,
    emergency_admissions,
    occupied_beds,
    readmissions,
    stays,
    whole_beds,
)

COLUMNS = ["person", "stay", "admission_date", "discharge_date", "admission_type"]
EPISODES = pd.DataFrame(
    [
        ("a", 1, "2024-02-01", "2024-02-03", 18),  # the second part of a move to another ward
        ("a", 1, "2024-01-30", "2024-02-01", 30),
        ("a", 2, "2024-02-20", "2024-02-20", 33),
        ("b", 1, "2024-01-10", "2024-01-12", 10),
        ("c", 1, "2024-02-10", None, 22),
    ],
    columns=COLUMNS,
)
ENDED = EPISODES.dropna()


def one_stay(start, end):
    return pd.DataFrame({"admission_date": [start], "discharge_date": [end]})


def by_hand(rows):
    """Count bed days a day at a time: slow and plain."""
    days = [
        day
        for start, end in zip(rows["admission_date"], rows["discharge_date"], strict=True)
        for day in pd.date_range(start, end)[1:]
    ]
    counted = pd.Series(days, dtype="datetime64[ns]").dt.to_period("M").value_counts().sort_index()
    return {str(month): int(count) for month, count in counted.items()}


def test_the_worked_stay_has_one_bed_day_in_january_and_three_in_february():
    table = bed_days(one_stay("2024-01-30", "2024-02-03")).table
    assert table["bed_days"].tolist() == [1, 3]
    assert table["month"].dt.month.tolist() == [1, 2]
    assert table["average_beds"].tolist() == [1 / 31, 3 / 29]


def test_a_stay_within_one_day_counts_nothing():
    assert bed_days(one_stay("2024-01-30", "2024-01-30")).table["bed_days"].tolist() == [0]


def test_morays_delays_of_2024_25_fill_34_9_beds():
    beds = 12_737 / 365
    assert beds == pytest.approx(34.9, abs=0.05)
    assert whole_beds(beds) == 35


def test_episodes_become_stays_with_the_first_ones_type_and_the_last_ones_end():
    found = stays(EPISODES)
    table = found.table
    assert table[["person", "stay"]].to_numpy().tolist() == [["a", 1], ["a", 2], ["b", 1], ["c", 1]]
    assert table["episodes"].tolist() == [2, 1, 1, 1]
    assert table["emergency"].tolist() == [True, True, False, True]
    assert table["length_days"].tolist()[:3] == [4, 0, 2]
    assert pd.isna(table["discharge_date"].iloc[3])
    assert found.notices == ("1 of 4 stays have no discharge date yet.",)
    assert found.sentence() == (
        "There are 4 stays of 3 people. Half of those that ended took 2 days or less."
    )


def test_a_stay_is_open_while_any_of_its_episodes_is():
    rows = EPISODES.iloc[:2].assign(discharge_date=[None, "2024-02-01"])
    assert stays(rows).table["discharge_date"].isna().tolist() == [True]


def test_names_that_national_files_use_are_understood():
    names = {"person": "LINK_NO", "stay": "CIS_MARKER", "admission_date": "ADMISSION_DATE"}
    assert stays(EPISODES.rename(columns=names)).table.equals(stays(EPISODES).table)


spells = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 90), st.sampled_from("AB")),
    min_size=1,
    max_size=30,
)


def as_table(drawn):
    start = pd.Timestamp("2023-11-15")
    return pd.DataFrame(
        {
            "admission_date": [start + pd.Timedelta(days=first) for first, _, _ in drawn],
            "discharge_date": [start + pd.Timedelta(days=a + b) for a, b, _ in drawn],
            "locality": [place for _, _, place in drawn],
        }
    )


@given(spells)
@settings(deadline=None)
def test_months_agree_with_counting_every_day_and_add_up_to_the_lengths(drawn):
    rows = as_table(drawn)
    table = bed_days(rows).table
    counted = {
        f"{month:%Y-%m}": count
        for month, count in zip(table["month"], table["bed_days"], strict=True)
        if count
    }
    assert counted == by_hand(rows)
    lengths = (rows["discharge_date"] - rows["admission_date"]).dt.days
    assert table["bed_days"].sum() == lengths.sum()


@given(spells)
@settings(deadline=None)
def test_groups_add_up_to_the_whole(drawn):
    rows = as_table(drawn)
    parts = bed_days(rows, by="locality").table
    whole = bed_days(rows).table
    assert parts.groupby("month")["bed_days"].sum().tolist() == whole["bed_days"].tolist()
    assert len(parts) == len(whole) * rows["locality"].nunique()


@given(spells)
@settings(deadline=None)
def test_the_days_of_a_month_add_up_to_its_bed_days(drawn):
    rows = as_table(drawn)
    daily = occupied_beds(rows).table
    sums = daily.groupby(daily["day"].dt.to_period("M"))["beds"].sum()
    assert sums.tolist() == bed_days(rows).table["bed_days"].tolist()


@given(spells)
@settings(deadline=None)
def test_a_window_gives_the_same_months_as_the_whole_file(drawn):
    rows = as_table(drawn)
    whole = bed_days(rows, first="2023-01", last="2025-12").table
    window = bed_days(rows, first="2024-02", last="2024-04").table
    chosen = whole[whole["month"].between("2024-02-01", "2024-04-01")]
    assert window["bed_days"].tolist() == chosen["bed_days"].tolist()


def test_open_stays_are_counted_up_to_the_day_that_is_given():
    found = bed_days(EPISODES.iloc[[4]], until="2024-03-02").table
    assert found["bed_days"].tolist() == [19, 2]


def test_delayed_bed_days_begin_on_the_day_a_person_was_ready_to_go():
    rows = one_stay("2024-01-01", "2024-02-03").assign(ready_date="2024-01-30")
    assert bed_days(rows, begins="ready_date").table["bed_days"].tolist() == [1, 3]
    with pytest.raises(ValueError, match="Row 1 runs from 2024-03-01 to 2024-02-03"):
        bed_days(rows.assign(ready_date="2024-03-01"), begins="ready_date")


def test_admissions_are_counted_in_the_month_of_discharge():
    found = emergency_admissions(stays(EPISODES))
    assert found.table["admissions"].tolist() == [2]
    assert found.notices == ("1 emergency stay has not ended, and is in no month yet.",)
    dated = emergency_admissions(stays(EPISODES), month_of="admission").table
    assert dated["admissions"].tolist() == [1, 2]


def spell(person, start, end, kind=30, **more):
    return {
        "person": person,
        "admission_date": pd.Timestamp(start),
        "discharge_date": pd.Timestamp(end),
        "admission_type": kind,
        **more,
    }


LATER = spell("z", "2024-06-01", "2024-06-30", 10)


@pytest.mark.parametrize(
    ("second", "back"),
    [
        (spell("a", "2024-02-07", "2024-02-08"), 1),  # 28 days after going home
        (spell("a", "2024-02-08", "2024-02-09"), 0),  # 29 days
        (spell("a", "2024-01-10", "2024-01-12"), 1),  # the same day
        (spell("a", "2024-01-20", "2024-01-22", 11), 0),  # planned
        (spell("b", "2024-01-20", "2024-01-22"), 0),  # someone else
    ],
)
def test_a_readmission_is_an_emergency_within_28_days_of_going_home(second, back):
    rows = pd.DataFrame([spell("a", "2024-01-01", "2024-01-10", 10), second, LATER])
    january = readmissions(rows).table.iloc[0]
    assert january["readmissions"] == back
    assert january["complete"]


def test_deaths_and_children_are_left_out_of_live_discharges_of_adults():
    rows = pd.DataFrame(
        [
            spell("a", "2024-01-01", "2024-01-10", discharge_type=10, age=80),
            spell("b", "2024-01-01", "2024-01-10", discharge_type=42, age=80),
            spell("c", "2024-01-01", "2024-01-10", discharge_type=10, age=17),
            spell("a", "2024-01-12", "2024-01-20", discharge_type=40, age=80),
            {**LATER, "discharge_type": 10, "age": 50},
        ]
    )
    found = readmissions(rows)
    assert found.table["discharges"].tolist() == [1, 0, 0, 0, 0, 1]
    assert found.table["per_1000"].iloc[0] == 1000
    assert found.table["per_1000"].isna().tolist()[1:5] == [True] * 4
    assert found.sentence() == (
        "Of 1 live discharges, 1 were followed by an emergency readmission within 28 days: "
        "1,000 per 1,000."
    )
    assert found.notices == ("The last month could not be followed for 28 days.",)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"admission_date": "30/01/2024"}, "admission_date is '30/01/2024' in row 1"),
        ({"admission_date": None}, "admission_date is missing in row 1"),
        ({"discharge_date": "2023-01-01"}, "end before they begin. Row 1"),
        ({"discharge_date": "3024-01-01"}, "It must lie between 1900"),
        ({"person": None}, "no person"),
        ({"admission_type": "urgent"}, "two-figure code"),
    ],
)
def test_rows_that_cannot_be_counted_are_refused_with_their_place(change, said):
    with pytest.raises(ValueError, match=said):
        stays(ENDED.assign(**change))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: stays(ENDED.drop(columns="stay")), "may also be called stay_id, cis_marker"),
        (lambda: stays(ENDED.assign(link_no=1).rename(columns={"person": "patient"})), "both"),
        (lambda: stays(ENDED.iloc[:0]), "no rows"),
        (lambda: bed_days(EPISODES), "1 stay has no discharge date, first in row 5"),
        (lambda: bed_days(ENDED, by="town"), "town"),
        (lambda: bed_days(ENDED, first="2025-01"), "no months from January 2025"),
        (lambda: occupied_beds(ENDED, first="2025-01-01"), "is after the last"),
        (lambda: emergency_admissions(ENDED, month_of="stay"), "discharge"),
        (lambda: readmissions(ENDED, days=-1), "whole number"),
    ],
)
def test_tables_that_cannot_be_counted_are_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_something_that_is_no_table_is_refused():
    with pytest.raises(TypeError, match="must be a table"):
        bed_days([1, 2])


def test_two_million_stays_add_up_to_their_lengths():
    chance = np.random.default_rng(7)
    start = np.datetime64("2015-04-01") + chance.integers(0, 3650, 2_000_000)
    length = chance.integers(0, 20, 2_000_000)
    rows = pd.DataFrame({"admission_date": start, "discharge_date": start + length})
    assert bed_days(rows).table["bed_days"].sum() == length.sum()


def test_figures_show_the_months_and_the_busy_days():
    rows = ENDED.assign(admission_date=pd.to_datetime(ENDED["admission_date"]))
    shown = bed_days(rows).plot(name="bed-days", source="Invented", sample=True)
    assert "2 months" in shown.alt
    daily = occupied_beds(rows).plot(name="beds", source="Invented", sample=True)
    assert "busiest" in daily.message
