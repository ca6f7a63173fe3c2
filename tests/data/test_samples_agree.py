"""Samples in published layouts agree with one another, with the local ones and with the figures."""

from functools import cache

import pandas as pd
import pytest

from playbook.analyse import emergency_admissions, stays
from playbook.data import load as load_afresh
from playbook.data import published

load = cache(load_afresh)  # nothing here changes a table
GRAYS = {"hospital": "Dr Gray's Hospital", "department": "Emergency Department"}
EMERGENCY = {"admission_type": "Emergency Inpatients"}
DELAYED = {"age": "18plus", "reason": "All Delay Reasons"}
COUNCILS = ("Aberdeen City", "Aberdeenshire", "Moray")
EVERYONE = {"sex": "All", "age": "All ages"}


@pytest.fixture(scope="module")
def estimates():
    return load("population_estimates")


@pytest.fixture(scope="module")
def attendances():
    return load("ae_monthly").monthly(**GRAYS)


def of_year(monthly: pd.Series, year: int) -> float:
    return float(monthly[f"{year}-04-01" : f"{year + 1}-03-31"].sum())


# People


def test_localities_add_up_to_the_council_in_every_band_and_sex(estimates):
    localities = load("locality_population").table
    by_band = localities.groupby(["sex", "age_band"], observed=True)["population"].sum()
    for sex in ("Female", "Male"):
        ages = estimates.select(area="Moray", sex=sex, age="every")
        ages = ages[ages["year"] == "2023-01-01"].set_index("age_from")["people"]
        council = ages.groupby(lambda age: f"{age // 5 * 5}-{age // 5 * 5 + 4}").sum()
        assert council.rename({"90-94": "90+"}).to_dict() == by_band[sex].to_dict()


def test_moray_has_the_published_people_in_the_years_that_are_known(estimates):
    totals = estimates.series(area="Moray", **EVERYONE)
    assert [totals[f"{year}-01-01"] for year in (2018, 2022, 2023)] == [94_090, 94_300, 94_670]
    figures = published("moray_population").table
    known = figures[figures["figure"] == "Population estimate"].set_index(["period", "group"])
    for year in (2018, 2023):
        older = estimates.series(area="Moray", sex="All", age=estimates.ages(75))[f"{year}-01-01"]
        real = known.loc[(f"30 June {year}", "75 and over"), "value"]
        assert abs(older - real) <= (5 if year == 2018 else 0)


@pytest.mark.parametrize("kind", ["population_estimates", "population_projections"])
def test_councils_add_up_to_their_board_and_the_partnership_is_the_council(kind):
    councils, board, partnerships = (
        load(kind, layout=layout) for layout in ("council_area", "health_board", "hscp")
    )
    for age in ("All ages", "0", "47", "90 and over"):
        chosen = {"sex": "Female", "age": age}
        together = councils.series(area=COUNCILS, **chosen)
        assert together.equals(board.series(area="NHS Grampian", **chosen))
        moray = councils.series(area="Moray", **chosen)
        assert moray.equals(partnerships.series(area="Moray", **chosen))


def test_the_board_has_its_published_people():
    board = load("population_estimates", layout="health_board")
    assert board.series(area="NHS Grampian", **EVERYONE)["2023-01-01"] == 586_740


def test_projections_start_at_the_estimate_of_their_base_year(estimates):
    projected = load("population_projections")
    assert projected.base_year == 2022
    for area in (*COUNCILS, "Scotland"):
        for sex in ("Female", "Male"):
            at = {"area": area, "sex": sex, "age": "every"}
            start = projected.select(**at)[lambda t: t["year"] == "2022-01-01"]
            estimate = estimates.select(**at)[lambda t: t["year"] == "2022-01-01"]
            assert start["people"].tolist() == estimate["people"].tolist()


def test_the_lists_of_practices_hold_as_many_as_published_within_a_hundred():
    listed = load("gp_lists").series(practice="every", **EVERYONE)
    assert abs(listed.iloc[0] - 96_428) < 100


def test_each_fifth_of_deprivation_has_the_published_number_of_data_zones():
    zones = load("deprivation").table
    assert zones["country_quintile"].value_counts().sort_index().tolist() == [4, 22, 42, 44, 14]
    assert zones["data_zone"].is_unique
    assert zones["rank"].is_unique
    assert zones["data_zone"].str.startswith("S01099").all()
    rank = zones.sort_values("rank")
    for column in ("country_decile", "council_decile", "board_quintile"):
        assert rank[column].is_monotonic_increasing


def test_hospitals_stand_in_zones_of_the_sample_and_have_no_address():
    hospitals = load("hospitals").table.set_index("hospital")
    zones = set(load("deprivation").table["data_zone"])
    assert set(hospitals.loc[hospitals["area"] == "S12000020", "data_zone"]) <= zones
    assert set(hospitals["address_1"]) == {"Sample address"}
    assert set(hospitals["postcode"]) == {""}


# A&E


def test_a_year_at_dr_grays_is_ten_times_the_sample_of_persons(attendances):
    persons = load("ae_attendances").table
    assert of_year(attendances, 2023) == 10 * len(persons)
    within = load("ae_monthly").monthly(**GRAYS, measure="within_4_hours")
    known = persons["minutes_in_department"].dropna()
    share = of_year(within, 2023) / of_year(attendances, 2023)
    assert share == pytest.approx((known <= 240).mean(), abs=0.001)


def test_years_at_dr_grays_lie_within_two_per_cent_of_the_published(attendances):
    figures = published("moray_ae").table
    real = figures[figures["figure"] == "Attendances"].set_index("period")["value"]
    for year in range(2018, 2024):
        assert abs(of_year(attendances, year) / real[f"{year}/{year % 100 + 1}"] - 1) < 0.02


def test_weeks_and_months_come_from_the_same_days(attendances):
    """52 weeks to 30 March 2025 lack the days 1 to 31 March that the weeks leave out."""
    weeks = load("ae_weekly").series(**GRAYS)
    months = attendances["2024-04":"2025-08"].sum()
    days_left_out = pd.Timestamp("2025-08-31") - weeks.index[-1]
    assert days_left_out.days == 0
    assert weeks.sum() == months


@pytest.mark.parametrize(
    ("kind", "groups", "first", "last"),
    [
        ("ae_discharges", ("age", "destination"), "2023-04", "2025-03"),
        ("ae_referrals", ("age", "referral"), "2023-04", "2024-03"),
        ("ae_demographics", ("sex", "age", "deprivation"), "2024-01", "2024-03"),
    ],
)
def test_every_split_of_attendances_adds_up_to_the_month(kind, groups, first, last, attendances):
    parts = load(kind).series(**GRAYS, **dict.fromkeys(groups, "every"))
    assert parts.equals(attendances[first:last])


def test_who_is_admitted_is_as_in_the_sample_of_persons():
    people = load("ae_attendances").table
    older = people[people["age"] >= 75]
    share = (older["discharged_to"] == "Admitted").mean()
    found = load("ae_discharges").by("destination", **GRAYS, age="75 plus")[:"2024-03"]
    admitted = found["Admission to same Hospital"].sum() / found.to_numpy().sum()
    assert admitted == pytest.approx(share, abs=0.015)


# Stays


def test_yearly_stays_of_moray_are_ten_times_the_sample_of_persons():
    episodes = load("hospital_stays").table
    begun = emergency_admissions(stays(episodes), month_of="admission").table
    yearly = load("inpatients_yearly").series(area="Moray", **EVERYONE, **EMERGENCY)
    for year, number in yearly.items():
        months = pd.period_range(year, periods=12, freq="M").to_timestamp()
        assert 10 * begun.loc[begun["month"].isin(months), "admissions"].sum() == number


def test_ages_and_sexes_add_up_to_the_stays_of_the_year():
    data = load("inpatients_yearly")
    for measure in ("stays", "bed_days", "episodes"):
        whole = data.series(area="Moray", **EVERYONE, **EMERGENCY, measure=measure)
        parts = data.series(area="Moray", sex=("Female", "Male"), age="every", **EMERGENCY,
                            measure=measure)  # fmt: skip
        assert parts.equals(whole)


def test_four_quarters_are_the_year_and_three_councils_their_board():
    quarters, years = load("inpatients_quarterly"), load("inpatients_yearly")
    for area in COUNCILS:
        of_area = quarters.series(location=area, **EMERGENCY)
        for year, number in years.series(area=area, **EVERYONE, **EMERGENCY).items():
            assert of_year(of_area, year.year) == number
    together = quarters.series(location=COUNCILS, **EMERGENCY)
    assert together.equals(quarters.series(location="NHS Grampian", **EMERGENCY))


def test_types_of_admission_add_up_to_all_inpatients():
    quarters = load("inpatients_quarterly")
    for measure in ("stays", "bed_days"):
        parts = quarters.series(location="Moray", admission_type="every", measure=measure)
        whole = quarters.series(location="Moray", admission_type="All Inpatients", measure=measure)
        assert parts.equals(whole)


def test_beds_at_dr_grays_are_near_the_published_and_specialties_add_up():
    data, place = load("beds"), {"location": "Dr Gray's Hospital"}
    real = published("moray_beds").table.set_index(["figure", "group", "period"])["value"]
    for quarter, words in (
        ("2019-10-01", "October to December 2019"),
        ("2020-04-01", "April to June 2020"),
        ("2021-10-01", "October to December 2021"),
        ("2022-10-01", "October to December 2022"),
    ):
        for measure, figure in (("staffed_beds", "staffed"), ("occupied_beds", "occupied")):
            beds = data.series(**place, specialty="All Acute", measure=measure)[quarter]
            assert beds == pytest.approx(
                real[f"Average {figure} beds", "All Acute", words], rel=0.02
            )
    for measure in ("staffed_bed_days", "occupied_bed_days"):
        parts = data.series(**place, specialty="every", measure=measure)
        assert parts.equals(data.series(**place, specialty="All Specialties", measure=measure))


# Delays


def test_scotland_is_the_same_in_the_files_of_councils_and_of_boards():
    councils, boards = (load("delayed_discharges", layout=each) for each in
                        ("council_area", "health_board"))  # fmt: skip
    for age in ("18plus", "75plus"):
        at = {"area": "Scotland", "age": age, "reason": "Code 9 AWI"}
        assert boards.series(**at).equals(councils.series(**at)["2023-04-01":])


def test_the_board_has_more_delays_than_the_council_in_it():
    moray = load("delayed_discharges").series(area="Moray", **DELAYED)["2023-04-01":]
    board = load("delayed_discharges", layout="health_board")
    grampian = board.series(area="NHS Grampian", **DELAYED)
    assert (grampian > 2.5 * moray).all()
    assert 0.2 < moray.sum() / grampian.sum() < 0.32


@pytest.mark.parametrize("layout", ["council_area", "health_board"])
def test_the_census_agrees_with_the_average_of_the_month_but_for_december(layout):
    area = {"council_area": "Moray", "health_board": "NHS Grampian"}[layout]
    one_day = load("delayed_discharge_census", layout=layout).series(area=area, **DELAYED)
    days = load("delayed_discharges", layout=layout)
    average = days.series(area=area, **DELAYED, per_day=True)[one_day.index]
    usual = one_day.index.month != 12
    assert ((one_day / average)[usual] - 1).abs().max() < 0.1
    assert (one_day / average)[~usual].max() < 0.75


# Social care


def test_care_at_home_is_near_the_published_people_and_hours():
    data = load("care_at_home")
    at = {"time_period": "Census Week", "area": "Moray", "age": "All Ages"}
    people = data.series(**at, statistic="Number of People")
    hours = data.series(**at, statistic="Number of Hours")
    real = {2020: (1005, 15_705), 2022: (835, 15_285), 2023: (750, 14_525)}
    for year, (people_published, hours_published) in real.items():
        assert people[f"{year}-04-01"] == pytest.approx(people_published, rel=0.02)
        assert hours[f"{year}-04-01"] == pytest.approx(hours_published, rel=0.02)


def test_care_at_home_in_the_quarter_is_what_the_local_file_says():
    at = {"time_period": "Financial Quarter", "area": "Moray", "age": "All Ages"}
    people = load("care_at_home").series(**at, statistic="Number of People")
    local = load("community_waiting").table
    there = local[(local["service"] == "Care at home") & (local["month"] == "2024-02-01")]
    assert people["2024-01-01"] == pytest.approx(there["people_served"].sum(), rel=0.02)


def test_people_supported_are_the_same_however_they_are_split():
    for layout, column in (("service", "service"), ("client_group", "group"), ("sex", "sex")):
        data = load("people_supported", layout=layout)
        at = {"area": "Moray", "age": "All Ages", "statistic": "Number of People"}
        people = data.series(**at, **{column: "All"}, measure="people")
        assert people["2021-04-01"] == pytest.approx(3_885, rel=0.01)


def test_care_homes_have_the_people_that_the_budget_pays_for():
    homes = load("care_home_census").series(
        statistic="Number of Residents", area="Moray", sector="All Sectors",
        group="Older People Aged 65 and Older",
    )  # fmt: skip
    costs = load("service_costs").table
    paid = costs.loc[costs["service"] == "Care home places", "people"].sum()
    assert homes["2025-03-31"] == pytest.approx(paid, rel=0.01)
    assert 2020 not in homes.index.year


def test_weekly_admissions_are_in_step_with_the_year():
    weekly = load("weekly_admissions").series(
        area="Moray", deprivation="every", admission_type="Emergency"
    )
    yearly = load("inpatients_yearly").series(area="Moray", **EVERYONE, **EMERGENCY)
    assert weekly.sum() == pytest.approx(yearly.iloc[:2].mean(), rel=0.04)
