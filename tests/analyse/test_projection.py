"""Projections: the worked table, scenarios, localities, rebasing, and tests on the past."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.analyse import (
    age_bands,
    back_test,
    base_rates,
    demand_grid,
    demand_scenarios,
    project_demand,
    project_localities,
    rebase_population,
)
from playbook.data import read

BANDS = ["65-69", "70-74", "75-79", "80-84", "85-89", "90+"]
# Moray, 2018-based principal projection, National Records of Scotland
PROJECTED = pd.DataFrame(
    [
        [6218, 5519, 4761, 3079, 1906, 1071],
        [6489, 5527, 4974, 3298, 1951, 1163],
        [7140, 6205, 4906, 4051, 2291, 1381],
        [7145, 6867, 5557, 4052, 2855, 1652],
    ],
    index=[2023, 2025, 2030, 2035],
    columns=BANDS,
)
ESTIMATE = pd.Series([6336, 5382, 4659, 2919, 1756, 890], index=BANDS)
RATES, STAYS = [120, 150, 220, 300, 400, 500], [7, 8, 9, 11, 13, 14]


def test_the_worked_projection_has_its_printed_numbers():
    table = project_demand(RATES, PROJECTED, STAYS).table
    assert table["year"].tolist() == [2023, 2025, 2030, 2035]
    assert table["admissions"].round(1).tolist() == [4843.0, 5053.3, 5689.1, 6293.6]
    assert table["bed_days"].round(1).tolist() == [48841.6, 51101.3, 58106.0, 65026.7]
    assert table["average_beds"].round(2).tolist() == [133.81, 140.00, 159.19, 178.16]
    assert table["beds"].tolist() == [158, 165, 188, 210]


def test_a_leap_year_has_366_days_to_spread_its_bed_days_over():
    people = pd.DataFrame({"75+": [1000, 1000]}, index=[2027, 2028])
    table = project_demand([366], people, [10], per=1000).table
    assert table["days"].tolist() == [365, 366]
    assert table["average_beds"].iloc[1] == pytest.approx(10)


def test_growth_prevention_and_length_of_stay_multiply_as_the_formula_says():
    table = project_demand(
        RATES, PROJECTED, STAYS, growth=0.01, stay_trend=-0.02, prevention={2025: 0, 2035: 0.2}
    ).table
    people = PROJECTED.loc[2030].to_numpy()
    admissions = sum(np.array(RATES) / 1000 * 1.01**7 * people) * 0.9
    bed_days = sum(np.array(RATES) / 1000 * 1.01**7 * people * STAYS) * 0.9 * 0.98**7
    assert table["admissions"].iloc[2] == pytest.approx(admissions)
    assert table["bed_days"].iloc[2] == pytest.approx(bed_days)


def test_one_share_of_prevention_holds_after_the_base_year():
    table = project_demand(RATES, PROJECTED, STAYS, prevention=0.1).table
    assert table["admissions"].iloc[0] == pytest.approx(4843.0, abs=0.05)
    assert table["admissions"].iloc[3] == pytest.approx(6293.55 * 0.9, abs=0.1)


change = st.floats(-0.05, 0.05)


@given(change, change, st.floats(0, 0.5))
@settings(deadline=None)
def test_the_parts_of_a_change_add_up_to_it(growth, stay_trend, prevention):
    found = project_demand(
        RATES, PROJECTED, STAYS, growth=growth, stay_trend=stay_trend, prevention=prevention
    )
    parts = found.changes[["demography", "rates", "prevention", "length_of_stay"]].sum(axis=1)
    assert parts.tolist() == pytest.approx(found.changes["total"].tolist(), abs=1e-6)
    bed_days = found.changes[found.changes["measure"] == "bed_days"]
    still = project_demand(RATES, PROJECTED, STAYS).table["bed_days"]
    assert bed_days["demography"].to_numpy() == pytest.approx(still - still[0], abs=1e-6)
    assert found.by_band.groupby("year")["bed_days"].sum().tolist() == pytest.approx(
        found.table["bed_days"].tolist()
    )


def test_bands_are_matched_by_name_where_they_have_one():
    named = pd.Series(RATES[::-1], index=BANDS[::-1])
    stays = dict(zip(BANDS, STAYS, strict=True))
    assert project_demand(named, PROJECTED, stays).table["beds"].tolist()[-1] == 210


def test_the_sentence_says_beds_and_how_much_is_ageing():
    found = project_demand(RATES, PROJECTED, STAYS)
    assert found.sentence() == (
        "Beds needed at 85% occupancy go from 158 in 2023 to 210 in 2035. Of the change in bed "
        "days since 2023, 16,185 of 16,185 come from the number and ages of people."
    )
    shown = found.plot(name="beds", source="Worked example")
    assert "not a forecast" in shown.note
    assert "2035: 178.2" in shown.alt


def test_rebasing_starts_from_the_estimate_and_keeps_the_projected_change():
    people = rebase_population(PROJECTED, ESTIMATE, 2023)
    assert people.loc[2023].tolist() == pytest.approx(ESTIMATE.tolist())
    assert people.loc[2035, "90+"] == pytest.approx(890 * 1652 / 1071)
    assert project_demand(RATES, people, STAYS).table["beds"].iloc[-1] < 210


def test_localities_follow_the_council_and_add_up_to_it():
    shares = {"North": 0.28, "South": 0.31, "East": 0.22, "West": 0.19}
    rows = pd.DataFrame([{"locality": name, **(ESTIMATE * each)} for name, each in shares.items()])
    found = project_localities(rows, PROJECTED, 2023)
    council = rebase_population(PROJECTED, ESTIMATE, 2023)
    sums = found.groupby("year")[BANDS].sum()
    assert sums.to_numpy() == pytest.approx(council.to_numpy())
    north = found[(found["locality"] == "North") & (found["year"] == 2030)]
    assert north["85-89"].item() == pytest.approx(0.28 * 1756 * 2291 / 1906)


def test_single_years_of_age_become_bands():
    ages = pd.DataFrame({f"Age{age}": [age] for age in range(65, 90)} | {"Age90plus": [890]})
    found = age_bands(ages)
    assert list(found) == BANDS
    assert found["65-69"].item() == 65 + 66 + 67 + 68 + 69
    assert age_bands(ages, ["75+"])["75+"].item() == sum(range(75, 90)) + 890


def test_published_single_years_give_morays_published_bands(realdata):
    table = pd.read_csv(realdata / "ca_pop_proj_2018based_moray_or_grampian.csv")
    both = table[(table["Sex"] == "All") & (table["CA"] == "S12000020")]
    bands = age_bands(both).set_index("Year")[BANDS]
    assert bands.loc[PROJECTED.index].to_numpy().tolist() == PROJECTED.to_numpy().tolist()


def test_published_people_as_they_are_read_become_bands_by_year(realdata):
    file = realdata / "ca_pop_proj_2018based_moray_or_grampian.csv"
    table = read(file, "population_projections").table
    moray = table[(table["area_name"] == "Moray") & (table["sex"] == "All")]
    people = age_bands(moray).loc[PROJECTED.index]
    assert people.to_numpy().tolist() == PROJECTED.to_numpy().tolist()
    assert project_demand(RATES, people, STAYS).table["beds"].tolist() == [158, 165, 188, 210]
    with pytest.raises(ValueError, match="Choose one area and one sex first"):
        age_bands(table)


def test_scenarios_make_a_fan_around_the_principal_one():
    found = demand_scenarios(RATES, PROJECTED, STAYS)
    fan = found.fan("beds").iloc[-1]
    assert fan["lowest"] < fan["principal"] == 210 < fan["highest"]
    assert found.projections["principal"].table["beds"].tolist() == [158, 165, 188, 210]
    assert "None of them is a forecast" in found.sentence()
    assert "lowest to highest" in found.plot(name="fan", source="Worked example").alt


def test_a_scenario_may_bring_its_own_population():
    rebased = rebase_population(PROJECTED, ESTIMATE, 2023)
    found = demand_scenarios(
        RATES, PROJECTED, STAYS, {"published": {}, "rebased": {"population": rebased}}
    )
    assert found.fan("beds")["lowest"].iloc[0] < 158


def test_a_grid_holds_the_numbers_of_single_projections():
    grid = demand_grid(
        RATES,
        PROJECTED,
        STAYS,
        growth=[0, 0.01],
        stay_trend=[-0.01, 0],
        prevention=[0, 0.1],
        occupancy=[0.85, 0.92],
    )
    assert len(grid) == 2**4 * 4
    chosen = grid[
        (grid["growth"] == 0.01) & (grid["stay_trend"] == -0.01) & (grid["prevention"] == 0.1)
    ]
    chosen = chosen[chosen["occupancy"] == 0.92]
    one = project_demand(
        RATES, PROJECTED, STAYS, growth=0.01, stay_trend=-0.01, prevention=0.1, occupancy=0.92
    ).table
    assert chosen["bed_days"].tolist() == pytest.approx(one["bed_days"].tolist())
    assert chosen["beds"].tolist() == one["beds"].tolist()


def test_the_2018_based_projection_overshot_morays_people_aged_75_and_over():
    found = back_test(pd.Series({2023: 10_817}), pd.Series({2023: 10_224}))
    assert found.bias_percent == pytest.approx(5.8, abs=0.05)
    assert found.sentence().endswith("For 2023 it was 5.8% too high.")


def test_a_projection_from_an_older_base_is_set_beside_what_came():
    older = project_demand(RATES, PROJECTED, STAYS)
    found = back_test(older, pd.Series({2025: 5000, 2030: 5800, 2050: 1}))
    assert found.table["error"].round(1).tolist() == [53.3, -110.9]
    assert found.typical_percent == pytest.approx((53.3 / 50 + 110.9 / 58) / 2, abs=0.01)


def test_base_rates_add_normal_years_together():
    events = pd.DataFrame({"85+": [100, 120, 900]}, index=[2018, 2019, 2020])
    people = pd.DataFrame({"85+": [500, 600, 600]}, index=[2018, 2019, 2020])
    assert base_rates(events, people, years=[2018, 2019])["85+"] == pytest.approx(200)


def test_one_year_alone_is_said_without_a_change():
    found = project_demand(RATES, PROJECTED.loc[[2023]].set_axis(["2023"]), STAYS)
    assert found.sentence() == (
        "In 2023 158 beds are needed at 85% occupancy. Give later years to project them."
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: project_demand(RATES, [[1]], STAYS), "must be a table"),
        (lambda: back_test(1, 2), "a number for each year"),
        (lambda: age_bands(None), "must be a table"),
    ],
)
def test_what_is_no_table_is_refused(call, said):
    with pytest.raises(TypeError, match=said):
        call()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: project_demand(RATES[1:], PROJECTED, STAYS), "5 rates but 6 age bands"),
        (lambda: project_demand([*RATES[1:], -1], PROJECTED, STAYS), "at least 0"),
        (lambda: project_demand([*RATES[1:], None], PROJECTED, STAYS), "missing"),
        (lambda: project_demand({"75+": 1}, PROJECTED, STAYS), "Without a number: 65-69"),
        (lambda: project_demand(RATES, PROJECTED, STAYS, occupancy=85), "85% is 0.85"),
        (lambda: project_demand(RATES, PROJECTED, STAYS, occupancy=0), "above 0"),
        (lambda: project_demand(RATES, PROJECTED, STAYS, growth=-2), "at least -1"),
        (lambda: project_demand(RATES, PROJECTED, STAYS, prevention=1.5), "at most 1"),
        (lambda: project_demand(RATES, PROJECTED, STAYS, base_year=2020), "base year 2020"),
        (lambda: project_demand(RATES, PROJECTED.iloc[:0], STAYS), "no rows"),
        (lambda: project_demand(RATES, PROJECTED * -1, STAYS), "population, 2023, 65-69"),
        (lambda: project_demand(RATES, pd.concat([PROJECTED] * 2), STAYS), "2023 appears more"),
        (lambda: project_demand(RATES, PROJECTED.astype(object).replace(6218, "c"), STAYS), "'c'"),
        (lambda: project_demand(RATES, PROJECTED * 1e12, STAYS), "more bed days than there can"),
        (lambda: demand_grid(RATES, PROJECTED * 1e300, [1e9] * 6), "more bed days than there can"),
        (lambda: demand_scenarios(RATES, PROJECTED, STAYS, {"one": {}}), "two scenarios"),
        (
            lambda: demand_scenarios(RATES, PROJECTED, STAYS, {"a": {}, "b": {"grwth": 1}}),
            'Did you mean "growth"',
        ),
        (lambda: rebase_population(PROJECTED, ESTIMATE[1:], 2023), "same bands"),
        (lambda: rebase_population(PROJECTED, ESTIMATE, 2024), "no year 2024"),
        (lambda: rebase_population(PROJECTED * 0, ESTIMATE, 2023), "nobody aged 65-69"),
        (lambda: age_bands(pd.DataFrame({"Age65": [1]}), ["65-69"]), "Missing: 66, 67"),
        (lambda: age_bands(pd.DataFrame({"Age65": [1]}), ["old"]), "not an age band"),
        (lambda: back_test(pd.Series({2020: 1}), pd.Series({2021: 1})), "No year is both"),
        (lambda: back_test(pd.Series({2020: 1}), pd.Series({2020: 0})), "above 0"),
        (lambda: base_rates(PROJECTED, PROJECTED, years=[]), "at least one normal year"),
        (lambda: base_rates(PROJECTED, PROJECTED, years=[2001]), "no year 2001"),
    ],
)
def test_what_cannot_be_projected_is_refused_in_words(call, said):
    with pytest.raises(ValueError, match=said):
        call()
