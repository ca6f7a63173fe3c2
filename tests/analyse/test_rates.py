"""Rates: crude, age-standardised, indirect, and compared."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from playbook.analyse import (
    ESP2013,
    compare_rates,
    crude_rate,
    directly_standardised_rate,
    indirectly_standardised_ratio,
    proportion,
)

EVENTS = [736, 817, 988, 858, 693, 435]
PEOPLE = [6136, 5445, 4491, 2859, 1733, 870]
OLDER = ESP2013["65-69":]


def test_the_standard_population_has_its_published_weights():
    assert list(ESP2013) == [
        *(5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000),
        *(7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000),
    ]
    assert ESP2013.sum() == 100_000
    assert (ESP2013["65-69":].sum(), ESP2013["75-79":].sum()) == (19_500, 9_000)
    assert ESP2013["0-4":"10-14"] == (5000, 5500, 5500)
    with pytest.raises(TypeError, match="does not support item assignment"):
        ESP2013[0] = 1
    with pytest.raises(ValueError, match='no band "65"'):
        ESP2013["65":]


def test_the_worked_rate_of_older_people_has_its_printed_numbers():
    rate = directly_standardised_rate(EVENTS, PEOPLE, OLDER)
    assert rate.value == pytest.approx(21_230.84, abs=0.005)
    assert rate.lower == pytest.approx(20_614.58, abs=0.005)
    assert rate.upper == pytest.approx(21_860.79, abs=0.005)
    assert crude_rate(sum(EVENTS), sum(PEOPLE)).value == pytest.approx(21_022.57, abs=0.005)
    assert list(rate.table["band"]) == ["65-69", "70-74", "75-79", "80-84", "85-89", "90+"]


@given(
    st.lists(st.integers(1, 500), min_size=19, max_size=19),
    st.integers(min_value=1, max_value=50),
)
def test_a_place_with_the_standard_ages_has_its_crude_rate(events, size):
    people = ESP2013.series() * size
    rate = directly_standardised_rate(events, people.tolist())
    assert rate.value == pytest.approx(crude_rate(sum(events), people.sum()).value)
    assert rate.lower < rate.value < rate.upper


def test_dobsons_limits_agree_with_the_formula_worked_by_hand():
    rate = directly_standardised_rate([8, 12], [1000, 500], [3, 1], per=1000, confidence=0.998)
    z, total = stats.norm.ppf(0.999), 20
    value = 1000 * (3 * 8 / 1000 + 12 / 500) / 4
    spread = np.sqrt((9 * 8 / 1000**2 + 12 / 500**2) / 16 / total)
    lower = total * (1 - 1 / (9 * total) - z / (3 * np.sqrt(total))) ** 3
    assert rate.value == pytest.approx(value)
    assert rate.lower == pytest.approx(value + 1000 * spread * (lower - total))


def test_under_ten_events_no_rate_is_given_and_words_say_so():
    rate = directly_standardised_rate([4, 5], [1000, 500], [1, 1])
    assert rate.suppressed
    assert np.isnan([rate.value, rate.lower, rate.upper]).all()
    assert rate.sentence().startswith("There were 9 events. Under 10 an age-standardised rate is")
    assert not directly_standardised_rate([5, 5], [1000, 500], [1, 1]).suppressed


def test_events_that_come_back_in_the_same_person_widen_the_limits():
    once = directly_standardised_rate([20, 30], [1000, 500], [1, 1])
    same = directly_standardised_rate([20, 30], [1000, 500], [1, 1], people_by_events={1: [20, 30]})
    often = directly_standardised_rate(
        [20, 30], [1000, 500], [1, 1], people_by_events={1: [10, 10], 5: [2, 4]}
    )
    assert (same.lower, same.upper) == pytest.approx((once.lower, once.upper))
    assert often.value == once.value
    ratio = (10 + 25 * 2) / 1000**2 + (10 + 25 * 4) / 500**2
    ratio /= 20 / 1000**2 + 30 / 500**2
    assert (often.upper - often.value) / (once.upper - once.value) == pytest.approx(ratio**0.5)


def test_each_sex_is_given_the_same_weights():
    columns = ["Female", "Male"]
    events = pd.DataFrame([[10, 20], [30, 40]], index=["80-84", "85-89"], columns=columns)
    people = pd.DataFrame([[500, 400], [300, 200]], index=["80-84", "85-89"], columns=columns)
    rate = directly_standardised_rate(events, people, per=1000)
    by_hand = 1000 * (2500 * (10 / 500 + 20 / 400) + 1500 * (30 / 300 + 40 / 200)) / 8000
    assert rate.value == pytest.approx(by_hand)


def test_named_bands_are_matched_by_name_not_by_place():
    events = pd.Series({"90+": 435, "65-69": 736})
    people = pd.Series({"65-69": 6136, "90+": 870})
    rate = directly_standardised_rate(events, people)
    by_hand = 100_000 * (5500 * 736 / 6136 + 1000 * 435 / 870) / 6500
    assert rate.value == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: directly_standardised_rate(EVENTS, PEOPLE), "6 age bands but 19 weights"),
        (lambda: directly_standardised_rate(EVENTS, PEOPLE[1:], OLDER), "6 events but 5"),
        (lambda: directly_standardised_rate([-1, 9], [5, 5], [1, 1]), "events, number 1,"),
        (lambda: directly_standardised_rate([9, 9], [0, 5], [1, 1]), "population, number 1,"),
        (lambda: directly_standardised_rate([9, None], [5, 5], [1, 1]), "missing"),
        (lambda: directly_standardised_rate([9, "c"], [5, 5], [1, 1]), "not zero"),
        (lambda: directly_standardised_rate([9, 9], [5, 5], [1, 0]), "weights, number 2,"),
        (lambda: directly_standardised_rate([9, 9], [5, 5], [1, 1], confidence=95), "0.95"),
        (lambda: directly_standardised_rate([9, 9], [5, 5], [1, 1], per=0), "per is 0"),
        (
            lambda: directly_standardised_rate(pd.Series({"65+": 9}), pd.Series({"65+": 9})),
            "no weight for the band 65",
        ),
        (
            lambda: directly_standardised_rate(
                [20, 30], [99, 99], [1, 1], people_by_events={1: [20, 29]}
            ),
            "In band 2 the people",
        ),
        (lambda: crude_rate(5, 0), "above 0"),
        (lambda: crude_rate(5, 1e-320), "no rate worth saying"),
        (lambda: directly_standardised_rate(None, None), "must be a list"),
        (lambda: directly_standardised_rate(5, 5), "must be a list"),
        (lambda: directly_standardised_rate([], []), "at least one number"),
        (lambda: directly_standardised_rate([9, float("inf")], [5, 5], [1, 1]), "finite"),
        (lambda: proportion(6, 5), "more successes"),
        (lambda: indirectly_standardised_ratio(5, [1], [0], [1]), "No events are expected"),
        (lambda: indirectly_standardised_ratio(5, [1, 2], [1], [1]), "2 populations but 1"),
    ],
)
def test_what_has_no_rate_is_refused_in_words(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_an_indirect_ratio_has_byar_limits_from_ten_events_and_exact_ones_below():
    many = indirectly_standardised_ratio([40, 20], [1000, 500], [100, 150], [10_000, 3_000])
    assert many.population == pytest.approx(35)
    assert many.value == pytest.approx(60 / 35)
    few = indirectly_standardised_ratio(9, [1000, 500], [100, 150], [10_000, 3_000], per=100)
    assert few.method == "exact Poisson"
    assert few.lower == pytest.approx(100 * stats.chi2.ppf(0.025, 18) / 2 / 35)
    assert few.upper == pytest.approx(100 * stats.chi2.ppf(0.975, 20) / 2 / 35)


def test_a_place_that_is_its_own_reference_has_a_ratio_of_one():
    own = indirectly_standardised_ratio(EVENTS, PEOPLE, EVENTS, PEOPLE)
    assert own.value == pytest.approx(1)


ROWS = pd.DataFrame(
    {
        "locality": ["A", "A", "B", "B", "C", "C"],
        "age": ["65-69", "90+"] * 3,
        "events": [300, 100, 150, 50, 3, 2],
        "population": [3000, 400, 3000, 400, 60, 10],
    }
)


def test_localities_are_compared_with_all_of_them_together():
    found = compare_rates(ROWS, "locality", band="age", per=1000)
    assert found.table["against_all"].tolist() == ["higher", "lower", "not given"]
    assert found.sentence().endswith("A higher, B lower by more than chance.")
    assert found.notices == ("Too few events for a rate in C: pool more years.",)
    shown = found.plot(name="rates", source="Invented", sample=True)
    assert "A: 123.1 (" in shown.alt
    assert "All: 92." in shown.alt


def test_years_are_pooled_and_the_notices_say_which():
    years = pd.concat([ROWS.assign(year=year) for year in (2021, 2022, 2023)])
    found = compare_rates(years, "locality", band="age", year="year")
    assert found.notices[0] == "3 years are pooled: 2021 to 2023."
    assert found.table["events"].tolist() == [1200, 600, 15]
    assert "wide for C" in found.notices[1]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (ROWS.drop(columns="events"), '"events" is not one of'),
        (ROWS.iloc[:5], "C has no row for 90"),
        (pd.concat([ROWS, ROWS]), "same locality and age"),
        (ROWS.assign(locality=[None, *"ABBCC"]), "no locality"),
        (ROWS.iloc[:0], "no rows"),
        (ROWS.assign(age=["65-69", "very old"] * 3), "no weight for the band very old"),
    ],
)
def test_tables_that_cannot_be_compared_are_refused(table, said):
    with pytest.raises(ValueError, match=said):
        compare_rates(table, "locality", band="age")
