"""Money adds up line by line, and places are set beside people: on the sample and on islands."""

import pandas as pd
import pytest
import yaml

from playbook.kit import budget_beside_costs

NAME = "resources-and-services"

BUDGET = """\
year,budget_line,holder,budget_gbp,forecast_gbp
2024/25,Visits,Council,1,1
2025/26,Visits,Council,500000,450000
2025/26,Beds,Set-aside,300000,390000
2025/26,Office,Council,100000,100000
"""
COSTS = """\
service,locality,budget_line,holder,programme,client_group,setting,provider_sector,cost_gbp,people
Home visits,North,Visits,Council,Home,Older people,Community,Council,300000,40
Home visits,Isles,Visits,Council,Home,Older people,Community,Council,100000,10
Home visits,East,Visits,Council,Home,Older people,Community,Council,50000,5
Home visits,West,Visits,Council,Home,Older people,Community,Council,30000,5
Home visits,South,Visits,Council,Home,Older people,Community,Council,20000,5
Ward,,Beds,Set-aside,Hospital,Older people,Bed-based,NHS,280000,90
Office,,Office,Council,Office,Everyone,Support,Council,100000,0
"""
PEOPLE = "year,locality,sex,age_band,deprivation_fifth,population\n" + "".join(
    f"2024,{place},{sex},{band},3,{count}\n"
    for place, count in {"North": 250, "Isles": 50, "East": 40, "West": 50, "South": 60}.items()
    for sex in ("Female", "Male")
    for band in ("70-74", "75-79")
)
PLACES = """\
month,locality,service,places,people_served,starts,waiting,longest_wait_weeks
202504,North,Home visits,50,48,3,4,5
202505,North,Home visits,50,48,3,1,5
202505,Isles,Home visits,4,4,1,6,9
202505,East,Home visits,10,5,1,0,2
202505,West,Home visits,10,9,1,1,2
202505,South,Home visits,10,9,1,2,2
202505,North,Meals,7,7,1,0,1
"""
SERVICES = (
    "service,starts_per_week,weeks_each,visits_per_week_each,minutes_per_visit,"
    "travel_minutes_per_visit,hours_per_wte,time_available,places_filled,places,waiting,"
    "usual_wait_weeks,wte_in_post\n"
    "Home visits,2,40,7,40,20,35,0.5,1.0,84,13,6,40\n"
)
STAFF = """\
team,staff_group,funded_wte,filled_wte,aged_55_plus_percent,sickness_percent
Visits,Carers,40,40,30,5
Ferry,Nurses,4,1,10,5
"""
CONTRACTS = """\
contract_id,provider,service,locality,starts_on,ends_on,value_gbp,paid_by,units_a_week,notice_months
1,Croft Care,Home visits by others,North,2020-04-01,2040-03-31,100000,Block,90,2
2,Ferry Care,Home visits by others,North,2020-04-01,2040-03-31,20000,Spot,30,1
3,Ferry Care,Home visits by others,Isles,2020-04-01,2040-03-31,50000,Spot,60,1
"""
PROVIDERS = """\
provider,sector,staff,vacant_percent,income_from_us_percent,quality_grade,staff_turnover_percent
Croft Care,Third sector,20,5,40,5,10
Ferry Care,Independent,9,30,95,3,15
"""
FILES = {
    "budget": BUDGET,
    "costs": COSTS,
    "people": PEOPLE,
    "places": PLACES,
    "services": SERVICES,
    "staff": STAFF,
    "contracts": CONTRACTS,
    "providers": PROVIDERS,
}


@pytest.fixture(scope="session")
def resource_project(tmp_path_factory):
    """Give a function that makes a project with files of money, people and places."""

    def make(**files):
        folder = tmp_path_factory.mktemp("resources")
        (folder / "project.yml").write_text("name: Islands\n", encoding="utf-8")
        (folder / "data").mkdir()
        for name, text in files.items():
            (folder / "data" / f"our {name}.csv").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def on_the_sample(run_exercise, resource_project):
    return run_exercise(NAME, resource_project())


@pytest.fixture(scope="session")
def elsewhere(run_exercise, resource_project):
    return run_exercise(NAME, resource_project(**FILES))


@pytest.fixture(scope="session")
def tables(checkout):
    """Read a sample by its name, without the package."""
    return lambda name: pd.read_csv(checkout / "data/sample" / f"{name}.csv")


def test_the_planted_stories_are_found(on_the_sample):
    said = on_the_sample.said
    assert on_the_sample.stopped_at == "", on_the_sample.reason
    assert "the services of each of its 15 lines agree" in said("adds-up-words")
    assert "Set-aside for large hospital services is furthest over its budget, by £1,300,000" in (
        said("adds-up-table")
    )
    assert "52% is in beds, and 4% in prevention" in said("spent-words")
    assert "Locality C gets least: £3,378" in said("spent-words")
    assert "Mental health officers (Adult social work), 2 filled of 5" in said("real-staff")
    assert "District nurses are the oldest: 47%" in said("real-staff")
    assert "needs 576 whole-time staff by its own numbers, and has 520" in said("real-needed")
    assert "10 of them end on one day, 31 March 2026" in said("real-contracts")


def test_the_whole_budget_is_there_with_its_set_aside(on_the_sample, tables):
    budget, costs = tables("budget"), tables("service_costs")
    assert budget["budget_gbp"].sum() == costs["cost_gbp"].sum() == 214_000_000
    assert "£214,000,000" in on_the_sample.said("adds-up-words")
    assert "Of this, £17,600,000 (8%) is set aside" in on_the_sample.said("adds-up-words")
    shown = on_the_sample.said("adds-up-table")
    assert ">-400<" in shown, "care at home underspends"


def test_coverage_and_gap_agree_with_sums_by_hand(on_the_sample, tables):
    places = tables("community_waiting")
    latest = places[(places["month"] == 202503) & (places["service"] == "Care at home")]
    latest = latest.set_index("locality")
    people = tables("locality_population")
    older = people[people["age_band"].isin(["75-79", "80-84", "85-89", "90+"])]
    living = older.groupby("locality")["population"].sum()
    per = 1000 * latest["places"] / living
    overall = 1000 * latest["places"].sum() / living.sum()
    gap = (latest["people_served"] + latest["waiting"] - latest["places"]).clip(lower=0)
    assert per.idxmin() == "Locality C"
    assert f"{overall:.0f} places in all for each 1,000 people aged 75 and over" in (
        on_the_sample.said("where-chart")
    )
    assert f"Locality C has fewest, {per.min():.0f}." in on_the_sample.said("where-chart")
    even = overall * living["Locality C"] / 1000 - latest.loc["Locality C", "places"]
    assert f"{even:.0f} places below an even share" in on_the_sample.said("where-chart")
    assert f"{gap.sum()} places lack, in Locality C ({gap['Locality C']})" in (
        on_the_sample.said("where-table")
    )


def test_what_a_place_takes_is_worked_out_as_by_hand(on_the_sample, tables):
    row = tables("community_services").set_index("service").loc["Care at home"]
    visits = row["visits_per_week_each"] * (
        row["minutes_per_visit"] + row["travel_minutes_per_visit"]
    )
    each = visits / 60 / row["time_available"] / row["hours_per_wte"]
    costs = tables("service_costs")
    ours = costs[costs["service"].str.startswith("Care at home")]["cost_gbp"].sum()
    told = (
        f"40 more places in Locality C: No place lacks then. They need {40 * each:.0f} "
        f"whole-time staff and £{40 * ours / 811:,.0f} a year."
    )
    assert told in on_the_sample.said("what-if-panel")


def test_what_is_handed_on_is_what_was_found(on_the_sample):
    log = yaml.safe_load((on_the_sample.folder / "products.yml").read_text(encoding="utf-8"))
    values = {one["id"]: one["value"] for one in log if one["kind"] == "number"}
    assert values == {
        f"{NAME}/total-budget-gbp": 214_000_000,
        f"{NAME}/care-at-home-places": 811,
        f"{NAME}/gap-places": 32,
    }
    assert "From the exercise population-and-need" in on_the_sample.said("spent-need")


def test_no_provider_is_named(on_the_sample):
    shown = [cell for cell in on_the_sample.cells if "Provider 0" in on_the_sample.said(cell)]
    assert shown == []


def test_every_figure_of_the_sample_is_marked(on_the_sample):
    made = [
        *("load-budget", "load-costs", "load-people", "load-places", "load-staff"),
        *("load-services", "load-contracts", "load-providers", "adds-up-words", "adds-up-table"),
        *("spent-words", "spent-need", "where-chart", "where-table", "real-staff", "real-needed"),
        *("real-contracts", "found-words", "found-places", "what-if-panel", "record-money"),
        *("record-places", "hand-on"),
    ]
    assert [cell for cell in made if "Sample data" not in on_the_sample.said(cell)] == []


def test_another_partnership_s_money_is_its_own(elsewhere):
    said = elsewhere.said
    assert elsewhere.stopped_at == "", elsewhere.reason
    assert "The budget is £900,000. In 1 of 3 lines the services do not agree." in (
        said("adds-up-words")
    )
    assert "The widest is Beds: the services come to £20,000 less." in said("adds-up-words")
    assert "Beds is furthest over its budget, by £90,000." in said("adds-up-table")
    assert "Outside beds, South gets least: £167" in said("spent-words"), "20,000 for 120 people"
    assert "36% is in beds" in said("spent-words"), "280 of 780 thousand"


def test_another_partnership_s_places_are_its_own(elsewhere):
    said = elsewhere.said
    assert "Home visits has 84 places in May 2025" in said("where-table")
    assert "Isles has fewest, 40." in said("where-chart"), "4 places for 100 people"
    assert "7 places lack, in Isles (6) and South (1)" in said("where-table")
    assert "Nurses (Ferry), 1 filled of 4" in said("real-staff")
    assert "in Isles 0% comes from providers graded good" in said("real-needed")
    assert "needs 32 whole-time staff by its own numbers, and has 40." in said("real-needed")
    made = [cell for cell in elsewhere.cells if not cell.startswith(("do-", "data"))]
    marked = [cell for cell in made if "Sample data" in said(cell)]
    assert marked == ["spent-need"], "only what another exercise has not yet handed on"


def test_a_file_of_money_alone_is_told_apart_from_the_sample(run_exercise, resource_project):
    """The localities of a team's costs and of the sample differ, so it says which files."""
    shown = run_exercise(NAME, resource_project(budget=BUDGET, costs=COSTS))
    assert shown.stopped_at == "spent-words"
    assert "do not go together" in shown.reason
    assert "Sample data" not in shown.said("adds-up-words")


def test_two_mistakes_that_cancel_out_are_still_two(tables):
    budget, costs = tables("budget"), tables("service_costs")
    costs.loc[0, "cost_gbp"] += 1000
    costs.loc[costs["budget_line"] == "Prescribing", "cost_gbp"] -= 250

    class File:
        def __init__(self, table):
            self.table = table

    found = budget_beside_costs(File(budget), File(costs))
    assert found.table["services_gbp"].sum() == found.total_gbp
    assert len(found.apart) == 2
    assert not found.reconciles


@pytest.mark.parametrize(
    ("files", "stopped", "said"),
    [
        ({"budget": BUDGET.splitlines()[0] + "\n"}, "load-budget", "only a header"),
        ({"budget": BUDGET.replace("500000", "lots")}, "load-budget", "budget_gbp"),
        ({"costs": COSTS.replace("cost_gbp", "price")}, "load-", "price"),
        ({"people": PEOPLE.replace(",250\n", ",many\n", 1)}, "load-people", "population"),
        ({"places": PLACES.replace(",50,48", ",-5,48", 1)}, "load-places", "places"),
        ({"services": SERVICES.replace("0.5", "half")}, "load-services", "time_available"),
        ({"staff": STAFF.replace(",40,40,", ",40,,", 1)}, "load-staff", "filled_wte"),
        ({"contracts": CONTRACTS.replace("2040-03-31", "soon", 1)}, "load-contracts", "ends_on"),
        ({"providers": PROVIDERS.replace(",5,10\n", ",9,10\n")}, "load-providers", "quality_grade"),
        ({**FILES, "people": PEOPLE.replace("Isles", "Skerries")}, "spent-words", "Isles"),
        (
            {**FILES, "costs": COSTS.replace("Older people", "Adults")},
            "spent-words",
            "No service is for older people",
        ),
    ],
    ids=["no rows", "words for money", "a renamed column", "words for people", "below zero",
         "words for a share", "a blank", "a bad day", "a grade of nine", "other localities",
         "nobody older"],
)  # fmt: skip
def test_a_broken_file_stops_in_plain_words(run_exercise, resource_project, files, stopped, said):
    shown = run_exercise(NAME, resource_project(**files))
    assert shown.stopped_at.startswith(stopped)
    assert said in shown.reason
    assert "Traceback" not in shown.reason
