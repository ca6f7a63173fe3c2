"""Services, requests and measures of invented localities: the stories are where they should be."""

import pandas as pd
import pytest

from playbook.data import load
from playbook.plan import community_services_required, littles_law
from playbook.review import before_after, small_multiples, xmr

DELAYS = "Delayed bed days at 75 and over"


@pytest.fixture(scope="module")
def measures():
    return load("locality_measures")


@pytest.fixture(scope="module")
def requests():
    return load("care_at_home_requests").table


def place(measures, locality: str, indicator: str = DELAYS) -> pd.DataFrame:
    return measures.select(indicator=indicator, locality=locality)


def test_care_at_home_has_the_published_size():
    services = load("community_services").table
    required = community_services_required(services).table.set_index("service")
    assert abs(required.loc["Care at home", "people_at_once"] - 815) < 5


def test_story_littles_law_holds_but_for_one_service():
    services = load("community_services").table.set_index("service")
    expected = services["starts_per_week"] * services["usual_wait_weeks"]
    wrong = (expected - services["waiting"]).abs() > 1
    assert wrong[wrong].index.tolist() == ["Community mental health for older people"]
    assert round(littles_law(beds=96, per_day=6 / 7).days / 7) == 16


def test_story_too_few_staff_for_the_places():
    services = load("community_services").table.set_index("service")
    required = community_services_required(services.reset_index()).table.set_index("service")
    assert round(required.loc["Care at home", "wte"]) == 576
    assert services.loc["Care at home", "wte_in_post"] == 520


def test_story_a_provider_hands_back_work():
    waiting = load("community_waiting").select(service="Care at home", locality="Locality C")
    months = waiting.set_index("month")
    assert months.loc["2024-08-01", "places"] == 196
    assert months.loc["2024-09-01", "places"] == 147
    grown = months.loc["2025-03-01", "waiting"] - months.loc["2024-08-01", "waiting"]
    assert 3 < grown / 7 < 5
    assert (months["people_served"] <= months["places"]).all()


def test_the_two_files_agree_on_who_waits_for_care_at_home(requests):
    waiting = load("community_waiting").select(service="Care at home", locality="every")
    last = waiting[waiting["month"] == waiting["month"].max()]["waiting"].sum()
    assert abs(last - (requests["outcome"] == "Waiting").sum()) <= 5


def test_story_beds_in_the_wrong_place():
    table = load("community_waiting").select(service="Intermediate care beds", locality="every")
    sums = table.groupby("locality")[["people_served", "places"]].sum()
    assert 0.5 < sums.loc["Locality D", "people_served"] / sums.loc["Locality D", "places"] < 0.6
    assert sums.loc["Locality B", "places"] == 0


def test_requests_and_hours_have_the_published_size(requests):
    assert len(requests) == 640
    assert 15 < requests["hours_per_week"].mean() < 20


def test_story_starts_take_longer_in_one_locality(requests):
    days = (requests["started_on"] - requests["requested_on"]).dt.days
    late = requests["requested_on"] >= "2024-09-16"
    medians = days.groupby([requests["locality"], late], observed=True).median().unstack()
    change = medians[True] / medians[False]
    assert change["Locality C"] > 1.9
    assert change.drop("Locality C").max() < 1.1


def test_story_those_who_still_wait_and_those_who_never_start(requests):
    outcome = requests["outcome"].value_counts()
    assert outcome["Waiting"] == 75
    assert outcome[["Died", "Went to a care home", "Withdrawn"]].sum() == 81
    waiting = requests[requests["outcome"] == "Waiting"]["locality"].value_counts()
    assert (waiting.index[0], waiting.iloc[0]) == ("Locality C", 30)
    assert requests["started_on"].notna().eq(requests["outcome"] == "Started").all()


def test_rates_follow_from_counts_and_people(measures):
    table = measures.table
    assert ((1000 * table["events"] / table["people"] - table["value"]).abs() < 0.051).all()


def test_story_a_step_in_one_locality(measures):
    series = place(measures, "Locality B")
    found = before_after(series["value"], series["month"], change="2024-04-01",
                         reason="Home First", direction="decrease")  # fmt: skip
    assert found.signals_after == 12
    assert "the mean went from 85.3 to 57.3" in found.sentence()


def test_story_a_ramp_in_another_and_none_in_two(measures):
    charts = {name: xmr(place(measures, f"Locality {name}")["value"], direction="decrease")
              for name in "ACD"}  # fmt: skip
    assert charts["C"].variation.startswith("concern")
    assert not charts["A"].table["signal"].any()
    assert not charts["D"].table["signal"].any()
    after = place(measures, "Locality C").set_index("month").loc["2024-01-01":, "value"]
    assert after.iloc[-3:].mean() > 1.3 * after.iloc[:3].mean()


def test_story_the_charts_by_locality_show_both(measures):
    found = small_multiples(
        measures.select(indicator=DELAYS, locality="every"), direction="decrease",
        changes={"Locality B": "2024-04-01"}, reason="Home First",
    )  # fmt: skip
    assert "Locality B (12)" in found.sentence()
    assert "Locality C" in found.sentence()


def test_story_the_total_hides_both(measures):
    table = measures.select(indicator=DELAYS, locality="every")
    total = table.groupby("month")["events"].sum()
    change = total.loc["2024-04-01":].mean() / total.loc[:"2024-03-01"].mean() - 1
    assert abs(change) < 0.06


def test_story_nothing_came_back(measures):
    for indicator in measures.values("indicator"):
        for locality in measures.values("locality") if indicator != DELAYS else ():
            assert not xmr(place(measures, locality, indicator)["value"]).table["signal"].any()
