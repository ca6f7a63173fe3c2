"""Each story planted in the samples of published layouts is found by the public methods."""

from functools import cache

import pandas as pd
import pytest

from playbook.analyse import (
    age_bands,
    back_test,
    compare_rates,
    project_demand,
    rebase_population,
    seasonal_shares,
)
from playbook.data import load as load_afresh
from playbook.data import published
from playbook.review import before_after, p_chart, xmr

load = cache(load_afresh)  # nothing here changes a table
GRAYS = {"hospital": "Dr Gray's Hospital", "department": "Emergency Department"}
EMERGENCY = {"admission_type": "Emergency Inpatients"}
DELAYED = {"age": "18plus", "reason": "All Delay Reasons"}
OLDEST = ["85-89", "90+"]
BANDS = [f"{first}-{first + 4}" for first in range(0, 90, 5)] + ["90+"]


def people(kind: str, area: str = "Moray") -> pd.DataFrame:
    return age_bands(load(kind).select(area=area, sex="All", age="every"))


@pytest.fixture(scope="module")
def estimate():
    return people("population_estimates")


@pytest.fixture(scope="module")
def projection():
    return people("population_projections")


@pytest.fixture(scope="module")
def rebased(estimate, projection):
    return rebase_population(projection, estimate, 2023)


@pytest.fixture(scope="module")
def rates_and_days():
    """Emergency stays in 2023/24 for each 1,000 people of each band, and the days of each."""
    data = load("inpatients_yearly")
    found = data.select(area="Moray", sex="All", age=data.ages(65), **EMERGENCY)
    found = found[found["financial_year"] == "2023-04-01"].set_index("age")
    found.index = found.index.str.replace(" years and over", "+").str.replace(" years", "")
    here = people("population_estimates").loc[2023]
    return 1_000 * found["stays"] / here, found["bed_days"] / found["stays"]


# People


def test_story_there_are_more_older_people_and_fewer_people_in_all(rebased):
    growth = 100 * (rebased.loc[2035] / rebased.loc[2023] - 1)
    assert 100 * (rebased.loc[2035].sum() / rebased.loc[2023].sum() - 1) == pytest.approx(
        24.2, abs=0.1
    )
    oldest = rebased[OLDEST].sum(axis=1)
    assert 100 * (oldest[2035] / oldest[2023] - 1) == pytest.approx(51.3, abs=0.1)
    assert growth["90+"] > growth["65-69"]
    everyone = load("population_projections").series(area="Moray", sex="All", age="All ages")
    assert everyone["2035-01-01"] < everyone["2023-01-01"]


def test_the_change_is_the_published_one(rebased):
    table = published("moray_population").table.set_index(["figure", "period", "group"])["value"]
    old = table["Population projection, 2018-based"]
    for first, group in ((75, "75 and over"), (85, "85 and over")):
        bands = [band for band in rebased if int(band[:2]) >= first]
        ours = rebased.loc[2035, bands].sum() / rebased.loc[2023, bands].sum()
        real = old["30 June 2035", group] / old["30 June 2023", group]
        assert ours == pytest.approx(real, abs=0.01)


def test_story_a_year_on_the_oldest_are_fewer_than_projected(estimate, projection, rebased):
    found = back_test(projection[OLDEST].sum(axis=1), estimate.loc[[2023], OLDEST].sum(axis=1))
    assert found.table["percent_error"].round(1).tolist() == [4.0]
    assert projection.loc[2035, OLDEST].sum() == 4_165
    assert rebased.loc[2035, OLDEST].sum() == pytest.approx(4_004, abs=0.5)


def test_story_more_people_are_on_lists_than_live_there(estimate):
    listed = load("gp_lists").series(practice="every", sex="All", age="All ages").iloc[0]
    lives = load("population_estimates").series(area="Moray", sex="All", age="All ages")
    assert (listed, listed - lives.iloc[-1]) == (96_432, 1_762)
    assert any("confidential" in notice for notice in load("gp_lists").notices)


# Need


@pytest.fixture(scope="module")
def stays_and_people():
    stays, lives = load("inpatients_yearly"), load("population_estimates")
    councils = ("Moray", "Aberdeen City", "Aberdeenshire")
    events = stays.select(area=councils, sex="All", age="every", **EMERGENCY)
    events = events[events["financial_year"] == "2023-04-01"]
    here = lives.select(area=councils, sex="All", age="every")
    here = here[here["year"] == "2023-01-01"]
    for table in (events, here):
        table["band"] = [BANDS[min(age // 5, 18)] for age in table["age_from"]]
    keys = ["area_name", "band"]
    return pd.DataFrame({
        "events": events.groupby(keys)["stays"].sum(),
        "population": here.groupby(keys)["people"].sum(),
    }).reset_index()  # fmt: skip


def test_story_two_places_with_one_crude_rate_differ_once_age_is_allowed_for(stays_and_people):
    crude = compare_rates(
        stays_and_people.groupby("area_name").sum(numeric_only=True).reset_index(),
        "area_name", per=1_000,
    )  # fmt: skip
    fair = compare_rates(stays_and_people, "area_name", band="band", per=1_000)
    found = {name: each.table.set_index("area_name")["rate"].round(1).to_dict()
             for name, each in (("crude", crude), ("fair", fair))}  # fmt: skip
    assert found["crude"] == {"Aberdeen City": 89.2, "Aberdeenshire": 78.0, "Moray": 89.2}
    assert found["fair"] == {"Aberdeen City": 94.1, "Aberdeenshire": 77.8, "Moray": 83.2}
    assert "Aberdeen City and Moray higher" in crude.sentence()
    assert "Moray" not in fair.sentence()


def test_story_four_zones_are_too_few_for_a_rate():
    zones = load("deprivation").table
    assert (zones["country_quintile"] == 1).sum() == 4
    assert zones["most_deprived_15"].sum() < 4


def test_story_rows_no_longer_in_use_would_count_people_twice():
    data = load("geography")
    assert len(data.table) == 7
    assert any("2 rows that are no longer in use" in notice for notice in data.notices)


# Unscheduled care


@pytest.fixture(scope="module")
def months():
    return load("ae_monthly")


def test_story_adding_every_category_up_counts_attendances_twice(months):
    here = months.table[months.table["hospital"] == "N411H"]
    assert here["attendances"].sum() == 2 * months.monthly(**GRAYS).sum()


def test_story_a_slide_over_years_then_a_floor(months):
    share = months.monthly(**GRAYS, measure="percentage_within_4_hours")
    by_year = months.yearly(**GRAYS, measure="percentage_within_4_hours").iloc[:, 1]
    assert by_year.round(0).tolist()[:7] == [95, 94, 93, 82, 72, 71, 69]
    chart = xmr(share, direction="increase")
    assert (chart.table["signal"] != "").all()
    recent = xmr(share["2023-04":], direction="increase")
    assert recent.variation == "common cause"


def test_story_long_waits_trebled_in_december_2022(months):
    over_12 = months.monthly(**GRAYS, measure="over_12_hours")["2021-12":"2024-03"]
    found = before_after(over_12, change="2022-12-01", reason="Winter", direction="decrease")
    assert "16 are signals of concern; the mean went from 12.1 to 37.6" in found.sentence()


def test_story_fewer_of_the_oldest_are_admitted_and_nobody_else():
    data = load("ae_discharges")
    parts = slice("2023-04", "2024-09"), slice("2024-10", "2025-03")
    shares, signals = {}, {}
    for age in ("75 plus", "65-74"):
        found = data.by("destination", **GRAYS, age=age)
        admitted, everyone = found["Admission to same Hospital"], found.sum(axis=1)
        signals[age] = (p_chart(admitted, everyone).table["signal"] != "").sum()
        shares[age] = [100 * admitted[part].sum() / everyone[part].sum() for part in parts]
    assert [round(share, 1) for share in shares["75 plus"]] == [44.7, 36.8]
    assert abs(shares["65-74"][1] - shares["65-74"][0]) < 1
    assert (signals["75 plus"] > 5, signals["65-74"]) == (True, 0)


def test_story_one_hard_week_after_new_year():
    share = load("ae_weekly").series(**GRAYS, measure="percentage_within_4_hours")
    table = xmr(share, direction="increase").table
    beyond = table[(table["signal"] == "beyond limits") & (table["value"] < table["centre"])]
    assert [f"{week:%d %B %Y}" for week in beyond.index] == ["05 January 2025"]
    assert beyond["value"].round().tolist() == [51]


def test_story_a_summer_peak(months):
    found = seasonal_shares(months.monthly(**GRAYS)["2022-04":"2025-03"])
    assert found.sentence().startswith(
        "Day for day August is the busiest month, 11% above the year's average, and February"
    )


def test_story_no_long_waits_are_known_for_a_minor_injury_unit(months):
    unit = {"hospital": "N431H", "department": "Minor Injury Unit or Other"}
    assert months.monthly(**unit).notna().all()
    assert months.monthly(**unit, measure="over_12_hours").isna().all()


# Stays and beds


def test_story_the_pandemic_is_no_normal_year():
    stays = load("inpatients_quarterly").series(location="Moray", **EMERGENCY)
    chart = xmr(stays).table
    assert chart.loc["2020-04-01", "signal"] == "beyond limits"
    assert stays["2020-04-01"] == stays.min()


def test_story_the_latest_quarter_is_provisional():
    notices = load("inpatients_quarterly").notices
    assert "January to March 2025: provisional: it may change." in notices


def test_story_a_specialty_that_is_always_full_borrows_its_beds():
    data, place = load("beds"), {"location": "Dr Gray's Hospital", "measure": "occupancy"}
    assert set(data.series(**place, specialty="General Surgery")) == {100}
    assert data.series(**place, specialty="General Medicine").max() < 100


def test_story_more_beds_are_fuller():
    data, place = load("beds"), {"location": "Dr Gray's Hospital", "specialty": "All Acute"}
    staffed, full = (data.series(**place, measure=each) for each in ("staffed_beds", "occupancy"))
    then, now = "2022-10-01", "2025-01-01"
    assert [round(staffed[each], 1) for each in (then, now)] == [111.8, 118.4]
    assert [round(full[each], 1) for each in (then, now)] == [94.5, 96.1]


def test_story_beds_needed_by_2035_if_nothing_changes(rebased, projection, rates_and_days):
    rates, days = rates_and_days
    found = project_demand(rates, rebased, days).table.set_index("year")
    assert found.loc[[2023, 2035], "beds"].tolist() == [147, 192]
    as_it_was = project_demand(rates, projection.loc[2023:], days).table.set_index("year")
    assert as_it_was.loc[2035, "beds"] == 196


# Delays


def test_story_moray_has_more_than_its_share_of_the_boards_delays():
    moray = load("delayed_discharges").series(area="Moray", **DELAYED)["2024-04":"2025-03"].sum()
    board = load("delayed_discharges", layout="health_board")
    grampian = board.series(area="NHS Grampian", **DELAYED)["2024-04":"2025-03"].sum()
    lives = load("population_estimates").series(area="Moray", sex="All", age="All ages").iloc[-1]
    assert round(100 * moray / grampian) == 26
    assert round(100 * lives / 586_740) == 16


def test_story_the_census_of_december_is_taken_at_christmas():
    counted = load("delayed_discharge_census").series(area="Moray", **DELAYED)
    average = load("delayed_discharges").series(area="Moray", **DELAYED, per_day=True)
    share = (counted / average).dropna()
    assert sorted(f"{month:%B %Y}" for month in share.nsmallest(2).index) == [
        "December 2023", "December 2024",
    ]  # fmt: skip
    assert share.nsmallest(2).max() < 0.71


# Social care


def test_story_fewer_people_get_more_hours_while_more_grow_old():
    at = {"time_period": "Census Week", "area": "Moray", "age": "All Ages"}
    data, lives = load("care_at_home"), load("population_estimates")
    helped = data.series(**at, statistic="Number of People")
    hours = data.series(**at, statistic="Number of Hours") / helped
    assert [round(hours.iloc[each], 1) for each in (0, -1)] == [10.6, 19.3]
    assert round(100 * (helped.iloc[-1] / helped.iloc[0] - 1)) == -36
    older = lives.series(area="Moray", sex="All", age=lives.ages(75))["2017":"2023"]
    assert round(100 * (older.iloc[-1] / older.iloc[0] - 1)) == 16


def test_story_fewer_places_in_fuller_homes_with_a_year_missing():
    data = load("care_home_census")
    at = {"area": "Moray", "group": "Older People Aged 65 and Older", "sector": "All Sectors"}
    places = data.series(**at, statistic="Number of Registered Places")
    full = data.series(**at, statistic="Percentage Occupancy")
    assert [places.iloc[0], places.iloc[-1]] == [702, 656]
    assert [full.iloc[0], full.iloc[-1]] == [85, 89.9]
    assert 2020 not in places.index.year


def test_story_services_do_not_add_up_because_people_have_several():
    at = {"area": "Moray", "age": "All Ages", "statistic": "Number of People"}
    data = load("people_supported", layout="service")
    parts = data.select(**at, service="every").groupby("financial_year")["people"].sum()
    assert (parts > 1.2 * data.series(**at, service="All")).all()
    with pytest.raises(ValueError, match="One person may be in several groups"):
        data.series(**at, service="every")
