"""Stays, attendances and delays of invented people: near what is published, stories in place."""

import pandas as pd
import pytest

from playbook.analyse import (
    bed_days,
    compare_rates,
    emergency_admissions,
    pareto,
    preventable,
    readmissions,
    repeat_attendance,
    stays,
)
from playbook.data import load

LAST = "2025-03-31"


@pytest.fixture(scope="module")
def people():
    return load("locality_population").table


@pytest.fixture(scope="module")
def episodes():
    return load("hospital_stays").table


@pytest.fixture(scope="module")
def whole(episodes):
    return stays(episodes)


@pytest.fixture(scope="module")
def emergencies(whole):
    return whole.table[whole.table["emergency"]]


@pytest.fixture(scope="module")
def attendances():
    return load("ae_attendances").table


@pytest.fixture(scope="module")
def delays():
    return load("delayed_people").table


def bed_days_by(delays: pd.DataFrame, by: str) -> pd.Series:
    spells = delays.rename(columns={"ready_date": "admission_date"})
    table = bed_days(spells, by=by, until=LAST, first="2024-04", last="2025-03").table
    return table.groupby(by, observed=True)["bed_days"].sum()


def test_the_localities_add_up_to_morays_published_population(people):
    assert people["population"].sum() == 94_670
    by_band = people.groupby("age_band")["population"].sum()
    assert (by_band["75-79"], by_band["80-84"], by_band["85-89"], by_band["90+"]) == (
        4_659, 2_919, 1_756, 890)  # fmt: skip
    shares = people.groupby("locality")["population"].sum() / 94_670
    for name, share in zip("ABCD", (0.28, 0.31, 0.22, 0.19), strict=True):
        assert abs(shares[f"Locality {name}"] - share) < 0.005


def test_emergency_stays_have_the_size_of_moray(emergencies):
    a_year = 10 * len(emergencies) / 3
    assert 7_000 < a_year < 9_000
    assert 250 < 10 * (emergencies["age"] >= 75).sum() / 3 / 10.224 < 300
    assert 6 < emergencies["length_days"].mean() < 8


def test_rows_are_not_stays(whole, episodes):
    assert (len(episodes), len(whole.table)) == (3_105, 2_831)
    assert (whole.table["episodes"] == 2).sum() == 274


def test_episodes_and_whole_stays_take_the_same_bed_days(whole, episodes):
    apart = bed_days(episodes, until=LAST).table["bed_days"].sum()
    assert bed_days(whole, until=LAST).table["bed_days"].sum() == apart


def test_nobody_is_in_hospital_twice_at_once_or_after_death(whole):
    table = whole.table.sort_values(["person", "admission_date"])
    before = table.groupby("person", observed=True)[["discharge_date", "discharge_type"]].shift()
    assert (before["discharge_date"].isna() | (table["admission_date"] > before.iloc[:, 0])).all()
    assert not (before["discharge_type"] == "Died").any()


def test_story_age_explains_one_locality_and_not_the_other(emergencies, people):
    bands = list(people["age_band"].unique())
    named = emergencies.assign(age_band=[bands[min(age // 5, 18)] for age in emergencies["age"]])
    counts = named.groupby(["locality", "age_band"], observed=True).size().rename("events")
    sample = people.groupby(["locality", "age_band"], sort=False)["population"].sum() * 0.3
    table = sample.to_frame().join(counts).fillna({"events": 0}).reset_index()
    crude = compare_rates(
        table.groupby("locality", as_index=False)[["events", "population"]].sum(), "locality"
    ).table.set_index("locality")["against_all"]
    fair = compare_rates(table, "locality", band="age_band").table
    assert crude[crude == "higher"].index.tolist() == ["Locality C", "Locality D"]
    assert fair[fair["against_all"] == "higher"]["locality"].tolist() == ["Locality C"]


def test_story_stays_that_might_have_been_prevented(whole):
    found = preventable(whole)
    table = whole.table.assign(listed=found.rows)
    share = table[table["emergency"]].groupby("locality", observed=True)["listed"].mean()
    assert round(share["Locality C"], 2) == 0.28
    assert share.drop("Locality C").between(0.16, 0.185).all()
    assert found.table["condition"].iloc[0] == "Chronic obstructive pulmonary disease"


def test_story_back_within_28_days(whole):
    assert "Of 2,389 live discharges, 207 were followed" in readmissions(whole).sentence()


def test_stays_go_straight_into_the_other_counts(whole):
    assert (whole.table["discharge_date"].isna().sum(), len(whole.notices)) == (24, 1)
    assert emergency_admissions(whole).table["admissions"].sum() > 2_300


def test_days_on_which_people_were_ready_lie_within_their_stay(episodes):
    ready = episodes.dropna(subset=["ready_date"])
    assert len(ready) == 327
    assert (ready["ready_date"] >= ready["admission_date"]).all()
    assert (ready["discharge_date"].isna() | (ready["ready_date"] <= ready["discharge_date"])).all()


def test_attendances_are_a_tenth_of_the_published_year(attendances):
    assert len(attendances) == round(29_798 / 10)
    older = attendances[attendances["age"] >= 75]
    younger = attendances[attendances["age"].between(65, 74)]
    assert abs((older["discharged_to"] == "Admitted").mean() - 0.48) < 0.05
    assert abs((younger["discharged_to"] == "Admitted").mean() - 0.32) < 0.05


def test_attendances_within_four_hours_lie_near_the_published_share(attendances):
    minutes = attendances["minutes_in_department"].dropna()
    soon = minutes <= 240
    assert abs(soon.mean() - 0.699) < 0.02
    went = attendances["discharged_to"].loc[minutes.index]
    assert round(soon[went == "Admitted"].mean(), 2) == 0.45
    assert round(soon[went == "Home"].mean(), 2) == 0.77


def test_attendances_peak_in_summer_as_published(attendances):
    months = attendances["arrival_date"].dt.month.value_counts()
    assert months[[5, 6, 7, 8, 9]].mean() > months[[11, 12, 1, 2]].mean() * 1.1


def test_story_a_few_people_come_often_in_the_evening(attendances):
    assert repeat_attendance(attendances).sentence() == (
        "24 of 2,315 people (1.0%) came 5 times or more. They made 9.4% of 2,980 attendances."
    )
    times = attendances.groupby("person_id", observed=True)["age"].transform("size")
    late = (attendances["arrival_hour"] >= 18) | (attendances["arrival_hour"] < 6)
    assert round(late[times >= 5].mean(), 2) == 0.68
    assert round(late[times < 5].mean(), 2) == 0.37
    admitted = attendances["discharged_to"] == "Admitted"
    assert (round(admitted[times >= 5].mean(), 2), round(admitted[times < 5].mean(), 2)) == (
        0.07, 0.21)  # fmt: skip


def test_story_mondays(attendances):
    days = attendances["arrival_date"].dt.day_name().value_counts()
    assert (days.index[0], days["Monday"]) == ("Monday", 509)


def test_delayed_bed_days_lie_near_the_published_years(delays):
    spells = delays.rename(columns={"ready_date": "admission_date"})
    table = bed_days(spells, until=LAST, first="2023-04", last="2025-03").table
    years = table.groupby(table["month"] >= "2024-04-01")["bed_days"].sum()
    assert years.tolist() == [12_533, 12_584]
    assert abs(years[False] / 12_119 - 1) < 0.04
    assert abs(years[True] / 12_737 - 1) < 0.04


def test_delays_split_by_age_and_reason_as_published(delays):
    older = bed_days_by(delays.assign(older=delays["age"] >= 75), "older")
    assert abs(older[True] / older.sum() - 0.68) < 0.02
    assert bed_days_by(delays.assign(older=delays["age"] >= 65), "older")[True] == 11_165
    assert abs(bed_days_by(delays, "reason_group")["Code 9 AWI"] - 1_000) < 50


def test_story_three_reasons_make_most_bed_days_and_not_the_commonest_one(delays):
    days = bed_days_by(delays, "reason")
    assert pareto(days).sentence().startswith("3 of 8 causes make up 84.3% of 12,584")
    assessed = "Waiting for an assessment"
    recent = delays[delays["ready_date"] >= "2024-04-01"]
    assert (recent["reason"] == assessed).mean() > 0.2
    assert round(days[assessed] / days.sum(), 2) == 0.07


def test_story_a_few_long_waits(delays):
    ends = delays["discharge_date"].fillna(pd.Timestamp(LAST))
    days = (ends - delays["ready_date"]).dt.days.sort_values(ascending=False)
    assert round(days.head(len(days) // 10).sum() / days.sum(), 2) == 0.38


def test_story_a_wait_that_doubled_in_one_locality(delays):
    ends = delays["discharge_date"].fillna(pd.Timestamp(LAST))
    days = (ends - delays["ready_date"]).dt.days
    waits = delays["reason"] == "Waiting for care at home"
    late = delays["ready_date"] >= "2024-09-16"
    medians = days[waits].groupby([delays["locality"], late], observed=True).median().unstack()
    assert medians.loc["Locality C"].tolist() == [15, 36]
    assert medians.drop("Locality C").max().max() <= 17
