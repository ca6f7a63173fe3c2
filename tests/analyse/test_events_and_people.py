"""Events and people side by side: nobody lost, nobody counted twice."""

import pandas as pd
import pytest

from playbook.analyse import compare_rates, events_and_people, stays
from playbook.data import load

LIVED = pd.DataFrame(
    {
        "locality": ["North", "North", "South", "South"],
        "age_band": ["0-74", "75+", "0-74", "75+"],
        "population": [900, 100, 950, 50],
    }
)
STAYS = pd.DataFrame({"locality": ["North", "North", "South"], "age": [80, 74, 90]})


def test_every_event_is_in_one_row_and_empty_rows_hold_nought():
    table = events_and_people(STAYS, LIVED, "locality")
    assert table["events"].tolist() == [1, 1, 0, 1]
    assert table["population"].tolist() == [900, 100, 950, 50]


def test_the_sample_tells_its_story_from_its_own_two_files():
    whole = stays(load("hospital_stays").table).table
    people = load("locality_population").table
    table = events_and_people(whole[whole["emergency"]], people, "locality", years=0.3)
    assert table["events"].sum() == whole["emergency"].sum() == 2_413
    assert table["population"].sum() == pytest.approx(0.3 * 94_670)
    places = table.groupby("locality", as_index=False)[["events", "population"]].sum()
    crude = compare_rates(places, "locality").table
    fair = compare_rates(table, "locality", band="age_band").table
    higher = [set(one.loc[one["against_all"] == "higher", "locality"]) for one in (crude, fair)]
    assert higher == [{"Locality C", "Locality D"}, {"Locality C"}]


@pytest.mark.parametrize(
    ("events", "people", "told"),
    [
        (STAYS.assign(locality="West"), LIVED, "no population for West"),
        (STAYS, LIVED.assign(age_band=["young", "old"] * 2), '"young" cannot be read'),
        (STAYS, LIVED.assign(age_band=["0-79", "90+"] * 2), "Age 80 is in 0 of the age bands"),
        (STAYS.drop(columns="age"), LIVED, "age"),
        (STAYS.assign(age=None), LIVED, "age"),
    ],
)
def test_events_that_cannot_be_placed_are_refused_in_words(events, people, told):
    with pytest.raises(ValueError, match=told):
        events_and_people(events, people, "locality")


@pytest.mark.parametrize("years", [0, -1])
def test_no_time_at_all_is_refused(years):
    with pytest.raises(ValueError, match="years"):
        events_and_people(STAYS, LIVED, "locality", years=years)
